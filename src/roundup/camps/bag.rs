//! A definition as a bag of stems: without stop words, without words that only frame a definition and without the theme's
//! own, which everybody uses. A stem counts for what it tells (idf over the edition), the genus for more.

use std::collections::{BTreeMap, HashSet};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::super::{
    shared_words::stems,
    word_lists::{is_frame, is_generic},
};
use crate::{
    extract::genus,
    model::Citation,
    text::{stem::stem, token::is_stop_word},
};

/// How many times a stem counts when it is the genus.
const GENUS: f64 = 2.0;

/// Shorter words seldom mean anything by themselves.
const SHORTEST: usize = 4;

/// As many letters as two cognates have in common at their beginning.
const COGNATE: usize = 6;

/// The content of a definition.
#[derive(Debug)]
pub(super) struct Bag {
    language: String,
    /// By stem, the form that it has in the definition, in lower case.
    pub(super) stems: BTreeMap<String, String>,
    /// The stem of the genus.
    genus: Option<String>,
}

impl Bag {
    /// The bag of a definition. `theme` are the stems of the theme's terms.
    pub(super) fn new(definition: &Citation, theme: &HashSet<String>) -> Self {
        let language = definition.language.primary();
        let term: HashSet<String> =
            definition.term.iter().flat_map(|term| stems(term, language).map(|(_, stem, _)| stem)).collect();
        let counts =
            |stem: &str, word: &str| !is_frame(word, language) && !theme.contains(stem) && !term.contains(stem);
        let mut bag = BTreeMap::new();
        for (_, stem, word) in stems(&definition.text, language) {
            let tells = word.chars().count() >= SHORTEST
                && word.chars().all(|c| c.is_alphabetic() || c == '\'')
                && !is_stop_word(&word, language)
                && !is_generic(&word, language);
            if tells && counts(&stem, &word) {
                bag.entry(stem).or_insert(word);
            }
        }
        let genus = genus(definition).map(|word| (stem(&word, language).into_owned(), word));
        let genus = genus.filter(|(stem, word)| counts(stem, word)).map(|(stem, word)| {
            bag.entry(stem.clone()).or_insert(word);
            stem
        });
        Self { language: language.to_owned(), stems: bag, genus }
    }

    /// The genus: its stem and its form.
    pub(super) fn genus(&self) -> Option<(&str, &str)> {
        let (stem, form) = self.stems.get_key_value(self.genus.as_ref()?)?;
        Some((stem, form))
    }

    /// What the stems are compared by, each with what it counts for.
    fn keys(&self, spelling: Spelling) -> BTreeMap<String, f64> {
        let mut keys: BTreeMap<String, f64> = BTreeMap::new();
        for (stem, form) in &self.stems {
            let key = match spelling {
                Spelling::Own => Some(stem.clone()),
                Spelling::Shared => cognate(form),
            };
            let counts = if self.genus.as_ref() == Some(stem) { GENUS } else { 1.0 };
            if let Some(key) = key {
                let known = keys.entry(key).or_default();
                *known = known.max(counts);
            }
        }
        keys
    }
}

/// How words are spelt when they are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// As their language does.
    Own,
    /// As all languages do.
    Shared,
}

/// How alike every two definitions are, 0 to 1: the cosine of what their stems count for, and half of it when all that
/// they share is one word that is nobody's genus.
pub(super) fn likeness(bags: &[Bag]) -> Vec<Vec<f64>> {
    let own = weighted(bags, Spelling::Own);
    let shared = weighted(bags, Spelling::Shared);
    let pair = |a: usize, b: usize| match (bags.get(a), bags.get(b)) {
        (Some(one), Some(other)) if one.language == other.language => cosine(&own[a], &own[b]),
        _ => cosine(&shared[a], &shared[b]),
    };
    (0..bags.len()).map(|a| (0..bags.len()).map(|b| pair(a, b)).collect()).collect()
}

/// What a key counts for, and its idf.
type Weighted = BTreeMap<String, (f64, f64)>;

/// The keys of every definition, weighed by how few of those in its language (of all, in shared spelling) have them.
fn weighted(bags: &[Bag], spelling: Spelling) -> Vec<Weighted> {
    let scope = |bag: &Bag| if spelling == Spelling::Own { bag.language.clone() } else { String::new() };
    let keys: Vec<BTreeMap<String, f64>> = bags.iter().map(|bag| bag.keys(spelling)).collect();
    let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
    let mut having: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for (bag, keys) in bags.iter().zip(&keys) {
        *sizes.entry(scope(bag)).or_default() += 1;
        for key in keys.keys() {
            *having.entry((scope(bag), key)).or_default() += 1;
        }
    }
    let weigh = |bag: &Bag, keys: &BTreeMap<String, f64>| {
        let size = sizes.get(&scope(bag)).copied().unwrap_or(1) as f64;
        let weight = |(key, counts): (&String, &f64)| {
            let having = having.get(&(scope(bag), key.as_str())).copied().unwrap_or(1) as f64;
            (key.clone(), (*counts, (1.0 + size / having).ln()))
        };
        keys.iter().map(weight).collect()
    };
    bags.iter().zip(&keys).map(|(bag, keys)| weigh(bag, keys)).collect()
}

fn cosine(a: &Weighted, b: &Weighted) -> f64 {
    let norm = |bag: &Weighted| bag.values().map(|(counts, idf)| (counts * idf).powi(2)).sum::<f64>().sqrt();
    let (mut dot, mut evidence) = (0.0, 0.0);
    for (key, (counts, idf)) in a {
        if let Some((other_counts, other_idf)) = b.get(key) {
            dot += counts * idf * other_counts * other_idf;
            evidence += counts.max(*other_counts);
        }
    }
    let norms = norm(a) * norm(b);
    let scale = if evidence < GENUS { 0.5 } else { 1.0 };
    if norms > 0.0 { scale * dot / norms } else { 0.0 }
}

/// The first letters of a word as languages with a common source spell them alike: *proces* and *process*, *cultuur* and
/// *culture*, *sociaal* and *social*. `None`: too short for a likeness to mean anything.
fn cognate(word: &str) -> Option<String> {
    let letters: Vec<char> = word.nfd().filter(|c| !is_combining_mark(*c) && c.is_alphabetic()).collect();
    let mut key: Vec<char> = Vec::new();
    for (at, &letter) in letters.iter().enumerate() {
        let next = letters.get(at + 1).copied();
        let spelt = match (letter, next) {
            ('h', _) => continue,
            ('c', Some('e' | 'i' | 'y')) | ('z', _) => 's',
            ('c' | 'q', _) => 'k',
            ('p', Some('h')) => 'f',
            ('y', _) => 'i',
            _ => letter,
        };
        if key.last() != Some(&spelt) {
            key.push(spelt);
        }
    }
    key.truncate(COGNATE);
    (key.len() == COGNATE).then(|| key.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::cognate;

    #[test]
    fn cognates_are_spelt_alike() {
        for (nl, en) in [
            ("proces", "process"),
            ("cultuur", "culture"),
            ("sociaal", "social"),
            ("technologie", "technology"),
            ("praktijk", "practice"),
            ("filosofie", "philosophy"),
            ("interactie", "interaction"),
        ] {
            assert!(cognate(nl).is_some() && cognate(nl) == cognate(en), "{nl} {:?} {:?}", cognate(nl), cognate(en));
        }
        assert_eq!(cognate("ding"), None);
        assert_ne!(cognate("prijzen"), cognate("processes"));
    }
}
