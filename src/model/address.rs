//! When two addresses mean one page.

use std::borrow::Cow;

use url::Url;

/// Parameters that say how a reader came, never what is to be read. In lower case.
const TRACKERS: &[&str] = &[
    "_branch_match_id",
    "_ga",
    "_gl",
    "__hsfp",
    "__hssc",
    "__hstc",
    "_hsenc",
    "_hsmi",
    "_openstat",
    "dclid",
    "dm_i",
    "epik",
    "fb_action_ids",
    "fb_action_types",
    "fb_ref",
    "fb_source",
    "fbclid",
    "gad_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "hsctatracking",
    "igsh",
    "igshid",
    "mc_cid",
    "mc_eid",
    "mc_tc",
    "mkt_tok",
    "ml_subscriber",
    "ml_subscriber_hash",
    "msclkid",
    "oly_anon_id",
    "oly_enc_id",
    "rb_clickid",
    "s_cid",
    "sc_cid",
    "srsltid",
    "twclid",
    "vero_conv",
    "vero_id",
    "wbraid",
    "wickedid",
    "xtor",
    "yclid",
    "ysclid",
];

/// What the names of whole families of them begin with: Google's, Matomo's.
const TRACKING_FAMILIES: &[&str] = &["utm_", "mtm_", "matomo_", "pk_", "piwik_"];

/// The address without tracking parameters, otherwise as it is.
#[must_use]
pub fn without_tracking(url: &Url) -> Url {
    retain(url, |name, value| !tracks(name, value))
}

/// The address a page is known by: without tracking parameters, without a `ref` that names the page's own site, without a
/// fragment unless that is the page's own route (`#!`, `#/`). What else may differ between two addresses of one page is
/// the business of [`key`], which is not for going there.
#[must_use]
pub fn canonical(url: &Url) -> Url {
    let host = url.host_str().map(bare).unwrap_or_default().to_owned();
    let mut canonical = retain(url, |name, value| !(tracks(name, value) || name == "ref" && bare(value) == host));
    if !canonical.fragment().is_some_and(|fragment| fragment.starts_with(['!', '/'])) {
        canonical.set_fragment(None);
    }
    canonical
}

/// A key that two addresses of one page share: beside what [`canonical`] leaves out, scheme, `www.`, a trailing slash,
/// `index.html` and any `ref` make no difference.
#[must_use]
pub fn key(url: &Url) -> String {
    let url = canonical(url);
    let host = bare(url.host_str().unwrap_or_default());
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let path = url.path();
    let path =
        ["/index.html", "/index.php", "/index.htm"].iter().find_map(|name| path.strip_suffix(name)).unwrap_or(path);
    let kept: Vec<_> =
        url.query_pairs().filter(|(name, _)| name != "ref").map(|(name, value)| format!("{name}={value}")).collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    let route = url.fragment().map(|route| format!("#{route}")).unwrap_or_default();
    format!("{host}{port}{}{query}{route}", path.trim_end_matches('/'))
}

fn bare(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// The address with only some of its parameters, each left as it is written.
fn retain(url: &Url, mut keep: impl FnMut(&str, &str) -> bool) -> Url {
    let Some(query) = url.query() else { return url.clone() };
    let is_kept = |piece: &&str| {
        let pair = url::form_urlencoded::parse(piece.as_bytes()).next();
        let (name, value) = pair.unwrap_or((Cow::Borrowed(""), Cow::Borrowed("")));
        keep(&name.to_ascii_lowercase(), &value)
    };
    let kept: Vec<&str> = query.split('&').filter(is_kept).collect();
    let mut url = url.clone();
    if kept.is_empty() {
        url.set_query(None);
    } else if kept.len() < url.query().unwrap_or_default().split('&').count() {
        url.set_query(Some(&kept.join("&")));
    }
    url
}

fn tracks(name: &str, value: &str) -> bool {
    TRACKERS.contains(&name)
        || TRACKING_FAMILIES.iter().any(|family| name.starts_with(family))
        // Medium's feeds: `source=rss-1a2b3c------2`.
        || name == "source" && value.starts_with("rss-")
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{canonical, key, without_tracking};

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn tracking_parameters_go_and_nothing_else() {
        let cases = [
            ("https://a.example/p?id=1&utm_source=x&UTM_Medium=y&fbclid=z", "https://a.example/p?id=1"),
            ("https://a.example/p?utm_source=x#part", "https://a.example/p#part"),
            ("https://a.example/p?mtm_campaign=x&pk_kwd=y&gclid=z", "https://a.example/p"),
            ("https://a.example/p?name=Jan%20Jansen&mc_cid=1&b", "https://a.example/p?name=Jan%20Jansen&b"),
            ("https://a.example/p?crop/14x7&&=x", "https://a.example/p?crop/14x7&&=x"),
            ("https://a.example/p?source=rss-1a2b------2", "https://a.example/p"),
            ("https://a.example/p?source=book&ref=a.example", "https://a.example/p?source=book&ref=a.example"),
            ("https://a.example/p?", "https://a.example/p?"),
            ("mailto:jan@example.org", "mailto:jan@example.org"),
        ];
        for (published, expected) in cases {
            assert_eq!(without_tracking(&url(published)).as_str(), expected);
        }
    }

    #[test]
    fn a_page_is_known_without_its_fragment_unless_that_is_its_route() {
        let cases = [
            ("https://www.a.example/p/?a=1&utm_source=x#top", "https://www.a.example/p/?a=1"),
            ("https://a.example/#!/post/1", "https://a.example/#!/post/1"),
            ("https://a.example/#/post/1", "https://a.example/#/post/1"),
            ("https://www.a.example/p?ref=a.example", "https://www.a.example/p"),
            ("https://a.example/p?ref=b.example", "https://a.example/p?ref=b.example"),
        ];
        for (published, expected) in cases {
            assert_eq!(canonical(&url(published)).as_str(), expected);
        }
    }

    #[test]
    fn addresses_of_one_page_share_a_key() {
        let same = |a: &str, b: &str| key(&url(a)) == key(&url(b));
        assert!(same("https://www.a.example/oproep/#top", "http://a.example/oproep?utm_source=x"));
        assert!(same("https://a.example/a/index.html", "https://A.example/a?ref=b.example"));
        assert!(!same("https://a.example/?p=1", "https://a.example/?p=2"));
        assert!(!same("https://a.example/#!/1", "https://a.example/#!/2"));
        assert!(!same("https://a.example:8080/", "https://a.example/"));
    }
}
