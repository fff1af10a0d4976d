//! `withdraw`: takes a post out for good, as its author asks.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    path::PathBuf,
};

use serde_json::json;
use url::Url;

use super::{
    Exit, Failure, Outcome,
    args::{self, Global},
    notify::outbox,
    report::{Report, count},
    site::{self, Opened},
    why,
};
use crate::{
    content::{self, EntryFile, Retired},
    harvest::{reactions, records},
    model::{BlogRecord, Entry, FeedSource, Moment, Slug, Status, Summary, Withdrawn},
    roundup::{
        Series,
        mentions::{self, Mention, Trace},
    },
    store::Kept,
    text::token,
};

/// So many words of a summary in a host's text come from it, and not from the language.
const FEWEST_WORDS: usize = 4;

pub(super) fn run(args: &args::Withdraw, global: &Global, report: &Report) -> Outcome {
    let opened = site::open(global, report)?;
    let records = opened.records()?;
    let series = opened.collect(&records, false, report)?;
    let plan = Plan::new(&args.entry, &opened, records, &series)?;
    let waits = !plan.retired.is_empty() && !args.yes;
    let done = !waits && !global.dry_run;
    if done {
        plan.carry_out(&opened)?;
    }
    if global.json {
        report.json(&plan.as_json(done))?;
    } else {
        plan.tell(waits, global, report);
    }
    Ok(if waits || !plan.mentions.is_empty() { Exit::Findings } else { Exit::Ok })
}

/// Everything that is to happen, so that it can be shown before it does.
struct Plan {
    /// The posts: the one that was asked for, and its copies on other blogs.
    marks: Withdrawn,
    /// New tombstones, each with its edition.
    tombstones: Vec<(Slug, EntryFile)>,
    /// The records that change, as they will be.
    records: Vec<BlogRecord>,
    /// How many posts they lose.
    posts: usize,
    /// What the store holds.
    kept: Kept,
    /// The host's files about the post.
    retired: Vec<Retired>,
    /// Whether its site was told by a webmention that the roundup links to it.
    told: bool,
    /// Where the host speaks of it, by file.
    mentions: Vec<(PathBuf, Mention)>,
}

impl Plan {
    fn new(
        asked: &str,
        opened: &Opened,
        mut records: BTreeMap<Slug, BlogRecord>,
        series: &Series,
    ) -> Result<Self, Failure> {
        let all = || {
            series.editions.iter().flat_map(|edition| {
                let entries = edition.entries.iter().chain(&edition.others);
                entries.map(|entry| (edition.edition.slug.clone(), entry))
            })
        };
        let named: Vec<&Entry> = all().map(|(_, entry)| entry).filter(|entry| why::is_meant(entry, asked)).collect();
        let mut marks = marks_asked(asked, &named, opened)?;
        with_copies(&mut marks, &records);
        let entries: Vec<(Slug, &Entry)> =
            all().filter(|(_, entry)| marks.covers(entry.url.as_ref(), &entry.id)).collect();
        let feeds = feeds_of(&marks, &entries, &records, opened);
        let tombstones = tombstones(&marks, &entries, opened);
        let mut changed = Vec::new();
        let mut posts = 0;
        for record in records.values_mut() {
            let before = record.entries.len();
            let blog = record.blog.clone();
            record.entries.retain(|post| !marks.covers(post.url.as_ref(), &post.entry_id(&blog)));
            posts += before - record.entries.len();
            if record.entries.len() != before {
                changed.push(record.clone());
            }
        }
        let left = records.values().flat_map(|record| &record.entries);
        let referenced: HashSet<String> =
            left.flat_map(|post| std::iter::once(&post.snapshot.hash).chain(&post.past_snapshots)).cloned().collect();
        let kept = opened.store.kept_of(&marks, &referenced, &feeds).map_err(Failure::data)?;
        let told = opened.store.was_told(&marks).map_err(Failure::data)?;
        let retired = retired(&marks, opened)?;
        let mentions = mentions_of(asked, &entries, series, &marks, &retired, opened);
        Ok(Self { marks, tombstones, records: changed, posts, kept, retired, told, mentions })
    }

    /// The tombstone comes first: whatever happens then, the post is not published again, and the same command goes on
    /// where this one stopped.
    fn carry_out(&self, opened: &Opened) -> Result<(), Failure> {
        for (edition, tombstone) in &self.tombstones {
            content::write_entry(&opened.root, edition, tombstone).map_err(Failure::data)?;
        }
        for record in &self.records {
            records::save(&opened.root, record, false)?;
        }
        let editions = opened.content.editions.iter().map(|folder| &folder.edition.slug);
        reactions::forget(&opened.root, editions, &self.marks)?;
        opened.store.forget(&self.kept).map_err(|error| {
            Failure::data(error).help("stop `serve` or `fetch` if one is running, then withdraw the post again")
        })?;
        outbox::clear(&opened.root).map_err(|error| Failure::data(format!(".blogkermis/outbox: {error}")))?;
        for file in &self.retired {
            file.carry_out(&opened.root).map_err(Failure::data)?;
        }
        Ok(())
    }

    fn as_json(&self, done: bool) -> serde_json::Value {
        let mentions = self.mentions.iter().map(|(file, mention)| {
            let mut value = serde_json::to_value(mention).unwrap_or_default();
            value["file"] = file.display().to_string().into();
            value
        });
        json!({
            "done": done,
            "hashes": self.marks.iter().collect::<Vec<_>>(),
            "tombstones": self.tombstones.iter().map(|(edition, file)| path_of(edition, file)).collect::<Vec<_>>(),
            "records": self.records.iter().map(|record| format!("harvest/{}.json", record.blog)).collect::<Vec<_>>(),
            "posts": self.posts,
            "store": self.kept,
            "files": self.retired.iter().map(|file| file.path.display().to_string()).collect::<Vec<_>>(),
            "mentions": mentions.collect::<Vec<_>>(),
        })
    }

    fn tell(&self, waits: bool, global: &Global, report: &Report) {
        let would = if waits || global.dry_run { "would " } else { "" };
        for file in &self.retired {
            let lines: Vec<_> = file.text.lines().map(|line| format!("- {line}")).collect();
            report.data(&format!("{}\n{}", file.path.display(), lines.join("\n")));
        }
        for (edition, file) in &self.tombstones {
            report.say(format!("{would}write {}", path_of(edition, file)));
        }
        for record in &self.records {
            report.say(format!("{would}take it out of harvest/{}.json", record.blog));
        }
        let kept = &self.kept;
        let texts =
            kept.posts.len() + kept.pages.len() + kept.snapshots.len() + kept.submissions.len() + kept.received.len();
        if texts + kept.feeds.len() > 0 {
            report.say(format!(
                "{would}erase {} and {} from .blogkermis/",
                count(texts, "text", "texts"),
                count(kept.feeds.len(), "copy of a feed", "copies of feeds")
            ));
        }
        for (file, mention) in &self.mentions {
            let (what, todo) = match mention.trace {
                Trace::Address => ("its address", "take the link out"),
                Trace::Title => ("its title", "take it out"),
                Trace::Words => ("words of it", "take the words out"),
                Trace::Name => ("its author, who has no other entry here", "take the name out"),
            };
            report.warn(format!("{}:{}: {what}: {}", file.display(), mention.line, shortened(&mention.words)));
            report.help(format!("this text is yours: {todo}"));
        }
        if waits {
            report.warn("nothing was changed: you wrote about this post yourself, in the file above");
            report.help("the same command with --yes removes your file and everything else");
        } else if !global.dry_run {
            report.say("withdrawn: run `blogkermis build`, and put the site online again");
            if self.told {
                let edition = self.tombstones.first().map_or("EDITION", |(edition, _)| edition.as_str());
                report.say(format!("then `blogkermis notify {edition} --send` tells its site that the link has gone"));
            }
        }
    }
}

fn shortened(words: &str) -> String {
    let mut short: String = words.chars().take(60).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
}

fn path_of(edition: &Slug, file: &EntryFile) -> String {
    format!("content/{edition}/entries/{}.md", file.slug)
}

/// The mark of the one post that is meant. An address that was withdrawn before is known by its mark alone.
fn marks_asked(asked: &str, named: &[&Entry], opened: &Opened) -> Result<Withdrawn, Failure> {
    let by_mark: BTreeMap<String, &&Entry> =
        named.iter().map(|entry| (Withdrawn::mark(entry.url.as_ref(), &entry.id), entry)).collect();
    if by_mark.len() > 1 {
        let titles: Vec<_> = by_mark
            .values()
            .map(|entry| format!("“{}” ({})", entry.title, entry.url.as_ref().map_or(entry.id.as_str(), Url::as_str)))
            .collect();
        return Err(Failure::usage(format!("`{asked}` may mean {}", titles.join(", ")))
            .help("give the address of the one that is meant"));
    }
    if let Some(mark) = by_mark.into_keys().next() {
        return Ok([mark].into_iter().collect());
    }
    let known = opened.content.withdrawn();
    let mark = Url::parse(asked).ok().map(|url| Withdrawn::mark(Some(&url), ""));
    let is_sent_in = |mark: &String| -> Result<bool, Failure> {
        let marks: Withdrawn = std::iter::once(mark.clone()).collect();
        let kept = opened.store.kept_of(&marks, &HashSet::new(), &HashSet::new()).map_err(Failure::data)?;
        Ok(!kept.submissions.is_empty() || !kept.received.is_empty())
    };
    match mark {
        Some(mark) if known.contains(&mark) || is_sent_in(&mark)? => Ok(std::iter::once(mark).collect()),
        _ => Err(Failure::usage(format!("no post is known as `{asked}`"))
            .help("give its address, its id, or some words of its title; `blogkermis entries --all` lists them")),
    }
}

/// Adds the same post on other blogs: without the original, a copy would take its place.
fn with_copies(marks: &mut Withdrawn, records: &BTreeMap<Slug, BlogRecord>) {
    loop {
        let posts = || records.values().flat_map(|record| record.entries.iter().map(move |post| (&record.blog, post)));
        let mark = |(blog, post): (&Slug, &crate::model::EntryRecord)| {
            Withdrawn::mark(post.url.as_ref(), &post.entry_id(blog))
        };
        let mut found = Vec::new();
        for copy in posts() {
            let Some(same) = &copy.1.same_as else { continue };
            let Some(original) = posts().find(|(blog, post)| **blog == same.blog && post.id == same.id) else {
                continue;
            };
            if marks.contains(&mark(copy)) || marks.contains(&mark(original)) {
                found.extend([mark(copy), mark(original)]);
            }
        }
        let mut grown = false;
        for mark in found {
            grown |= marks.insert(mark);
        }
        if !grown {
            return;
        }
    }
}

/// The feeds that the posts came from, under every address they are kept under.
fn feeds_of(
    marks: &Withdrawn,
    entries: &[(Slug, &Entry)],
    records: &BTreeMap<Slug, BlogRecord>,
    opened: &Opened,
) -> HashSet<String> {
    let holds = |record: &&BlogRecord| {
        record.entries.iter().any(|post| marks.covers(post.url.as_ref(), &post.entry_id(&record.blog)))
    };
    let mut blogs: BTreeSet<&Slug> = records.values().filter(holds).map(|record| &record.blog).collect();
    blogs.extend(entries.iter().filter_map(|(_, entry)| entry.blog.as_ref()));
    let mut feeds: HashSet<String> =
        blogs.iter().filter_map(|blog| Some(records.get(*blog)?.feed.source.clone())).collect();
    for blog in opened.content.blogs.iter().filter(|blog| blogs.contains(&blog.slug)) {
        if let Some(FeedSource::Web(url)) = &blog.feed {
            feeds.insert(url.to_string());
        }
    }
    feeds
}

/// A tombstone for every post in every edition it stood in or might have; in the first one that knows it where it stood
/// in none.
fn tombstones(marks: &Withdrawn, entries: &[(Slug, &Entry)], opened: &Opened) -> Vec<(Slug, EntryFile)> {
    let mut editions: BTreeSet<&Slug> =
        entries.iter().filter(|(_, entry)| entry.status != Status::Rejected).map(|(edition, _)| edition).collect();
    if editions.is_empty() {
        // What was only sent in stands in none: it stays out of the running one, and with it out of all.
        let running = || opened.content.running(opened.now).map(|edition| &edition.slug);
        editions.extend(entries.first().map(|(edition, _)| edition).or_else(running));
    }
    let mut files = Vec::new();
    for edition in editions {
        let folder = opened.content.editions.iter().find(|folder| &folder.edition.slug == edition);
        let has = |mark: &str| {
            folder.is_some_and(|folder| folder.entries.iter().any(|file| file.hash.as_deref() == Some(mark)))
        };
        for mark in marks.iter().filter(|mark| !has(mark)) {
            let Ok(slug) = Slug::new(&format!("withdrawn-{}", &mark[..8])) else { continue };
            let file = EntryFile {
                hash: Some(mark.to_owned()),
                since: Some(Moment::utc(opened.now.round(jiff::Unit::Second).unwrap_or(opened.now))),
                status: Some(Status::Withdrawn),
                ..EntryFile::named(slug)
            };
            files.push((edition.clone(), file));
        }
    }
    files
}

/// The host's files about the posts.
fn retired(marks: &Withdrawn, opened: &Opened) -> Result<Vec<Retired>, Failure> {
    let mut files = Vec::new();
    for folder in &opened.content.editions {
        for file in folder.entries.iter().filter(|file| file.url.is_some() && marks.covers(file.url.as_ref(), "")) {
            files.push(content::retire(&opened.root, &folder.edition.slug, &file.slug).map_err(Failure::data)?);
        }
    }
    Ok(files)
}

/// Where the host's own texts repeat something of the posts. A name counts where its owner has no other entry.
fn mentions_of(
    asked: &str,
    entries: &[(Slug, &Entry)],
    series: &Series,
    marks: &Withdrawn,
    retired: &[Retired],
    opened: &Opened,
) -> Vec<(PathBuf, Mention)> {
    let mut wanted: BTreeSet<(Trace, String)> = BTreeSet::new();
    let address = |url: &Url| crate::model::address::key(url);
    wanted.extend(Url::parse(asked).ok().map(|url| (Trace::Address, address(&url))));
    let others = || series.editions.iter().flat_map(|edition| &edition.entries);
    for (_, entry) in entries {
        wanted.extend(entry.url.as_ref().map(|url| (Trace::Address, address(url))));
        wanted.insert((Trace::Title, entry.title.clone()));
        let citations = entry.definitions.iter().chain(&entry.quotes).map(|citation| citation.text.clone());
        let passages = entry.topics.iter().filter_map(|topic| Some(topic.passage.as_ref()?.text.clone()));
        let sentences = entry.summary.iter().flat_map(Summary::stretches).map(str::to_owned);
        // A few words that were left of a sentence are everybody's.
        let sentences = sentences.filter(|words| token::count(words) >= FEWEST_WORDS);
        wanted.extend(citations.chain(passages).chain(sentences).map(|words| (Trace::Words, words)));
        let is_theirs =
            |other: &Entry| other.author.name == entry.author.name && !marks.covers(other.url.as_ref(), &other.id);
        if !others().any(is_theirs) {
            wanted.insert((Trace::Name, entry.author.name.clone()));
        }
    }
    let wanted: Vec<_> = wanted.into_iter().filter(|(_, words)| !words.trim().is_empty()).collect();
    let texts = content::retire::texts(&opened.root);
    let texts = texts.into_iter().filter(|(path, _)| !retired.iter().any(|file| &file.path == path));
    let found = texts.flat_map(|(path, text)| {
        mentions::find(&text, &wanted).into_iter().map(move |mention| (path.clone(), mention))
    });
    found.collect()
}
