//! Citations: passages of an entry shown in the roundup.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Lang, Reason, Span};

/// Whose words: the entry's author, or somebody by name. Written `"self"` or the name; unknown is `None` of an `Option`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Attribution {
    /// The author of the entry.
    Author,
    /// Somebody else, by the name the entry gives.
    Person(String),
}

impl From<String> for Attribution {
    fn from(name: String) -> Self {
        if name == "self" { Self::Author } else { Self::Person(name) }
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
            Self::Person(name) => name,
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
    /// BLAKE3 of `text`, hexadecimal, written when the span was verified against the snapshot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    /// Why it was picked, and why this speaker.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}
