//! What stands between quotation marks or is set apart in a text, and who is named in it: for whoever checks a text
//! instead of citing from it. Nothing is left out and nothing is banded.

use std::ops::Range;

use super::{
    Cast, names,
    names::Known,
    quotes,
    scan::{Scan, language_of},
    theme::Theme,
};
use crate::{model::Attribution, text::Document};

/// A quoted stretch of a text. Ranges are bytes of the document's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// With its marks.
    pub outer: Range<usize>,
    /// The words.
    pub inner: Range<usize>,
    /// Who says it; `None` is unknown.
    pub speaker: Option<Attribution>,
    /// Whose words they first were; `None` is unknown.
    pub originator: Option<Attribution>,
    /// Whether it is somebody's words beyond doubt, and no title or scare quote.
    pub sure: bool,
}

/// Somebody named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Where, in bytes of the document's text.
    pub range: Range<usize>,
    /// The full name, when the text or the cast knows only one person of that name; else as it is written.
    pub name: String,
}

/// Every quoted stretch of a text, in order.
#[must_use]
pub fn passages(document: &Document, theme: &Theme, cast: &Cast) -> Vec<Passage> {
    let scan = Scan::new(document, theme);
    let known = Known::new(document, cast);
    let found = quotes::find(&scan, &known).into_iter();
    found
        .map(|quotation| Passage {
            outer: quotation.outer,
            inner: quotation.inner,
            speaker: quotation.attributed.speaker,
            originator: quotation.attributed.originator,
            sure: quotation.strength >= quotes::PUBLISH,
        })
        .collect()
}

/// Everybody a text names, in order.
#[must_use]
pub fn people(document: &Document, cast: &Cast) -> Vec<Named> {
    let known = Known::new(document, cast);
    let in_block = |block: usize| {
        let start = document.blocks[block].range.start;
        let text = document.block_text(&document.blocks[block]);
        let named = names::find(text, language_of(&document.blocks[block])).into_iter();
        named.map(move |name| (start + name.range.start..start + name.range.end, name.text))
    };
    let names = (0..document.blocks.len()).flat_map(in_block);
    names.map(|(range, name)| Named { range, name: known.complete(&name) }).collect()
}

#[cfg(test)]
mod tests {
    use super::{Cast, Theme, passages, people};
    use crate::{
        model::{Attribution, Person},
        text::Document,
    };

    #[test]
    fn people_and_their_words_are_found_where_they_stand() {
        let document = Document::from_plain("Truus zegt het zo: “Ik leer het liefst met de deur wijd open.”", None);
        let cast = Cast { author: None, contributors: [Person::named("Truus Dekker")].into() };
        let found = passages(&document, &Theme::default(), &cast);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].speaker, Some(Attribution::Person("Truus Dekker".into())));
        assert!(found[0].sure && document.text[found[0].outer.clone()].starts_with('“'));
        let named = people(&document, &cast);
        assert_eq!((named[0].name.as_str(), &document.text[named[0].range.clone()]), ("Truus Dekker", "Truus"));
    }
}
