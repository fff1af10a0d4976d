//! A web page: the feeds it names, what it says of itself, its main text, and what it lets others do with it.

mod entry;
mod json_ld;
mod main_text;
mod policy;

use std::panic::{AssertUnwindSafe, catch_unwind};

use scraper::{ElementRef, Html, Selector};
use url::Url;

use self::json_ld::JsonLd;
use super::{FeedLink, TooMuch, dates, decode::decode, depth, depth::Cost, links::feeds, notes::Notes, person, plain};
use crate::model::{Lang, Moment, PagePolicy};

/// A web page, read. Serialises as `inspect page --json`.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Page {
    /// The feeds it names, best first; comment feeds last.
    pub feeds: Vec<FeedLink>,
    /// Its canonical address.
    pub canonical: Option<Url>,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When.
    pub published: Option<Moment>,
    /// In which language.
    pub language: Option<Lang>,
    /// Under which licence, by `rel=license` or schema.org.
    pub license: Option<Url>,
    /// Its main text, sanitised.
    pub main_html: String,
    /// The same as plain text.
    pub main_text: String,
    /// What it lets others do.
    pub policy: PagePolicy,
}

/// Reads a web page.
///
/// # Errors
/// When it is too deep or too large to be read at all.
pub fn page(bytes: &[u8], base: Option<&Url>, content_type: Option<&str>) -> Result<Page, TooMuch> {
    let text = decode(bytes, content_type, &mut Notes::default());
    let cost = depth::check(&text)?;
    catch_unwind(AssertUnwindSafe(|| read(&text, base, cost))).map_err(|_| TooMuch::Tangle)
}

/// The tree of a web page, in whatever encoding it came.
///
/// # Errors
/// As [`page`].
pub fn document(bytes: &[u8], content_type: Option<&str>) -> Result<Html, TooMuch> {
    let text = decode(bytes, content_type, &mut Notes::default());
    depth::check(&text)?;
    catch_unwind(AssertUnwindSafe(|| Html::parse_document(&text))).map_err(|_| TooMuch::Tangle)
}

fn read(text: &str, address: Option<&Url>, cost: Cost) -> Page {
    let document = Html::parse_document(text);
    let base = first(&document, "base[href]")
        .and_then(|element| absolute(element.attr("href")?, address))
        .or_else(|| address.cloned());
    let base = base.as_ref();
    let json_ld = JsonLd::of(&document);
    let canonical =
        first(&document, "link[rel~=canonical i][href]").and_then(|link| absolute(link.attr("href")?, base));
    let canonical = canonical.or_else(|| entry_url(&document, base));
    let language = language(&document, &json_ld);
    let main_html = main_text::main_html(&document, canonical.as_ref().or(base), cost);
    Page {
        feeds: feeds(&document, base),
        title: title(&document, &json_ld),
        authors: authors(&document, &json_ld),
        published: published(&document, &json_ld),
        license: license(&document, &json_ld, base),
        main_text: main_text::text_of(&main_html, language.as_ref()),
        language,
        main_html,
        canonical,
        policy: PagePolicy::of(&document),
    }
}

/// The address that the page's own entry gives itself.
fn entry_url(document: &Html, base: Option<&Url>) -> Option<Url> {
    let entry = entry::own(document, ".h-entry")?;
    let mut links = entry
        .descendent_elements()
        .filter(|inner| inner.value().classes().any(|name| name == "u-url") && !in_comment(*inner) && !in_card(*inner));
    absolute(links.next()?.attr("href")?, base)
}

/// Whether an element belongs to a card or another entry inside the page's own.
fn in_card(element: ElementRef<'_>) -> bool {
    let mut above = element.ancestors().filter_map(|node| node.value().as_element());
    let mut classes = above.by_ref().take_while(|above| !above.classes().any(|name| name == "h-entry"));
    element.value().classes().any(|name| name == "h-card")
        || classes.any(|above| above.classes().any(|name| matches!(name, "h-card" | "h-cite" | "h-app")))
}

/// `rel=license` of the page, not of a comment; schema.org.
fn license(document: &Html, json_ld: &JsonLd, base: Option<&Url>) -> Option<Url> {
    let links = select(document, "link[rel~=license i][href], a[rel~=license i][href], area[rel~=license i][href]");
    let mut own = links.into_iter().filter(|link| !in_comment(*link));
    let linked = own.find_map(|link| absolute(link.attr("href")?, base));
    linked.or_else(|| absolute(&json_ld.text("license")?, base))
}

fn select<'a>(document: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    Selector::parse(selector).map(|selector| document.select(&selector).collect()).unwrap_or_default()
}

fn first<'a>(document: &'a Html, selector: &str) -> Option<ElementRef<'a>> {
    select(document, selector).into_iter().next()
}

/// An http(s) address.
fn absolute(href: &str, base: Option<&Url>) -> Option<Url> {
    let href = href.trim();
    let url = base.map_or_else(|| Url::parse(href), |base| base.join(href)).ok()?;
    (!href.is_empty() && matches!(url.scheme(), "http" | "https")).then_some(url)
}

/// The content of the first `meta` of these names (or properties) that has one.
fn meta(document: &Html, names: &[&str]) -> Option<String> {
    let all = select(document, "meta[content]");
    names.iter().find_map(|name| {
        all.iter().find_map(|element| {
            let own = element.attr("name").or_else(|| element.attr("property")).or_else(|| element.attr("itemprop"))?;
            let content = plain::fold(element.attr("content")?);
            (own.eq_ignore_ascii_case(name) && !content.is_empty()).then_some(content)
        })
    })
}

fn title(document: &Html, json_ld: &JsonLd) -> String {
    let entry = entry::own(document, ".h-entry").and_then(|entry| {
        let mut names =
            entry.descendent_elements().filter(|inner| inner.value().classes().any(|name| name == "p-name"));
        names.find(|name| !in_comment(*name) && !in_card(*name)).map(text)
    });
    let headline = || Some(plain::line(&json_ld.text("headline")?));
    let own = || {
        let headings = select(document, "article h1");
        match headings.as_slice() {
            [only] => Some(text(*only)),
            _ => None,
        }
    };
    let document_title = || first(document, "title").map(text);
    [entry, meta(document, &["og:title"]), headline(), own(), document_title()]
        .into_iter()
        .flatten()
        .find(|title| !title.is_empty())
        .unwrap_or_default()
}

fn text(element: ElementRef<'_>) -> String {
    plain::fold(&plain::of_element(element))
}

/// Who wrote the page, by the first source that says it.
fn authors(document: &Html, json_ld: &JsonLd) -> Vec<String> {
    let of_card = |card: &ElementRef<'_>| {
        let name = Selector::parse(".p-name").ok().and_then(|s| card.select(&s).next().map(text));
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| text(*card))
    };
    // Comments carry cards too; only the first entry's own author counts.
    let cards_of = |entry: &str, card: &str| -> Vec<String> {
        let card = Selector::parse(card).ok();
        let first = first(document, entry).zip(card);
        first
            .map(|(entry, card)| entry.select(&card).filter(|card| !in_comment(*card)).map(|c| of_card(&c)).collect())
            .unwrap_or_default()
    };
    let cards = || cards_of(".h-entry", ".p-author");
    let old_cards = || cards_of(".hentry", ".author .fn, .author.fn").into_iter().take(1).collect();
    let in_json = || json_ld.authors();
    let in_meta = || {
        meta(document, &["author", "article:author", "dc.creator", "dcterms.creator", "parsely-author"])
            .into_iter()
            .collect()
    };
    let by_rel = || {
        let named = select(document, "a[rel~=author i], [itemprop=author]");
        named.into_iter().filter(|element| !in_comment(*element)).map(text).take(1).collect()
    };
    let sources: [&dyn Fn() -> Vec<String>; 5] = [&cards, &in_json, &in_meta, &old_cards, &by_rel];
    for source in sources {
        let mut names: Vec<String> = Vec::new();
        // An address in `article:author` is no name.
        for name in source().iter().filter(|name| person::web(name).is_none()).filter_map(|name| person::name(name)) {
            if name.chars().count() <= 80 && !names.contains(&name) {
                names.push(name);
            }
        }
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

fn in_comment(element: ElementRef<'_>) -> bool {
    element.ancestors().filter_map(|node| node.value().as_element()).any(is_comments_part)
}

/// Whether an element holds comments, or one of them.
fn is_comments_part(element: &scraper::node::Element) -> bool {
    const COMMENT: [&str; 11] = [
        "comment",
        "comments",
        "comment-list",
        "commentlist",
        "comment-body",
        "comments-area",
        "h-cite",
        "p-comment",
        "comment-respond",
        "respond",
        "disqus_thread",
    ];
    element.classes().chain(element.id()).any(|name| COMMENT.contains(&name))
}

fn published(document: &Html, json_ld: &JsonLd) -> Option<Moment> {
    let in_meta = || {
        meta(
            document,
            &["article:published_time", "og:article:published_time", "datePublished", "dcterms.issued", "dc.date"],
        )
    };
    let in_json = || json_ld.text("datePublished");
    let in_entry = || {
        let selector = "time.dt-published[datetime], .dt-published[title], .hentry time.published[datetime], \
                        time[itemprop=datePublished][datetime], time[pubdate][datetime]";
        let element = first(document, selector)?;
        Some(element.attr("datetime").or_else(|| element.attr("title"))?.to_owned())
    };
    let sources: [&dyn Fn() -> Option<String>; 3] = [&in_meta, &in_entry, &in_json];
    sources.iter().find_map(|source| dates::lenient(&source()?).filter(|at| !dates::is_placeholder(*at)))
}

fn language(document: &Html, json_ld: &JsonLd) -> Option<Lang> {
    let root = document.root_element();
    let declared = root.attr("lang").or_else(|| root.attr("xml:lang")).and_then(Lang::parse);
    declared
        .or_else(|| first(document, "body[lang]").and_then(|body| Lang::parse(body.attr("lang")?)))
        .or_else(|| {
            meta(document, &["og:locale", "dc.language", "content-language", "language"])
                .and_then(|tag| Lang::parse(&tag))
        })
        .or_else(|| Lang::parse(&json_ld.text("inLanguage")?))
}
