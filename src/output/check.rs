//! What is refused before anything is written.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Component, Path, PathBuf},
};

use walkdir::WalkDir;

use super::{OURS, OutputError, refused};
use crate::render::Plan;

/// What a site is made of, and what the program keeps beside it.
const SOURCES: [&str; 5] = ["content", "harvest", "templates", "static", ".blogkermis"];

/// Refuses an output folder that is the site's own folder, or in one that the site is made of. Links are followed; the
/// folder need not be there yet.
///
/// # Errors
/// [`OutputError::Source`] when it is such a folder.
pub fn refuses(root: &Path, folder: &Path) -> Result<(), OutputError> {
    let (root, output) = (real(root), real(folder));
    let sources = SOURCES.iter().map(|name| root.join(name)).flat_map(|source| [real(&source), source]);
    let source =
        if output == root { Some(root) } else { sources.into_iter().find(|source| output.starts_with(source)) };
    source.map_or(Ok(()), |source| {
        Err(OutputError::Source { folder: folder.display().to_string(), source_folder: source.display().to_string() })
    })
}

/// The path with links followed as far as it is there, and `..` worked out beyond.
fn real(path: &Path) -> PathBuf {
    let mut found = std::path::absolute(".").unwrap_or_default();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                found.pop();
            }
            part => {
                found.push(part);
                if let Ok(real) = found.canonicalize() {
                    found = real;
                }
            }
        }
    }
    found.canonicalize().unwrap_or(found)
}

/// Whether a path stays inside the folder on every system: parts between `/`, none of them empty, `.` or `..`, nothing
/// a system reads as another separator or a drive. What begins as our own files do is reserved.
pub(super) fn allowed(path: &str) -> Result<(), OutputError> {
    let outside = path.contains(|c: char| matches!(c, '\\' | ':') || c.is_control())
        || path.starts_with(OURS)
        || path.split('/').any(|part| matches!(part, "" | "." | ".."));
    if outside { Err(OutputError::Outside(path.to_owned())) } else { Ok(()) }
}

/// The folders a path stands in: `a` and `a/b` for `a/b/c`.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at))
}

/// No path may be a file and another path's folder.
pub(super) fn no_folder_is_a_file(plan: &Plan) -> Result<(), OutputError> {
    for page in plan.files.keys() {
        if let Some(file) = folders(page).find(|folder| plan.files.contains_key(*folder)) {
            return Err(OutputError::Clash { file: file.to_owned(), page: page.clone() });
        }
    }
    Ok(())
}

/// A folder inside the output that is a link to elsewhere would take the write outside.
pub(super) fn refuse_links(folder: &Path, path: &str) -> Result<(), OutputError> {
    let link = folders(path).map(|inside| folder.join(inside)).find(|inside| inside.is_symlink());
    link.map_or(Ok(()), |link| Err(OutputError::Outside(link.display().to_string())))
}

/// A file cannot take the place of a folder that stays, nor stand in a file that stays. A name the system does not take
/// is found out here too.
pub(super) fn in_the_way(folder: &Path, path: &str, gone: &BTreeSet<&str>) -> Result<(), OutputError> {
    let error = |file: &str| OutputError::InTheWay { file: file.to_owned(), page: path.to_owned() };
    for inside in folders(path) {
        let stays = fs::symlink_metadata(folder.join(inside)).is_ok_and(|meta| !meta.is_dir());
        if stays && !gone.contains(inside) {
            return Err(error(inside));
        }
    }
    let target = folder.join(path);
    match fs::symlink_metadata(&target) {
        Ok(meta) if meta.is_dir() => {
            let files = WalkDir::new(&target).into_iter().flatten().filter(|entry| !entry.file_type().is_dir());
            let mut names = files.filter_map(|entry| Some(slashed(entry.path().strip_prefix(folder).ok()?)));
            // An empty folder is no file of ours either, and would stay.
            let mut any = false;
            let stays = names.find(|name| {
                any = true;
                !gone.contains(name.as_str())
            });
            match stays {
                Some(file) => Err(error(&file)),
                None if any => Ok(()),
                None => Err(error(path)),
            }
        }
        Err(source) if !matches!(source.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Err(refused(&target, source))
        }
        _ => Ok(()),
    }
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
