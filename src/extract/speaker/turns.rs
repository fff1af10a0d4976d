//! Whom the label of a line in a dialogue stands for.

use super::Attributed;
use crate::{
    extract::{
        lexicon::Lexicon,
        names::{self, Known},
        scan::{Scan, language_of},
    },
    model::Attribution,
};

/// Whether a label is a name beyond doubt.
pub(in crate::extract) fn is_person(label: &str, known: &Known) -> bool {
    known.knows(label)
        || names::find(label, "en").first().is_some_and(|name| name.words >= 2 && name.text.len() == label.len())
}

/// Who speaks: the author, somebody by name, or whatever the label says.
pub(in crate::extract) fn speaker(label: &str, known: &Known, scan: &Scan<'_, '_>, index: usize) -> Attributed {
    let language = language_of(&scan.document.blocks[index]);
    if Lexicon::of(language).cues.own.has(&label.to_lowercase()) {
        return Attributed::new("script", Some(Attribution::Author));
    }
    let full = known.complete(label);
    let named = names::find(label, language).first().is_some_and(|name| name.text == label);
    if named || known.knows(label) {
        return Attributed::new("script", Some(known.attribution(&full)));
    }
    Attributed::described("script", label)
}
