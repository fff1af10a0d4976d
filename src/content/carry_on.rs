//! A new site that carries a series on: the scaffold and a past edition, all of it or nothing.
//!
//! The site is written into a folder of its own, read back as any site is, and only then put in place. Whatever goes wrong
//! before that leaves no trace.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    SITE_FILE,
    compose::NewRoundup,
    diagnostic::ContentErrors,
    files::EntryFile,
    load,
    scaffold::{NewSite, ScaffoldError, init, make_folder},
    walk::CONTENT,
    write::{WriteError, write_blog, write_edition, write_entry, write_roundup},
};
use crate::model::{Blog, Edition};

/// The files of a past edition, and the blogs of the series.
#[derive(Clone, Copy, Debug)]
pub struct Inheritance<'a> {
    /// The blogs.
    pub blogs: &'a [Blog],
    /// The call.
    pub edition: &'a Edition,
    /// The published text, if there is one.
    pub roundup: Option<&'a NewRoundup>,
    /// One file an entry.
    pub entries: &'a [EntryFile],
}

/// Why a series was not carried on.
#[derive(Debug, thiserror::Error)]
pub enum CarryOnError {
    /// There is content already.
    #[error("there is content in `{}` already", .0.display())]
    Occupied(PathBuf),
    /// The new site itself cannot be made.
    #[error(transparent)]
    Scaffold(#[from] ScaffoldError),
    /// A file would not be valid.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The files do not go together.
    #[error("the edition makes no valid site: {}", .0.0.first().map_or("", |first| &first.message))]
    Invalid(ContentErrors),
    /// The disk would not.
    #[error("`{}` cannot be made: {source}", .path.display())]
    Io {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Makes a site in `root` with a past edition in it and gives its files, relative to `root`. With `dry_run` it is made
/// elsewhere, looked at and thrown away.
///
/// # Errors
/// When there is a site or content already, when the files make no valid site, or when the disk would not. Then nothing
/// was written.
pub fn carry_on(
    root: &Path,
    site: &NewSite,
    past: &Inheritance<'_>,
    dry_run: bool,
) -> Result<Vec<PathBuf>, CarryOnError> {
    if root.join(SITE_FILE).symlink_metadata().is_ok() {
        return Err(ScaffoldError::IsSite(root.to_owned()).into());
    }
    if root.join(CONTENT).symlink_metadata().is_ok() {
        return Err(CarryOnError::Occupied(root.to_owned()));
    }
    let failed = |source| CarryOnError::Io { path: root.to_owned(), source };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".blogkermis-");
    let made = if dry_run { builder.tempdir() } else { builder.tempdir_in(nearest(root)) }.map_err(failed)?;
    let files = fill(made.path(), site, past)?;
    load(made.path()).map_err(CarryOnError::Invalid)?;
    if dry_run {
        return Ok(files);
    }
    make_folder(root)?;
    put_in_place(made.path(), root).map_err(failed)?;
    Ok(files)
}

/// The nearest folder that is there: what is made in it can be moved to `root` without copying.
fn nearest(root: &Path) -> &Path {
    let there = root.ancestors().find(|folder| folder.is_dir());
    there.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn fill(root: &Path, site: &NewSite, past: &Inheritance<'_>) -> Result<Vec<PathBuf>, CarryOnError> {
    let mut files = init(root, site)?;
    for blog in past.blogs {
        files.push(write_blog(root, blog)?);
    }
    let edition = &past.edition.slug;
    files.push(write_edition(root, past.edition)?);
    if let Some(roundup) = past.roundup {
        files.push(write_roundup(root, edition, roundup)?);
    }
    for entry in past.entries {
        files.push(write_entry(root, edition, entry)?);
    }
    Ok(files)
}

/// Moves the site's parts. `blogkermis.toml` makes the folder a site, so it comes last; if it cannot, the content goes
/// back.
fn put_in_place(made: &Path, root: &Path) -> io::Result<()> {
    let (from, to) = (made.join(CONTENT), root.join(CONTENT));
    std::fs::rename(&from, &to)?;
    let ignored = root.join(".gitignore");
    let settled =
        if ignored.symlink_metadata().is_ok() { Ok(()) } else { std::fs::rename(made.join(".gitignore"), &ignored) };
    let moved = settled.is_ok() && made.join(".gitignore").symlink_metadata().is_err();
    let settled = settled.and_then(|()| std::fs::rename(made.join(SITE_FILE), root.join(SITE_FILE)));
    if settled.is_err() {
        let _ = std::fs::rename(&to, &from);
        if moved {
            let _ = std::fs::rename(&ignored, made.join(".gitignore"));
        }
    }
    settled
}
