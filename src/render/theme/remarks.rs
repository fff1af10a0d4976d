//! What in a site's `templates/` does nothing: files that nobody asks for, variables that nobody gives. Neither stops a
//! build.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, LazyLock},
};

use regex::Regex;

use super::{
    is_text, mistakes, nearest, schema,
    templates::{self, Template},
};
use crate::render::{
    engine::{desk_files, is_page, theme_names, variables_in},
    strings::Strings,
};

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The file, relative to the site.
    pub path: String,
    /// What is odd about it.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// Looks through the files of `templates/`, by name. Templates that cannot be read are the build's to complain about.
#[must_use]
pub fn remarks(overrides: &BTreeMap<String, String>) -> Vec<Remark> {
    let mut found = Vec::new();
    let Ok(strings) = Strings::load().map(Arc::new) else { return found };
    let desk = desk_files();
    for (name, text) in overrides.iter().filter(|(name, _)| is_text(name)) {
        let path = format!("templates/{name}");
        if let Some(own) = desk.get(name) {
            if own != text {
                found.push(Remark {
                    path,
                    message: "the pages of the desk are no part of the theme: this changes nothing".into(),
                    help: "remove it".into(),
                });
            }
        } else if theme_names().all(|known| known != *name) {
            if !is_asked_for(name, overrides) {
                let help = match nearest(name) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if is_page(name) => "`blogkermis theme list` has the names".to_owned(),
                    None => "files of your own belong in static/".to_owned(),
                };
                found.push(Remark {
                    path,
                    message: "the theme has no such file, and nothing includes it".into(),
                    help,
                });
            }
        } else if let Some(template) = templates::find(name) {
            found.extend(unknown_variables(template, text, &strings).into_iter().map(|(word, known)| Remark {
                path: format!("{path}:{}", line_of(text, &word)),
                message: format!("nothing gives `{name}` a variable `{word}`"),
                help: mistakes::suggestion(&word, &known.iter().map(String::as_str).collect::<Vec<_>>()),
            }));
        }
    }
    found
}

/// Whether another template of the host's includes or extends it.
fn is_asked_for(name: &str, overrides: &BTreeMap<String, String>) -> bool {
    static NAMED: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r#"\{%-?\s*(?:include|extends)\s+["']([^"']+)["']"#).ok());
    let named = |text: &str| NAMED.as_ref().is_some_and(|tag| tag.captures_iter(text).any(|tag| &tag[1] == name));
    overrides.iter().any(|(other, text)| other != name && named(text))
}

/// Variables that a template reads and that nobody gives or sets; and the names there are.
fn unknown_variables(template: &Template, own: &str, strings: &Arc<Strings>) -> Vec<(String, Vec<String>)> {
    static SET: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\{%-?\s*(?:set|set_global|for)\s+(\w+)(?:\s*,\s*(\w+))?").ok());
    // The theme's own is well: a test sees to that.
    if super::file(template.name).is_some_and(|theirs| theirs == own) {
        return Vec::new();
    }
    let Ok(read) = variables_in(template.name, own, strings) else { return Vec::new() };
    let mut generator = schema::generator();
    let given = template.all().flat_map(|given| schema::fields(given, &mut generator)).map(|field| field.name);
    let known: BTreeSet<String> = given.collect();
    let mut set: BTreeSet<&str> = BTreeSet::new();
    if let Some(tag) = SET.as_ref() {
        for names in tag.captures_iter(own) {
            set.extend(names.iter().skip(1).flatten().map(|name| name.as_str()));
        }
    }
    let unknown = |word: &String| !known.contains(word) && !set.contains(word.as_str());
    read.into_iter().filter(unknown).map(|word| (word, known.iter().cloned().collect())).collect()
}

/// The first line that has the word as a word of its own, from 1.
fn line_of(text: &str, word: &str) -> usize {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.lines().position(|line| line.split(|c| !is_part(c)).any(|other| other == word)).map_or(1, |at| at + 1)
}
