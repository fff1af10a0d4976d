//! `robots.txt`.

use url::Url;

/// Everybody may read everything; pages that search engines should not list say so themselves (`noindex`), which they can
/// only see when they may read them.
pub(crate) fn robots(base: &Url) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n")
}
