//! When two addresses mean one page.

use url::Url;

/// A key that two addresses of one page share: scheme, `www.`, a trailing slash, `index.html`, the fragment and tracking
/// parameters (`utm_*`, `fbclid`, `gclid`, `mc_cid`, `mc_eid`) make no difference.
#[must_use]
pub fn key(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let path = url.path();
    let path =
        ["/index.html", "/index.php", "/index.htm"].iter().find_map(|name| path.strip_suffix(name)).unwrap_or(path);
    let tracks = |name: &str| name.starts_with("utm_") || ["fbclid", "gclid", "mc_cid", "mc_eid"].contains(&name);
    let kept: Vec<_> = url.query_pairs().filter(|(name, _)| !tracks(name)).map(|(n, v)| format!("{n}={v}")).collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    format!("{host}{port}{}{query}", path.trim_end_matches('/'))
}
