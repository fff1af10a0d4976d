//! Does HTML read back as it is written? A tree can hold what no HTML says: a paragraph in a paragraph, a link in a
//! link. Written down, such a tree is read as another one, which nobody has looked at.

use crate::feed::{
    depth::DEEPEST,
    markup::is_void,
    tokens::{Token, Tokens},
};

/// Whether sanitised HTML is the writing of a tree that a parser makes of it: every element is closed by its own end tag,
/// and none stands where the parser would close another first, or put it elsewhere (HTML standard, section 13.2.6.4).
pub(super) fn is_settled(html: &str) -> bool {
    let mut open: Vec<Open<'_>> = Vec::new();
    for token in Tokens::new(html) {
        match token {
            Token::Start(tag) => {
                let parent = open.last().copied().unwrap_or_default();
                if !parent.may_hold(tag.name) || open.len() >= DEEPEST {
                    return false;
                }
                if !is_void(tag.name) {
                    open.push(parent.with(tag.name));
                }
            }
            Token::End(name) => {
                if open.pop().is_none_or(|element| element.name != name) {
                    return false;
                }
            }
            Token::Text(text) => {
                let parent = open.last().map_or("", |element| element.name);
                if is_table_part(parent) && !text.bytes().all(|b| b.is_ascii_whitespace()) {
                    return false;
                }
            }
            Token::CData(_) | Token::Aside => return false,
        }
    }
    open.is_empty()
}

/// An open element, and which others a new element inside it would close. The cells of a table keep everything apart.
#[derive(Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a rule of its own in the standard")]
struct Open<'a> {
    name: &'a str,
    paragraph: bool,
    link: bool,
    /// An `li` with nothing between but paragraphs, `div` and inline elements.
    item: bool,
    /// The same of `dt` and `dd`.
    term: bool,
}

impl<'a> Open<'a> {
    fn may_hold(self, name: &str) -> bool {
        let parent = self.name;
        match name {
            "tr" => matches!(parent, "tbody" | "thead" | "tfoot"),
            "td" | "th" => parent == "tr",
            "tbody" | "thead" | "tfoot" | "caption" | "colgroup" => parent == "table",
            "col" => parent == "colgroup",
            _ if is_table_part(parent) || self.paragraph && is_block(name) => false,
            "a" => !self.link,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => !matches!(parent, "h1" | "h2" | "h3" | "h4" | "h5" | "h6"),
            "li" => !self.item,
            "dd" | "dt" => !self.term,
            "rt" | "rp" => !matches!(parent, "rt" | "rp" | "p" | "li" | "dd" | "dt"),
            _ => true,
        }
    }

    fn with(self, name: &'a str) -> Self {
        let cell = matches!(name, "td" | "th" | "caption");
        let apart = is_block(name) && !matches!(name, "p" | "div");
        Self {
            name,
            paragraph: name == "p" || self.paragraph && !cell && name != "table",
            link: name == "a" || self.link && !cell,
            item: name == "li" || self.item && !apart,
            term: matches!(name, "dd" | "dt") || self.term && !apart,
        }
    }
}

fn is_table_part(name: &str) -> bool {
    matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr" | "colgroup")
}

/// The elements that the standard calls special, as far as posts have them.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "article"
            | "aside"
            | "blockquote"
            | "caption"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "figcaption"
            | "figure"
            | "footer"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

#[cfg(test)]
mod tests {
    use super::is_settled;

    #[test]
    fn what_people_write_is_settled() {
        for html in [
            "a<p>b <b><i>c</i></b><br></p>",
            "<ul><li>a<ul><li>b</li></ul></li></ul><dl><dt>a</dt><dd>b</dd></dl>",
            "<table><caption>a</caption><tbody><tr><td><p>b</p><table><tbody><tr><td></td></tr></tbody></table></td></tr></tbody></table>",
            "<blockquote><p>a</p></blockquote><ruby>a<rp>(</rp><rt>b</rt></ruby>",
            "<a href=\"x\">a</a><table><tbody><tr><td><a href=\"y\">b</a></td></tr></tbody></table>",
        ] {
            assert!(is_settled(html), "{html}");
        }
    }

    #[test]
    fn what_would_be_read_as_something_else_is_not() {
        for html in [
            "<p><p></p></p>",
            "<p><span><div></div></span></p>",
            "<a><b><a></a></b></a>",
            "<h1><h2></h2></h1>",
            "<li><div><li></li></div></li>",
            "<dd><p><dt></dt></p></dd>",
            "<table><tr><td></td></tr></table>",
            "<table>a</table>",
            "<td>a</td>",
            "<rt><rt></rt></rt>",
            "<b>",
            "</b>",
            "<b><i></b></i>",
            "<!-- a -->",
        ] {
            assert!(!is_settled(html), "{html}");
        }
    }
}
