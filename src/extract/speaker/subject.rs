//! The subject of a verb of saying: a name, the author, a pronoun, a description, nobody.

use super::{
    Attributed,
    context::Context,
    phrase::{beginning, ending},
};
use crate::{extract::names::Known, model::Attribution};

/// So many adverbs and auxiliaries may stand between a subject and its verb.
const BETWEEN: usize = 4;
/// An apposition between a name and its verb is no longer than this, in words.
const APPOSITION: usize = 30;

/// What stands in the place of a subject.
#[derive(Debug)]
pub(super) enum Subject {
    Named(String),
    Author,
    /// He or she, as written: one person, named before if anywhere.
    Pronoun(String),
    /// Somebody without a name, as written: “the mayor”.
    Described(String),
    /// Somebody the text does not name: “who”, “people”.
    Nobody,
}

pub(super) fn attributed(rule: &'static str, subject: Subject, known: &Known) -> Attributed {
    match subject {
        Subject::Named(name) => Attributed::new(rule, Some(Attribution::Person(known.complete(&name)))),
        Subject::Author => Attributed::new(rule, Some(Attribution::Author)),
        Subject::Described(words) => Attributed::new("described", Some(Attribution::Described(words))),
        Subject::Pronoun(word) => Attributed::new("pronoun", Some(Attribution::Described(word))),
        Subject::Nobody => Attributed { rule: "unnamed", cued: true, ..Attributed::nobody() },
    }
}

/// The subject before a verb, with the positions of its first and its last word.
pub(super) fn subject_left(context: &Context<'_>, cue: usize) -> Option<(Subject, usize, usize)> {
    let mut end = cue;
    for _ in 0..BETWEEN {
        let Some(before) = end.checked_sub(1) else { break };
        let tok = &context.tokens[before];
        let adverb = context.cues.between.has(&tok.lower) && !context.cues.own.has(&tok.lower);
        if !adverb || !context.joined(before) {
            break;
        }
        end = before;
    }
    // “Alex (who knows) writes”.
    let mut last = end.checked_sub(1)?;
    let mut gap = context.gap(last);
    if gap.contains(')') {
        let close = context.tokens[last].range.end;
        let open = context.text[..close].rfind('(')?;
        end = context.tokens.iter().position(|tok| tok.range.start > open)?;
        last = end.checked_sub(1)?;
        gap = if gap.contains(',') { "," } else { " " };
    }
    if gap.trim_end() == "," {
        return across_apposition(context, end);
    }
    if gap.contains(['.', '!', '?', ':', ';', ',', '"', '”']) && !context.joined(last) {
        return None;
    }
    ending(context, end).map(|(subject, first)| (subject, first, end - 1))
}

/// “Anna Bos, who teaches in Utrecht, says”: what stands before the commas.
fn across_apposition(context: &Context<'_>, end: usize) -> Option<(Subject, usize, usize)> {
    let lowest = end.saturating_sub(APPOSITION);
    let mut nearest = None;
    for before in (lowest..end.checked_sub(1)?).rev() {
        let gap = context.gap(before);
        if gap.contains(['!', '?', ':', ';']) || (gap.contains('.') && !context.joined(before)) {
            break;
        }
        if !gap.trim_end().ends_with(',') {
            continue;
        }
        let mut ends = before + 1;
        if gap.starts_with([')', '’', '\'']) && gap.contains(')') {
            let open = context.text[..context.tokens[before].range.end].rfind('(')?;
            ends = context.tokens.iter().position(|tok| tok.range.start > open)?;
        }
        if let Some((subject @ (Subject::Named(_) | Subject::Described(_)), first)) = ending(context, ends) {
            // The one that begins the clause is its subject; otherwise the nearest name.
            if first == 0 {
                return Some((subject, first, end - 1));
            }
            if nearest.is_none() && matches!(subject, Subject::Named(_)) {
                nearest = Some((subject, first, end - 1));
            }
        }
    }
    nearest
}

/// The subject after a verb, at most `skip` words behind it.
pub(super) fn subject_right(context: &Context<'_>, cue: usize, skip: usize) -> Option<Subject> {
    if context.cues.to.has(&context.tokens[cue].lower) && !context.cues.inverts {
        return None;
    }
    for (at, tok) in context.tokens.iter().enumerate().skip(cue + 1).take(skip + 1) {
        let gap = context.gap(at - 1);
        if gap.contains(['.', '!', '?', ';', '"', '”']) || context.cues.prepositions.has(&tok.lower) {
            return None;
        }
        if context.cues.own.has(&tok.lower) {
            return Some(Subject::Author);
        }
        if let Some(somebody) = relative(context, at) {
            return Some(somebody);
        }
        if let Some(subject) = beginning(context, at) {
            return Some(subject);
        }
        if context.cues.singular.has(&tok.lower) {
            return Some(Subject::Pronoun(tok.lower.clone()));
        }
        if context.cues.pronouns.has(&tok.lower) {
            return Some(Subject::Nobody);
        }
    }
    None
}

/// The subject of a participle at the end of its clause: it stands beside the auxiliary.
pub(super) fn subject_of_participle(context: &Context<'_>, cue: usize) -> Option<Subject> {
    let lowest = cue.saturating_sub(APPOSITION);
    for at in (lowest..cue).rev() {
        if context.gap(at).contains(['.', '!', '?', ':', ';', ',']) {
            return None;
        }
        if context.cues.auxiliaries.has(&context.tokens[at].lower) {
            let before = ending(context, at).map(|(subject, _)| subject);
            return before.or_else(|| subject_right(context, at, 0));
        }
    }
    None
}

/// “mijn broer Wieger”, “her colleague”: somebody who is named within three words, or described.
pub(super) fn relative(context: &Context<'_>, at: usize) -> Option<Subject> {
    let possessive = context.tokens.get(at).filter(|tok| context.cues.possessives.has(&tok.lower))?;
    let mut nouns = context.tokens.get(at + 1..)?.iter().take(3);
    let within = possessive.range.end..=nouns.next_back()?.range.start;
    let name = context.names.iter().find(|name| within.contains(&name.range.start));
    Some(match name {
        Some(name) => Subject::Named(name.text.clone()),
        None => beginning(context, at).unwrap_or(Subject::Nobody),
    })
}
