//! What changed, debounced.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, mpsc},
    thread,
    time::Duration,
};

use notify::{EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

/// How long the folders must be quiet before a rebuild begins: editors save in several steps.
const QUIET: Duration = Duration::from_millis(80);

/// What a site is made of; the site's own folder is watched for `blogkermis.toml` and for folders that appear.
const FOLDERS: [&str; 4] = ["content", "templates", "static", "harvest"];

/// The folders cannot be watched.
#[derive(Debug, thiserror::Error)]
#[error("cannot watch the site's folder: {0}")]
pub struct WatchError(#[from] notify::Error);

type Watching = Debouncer<RecommendedWatcher, RecommendedCache>;

/// Watches until it is dropped.
pub(super) struct Watcher {
    _watching: Arc<Mutex<Folders>>,
}

/// The folders that are watched by now.
struct Folders {
    root: PathBuf,
    debouncer: Watching,
    watched: Vec<&'static str>,
}

impl Folders {
    /// Watches the folders that have come since, and forgets those that have gone.
    fn catch_up(&mut self) -> notify::Result<()> {
        for folder in FOLDERS {
            let path = self.root.join(folder);
            let at = self.watched.iter().position(|known| *known == folder);
            match (at, path.is_dir()) {
                (None, true) => {
                    self.debouncer.watch(&path, RecursiveMode::Recursive)?;
                    self.watched.push(folder);
                }
                (Some(at), false) => {
                    // The system has dropped the watch with the folder.
                    let _ = self.debouncer.unwatch(&path);
                    self.watched.remove(at);
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Calls `again` once at the start and after every change, on a thread of its own.
pub(super) fn start(root: &Path, mut again: impl FnMut() + Send + 'static) -> Result<Watcher, WatchError> {
    let (changed, changes) = mpsc::channel();
    let first = changed.clone();
    let mut debouncer = new_debouncer(QUIET, None, move |events: DebounceEventResult| {
        let matters = match events {
            Ok(events) => events.iter().any(|event| !matches!(event.kind, EventKind::Access(_))),
            // An overflow of the system's queue: what changed is unknown, so everything may have.
            Err(_) => true,
        };
        if matters {
            // The receiver is gone only when the server stops.
            let _ = changed.send(());
        }
    })?;
    debouncer.watch(root, RecursiveMode::NonRecursive)?;
    let mut folders = Folders { root: root.to_owned(), debouncer, watched: Vec::new() };
    folders.catch_up()?;
    let watching = Arc::new(Mutex::new(folders));
    let folders = Arc::downgrade(&watching);
    // The channel is empty and open: this cannot fail.
    let _ = first.send(());
    drop(first);
    thread::spawn(move || {
        while changes.recv().is_ok() {
            while changes.try_recv().is_ok() {}
            let Some(folders) = folders.upgrade() else { break };
            if let Ok(mut folders) = folders.lock() {
                // A folder that vanished in this instant is caught up with at the next change.
                let _ = folders.catch_up();
            }
            drop(folders);
            again();
        }
    });
    Ok(Watcher { _watching: watching })
}
