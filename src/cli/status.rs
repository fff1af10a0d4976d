//! No command at all: how the running edition stands and the next sensible step.

use std::collections::BTreeMap;

use serde_json::json;

use super::{
    Exit, Failure, Outcome,
    args::Global,
    report::{Report, count},
    site::{self, Opened},
};
use crate::{
    extract::{SuggestedTerm, Theme, suggest_terms},
    model::{BlogRecord, Entry, Lang, Phase, Slug, Status},
    roundup::{
        CollectedEdition, draft, letter,
        merge::{self, Change},
        missing,
    },
    text::Document,
};

pub(super) fn run(global: &Global, report: &Report) -> Outcome {
    let opened = site::open_to_read(global, report)?;
    let records = opened.records()?;
    let series = opened.collect(&records, false, report)?;
    let blogs = opened.content.blogs.len();
    let Some(collected) = series.editions.first() else {
        if global.json {
            report.json(&json!({ "title": opened.content.config.title, "blogs": blogs, "edition": null }))?;
            return Ok(Exit::Ok);
        }
        report.data(&format!("{}: {}, no edition yet", opened.content.config.title, count(blogs, "blog", "blogs")));
        report.hint("launch one with `blogkermis new THEME`");
        return Ok(Exit::Ok);
    };
    let candidates = collected.others.iter().filter(|e| e.status == Status::Candidate).count();
    let missing = missing::of(collected, &opened.content.blogs, &series.feeds);
    let silent: Vec<_> = missing.iter().map(|missing| &missing.blog.slug).collect();
    if global.json {
        let state = json!({
            "title": opened.content.config.title,
            "blogs": blogs,
            "edition": collected.edition.slug,
            "status": collected.phase,
            "accepted": collected.entries.len(),
            "candidates": candidates,
            "without_entry": silent,
            "unread_feeds": series.feeds.iter().filter(|feed| feed.is_unread()).map(|feed| &feed.blog).collect::<Vec<_>>(),
            "harvested": !records.is_empty(),
            "suggested_terms": suggestions(collected, &opened).into_iter().map(|found| found.term).collect::<Vec<_>>(),
            "roundup": collected.roundup.file.as_ref().map(|file| if file.draft { "draft" } else { "published" }),
        });
        report.json(&state)?;
        return Ok(Exit::Ok);
    }
    report.data(&format!(
        "{}: {} ({})\n{}, {} to look at, {} watched, {} without an entry",
        opened.content.config.title,
        collected.edition.title,
        phase(collected, opened.now),
        count(collected.entries.len(), "entry", "entries"),
        count(candidates, "candidate", "candidates"),
        count(blogs, "blog", "blogs"),
        silent.len(),
    ));
    for feed in &series.feeds {
        for finding in feed.findings.iter().filter(|finding| finding.is_trouble()) {
            report.warn(format!("{}: {}", feed.blog, letter::sentence(finding, &Lang::en())));
        }
    }
    for found in suggestions(collected, &opened) {
        report.hint(format!(
            "“{}” stands in {} and in {} of the others: add it to `[terms]` if it names the theme",
            found.term,
            count(found.inside, "post that takes part", "posts that take part"),
            found.outside,
        ));
    }
    let news = news(collected, &opened, &records, report)?;
    if news > 0 {
        let (slug, blocks) = (&collected.edition.slug, count(news, "block", "blocks"));
        report.hint(format!("{blocks} of the draft changed since: `blogkermis draft {slug} --update` brings them in"));
    }
    report.hint(next_step(collected, blogs, records.is_empty(), candidates));
    Ok(Exit::Ok)
}

/// How many blocks an update would bring into a roundup that the host is still working on.
fn news(
    collected: &CollectedEdition,
    opened: &Opened,
    records: &BTreeMap<Slug, BlogRecord>,
    report: &Report,
) -> Result<usize, Failure> {
    if !collected.roundup.file.as_ref().is_some_and(|file| file.draft) {
        return Ok(0);
    }
    // A draft holds what may be published, and nothing else.
    let series = opened.collect(records, true, report)?;
    let found = series.edition(&collected.edition.slug);
    Ok(found
        .and_then(|collected| {
            let file = collected.roundup.file.as_ref().filter(|file| merge::has_marks(&file.body))?;
            let changes = merge::update(&file.body, &draft::blocks(collected)).changes;
            Some(changes.iter().filter(|change| !matches!(change, Change::LeftBehind(_))).count())
        })
        .unwrap_or(0))
}

/// How many words for the theme are suggested at a time.
const SUGGESTIONS: usize = 3;
/// So many of the posts that take no part are read to compare with.
const COMPARED: usize = 200;

/// Other words for the theme, from the texts of the edition's posts that are on this machine, while adding one still
/// helps.
fn suggestions(collected: &CollectedEdition, opened: &Opened) -> Vec<SuggestedTerm> {
    if !matches!(collected.phase, Phase::Open | Phase::Closed) {
        return Vec::new();
    }
    let read = |entry: &Entry| {
        let text = opened.store.snapshot(&entry.snapshot.as_ref()?.hash).ok().flatten()?;
        Some(Document::from_plain(&text, Some(&entry.language)))
    };
    let inside: Vec<Document> = collected.entries.iter().filter_map(read).collect();
    let rejected = collected.others.iter().filter(|entry| entry.status == Status::Rejected);
    let outside: Vec<Document> = rejected.filter_map(read).take(COMPARED).collect();
    let edition = &collected.edition;
    let theme = Theme::new(edition, &edition.call_urls(&opened.content.config.base_url));
    suggest_terms(&inside, &outside, &theme, SUGGESTIONS)
}

fn phase(collected: &CollectedEdition, now: jiff::Timestamp) -> String {
    let days = |moment: jiff::Timestamp| (moment.as_second() - now.as_second()).div_euclid(86_400);
    match (collected.phase, collected.edition.opens, collected.edition.closes) {
        (Phase::Announced, Some(opens), _) => format!("opens on {}", opens.date()),
        (Phase::Open, _, Some(_)) => match collected.edition.window().closes.map_or(0, days) {
            0 => "open, the last day".to_owned(),
            1 => "open for one more day".to_owned(),
            days => format!("open for {days} more days"),
        },
        (Phase::Closed, _, Some(closes)) => format!("closed since {}", closes.date()),
        (Phase::Published, ..) => "published".to_owned(),
        (phase, ..) => format!("{phase:?}").to_lowercase(),
    }
}

fn next_step(collected: &CollectedEdition, blogs: usize, unharvested: bool, candidates: usize) -> String {
    let slug = &collected.edition.slug;
    if blogs == 0 {
        return "add the first blog with `blogkermis add ADDRESS`".to_owned();
    }
    if unharvested {
        return "read the feeds with `blogkermis fetch`".to_owned();
    }
    if candidates > 0 {
        return format!(
            "judge the candidates: `blogkermis submissions {slug}` lists them, and --accept or --reject decides"
        );
    }
    match (collected.phase, &collected.roundup.file) {
        (Phase::Published, _) => "build with `blogkermis build`, then put public/ online".to_owned(),
        (Phase::Announced | Phase::Open, None) => "see the draft grow with `blogkermis serve`".to_owned(),
        (_, None) => format!("take the roundup into your own hands with `blogkermis draft {slug}`"),
        (_, Some(_)) => format!("finish content/{slug}/roundup.md, then take out `draft = true`"),
    }
}
