//! Carries a plan out: writes only bytes that changed, removes only what it wrote itself.
//!
//! * `check`: what is refused before anything is written
//! * `stage`: new files are laid ready, all of them, before the first one takes its place
//! * `manifest`: the list of what was written
//!
//! What was written is remembered in [`MANIFEST`]. Before the first change the old list and the new one are written
//! down together, and the new one alone when all is done: a build that is killed halfway leaves no file behind that
//! nobody knows of, and the next build finishes the work. A build that cannot go on (a full disk) has changed nothing.

#![expect(clippy::disallowed_methods, reason = "this is where the site is written")]

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use crate::render::Plan;

mod check;
mod error;
mod manifest;
mod stage;
#[cfg(test)]
mod tests;

pub use check::refuses;
use check::{allowed, in_the_way, no_folder_is_a_file, refuse_links};
pub use error::OutputError;
use error::refused;
pub use manifest::MANIFEST;
use manifest::{read_manifest, text_of};
use stage::{Stage, sweep};

/// What every temporary file and folder of this room begins with, and [`MANIFEST`] too.
const OURS: &str = ".blogkermis-";

/// What carrying out a plan did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that were the same already.
    pub unchanged: usize,
    /// Files of an earlier build that are gone now.
    pub removed: usize,
}

/// Makes `folder` what `plan` says. `dry_run` only counts. In a folder that an earlier build wrote, a file that somebody
/// else put at a planned path is replaced; one that stands where nothing is planned is left alone. See [`refuses`] for
/// folders that are none for output.
///
/// # Errors
/// When a path is not allowed, two paths exclude each other, the folder holds somebody else's site, or the system
/// refuses. Nothing is changed then, unless the system refuses a file that was laid ready to take its place.
pub fn carry_out(plan: &Plan, folder: &Path, dry_run: bool) -> Result<Written, OutputError> {
    for path in plan.files.keys() {
        allowed(path)?;
    }
    no_folder_is_a_file(plan)?;
    let manifest = read_manifest(folder)?;
    let is_ours = manifest.is_some();
    let old = manifest.unwrap_or_default();
    let new: BTreeSet<String> = plan.files.keys().cloned().collect();
    let changed: Vec<_> = plan.files.iter().filter(|(path, bytes)| !same(&folder.join(path), bytes)).collect();
    let gone: BTreeSet<&str> =
        old.difference(&new).map(String::as_str).filter(|path| folder.join(path).is_file()).collect();
    for path in &gone {
        // The list is a file on disk: somebody may have written anything into it.
        allowed(path)?;
        refuse_links(folder, path)?;
    }
    for (path, _) in &changed {
        refuse_links(folder, path)?;
        if !is_ours && fs::symlink_metadata(folder.join(path)).is_ok() {
            return Err(OutputError::Foreign { folder: folder.display().to_string(), file: (*path).clone() });
        }
        in_the_way(folder, path, &gone)?;
    }
    let written = Written { written: changed.len(), unchanged: plan.files.len() - changed.len(), removed: gone.len() };
    if dry_run {
        return Ok(written);
    }
    sweep(folder);
    if is_ours && changed.is_empty() && gone.is_empty() && old == new {
        return Ok(written);
    }
    make_folder(folder)?;
    let mut stage = Stage::new(folder)?;
    let all: BTreeSet<String> = old.union(&new).cloned().collect();
    let before = stage.lay(MANIFEST, text_of(&all).as_bytes())?;
    let ready = changed.iter().map(|(path, bytes)| stage.lay(path, bytes)).collect::<Result<Vec<_>, _>>()?;
    let after = stage.lay(MANIFEST, text_of(&new).as_bytes())?;

    before.put(folder)?;
    // First out of the way: a page `x/` may have taken the place of a file `x`.
    for path in gone {
        remove(folder, path)?;
    }
    for file in ready {
        file.put(folder)?;
    }
    after.put(folder)?;
    Ok(written)
}

/// Whether a file holds these bytes already. Links are not followed: what they point at is not ours.
fn same(path: &Path, bytes: &[u8]) -> bool {
    let length = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file).map(|meta| meta.len());
    length == Some(bytes.len() as u64) && fs::read(path).is_ok_and(|found| found == bytes)
}

fn make_folder(path: &Path) -> Result<(), OutputError> {
    fs::create_dir_all(path).map_err(|error| refused(path, error))
}

/// Removes a file of an earlier build, and the folders that it leaves empty.
fn remove(folder: &Path, path: &str) -> Result<(), OutputError> {
    let file = folder.join(path);
    match fs::remove_file(&file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(refused(&file, error)),
        _ => {}
    }
    let mut parent: PathBuf = file;
    while parent.pop() && parent != folder {
        // Not empty, then: somebody's file is in there, or another page.
        if fs::remove_dir(&parent).is_err() {
            break;
        }
    }
    Ok(())
}
