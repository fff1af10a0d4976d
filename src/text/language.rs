//! Which language a stretch of text is in.

use std::collections::BTreeMap;

use super::{BlockKind, Document, token};
use crate::model::Lang;

/// A block of fewer bytes than this is taken to be in the declared language.
const SHORT: usize = 48;
/// From this many bytes on a block's own words count for more than what is declared.
const LONG: usize = 140;

/// The language of a text, by its letters; `None` below a few words.
#[must_use]
pub fn detect(text: &str) -> Option<Lang> {
    if text.chars().filter(|c| c.is_alphabetic()).count() < 3 {
        return None;
    }
    if text.len() < SHORT
        && let Some(language) = by_stop_words(text)
    {
        return Lang::parse(language);
    }
    // Characters beyond the first thousands add time and no certainty.
    let mut end = text.len().min(2_000);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Lang::parse(code(whichlang::detect_language(&text[..end])))
}

/// Of a short text: the language whose stop words it has most of; `None` without a clear winner.
fn by_stop_words(text: &str) -> Option<&'static str> {
    let mut counts = [("nl", 0usize), ("en", 0), ("de", 0), ("fr", 0)];
    for (_, word) in token::words(text) {
        let word = word.to_lowercase();
        for (language, count) in &mut counts {
            *count += usize::from(token::is_stop_word(&word, language));
        }
    }
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    (counts[0].1 > counts[1].1 && counts[0].1 > 0).then_some(counts[0].0)
}

fn code(language: whichlang::Lang) -> &'static str {
    use whichlang::Lang::{Ara, Cmn, Deu, Eng, Fra, Hin, Ita, Jpn, Kor, Nld, Por, Rus, Spa, Swe, Tur, Vie};
    match language {
        Ara => "ar",
        Cmn => "zh",
        Deu => "de",
        Eng => "en",
        Fra => "fr",
        Hin => "hi",
        Ita => "it",
        Jpn => "ja",
        Kor => "ko",
        Nld => "nl",
        Por => "pt",
        Rus => "ru",
        Spa => "es",
        Swe => "sv",
        Tur => "tr",
        Vie => "vi",
    }
}

/// Gives every block its language: its own `lang`, or what its words say when they are many, or what is declared.
pub(super) fn label(mut document: Document, declared: Option<&Lang>) -> Document {
    for index in 0..document.blocks.len() {
        let block = &document.blocks[index];
        if block.language.is_some() || block.kind == BlockKind::Code {
            continue;
        }
        let text = &document.text[block.range.clone()];
        let detected = if text.len() < SHORT { None } else { detect(text) };
        let language = match (detected, declared) {
            (Some(detected), Some(declared)) if detected.as_str() == declared.primary() => Some(declared.clone()),
            (Some(detected), None) => Some(detected),
            (Some(detected), Some(_)) if text.len() >= LONG => Some(detected),
            (_, declared) => declared.cloned(),
        };
        document.blocks[index].language = language;
    }
    // Short blocks between others speak as the others do.
    if declared.is_none()
        && let Some(majority) = of_document(&document)
    {
        for block in &mut document.blocks {
            if block.kind != BlockKind::Code {
                block.language.get_or_insert_with(|| majority.clone());
            }
        }
    }
    document
}

/// The language most of the bytes are in.
pub(super) fn of_document(document: &Document) -> Option<Lang> {
    let mut bytes: BTreeMap<&Lang, usize> = BTreeMap::new();
    for block in &document.blocks {
        if let Some(language) = &block.language {
            *bytes.entry(language).or_default() += block.range.len();
        }
    }
    let most = bytes.into_iter().max_by_key(|&(_, bytes)| bytes).map(|(language, _)| language.clone());
    most.or_else(|| detect(&document.text))
}

#[cfg(test)]
mod tests {
    use super::detect;
    use crate::{model::Lang, text::Document};

    #[test]
    fn tells_dutch_from_english() {
        let told = |text| detect(text).map(|l| l.to_string());
        assert_eq!(told("Ik heb gisteren een lange wandeling langs de rivier gemaakt.").as_deref(), Some("nl"));
        assert_eq!(told("Yesterday I went for a long walk along the river.").as_deref(), Some("en"));
        assert_eq!(told("het is een huis").as_deref(), Some("nl"));
        assert_eq!(told("12"), None);
    }

    #[test]
    fn a_long_block_speaks_for_itself_and_a_short_one_believes_the_feed() {
        let english = "This paragraph was written in English although the feed that brought it says otherwise, and it \
                       goes on for long enough to make that very clear to anybody who reads it.";
        let document = Document::from_html(&format!("<p>Kort.</p><p>{english}</p>"), Some(&Lang::nl()));
        assert_eq!(document.blocks[0].language, Some(Lang::nl()));
        assert_eq!(document.blocks[1].language, Some(Lang::en()));
    }
}
