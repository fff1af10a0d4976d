//! `plan` turns a site into every file of it, as path and bytes. No network, no disk, no clock.

use std::{collections::BTreeMap, sync::Arc};

use jiff::Timestamp;

use crate::{content::Content, roundup::Series};

/// Every file of the built site: path with `/` between its parts, relative to `public/`, and its bytes.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Sorted by path.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// How many of them are pages.
    pub pages: usize,
}

/// A site that cannot be rendered. The message names the template or the file, line and column, with a caret.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct RenderError {
    /// The whole message, several lines.
    pub message: String,
}

/// Everything a build looks at.
#[derive(Clone, Debug)]
pub struct Site {
    /// The host's files.
    pub content: Content,
    /// The editions.
    pub series: Series,
    /// `templates/**`, by path: overrides of the built-in theme.
    pub templates: BTreeMap<String, String>,
    /// `static/**`, by path: copied as is.
    pub statics: BTreeMap<String, Arc<[u8]>>,
}

/// Plans every file of the site as it is at `now`. The same input gives the same bytes, whatever the number of threads.
///
/// # Errors
/// When a template or a shortcode is broken, or two pages claim one path.
pub fn plan(_site: &Site, _now: Timestamp) -> Result<Plan, RenderError> {
    todo!()
}
