//! The webmentions that others sent: what is to be looked at, what was found, and whether the host lets it be shown.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use url::Url;

use super::{
    Store, StoreError,
    database::{parsed, parsed_or_none},
};
use crate::model::{Became, Verified, Withdrawn, address};

/// What the last look at the page found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReceivedState {
    /// Nobody has looked yet.
    Unseen,
    /// It links to ours.
    Verified,
    /// It does not.
    NoLink,
    /// It is no more.
    Gone,
    /// It could not be looked at, and is not tried again.
    Failed,
}

impl ReceivedState {
    const ALL: [Self; 5] = [Self::Unseen, Self::Verified, Self::NoLink, Self::Gone, Self::Failed];

    /// As it stands in the database and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unseen => "unseen",
            Self::Verified => "verified",
            Self::NoLink => "no-link",
            Self::Gone => "gone",
            Self::Failed => "failed",
        }
    }
}

/// What the host says of a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moderation {
    /// Nothing yet: it is not shown.
    Waiting,
    /// Readers may see it.
    Shown,
    /// They may not.
    Hidden,
}

impl Moderation {
    const ALL: [Self; 3] = [Self::Waiting, Self::Shown, Self::Hidden];

    /// As it stands in the database and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Shown => "shown",
            Self::Hidden => "hidden",
        }
    }
}

/// A webmention that somebody sent.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct ReceivedMention {
    /// Its number.
    pub id: i64,
    /// Their page, without a fragment.
    pub source: Url,
    /// Ours, as they named it the last time.
    pub target: Url,
    /// What names it to whoever sent it.
    #[serde(skip)]
    pub ticket: String,
    /// When it came in.
    pub first: Timestamp,
    /// When it did the last time.
    pub asked: Timestamp,
    /// When their page is to be looked at; `None`: it was.
    pub due: Option<Timestamp>,
    /// Looks that failed in a row.
    pub tries: u32,
    /// Why the last of them did.
    pub why: Option<String>,
    /// What the last look found.
    pub state: ReceivedState,
    /// When that was.
    pub checked: Option<Timestamp>,
    /// What the page says.
    pub verified: Option<Verified>,
    /// What that is to us.
    pub became: Option<Became>,
    /// What the host says.
    pub moderation: Moderation,
    /// Two addresses of one page share it; `None` before it was verified.
    #[serde(skip)]
    pub key: Option<String>,
}

/// How often somebody may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// For the same pair of pages, at the earliest after so long.
    pub pause: SignedDuration,
    /// For all pairs together, so often an hour.
    pub per_hour: u32,
}

impl Patience {
    /// For a file that the host hands in.
    pub const NONE: Self = Self { pause: SignedDuration::ZERO, per_hour: u32::MAX };
}

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// It is kept, and will be looked at.
    Taken {
        /// Its number.
        id: i64,
        /// What names it to whoever sent it.
        ticket: String,
        /// Whether the pair was not known before.
        is_new: bool,
    },
    /// The same pair came in, and was looked at, a moment ago.
    TooSoon {
        /// It may come again after so many seconds.
        seconds: i64,
    },
    /// Too many came in within the hour.
    TooMany,
}

/// What a look at a page brought.
#[derive(Clone, Debug, PartialEq)]
pub enum Looked {
    /// It links.
    Verified {
        /// What it says.
        verified: Box<Verified>,
        /// What that is to us.
        became: Became,
        /// The address that it is known by.
        known_by: Url,
    },
    /// It does not.
    NoLink,
    /// It is no more.
    Gone,
    /// It could not be looked at; what was found before stays.
    Failed {
        /// Why.
        why: String,
        /// When to try again; `None`: never.
        again: Option<Timestamp>,
    },
}

/// What is to be looked at: a mention as it stood when it was taken up.
pub type Due = ReceivedMention;

const COLUMNS: &str = "id, source, target, ticket, first, asked, due, tries, why, state, checked, verified, became, \
                       moderation, key";

/// What came to nothing is kept for so long, so that whoever sent it can see why.
const MEMORY: SignedDuration = SignedDuration::from_hours(30 * 24);

impl Store {
    /// Keeps a request. One pair of pages is one mention, however often it is sent: a further request has its page looked
    /// at again. `target` may have a fragment, which is kept and makes no difference.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn ask(&self, source: &Url, target: &Url, patience: Patience, now: Timestamp) -> Result<Asked, StoreError> {
        let mut page = target.clone();
        page.set_fragment(None);
        let seconds = now.as_second();
        self.write(|connection| {
            let known = connection
                .prepare_cached("SELECT id, ticket, asked, due FROM received WHERE source = ?1 AND page = ?2")?
                .query_row([source.as_str(), page.as_str()], |row| {
                    let due: Option<i64> = row.get(3)?;
                    Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?, due))
                })
                .optional()?;
            if let Some((id, ticket, asked, due)) = known {
                // Who is looked at already, or will be in a moment, needs not be put down once more.
                let waits = due.is_some_and(|due| due <= seconds);
                let left = asked.saturating_add(patience.pause.as_secs()) - seconds;
                if !waits && left > 0 {
                    return Ok(Asked::TooSoon { seconds: left });
                }
                connection
                    .prepare_cached("UPDATE received SET target = ?2, asked = ?3, due = ?3, tries = 0 WHERE id = ?1")?
                    .execute(params![id, target.as_str(), seconds])?;
                return Ok(Asked::Taken { id, ticket, is_new: false });
            }
            let hour = seconds - 3600;
            let recent: u32 = connection
                .prepare_cached("SELECT count(*) FROM received WHERE asked > ?1")?
                .query_row([hour], |row| row.get(0))?;
            if recent >= patience.per_hour {
                return Ok(Asked::TooMany);
            }
            connection
                .prepare_cached(
                    "INSERT INTO received (source, page, target, ticket, first, asked, due, state, moderation)
                     VALUES (?1, ?2, ?3, lower(hex(randomblob(16))), ?4, ?5, ?5, ?6, ?7)",
                )?
                .execute(params![
                    source.as_str(),
                    page.as_str(),
                    target.as_str(),
                    now.to_string(),
                    seconds,
                    ReceivedState::Unseen.name(),
                    Moderation::Waiting.name(),
                ])?;
            let id = connection.last_insert_rowid();
            let ticket = connection
                .prepare_cached("SELECT ticket FROM received WHERE id = ?1")?
                .query_row([id], |row| row.get(0))?;
            Ok(Asked::Taken { id, ticket, is_new: true })
        })
    }

    /// The mentions whose pages are to be looked at by now, those that wait longest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mentions_due(&self, now: Timestamp, most: usize) -> Result<Vec<Due>, StoreError> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.read(|connection| {
            let mut select = connection
                .prepare_cached(&format!("SELECT {COLUMNS} FROM received WHERE due <= ?1 ORDER BY due, id LIMIT ?2"))?;
            select.query_map([now.as_second(), most], mention)?.collect()
        })
    }

    /// When the next page is to be looked at; `None`: there is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn next_mention_due(&self) -> Result<Option<Timestamp>, StoreError> {
        self.read(|connection| {
            let due: Option<i64> = connection.query_row("SELECT min(due) FROM received", (), |row| row.get(0))?;
            Ok(due.and_then(|due| Timestamp::from_second(due).ok()))
        })
    }

    /// Puts down what a look brought. What the host let be shown waits for the host again when it has changed. Was the
    /// mention sent once more meanwhile, it stays due. Returns the mention as it is now; `None` when it was forgotten.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn looked(&self, due: &Due, looked: &Looked, now: Timestamp) -> Result<Option<ReceivedMention>, StoreError> {
        self.write(|connection| {
            let Some(before) = by_id(connection, due.id)? else { return Ok(None) };
            let is_current = before.asked == due.asked && before.due == due.due;
            let later = if is_current { None } else { before.due.map(Timestamp::as_second) };
            match looked {
                Looked::Verified { verified, became, known_by } => {
                    let is_same = before.verified.as_ref() == Some(&**verified) && before.became == Some(*became);
                    let moderation = match before.moderation {
                        Moderation::Shown if !is_same => Moderation::Waiting,
                        other => other,
                    };
                    let json = serde_json::to_string(&**verified)
                        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
                    connection
                        .prepare_cached(
                            "UPDATE received SET due = ?2, tries = 0, why = NULL, state = ?3, checked = ?4, key = ?5,
                                 verified = ?6, became = ?7, moderation = ?8
                             WHERE id = ?1",
                        )?
                        .execute(params![
                            due.id,
                            later,
                            ReceivedState::Verified.name(),
                            now.to_string(),
                            address::key(known_by),
                            json,
                            became.name(),
                            moderation.name(),
                        ])?;
                }
                Looked::NoLink | Looked::Gone => {
                    let state = if *looked == Looked::Gone { ReceivedState::Gone } else { ReceivedState::NoLink };
                    // What it said is its author’s to take back.
                    connection
                        .prepare_cached(
                            "UPDATE received SET due = ?2, tries = 0, why = NULL, state = ?3, checked = ?4,
                                 verified = NULL
                             WHERE id = ?1",
                        )?
                        .execute(params![due.id, later, state.name(), now.to_string()])?;
                }
                Looked::Failed { why, again } => {
                    let again = later.or(again.map(Timestamp::as_second));
                    let state = match before.state {
                        ReceivedState::Unseen if again.is_none() => ReceivedState::Failed,
                        other => other,
                    };
                    connection
                        .prepare_cached(
                            "UPDATE received SET due = ?2, tries = tries + 1, why = ?3, state = ?4, checked = ?5
                             WHERE id = ?1",
                        )?
                        .execute(params![due.id, again, why, state.name(), now.to_string()])?;
                }
            }
            by_id(connection, due.id)
        })
    }

    /// All mentions, in the order they came in.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn received_mentions(&self) -> Result<Vec<ReceivedMention>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM received ORDER BY id"))?;
            select.query_map((), mention)?.collect()
        })
    }

    /// One mention, by its number.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn received_mention(&self, id: i64) -> Result<Option<ReceivedMention>, StoreError> {
        self.read(|connection| by_id(connection, id))
    }

    /// One mention, by what names it to whoever sent it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mention_of_ticket(&self, ticket: &str) -> Result<Option<ReceivedMention>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached(&format!("SELECT {COLUMNS} FROM received WHERE ticket = ?1"))?
                .query_row([ticket], mention)
                .optional()
        })
    }

    /// Puts down what the host says of a mention. Says whether there is one.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn moderate(&self, id: i64, moderation: Moderation) -> Result<bool, StoreError> {
        self.write(|connection| {
            let changed = connection
                .prepare_cached("UPDATE received SET moderation = ?2 WHERE id = ?1")?
                .execute(params![id, moderation.name()])?;
            Ok(changed > 0)
        })
    }

    /// Has the pages of these mentions looked at again. Says how many there are.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn look_again(&self, ids: &[i64], now: Timestamp) -> Result<usize, StoreError> {
        self.write(|connection| {
            let mut update = connection.prepare_cached("UPDATE received SET due = ?2, tries = 0 WHERE id = ?1")?;
            ids.iter().map(|id| update.execute(params![id, now.as_second()])).sum()
        })
    }

    /// Forgets the mentions that came to nothing a month ago. Says how many.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn tidy_mentions(&self, now: Timestamp) -> Result<usize, StoreError> {
        let before = now.checked_sub(MEMORY).map_or(i64::MIN, Timestamp::as_second);
        self.write(|connection| {
            connection.execute(
                "DELETE FROM received WHERE due IS NULL AND asked < ?1 AND state IN (?2, ?3, ?4)",
                params![before, ReceivedState::Failed.name(), ReceivedState::NoLink.name(), ReceivedState::Gone.name()],
            )
        })
    }
}

/// What may be shown or moderated, each page once: of several addresses of one page, the one that the host has decided
/// about, or else the first.
#[must_use]
pub fn distinct(mentions: Vec<ReceivedMention>) -> Vec<ReceivedMention> {
    let rank = |mention: &ReceivedMention| match mention.moderation {
        Moderation::Hidden => 0,
        Moderation::Shown => 1,
        Moderation::Waiting => 2,
    };
    let place = |mention: &ReceivedMention| {
        let mut page = mention.target.clone();
        page.set_fragment(None);
        (mention.key.clone(), page)
    };
    let mut sorted = mentions;
    sorted.retain(|mention| mention.state == ReceivedState::Verified);
    sorted.sort_by_key(|mention| (rank(mention), mention.id));
    let mut seen = std::collections::HashSet::new();
    sorted.retain(|mention| seen.insert(place(mention)));
    sorted.sort_by_key(|mention| mention.id);
    sorted
}

/// The numbers of the mentions that came from pages of these posts.
pub(super) fn sent_by(connection: &Connection, posts: &Withdrawn) -> rusqlite::Result<Vec<i64>> {
    let mut select = connection.prepare(&format!("SELECT {COLUMNS} FROM received ORDER BY id"))?;
    let all = select.query_map((), mention)?.collect::<Result<Vec<_>, _>>()?;
    let is_theirs = |mention: &ReceivedMention| {
        let canonical = mention.verified.as_ref().and_then(|verified| verified.canonical.as_ref());
        posts.covers(Some(&mention.source), "") || canonical.is_some_and(|url| posts.covers(Some(url), ""))
    };
    Ok(all.iter().filter(|mention| is_theirs(mention)).map(|mention| mention.id).collect())
}

fn by_id(connection: &Connection, id: i64) -> rusqlite::Result<Option<ReceivedMention>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM received WHERE id = ?1"))?
        .query_row([id], mention)
        .optional()
}

/// Of stable names the one that is meant; in the words of another version, the first.
fn named<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str, written: &str) -> T {
    all.iter().copied().find(|known| name(*known) == written).unwrap_or(all[0])
}

fn seconds(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Timestamp>> {
    let seconds: Option<i64> = row.get(column)?;
    Ok(seconds.map(|seconds| Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH)))
}

fn mention(row: &Row<'_>) -> rusqlite::Result<ReceivedMention> {
    let (state, moderation): (String, String) = (row.get(9)?, row.get(13)?);
    let (verified, became): (Option<String>, Option<String>) = (row.get(11)?, row.get(12)?);
    Ok(ReceivedMention {
        id: row.get(0)?,
        source: parsed(row, 1)?,
        target: parsed(row, 2)?,
        ticket: row.get(3)?,
        first: parsed(row, 4)?,
        asked: seconds(row, 5)?.unwrap_or(Timestamp::UNIX_EPOCH),
        due: seconds(row, 6)?,
        tries: row.get(7)?,
        why: row.get(8)?,
        state: named(&ReceivedState::ALL, ReceivedState::name, &state),
        checked: parsed_or_none(row, 10)?,
        // In the shape of another version it is shown to nobody until it was looked at again.
        verified: verified.and_then(|json| serde_json::from_str(&json).ok()),
        became: became.map(|became| named(&Became::ALL, Became::name, &became)),
        moderation: named(&Moderation::ALL, Moderation::name, &moderation),
        key: row.get(14)?,
    })
}

#[cfg(test)]
mod tests;
