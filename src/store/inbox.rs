//! What people sent in: submissions, and everything that happened to them.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params, types::Type};
use serde::Serialize;
use url::Url;

use super::{Store, StoreError, database::parsed};
use crate::model::{Seen, Slug, Submission, SubmissionState, Tip, address};

/// What became of a tip that was put into the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    /// The submission's number.
    pub id: i64,
    /// Whether the address was not in the inbox before.
    pub is_new: bool,
}

/// Who moved a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mover {
    /// The program, by its rules.
    Machine,
    /// The host.
    Host,
}

impl Mover {
    fn name(self) -> &'static str {
        match self {
            Self::Machine => "machine",
            Self::Host => "host",
        }
    }
}

/// One step in the life of a submission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// Who took it.
    pub by: Mover,
    /// Where it led.
    pub to: SubmissionState,
    /// Why, for people; may be empty.
    pub why: String,
}

/// What a step was to be, and why it was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoStep {
    /// There is no such submission.
    #[error("there is no submission {0}")]
    Unknown(i64),
    /// It is not where it was: somebody moved it meanwhile, or the step is none.
    #[error("submission {id} is {}, and cannot become {}", .from.name(), .to.name())]
    Refused {
        /// Its number.
        id: i64,
        /// How far it is.
        from: SubmissionState,
        /// What it was to become.
        to: SubmissionState,
    },
}

const COLUMNS: &str = "id, edition, address, route, received, author, text, state, seen, approved, corrections";

impl Store {
    /// Puts a tip into the inbox. Two addresses of one page are one submission, however often and by whatever way they
    /// come in; what came with the first one stands.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn receive(&self, tip: &Tip, edition: &Slug, now: Timestamp) -> Result<Received, StoreError> {
        self.write(|connection| receive(connection, tip, edition, now))
    }

    /// The submissions of an edition, in the order they came in.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn submissions(&self, edition: &Slug) -> Result<Vec<Submission>, StoreError> {
        self.read(|connection| {
            let mut select = connection
                .prepare_cached(&format!("SELECT {COLUMNS} FROM submissions WHERE edition = ?1 ORDER BY id"))?;
            select.query_map([edition.as_str()], submission)?.collect()
        })
    }

    /// One submission.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn submission(&self, id: i64) -> Result<Option<Submission>, StoreError> {
        self.read(|connection| by_id(connection, id))
    }

    /// The number of the submission of a page, by any of its addresses.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn submission_of(&self, edition: &Slug, page: &Url) -> Result<Option<i64>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT id FROM submissions WHERE edition = ?1 AND key = ?2")?
                .query_row(params![edition.as_str(), address::key(page)], |row| row.get(0))
                .optional()
        })
    }

    /// Everything that happened to a submission, in order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn steps(&self, id: i64) -> Result<Vec<Step>, StoreError> {
        self.read(|connection| {
            let mut select =
                connection.prepare_cached("SELECT at, by, state, why FROM steps WHERE submission = ?1 ORDER BY id")?;
            let steps = select.query_map([id], |row| {
                let by: String = row.get(1)?;
                let by = if by == Mover::Host.name() { Mover::Host } else { Mover::Machine };
                Ok(Step { at: parsed(row, 0)?, by, to: from_json(row, 2)?, why: row.get(3)? })
            })?;
            steps.collect()
        })
    }

    /// Takes one step after the other with a submission, all or none. `seen` replaces what was seen of it before,
    /// `approved` is the hash of the text that the host or the machine says yes to.
    ///
    /// # Errors
    /// When the database cannot be written. The inner error says that a step is not allowed from where the submission
    /// is now; then nothing has changed.
    pub fn move_on(
        &self,
        id: i64,
        steps: &[Step],
        seen: Option<&Seen>,
        approved: Option<&str>,
    ) -> Result<Result<SubmissionState, NoStep>, StoreError> {
        self.write(|connection| {
            let Some(submission) = by_id(connection, id)? else { return Ok(Err(NoStep::Unknown(id))) };
            let mut state = submission.state;
            for step in steps {
                if !state.may_become(step.to) {
                    return Ok(Err(NoStep::Refused { id, from: state, to: step.to }));
                }
                state = step.to;
            }
            if let Some(seen) = seen {
                connection
                    .prepare_cached("UPDATE submissions SET seen = ?2 WHERE id = ?1")?
                    .execute(params![id, json(seen)?])?;
            }
            if let Some(hash) = approved {
                connection
                    .prepare_cached("UPDATE submissions SET approved = ?2 WHERE id = ?1")?
                    .execute(params![id, hash])?;
            }
            connection
                .prepare_cached("UPDATE submissions SET state = ?2 WHERE id = ?1")?
                .execute(params![id, json(&state)?])?;
            for step in steps {
                remember(connection, id, step)?;
            }
            Ok(Ok(state))
        })
    }
}

/// [`Store::receive`] as a part of a larger change.
pub(super) fn receive(
    connection: &Connection,
    tip: &Tip,
    edition: &Slug,
    now: Timestamp,
) -> rusqlite::Result<Received> {
    if let Some(id) = known(connection, &tip.address, edition)? {
        return Ok(Received { id, is_new: false });
    }
    connection
        .prepare_cached(
            "INSERT INTO submissions (edition, key, address, route, received, author, text, state)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            edition.as_str(),
            address::key(&tip.address),
            tip.address.as_str(),
            json(&tip.route)?,
            now.to_string(),
            tip.author,
            tip.text,
            json(&SubmissionState::Tip)?,
        ])?;
    let id = connection.last_insert_rowid();
    remember(
        connection,
        id,
        &Step { at: now, by: Mover::Machine, to: SubmissionState::Tip, why: tip.route.name().to_owned() },
    )?;
    Ok(Received { id, is_new: true })
}

/// The submission of an address, if there is one.
pub(super) fn known(connection: &Connection, address: &Url, edition: &Slug) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT id FROM submissions WHERE edition = ?1 AND key = ?2")?
        .query_row(params![edition.as_str(), address::key(address)], |row| row.get(0))
        .optional()
}

fn by_id(connection: &Connection, id: i64) -> rusqlite::Result<Option<Submission>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM submissions WHERE id = ?1"))?
        .query_row([id], submission)
        .optional()
}

fn remember(connection: &Connection, id: i64, step: &Step) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO steps (submission, at, by, state, why) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![id, step.at.to_string(), step.by.name(), json(&step.to)?, step.why])
        .map(drop)
}

fn submission(row: &Row<'_>) -> rusqlite::Result<Submission> {
    let (seen, corrections): (Option<String>, Option<String>) = (row.get(8)?, row.get(10)?);
    Ok(Submission {
        id: row.get(0)?,
        edition: slug(row, 1)?,
        address: parsed(row, 2)?,
        route: from_json(row, 3)?,
        received: parsed(row, 4)?,
        author: row.get(5)?,
        text: row.get(6)?,
        state: from_json(row, 7)?,
        // What was seen in the shape of another version is looked at again.
        seen: seen.and_then(|json| serde_json::from_str(&json).ok()),
        approved: row.get(9)?,
        corrections: corrections.and_then(|json| serde_json::from_str(&json).ok()),
    })
}

pub(super) fn slug(row: &Row<'_>, column: usize) -> rusqlite::Result<Slug> {
    let text: String = row.get(column)?;
    Slug::new(&text).map_err(|error| unreadable(column, error))
}

pub(super) fn json(value: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

pub(super) fn from_json<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| unreadable(column, error))
}

fn unreadable(column: usize, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use url::Url;

    use super::{Mover, NoStep, Step, Store};
    use crate::model::{
        Route, Slug,
        SubmissionState::{self, Accepted, Checked, Fetched, Queued, Tip as NewTip},
        Tip,
    };

    fn at(time: &str) -> Timestamp {
        time.parse().unwrap()
    }

    fn tip(address: &str) -> Tip {
        Tip { address: Url::parse(address).unwrap(), route: Route::Mail, author: None, text: None }
    }

    fn step(to: SubmissionState) -> Step {
        Step { at: at("2026-11-02T08:00:00Z"), by: Mover::Machine, to, why: String::new() }
    }

    #[test]
    fn one_page_is_one_submission() {
        let store = Store::in_memory().unwrap();
        let (leren, later) = (Slug::new("leren").unwrap(), Slug::new("later").unwrap());
        let now = at("2026-11-01T08:00:00Z");
        let first = store.receive(&tip("https://a.example/post/"), &leren, now).unwrap();
        let again = store.receive(&tip("http://www.a.example/post?utm_source=mail"), &leren, now).unwrap();
        assert!(first.is_new && !again.is_new && first.id == again.id);
        assert!(store.receive(&tip("https://a.example/post/"), &later, now).unwrap().is_new);
        assert_eq!(store.submissions(&leren).unwrap().len(), 1);
    }

    #[test]
    fn steps_are_taken_together_or_not_at_all() {
        let store = Store::in_memory().unwrap();
        let edition = Slug::new("leren").unwrap();
        let id = store
            .receive(&tip("https://a.example/'); DROP TABLE steps; --"), &edition, at("2026-11-01T08:00:00Z"))
            .unwrap()
            .id;
        let refused = store.move_on(id, &[step(Fetched), step(Accepted)], None, None).unwrap();
        assert_eq!(refused, Err(NoStep::Refused { id, from: Fetched, to: Accepted }));
        assert_eq!(store.submission(id).unwrap().unwrap().state, NewTip);
        assert_eq!(store.steps(id).unwrap().len(), 1);
        let steps = [step(Fetched), step(Checked), step(Queued)];
        assert_eq!(store.move_on(id, &steps, None, Some("abc")).unwrap(), Ok(Queued));
        let submission = store.submission(id).unwrap().unwrap();
        assert_eq!((submission.state, submission.approved.as_deref()), (Queued, Some("abc")));
        assert_eq!(
            store.steps(id).unwrap().iter().map(|s| s.to).collect::<Vec<_>>(),
            [NewTip, Fetched, Checked, Queued]
        );
        assert_eq!(store.move_on(7, &[step(Fetched)], None, None).unwrap(), Err(NoStep::Unknown(7)));
    }
}
