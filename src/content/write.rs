//! Writes new files, and only new ones: a file that exists is never touched.
//!
//! Each file is written whole to a temporary one in the same folder, flushed to the disk and then given its name, if
//! that is still free. Whatever happens on the way, there is either the whole file or none.
#![expect(clippy::disallowed_methods, reason = "this is where content is written")]

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Component, Path, PathBuf},
};

use super::{
    compose::{self, NewRoundup},
    diagnostic::ContentErrors,
    editions::Series,
    files::EntryFile,
    load::{parse_blog, parse_edition, parse_entry, parse_roundup},
    mistakes::Mistakes,
    walk::{BLOGS, CONTENT, ENTRIES, INDEX, RESERVED, ROUNDUP, real},
};
use crate::model::{Blog, Edition, Slug};

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// There is one of that name; it stays as it is.
    #[error("`{}` exists already", .0.display())]
    Exists(PathBuf),
    /// The site's own pages have that name.
    #[error("no edition can be called `{0}`: the site itself uses that name")]
    Reserved(Slug),
    /// A page would stand at the same address.
    #[error("`{}` stands at that address already", .0.display())]
    Clash(PathBuf),
    /// The path is absolute, has `..` in it or is no path of a file.
    #[error("`{}` is no path inside the site", .0.display())]
    BadPath(PathBuf),
    /// A folder on the way is a link that leaves the site.
    #[error("`{}` lies outside the site", .0.display())]
    Outside(PathBuf),
    /// The file would not be read back as it is: what it should hold is no valid content.
    #[error("`{}` would not be valid: {}", .path.display(), .mistakes.0.first().map_or("", |first| &first.message))]
    Invalid {
        /// The file, relative to the site.
        path: PathBuf,
        /// Everything that is wrong with it.
        mistakes: ContentErrors,
    },
    /// Somebody changed it since it was read.
    #[error("`{}` changed while it was being looked at", .0.display())]
    Changed(PathBuf),
    /// The disk would not.
    #[error("`{}` cannot be written: {source}", .path.display())]
    Io {
        /// The file, relative to the site.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Writes `content/blogs/<blog>.md` and gives its path, relative to the site.
///
/// # Errors
/// As [`create`], and when the blog is no valid content (an empty title, say).
pub fn write_blog(root: &Path, blog: &Blog) -> Result<PathBuf, WriteError> {
    let path = Path::new(CONTENT).join(BLOGS).join(format!("{}.md", blog.slug));
    checked(root, path, &compose::blog(blog), |text, mistakes| parse_blog(blog.slug.clone(), text, mistakes).is_some())
}

/// The file the call of a new edition goes into, relative to the site, if the name is free.
///
/// # Errors
/// When the site's own pages have that name, or a page of `content/`, or an edition.
pub fn free_edition(root: &Path, slug: &Slug) -> Result<PathBuf, WriteError> {
    if RESERVED.contains(&slug.as_str()) {
        return Err(WriteError::Reserved(slug.clone()));
    }
    let page = Path::new(CONTENT).join(format!("{slug}.md"));
    if root.join(&page).symlink_metadata().is_ok() {
        return Err(WriteError::Clash(page));
    }
    let path = folder_of(slug).join(INDEX);
    if root.join(&path).symlink_metadata().is_ok() {
        return Err(WriteError::Exists(path));
    }
    Ok(path)
}

/// Writes `content/<edition>/_index.md` and gives its path, relative to the site. Whether the blogs it names exist is
/// not asked.
///
/// # Errors
/// As [`create`] and [`free_edition`], and when the edition is no valid content.
pub fn write_edition(root: &Path, edition: &Edition) -> Result<PathBuf, WriteError> {
    let path = free_edition(root, &edition.slug)?;
    let series = Series { language: &edition.language, timezone: None, blogs: None };
    checked(root, path, &compose::edition(edition), |text, mistakes| {
        parse_edition(edition.slug.clone(), text, series, mistakes).is_some()
    })
}

/// Writes `content/<edition>/entries/<entry>.md` and gives its path, relative to the site.
///
/// # Errors
/// As [`create`], and when the entry is no valid content.
pub fn write_entry(root: &Path, edition: &Slug, entry: &EntryFile) -> Result<PathBuf, WriteError> {
    let path = folder_of(edition).join(ENTRIES).join(format!("{}.md", entry.slug));
    checked(root, path, &compose::entry(entry), |text, mistakes| {
        parse_entry(entry.slug.clone(), text, mistakes).is_some()
    })
}

/// Writes `content/<edition>/roundup.md` and gives its path, relative to the site.
///
/// # Errors
/// As [`create`], and when the roundup is no valid content (a shortcode is misspelt, say).
pub fn write_roundup(root: &Path, edition: &Slug, roundup: &NewRoundup) -> Result<PathBuf, WriteError> {
    let path = folder_of(edition).join(ROUNDUP);
    let file = path.clone();
    checked(root, path, &compose::roundup(roundup), |text, mistakes| parse_roundup(&file, text, mistakes).is_some())
}

/// Writes a new file with the folders it needs and gives its whole path. `path` is relative to the site in `root`.
///
/// # Errors
/// When the file exists, when the path leaves the site, or when the disk would not.
pub fn create(root: &Path, path: impl AsRef<Path>, bytes: &[u8]) -> Result<PathBuf, WriteError> {
    let path = path.as_ref();
    let is_inside = path.components().all(|part| matches!(part, Component::Normal(_)));
    let (true, Some(parent), Some(_)) = (is_inside, path.parent(), path.file_name()) else {
        return Err(WriteError::BadPath(path.to_owned()));
    };
    let target = root.join(path);
    if target.symlink_metadata().is_ok() {
        return Err(WriteError::Exists(path.to_owned()));
    }
    let failed = |source| WriteError::Io { path: path.to_owned(), source };
    let folder = root.join(parent);
    if !stays_inside(root, &folder).map_err(failed)? {
        return Err(WriteError::Outside(path.to_owned()));
    }
    fs::create_dir_all(&folder).map_err(failed)?;
    let mut file = temporary(&folder).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    match file.persist_noclobber(&target) {
        Ok(_) => {}
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(WriteError::Exists(path.to_owned()));
        }
        Err(error) => return Err(failed(error.error)),
    }
    // The name is in the folder; where folders can be flushed it is now on the disk too.
    if let Ok(folder) = File::open(&folder) {
        let _ = folder.sync_all();
    }
    Ok(target)
}

fn folder_of(edition: &Slug) -> PathBuf {
    Path::new(CONTENT).join(edition.as_str())
}

/// Writes a file that reads back without a mistake.
fn checked(
    root: &Path,
    path: PathBuf,
    text: &str,
    reads: impl FnOnce(&str, &mut Mistakes<'_>) -> bool,
) -> Result<PathBuf, WriteError> {
    let mut mistakes = Mistakes::new(&path, text);
    if !reads(text, &mut mistakes) || !mistakes.is_empty() {
        let mistakes = ContentErrors(mistakes.into_diagnostics());
        return Err(WriteError::Invalid { path, mistakes });
    }
    create(root, &path, text.as_bytes())?;
    Ok(path)
}

/// Whether the nearest folder on the way that exists lies in the site when links are followed.
fn stays_inside(root: &Path, folder: &Path) -> io::Result<bool> {
    let root = real(root)?;
    let nearest = folder.ancestors().find(|ancestor| ancestor.symlink_metadata().is_ok());
    // A dangling link is there and yet leads nowhere: that fails here, before anything is made behind it.
    nearest.map_or(Ok(false), |nearest| Ok(nearest.canonicalize()?.starts_with(&root)))
}

/// A file in `folder` that vanishes unless it is given a name. Hidden, so that a walk at this moment passes it by.
pub(super) fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".blogkermis-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As for any new file: the umask takes away what others may not do.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
