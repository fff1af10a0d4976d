//! `why`: explains a post, its citations and its summary.

use std::fmt::Write;

use serde_json::json;

use super::{
    Exit, Failure, Outcome,
    args::{self, Global},
    describe,
    report::{Report, count},
    site,
};
use crate::model::{Entry, Status, SummaryBy, address};

pub(super) fn run(args: &args::Why, global: &Global, report: &Report) -> Outcome {
    let opened = site::open_to_read(global, report)?;
    let records = opened.records()?;
    let series = opened.collect(&records, false, report)?;
    if let Some(edition) = &args.edition {
        opened.edition(Some(edition))?;
    }
    let mut found = Vec::new();
    for collected in &series.editions {
        if args.edition.as_deref().is_none_or(|slug| collected.edition.slug.as_str() == slug) {
            let entries = collected.entries.iter().chain(&collected.others);
            found.extend(entries.filter(|e| is_meant(e, &args.entry)).map(|e| (&collected.edition.slug, e)));
        }
    }
    if found.is_empty() {
        return Err(Failure::usage(format!("no post is known as `{}`", args.entry))
            .help("give its address, its id, or some words of its title; `blogkermis entries --all` lists them"));
    }
    if global.json {
        let explained = found
            .iter()
            .map(|(edition, entry)| json!({ "edition": edition, "entry": entry, "suggestions": entry.suggestions }));
        let explained: Vec<_> = explained.collect();
        report.json(&explained)?;
    } else {
        let explained: Vec<_> = found.iter().map(|(edition, entry)| explain(edition.as_str(), entry)).collect();
        report.data(&explained.join("\n\n"));
    }
    Ok(Exit::Ok)
}

pub(super) fn is_meant(entry: &Entry, asked: &str) -> bool {
    let same_address = || {
        let asked = url::Url::parse(asked).ok();
        asked.zip(entry.url.as_ref()).is_some_and(|(asked, url)| address::key(&asked) == address::key(url))
    };
    entry.id == asked
        || entry.slug.as_ref().is_some_and(|slug| slug.as_str() == asked)
        || same_address()
        || (!asked.trim().is_empty()
            && !asked.contains("://")
            && entry.title.to_lowercase().contains(&asked.to_lowercase()))
}

fn explain(edition: &str, entry: &Entry) -> String {
    let mut text = format!("{} — {}\n", entry.author.name, entry.title);
    if let Some(url) = &entry.url {
        let _ = writeln!(text, "{url}");
    }
    let status = match entry.status {
        Status::Accepted => "accepted",
        Status::Candidate => "a candidate: the host has to look",
        Status::Rejected => "rejected",
        Status::Withdrawn => "withdrawn by its author",
        Status::Gone => "gone from its place",
    };
    let _ = writeln!(text, "\nIn {edition}: {status}, score {:.2}", entry.fit.score);
    describe::reasons(&mut text, &entry.fit.reasons, "  ");
    if entry.status == Status::Accepted && !entry.is_admitted() {
        text += "  The author neither linked to the call nor used a tag: nothing of it is quoted until the host accepts it.\n";
    }
    for (what, citations) in [("definition", &entry.definitions), ("quote", &entry.quotes)] {
        for citation in citations {
            describe::citation(&mut text, what, citation);
        }
    }
    let suggestions = &entry.suggestions;
    if !suggestions.is_empty() {
        text += "\nNot shown by itself; a pick in the entry’s file publishes it:\n";
    }
    for (what, citations) in [
        ("definition", &suggestions.definitions),
        ("quote", &suggestions.quotes),
        ("worth quoting", &suggestions.sentences),
    ] {
        for citation in citations {
            describe::citation(&mut text, what, citation);
        }
    }
    if let Some(summary) = &entry.summary {
        let by = match summary.by {
            SummaryBy::Machine => {
                format!("{} of the post, whole", count(summary.sentences.len(), "sentence", "sentences"))
            }
            SummaryBy::Host => "the host’s words".to_owned(),
            SummaryBy::Author => "the author’s words".to_owned(),
            SummaryBy::Command => "written by the command in blogkermis.toml".to_owned(),
        };
        let _ = writeln!(text, "\nSummary ({by}):");
        if summary.by == SummaryBy::Command {
            let _ = writeln!(text, "  {}", summary.text);
        }
        for (at, sentence) in summary.sentences.iter().enumerate() {
            let _ = writeln!(text, "  {sentence}");
            if let Some(reason) = summary.reasons.get(at) {
                describe::reasons(&mut text, std::slice::from_ref(reason), "    ");
            }
        }
    }
    if !entry.keywords.is_empty() {
        let _ = writeln!(text, "\nKey words: {}", entry.keywords.join(", "));
    }
    text.trim_end().to_owned()
}
