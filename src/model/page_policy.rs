//! What a page lets others do with it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Moment;

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
    /// From when on it is to be left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unavailable_after: Option<Moment>,
}

impl Default for PagePolicy {
    fn default() -> Self {
        Self { index: true, snippet: true, max_snippet: None, archive: true, tdm: false, unavailable_after: None }
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
    pub fn allows_quoting(&self, now: Timestamp) -> bool {
        self.snippet && !self.tdm && self.unavailable_after.is_none_or(|end| now <= end.latest())
    }

    /// Whether its text may be kept beyond the moment.
    #[must_use]
    pub fn allows_keeping(&self) -> bool {
        self.archive && !self.tdm
    }
}
