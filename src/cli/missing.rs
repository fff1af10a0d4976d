//! `entries --missing`: the watched blogs without an entry.

use serde_json::json;

use super::{
    Exit, Outcome,
    args::Global,
    report::{Report, count},
};
use crate::{
    content::Content,
    model::Lang,
    roundup::{
        CollectedEdition, Series, letter,
        missing::{self, Missing},
    },
};

pub(super) fn report(
    collected: &CollectedEdition,
    series: &Series,
    content: &Content,
    global: &Global,
    report: &Report,
) -> Outcome {
    let missing = missing::of(collected, &content.blogs, &series.feeds);
    if global.json {
        let blogs: Vec<_> = missing.iter().map(as_json).collect();
        report.json(&json!({ "edition": collected.edition.slug, "missing": blogs }))?;
        return Ok(Exit::Ok);
    }
    let head = match missing.len() {
        0 => "every watched blog has an entry".to_owned(),
        n => format!("without an entry: {}", count(n, "watched blog", "watched blogs")),
    };
    let mut lines = vec![format!("{}: {head}", collected.edition.title)];
    for blog in &missing {
        let newest =
            blog.feed.and_then(|feed| feed.newest).map(|day| format!(", newest post {day}")).unwrap_or_default();
        lines.push(format!("  {} ({}): {}{newest}", blog.blog.author, blog.blog.slug, state(blog)));
        if blog.candidates > 0 {
            lines.push(format!("    {} to look at", count(blog.candidates, "candidate", "candidates")));
        }
    }
    report.data(&lines.join("\n"));
    Ok(Exit::Ok)
}

/// How its feed is doing, in a few words.
fn state(missing: &Missing<'_>) -> String {
    match missing.feed {
        None => "not asked yet".to_owned(),
        Some(feed) => match feed.findings.iter().find(|finding| finding.is_trouble()) {
            Some(finding) => letter::sentence(finding, &Lang::en()),
            None => "feed read well".to_owned(),
        },
    }
}

fn as_json(missing: &Missing<'_>) -> serde_json::Value {
    let feed = match missing.feed {
        None => "unasked",
        Some(feed) if feed.is_unread() => "unread",
        Some(feed) if feed.is_troubled() => "troubled",
        Some(_) => "read",
    };
    json!({
        "blog": missing.blog.slug,
        "author": missing.blog.author,
        "url": missing.blog.url,
        "feed": feed,
        "trouble": missing.feed.into_iter().flat_map(|feed| &feed.findings).map(|finding| letter::sentence(finding, &Lang::en())).collect::<Vec<_>>(),
        "newest": missing.feed.and_then(|feed| feed.newest).map(|day| day.to_string()),
        "candidates": missing.candidates,
    })
}
