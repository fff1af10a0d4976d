//! What follows the words: “zegt X”, “X said”, “aldus X”.

use super::{
    Attributed,
    context::Context,
    source::preposition,
    subject::{attributed, subject_left, subject_right},
};
use crate::extract::names::Known;

/// A tag has its verb within so many words, an apposition included.
const CLAUSE: usize = 30;

/// `zegt X`, `X said`, `schreef ik` behind the words.
pub(super) fn cue_after(after: &Context<'_>, known: &Known) -> Option<Attributed> {
    let start = after.tokens.first()?.range.start;
    if after.text[..start].contains([';', ':', '(']) || start > 6 {
        return None;
    }
    // “… a joy” She also says: a sentence of its own.
    let begins = after.text[start..].starts_with(char::is_uppercase);
    if begins && after.cues.pronouns.has(&after.tokens.first()?.lower) {
        return None;
    }
    let cues = (0..after.tokens.len().min(CLAUSE)).filter(|&at| after.cues.say.has(&after.tokens[at].lower));
    for cue in cues {
        let subject = if cue == 0 {
            // An inverted subject follows within a word or two.
            subject_right(after, cue, 2)
        } else {
            // The subject must be what the clause begins with.
            subject_left(after, cue).filter(|&(_, first, _)| first <= 1).map(|(subject, ..)| subject)
        };
        if let Some(subject) = subject {
            return Some(attributed("cue-after", subject, known));
        }
    }
    None
}

/// `so X` right behind the words, where such a word elsewhere says nothing of a source.
pub(super) fn tag_after(after: &Context<'_>, known: &Known) -> Option<Attributed> {
    let first = after.tokens.first()?;
    let near = first.range.start <= 4 && after.cues.tags.has(&first.lower);
    let subject = if near { subject_right(after, 0, 0) } else { None };
    subject.map(|subject| attributed("cue-after", subject, known))
}

/// `volgens X`, `aldus X` behind the words.
pub(super) fn source_after(after: &Context<'_>, known: &Known) -> Option<Attributed> {
    let first = after.tokens.first()?;
    if first.range.start > 4 {
        return None;
    }
    let near = preposition(after)?;
    (near.0 <= 2).then(|| attributed("preposition", near.1, known))
}
