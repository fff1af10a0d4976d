//! JSON Feed, brought into the shape `feed-rs` insists on.
//!
//! One item with a numeric id or a `null` where a text should be makes `feed-rs` refuse the whole feed. So the document
//! is read as plain JSON and every field of the wrong type is left out.

use serde_json::{Map, Value};

use super::{
    FeedError,
    notes::Notes,
    person,
    repair::{Aside, MOST_ITEMS},
};

/// The feed as `feed-rs` reads it, and what it has no place for, item by item.
pub(super) fn repair(text: &str, notes: &mut Notes) -> Result<(String, Aside, Vec<Aside>), FeedError> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| FeedError::Malformed(format!("broken JSON: {error}")))?;
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
    Ok((Value::Object(out).to_string(), aside, asides))
}

fn item(item: &Map<String, Value>) -> (Value, Aside) {
    let mut out = Map::new();
    copy(item, &mut out, &["id", "url", "external_url", "title", "content_html", "content_text", "summary"]);
    copy(item, &mut out, &["date_published", "date_modified"]);
    let tags = item.get("tags").and_then(Value::as_array);
    let tags = tags.into_iter().flatten().filter_map(Value::as_str).map(Value::from);
    out.insert("tags".into(), tags.collect());
    let aside = Aside { language: text_of(item, "language"), authors: authors(item), ..Aside::default() };
    (Value::Object(out), aside)
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
