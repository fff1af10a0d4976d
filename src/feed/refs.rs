//! Character and entity references, and the characters XML forbids.

use std::{borrow::Cow, collections::HashMap};

use encoding_rs::WINDOWS_1252;
use scraper::Html;

use super::notes::Notes;

/// HTML knows 2,231 names; a document with more is playing games.
const MOST_NAMES: usize = 2500;

/// Resolves references. HTML's names are looked up in the HTML parser's own table and remembered.
#[derive(Debug, Default)]
pub(super) struct References {
    names: HashMap<String, Option<String>>,
}

impl References {
    /// Learns the short entities that a document type declares. Long ones, and those made of others, are what attacks
    /// are made of; they stay unresolved.
    pub(super) fn declare(&mut self, text: &str) {
        let head = text.get(..text.floor_char_boundary(8192)).unwrap_or(text);
        let Some((_, subset)) = head.split_once("<!DOCTYPE").and_then(|(_, rest)| rest.split_once('[')) else { return };
        let subset = subset.split_once("]>").map_or(subset, |(subset, _)| subset);
        for declaration in subset.split("<!ENTITY").skip(1).take(64) {
            let Some((name, value)) = declaration.trim_start().split_once(char::is_whitespace) else { continue };
            let value = value.trim_start();
            let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
            let Some((value, _)) = value[1..].split_once(quote) else { continue };
            if value.len() <= 40 && !value.contains(['&', '<', '%']) {
                self.names.insert(name.to_owned(), Some(value.to_owned()));
            }
        }
    }

    /// The text that `raw` stands for. What is no reference stays as it is.
    pub(super) fn resolve<'a>(&mut self, raw: &'a str, notes: &mut Notes) -> Cow<'a, str> {
        if !raw.contains('&') {
            return Cow::Borrowed(raw);
        }
        let mut text = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some(at) = rest.find('&') {
            text.push_str(&rest[..at]);
            rest = &rest[at..];
            let length = if let Some((c, length)) = numeric(rest) {
                text.extend(c);
                length
            } else if let Some((value, length)) = self.named(rest) {
                text.push_str(&value);
                length
            } else {
                notes.add("bare-ampersand", "an `&` that begins no reference was taken literally");
                text.push('&');
                1
            };
            rest = &rest[length..];
        }
        text.push_str(rest);
        Cow::Owned(text)
    }

    fn named(&mut self, rest: &str) -> Option<(Cow<'static, str>, usize)> {
        // HTML's longest name has 31 letters; looking no further keeps a text of bare `&` linear.
        let length = rest.bytes().skip(1).take(32).position(|b| !b.is_ascii_alphanumeric())?;
        let name = rest.get(1..=length).filter(|name| !name.is_empty())?;
        if rest.as_bytes().get(length + 1) != Some(&b';') {
            return None;
        }
        let length = name.len() + 2;
        let value = match name {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" => "'",
            _ => {
                if !self.names.contains_key(name) {
                    if self.names.len() >= MOST_NAMES {
                        return None;
                    }
                    let text: String = Html::parse_fragment(&format!("&{name};")).root_element().text().collect();
                    self.names.insert(name.to_owned(), (!text.contains('&')).then_some(text));
                }
                return self.names.get(name).cloned().flatten().map(|value| (Cow::Owned(value), length));
            }
        };
        Some((Cow::Borrowed(value), length))
    }
}

/// The character of `&#…;` and the reference's length. A character that XML forbids is no character.
fn numeric(rest: &str) -> Option<(Option<char>, usize)> {
    let digits = rest.strip_prefix("&#")?;
    let (radix, digits, skip) = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => (16, hex, 3),
        None => (10, digits, 2),
    };
    let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    if length == 0 {
        return None;
    }
    let c = u32::from_str_radix(&digits[..length], radix).ok().and_then(char::from_u32).and_then(permitted);
    Some((c, skip + length + usize::from(digits[length..].starts_with(';'))))
}

/// The character as XML may hold it; C1 controls are what windows-1252 means by those bytes.
fn permitted(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' => Some(c),
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => None,
        '\u{80}'..='\u{9f}' => {
            let byte = u8::try_from(u32::from(c)).ok()?;
            // Five of them mean nothing there. They may be bytes of a character that was decoded wrongly: see `mojibake`.
            WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next()
        }
        _ => Some(c),
    }
}

/// The text without characters that XML forbids and with plain line ends.
pub(super) fn clean(text: String, notes: &mut Notes) -> String {
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    if text.chars().all(|c| permitted(c) == Some(c)) {
        return text;
    }
    notes.add("control-character", "characters that XML forbids were removed");
    text.chars().filter_map(permitted).collect()
}

#[cfg(test)]
mod tests {
    use super::{Notes, References, clean};

    #[test]
    fn resolves_what_is_a_reference_and_nothing_else() {
        let resolve = |raw: &str| References::default().resolve(raw, &mut Notes::default()).into_owned();
        assert_eq!(
            resolve("caf&eacute; &amp;eacute; R&D &#8217;&#x2019;&#146; &#1;&#xFFFFFFFF;."),
            "café &eacute; R&D ’’’ ."
        );
        assert_eq!(resolve("&nosuch; &; &#; a&b"), "&nosuch; &; &#; a&b");
        assert_eq!(resolve("&#33 "), "! ");
    }

    #[test]
    fn declared_entities_are_known_unless_they_could_grow() {
        let mut references = References::default();
        references.declare(
            "<!DOCTYPE rss [<!ENTITY me 'tag:a.example,2024:'> <!ENTITY you \"&me;&me;\"> <!ENTITY % p 'x'>]><rss>",
        );
        assert_eq!(references.resolve("&me;x &you;", &mut Notes::default()), "tag:a.example,2024:x &you;");
    }

    #[test]
    fn forbidden_characters_go() {
        assert_eq!(clean("a\u{1}b\r\nc\rd\u{93}".into(), &mut Notes::default()), "ab\nc\nd“");
    }
}
