//! `harvest/<blog>.json`: plain, sorted, pretty JSON that a person can read, review in a diff and commit.

#![expect(clippy::disallowed_methods, reason = "the records' edge to the disk")]

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::model::{Blog, BlogRecord, Slug};

/// The format of the records this program writes.
pub const VERSION: u32 = 1;

/// A record could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum HarvestError {
    /// The system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Not a record.
    #[error("{} is no record of this program: {message}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// No list of reactions.
    #[error("{} holds no reactions that this program can read: {message}", path.display())]
    Reactions {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// The cache could not be used.
    #[error(transparent)]
    Store(#[from] crate::store::StoreError),
    /// The client could not be set up.
    #[error(transparent)]
    Client(#[from] crate::fetch::FetchError),
}

impl HarvestError {
    /// What to do about it, when that is more than the message says.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Unreadable { .. } => Some("resolve the conflict or delete the file, then run `blogkermis fetch`"),
            Self::Reactions { .. } => Some(
                "resolve the conflict or delete the file, then run `blogkermis mentions --show` for what is to be seen",
            ),
            _ => None,
        }
    }
}

/// Where a blog's record stands.
#[must_use]
pub fn path_of(root: &Path, blog: &Slug) -> PathBuf {
    root.join("harvest").join(format!("{blog}.json"))
}

/// Reads the records of these blogs. A blog that was never harvested has none.
///
/// # Errors
/// When a file is there but cannot be read.
pub fn load(root: &Path, blogs: &[Blog]) -> Result<BTreeMap<Slug, BlogRecord>, HarvestError> {
    let mut records = BTreeMap::new();
    for blog in blogs {
        let path = path_of(root, &blog.slug);
        let json = match fs::read(&path) {
            Ok(json) => json,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(source) => return Err(HarvestError::Io { path, source }),
        };
        let record: BlogRecord = serde_json::from_slice(&json)
            .map_err(|error| HarvestError::Unreadable { path: path.clone(), message: error.to_string() })?;
        if record.version != VERSION {
            let message = format!("its version is {}, this program writes {VERSION}", record.version);
            return Err(HarvestError::Unreadable { path, message });
        }
        records.insert(blog.slug.clone(), record);
    }
    Ok(records)
}

/// The files in `harvest/` that belong to none of these blogs.
pub(super) fn orphans(root: &Path, blogs: &[Blog]) -> Vec<String> {
    let Ok(files) = fs::read_dir(root.join("harvest")) else { return Vec::new() };
    let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let mut orphans: Vec<_> = names
        .filter(|name| name.strip_suffix(".json").is_some_and(|slug| !blogs.iter().any(|b| b.slug.as_str() == slug)))
        .collect();
    orphans.sort();
    orphans
}

/// Writes a record if it differs from what is there: whole or not at all. Returns whether it differed; `dry_run` only
/// compares.
///
/// # Errors
/// When the system refuses.
pub fn save(root: &Path, record: &BlogRecord, dry_run: bool) -> Result<bool, HarvestError> {
    let path = path_of(root, &record.blog);
    let mut json = serde_json::to_vec_pretty(record)
        .map_err(|error| HarvestError::Unreadable { path: path.clone(), message: error.to_string() })?;
    json.push(b'\n');
    if fs::read(&path).is_ok_and(|old| old == json) {
        return Ok(false);
    }
    if !dry_run {
        write_atomically(&path, &json).map_err(|source| HarvestError::Io { path, source })?;
    }
    Ok(true)
}

/// Temporary files of this program begin like this.
const TEMPORARY: &str = ".harvest-";

/// Writes the file so that at any moment the old one or the new one stands there, whole. The output has its own way:
/// there a whole site is laid ready before the first file changes.
pub(super) fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    sweep(folder);
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    let mut file = like_any_file(&mut builder).tempfile_in(folder)?;
    // Says that somebody is at it, until the process ends. Where there are no locks two programs may disturb each other.
    let _ = file.as_file().try_lock();
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Temporary files belong to their owner alone, but a record is a file like any other: its rights are the umask's.
#[cfg(unix)]
fn like_any_file<'a, 'b>(builder: &'a mut tempfile::Builder<'b, 'b>) -> &'a mut tempfile::Builder<'b, 'b> {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn like_any_file<'a, 'b>(builder: &'a mut tempfile::Builder<'b, 'b>) -> &'a mut tempfile::Builder<'b, 'b> {
    builder
}

/// Removes what a run that was killed left behind. Another run's work, which is locked, is left alone, and what cannot
/// be removed does no harm.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_ours = entry.file_name().as_encoded_bytes().starts_with(TEMPORARY.as_bytes())
            && entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_ours && !is_locked(&entry.path()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_locked(path: &Path) -> bool {
    fs::File::open(path).is_ok_and(|file| matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock)))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::{HarvestError, load, path_of, save};
    use crate::model::{Blog, BlogRecord, FeedRecord, FeedState, Slug};

    fn record() -> BlogRecord {
        let feed = FeedRecord {
            source: "https://a.example/feed".into(),
            title: String::new(),
            format: String::new(),
            state: FeedState::Ok,
            fault: None,
            moved: None,
            slow: false,
            taken_over: None,
        };
        BlogRecord { version: super::VERSION, blog: Slug::new("a").unwrap(), feed, entries: Vec::new() }
    }

    fn names(folder: &std::path::Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_killed_run_s_leftovers_go_and_another_run_s_work_stays() {
        let root = TempDir::new().unwrap();
        let folder = root.path().join("harvest");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join(".harvest-dead"), "half").unwrap();
        fs::write(folder.join(".gitkeep"), "").unwrap();
        let alive = fs::File::create(folder.join(".harvest-alive")).unwrap();
        alive.lock().unwrap();
        assert!(save(root.path(), &record(), true).unwrap());
        assert_eq!(names(&folder), [".gitkeep", ".harvest-alive", ".harvest-dead"], "a dry run only compares");
        assert!(save(root.path(), &record(), false).unwrap());
        assert_eq!(names(&folder), [".gitkeep", ".harvest-alive", "a.json"]);
        assert!(!save(root.path(), &record(), false).unwrap());
    }

    #[cfg(unix)]
    #[test]
    fn a_record_has_the_rights_of_any_file() {
        use std::os::unix::fs::PermissionsExt as _;
        let root = TempDir::new().unwrap();
        save(root.path(), &record(), false).unwrap();
        fs::write(root.path().join("any"), "").unwrap();
        let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&path_of(root.path(), &record().blog)), mode(&root.path().join("any")));
    }

    #[test]
    fn a_record_with_a_conflict_comes_with_advice() {
        let root = TempDir::new().unwrap();
        let blog = Blog {
            slug: Slug::new("a").unwrap(),
            title: String::new(),
            author: String::new(),
            url: None,
            feed: None,
            language: None,
            bio: String::new(),
        };
        fs::create_dir(root.path().join("harvest")).unwrap();
        fs::write(path_of(root.path(), &blog.slug), "<<<<<<< HEAD\n{}\n").unwrap();
        let error = load(root.path(), &[blog]).unwrap_err();
        assert!(matches!(error, HarvestError::Unreadable { .. }));
        assert!(error.help().unwrap().contains("blogkermis fetch"));
    }
}
