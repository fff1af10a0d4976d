//! Where a page takes webmentions (W3C Webmention, 3.1.2). Pure: what was answered in, an address out.

use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::links::in_template;
use crate::feed::{document, header_links};

/// The relation, in headers and in HTML.
const RELATION: &str = "webmention";

/// What a server answered when it was asked for a page.
#[derive(Clone, Copy, Debug)]
pub struct Answered<'a> {
    /// The address that answered, after redirects: relative addresses start from it.
    pub url: &'a Url,
    /// The values of `Link`.
    pub links: &'a [String],
    /// `Content-Type`.
    pub content_type: Option<&'a str>,
    /// The body, unpacked.
    pub body: &'a [u8],
}

/// The endpoint of a page: the first `Link` header of the relation, or else the first `<link>` or `<a>`, in the order of the
/// document. `None` where it names none, which is no mistake of anybody's, and where it is too tangled to be read.
///
/// A link without an address is passed over, and so is one that cannot be an endpoint (`mailto:`); an empty address is the
/// page's own. Only HTML is looked into; without a `Content-Type` that is what it is taken for.
#[must_use]
pub fn endpoint(page: &Answered<'_>) -> Option<Url> {
    let named = header_links(page.links, page.url, RELATION).into_iter().next();
    let mut endpoint = named.or_else(|| in_html(page))?;
    endpoint.set_fragment(None);
    Some(endpoint)
}

fn in_html(page: &Answered<'_>) -> Option<Url> {
    if !page.content_type.is_none_or(is_html) {
        return None;
    }
    let document = document(page.body, page.content_type).ok()?;
    let base = base(&document, page.url);
    let links = Selector::parse("link[rel][href], a[rel][href]").ok()?;
    let links = document.select(&links).filter(|link| is_related(*link) && !in_template(*link));
    let mut endpoints = links.filter_map(|link| {
        base.join(link.attr("href")?.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
    });
    endpoints.next()
}

fn is_related(link: ElementRef<'_>) -> bool {
    let rel = link.attr("rel").unwrap_or_default();
    rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(RELATION))
}

/// Whether a media type is that of a web page.
pub(super) fn is_html(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    ["text/html", "application/xhtml+xml"].iter().any(|html| kind.eq_ignore_ascii_case(html))
}

/// Where relative addresses of a page start: its `<base>`, or else its own address.
pub(super) fn base(document: &Html, page: &Url) -> Url {
    let element = Selector::parse("base[href]").ok().and_then(|base| document.select(&base).next());
    let declared = element.and_then(|base| page.join(base.attr("href")?.trim()).ok());
    declared.filter(|url| matches!(url.scheme(), "http" | "https")).unwrap_or_else(|| page.clone())
}

#[cfg(test)]
mod tests;
