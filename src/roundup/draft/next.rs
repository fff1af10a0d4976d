//! What comes next: the question for the next edition, and what entries propose.

use super::{
    super::phrases::Argument::{Count, Text},
    block::Block,
    ledger::Ledger,
    voice::Voice,
};

/// More proposals than this are no vote any more.
const MOST: usize = 3;

pub(super) fn block<'a>(voice: &Voice<'a>, ledger: &mut Ledger<'a>) -> Option<Block> {
    let entries = &voice.collected.entries;
    if entries.is_empty() {
        return None;
    }
    let mut sentences = vec![voice.say("closing-theme", &[])];
    let mut proposed = 0;
    for entry in entries {
        let Some(proposal) = &entry.proposal else { continue };
        let author = &entry.author.name;
        if proposed == MOST || !ledger.may_quote(author) || ledger.is_said(&proposal.text) {
            continue;
        }
        ledger.quote(entry, &proposal.text);
        let words = voice.quoted(&proposal.text, &proposal.language);
        let arguments = [("name", Text(&voice.short(author))), ("words", Text(&words))];
        sentences.push(if entry.by_host {
            voice.say("closing-proposal-host", &arguments)
        } else {
            voice.vary("closing-proposal", proposed, &arguments)
        });
        proposed += 1;
    }
    sentences.push(voice.say("closing-open", &[("count", Count(proposed))]));
    sentences.push(voice.say("closing", &[]));
    let heading = voice.say("closing-heading", &[]);
    Some(Block::new("next", format!("## {heading}\n\n{}", sentences.join(" "))))
}
