//! Citations: passages of an entry shown in the roundup.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Lang, Reason, Span};

/// Whose words: the entry's author, somebody by name, or somebody the text only describes. Written `"self"`, the name
/// or the description; unknown is `None` of an `Option`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Attribution {
    /// The author of the entry.
    Author,
    /// Somebody else, by the name the entry gives.
    Person(String),
    /// Somebody without a name, in the words of the entry: “one of the managers”, “she”. Nobody to link to or to list.
    Described(String),
}

impl Attribution {
    /// Whether it says nothing to a reader who has only the quotation: a pronoun, a single word like “officials”.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        matches!(self, Self::Described(words) if !words.contains(char::is_whitespace))
    }
}

/// Several words that begin small are a description; a nickname is one word, a name begins with a capital. The few names
/// that do begin small (*van der Berg*) lose nothing: both are shown as they are written.
impl From<String> for Attribution {
    fn from(text: String) -> Self {
        if text == "self" {
            Self::Author
        } else if text.starts_with(char::is_lowercase) && text.contains(char::is_whitespace) {
            Self::Described(text)
        } else {
            Self::Person(text)
        }
    }
}

impl From<Attribution> for String {
    fn from(attribution: Attribution) -> Self {
        attribution.to_string()
    }
}

impl fmt::Display for Attribution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Author => "self",
            Self::Person(name) | Self::Described(name) => name,
        })
    }
}

/// Whether a citation gives the words or only the thought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// The words as they stand in the snapshot.
    Verbatim,
    /// Somebody's thought in other words; never shown between quotation marks.
    Paraphrase,
}

/// The words around a passage that tell it from others of the same words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Around {
    /// What stands right before it; empty where it begins with words that occur nowhere before.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// What stands right after it; empty where it ends with words that it has nowhere else.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
}

/// A definition or a quote. A verbatim one with a span reads back from its snapshot letter by letter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Citation {
    /// Stable within its entry: `d` or `q` and eight hexadecimal digits of its text's hash.
    pub id: String,
    /// The words, without the quotation marks around them.
    pub text: String,
    /// What is defined, as the text writes it; definitions only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// Who says it in the entry; `None` is unknown.
    pub speaker: Option<Attribution>,
    /// Whose words they first were, when the speaker only passes them on; `None` is unknown.
    pub originator: Option<Attribution>,
    /// Verbatim or paraphrase.
    pub form: Form,
    /// The language of the words.
    pub language: Lang,
    /// How sure the machine is, 0 to 1; 1 for a person's pick.
    pub score: f64,
    /// Where it stands in the snapshot; `None` for a host's pick that was never checked.
    pub span: Option<Span>,
    /// What tells it from passages before it that a browser would take for it; mostly nothing has to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub around: Option<Around>,
    /// BLAKE3 of `text`, hexadecimal, written when the span was verified against the snapshot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    /// Why it was picked, and why this speaker.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

#[cfg(test)]
mod tests {
    use super::Attribution;

    #[test]
    fn a_description_is_nobodys_name() {
        assert_eq!(Attribution::from("self".to_owned()), Attribution::Author);
        assert_eq!(Attribution::from("Anna Bos".to_owned()), Attribution::Person("Anna Bos".into()));
        assert_eq!(Attribution::from("quietfox".to_owned()), Attribution::Person("quietfox".into()));
        let baker = Attribution::Described("a baker from Delft".into());
        assert_eq!(Attribution::from(baker.to_string()), baker);
        assert!(!baker.is_bare() && Attribution::Described("she".into()).is_bare());
    }
}
