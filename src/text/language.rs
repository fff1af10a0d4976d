//! Which language a stretch of text is in.

use std::{
    collections::{BTreeMap, HashSet},
    sync::LazyLock,
};

use super::{BlockKind, Document, data, ngrams, token};
use crate::model::Lang;

/// A block of fewer bytes than this is taken to be in the declared language.
const SHORT: usize = 48;
/// From this many bytes on a block's own words count for more than what is declared.
const LONG: usize = 90;

/// Of a block with quotations, so many bytes of its own words tell its language.
const FRAME: usize = 24;

/// A text of fewer bytes is too short for a detector of many languages to be believed.
const FEW: usize = 50;
/// From this many bytes on, a detector of many languages is as good as one of a few.
const MANY: usize = 160;

/// The language of a text, by its letters; `None` below a few of them.
///
/// `whichlang` tells sixteen languages apart and is at a loss with a few words; the table in `data/text` is better at
/// those and knows only some. So the table decides short texts, unless they are in another language: one that
/// `whichlang` names and that a longer text, letters or words of its own speak for.
#[must_use]
pub fn detect(text: &str) -> Option<Lang> {
    if text.chars().filter(|c| c.is_alphabetic()).count() < 3 {
        return None;
    }
    // Characters beyond the first thousands add time and no certainty.
    let mut end = text.len().min(2_000);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let language = code(whichlang::detect_language(&text[..end]));
    let other = !ngrams::knows(language) && (text.len() >= FEW || is_plainly(text, language));
    let told = if text.len() >= MANY || other { None } else { ngrams::detect(text) };
    Lang::parse(told.unwrap_or(language))
}

/// Whether a text has letters or words that a language has and those of the table have not.
fn is_plainly(text: &str, language: &str) -> bool {
    static SIGNS: LazyLock<BTreeMap<String, HashSet<String>>> = LazyLock::new(|| {
        let file = data::file("others.txt");
        let lines = file.lines().filter(|line| !line.starts_with('#'));
        let rows = lines.filter_map(|line| line.split_once(' '));
        rows.map(|(language, signs)| (language.to_owned(), signs.split(' ').map(str::to_owned).collect())).collect()
    });
    let Some(signs) = SIGNS.get(language) else { return false };
    let lower = text.to_lowercase();
    let mut letters = lower.chars().filter(|c| !c.is_ascii());
    letters.any(|c| signs.contains(c.encode_utf8(&mut [0; 4]) as &str))
        || token::words(&lower).any(|(_, word)| signs.contains(word))
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

/// Whether a text is long enough to have a language of its own, and it is this one.
pub(super) fn is_in(text: &str, language: &Lang) -> bool {
    text.len() >= FRAME && detect(text).is_some_and(|detected| detected.as_str() == language.primary())
}

/// A block's own words and those in its double quotation marks. Its own words say what language its rules are in,
/// whoever is quoted in it. `None` when there are no marks or too little is left.
fn apart(text: &str) -> Option<(String, String)> {
    let is_mark = |c: char| matches!(c, '“' | '”' | '„' | '"' | '«' | '»');
    if !text.contains(is_mark) {
        return None;
    }
    let (mut own, mut quoted) = (String::new(), String::new());
    for (index, piece) in text.split(is_mark).enumerate() {
        // What stands between the second mark and the third is the block's own again.
        if index % 2 == 0 { &mut own } else { &mut quoted }.push_str(piece);
    }
    (own.len() >= FRAME).then_some((own, quoted))
}

/// Gives every block its language: its own `lang`, or what its words say when they are many, or what is declared.
pub(super) fn label(mut document: Document, declared: Option<&Lang>) -> Document {
    for index in 0..document.blocks.len() {
        let block = &document.blocks[index];
        if block.language.is_some() || block.kind == BlockKind::Code {
            continue;
        }
        let text = &document.text[block.range.clone()];
        let parts = apart(text);
        let text = parts.as_ref().map_or(text, |(own, _)| own.as_str());
        let short = if parts.is_some() { FRAME } else { SHORT };
        let detected = if text.len() < short { None } else { detect(text) };
        let language = match (detected, declared) {
            (Some(detected), Some(declared)) if detected.as_str() == declared.primary() => Some(declared.clone()),
            (Some(detected), None) => Some(detected),
            (Some(detected), Some(_)) if text.len() >= LONG => Some(detected),
            (_, declared) => declared.cloned(),
        };
        let quoted = parts.and_then(|(_, quoted)| if quoted.len() < SHORT { None } else { detect(&quoted) });
        let differs = |quoted: &Lang| language.as_ref().is_some_and(|own| own.primary() != quoted.as_str());
        document.blocks[index].quoted = quoted.filter(differs);
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
    fn other_languages_stay_what_they_are() {
        let told = |text| detect(text).map(|l| l.to_string());
        for (language, text) in [
            ("es", "¿Dónde está el tiovivo?"),
            ("es", "La feria está en la plaza y todos los niños quieren subir al tiovivo antes de la cena."),
            ("it", "Il gatto non è qui."),
            ("pt", "Não há pão."),
            ("sv", "Jag är inte här."),
            ("ru", "Где карусель?"),
            ("ja", "回転木馬はどこですか"),
        ] {
            assert_eq!(told(text).as_deref(), Some(language), "{text}");
        }
        // A name or a place says nothing of the kind.
        assert_eq!(told("Terrible weather").as_deref(), Some("en"));
    }

    #[test]
    fn a_long_block_speaks_for_itself_and_a_short_one_believes_the_feed() {
        let english = "This paragraph was written in English although the feed that brought it says otherwise, and it \
                       goes on for long enough to make that very clear to anybody who reads it.";
        let document = Document::from_html(&format!("<p>Kort.</p><p>{english}</p>"), Some(&Lang::nl()));
        assert_eq!(document.blocks[0].language, Some(Lang::nl()));
        assert_eq!(document.blocks[1].language, Some(Lang::en()));
    }

    #[test]
    fn who_quotes_speaks_his_own_language() {
        let document = Document::from_html(
            "<p>Mijn buurvrouw zei het gisteren zo: “A fair is a street that has forgotten where it was going, and \
             nobody who walks there minds.”</p>",
            None,
        );
        let block = &document.blocks[0];
        assert_eq!((block.language.clone(), block.quoted.clone()), (Some(Lang::nl()), Some(Lang::en())));
        let at = document.text.find("A fair").unwrap();
        assert_eq!(document.language_in(block, &(at..document.text.len())), Some(&Lang::en()));
        assert_eq!(document.language_in(block, &(0..at)), Some(&Lang::nl()));
    }
}
