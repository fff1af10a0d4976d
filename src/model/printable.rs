//! Characters that show something, against those that steer whatever shows them.

/// Whether a character is for reading. Controls are not (ECMA-48: they steer a terminal), nor are the marks, overrides and
/// isolates that turn the direction of writing (Unicode UAX #9), line and paragraph separators, and the byte order mark.
/// Joiners stay: scripts and emoji are written with them.
#[must_use]
pub fn is_printable(c: char) -> bool {
    !(c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
}

/// The text without what is not [printable](is_printable); white space among that becomes a space.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            c if is_printable(c) => Some(c),
            c if c.is_whitespace() => Some(' '),
            _ => None,
        })
        .collect()
}

/// The same on one line: white space of any kind and length is one space, and there is none at the ends.
#[must_use]
pub fn printable_line(text: &str) -> String {
    printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{printable, printable_line};

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(printable_line("\u{1b}  a\r\nBcc: b\u{a0}\u{2028} c\t"), "a Bcc: b c");
    }

    #[test]
    fn what_steers_goes_and_what_is_written_stays() {
        assert_eq!(printable("a\u{1b}[31m\tb\r\n\u{9b}2J\u{202e}c\u{2066}\u{200f}\u{61c}\u{feff}"), "a[31m b  2Jc");
        let written = "👩\u{200d}🚀 می\u{200c}خواهم é e\u{301}\u{a0}x";
        assert_eq!(printable(written), written);
    }
}
