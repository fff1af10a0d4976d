//! Where a text still speaks of a post that was withdrawn.

use serde::Serialize;

use super::{markdown, verify};

/// What of a post a text may repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Trace {
    /// Its address.
    Address,
    /// Its title.
    Title,
    /// A sentence, a definition or a quote of it.
    Words,
    /// Its author's name.
    Name,
}

/// A place in a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Mention {
    /// The line, from 1.
    pub line: usize,
    /// What stands there.
    pub trace: Trace,
    /// As it was looked for.
    pub words: String,
}

/// Every place where one of these words stands, whatever the white space and the quotation marks, as it is or with
/// Markdown's escapes. Sorted.
#[must_use]
pub fn find(text: &str, wanted: &[(Trace, String)]) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for (trace, words) in wanted {
        let mut forms = vec![words.clone(), markdown::escape(words)];
        forms.dedup();
        for form in forms {
            let mut from = 0;
            while let Some(span) = verify::find(&text[from..], &form) {
                let at = |chars: usize| text[from..].char_indices().nth(chars).map_or(text.len(), |(at, _)| from + at);
                let (start, end) = (at(span.start), at(span.end));
                let line = text[..start].matches('\n').count() + 1;
                if stands_alone(text, start, end, *trace) {
                    mentions.push(Mention { line, trace: *trace, words: words.clone() });
                }
                from = end;
            }
        }
    }
    mentions.sort();
    mentions.dedup();
    mentions
}

/// `Jan` is not mentioned in `Januari`, nor `a.example/p` in `a.example/papier`.
fn stands_alone(text: &str, start: usize, end: usize, trace: Trace) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match trace {
        Trace::Words => true,
        Trace::Address => !is_word(after),
        Trace::Title | Trace::Name => !is_word(before) && !is_word(after),
    }
}

#[cfg(test)]
mod tests {
    use super::{Trace, find};

    #[test]
    fn a_place_is_found_whatever_stands_around_it() {
        let text = "Eerst dit.\n\nAnna zei “wie haast\nheeft, koopt hier niets”.\nZie a.example/p/ en a.example/papier; \
            in Annapolis.\n\nNog eens: Anna.\nEn \\*hier\\*.\n";
        let wanted = [
            (Trace::Words, "Wie haast heeft".to_owned()),
            (Trace::Words, "wie haast heeft, koopt".to_owned()),
            (Trace::Name, "Anna".to_owned()),
            (Trace::Address, "a.example/p".to_owned()),
            (Trace::Title, "*hier*".to_owned()),
        ];
        let found: Vec<_> = find(text, &wanted).into_iter().map(|m| (m.line, m.trace)).collect();
        let expected = [(3, Trace::Words), (3, Trace::Name), (5, Trace::Address), (7, Trace::Name), (8, Trace::Title)];
        assert_eq!(found, expected);
    }
}
