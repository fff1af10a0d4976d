//! What search engines are told: schema.org in JSON-LD, inside the page.
//!
//! * `series`: the site, its archive, its bloggers
//! * `edition`: an edition, its call, its lists, its entries
//!
//! An entry is always its author's `BlogPosting` with the original's address; our page about it is never one.

use serde_json::{Map, Value, json};

use super::{
    context::{EditionModel, World},
    html::safe_url,
};
use crate::model::Person;

mod edition;
mod series;

pub(super) use edition::{call, definitions, edition, entries, entry, part, quotes};
pub(super) use series::{archive, blogs, profile, site};

/// How many items a list names that the page itself does not show in full.
const ITEMS: usize = 24;

/// The element for the head of a page. `<` is escaped: a title must not be able to end the element.
pub(super) fn script(value: &Value) -> String {
    let text = value.to_string().replace('<', "\\u003c");
    format!("<script type=\"application/ld+json\">{text}</script>")
}

/// What a page is about, and where it stands in the site.
fn graph(things: impl IntoIterator<Item = Value>) -> Value {
    let things: Vec<Value> = things.into_iter().collect();
    json!({ "@context": "https://schema.org", "@graph": things })
}

/// A thing of this type: properties without a value are left out.
fn thing(kind: &str, properties: Value) -> Value {
    let mut map = Map::new();
    map.insert("@type".into(), kind.into());
    if let Value::Object(properties) = properties {
        map.extend(properties.into_iter().filter(|(_, value)| !is_nothing(value)));
    }
    Value::Object(map)
}

fn is_nothing(value: &Value) -> bool {
    value.is_null()
        || value.as_str().is_some_and(|text| text.trim().is_empty())
        || value.as_array().is_some_and(Vec::is_empty)
}

fn person(person: &Person) -> Value {
    thing("Person", json!({ "name": person.name, "url": safe_url(person.url.as_ref()) }))
}

/// A part of a list that begins with the `first`th item, with the number of all; nothing where there are none.
fn item_list(count: usize, first: usize, items: impl Iterator<Item = Value>) -> Value {
    if count == 0 {
        return Value::Null;
    }
    let listed: Vec<Value> =
        items.enumerate().map(|(i, item)| thing("ListItem", json!({ "position": first + i, "item": item }))).collect();
    thing("ItemList", json!({ "numberOfItems": count, "itemListElement": listed }))
}

fn address(world: &World, path: &str) -> String {
    format!("{}{path}", world.site.content.config.base_url)
}

/// The way from the home page to this one: name and path of every page after the first, the page itself last.
fn breadcrumbs(world: &World, steps: &[(&str, &str)]) -> Value {
    let home = (world.site.content.config.title.as_str(), "");
    let steps: Vec<Value> = std::iter::once(&home)
        .chain(steps)
        .enumerate()
        .map(|(i, (name, path))| {
            thing("ListItem", json!({ "position": i + 1, "name": name, "item": address(world, path) }))
        })
        .collect();
    thing("BreadcrumbList", json!({ "itemListElement": steps }))
}

/// The way to a page of an edition.
fn within(world: &World, edition: &EditionModel, name: &str, path: &str) -> Value {
    breadcrumbs(world, &[(&edition.source.edition.title, &edition.path), (name, path)])
}
