//! What search engines are told: schema.org in JSON-LD, inside the page.

use serde_json::{Value, json};

use super::{
    context::{BlogModel, EditionModel, World},
    html::safe_url,
};
use crate::model::{Entry, Form, Person};

/// How many items a list names; the page's own list goes on.
const ITEMS: usize = 100;

/// The element for the head of a page. `<` is escaped: a title must not be able to end the element.
pub(crate) fn script(value: &Value) -> String {
    let text = value.to_string().replace('<', "\\u003c");
    format!("<script type=\"application/ld+json\">{text}</script>")
}

fn graph(mut value: Value) -> Value {
    if let Some(map) = value.as_object_mut() {
        map.insert("@context".into(), "https://schema.org".into());
        map.retain(|_, value| !value.is_null());
    }
    value
}

fn person(person: &Person) -> Value {
    match safe_url(person.url.as_ref()) {
        Some(url) => json!({ "@type": "Person", "name": person.name, "url": url }),
        None => json!({ "@type": "Person", "name": person.name }),
    }
}

fn posting(entry: &Entry) -> Value {
    let mut value = json!({
        "@type": "BlogPosting",
        "headline": entry.title,
        "inLanguage": entry.language,
        "author": person(&entry.author),
    });
    if let Some(map) = value.as_object_mut() {
        if let Some(url) = safe_url(entry.url.as_ref()) {
            map.insert("url".into(), url.into());
        }
        if let Some(published) = entry.published {
            map.insert("datePublished".into(), published.to_string().into());
        }
    }
    value
}

/// An edition: a collection of other people's posts.
pub(crate) fn edition(world: &World, edition: &EditionModel) -> Value {
    let source = edition.source;
    let items = source.entries.iter().take(ITEMS).enumerate();
    let items: Vec<Value> =
        items.map(|(i, entry)| json!({ "@type": "ListItem", "position": i + 1, "item": posting(entry) })).collect();
    let published = source.roundup.file.as_ref().and_then(|file| file.published);
    graph(json!({
        "@type": "CollectionPage",
        "name": source.edition.title,
        "url": format!("{}{}", world.site.content.config.base_url, edition.path),
        "inLanguage": source.edition.language,
        "author": source.host.as_ref().map(person),
        "datePublished": published.map(|moment| moment.to_string()),
        "mainEntity": { "@type": "ItemList", "numberOfItems": source.entries.len(), "itemListElement": items },
    }))
}

/// One entry: the original, not our page about it.
pub(crate) fn entry(entry: &Entry) -> Value {
    let mut value = posting(entry);
    if let (Some(map), Some(summary)) = (value.as_object_mut(), &entry.summary) {
        map.insert("abstract".into(), summary.text.clone().into());
    }
    graph(value)
}

/// The definitions of an edition.
pub(crate) fn definitions(world: &World, edition: &EditionModel) -> Value {
    let url = format!("{}{}definitions/", world.site.content.config.base_url, edition.path);
    let theme = &edition.source.edition.theme;
    let all = edition.source.entries.iter().flat_map(|entry| &entry.definitions);
    let terms: Vec<Value> = all
        .take(ITEMS)
        .map(|definition| {
            let name = definition.term.as_ref().unwrap_or(theme);
            json!({ "@type": "DefinedTerm", "name": name, "description": definition.text, "inDefinedTermSet": url })
        })
        .collect();
    graph(json!({ "@type": "DefinedTermSet", "name": theme, "url": url, "hasDefinedTerm": terms }))
}

/// The quotes of an edition.
pub(crate) fn quotes(world: &World, edition: &EditionModel) -> Value {
    let base = &world.site.content.config.base_url;
    let all = edition.source.entries.iter().flat_map(|entry| entry.quotes.iter().map(move |quote| (entry, quote)));
    let verbatim = all.filter(|(_, quote)| quote.form == Form::Verbatim).take(ITEMS);
    let parts: Vec<Value> = verbatim
        .map(|(entry, quote)| {
            let mut part = json!({ "@type": "Quotation", "text": quote.text, "inLanguage": quote.language });
            if let (Some(map), Some(url)) = (part.as_object_mut(), safe_url(entry.url.as_ref())) {
                map.insert("isBasedOn".into(), url.into());
            }
            part
        })
        .collect();
    let url = format!("{base}{}quotes/", edition.path);
    graph(json!({ "@type": "CollectionPage", "name": edition.source.edition.title, "url": url, "hasPart": parts }))
}

/// A blogger.
pub(crate) fn profile(world: &World, blog: &BlogModel) -> Value {
    let owner = Person { name: blog.source.author.clone(), url: blog.source.url.clone() };
    graph(json!({
        "@type": "ProfilePage",
        "name": blog.source.author,
        "url": format!("{}{}", world.site.content.config.base_url, blog.path),
        "mainEntity": person(&owner),
    }))
}
