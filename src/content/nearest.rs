//! Guesses at what somebody meant, and quotes of what they wrote, for messages.

/// The candidate that looks most like `word`, if one looks like it at all.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    /// At least half of the letters must be right.
    const ALIKE: f64 = 0.5;
    /// Nobody misspells a word this long; comparing it would only cost time.
    const LONGEST: usize = 64;
    if word.len() > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (likeness(&word, &candidate.to_lowercase()), candidate))
        .filter(|((letters, _), _)| *letters >= ALIKE)
        // The first of equals, so that the answer does not depend on chance.
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, candidate)| candidate)
}

/// How many of the letters are right, as a share, and how many from the start: the start is seldom misspelt.
fn likeness(word: &str, candidate: &str) -> (f64, usize) {
    let from_the_start = word.chars().zip(candidate.chars()).take_while(|(a, b)| a == b).count();
    (strsim::normalized_damerau_levenshtein(word, candidate), from_the_start)
}

/// A help line: the nearest candidate, or all of them.
pub(super) fn suggest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str> + Clone) -> String {
    match nearest(word, candidates.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of {}", listed(candidates)),
    }
}

/// `` `a`, `b`, `c` ``, cut off after a dozen.
pub(super) fn listed<'c>(words: impl IntoIterator<Item = &'c str>) -> String {
    let mut words = words.into_iter();
    let mut shown: Vec<_> = words.by_ref().take(12).map(|word| format!("`{word}`")).collect();
    if words.next().is_some() {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}

/// Somebody's words for a message: between backticks, cut off when they are long.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("`{}…`", &text[..cut]),
        None => format!("`{text}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::{nearest, quoted, suggest};

    #[test]
    fn guesses_only_what_is_near() {
        let known = ["title", "theme", "terms", "tags"];
        assert_eq!(nearest("temre", known), Some("terms"));
        assert_eq!(nearest("Title", known), Some("title"));
        assert_eq!(nearest("wachtwoord", known), None);
        assert_eq!(suggest("wachtwoord", ["nl", "en"]), "use one of `nl`, `en`");
    }

    #[test]
    fn long_words_are_cut_between_characters() {
        assert_eq!(quoted(&"é".repeat(61)), format!("`{}…`", "é".repeat(60)));
        assert_eq!(quoted("é"), "`é`");
    }
}
