//! What the linter of a roundup knows by name: its rules, how grave each is, and what a host may set.

use std::fmt;

use serde::{Serialize, Serializer};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Somebody is wronged or a promise is not kept: not to be published like this.
    Error,
    /// A careful host would change it.
    Warning,
    /// Worth a thought.
    Hint,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        })
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $written:literal, $severity:ident;)*) => {
        /// A rule of the linter. Its written name never changes: hosts put it into their files.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum LintCode {
            $($(#[$doc])* $name,)*
        }

        impl LintCode {
            /// All of them, the gravest first.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// As it is written: `E-COUNT`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $written,)* }
            }

            /// How much a finding of it matters.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// As many are announced as are listed.
    Count = "E-COUNT", Error;
    /// Whoever is quoted takes part.
    Orphan = "E-ORPHAN", Error;
    /// Every accepted entry is listed.
    Lost = "E-LOST", Error;
    /// A quotation stands in its source.
    Quote = "E-QUOTE", Error;
    /// A quotation has one speaker.
    Speaker = "E-SPEAKER", Error;
    /// A list that is announced is there.
    EmptyList = "E-EMPTYLIST", Error;
    /// A quotation in another language says so.
    Lang = "E-LANG", Error;
    /// Borrowed words stand between quotation marks.
    Borrow = "W-BORROW", Warning;
    /// A shared definition names whose it is.
    Sharer = "W-SHARER", Warning;
    /// Quotation marks come in pairs, of one kind.
    Glyph = "W-GLYPH", Warning;
    /// An entry gets a few sentences, and no more.
    Blurb = "W-BLURB", Warning;
    /// Quotations keep to the policy.
    LongQuote = "W-LONGQ", Warning;
    /// A link says where it leads.
    LinkText = "W-LINKTEXT", Warning;
    /// There is a word about the next edition.
    Next = "W-NEXT", Warning;
    /// The host's own entry is there, and marked as such.
    Own = "W-OWN", Warning;
    /// Everybody is woven into the text.
    Thread = "W-THREAD", Hint;
    /// Nobody is forgotten, nobody takes over.
    Balance = "W-BALANCE", Hint;
}

impl LintCode {
    /// The one that is written like this, in whatever case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str().eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for LintCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for LintCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// What a host may set for the linter: `[lint]` of `blogkermis.toml`.
#[derive(Clone, Debug, PartialEq)]
pub struct LintPolicy {
    /// Rules that are silent.
    pub allow: Vec<LintCode>,
    /// A blurb has at least this many words …
    pub blurb_min_words: usize,
    /// … and at most this many.
    pub blurb_max_words: usize,
    /// So many words in a row that stand in a source too are borrowed.
    pub borrowed_words: usize,
    /// Nobody is quoted more often.
    pub quotes_per_person: usize,
    /// The most of a source's words that may be quoted, as a share.
    pub source_share: f64,
    /// The most of the roundup's words that may be quotations, as a share.
    pub quoted_share: f64,
}

impl Default for LintPolicy {
    fn default() -> Self {
        Self {
            allow: Vec::new(),
            blurb_min_words: 30,
            blurb_max_words: 90,
            borrowed_words: 8,
            quotes_per_person: 3,
            source_share: 0.1,
            quoted_share: 0.25,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LintCode, Severity};

    #[test]
    fn names_are_unique_and_say_how_grave_a_rule_is() {
        for code in LintCode::ALL {
            assert_eq!(LintCode::named(&code.as_str().to_lowercase()), Some(*code));
            assert_eq!(code.as_str().starts_with("E-"), code.severity() == Severity::Error, "{code}");
        }
        assert_eq!(LintCode::named("E-NOTHING"), None);
    }
}
