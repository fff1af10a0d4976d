//! The calls in a roundup's Markdown: `{{ ride() }}`, `{{ quotes() }}`.
//!
//! In code, in a comment (`<!-- … -->`) and after a backslash, braces are only braces.

use std::{fmt, ops::Range};

use pulldown_cmark::{Event, Parser, Tag};

use super::nearest::{listed, nearest, quoted};

/// What a roundup can call for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shortcode {
    /// The ride with everybody in it.
    Ride,
    /// The contributions, each with its summary.
    Entries,
    /// How everybody defines the theme.
    Definitions,
    /// The best quotes.
    Quotes,
    /// What runs through several entries.
    Threads,
}

impl Shortcode {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Ride, Self::Entries, Self::Definitions, Self::Quotes, Self::Threads];

    /// As it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ride => "ride",
            Self::Entries => "entries",
            Self::Definitions => "definitions",
            Self::Quotes => "quotes",
            Self::Threads => "threads",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shortcode| shortcode.name() == name)
    }

    /// The arguments it takes. None takes any yet: an argument that nobody heeds would be a silent mistake.
    #[must_use]
    pub fn arguments(self) -> &'static [&'static str] {
        &[]
    }
}

impl fmt::Display for Shortcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The value of an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// `"…"`, where `\"` and `\\` stand for a quotation mark and a backslash.
    Text(String),
    /// A whole number.
    Number(i64),
    /// `true` or `false`.
    Flag(bool),
}

/// A part of a text. The pieces of a text lie side by side and cover it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Markdown: a byte range of the text.
    Text(Range<usize>),
    /// A call.
    Call {
        /// Of what.
        name: Shortcode,
        /// Its arguments, in the order they are written.
        args: Vec<(String, Arg)>,
        /// From the first brace to one past the last, in bytes.
        range: Range<usize>,
    },
    /// Something that was meant to be a call. Its range begins where the call begins.
    Mistake {
        /// What is wrong with it.
        error: ShortcodeError,
        /// From the first brace on, in bytes.
        range: Range<usize>,
    },
}

/// A call that cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ShortcodeError {
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The bytes of the text to point at.
    pub range: Range<usize>,
}

/// Splits a roundup's text into Markdown and calls.
#[must_use]
pub fn shortcodes(body: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut quiet = Quiet::of(body);
    let (mut text_from, mut at) = (0, 0);
    while let Some(found) = body[at..].find("{{").map(|offset| at + offset) {
        if let Some(end) = quiet.end_at(found) {
            at = end.max(found + 1);
            continue;
        }
        let escaped = body[..found].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
        match (!escaped).then(|| Scanner { body, at: found + 2 }.call(found)).flatten() {
            None => at = found + 2,
            Some((piece, end)) => {
                if text_from < found {
                    pieces.push(Piece::Text(text_from..found));
                }
                pieces.push(piece);
                (text_from, at) = (end, end);
            }
        }
    }
    if text_from < body.len() {
        pieces.push(Piece::Text(text_from..body.len()));
    }
    pieces
}

/// The mistakes among a text's calls, in order.
#[must_use]
pub fn validate(body: &str) -> Vec<ShortcodeError> {
    let mistake = |piece| if let Piece::Mistake { error, .. } = piece { Some(error) } else { None };
    shortcodes(body).into_iter().filter_map(mistake).collect()
}

/// The parts of a text where braces are only braces, in order.
struct Quiet {
    ranges: std::iter::Peekable<std::vec::IntoIter<Range<usize>>>,
}

impl Quiet {
    fn of(body: &str) -> Self {
        let mut ranges = Vec::new();
        // Most texts have no call at all: no need to know where their code is.
        if body.contains("{{") {
            for (event, range) in Parser::new(body).into_offset_iter() {
                let is_quiet = match event {
                    Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => true,
                    Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                        body.get(range.clone()).is_some_and(|html| html.trim_start().starts_with("<!--"))
                    }
                    _ => false,
                };
                if is_quiet {
                    ranges.push(range);
                }
            }
        }
        Self { ranges: ranges.into_iter().peekable() }
    }

    /// The end of the quiet part that holds byte `at`. To be asked in rising order.
    fn end_at(&mut self, at: usize) -> Option<usize> {
        while self.ranges.next_if(|range| range.end <= at).is_some() {}
        self.ranges.peek().filter(|range| range.contains(&at)).map(|range| range.end)
    }
}

/// Reads one call.
struct Scanner<'b> {
    body: &'b str,
    at: usize,
}

type Scanned<T> = Result<T, ShortcodeError>;

impl<'b> Scanner<'b> {
    /// The piece that begins with the braces at `start`, and where it ends; `None` when the braces are only braces.
    fn call(mut self, start: usize) -> Option<(Piece, usize)> {
        self.space();
        let name_at = self.at;
        let name = self.word();
        if name.is_empty() {
            return None;
        }
        let read = self.rest(name, name_at);
        let piece = match read {
            Ok((name, args)) => Piece::Call { name, args, range: start..self.at },
            Err(error) => {
                // The rest of a broken call is no text to be shown; it ends with its braces or with its line.
                let line = self.line_end();
                let end = self.body[name_at..line].find("}}").map_or(line, |close| name_at + close + 2);
                self.at = end;
                Piece::Mistake { error, range: start..end }
            }
        };
        Some((piece, self.at))
    }

    fn rest(&mut self, name: &str, name_at: usize) -> Scanned<(Shortcode, Vec<(String, Arg)>)> {
        let name_range = name_at..name_at + name.len();
        let shortcode = Shortcode::named(name).ok_or_else(|| {
            let known = Shortcode::ALL.map(Shortcode::name);
            let help = match nearest(name, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are {}; put braces that are no shortcode in a code span", listed(known)),
            };
            ShortcodeError { message: format!("unknown shortcode {}", quoted(name)), help, range: name_range.clone() }
        })?;
        let form = format!("write `{{{{ {name}() }}}}`");
        self.space();
        self.expect("(", "the shortcode has no parentheses", &form)?;
        let args = self.args(shortcode)?;
        self.space();
        self.expect("}}", "the shortcode is never closed", &form)?;
        Ok((shortcode, args))
    }

    /// The arguments and the parenthesis after them.
    fn args(&mut self, shortcode: Shortcode) -> Scanned<Vec<(String, Arg)>> {
        let mut args = Vec::new();
        loop {
            self.space();
            if self.skip(")") {
                return Ok(args);
            }
            if !args.is_empty() {
                self.expect(",", "the arguments are never closed", "write `,` between arguments and `)` after them")?;
                self.space();
            }
            let (start, key) = (self.at, self.word());
            if key.is_empty() {
                let form = format!("write `{{{{ {shortcode}() }}}}`");
                let is_cut_off = start == self.line_end();
                let message = if is_cut_off { "the shortcode is never closed" } else { "this is no argument" };
                return Err(self.error(message, &form));
            }
            let range = start..self.at;
            if !shortcode.arguments().contains(&key) {
                let help = match shortcode.arguments() {
                    [] => format!("write `{{{{ {shortcode}() }}}}`"),
                    known => format!("use one of {}", listed(known.iter().copied())),
                };
                let message = format!("`{shortcode}` takes no argument {}", quoted(key));
                return Err(ShortcodeError { message, help, range });
            }
            self.space();
            self.expect("=", "the argument has no value", "write `name = \"value\"`")?;
            self.space();
            args.push((key.to_owned(), self.value()?));
        }
    }

    fn value(&mut self) -> Scanned<Arg> {
        if self.skip("\"") {
            return self.string().map(Arg::Text);
        }
        let rest = &self.body[self.at..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
        let value = match &rest[..end] {
            "true" => Arg::Flag(true),
            "false" => Arg::Flag(false),
            number => match number.parse() {
                Ok(number) => Arg::Number(number),
                Err(_) => return Err(self.error("this is no value", "write `\"text\"`, a number, `true` or `false`")),
            },
        };
        self.at += end;
        Ok(value)
    }

    fn string(&mut self) -> Scanned<String> {
        let mut text = String::new();
        let mut chars = self.body[self.at..self.line_end()].char_indices();
        while let Some((offset, c)) = chars.next() {
            match c {
                '"' => {
                    self.at += offset + 1;
                    return Ok(text);
                }
                '\\' => text.extend(chars.next().map(|(_, escaped)| escaped)),
                _ => text.push(c),
            }
        }
        Err(self.error("the text is never closed", "end it with `\"` on the same line"))
    }

    /// Letters, digits, `-` and `_`, beginning with a letter.
    fn word(&mut self) -> &'b str {
        let rest = &self.body[self.at..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').unwrap_or(rest.len());
        if !rest.starts_with(char::is_alphabetic) {
            return "";
        }
        self.at += end;
        &rest[..end]
    }

    /// Skips blanks. A call stands on one line.
    fn space(&mut self) {
        let rest = &self.body[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
    }

    fn skip(&mut self, token: &str) -> bool {
        let found = self.body[self.at..].starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn expect(&mut self, token: &str, message: &str, help: &str) -> Scanned<()> {
        if self.skip(token) { Ok(()) } else { Err(self.error(message, help)) }
    }

    /// A mistake at the next character, or at the end of the line.
    fn error(&self, message: &str, help: &str) -> ShortcodeError {
        let next = self.body[self.at..self.line_end()].chars().next().map_or(0, char::len_utf8);
        ShortcodeError { message: message.to_owned(), help: help.to_owned(), range: self.at..self.at + next }
    }

    fn line_end(&self) -> usize {
        self.body[self.at..].find(['\n', '\r']).map_or(self.body.len(), |offset| self.at + offset)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Piece, Shortcode, shortcodes, validate};

    fn calls(body: &str) -> Vec<Shortcode> {
        shortcodes(body)
            .into_iter()
            .filter_map(|piece| if let Piece::Call { name, .. } = piece { Some(name) } else { None })
            .collect()
    }

    #[test]
    fn finds_calls_in_text() {
        let body = "Welkom\n\n{{ ride() }}\n\ntekst {{quotes( )}} meer\n";
        assert_eq!(calls(body), [Shortcode::Ride, Shortcode::Quotes]);
        let ranges: Vec<_> = shortcodes(body)
            .into_iter()
            .map(|piece| match piece {
                Piece::Text(range) | Piece::Call { range, .. } | Piece::Mistake { range, .. } => &body[range],
            })
            .collect();
        assert_eq!(ranges, ["Welkom\n\n", "{{ ride() }}", "\n\ntekst ", "{{quotes( )}}", " meer\n"]);
    }

    #[test]
    fn leaves_code_comments_and_escapes_alone() {
        for body in [
            "`{{ ried() }}`",
            "```\n{{ ried() }}\n```",
            "    {{ ried() }}",
            "<!-- {{ ried() }} -->",
            "a <!-- {{ ried() }} --> b",
            "\\{{ ried() }}",
            "{{",
            "a {{{ }}} {{ 3 }} {{}}",
        ] {
            assert_eq!(shortcodes(body), [Piece::Text(0..body.len())], "{body}");
        }
        assert_eq!(calls("`a` {{ ride() }} ``` {{ ride() }} ```\n"), [Shortcode::Ride]);
        assert_eq!(calls("<div>\n{{ ride() }}\n</div>"), [Shortcode::Ride]);
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        let shown: Vec<_> = [
            "é {{ quots() }}",
            "{{ ride }}",
            "{{ ride(",
            "{{ ride() }",
            "{{ wachtwoord() }}",
            "{{ ride(3) }}",
            "{{ entries(max = 3) }}",
        ]
        .iter()
        .flat_map(|body| {
            validate(body).into_iter().map(move |error| {
                format!("{body} at {:?} {:?}: {error}; {}", error.range.clone(), &body[error.range.clone()], error.help)
            })
        })
        .collect();
        insta::assert_snapshot!(shown.join("\n"), @r#"
        é {{ quots() }} at 6..11 "quots": unknown shortcode `quots`; did you mean `quotes`?
        {{ ride }} at 8..9 "}": the shortcode has no parentheses; write `{{ ride() }}`
        {{ ride( at 8..8 "": the shortcode is never closed; write `{{ ride() }}`
        {{ ride() } at 10..11 "}": the shortcode is never closed; write `{{ ride() }}`
        {{ wachtwoord() }} at 3..13 "wachtwoord": unknown shortcode `wachtwoord`; there are `ride`, `entries`, `definitions`, `quotes`, `threads`; put braces that are no shortcode in a code span
        {{ ride(3) }} at 8..9 "3": this is no argument; write `{{ ride() }}`
        {{ entries(max = 3) }} at 11..14 "max": `entries` takes no argument `max`; write `{{ entries() }}`
        "#);
    }

    #[test]
    fn goes_on_after_a_mistake() {
        assert_eq!(
            calls("{{ ried() }} {{ ride() }}\n{{ quotes(\n{{ threads() }}"),
            [Shortcode::Ride, Shortcode::Threads]
        );
        assert_eq!(validate("{{ ried() }} {{ ride() }}\n{{ quotes(\n{{ threads() }}").len(), 2);
    }

    proptest! {
        #[test]
        fn the_pieces_cover_the_text(body in "(\\{\\{|\\}\\}|ride|quotes\\(\\)|[ `\\\\\\n\"(),=<>!-]|\\PC){0,30}") {
            let mut at = 0;
            for piece in shortcodes(&body) {
                let range = match piece {
                    Piece::Text(range) | Piece::Call { range, .. } => range,
                    Piece::Mistake { range, error } => {
                        prop_assert!(body.get(error.range.clone()).is_some());
                        prop_assert!(error.range.start >= range.start);
                        range
                    }
                };
                prop_assert_eq!(range.start, at);
                prop_assert!(range.end > range.start && body.get(range.clone()).is_some());
                at = range.end;
            }
            prop_assert_eq!(at, body.len());
        }
    }
}
