//! What is announced is there: numbers, and lists behind a colon.

use std::{collections::BTreeSet, ops::Range};

use super::super::{Context, Findings, words::Announcing};
use crate::{
    model::LintCode,
    text::{BlockKind, token},
};

/// `E-COUNT`: the opening and the headings announce as many people and entries as are listed.
pub(super) fn announced(context: &Context<'_>, findings: &mut Findings<'_, '_>) {
    let listing = &context.listing;
    let entries = &context.collected.entries;
    let listed: Vec<_> = (0..entries.len()).filter(|entry| listing.lists(*entry)).collect();
    let authors: BTreeSet<String> = listed.iter().map(|&at| entries[at].author.name.to_lowercase()).collect();
    if listed.is_empty() {
        return;
    }
    let people = authors.len() + listing.strangers;
    let entries = listed.len() + listing.strangers;
    let words = context.words;
    announce(context, findings, &words.people, people, ["blogger", "bloggers"]);
    announce(context, findings, &words.entries, entries, ["entry", "entries"]);
}

fn announce(
    context: &Context<'_>,
    findings: &mut Findings<'_, '_>,
    patterns: &Announcing,
    listed: usize,
    [one, many]: [&str; 2],
) {
    // The same wrong number several times is one mistake.
    let mut said = BTreeSet::new();
    let until = if context.listing.blocks.is_empty() { usize::MAX } else { context.listing.blocks.start };
    for (at, block) in context.reading.prose() {
        // A heading within a section speaks of what stands below it, not of the whole.
        let is_heading = matches!(block.kind, BlockKind::Heading(level) if level <= 2);
        let leads = context.listing.head == Some(at);
        // Further on, numbers are about other things: a blurb's, a thread's.
        let is_opening = at < until && block.kind == BlockKind::Paragraph;
        if !(is_heading || is_opening || leads) {
            continue;
        }
        let text = unquoted(context, &block.range);
        let patterns = patterns.opening.iter().chain(if is_heading || leads { &patterns.heading[..] } else { &[] });
        for captures in patterns.flat_map(|pattern| pattern.captures_iter(&text)) {
            let (Some(whole), Some(number)) = (captures.get(0), captures.name("n")) else { continue };
            let Some(claimed) = context.words.number(&number.as_str().to_lowercase()) else { continue };
            if claimed != listed && said.insert(claimed) {
                let noun = |count| if count == 1 { one } else { many };
                let verb = |count| if count == 1 { "is" } else { "are" };
                findings.at(
                    LintCode::Count,
                    &(block.range.start + whole.start()..block.range.start + whole.end()),
                    format!(
                        "{claimed} {} {} announced, {listed} {} listed",
                        noun(claimed),
                        verb(claimed),
                        verb(listed)
                    ),
                    format!("write {listed}, or add whoever is missing"),
                );
            }
        }
    }
}

/// A block with what is quoted in it blanked; every byte in its place.
fn unquoted(context: &Context<'_>, block: &Range<usize>) -> String {
    let text = context.reading.document.text.get(block.clone()).unwrap_or_default();
    let is_quoted = |at: usize| context.quotations.iter().any(|quotation| quotation.outer.contains(&at));
    text.char_indices()
        .flat_map(|(at, c)| {
            let (c, times) = if is_quoted(block.start + at) { (' ', c.len_utf8()) } else { (c, 1) };
            std::iter::repeat_n(c, times)
        })
        .collect()
}

/// `E-EMPTYLIST`: what a colon announces comes.
pub(super) fn empty_lists(context: &Context<'_>, findings: &mut Findings<'_, '_>) {
    let document = &context.reading.document;
    for (at, block) in context.reading.prose() {
        let text = document.block_text(block);
        let opens = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading(_));
        if !opens || !text.ends_with(':') {
            continue;
        }
        let next = document.blocks.get(at + 1);
        if something_between(context, &block.range, next.map(|next| &next.range)) {
            continue;
        }
        let comes = match next.map(|next| next.kind) {
            None | Some(BlockKind::Heading(_)) => false,
            Some(BlockKind::Paragraph) if block.kind != BlockKind::ListItem => {
                !(context.words.announces_list(last_sentence(text)) && is_plain(context, at + 1))
            }
            Some(_) => true,
        };
        if !comes {
            let colon = block.range.end - 1..block.range.end;
            let last = last_words(text, block.range.start);
            findings.at(
                LintCode::EmptyList,
                &(last..colon.end),
                "this announces a list that never comes",
                "add the list below it, or end the sentence with a full stop",
            );
        }
    }
}

/// Whether a call, a picture, a table or a rule stands between two stretches of the document.
fn something_between(context: &Context<'_>, before: &Range<usize>, after: Option<&Range<usize>>) -> bool {
    let reading = &context.reading;
    let from = reading.place(before).end;
    let to = after.map_or(reading.body.len(), |after| reading.place(after).start);
    let calls = reading.calls.iter().map(|(_, range)| range);
    calls.chain(&reading.shown).any(|range| range.start >= from && range.start <= to)
}

/// Whether a paragraph is nothing but running text: no item of a list that is written by hand, no quotation.
fn is_plain(context: &Context<'_>, at: usize) -> bool {
    let text = context.reading.text(at);
    let block = &context.reading.document.blocks[at];
    let begins_as_item = text.starts_with(|c: char| !c.is_alphabetic());
    let begins_marked = block.marks.iter().any(|mark| mark.range.start == block.range.start);
    let tells_of_entry = context.listing.entry_at(at).is_some();
    !(begins_as_item || begins_marked || tells_of_entry)
}

fn last_sentence(text: &str) -> &str {
    let end = text.trim_end_matches(':');
    end.rfind(['.', '!', '?']).map_or(end, |at| &end[at + 1..])
}

/// Where the last few words of a block begin.
fn last_words(text: &str, start: usize) -> usize {
    const SHOWN: usize = 4;
    let words: Vec<_> = token::words(text).map(|(range, _)| range.start).collect();
    start + words.get(words.len().saturating_sub(SHOWN)).copied().unwrap_or(0)
}
