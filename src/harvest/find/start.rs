//! Where a search begins.

use url::{Host, Url};

/// An address to begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    pub(super) url: Url,
    /// Nobody said whether http or https, nor whether `www.` belongs to the name.
    pub(super) is_bare: bool,
}

impl Start {
    /// What somebody typed: an address, a bare domain with or without a path, a fediverse handle (`@name@host`). `None`
    /// when it is none of these.
    #[must_use]
    pub fn typed(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.contains(char::is_whitespace) {
            return None;
        }
        if let Some((name, host)) = text.strip_prefix('@').and_then(|handle| handle.split_once('@')) {
            let is_word = |text: &str| !text.is_empty() && !text.contains(['/', '@', '?', '#']);
            let handle = format!("https://{host}/@{name}");
            return (is_word(name) && is_word(host)).then(|| Self::bare(&handle)).flatten();
        }
        if text.contains("://") {
            let text = if text.to_ascii_lowercase().starts_with("feed://") {
                format!("https{}", &text[4..])
            } else {
                text.to_owned()
            };
            let url = Url::parse(&text).ok()?;
            return url.has_host().then_some(Self::from(url));
        }
        Self::bare(&format!("https://{text}"))
    }

    fn bare(address: &str) -> Option<Self> {
        let url = Url::parse(address).ok()?;
        // `localhost` is a word, `a.example` a name.
        url.host_str()?.contains('.').then_some(Self { url, is_bare: true })
    }

    /// The address that is asked first.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// What a bare domain may have meant instead, when nothing answered at `tried`: http, or the name with `www.` when it
    /// leads nowhere without.
    pub(super) fn otherwise(&self, tried: &Url, no_such_name: bool) -> Option<Url> {
        if !self.is_bare {
            return None;
        }
        let mut other = tried.clone();
        if no_such_name {
            let Some(Host::Domain(name)) = tried.host() else { return None };
            let name = name.strip_prefix("www.").is_none().then(|| format!("www.{name}"))?;
            other.set_host(Some(&name)).ok()?;
        } else if tried.scheme() == "https" {
            other.set_scheme("http").ok()?;
        } else {
            return None;
        }
        Some(other)
    }
}

impl From<Url> for Start {
    fn from(url: Url) -> Self {
        Self { url, is_bare: false }
    }
}

#[cfg(test)]
mod tests {
    use super::Start;

    #[test]
    fn reads_what_people_type() {
        for (typed, address, is_bare) in [
            ("a.example", "https://a.example/", true),
            (" a.example/blog?x=1 ", "https://a.example/blog?x=1", true),
            ("a.example:8080", "https://a.example:8080/", true),
            ("http://a.example", "http://a.example/", false),
            ("http://localhost:8080/", "http://localhost:8080/", false),
            ("feed://a.example/rss", "https://a.example/rss", false),
            ("@els@toot.example", "https://toot.example/@els", true),
            ("bücher.example", "https://xn--bcher-kva.example/", true),
        ] {
            let start = Start::typed(typed).unwrap();
            assert_eq!((start.url.as_str(), start.is_bare), (address, is_bare), "{typed}");
        }
        for typed in ["", "blog", "een blog.example", "http://", "@els", "@els@", "@els@a/b", "mailto:els"] {
            assert_eq!(Start::typed(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_bare_domain_may_mean_another_address() {
        let start = Start::typed("a.example").unwrap();
        let other = |tried: &str, no_such_name| {
            start.otherwise(&tried.parse().unwrap(), no_such_name).map(String::from).unwrap_or_default()
        };
        assert_eq!(other("https://a.example/", false), "http://a.example/");
        assert_eq!(other("http://a.example/", false), "");
        assert_eq!(other("https://a.example/", true), "https://www.a.example/");
        assert_eq!(other("https://www.a.example/", true), "");
        assert_eq!(other("https://www.a.example/", false), "http://www.a.example/");
        let named = Start::from(start.url.clone());
        assert_eq!(named.otherwise(&start.url, false), None);
    }
}
