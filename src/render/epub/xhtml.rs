//! From HTML to XHTML: the same tree, written as XML.

use ego_tree::iter::Edge;
use scraper::{Html, Node, node::Element};

use crate::render::{html::escape, xml::clean};

/// Elements that are left out with all that is in them: they load, run or ask.
const GONE: [&str; 10] = ["script", "style", "img", "iframe", "object", "form", "svg", "math", "template", "picture"];

/// Elements without an end (HTML, section 13.1.2).
const VOID: [&str; 5] = ["br", "hr", "wbr", "col", "img"];

/// Elements whose tags are left out: the parser puts them around every fragment.
const FRAME: [&str; 3] = ["html", "head", "body"];

/// A fragment of HTML as XHTML: well-formed whatever it was, with links that lead somewhere from inside a book.
pub(super) fn of(html: &str) -> String {
    let fragment = Html::parse_fragment(html);
    let mut out = String::with_capacity(html.len());
    let mut hidden = 0_usize;
    for edge in fragment.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) if GONE.contains(&element.name()) => hidden += 1,
                Node::Element(element) if hidden == 0 => open(&mut out, element),
                Node::Text(text) if hidden == 0 => out.push_str(&escape(&clean(text))),
                _ => {}
            },
            Edge::Close(node) => match node.value() {
                Node::Element(element) if GONE.contains(&element.name()) => hidden -= 1,
                Node::Element(element) if hidden == 0 => close(&mut out, element),
                _ => {}
            },
        }
    }
    out
}

/// Names of elements that are names in XML too: the parser takes nearly anything for one.
fn is_written(element: &Element) -> bool {
    let name = element.name();
    !FRAME.contains(&name)
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

fn open(out: &mut String, element: &Element) {
    if !is_written(element) {
        return;
    }
    out.push('<');
    out.push_str(element.name());
    for (name, value) in element.attrs() {
        let value = match name {
            "href" if leads_on(value) => value,
            "class" | "dir" | "title" => value,
            "lang" => {
                attribute(out, "xml:lang", value);
                value
            }
            _ => continue,
        };
        attribute(out, name, value);
    }
    out.push_str(if VOID.contains(&element.name()) { "/>" } else { ">" });
}

fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    out.push_str(&escape(&clean(value)));
    out.push('"');
}

/// The web, a mailbox, or another chapter.
fn leads_on(address: &str) -> bool {
    let chapter = address.strip_suffix(".xhtml");
    let is_chapter = chapter.is_some_and(|name| !name.contains(['/', ':', '\\']));
    is_chapter || ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
}

fn close(out: &mut String, element: &Element) {
    if is_written(element) && !VOID.contains(&element.name()) {
        out.push_str("</");
        out.push_str(element.name());
        out.push('>');
    }
}

/// A whole document of the book.
pub(super) fn page(title: &str, lang: &str, body: &str) -> String {
    let (title, lang) = (escape(&clean(title)), escape(lang));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" \
         lang=\"{lang}\" xml:lang=\"{lang}\">\n<head>\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"style.css\"/>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quick_xml::{Reader, events::Event};

    use super::{of, page};

    fn is_well_formed(xml: &str) -> bool {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = true;
        loop {
            match reader.read_event() {
                Ok(Event::Eof) => return true,
                Ok(Event::Start(tag) | Event::Empty(tag)) if tag.attributes().any(|found| found.is_err()) => {
                    return false;
                }
                Ok(_) => {}
                Err(_) => return false,
            }
        }
    }

    #[test]
    fn what_html_allows_and_xml_does_not() {
        assert_eq!(of("<p>a<br>b &amp; c<p lang=en>d"), "<p>a<br/>b &amp; c</p><p xml:lang=\"en\" lang=\"en\">d</p>");
        assert_eq!(of("<img src=x><script>x</script><p onclick=x id=y>z\u{1}</p><!-- c -->"), "<p>z</p>");
        assert_eq!(
            of("<a href='javascript:x'>a</a><a href='entry-001.xhtml'>b</a>"),
            "<a>a</a><a href=\"entry-001.xhtml\">b</a>"
        );
        assert_eq!(of("<a href='../x.xhtml'>a</a>"), "<a>a</a>");
    }

    proptest! {
        #[test]
        fn whatever_comes_in_is_well_formed(html in "[a-c<>/\"'=&;! \u{1}é-]{0,60}") {
            let page = page(&html, "nl", &of(&html));
            prop_assert!(is_well_formed(&page), "{}", page);
        }
    }
}
