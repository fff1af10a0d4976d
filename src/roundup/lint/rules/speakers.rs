//! Who says it, and whose words they first were.

use super::super::{Context, Findings, voices::Voice};
use crate::{extract::Named, model::LintCode, text::BlockKind};

/// `E-SPEAKER`: a quotation has one speaker.
pub(super) fn unattributed(context: &Context<'_>, findings: &mut Findings<'_, '_>) {
    for quotation in context.quotations.iter().filter(|quotation| quotation.sure) {
        let (message, help) = match &quotation.voice {
            Voice::Unknown => {
                ("nothing says who says this".to_owned(), "name the speaker before or after it".to_owned())
            }
            Voice::Ambiguous(people) => (
                format!("this may be said by {}", either(people)),
                "name the one who says it: “…”, schrijft Anna; “…”, writes Anna".to_owned(),
            ),
            Voice::Person(_) | Voice::Host | Voice::Described => continue,
        };
        findings.at(LintCode::Speaker, &quotation.outer, message, help);
    }
}

/// “A, B or C”.
fn either(people: &[String]) -> String {
    match people {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// `W-SHARER`: who shares a definition says whose it is, or that nobody knows.
pub(super) fn sharers(context: &Context<'_>, findings: &mut Findings<'_, '_>) {
    let document = &context.reading.document;
    for sentence in document.sentences() {
        let block = &document.blocks[sentence.block];
        if matches!(block.kind, BlockKind::Heading(_) | BlockKind::Code) || block.blockquote.is_some() {
            continue;
        }
        let text = &document.text[sentence.range.clone()];
        let Some(sharing) = context.words.sharing(text) else { continue };
        let start = sentence.range.start + sharing.start;
        let is_quoted = |at: usize| context.quotations.iter().any(|quotation| quotation.outer.contains(&at));
        if is_quoted(start) {
            continue;
        }
        // What leads up to the definition itself: its own words say nothing of where it comes from.
        let end = context.quotations.iter().map(|quotation| quotation.outer.start).filter(|at| *at > start).min();
        let end = end.unwrap_or(sentence.range.end).min(sentence.range.end);
        let frame = &document.text[sentence.range.start..end.max(sentence.range.start)];
        if names_originator(context, start..end) || context.words.admits_unknown(frame) {
            continue;
        }
        let sharing = start..sentence.range.start + sharing.end;
        findings.at(
            LintCode::Sharer,
            &sharing,
            "this shares a definition and does not say whose it is",
            "add “van …”, “of …”, or say that nobody knows: sharing is not making",
        );
    }
}

/// Whether somebody is named right after *of* or *van* in a stretch of the document.
fn names_originator(context: &Context<'_>, stretch: std::ops::Range<usize>) -> bool {
    let text = &context.reading.document.text;
    let is_after_of = |named: &&Named| {
        let before = text[stretch.start..named.range.start.max(stretch.start)].trim_end();
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
        context.words.of.contains(&word)
    };
    context.named.iter().filter(|named| stretch.contains(&named.range.start)).any(|named| is_after_of(&named))
}
