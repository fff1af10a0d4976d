//! Counts the attributes of a tag while it is being read: the parser says nothing of a tag before its end, and compares
//! each of its attributes with all before.

/// A tag that has not ended, as section 13.2.5 of the HTML standard reads it. Begins at a `<`.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    state: State,
    count: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// Nothing that has attributes: text, a comment.
    #[default]
    Outside,
    /// At the `<`, which the second character explains.
    Open,
    /// In the name of the tag, or between attributes.
    Between,
    /// In the name of an attribute, or after it.
    Name,
    /// After `=`.
    BeforeValue,
    /// In a value that ends with this.
    Quoted(char),
    /// In a value that ends with white space.
    Bare,
}

impl Attributes {
    /// Reads on. `piece` has no `<` but at its start, and only a piece that begins with one can begin a tag.
    /// Gives the number of comparisons that its attributes cost.
    pub(super) fn read(&mut self, piece: &str) -> usize {
        let mut comparisons = 0;
        for c in piece.chars() {
            let space = c.is_ascii_whitespace();
            self.state = match self.state {
                State::Outside if c == '<' => State::Open,
                State::Outside => return comparisons,
                State::Open if c == '/' => State::Open,
                State::Open if c.is_ascii_alphabetic() => State::Bare,
                State::Open => State::Outside,
                State::BeforeValue if space => State::BeforeValue,
                State::BeforeValue if matches!(c, '"' | '\'') => State::Quoted(c),
                State::Quoted(end) if c == end => State::Between,
                State::Quoted(end) => State::Quoted(end),
                _ if c == '>' => State::Outside,
                State::Bare | State::BeforeValue if !space => State::Bare,
                State::Name if c == '=' => State::BeforeValue,
                State::Name if !space && c != '/' => State::Name,
                // `a =b`: white space after a name does not end the attribute, a second name does.
                State::Name | State::Bare => State::Between,
                State::Between if space || c == '/' => State::Between,
                State::Between if c == '=' && self.count > 0 => State::BeforeValue,
                State::Between => {
                    comparisons += self.count;
                    self.count += 1;
                    State::Name
                }
                State::BeforeValue => State::Bare,
            };
        }
        comparisons
    }

    /// The parser has said what it was: text follows.
    pub(super) fn end(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::Attributes;

    fn count(pieces: &[&str]) -> usize {
        let mut attributes = Attributes::default();
        for piece in pieces {
            attributes.read(piece);
        }
        attributes.count
    }

    #[test]
    fn counts_what_the_parser_compares() {
        assert_eq!(count(&["<p a b=1 c = '2 3 >' d=\"x\"e f/g"]), 7);
        assert_eq!(count(&["</p a b"]), 2);
        assert_eq!(count(&["<p a='x", "<b c' d"]), 2);
        assert_eq!(count(&["<!-- a b c"]), 0);
        assert_eq!(count(&["a b c"]), 0);
        assert_eq!(count(&["<p a> b c"]), 1);
    }

    #[test]
    fn comparisons_are_quadratic() {
        let tag = format!("<p{}", " a".repeat(100));
        assert_eq!(Attributes::default().read(&tag), 100 * 99 / 2);
    }
}
