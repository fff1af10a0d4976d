//! Makes citations: verbatim slices with span, hash and reasons.

use std::ops::Range;

use super::{scan::Scan, speaker::Attributed};
use crate::{
    model::{Attribution, Citation, Form, Lang, Reason, Span},
    text::fragment::Haystack,
};

/// A verbatim citation of `range`. `kind` is `d` or `q`.
pub(super) fn citation(
    scan: &Scan<'_, '_>,
    kind: char,
    range: &Range<usize>,
    score: f64,
    term: Option<String>,
    attributed: &Attributed,
    reasons: Vec<Reason>,
) -> Citation {
    let text = scan.text(range).to_owned();
    let hash = blake3::hash(text.as_bytes()).to_hex();
    let block = scan.document.blocks.get(scan.block_at(range.start));
    let said = block.and_then(|block| scan.document.language_in(block, range).cloned());
    let language = said.or_else(|| scan.document.language());
    Citation {
        id: format!("{kind}{}", &hash[..8]),
        term,
        speaker: attributed.speaker.clone(),
        originator: attributed.originator.clone(),
        form: Form::Verbatim,
        language: language.unwrap_or_else(Lang::en),
        score: (score * 1000.0).round() / 1000.0,
        span: Some(Span::of_bytes(&scan.document.text, range.clone())),
        around: None,
        hash: Some(hash.to_string()),
        reasons,
        text,
    }
}

/// With what stands around those whose words occur earlier in the text.
pub(super) fn told_apart(citations: Vec<Citation>, text: &Haystack<'_>) -> Vec<Citation> {
    citations
        .into_iter()
        .map(|citation| Citation { around: citation.span.and_then(|span| text.around(span)), ..citation })
        .collect()
}

/// For readers who see the quotation alone: where the text has no more than “she said”, the speaker is unknown.
pub(super) fn without_bare_speakers(citations: Vec<Citation>) -> Vec<Citation> {
    let told = |who: Option<Attribution>| who.filter(|who| !who.is_bare());
    citations
        .into_iter()
        .map(|citation| Citation { speaker: told(citation.speaker), originator: told(citation.originator), ..citation })
        .collect()
}
