//! Whom a host name belongs to.

use public_suffix::{DEFAULT_PROVIDER, EffectiveTLDProvider as _};
use url::{Host, Url};

/// The registrable domain of an address, after the public suffix list (publicsuffix.org, its private part included):
/// `example.co.uk` for `https://blog.example.co.uk/`, `jan.github.io` for `https://jan.github.io/`. Who holds back from
/// a server holds back from this. A name that is a public suffix itself stands for itself; a numeric address belongs to
/// nobody.
#[must_use]
pub fn registrable_domain(url: &Url) -> Option<String> {
    let Host::Domain(name) = url.host()? else { return None };
    let name = name.trim_end_matches('.');
    let domain = DEFAULT_PROVIDER.effective_tld_plus_one(name).unwrap_or(name);
    (!domain.is_empty()).then(|| domain.to_owned())
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::registrable_domain;

    #[test]
    fn the_part_that_somebody_registered() {
        for (address, domain) in [
            ("https://example.org/feed", Some("example.org")),
            ("https://WWW.Blog.Example.org:8443/", Some("example.org")),
            ("https://www.example.org./", Some("example.org")),
            ("https://a.b.example.co.uk/", Some("example.co.uk")),
            ("https://jan.github.io/", Some("jan.github.io")),
            ("https://piet.github.io/", Some("piet.github.io")),
            ("https://github.io/", Some("github.io")),
            ("https://www.café.example/", Some("xn--caf-dma.example")),
            ("http://localhost/", Some("localhost")),
            ("http://192.0.2.1/", None),
            ("http://[2001:db8::1]/", None),
            ("http://0x7f.1/", None),
            ("mailto:jan@example.org", None),
        ] {
            assert_eq!(registrable_domain(&Url::parse(address).unwrap()).as_deref(), domain, "{address}");
        }
    }
}
