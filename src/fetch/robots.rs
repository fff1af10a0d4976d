//! `robots.txt` (RFC 9309): which pages a site asks robots to leave alone. Feeds that somebody subscribed to are not
//! asked about: there a person decided.

use std::{fmt::Write as _, time::Duration};

use url::Url;

use super::{FetchError, turns::LONGEST_DELAY};

/// So much of a file is read (RFC 9309 §2.5 asks for as much).
pub(super) const MAX_BYTES: usize = 500 << 10;

/// So many redirects on the way to it are followed (RFC 9309 §2.3.1.2).
pub(super) const MAX_HOPS: usize = 5;

/// Our name in it.
const TOKEN: &str = env!("CARGO_PKG_NAME");

/// What one site asks of us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Robots {
    rules: Vec<Rule>,
    delay: Duration,
    /// Why nothing may be read at all.
    closed: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    allows: bool,
    /// What stands between the asterisks, in normal form.
    parts: Vec<String>,
    /// The pattern ends with `$`.
    to_the_end: bool,
    length: usize,
}

impl Robots {
    /// What follows from asking for the file. Where there is none (4xx), everything is open; where it cannot be had now
    /// (5xx, 429, no connection), nothing is (RFC 9309 §2.3.1.3 and §2.3.1.4). Redirects that lead nowhere are as good as
    /// no file.
    pub(super) fn of(asked: Result<Vec<u8>, FetchError>) -> Self {
        match asked {
            Ok(file) => Self::parse(&file),
            Err(FetchError::Redirect(_)) => Self::default(),
            Err(error) if error.status().is_some_and(|status| status < 500 && status != 429) => Self::default(),
            Err(error) => Self { closed: Some(error.to_string()), ..Self::default() },
        }
    }

    /// Reads a file: the groups that name us, or else those that name everybody.
    fn parse(file: &[u8]) -> Self {
        let file = file.get(..MAX_BYTES).unwrap_or(file);
        let text = String::from_utf8_lossy(file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file));
        let (mut ours, mut everybodys) = (None, Self::default());
        let (mut names_us, mut names_all, mut in_names) = (false, false, false);
        for line in text.split(['\r', '\n']) {
            let line = line.split_once('#').map_or(line, |(line, _)| line);
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !in_names {
                    (names_us, names_all) = (false, false);
                }
                in_names = true;
                names_all |= value == "*";
                if product_token(value).eq_ignore_ascii_case(TOKEN) {
                    names_us = true;
                    ours.get_or_insert_with(Self::default);
                }
                continue;
            }
            let groups = [ours.as_mut().filter(|_| names_us), Some(&mut everybodys).filter(|_| names_all)];
            for group in groups.into_iter().flatten() {
                match key.as_str() {
                    "allow" => group.rules.extend(Rule::new(value, true)),
                    "disallow" => group.rules.extend(Rule::new(value, false)),
                    "crawl-delay" => group.delay = group.delay.max(seconds(value)),
                    _ => {}
                }
            }
            // Other lines, such as `Sitemap`, belong to no group (RFC 9309 §2.2.4).
            in_names &= !matches!(key.as_str(), "allow" | "disallow" | "crawl-delay");
        }
        ours.unwrap_or(everybodys)
    }

    /// Whether a page may be read, and how long after the last one: the longest rule that matches it decides, and of two
    /// the one that allows (RFC 9309 §2.2.2).
    ///
    /// # Errors
    /// [`FetchError::Robots`] when it may not.
    pub(super) fn check(&self, url: &Url) -> Result<Duration, FetchError> {
        if let Some(reason) = &self.closed {
            let message = format!("robots.txt cannot be read now, so no page is: {reason}");
            return Err(FetchError::Robots(message));
        }
        let path = match url.query() {
            None => normal(url.path(), false),
            Some(query) => normal(&format!("{}?{query}", url.path()), false),
        };
        let matching = self.rules.iter().filter(|rule| rule.matches(&path));
        match matching.max_by_key(|rule| (rule.length, rule.allows)) {
            Some(rule) if !rule.allows => {
                Err(FetchError::Robots("robots.txt asks to leave this page alone".to_owned()))
            }
            _ => Ok(self.delay),
        }
    }
}

impl Rule {
    /// An empty pattern is no rule.
    fn new(pattern: &str, allows: bool) -> Option<Self> {
        let (body, to_the_end) = pattern.strip_suffix('$').map_or((pattern, false), |body| (body, true));
        let body = normal(body, true);
        let length = body.len() + usize::from(to_the_end);
        let parts = body.split('*').map(ToOwned::to_owned).collect();
        (!pattern.is_empty()).then_some(Self { allows, parts, to_the_end, length })
    }

    fn matches(&self, path: &str) -> bool {
        let [first, rest @ ..] = self.parts.as_slice() else { return false };
        let Some(mut left) = path.strip_prefix(first.as_str()) else { return false };
        let Some((last, middle)) = rest.split_last() else { return left.is_empty() || !self.to_the_end };
        for part in middle {
            let Some((_, after)) = left.split_once(part.as_str()) else { return false };
            left = after;
        }
        if self.to_the_end { left.ends_with(last.as_str()) } else { left.contains(last.as_str()) }
    }
}

/// The form in which paths and patterns are compared (RFC 9309 §2.2.2): every octet percent-encoded that is neither
/// reserved nor unreserved in RFC 3986, and none that is unreserved. `*` and `$` are encoded too, but for the asterisks of
/// a pattern, so that they mean themselves.
fn normal(text: &str, is_pattern: bool) -> String {
    const RESERVED: &[u8] = b":/?#[]@!&'()+,;=";
    let is_unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let mut normal = String::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        let decoded = match rest {
            [b'%', high, low, ..] => hex(*high).zip(hex(*low)).map(|(high, low)| high << 4 | low),
            _ => None,
        };
        let literal = match decoded {
            Some(byte) => is_unreserved(byte),
            None => is_unreserved(*byte) || RESERVED.contains(byte) || is_pattern && *byte == b'*',
        };
        let octet = decoded.unwrap_or(*byte);
        if literal {
            normal.push(char::from(octet));
        } else {
            let _ = write!(normal, "%{octet:02X}");
        }
        rest = if decoded.is_some() { rest.get(3..).unwrap_or_default() } else { after };
    }
    normal
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// What a robot is called, without its version and what else people write behind it.
fn product_token(name: &str) -> &str {
    let end = name.find(|c: char| !c.is_ascii_alphabetic() && c != '-' && c != '_');
    name.get(..end.unwrap_or(name.len())).unwrap_or_default()
}

/// `Crawl-delay`, which no standard knows and many sites use.
fn seconds(value: &str) -> Duration {
    let seconds = value.parse::<f64>().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    seconds.unwrap_or_default().min(LONGEST_DELAY)
}

#[cfg(test)]
mod tests;
