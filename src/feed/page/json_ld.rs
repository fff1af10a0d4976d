//! What a page says of itself in JSON-LD (schema.org).

use std::collections::HashMap;

use scraper::Html;
use serde_json::{Map, Value};

use super::{plain, select};

/// A page with more objects than this is playing games.
const MOST: usize = 5000;

/// The articles and postings of a page, and everything they refer to by `@id`.
#[derive(Debug, Default)]
pub(super) struct JsonLd {
    articles: Vec<Map<String, Value>>,
    by_id: HashMap<String, Map<String, Value>>,
}

impl JsonLd {
    /// Reads all scripts: objects, arrays, `@graph` and what is nested in them, in order.
    pub(super) fn of(page: &Html) -> Self {
        let mut found = Self::default();
        let mut left = MOST;
        for script in select(page, "script[type='application/ld+json' i]") {
            let text: String = script.text().collect();
            if let Ok(value) = serde_json::from_str(bare(&text)) {
                found.add(value, &mut left);
            }
        }
        found
    }

    fn add(&mut self, value: Value, left: &mut usize) {
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            if *left == 0 {
                return;
            }
            *left -= 1;
            match value {
                Value::Array(values) => open.extend(values.into_iter().rev()),
                Value::Object(object) => {
                    // What a page is about, not what it mentions: a list of other posts is none of its own.
                    for key in ["mainEntityOfPage", "mainEntity", "@graph"] {
                        open.extend(object.get(key).filter(|inner| inner.is_object() || inner.is_array()).cloned());
                    }
                    if let Some(id) = object.get("@id").and_then(Value::as_str).filter(|_| object.len() > 1) {
                        self.by_id.entry(id.to_owned()).or_insert_with(|| object.clone());
                    }
                    if is_article(&object) {
                        self.articles.push(object);
                    }
                }
                _ => {}
            }
        }
    }

    /// The first text of an article under a key.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.articles
            .iter()
            .find_map(|article| self.texts(article.get(key)?, &["name", "url", "@id"]).into_iter().next())
    }

    /// The names of an article's authors.
    pub(super) fn authors(&self) -> Vec<String> {
        let authors = self.articles.iter().filter_map(|article| article.get("author"));
        authors.flat_map(|author| self.texts(author, &["name"])).map(|name| plain::line(&name)).collect()
    }

    /// The texts of a value: itself, those of a list, or what objects (looked up by `@id`) have under one of the keys.
    fn texts(&self, value: &Value, keys: &[&str]) -> Vec<String> {
        match value {
            Value::String(text) => vec![text.clone()],
            Value::Array(values) => values.iter().take(50).flat_map(|value| self.texts_of_one(value, keys)).collect(),
            other => self.texts_of_one(other, keys),
        }
    }

    fn texts_of_one(&self, value: &Value, keys: &[&str]) -> Vec<String> {
        let text_in = |object: &Map<String, Value>| {
            keys.iter().find_map(|key| match object.get(*key)? {
                Value::String(text) => Some(text.clone()),
                Value::Array(texts) => texts.first()?.as_str().map(str::to_owned),
                _ => None,
            })
        };
        match value {
            Value::String(text) => vec![text.clone()],
            Value::Object(object) => {
                let referred = object.get("@id").and_then(Value::as_str).and_then(|id| self.by_id.get(id));
                text_in(object).or_else(|| referred.and_then(text_in)).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }
}

fn is_article(object: &Map<String, Value>) -> bool {
    let is = |kind: &Value| kind.as_str().is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("Posting"));
    object.get("@type").is_some_and(|kinds| is(kinds) || kinds.as_array().is_some_and(|kinds| kinds.iter().any(is)))
}

/// JSON without what hides it from old browsers.
fn bare(text: &str) -> &str {
    let mut bare = text.trim();
    for (start, end) in [("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>"), ("/*<![CDATA[*/", "/*]]>*/")]
    {
        if let Some(rest) = bare.strip_prefix(start) {
            bare = rest.trim().strip_suffix(end).unwrap_or(rest).trim();
        }
    }
    bare.trim_end_matches(';')
}
