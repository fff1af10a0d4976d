//! New files are laid ready, all of them, before the first one takes its place.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use super::{MANIFEST, OURS, OutputError, make_folder, refused};

/// Locked as long as the run that laid the files ready lives.
const LOCK: &str = "lock";

/// A folder in the output folder, so that its files can be renamed into place. It goes away when it is dropped.
pub(super) struct Stage {
    // Before the folder: a file that is open cannot be removed on every system.
    _lock: File,
    folder: TempDir,
    laid: usize,
}

/// A file that is whole and on disk, with the path it will take.
pub(super) struct Ready {
    from: PathBuf,
    path: String,
}

impl Stage {
    pub(super) fn new(output: &Path) -> Result<Self, OutputError> {
        let folder = TempDir::with_prefix_in(OURS, output).map_err(|error| refused(output, error))?;
        let lock = File::create_new(folder.path().join(LOCK)).map_err(|error| refused(folder.path(), error))?;
        // Where there are no locks two builds of one folder may disturb each other.
        let _ = lock.try_lock();
        Ok(Self { _lock: lock, folder, laid: 0 })
    }

    /// Lays a file ready. Its rights are the umask's, as for any file.
    pub(super) fn lay(&mut self, path: &str, bytes: &[u8]) -> Result<Ready, OutputError> {
        self.laid += 1;
        let from = self.folder.path().join(self.laid.to_string());
        let write = || -> io::Result<()> {
            let mut file = File::create_new(&from)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(|error| OutputError::Io { path: path.to_owned(), source: error })?;
        Ok(Ready { from, path: path.to_owned() })
    }
}

impl Ready {
    /// Puts it in its place: at any moment the old file or the new one stands there, whole.
    pub(super) fn put(self, folder: &Path) -> Result<(), OutputError> {
        let to = folder.join(self.path);
        make_folder(to.parent().unwrap_or(folder))?;
        fs::rename(&self.from, &to).map_err(|error| refused(&to, error))
    }
}

/// Removes what a run that was killed left behind. Another run's work is left alone, and what cannot be removed does no
/// harm.
pub(super) fn sweep(output: &Path) {
    for entry in fs::read_dir(output).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_ours = name.as_encoded_bytes().starts_with(OURS.as_bytes()) && name != MANIFEST;
        if !is_ours || !entry.file_type().is_ok_and(|kind| kind.is_dir()) || is_locked(&entry.path()) {
            continue;
        }
        for file in fs::read_dir(entry.path()).into_iter().flatten().flatten() {
            let _ = fs::remove_file(file.path());
        }
        let _ = fs::remove_dir(entry.path());
    }
}

fn is_locked(stage: &Path) -> bool {
    File::open(stage.join(LOCK)).is_ok_and(|file| matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock)))
}
