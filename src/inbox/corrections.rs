//! What whoever sent a post by the form says of it: what may be said, what makes the host look, and what of it an accepted
//! entry's file has. No I/O.

use super::admission::Doubt;
use crate::{
    content::{EntryFile, Pick},
    model::{Corrections, Form, Lang, SeenPost, printable_line},
    roundup::verify,
    text::Document,
};

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 200;
/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 300;
/// The longest definition, in characters.
pub const LONGEST_DEFINITION: usize = 1000;

/// What is wrong with something that was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// More than so many characters.
    TooLong(usize),
    /// The words do not stand in the post.
    NotThere,
}

/// A line that somebody typed, where it says something else than `found`.
///
/// # Errors
/// When it is longer than `longest`.
pub fn line(typed: &str, found: &str, longest: usize) -> Result<Option<String>, Wrong> {
    let typed = printable_line(typed);
    if typed.chars().count() > longest {
        return Err(Wrong::TooLong(longest));
    }
    Ok(Some(typed).filter(|typed| !typed.is_empty() && *typed != printable_line(found)))
}

/// The words of the post that somebody typed, as they stand there; none when nothing was typed.
///
/// # Errors
/// When they are longer than `longest`, or do not stand there.
pub fn words(typed: &str, text: &Document, longest: usize) -> Result<Option<String>, Wrong> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    if typed.chars().count() > longest {
        return Err(Wrong::TooLong(longest));
    }
    // Some put quotation marks around what they quote.
    let bare = typed.trim_matches(['“', '”', '"', '„', '«', '»']);
    let span = verify::find(&text.text, typed).or_else(|| verify::find(&text.text, bare));
    let there = span.and_then(|span| span.slice(&text.text)).ok_or(Wrong::NotThere)?;
    let there = printable_line(there);
    if there.is_empty() { Err(Wrong::NotThere) } else { Ok(Some(there)) }
}

/// Why the host has to look: nobody is called by a name that only a form gives.
#[must_use]
pub fn doubts(said: &Corrections) -> Vec<Doubt> {
    let name = said.name.as_ref().map(|_| Doubt::OtherName);
    let rest = (said.title.is_some() || said.language.is_some()).then_some(Doubt::Corrected);
    name.into_iter().chain(rest).collect()
}

/// Puts what was said into an entry's file that is about to be written, by the host's word or, where nothing is in doubt, by
/// the rule.
pub fn put(said: &Corrections, entry: &mut EntryFile) {
    let pick = |words: &String| Pick {
        text: words.clone(),
        speaker: None,
        originator: None,
        form: Form::Verbatim,
        term: None,
        language: None,
        hash: Some(blake3::hash(words.as_bytes()).to_hex().to_string()),
    };
    entry.author = said.name.clone().or(entry.author.take());
    entry.title = said.title.clone().or(entry.title.take());
    entry.language = said.language.clone().or(entry.language.take());
    entry.definitions = said.definition.as_ref().map(|words| vec![pick(words)]).or(entry.definitions.take());
    entry.quotes = said.quote.as_ref().map(|words| vec![pick(words)]).or(entry.quotes.take());
}

/// A language that somebody chose, where it is another than was found.
#[must_use]
pub fn language(chosen: &str, post: Option<&SeenPost>) -> Option<Lang> {
    let found = post.and_then(|post| post.language.as_ref());
    Lang::parse(chosen).filter(|chosen| found.is_none_or(|found| found.primary() != chosen.primary()))
}

#[cfg(test)]
mod tests {
    use super::{Wrong, line, words};
    use crate::text::Document;

    #[test]
    fn a_line_counts_where_it_says_something_else() {
        assert_eq!(line(" Jo  Kruim ", "Jo Kruim", 20), Ok(None));
        assert_eq!(line("", "Jo Kruim", 20), Ok(None));
        assert_eq!(line("Jo\u{202e}\0\r\nBcc: x", "Jo Kruim", 20), Ok(Some("Jo Bcc: x".into())));
        assert_eq!(line(&"x".repeat(21), "", 20), Err(Wrong::TooLong(20)));
    }

    #[test]
    fn words_stand_in_the_post_or_are_none() {
        let text = Document::from_html("<p>Zuurdesem is “geduld”\nmet <b>bubbels</b>.</p>", None);
        assert_eq!(words(" \"Zuurdesem is 'geduld' met bubbels\"", &text, 99), Err(Wrong::NotThere));
        assert_eq!(
            words("“Zuurdesem is \"geduld\"   met bubbels.”", &text, 99),
            Ok(Some("Zuurdesem is “geduld” met bubbels.".into()))
        );
        assert_eq!(words("Zuurdesem is ongeduld", &text, 99), Err(Wrong::NotThere));
        assert_eq!(words("Zuurdesem is", &text, 5), Err(Wrong::TooLong(5)));
        assert_eq!(words("  ", &text, 5), Ok(None));
    }
}
