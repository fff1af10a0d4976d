//! Where a feed begins, and what it is when it is none.

use url::Url;

use super::split;
use crate::feed::{
    FeedError,
    notes::Notes,
    person,
    refs::References,
    tokens::{Tag, Token, Tokens},
};

/// The tag a feed begins with; whatever stands before it is not part of the feed.
pub(super) fn find_root<'a>(tokens: &mut Tokens<'a>, text: &'a str) -> Result<Tag<'a>, FeedError> {
    let mut first: Option<String> = None;
    while let Some(token) = tokens.next() {
        if let Token::Start(tag) = token {
            let local = split(tag.name).1.to_ascii_lowercase();
            // Inside a page only what says plainly that it is a feed is one.
            let in_page = first.as_deref() == Some("html");
            match local.as_str() {
                "rss" if tag.attribute("version").is_some() || !in_page => return Ok(tag),
                "feed" if tag.attribute("xmlns").is_some() || !in_page => return Ok(tag),
                "rdf" | "channel" | "entry" if !in_page => return Ok(tag),
                "redirect" if first.is_none() => {
                    return Err(match new_location(tokens) {
                        Some(to) => FeedError::Moved { to },
                        None => FeedError::Malformed("it says that it has moved, but not where to".into()),
                    });
                }
                "html" => first = Some(local),
                _ => first = first.or(Some(local)),
            }
        }
    }
    Err(match first.as_deref() {
        Some("html" | "head" | "body" | "title" | "meta" | "div" | "p" | "h1" | "script" | "center" | "table") => {
            FeedError::Html { title: html_title(text) }
        }
        Some("opml") => FeedError::Malformed("this is a list of feeds (OPML)".into()),
        Some("urlset" | "sitemapindex") => FeedError::Malformed("this is a sitemap".into()),
        Some(other) => {
            FeedError::Malformed(format!("the document is `{}`", other.chars().take(40).collect::<String>()))
        }
        None => FeedError::Malformed("there is no markup in it".into()),
    })
}

/// The address in a document that only says where the feed is now: `<redirect><newLocation>…`, Userland's own way.
fn new_location(tokens: &mut Tokens<'_>) -> Option<Url> {
    tokens.find(|token| matches!(token, Token::Start(tag) if tag.name.eq_ignore_ascii_case("newLocation")))?;
    match tokens.next()? {
        Token::Text(raw) => person::web(&References::default().resolve(raw, &mut Notes::default())),
        Token::CData(text) => person::web(text),
        _ => None,
    }
}

/// The text of the first `title`.
pub(in crate::feed) fn html_title(text: &str) -> Option<String> {
    let mut tokens = Tokens::new(text);
    tokens.find(|token| matches!(token, Token::Start(tag) if tag.name.eq_ignore_ascii_case("title")))?;
    let Some(Token::Text(raw)) = tokens.next() else { return None };
    let title =
        References::default().resolve(raw, &mut Notes::default()).split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then(|| title.chars().take(120).collect())
}
