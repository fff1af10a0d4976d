//! Why the site could not be written.

use std::{io, path::Path};

/// The site could not be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// A path of the plan leaves the folder or names a reserved file.
    #[error("`{0}` would leave the output folder")]
    Outside(String),
    /// A path of the plan would have to be a file and a folder at once.
    #[error("`{file}` would be a file, and the folder that `{page}` stands in")]
    Clash {
        /// The file.
        file: String,
        /// What stands in the folder of that name.
        page: String,
    },
    /// The folder was not made by this program, and holds something else where the site would go.
    #[error("{folder} holds files that are not this program's: `{file}` stands there already")]
    Foreign {
        /// The output folder.
        folder: String,
        /// One of the files.
        file: String,
    },
    /// Somebody else's file stands where a folder must be, or the other way round.
    #[error("`{file}` is in the way of `{page}`")]
    InTheWay {
        /// What stands in the output folder.
        file: String,
        /// What would be written.
        page: String,
    },
    /// The output folder is one that the site is made of.
    #[error("{folder} cannot be the output: {source_folder} is what the site is made of")]
    Source {
        /// The output folder.
        folder: String,
        /// The folder of the site that it is, or is in.
        source_folder: String,
    },
    /// The system refused.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: String,
        /// What the system says.
        source: io::Error,
    },
}

impl OutputError {
    /// What to do about it, when that is more than the message says.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Clash { .. } => Some("rename the file in static/, or the page or edition"),
            Self::Foreign { .. } => Some("empty the folder, or name another with --output"),
            Self::InTheWay { .. } => Some("move it out of the output folder"),
            Self::Source { .. } => Some("name a folder of its own with --output, or leave it out for public/"),
            Self::Outside(_) | Self::Io { .. } => None,
        }
    }
}

pub(super) fn refused(path: &Path, source: io::Error) -> OutputError {
    OutputError::Io { path: path.display().to_string(), source }
}
