//! The noun phrase that ends or begins at a word: “the ad’s narrator”, “Amsterdam mayor Anna Bos”, “a baker from Delft”.

use std::ops::Range;

use super::{
    context::{Context, Tok, nickname},
    subject::Subject,
};
use crate::extract::names::{self, Name};

/// A noun phrase has no more words than this.
const LONGEST: usize = 10;
/// So many small words may stand between a verb and the name of its subject: “said widow and baker Anna Bos”.
const BEFORE_NAME: usize = 5;
/// What a space is called when it stands between two words of one phrase.
const JOINTS: [&str; 2] = [" ", "-"];

impl Context<'_> {
    /// What stands between two neighbouring words.
    pub(super) fn gap(&self, before: usize) -> &str {
        match (self.tokens.get(before), self.tokens.get(before + 1)) {
            (Some(one), Some(next)) => self.text.get(one.range.end..next.range.start).unwrap_or_default(),
            _ => "",
        }
    }

    /// Whether a word and the next belong to one phrase: a space or a hyphen between them, or the full stop of a title.
    pub(super) fn joined(&self, before: usize) -> bool {
        let gap = self.gap(before);
        let title = gap == ". "
            && self
                .tokens
                .get(before)
                .is_some_and(|tok| names::is_abbreviated(&tok.lower) || tok.lower.chars().count() == 1);
        JOINTS.contains(&gap) || title
    }

    pub(super) fn name_at(&self, at: usize) -> Option<&Name> {
        let start = self.tokens.get(at)?.range.start;
        self.names.iter().find(|name| name.range.contains(&start))
    }

    fn is_genitive(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|tok| {
            let word = &tok.lower;
            let rest = self.text.get(tok.range.end..).unwrap_or_default();
            word.ends_with("'s") || (word.ends_with('s') && rest.starts_with(['\'', '’']))
        })
    }

    fn determines(&self, tok: &Tok) -> bool {
        self.cues.determiners.has(&tok.lower) || self.cues.possessives.has(&tok.lower)
    }

    /// Whether a word cannot be part of a subject.
    fn breaks(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|tok| {
            let small = self.text[tok.range.clone()].starts_with(char::is_lowercase);
            small
                && (self.cues.say.has(&tok.lower)
                    || (self.cues.pronouns.has(&tok.lower) && !self.determines(tok))
                    || self.cues.own.has(&tok.lower)
                    || self.cues.connectives.has(&tok.lower)
                    || self.cues.between.has(&tok.lower))
        })
    }

    fn described(&self, words: Range<usize>) -> Option<Subject> {
        let start = self.tokens.get(words.start)?.range.start;
        let end = self.tokens.get(words.end.checked_sub(1)?)?.range.end;
        Some(Subject::Described(self.text.get(start..end)?.to_owned()))
    }
}

/// What ends at the word before `end`, as a subject, with the position of its first word.
pub(super) fn ending(context: &Context<'_>, end: usize) -> Option<(Subject, usize)> {
    let at = end.checked_sub(1)?;
    let tok = context.tokens.get(at)?;
    if context.cues.own.has(&tok.lower) {
        return Some((Subject::Author, at));
    }
    if let Some(name) = context.name_at(at) {
        if context.text[name.range.end..].starts_with("'s ") || context.text[name.range.end..].starts_with("’s ") {
            return None;
        }
        let first = context.tokens.iter().position(|tok| tok.range.start >= name.range.start)?;
        // “a spokesman for Anna Bos”: not she.
        if let Some(before) = first.checked_sub(1)
            && context.joined(before)
            && context.cues.prepositions.has(&context.tokens[before].lower)
            && let Some(start) = noun_phrase(context, before)
        {
            return Some((context.described(start..end)?, start));
        }
        return Some((Subject::Named(name.text.clone()), first));
    }
    if let Some(link) = context.links.iter().find(|link| link.contains(&tok.range.start)) {
        let text = &context.text[link.clone()];
        if nickname(text) {
            return Some((Subject::Named(text.trim_start_matches('@').to_owned()), at));
        }
    }
    if context.cues.singular.has(&tok.lower) {
        return Some((Subject::Pronoun(context.text[tok.range.clone()].to_lowercase()), at));
    }
    // “Anna, who …”
    if context.cues.relative.has(&tok.lower) && at > 0 && context.gap(at - 1) == ", " {
        return match ending(context, at) {
            Some((subject @ (Subject::Named(_) | Subject::Described(_)), first)) => Some((subject, first)),
            _ => Some((Subject::Nobody, at)),
        };
    }
    if context.cues.pronouns.has(&tok.lower) {
        return Some((Subject::Nobody, at));
    }
    if context.determines(tok) || context.is_genitive(at) || context.cues.prepositions.has(&tok.lower) {
        return None;
    }
    let start = noun_phrase(context, end)?;
    Some((context.described(start..end)?, start))
}

/// Where the noun phrase begins that ends before `end`: at its determiner, or at that of the phrase it depends on.
fn noun_phrase(context: &Context<'_>, end: usize) -> Option<usize> {
    let lowest = end.saturating_sub(LONGEST);
    let mut at = end.checked_sub(1)?;
    loop {
        let lower = &context.tokens[at].lower;
        if context.breaks(at) || context.cues.relative.has(lower) || context.cues.verbs.has(lower) {
            return None;
        }
        let genitive_name = at + 1 < end && context.is_genitive(at) && context.name_at(at).is_some();
        if context.determines(&context.tokens[at]) || genitive_name {
            let mut start = at;
            if genitive_name {
                let begins = context.name_at(at)?.range.start;
                start = context.tokens.iter().position(|tok| tok.range.start >= begins)?;
            }
            // “a narrator in the ad”, but not “in the ad”.
            let preposition = start.checked_sub(1).filter(|&before| {
                context.joined(before) && context.cues.prepositions.has(&context.tokens[before].lower)
            });
            if let Some(before) = preposition {
                return noun_phrase(context, before);
            }
            // “the mayor and his wife”: not she alone.
            let pair = start.checked_sub(1).filter(|&before| {
                context.joined(before) && context.cues.connectives.has(&context.tokens[before].lower)
            });
            return pair.is_none_or(|pair| pair == 0).then_some(start);
        }
        at = at.checked_sub(1).filter(|&before| before >= lowest && context.joined(before))?;
    }
}

/// What begins at a word, as the subject of a verb just before it.
pub(super) fn beginning(context: &Context<'_>, start: usize) -> Option<Subject> {
    let tok = context.tokens.get(start)?;
    if let Some(link) = context.links.iter().find(|link| link.start == tok.range.start) {
        let text = &context.text[link.clone()];
        if nickname(text) {
            return Some(Subject::Named(text.trim_start_matches('@').to_owned()));
        }
    }
    let stops =
        |at: usize| (at > start && context.breaks(at)) || context.cues.prepositions.has(&context.tokens[at].lower);
    let end = (start..(start + LONGEST).min(context.tokens.len()))
        .find(|&at| stops(at) || (at > start && !context.joined(at - 1)))
        .unwrap_or((start + LONGEST).min(context.tokens.len()));
    let determined = context.determines(tok);
    // The name that ends the phrase, or that stands behind a few small words.
    let named = (start..end).rev().find_map(|at| {
        let name = context.name_at(at)?;
        let genitive = context.is_genitive(at) || context.text[name.range.end..].starts_with(['\'', '’']);
        (!genitive).then_some((at, name))
    });
    if let Some((at, name)) = named {
        let first = context.tokens.iter().position(|tok| tok.range.start >= name.range.start)?;
        if first <= start + BEFORE_NAME && (at + 1 == end || !determined) {
            return Some(Subject::Named(name.text.clone()));
        }
    }
    let genitive = (start..end).any(|at| at + 1 < end && context.is_genitive(at) && context.name_at(at).is_some());
    if !(determined || genitive) {
        return None;
    }
    // “one of the managers”, “a baker from Delft”.
    let mut end = end;
    while context.tokens.get(end).is_some_and(|tok| context.cues.prepositions.has(&tok.lower))
        && context.joined(end - 1)
        && end < start + LONGEST
    {
        let next = (end + 1..(end + 5).min(context.tokens.len()))
            .find(|&at| stops(at) || !context.joined(at - 1))
            .unwrap_or((end + 5).min(context.tokens.len()));
        if next == end + 1 {
            break;
        }
        end = next;
        if end >= context.tokens.len() {
            break;
        }
    }
    if end <= start + 1 {
        return None;
    }
    context.described(start..end)
}
