//! Names of people as feeds write them: `mail (Name)`, `Name <mail>`, a structure. A mail address is never a name.

use url::Url;

use super::mojibake;
use crate::model::printable;

/// Somebody with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// Holds no mail address.
    pub(super) name: String,
    /// A page of theirs.
    pub(super) url: Option<Url>,
}

/// What was found about a person.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Text outside any structure.
    pub(super) line: String,
    pub(super) name: String,
    pub(super) url: String,
}

impl Parts {
    /// The person; `None` when only a mail address is known, which is not for publishing.
    pub(super) fn named(&self) -> Option<Named> {
        let name = name(&self.name).or_else(|| name(&self.line))?;
        Some(Named { name, url: web(&self.url) })
    }
}

/// An http(s) address.
pub(super) fn web(text: &str) -> Option<Url> {
    Url::parse(text.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}

/// The name in a line of text.
pub(super) fn name(line: &str) -> Option<String> {
    let mended = mojibake::mend(line);
    let line = &printable(mended.as_deref().unwrap_or(line));
    // `mail (Name)` is RSS's own form; in `Name (remark)` the brackets belong to what the person wrote.
    if let Some((before, after)) = line.split_once('(')
        && is_local_mail(before.trim())
        && let Some((inside, _)) = after.rsplit_once(')')
    {
        return name(inside);
    }
    let words = line.split_whitespace().filter(|word| {
        let bare = word.trim_matches(['<', '>', '(', ')', '[', ']', ',', ';', '"']);
        !(is_mail(bare) || word.starts_with(['<', '(']) && is_local_mail(bare))
    });
    let joined = words.collect::<Vec<_>>().join(" ");
    let name = joined.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '"' | '-'));
    let name = name.strip_suffix("()").unwrap_or(name).trim();
    (name.chars().any(char::is_alphanumeric)).then(|| name.to_owned())
}

/// Where only a mail address can stand, its host may be a single word: `root@localhost`.
fn is_local_mail(word: &str) -> bool {
    let word = word.strip_prefix("mailto:").unwrap_or(word);
    let parts = word.split_once('@').filter(|_| !word.contains(char::is_whitespace));
    parts.is_some_and(|(user, host)| !user.is_empty() && !host.is_empty() && !host.contains('@'))
}

fn is_mail(word: &str) -> bool {
    let word = word.strip_prefix("mailto:").unwrap_or(word);
    word.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn finds_the_name_and_never_the_mail_address() {
        let cases = [
            ("ada@example.org (Ada Lovelace)", Some("Ada Lovelace")),
            ("Ada Lovelace <ada@example.org>", Some("Ada Lovelace")),
            ("Ada Lovelace (ada@example.org)", Some("Ada Lovelace")),
            ("ada@example.org Ada", Some("Ada")),
            ("Jan—ada@example.org", None),
            ("mailto:ada@example.org", None),
            ("ada@example.org (x@y.org)", None),
            ("  Jan  de Wit ", Some("Jan de Wit")),
            ("Jan (de Schrijver)", Some("Jan (de Schrijver)")),
            ("@ada", Some("@ada")),
            ("a@b (Ada)", Some("Ada")),
            ("Ada <a@b>", Some("Ada")),
            ("Ada (a@b)", Some("Ada")),
            ("Ada (@ada)", Some("Ada (@ada)")),
            ("Ada@Work", Some("Ada@Work")),
            ("A\u{1b}]0;d\u{7}a\u{202e}", Some("A]0;da")),
            ("", None),
        ];
        for (line, expected) in cases {
            assert_eq!(name(line).as_deref(), expected, "{line}");
        }
    }
}
