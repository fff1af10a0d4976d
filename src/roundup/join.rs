//! Harvest and host's files become editions.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;
use url::Url;

use super::{
    CollectedEdition, Roundup, Series,
    decide::{decide, entry_path},
    draft, health,
    made::{from_file, from_record, owner, same_name},
    merge, numbers, policy,
    problem::Problem,
    threads, verify,
};
use crate::{
    content::{Content, EditionContent, EntryFile},
    model::{
        Blog, BlogRecord, Edition, Entry, EntryRecord, FeedState, Host, Reading, Reason, SameAs, Side, Slug, Status,
        address,
    },
};

/// What an edition is joined from.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// The host's files.
    pub content: &'a Content,
    /// The harvest.
    pub records: &'a BTreeMap<Slug, BlogRecord>,
    /// The text of a snapshot, by hash; `None` where it is not on this machine.
    pub snapshot: &'a dyn Fn(&str) -> Option<String>,
    /// The present: decides how far an edition is.
    pub now: Timestamp,
    /// Whether the quotation policy is applied: yes for everything that is published.
    pub for_publication: bool,
}

/// Joins every edition of a site.
///
/// # Errors
/// All problems at once: citations that cannot be verified, entry files that name no post and are not complete in
/// themselves.
pub fn collect(sources: &Sources<'_>) -> Result<Series, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut warnings = Vec::new();
    let editions = sources.content.editions.iter();
    let numbers = numbers::of(&sources.content.editions, &mut warnings);
    let editions = editions.zip(numbers);
    let editions =
        editions.map(|(folder, number)| edition(folder, number, sources, &mut problems, &mut warnings)).collect();
    if problems.is_empty() {
        warnings.sort();
        let feeds = sources.records.values().map(|record| health::of(record, sources.now)).collect();
        Ok(Series { editions, feeds, warnings })
    } else {
        problems.sort();
        problems.dedup();
        Err(problems)
    }
}

fn edition(
    folder: &EditionContent,
    number: usize,
    sources: &Sources<'_>,
    problems: &mut Vec<Problem>,
    warnings: &mut Vec<Problem>,
) -> CollectedEdition {
    let edition = &folder.edition;
    let host = edition.host.as_ref().and_then(|host| match host {
        Host::Person(person) => Some(person.clone()),
        Host::Blog(slug) => blog(sources, slug).map(owner),
    });
    let mut entries = joined(folder, sources, problems, warnings);
    for entry in &mut entries {
        entry.late = is_late(entry, edition);
        entry.by_host = host.as_ref().is_some_and(|host| same_name(&host.name, &entry.author.name));
        verify::entry(entry, sources.snapshot, problems);
        if sources.for_publication {
            policy::apply(entry, &sources.content.config.quotation, sources.now);
        }
    }
    let (mut included, mut others): (Vec<_>, Vec<_>) = entries.into_iter().partition(|e| e.included);
    included.sort_by(|a, b| {
        let key = |e: &Entry| (e.by_host, e.published.is_none(), e.published.map(crate::model::Moment::sort_key));
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
    others.sort_by(|a, b| {
        a.status.cmp(&b.status).then(b.fit.score.total_cmp(&a.fit.score)).then_with(|| a.id.cmp(&b.id))
    });
    name_pages(&mut included);
    let published = folder.roundup.as_ref().is_some_and(|file| !file.draft);
    let mut collected = CollectedEdition {
        edition: edition.clone(),
        number,
        phase: edition.phase(sources.now, published),
        host,
        quotation: sources.content.config.quotation.clone(),
        threads: threads::find(&included, edition),
        entries: included,
        others,
        roundup: Roundup { body: String::new(), file: folder.roundup.clone() },
    };
    collected.roundup.body = match &folder.roundup {
        Some(file) => merge::without_marks(&file.body),
        None => draft::excerpt(&collected),
    };
    collected
}

/// Whether an entry that takes part, or may do so, came after the deadline. The host's date outranks the feed's; where
/// nobody knows when it appeared, the day of its last change has been judged.
fn is_late(entry: &Entry, edition: &Edition) -> bool {
    if !matches!(entry.status, Status::Accepted | Status::Candidate) {
        return false;
    }
    match entry.published {
        Some(published) => matches!(edition.window().side(published), Side::Late | Side::After),
        None => entry.fit.reasons.iter().any(|reason| matches!(reason.signal.as_str(), "late" | "too-late")),
    }
}

/// Every post of the watched blogs with what the host says of it, then what only the host knows of.
fn joined(
    folder: &EditionContent,
    sources: &Sources<'_>,
    problems: &mut Vec<Problem>,
    warnings: &mut Vec<Problem>,
) -> Vec<Entry> {
    let edition = &folder.edition;
    let decisions: HashMap<String, &EntryFile> =
        folder.entries.iter().filter_map(|f| Some((address::key(f.url.as_ref()?), f))).collect();
    let withdrawn = sources.content.withdrawn();
    let mut decided = HashSet::new();
    let (mut entries, mut copies) = (Vec::new(), Vec::new());
    let mut all_read = true;
    for record in sources.records.values().filter(|record| edition.watches(&record.blog)) {
        let Some(blog) = blog(sources, &record.blog) else { continue };
        all_read &= record.feed.state == FeedState::Ok;
        for post in &record.entries {
            let Some(reading) = post.readings.get(&edition.slug) else { continue };
            if withdrawn.covers(post.url.as_ref(), &post.entry_id(&blog.slug)) {
                continue;
            }
            let key = post.url.as_ref().map(address::key);
            let decision = key.and_then(|key| decisions.get_key_value(&key));
            // A copy of an entry that stands here already is no second one, unless the host takes it for one.
            let original = post.same_as.as_ref().filter(|_| decision.is_none());
            if let Some(original) = original.and_then(|same| standing_here(same, edition, sources)) {
                copies.extend(copy_of(original, post, from_record(blog, post, reading)));
                continue;
            }
            let mut entry = from_record(blog, post, reading);
            check_summary(&entry, reading, sources, problems);
            if let Some((key, file)) = decision {
                decided.insert(key);
                decide(&mut entry, file, &post.past_snapshots, folder, sources, problems, warnings);
            }
            entries.push(entry);
        }
    }
    let mut entries = without_duplicates(entries, sources);
    entries.extend(copies);
    for file in &folder.entries {
        let Some(url) = &file.url else { continue };
        if decided.contains(&address::key(url)) || withdrawn.covers(Some(url), "") {
            continue;
        }
        if let Some(mut entry) = from_file(file, edition.language.clone(), &sources.content.blogs) {
            check_blog(file, folder, sources, problems);
            decide(&mut entry, file, &[], folder, sources, problems, warnings);
            entries.push(entry);
        } else if !matches!(file.status, Some(Status::Rejected | Status::Withdrawn | Status::Gone)) {
            let problem = Problem {
                path: entry_path(folder, file),
                message: format!("no watched feed has a post at {url}"),
                help: "fetch first, or give `title` and `author` to list a post that no feed carries".into(),
            };
            // While a feed could not be read, the post may well be in it: that is nobody's mistake here.
            if sources.for_publication && all_read { problems.push(problem) } else { warnings.push(problem) }
        }
    }
    entries
}

/// A blog that an entry file names is one of this site.
fn check_blog(file: &EntryFile, folder: &EditionContent, sources: &Sources<'_>, problems: &mut Vec<Problem>) {
    let Some(named) = file.blog.as_ref().filter(|named| blog(sources, named).is_none()) else { return };
    problems.push(Problem {
        path: entry_path(folder, file),
        message: format!("there is no blog `{named}`"),
        help: "name a file of content/blogs/, without `.md`, or leave out `blog`".into(),
    });
}

/// The entry that another one repeats, if it takes part here itself, as far as the machine can tell.
fn standing_here<'a>(same: &SameAs, edition: &Edition, sources: &Sources<'a>) -> Option<&'a EntryRecord> {
    let entries = &sources.records.get(&same.blog)?.entries;
    let original = entries.iter().find(|entry| entry.id == same.id)?;
    let reading = original.readings.get(&edition.slug)?;
    (edition.watches(&same.blog) && reading.status != Status::Rejected).then_some(original)
}

/// A copy is rejected, and says of what it is one. One at the same address has nothing of its own to say.
fn copy_of(original: &EntryRecord, copy: &EntryRecord, mut entry: Entry) -> Option<Entry> {
    let key = |entry: &EntryRecord| entry.url.as_ref().map(address::key);
    if key(original) == key(copy) {
        return None;
    }
    let because = copy.same_as.as_ref().map(|same| same.because.as_str()).unwrap_or_default();
    let place = original.url.as_ref().map_or(original.title.as_str(), |url| url.as_str());
    entry.fit.reasons.insert(0, Reason::new("copy", format!("{place} ({because})"), -1.0));
    (entry.status, entry.included) = (Status::Rejected, false);
    Some(entry)
}

/// A post that stands in two feeds is one entry: that of the blog whose site it is on, or else the first.
fn without_duplicates(entries: Vec<Entry>, sources: &Sources<'_>) -> Vec<Entry> {
    let at_home = |entry: &Entry| {
        let blog = entry.blog.as_ref().and_then(|slug| blog(sources, slug));
        let host = |url: &Url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned());
        let home = blog.and_then(|blog| blog.url.as_ref()).and_then(host);
        home.is_some() && entry.url.as_ref().and_then(host) == home
    };
    let mut kept: Vec<Entry> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for entry in entries {
        let Some(key) = entry.url.as_ref().map(address::key) else {
            kept.push(entry);
            continue;
        };
        match places.get(&key) {
            Some(&at) if at_home(&entry) && !at_home(&kept[at]) => kept[at] = entry,
            Some(_) => {}
            None => {
                places.insert(key, kept.len());
                kept.push(entry);
            }
        }
    }
    kept
}

/// What the machine says in an author's words is in the author's text, or the site is not built.
fn check_summary(entry: &Entry, reading: &Reading, sources: &Sources<'_>, problems: &mut Vec<Problem>) {
    let (Some(summary), Some(blog), Some(kept)) = (&reading.summary, &entry.blog, &entry.snapshot) else { return };
    let text = (sources.snapshot)(&kept.hash);
    if !verify::summary_stands(summary, reading.summary_hash.as_deref(), text.as_deref()) {
        problems.push(Problem {
            path: format!("harvest/{blog}.json"),
            message: format!("the summary of “{}” is not made of its sentences", entry.title),
            help: "the record was changed by hand or is damaged: delete it and run `blogkermis fetch`".into(),
        });
    }
}

/// Gives every entry a page of its own, named after its title.
fn name_pages(entries: &mut [Entry]) {
    let mut taken = HashSet::new();
    for entry in entries {
        let base = Slug::from_text(&entry.title).or_else(|| Slug::from_text(&entry.id));
        let base = base.map_or_else(|| "entry".to_owned(), String::from);
        let mut name = base.clone();
        let mut count = 1;
        while !taken.insert(name.clone()) {
            count += 1;
            name = format!("{base}-{count}");
        }
        entry.slug = Slug::new(&name).ok();
    }
}

fn blog<'a>(sources: &Sources<'a>, slug: &Slug) -> Option<&'a Blog> {
    sources.content.blogs.iter().find(|blog| &blog.slug == slug)
}
