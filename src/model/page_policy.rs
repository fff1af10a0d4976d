//! What a page lets others do with it.

use serde::{Deserialize, Serialize};

/// What a page lets others do with it: `meta robots` and `X-Robots-Tag`
/// (<https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag>), and the TDM reservation protocol
/// (<https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/>). The default is a page that says nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent of each other, and a published format")]
pub struct PagePolicy {
    /// May be indexed.
    pub index: bool,
    /// May be excerpted.
    pub snippet: bool,
    /// The longest excerpt, in characters.
    pub max_snippet: Option<usize>,
    /// May be archived.
    pub archive: bool,
    /// Text and data mining is reserved.
    pub tdm: bool,
}

impl Default for PagePolicy {
    fn default() -> Self {
        Self { index: true, snippet: true, max_snippet: None, archive: true, tdm: false }
    }
}

impl PagePolicy {
    /// Whether the page says nothing that is not so anyway.
    #[must_use]
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// Whether words of it may be shown elsewhere at all.
    #[must_use]
    pub fn allows_quoting(&self) -> bool {
        self.snippet && !self.tdm
    }

    /// Whether its text may be kept beyond the moment.
    #[must_use]
    pub fn allows_keeping(&self) -> bool {
        self.archive && !self.tdm
    }
}
