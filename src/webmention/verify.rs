//! Whether a page says what somebody said of it (W3C Webmention, 3.2.2), and what it says beside. Pure but for [`look_up`].

use scraper::{ElementRef, Html};
use serde_json::Value;
use url::Url;

use super::{
    Answered, Request,
    discover::{base, is_html},
    entry,
    gone::is_gone,
    links::links,
};
use crate::{
    feed::{self, Page, TooMuch, document},
    fetch::{Client, FetchError},
    model::{Person, ReactionKind as Kind, Verified},
};

/// So much of a post is shown with a mention, in characters.
const EXCERPT: usize = 280;

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It links.
    Verified(Box<Verified>),
    /// The page is no more: a mention that is there goes (3.2.4).
    Gone,
    /// The page is there and does not link: a mention that is there goes, and no new one comes.
    NoLink,
}

/// Why a page could not be judged.
#[derive(Debug, thiserror::Error)]
pub enum Unverified {
    /// It could not be fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// It could not be read.
    #[error(transparent)]
    TooMuch(#[from] TooMuch),
}

impl Unverified {
    /// Whether it may be judged a little later.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Fetch(error) => super::may_pass(error),
            Self::TooMuch(_) => false,
        }
    }
}

/// Fetches the source of a request, through the guard, and judges it.
///
/// # Errors
/// When it cannot be fetched or read; 410 is none.
pub async fn look_up(client: &Client, request: &Request) -> Result<Verdict, Unverified> {
    let page = match client.get_named(&request.source).await {
        Err(FetchError::Status { status: 410, .. }) => return Ok(Verdict::Gone),
        other => other?,
    };
    let content_type = page.content_type.as_deref();
    let answered = Answered { url: &page.url, links: &page.links, content_type, body: &page.body };
    Ok(verify(&answered, &request.target)?)
}

/// Judges a page that was fetched. The link has to be just the target, after resolving: HTML in what links, shows or plays
/// something; JSON in a value; plain text as a word. In anything else there is no link.
///
/// # Errors
/// When a page of HTML is too deep or too large to be read.
pub fn verify(source: &Answered<'_>, target: &Url) -> Result<Verdict, TooMuch> {
    let kind = source.content_type.unwrap_or("text/html");
    if is_html(kind) {
        return in_html(source, target);
    }
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_linked = if kind == "application/json" || kind.ends_with("+json") {
        serde_json::from_slice(source.body).is_ok_and(|json| in_json(&json, target))
    } else {
        kind == "text/plain" && in_text(&String::from_utf8_lossy(source.body), target)
    };
    Ok(if is_linked { Verdict::Verified(Box::new(bare())) } else { Verdict::NoLink })
}

/// A link, and nothing known beside.
fn bare() -> Verified {
    Verified {
        kind: Kind::Mention,
        author: None,
        title: None,
        published: None,
        language: None,
        excerpt: String::new(),
        canonical: None,
        permalink: None,
        is_list: false,
    }
}

fn in_html(source: &Answered<'_>, target: &Url) -> Result<Verdict, TooMuch> {
    let document = document(source.body, source.content_type)?;
    if is_gone(&document) {
        return Ok(Verdict::Gone);
    }
    let all = links(&document, source.url);
    let found = all.iter().filter(|(_, url)| url == target).map(|(element, _)| (Kind::of_link(*element), *element));
    // The first of the most definite ones.
    let found = found.reduce(|best, next| if next.0 > best.0 { next } else { best });
    let Some((kind, link)) = found else { return Ok(Verdict::NoLink) };
    let page = feed::page(source.body, Some(source.url), source.content_type)?;
    Ok(Verdict::Verified(Box::new(describe(&document, &page, kind, link, source.url))))
}

fn describe(document: &Html, page: &Page, kind: Kind, link: ElementRef<'_>, address: &Url) -> Verified {
    let base = base(document, address);
    let own = entry::of_link(link);
    // A post that is marked up says itself what it has to say; of a page without marks the page as a whole does.
    let entries = document.root_element().descendent_elements().filter(|element| entry::is_own(*element));
    let is_list = entries.count() > 1;
    let whole = (!is_list).then_some(page);
    // A link in the column beside the only post is not of that post, but its page is still its author's.
    let author = own.and_then(|entry| entry::author(entry, &base));
    let author = author.or_else(|| whole?.authors.first().map(|name| Person::named(name.clone())));
    let title = own.and_then(entry::name).or_else(|| {
        let page = whole.filter(|_| own.is_none() || kind == Kind::Mention)?;
        Some(page.title.clone()).filter(|title| !title.is_empty())
    });
    Verified {
        kind: if own.is_some() { kind } else { Kind::Mention },
        author,
        title,
        published: own.and_then(entry::published).or_else(|| whole?.published),
        language: page.language.clone(),
        excerpt: shortened(&entry::excerpt(own, link)),
        canonical: page.canonical.clone(),
        permalink: own.and_then(|entry| entry::permalink(entry, &base)),
        is_list,
    }
}

/// At most [`EXCERPT`] characters, cut between words.
fn shortened(text: &str) -> String {
    if text.chars().count() <= EXCERPT {
        return text.to_owned();
    }
    let cut: String = text.chars().take(EXCERPT).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", cut[..end].trim_end_matches([' ', ',', ';', ':']))
}

/// Whether a value of JSON is the address; names of members are none. The parser bounds the depth.
fn in_json(json: &Value, target: &Url) -> bool {
    match json {
        Value::String(text) => Url::parse(text.trim()).is_ok_and(|url| url == *target),
        Value::Array(items) => items.iter().any(|item| in_json(item, target)),
        Value::Object(members) => members.values().any(|member| in_json(member, target)),
        _ => false,
    }
}

/// Whether the address stands in a text, and is not only a part of a longer one.
fn in_text(text: &str, target: &Url) -> bool {
    text.match_indices(target.as_str()).any(|(at, found)| {
        if text[..at].chars().next_back().is_some_and(goes_on) {
            return false;
        }
        let mut after = text[at + found.len()..].chars();
        match after.next() {
            None => true,
            // What may end a sentence or begin a file's ending.
            Some('.' | ',' | ';' | ':' | '!' | '?') => after.next().is_none_or(|next| !goes_on(next)),
            Some(next) => !goes_on(next),
        }
    })
}

/// Whether a character beside an address belongs to it.
fn goes_on(c: char) -> bool {
    c.is_alphanumeric() || "/-_~%?=&#+@$*".contains(c)
}

#[cfg(test)]
mod tests;
