//! Finds paired quotation marks in a paragraph.

use std::ops::Range;

use super::lexicon::Lexicon;

/// A quoted stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// With its marks, in bytes of the paragraph.
    pub outer: Range<usize>,
    /// Without them, without white space at the edges.
    pub inner: Range<usize>,
    /// Whether the marks are single.
    pub single: bool,
    /// Whether it has no closing mark and runs to the end of the paragraph.
    pub unclosed: bool,
}

/// An unclosed quotation counts from this many words on.
const LONG: usize = 8;
/// A quotation is closed within so many bytes, if its opening mark is plainly one.
const FAR: usize = 20_000;
/// A quotation is closed within so many bytes, if its opening mark may be something else. Bounds the search in a text
/// that opens marks and never closes any.
const NEAR: usize = 2_000;
/// Straight marks inside straight marks: no deeper than this.
const DEEPEST: usize = 2;

/// The quoted stretches of a paragraph, outermost only, in order.
#[must_use]
pub fn scan(text: &str) -> Vec<Quoted> {
    let mut found = Vec::new();
    let reopened = reopened(text);
    let mut at = 0;
    while let Some((start, c)) = text[at..].char_indices().map(|(i, c)| (at + i, c)).find(|&(_, c)| is_mark(c)) {
        let after = start + c.len_utf8();
        let Some(opener) = opens(text, start, c) else {
            at = after;
            continue;
        };
        let content = start + opener.length;
        let reach = text.floor_char_boundary(content + if opener.may_stay_open { FAR } else { NEAR });
        let end =
            reopened.get(reopened.partition_point(|&line| line < content)).copied().unwrap_or(text.len()).min(reach);
        if let Some((close, length)) = closer(&text[..end], content, &opener) {
            if let Some(inner) = trimmed(text, content..close) {
                found.push(Quoted { outer: start..close + length, inner, single: opener.single, unclosed: false });
                at = close + length;
                continue;
            }
        } else if text[..start].trim_end().ends_with(':')
            && let Some(length) = sentence_end(&text[content..end])
            && let Some(inner) = trimmed(text, content..content + length)
            && text[inner.clone()].split_whitespace().count() >= LONG
            && !(opener.may_stay_open && content + length == text.len())
        {
            found.push(Quoted { outer: start..content + length, inner, single: opener.single, unclosed: true });
            at = content + length;
            continue;
        } else if opener.may_stay_open
            // Straight marks do not tell where one ends; what follows has marks of its own.
            && (c != '"' || !text[content..end].contains('"'))
            && let Some(inner) = trimmed(text, content..end)
            && text[inner.clone()].split_whitespace().count() >= LONG
        {
            found.push(Quoted { outer: start..end, inner, single: opener.single, unclosed: true });
            at = end;
            continue;
        }
        at = content;
    }
    found
}

struct Opener {
    /// Bytes of the opening mark.
    length: usize,
    closers: &'static [&'static str],
    single: bool,
    /// Whether it is plainly an opening mark.
    may_stay_open: bool,
}

fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '"' | '\'' | '`' | ',' | '‹' | '›' | '「' | '『')
}

fn opens(text: &str, at: usize, c: char) -> Option<Opener> {
    let before = text[..at].chars().next_back();
    let rest = &text[at + c.len_utf8()..];
    let left = before.is_none_or(|b| {
        b.is_whitespace() || matches!(b, '(' | '[' | '{' | '—' | '–' | '-' | '/' | ':' | '“' | '‘' | '"' | '>' | '…')
    });
    let glued = rest.chars().next().is_some_and(|n| !n.is_whitespace());
    let opener =
        |length: usize, closers, single, may_stay_open| Some(Opener { length, closers, single, may_stay_open });
    match c {
        '“' if left || glued => opener(3, &["”", "“", "\"", "''"], false, true),
        // Both at once: used for opening where an opening one stands.
        '”' if left && glued => opener(3, &["”", "“"], false, true),
        '„' | '‟' => opener(3, &["”", "“", "‟", "\"", "''"], false, true),
        '«' => opener(2, &["»"], false, true),
        '»' if left && glued => opener(2, &["«", "»"], false, false),
        '‹' => opener(3, &["›"], true, false),
        '「' => opener(3, &["」"], false, true),
        '『' => opener(3, &["』"], false, true),
        '‚' if left && glued => opener(3, &["’", "‘"], true, false),
        '‘' if left && glued => opener(3, &["’", "'", "‘"], true, false),
        '’' if left && glued && !elides(rest) => opener(3, &["’", "‘"], true, false),
        '"' if left && glued => opener(1, &["\"", "”"], false, true),
        '`' if rest.starts_with('`') && left => opener(2, &["''", "``", "\"", "”"], false, true),
        '\'' if rest.starts_with('\'') && left => opener(2, &["''", "\"", "”"], false, true),
        ',' if rest.starts_with(',') && left => opener(2, &["''", "\"", "”", "“", "’’"], false, true),
        '\'' | '`' if left && glued && !elides(rest) => opener(1, &["'", "’"], true, false),
        _ => None,
    }
}

/// Whether an apostrophe before this text stands for letters left out: `'s avonds`, `'t`, `'90s`, `'em`.
fn elides(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    Lexicon::all().any(|lexicon| lexicon.quotes.elided.has(&word)) || word.starts_with(|c: char| c.is_ascii_digit())
}

/// Where the quotation ends: position and length of the closing mark.
fn closer(text: &str, from: usize, opener: &Opener) -> Option<(usize, usize)> {
    let mut depth = 0usize;
    let last = text[from..].rfind('”').map(|last| from + last);
    'characters: for (at, c) in text[from..].char_indices().map(|(i, c)| (from + i, c)) {
        if at == from && !opener.single {
            // The first character may open an inner quotation; it never closes.
            continue;
        }
        let rest = &text[at..];
        let before = text[..at].chars().next_back();
        for mark in opener.closers {
            if !rest.starts_with(mark) {
                continue;
            }
            let after = rest[mark.len()..].chars().next();
            let next_is_word = after.is_some_and(char::is_alphanumeric);
            let behind_space = before.is_some_and(char::is_whitespace);
            let closes = match *mark {
                // Opening marks close only where no word begins and one has just ended.
                "“" | "‘" => !next_is_word && !behind_space,
                "\"" | "''" => !next_is_word && (!behind_space || after.is_none_or(char::is_whitespace)),
                "’" | "'" => !next_is_word && !behind_space && !genitive(&text[from..at], &rest[mark.len()..]),
                "«" => !behind_space,
                _ => true,
            };
            if closes {
                if depth == 0 {
                    return Some((at, mark.len()));
                }
                depth -= 1;
                continue 'characters;
            }
        }
        // A second opening mark of the same kind: nested, to be closed by its own.
        let nested = c == '“'
            && opener.closers.contains(&"”")
            && text[at + 3..].starts_with(char::is_alphanumeric)
            && before.is_some_and(char::is_whitespace)
            && last.is_some_and(|last| last >= at);
        depth += usize::from(nested);
        if c == '"' && opener.closers.first() == Some(&"\"") && before.is_some_and(char::is_whitespace) {
            // A straight mark in opening position: one inside ours, if both are closed in the end; or ours never was.
            depth += 1;
            if depth > DEEPEST {
                return None;
            }
        }
    }
    None
}

/// Whether a single mark after an `s` is a genitive (`the users' data`): more of the sentence follows and another
/// single mark closes later.
fn genitive(before: &str, after: &str) -> bool {
    before.ends_with(['s', 'z', 'x'])
        && after.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_lowercase))
        && before.split_whitespace().count() >= 2
        && after.find(['’', '\'']).is_some_and(|close| close < 200 && !after[..close].ends_with(' '))
}

/// The line breaks before lines that begin with an opening mark. No quotation reaches beyond one: the line begins
/// another, or goes on with this one as newspapers do.
fn reopened(text: &str) -> Vec<usize> {
    let opens = |line: &str| {
        let rest = line.strip_prefix(['“', '„', '«', '"']);
        rest.is_some_and(|rest| rest.starts_with(|c: char| !c.is_whitespace()))
    };
    text.match_indices('\n').map(|(at, _)| at).filter(|at| opens(&text[at + 1..])).collect()
}

/// The end of the first sentence of a text.
fn sentence_end(text: &str) -> Option<usize> {
    text.char_indices()
        .find(|&(at, c)| matches!(c, '.' | '!' | '?') && text[at + 1..].chars().next().is_none_or(char::is_whitespace))
        .map(|(at, _)| at + 1)
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let inner = text.get(range.clone())?;
    let start = range.start + (inner.len() - inner.trim_start().len());
    let end = range.start + inner.trim_end().len();
    (start < end).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::scan;

    fn quoted(text: &str) -> Vec<&str> {
        scan(text).into_iter().map(|quoted| &text[quoted.inner]).collect()
    }

    #[test]
    fn all_kinds_of_marks_pair() {
        for text in [
            "Ze zei: “Kom maar mee.” Punt.",
            "Ze zei: „Kom maar mee.“ Punt.",
            "Ze zei: „Kom maar mee.” Punt.",
            "Elle dit : « Kom maar mee. » Point.",
            "Sie sagte: »Kom maar mee.« Punkt.",
            "Ze zei: ‘Kom maar mee.’ Punt.",
            "Ze zei: \"Kom maar mee.\" Punt.",
            "Ze zei: 'Kom maar mee.' Punt.",
            "Ze zei: ``Kom maar mee.'' Punt.",
            "Ze zei: ,,Kom maar mee.'' Punt.",
            "Ze zei: “Kom maar mee.“ Punt.",
            "Ze zei: ”Kom maar mee.” Punt.",
        ] {
            assert_eq!(quoted(text), ["Kom maar mee."], "{text}");
        }
    }

    #[test]
    fn apostrophes_are_no_quotation_marks() {
        for text in [
            "Foto's van 's avonds en zo'n dag in 't park",
            "The users' data isn't Chris' own",
            "rock 'n' roll in the '90s",
        ] {
            assert_eq!(quoted(text), Vec::<&str>::new(), "{text}");
        }
        assert_eq!(quoted("'Zo'n dag is 't mooist', zei ze."), ["Zo'n dag is 't mooist"]);
        assert_eq!(quoted("‘It’s the users’ own data,’ she said."), ["It’s the users’ own data,"]);
    }

    #[test]
    fn inner_marks_stay_inside() {
        assert_eq!(quoted("“Hij riep ‘ja’ en “nee” tegelijk” zei ze"), ["Hij riep ‘ja’ en “nee” tegelijk"]);
    }

    #[test]
    fn straight_marks_nest_when_all_are_closed() {
        assert_eq!(
            quoted("She wrote, \"He said \"no way\" and left.\" Then \"a second one\"."),
            ["He said \"no way\" and left.", "a second one"]
        );
        // The first one was never closed: it does not swallow the others.
        assert_eq!(quoted("a 15 \"screen and \"one\" and \"two\""), ["one", "two"]);
        let lost =
            "\"Come in, she said, and the whole street came in and sat down. \"Tea?\" \"Yes.\" \"One cup?\" \"Two.\"";
        assert_eq!(quoted(lost), ["Tea?", "Yes.", "One cup?", "Two."]);
    }

    #[test]
    fn a_line_that_begins_with_a_mark_begins_a_quotation() {
        assert_eq!(
            quoted("“We put the chairs outside and wait for whoever comes.\n“Then there is soup,” she said."),
            ["We put the chairs outside and wait for whoever comes.", "Then there is soup,"]
        );
    }

    #[test]
    fn what_is_never_closed_counts_when_it_is_long() {
        assert_eq!(
            quoted("“Een begin zonder eind dat toch nog een heel eind doorgaat"),
            ["Een begin zonder eind dat toch nog een heel eind doorgaat"]
        );
        assert_eq!(quoted("een scherm van 15\" en “kort"), Vec::<&str>::new());
    }

    proptest! {
        #[test]
        fn ranges_are_on_characters(text in "([a-z é]{0,4}[“”„«»‘’‚\"'`, .]{0,3}){0,12}") {
            let mut last = 0;
            for quoted in scan(&text) {
                prop_assert!(text.get(quoted.outer.clone()).is_some() && text.get(quoted.inner.clone()).is_some());
                prop_assert!(quoted.outer.start >= last && quoted.outer.start < quoted.inner.start);
                prop_assert!(quoted.inner.end <= quoted.outer.end);
                last = quoted.outer.end;
            }
        }
    }
}
