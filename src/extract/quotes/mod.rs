//! Finds quotations: by markup, by paired marks; tells them from scare quotes and titles.
//!
//! * [`weigh`]: what speaks for and against one quoted stretch
//! * [`weights`]: what each sign is worth, and from where on a quotation is published or suggested

mod weigh;
mod weights;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub(super) use self::weights::{PUBLISH, SUGGEST};
use self::{
    weigh::weigh,
    weights::{ANSWER, BLOCKQUOTE, NOTE, SET_APART},
};
use super::{
    Cast, cite,
    lexicon::Lexicon,
    marks,
    names::Known,
    scan::{Scan, language_of},
    speaker::{self, Attributed, Previous, interview},
    theme::Theme,
};
use crate::{
    model::{Citation, Reason},
    text::{BlockKind, Document, token},
};

/// Paragraphs of one blockquote are one quotation up to this many words; longer ones stay apart.
const ONE_QUOTATION: usize = 220;

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

/// Finds the quotes in a document, in the order of the text.
#[must_use]
pub fn quotes(document: &Document, theme: &Theme, cast: &Cast) -> Vec<Citation> {
    let scan = Scan::new(document, theme);
    let known = Known::new(document, cast);
    cited(&scan, &find(&scan, &known))
}

/// Those that are somebody's words beyond doubt.
pub(super) fn cited(scan: &Scan<'_, '_>, found: &[Quotation]) -> Vec<Citation> {
    between(scan, found, PUBLISH..f64::INFINITY)
}

/// Those that may be somebody's words: for a person to decide.
#[cfg_attr(not(test), expect(dead_code, reason = "shown once the configuration has bands"))]
pub(super) fn suggested(scan: &Scan<'_, '_>, found: &[Quotation]) -> Vec<Citation> {
    between(scan, found, SUGGEST..PUBLISH)
}

fn between(scan: &Scan<'_, '_>, found: &[Quotation], band: Range<f64>) -> Vec<Citation> {
    found
        .iter()
        .filter(|quotation| band.contains(&quotation.strength))
        .map(|quotation| {
            let mut reasons = quotation.reasons.clone();
            reasons.push(Reason::new("speaker", quotation.attributed.rule, 0.0));
            let score = 1.0 / (1.0 + (-(quotation.strength - 3.0) / 1.5).exp());
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
            blockquote(scan, known, index..end, previous.as_ref(), &mut found);
            index = end.max(index + 1);
            previous = found.last().map(|last| (last.outer.clone(), last.attributed.clone()));
            continue;
        }
        if block.kind != BlockKind::Code && !block.boilerplate {
            let text = scan.document.block_text(block);
            let mut floor = 0;
            for quoted in marks::scan(text) {
                let quotation = weigh(scan, known, index, &quoted, floor, previous.as_ref());
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
    found
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

fn blockquote(
    scan: &Scan<'_, '_>,
    known: &Known,
    range: Range<usize>,
    previous: Option<&Previous>,
    found: &mut Vec<Quotation>,
) {
    let spoken: Vec<usize> = range
        .clone()
        .filter(|&index| {
            let block = &scan.document.blocks[index];
            let text = scan.text(&block.range);
            let signature = index > range.start && text.len() < 120 && text.starts_with(['—', '–', '―', '~'])
                || text.starts_with("- ") && text.len() < 60;
            !matches!(block.kind, BlockKind::Caption | BlockKind::Code) && !signature
        })
        .collect();
    let (Some(&first), Some(&last)) = (spoken.first(), spoken.last()) else { return };
    let whole = scan.document.blocks[first].range.start..scan.document.blocks[last].range.end;
    let contiguous = last - first + 1 == spoken.len();
    let groups: Vec<Range<usize>> = if contiguous && scan.words_in(&whole).len() <= ONE_QUOTATION {
        vec![whole.clone()]
    } else {
        spoken.iter().map(|&index| scan.document.blocks[index].range.clone()).collect()
    };
    let attributed = speaker::resolve(scan, known, &whole, 0, previous);
    for group in groups {
        let text = scan.text(&group);
        let words = scan.words_in(&group).len();
        let utterance = text.ends_with(['.', '!', '?', '…', '”', '"', '’']);
        if words < 3 || (words < 5 && !utterance) {
            continue;
        }
        let mut inner = group.clone();
        // A paragraph wholly between marks: the marks are not the words.
        if let [only] = &marks::scan(text)[..]
            && only.outer == (0..text.len())
            && !only.unclosed
        {
            inner = group.start + only.inner.start..group.start + only.inner.end;
        }
        let mut reasons = vec![BLOCKQUOTE.reason()];
        let mut strength = SET_APART;
        if group.start == whole.start && is_note(scan, first) {
            reasons.push(NOTE.reason());
            strength += NOTE.weight();
        }
        found.push(Quotation { outer: group, inner, strength, attributed: attributed.clone(), reasons });
    }
}

/// `Note: …`, `[!TIP] …`: many sites set their own remarks apart with the element for quotations.
fn is_note(scan: &Scan<'_, '_>, index: usize) -> bool {
    let block = &scan.document.blocks[index];
    let text = scan.document.block_text(block);
    if text.starts_with("[!") {
        return true;
    }
    let label = text.get(..text.floor_char_boundary(30)).and_then(|head| head.split_once(':')).map(|(label, _)| label);
    let mut words = token::words(label.unwrap_or_default()).map(|(_, word)| word.to_lowercase());
    words.next().is_some_and(|word| {
        // In the language of the site, which a short block may not betray.
        Lexicon::of(language_of(block)).quotes.notes.has(&word) || Lexicon::of("en").quotes.notes.has(&word)
    })
}
