//! The files around the pages: stylesheet, script, robots, headers.

use std::collections::BTreeMap;

use url::Url;

use super::{engine::theme_file, ride};

/// What a page may load: its own stylesheet, pictures and scripts, nothing inline, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
                      require-trusted-types-for 'script'; trusted-types 'none'";

/// A file of the theme that is not a template, or the site's own in its place.
fn asset(name: &str, overrides: &BTreeMap<String, String>) -> String {
    overrides.get(name).cloned().or_else(|| theme_file(name)).unwrap_or_default()
}

/// The stylesheet, with the movement of the ride, which is computed, at its end.
pub(crate) fn stylesheet(overrides: &BTreeMap<String, String>) -> String {
    let mut css = asset("style.css", overrides);
    css.push_str(&ride::keyframes());
    css
}

/// The script of the scrolling list.
pub(crate) fn script(overrides: &BTreeMap<String, String>) -> String {
    asset("carousel.js", overrides)
}

/// `robots.txt`.
pub(crate) fn robots(base: &Url) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n")
}

/// `_headers`, as Netlify, Cloudflare Pages and others read it.
pub(crate) fn headers() -> String {
    format!(
        "/*\n  Content-Security-Policy: {POLICY}\n  Referrer-Policy: strict-origin-when-cross-origin\n  \
         Permissions-Policy: camera=(), microphone=(), geolocation=(), interest-cohort=()\n  \
         Cross-Origin-Opener-Policy: same-origin\n  X-Content-Type-Options: nosniff\n"
    )
}
