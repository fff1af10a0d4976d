//! Outside text inside the host's Markdown.

use pulldown_cmark::{Event, Parser, TagEnd};
use url::Url;

/// Escapes text so that Markdown shows it letter by letter: no markup, no HTML, no shortcode comes of it.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!' | '&' | '{' | '}' | '+' | '^'
            | '$' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    // What would begin a list or a rule at the start of a line.
    match escaped.as_bytes().first() {
        Some(b'-' | b'=' | b':') => escaped.insert(0, '\\'),
        Some(b'0'..=b'9') => {
            let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
            if matches!(escaped.as_bytes().get(digits), Some(b'.' | b')')) {
                escaped.insert(digits, '\\');
            }
        }
        _ => {}
    }
    escaped
}

/// A link, or only its text where there is no address.
#[must_use]
pub fn link(text: &str, url: Option<&Url>) -> String {
    match url {
        Some(url) => format!("[{}](<{}>)", escape(text), destination(url)),
        None => escape(text),
    }
}

/// An address as Markdown reads it back: no reference, escape or shortcode comes of it.
fn destination(url: &Url) -> String {
    let mut written = String::with_capacity(url.as_str().len());
    for (at, c) in url.as_str().char_indices() {
        match c {
            '<' | '>' => {}
            '{' => written.push_str("%7B"),
            '}' => written.push_str("%7D"),
            '\\' => written.push_str("%5C"),
            '&' if begins_reference(&url.as_str()[at + 1..]) => written.push_str("&amp;"),
            c => written.push(c),
        }
    }
    written
}

/// Whether an `&` before this would make a character reference of it.
fn begins_reference(rest: &str) -> bool {
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    end > 0 && name[end..].starts_with(';')
}

/// The words of a Markdown text, without its markup; paragraphs become one.
#[must_use]
pub fn to_plain(markdown: &str) -> String {
    let mut plain = String::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(text) | Event::Code(text) => plain.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => {
                plain.push(' ');
            }
            _ => {}
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Parser, html};

    use super::{escape, link, to_plain};

    #[test]
    fn a_hostile_title_stays_a_title() {
        let title = "<script>alert(1)</script> {{ ride() }} [x](javascript:y) **hè**";
        let mut shown = String::new();
        html::push_html(&mut shown, Parser::new(&escape(title)));
        assert!(!shown.contains("<script") && !shown.contains("<a ") && !shown.contains("<strong"), "{shown}");
        assert!(!escape(title).contains("{{"));
    }

    #[test]
    fn an_address_leads_where_it_led() {
        for (address, written) in [
            ("https://a.example/?a=1&b=2#c", "https://a.example/?a=1&amp;b=2#c"),
            ("https://a.example/?q=&#14;x&lt;y", "https://a.example/?q=&amp;#14;x&amp;lt;y"),
            ("https://a.example/?q={{ride()}}", "https://a.example/?q=%7B%7Bride()%7D%7D"),
            ("https://a.example/?q=\\)[x](y", "https://a.example/?q=%5C)%5Bx%5D(y"),
        ] {
            let markdown = link("a", Some(&address.parse().unwrap()));
            assert!(!markdown.contains("{{"), "{markdown}");
            let mut shown = String::new();
            html::push_html(&mut shown, Parser::new(&markdown));
            assert_eq!(shown, format!("<p><a href=\"{written}\">a</a></p>\n"));
        }
    }

    proptest! {
        #[test]
        fn escaped_text_reads_back(text in "[ -~éè“”\n]{0,60}") {
            let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(to_plain(&escape(&text)), folded);
        }
    }
}
