//! `fetch`: reads the feeds and finds the entries.

use std::{
    fmt::Write,
    sync::{Mutex, Once},
};

use serde_json::{Value, json};
use tokio::runtime::Runtime;

use super::{
    Exit, Failure, Outcome,
    args::{self, Global},
    inbox,
    report::{Report, count},
    site::{self, Opened},
};
use crate::{
    content,
    fetch::{Client, Proxies},
    harvest::{self, Force, Harvest, Look, Mode},
    model::{FeedSource, FetchPolicy, Finding, Lang, Note, Slug, Status},
    roundup::{health, letter},
};

pub(super) fn run(args: &args::Fetch, global: &Global, report: &Report) -> Outcome {
    let mut opened = site::open(global, report)?;
    let harvest = harvest(&opened, &Wish::new(&opened, &args.blogs, args.force)?, global, report)?;
    inbox::recheck(&mut opened, &harvest.records, global, report)?;
    summarise(&opened, &harvest, report);
    if global.json {
        report.json(&as_json(&opened, &harvest))?;
    }
    Ok(exit(&harvest, global, report))
}

/// Which feeds are asked, and how urgently.
#[derive(Debug, Default)]
pub(super) struct Wish {
    force: Force,
    /// Empty: all.
    blogs: Vec<Slug>,
}

impl Wish {
    /// These blogs, or all where none is named.
    pub(super) fn new(opened: &Opened, blogs: &[String], force: bool) -> Result<Self, Failure> {
        let known = || opened.content.blogs.iter().map(|blog| &blog.slug);
        let find = |name: &String| {
            known().find(|slug| slug.as_str() == name).cloned().ok_or_else(|| {
                let failure = Failure::usage(format!("there is no blog `{name}`"));
                match content::nearest(name, known().map(Slug::as_str)) {
                    Some(near) => failure.help(format!("did you mean `{near}`?")),
                    None => failure.help("a blog is named as its file in content/blogs/, without `.md`"),
                }
            })
        };
        let blogs = blogs.iter().map(find).collect::<Result<Vec<_>, _>>()?;
        let force = match (force, blogs.is_empty()) {
            (false, _) => Force::No,
            (true, true) => Force::Due,
            (true, false) => Force::Named,
        };
        Ok(Self { force, blogs })
    }
}

/// Stage 1, with a status line a feed.
pub(super) fn harvest(opened: &Opened, wish: &Wish, global: &Global, report: &Report) -> Result<Harvest, Failure> {
    let harvested = quietly(opened, wish, global, report)?;
    for outcome in &harvested.outcomes {
        line(outcome, report);
    }
    Ok(harvested)
}

/// Stage 1 without a word about single feeds.
pub(super) fn quietly(opened: &Opened, wish: &Wish, global: &Global, report: &Report) -> Result<Harvest, Failure> {
    let Opened { root, content, store, now } = opened;
    let mode = Mode { offline: global.offline, force: wish.force, dry_run: global.dry_run, frozen: global.frozen };
    let goes_out = content.blogs.iter().any(|blog| !matches!(blog.feed, Some(FeedSource::File(_))));
    let client = if goes_out && !global.offline && !global.dry_run {
        Some(client(&content.config.fetch, report)?)
    } else {
        None
    };
    let runtime = runtime()?;
    let bar = Mutex::new(report.progress(content.blogs.len()));
    let on_feed = |outcome: &harvest::Outcome| {
        if let Ok(bar) = bar.lock() {
            bar.set_message(outcome.blog.to_string());
            bar.inc(1);
        }
    };
    // Ctrl-C simply ends the process, here as everywhere: every file is written whole or not at all.
    let harvested = runtime
        .block_on(harvest::run(root, content, store, client.as_ref(), mode, &wish.blogs, *now, &on_feed))
        .map_err(Failure::from);
    if let Ok(bar) = bar.lock() {
        bar.finish_and_clear();
    }
    harvested
}

/// What everything that waits for the network runs on.
pub(super) fn runtime() -> Result<Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::data)
}

/// The polite client. That proxies are used is said once, however many clients there are.
pub(super) fn client(policy: &FetchPolicy, report: &Report) -> Result<Client, Failure> {
    static SAID: Once = Once::new();
    let test_allow = std::env::var("BLOGKERMIS_FETCH_ALLOW").ok().filter(|list| !list.is_empty());
    if let Some(list) = &test_allow {
        report.warn(format!("BLOGKERMIS_FETCH_ALLOW opens {list} to this run"));
    }
    let proxies = Proxies::from_variables(|name| std::env::var(name).ok());
    let client = Client::new(policy, test_allow.as_deref(), &proxies)
        .map_err(|error| Failure::data(error).help("look at `allow` under [fetch] in blogkermis.toml"))?;
    let described = proxies.described();
    if !described.is_empty() {
        SAID.call_once(|| report.warn(format!("feeds are asked through a proxy: {}", described.join(", "))));
    }
    Ok(client)
}

/// What became of one feed.
fn line(outcome: &harvest::Outcome, report: &Report) {
    let posts = count(outcome.posts, "post", "posts");
    let (blog, source) = (&outcome.blog, &outcome.source);
    match &outcome.look {
        Look::Fetched => report.say(format!("  fetched     {blog}: {posts}")),
        Look::NotModified => report.say(format!("  unchanged   {blog}: {posts}")),
        Look::NotDue => report.say(format!("  not due     {blog}: {posts}")),
        Look::File => report.say(format!("  read        {blog}: {posts}")),
        Look::Unseen => report.say(format!("  not asked   {blog}: {posts}")),
        Look::Missing => report.warn(format!("{blog} has neither `feed` nor `url`")),
        Look::Failed(failed) => {
            report.warn(format!("{blog}: {source}: {}", failed.message));
            if outcome.posts > 0 {
                report.hint(format!("the last good copy serves ({posts})"));
            }
        }
    }
    for note in outcome.notes.iter().filter(|note| is_of_feed(note)) {
        report.detail(format!("              {}: {}", note.code, note.message));
    }
}

/// Whether a note is about the feed itself, and not about the host's command that summarises.
fn is_of_feed(note: &Note) -> bool {
    note.code != harvest::UNSUMMARISED
}

/// The closing lines: feeds, entries an edition, records.
pub(super) fn summarise(opened: &Opened, harvest: &Harvest, report: &Report) {
    let broken: Vec<_> = harvest.failed().map(|(blog, _)| blog.as_str()).collect();
    let read = harvest.outcomes.len() - broken.len();
    let mut feeds = format!("{} read", count(read, "feed", "feeds"));
    if !broken.is_empty() {
        let _ = write!(feeds, ", {} not: {}", broken.len(), broken.join(", "));
    }
    report.say(feeds);
    for folder in &opened.content.editions {
        let slug = &folder.edition.slug;
        let of = |status| harvest.count(slug, status);
        report.say(format!(
            "{slug}: {} accepted, {} to look at, {} rejected",
            of(Status::Accepted),
            count(of(Status::Candidate), "candidate", "candidates"),
            of(Status::Rejected)
        ));
    }
    let notes: usize = harvest.outcomes.iter().map(|o| o.notes.iter().filter(|n| is_of_feed(n)).count()).sum();
    if notes > 0 {
        report.say(format!("{} about the feeds; -v shows them", count(notes, "note", "notes")));
    }
    for outcome in &harvest.outcomes {
        for note in outcome.notes.iter().filter(|note| !is_of_feed(note)) {
            report.warn(format!("{}: {}", outcome.blog, note.message));
        }
    }
    if harvest.unsummarised > 0 {
        report.warn(format!(
            "{} by the command in blogkermis.toml yet",
            count(harvest.unsummarised, "entry is not summarised", "entries are not summarised")
        ));
        report.hint("until it is, the program’s own summary stands; `blogkermis fetch` runs the command");
    }
    if harvest.left_over > 0 {
        report.warn(format!(
            "{} not asked: the run had lasted long enough",
            count(harvest.left_over, "feed was", "feeds were")
        ));
        report.hint("run it again, or raise `run_timeout` under [fetch]");
    }
    for finding in news(harvest, opened) {
        report.hint(finding);
    }
    for orphan in &harvest.orphans {
        report.warn(format!("harvest/{orphan} belongs to no blog: was its file renamed or taken out?"));
        report.hint("name it after the blog's file again, or delete it");
    }
    match harvest.changed() {
        0 => report.say("nothing new in harvest/"),
        changed => report.say(format!("{} in harvest/ new or changed", count(changed, "record", "records"))),
    }
}

/// What the records say besides failures, which were told feed by feed.
fn news(harvest: &Harvest, opened: &Opened) -> Vec<String> {
    let health = harvest.records.values().map(|record| health::of(record, opened.now));
    let told = health.flat_map(|feed| {
        let own = |finding: &&Finding| matches!(finding, Finding::Moved { .. } | Finding::TakenOver(_));
        let lines =
            feed.findings.iter().filter(own).map(|f| format!("{}: {}", feed.blog, letter::sentence(f, &Lang::en())));
        lines.collect::<Vec<_>>()
    });
    let mut told: Vec<String> = told.collect();
    if !told.is_empty() {
        told.push("`blogkermis check --feeds` says what to do".to_owned());
    }
    told
}

/// The same for programs.
pub(super) fn as_json(opened: &Opened, harvest: &Harvest) -> Value {
    let feeds = harvest.outcomes.iter().map(|outcome| {
        let (state, error) = match &outcome.look {
            Look::Fetched => ("fetched", None),
            Look::NotModified => ("unchanged", None),
            Look::NotDue => ("not-due", None),
            Look::File => ("read", None),
            Look::Unseen => ("not-asked", None),
            Look::Missing => ("missing", None),
            Look::Failed(failed) => ("failed", Some(failed)),
        };
        json!({
            "blog": outcome.blog, "source": outcome.source, "state": state,
            "error": error.map(|failed| &failed.message), "kind": error.map(|failed| failed.kind),
            "posts": outcome.posts, "changed": outcome.changed, "notes": outcome.notes,
        })
    });
    let editions = opened.content.editions.iter().map(|folder| {
        let of = |status| harvest.count(&folder.edition.slug, status);
        json!({
            "slug": folder.edition.slug, "accepted": of(Status::Accepted),
            "candidates": of(Status::Candidate), "rejected": of(Status::Rejected),
        })
    });
    json!({ "feeds": feeds.collect::<Vec<_>>(), "editions": editions.collect::<Vec<_>>(),
        "unsummarised": harvest.unsummarised, "changed": harvest.changed() })
}

/// How a harvest ends.
pub(super) fn exit(harvest: &Harvest, global: &Global, report: &Report) -> Exit {
    if global.frozen && harvest.changed() > 0 {
        report.error("the harvest would change, and --frozen forbids it");
        return Exit::Findings;
    }
    if global.strict && harvest.failed().next().is_some() { Exit::Findings } else { Exit::Ok }
}
