//! Sentences that begin with somebody and lead to the words without a verb of saying: “Anna has it lined up as, ‘…’”.

use super::{Attributed, context::Context};
use crate::extract::{lexicon::QuoteWords, names::Known};

/// The person a sentence begins with, when it names nobody else and does not end before the quotation.
pub(super) fn opener(lead: &Context<'_>, known: &Known, words: &QuoteWords) -> Option<Attributed> {
    let name = lead.names.first().filter(|name| name.range.start == 0)?;
    let rest = lead.text.get(name.range.end..)?;
    let open_end = lead.text.trim_end().ends_with([':', ',']);
    let leads_in = lead.tokens.last().is_some_and(|last| words.leading.has(&last.lower));
    let follows = lead.tokens.iter().filter(|tok| tok.range.start >= name.range.end).count();
    if !(open_end || leads_in) || follows < 2 || rest.starts_with(['\'', '’']) {
        return None;
    }
    // A word with a capital is somebody when it is known, has a surname, or is said to be something: “Kim, a baker, …”.
    let told = rest.strip_prefix(", ").is_some_and(|rest| rest.starts_with(char::is_lowercase) && rest.contains(", "));
    let person = name.words >= 2 || known.knows(&name.text) || told;
    let full = known.complete(&name.text);
    let somebody_else = lead.names[1..]
        .iter()
        .any(|other| (other.words >= 2 || known.knows(&other.text)) && known.complete(&other.text) != full);
    let pronoun = lead.tokens.iter().any(|tok| lead.cues.own.has(&tok.lower) || lead.cues.third.has(&tok.lower));
    (person && !somebody_else && !pronoun).then(|| Attributed::new("opener", Some(known.attribution(&full))))
}
