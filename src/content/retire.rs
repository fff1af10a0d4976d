//! What `withdraw` needs of `content/`: everything that is written there, and taking a decision away when the host says
//! so.
#![expect(clippy::disallowed_methods, reason = "this is where content is read and removed")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    WriteError,
    walk::{BLOGS, CONTENT, ENTRIES},
};
use crate::model::Slug;

/// An entry's file as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retired {
    /// The file, relative to the site.
    pub path: PathBuf,
    /// Its whole text.
    pub text: String,
}

/// Reads `content/<edition>/entries/<entry>.md` before it is removed.
///
/// # Errors
/// When it cannot be read.
pub fn retire(root: &Path, edition: &Slug, entry: &Slug) -> Result<Retired, WriteError> {
    let path = Path::new(CONTENT).join(edition.as_str()).join(ENTRIES).join(format!("{entry}.md"));
    let text = fs::read_to_string(root.join(&path)).map_err(|source| WriteError::Io { path: path.clone(), source })?;
    Ok(Retired { path, text })
}

impl Retired {
    /// Removes the file, unless it changed since it was shown.
    ///
    /// # Errors
    /// When the file is another one by now, or the disk would not.
    pub fn carry_out(&self, root: &Path) -> Result<(), WriteError> {
        let failed = |source| WriteError::Io { path: self.path.clone(), source };
        let target = root.join(&self.path);
        if fs::read_to_string(&target).map_err(failed)? != self.text {
            return Err(WriteError::Changed(self.path.clone()));
        }
        fs::remove_file(&target).map_err(failed)
    }
}

/// Every Markdown text in `content/`, by its path relative to the site, but the blogs' own. What cannot be read is left
/// out.
#[must_use]
pub fn texts(root: &Path) -> Vec<(PathBuf, String)> {
    let content = root.join(CONTENT);
    let files = walkdir::WalkDir::new(&content).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = files.filter(|file| file.file_type().is_file() && file.path().extension().is_some_and(|e| e == "md"));
    let texts = files.filter_map(|file| {
        let path = file.path().strip_prefix(root).ok()?.to_owned();
        let is_blog = path.starts_with(Path::new(CONTENT).join(BLOGS));
        (!is_blog).then(|| Some((path, fs::read_to_string(file.path()).ok()?)))?
    });
    texts.collect()
}
