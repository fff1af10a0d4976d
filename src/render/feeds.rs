//! What the site's feeds carry: entries, newest first, whatever the format.

use std::fmt::Write as _;

use jiff::Timestamp;

use super::{
    context::{EditionModel, World},
    html::{escape, safe_url, text_fragment},
};
use crate::model::{Entry, Form, Lang, Moment, Person, Phase, SummaryBy};

/// How many items a feed has.
const ITEMS: usize = 50;

/// A feed, before it is written down.
pub(crate) struct Feed {
    /// The page it belongs to.
    pub(crate) home: String,
    /// Its own address without the extension.
    pub(crate) address: String,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) lang: String,
    /// Who tells subscribers of changes (W3C WebSub, 4): the feed names it, and itself.
    pub(crate) hub: Option<String>,
    /// The latest moment anything in it carries; `None` when nothing has a date.
    pub(crate) updated: Option<Moment>,
    /// Whether nothing will be added any more.
    pub(crate) expired: bool,
    pub(crate) items: Vec<Item>,
}

/// One entry in a feed.
pub(crate) struct Item {
    /// Its page here, which is also its id: the original has its own id in its own feed.
    pub(crate) page: String,
    /// The original.
    pub(crate) original: Option<String>,
    pub(crate) title: String,
    pub(crate) author: Person,
    pub(crate) lang: Lang,
    pub(crate) summary: String,
    pub(crate) html: String,
    pub(crate) published: Option<Moment>,
    /// When it appeared or, where that is unknown, when it was fetched.
    pub(crate) dated: Option<Moment>,
}

impl Feed {
    /// All editions together.
    pub(crate) fn series(world: &World) -> Self {
        let config = &world.site.content.config;
        let items = world.editions.iter().flat_map(|edition| items(world, edition)).collect();
        let (home, title) = (config.base_url.to_string(), config.title.clone());
        let feed = Self::of(home, title, config.description.clone(), &world.lang, items);
        Self { hub: safe_url(config.hub.as_ref()), ..feed }
    }

    /// One edition.
    pub(crate) fn edition(world: &World, edition: &EditionModel, now: Timestamp) -> Self {
        let config = &world.site.content.config;
        let source = &edition.source.edition;
        let title =
            world.strings.text(&edition.lang, "page-title", &[("page", &source.title), ("site", &config.title)]);
        let home = format!("{}{}", config.base_url, edition.path);
        let description = world.strings.count(
            &edition.lang,
            "edition-description",
            "bloggers",
            edition.names.len(),
            &[("theme", &source.theme)],
        );
        let mut feed = Self::of(home, title, description, &edition.lang, items(world, edition).collect());
        feed.hub = safe_url(config.hub.as_ref());
        feed.updated = changed(edition);
        feed.expired = is_over(edition, now);
        feed
    }

    fn of(home: String, title: String, description: String, lang: &str, mut items: Vec<Item>) -> Self {
        items.sort_by(|a, b| {
            let newest = |item: &Item| item.dated.map(|moment| std::cmp::Reverse(moment.sort_key()));
            // Undated ones come last.
            (a.dated.is_none(), newest(a), &a.page).cmp(&(b.dated.is_none(), newest(b), &b.page))
        });
        items.truncate(ITEMS);
        let updated = latest(items.iter().filter_map(|item| item.dated));
        Self {
            address: format!("{home}feed"),
            home,
            title,
            description,
            lang: lang.to_owned(),
            hub: None,
            updated,
            expired: false,
            items,
        }
    }
}

/// Whether no entry can come any more: the roundup is out, or the last day for late ones has passed.
fn is_over(edition: &EditionModel, now: Timestamp) -> bool {
    match edition.source.phase {
        Phase::Published => true,
        Phase::Closed => edition.source.edition.window().ends().is_some_and(|ends| ends < now),
        Phase::Announced | Phase::Open => false,
    }
}

/// When an edition last changed: its newest entry, or its roundup.
pub(crate) fn changed(edition: &EditionModel) -> Option<Moment> {
    let published = edition.source.roundup.file.as_ref().and_then(|file| file.published);
    latest(edition.source.entries.iter().filter_map(dated).chain(published))
}

/// When an entry appeared or, where that is unknown, when it was fetched.
pub(crate) fn dated(entry: &Entry) -> Option<Moment> {
    entry.published.or_else(|| entry.snapshot.as_ref().map(|snapshot| snapshot.fetched))
}

/// The latest of them.
pub(crate) fn latest(moments: impl Iterator<Item = Moment>) -> Option<Moment> {
    moments.max_by_key(|moment| moment.sort_key())
}

fn items<'a>(world: &'a World, edition: &'a EditionModel) -> impl Iterator<Item = Item> + 'a {
    let base = &world.site.content.config.base_url;
    edition.source.entries.iter().zip(&edition.entry_paths).map(move |(entry, path)| Item {
        page: format!("{base}{path}"),
        original: safe_url(entry.url.as_ref()),
        title: entry.title.clone(),
        author: Person { name: entry.author.name.clone(), url: entry.author.url.clone() },
        lang: entry.language.clone(),
        summary: entry.summary.as_ref().map(|summary| summary.text.clone()).unwrap_or_default(),
        html: content(world, &edition.lang, entry),
        published: entry.published,
        dated: dated(entry),
    })
}

/// Summary, definitions, quotes and the way to the original.
fn content(world: &World, lang: &str, entry: &Entry) -> String {
    let mut out = String::new();
    let url = safe_url(entry.url.as_ref());
    if let Some(summary) = &entry.summary {
        let _ = write!(out, "<p>{}</p>", escape(&summary.text));
        if summary.by == SummaryBy::Command {
            let _ = write!(out, "<p><em>{}</em></p>", escape(&world.strings.text(lang, "summary-by-command", &[])));
        }
    }
    let verbatim = entry.definitions.iter().chain(&entry.quotes).filter(|citation| citation.form == Form::Verbatim);
    for citation in verbatim {
        let (open, close) = quotation_marks(citation.language.primary());
        let words = format!("{open}{}{close}", escape(&citation.text));
        let lang = escape(citation.language.as_str());
        match &url {
            Some(url) => {
                let place = escape(&text_fragment(url, &citation.text, citation.around.as_ref()));
                let _ = write!(
                    out,
                    "<blockquote cite=\"{}\" lang=\"{lang}\"><p><a href=\"{place}\">{words}</a></p></blockquote>",
                    escape(url)
                );
            }
            None => {
                let _ = write!(out, "<blockquote lang=\"{lang}\"><p>{words}</p></blockquote>");
            }
        }
    }
    if let Some(url) = &url {
        let label = world.strings.text(lang, "read-at", &[("name", &entry.author.name)]);
        let _ = write!(out, "<p><a href=\"{}\">{}</a></p>", escape(url), escape(&label));
    }
    out
}

/// The marks a language quotes with (CLDR 47, `quotationStart` and `quotationEnd`; Dutch as its publishers do).
fn quotation_marks(primary: &str) -> (char, char) {
    match primary {
        "nl" => ('‘', '’'),
        "de" | "cs" | "sk" => ('„', '“'),
        "fr" | "es" | "it" | "pt" | "ar" | "fa" | "ru" | "el" => ('«', '»'),
        "pl" | "hu" | "ro" => ('„', '”'),
        "sv" | "fi" => ('”', '”'),
        _ => ('“', '”'),
    }
}
