//! Where a document stops being what it claims to be.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The first place where a document is not well-formed, in words for the person who can mend it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// The character of the line, from 1.
    pub column: usize,
    /// What is wrong there: lower case, no full stop.
    pub message: String,
}

impl Fault {
    /// The fault at a byte of a text.
    pub fn at(text: &str, byte: usize, message: impl Into<String>) -> Self {
        let before = &text[..text.floor_char_boundary(byte)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            message: message.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::Fault;

    #[test]
    fn counts_lines_and_characters_from_one() {
        let at = |byte| Fault::at("één\ntwéé\n", byte, "x").to_string();
        assert_eq!(at(0), "line 1, column 1: x");
        assert_eq!(at(4), "line 1, column 3: x");
        assert_eq!(at(6), "line 2, column 1: x");
        assert_eq!(at(10), "line 2, column 4: x");
        assert_eq!(at(999), "line 3, column 1: x");
    }
}
