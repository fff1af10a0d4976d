//! Proxies that the environment names. They stand between us and everybody, so they are judged as everybody is, and what
//! is asked through them is judged here, because they resolve names where we do not see it.

use std::fmt;

use hyper_util::client::proxy::matcher::Matcher;
use url::Url;

use super::{FetchError, guard::Guard};

/// What the environment says about proxies, as curl and others read it. The default is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies {
    http: Option<Variable>,
    https: Option<Variable>,
    no_proxy: String,
}

/// A variable and its value, which may hold a password.
#[derive(Clone, PartialEq, Eq)]
struct Variable {
    name: &'static str,
    value: String,
}

impl Proxies {
    /// Reads `http_proxy`, `https_proxy` and `no_proxy` or, where they are not set, the same in upper case. Not `HTTP_PROXY`
    /// where `REQUEST_METHOD` is set: there anybody who sends a header `Proxy` has written it (httpoxy, CVE-2016-5385).
    pub fn from_variables(read: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| read(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let variable = |name: &'static str| set(name).map(|value| Variable { name, value });
        let is_cgi = read("REQUEST_METHOD").is_some();
        Self {
            http: variable("http_proxy").or_else(|| variable("HTTP_PROXY").filter(|_| !is_cgi)),
            https: variable("https_proxy").or_else(|| variable("HTTPS_PROXY")),
            no_proxy: set("no_proxy").or_else(|| set("NO_PROXY")).unwrap_or_default(),
        }
    }

    /// Which proxies are used, without passwords: `http_proxy 10.0.0.1:3128`.
    #[must_use]
    pub fn described(&self) -> Vec<String> {
        [&self.http, &self.https].into_iter().flatten().filter_map(Variable::described).collect()
    }

    /// Proxies for the schemes `http` and `https`, each permitted by the guard.
    pub(super) fn permitted(&self, guard: &Guard) -> Result<[Option<Proxy>; 2], FetchError> {
        let permitted = |variable: &Option<Variable>| variable.as_ref().map(|named| named.permitted(guard)).transpose();
        Ok([permitted(&self.http)?, permitted(&self.https)?])
    }

    /// Says which hosts are asked through a proxy.
    pub(super) fn matcher(&self) -> Matcher {
        // Only the exceptions are of interest; which proxy it is has been settled.
        Matcher::builder().all("http://proxy.invalid").no(self.no_proxy.clone()).build()
    }
}

/// A proxy that may be used.
pub(super) struct Proxy {
    /// Its address with its credentials.
    pub(super) url: Url,
    pub(super) port: u16,
}

impl Variable {
    /// Its address, with credentials where it has some. Nothing of a value that cannot be read is shown.
    fn url(&self) -> Result<Url, FetchError> {
        let name = self.name;
        let wrong = |why: &str| FetchError::Setting(format!("{name} {why}: correct it, or unset it"));
        let address = if self.value.contains("://") { self.value.clone() } else { format!("http://{}", self.value) };
        let url = Url::parse(&address).map_err(|_| wrong("holds no address of a proxy"))?;
        match url.scheme() {
            "http" | "https" => Ok(url),
            scheme => Err(wrong(&format!("names a {scheme} proxy, and only http and https ones are used"))),
        }
    }

    /// Its name and its address without credentials.
    fn described(&self) -> Option<String> {
        let url = self.url().ok()?;
        Some(format!("{} {}:{}", self.name, url.host_str()?, url.port_or_known_default()?))
    }

    fn permitted(&self, guard: &Guard) -> Result<Proxy, FetchError> {
        let url = self.url()?;
        let mut bare = url.clone();
        // Neither fails for an address of http.
        let _ = bare.set_username("").and_then(|()| bare.set_password(None));
        guard.check(&bare).map_err(|error| {
            let name = self.name;
            FetchError::Setting(format!(
                "the proxy of {name} may not be asked: {error}; allow it in `[fetch] allow`, or unset {name}"
            ))
        })?;
        let port = url.port_or_known_default().unwrap_or_default();
        Ok(Proxy { url, port })
    }
}

impl fmt::Debug for Variable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.described().unwrap_or_else(|| format!("{} …", self.name)))
    }
}

#[cfg(test)]
mod tests {
    use super::Proxies;
    use crate::fetch::{allow::Allow, guard::Guard};

    fn proxies(variables: &[(&str, &str)]) -> Proxies {
        let find = |name: &str| variables.iter().find(|(known, _)| *known == name);
        Proxies::from_variables(|name| find(name).map(|(_, value)| (*value).to_owned()))
    }

    fn refusal(variables: &[(&str, &str)], allow: &str) -> Option<String> {
        let guard = Guard::new(Allow::parse([allow]).unwrap());
        proxies(variables).permitted(&guard).err().map(|error| error.to_string())
    }

    #[test]
    fn variables_in_either_case_and_never_what_a_visitor_wrote() {
        type Case = (&'static [(&'static str, &'static str)], &'static [&'static str]);
        let cases: [Case; 9] = [
            (&[], &[]),
            (&[("http_proxy", "http://a.example:8080/")], &["http_proxy a.example:8080"]),
            (&[("HTTP_PROXY", "a.example")], &["HTTP_PROXY a.example:80"]),
            (&[("http_proxy", "a.example"), ("HTTP_PROXY", "b.example")], &["http_proxy a.example:80"]),
            (&[("http_proxy", " "), ("HTTP_PROXY", "b.example")], &["HTTP_PROXY b.example:80"]),
            (&[("HTTP_PROXY", "b.example"), ("REQUEST_METHOD", "GET")], &[]),
            (&[("http_proxy", "a.example"), ("REQUEST_METHOD", "")], &["http_proxy a.example:80"]),
            (&[("HTTPS_PROXY", "https://b.example"), ("REQUEST_METHOD", "GET")], &["HTTPS_PROXY b.example:443"]),
            (
                &[("http_proxy", "a.example"), ("https_proxy", "me:secret@[2001:db8::1]:3128")],
                &["http_proxy a.example:80", "https_proxy [2001:db8::1]:3128"],
            ),
        ];
        for (variables, expected) in cases {
            assert_eq!(proxies(variables).described(), expected, "{variables:?}");
        }
    }

    #[test]
    fn a_proxy_is_judged_as_everybody_is() {
        for (address, allow) in [
            ("proxy.example", ""),
            ("http://me:secret@proxy.example:443", ""),
            ("8.8.8.8", ""),
            ("127.0.0.1:3128", "127.0.0.1:3128"),
            ("http://me:secret@localhost:3128", "127.0.0.1:3128"),
            ("proxy.corp:3128", "10.0.0.0/8:3128"),
            ("10.0.0.1", "10.0.0.0/8"),
        ] {
            assert_eq!(refusal(&[("http_proxy", address)], allow), None, "{address}");
        }
        for (address, allow) in [
            ("127.0.0.1", ""),
            ("127.0.0.1:3128", "127.0.0.2:3128"),
            ("http://me:secret@localhost", ""),
            ("proxy.corp", ""),
            ("proxy.example:3128", ""),
            ("10.0.0.1:3128", "10.0.0.0/8"),
            ("0x7f.1", ""),
            ("[::1]", ""),
            ("metadata.goog", "0.0.0.0/0"),
            ("socks5://me:secret@proxy.example", ""),
            ("http://me:secret@", ""),
            ("me:sec ret@proxy example", ""),
        ] {
            for name in ["http_proxy", "HTTPS_PROXY"] {
                let said = refusal(&[(name, address)], allow).unwrap();
                assert!(said.contains(name) && said.contains("unset") && !said.contains("sec"), "{address}: {said}");
            }
        }
        assert_eq!(
            refusal(&[("https_proxy", "http://me:secret@10.1.2.3:80")], "").unwrap(),
            "the proxy of https_proxy may not be asked: 10.1.2.3 is not a public address; allow it in `[fetch] allow`, or \
             unset https_proxy"
        );
    }

    #[test]
    fn passwords_are_not_shown() {
        let shown = format!("{:?}", proxies(&[("http_proxy", "http://me:secret@proxy.example")]));
        assert!(shown.contains("proxy.example") && !shown.contains("secret") && !shown.contains("me:"), "{shown}");
    }
}
