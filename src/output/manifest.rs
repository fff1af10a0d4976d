//! The list of what the program wrote, one path a line.

use std::{collections::BTreeSet, fs, io, path::Path};

use super::{OutputError, refused};

/// Where the list stands, inside the output folder. It is no page and no part of the site.
pub const MANIFEST: &str = ".blogkermis-manifest";

/// The files an earlier build wrote; `None` when there was none.
pub(super) fn read_manifest(folder: &Path) -> Result<Option<BTreeSet<String>>, OutputError> {
    let path = folder.join(MANIFEST);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Some(text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(refused(&path, error)),
    }
}

pub(super) fn text_of(paths: &BTreeSet<String>) -> String {
    paths.iter().flat_map(|path| [path.as_str(), "\n"]).collect()
}
