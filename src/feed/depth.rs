//! A look at HTML before anything parses it. The HTML parser takes time quadratic in the depth of nesting, and rebuilds
//! every formatting element that was left open in every block that follows; both turn small inputs into minutes.

use super::{
    markup::is_void,
    tokens::{Token, Tokens},
};

/// More open elements than any real page has: 130 pages of the web peaked at 319.
const DEEPEST: usize = 512;
/// The largest HTML that is read, in bytes.
const LARGEST: usize = 2 << 20;
/// How many formatting elements the parser may have to rebuild.
const REBUILDS: usize = 200_000;
/// The parser compares every attribute of a tag with every other.
const MOST_ATTRIBUTES: usize = 256;
/// The serialiser looks through the rest of a text for every character of it that it escapes: so many bytes at most.
const SCANNED: usize = 1_000_000_000;

/// HTML is nested so deeply, or so large, that reading it would take too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooMuch {
    /// More than 512 open elements.
    #[error("the markup is nested more than 512 elements deep")]
    Depth,
    /// More bytes than a post may have.
    #[error("the markup is larger than 2 MiB")]
    Size,
    /// Elements that overlap, or attributes without number, in a way that takes too long to untangle.
    #[error("the markup is too tangled to be read")]
    Tangle,
}

/// Refuses HTML that would take too long. Linear in its input.
///
/// # Errors
/// Says what there is too much of.
pub(super) fn check(html: &str) -> Result<(), TooMuch> {
    if html.len() > LARGEST {
        return Err(TooMuch::Size);
    }
    let mut open: Vec<String> = Vec::new();
    // Formatting elements that were opened and not closed, by name; how often they have to be rebuilt.
    let (mut formatting, mut rebuilds) = (Vec::<String>::new(), 0_usize);
    let mut scanned = 0_usize;
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Start(tag) => {
                if tag.attributes.len() > MOST_ATTRIBUTES {
                    return Err(TooMuch::Tangle);
                }
                scanned += tag.attributes.iter().map(|(_, value)| scan(value)).sum::<usize>();
                let name = tag.name.to_ascii_lowercase();
                // The end tag of these may be left out; the next one of the kind closes them.
                let optional =
                    matches!(name.as_str(), "p" | "li" | "dt" | "dd" | "tr" | "td" | "th" | "option" | "rt" | "rp");
                if optional
                    && let Some(at) = open.iter().rposition(|other| *other == name || is_container(other))
                    && open.get(at) == Some(&name)
                {
                    open.truncate(at);
                }
                if is_formatting(&name) {
                    formatting.push(name.clone());
                } else if !is_void(&name) {
                    rebuilds += formatting.len().saturating_sub(8);
                }
                if matches!(name.as_str(), "script" | "style" | "textarea" | "title") {
                    // What looks like a tag in there is none.
                    tokens.skip_raw(&name);
                } else if !is_void(&name) {
                    open.push(name);
                }
            }
            Token::End(name) => {
                let name = name.to_ascii_lowercase();
                if let Some(at) = formatting.iter().rposition(|other| *other == name) {
                    formatting.remove(at);
                }
                if let Some(at) = open.iter().rposition(|other| *other == name) {
                    open.truncate(at);
                }
            }
            Token::Text(text) | Token::CData(text) => scanned += scan(text),
            Token::Aside => {}
        }
        if open.len() > DEEPEST || formatting.len() > DEEPEST {
            return Err(TooMuch::Depth);
        }
        if rebuilds > REBUILDS || scanned > SCANNED {
            return Err(TooMuch::Tangle);
        }
    }
    Ok(())
}

/// How many bytes the serialiser looks at to write a text. The look stops at a `<` or `>`, so those cost nothing.
fn scan(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_angle = |at: usize| matches!(bytes.get(at + 1..at + 4), Some(b"lt;" | b"gt;"));
    // U+00A0 and its neighbours begin with this byte in UTF-8.
    let escaped = bytes.iter().enumerate().filter(|(at, b)| **b == 0xc2 || **b == b'&' && !is_angle(*at)).count();
    escaped.saturating_mul(text.len())
}

/// Elements that an optional end tag is not looked for beyond.
fn is_container(name: &str) -> bool {
    matches!(name, "ul" | "ol" | "dl" | "table" | "blockquote" | "div" | "section" | "article" | "select" | "ruby")
}

/// The formatting elements of the HTML standard, section 13.2.4.3.
fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt" | "u"
    )
}

#[cfg(test)]
mod tests {
    use super::{TooMuch, check};

    #[test]
    fn ordinary_pages_pass() {
        assert_eq!(check(&"<p>a <b>b</b> <br>".repeat(5000)), Ok(()));
        assert_eq!(check(&format!("<ul>{}</ul>", "<li>a".repeat(5000))), Ok(()));
        assert_eq!(check(&format!("<table>{}</table>", "<tr><td>a<td>b".repeat(5000))), Ok(()));
        assert_eq!(check(&"<div>".repeat(512)), Ok(()));
    }

    #[test]
    fn time_bombs_do_not() {
        assert_eq!(check(&"<div>".repeat(513)), Err(TooMuch::Depth));
        assert_eq!(check(&"<b>".repeat(600)), Err(TooMuch::Depth));
        assert_eq!(check(&"<a><div>".repeat(1000)), Err(TooMuch::Depth));
        let open = (0..400).map(|n| format!("<font a{n}>")).collect::<Vec<_>>().concat();
        assert!(check(&format!("{open}{}", "<p></p>".repeat(10_000))).is_err());
        assert_eq!(check(&"<p a1 ".repeat(600)), Ok(()));
        assert_eq!(check(&"a & b ".repeat(20_000)), Err(TooMuch::Tangle));
        assert_eq!(check(&"<p>a & b</p> ".repeat(20_000)), Ok(()));
        assert_eq!(check(&"a &lt; b ".repeat(20_000)), Ok(()));
        let attributes = (0..300).map(|n| format!(" a{n}")).collect::<Vec<_>>().concat();
        assert_eq!(check(&format!("<p{attributes}>")), Err(TooMuch::Tangle));
    }
}
