//! The host's word over the machine's, field by field.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;
use url::Url;

use super::{CollectedEdition, Roundup, Series, draft, markdown, policy, threads, verify};
use crate::{
    content::{Content, EditionContent, EntryFile, Pick},
    model::{
        Attribution, Blog, BlogRecord, Citation, Entry, EntryKind, EntryRecord, FeedState, Form, Host, Lang, Match,
        Person, Reading, Reason, Slug, Snapshot, Span, Status, Summary, SummaryBy, address,
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

/// Something in the host's files or the records that keeps the site from being built.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Which file, relative to the site.
    pub path: String,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do.
    pub help: String,
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
    let editions = editions.map(|folder| edition(folder, sources, &mut problems, &mut warnings)).collect();
    if problems.is_empty() {
        warnings.sort();
        Ok(Series { editions, unread_feeds: unread_feeds(sources), warnings })
    } else {
        problems.sort();
        problems.dedup();
        Err(problems)
    }
}

fn unread_feeds(sources: &Sources<'_>) -> Vec<(Slug, String)> {
    let failed = sources.records.values().filter_map(|record| match &record.feed.state {
        FeedState::Failed { error } => Some((record.blog.clone(), error.clone())),
        FeedState::Missing => Some((record.blog.clone(), "it has neither `feed` nor `url`".to_owned())),
        FeedState::Ok => None,
    });
    failed.collect()
}

fn edition(
    folder: &EditionContent,
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
        entry.by_host = host.as_ref().is_some_and(|host| same_name(&host.name, &entry.author.name));
        verify::entry(entry, sources.snapshot, problems);
        if sources.for_publication {
            policy::apply(entry, &sources.content.config.quotation);
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
        phase: edition.phase(sources.now, published),
        host,
        threads: threads::find(&included, edition),
        entries: included,
        others,
        roundup: Roundup { body: String::new(), file: folder.roundup.clone() },
    };
    collected.roundup.body = match &folder.roundup {
        Some(file) => file.body.clone(),
        None => draft::body(&collected),
    };
    collected
}

/// Every post of the watched blogs with what the host says of it, then what only the host knows of.
fn joined(
    folder: &EditionContent,
    sources: &Sources<'_>,
    problems: &mut Vec<Problem>,
    warnings: &mut Vec<Problem>,
) -> Vec<Entry> {
    let edition = &folder.edition;
    let decisions: HashMap<String, &EntryFile> = folder.entries.iter().map(|f| (address::key(&f.url), f)).collect();
    let mut decided = HashSet::new();
    let mut entries = Vec::new();
    let mut all_read = true;
    for record in sources.records.values().filter(|record| edition.watches(&record.blog)) {
        let Some(blog) = blog(sources, &record.blog) else { continue };
        all_read &= record.feed.state == FeedState::Ok;
        for post in &record.entries {
            let Some(reading) = post.readings.get(&edition.slug) else { continue };
            let key = post.url.as_ref().map(address::key);
            let decision = key.and_then(|key| decisions.get_key_value(&key));
            let mut entry = from_record(blog, post, reading);
            check_summary(&entry, reading, sources, problems);
            if let Some((key, file)) = decision {
                decided.insert(key);
                decide(&mut entry, file, &post.past_snapshots, folder, sources, problems);
            }
            entries.push(entry);
        }
    }
    let mut entries = without_duplicates(entries, sources);
    for file in folder.entries.iter().filter(|file| !decided.contains(&address::key(&file.url))) {
        if let Some(mut entry) = from_file(file, edition.language.clone()) {
            decide(&mut entry, file, &[], folder, sources, problems);
            entries.push(entry);
        } else if !matches!(file.status, Some(Status::Rejected | Status::Withdrawn | Status::Gone)) {
            let problem = Problem {
                path: entry_path(folder, file),
                message: format!("no watched feed has a post at {}", file.url),
                help: "fetch first, or give `title` and `author` to list a post that no feed carries".into(),
            };
            // While a feed could not be read, the post may well be in it: that is nobody's mistake here.
            if sources.for_publication && all_read { problems.push(problem) } else { warnings.push(problem) }
        }
    }
    entries
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

fn from_record(blog: &Blog, post: &EntryRecord, reading: &Reading) -> Entry {
    let named = post.authors.first().filter(|author| !author.name.trim().is_empty());
    let guest = named.filter(|author| !same_name(&author.name, &blog.author));
    let author = guest.cloned().unwrap_or_else(|| owner(blog));
    Entry {
        id: format!("{}-{}", blog.slug, &blake3::hash(post.id.as_bytes()).to_hex()[..8]),
        url: post.url.clone(),
        title: if post.title.is_empty() { untitled(post) } else { post.title.clone() },
        author,
        blog: Some(blog.slug.clone()),
        published: post.published,
        language: post.language.clone(),
        kind: EntryKind::Post,
        status: reading.status,
        included: reading.status == Status::Accepted,
        fit: reading.fit.clone(),
        summary: reading.summary.clone(),
        definitions: reading.definitions.clone(),
        quotes: reading.quotes.clone(),
        keywords: reading.keywords.clone(),
        topics: reading.topics.clone(),
        snapshot: Some(post.snapshot.clone()),
        by_host: false,
        guest_of: guest.map(|_| blog.title.clone()),
        slug: None,
    }
}

fn untitled(post: &EntryRecord) -> String {
    match (&post.published, &post.url) {
        (Some(published), _) => published.date().to_string(),
        (None, Some(url)) => url.path().trim_matches('/').to_owned(),
        (None, None) => "…".to_owned(),
    }
}

/// An entry that no feed carries: a toot, a post found by hand. `None` when the file does not say enough.
fn from_file(file: &EntryFile, edition_language: Lang) -> Option<Entry> {
    let author = Person::named(file.author.clone()?);
    let language = file.language.clone().unwrap_or(edition_language);
    let title = file.title.clone().or_else(|| file.text.as_deref().map(|t| first_words(t, 8)))?;
    let own = file.text.as_deref().map(|text| own_words(text, &language));
    Some(Entry {
        id: format!("hand-{}", file.slug),
        url: Some(file.url.clone()),
        title,
        author,
        blog: None,
        published: file.published,
        language,
        kind: file.kind.unwrap_or_default(),
        status: Status::Accepted,
        included: true,
        fit: Match { score: 1.0, reasons: Vec::new() },
        summary: file.text.as_ref().map(|text| Summary {
            sentences: vec![text.clone()],
            text: text.clone(),
            by: SummaryBy::Author,
            reasons: Vec::new(),
        }),
        definitions: Vec::new(),
        quotes: own.into_iter().collect(),
        keywords: Vec::new(),
        topics: Vec::new(),
        snapshot: file.published.zip(file.text.as_deref()).map(|(published, text)| Snapshot {
            hash: blake3::hash(text.as_bytes()).to_hex().to_string(),
            words: text.split_whitespace().count(),
            fetched: published,
        }),
        by_host: false,
        guest_of: None,
        slug: None,
    })
}

/// A mini entry is short enough to be quoted whole.
fn own_words(text: &str, language: &Lang) -> Citation {
    let hash = blake3::hash(text.as_bytes()).to_hex().to_string();
    Citation {
        id: format!("q{}", &hash[..8]),
        text: text.to_owned(),
        term: None,
        speaker: Some(Attribution::Author),
        originator: Some(Attribution::Author),
        form: Form::Verbatim,
        language: language.clone(),
        score: 1.0,
        span: Some(Span { start: 0, end: text.chars().count() }),
        hash: Some(hash),
        reasons: vec![Reason::new("mini-entry", "the whole of it", 1.0)],
    }
}

fn first_words(text: &str, most: usize) -> String {
    let mut words: Vec<_> = text.split_whitespace().collect();
    let cut = words.len() > most;
    words.truncate(most);
    words.join(" ") + if cut { " …" } else { "" }
}

/// Lays a host's file over an entry.
fn decide(
    entry: &mut Entry,
    file: &EntryFile,
    past_snapshots: &[String],
    folder: &EditionContent,
    sources: &Sources<'_>,
    problems: &mut Vec<Problem>,
) {
    if let Some(status) = file.status {
        entry.status = status;
        let signal = if status == Status::Accepted { "host-accepts" } else { "host-decides" };
        entry.fit.reasons.insert(0, Reason::new(signal, format!("entries/{}.md", file.slug), 1.0));
        if status == Status::Accepted {
            entry.fit.score = 1.0;
        }
    }
    entry.included = entry.status == Status::Accepted;
    if let Some(title) = &file.title {
        entry.title.clone_from(title);
    }
    if let Some(author) = &file.author
        && !same_name(author, &entry.author.name)
    {
        let known = sources.content.blogs.iter().find(|blog| same_name(&blog.author, author));
        entry.author = known.map_or_else(|| Person::named(author.clone()), owner);
    }
    entry.published = file.published.or(entry.published);
    if let Some(language) = &file.language {
        entry.language = language.clone();
    }
    entry.kind = file.kind.unwrap_or(entry.kind);
    let blurb = markdown::to_plain(&file.blurb);
    if !blurb.is_empty() {
        let sentences = vec![blurb.clone()];
        entry.summary = Some(Summary { sentences, text: blurb, by: SummaryBy::Host, reasons: Vec::new() });
    }
    // The words as they are now, then as they were: an author may have changed them since they were picked.
    let texts: Vec<String> = if let Some(text) = &file.text {
        vec![text.clone()]
    } else {
        let now = entry.snapshot.as_ref().map(|snapshot| snapshot.hash.as_str());
        let hashes = now.into_iter().chain(past_snapshots.iter().map(String::as_str));
        hashes.filter_map(|hash| (sources.snapshot)(hash)).collect()
    };
    let path = entry_path(folder, file);
    let mut pick = |picks: &[Pick], prefix: char| -> Vec<Citation> {
        let cited = picks.iter().map(|pick| picked(pick, prefix, &texts, &entry.language, &path));
        cited.filter_map(|cited| cited.map_err(|problem| problems.push(problem)).ok()).collect()
    };
    if let Some(picks) = &file.definitions {
        entry.definitions = pick(picks, 'd');
    }
    if let Some(picks) = &file.quotes {
        entry.quotes = pick(picks, 'q');
    }
}

fn picked(pick: &Pick, prefix: char, texts: &[String], language: &Lang, path: &str) -> Result<Citation, Problem> {
    let found = match (pick.form, texts) {
        (Form::Paraphrase, _) => None,
        (Form::Verbatim, []) => {
            return Err(Problem {
                path: path.to_owned(),
                message: format!("“{}” cannot be checked: the post's text is not on this machine", pick.text),
                help: "run `blogkermis fetch`, or mark it `form = \"paraphrase\"`".into(),
            });
        }
        (Form::Verbatim, texts) => {
            let found = texts.iter().find_map(|text| Some((verify::find(text, &pick.text)?, text)));
            Some(found.ok_or_else(|| Problem {
                path: path.to_owned(),
                message: format!("“{}” does not stand in the post", pick.text),
                help: "copy the words from the post, or mark it `form = \"paraphrase\"`".into(),
            })?)
        }
    };
    // What the post says letter by letter outranks how the host typed it.
    let words = found.and_then(|(span, text)| span.slice(text)).unwrap_or(&pick.text).to_owned();
    // A span counts in the text as it is now.
    let span = found.filter(|(_, text)| texts.first() == Some(*text)).map(|(span, _)| span);
    let hash = blake3::hash(words.as_bytes()).to_hex().to_string();
    Ok(Citation {
        id: format!("{prefix}{}", &hash[..8]),
        text: words,
        term: None,
        speaker: pick.speaker.clone(),
        originator: pick.originator.clone(),
        form: pick.form,
        language: language.clone(),
        score: 1.0,
        span,
        hash: found.is_some().then_some(hash),
        reasons: vec![Reason::new("host-picks", path, 1.0)],
    })
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

fn entry_path(folder: &EditionContent, file: &EntryFile) -> String {
    format!("content/{}/entries/{}.md", folder.edition.slug, file.slug)
}

fn blog<'a>(sources: &Sources<'a>, slug: &Slug) -> Option<&'a Blog> {
    sources.content.blogs.iter().find(|blog| &blog.slug == slug)
}

fn owner(blog: &Blog) -> Person {
    Person { name: blog.author.clone(), url: blog.url.clone() }
}

fn same_name(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

impl Entry {
    /// Whether its author wants to take part, or the host answers for it: only then may it be quoted.
    #[must_use]
    pub fn is_admitted(&self) -> bool {
        const CONSENT: [&str; 5] = ["backlink", "tag", "hashtag", "host-accepts", "host-picks"];
        self.blog.is_none() || self.fit.reasons.iter().any(|r| r.weight > 0.0 && CONSENT.contains(&r.signal.as_str()))
    }
}
