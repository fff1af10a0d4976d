//! The theme, for those who want another: its files, what its templates are given, and what is wrong with a host's own.
//!
//! * [`files`], [`file()`]: what can be replaced
//! * `templates`: the table of templates and the types of their variables
//! * `schema`: those types as a guide can tell them
//! * [`guide`](guide()): the theme guide, made of the two
//! * `mistakes`: what stops a build, with the names that exist
//! * [`remarks`](remarks()): files in `templates/` that do nothing, variables that nobody gives

mod guide;
pub(crate) mod mistakes;
mod remarks;
mod schema;
mod templates;
#[cfg(test)]
mod tests;

pub use guide::guide;
pub use remarks::{Remark, remarks};

use super::engine::{is_page, theme_names};

/// The folder under which a template of a host's reaches the theme's own: `{% extends "theme/home.html" %}`.
pub(crate) const OWN: &str = "theme/";

/// A file of the theme that a site may have its own of, in `templates/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFile {
    /// Its name, relative to `templates/`.
    pub name: String,
    /// What it is, in a sentence.
    pub about: String,
    /// Whether it is a template of its own, and not a part of others, a sheet or a script.
    pub rendered: bool,
}

/// All of them, in the order of their names.
#[must_use]
pub fn files() -> Vec<ThemeFile> {
    let mut names: Vec<String> = theme_names().map(|name| name.to_string()).filter(|name| is_text(name)).collect();
    names.sort();
    let file = |name: String| {
        let template = templates::find(&name);
        let about = template.map_or_else(|| described(&name), |template| template.about.to_owned());
        ThemeFile { name, about, rendered: template.is_some() }
    };
    names.into_iter().map(file).collect()
}

/// The text of a file of the theme, as the program has it.
#[must_use]
pub fn file(name: &str) -> Option<String> {
    is_text(name).then(|| super::engine::theme_file(name)).flatten()
}

/// The file whose name is nearest, if one is near.
#[must_use]
pub fn nearest(name: &str) -> Option<String> {
    let known = files();
    let names = || known.iter().map(|file| file.name.as_str());
    // Whoever writes `hero.html` means `parts/hero.html`.
    let by_its_end = names().find(|known| known.ends_with(&format!("/{name}")));
    by_its_end.or_else(|| crate::content::nearest(name, names())).map(ToOwned::to_owned)
}

/// Templates, stylesheets and scripts; fonts and pictures are none of them.
fn is_text(name: &str) -> bool {
    let extension = std::path::Path::new(name).extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("html" | "css" | "js"))
}

/// What a file says of itself in its first comment.
fn described(name: &str) -> String {
    let text = super::engine::theme_file(name).unwrap_or_default();
    let (opening, closing) = if is_page(name) { ("{#", "#}") } else { ("/*", "*/") };
    let comment = text.strip_prefix(opening).and_then(|rest| rest.split_once(closing));
    let line = text.strip_prefix("//").and_then(|rest| rest.split_once('\n'));
    let said = comment.or(line).map_or("", |(said, _)| said.trim_end_matches('-'));
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}
