//! JSON Feed, brought into the shape `feed-rs` insists on.
//!
//! One item with a numeric id or a `null` where a text should be makes `feed-rs` refuse the whole feed. So the document
//! is read as plain JSON and every field of the wrong type is left out.

use serde_json::{Map, Value};

use super::{
    FeedError,
    notes::Notes,
    person,
    repair::{Aside, MOST_ITEMS, MOST_OF_A_KIND, Repaired, add_enclosure, media_type_of},
};
use crate::model::{Enclosure, Fault, Pace};

/// The feed as `feed-rs` reads it, and what it has no place for, item by item.
pub(super) fn repair(text: &str, notes: &mut Notes) -> Result<Repaired, FeedError> {
    let value: Value = serde_json::from_str(text).map_err(|error| broken(&error))?;
    let Value::Object(feed) = value else {
        return Err(FeedError::Malformed("the JSON is no feed".into()));
    };
    let version = feed.get("version").and_then(Value::as_str).unwrap_or_default();
    let items = match feed.get("items") {
        Some(Value::Array(items)) => items.as_slice(),
        None if version.contains("jsonfeed") => &[],
        _ => return Err(FeedError::Malformed("the JSON is no JSON Feed: it has no list of items".into())),
    };
    if !version.contains("jsonfeed.org/version/") {
        notes.add("json-version", "the feed does not say which version of JSON Feed it is");
    }
    let mut out = Map::new();
    out.insert("version".into(), "https://jsonfeed.org/version/1.1".into());
    out.insert("title".into(), text_of(&feed, "title").unwrap_or_default().into());
    copy(&feed, &mut out, &["home_page_url", "language"]);
    let aside = Aside { authors: authors(&feed), ..Aside::default() };
    if items.len() > MOST_ITEMS {
        notes.add("too-many-items", format!("only the first {MOST_ITEMS} items were read"));
    }
    let (items, asides) =
        items.iter().take(MOST_ITEMS).filter_map(Value::as_object).map(item).unzip::<_, _, Vec<_>, Vec<_>>();
    out.insert("items".into(), items.into());
    let source = Value::Object(out).to_string();
    Ok(Repaired { source, format: "json", feed: aside, items: asides, pace: Pace::default(), moved: None })
}

fn item(item: &Map<String, Value>) -> (Value, Aside) {
    let mut out = Map::new();
    copy(item, &mut out, &["id", "url", "external_url", "title", "content_html", "content_text", "summary"]);
    copy(item, &mut out, &["date_published", "date_modified"]);
    let tags = item.get("tags").and_then(Value::as_array);
    let tags = tags.into_iter().flatten().filter_map(Value::as_str).take(MOST_OF_A_KIND).map(Value::from);
    out.insert("tags".into(), tags.collect());
    let aside = Aside {
        language: text_of(item, "language"),
        authors: authors(item),
        enclosures: enclosures(item),
        ..Aside::default()
    };
    (Value::Object(out), aside)
}

fn broken(error: &serde_json::Error) -> FeedError {
    let told = error.to_string();
    // serde_json says where at the end.
    let message = told.rsplit_once(" at line ").map_or(told.as_str(), |(message, _)| message).to_owned();
    FeedError::Broken {
        kind: "JSON",
        fault: Fault { line: error.line().max(1), column: error.column().max(1), message },
    }
}

/// The attachments of an item (JSON Feed 1.1, section “Attachments”).
fn enclosures(item: &Map<String, Value>) -> Vec<Enclosure> {
    let mut enclosures = Vec::new();
    for file in item.get("attachments").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object) {
        if let Some(url) = text_of(file, "url").as_deref().and_then(person::web) {
            let media_type = text_of(file, "mime_type").as_deref().and_then(media_type_of);
            let length = file.get("size_in_bytes").and_then(Value::as_u64).filter(|length| *length > 0);
            add_enclosure(&mut enclosures, Enclosure { url, media_type, length });
        }
    }
    enclosures
}

fn copy(from: &Map<String, Value>, to: &mut Map<String, Value>, names: &[&str]) {
    for name in names {
        if let Some(text) = text_of(from, name) {
            to.insert((*name).to_owned(), text.into());
        }
    }
}

/// A text, or a number as text.
fn text_of(object: &Map<String, Value>, name: &str) -> Option<String> {
    match object.get(name)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// `authors` of version 1.1, `author` of version 1.
fn authors(object: &Map<String, Value>) -> Vec<person::Named> {
    let many = object.get("authors").and_then(Value::as_array).filter(|authors| !authors.is_empty());
    let all = many.map_or_else(|| object.get("author").into_iter().collect::<Vec<_>>(), |many| many.iter().collect());
    all.into_iter()
        .take(MOST_OF_A_KIND)
        .filter_map(|author| match author {
            Value::String(line) => person::Parts { line: line.clone(), ..person::Parts::default() }.named(),
            Value::Object(author) => {
                let field = |name| text_of(author, name).unwrap_or_default();
                person::Parts { name: field("name"), url: field("url"), line: String::new() }.named()
            }
            _ => None,
        })
        .collect()
}
