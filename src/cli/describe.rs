//! What `inspect` and `why` say to people, where `--json` was not asked for.

use std::fmt::Write;

use super::report::count;
use crate::{
    extract::TextReport,
    feed::{FeedReport, Page},
    model::{Attribution, Citation, Reason},
};

/// A feed: what it says of itself, its items, what was mended.
pub(super) fn feed(report: &FeedReport) -> String {
    let head = &report.feed;
    let mut text = format!("{} ({})\n", or_dash(&head.title), head.format);
    let _ = writeln!(text, "page      {}\nlanguage  {}", or_dash(&head.url), or_dash(&head.language));
    let _ = writeln!(text, "{}", count(report.entries.len(), "entry", "entries"));
    for entry in &report.entries {
        let date = entry.published.map_or_else(|| "undated".to_owned(), |at| at.to_string());
        let words = entry.text.split_whitespace().count();
        let _ = writeln!(text, "\n  {}\n  {}", or_dash(&entry.title), or_dash(&entry.url));
        let _ = writeln!(text, "  {date}, {}, {}", or_dash(&entry.authors.join(", ")), count(words, "word", "words"));
        if !entry.categories.is_empty() {
            let _ = writeln!(text, "  in {}", entry.categories.join(", "));
        }
    }
    for note in &report.notes {
        let _ = write!(text, "\nnote {}: {}", note.code, note.message);
    }
    text
}

/// A page: its feeds, who wrote it, what it lets others do.
pub(super) fn page(page: &Page) -> String {
    let mut text = format!("{}\n", or_dash(&page.title));
    let canonical = page.canonical.as_ref().map(ToString::to_string).unwrap_or_default();
    let date = page.published.map(|at| at.to_string()).unwrap_or_default();
    let language = page.language.as_ref().map(ToString::to_string).unwrap_or_default();
    let _ = writeln!(text, "canonical  {}\nauthors    {}", or_dash(&canonical), or_dash(&page.authors.join(", ")));
    let _ = writeln!(text, "published  {}\nlanguage   {}", or_dash(&date), or_dash(&language));
    if let Some(license) = &page.license {
        let _ = writeln!(text, "licence    {license}");
    }
    for feed in &page.feeds {
        let _ = writeln!(text, "feed       {} ({}) {}", feed.url, feed.media_type, feed.title);
    }
    let policy = &page.policy;
    let limits: Vec<_> = [
        (!policy.index, "not to be indexed"),
        (!policy.snippet, "not to be excerpted"),
        (!policy.archive, "not to be archived"),
        (policy.tdm, "text and data mining reserved"),
    ]
    .iter()
    .filter_map(|&(holds, words)| holds.then_some(words))
    .collect();
    let _ = writeln!(text, "policy     {}", or_dash(&limits.join(", ")));
    let _ = write!(text, "\n{}", page.main_text);
    text
}

/// A text: what is defined and quoted in it, by whom, and what it says.
pub(super) fn text(report: &TextReport) -> String {
    let language = report.language.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut text = format!("language   {}\n", or_dash(&language));
    let _ = writeln!(text, "sentences  {}", report.sentences.len());
    let _ = writeln!(text, "key words  {}", or_dash(&report.keywords.join(", ")));
    for (what, citations) in [
        ("definition", &report.definitions),
        ("quote", &report.quotes),
        ("perhaps a definition", &report.suggestions.definitions),
        ("perhaps a quote", &report.suggestions.quotes),
        ("worth quoting", &report.suggestions.sentences),
    ] {
        for found in citations {
            citation(&mut text, what, found);
        }
    }
    if let Some(summary) = &report.summary {
        let _ = write!(text, "\nsummary\n  {}", summary.text);
    }
    text
}

/// A definition or a quote with everything that speaks for and against it.
pub(super) fn citation(text: &mut String, what: &str, citation: &Citation) {
    let _ = writeln!(text, "\n{what} {} (score {:.2}): “{}”", citation.id, citation.score, citation.text);
    let said = |attribution: &Option<Attribution>| match attribution {
        None => "unknown".to_owned(),
        Some(Attribution::Author) => "the author".to_owned(),
        Some(Attribution::Person(name) | Attribution::Described(name)) => name.clone(),
    };
    let _ = writeln!(text, "  speaker {}, words of {}", said(&citation.speaker), said(&citation.originator));
    if let Some(span) = citation.span {
        let _ = writeln!(text, "  characters {} to {} of the text", span.start, span.end);
    }
    reasons(text, &citation.reasons, "  ");
}

/// One line a reason.
pub(super) fn reasons(text: &mut String, reasons: &[Reason], indent: &str) {
    for reason in reasons {
        let _ = writeln!(text, "{indent}{:+5.2}  {}: {}", reason.weight, reason.signal, reason.detail);
    }
}

fn or_dash(text: &str) -> &str {
    if text.is_empty() { "–" } else { text }
}
