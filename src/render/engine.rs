//! The templates: the built-in theme, overridden file by file, and what templates may call.

use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

use fluent_bundle::{FluentArgs, FluentValue};
use jiff::civil::Date;
use rust_embed::RustEmbed;
use tera::{Context, Kwargs, State, Tera, Value};

use super::{
    RenderError, markdown,
    strings::Strings,
    variables::{self, Everywhere},
};

/// The built-in theme.
#[derive(RustEmbed)]
#[folder = "templates/"]
pub(crate) struct Theme;

/// Templates ready to be rendered, from several threads at once.
pub(crate) struct Engine {
    tera: Tera,
}

impl Engine {
    /// Compiles the built-in theme with `overrides` in place of the files they name.
    pub(crate) fn new(overrides: &BTreeMap<String, String>, strings: Arc<Strings>) -> Result<Self, RenderError> {
        let mut tera = Tera::new();
        // Unknown filters and functions are errors when a template is added: they come first.
        register(&mut tera, strings);
        let mut sources = BTreeMap::new();
        for name in Theme::iter().filter(|name| is_page(name)) {
            sources.insert(name.to_string(), theme_file(&name).unwrap_or_default());
        }
        for (name, source) in overrides.iter().filter(|(name, _)| is_page(name)) {
            sources.insert(name.clone(), source.clone());
        }
        tera.add_raw_templates(sources).map_err(|error| in_templates(&error))?;
        Ok(Self { tera })
    }

    /// What every page knows.
    pub(crate) fn share(&mut self, everywhere: &Everywhere) {
        variables::put(self.tera.global_context(), everywhere);
    }

    /// Renders one template.
    pub(crate) fn render(&self, template: &str, context: &Context) -> Result<String, RenderError> {
        self.tera.render(template, context).map_err(|error| in_templates(&error))
    }
}

/// Whether a file of a theme is a template; the others are copied.
fn is_page(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|extension| extension == "html")
}

/// A file of the built-in theme as text.
pub(crate) fn theme_file(name: &str) -> Option<String> {
    Some(String::from_utf8_lossy(&Theme::get(name)?.data).into_owned())
}

/// The template's own report names the file relative to `templates/`; people look from the site's root.
fn in_templates(error: &tera::Error) -> RenderError {
    RenderError { message: error.to_string().replace("--> ", "--> templates/").trim_end().to_owned() }
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
        Ok::<_, tera::Error>(Value::safe_string(&markdown::to_html(text, &root)))
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
