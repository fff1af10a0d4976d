//! The subject of a verb of saying: a name, the author, a pronoun, nobody.

use super::{
    Attributed,
    context::{Context, nickname},
};
use crate::{extract::names::Known, model::Attribution};

/// What stands in the place of a subject.
pub(super) enum Subject {
    Named(String),
    Author,
    /// He or she: one person, named before if anywhere.
    Pronoun,
    /// Somebody the text does not name: “who”, “a colleague of mine”.
    Nobody,
}

pub(super) fn attributed(rule: &'static str, subject: Subject, known: &Known) -> Attributed {
    match subject {
        Subject::Named(name) => Attributed::new(rule, Some(Attribution::Person(known.complete(&name)))),
        Subject::Author => Attributed::new(rule, Some(Attribution::Author)),
        Subject::Nobody => Attributed { rule: "unnamed", cued: true, ..Attributed::nobody() },
        Subject::Pronoun => Attributed { rule: "pronoun", cued: true, ..Attributed::nobody() },
    }
}

/// The subject before a verb, and the position of its last word.
pub(super) fn subject_left(context: &Context<'_>, cue: usize) -> Option<(Subject, usize)> {
    // “Alex (who knows) writes”.
    let before_cue = context.text[..context.tokens[cue].range.start].trim_end();
    if let Some(open) = before_cue.strip_suffix(')').and_then(|inside| inside.rfind('(')) {
        let end = before_cue[..open].trim_end().len();
        let name = context.names.iter().find(|name| name.range.end == end)?;
        let at = context.tokens.iter().position(|tok| tok.range.end >= name.range.end)?;
        return Some((Subject::Named(name.text.clone()), at));
    }
    let mut at = cue.checked_sub(1)?;
    let mut skipped = 0;
    loop {
        let tok = context.tokens.get(at)?;
        if context.cues.own.has(&tok.lower) {
            return Some((Subject::Author, at));
        }
        if let Some(name) = context.names.iter().find(|name| name.range.contains(&tok.range.start)) {
            if context.text[name.range.end..].starts_with("'s ") || context.text[name.range.end..].starts_with("’s ")
            {
                return None;
            }
            return Some((Subject::Named(name.text.clone()), at));
        }
        if let Some(link) = context.links.iter().find(|link| link.contains(&tok.range.start)) {
            let text = &context.text[link.clone()];
            if nickname(text) {
                return Some((Subject::Named(text.trim_start_matches('@').to_owned()), at));
            }
        }
        if context.cues.between.has(&tok.lower) && skipped < 3 {
            skipped += 1;
            at = at.checked_sub(1)?;
            continue;
        }
        if context.cues.pronouns.has(&tok.lower) {
            return Some((pronoun(context, &tok.lower), at));
        }
        break;
    }
    // “Anna Bos, hoogleraar in Utrecht, zegt”: an apposition between commas.
    let comma = context.text[..context.tokens[cue].range.start].trim_end();
    let apposition = comma.strip_suffix(',')?;
    let open = apposition.rfind(',')?;
    let name = context.names.iter().find(|name| name.range.end == open)?;
    let at = context.tokens.iter().position(|tok| tok.range.end >= name.range.end)?;
    (apposition[open..].split_whitespace().count() <= 10).then(|| (Subject::Named(name.text.clone()), at))
}

/// The subject after a verb, at most `skip` words behind it.
pub(super) fn subject_right(context: &Context<'_>, cue: usize, skip: usize) -> Option<Subject> {
    if context.cues.to.has(&context.tokens[cue].lower) && !context.cues.inverts {
        return None;
    }
    for (at, tok) in context.tokens.iter().enumerate().skip(cue + 1).take(skip + 1) {
        if context.cues.own.has(&tok.lower) {
            return Some(Subject::Author);
        }
        if let Some(somebody) = relative(context, at) {
            return Some(somebody);
        }
        if let Some(name) = context.names.iter().find(|name| name.range.start == tok.range.start) {
            return Some(Subject::Named(name.text.clone()));
        }
        if let Some(link) = context.links.iter().find(|link| link.start == tok.range.start) {
            let text = &context.text[link.clone()];
            if nickname(text) {
                return Some(Subject::Named(text.trim_start_matches('@').to_owned()));
            }
        }
        if context.cues.pronouns.has(&tok.lower) {
            return Some(pronoun(context, &tok.lower));
        }
    }
    None
}

/// Only he and she are looked up: “who” leans on the words just before it, and they have no name.
fn pronoun(context: &Context<'_>, word: &str) -> Subject {
    if context.cues.singular.has(word) { Subject::Pronoun } else { Subject::Nobody }
}

/// “mijn broer Wieger”, “her colleague”: somebody who is named within three words, or nobody we know.
pub(super) fn relative(context: &Context<'_>, at: usize) -> Option<Subject> {
    let possessive = context.tokens.get(at).filter(|tok| context.cues.possessives.has(&tok.lower))?;
    let mut nouns = context.tokens.get(at + 1..)?.iter().take(3);
    let within = possessive.range.end..=nouns.next_back()?.range.start;
    let name = context.names.iter().find(|name| within.contains(&name.range.start));
    Some(name.map_or(Subject::Nobody, |name| Subject::Named(name.text.clone())))
}
