//! How a passage of a page is named, so that a browser finds it (WICG, *URL Fragment Text Directives*): by its words, or by
//! its first and its last ones, and where those occur before, by what stands around it.

use std::ops::Range;

use crate::model::{Around, Span};

/// A passage of so many words is named by all of them.
const WHOLE: usize = 10;
/// Of a longer one so many words at each end.
const ENDS: usize = 5;
/// So many words around it tell it from others.
const AROUND: usize = 4;

/// What a passage is named by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// All of it, in one paragraph.
    Whole(String),
    /// Its first words and its last ones.
    Ends(String, String),
}

impl Named {
    /// Short passages by all their words. Long ones by their ends, so that a difference in the middle (a line break, a
    /// footnote mark) does no harm; so are those of several paragraphs, since what is named as a whole is looked for
    /// within one.
    #[must_use]
    pub fn of(passage: &str) -> Self {
        let mut paragraphs = passage.lines().map(|line| line.split_whitespace().collect::<Vec<&str>>());
        let first = paragraphs.find(|words| !words.is_empty()).unwrap_or_default();
        let last = paragraphs.rfind(|words| !words.is_empty());
        if last.is_none() && first.len() <= WHOLE {
            return Self::Whole(first.join(" "));
        }
        let last = last.as_ref().unwrap_or(&first);
        let (start, end) = (&first[..first.len().min(ENDS)], &last[last.len().saturating_sub(ENDS)..]);
        Self::Ends(start.join(" "), end.join(" "))
    }
}

/// A text in which passages are looked for.
#[derive(Debug)]
pub struct Haystack<'a> {
    text: &'a str,
    /// Browsers ignore case. ASCII alone, so that every byte stays where it is.
    lower: String,
}

impl<'a> Haystack<'a> {
    /// The text, paragraphs on lines of their own.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text, lower: text.to_ascii_lowercase() }
    }

    /// What tells the passage at `span` from others that a browser would find first; `None` where its own words do.
    #[must_use]
    pub fn around(&self, span: Span) -> Option<Around> {
        let range = span.bytes(self.text)?;
        let (before, passage, after) =
            (self.text.get(..range.start)?, self.text.get(range.clone())?, self.text.get(range.end..)?);
        let (start, end) = match Named::of(passage) {
            Named::Whole(words) => (words, None),
            Named::Ends(start, end) => (start, Some(end)),
        };
        let occurs = |words: &str, within: Range<usize>| {
            let within = self.lower.get(within).unwrap_or_default();
            !words.is_empty() && within.contains(&words.to_ascii_lowercase())
        };
        let begins_before = occurs(&start, 0..range.start);
        let ends_before = end.is_some_and(|end| {
            let (from, to) = (range.start + start.len(), range.end.saturating_sub(end.len()));
            occurs(&end, from.min(to)..to)
        });
        // A mark without a word is not looked for.
        let tells = |words: &str| if words.contains(char::is_alphanumeric) { words.to_owned() } else { String::new() };
        let around = Around {
            before: if begins_before { tells(last_words(before)) } else { String::new() },
            after: if ends_before { tells(first_words(after)) } else { String::new() },
        };
        (!around.before.is_empty() || !around.after.is_empty()).then_some(around)
    }
}

/// The last words of a text, of its last paragraph that has any: with the signs between them and the end, but no space.
fn last_words(text: &str) -> &str {
    let line = text.trim_end().rsplit('\n').next().unwrap_or_default();
    let starts = line.char_indices().filter(|(at, c)| !c.is_whitespace() && begins_word(line, *at));
    starts.map(|(at, _)| at).nth_back(AROUND - 1).map_or(line, |at| &line[at..]).trim()
}

/// The first words of a text, of its first paragraph that has any.
fn first_words(text: &str) -> &str {
    let line = text.trim_start().split('\n').next().unwrap_or_default();
    let starts = line.char_indices().filter(|(at, c)| !c.is_whitespace() && begins_word(line, *at));
    starts.map(|(at, _)| at).nth(AROUND).map_or(line, |at| &line[..at]).trim()
}

fn begins_word(line: &str, at: usize) -> bool {
    line[..at].chars().next_back().is_none_or(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::{Haystack, Named};
    use crate::model::Span;

    fn around(text: &str, passage: &str) -> Option<(String, String)> {
        let at = text.rfind(passage).unwrap();
        let found = Haystack::new(text).around(Span::of_bytes(text, at..at + passage.len()))?;
        Some((found.before, found.after))
    }

    #[test]
    fn what_occurs_once_needs_nothing_around_it() {
        assert_eq!(around("Zij zei: “Nee.” Hij zei niets.", "Nee."), None);
        assert_eq!(around("Een begin. Een eind.", "Een eind."), None);
    }

    #[test]
    fn what_occurred_before_is_told_by_the_words_before_it() {
        let text = "“Nee,” zei ze.\nToen vroeg hij het nog eens aan haar zus, en die zei: “nee,” en liep weg.";
        assert_eq!(around(text, "nee,"), Some(("en die zei: “".into(), String::new())));
        // At the beginning of a paragraph by the end of the one before it.
        assert_eq!(around("Ja.\nDan niet.\nJa.", "Ja."), Some(("Dan niet.".into(), String::new())));
    }

    #[test]
    fn an_end_that_comes_earlier_too_is_told_by_what_follows() {
        let text = "Wie wacht die wint een beetje en wie niet wacht die wint een beetje, zei mijn oom gisteren nog.";
        let passage = "Wie wacht die wint een beetje en wie niet wacht die wint een beetje";
        assert_eq!(
            Named::of(passage),
            Named::Ends("Wie wacht die wint een".into(), "wacht die wint een beetje".into())
        );
        let text = format!("{text} Einde.");
        assert_eq!(around(&text, passage), None, "its end is not repeated after its beginning");
        let passage = "Nu nog niet, zei de oude man, nu nog niet, zei de oude man";
        let text = format!("Toen. {passage} en hij lachte hard daarbij.");
        assert_eq!(around(&text, passage), None);
        let passage = "Kom maar gauw eens kijken, wat een dag, wat een dag toch, wat een dag toch";
        let text = format!("Toen. {passage} en hij lachte hard daarbij.");
        assert_eq!(around(&text, passage), None);
        let passage =
            "Een lange zin met wat een dag is het toch en weer wat een dag is het toch en nog: wat een dag is het";
        let text = format!("Toen. {passage} daarna en hij lachte hard.");
        assert_eq!(around(&text, passage), Some((String::new(), "daarna en hij lachte".into())));
    }
}
