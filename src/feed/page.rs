//! A web page: the feeds it names, what it says of itself, its main text, and what it lets others do with it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::{
    FeedLink, TooMuch, dates, decode::decode, depth, links::feeds, notes::Notes, person, plain, sanitize::sanitize,
};
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
    depth::check(&text)?;
    catch_unwind(AssertUnwindSafe(|| read(&text, base))).map_err(|_| TooMuch::Tangle)
}

fn read(text: &str, address: Option<&Url>) -> Page {
    let document = Html::parse_document(text);
    let base = first(&document, "base[href]")
        .and_then(|element| absolute(element.attr("href")?, address))
        .or_else(|| address.cloned());
    let base = base.as_ref();
    let json_ld = json_ld(&document);
    let canonical =
        first(&document, "link[rel~=canonical i][href]").and_then(|link| absolute(link.attr("href")?, base));
    let main_html = main_html(text, &document, canonical.as_ref().or(base));
    Page {
        feeds: feeds(&document, base),
        title: title(&document, &json_ld),
        authors: authors(&document, &json_ld),
        published: published(&document, &json_ld),
        language: language(&document),
        main_text: plain::of_html(&main_html),
        main_html,
        canonical,
        policy: policy(&document),
    }
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

/// Every object of every JSON-LD block, those inside `@graph` too.
fn json_ld(document: &Html) -> Vec<serde_json::Value> {
    let mut objects = Vec::new();
    for script in select(document, "script[type='application/ld+json' i]") {
        let text: String = script.text().collect();
        match serde_json::from_str(text.trim().trim_end_matches(';')) {
            Ok(serde_json::Value::Array(values)) => objects.extend(values),
            Ok(value) => objects.push(value),
            Err(_) => {}
        }
    }
    let graphs: Vec<_> = objects.iter().filter_map(|o| o.get("@graph")?.as_array()).flatten().cloned().collect();
    objects.extend(graphs);
    objects.retain(|object| {
        let kinds = object.get("@type");
        let is =
            |kind: &serde_json::Value| kind.as_str().is_some_and(|k| k.ends_with("Article") || k.ends_with("Posting"));
        kinds.is_some_and(|kinds| is(kinds) || kinds.as_array().is_some_and(|kinds| kinds.iter().any(is)))
    });
    objects
}

fn title(document: &Html, json_ld: &[serde_json::Value]) -> String {
    let entry = first(document, ".h-entry .p-name").map(text);
    let headline = || json_ld.iter().find_map(|object| Some(plain::line(object.get("headline")?.as_str()?)));
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
fn authors(document: &Html, json_ld: &[serde_json::Value]) -> Vec<String> {
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
    let in_json = || {
        let authors = json_ld.iter().filter_map(|object| object.get("author"));
        let flat =
            authors.flat_map(|author| author.as_array().map_or_else(|| vec![author], |many| many.iter().collect()));
        let names = flat.filter_map(|author| author.as_str().or_else(|| author.get("name")?.as_str()));
        names.map(plain::line).collect()
    };
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
    const COMMENT: [&str; 8] =
        ["comment", "comments", "comment-list", "commentlist", "comment-body", "comments-area", "h-cite", "p-comment"];
    let mut above = element.ancestors().filter_map(|node| node.value().as_element());
    above.any(|above| above.classes().any(|class| COMMENT.contains(&class)))
}

fn published(document: &Html, json_ld: &[serde_json::Value]) -> Option<Moment> {
    let in_meta = || {
        meta(
            document,
            &["article:published_time", "og:article:published_time", "datePublished", "dcterms.issued", "dc.date"],
        )
    };
    let in_json = || json_ld.iter().find_map(|object| Some(object.get("datePublished")?.as_str()?.to_owned()));
    let in_entry = || {
        let selector = "time.dt-published[datetime], .dt-published[title], .hentry time.published[datetime], \
                        time[itemprop=datePublished][datetime], time[pubdate][datetime]";
        let element = first(document, selector)?;
        Some(element.attr("datetime").or_else(|| element.attr("title"))?.to_owned())
    };
    let sources: [&dyn Fn() -> Option<String>; 3] = [&in_meta, &in_entry, &in_json];
    sources.iter().find_map(|source| dates::lenient(&source()?).filter(|at| !dates::is_placeholder(*at)))
}

fn language(document: &Html) -> Option<Lang> {
    let root = document.root_element();
    let declared = root.attr("lang").or_else(|| root.attr("xml:lang")).and_then(Lang::parse);
    declared.or_else(|| first(document, "body[lang]").and_then(|body| Lang::parse(body.attr("lang")?))).or_else(|| {
        meta(document, &["og:locale", "dc.language", "content-language", "language"]).and_then(|tag| Lang::parse(&tag))
    })
}

/// The article, by its own markup when it says which it is, or else as a reader mode finds it.
fn main_html(text: &str, document: &Html, base: Option<&Url>) -> String {
    let marked = first(document, ".h-entry .e-content").map(|content| content.inner_html());
    let found = marked.or_else(|| {
        let url = base.map(Url::as_str);
        let article = catch_unwind(AssertUnwindSafe(|| legible::parse(text, url, None))).ok()?.ok()?;
        Some(article.content)
    });
    let sanitised = found.and_then(|html| sanitize(&html, base).ok()).filter(|html| !html.trim().is_empty());
    sanitised.unwrap_or_else(|| {
        let body = first(document, "article").or_else(|| first(document, "main"));
        body.and_then(|body| sanitize(&body.inner_html(), base).ok()).unwrap_or_default()
    })
}

/// `robots` and `googlebot` as Google documents them, and the TDM Reservation Protocol. The strictest word counts.
fn policy(document: &Html) -> PagePolicy {
    let mut policy = PagePolicy::default();
    for element in select(document, "meta[name][content]") {
        let content = element.attr("content").unwrap_or_default().to_ascii_lowercase();
        match element.attr("name").unwrap_or_default().trim().to_ascii_lowercase().as_str() {
            "robots" | "googlebot" | "blogkermis" => {
                for word in content.split(',').map(str::trim) {
                    match word.split_once(':').map_or((word, ""), |(name, value)| (name.trim(), value.trim())) {
                        ("noindex" | "none", _) => policy.index = false,
                        ("nosnippet", _) => policy.snippet = false,
                        ("noarchive" | "nocache", _) => policy.archive = false,
                        ("max-snippet", value) => {
                            if let Ok(length) = value.parse::<usize>() {
                                policy.max_snippet = Some(policy.max_snippet.map_or(length, |known| known.min(length)));
                            }
                        }
                        _ => {}
                    }
                }
            }
            "tdm-reservation" => policy.tdm |= content.trim() == "1",
            _ => {}
        }
    }
    if policy.max_snippet == Some(0) || first(document, "body[data-nosnippet], html[data-nosnippet]").is_some() {
        policy.snippet = false;
    }
    policy
}
