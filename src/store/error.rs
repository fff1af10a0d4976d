//! Why the store could not be used.

use std::path::Path;

use rusqlite::{Error, ErrorCode};

/// The store could not be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite's own error.
    #[error("{path}: {source}")]
    Sqlite {
        /// The database file.
        path: String,
        /// What SQLite says.
        source: Error,
    },
    /// The file is no database, or a damaged one, or holds what this program never wrote.
    #[error("{path} is damaged ({source}); move it away: a new one will be made, without what people sent in")]
    Damaged {
        /// The database file.
        path: String,
        /// What SQLite says.
        source: Error,
    },
    /// The folder cannot be made.
    #[error("{path}: {source}")]
    Io {
        /// The folder.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// A newer program made it.
    #[error("{path} was written by a newer version of this program (schema {found}, this one knows {known})")]
    Newer {
        /// The database file.
        path: String,
        /// Its schema's number.
        found: u32,
        /// The newest this program knows.
        known: u32,
    },
}

impl StoreError {
    /// SQLite's error for a file, told apart by whether moving the file away would help.
    pub(super) fn sqlite(path: &Path, source: Error) -> Self {
        let path = path.display().to_string();
        let is_damage = match &source {
            // The last is “no such table” or “no such column”: the schema is not what its number says.
            Error::FromSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::InvalidColumnType(..)
            | Error::SqlInputError { .. } => true,
            other => matches!(
                other.sqlite_error_code(),
                Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt | ErrorCode::Unknown)
            ),
        };
        if is_damage { Self::Damaged { path, source } } else { Self::Sqlite { path, source } }
    }
}
