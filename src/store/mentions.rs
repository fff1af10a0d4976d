//! The webmentions that were sent, so that nobody is told the same twice, and everybody that a link has gone.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};
use url::Url;

use super::{
    Store, StoreError,
    database::{parsed, parsed_or_none},
};
use crate::model::Withdrawn;

/// A webmention as it was last tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentMention {
    /// Our page.
    pub source: Url,
    /// The page it links to, or linked to.
    pub target: Url,
    /// Of what our page said of it; `None`: that the link has gone.
    pub hash: Option<String>,
    /// What became of it.
    pub state: MentionState,
    /// Whether any of them ever arrived: then the target has to be told when the link goes.
    pub told: bool,
    /// Where it was sent.
    pub endpoint: Option<Url>,
    /// The status that came back.
    pub status: Option<u16>,
    /// Where what becomes of it can be seen.
    pub location: Option<Url>,
    /// When it was tried.
    pub at: Timestamp,
    /// Not to be tried again before this.
    pub not_before: Option<Timestamp>,
}

/// What became of a webmention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MentionState {
    /// It arrived.
    Accepted,
    /// The page takes none.
    NoEndpoint,
    /// It was refused, there or by our own guard, and would be again.
    Refused,
    /// It failed in a way that may pass.
    Waiting,
}

impl MentionState {
    const ALL: [Self; 4] = [Self::Accepted, Self::NoEndpoint, Self::Refused, Self::Waiting];

    /// As it stands in the database and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::NoEndpoint => "no-endpoint",
            Self::Refused => "refused",
            Self::Waiting => "waiting",
        }
    }
}

impl Store {
    /// The webmentions of a page of ours, by the page they went to.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mentions(&self, source: &Url) -> Result<Vec<SentMention>, StoreError> {
        self.read(|connection| {
            let mut rows = connection.prepare_cached(
                "SELECT source, target, hash, state, told, endpoint, status, location, at, not_before
                 FROM mentions WHERE source = ?1 ORDER BY target",
            )?;
            let found = rows.query_map([source.as_str()], mention)?;
            found.collect()
        })
    }

    /// Whether one of these posts was told of by a webmention that arrived.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn was_told(&self, posts: &Withdrawn) -> Result<bool, StoreError> {
        self.read(|connection| {
            let mut rows = connection.prepare_cached("SELECT DISTINCT target FROM mentions WHERE told")?;
            for target in rows.query_map([], |row| parsed::<Url>(row, 0))? {
                if posts.covers(Some(&target?), "") {
                    return Ok(true);
                }
            }
            Ok(false)
        })
    }

    /// Remembers a webmention in place of what was remembered of it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_mention(&self, mention: &SentMention) -> Result<(), StoreError> {
        self.write(|connection| {
            connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO mentions
                         (source, target, hash, state, told, endpoint, status, location, at, not_before)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                )?
                .execute(params![
                    mention.source.as_str(),
                    mention.target.as_str(),
                    mention.hash,
                    mention.state.name(),
                    mention.told,
                    mention.endpoint.as_ref().map(Url::as_str),
                    mention.status,
                    mention.location.as_ref().map(Url::as_str),
                    mention.at.to_string(),
                    mention.not_before.map(|at| at.to_string()),
                ])
                .map(drop)
        })
    }

    /// Forgets a webmention; its place is overwritten, for it may be of a post that was taken back.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn forget_mention(&self, source: &Url, target: &Url) -> Result<(), StoreError> {
        // Answers with the mode that is in force.
        self.read(|connection| connection.query_row("PRAGMA secure_delete = ON", (), |_| Ok(())))?;
        self.write(|connection| {
            connection
                .prepare_cached("DELETE FROM mentions WHERE source = ?1 AND target = ?2")?
                .execute([source.as_str(), target.as_str()])
                .map(drop)
        })
    }
}

/// The pages to which webmentions were tried and never arrived: nobody has to be told that the link has gone.
pub(super) fn never_told(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut targets = connection.prepare("SELECT DISTINCT target FROM mentions WHERE NOT told ORDER BY target")?;
    let targets = targets.query_map([], |row| row.get(0))?;
    targets.collect()
}

fn mention(row: &Row<'_>) -> rusqlite::Result<SentMention> {
    let state: String = row.get(3)?;
    Ok(SentMention {
        source: parsed(row, 0)?,
        target: parsed(row, 1)?,
        hash: row.get(2)?,
        // One in the words of another version is tried again.
        state: MentionState::ALL.into_iter().find(|known| known.name() == state).unwrap_or(MentionState::Waiting),
        told: row.get(4)?,
        endpoint: parsed_or_none(row, 5)?,
        status: row.get(6)?,
        location: parsed_or_none(row, 7)?,
        at: parsed(row, 8)?,
        not_before: parsed_or_none(row, 9)?,
    })
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{MentionState, SentMention, Store};

    fn mention(target: &str) -> SentMention {
        SentMention {
            source: Url::parse("https://kermis.example/leren/").unwrap(),
            target: Url::parse(target).unwrap(),
            hash: Some("1".into()),
            state: MentionState::Accepted,
            told: true,
            endpoint: Url::parse("https://a.example/wm?x=1").ok(),
            status: Some(201),
            location: Url::parse("https://a.example/wm/1").ok(),
            at: "2026-11-01T08:00:00Z".parse().unwrap(),
            not_before: None,
        }
    }

    #[test]
    fn the_last_word_about_a_target_is_remembered() {
        let store = Store::in_memory().unwrap();
        let (first, second) = (mention("https://a.example/1"), mention("https://a.example/2"));
        for kept in [&first, &second] {
            store.keep_mention(kept).unwrap();
        }
        let waiting = SentMention {
            hash: None,
            state: MentionState::Waiting,
            endpoint: None,
            status: None,
            location: None,
            not_before: "2026-11-02T08:00:00Z".parse().ok(),
            ..second
        };
        store.keep_mention(&waiting).unwrap();
        assert_eq!(store.mentions(&first.source).unwrap(), [first.clone(), waiting]);
        store.forget_mention(&first.source, &first.target).unwrap();
        assert_eq!(store.mentions(&first.source).unwrap().len(), 1);
        assert!(store.mentions(&first.target).unwrap().is_empty());
    }

    #[test]
    fn every_state_comes_back() {
        let store = Store::in_memory().unwrap();
        for state in MentionState::ALL {
            let kept = SentMention { state, ..mention("https://a.example/1") };
            store.keep_mention(&kept).unwrap();
            assert_eq!(store.mentions(&kept.source).unwrap(), [kept]);
        }
    }
}
