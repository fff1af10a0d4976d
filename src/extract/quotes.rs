//! Finds quotations: by markup, by paired marks; tells them from scare quotes and titles.

use std::ops::Range;

use super::{
    Cast, cite,
    lexicon::Lexicon,
    marks::{self, Quoted},
    names::Known,
    scan::{Scan, language_of},
    speaker::{self, Attributed, Previous},
    theme::Theme,
};
use crate::{
    model::{Citation, Reason},
    text::{BlockKind, Document, MarkKind, token},
};

/// From this strength on a quoted stretch is somebody's words.
const ENOUGH: f64 = 4.0;
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

pub(super) fn cited(scan: &Scan<'_, '_>, found: &[Quotation]) -> Vec<Citation> {
    found
        .iter()
        .filter(|quotation| quotation.strength >= ENOUGH)
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
                let quotation = weigh(scan, known, block.range.start, index, &quoted, floor, previous.as_ref());
                floor = quotation.outer.end;
                if quotation.attributed.speaker.is_some() {
                    previous = Some((quotation.outer.clone(), quotation.attributed.clone()));
                }
                found.push(quotation);
            }
        }
        index += 1;
    }
    found
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
        let reasons = vec![Reason::new("blockquote", "set apart as a quotation", 3.0)];
        found.push(Quotation { outer: group, inner, strength: 6.0, attributed: attributed.clone(), reasons });
    }
}

/// What speaks for and against one quoted stretch.
fn weigh(
    scan: &Scan<'_, '_>,
    known: &Known,
    base: usize,
    index: usize,
    quoted: &Quoted,
    floor: usize,
    previous: Option<&Previous>,
) -> Quotation {
    let block = &scan.document.blocks[index];
    let outer = base + quoted.outer.start..base + quoted.outer.end;
    let inner = base + quoted.inner.start..base + quoted.inner.end;
    let text = scan.text(&inner);
    let words = token::words(text).map(|(_, word)| word).collect::<Vec<_>>();
    let mut reasons = Vec::new();
    let mut add = |signal: &str, detail: String, weight: f64| reasons.push(Reason::new(signal, detail, weight));

    let length = match words.len() {
        0 | 1 => -1.0,
        2 => 0.0,
        3 | 4 => 1.0,
        5..=7 => 2.0,
        8..=11 => 3.0,
        _ => 4.0,
    };
    add("length", format!("{} words", words.len()), length);
    let ended = text.ends_with(['.', '!', '?', '…']);
    if ended {
        add("utterance", "ends like a sentence".into(), 1.0);
    }
    if text.starts_with(|c: char| c.is_uppercase()) && words.len() > 1 {
        add("capital", "begins like a sentence".into(), 0.5);
    }
    let language = language_of(block);
    let speaks = &Lexicon::of(language).quotes.personal;
    if words.iter().any(|word| speaks.has(&word.to_lowercase().replace('’', "'"))) {
        add("speech", "somebody speaks: I, you, we".into(), 1.0);
    }
    let attributed = speaker::resolve(scan, known, &outer, floor, previous);
    if attributed.cued {
        add("cue", attributed.rule.to_owned(), if attributed.rule == "possessive" { 0.7 } else { 2.0 });
    }
    let before = scan.text(&(block.range.start..outer.start));
    let after = scan.text(&(outer.end..block.range.end));
    if before.trim_end().ends_with(':') {
        add("colon", "a colon brings it in".into(), 1.5);
    }
    if before.trim().is_empty() && after.trim().trim_matches(['.', ',']).is_empty() {
        add("paragraph", "a paragraph of its own".into(), 1.5);
    }
    if block.marks.iter().any(|mark| mark.kind == MarkKind::Quote && mark.range == outer) {
        add("markup", "marked up as a quotation".into(), 1.5);
    }
    if quoted.unclosed {
        add("unclosed", "the closing mark is missing".into(), -1.0);
    }
    if quoted.single {
        add("single-marks", "single marks are often scare quotes".into(), -0.5);
    }
    if matches!(block.kind, BlockKind::Heading(_) | BlockKind::Caption) {
        add("heading", "in a heading or a caption".into(), -8.0);
    }
    if after.starts_with('-') || after.starts_with(|c: char| c.is_alphanumeric()) {
        add("compound", "part of a longer word".into(), -3.0);
    }
    if is_title(&words, language) {
        add("title", "written like a title".into(), -3.0);
    }
    let wraps = |kind: fn(&MarkKind) -> bool| {
        block
            .marks
            .iter()
            .any(|mark| kind(&mark.kind) && mark.range.start <= inner.start && inner.end <= mark.range.end)
    };
    if wraps(|kind| matches!(kind, MarkKind::Link(_))) && words.len() < 12 && !attributed.cued {
        add("linked", "the name of a link".into(), -2.0);
    }
    if wraps(|kind| matches!(kind, MarkKind::Cite | MarkKind::Code)) {
        add("linked", "the name of a work, or code".into(), -3.0);
    }
    if let Some(word) = naming_word(before, language) {
        add("named", word, if words.len() < 12 { -2.5 } else { -1.0 });
    }
    if words.len() < 5 && !(ended && words.len() >= 2 && attributed.cued) {
        add("short", "too short to be anybody's words".into(), -2.0);
    }
    let strength = reasons.iter().map(|reason| reason.weight).sum();
    reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    Quotation { outer, inner, strength, attributed, reasons }
}

/// Most of the words that matter begin with a capital.
fn is_title(words: &[&str], language: &str) -> bool {
    let content: Vec<_> = words
        .iter()
        .skip(1)
        .filter(|word| !token::is_stop_word(&word.to_lowercase(), language) && word.chars().any(char::is_alphabetic))
        .collect();
    let capitals = content.iter().filter(|word| word.chars().next().is_some_and(char::is_uppercase)).count();
    language != "de" && words.len() >= 2 && words.len() <= 14 && capitals >= 2 && capitals * 4 >= content.len() * 3
}

/// A word right before the marks that says that a name or a term follows.
fn naming_word(before: &str, language: &str) -> Option<String> {
    let trimmed = before.trim_end();
    if trimmed.ends_with([':', '.', '!', '?', ',']) {
        return None;
    }
    let last: Vec<String> = trimmed
        .split_whitespace()
        .rev()
        .take(2)
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .collect();
    let word = last.first()?;
    Lexicon::of(language).quotes.naming.has(word).then(|| word.clone())
}
