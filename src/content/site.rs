//! `blogkermis.toml`: what a host may set for a whole site.

use std::collections::BTreeSet;

use url::Url;

use super::{
    desk,
    files::ContentPage,
    keys::{Keys, Value, parse},
    links, lint,
    mistakes::Mistakes,
    nearest::quoted,
    palettes::palette,
    values::{address, blog, duration, fraction, language, list, number, size, table, text, text_or_nothing, timezone},
};
use crate::model::{
    Band, Bands, FetchPolicy, Lang, QuotationPolicy, SPOKEN, SeriesHosts, SiteConfig, Slug, Summariser,
};

/// Reads the file. What is missing in `[fetch]`, `[quotation]`, `[bands]` and `[lint]` is as a careful host would have it.
pub(super) fn read(toml: &str, mistakes: &mut Mistakes<'_>) -> Option<SiteConfig> {
    let document = parse(toml, 0, mistakes);
    let mut keys = Keys::new(&document, None, 0);
    let title = keys.required("title", "\"…\"", mistakes, text);
    let description = keys.optional("description", mistakes, text_or_nothing);
    let base_url = keys.required("base_url", "\"https://example.org/\"", mistakes, base_url);
    let language = keys.optional("language", mistakes, language);
    let palette = keys.optional("palette", mistakes, palette);
    let languages = keys.optional("languages", mistakes, languages).unwrap_or_default();
    let timezone = keys.optional("timezone", mistakes, timezone);
    let series = keys.optional("series", mistakes, |value, mistakes| series(value, None, mistakes));
    let links = keys.optional("links", mistakes, links::read);
    let hub = keys.optional("websub", mistakes, hub);
    let fetch = keys.optional("fetch", mistakes, fetch);
    let quotation = keys.optional("quotation", mistakes, quotation);
    let bands = keys.optional("bands", mistakes, bands);
    let summariser = keys.optional("summaries", mistakes, summaries);
    let lint = keys.optional("lint", mistakes, lint::policy);
    let desk = keys.optional("desk", mistakes, desk::policy);
    keys.finish(mistakes);
    Some(SiteConfig {
        title: title?,
        description: description.unwrap_or_default(),
        base_url: base_url?,
        language: language.or_else(|| languages.first().cloned()).unwrap_or_else(Lang::en),
        languages,
        timezone,
        palette,
        series: series.unwrap_or_default(),
        links: links.unwrap_or_default(),
        hub,
        fetch: fetch.unwrap_or_default(),
        quotation: quotation.unwrap_or_default(),
        bands: bands.unwrap_or_default(),
        summariser,
        lint: lint.unwrap_or_default(),
        desk: desk.unwrap_or_default(),
    })
}

/// The languages of the site's own words, each once.
fn languages(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<Vec<Lang>> {
    let mut known: Vec<Lang> = Vec::new();
    list(value, mistakes, |item, mistakes| {
        let lang = language(item, mistakes)?;
        if !SPOKEN.contains(&lang.as_str()) {
            let message = format!("the site has no words in {}", quoted(lang.as_str()));
            mistakes.at(item.place.clone(), message, "use `nl` or `en`; quotes and texts may be in any language");
            return None;
        }
        if known.contains(&lang) {
            mistakes.at(item.place.clone(), format!("`{lang}` stands here twice"), "take one of them out");
            return None;
        }
        known.push(lang.clone());
        Some(lang)
    })
}

/// Reads `[series]` once more, when it is known which blogs there are.
pub(super) fn check_hosts(
    toml: &str,
    known: Option<&BTreeSet<Slug>>,
    mistakes: &mut Mistakes<'_>,
) -> Option<SeriesHosts> {
    let document = parse(toml, 0, mistakes);
    let mut keys = Keys::new(&document, None, 0);
    keys.optional("series", mistakes, |value, mistakes| series(value, known, mistakes))
}

fn series(value: &Value<'_>, known: Option<&BTreeSet<Slug>>, mistakes: &mut Mistakes<'_>) -> Option<SeriesHosts> {
    let mut keys = table(value, "[series]", mistakes)?;
    let mut blogs = |key, mistakes: &mut Mistakes<'_>| {
        let listed = keys.optional(key, mistakes, |value, mistakes| {
            list(value, mistakes, |item, mistakes| blog(item, known, mistakes))
        });
        listed.unwrap_or_default()
    };
    let hosts = blogs("hosts", mistakes);
    let reserve_hosts = blogs("reserve_hosts", mistakes);
    keys.finish(mistakes);
    Some(SeriesHosts { hosts, reserve_hosts })
}

/// Where bloggers find out who asks, when `contact` does not say: the page about the site, or else its home page.
pub(super) fn about(base_url: &Url, pages: &[ContentPage]) -> String {
    /// What such a page is called.
    const NAMES: [&str; 5] = ["about", "over", "ueber", "a-propos", "acerca"];
    let page = NAMES.iter().find(|name| pages.iter().any(|page| page.slug.as_str() == **name));
    let address = page.and_then(|name| base_url.join(&format!("{name}/")).ok());
    // It becomes part of a header in which parentheses have their own meaning.
    address.as_ref().unwrap_or(base_url).as_str().replace('(', "%28").replace(')', "%29")
}

/// Where the site will stand: a folder, so it ends with a slash.
fn base_url(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<Url> {
    let mut url = address(value, mistakes)?;
    if url.query().is_some() || url.fragment().is_some() {
        let message = "`base_url` is the address of a folder: `?` and `#` have no place in it";
        mistakes.at(value.place.clone(), message, "write `https://example.org/` or `https://example.org/kermis/`");
        return None;
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Some(url)
}

fn hub(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<Url> {
    let mut keys = table(value, "[websub]", mistakes)?;
    let hub = keys.required("hub", "\"https://hub.example/\"", mistakes, address);
    keys.finish(mistakes);
    hub
}

fn fetch(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<FetchPolicy> {
    /// More than this at once is no longer polite, and no faster either.
    const MOST_REQUESTS: usize = 256;
    /// No feed is asked more often, whatever is written.
    const SHORTEST_INTERVAL: std::time::Duration = std::time::Duration::from_hours(1);
    const LARGEST_BODY: usize = 1 << 30;
    /// What the HTTP library gives up at by itself is little more.
    const LARGEST_HEAD: usize = 256 << 10;
    const MOST_HEADERS: usize = 1000;
    let mut keys = table(value, "[fetch]", mistakes)?;
    let default = FetchPolicy::default();
    let policy = FetchPolicy {
        concurrency: keys
            .optional("concurrency", mistakes, |value, mistakes| number(value, 1, MOST_REQUESTS, mistakes))
            .unwrap_or(default.concurrency),
        connect_timeout: keys.optional("connect_timeout", mistakes, timeout).unwrap_or(default.connect_timeout),
        first_byte_timeout: keys
            .optional("first_byte_timeout", mistakes, timeout)
            .unwrap_or(default.first_byte_timeout),
        stall_timeout: keys.optional("stall_timeout", mistakes, timeout).unwrap_or(default.stall_timeout),
        timeout: keys.optional("timeout", mistakes, timeout).unwrap_or(default.timeout),
        run_timeout: keys.optional("run_timeout", mistakes, timeout).unwrap_or(default.run_timeout),
        max_bytes: keys
            .optional("max_size", mistakes, |value, mistakes| size(value, 1, LARGEST_BODY, mistakes))
            .unwrap_or(default.max_bytes),
        max_header_bytes: keys
            .optional("max_header_size", mistakes, |value, mistakes| size(value, 1 << 10, LARGEST_HEAD, mistakes))
            .unwrap_or(default.max_header_bytes),
        max_headers: keys
            .optional("max_headers", mistakes, |value, mistakes| number(value, 10, MOST_HEADERS, mistakes))
            .unwrap_or(default.max_headers),
        interval: keys
            .optional("interval", mistakes, duration)
            .map_or(default.interval, |asked| asked.max(SHORTEST_INTERVAL)),
        allow: keys
            .optional("allow", mistakes, |value, mistakes| list(value, mistakes, allowed))
            .unwrap_or(default.allow),
        contact: keys.optional("contact", mistakes, contact).or(default.contact),
    };
    keys.finish(mistakes);
    Some(policy)
}

fn timeout(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<std::time::Duration> {
    let timeout = duration(value, mistakes)?;
    if timeout.is_zero() {
        mistakes.at(value.place.clone(), "nothing ends in no time", "write seconds, or `\"30s\"`");
        return None;
    }
    Some(timeout)
}

/// One word; what kind of address it is, is the fetcher's to judge.
fn allowed(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<String> {
    let entry = text(value, mistakes)?;
    if entry.contains(|c: char| c.is_whitespace() || c.is_control()) || entry.contains("://") {
        let message = format!("{} is no address, network or address:port pair", quoted(&entry));
        mistakes.at(value.place.clone(), message, "write `127.0.0.1`, `192.168.1.0/24` or `127.0.0.1:8080`");
        return None;
    }
    Some(entry)
}

/// It becomes part of a header: one line of visible ASCII.
fn contact(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<String> {
    let contact = text(value, mistakes)?;
    if contact.contains(|c: char| !c.is_ascii_graphic()) {
        let message = format!("`contact` is no address: {}", quoted(&contact));
        mistakes.at(value.place.clone(), message, "write an e-mail address or the address of a page");
        return None;
    }
    Some(contact)
}

fn quotation(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<QuotationPolicy> {
    const MOST: usize = 10_000;
    let mut keys = table(value, "[quotation]", mistakes)?;
    let default = QuotationPolicy::default();
    let words = keys.optional("summary_words", mistakes, |value, mistakes| lint::bounds(value, MOST, mistakes));
    let mut count =
        |key, or| keys.optional(key, mistakes, |value, mistakes| number(value, 0, MOST, mistakes)).unwrap_or(or);
    let quote_max_chars = count("quote_chars", default.quote_max_chars);
    let quote_max_words = count("quote_words", default.quote_max_words);
    let quotes_per_entry = count("quotes_per_entry", default.quotes_per_entry);
    let mut percent =
        |key, or| keys.optional(key, mistakes, |value, mistakes| number(value, 0, 100, mistakes)).unwrap_or(or);
    let entry_percent = percent("entry_percent", default.entry_percent);
    let roundup_percent = percent("roundup_percent", default.roundup_percent);
    keys.finish(mistakes);
    let (summary_min_words, summary_max_words) =
        words.unwrap_or((default.summary_min_words, default.summary_max_words));
    Some(QuotationPolicy {
        summary_min_words,
        summary_max_words,
        quote_max_chars,
        quote_max_words,
        quotes_per_entry,
        entry_percent,
        roundup_percent,
    })
}

fn summaries(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<Summariser> {
    let mut keys = table(value, "[summaries]", mistakes)?;
    let command = keys.required("command", "\"…\"", mistakes, command);
    let timeout = keys.optional("timeout", mistakes, timeout).unwrap_or(Summariser::TIMEOUT);
    keys.finish(mistakes);
    Some(Summariser { command: command?, timeout })
}

/// A command line, split as a shell would, without anything else that a shell does.
fn command(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<Vec<String>> {
    let line = text(value, mistakes)?;
    let Ok(words) = shell_words::split(&line) else {
        let message = format!("a quotation mark in `{}` is never closed", value.key);
        mistakes.at(value.place.clone(), message, "close it, or write `\\` before it");
        return None;
    };
    if words.first().is_none_or(String::is_empty) {
        let message = format!("`{}` names no program", value.key);
        mistakes.at(value.place.clone(), message, "write the program first, then its arguments");
        return None;
    }
    Some(words)
}

fn bands(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<Bands> {
    let mut keys = table(value, "[bands]", mistakes)?;
    let default = Bands::default();
    let mut band = |key, or| keys.optional(key, mistakes, |value, mistakes| band(value, or, mistakes)).unwrap_or(or);
    let bands = Bands {
        entries: band("entries", default.entries),
        definitions: band("definitions", default.definitions),
        quotes: band("quotes", default.quotes),
    };
    keys.finish(mistakes);
    Some(bands)
}

fn band(value: &Value<'_>, default: Band, mistakes: &mut Mistakes<'_>) -> Option<Band> {
    let example = format!("{} = {{ publish = {}, suggest = {} }}", value.key, default.publish, default.suggest);
    let mut keys = table(value, &example, mistakes)?;
    let publish = keys.optional("publish", mistakes, fraction).unwrap_or(default.publish);
    let suggest = keys.optional("suggest", mistakes, fraction);
    keys.finish(mistakes);
    if suggest.is_some_and(|suggest| suggest > publish) {
        let message = format!("`{}` publishes what it would not even suggest", value.key);
        mistakes.at(value.place.clone(), message, format!("write `{example}`: the first not below the second"));
        return None;
    }
    Some(Band { publish, suggest: suggest.unwrap_or(default.suggest.min(publish)) })
}
