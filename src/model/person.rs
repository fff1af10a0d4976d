//! People.

use serde::{Deserialize, Serialize};
use url::Url;

/// Somebody with a name and perhaps an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name as the person writes it.
    pub name: String,
    /// A page of theirs.
    #[serde(default)]
    pub url: Option<Url>,
}

impl Person {
    /// A person of whom only the name is known.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), url: None }
    }

    /// The first word of the name.
    #[must_use]
    pub fn first_name(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or(&self.name)
    }

    /// One or two capitals for a seat of the ride: those of the first and the last word of the name that
    /// begin with a letter or digit; where no word does (`@handle`), the first letter or digit there is.
    #[must_use]
    pub fn initials(&self) -> String {
        let letters = |c: Option<char>| c.into_iter().flat_map(char::to_uppercase);
        let mut words = self.name.split_whitespace().filter(|w| w.chars().next().is_some_and(char::is_alphanumeric));
        let first = words.next().and_then(|w| w.chars().next());
        let last = words.next_back().and_then(|w| w.chars().next());
        if first.is_none() {
            return letters(self.name.chars().find(|c| c.is_alphanumeric())).collect();
        }
        letters(first).chain(letters(last)).collect()
    }
}
