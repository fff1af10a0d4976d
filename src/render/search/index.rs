//! What a reader can find: everything the site shows, and nothing that it does not.
//!
//! An inverted index (Manning, Raghavan, Schütze: *Introduction to Information Retrieval*, ch. 1–2). Words that share a
//! stem share their places, so that the script needs no stemmer: it looks up the form that was typed, or forms that
//! begin with it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    model::{Entry, Lang},
    render::{
        collation::{self, folded},
        context::World,
        markdown,
    },
    text::{stem, token},
};

/// What a word is worth where it stands: in a name or a title, as a key word, in somebody's cited words, in other text.
const TITLE: u32 = 8;
const KEYWORD: u32 = 4;
const CITED: u32 = 2;
const TEXT: u32 = 1;

/// The index as the script reads it.
#[derive(Serialize)]
struct Index<'a> {
    pages: Vec<Found<'a>>,
    /// The names that pages are by, in the order of names.
    people: Vec<&'a str>,
    /// Every form of a word, in order, separated by spaces; folded.
    words: String,
    /// Words that say nothing in a language of the site, the same way: who types one beside others wants the others.
    common: String,
    /// By form, the groups it belongs to: one for each language that has it.
    groups: Vec<Vec<usize>>,
    /// By group, pages and what the word is worth there, by turns.
    places: Vec<Vec<u32>>,
}

/// A page that can be found.
#[derive(Serialize)]
struct Found<'a> {
    title: &'a str,
    path: String,
    lang: &'a str,
    /// Of the page's words; empty where there are none to show.
    text: &'a str,
    /// Number in [`Index::people`].
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<&'a str>,
}

/// The words of all pages.
#[derive(Default)]
struct Words {
    /// By folded form.
    forms: BTreeMap<String, BTreeSet<usize>>,
    /// By language and stem.
    groups: BTreeMap<(String, String), usize>,
    /// Those that were passed over, folded.
    common: BTreeSet<String>,
    /// By group and page.
    places: Vec<BTreeMap<usize, u32>>,
}

impl Words {
    fn add(&mut self, page: usize, text: &str, language: &Lang, worth: u32) {
        let language = language.primary();
        for (_, word) in token::words(text) {
            let lower = word.to_lowercase();
            if token::is_stop_word(&lower, language) {
                self.common.insert(folded(word));
                continue;
            }
            let group = (language.to_owned(), folded(&stem::stem(&lower, language)));
            let next = self.groups.len();
            let group = *self.groups.entry(group).or_insert(next);
            if group == self.places.len() {
                self.places.push(BTreeMap::new());
            }
            *self.places[group].entry(page).or_insert(0) += worth;
            self.forms.entry(folded(word)).or_default().insert(group);
        }
    }
}

/// The index of a site, as JSON.
pub(in super::super) fn index(world: &World) -> Vec<u8> {
    let mut pages: Vec<Found> = Vec::new();
    let mut words = Words::default();
    let mut people: BTreeMap<&str, usize> = BTreeMap::new();
    for edition in &world.editions {
        let source = &edition.source.edition;
        let (language, title) = (&source.language, source.title.as_str());
        let page = pages.len();
        words.add(page, title, language, TITLE);
        words.add(page, &source.theme, language, TITLE);
        words.add(page, &markdown::to_plain(&source.body), language, TEXT);
        words.add(page, &markdown::to_plain(&edition.source.roundup.body), language, TEXT);
        let path = edition.path.clone();
        let text = if folded(&source.theme) == folded(title) { "" } else { source.theme.as_str() };
        pages.push(Found { title, path, lang: language.as_str(), text, by: None, edition: None });
        for (entry, path) in edition.source.entries.iter().zip(&edition.entry_paths) {
            let page = pages.len();
            let next = people.len();
            let by = *people.entry(entry.author.name.as_str()).or_insert(next);
            add_entry(&mut words, page, entry);
            pages.push(Found {
                title: &entry.title,
                path: path.clone(),
                lang: entry.language.as_str(),
                text: entry.summary.as_ref().map_or("", |summary| summary.text.as_str()),
                by: Some(by),
                edition: Some(title),
            });
        }
    }
    for blog in &world.blogs {
        let source = blog.source;
        let language = source.language.as_ref().unwrap_or(&world.site.content.config.language);
        let page = pages.len();
        words.add(page, &source.author, language, TITLE);
        words.add(page, &source.title, language, TITLE);
        words.add(page, &markdown::to_plain(&source.bio), language, TEXT);
        let next = people.len();
        let by = Some(*people.entry(source.author.as_str()).or_insert(next));
        let (path, lang) = (blog.path.clone(), language.as_str());
        pages.push(Found { title: &source.title, path, lang, text: "", by, edition: None });
    }
    for own in &world.site.content.pages {
        let language = own.language.as_ref().unwrap_or(&world.site.content.config.language);
        let page = pages.len();
        words.add(page, &own.title, language, TITLE);
        words.add(page, &markdown::to_plain(&own.body), language, TEXT);
        let (path, lang) = (format!("{}/", own.slug), language.as_str());
        pages.push(Found { title: &own.title, path, lang, text: "", by: None, edition: None });
    }
    // A reader picks a name out of this list: it is in the order of names.
    let mut people: Vec<(&str, usize)> = people.into_iter().collect();
    people.sort_by_cached_key(|(name, _)| collation::name_key(name));
    let mut place = vec![0; people.len()];
    for (at, (_, number)) in people.iter().enumerate() {
        place[*number] = at;
    }
    for page in &mut pages {
        page.by = page.by.map(|number| place[number]);
    }
    let numbers = |places: BTreeMap<usize, u32>| -> Vec<u32> {
        places.into_iter().flat_map(|(page, worth)| [u32::try_from(page).unwrap_or(u32::MAX), worth]).collect()
    };
    let index = Index {
        pages,
        people: people.into_iter().map(|(name, _)| name).collect(),
        words: words.forms.keys().map(String::as_str).collect::<Vec<_>>().join(" "),
        common: words.common.into_iter().collect::<Vec<_>>().join(" "),
        groups: words.forms.into_values().map(|groups| groups.into_iter().collect()).collect(),
        places: words.places.into_iter().map(numbers).collect(),
    };
    // Strings and numbers can always be written.
    serde_json::to_vec(&index).unwrap_or_default()
}

fn add_entry(words: &mut Words, page: usize, entry: &Entry) {
    let language = &entry.language;
    words.add(page, &entry.title, language, TITLE);
    words.add(page, &entry.author.name, language, TITLE);
    for keyword in &entry.keywords {
        words.add(page, keyword, language, KEYWORD);
    }
    for citation in entry.definitions.iter().chain(&entry.quotes) {
        words.add(page, &citation.text, &citation.language, CITED);
    }
    if let Some(summary) = &entry.summary {
        words.add(page, &summary.text, language, TEXT);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::render::{fixture, plan};

    fn index() -> Value {
        let plan = plan(&fixture::site(), fixture::now()).unwrap();
        let is_index = |path: &str| path.starts_with("search.");
        let file = plan.files.iter().find(|(path, bytes)| is_index(path) && bytes.starts_with(b"{"));
        serde_json::from_slice(file.unwrap().1).unwrap()
    }

    /// The paths of the pages that have a form of a word.
    fn found(index: &Value, word: &str) -> Vec<String> {
        let words = index["words"].as_str().unwrap().split(' ');
        let Some(at) = words.clone().position(|known| known == word) else { return Vec::new() };
        let groups = index["groups"][at].as_array().unwrap();
        let places = groups.iter().flat_map(|group| {
            let places = index["places"][usize::try_from(group.as_u64().unwrap()).unwrap()].as_array().unwrap();
            places.iter().step_by(2).map(|page| usize::try_from(page.as_u64().unwrap()).unwrap()).collect::<Vec<_>>()
        });
        places.map(|page| index["pages"][page]["path"].as_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn forms_of_a_word_lead_to_the_same_pages() {
        let index = index();
        let words: Vec<&str> = index["words"].as_str().unwrap().split(' ').collect();
        assert!(words.is_sorted() && words.len() > 100);
        assert_eq!(words.len(), index["groups"].as_array().unwrap().len());
        let (one, other) = (found(&index, "leren"), found(&index, "leer"));
        assert!(!one.is_empty() && other.iter().all(|page| one.contains(page)), "{one:?} {other:?}");
        // Stop words find everything, so they find nothing.
        assert!(found(&index, "de").is_empty());
    }

    #[test]
    fn only_what_is_shown_can_be_found() {
        let index = index();
        let site = fixture::site();
        let hidden = site.series.editions.iter().flat_map(|edition| &edition.others);
        let pages = index["pages"].as_array().unwrap();
        for entry in hidden {
            assert!(pages.iter().all(|page| page["title"] != entry.title.as_str()), "{}", entry.title);
        }
    }
}
