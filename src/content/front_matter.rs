//! Splits a file into the TOML between its `+++` lines and the Markdown after them.

use std::ops::Range;

use super::{
    keys::{Keys, parse},
    mistakes::Mistakes,
};

/// The line before and after the front matter.
pub(super) const FENCE: &str = "+++";

/// A file in two parts, as byte ranges of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// The TOML.
    pub(super) toml: Range<usize>,
    /// The Markdown, without the empty lines before it and the white space after it.
    pub(super) body: Range<usize>,
}

/// What `read` makes of the file's keys and the place of its Markdown. `None` as well when there is no front matter.
pub(super) fn read<T>(
    text: &str,
    mistakes: &mut Mistakes<'_>,
    read: impl FnOnce(Keys<'_>, Range<usize>, &mut Mistakes<'_>) -> Option<T>,
) -> Option<T> {
    let Parts { toml, body } = split(text, mistakes)?;
    let base = toml.start;
    let document = parse(&text[toml], base, mistakes);
    read(Keys::new(&document, Some(0..FENCE.len()), base), body, mistakes)
}

/// Finds the two parts. Line ends may be LF or CRLF, and white space may follow a fence.
pub(super) fn split(text: &str, mistakes: &mut Mistakes<'_>) -> Option<Parts> {
    let first = line_at(text, 0);
    if text[first.clone()].trim_end() != FENCE {
        let help = if text[first.clone()].trim_end() == "---" {
            "this looks like YAML; write TOML (`title = \"…\"`) between two lines `+++`"
        } else {
            "begin the file with a line `+++`, the keys as TOML, and a line `+++`"
        };
        mistakes.at(trimmed(text, first), "front matter is missing", help);
        return None;
    }
    let toml_start = first.end;
    let mut at = toml_start;
    while at < text.len() {
        let line = line_at(text, at);
        if text[line.clone()].trim_end() == FENCE {
            return Some(Parts { toml: toml_start..at, body: trim_body(text, line.end..text.len()) });
        }
        at = line.end;
    }
    mistakes.at(0..FENCE.len(), "the front matter is never closed", "end it with a line `+++` before the text");
    None
}

/// The range without the empty lines at its start and the white space at its end. The first line keeps its indent:
/// in Markdown it means something.
pub(super) fn trim_body(text: &str, range: Range<usize>) -> Range<usize> {
    let is_blank = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
    let body = &text[range.clone()];
    let Some(first) = body.find(|c| !is_blank(c)) else {
        return range.end..range.end;
    };
    let start = body[..first].rfind('\n').map_or(0, |at| at + 1);
    range.start + start..range.start + body.trim_end_matches(is_blank).len()
}

/// The number of the line on which byte `at` stands, counted from 1.
pub(super) fn line_number(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

/// The line that begins at `start`, its end included.
fn line_at(text: &str, start: usize) -> Range<usize> {
    start..text[start..].find('\n').map_or(text.len(), |at| start + at + 1)
}

fn trimmed(text: &str, line: Range<usize>) -> Range<usize> {
    line.start..line.start + text[line].trim_end().len()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::{Parts, line_number, split};
    use crate::content::mistakes::Mistakes;

    fn parts(text: &str) -> Option<(&str, &str)> {
        let mut mistakes = Mistakes::new(Path::new("a.md"), text);
        let found = split(text, &mut mistakes);
        assert_eq!(found.is_some(), mistakes.is_empty());
        found.map(|Parts { toml, body }| (&text[toml], &text[body]))
    }

    #[test]
    fn splits_at_the_fences() {
        assert_eq!(parts("+++\na = 1\n+++\n\n  \n    code\n\ntext\n\n"), Some(("a = 1\n", "    code\n\ntext")));
        assert_eq!(parts("+++ \r\na = 1\r\n+++\r\nb\r\n"), Some(("a = 1\r\n", "b")));
        assert_eq!(parts("+++\n+++"), Some(("", "")));
        assert_eq!(parts("+++\n+++\n+++\n"), Some(("", "+++")));
    }

    #[test]
    fn misses_what_is_not_there() {
        for text in ["", "a", "\n+++\n+++\n", "+++", "+++\na = 1\n", "++++\n+++\n", "---\na: 1\n---\n"] {
            assert_eq!(parts(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn the_parts_lie_inside(text in "(\\+\\+\\+|[ \\r\\n]|a|é){0,12}") {
            if let Some((toml, body)) = parts(&text) {
                prop_assert!(toml.len() + body.len() + 6 <= text.len());
                prop_assert_eq!(body, body.trim_end());
            }
            prop_assert!(line_number(&text, text.len()) <= text.lines().count() + 1);
        }
    }
}
