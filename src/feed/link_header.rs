//! Feeds that a server names beside the page: the `Link` header (RFC 8288).

use encoding_rs::Encoding;
use url::Url;

use super::{
    FeedLink,
    links::{Named, absolute},
    plain,
};

/// More links than this in one answer are noise.
const MOST: usize = 64;

/// The feeds that the values of `Link` headers name, in order. Addresses are relative to the address that answered; a
/// link about another page (`anchor`) is passed over, and so is what cannot be read.
#[must_use]
pub fn header_feeds(values: &[String], page: &Url) -> Vec<FeedLink> {
    let mut found: Vec<FeedLink> = Vec::new();
    for link in links(values) {
        let is_about_page = link.is_about(page);
        let rel = link.first("rel").unwrap_or_default();
        let named = Named::read(&rel, &link.first("type").unwrap_or_default(), link.target);
        let (Some(named), true) = (named, is_about_page) else { continue };
        let Some(url) = absolute(link.target, Some(page)) else { continue };
        if !found.iter().any(|known| known.url == url) {
            found.push(FeedLink { url, title: link.title(), media_type: named.media_type });
        }
    }
    found
}

/// The http(s) addresses of a relation that the values of `Link` headers name, in order. The relation is one of the words
/// of `rel`, in any case of letters; an empty address is the page's own. For the rest see [`header_feeds`].
#[must_use]
pub fn header_links(values: &[String], page: &Url, relation: &str) -> Vec<Url> {
    links(values)
        .filter(|link| link.is_about(page))
        .filter(|link| {
            let rel = link.first("rel").unwrap_or_default();
            rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(relation))
        })
        .filter_map(|link| page.join(link.target).ok())
        .filter(|url| matches!(url.scheme(), "http" | "https"))
        .collect()
}

fn links(values: &[String]) -> impl Iterator<Item = Link<'_>> {
    values.iter().flat_map(|value| Links { rest: value }).take(MOST)
}

/// One `<target>; name="value"; …`.
struct Link<'a> {
    target: &'a str,
    parameters: Vec<(String, String)>,
}

impl Link<'_> {
    /// Whether it is a link of the page, and not of another that it tells about (`anchor`).
    fn is_about(&self, page: &Url) -> bool {
        self.first("anchor").is_none_or(|anchor| {
            page.join(&anchor).is_ok_and(|anchor| anchor.as_str().split('#').next() == page.as_str().split('#').next())
        })
    }

    /// Only the first of several counts (RFC 8288 §3.3 and §3.4.1).
    fn first(&self, name: &str) -> Option<String> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    /// `title*` outranks `title`.
    fn title(&self) -> String {
        let title = self.first("title*").and_then(|value| extended(&value)).or_else(|| self.first("title"));
        plain::fold(&title.unwrap_or_default())
    }
}

/// The links of one header's value. What stands between two links and cannot be read is skipped up to the next comma.
struct Links<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Links<'a> {
    type Item = Link<'a>;

    fn next(&mut self) -> Option<Link<'a>> {
        loop {
            self.rest = self.rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
            if self.rest.is_empty() {
                return None;
            }
            if let Some((target, after)) = self.rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
                let (parameters, after) = parameters(after);
                self.rest = after;
                return Some(Link { target: target.trim(), parameters });
            }
            self.rest = self.rest.split_once(',').map_or("", |(_, after)| after);
        }
    }
}

/// The parameters of a link, names in lower case, and what follows them.
fn parameters(mut rest: &str) -> (Vec<(String, String)>, &str) {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start();
        match rest.chars().next() {
            Some(';') => rest = &rest[1..],
            None | Some(',') => return (found, rest),
            _ => {
                let end = rest.find(['=', ';', ',']).unwrap_or(rest.len());
                let name = rest[..end].trim().to_ascii_lowercase();
                rest = &rest[end..];
                let mut value = String::new();
                if let Some(after) = rest.strip_prefix('=') {
                    (value, rest) = parameter_value(after.trim_start());
                }
                found.push((name, value));
            }
        }
    }
}

/// A token, or a quoted string with its escapes undone; one that is never closed goes to the end.
fn parameter_value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        return (text[..end].trim_end().to_owned(), &text[end..]);
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return (value, &quoted[at + 1..]),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    (value, "")
}

/// `UTF-8'nl'f%C3%A9ed` (RFC 8187 §3.2).
fn extended(value: &str) -> Option<String> {
    let mut parts = value.splitn(3, '\'');
    let (charset, _language, escaped) = (parts.next()?, parts.next()?, parts.next()?);
    let encoding = Encoding::for_label(charset.trim().as_bytes())?;
    let mut bytes = Vec::with_capacity(escaped.len());
    let mut rest = escaped.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        let digits =
            (byte == b'%').then(|| after.get(..2)).flatten().and_then(|digits| std::str::from_utf8(digits).ok());
        if let Some(escaped) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(escaped);
            rest = &after[2..];
        } else {
            bytes.push(byte);
        }
    }
    let (text, _, _) = encoding.decode(&bytes);
    Some(text.into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use url::Url;

    use super::header_feeds;

    fn read(values: &[&str]) -> Vec<(String, String)> {
        let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
        let page = Url::parse("https://a.example/blog/?p=1").unwrap();
        header_feeds(&values, &page).into_iter().map(|link| (link.url.into(), link.title)).collect()
    }

    fn pair(url: &str, title: &str) -> (String, String) {
        (url.to_owned(), title.to_owned())
    }

    /// Values of the header, and the address and title of each feed in them.
    type Case<'a> = (&'a [&'a str], Vec<(String, String)>);

    #[test]
    fn reads_what_servers_send() {
        let rss = "type=\"application/rss+xml\"";
        let cases: [Case<'_>; 12] = [
            (&[&format!("<feed>; rel=alternate; {rss}")], vec![pair("https://a.example/blog/feed", "")]),
            (
                &[&format!("</a,b;c>; REL=\"x alternate\" ; {rss};title=\"a, b; \\\"c\\\"\"")],
                vec![pair("https://a.example/a,b;c", "a, b; \"c\"")],
            ),
            (
                &["<https://b.example/x>; rel=feed, <y>;rel=\"feed\""],
                vec![pair("https://b.example/x", ""), pair("https://a.example/blog/y", "")],
            ),
            (
                &["<x>; rel=hub", "<y>;rel=feed;title*=UTF-8'nl'f%C3%A9%C3%A9d;title=feed"],
                vec![pair("https://a.example/blog/y", "féé\u{64}")],
            ),
            (&["<y>;rel=feed;title*=iso-8859-1''caf%e9"], vec![pair("https://a.example/blog/y", "café")]),
            (&["<y>;rel=feed;title*=nonsense;title=plain"], vec![pair("https://a.example/blog/y", "plain")]),
            (&["<y>;rel=next;rel=feed"], vec![]),
            (
                &["<y>;rel=feed;anchor=\"/elsewhere\"", "<z>;rel=feed;anchor=\"#top\""],
                vec![pair("https://a.example/blog/z", "")],
            ),
            (&["nonsense, <y>;rel=feed", ",,,"], vec![pair("https://a.example/blog/y", "")]),
            (&["<y; rel=feed"], vec![]),
            (&["<y>; rel=\"feed"], vec![pair("https://a.example/blog/y", "")]),
            (&["<javascript:alert(1)>; rel=feed, <mailto:a@b.example>; rel=feed"], vec![]),
        ];
        for (values, expected) in cases {
            assert_eq!(read(values), expected, "{values:?}");
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_ends(value in "[<>;,=\"\\\\%'a-cé* ]{0,60}") {
            let _ = read(&[&value, &format!("<x>; rel=feed; title*=utf-8''{value}")]);
        }

        #[test]
        fn a_link_after_a_quoted_comma_is_found(title in "[a-z,;<> ]{0,20}") {
            let value = format!("<x>; title=\"{title}\"; rel=prev, <y>; rel=feed");
            prop_assert_eq!(read(&[&value]), [pair("https://a.example/blog/y", "")]);
        }
    }
}
