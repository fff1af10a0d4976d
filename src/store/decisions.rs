//! What the host did at the desk, and how things were before: every decision can be looked up, and taken back.

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Row, params};
use serde::{Deserialize, Serialize};
use url::Url;

use super::{
    Store, StoreError,
    database::{parsed, parsed_or_none},
    inbox::{from_json, json, slug},
};
use crate::model::{Seen, Slug, SubmissionState};

/// A file before and after a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileChange {
    /// The file, relative to the site.
    pub path: String,
    /// What stood in it; `None`: it was not there.
    pub before: Option<String>,
    /// What stood in it then.
    pub after: String,
}

/// How things were before a decision.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Back {
    /// The submission's state; `None` where it did not move.
    pub state: Option<SubmissionState>,
    /// What was known of it, where that changed.
    pub seen: Option<Seen>,
    /// The hash of the text that was accepted before.
    pub approved: Option<String>,
    /// The files, in the order they were written.
    pub files: Vec<FileChange>,
}

/// A letter to whoever sent something in. The program sends none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// Its text.
    pub body: String,
}

/// A decision of the host's.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// For which edition.
    pub edition: Slug,
    /// What it is about, as the desk's addresses name it.
    pub item: String,
    /// The post.
    pub url: Url,
    /// The submission, where it is one.
    pub submission: Option<i64>,
    /// When.
    pub at: Timestamp,
    /// What was done, by its stable name.
    pub what: String,
    /// For people; may be empty.
    pub note: String,
    /// What its author can be told.
    pub letter: Option<Letter>,
    /// How things were.
    pub back: Back,
    /// When it was taken back.
    pub undone: Option<Timestamp>,
}

const COLUMNS: &str = "id, edition, item, url, submission, at, what, note, letter, back, undone";

impl Store {
    /// Puts down a decision, and gives its number.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_decision(&self, decision: &Decision) -> Result<i64, StoreError> {
        self.write(|connection| {
            connection
                .prepare_cached(
                    "INSERT INTO decisions (edition, item, url, submission, at, what, note, letter, back)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                )?
                .execute(params![
                    decision.edition.as_str(),
                    decision.item,
                    decision.url.as_str(),
                    decision.submission,
                    decision.at.to_string(),
                    decision.what,
                    decision.note,
                    decision.letter.as_ref().map(json).transpose()?,
                    json(&decision.back)?,
                ])?;
            Ok(connection.last_insert_rowid())
        })
    }

    /// The decisions of an edition with their numbers, the latest first; those about one thing, or all.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn decisions(&self, edition: &Slug, item: Option<&str>) -> Result<Vec<(i64, Decision)>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM decisions WHERE edition = ?1 AND (?2 IS NULL OR item = ?2) ORDER BY id DESC"
            ))?;
            select.query_map(params![edition.as_str(), item], decision)?.collect()
        })
    }

    /// A decision, by its number.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn decision(&self, id: i64) -> Result<Option<Decision>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached(&format!("SELECT {COLUMNS} FROM decisions WHERE id = ?1"))?
                .query_row([id], |row| Ok(decision(row)?.1))
                .optional()
        })
    }

    /// Puts down that a decision was taken back.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn undo_decision(&self, id: i64, now: Timestamp) -> Result<(), StoreError> {
        self.write(|connection| {
            connection
                .prepare_cached("UPDATE decisions SET undone = ?2 WHERE id = ?1")?
                .execute(params![id, now.to_string()])
                .map(drop)
        })
    }
}

fn decision(row: &Row<'_>) -> rusqlite::Result<(i64, Decision)> {
    let letter: Option<String> = row.get(8)?;
    let decision = Decision {
        edition: slug(row, 1)?,
        item: row.get(2)?,
        url: parsed(row, 3)?,
        submission: row.get(4)?,
        at: parsed(row, 5)?,
        what: row.get(6)?,
        note: row.get(7)?,
        letter: letter.and_then(|json| serde_json::from_str(&json).ok()),
        back: from_json(row, 9)?,
        undone: parsed_or_none(row, 10)?,
    };
    Ok((row.get(0)?, decision))
}

#[cfg(test)]
mod tests {
    use super::{Back, Decision, FileChange, Store};
    use crate::model::{Slug, SubmissionState};

    #[test]
    fn a_decision_comes_back_as_it_was_and_remembers_that_it_was_undone() {
        let store = Store::in_memory().unwrap();
        let edition = Slug::new("leren").unwrap();
        let decision = Decision {
            edition: edition.clone(),
            item: "abc".into(),
            url: "https://a.example/'); DROP TABLE decisions; --".parse().unwrap(),
            submission: Some(3),
            at: "2026-11-20T12:00:00Z".parse().unwrap(),
            what: "accept".into(),
            note: String::new(),
            letter: None,
            back: Back {
                state: Some(SubmissionState::Queued),
                files: vec![FileChange { path: "content/a.md".into(), before: None, after: "x".into() }],
                ..Back::default()
            },
            undone: None,
        };
        let id = store.keep_decision(&decision).unwrap();
        assert_eq!(store.decisions(&edition, Some("abc")).unwrap(), [(id, decision.clone())]);
        assert!(store.decisions(&edition, Some("abd")).unwrap().is_empty());
        let later = "2026-11-20T12:01:00Z".parse().unwrap();
        store.undo_decision(id, later).unwrap();
        assert_eq!(store.decision(id).unwrap(), Some(Decision { undone: Some(later), ..decision }));
        assert_eq!(store.decision(id + 1).unwrap(), None);
    }
}
