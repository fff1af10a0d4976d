//! How somebody is called after the first mention: by the first name, where that can mean nobody else of the edition.

use std::collections::{BTreeMap, BTreeSet};

use super::super::CollectedEdition;
use crate::model::{Attribution, Person};

/// What stands before a name and is none.
const TITLES: [&str; 12] = ["dr", "drs", "ir", "mr", "mrs", "ms", "prof", "mevrouw", "mevr", "meneer", "dhr", "de"];

/// The short names of an edition.
pub(super) struct Names {
    short: BTreeMap<String, String>,
}

impl Names {
    /// Looks at everybody who writes, hosts or is cited.
    pub(super) fn of(collected: &CollectedEdition) -> Self {
        let mut full: BTreeSet<&str> = collected.entries.iter().map(|entry| entry.author.name.as_str()).collect();
        full.extend(collected.host.as_ref().map(|host| host.name.as_str()));
        for citation in collected.entries.iter().flat_map(|entry| entry.definitions.iter().chain(&entry.quotes)) {
            for who in [&citation.speaker, &citation.originator].into_iter().flatten() {
                if let Attribution::Person(name) = who {
                    full.insert(name);
                }
            }
        }
        let mut bearers: BTreeMap<String, usize> = BTreeMap::new();
        for name in &full {
            let first = name.split_whitespace().next().unwrap_or_default();
            *bearers.entry(first.to_lowercase()).or_default() += 1;
        }
        let alone = |first: &str| bearers.get(&first.to_lowercase()) == Some(&1);
        let short = full.iter().filter_map(|name| {
            let first = first_name(name).filter(|first| alone(first))?;
            Some(((*name).to_owned(), first))
        });
        Self { short: short.collect() }
    }

    /// The first name where it is unambiguous, else the whole name.
    pub(super) fn short<'a>(&'a self, name: &'a str) -> &'a str {
        self.short.get(name).map_or(name, String::as_str)
    }
}

/// The first name of a name that has one and more: no handle, initial, title or surname with a particle in front.
fn first_name(name: &str) -> Option<String> {
    let person = Person::named(name);
    let first = person.first_name();
    let letters = first.chars().filter(|c| c.is_alphabetic()).count();
    let reads = first.starts_with(char::is_uppercase)
        && letters >= 2
        && first.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
        && !first.chars().all(char::is_uppercase);
    let titled = TITLES.contains(&first.to_lowercase().as_str());
    (name.split_whitespace().count() > 1 && reads && !titled).then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Names, first_name};
    use crate::render::fixture;

    #[test]
    fn a_first_name_is_a_name() {
        for (name, first) in [
            ("Kees-Jan Bloem", Some("Kees-Jan")),
            ("Jan van der Berg", Some("Jan")),
            ("Naïma Ouali", Some("Naïma")),
            ("van der Berg", None),
            ("De Wilde", None),
            ("J. de Vries", None),
            ("JW Smit", None),
            ("Dr. Anna Bos", None),
            ("@toets@mast.example", None),
            ("quietfox", None),
            ("Prins", None),
        ] {
            assert_eq!(first_name(name).as_deref(), first, "{name}");
        }
    }

    #[test]
    fn two_of_one_name_keep_their_surnames() {
        let mut edition = fixture::site().series.editions.remove(1);
        edition.entries[0].author.name = "Jan de Vries".into();
        edition.entries[1].author.name = "Jan Bakker".into();
        edition.entries[2].author.name = "Ineke Bos".into();
        let names = Names::of(&edition);
        assert_eq!(names.short("Jan de Vries"), "Jan de Vries");
        assert_eq!(names.short("Jan Bakker"), "Jan Bakker");
        assert_eq!(names.short("Ineke Bos"), "Ineke");
        assert_eq!(names.short("Somebody Else"), "Somebody Else");
    }
}
