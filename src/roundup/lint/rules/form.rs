//! How it is written: quotation marks, links, languages, the last word.

use std::ops::Range;

use super::super::{Context, Findings};
use crate::{
    extract::quotation_marks,
    model::{Lang, LintCode},
    text::{BlockKind, Mark, MarkKind, language, token},
};

/// Shorter quotations are in whatever language.
const SHORT: usize = 4;
/// A text of fewer bytes does not tell its language by itself.
const TELLING: usize = 48;

/// `W-GLYPH`: quotation marks come in pairs of one kind.
pub(super) fn glyphs(context: &Context<'_>, findings: &mut Findings<'_, '_>) {
    let reading = &context.reading;
    for (_, block) in reading.prose() {
        let mut spots = Vec::new();
        marks_in(reading.document.block_text(block), 0, 0, &mut spots);
        for (range, message, help) in spots {
            let range = block.range.start + range.start..block.range.start + range.end;
            // In code a mark is only a character.
            let is_code = |mark: &Mark| mark.kind == MarkKind::Code && mark.range.contains(&range.start);
            if !block.marks.iter().any(is_code) {
                findings.at(LintCode::Glyph, &range, message, help);
            }
        }
    }
}

type Spot = (Range<usize>, &'static str, &'static str);

/// The marks of a text that are wrong; the text begins at byte `base` of its block.
fn marks_in(text: &str, base: usize, depth: usize, spots: &mut Vec<Spot>) {
    /// Quotations inside quotations inside quotations are nobody's.
    const DEEPEST: usize = 3;
    let found = quotation_marks(text);
    let mut add =
        |range: Range<usize>, message, help| spots.push((base + range.start..base + range.end, message, help));
    let mut outside = 0;
    for quoted in &found {
        stray(text, outside..quoted.outer.start, &mut add);
        outside = quoted.outer.end;
        let opening = mark_at(text, quoted.outer.start);
        let Some(open) = text[opening.clone()].chars().next() else { continue };
        if quoted.unclosed {
            add(opening, "this quotation mark is never closed", "close it where the quotation ends");
            continue;
        }
        let close = text[..quoted.outer.end].chars().next_back().unwrap_or(open);
        let closing = quoted.outer.end - close.len_utf8()..quoted.outer.end;
        if !pairs(open, close) {
            let is_opening = close == open && matches!(close, '“' | '‘');
            let message = if is_opening { "this is an opening mark" } else { "these marks are no pair" };
            add(closing, message, "write “…” or ‘…’, each with its own closing mark");
        }
    }
    stray(text, outside..text.len(), &mut add);
    for quoted in found.iter().filter(|_| depth < DEEPEST) {
        let inside = quoted.inner.clone();
        marks_in(&text[inside.clone()], base + inside.start, depth + 1, spots);
    }
}

fn mark_at(text: &str, at: usize) -> Range<usize> {
    at..at + text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Whether two marks belong together in Dutch, English, German or French.
fn pairs(open: char, close: char) -> bool {
    matches!(
        (open, close),
        ('“' | '„', '”')
            | ('„', '“')
            | ('«', '»')
            | ('»', '«')
            | ('‘' | '‚', '’')
            | ('‚', '‘')
            | ('‹', '›')
            | ('›', '‹')
            | ('"', '"')
            | ('`' | '\'' | ',', '\'')
            | ('`', '`')
            | ('「', '」')
            | ('『', '』')
    )
}

/// Marks outside every pair. A single closing mark is an apostrophe, a straight one may be inches.
fn stray(text: &str, range: Range<usize>, add: &mut impl FnMut(Range<usize>, &'static str, &'static str)) {
    let Some(outside) = text.get(range.clone()) else { return };
    for (at, c) in outside.char_indices() {
        let at = range.start + at;
        let place = at..at + c.len_utf8();
        match c {
            '“' | '”' | '„' | '«' | '»' => {
                add(place, "this quotation mark has no partner", "add the other one, or take it out");
            }
            '‘' if text[place.end..].starts_with(char::is_alphanumeric) => {
                let help = "an apostrophe is ’, also at the beginning of a word; a quotation needs its closing ’";
                add(place, "this opening mark is never closed", help);
            }
            '‘' => add(place, "this quotation mark has no partner", "take it out, or add the other one"),
            _ => {}
        }
    }
}

/// `W-LINKTEXT`: the text of a link says where it leads.
pub(super) fn link_texts(context: &Context<'_>, findings: &mut Findings<'_, '_>) {
    let text = &context.reading.document.text;
    for link in context.reading.links(0..text.len()).filter(|link| context.words.is_empty_link(link.text)) {
        findings.at(
            LintCode::LinkText,
            &link.range,
            format!("“{}” does not say where this link leads", link.text),
            "link the title of the post, or the name of whoever wrote it",
        );
    }
}

/// `E-LANG`: a quotation in another language is marked up as such.
pub(super) fn languages(context: &Context<'_>, findings: &mut Findings<'_, '_>) {
    let page = &context.collected.edition.language;
    for quotation in context.quotations.iter().filter(|quotation| quotation.sure) {
        let text = &context.reading.document.text[quotation.inner.clone()];
        if token::count(text) < SHORT {
            continue;
        }
        let Some(detected) = language::detect(text) else { continue };
        let declared = context.reading.declared_language(quotation.inner.start).unwrap_or(page);
        // A few words need an entry in that language behind them to be believed.
        let believed = text.len() >= TELLING || comes_from(context, &quotation.near, &detected);
        if detected.primary() == declared.primary() || !believed {
            continue;
        }
        findings.at(
            LintCode::Lang,
            &quotation.outer,
            format!("this is in another language (`{detected}`) and the page does not say so"),
            format!("put it into `<span lang=\"{detected}\">…</span>`, so that it is read out and hyphenated well"),
        );
    }
}

fn comes_from(context: &Context<'_>, near: &std::collections::BTreeSet<usize>, language: &Lang) -> bool {
    let entries = &context.collected.entries;
    !near.is_empty() && near.iter().all(|&at| entries[at].language.primary() == language.primary())
}

/// `W-NEXT`: somewhere there is a word about the next edition.
pub(super) fn next(context: &Context<'_>, findings: &mut Findings<'_, '_>) {
    let mut prose = context.reading.prose().filter(|(_, block)| block.kind != BlockKind::Quotation);
    // Before the first entry has come, this edition is the next one.
    if context.collected.entries.is_empty() {
        return;
    }
    if !prose.any(|(at, _)| context.words.speaks_of_next(context.reading.text(at))) {
        findings.at_end(
            LintCode::Next,
            "there is no word about a next edition",
            "who hosts it, or what might it be about? A question to the readers is enough",
        );
    }
}
