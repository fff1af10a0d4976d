//! Language tags.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A BCP 47 language tag in lower case (`nl`, `en-gb`). Rules look at [`Lang::primary`] only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Lang(String);

/// The languages that the site's own words are there in.
pub const SPOKEN: [&str; 2] = ["en", "nl"];

impl Lang {
    /// The tag of a feed or a page, cleaned; `None` when it cannot be one.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = tag.trim().replace('_', "-").to_ascii_lowercase();
        let mut parts = tag.split('-');
        let primary = parts.next()?;
        let well_formed = (2..=3).contains(&primary.len())
            && primary.bytes().all(|b| b.is_ascii_lowercase())
            && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
        well_formed.then_some(Self(tag))
    }

    /// Dutch.
    #[must_use]
    pub fn nl() -> Self {
        Self("nl".into())
    }

    /// English.
    #[must_use]
    pub fn en() -> Self {
        Self("en".into())
    }

    /// The primary subtag: `en` of `en-gb`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The whole tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
