//! The SQLite file `.blogkermis/kermis.db`: what may be lost (HTTP cache, snapshots) and what must be atomic.

use std::path::Path;

use jiff::Timestamp;
use url::Url;

use crate::fetch::Validators;

/// A feed as it was last fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CachedFeed {
    /// Where to ask next time.
    pub url: Url,
    /// Where the body came from: the base of its relative links.
    pub base: Url,
    /// The last good body.
    pub body: Vec<u8>,
    /// Its `Content-Type`.
    pub content_type: Option<String>,
    /// For a conditional request.
    pub validators: Validators,
    /// When it was fetched or confirmed.
    pub fetched: Timestamp,
}

/// When an address may be asked again, and how often it failed in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Not before this.
    pub next: Timestamp,
    /// Failures in a row.
    pub failures: u32,
    /// The last failure's message.
    pub error: Option<String>,
    /// The server said 410: never again unless forced.
    pub gone: bool,
}

/// The store could not be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite's own error.
    #[error("{path}: {source}")]
    Sqlite {
        /// The database file.
        path: String,
        /// What SQLite says.
        source: rusqlite::Error,
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

/// The open database. Writes are serialised inside; safe to share between threads.
#[derive(Debug)]
pub struct Store {}

impl Store {
    /// Opens or makes `.blogkermis/kermis.db` under `root`, and migrates it.
    ///
    /// # Errors
    /// When the file cannot be made or read, or is too new.
    pub fn open(_root: &Path) -> Result<Self, StoreError> {
        todo!()
    }

    /// A store that lives in memory only, for tests and dry runs.
    ///
    /// # Errors
    /// When SQLite cannot start.
    pub fn in_memory() -> Result<Self, StoreError> {
        todo!()
    }

    /// The last good copy of the feed asked for at `asked`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn feed(&self, _asked: &Url) -> Result<Option<CachedFeed>, StoreError> {
        todo!()
    }

    /// Keeps a good copy and resets the failures.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_feed(&self, _asked: &Url, _feed: &CachedFeed, _next: Timestamp) -> Result<(), StoreError> {
        todo!()
    }

    /// When an address may be asked again; `None`: at once.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn schedule(&self, _asked: &Url) -> Result<Option<Schedule>, StoreError> {
        todo!()
    }

    /// Sets when an address may be asked again; the body that is there stays.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_schedule(&self, _asked: &Url, _schedule: &Schedule) -> Result<(), StoreError> {
        todo!()
    }

    /// The text of a snapshot.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn snapshot(&self, _hash: &str) -> Result<Option<String>, StoreError> {
        todo!()
    }

    /// Keeps snapshots (hash, text) in one transaction; those that are there already are left alone.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_snapshots(&self, _snapshots: &[(String, String)], _now: Timestamp) -> Result<(), StoreError> {
        todo!()
    }
}
