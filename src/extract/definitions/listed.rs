//! Definitions that the page sets apart itself.

use super::Candidate;
use crate::{
    extract::{scan::Scan, speaker::Attributed},
    model::Reason,
    text::{BlockKind, MarkKind},
};

/// `dt`/`dd` pairs and paragraphs of the form **Term**: what it is.
pub(super) fn find(scan: &Scan<'_, '_>) -> Vec<Candidate> {
    let blocks = &scan.document.blocks;
    let mut candidates = Vec::new();
    for (index, block) in blocks.iter().enumerate().filter(|(_, block)| !block.boilerplate) {
        let text = scan.text(&block.range);
        if block.kind == BlockKind::Term
            && let Some(next) = blocks.get(index + 1).filter(|next| next.kind == BlockKind::Description)
        {
            candidates.push(Candidate {
                range: next.range.clone(),
                term: Some(text.to_owned()),
                strength: 4.0,
                attributed: Attributed::author(),
                reasons: vec![Reason::new("list", "a list of definitions", 4.0)],
            });
        }
        if !block.kind.is_prose() {
            continue;
        }
        let Some(mark) = block.marks.first().filter(|mark| {
            matches!(mark.kind, MarkKind::Strong | MarkKind::Defining) && mark.range.start == block.range.start
        }) else {
            continue;
        };
        let bold = scan.text(&mark.range);
        let rest = scan.text(&(mark.range.end..block.range.end));
        let colon = bold.ends_with(':') || rest.starts_with(':');
        let themed = !scan.mentions_in(&mark.range).is_empty();
        let words = bold.split_whitespace().count();
        if colon && themed && words <= 5 && rest.split_whitespace().count() >= 5 {
            candidates.push(Candidate {
                range: block.range.clone(),
                term: Some(bold.trim_end_matches(':').to_owned()),
                strength: 3.5,
                attributed: Attributed::author(),
                reasons: vec![Reason::new("bold-colon", "the term in bold, a colon, an explanation", 3.5)],
            });
        }
    }
    candidates
}
