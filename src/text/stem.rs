//! Words without their endings, by the Snowball rules.

use std::borrow::Cow;

use pagefind_stem::{Algorithm, Stemmer};

/// The languages with rules: the one list that a language needs besides its data files, and only if it is to have
/// stems. The algorithm is also a feature of the crate.
fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language {
        "nl" => Algorithm::Dutch,
        "en" => Algorithm::English,
        "de" => Algorithm::German,
        "fr" => Algorithm::French,
        _ => return None,
    })
}

/// The stem of a word in lower case. A language without rules gives the word back.
#[must_use]
pub fn stem<'a>(word: &'a str, language: &str) -> Cow<'a, str> {
    let Some(algorithm) = algorithm(language) else { return Cow::Borrowed(word) };
    if word.len() < 3 { Cow::Borrowed(word) } else { Stemmer::create(algorithm).stem(word) }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn inflections_meet() {
        for (language, one, other) in [
            ("nl", "blogkermissen", "blogkermissen"),
            ("nl", "wandelingen", "wandeling"),
            ("nl", "sociale", "sociale"),
            ("en", "communities", "community"),
            ("en", "learning", "learn"),
            ("de", "gemeinschaften", "gemeinschaft"),
            ("fr", "communautés", "communauté"),
        ] {
            assert_eq!(stem(one, language), stem(other, language), "{one} {other}");
        }
        assert_eq!(stem("maanden", "xx"), "maanden");
    }
}
