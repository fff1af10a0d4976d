//! The theme's own files that are not pages, each under a name that carries a hash of its bytes: a browser may keep it for
//! ever, and a changed file is another file.

use std::collections::BTreeMap;

use super::{context::World, engine::theme_file, lettering, palette, ride};

/// So many hexadecimal digits of the hash: 48 bits, for a handful of files.
const DIGITS: usize = 12;

/// One file.
#[derive(Debug)]
pub(crate) struct Asset {
    /// What templates call it: `assets.style`.
    pub(crate) key: &'static str,
    /// Where it stands in the site: `style.0123456789ab.css`.
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

/// The files of the site: their colours are those of its editions.
pub(crate) fn of(world: &World) -> Vec<Asset> {
    all(&world.site.templates, &palette::css(world))
}

/// Every file, as the built-in theme or the site's own `templates/` has it. `colours` come first in the stylesheet, so that
/// a host's may change them.
pub(super) fn all(overrides: &BTreeMap<String, String>, colours: &str) -> Vec<Asset> {
    let text = |name: &str| overrides.get(name).cloned().or_else(|| theme_file(name)).unwrap_or_default();
    // The movement of the ride is computed, and comes last.
    let fonts: Vec<Asset> = lettering::files()
        .zip(["font", "font_ext"])
        .map(|((name, bytes), key)| asset(key, &name, "woff2", bytes))
        .collect();
    let place =
        |name: &str| fonts.iter().find(|font| font.path.starts_with(&format!("{name}."))).map(|font| font.path.clone());
    let faces = lettering::css(|name| place(name).unwrap_or_default());
    let style = format!("{faces}{colours}{}{}", text("style.css"), ride::keyframes());
    let passages = text("passages.css");
    let sheet = |key, css: &str| asset(key, key, "css", lean(css).into_bytes());
    let mut assets = vec![
        sheet("style", &style),
        sheet("prose", &(passages.clone() + &text("prose.css"))),
        sheet("lists", &(passages + &text("lists.css"))),
        sheet("reactions", &text("reactions.css")),
        sheet("print", &text("print.css")),
        asset("carousel", "carousel", "js", text("carousel.js").into_bytes()),
        asset("search", "search", "js", text("search.js").into_bytes()),
    ];
    assets.extend(fonts);
    assets
}

/// A stylesheet without its comments and the space around its marks, which no reader needs to wait for. Strings stay as
/// they are.
pub(super) fn lean(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['"', '\'', '/', ' ', '\n']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let mut chars = rest.chars();
        match chars.next() {
            Some('/') if rest.starts_with("/*") => rest = rest.split_once("*/").map_or("", |(_, after)| after),
            Some(space @ (' ' | '\n')) => {
                rest = rest.trim_start();
                // Between words it says something.
                if !out.is_empty()
                    && !out.ends_with(['\n', ' ', '{', '}', ':', ';', ','])
                    && !rest.starts_with(['{', '}'])
                {
                    out.push(space);
                }
            }
            Some(quote @ ('"' | '\'')) => {
                let end = string_end(rest, quote);
                out.push_str(&rest[..end]);
                rest = &rest[end..];
            }
            Some(other) => {
                out.push(other);
                rest = chars.as_str();
            }
            None => {}
        }
    }
    out + rest
}

/// Where the string that `text` begins with ends, its closing mark included.
fn string_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// A file that is made, and not the theme's.
pub(crate) fn asset(key: &'static str, name: &str, extension: &str, bytes: Vec<u8>) -> Asset {
    Asset { key, path: hashed(name, extension, &bytes), bytes }
}

/// A file's name with a hash of what it is made of.
pub(crate) fn hashed(name: &str, extension: &str, bytes: &[u8]) -> String {
    format!("{name}.{}.{extension}", &blake3::hash(bytes).to_hex()[..DIGITS])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{all, lean};

    #[test]
    fn a_stylesheet_loses_what_no_browser_reads() {
        let css = "/* a */\n@media print {\n  .b::before { content: \"/* \\\" */\"; }\n\n  .c\n  .d { top: calc(1px +\n 2px) }\n}\n";
        assert_eq!(lean(css), "@media print{.b::before{content:\"/* \\\" */\";}.c\n.d{top:calc(1px +\n2px)}}");
        assert_eq!(lean("a{b:url(x/y)} /* open"), "a{b:url(x/y)}");
        assert_eq!(lean("a /* b */ c, d :hover {}"), "a c,d :hover{}");
        assert_eq!(lean("a{content:'it"), "a{content:'it");
    }

    #[test]
    fn another_file_has_another_name() {
        let own = all(&BTreeMap::new(), "");
        let mine = all(&BTreeMap::from([("style.css".to_owned(), "body{}".to_owned())]), "");
        assert_ne!(own[0].path, mine[0].path);
        assert!(own[1..].iter().zip(&mine[1..]).all(|(own, mine)| own.path == mine.path));
        let parts: Vec<&str> = own[0].path.split('.').collect();
        assert!(matches!(parts[..], ["style", hash, "css"] if hash.len() == super::DIGITS), "{parts:?}");
    }
}
