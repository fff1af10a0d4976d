//! Files of the host's, changed only as they were shown.

#![expect(clippy::disallowed_methods, reason = "the host's files are read here, to be compared with what was shown")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::queue::Case;
use crate::{
    content::{self, Retired, Rewrite, WriteError},
    model::Slug,
    store::FileChange,
};

/// The file of a case, relative to the site; where there is none yet, nothing.
pub(super) fn path_of(case: &Case, edition: &Slug) -> Option<PathBuf> {
    let file = case.file.as_ref()?;
    Some(PathBuf::from(format!("content/{edition}/entries/{}.md", file.slug)))
}

/// The file of the host's text.
pub(super) fn roundup(edition: &Slug) -> PathBuf {
    PathBuf::from(format!("content/{edition}/roundup.md"))
}

/// What a form says that it was made of: a hash of the file, or a word for none.
pub(super) fn mark(root: &Path, path: Option<&Path>) -> String {
    let text = path.and_then(|path| fs::read(root.join(path)).ok());
    text.map_or_else(|| "none".to_owned(), |text| blake3::hash(&text).to_hex().to_string())
}

/// What stands in a file; empty when there is none.
pub(super) fn text(root: &Path, path: &Path) -> String {
    fs::read_to_string(root.join(path)).unwrap_or_default()
}

/// Files that were written, as they were and as they are.
pub(super) fn changes(root: &Path, paths: &[PathBuf], before: &[(PathBuf, String)]) -> Vec<FileChange> {
    let change = |path: &PathBuf| FileChange {
        path: path.display().to_string(),
        before: before.iter().find(|(known, _)| known == path).map(|(_, text)| text.clone()),
        after: text(root, path),
    };
    paths.iter().map(change).collect()
}

/// Makes a change that was looked at, and says what it was.
pub(super) fn carry_out(root: &Path, rewrite: Rewrite) -> Result<FileChange, WriteError> {
    rewrite.carry_out(root)?;
    Ok(FileChange { path: rewrite.path.display().to_string(), before: Some(rewrite.old), after: rewrite.new })
}

/// Whether a file is still as a decision left it.
pub(super) fn is_untouched(root: &Path, change: &FileChange) -> bool {
    text(root, Path::new(&change.path)) == change.after
}

/// Puts a file back as it was before a decision; a file that came with it goes with it.
pub(super) fn put_back(root: &Path, change: &FileChange) -> Result<(), WriteError> {
    let path = PathBuf::from(&change.path);
    match &change.before {
        Some(before) => Rewrite { path, old: change.after.clone(), new: before.clone() }.carry_out(root),
        None => Retired { path, text: change.after.clone() }.carry_out(root),
    }
}

/// The front matter and the blurb of an entry's file once more, with a change in it.
pub(super) fn edited(
    root: &Path,
    edition: &Slug,
    case: &Case,
    edit: impl FnOnce(&mut content::EntryFile),
) -> Result<Option<Rewrite>, WriteError> {
    match &case.file {
        Some(file) => content::edit_entry(root, edition, &file.slug, edit),
        None => Ok(None),
    }
}
