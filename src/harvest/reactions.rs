//! `harvest/reactions/<edition>.json`: the reactions that a host lets be shown, as the build reads them. They are kept with
//! the records, so that a site can be built where the inbox is not.

#![expect(clippy::disallowed_methods, reason = "the records' edge to the disk")]

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use super::records::{HarvestError, write_atomically};
use crate::model::{Reaction, ReactionsRecord, Slug, Withdrawn};

/// The format of the files this program writes.
const VERSION: u32 = 1;

/// Where those of an edition stand.
#[must_use]
pub fn path_of(root: &Path, edition: &Slug) -> PathBuf {
    root.join("harvest").join("reactions").join(format!("{edition}.json"))
}

/// Reads those of these editions, in the order in which they are shown; an edition without any is left out.
///
/// # Errors
/// When a file is there but cannot be read.
pub fn load<'a>(
    root: &Path,
    editions: impl Iterator<Item = &'a Slug>,
) -> Result<BTreeMap<Slug, Vec<Reaction>>, HarvestError> {
    let mut all = BTreeMap::new();
    for edition in editions {
        let path = path_of(root, edition);
        let json = match fs::read(&path) {
            Ok(json) => json,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(source) => return Err(HarvestError::Io { path, source }),
        };
        let unreadable = |message| HarvestError::Reactions { path: path.clone(), message };
        let record: ReactionsRecord = serde_json::from_slice(&json).map_err(|error| unreadable(error.to_string()))?;
        if record.version != VERSION {
            return Err(unreadable(format!("its version is {}, this program writes {VERSION}", record.version)));
        }
        let mut reactions = record.reactions;
        reactions.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        if !reactions.is_empty() {
            all.insert(edition.clone(), reactions);
        }
    }
    Ok(all)
}

/// Writes those of an edition, in their order, if that changes anything: whole or not at all; without any, the file goes.
/// Returns whether something changed; `dry_run` only compares.
///
/// # Errors
/// When the system refuses.
pub fn save(root: &Path, edition: &Slug, mut reactions: Vec<Reaction>, dry_run: bool) -> Result<bool, HarvestError> {
    let path = path_of(root, edition);
    let io = |source| HarvestError::Io { path: path.clone(), source };
    if reactions.is_empty() {
        let is_there = path.exists();
        if is_there && !dry_run {
            fs::remove_file(&path).map_err(io)?;
        }
        return Ok(is_there);
    }
    reactions.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    let record = ReactionsRecord { version: VERSION, edition: edition.clone(), reactions };
    let mut json = serde_json::to_vec_pretty(&record)
        .map_err(|error| HarvestError::Reactions { path: path.clone(), message: error.to_string() })?;
    json.push(b'\n');
    if fs::read(&path).is_ok_and(|old| old == json) {
        return Ok(false);
    }
    if !dry_run {
        write_atomically(&path, &json).map_err(io)?;
    }
    Ok(true)
}

/// Takes out those of withdrawn posts. Returns the editions whose file changed.
///
/// # Errors
/// When a file cannot be read or written.
pub fn forget<'a>(
    root: &Path,
    editions: impl Iterator<Item = &'a Slug>,
    withdrawn: &Withdrawn,
) -> Result<Vec<Slug>, HarvestError> {
    let mut changed = Vec::new();
    for (edition, mut reactions) in load(root, editions)? {
        let before = reactions.len();
        reactions.retain(|reaction| !withdrawn.covers(Some(&reaction.url), ""));
        if reactions.len() < before {
            save(root, &edition, reactions, false)?;
            changed.push(edition);
        }
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::{load, path_of, save};
    use crate::model::{Reaction, ReactionKind, Slug};

    fn reaction(url: &str, received: &str) -> Reaction {
        Reaction {
            url: url.parse().unwrap(),
            kind: ReactionKind::Reply,
            author: None,
            title: None,
            published: None,
            received: received.parse().unwrap(),
            language: None,
            excerpt: "Mooi.".into(),
        }
    }

    #[test]
    fn they_come_back_in_their_order_and_go_with_the_last_one() {
        let root = TempDir::new().unwrap();
        let edition = Slug::new("leren").unwrap();
        let two = [
            reaction("https://b.example/", "2026-11-02T08:00:00Z"),
            reaction("https://a.example/", "2026-11-01T08:00:00Z"),
        ];
        assert!(save(root.path(), &edition, two.to_vec(), true).unwrap());
        assert!(!path_of(root.path(), &edition).exists(), "a dry run only compares");
        assert!(save(root.path(), &edition, two.to_vec(), false).unwrap());
        assert!(!save(root.path(), &edition, two.to_vec(), false).unwrap(), "the same again is no change");
        let other = Slug::new("later").unwrap();
        let all = load(root.path(), [&other, &edition].into_iter()).unwrap();
        assert_eq!(all[&edition], [two[1].clone(), two[0].clone()]);
        assert_eq!(all.len(), 1);
        assert!(save(root.path(), &edition, Vec::new(), false).unwrap());
        assert!(!save(root.path(), &edition, Vec::new(), false).unwrap());
        assert!(!path_of(root.path(), &edition).exists());
    }

    #[test]
    fn a_file_of_another_format_is_not_guessed_at() {
        let root = TempDir::new().unwrap();
        let edition = Slug::new("leren").unwrap();
        save(root.path(), &edition, vec![reaction("https://a.example/", "2026-11-01T08:00:00Z")], false).unwrap();
        let path = path_of(root.path(), &edition);
        let newer = fs::read_to_string(&path).unwrap().replace("\"version\": 1", "\"version\": 2");
        fs::write(&path, newer).unwrap();
        let error = load(root.path(), std::iter::once(&edition)).unwrap_err();
        assert!(error.to_string().contains("its version is 2"), "{error}");
        assert!(error.help().unwrap().contains("blogkermis mentions"));
    }
}
