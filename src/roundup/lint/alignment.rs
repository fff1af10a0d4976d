//! Which byte of the Markdown a character of the document came from.
//!
//! Both hold the same characters in the same order, but for white space, composed letters and marks that only one of them
//! has: so one walk along both finds each character's origin, and a mismatch is stepped over.

use std::ops::Range;

use pulldown_cmark::Event;

use super::markup;

/// How far ahead the walk looks for the place where both agree again, in characters.
const AHEAD: usize = 400;
/// So many characters must agree there.
const AGREEING: usize = 4;

/// The origin of every character of a document.
pub(super) struct Alignment {
    /// Byte of the document and byte range of the Markdown, for every character that is not white space.
    origins: Vec<(usize, Range<usize>)>,
}

/// A character and where it stands.
type Placed = (char, Range<usize>);

impl Alignment {
    /// Aligns a document's text with the events it was made of.
    pub(super) fn of(text: &str, markdown: &str, events: &[(Event<'_>, Range<usize>)]) -> Self {
        let source = written(markdown, events);
        let wanted: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
        let mut origins = Vec::with_capacity(wanted.len());
        let (mut at, mut next) = (0, 0);
        while let (Some(&(byte, c)), Some((written, range))) = (wanted.get(at), source.get(next)) {
            if c == *written {
                origins.push((byte, range.clone()));
                (at, next) = (at + 1, next + 1);
                continue;
            }
            let agrees = |at: usize, next: usize| {
                let ours = wanted.iter().skip(at).take(AGREEING).map(|(_, c)| *c);
                next < source.len() && ours.eq(source.iter().skip(next).take(AGREEING).map(|(c, _)| *c))
            };
            // Nearest first: a character that one of them lacks is more likely than a stretch.
            let step = (1..AHEAD).find_map(|step| {
                if agrees(at + step, next) && at + step < wanted.len() {
                    Some((step, 0))
                } else if agrees(at, next + step) {
                    Some((0, step))
                } else if agrees(at + step, next + step) && at + step < wanted.len() {
                    Some((step, step))
                } else {
                    None
                }
            });
            let (ours, theirs) = step.unwrap_or((1, 1));
            for (byte, _) in wanted.iter().skip(at).take(ours) {
                origins.push((*byte, range.clone()));
            }
            (at, next) = (at + ours, next + theirs);
        }
        Self { origins }
    }

    /// Where a stretch of the document stands in the Markdown. An empty range at the end for what has no origin.
    pub(super) fn place(&self, range: &Range<usize>, body: &str) -> Range<usize> {
        let first = self.origins.partition_point(|(byte, _)| *byte < range.start);
        let last = self.origins.partition_point(|(byte, _)| *byte < range.end);
        let start = self.origins.get(first).map_or(body.len(), |(_, origin)| origin.start);
        let end = last.checked_sub(1).and_then(|last| self.origins.get(last)).map_or(start, |(_, origin)| origin.end);
        let start = body.floor_char_boundary(start);
        start..body.ceil_char_boundary(end.clamp(start, body.len()))
    }
}

/// The characters that readers see, white space left out, with their places in the Markdown.
fn written(markdown: &str, events: &[(Event<'_>, Range<usize>)]) -> Vec<Placed> {
    let mut placed = Vec::with_capacity(markdown.len());
    for (event, range) in events {
        match event {
            Event::Text(text) => push(&mut placed, text, range, markdown),
            Event::Code(text) => {
                let source = markdown.get(range.clone()).unwrap_or_default();
                let inner = source
                    .find(text.as_ref())
                    .map_or(range.clone(), |at| range.start + at..range.start + at + text.len());
                push(&mut placed, text, &inner, markdown);
            }
            Event::Html(raw) | Event::InlineHtml(raw) => {
                for piece in markup::words(raw) {
                    let inner = range.start + piece.start..range.start + piece.end;
                    push(&mut placed, &raw[piece], &inner, markdown);
                }
            }
            _ => {}
        }
    }
    placed
}

fn push(placed: &mut Vec<Placed>, text: &str, range: &Range<usize>, markdown: &str) {
    // What stands there letter by letter is placed letter by letter; an entity is one place for all of it.
    let is_literal = markdown.get(range.clone()) == Some(text);
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let origin = if is_literal { range.start + at..range.start + at + c.len_utf8() } else { range.clone() };
        placed.push((c, origin));
    }
}
