//! What is wrong with a template, as its author is told: the file in the site, the line with its caret, and the name that
//! was meant.
//!
//! Tera's own reports are kept, notes on where a template was included from and all; names that exist are added, and what
//! it lists behind a message goes there too.

use std::collections::BTreeSet;

use crate::content;

/// The names there are where a report gives none.
pub(crate) struct Names<'a> {
    /// Every template, the host's own among them.
    pub(crate) templates: Vec<&'a str>,
    /// Every block of them.
    pub(crate) blocks: BTreeSet<&'a str>,
    /// Filters, as far as the theme knows them.
    pub(crate) filters: BTreeSet<&'a str>,
    /// Functions.
    pub(crate) functions: Vec<&'a str>,
    /// The messages of `t(key="…")`.
    pub(crate) messages: Vec<&'a str>,
}

/// A report, or several of them, with help; `is_hosts` says which templates stand in the site.
pub(crate) fn told(report: &str, names: &Names<'_>, is_hosts: impl Fn(&str) -> bool) -> String {
    report.trim_end().split("\n\nerror: ").map(|one| single(one, names, &is_hosts)).collect::<Vec<_>>().join("\n\n")
}

fn single(report: &str, names: &Names<'_>, is_hosts: &impl Fn(&str) -> bool) -> String {
    let report = report.strip_prefix("error: ").unwrap_or(report);
    let (message, shown) = report.split_once('\n').unwrap_or((report, ""));
    let (message, listed) = match message.split_once(". Available ") {
        Some((message, listed)) => (message, listed.split_once(": ").map(|(_, names)| names)),
        None => (message, None),
    };
    let mut out = format!("error: {}", lower(message.trim_end_matches('.')));
    // Behind the place come notes on how it was reached.
    let (place, notes) = shown.split_once("\n\n").map_or((shown, None), |(place, notes)| (place, Some(notes)));
    let mut add = |text: &str| {
        for line in text.lines() {
            out.push('\n');
            out.push_str(&placed(line, is_hosts));
        }
    };
    add(place);
    if let Some(help) = help(message, listed, names) {
        add(&format!("help: {help}"));
    }
    if let Some(notes) = notes {
        add(&format!("\n{notes}"));
    }
    out
}

/// The line that says where, as people look for it from the site's root.
fn placed(line: &str, is_hosts: &impl Fn(&str) -> bool) -> String {
    let (mark, at) = if line.trim_start().starts_with("--> ") {
        ("--> ", line.find("--> "))
    } else if line.starts_with("note: called from ") {
        ("called from ", line.find("called from "))
    } else {
        return line.to_owned();
    };
    let Some(at) = at.map(|at| at + mark.len()) else { return line.to_owned() };
    let (before, place) = line.split_at(at);
    let name = place.split(':').next().unwrap_or(place);
    if is_hosts(name) {
        format!("{before}templates/{place}")
    } else {
        format!("{before}the theme’s own {}", place.strip_prefix(super::OWN).unwrap_or(place))
    }
}

/// What to do about it: the name that was meant, or all that there are.
fn help(message: &str, listed: Option<&str>, names: &Names<'_>) -> Option<String> {
    let words: Vec<&str> = message.split('`').collect();
    let word = words.get(1).copied()?;
    let known: Vec<&str> = match words[0].trim() {
        "Variable" | "Field" => listed?.split(", ").collect(),
        "Unknown template" => names.templates.clone(),
        "Unknown filter" => names.filters.iter().copied().collect(),
        "Unknown function" => names.functions.clone(),
        "Block" => names.blocks.iter().copied().collect(),
        before if before.ends_with("there is no message") => names.messages.clone(),
        _ => return None,
    };
    Some(suggestion(word, &known))
}

/// The nearest name; all of them where none is near.
pub(crate) fn suggestion(word: &str, known: &[&str]) -> String {
    /// More names than this nobody reads.
    const MOST: usize = 40;
    // A wrong name may stand among those that templates were searched for.
    let known: Vec<&str> = known.iter().copied().filter(|name| *name != word).collect();
    if let Some(near) = content::nearest(word, known.iter().copied()) {
        return format!("did you mean `{near}`?");
    }
    let shown: Vec<String> = known.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    let more = if known.len() > MOST { ", … (`blogkermis theme guide` has them all)" } else { "" };
    format!("there is {}{more}", shown.join(", "))
}

fn lower(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
