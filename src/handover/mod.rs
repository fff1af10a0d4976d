//! Another host carries a series on: `edition.json` becomes the content of a new site. Pure: bytes in, records out.
//!
//! * `document`: the exchange format as it is read; everything in it comes from outside
//! * [`archive()`]: the document as content of a site, checked field by field
//! * `calm`: Markdown of somebody else, without what would run or load

mod archive;
mod calm;
mod document;
#[cfg(test)]
mod tests;

pub use archive::{Archive, archive};
pub use document::{Document, MOST_BYTES, read};

/// Why a site cannot be made of a document.
#[derive(Debug, thiserror::Error)]
pub enum HandoverError {
    /// It is larger than any edition.
    #[error("larger than {} MiB: that is no edition", MOST_BYTES >> 20)]
    TooLarge,
    /// It is no JSON, or has not the shape of the exchange format.
    #[error("{line}:{column}: {message}")]
    Shape {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// What is wrong there.
        message: String,
    },
    /// A newer program wrote it.
    #[error("it is of version {0} of the format, and this program reads version 1")]
    Version(u64),
    /// A field holds what no site can hold.
    #[error("{place}: {message}")]
    Field {
        /// The field, as a path: `entries[3].url`.
        place: String,
        /// What is wrong with it.
        message: String,
    },
}

impl HandoverError {
    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::TooLarge => "give the address of an `edition.json`, as the footer of an edition's page links to it",
            Self::Shape { .. } => {
                "`blogkermis export EDITION` writes such a file, and every edition's page links to one; \
                 data/schema/edition.schema.json describes it"
            }
            Self::Version(_) => "use a newer blogkermis, or ask the earlier host for an older export",
            Self::Field { .. } => "correct it in a copy of the file, or ask the earlier host to",
        }
    }
}
