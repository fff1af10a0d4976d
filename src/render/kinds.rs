//! The definitions of an edition by kind: those that say the same kind of thing together, the others after them.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;
use tera::{Context, Value};

use super::{
    context::{EditionModel, World},
    lists::List,
    sections::{Part, Sections},
    strings::Strings,
    variables::{self, Definitions},
    views::CitationView,
};
use crate::{
    model::{Citation, Edition, Entry},
    roundup::camps,
};

/// More names than this nobody reads.
const NAMES: usize = 60;
/// The people of a section are named up to so many, and counted from there.
const NAMED: usize = 6;

/// What a section of definitions has in common; nothing where each goes its own way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kind {
    /// What they say the thing is.
    genus: Option<String>,
    /// The words that they share.
    words: Vec<String>,
}

/// A section as the page shows it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "DefinitionSection")]
pub(super) struct SectionView {
    /// For its heading's id; empty where all definitions go their own way, and there is nothing to head.
    anchor: String,
    /// Its heading.
    title: String,
    /// Whether it began on the page before.
    continued: bool,
    /// How many it has in all.
    count: usize,
    /// Whose, in words.
    people: String,
    /// The words they share: the word, its language, and its style where it is one of those that can be picked.
    words: Vec<(String, String, Option<usize>)>,
    /// Those that stand on this page.
    #[schemars(with = "Vec<CitationView>")]
    items: Vec<Value>,
}

/// The definitions of an edition in the order of its entries, by kind.
pub(crate) fn of(definitions: &[(&Entry, &Citation)], edition: &Edition) -> Sections<Kind> {
    let plain: Vec<&Citation> = definitions.iter().map(|(_, definition)| *definition).collect();
    let mut placed: BTreeSet<usize> = BTreeSet::new();
    let mut sections = Vec::new();
    for camp in camps::find(&plain, edition) {
        // One person with two definitions makes no kind, nor does a likeness that no word can be given for.
        let people: BTreeSet<&str> = camp.members.iter().map(|at| definitions[*at].0.author.name.as_str()).collect();
        if people.len() > 1 && (camp.genus.is_some() || !camp.words.is_empty()) {
            placed.extend(&camp.members);
            sections.push((Kind { genus: camp.genus, words: camp.words }, camp.members));
        }
    }
    let alone: Vec<usize> = (0..definitions.len()).filter(|at| !placed.contains(at)).collect();
    sections.push((Kind::default(), alone));
    Sections::new(List::Definitions, sections)
}

/// Puts the sections that stand on a page into its context, and who gives no definition.
pub(super) fn fill(context: &mut Context, world: &World, edition: &EditionModel, page: usize) {
    let parts = edition.kinds.page(page);
    let definitions: Vec<(&Entry, &Citation)> = definitions(&edition.source.entries);
    let sections: Vec<SectionView> =
        parts.iter().map(|part| section(world.strings, edition, &definitions, part)).collect();
    let silent = edition.people.without_definition();
    let definitions = Definitions {
        words: edition.shared.labels().collect(),
        words_marked: edition.shared.marked(),
        sections,
        silent: silent.iter().take(NAMES).copied().collect(),
        silent_left: silent.len().saturating_sub(NAMES),
    };
    variables::put(context, &definitions);
}

/// All definitions, in the order of the entries.
pub(super) fn definitions(entries: &[Entry]) -> Vec<(&Entry, &Citation)> {
    entries.iter().flat_map(|entry| entry.definitions.iter().map(move |definition| (entry, definition))).collect()
}

fn section(
    strings: &Strings,
    edition: &EditionModel,
    definitions: &[(&Entry, &Citation)],
    part: &Part<'_, Kind>,
) -> SectionView {
    let lang = edition.lang.as_str();
    let kind = part.label;
    let language = |at: &usize| definitions[*at].1.language.primary();
    let of_words = part.all.first().map_or(lang, language);
    let alone = *kind == Kind::default();
    // Where a word is one of those that can be picked, in the form that stands there.
    let words: Vec<(String, String, Option<usize>)> = kind
        .words
        .iter()
        .map(|word| {
            let known = part.all.iter().find_map(|at| edition.shared.form_of(word, language(at)));
            let (form, style) = known.unwrap_or((word, None));
            (form.to_owned(), of_words.to_owned(), style)
        })
        .collect();
    let forms: Vec<&str> = words.iter().map(|(form, ..)| form.as_str()).collect();
    let title = match (&kind.genus, alone) {
        (Some(genus), _) => strings.text(lang, "kind-genus", &[("genus", genus)]),
        (None, false) => capitalised(&strings.list(lang, &forms)),
        // Nobody looked whether the last of very many are like others.
        (None, true) if definitions.len() > camps::MOST => strings.text(lang, "kind-rest", &[]),
        (None, true) => strings.count(lang, "kind-alone", "n", part.all.len(), &[]),
    };
    let mut names: Vec<&str> = part.all.iter().map(|at| definitions[*at].0.author.name.as_str()).collect();
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(*name));
    let people = if names.len() > NAMED {
        strings.count(lang, "count-bloggers", "n", names.len(), &[])
    } else {
        strings.list(lang, &names)
    };
    let only = alone && part.all.len() == definitions.len();
    SectionView {
        anchor: if only { String::new() } else { anchor(kind) },
        title,
        continued: part.continued,
        count: part.all.len(),
        people,
        words,
        items: part.items.iter().map(|at| edition.definitions[*at].clone()).collect(),
    }
}

/// A name that stays as long as the kind does.
fn anchor(kind: &Kind) -> String {
    let words: Vec<&str> = kind.genus.iter().chain(&kind.words).map(String::as_str).collect();
    if words.is_empty() {
        return "kind".to_owned();
    }
    format!("kind-{}", super::threads::key(&words.join(" ")))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
