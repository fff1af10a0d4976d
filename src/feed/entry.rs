//! One item of `feed-rs` → one [`Post`].

use std::collections::{HashMap, HashSet};

use feed_rs::model::{Content, Entry, Link, Text};
use url::Url;

use super::{
    dates, markup::escape, mojibake, notes::Notes, parse::Context, person, plain, repair::Aside, sanitize::sanitize,
};
use crate::model::{Enclosure, Lang, Moment, Note, Person, Post, address};

/// Makes a post of an item. Its id may be empty or not unique yet.
pub(super) fn post(entry: &Entry, aside: &Aside, context: &Context<'_>, notes: &mut Vec<Note>) -> Post {
    let base = aside.base.as_ref().or(context.address).or(context.home.as_ref());
    let page = page_of(&entry.links, base)
        .or_else(|| aside.permalink.as_deref().and_then(person::web))
        .filter(|url| aside.original.is_none() || !counts_clicks(url))
        .or_else(|| aside.original.clone());
    let file = || aside.enclosures.iter().find(|file| !is_picture(file)).map(|file| file.url.clone());
    let url = page.clone().or_else(file).map(|url| address::without_tracking(&url));
    let mut mended = false;
    let mut plain_text = |text: String| {
        let better = mojibake::mend(&text);
        mended |= better.is_some();
        better.unwrap_or(text)
    };
    let mut title = entry.title.clone();
    if let Some(title) = &mut title {
        title.content = plain_text(std::mem::take(&mut title.content));
    }
    let title = title.as_ref().map(|title| plain::title(title, context.format)).unwrap_or_default();
    let categories = categories(entry, &mut plain_text);
    let name =
        [&title, &entry.id].into_iter().find(|name| !name.is_empty()).cloned().unwrap_or_else(|| "untitled".into());

    let moment = |at: Option<i64>| at.and_then(|check| context.dates.redeem(check));
    let published_check = entry.published.map(|at| at.timestamp());
    // `feed-rs` copies the date of an RSS item into both fields; a copy says nothing about a change.
    let updated_check = entry.updated.map(|at| at.timestamp()).filter(|check| Some(*check) != published_check);
    let mut known = |at: Option<Moment>| {
        let kept = at.filter(|at| !dates::is_placeholder(*at));
        if at.is_some() && kept.is_none() {
            notes.push(Note::new(
                "placeholder-date",
                format!("“{}” has a date that means no date", plain::short(&name)),
            ));
        }
        kept
    };
    let mut published = known(moment(published_check));
    let updated = known(moment(updated_check));
    if published.is_none() && updated.is_none() {
        published = url.as_ref().and_then(dates::day_in_address).map(Moment::Day);
        let (code, what) = match published {
            Some(_) => ("date-from-address", "has its date from its address only"),
            None => ("undated-entry", "has no date that can be read"),
        };
        notes.push(Note::new(code, format!("“{}” {what}", plain::short(&name))));
    }

    // Relative links in a body are meant from the page it stands on, unless the feed says otherwise with `xml:base`.
    let base = aside.base.as_ref().or(page.as_ref()).or(base);
    let mut body = |html: String| {
        let better = mojibake::mend_html(&html);
        mended |= better.is_some();
        let html = without_controls(better.unwrap_or(html));
        sanitize(&html, base).unwrap_or_else(|error| {
            let told = format!("the text of “{}” is shown without its markup: {error}", plain::short(&name));
            notes.push(Note::new("too-much-markup", told));
            paragraphs(&plain::of_source(&html))
        })
    };
    let summary_html = body(entry.summary.as_ref().map(|text| html_of_text(text, context.format)).unwrap_or_default());
    let content_html = body(entry.content.as_ref().map(html_of_content).unwrap_or_default());

    if mended {
        notes.push(Note::new(
            "mojibake",
            format!("wrongly decoded characters in “{}” were mended", plain::short(&name)),
        ));
    }
    Post {
        id: entry.id.trim().to_owned(),
        url,
        title,
        authors: authors(entry, aside, context),
        published,
        updated,
        language: aside.language.as_deref().and_then(Lang::parse).or_else(|| context.language.clone()),
        categories,
        summary_html,
        content_html,
        enclosures: aside.enclosures.clone(),
    }
}

/// The page behind a list of links: the alternate, HTML before anything else.
pub(super) fn page_of(links: &[Link], base: Option<&Url>) -> Option<Url> {
    let mut pages: Vec<_> = links
        .iter()
        .filter(|link| link.target.is_none() && link.rel.as_deref().is_none_or(|rel| rel == "alternate"))
        .filter_map(|link| {
            let url =
                Url::parse(&link.href).or_else(|error| base.map_or(Err(error), |base| base.join(&link.href))).ok()?;
            let is_html = link.media_type.as_deref().is_none_or(|kind| kind.contains("html"));
            (matches!(url.scheme(), "http" | "https") && !link.href.is_empty()).then_some((is_html, url))
        })
        .collect();
    let best = pages.iter().position(|(is_html, _)| *is_html).unwrap_or(0);
    (!pages.is_empty()).then(|| pages.swap_remove(best).1)
}

/// The text without the control characters that no code page explained.
fn without_controls(text: String) -> String {
    let is_control = |c: char| matches!(c, '\u{80}'..='\u{9f}');
    if text.contains(is_control) { text.replace(is_control, "") } else { text }
}

/// A recording is what its post is about; a picture goes with one.
fn is_picture(file: &Enclosure) -> bool {
    file.media_type.as_ref().is_some_and(|kind| kind.starts_with("image/"))
}

/// Whether an address leads through Feedburner, which counts and sends on.
fn counts_clicks(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    host == "feedproxy.google.com" || host == "feedburner.com" || host.ends_with(".feedburner.com")
}

fn authors(entry: &Entry, aside: &Aside, context: &Context<'_>) -> Vec<Person> {
    let own = entry.authors.iter().filter_map(|author| {
        let url = author.uri.as_deref().and_then(person::web);
        Some(Person { name: plain::line(author.name.as_deref()?), url })
    });
    let aside = aside.authors.iter().map(|author| Person { name: plain::line(&author.name), url: author.url.clone() });
    let mut people: Vec<Person> = Vec::new();
    for person in own.chain(aside) {
        if !person.name.is_empty() && !people.iter().any(|known| known.name == person.name) {
            people.push(person);
        }
    }
    if people.is_empty() { context.authors.clone() } else { people }
}

fn categories(entry: &Entry, mended: &mut impl FnMut(String) -> String) -> Vec<String> {
    let mut categories: Vec<String> = Vec::new();
    for category in &entry.categories {
        // A term that is an address is for machines when there is a label.
        let mut line = |text: &str| plain::line(&mended(text.to_owned()));
        let label = category.label.as_deref().map(&mut line).filter(|label| !label.is_empty());
        let term = Some(line(&category.term)).filter(|term| label.is_none() || person::web(term).is_none());
        for text in [term, label].into_iter().flatten() {
            if !text.is_empty() && !categories.iter().any(|known| known.eq_ignore_ascii_case(&text)) {
                categories.push(text);
            }
        }
    }
    categories
}

/// A summary as HTML. In RSS it is HTML by custom; Atom and JSON Feed say what it is.
fn html_of_text(text: &Text, format: &str) -> String {
    let is_html =
        format.starts_with("rss") || text.content_type.subty() == "html" || text.content_type.subty() == "xhtml";
    if is_html { text.content.clone() } else { paragraphs(&text.content) }
}

fn html_of_content(content: &Content) -> String {
    let Some(body) = &content.body else { return String::new() };
    if content.content_type.subty() == "plain" { paragraphs(body) } else { body.clone() }
}

/// Plain text as HTML: blank lines part paragraphs.
fn paragraphs(text: &str) -> String {
    let mut html = String::new();
    for paragraph in text.split("\n\n").map(str::trim).filter(|p| !p.is_empty()) {
        html.push_str("<p>");
        escape(&mut html, paragraph);
        html.push_str("</p>");
    }
    html
}

/// Gives every post an id that no other post of the feed has: its own, or its address, or a hash of its words.
///
/// Of several posts with one id the last keeps it: feeds put new posts first, so the post that had the id all along keeps
/// it, and the newer ones get one that does not depend on where they stand.
pub(super) fn make_ids_unique(posts: &mut [Post], notes: &mut Notes) {
    for post in posts.iter_mut().filter(|post| post.id.is_empty()) {
        post.id = match &post.url {
            Some(url) => url.to_string(),
            None => hash(post),
        };
    }
    let mut taken: HashSet<String> = HashSet::with_capacity(posts.len());
    let mut copies: HashMap<String, usize> = HashMap::new();
    for post in posts.iter_mut().rev() {
        if taken.insert(post.id.clone()) {
            continue;
        }
        notes.add("repeated-id", format!("more than one item has the id “{}”", plain::short(&post.id)));
        let unlike = format!("{}#{}", post.id, &hash(post)[..8]);
        let copy = copies.entry(unlike.clone()).or_insert(0);
        post.id = loop {
            *copy += 1;
            let id = if *copy == 1 { unlike.clone() } else { format!("{unlike}-{copy}") };
            if taken.insert(id.clone()) {
                break id;
            }
        };
    }
}

fn hash(post: &Post) -> String {
    let url = post.url.as_ref().map(Url::as_str).unwrap_or_default();
    let words = [url, &post.title, &post.summary_html, &post.content_html].join("\0");
    blake3::hash(words.as_bytes()).to_hex()[..32].to_owned()
}
