//! Names that become file names and path segments of addresses.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// A non-empty run of `a-z`, `0-9` and single inner hyphens: safe as a file name and as a path segment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// The text is not a [`Slug`].
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is no slug: use a-z, 0-9 and single hyphens between them")]
pub struct InvalidSlug(pub String);

/// The most characters of a slug that is made of a text: a file name has room for it, and an address stays readable.
const LONGEST: usize = 60;

impl Slug {
    /// Takes `text` as it is.
    ///
    /// # Errors
    /// When a character other than `a-z`, `0-9` or a single inner hyphen occurs, or none at all.
    pub fn new(text: &str) -> Result<Self, InvalidSlug> {
        let well_formed = !text.is_empty()
            && text
                .split('-')
                .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        if well_formed { Ok(Self(text.to_owned())) } else { Err(InvalidSlug(text.to_owned())) }
    }

    /// Makes a slug of any text: diacritics off, everything else that is not a letter or digit becomes a hyphen.
    /// At most 60 characters, cut between words. `None` when nothing is left (a title in another script, say).
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let mut slug = String::new();
        for c in text.nfkd().flat_map(char::to_lowercase) {
            match c {
                'a'..='z' | '0'..='9' => slug.push(c),
                'ß' => slug.push_str("ss"),
                'ø' => slug.push('o'),
                'ı' => slug.push('i'),
                'ł' => slug.push('l'),
                '\u{300}'..='\u{36f}' | '\'' | '’' => {}
                _ if slug.ends_with('-') || slug.is_empty() => {}
                _ => slug.push('-'),
            }
        }
        let slug = shortened(slug.trim_end_matches('-'));
        (!slug.is_empty()).then(|| Self(slug.to_owned()))
    }

    /// A name that nobody has: that of `text`, or `otherwise` where nothing is left of it, with the first number behind it
    /// that `is_free` says yes to; some time it has to. `otherwise` is a slug.
    #[must_use]
    pub fn free(text: &str, otherwise: &'static str, mut is_free: impl FnMut(&Self) -> bool) -> Self {
        let base = Self::from_text(text).unwrap_or_else(|| Self(otherwise.to_owned()));
        let mut candidate = base.clone();
        let mut number = 2;
        while !is_free(&candidate) {
            candidate = Self(format!("{base}-{number}"));
            number += 1;
        }
        candidate
    }

    /// The slug as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The words that fit; of a first word that is longer, as much as fits.
fn shortened(slug: &str) -> &str {
    let Some((head, rest)) = slug.split_at_checked(LONGEST) else { return slug };
    if rest.is_empty() || rest.starts_with('-') {
        return head.trim_end_matches('-');
    }
    head.rsplit_once('-').map_or(head, |(words, _)| words)
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Slug {
    type Error = InvalidSlug;
    fn try_from(text: String) -> Result<Self, InvalidSlug> {
        Self::new(&text)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

#[cfg(test)]
mod tests {
    use super::Slug;

    #[test]
    fn folds_titles() {
        let made = |text| Slug::from_text(text).map(String::from);
        assert_eq!(made("Eén café, ’s avonds!").as_deref(), Some("een-cafe-s-avonds"));
        assert_eq!(made("  --  "), None);
    }

    #[test]
    fn long_titles_are_cut_between_words() {
        let made = |text: &str| Slug::from_text(text).unwrap().to_string();
        assert_eq!(made(&"woord ".repeat(80)), ["woord"; 10].join("-"));
        assert_eq!(made(&"a".repeat(300)), "a".repeat(60));
        for (before, kept) in [(59, 59), (60, 60), (61, 60)] {
            assert_eq!(made(&format!("{} b", "a".repeat(before))), "a".repeat(kept));
        }
        assert_eq!(made(&format!("{} b", "a".repeat(58))), format!("{}-b", "a".repeat(58)));
    }

    #[test]
    fn a_free_name_is_found_whatever_the_text() {
        let free = |text, taken: &[&str]| Slug::free(text, "entry", |slug| !taken.contains(&slug.as_str())).to_string();
        assert_eq!(free("Jo Kruim", &[]), "jo-kruim");
        assert_eq!(free("Jo Kruim", &["jo-kruim", "jo-kruim-2"]), "jo-kruim-3");
        assert_eq!(free("標題", &["entry"]), "entry-2");
    }

    #[test]
    fn refuses_paths() {
        for text in ["", "..", "a/b", "-a", "a-", "a--b", "É"] {
            assert!(Slug::new(text).is_err(), "{text}");
        }
    }
}
