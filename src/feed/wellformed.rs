//! The strict look at a document that had to be mended: where it first breaks the rules of XML, in words that its
//! author can do something with.

use std::{collections::HashSet, ops::ControlFlow};

use quick_xml::{
    Error, Reader,
    errors::{IllFormedError, SyntaxError},
    events::{BytesStart, Event, attributes::AttrError},
};

use crate::model::{Fault, printable};

/// The first place where a decoded document is not well-formed XML 1.0, or uses a prefix that nothing declared
/// (Namespaces in XML 1.0, section 2.1). `None` when there is none.
pub(super) fn fault(text: &str) -> Option<Fault> {
    let forbidden = text.char_indices().find(|(_, c)| is_forbidden(*c));
    let before = &text[..forbidden.map_or(text.len(), |(at, _)| at)];
    let (at, message) = Strict::new(before).run(forbidden.is_none()).or_else(|| {
        let (at, c) = forbidden?;
        Some((at, format!("a control character (U+{:04X}), which XML forbids", u32::from(c))))
    })?;
    Some(Fault::at(text, at, message))
}

fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// A byte of the document and what is wrong there.
type Found = (usize, String);

struct Strict<'a> {
    text: &'a str,
    /// Names of the elements that are open.
    open: Vec<String>,
    seen_root: bool,
    /// Prefixes declared so far. Where they go out of scope again is not kept: that is a fault nobody makes.
    prefixes: HashSet<String>,
    /// Entities declared by the document itself.
    entities: HashSet<String>,
}

impl<'a> Strict<'a> {
    fn new(text: &'a str) -> Self {
        let prefixes = ["xml", "xmlns"].map(str::to_owned).into();
        Self { text, open: Vec::new(), seen_root: false, prefixes, entities: HashSet::new() }
    }

    /// Reads the document; `to_the_end` when an open element at its end is a fault too.
    fn run(mut self, to_the_end: bool) -> Option<Found> {
        let mut reader = Reader::from_str(self.text);
        reader.config_mut().check_comments = true;
        loop {
            let at = position(reader.buffer_position());
            match reader.read_event() {
                Ok(Event::Eof) => {
                    let end = self.text.len();
                    return match self.open.last() {
                        _ if !to_the_end => None,
                        Some(name) => Some((end, format!("the document ends before {} is closed", start_tag(name)))),
                        None if !self.seen_root => Some((end, "there is no element in the document".to_owned())),
                        None => None,
                    };
                }
                Ok(event) => {
                    if let ControlFlow::Break(found) = self.event(&event, at) {
                        return Some(found);
                    }
                }
                // What looks cut off was cut by us, at a forbidden character.
                Err(Error::Syntax(_) | Error::IllFormed(IllFormedError::UnclosedReference))
                    if !to_the_end && position(reader.buffer_position()) >= self.text.len() =>
                {
                    return None;
                }
                Err(error) => return Some((position(reader.error_position()), told(&error))),
            }
        }
    }

    fn event(&mut self, event: &Event<'_>, at: usize) -> ControlFlow<Found> {
        match event {
            Event::Start(tag) => {
                self.tag(tag, at)?;
                self.open.push(tag.name().as_ref().to_owned());
            }
            Event::Empty(tag) => self.tag(tag, at)?,
            Event::End(_) => {
                self.open.pop();
            }
            Event::Text(text) => {
                let text: &str = text;
                if self.open.is_empty() && !text.trim_matches(is_white).is_empty() {
                    let skip = text.len() - text.trim_start_matches(is_white).len();
                    let place = if self.seen_root { "after the end of" } else { "before" };
                    return ControlFlow::Break((at + skip, format!("there is text {place} the feed")));
                }
                if let Some(skip) = text.find("]]>") {
                    return ControlFlow::Break((at + skip, "`]]>` ends no CDATA section here".to_owned()));
                }
            }
            Event::GeneralRef(reference) => self.reference(reference).map_break(|message| (at, message))?,
            Event::Decl(_) if at > 0 => {
                return ControlFlow::Break((at, "something stands before the XML declaration".to_owned()));
            }
            Event::DocType(subset) => {
                let names = subset.split("<!ENTITY").skip(1).filter_map(|rest| rest.split_whitespace().next());
                self.entities.extend(names.take(64).map(str::to_owned));
            }
            _ => {}
        }
        ControlFlow::Continue(())
    }

    fn tag(&mut self, tag: &BytesStart<'_>, at: usize) -> ControlFlow<Found> {
        let name = tag.name();
        if self.open.is_empty() && self.seen_root {
            return ControlFlow::Break((at, format!("{} stands after the end of the feed", start_tag(name.as_ref()))));
        }
        self.seen_root = true;
        if !name.as_ref().starts_with(starts_name) {
            return ControlFlow::Break((at, "`<` begins no tag here".to_owned()));
        }
        let mut names = HashSet::new();
        // The reader's own look for repeated names takes time quadratic in their number.
        for attribute in tag.attributes().with_checks(false) {
            let attribute = match attribute {
                Ok(attribute) => attribute,
                Err(error) => return ControlFlow::Break(told_of_attribute(&error, tag, at)),
            };
            let key = attribute.key.as_ref();
            if !names.insert(key.to_owned()) {
                let message = format!("`{}` stands twice in {}", short(key), start_tag(name.as_ref()));
                return ControlFlow::Break((at, message));
            }
            if let Some(prefix) = key.strip_prefix("xmlns:") {
                self.prefixes.insert(prefix.to_owned());
            }
            let value: &str = &attribute.value;
            let place = || at + self.text.get(at..).and_then(|rest| rest.find(value)).unwrap_or_default();
            if value.contains('<') {
                return ControlFlow::Break((place(), format!("there is a `<` in the value of `{}`", short(key))));
            }
            for (amp, _) in value.match_indices('&') {
                let reference = value[amp + 1..].split_once(';').map(|(name, _)| name);
                match reference.filter(|name| is_reference(name)) {
                    Some(name) => self.reference(name).map_break(|message| (place() + amp, message))?,
                    None => return ControlFlow::Break((place() + amp, BARE.to_owned())),
                }
            }
        }
        let prefix_of = |name: &str| name.split_once(':').map(|(prefix, _)| prefix.to_owned());
        let used = names.iter().filter(|name| !name.starts_with("xmlns")).filter_map(|name| prefix_of(name));
        if let Some(prefix) = prefix_of(name.as_ref()).into_iter().chain(used).find(|p| !self.prefixes.contains(p)) {
            return ControlFlow::Break((at, format!("the prefix `{}` is declared nowhere", short(&prefix))));
        }
        ControlFlow::Continue(())
    }

    fn reference(&self, name: &str) -> ControlFlow<String> {
        let message = if let Some(number) = name.strip_prefix('#') {
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => number.parse().ok(),
            };
            if code.and_then(char::from_u32).is_some_and(|c| !is_forbidden(c)) {
                return ControlFlow::Continue(());
            }
            format!("`&{};` is a character that XML forbids", short(name))
        } else if matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") || self.entities.contains(name) {
            return ControlFlow::Continue(());
        } else if is_reference(name) {
            format!("`&{};` is known to HTML but not to XML", short(name))
        } else {
            BARE.to_owned()
        };
        ControlFlow::Break(message)
    }
}

const BARE: &str = "`&` begins no reference; write `&amp;`";

fn position(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

/// The white space of XML (section 2.3), and the byte order mark.
fn is_white(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{feff}')
}

fn starts_name(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '_' | ':')
}

/// Whether what stands between `&` and `;` has the form of a reference.
fn is_reference(name: &str) -> bool {
    name.starts_with(|c| starts_name(c) || c == '#')
        && name.chars().skip(1).all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'))
}

fn start_tag(name: &str) -> String {
    format!("`<{}>`", short(name))
}

fn short(name: &str) -> String {
    printable(name).chars().take(40).collect()
}

fn told(error: &Error) -> String {
    let unclosed = |what: &str| format!("{what} is not closed");
    match error {
        Error::Syntax(error) => match error {
            SyntaxError::InvalidBangMarkup => "`<!` begins nothing here".to_owned(),
            SyntaxError::UnclosedPI => unclosed("an instruction (`<?`)"),
            SyntaxError::UnclosedXmlDecl => unclosed("the XML declaration"),
            SyntaxError::UnclosedComment => unclosed("a comment"),
            SyntaxError::UnclosedDoctype => unclosed("the document type"),
            SyntaxError::UnclosedCData => unclosed("a CDATA section"),
            SyntaxError::UnclosedTag => unclosed("a tag"),
            SyntaxError::UnclosedSingleQuotedAttributeValue | SyntaxError::UnclosedDoubleQuotedAttributeValue => {
                unclosed("the value of an attribute")
            }
        },
        Error::IllFormed(error) => match error {
            IllFormedError::MismatchedEndTag { expected, found } => {
                format!("`<{}>` is closed by `</{}>`", short(expected), short(found))
            }
            IllFormedError::UnmatchedEndTag(name) => format!("`</{}>` closes nothing", short(name)),
            IllFormedError::MissingEndTag(name) => format!("`<{}>` is not closed", short(name)),
            IllFormedError::DoubleHyphenInComment => "there is `--` inside a comment".to_owned(),
            IllFormedError::UnclosedReference => BARE.to_owned(),
            IllFormedError::MissingDeclVersion(_) | IllFormedError::UnknownVersion => {
                "the XML declaration names no version of XML".to_owned()
            }
            IllFormedError::MissingDoctypeName => "the document type has no name".to_owned(),
        },
        _ => "this is not well-formed XML".to_owned(),
    }
}

fn told_of_attribute(error: &AttrError, tag: &BytesStart<'_>, at: usize) -> Found {
    let (inside, what) = match error {
        AttrError::ExpectedEq(inside) | AttrError::ExpectedValue(inside) => (*inside, "has no value"),
        AttrError::UnquotedValue(inside) => (*inside, "has no quotation marks around its value"),
        AttrError::ExpectedQuote(inside, _) => (*inside, "has a value that is not closed"),
        AttrError::Duplicated(inside, _) => (*inside, "stands twice"),
    };
    (at + inside + 1, format!("an attribute of {} {what}", start_tag(tag.name().as_ref())))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::fault;

    #[test]
    fn names_the_first_fault_in_plain_words() {
        let cases = [
            ("<rss>\n<title>R&D</title></rss>", "line 2, column 9: `&` begins no reference; write `&amp;`"),
            ("<a>\né & b</a>", "line 2, column 3: `&` begins no reference; write `&amp;`"),
            ("<a><b>x</i></b></a>", "line 1, column 8: `<b>` is closed by `</i>`"),
            ("<a>x</a></b>", "line 1, column 9: `</b>` closes nothing"),
            ("<a>\n<b>x", "line 2, column 5: the document ends before `<b>` is closed"),
            ("<a>caf&eacute;</a>", "line 1, column 7: `&eacute;` is known to HTML but not to XML"),
            ("<a>&#1;</a>", "line 1, column 4: `&#1;` is a character that XML forbids"),
            ("<a>x\u{8}y</a>", "line 1, column 5: a control character (U+0008), which XML forbids"),
            ("<a href=\"?a=1&b=2\"/>", "line 1, column 14: `&` begins no reference; write `&amp;`"),
            ("<a href=x/>", "line 1, column 9: an attribute of `<a>` has no quotation marks around its value"),
            ("<a b='1' b='2'/>", "line 1, column 1: `b` stands twice in `<a>`"),
            ("<a><dc:date>x</dc:date></a>", "line 1, column 4: the prefix `dc` is declared nowhere"),
            ("\n<?xml version='1.0'?><a/>", "line 2, column 1: something stands before the XML declaration"),
            ("Warning: x\n<a/>", "line 1, column 1: there is text before the feed"),
            ("<a/>\nx", "line 2, column 1: there is text after the end of the feed"),
            ("<a/>\n<b/>", "line 2, column 1: `<b>` stands after the end of the feed"),
            ("<a><![CDATA[x</a>", "line 1, column 4: a CDATA section is not closed"),
            ("<a>1 < 2</a>", "line 1, column 6: `<` begins no tag here"),
            ("", "line 1, column 1: there is no element in the document"),
        ];
        for (text, expected) in cases {
            assert_eq!(fault(text).map(|fault| fault.to_string()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_well_formed_has_none() {
        let cases = [
            "<?xml version='1.0'?>\n<!DOCTYPE rss [<!ENTITY me 'x'>]>\n<rss a='&amp;&#39;'>&me; &lt; &#x2019;</rss>\n<!-- x -->\n",
            "<r xmlns:dc='x'><dc:date xml:lang='nl'>x</dc:date><![CDATA[ & < ]]></r>",
            "\u{feff}<a/>",
        ];
        for text in cases {
            assert_eq!(fault(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "[<>/!?a\"'= &;#\\-\\[\\]é\u{1}\n]{0,80}") {
            let _ = fault(&text);
        }
    }
}
