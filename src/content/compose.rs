//! The text of new files. What is composed here reads back as it was, but for white space around the Markdown.

use std::{
    fmt::{Display, Write as _},
    ops::Range,
};

use jiff::{SignedDuration, tz::TimeZone};

use super::{
    entries::{KINDS, STATUSES},
    files::{EntryFile, Pick},
    front_matter::{FENCE, trim_body},
};
use crate::model::{Blog, Edition, Form, Host, Lang, Moment, Palette, is_printable};

/// What a new roundup is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewRoundup {
    /// A title of its own, if it has one.
    pub title: Option<String>,
    /// Whether it is still a draft.
    pub draft: bool,
    /// When it was published.
    pub published: Option<Moment>,
    /// Markdown with shortcodes.
    pub body: String,
}

/// The text of `content/blogs/<blog>.md`.
#[must_use]
pub fn blog(blog: &Blog) -> String {
    let mut keys = Keys::default();
    keys.text("title", &blog.title);
    keys.text("author", &blog.author);
    keys.maybe_text("url", blog.url.as_ref());
    keys.maybe_text("feed", blog.feed.as_ref());
    keys.maybe_text("language", blog.language.as_ref());
    keys.with_body(&blog.bio)
}

/// The text of `content/<edition>/_index.md`.
#[must_use]
pub fn edition(edition: &Edition) -> String {
    let mut keys = Keys::default();
    keys.text("title", &edition.title);
    keys.text("theme", &edition.theme);
    keys.text("language", &edition.language);
    keys.maybe("opens", edition.opens);
    keys.maybe("closes", edition.closes);
    keys.maybe_text("timezone", edition.timezone.as_ref().and_then(TimeZone::iana_name));
    match (edition.grace.as_hours() / 24, edition.grace) {
        (_, none) if none.is_zero() => {}
        (days, grace) if grace == SignedDuration::from_hours(24 * days) => keys.value("grace", days),
        (_, grace) => keys.text("grace", format_args!("{grace:#}")),
    }
    keys.maybe("number", edition.number);
    match &edition.host {
        None => {}
        Some(Host::Blog(slug)) => keys.text("host", slug),
        Some(Host::Person(person)) => {
            let url = person.url.as_ref().map(|url| format!(", url = {}", quoted(url))).unwrap_or_default();
            keys.value("host", format_args!("{{ name = {}{url} }}", quoted(&person.name)));
        }
    }
    keys.maybe_text("call", edition.call.as_ref());
    if !edition.tags.is_empty() {
        keys.texts("tags", &edition.tags);
    }
    if let Some(blogs) = &edition.blogs {
        keys.texts("blogs", blogs);
    }
    match edition.prompts.as_slice() {
        [] => {}
        prompts => keys.value("prompts", lines(prompts.iter().map(quoted))),
    }
    match edition.palette.map(|palette| (palette.name(), palette)) {
        None => {}
        Some((Some(name), _)) => keys.text("palette", name),
        Some((None, Palette { cloth, second, sun })) => {
            let table = format!("{{ cloth = \"{cloth}\", second = \"{second}\", sun = \"{sun}\" }}");
            keys.value("palette", table);
        }
    }
    if !edition.terms.is_empty() {
        keys.heading("terms");
        for (language, terms) in &edition.terms {
            keys.texts(language.as_str(), terms);
        }
    }
    keys.with_body(&edition.body)
}

/// The text of `content/<edition>/entries/<entry>.md`.
#[must_use]
pub fn entry(entry: &EntryFile) -> String {
    let mut keys = Keys::default();
    for (key, value) in entry_keys(entry) {
        keys.value(key, value);
    }
    keys.with_body(&entry.blurb)
}

/// The keys of an entry's file in their order, each with its value as TOML.
pub(super) fn entry_keys(entry: &EntryFile) -> Vec<(&'static str, String)> {
    let moment = |moment: Option<Moment>| moment.map(|moment| moment.to_string());
    let picks = |picks: Option<&Vec<Pick>>| picks.map(|picks| lines(picks.iter().map(pick)));
    let keys = [
        ("url", entry.url.as_ref().map(quoted)),
        ("hash", entry.hash.as_ref().map(quoted)),
        ("status", entry.status.and_then(|status| named(&STATUSES, status)).map(quoted)),
        ("approved", entry.approved.as_ref().map(quoted)),
        ("since", moment(entry.since)),
        ("kind", entry.kind.and_then(|kind| named(&KINDS, kind)).map(quoted)),
        ("title", entry.title.as_ref().map(quoted)),
        ("author", entry.author.as_ref().map(quoted)),
        ("blog", entry.blog.as_ref().map(quoted)),
        ("published", moment(entry.published)),
        ("language", entry.language.as_ref().map(quoted)),
        ("text", entry.text.as_ref().map(quoted)),
        ("definitions", picks(entry.definitions.as_ref())),
        ("quotes", picks(entry.quotes.as_ref())),
    ];
    keys.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}

/// The text of `content/<edition>/roundup.md`.
#[must_use]
pub fn roundup(roundup: &NewRoundup) -> String {
    let mut keys = Keys::default();
    keys.maybe_text("title", roundup.title.as_ref());
    keys.value("draft", roundup.draft);
    keys.maybe("published", roundup.published);
    keys.with_body(&roundup.body)
}

fn pick(pick: &Pick) -> String {
    let mut keys = format!("{{ text = {}", quoted(&pick.text));
    for (key, whose) in [("speaker", &pick.speaker), ("originator", &pick.originator)] {
        if let Some(whose) = whose {
            // Writing to a string cannot fail.
            let _ = write!(keys, ", {key} = {}", quoted(whose));
        }
    }
    if pick.form == Form::Paraphrase {
        keys.push_str(", form = \"paraphrase\"");
    }
    let language = pick.language.as_ref().map(Lang::as_str);
    for (key, value) in [("term", pick.term.as_deref()), ("language", language), ("hash", pick.hash.as_deref())] {
        if let Some(value) = value {
            let _ = write!(keys, ", {key} = {}", quoted(value));
        }
    }
    keys.push_str(" }");
    keys
}

fn named<T: Copy + PartialEq>(words: &[(&'static str, T)], meaning: T) -> Option<&'static str> {
    words.iter().find(|(_, value)| *value == meaning).map(|(word, _)| *word)
}

/// A list with one item a line.
fn lines(items: impl Iterator<Item = String>) -> String {
    let items: Vec<_> = items.collect();
    if items.is_empty() { "[]".to_owned() } else { format!("[\n  {},\n]", items.join(",\n  ")) }
}

/// Front matter while it is written.
#[derive(Default)]
struct Keys(String);

impl Keys {
    fn value(&mut self, key: &str, value: impl Display) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{key} = {value}");
    }

    fn maybe(&mut self, key: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.value(key, value);
        }
    }

    fn text(&mut self, key: &str, text: impl Display) {
        self.value(key, quoted(text));
    }

    fn maybe_text(&mut self, key: &str, text: Option<impl Display>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    fn texts(&mut self, key: &str, texts: &[impl Display]) {
        let texts: Vec<_> = texts.iter().map(quoted).collect();
        self.value(key, format_args!("[{}]", texts.join(", ")));
    }

    fn heading(&mut self, name: &str) {
        let _ = writeln!(self.0, "\n[{name}]");
    }

    fn with_body(self, body: &str) -> String {
        let Range { start, end } = trim_body(body, 0..body.len());
        match &body[start..end] {
            "" => format!("{FENCE}\n{}{FENCE}\n", self.0),
            body => format!("{FENCE}\n{}{FENCE}\n\n{body}\n", self.0),
        }
    }
}

/// A TOML basic string (TOML 1.0, “String”) on one line. Characters that cannot be seen are escaped as well as those that
/// must be: whoever reviews the file sees what is in it.
pub(super) fn quoted(text: impl Display) -> String {
    let mut string = String::from("\"");
    for c in text.to_string().chars() {
        match c {
            '"' => string.push_str("\\\""),
            '\\' => string.push_str("\\\\"),
            '\n' => string.push_str("\\n"),
            '\r' => string.push_str("\\r"),
            '\t' => string.push_str("\\t"),
            c if !is_printable(c) => {
                // Writing to a string cannot fail.
                let _ = write!(string, "\\u{:04X}", u32::from(c));
            }
            c => string.push(c),
        }
    }
    string.push('"');
    string
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{super::mistakes::Mistakes, NewRoundup, edition, quoted, roundup};
    use crate::{
        content::{editions::Series, load::parse_edition},
        model::{Lang, Slug},
    };

    #[test]
    fn a_call_reads_as_a_person_would_write_it() {
        let text = "+++\ntitle = \"Over \\\"leren\\\"\"\ntheme = \"sociaal leren\"\nlanguage = \"nl\"\n\
            opens = 2026-05-01\ncloses = 2026-05-22T23:59:59+02:00\nhost = { name = \"Jan\", url = \"https://jan.example/\" }\n\
            tags = [\"blogkermis\"]\nblogs = [\"jan\"]\nprompts = [\n  \"Wat?\",\n  \"Hoe?\",\n]\n\n\
            [terms]\nen = [\"social learning\"]\nnl = [\"sociaal leren\", \"samen leren\"]\n+++\n\nDoe mee!\n";
        let mut mistakes = Mistakes::new(Path::new("a.md"), text);
        let series = Series { language: &Lang::en(), timezone: None, blogs: None };
        let read = parse_edition(Slug::new("a").unwrap(), text, series, &mut mistakes).unwrap();
        assert!(mistakes.is_empty());
        assert_eq!(edition(&read), text);
    }

    #[test]
    fn a_roundup_begins_as_a_draft() {
        let new = NewRoundup { draft: true, body: "\n\n{{ ride() }}\n\n".into(), ..NewRoundup::default() };
        assert_eq!(roundup(&new), "+++\ndraft = true\n+++\n\n{{ ride() }}\n");
    }

    #[test]
    fn what_cannot_be_seen_is_escaped() {
        assert_eq!(quoted("a\"\\\n\u{7f}\u{202e}é😀"), r#""a\"\\\n\u007F\u202Eé😀""#);
    }
}
