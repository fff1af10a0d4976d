//! The site's own words, from `data/locale/*.ftl`.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use jiff::civil::Date;
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use super::RenderError;
use crate::model::Lang;

#[derive(RustEmbed)]
#[folder = "data/locale/"]
struct Locales;

/// The language that speaks where no other can.
const FALLBACK: &str = "en";

/// Fluent messages of every language there is a file for. Can be asked from several threads.
pub(crate) struct Strings {
    bundles: BTreeMap<String, FluentBundle<FluentResource>>,
    /// Every message's name.
    keys: BTreeSet<String>,
}

impl Strings {
    /// Reads the embedded files.
    pub(crate) fn load() -> Result<Self, RenderError> {
        Self::with("")
    }

    /// The same with the words of the desk: `desk.nl.ftl`.
    pub(crate) fn for_desk() -> Result<Self, RenderError> {
        Self::with("desk.")
    }

    /// Those of a room too, whose files begin with its name.
    fn with(room: &str) -> Result<Self, RenderError> {
        let (mut bundles, mut keys) = (BTreeMap::<String, FluentBundle<FluentResource>>::new(), BTreeSet::new());
        // The site's own come first.
        let of_room = Locales::iter().filter(|file| !room.is_empty() && file.starts_with(room));
        for file in Locales::iter().filter(|file| file.matches('.').count() == 1).chain(of_room) {
            // Other rooms keep words here too: `draft.nl.ftl`.
            let Some(name) = file.strip_suffix(".ftl").map(|name| name.strip_prefix(room).unwrap_or(name)) else {
                continue;
            };
            let broken = |what: String| RenderError { message: format!("data/locale/{file}: {what}") };
            let bytes = Locales::get(&file).ok_or_else(|| broken("is not embedded".into()))?;
            let text = String::from_utf8_lossy(&bytes.data).into_owned();
            let is_name = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
            let named = text.lines().filter(is_name).filter_map(|line| line.split_once(" ="));
            keys.extend(named.map(|(name, _)| name.to_owned()));
            let resource = FluentResource::try_new(text).map_err(|(_, errors)| broken(format!("{errors:?}")))?;
            let id: LanguageIdentifier = name.parse().map_err(|error| broken(format!("{error:?}")))?;
            let bundle = bundles.entry(name.to_owned()).or_insert_with(|| FluentBundle::new_concurrent(vec![id]));
            // Isolating marks would end up in titles and feeds; the templates isolate with <bdi> where it matters.
            bundle.set_use_isolating(false);
            bundle.add_resource(resource).map_err(|errors| broken(format!("{errors:?}")))?;
        }
        Ok(Self { bundles, keys })
    }

    /// Every message's name, in order.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(String::as_str)
    }

    /// The language closest to `wanted` that there are words for: itself, else `or`, else English.
    pub(crate) fn language<'a>(&'a self, wanted: &'a Lang, or: &'a Lang) -> &'a str {
        [wanted.primary(), or.primary()].into_iter().find(|lang| self.bundles.contains_key(*lang)).unwrap_or(FALLBACK)
    }

    /// A message; `None` when no language has it.
    pub(crate) fn get(&self, lang: &str, key: &str, args: &FluentArgs) -> Option<String> {
        let bundle = [lang, FALLBACK]
            .iter()
            .filter_map(|lang| self.bundles.get(*lang))
            .find(|bundle| bundle.has_message(key))?;
        let pattern = bundle.get_message(key)?.value()?;
        Some(bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned())
    }

    /// A message of the program itself, which has every key it asks for (tests see to that).
    pub(crate) fn text(&self, lang: &str, key: &str, args: &[(&str, &str)]) -> String {
        let mut fluent = FluentArgs::new();
        for (name, value) in args {
            fluent.set(*name, (*value).to_owned());
        }
        self.get(lang, key, &fluent).unwrap_or_else(|| key.to_owned())
    }

    /// A message with a number in it.
    pub(crate) fn count(&self, lang: &str, key: &str, name: &str, n: usize, args: &[(&str, &str)]) -> String {
        let mut fluent = FluentArgs::new();
        fluent.set(name.to_owned(), n);
        for (name, value) in args {
            fluent.set(*name, (*value).to_owned());
        }
        self.get(lang, key, &fluent).unwrap_or_else(|| key.to_owned())
    }

    /// Several things in one breath: `a, b and c`.
    pub(crate) fn list(&self, lang: &str, items: &[impl AsRef<str>]) -> String {
        match items {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [first @ .., last] => {
                let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
                self.text(lang, "list", &[("first", &first.join(", ")), ("last", last.as_ref())])
            }
        }
    }

    /// A language's name in another language; its tag where there is no name for it.
    pub(crate) fn language_name(&self, lang: &str, of: &Lang) -> String {
        let key = format!("language-{}", of.primary());
        self.get(lang, &key, &FluentArgs::new()).unwrap_or_else(|| of.to_string())
    }

    /// A date in words: `3 november 2026`.
    pub(crate) fn date(&self, lang: &str, date: Date) -> String {
        let month = self.text(lang, &format!("month-{}", date.month()), &[]);
        let (day, year) = (date.day().to_string(), date.year().to_string());
        self.text(lang, "date-long", &[("day", &day), ("month", &month), ("year", &year)])
    }

    /// A month in words: `november 2026`.
    pub(crate) fn month(&self, lang: &str, date: Date) -> String {
        let month = self.text(lang, &format!("month-{}", date.month()), &[]);
        self.text(lang, "date-month", &[("month", &month), ("year", &date.year().to_string())])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Locales, Strings};

    fn keys(file: &str) -> BTreeSet<String> {
        let data = Locales::get(file).unwrap().data;
        let is_key = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
        let text = String::from_utf8_lossy(&data).into_owned();
        text.lines().filter(is_key).filter_map(|line| Some(line.split_once(" =")?.0.to_owned())).collect()
    }

    #[test]
    fn every_language_has_the_same_keys() {
        assert_eq!(keys("nl.ftl"), keys("en.ftl"));
        assert_eq!(keys("desk.nl.ftl"), keys("desk.en.ftl"));
        assert!(keys("desk.en.ftl").is_disjoint(&keys("en.ftl")), "one name, one message");
        let spoken: Vec<&str> = crate::model::SPOKEN.to_vec();
        assert_eq!(Strings::load().unwrap().bundles.keys().map(String::as_str).collect::<Vec<_>>(), spoken);
    }

    #[test]
    fn every_key_a_template_asks_for_is_there() {
        let (site, desk) = (keys("en.ftl"), keys("desk.en.ftl"));
        for file in crate::render::engine::Theme::iter() {
            let data = crate::render::engine::Theme::get(&file).unwrap().data;
            let text = String::from_utf8_lossy(&data).into_owned();
            for rest in text.split("t(key=\"").skip(1) {
                let key = rest.split('"').next().unwrap();
                let is_there = site.contains(key) || (file.starts_with("desk/") && desk.contains(key));
                assert!(is_there, "{file} asks for `{key}`");
            }
        }
    }

    #[test]
    fn speaks_in_numbers_and_dates() {
        let strings = Strings::load().unwrap();
        assert_eq!(strings.count("nl", "count-definitions", "n", 1, &[]), "1 definitie");
        assert_eq!(strings.count("en", "count-definitions", "n", 12, &[]), "12 definitions");
        assert_eq!(strings.date("nl", jiff::civil::date(2026, 5, 3)), "3 mei 2026");
        assert_eq!(strings.month("en", jiff::civil::date(2026, 5, 3)), "May 2026");
    }
}
