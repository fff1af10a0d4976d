//! What is set apart from the text: block quotations, embedded posts, epigraphs.

use std::ops::Range;

use super::{
    Quotation,
    weights::{BLOCKQUOTE, EPIGRAPH, NOTE, SET_APART},
};
use crate::{
    extract::{
        lexicon::Lexicon,
        marks,
        names::Known,
        scan::{Scan, language_of},
        speaker::{self, Previous, signed},
    },
    text::{BlockKind, MarkKind, token},
};

/// Paragraphs of one blockquote are one quotation up to this many words; longer ones stay apart.
const ONE_QUOTATION: usize = 220;
/// An epigraph without quotation marks has no more words than this.
const LONGEST_EPIGRAPH: usize = 90;

/// The words of a blockquote (`range`: its blocks), without the line that names their source.
pub(super) fn blockquote(
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
            let source = index > range.start && signed::is_source_line(scan.text(&block.range));
            !matches!(block.kind, BlockKind::Caption | BlockKind::Code) && !source && !block.boilerplate
        })
        .collect();
    let (Some(&first), Some(&last)) = (spoken.first(), spoken.last()) else { return };
    let mut whole = scan.document.blocks[first].range.start..scan.document.blocks[last].range.end;
    let mut attributed = speaker::resolve(scan, known, &whole, 0, previous);
    // The source may stand on the last line of the words.
    let closing = &scan.document.blocks[last];
    if let Some((at, bare)) = signed::source_line(scan.text(&closing.range)).filter(|(at, _)| *at > 0)
        && let Some(signed) = signed::source(bare, known, language_of(closing))
    {
        whole.end = closing.range.start + scan.text(&closing.range)[..at].trim_end().len();
        attributed = signed;
    }
    let contiguous = last - first + 1 == spoken.len();
    let groups: Vec<Range<usize>> = if contiguous && scan.words_in(&whole).len() <= ONE_QUOTATION {
        vec![whole.clone()]
    } else {
        let blocks = spoken.iter().map(|&index| &scan.document.blocks[index].range);
        blocks.map(|block| block.start..block.end.min(whole.end)).collect()
    };
    for group in groups {
        let text = scan.text(&group);
        let words = scan.words_in(&group).len();
        let utterance = text.ends_with(['.', '!', '?', '…', '”', '"', '’']);
        if words < 3 || (words < 5 && !utterance) {
            continue;
        }
        let mut reasons = vec![BLOCKQUOTE.reason()];
        let mut strength = SET_APART;
        if group.start == whole.start && is_note(scan, first) {
            reasons.push(NOTE.reason());
            strength += NOTE.weight();
        }
        let inner = unmarked(scan, &group);
        found.push(Quotation { outer: group, inner, strength, attributed: attributed.clone(), reasons });
    }
}

/// The words of a range that may stand wholly between marks: the marks are not the words.
fn unmarked(scan: &Scan<'_, '_>, range: &Range<usize>) -> Range<usize> {
    let text = scan.text(range);
    match &marks::scan(text)[..] {
        [only] if only.outer == (0..text.len()) && !only.unclosed => {
            range.start + only.inner.start..range.start + only.inner.end
        }
        _ => range.clone(),
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

/// A paragraph in italics, or between nothing at all, with a dash and a full name on the line below it.
pub(super) fn epigraph(scan: &Scan<'_, '_>, known: &Known, index: usize) -> Option<Quotation> {
    let block = &scan.document.blocks[index];
    if block.kind != BlockKind::Paragraph {
        return None;
    }
    let text = scan.text(&block.range);
    let below = scan.document.blocks.get(index + 1).map(|next| scan.text(&next.range));
    let (end, bare) = match signed::source_line(text).filter(|(at, _)| text[..*at].ends_with('\n')) {
        Some((at, bare)) => (text[..at].trim_end().len(), bare),
        None => (text.len(), below.filter(|line| signed::is_source_line(line)).and_then(signed::dash)?),
    };
    let outer = block.range.start..block.range.start + end;
    let words = scan.words_in(&outer).len();
    let italic = block.marks.iter().any(|mark| {
        mark.kind == MarkKind::Emphasis && mark.range.start == outer.start && mark.range.end + 1 >= outer.end
    });
    // The author's own name below a text is how letters end.
    let attributed = signed::source(bare, known, language_of(block)).filter(|source| {
        let full = bare.split([',', '(']).next().unwrap_or_default().split_whitespace().count() >= 2;
        source.speaker.as_ref().is_some_and(|speaker| !known.is_author(speaker)) && (full || italic)
    })?;
    if !(3..=LONGEST_EPIGRAPH).contains(&words) || text.starts_with(['“', '„', '«', '"', '‘', '\'']) {
        return None;
    }
    let reasons = vec![EPIGRAPH.reason()];
    Some(Quotation { inner: outer.clone(), outer, strength: EPIGRAPH.weight(), attributed, reasons })
}
