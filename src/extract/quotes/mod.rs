//! Finds quotations: by markup, by paired marks; tells them from scare quotes and titles.
//!
//! * [`set_apart`]: block quotations, embedded posts, epigraphs
//! * [`script`]: dialogue with the speaker in front of every line
//! * [`repeats`]: pull quotes
//! * [`weigh`](mod@weigh): what speaks for and against one quoted stretch
//! * [`weights`]: what each sign is worth, and from where on a quotation is published or suggested

mod repeats;
mod script;
mod set_apart;
mod weigh;
mod weights;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub(super) use self::weights::{PUBLISH, SUGGEST};
use self::{weigh::weigh, weights::ANSWER};
use super::{
    Cast, cite, marks,
    names::Known,
    scan::Scan,
    speaker::{Attributed, Previous, interview},
    theme::Theme,
};
use crate::{
    model::{Citation, Reason},
    text::{BlockKind, Document},
};

/// More quotations than this are looked at in no text: only somebody who wants to keep us busy writes them.
const MOST: usize = 1000;

/// How far before a quotation, in bytes, its speaker is looked for inside its paragraph.
const NEAR: usize = 4000;

/// A quotation before it is a citation.
#[derive(Clone, Debug)]
pub(super) struct Quotation {
    /// With its marks.
    pub(super) outer: Range<usize>,
    /// The words.
    pub(super) inner: Range<usize>,
    pub(super) strength: f64,
    pub(super) attributed: Attributed,
    pub(super) reasons: Vec<Reason>,
}

/// Finds the quotes in a document, in the order of the text: those that are somebody's words beyond doubt.
#[must_use]
pub fn quotes(document: &Document, theme: &Theme, cast: &Cast) -> Vec<Citation> {
    let scan = Scan::new(document, theme);
    let known = Known::new(document, cast);
    let sure = find(&scan, &known).into_iter().filter(|quotation| quotation.strength >= PUBLISH);
    cited(&scan, &sure.collect::<Vec<_>>())
}

/// Those that are worth somebody's attention, sure or not; the score says which.
pub(super) fn cited(scan: &Scan<'_, '_>, found: &[Quotation]) -> Vec<Citation> {
    found
        .iter()
        .filter(|quotation| quotation.strength >= SUGGEST)
        .map(|quotation| {
            let mut reasons = quotation.reasons.clone();
            reasons.push(Reason::new("speaker", quotation.attributed.rule, 0.0));
            let score = weights::score(quotation.strength);
            cite::citation(scan, 'q', &quotation.inner, score, None, &quotation.attributed, reasons)
        })
        .collect()
}

/// Every quoted stretch with what speaks for and against it, also the weak ones.
pub(super) fn find(scan: &Scan<'_, '_>, known: &Known) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let blocks = &scan.document.blocks;
    let mut previous: Option<Previous> = None;
    let mut index = 0;
    while index < blocks.len() {
        let block = &blocks[index];
        if block.blockquote.is_some() {
            let end = index + blocks[index..].iter().take_while(|next| next.blockquote == block.blockquote).count();
            set_apart::blockquote(scan, known, index..end, previous.as_ref(), &mut found);
            index = end.max(index + 1);
            previous = found.last().map(|last| (last.outer.clone(), last.attributed.clone()));
            continue;
        }
        if block.kind != BlockKind::Code && !block.boilerplate {
            let text = scan.document.block_text(block);
            found.extend(set_apart::epigraph(scan, known, index));
            let mut floor = 0;
            for quoted in marks::scan(text).into_iter().take(MOST.saturating_sub(found.len())) {
                let near = text.floor_char_boundary(quoted.outer.start.saturating_sub(NEAR));
                let from = floor.max(block.range.start + near);
                let quotation = weigh(scan, known, index, &quoted, from, previous.as_ref());
                // What is only named between marks is part of the sentence that leads up to the next ones.
                if quotation.strength >= SUGGEST {
                    floor = quotation.outer.end;
                }
                if quotation.attributed.speaker.is_some() {
                    previous = Some((quotation.outer.clone(), quotation.attributed.clone()));
                }
                found.push(quotation);
            }
        }
        index += 1;
    }
    interviewed(scan, known, &mut found);
    with_dialogues(&mut found, script::find(scan, known));
    repeats::weaken(scan, &mut found);
    found
}

/// The lines of dialogues in place of whatever was found inside them, in the order of the text.
fn with_dialogues(found: &mut Vec<Quotation>, lines: Vec<Quotation>) {
    if lines.is_empty() {
        return;
    }
    found.retain(|quotation| {
        let at = lines.partition_point(|line| line.outer.end <= quotation.outer.start);
        lines.get(at).is_none_or(|line| quotation.outer.end <= line.outer.start)
    });
    found.extend(lines);
    found.sort_by_key(|quotation| quotation.outer.start);
}

/// Gives the answers of an interview to whoever is interviewed.
fn interviewed(scan: &Scan<'_, '_>, known: &Known, found: &mut [Quotation]) {
    let Some((answers, somebody)) = interview::answers(scan, known, found) else { return };
    for index in answers {
        let Some(quotation) = found.get_mut(index) else { continue };
        if quotation.attributed.speaker.is_none() && !quotation.attributed.cued {
            quotation.attributed = somebody.clone();
            quotation.strength += ANSWER.weight();
            quotation.reasons.push(ANSWER.reason());
        }
    }
}
