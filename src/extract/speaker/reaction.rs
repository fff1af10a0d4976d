//! “When we talked to the bakers, the answer was ‘…’”: a word for what people say, and the people earlier in the sentence.

use super::{Attributed, context::Context};
use crate::{
    extract::{lexicon::QuoteWords, names::Known},
    text::token,
};

/// Between the word for what people say and the words stands at most a verb with so many adverbs.
const REACH: usize = 3;
/// A description has no more words than this.
const LONGEST: usize = 5;

/// Who reacts, when the sentence says with whom somebody talked: by name, or in the words of the text.
pub(super) fn reaction(lead: &Context<'_>, known: &Known, words: &QuoteWords) -> Option<Attributed> {
    let at = lead.tokens.iter().rposition(|tok| words.reactions.has(&tok.lower))?;
    let behind = &lead.tokens[at + 1..];
    let leads = behind.first().map_or(lead.text.trim_end().ends_with(':'), |tok| words.is.has(&tok.lower));
    if !leads || behind.len() > REACH {
        return None;
    }
    let noun = lead.tokens[at].range.start;
    // ASCII only: offsets must hold in the text as well.
    let lower = lead.text.get(..noun)?.to_ascii_lowercase();
    let from =
        words.interviewing.iter().filter_map(|phrase| lower.rfind(phrase).map(|found| found + phrase.len())).max()?;
    let rest = lead.text.get(from..noun)?;
    // The people are what stands up to the comma that ends the clause.
    let people = rest.split([',', ';', '(']).next().filter(|people| people.len() < rest.len())?.trim();
    if let Some(name) = lead.names.iter().find(|name| (from..noun).contains(&name.range.start)) {
        let whole = name.text == people && (name.words >= 2 || known.knows(&name.text));
        return whole.then(|| Attributed::new("reaction", Some(known.attribution(&known.complete(&name.text)))));
    }
    let count = token::words(people).count();
    let pronoun = count == 1 && lead.cues.pronouns.has(&people.to_lowercase());
    let described = (1..=LONGEST).contains(&count) && people.starts_with(char::is_lowercase) && !pronoun;
    described.then(|| Attributed::described("reaction", people))
}
