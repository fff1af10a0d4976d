//! Lines that name a source: the dash below an epigraph, the name and handle below an embedded post.

use super::Attributed;
use crate::{
    extract::names::{self, Known},
    model::Attribution,
};

/// A line that names a source is shorter than this, in bytes.
const LONGEST_LINE: usize = 120;
/// A source behind a dash on the line of the words has no more words than this.
const LONGEST_TAIL: usize = 8;

/// The text behind a dash at its beginning.
pub(in crate::extract) fn dash(text: &str) -> Option<&str> {
    let text = text.trim_start();
    text.strip_prefix(['—', '–', '―', '~'])
        .or_else(|| text.strip_prefix("-- "))
        .or_else(|| text.strip_prefix("- "))
        .map(str::trim_start)
}

/// The source at the end of a text, on a line of its own or behind the last sentence: where it begins, with its dash,
/// and what it says.
pub(in crate::extract) fn source_line(text: &str) -> Option<(usize, &str)> {
    let line = text.rfind('\n').map_or(0, |at| at + 1);
    let last = &text[line..];
    if line > 0
        && last.len() < LONGEST_LINE
        && let Some(bare) = dash(last)
    {
        return Some((line, bare));
    }
    let from = last.ceil_char_boundary(last.len().saturating_sub(LONGEST_LINE));
    let at = line + from + last[from..].rfind(['—', '–', '―'])?;
    let closed = text[..at].trim_end().ends_with(['.', '!', '?', '…', '”', '"', '’', '»']);
    let bare = dash(&text[at..])?;
    let short =
        bare.split_whitespace().count() <= LONGEST_TAIL && !bare.trim_end_matches('.').contains(['.', '!', '?']);
    (at > 0 && closed && short && bare.starts_with(char::is_uppercase)).then_some((at, bare))
}

/// Whether a block is nothing but the source of the one before.
pub(in crate::extract) fn is_source_line(text: &str) -> bool {
    text.len() < LONGEST_LINE && dash(text).is_some()
}

/// Who a source line names.
pub(in crate::extract) fn source(bare: &str, known: &Known, language: &str) -> Option<Attributed> {
    let name = display_name(bare).or_else(|| {
        let name = names::find(bare, language).into_iter().next()?;
        (name.range.start == 0 && (name.words >= 2 || known.knows(&name.text) || name.text == bare.trim()))
            .then_some(name.text)
    })?;
    Some(Attributed::new("signature", Some(Attribution::Person(known.complete(&name)))))
}

/// `Name (@handle) date`, as the networks write below a post: the name, or the handle where the name has no letters.
pub(super) fn display_name(text: &str) -> Option<String> {
    let (name, rest) = text.split_once("(@")?;
    let (handle, _) = rest.split_once(')')?;
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let name = if name.is_empty() { handle.trim() } else { name };
    (!name.is_empty() && name.chars().count() <= 50).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{display_name, source_line};

    #[test]
    fn the_source_is_told_from_the_words() {
        let source = |text| source_line(text).map(|(_, bare)| bare);
        assert_eq!(source("A street is a table.\n— Anna Vale, Streets"), Some("Anna Vale, Streets"));
        assert_eq!(source("A street is a table. — Anna Vale"), Some("Anna Vale"));
        assert_eq!(source("A street — like Anna Vale’s — is a table."), None);
        assert_eq!(source("A street is long – And wide."), None);
    }

    #[test]
    fn posts_are_signed_with_a_name_or_a_handle() {
        assert_eq!(display_name("Anna Vale 🌿 (@annavale) May 1, 2024").as_deref(), Some("Anna Vale"));
        assert_eq!(display_name("🌿 (@annavale)").as_deref(), Some("annavale"));
        assert_eq!(display_name("Anna Vale (1987)"), None);
    }
}
