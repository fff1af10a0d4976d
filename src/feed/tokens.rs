//! A tokenizer for markup that only looks like XML. It never fails and takes time linear in its input: what cannot be
//! markup is text.

/// A piece of markup, borrowed from the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text with its references still in it.
    Text(&'a str),
    /// The inside of a CDATA section.
    CData(&'a str),
    /// `<name …>` or `<name …/>`.
    Start(Tag<'a>),
    /// `</name>`.
    End(&'a str),
    /// A comment, a processing instruction, a declaration: nothing to read.
    Aside,
}

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// The name as written, with its prefix.
    pub(super) name: &'a str,
    /// Names and values as written, references still in them.
    pub(super) attributes: Vec<(&'a str, &'a str)>,
    /// Ends with `/>`.
    pub(super) empty: bool,
}

impl<'a> Tag<'a> {
    /// The raw value of an attribute, whatever the case of its name.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }
}

/// The document, being read.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// Terminators that do not occur any more: looking for them again and again would be quadratic.
    gone: Vec<&'static str>,
    /// The document ended inside a tag, a comment or a CDATA section.
    pub(super) cut: bool,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, gone: Vec::new(), cut: false }
    }

    /// Where the next token begins, in bytes.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// Goes back to an earlier [`Tokens::position`].
    pub(super) fn rewind(&mut self, position: usize) {
        self.at = position;
    }

    /// Goes to the end of the document.
    pub(super) fn stop(&mut self) {
        self.at = self.text.len();
    }

    /// Goes to the end tag of an element that holds no markup, or to the end of the document.
    pub(super) fn skip_raw(&mut self, name: &str) {
        loop {
            let rest = self.rest();
            let Some(at) = rest.find("</") else {
                return self.stop();
            };
            self.at += at;
            if rest.as_bytes().get(at + 2..at + 2 + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()))
            {
                return;
            }
            self.at += 2;
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn find(&mut self, from: usize, what: &'static str) -> Option<usize> {
        if self.gone.contains(&what) {
            return None;
        }
        let found = self.text.get(from..).and_then(|rest| rest.find(what)).map(|at| from + at);
        if found.is_none() {
            self.gone.push(what);
        }
        found
    }

    /// Reads up to `end`, or to the end of the document when there is no such end.
    fn until(&mut self, skip: usize, end: &'static str) -> &'a str {
        let from = self.at + skip;
        let found = self.find(from, end);
        self.cut |= found.is_none();
        let (to, next) = found.map_or((self.text.len(), self.text.len()), |to| (to, to + end.len()));
        self.at = next;
        self.text.get(from..to).unwrap_or_default()
    }

    fn markup(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        if rest.starts_with("<!--") {
            self.until(4, "-->");
            return Some(Token::Aside);
        }
        if rest.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<![CDATA[")) {
            return Some(Token::CData(self.until(9, "]]>")));
        }
        if rest.starts_with("<?") {
            // A PHP warning before the feed may hold `<?` without its end.
            self.until(2, "?>");
            return Some(Token::Aside);
        }
        if rest.starts_with("<!") {
            let close = rest.find('>').unwrap_or(rest.len());
            if rest[..close].contains('[') {
                self.until(2, "]");
            }
            self.until(0, ">");
            return Some(Token::Aside);
        }
        if let Some(name) = rest.strip_prefix("</") {
            let length = name.find(|c: char| c.is_whitespace() || c == '>' || c == '<').unwrap_or(name.len());
            let after = &name[length..];
            let close = after.find(['>', '<']).unwrap_or(after.len());
            self.cut |= close == after.len();
            self.at += 2 + length + close + usize::from(after[close..].starts_with('>'));
            return Some(Token::End(&name[..length]));
        }
        self.start()
    }

    /// A start tag; `None` when the document ends inside it.
    fn start(&mut self) -> Option<Token<'a>> {
        let text = self.text;
        let bytes = text.as_bytes();
        let stop = |from: usize, enough: fn(u8) -> bool| {
            bytes.iter().skip(from).position(|b| enough(*b)).map_or(bytes.len(), |n| from + n)
        };
        let mut at = stop(self.at + 1, |b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'<' | b'='));
        let mut tag = Tag { name: text.get(self.at + 1..at)?, attributes: Vec::new(), empty: false };
        loop {
            match bytes.get(at)? {
                b'>' => {
                    self.at = at + 1;
                    return Some(Token::Start(tag));
                }
                b'<' => {
                    self.at = at;
                    return Some(Token::Start(tag));
                }
                b'/' if bytes.get(at + 1) == Some(&b'>') => {
                    self.at = at + 2;
                    tag.empty = true;
                    return Some(Token::Start(tag));
                }
                b if b.is_ascii_whitespace() || matches!(b, b'/' | b'=' | b'"' | b'\'') => at += 1,
                _ => {
                    let end = stop(at, |b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'<' | b'='));
                    let name = text.get(at..end)?;
                    at = stop(end, |b| !b.is_ascii_whitespace());
                    let mut value = "";
                    if bytes.get(at) == Some(&b'=') {
                        at = stop(at + 1, |b| !b.is_ascii_whitespace());
                        let quoted = match bytes.get(at) {
                            Some(b'"') => self.find(at + 1, "\""),
                            Some(b'\'') => self.find(at + 1, "'"),
                            _ => None,
                        };
                        if let Some(end) = quoted {
                            value = text.get(at + 1..end)?;
                            at = end + 1;
                        } else {
                            let end = stop(at, |b| b.is_ascii_whitespace() || matches!(b, b'>' | b'<'));
                            value = text.get(at..end)?.trim_matches(['"', '\'']);
                            at = end;
                        }
                    }
                    tag.attributes.push((name, value));
                }
            }
        }
    }
}

/// Whether the text that begins with `<` can be markup.
fn opens(rest: &str) -> bool {
    let mut chars = rest.chars().skip(1);
    let starts_name = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() || c == '_' || c == ':');
    match chars.next() {
        Some('!') => chars.next().is_some_and(|c| c == '-' || c == '[' || c.is_ascii_alphabetic()),
        Some('?' | '/') => starts_name(chars.next()),
        c => starts_name(c),
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        if rest.is_empty() {
            return None;
        }
        if rest.starts_with('<') && opens(rest) {
            let token = self.markup();
            if token.is_none() {
                self.cut = true;
                self.at = self.text.len();
            }
            return token;
        }
        // The first character is text whatever it is.
        let mut end = 0;
        let skip = |end: usize| end + rest[end..].chars().next().map_or(0, char::len_utf8);
        loop {
            end = skip(end);
            end += rest[end..].find('<').unwrap_or(rest.len() - end);
            if end == rest.len() || opens(&rest[end..]) {
                break;
            }
        }
        self.at += end;
        Some(Token::Text(&rest[..end]))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Token, Tokens};

    #[test]
    fn reads_what_is_meant() {
        let names = |text| {
            Tokens::new(text)
                .map(|t| match t {
                    Token::Text(t) => format!("'{t}'"),
                    Token::CData(t) => format!("[{t}]"),
                    Token::Start(t) => format!("{}{:?}{}", t.name, t.attributes, if t.empty { "/" } else { "" }),
                    Token::End(t) => format!("/{t}"),
                    Token::Aside => "-".into(),
                })
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(names("<a b='1' c=2 d>x</a>"), r#"a[("b", "1"), ("c", "2"), ("d", "")] 'x' /a"#);
        assert_eq!(names("1 < 2 <b/>"), "'1 < 2 ' b[]/");
        assert_eq!(names("<!DOCTYPE rss [<!ENTITY a 'b>'>]><?xml x?><!-- <a> --><![CDATA[<i>]]>"), "- - - [<i>]");
        assert_eq!(names("<a b=\"x><c>"), r#"a[("b", "x")] c[]"#);
        assert_eq!(names("<a <b>"), "a[] b[]");
        assert_eq!(names("x <a b"), "'x '");
    }

    proptest! {
        #[test]
        fn ends_and_never_panics(text in "[<>/!?a\"'= \\-\\[\\]é]{0,80}") {
            prop_assert!(Tokens::new(&text).count() <= text.len());
        }
    }
}
