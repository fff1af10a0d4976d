//! What comes next: the question for the next edition.

use super::{
    super::{markdown::escape, phrases::Argument::Text},
    block::Block,
    voice::Voice,
};

/// A theme for the next edition that somebody proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The theme.
    pub theme: String,
    /// The name of who proposes it.
    pub by: String,
}

pub(super) fn block(voice: &Voice<'_>, proposals: &[Proposal]) -> Option<Block> {
    if voice.collected.entries.is_empty() {
        return None;
    }
    let heading = voice.say("closing-heading", &[]);
    let mut sentences = vec![voice.say("closing-theme", &[])];
    if proposals.is_empty() {
        sentences.push(voice.say("closing-open", &[]));
    } else {
        let proposed = proposals.iter().map(|proposal| {
            let theme = format!("*{}*", escape(&proposal.theme));
            let name = voice.short(&proposal.by);
            voice.say("closing-proposal", &[("subject", Text(&theme)), ("name", Text(&name))])
        });
        let listed = voice.list(&proposed.collect::<Vec<_>>());
        sentences.push(voice.say("closing-proposals", &[("proposals", Text(&listed))]));
    }
    sentences.push(voice.say("closing", &[]));
    Some(Block::new("next", format!("## {heading}\n\n{}", sentences.join(" "))))
}
