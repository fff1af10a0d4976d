//! The author's own summary: better than anything picked from the text, where there is one.
//!
//! Either the post says so itself (*TL;DR: …*, a heading *Samenvatting*), or its feed gives a summary that is no mere
//! excerpt of the body.

use super::{
    lexicon::Lexicon,
    manner::folded,
    scan::{Scan, language_of},
};
use crate::{
    model::{Post, Reason, Summary, SummaryBy},
    text::{BlockKind, Document, token},
};

/// Shorter than this it is a title, longer than this it is a text: in words.
const LENGTH: std::ops::RangeInclusive<usize> = 20..=80;

/// What a text itself marks as its summary, verbatim.
pub(super) fn marked(scan: &Scan<'_, '_>) -> Option<Summary> {
    let blocks = &scan.document.blocks;
    let mut after_heading = false;
    for block in blocks.iter().filter(|block| !block.boilerplate) {
        let text = scan.document.block_text(block);
        // Only the beginning of a block can be a mark.
        let head = text.get(..text.floor_char_boundary(40)).unwrap_or(text);
        let marks = &Lexicon::of(language_of(block)).summary.teaser;
        match block.kind {
            BlockKind::Heading(_) => {
                after_heading = marks.is(folded(text).trim_matches(|c: char| !c.is_alphanumeric()));
            }
            BlockKind::Paragraph if block.blockquote.is_none() => {
                let own = if after_heading { Some(text) } else { after_mark(text, head, |mark| marks.is(mark)) };
                after_heading = false;
                if let Some(summary) = own.and_then(|own| of_author(own, "marked", "the post marks it as its summary"))
                {
                    return Some(summary);
                }
            }
            _ => after_heading = false,
        }
    }
    None
}

/// What stands after a mark and a colon or a dash at the beginning of a paragraph.
fn after_mark<'t>(text: &'t str, head: &str, is_mark: impl Fn(&str) -> bool) -> Option<&'t str> {
    let end = head.find([':', '–', '—', '\n'])?;
    let mark = folded(head.get(..end)?);
    let rest = text.get(end..)?.trim_start_matches(|c: char| c.is_whitespace() || [':', '–', '—', '-'].contains(&c));
    is_mark(mark.trim()).then_some(rest)
}

/// What the feed gives as a summary beside the body, unless the body begins with it or holds most of it.
pub(super) fn of_feed(post: &Post, document: &Document) -> Option<Summary> {
    if post.content_html.trim().is_empty() || post.summary_html.trim().is_empty() {
        return None;
    }
    let teaser = Document::from_html(&post.summary_html, document.language().as_ref());
    let [block] = teaser.blocks.as_slice() else { return None };
    let text = teaser.block_text(block);
    let lower = folded(text);
    if block.boilerplate || Lexicon::all().any(|lexicon| lexicon.summary.boilerplate.in_text(&lower)) {
        return None;
    }
    // An excerpt shares its beginning with the text, wherever in the text that stands.
    let start: Vec<&str> = text.split_whitespace().take(6).collect();
    let body: Vec<&str> = document.text.split_whitespace().collect();
    if body.windows(start.len().max(1)).any(|words| words == start) {
        return None;
    }
    of_author(text, "feed", "the feed gives it as the summary")
}

/// A summary in the author's words, if they are whole sentences of the right length.
fn of_author(text: &str, signal: &str, detail: &str) -> Option<Summary> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole = text.ends_with(['.', '!', '”', '"', ')']) && !text.ends_with("...") && !text.ends_with("…)");
    (whole && LENGTH.contains(&token::count(&text))).then(|| Summary {
        sentences: vec![text.clone()],
        reasons: vec![Reason::new(signal, detail, 1.0)],
        by: SummaryBy::Author,
        text,
    })
}
