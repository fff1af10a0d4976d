//! Posts whose authors took them back: known again without their address, title or name.

use std::collections::BTreeSet;

use url::Url;

use super::address;

/// The marks of withdrawn posts. A mark is a BLAKE3 hash: it recognises a post that comes by, and says nothing of one
/// that does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withdrawn(BTreeSet<String>);

impl Withdrawn {
    /// The mark of a post: the hash of its address's [`address::key`], so that every address of the page has the same; of
    /// a post without an address, the hash of the entry's id.
    #[must_use]
    pub fn mark(url: Option<&Url>, entry_id: &str) -> String {
        let known_by = url.map_or_else(|| format!("id:{entry_id}"), address::key);
        blake3::hash(known_by.as_bytes()).to_hex().to_string()
    }

    /// Whether a post was withdrawn.
    #[must_use]
    pub fn covers(&self, url: Option<&Url>, entry_id: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&Self::mark(url, entry_id))
    }

    /// Whether there is such a mark.
    #[must_use]
    pub fn contains(&self, mark: &str) -> bool {
        self.0.contains(mark)
    }

    /// The marks, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Adds a mark; says whether it is new.
    pub fn insert(&mut self, mark: String) -> bool {
        self.0.insert(mark)
    }
}

impl FromIterator<String> for Withdrawn {
    fn from_iter<I: IntoIterator<Item = String>>(marks: I) -> Self {
        Self(marks.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Withdrawn;

    #[test]
    fn every_address_of_a_page_is_recognised_and_no_other() {
        let url = |text: &str| text.parse().ok();
        let gone: Withdrawn = [Withdrawn::mark(url("https://a.example/p/").as_ref(), "x")].into_iter().collect();
        assert!(gone.covers(url("http://www.a.example/p?utm_source=feed").as_ref(), "y"));
        assert!(!gone.covers(url("https://a.example/q").as_ref(), "x"));
        assert!(!gone.covers(None, "x"));
    }
}
