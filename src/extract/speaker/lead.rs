//! What leads up to the words: “X zegt:”, “X shares the definition of Y:”, “as X puts it,”.

use super::{
    Attributed,
    context::{Context, name_from},
    source::{possessive, possessive_link, preposition, words_of},
    subject::{Subject, attributed, subject_left, subject_of_participle, subject_right},
};
use crate::{
    extract::names::{Known, Name},
    model::Attribution,
};

/// Everything a sentence before the words may say; `ends_it`: the words stand in a paragraph of their own.
pub(super) fn leading(lead: &Context<'_>, known: &Known, ends_it: bool) -> Option<Attributed> {
    if lead.tokens.is_empty() {
        return None;
    }
    if let Some(found) = shared(lead, known) {
        return Some(found);
    }
    if let Some((_, subject)) = preposition(lead) {
        return Some(attributed("preposition", subject, known));
    }
    let reach = if ends_it { 40 } else { 12 };
    let from = lead.tokens.len().saturating_sub(reach);
    let colon = lead.text.trim_end().ends_with([':', ',']);
    let begins_with_preposition = lead.tokens.first().is_some_and(|tok| lead.cues.prepositions.has(&tok.lower));
    let mut last_cue = None;
    for cue in (from..lead.tokens.len()).rev().filter(|&at| lead.cues.say.has(&lead.tokens[at].lower)) {
        last_cue.get_or_insert(cue);
        // A name behind the verb that is not its inverted subject begins a clause of its own.
        let overtaken = lead.names.iter().any(|name| {
            let addressed = lead.text[..name.range.start].split_whitespace().next_back();
            name.range.start > lead.tokens[cue].range.end + usize::from(lead.cues.inverts)
                && !addressed.is_some_and(|word| lead.cues.prepositions.has(word))
                && !lead.cues.to.has(&lead.tokens[cue].lower)
                && !lead.text[name.range.end..].starts_with(['\'', '’'])
        });
        let adjacent = lead.tokens.len() - cue <= 4 || colon || ends_it;
        let right = if lead.cues.inverts { subject_right(lead, cue, 1) } else { None };
        let subject = match (subject_left(lead, cue), right) {
            // “De volgende dag zei hij”: the clause begins with a time.
            (Some((Subject::Described(_), ..)), Some(right)) => Some(right),
            // “Aan Anna schreef hij”: it begins with a place or an addressee.
            (Some((Subject::Named(_), ..)), Some(right)) if begins_with_preposition => Some(right),
            (Some((subject, _, at)), right) if at + 1 == cue || right.is_none() => Some(subject),
            (_, Some(right)) => Some(right),
            (left, None) => left.map(|(subject, ..)| subject),
        };
        // “Anna heeft ons gisteren gezegd:”
        let subject = match subject {
            Some(Subject::Described(_)) | None if lead.cues.inverts => subject_of_participle(lead, cue).or(subject),
            subject => subject,
        };
        let subject = subject.or_else(|| conjoined(lead, cue));
        let own_far = overtaken && matches!(subject, Some(Subject::Author | Subject::Pronoun(_) | Subject::Nobody));
        if let Some(subject) = subject.filter(|_| adjacent && !own_far) {
            return Some(attributed("cue-before", subject, known));
        }
    }
    if let Some(name) = possessive(lead).or_else(|| possessive_link(lead)).or_else(|| words_of(lead)) {
        return Some(attributed("possessive", Subject::Named(name), known));
    }
    // A lead-in with a colon that names one person and nobody else.
    let unfinished = ends_it && !lead.text.trim_end().ends_with(['.', '!', '?', '…']);
    if lead.text.trim_end().ends_with(':') || unfinished {
        let mut people: Vec<&Name> =
            lead.names.iter().filter(|name| name.words >= 2 || known.knows(&name.text)).collect();
        people.dedup_by(|a, b| known.complete(&a.text) == known.complete(&b.text));
        let pronoun = lead.tokens.iter().any(|tok| lead.cues.third.has(&tok.lower));
        if let [only] = people[..]
            && !pronoun
            && lead.names.len() == 1
        {
            return Some(attributed("lead-in", Subject::Named(only.text.clone()), known));
        }
    }
    // “… who said “…””: somebody's words, nobody's name.
    let cued = last_cue.is_some_and(|cue| colon || cue + 1 == lead.tokens.len());
    cued.then(|| Attributed { cued: true, rule: "cue-without-name", ..Attributed::nobody() })
}

/// “Anna came in and said:”: the second verb has the subject that begins the sentence.
fn conjoined(lead: &Context<'_>, cue: usize) -> Option<Subject> {
    let before = cue.checked_sub(1)?;
    if !lead.cues.connectives.has(&lead.tokens[before].lower) || cue + 3 < lead.tokens.len() {
        return None;
    }
    let first = lead.tokens.first()?;
    if lead.cues.own.has(&first.lower) {
        return Some(Subject::Author);
    }
    if lead.cues.singular.has(&first.lower) {
        return Some(Subject::Pronoun(first.lower.clone()));
    }
    let name = lead.names.first().filter(|name| name.range.start == first.range.start)?;
    let genitive = lead.text[name.range.end..].starts_with(['\'', '’']);
    (!genitive).then(|| Subject::Named(name.text.clone()))
}

/// `Saskia formuleert goed dat … . “…”`: a sentence that begins with somebody's name and a cue.
pub(super) fn sentence_before(prior: &Context<'_>, known: &Known) -> Option<Attributed> {
    let [name] = &prior.names[..] else { return None };
    if name.range.start > 0 {
        return None;
    }
    let next = prior.tokens.iter().position(|tok| tok.range.start >= name.range.end)?;
    let cue = prior.tokens.get(next).is_some_and(|tok| prior.cues.say.has(&tok.lower));
    cue.then(|| attributed("sentence-before", Subject::Named(name.text.clone()), known))
}

/// `X deelt de definitie (van Y)`.
fn shared(lead: &Context<'_>, known: &Known) -> Option<Attributed> {
    let at = lead.tokens.iter().rposition(|tok| lead.cues.sharing.has(&tok.lower))?;
    let word = lead.tokens[at..].iter().position(|tok| lead.cues.words.has(&tok.lower))? + at;
    if word - at > 5 {
        return None;
    }
    let left = subject_left(lead, at).map(|(subject, ..)| subject);
    let sharer = left.or_else(|| subject_right(lead, at, 1))?;
    let mut found = attributed("shared-definition", sharer, known);
    let tail = &lead.tokens[word..];
    found.originator = tail.iter().position(|tok| lead.cues.of.has(&tok.lower)).and_then(|of| {
        name_from(lead, tail.get(of + 1)?.range.start, 1).map(|name| Attribution::Person(known.complete(&name)))
    });
    Some(found)
}
