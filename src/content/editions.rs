//! `content/<edition>/_index.md`: the call.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, tz::TimeZone};

use super::{
    keys::{Keys, Value},
    mistakes::Mistakes,
    palettes::palette,
    values::{
        address, blog, days, language, list, moment, number, table, text, text_or_texts, texts, timezone,
        unknown_language,
    },
};
use crate::model::{Edition, Host, Lang, Moment, Person, Slug};

/// What an edition is read against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Series<'s> {
    /// The language of an edition that names none.
    pub(super) language: &'s Lang,
    /// The time zone of an edition that names none.
    pub(super) timezone: Option<&'s TimeZone>,
    /// The contributing blogs; `None` leaves open which there are.
    pub(super) blogs: Option<&'s BTreeSet<Slug>>,
}

/// Reads an edition's keys.
pub(super) fn read(
    slug: Slug,
    mut keys: Keys<'_>,
    body: &str,
    series: Series<'_>,
    mistakes: &mut Mistakes<'_>,
) -> Option<Edition> {
    let title = keys.required("title", "\"…\"", mistakes, text);
    let theme = keys.required("theme", "\"…\"", mistakes, text);
    let language = keys.optional("language", mistakes, language).unwrap_or_else(|| series.language.clone());
    let opens = keys.optional("opens", mistakes, moment);
    let closes = keys.optional("closes", mistakes, moment);
    let timezone = keys.optional("timezone", mistakes, timezone).or_else(|| series.timezone.cloned());
    let grace = keys.optional("grace", mistakes, days).unwrap_or(SignedDuration::ZERO);
    let number = keys.optional("number", mistakes, |value, mistakes| number(value, 1, LATEST, mistakes));
    if let (Some(opens), Some(closes)) = (opens, closes)
        && is_after(opens, closes)
        && let Some(place) = keys.place_of("closes")
    {
        let message = format!("the edition closes ({closes}) before it opens ({opens})");
        mistakes.at(place, message, "swap the two, or mend one");
    }
    let host = keys.optional("host", mistakes, |value, mistakes| host(value, series, mistakes));
    let call = keys.optional("call", mistakes, address);
    let tags = keys.optional("tags", mistakes, |value, mistakes| list(value, mistakes, tag));
    let blogs = keys.optional("blogs", mistakes, |value, mistakes| {
        list(value, mistakes, |item, mistakes| blog(item, series.blogs, mistakes))
    });
    let prompts = keys.optional("prompts", mistakes, texts);
    let terms = keys.optional("terms", mistakes, terms);
    let palette = keys.optional("palette", mistakes, palette);
    keys.finish(mistakes);
    Some(Edition {
        slug,
        title: title?,
        theme: theme?,
        language,
        opens,
        closes,
        timezone,
        grace,
        number,
        host,
        call,
        tags: tags.unwrap_or_default(),
        blogs,
        prompts: prompts.unwrap_or_default(),
        terms: terms.unwrap_or_default(),
        palette,
        body: body.to_owned(),
    })
}

/// No series has had more editions.
const LATEST: usize = 9999;

/// Days are compared as days: neither of two has a time at which it would begin.
fn is_after(opens: Moment, closes: Moment) -> bool {
    match (opens, closes) {
        (Moment::Instant(opens, _), Moment::Instant(closes, _)) => opens > closes,
        _ => opens.date() > closes.date(),
    }
}

fn host(value: &Value<'_>, series: Series<'_>, mistakes: &mut Mistakes<'_>) -> Option<Host> {
    if value.toml.is_str() {
        return blog(value, series.blogs, mistakes).map(Host::Blog);
    }
    let mut keys = table(value, "host = \"<blog>\"` or `host = { name = \"…\" }", mistakes)?;
    let name = keys.required("name", "\"…\"", mistakes, text);
    let url = keys.optional("url", mistakes, address);
    keys.finish(mistakes);
    Some(Host::Person(Person { name: name?, url }))
}

/// A tag as blogs write it in their categories: without the `#`.
fn tag(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<String> {
    let tag = text(value, mistakes)?;
    let bare = tag.trim().trim_start_matches('#').trim_start();
    if bare.is_empty() {
        mistakes.at(value.place.clone(), "the tag is empty", "write a word after `#`, or leave the tag out");
        return None;
    }
    Some(bare.to_owned())
}

fn terms(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<BTreeMap<Lang, Vec<String>>> {
    let keys = table(value, "[terms]` and below it `nl = [\"…\"]", mistakes)?;
    let mut terms: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for named in keys.all() {
        let words = text_or_texts(&named, mistakes);
        match Lang::parse(named.key) {
            Some(lang) => terms.entry(lang).or_default().extend(words.unwrap_or_default()),
            None => unknown_language(named.key, keys.place_of(named.key).unwrap_or(named.place), mistakes),
        }
    }
    Some(terms)
}
