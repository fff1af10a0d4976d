//! A copy of the database while others read and write it.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::{Store, StoreError};

/// No copy was made.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is a file in its place, and it is left alone.
    #[error("{} is there already", .0.display())]
    Exists(PathBuf),
    /// Its name cannot be told to SQLite.
    #[error("{} is no name that can be written", .0.display())]
    Name(PathBuf),
    /// The copy did not read back as it should; it was taken away again.
    #[error("the copy is damaged: {0}")]
    Damaged(String),
    /// The database, or the copy, could not be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Copies the database into a new file, as it is at one moment, and reads the copy through. Others may go on writing
    /// meanwhile; what they write is in the next copy. Returns its size in bytes.
    ///
    /// # Errors
    /// See [`BackupError`]; nothing is left behind then.
    #[expect(clippy::disallowed_methods, reason = "the store looks at the file it has made")]
    pub fn back_up(&self, to: &Path) -> Result<u64, BackupError> {
        if to.symlink_metadata().is_ok() {
            return Err(BackupError::Exists(to.to_owned()));
        }
        let name = to.to_str().ok_or_else(|| BackupError::Name(to.to_owned()))?;
        // VACUUM INTO reads in one transaction and leaves out what was deleted (https://www.sqlite.org/lang_vacuum.html).
        let copied = self.lock().execute("VACUUM INTO ?1", [name]);
        let checked =
            copied.map_err(|source| BackupError::Store(StoreError::sqlite(to, source))).and_then(|_| check(to));
        match checked {
            Ok(()) => Ok(std::fs::metadata(to).map_or(0, |file| file.len())),
            Err(error) => {
                let _ = std::fs::remove_file(to);
                Err(error)
            }
        }
    }
}

fn check(copy: &Path) -> Result<(), BackupError> {
    let failed = |source| BackupError::Store(StoreError::sqlite(copy, source));
    let connection = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(failed)?;
    let said: String = connection.query_row("PRAGMA integrity_check(1)", (), |row| row.get(0)).map_err(failed)?;
    if said == "ok" { Ok(()) } else { Err(BackupError::Damaged(said)) }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use tempfile::TempDir;

    use super::{BackupError, Store};
    use crate::model::{Route, Slug, Tip};

    #[test]
    fn the_copy_has_what_was_there_and_replaces_nothing() {
        let (site, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let store = Store::open(site.path()).unwrap();
        let edition = Slug::new("leren").unwrap();
        let tip = |n: usize| Tip {
            address: format!("https://a.example/{n}").parse().unwrap(),
            route: Route::List,
            author: None,
            text: None,
        };
        for n in 0..50 {
            store.receive(&tip(n), &edition, Timestamp::UNIX_EPOCH).unwrap();
        }
        let copy = other.path().join("copy.db");
        assert!(store.back_up(&copy).unwrap() > 0);
        assert!(matches!(store.back_up(&copy), Err(BackupError::Exists(_))));
        store.receive(&tip(50), &edition, Timestamp::UNIX_EPOCH).unwrap();

        // Restored, it is a site's store like any other.
        std::fs::create_dir(other.path().join(".blogkermis")).unwrap();
        std::fs::rename(&copy, other.path().join(".blogkermis/kermis.db")).unwrap();
        let restored = Store::open(other.path()).unwrap();
        assert_eq!(restored.submissions(&edition).unwrap(), store.submissions(&edition).unwrap()[..50]);

        let nowhere = other.path().join("no-folder/copy.db");
        assert!(matches!(store.back_up(&nowhere), Err(BackupError::Store(_))));
        assert!(!nowhere.exists());
    }
}
