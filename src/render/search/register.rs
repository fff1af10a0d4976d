//! The register: the terms that entries come back to, from A to Z, with a link to each. Of use without any script.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    render::{
        collation::{folded, initial},
        context::World,
    },
    roundup::theme_stems,
    text::{stem, token},
};

/// So many of an entry's key words are in the register even when no other entry has them.
const OWN: usize = 3;
/// More terms than this nobody reads; those of most entries stay.
const MOST: usize = 240;
/// So many entries are named for a term, and the others counted.
const NAMED: usize = 6;

/// The terms that begin with a letter.
#[derive(Serialize, JsonSchema)]
pub(in super::super) struct Letter {
    /// The letter; `#` for digits and signs.
    letter: String,
    /// In order.
    terms: Vec<Term>,
}

/// A term of the register.
#[derive(Serialize, JsonSchema)]
struct Term {
    /// As most entries write it.
    words: String,
    /// Its language.
    lang: String,
    /// The first entries that have it.
    entries: Vec<Place>,
    /// How many more entries have it.
    left: usize,
}

/// An entry that has a term.
#[derive(Serialize, JsonSchema)]
struct Place {
    /// Who wrote the entry.
    name: String,
    /// Its title.
    title: String,
    /// Its language.
    lang: String,
    /// Its page here, from the root.
    path: String,
}

#[derive(Default)]
struct Candidate<'a> {
    /// How the entries write it, and how often.
    forms: BTreeMap<&'a str, usize>,
    /// Edition and entry.
    entries: BTreeSet<(usize, usize)>,
    /// Whether it is one of the first of some entry.
    leads: bool,
}

/// The register of a site. Entries without key words are not in it.
pub(in super::super) fn register(world: &World) -> Vec<Letter> {
    let mut candidates: BTreeMap<(String, String), Candidate> = BTreeMap::new();
    for (e, edition) in world.editions.iter().enumerate() {
        let theme: HashSet<String> = theme_stems(&edition.source.edition).iter().map(|stem| folded(stem)).collect();
        for (n, entry) in edition.source.entries.iter().enumerate() {
            let language = entry.language.primary();
            for (rank, keyword) in entry.keywords.iter().enumerate() {
                let words: Vec<String> = token::words(keyword).map(|(_, word)| word.to_lowercase()).collect();
                let stems: Vec<String> = words.iter().map(|word| folded(&stem::stem(word, language))).collect();
                // Everybody comes back to the theme: its own words lead everywhere, and so nowhere.
                let says_more =
                    |(word, stem): (&String, &String)| !theme.contains(stem) && !token::is_stop_word(word, language);
                if !words.iter().zip(&stems).any(says_more) {
                    continue;
                }
                let candidate = candidates.entry((language.to_owned(), stems.join(" "))).or_default();
                *candidate.forms.entry(keyword).or_insert(0) += 1;
                candidate.entries.insert((e, n));
                candidate.leads |= rank < OWN;
            }
        }
    }
    let mut kept: Vec<((String, String), Candidate)> =
        candidates.into_iter().filter(|(_, candidate)| candidate.leads || candidate.entries.len() > 1).collect();
    kept.sort_by_key(|(_, candidate)| std::cmp::Reverse(candidate.entries.len()));
    kept.truncate(MOST);
    // What is written the same way in two languages stands in one place.
    let mut terms: BTreeMap<String, Kept> = BTreeMap::new();
    for ((lang, _), candidate) in kept {
        // The form that most entries have, the shortest of several.
        let form = candidate.forms.iter().max_by_key(|(form, count)| (**count, std::cmp::Reverse(form.len())));
        let Some((form, _)) = form else { continue };
        let term = terms.entry(folded(form)).or_insert_with(|| Kept { words: form, lang, entries: BTreeSet::new() });
        term.entries.extend(candidate.entries);
    }
    letters(world, terms)
}

/// A term of the register and where it stands.
struct Kept<'a> {
    words: &'a str,
    lang: String,
    entries: BTreeSet<(usize, usize)>,
}

/// The terms under their letters, in order.
fn letters(world: &World, terms: BTreeMap<String, Kept>) -> Vec<Letter> {
    let place = |&(e, n): &(usize, usize)| {
        let edition = &world.editions[e];
        let entry = &edition.source.entries[n];
        Place {
            name: entry.author.name.clone(),
            title: entry.title.clone(),
            lang: entry.language.to_string(),
            path: edition.entry_paths[n].clone(),
        }
    };
    let mut letters: Vec<Letter> = Vec::new();
    for (key, term) in terms {
        let entries: Vec<Place> = term.entries.iter().take(NAMED).map(place).collect();
        let left = term.entries.len() - entries.len();
        let term = Term { words: term.words.to_owned(), lang: term.lang, entries, left };
        let letter = initial(&key).unwrap_or_else(|| "#".to_owned());
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.terms.push(term),
            _ => letters.push(Letter { letter, terms: vec![term] }),
        }
    }
    letters
}
