//! A stretch of text beside a quotation, taken apart.

use std::ops::Range;

use crate::{
    extract::{
        cues::Cues,
        lexicon::Lexicon,
        names::{self, Known, Name},
        scan::Scan,
    },
    text::{MarkKind, split, token},
};

/// One word of a context, with its lower-case form.
pub(super) struct Tok {
    pub(super) range: Range<usize>,
    pub(super) lower: String,
}

/// A stretch of text beside a quotation, taken apart.
pub(super) struct Context<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Tok>,
    pub(super) names: Vec<Name>,
    /// Short linked texts: nicknames often stand in links only.
    pub(super) links: Vec<Range<usize>>,
    pub(super) cues: &'static Cues,
}

impl<'a> Context<'a> {
    pub(super) fn of(scan: &Scan<'a, '_>, known: &Known, range: Range<usize>, language: &str) -> Self {
        let text = scan.text(&range);
        let tokens = token::words(text)
            .map(|(range, text)| Tok { range, lower: text.to_lowercase().replace('’', "'") })
            .collect();
        let links = scan.document.blocks[scan.block_at(range.start)]
            .marks
            .iter()
            .filter(|mark| matches!(mark.kind, MarkKind::Link(_) | MarkKind::Cite))
            .filter(|mark| range.start <= mark.range.start && mark.range.end <= range.end)
            .map(|mark| mark.range.start - range.start..mark.range.end - range.start)
            .collect();
        let cues = &Lexicon::of(language).cues;
        let mut names = names::find(text, language);
        if cues.capital_nouns {
            names.retain(|name| name.words >= 2 || known.knows_part(&name.text));
        }
        Context { text, tokens, names, links, cues }
    }
}

/// The name that begins at a byte, or within `skip` words after it.
pub(super) fn name_from(context: &Context<'_>, byte: usize, skip: usize) -> Option<String> {
    let first = context.tokens.iter().position(|tok| tok.range.start >= byte)?;
    let last = context.tokens.get(first + skip).or(context.tokens.last())?.range.start;
    let name = context.names.iter().find(|name| (byte..=last).contains(&name.range.start));
    name.map(|name| name.text.clone()).or_else(|| {
        context
            .links
            .iter()
            .find(|link| link.start == byte && nickname(&context.text[(*link).clone()]))
            .map(|link| context.text[link.clone()].to_owned())
    })
}

/// Whether a link's text can be what somebody calls themselves.
pub(super) fn nickname(text: &str) -> bool {
    let count = text.split_whitespace().count();
    count == 1
        && text.chars().count() > 2
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '@'))
        && !token::is_stop_word(&text.to_lowercase(), "en")
        && !text.contains('.')
}

/// The part of a text from its last sentence boundary on; empty when it ends with a whole sentence and a space.
pub(super) fn last_sentence<'a>(text: &'a str, language: &str) -> &'a str {
    let Some(last) = split(text, language).pop() else { return "" };
    let tail = &text[last.clone()];
    let complete = tail.trim_end_matches(['”', '"', '’']).ends_with(['.', '!', '?', '…']);
    if complete && last.end < text.len() { "" } else { &text[last.start..] }
}

/// What directly follows a quotation: up to the end of the sentence or the next quotation.
pub(super) fn first_clause(text: &str) -> &str {
    let mut end = text.len().min(160);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let skip = text.len() - text.trim_start_matches([' ', ',', '.', '!', '?', ';']).len();
    let rest = &text[skip.min(end)..end];
    let stop = rest.char_indices().find(|&(at, c)| {
        matches!(c, '“' | '"' | '„' | '«' | '\n' | ':' | ';')
            || (matches!(c, '.' | '!' | '?') && rest[at + 1..].starts_with([' ', '\n']) && !initial(&rest[..at]))
    });
    &text[..stop.map_or(end, |(at, _)| skip + at)]
}

/// Whether a text ends with a one-letter word, as before the full stop of an initial.
fn initial(text: &str) -> bool {
    let word = text.rsplit([' ', '.']).next().unwrap_or(text);
    word.chars().count() == 1 && word.chars().all(char::is_uppercase) || names::is_abbreviated(word)
}
