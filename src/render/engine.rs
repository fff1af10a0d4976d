//! The templates: the built-in theme, overridden file by file, and what templates may call.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    sync::Arc,
};

use fluent_bundle::{FluentArgs, FluentValue};
use jiff::civil::Date;
use rust_embed::RustEmbed;
use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use super::{
    RenderError, markdown,
    strings::Strings,
    theme::{
        OWN,
        mistakes::{self, Names},
    },
    variables,
};

/// The built-in theme.
#[derive(RustEmbed)]
#[folder = "templates/"]
pub(crate) struct Theme;

/// Templates ready to be rendered, from several threads at once.
pub(crate) struct Engine {
    tera: Tera,
    /// Every template by name, the theme's own under `theme/` once more.
    sources: BTreeMap<String, String>,
    /// Which of them are the host's.
    own: BTreeSet<String>,
    strings: Arc<Strings>,
}

/// What templates may do to values, beside Tera's own filters.
pub(crate) const FILTERS: &[(&str, &str)] = &[
    ("date", "A day like `2026-11-03` in words, in the page’s language: 3 November 2026."),
    ("month", "Its month and year: November 2026."),
    ("markdown", "Markdown as HTML; links that begin with `/` lead to this site."),
    ("urlencode", "Text as a part of an address."),
];

/// What templates may call.
pub(crate) const FUNCTIONS: &[(&str, &str)] = &[(
    "t",
    "`t(key=\"…\", …)`: one of the site’s own messages, in the page’s language or in `lang`. Further arguments fill the \
     message’s places; where one is safe markup, so is the whole.",
)];

impl Engine {
    /// Compiles the built-in theme with `overrides` in place of the files they name.
    pub(crate) fn new(overrides: &BTreeMap<String, String>, strings: Arc<Strings>) -> Result<Self, RenderError> {
        let mut tera = Tera::new();
        // Unknown filters and functions are errors when a template is added: they come first.
        register(&mut tera, Arc::clone(&strings));
        let mut sources = BTreeMap::new();
        let extends_own = overrides.values().any(|text| text.contains(OWN));
        let own: BTreeSet<String> = overrides.keys().filter(|name| is_page(name)).cloned().collect();
        for name in theme_names().filter(|name| is_page(name)) {
            let source = theme_file(&name).unwrap_or_default();
            // A template of the host's may extend the one whose place it takes.
            if extends_own {
                sources.insert(format!("{OWN}{name}"), source.clone());
            }
            sources.insert(name.to_string(), source);
        }
        for (name, source) in overrides.iter().filter(|(name, _)| is_page(name)) {
            sources.insert(name.clone(), source.clone());
        }
        let mut engine = Self { tera, sources, own, strings };
        let added = engine.tera.add_raw_templates(engine.sources.iter());
        added.map_err(|error| engine.mistake(&error))?;
        Ok(engine)
    }

    /// What every page knows.
    pub(crate) fn share(&mut self, everywhere: &impl Serialize) {
        variables::put(self.tera.global_context(), everywhere);
    }

    /// Renders one template.
    pub(crate) fn render(&self, template: &str, context: &Context) -> Result<String, RenderError> {
        self.tera.render(template, context).map_err(|error| self.mistake(&error))
    }

    /// What is wrong with a template, as the host is told.
    fn mistake(&self, error: &tera::Error) -> RenderError {
        let report = match error.kind() {
            ErrorKind::MissingParent { current, parent } => self.missing_parent(current, parent),
            _ => error.to_string(),
        };
        let words = |tag: &str| -> BTreeSet<&str> {
            self.sources
                .values()
                .flat_map(|source| source.match_indices(tag).map(|(at, _)| &source[at + tag.len()..]))
                .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default())
                .filter(|word| !word.is_empty())
                .collect()
        };
        let mut filters = words(" | ");
        filters.extend(FILTERS.iter().map(|(name, _)| *name));
        let names = Names {
            templates: self.sources.keys().map(String::as_str).collect(),
            blocks: words("{% block "),
            filters,
            functions: FUNCTIONS.iter().map(|(name, _)| *name).collect(),
            messages: self.strings.keys().collect(),
        };
        RenderError { message: mistakes::told(&report, &names, |name| self.own.contains(name)) }
    }

    /// A report in the form of Tera's own.
    fn missing_parent(&self, current: &str, parent: &str) -> String {
        let source = self.sources.get(current).map_or("", String::as_str);
        let at = source.lines().enumerate().find_map(|(n, line)| Some((n + 1, line, line.find(parent)?)));
        let Some((number, line, at)) = at else { return format!("Unknown template `{parent}`") };
        let column = line[..at].chars().count();
        let edge = " ".repeat(number.to_string().len());
        let (before, under) = (" ".repeat(column), "^".repeat(parent.chars().count()));
        format!(
            "error: Unknown template `{parent}`\n{edge}--> {current}:{number}:{}\n{edge} |\n{number} | {line}\n\
             {edge} | {before}{under}",
            column + 1
        )
    }
}

/// The variables that a template of the theme reads, its parts included.
pub(crate) fn variables_of(name: &str) -> Vec<String> {
    let strings = Strings::load().map(Arc::new);
    let read = |source: String| variables_in(name, &source, strings.as_ref().ok()?).ok();
    theme_file(name).and_then(read).unwrap_or_default()
}

/// The variables that a template of this text would read in the place of the theme's own, its parts not included.
pub(crate) fn variables_in(name: &str, source: &str, strings: &Arc<Strings>) -> Result<Vec<String>, RenderError> {
    // Without the templates that it extends and includes: what those read is theirs.
    let alone = ["extends", "include"].iter().fold(source.to_owned(), |text, tag| without_tag(&text, tag));
    let mut tera = Tera::new();
    register(&mut tera, Arc::clone(strings));
    tera.add_raw_template(name, &alone).map_err(|error| RenderError { message: error.to_string() })?;
    let found = tera.get_template_variables(name).map_err(|error| RenderError { message: error.to_string() })?;
    let mut found: Vec<String> = found.into_iter().map(ToOwned::to_owned).collect();
    found.sort();
    Ok(found)
}

/// A template's text without the tags of this name, which stand by themselves.
fn without_tag(source: &str, tag: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some((before, after)) = rest.split_once("{%") {
        out.push_str(before);
        let name = after.trim_start_matches('-').trim_start();
        match after.split_once("%}") {
            Some((_, behind)) if name.starts_with(tag) => rest = behind,
            _ => {
                out.push_str("{%");
                rest = after;
            }
        }
    }
    out + rest
}

/// Whether a file of a theme is a template; the others are copied.
pub(crate) fn is_page(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|extension| extension == "html")
}

/// What lies in this folder beside the theme is the desk's own, and no site's to replace.
const DESK: &str = "desk/";

/// The names of the theme's files.
pub(crate) fn theme_names() -> impl Iterator<Item = Cow<'static, str>> {
    Theme::iter().filter(|name| !name.starts_with(DESK))
}

/// A file of the built-in theme as text.
pub(crate) fn theme_file(name: &str) -> Option<String> {
    if name.starts_with(DESK) { None } else { embedded(name) }
}

/// The desk's own files, by name: `desk/…`.
pub(crate) fn desk_files() -> BTreeMap<String, String> {
    let names = Theme::iter().filter(|name| name.starts_with(DESK));
    names.filter_map(|name| Some((name.to_string(), embedded(&name)?))).collect()
}

fn embedded(name: &str) -> Option<String> {
    Some(String::from_utf8_lossy(&Theme::get(name)?.data).into_owned())
}

fn register(tera: &mut Tera, strings: Arc<Strings>) {
    let dates = Arc::clone(&strings);
    let months = Arc::clone(&strings);
    tera.register_function("t", move |kwargs: Kwargs, state: &State| translate(&strings, &kwargs, state));
    tera.register_filter("date", move |text: &str, _: Kwargs, state: &State| {
        Ok::<_, tera::Error>(dates.date(&language(state)?, parse_date(text)?))
    });
    tera.register_filter("month", move |text: &str, _: Kwargs, state: &State| {
        Ok::<_, tera::Error>(months.month(&language(state)?, parse_date(text)?))
    });
    tera.register_filter("markdown", |text: &str, _: Kwargs, state: &State| {
        let root = state.get::<String>("root")?.unwrap_or_default();
        let top = state.get::<String>("top")?.unwrap_or_default();
        Ok::<_, tera::Error>(Value::safe_string(&markdown::in_folder(text, &root, &top)))
    });
    tera.register_filter("urlencode", |text: &str, _: Kwargs, _: &State| percent_encode(text));
}

fn language(state: &State) -> Result<String, tera::Error> {
    state.get::<String>("lang")?.ok_or_else(|| tera::Error::message("`lang` is not set"))
}

fn parse_date(text: &str) -> Result<Date, tera::Error> {
    let day = text.get(..10).unwrap_or(text);
    day.parse().map_err(|_| tera::Error::message(format!("`{text}` is no date")))
}

/// `t(key="…", …)`: a message in the page's language (or in `lang`). Where an argument is safe markup, so is the result.
fn translate(strings: &Strings, kwargs: &Kwargs, state: &State) -> Result<Value, tera::Error> {
    let key = kwargs.must_get::<&str>("key")?;
    let lang = match kwargs.get::<&str>("lang")? {
        Some(lang) => lang.to_owned(),
        None => language(state)?,
    };
    let markup = kwargs.iter().any(|(_, value)| value.is_safe() && value.is_string());
    let mut args = FluentArgs::new();
    for (name, value) in kwargs.iter().filter(|(name, _)| !matches!(name.as_str(), Some("key" | "lang"))) {
        let name = name.as_str().unwrap_or_default().to_owned();
        if let Some(number) = value.as_i64() {
            args.set(name, number);
        } else {
            let text = value.as_str().unwrap_or_default();
            let text = if markup && !value.is_safe() { state.escape(text)? } else { text.to_owned() };
            args.set(name, FluentValue::from(text));
        }
    }
    let text = strings
        .get(&lang, key, &args)
        .ok_or_else(|| tera::Error::message(format!("there is no message `{key}` in data/locale")))?;
    Ok(if markup { Value::safe_string(&text) } else { Value::from(text) })
}

/// Everything but letters, digits, `.`, `_` and `~` as `%XX`: also safe inside a text fragment, where `-`, `,` and `&`
/// have a meaning.
pub(crate) fn percent_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'~' => out.push(byte.into()),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
