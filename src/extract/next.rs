//! What a post says about the next edition: a theme it proposes, an offer to host, the question it ends with.

use std::ops::Range;

use super::{
    carnival::{OFFERS, PROPOSES},
    cite,
    quotes::Quotation,
    scan::Scan,
    speaker::Attributed,
};
use crate::{
    model::{Citation, Reason},
    text::{Block, BlockKind, Document, Sentence},
};

/// What a sentence is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HintKind {
    /// It proposes a theme.
    Theme,
    /// Its author would host.
    Host,
    /// The post ends with it, and it asks something.
    Question,
}

/// A sentence that says something about the next edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What it is good for.
    pub kind: HintKind,
    /// Where it stands, in bytes of the document's text.
    pub range: Range<usize>,
    /// The pattern that found it; none for questions.
    pub rule: Option<&'static str>,
}

/// So many sentences from the end of a post a question is its last word.
const LAST: usize = 2;
/// A shorter question asks nothing by itself: “Right?”
const WORDS: usize = 4;

/// Every such sentence of a post, in the order of the text. What stands in a block quotation, or around the text, is not
/// the author's proposal and is not read.
#[must_use]
pub fn hints(document: &Document) -> Vec<Hint> {
    let sentences = document.sentences();
    let own: Vec<&Sentence> = sentences.iter().filter(|sentence| is_own(&document.blocks[sentence.block])).collect();
    let ending = own.len().saturating_sub(LAST);
    let mut hints = Vec::new();
    for (at, sentence) in own.into_iter().enumerate() {
        let text = &document.text[sentence.range.clone()];
        let mut add = |kind, rule| hints.push(Hint { kind, range: sentence.range.clone(), rule });
        if let Some(found) = OFFERS.find(text).filter(|_| !refuses(text)) {
            add(HintKind::Host, Some(found.id));
        }
        if let Some(found) = PROPOSES.find(text) {
            add(HintKind::Theme, Some(found.id));
        } else if at >= ending && text.trim_end().ends_with('?') && text.split_whitespace().count() >= WORDS {
            add(HintKind::Question, None);
        }
    }
    hints
}

/// The sentence in which a post proposes a theme, as something that can be quoted: the author's own words.
pub(super) fn proposal(scan: &Scan<'_, '_>, quotations: &[Quotation]) -> Option<Citation> {
    let mut found = hints(scan.document).into_iter().filter(|hint| hint.kind == HintKind::Theme);
    let hint = found.find(|hint| {
        let is_quoted = |q: &Quotation| q.outer.start < hint.range.end && hint.range.start < q.outer.end;
        !scan.text(&hint.range).contains('\n') && !quotations.iter().any(is_quoted)
    })?;
    let reasons = vec![Reason::new(hint.rule.unwrap_or_default(), "proposes a theme for a next edition", 1.0)];
    Some(cite::citation(scan, 'q', &hint.range, 1.0, None, &Attributed::author(), reasons))
}

fn is_own(block: &Block) -> bool {
    block.kind.is_prose() && block.kind != BlockKind::Quotation && block.blockquote.is_none() && !block.boilerplate
}

/// Whether a sentence says that its author would rather not.
fn refuses(text: &str) -> bool {
    const NO: [&str; 8] = ["niet", "nooit", "geen", "not", "never", "cannot", "can't", "can’t"];
    text.to_lowercase().split_whitespace().any(|word| NO.contains(&word.trim_matches(|c: char| !c.is_alphabetic())))
}
