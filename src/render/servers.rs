//! What web servers are told: headers for every answer, and which files never change. One policy, four dialects, and a
//! `<meta>` for servers that listen to none of them.

use std::fmt::Write as _;

use url::Url;

/// What a page may load: its own stylesheet, pictures and scripts, nothing inline, nothing from elsewhere.
pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                                 font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
                                 base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// Has no meaning in a `<meta>` (CSP 3, section 3.3), so it stands in headers only.
const FRAMES: &str = "frame-ancestors 'none'";

/// Bloggers may see which site sends readers, but not which page they read.
const OTHERS: [(&str, &str); 4] = [
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
];

/// A year, as long as caches keep anything; only for names that carry a hash.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// What stands beside the pages and is for the server alone.
const PRIVATE: [&str; 3] = ["_Caddyfile", "_headers", "_nginx.conf"];

/// Media types that servers seldom know by themselves.
const TYPES: [(&str, &str); 6] = [
    ("atom", "application/atom+xml"),
    ("ics", "text/calendar"),
    ("opml", "text/x-opml"),
    ("rss", "application/rss+xml"),
    ("webmanifest", "application/manifest+json"),
    ("woff2", "font/woff2"),
];

fn headers() -> impl Iterator<Item = (&'static str, String)> {
    let policy = ("Content-Security-Policy", format!("{POLICY}; {FRAMES}"));
    std::iter::once(policy).chain(OTHERS.map(|(name, value)| (name, value.to_owned())))
}

/// The files of a deployment at `base`; `hashed` are the paths whose names carry a hash.
pub(crate) fn files(base: &Url, hashed: &[&str]) -> Vec<(&'static str, String)> {
    vec![
        ("_headers", netlify(hashed)),
        (".htaccess", apache(base, hashed)),
        ("_nginx.conf", nginx(base, hashed)),
        ("_Caddyfile", caddy(base, hashed)),
    ]
}

/// `_headers`, as Netlify, Cloudflare Pages and others read it.
fn netlify(hashed: &[&str]) -> String {
    let mut out = "/*\n".to_owned();
    for (name, value) in headers() {
        let _ = writeln!(out, "  {name}: {value}");
    }
    for path in hashed {
        let _ = write!(out, "/{path}\n  Cache-Control: {FOREVER}\n");
    }
    out
}

/// A regular expression that only these file names match.
fn alternatives(hashed: &[&str]) -> String {
    let names: Vec<String> = hashed.iter().map(|path| path.replace('.', "\\.")).collect();
    names.join("|")
}

fn apache(base: &Url, hashed: &[&str]) -> String {
    let mut out = "# Apache reads this where AllowOverride lets it.\n".to_owned();
    let _ = writeln!(out, "ErrorDocument 404 {}404.html", base.path());
    out += "<IfModule mod_headers.c>\n";
    for (name, value) in headers() {
        let _ = writeln!(out, "  Header always set {name} \"{value}\"");
    }
    let names: Vec<&str> = hashed.iter().map(|path| path.rsplit('/').next().unwrap_or(path)).collect();
    if !names.is_empty() {
        let pattern = alternatives(&names);
        let _ = write!(
            out,
            "  <FilesMatch \"^({pattern})$\">\n    Header set Cache-Control \"{FOREVER}\"\n  </FilesMatch>\n"
        );
    }
    out += "</IfModule>\n<IfModule mod_mime.c>\n";
    for (extension, kind) in TYPES {
        let _ = writeln!(out, "  AddType {kind} .{extension}");
    }
    let _ = write!(
        out,
        "</IfModule>\n<FilesMatch \"^(\\.htaccess|{})$\">\n  Require all denied\n</FilesMatch>\n",
        alternatives(&PRIVATE)
    );
    out
}

fn nginx(base: &Url, hashed: &[&str]) -> String {
    let folder = base.path();
    let mut out = "# For inside the server { … } of nginx: include /path/to/_nginx.conf;\n".to_owned();
    let _ = writeln!(out, "error_page 404 {folder}404.html;");
    out += "set $blogkermis_cache \"no-cache\";\n";
    if !hashed.is_empty() {
        let pattern = format!("^{}({})$", folder.replace('.', "\\."), alternatives(hashed));
        let _ = writeln!(out, "if ($uri ~ \"{pattern}\") {{ set $blogkermis_cache \"{FOREVER}\"; }}");
    }
    out += "add_header Cache-Control $blogkermis_cache;\n";
    for (name, value) in headers() {
        let _ = writeln!(out, "add_header {name} \"{value}\" always;");
    }
    for (extension, kind) in TYPES {
        let _ = writeln!(out, "location ~ \\.{extension}$ {{ types {{ }} default_type {kind}; }}");
    }
    let _ = writeln!(out, "location ~ /(\\.htaccess|{})$ {{ return 404; }}", alternatives(&PRIVATE));
    out
}

fn caddy(base: &Url, hashed: &[&str]) -> String {
    let folder = base.path();
    let mut out = "# For inside the site { … } of a Caddyfile: import /path/to/_Caddyfile\n".to_owned();
    out += "header {\n";
    for (name, value) in headers() {
        let _ = writeln!(out, "\t{name} \"{value}\"");
    }
    out += "}\n";
    if !hashed.is_empty() {
        let paths: Vec<String> = hashed.iter().map(|path| format!("{folder}{path}")).collect();
        let _ = write!(out, "@hashed path {}\nheader @hashed Cache-Control \"{FOREVER}\"\n", paths.join(" "));
    }
    for (extension, kind) in TYPES {
        let _ = writeln!(out, "@{extension} path *.{extension}\nheader @{extension} Content-Type {kind}");
    }
    let private: Vec<String> = PRIVATE.iter().map(|name| format!("{folder}{name}")).collect();
    let _ = write!(out, "@private path {} {folder}.htaccess\nerror @private 404\n", private.join(" "));
    let _ = write!(out, "handle_errors {{\n\trewrite * {folder}404.html\n\tfile_server\n}}\n");
    out
}

#[cfg(test)]
mod tests {
    use super::files;

    #[test]
    fn each_server_is_told_the_same() {
        let base = "https://kermis.example/draai/".parse().unwrap();
        let all = files(&base, &["style.0123456789ab.css"]);
        let whole: Vec<String> = all.iter().map(|(name, text)| format!("## {name}\n{text}\n")).collect();
        insta::assert_snapshot!(whole.concat());
    }
}
