//! An edition, its call, its lists, its entries.

use serde_json::{Value, json};

use super::{
    super::{
        context::{EditionModel, World},
        html::safe_url,
        kinds,
        lists::List,
    },
    ITEMS, address, breadcrumbs, graph, item_list, person, thing, within,
};
use crate::model::{Attribution, Citation, Entry, Form, Person};

fn posting(entry: &Entry) -> Value {
    thing(
        "BlogPosting",
        json!({
            "headline": entry.title,
            "url": safe_url(entry.url.as_ref()),
            "inLanguage": entry.language,
            "author": person(&entry.author),
            "datePublished": entry.published.map(|moment| moment.to_string()),
        }),
    )
}

/// An entry as one of many: what tells it from the others. All that is known stands on its own page.
fn brief(entry: &Entry) -> Value {
    let author = json!({ "name": entry.author.name });
    thing(
        "BlogPosting",
        json!({
            "headline": entry.title,
            "url": safe_url(entry.url.as_ref()),
            "author": thing("Person", author),
            "datePublished": entry.published.map(|moment| moment.date().to_string()),
        }),
    )
}

/// An edition: a collection of other people's posts, and the host's roundup of it.
pub(in super::super) fn edition(world: &World, edition: &EditionModel) -> Value {
    let source = edition.source;
    let published = source.roundup.file.as_ref().and_then(|file| file.published);
    let page = json!({
        "name": source.edition.title,
        "about": source.edition.theme,
        "url": address(world, &edition.path),
        "inLanguage": source.edition.language,
        "author": source.host.as_ref().map(person),
        "datePublished": published.map(|moment| moment.to_string()),
        "mainEntity": item_list(source.entries.len(), 1, source.entries.iter().take(ITEMS).map(brief)),
    });
    graph([
        thing("CollectionPage", page),
        breadcrumbs(world, &[(source.edition.title.as_str(), edition.path.as_str())]),
    ])
}

/// The call: something one takes part in, from one day to another. Without a first day there is no event.
pub(in super::super) fn call(world: &World, edition: &EditionModel, name: &str, description: &str) -> Value {
    let source = &edition.source.edition;
    let path = format!("{}call/", edition.path);
    let url = address(world, &path);
    let event = source.opens.map(|opens| {
        let place = thing("VirtualLocation", json!({ "url": url }));
        let event = json!({
            "name": source.title,
            "description": description,
            "url": url,
            "inLanguage": source.language,
            "startDate": opens.to_string(),
            "endDate": source.deadline().map(|moment| moment.to_string()),
            "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
            "eventStatus": "https://schema.org/EventScheduled",
            "location": place,
            "organizer": edition.source.host.as_ref().map(person),
        });
        thing("Event", event)
    });
    graph(event.into_iter().chain([within(world, edition, name, &path)]))
}

/// A page of the list of entries.
pub(in super::super) fn entries(world: &World, edition: &EditionModel, name: &str, n: usize) -> Value {
    let path = List::Entries.page(&edition.path, n);
    let all = &edition.source.entries;
    let shown = List::Entries.shown(all, n).iter().map(posting);
    let page = json!({
        "name": name,
        "url": address(world, &path),
        "inLanguage": edition.source.edition.language,
        "mainEntity": item_list(all.len(), n * List::Entries.per_page() + 1, shown),
    });
    graph([thing("CollectionPage", page), within(world, edition, name, &path)])
}

/// Another page about an edition.
pub(in super::super) fn part(world: &World, edition: &EditionModel, name: &str, path: &str) -> Value {
    let page = json!({
        "name": name,
        "url": address(world, path),
        "inLanguage": edition.source.edition.language,
    });
    graph([thing("CollectionPage", page), within(world, edition, name, path)])
}

/// One entry: the original, not our page about it.
pub(in super::super) fn entry(world: &World, edition: &EditionModel, n: usize) -> Value {
    let entry = &edition.source.entries[n];
    let mut original = posting(entry);
    if let (Some(map), Some(summary)) = (original.as_object_mut(), &entry.summary) {
        map.insert("abstract".into(), summary.text.clone().into());
    }
    graph([original, within(world, edition, &entry.title, &edition.entry_paths[n])])
}

/// A page of the definitions of an edition. Who gave one is what it is the subject of: terms have no creator.
pub(in super::super) fn definitions(world: &World, edition: &EditionModel, name: &str, n: usize) -> Value {
    let path = List::Definitions.page(&edition.path, n);
    let url = address(world, &path);
    let theme = &edition.source.edition.theme;
    let all = kinds::definitions(&edition.source.entries);
    let shown = edition.kinds.items(n);
    let terms: Vec<Value> = shown
        .into_iter()
        .filter_map(|at| all.get(at))
        .map(|(entry, definition)| {
            let term = json!({
                "name": definition.term.as_ref().unwrap_or(theme),
                "description": definition.text,
                "inDefinedTermSet": url,
                "subjectOf": posting(entry),
            });
            thing("DefinedTerm", term)
        })
        .collect();
    let set = json!({
        "name": theme,
        "url": url,
        "inLanguage": edition.source.edition.language,
        "hasDefinedTerm": terms,
    });
    graph([thing("DefinedTermSet", set), within(world, edition, name, &path)])
}

/// Whose words they are, where a name is known. A description (“one of the managers”) is nobody's name.
fn creator(entry: &Entry, quote: &Citation) -> Option<Value> {
    match quote.originator.as_ref().or(quote.speaker.as_ref())? {
        Attribution::Author => Some(person(&entry.author)),
        Attribution::Person(name) => Some(person(&Person::named(name.clone()))),
        Attribution::Described(_) => None,
    }
}

/// A page of the quotes of an edition.
pub(in super::super) fn quotes(world: &World, edition: &EditionModel, name: &str, n: usize) -> Value {
    let path = List::Quotes.page(&edition.path, n);
    let all = edition.source.entries.iter().flat_map(|entry| entry.quotes.iter().map(move |quote| (entry, quote)));
    let all: Vec<_> = all.collect();
    let shown = edition.quoted.items(n);
    let parts: Vec<Value> = shown
        .into_iter()
        .filter_map(|at| all.get(at))
        .filter(|(_, quote)| quote.form == Form::Verbatim)
        .map(|(entry, quote)| {
            let quotation = json!({
                "text": quote.text,
                "inLanguage": quote.language,
                "creator": creator(entry, quote),
                "isBasedOn": safe_url(entry.url.as_ref()),
            });
            thing("Quotation", quotation)
        })
        .collect();
    let page = json!({
        "name": name,
        "url": address(world, &path),
        "inLanguage": edition.source.edition.language,
        "hasPart": parts,
    });
    graph([thing("CollectionPage", page), within(world, edition, name, &path)])
}
