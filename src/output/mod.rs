//! Carries a plan out: writes only bytes that changed, removes only what it wrote itself.

use std::path::Path;

use crate::render::Plan;

/// What carrying out a plan did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that were the same already.
    pub unchanged: usize,
    /// Files of an earlier build that are gone now.
    pub removed: usize,
}

/// The site could not be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// A path of the plan leaves the folder or names a reserved file.
    #[error("`{0}` would leave the output folder")]
    Outside(String),
    /// The system refused.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
}

/// Makes `folder` what `plan` says. `dry_run` only counts.
///
/// # Errors
/// When a path is not allowed, or the system refuses.
pub fn carry_out(_plan: &Plan, _folder: &Path, _dry_run: bool) -> Result<Written, OutputError> {
    todo!()
}
