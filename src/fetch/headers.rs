//! What is said in a request, and what is read from an answer.

use jiff::{Timestamp, fmt::rfc2822::DateTimeParser};
use reqwest::header::{
    ACCEPT, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_TYPE, DATE, ETAG, EXPIRES, HeaderMap,
    HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LINK, RETRY_AFTER,
};

use super::{FetchError, Validators};

/// Feeds first, then the pages in which feeds are looked for, then whatever there is.
const ACCEPTED: &str = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, \
                        application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.7, */*;q=0.1";

/// Pages first.
const PAGES_ACCEPTED: &str = "text/html, application/xhtml+xml, */*;q=0.1";

/// A longer value is no validator or media type but an attempt to fill our disk and our next request.
const MAX_VALUE: usize = 1 << 10;

/// A longer `Link` or `X-Robots-Tag` is left out.
const MAX_LONG_VALUE: usize = 8 << 10;

/// Who has more to say in one kind of header says it to somebody else.
const MOST_VALUES: usize = 20;

/// Not among the names that the library knows.
const TDM_RESERVATION: HeaderName = HeaderName::from_static("tdm-reservation");
const X_ROBOTS_TAG: HeaderName = HeaderName::from_static("x-robots-tag");

/// The longest number of seconds RFC 9111 §1.2.2 knows.
const MAX_SECONDS: u64 = 1 << 31;

/// Who asks: name, version and, where the host gave one, an address at which somebody answers.
pub(super) fn user_agent(contact: Option<&str>) -> Result<HeaderValue, FetchError> {
    let name = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
    let agent = match contact.map(str::trim).filter(|contact| !contact.is_empty()) {
        None => name.to_owned(),
        Some(contact) if contact.bytes().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'(' | b')')) => {
            format!("{name} (+{contact})")
        }
        Some(contact) => {
            let message = format!("the contact {contact:?} cannot be sent: only ASCII without parentheses can");
            return Err(FetchError::Setting(message));
        }
    };
    HeaderValue::from_str(&agent).map_err(|error| FetchError::Setting(error.to_string()))
}

/// What is said in every request.
pub(super) fn always() -> HeaderMap {
    HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static(ACCEPTED))])
}

/// What is said in place of that when a page is wanted.
pub(super) fn for_page() -> HeaderMap {
    HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static(PAGES_ACCEPTED))])
}

/// What is said besides when a form is sent.
pub(super) fn for_form() -> HeaderMap {
    HeaderMap::from_iter([
        (ACCEPT, HeaderValue::from_static(PAGES_ACCEPTED)),
        (CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded")),
    ])
}

/// `If-None-Match` and `If-Modified-Since`, byte for byte what the server once said.
pub(super) fn conditions(validators: &Validators) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let pairs = [(IF_NONE_MATCH, &validators.etag), (IF_MODIFIED_SINCE, &validators.last_modified)];
    for (name, value) in pairs {
        if let Some(value) = value.as_ref().and_then(|value| HeaderValue::from_bytes(value.as_bytes()).ok()) {
            headers.insert(name, value);
        }
    }
    headers
}

/// `ETag` and `Last-Modified`, as they came.
pub(super) fn validators(headers: &HeaderMap) -> Validators {
    Validators { etag: verbatim(headers, &ETAG), last_modified: verbatim(headers, &LAST_MODIFIED) }
}

/// `Content-Type`.
pub(super) fn content_type(headers: &HeaderMap) -> Option<String> {
    verbatim(headers, &CONTENT_TYPE)
}

/// `Content-Language`, unless it names several: then it says for whom the page is, not in what it is written.
pub(super) fn language(headers: &HeaderMap) -> Option<String> {
    let mut languages = list(headers, &CONTENT_LANGUAGE);
    let language = languages.next().filter(|language| language.len() <= MAX_VALUE)?;
    languages.next().is_none().then(|| language.to_owned())
}

/// The values of `Link`.
pub(super) fn links(headers: &HeaderMap) -> Vec<String> {
    values(headers, &LINK)
}

/// The values of `X-Robots-Tag`.
pub(super) fn robots(headers: &HeaderMap) -> Vec<String> {
    values(headers, &X_ROBOTS_TAG)
}

/// Whether `tdm-reservation` is 1.
pub(super) fn tdm_reserved(headers: &HeaderMap) -> bool {
    headers.get_all(TDM_RESERVATION).into_iter().any(|value| value.as_bytes().trim_ascii() == b"1")
}

/// An encoding that is still on the body after the client took off those it asked for. Names that are no encoding
/// (`utf-8`, `none`) are a common slip and mean nothing.
pub(super) fn packing(headers: &HeaderMap) -> Option<String> {
    let names: Vec<String> = list(headers, &CONTENT_ENCODING).map(str::to_ascii_lowercase).collect();
    let is_packed = |name: &String| {
        ["gzip", "x-gzip", "br", "deflate", "compress", "x-compress", "zstd", "dcb", "dcz"].contains(&name.as_str())
    };
    names.iter().any(is_packed).then(|| names.join(", "))
}

/// For how many seconds the answer is fresh (RFC 9111 §4.2.1, for a private cache). `no-cache` and `no-store` are
/// about keeping, not about how often to ask: they leave it open.
pub(super) fn max_age(headers: &HeaderMap) -> Option<u64> {
    let mut max_age = None;
    for directive in list(headers, &CACHE_CONTROL) {
        let (name, value) = directive.split_once('=').unwrap_or((directive, ""));
        match name.trim().to_ascii_lowercase().as_str() {
            "no-cache" | "no-store" => return None,
            "max-age" if max_age.is_none() => max_age = seconds(value.trim().trim_matches('"')),
            _ => {}
        }
    }
    max_age.or_else(|| until(headers, &EXPIRES).filter(|seconds| *seconds > 0))
}

/// How long to wait (RFC 9110 §10.2.3). A date is taken relative to the answer's own `Date`, because only the
/// difference of one clock with itself is to be trusted; without `Date` it says nothing.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<u64> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    seconds(value).or_else(|| until(headers, &RETRY_AFTER))
}

fn until(headers: &HeaderMap, name: &HeaderName) -> Option<u64> {
    let (then, now) = (date(headers, name)?, date(headers, &DATE)?);
    Some(then.duration_since(now).as_secs().try_into().unwrap_or(0).min(MAX_SECONDS))
}

fn date(headers: &HeaderMap, name: &HeaderName) -> Option<Timestamp> {
    const PARSER: DateTimeParser = DateTimeParser::new().relaxed_weekday(true);
    PARSER.parse_timestamp(headers.get(name)?.to_str().ok()?.trim()).ok()
}

fn seconds(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(MAX_SECONDS).min(MAX_SECONDS))
}

fn verbatim(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = headers.get(name)?.as_bytes();
    if value.is_empty() || value.len() > MAX_VALUE {
        return None;
    }
    // In another encoding than UTF-8 it could not be sent back byte for byte.
    std::str::from_utf8(value).ok().map(ToOwned::to_owned)
}

fn values(headers: &HeaderMap, name: &HeaderName) -> Vec<String> {
    let values = headers.get_all(name).into_iter().map(|value| value.as_bytes().trim_ascii());
    let values = values.filter(|value| !value.is_empty() && value.len() <= MAX_LONG_VALUE);
    values.take(MOST_VALUES).map(|value| String::from_utf8_lossy(value).into_owned()).collect()
}

fn list<'a>(headers: &'a HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'a str> {
    let values = headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).map(str::trim).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

    use super::{
        MAX_SECONDS, conditions, language, links, max_age, packing, retry_after, robots, tdm_reserved, user_agent,
        validators,
    };

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &str)| {
            (HeaderName::from_static(name), HeaderValue::from_bytes(value.as_bytes()).unwrap())
        };
        let mut map = HeaderMap::new();
        for (name, value) in pairs.iter().map(pair) {
            map.append(name, value);
        }
        map
    }

    const DATE: (&str, &str) = ("date", "Fri, 01 May 2026 10:00:00 GMT");

    #[test]
    fn how_long_to_wait() {
        for (pairs, expected) in [
            (vec![("retry-after", "120")], Some(120)),
            (vec![("retry-after", " 0 ")], Some(0)),
            (vec![("retry-after", "99999999999999999999999")], Some(MAX_SECONDS)),
            (vec![("retry-after", "-5")], None),
            (vec![("retry-after", "soon")], None),
            (vec![DATE, ("retry-after", "Fri, 01 May 2026 10:02:00 GMT")], Some(120)),
            (vec![DATE, ("retry-after", "Mon, 01 May 2026 09:00:00 GMT")], Some(0)),
            (vec![("retry-after", "Fri, 01 May 2026 10:02:00 GMT")], None),
            (vec![], None),
        ] {
            assert_eq!(retry_after(&headers(&pairs)), expected, "{pairs:?}");
        }
    }

    #[test]
    fn how_long_it_is_fresh() {
        for (pairs, expected) in [
            (vec![("cache-control", "max-age=600")], Some(600)),
            (vec![("cache-control", "public, s-maxage=5,Max-Age = \"60\"")], Some(60)),
            (vec![("cache-control", "public"), ("cache-control", "max-age=7")], Some(7)),
            (vec![("cache-control", "max-age=600, no-cache")], None),
            (vec![("cache-control", "max-age=-1")], None),
            (vec![("cache-control", "xmax-age=9")], None),
            (vec![DATE, ("expires", "Fri, 01 May 2026 11:00:00 GMT")], Some(3600)),
            (vec![DATE, ("expires", "0")], None),
            (vec![DATE, ("expires", "Fri, 01 May 2020 11:00:00 GMT")], None),
            (vec![DATE, ("cache-control", "max-age=1"), ("expires", "Fri, 01 May 2026 11:00:00 GMT")], Some(1)),
        ] {
            assert_eq!(max_age(&headers(&pairs)), expected, "{pairs:?}");
        }
    }

    #[test]
    fn validators_go_back_as_they_came() {
        for etag in ["\"abc\"", "W/\"abc\"", "abc", "\"a b\"", "“krul”", "\"a\"\"b"] {
            let told = headers(&[("etag", etag), ("last-modified", "gisteren")]);
            let asked = conditions(&validators(&told));
            assert_eq!(asked.get("if-none-match").unwrap().as_bytes(), etag.as_bytes());
            assert_eq!(asked.get("if-modified-since").unwrap(), "gisteren");
        }
        let long = "x".repeat(2000);
        assert!(conditions(&validators(&headers(&[("etag", &long)]))).is_empty());
        let latin_1 =
            HeaderMap::from_iter([(HeaderName::from_static("etag"), HeaderValue::from_bytes(b"\xe9").unwrap())]);
        assert!(validators(&latin_1).etag.is_none());
    }

    #[test]
    fn packing_is_named_and_slips_are_forgiven() {
        assert_eq!(packing(&headers(&[("content-encoding", "gzip, Deflate")])).as_deref(), Some("gzip, deflate"));
        for slip in ["utf-8", "none", "identity", ""] {
            assert_eq!(packing(&headers(&[("content-encoding", slip)])), None);
        }
    }

    #[test]
    fn what_a_page_says_in_its_head() {
        let told = headers(&[
            ("link", " </feed>; rel=alternate; type=\"application/atom+xml\", </hub>; rel=hub "),
            ("link", "</café>"),
            ("link", ""),
            ("x-robots-tag", "noindex, nofollow"),
            ("x-robots-tag", "otherbot: none"),
            ("tdm-reservation", " 1"),
            ("content-language", "nl-BE"),
        ]);
        let first = "</feed>; rel=alternate; type=\"application/atom+xml\", </hub>; rel=hub";
        assert_eq!(links(&told), [first, "</café>"]);
        assert_eq!(robots(&told), ["noindex, nofollow", "otherbot: none"]);
        assert!(tdm_reserved(&told));
        assert_eq!(language(&told).as_deref(), Some("nl-BE"));
        for reservation in ["0", "10", "true", ""] {
            assert!(!tdm_reserved(&headers(&[("tdm-reservation", reservation)])), "{reservation}");
        }
        for several in [vec!["nl, en"], vec!["nl", "en"], vec![""], vec![]] {
            let pairs: Vec<_> = several.iter().map(|value| ("content-language", *value)).collect();
            assert_eq!(language(&headers(&pairs)), None, "{several:?}");
        }
        let endless = headers(&[("link", "</a>"); 500]);
        assert_eq!(links(&endless).len(), 20);
        assert!(links(&headers(&[("link", &"x".repeat(9000))])).is_empty());
    }

    #[test]
    fn says_who_asks() {
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(user_agent(None).unwrap(), format!("blogkermis/{version}"));
        assert_eq!(user_agent(Some(" ")).unwrap(), format!("blogkermis/{version}"));
        assert_eq!(
            user_agent(Some("https://kermis.example/over")).unwrap(),
            format!("blogkermis/{version} (+https://kermis.example/over)")
        );
        for contact in ["a\r\nCookie: b", "a)", "mij@café.example"] {
            assert!(user_agent(Some(contact)).is_err());
        }
    }
}
