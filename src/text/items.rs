//! Lists that are written as a paragraph: `1) bread 2) butter`, or a line for each item.

/// A line that is longer, in characters, was wrapped and is no item.
const LINE: usize = 40;
/// Fewer lines are no list.
const LINES: usize = 3;

/// What counts the items of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Marker<'a> {
    /// `•` and the like before the number.
    bullet: &'a str,
    /// `1`, or `a` as 1.
    number: u32,
    letter: bool,
    /// `.`, `)` or `.)`.
    after: &'a str,
}

/// Where the second and later items of a list inside a paragraph begin, in bytes. The paragraph itself begins with a
/// marker, and each of the following is of the same form and counts one on.
pub(super) fn starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let Some((mut last, _)) = marker(text) else { return starts };
    for (at, space) in text.char_indices().filter(|(_, c)| c.is_whitespace()) {
        let at = at + space.len_utf8();
        if let Some((next, length)) = marker(&text[at..])
            && text[at + length..].starts_with(' ')
            && next == (Marker { number: last.number + 1, ..last })
        {
            starts.push(at);
            last = next;
        }
    }
    starts
}

/// Whether a text is the marker of an item and nothing else.
pub(super) fn is_marker(text: &str) -> bool {
    marker(text).is_some_and(|(_, length)| length == text.len())
}

/// The marker a text begins with, and its length in bytes.
fn marker(text: &str) -> Option<(Marker<'_>, usize)> {
    let rest = text.trim_start_matches(['•', '⁃', '◦', '‣', '·', '▪']);
    let bullet = &text[..text.len() - rest.len()];
    let rest = if bullet.is_empty() { rest } else { rest.trim_start_matches(' ') };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, letter, length) = match digits {
        0 => (rest.bytes().next().filter(u8::is_ascii_lowercase).map(|b| u32::from(b - b'a') + 1)?, true, 1),
        1..=3 => (rest[..digits].parse().ok()?, false, digits),
        _ => return None,
    };
    let after = [".)", ")", "."].into_iter().find(|after| rest[length..].starts_with(after))?;
    Some((Marker { bullet, number, letter, after }, text.len() - rest.len() + length + after.len()))
}

/// Whether a paragraph is a list with a line for each item: several short lines, none of which ends as a sentence or
/// a part of one does.
pub(super) fn is_list_of_lines(text: &str) -> bool {
    let is_item = |line: &str| {
        let line = line.trim();
        line.chars().nth(LINE).is_none() && line.ends_with(|c: char| c.is_alphanumeric() || c == ')')
    };
    text.lines().nth(LINES - 1).is_some() && text.lines().all(is_item)
}

#[cfg(test)]
mod tests {
    use super::{is_list_of_lines, is_marker, starts};

    fn items(text: &str) -> Vec<&str> {
        let mut cuts = vec![0];
        cuts.extend(starts(text));
        cuts.push(text.len());
        cuts.windows(2).map(|pair| text[pair[0]..pair[1]].trim_end()).collect()
    }

    #[test]
    fn a_paragraph_that_counts_is_a_list() {
        assert_eq!(items("1) bread 2) butter 3) jam"), ["1) bread", "2) butter", "3) jam"]);
        assert_eq!(items("a. first b. second"), ["a. first", "b. second"]);
        assert_eq!(items("• 9. oud • 10. nieuw"), ["• 9. oud", "• 10. nieuw"]);
        for one in ["1. We were 2) of three", "In 1) and 2) it rains", "1. eggs 3. milk", "We met in 2. then left"] {
            assert_eq!(items(one), [one]);
        }
        assert!(is_marker("12.)") && is_marker("b.") && !is_marker("12") && !is_marker("1. x"));
    }

    #[test]
    fn short_lines_are_items_and_verses_are_not() {
        assert!(is_list_of_lines("flour\nsalted butter\neggs (two)"));
        assert!(!is_list_of_lines("the wheel turns,\nthe lights go on,\nnobody waits."));
        assert!(!is_list_of_lines("flour\nbutter"));
    }
}
