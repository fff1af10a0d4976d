//! Small things about HTML source: escaping, writing tags, telling HTML from text.

use super::tokens::{Tag, Token, Tokens};

/// Elements without an end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements people write in posts: what tells HTML from a text that has a `<` in it.
const COMMON: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "article",
    "aside",
    "b",
    "big",
    "blockquote",
    "br",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "nav",
    "object",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
];

/// Whether an element has no end tag.
pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Appends `text` so that it reads back as text, in XML and HTML, in content and between double quotes.
pub(super) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}

/// Appends a start tag as HTML: without prefix and namespaces, and with an end tag where XML needs none.
pub(super) fn write_start(html: &mut String, tag: &Tag<'_>) {
    let name = local(tag.name);
    html.extend(["<", &name]);
    for (attribute, value) in &tag.attributes {
        let attribute = attribute.to_ascii_lowercase();
        let attribute = attribute.strip_prefix("xml:").unwrap_or(&attribute);
        if !attribute.contains(':') && !attribute.starts_with("xmlns") {
            html.extend([" ", attribute, "=\"", &value.replace('"', "&quot;"), "\""]);
        }
    }
    html.push('>');
    if tag.empty && !is_void(&name) {
        html.extend(["</", &name, ">"]);
    }
}

/// Appends an end tag as HTML.
pub(super) fn write_end(html: &mut String, name: &str) {
    let name = local(name);
    if !is_void(&name) {
        html.extend(["</", &name, ">"]);
    }
}

fn local(name: &str) -> String {
    name.split_once(':').map_or(name, |(_, local)| local).to_ascii_lowercase()
}

/// Whether text is HTML by its looks: it holds an element of HTML, or a character reference.
pub(super) fn looks_like_html(text: &str) -> bool {
    let is_common = |name: &str| COMMON.contains(&name.to_ascii_lowercase().as_str());
    let has_reference = || {
        text.split('&').skip(1).any(|rest| {
            let end = rest.bytes().take(12).position(|b| b == b';').unwrap_or_default();
            end > 1 && rest.as_bytes().iter().take(end).all(|b| b.is_ascii_alphanumeric() || *b == b'#')
        })
    };
    let has_element = || {
        Tokens::new(text).any(|token| match token {
            Token::Start(tag) => is_common(tag.name),
            Token::End(name) => is_common(name),
            _ => false,
        })
    };
    text.contains('<') && has_element() || text.contains('&') && has_reference()
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens, looks_like_html, write_start};

    #[test]
    fn tells_html_from_text() {
        for html in ["<b>x</b>", "a<br>b", "caf&eacute;", "a &#8217; b", "x <IMG src=y>"] {
            assert!(looks_like_html(html), "{html}");
        }
        for text in ["1 < 2", "Vec<String> in Rust", "R&D", "a & b; c", "<T>"] {
            assert!(!looks_like_html(text), "{text}");
        }
    }

    #[test]
    fn writes_xhtml_as_html() {
        let mut html = String::new();
        for token in Tokens::new(r#"<x:A xmlns:x="y" xml:lang='nl' href='a"b'/><br/>"#) {
            if let Token::Start(tag) = token {
                write_start(&mut html, &tag);
            }
        }
        assert_eq!(html, r#"<a lang="nl" href="a&quot;b"></a><br>"#);
    }
}
