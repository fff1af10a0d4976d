//! Opening the file, reading and writing it.

use std::{
    path::{Path, PathBuf},
    str::FromStr,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use jiff::Timestamp;
use rusqlite::{
    Connection, OpenFlags, OptionalExtension as _, Row, TransactionBehavior, params,
    types::{Type, ValueRef},
};
use url::Url;

use super::{
    AskedPage, CachedFeed, Failure, Hold, Move, Schedule, StoreError,
    schema::{MIGRATIONS, migrate},
};
use crate::{
    fetch::Validators,
    model::{Post, Slug},
};

/// The folder under the site's own, and the file in it.
const FOLDER: &str = ".blogkermis";
const FILE: &str = "kermis.db";

/// How long to wait for another program that is writing. On a busy disk one write may take seconds: whoever begins the log
/// anew waits for the disk while others wait for the lock.
const PATIENCE: Duration = Duration::from_secs(15);

/// The open database. Writes are serialised inside; safe to share between threads.
#[derive(Debug)]
pub struct Store {
    connection: Mutex<Connection>,
    pub(super) path: PathBuf,
}

impl Store {
    /// Opens or makes `.blogkermis/kermis.db` under `root`, and migrates it.
    ///
    /// # Errors
    /// When the file cannot be made or read, or is too new.
    pub fn open(root: &Path) -> Result<Self, StoreError> {
        let folder = root.join(FOLDER);
        #[expect(clippy::disallowed_methods, reason = "the store makes its own folder")]
        std::fs::create_dir_all(&folder)
            .map_err(|source| StoreError::Io { path: folder.display().to_string(), source })?;
        let path = folder.join(FILE);
        let connection = Connection::open(&path).map_err(|source| StoreError::sqlite(&path, source))?;
        Self::set_up(connection, path)
    }

    /// Opens the database for a command that only reads: nothing is made, nothing is changed, a site on a read-only
    /// disk will do. A database that is missing, unreadable or of an older schema is stood in for by an empty one in
    /// memory: it only holds caches. What is written by others later may stay unseen: open it again for that.
    ///
    /// # Errors
    /// When the database is of a newer program, or SQLite cannot start.
    pub fn open_to_read(root: &Path) -> Result<Self, StoreError> {
        let path = root.join(FOLDER).join(FILE);
        let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
        match read_only(&path) {
            Some((connection, found)) if found == known => Ok(Self { connection: Mutex::new(connection), path }),
            Some((_, found)) if found > known => {
                Err(StoreError::Newer { path: path.display().to_string(), found, known })
            }
            _ => Self::in_memory(),
        }
    }

    /// A store that lives in memory only, for tests and dry runs.
    ///
    /// # Errors
    /// When SQLite cannot start.
    pub fn in_memory() -> Result<Self, StoreError> {
        let path = PathBuf::from(":memory:");
        let connection = Connection::open_in_memory().map_err(|source| StoreError::sqlite(&path, source))?;
        Self::set_up(connection, path)
    }

    fn set_up(mut connection: Connection, path: PathBuf) -> Result<Self, StoreError> {
        let migrated = prepare(&connection).and_then(|()| migrate(&mut connection, MIGRATIONS));
        match migrated.map_err(|source| StoreError::sqlite(&path, source))? {
            Ok(()) => Ok(Self { connection: Mutex::new(connection), path }),
            Err(new) => Err(StoreError::Newer { path: path.display().to_string(), found: new.found, known: new.known }),
        }
    }

    /// The last good copy of the feed asked for at `asked`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn feed(&self, asked: &Url) -> Result<Option<CachedFeed>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT url, base, body, content_type, etag, last_modified, fetched
                     FROM feeds WHERE asked = ?1 AND body IS NOT NULL",
                )?
                .query_row([asked.as_str()], cached_feed)
                .optional()
        })
    }

    /// Keeps a good copy and the schedule that goes with it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_feed(&self, asked: &Url, feed: &CachedFeed, schedule: &Schedule) -> Result<(), StoreError> {
        self.write(|connection| {
            set_schedule(connection, asked, schedule)?;
            let kept = connection
                .prepare_cached(
                    "UPDATE feeds SET url = ?2, base = ?3, body = ?4, content_type = ?5, etag = ?6,
                         last_modified = ?7, fetched = ?8
                     WHERE asked = ?1",
                )?
                .execute(params![
                    asked.as_str(),
                    feed.url.as_str(),
                    feed.base.as_str(),
                    feed.body,
                    feed.content_type,
                    feed.validators.etag,
                    feed.validators.last_modified,
                    feed.fetched.to_string(),
                ]);
            kept.map(drop)
        })
    }

    /// Notes that the copy that is there is still good, with the validators of the answer that said so. Cheaper than
    /// [`Self::keep_feed`], because the body is not written again. Without a copy it does nothing.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn confirm_feed(
        &self,
        asked: &Url,
        validators: &Validators,
        fetched: Timestamp,
        schedule: &Schedule,
    ) -> Result<(), StoreError> {
        self.write(|connection| {
            let confirmed = connection
                .prepare_cached(
                    "UPDATE feeds SET fetched = ?2, etag = ?3, last_modified = ?4
                     WHERE asked = ?1 AND body IS NOT NULL",
                )?
                .execute(params![asked.as_str(), fetched.to_string(), validators.etag, validators.last_modified])?;
            if confirmed > 0 { set_schedule(connection, asked, schedule) } else { Ok(()) }
        })
    }

    /// When an address may be asked again; `None`: at once.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn schedule(&self, asked: &Url) -> Result<Option<Schedule>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT next, held, failures, failed, kind, error, moved_to, moved_first, moved_last, moved_times, took
                     FROM feeds WHERE asked = ?1",
                )?
                .query_row([asked.as_str()], schedule)
                .optional()
        })
    }

    /// Sets when an address may be asked again; the body that is there stays.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_schedule(&self, asked: &Url, schedule: &Schedule) -> Result<(), StoreError> {
        self.write(|connection| set_schedule(connection, asked, schedule))
    }

    /// What a registrable domain asked for.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn hold(&self, domain: &str) -> Result<Option<Hold>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT until, times FROM domains WHERE domain = ?1")?
                .query_row([domain], |row| Ok(Hold { until: parsed(row, 0)?, times: row.get(1)? }))
                .optional()
        })
    }

    /// Notes what a registrable domain asked for; `None`: it answers well again.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_hold(&self, domain: &str, hold: Option<Hold>) -> Result<(), StoreError> {
        self.write(|connection| match hold {
            Some(Hold { until, times }) => connection
                .prepare_cached("INSERT OR REPLACE INTO domains (domain, until, times) VALUES (?1, ?2, ?3)")?
                .execute(params![domain, until.to_string(), times])
                .map(drop),
            None => connection.prepare_cached("DELETE FROM domains WHERE domain = ?1")?.execute([domain]).map(drop),
        })
    }

    /// The page of a post, as far as it was asked for.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn page(&self, url: &Url) -> Result<Option<AskedPage>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT excerpt, page, next, failures FROM pages WHERE url = ?1")?
                .query_row([url.as_str()], |row| {
                    let json: Option<String> = row.get(1)?;
                    // A page in the shape of another version is asked for again: this is a cache.
                    let page = json.and_then(|json| serde_json::from_str(&json).ok());
                    Ok(AskedPage { excerpt: row.get(0)?, page, next: parsed(row, 2)?, failures: row.get(3)? })
                })
                .optional()
        })
    }

    /// Keeps the page of a post, or when to try it again.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_page(&self, url: &Url, asked: &AskedPage) -> Result<(), StoreError> {
        let json = asked.page.as_ref().map(serde_json::to_string).transpose();
        self.write(|connection| {
            let json = json.map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
            let kept = connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO pages (url, excerpt, page, next, failures) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![url.as_str(), asked.excerpt, json, asked.next.to_string(), asked.failures]);
            kept.map(drop)
        })
    }

    /// The text of a snapshot.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn snapshot(&self, hash: &str) -> Result<Option<String>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT text FROM snapshots WHERE hash = ?1")?
                .query_row([hash], |row| row.get(0))
                .optional()
        })
    }

    /// Keeps snapshots (hash, text) in one transaction; those that are there already are left alone.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_snapshots(&self, snapshots: &[(String, String)], now: Timestamp) -> Result<(), StoreError> {
        if snapshots.is_empty() {
            return Ok(());
        }
        let first_seen = now.to_string();
        self.write(|connection| {
            let mut insert = connection.prepare_cached(
                "INSERT INTO snapshots (hash, text, first_seen) VALUES (?1, ?2, ?3) ON CONFLICT (hash) DO NOTHING",
            )?;
            for (hash, text) in snapshots {
                insert.execute(params![hash, text, first_seen])?;
            }
            Ok(())
        })
    }

    /// Every post of a blog that was ever kept: a feed forgets its older ones, and rules and terms change.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn posts(&self, blog: &Slug) -> Result<Vec<Post>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached("SELECT post FROM posts WHERE blog = ?1 ORDER BY id")?;
            let kept = select.query_map([blog.as_str()], |row| row.get::<_, String>(0))?;
            // A post in the shape of another version is fetched again or lost: this is a cache.
            Ok(kept.collect::<Result<Vec<_>, _>>()?.iter().filter_map(|json| serde_json::from_str(json).ok()).collect())
        })
    }

    /// Keeps posts, over what was kept of them before.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_posts(&self, blog: &Slug, posts: &[Post]) -> Result<(), StoreError> {
        if posts.is_empty() {
            return Ok(());
        }
        self.write(|connection| {
            let mut insert = connection.prepare_cached(
                "INSERT INTO posts (blog, id, post) VALUES (?1, ?2, ?3)
                 ON CONFLICT (blog, id) DO UPDATE SET post = excluded.post WHERE post <> excluded.post",
            )?;
            for post in posts {
                let json = serde_json::to_string(post)
                    .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
                insert.execute(params![blog.as_str(), post.id, json])?;
            }
            Ok(())
        })
    }

    pub(super) fn read<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        work(&self.lock()).map_err(|source| StoreError::sqlite(&self.path, source))
    }

    /// Immediate: a transaction that reads first and asks for the right to write later is refused without waiting.
    pub(super) fn write<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        let mut connection = self.lock();
        let written = connection.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|transaction| {
            let value = work(&transaction)?;
            transaction.commit()?;
            Ok(value)
        });
        written.map_err(|source| StoreError::sqlite(&self.path, source))
    }

    /// A thread that panicked left no half transaction behind: SQLite rolled it back.
    pub(super) fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Several programs may use the file at once (`fetch` beside `serve`): readers never wait for a writer in WAL mode, and
/// writers wait for each other.
fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    // Answers with the mode that is in force; in memory that is another one.
    connection.query_row("PRAGMA journal_mode = WAL", (), |_| Ok(()))?;
    // After a power cut the last writes may be missing, but the file is whole: enough for caches.
    connection.pragma_update(None, "synchronous", "NORMAL")
}

/// The database and its schema's number, opened so that nothing is written, not even beside it; nothing when it cannot
/// be read.
fn read_only(path: &Path) -> Option<(Connection, u32)> {
    let open = |address: &str, flags| {
        let connection = Connection::open_with_flags(address, flags | OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
        connection.busy_timeout(PATIENCE).ok()?;
        let found = connection.query_row("PRAGMA user_version", (), |row| row.get(0)).ok()?;
        Some((connection, found))
    };
    let path = std::path::absolute(path).ok()?;
    let path = path.to_str()?;
    // In WAL mode even a reader wants files of its own beside the database, unless it may take for granted that nobody
    // writes (https://www.sqlite.org/uri.html#uriimmutable). Without a log nobody has it open.
    let has_log = Path::new(&format!("{path}-wal")).exists();
    let shared = if has_log { open(path, OpenFlags::empty()) } else { None };
    shared.or_else(|| {
        let mut address = Url::from_file_path(path).ok()?;
        address.set_query(Some("immutable=1"));
        open(address.as_str(), OpenFlags::SQLITE_OPEN_URI)
    })
}

fn cached_feed(row: &Row<'_>) -> rusqlite::Result<CachedFeed> {
    Ok(CachedFeed {
        url: parsed(row, 0)?,
        base: parsed(row, 1)?,
        body: row.get(2)?,
        content_type: row.get(3)?,
        validators: Validators { etag: row.get(4)?, last_modified: row.get(5)? },
        fetched: parsed(row, 6)?,
    })
}

fn schedule(row: &Row<'_>) -> rusqlite::Result<Schedule> {
    let (failed, moved): (Option<Timestamp>, Option<Url>) = (parsed_or_none(row, 3)?, parsed_or_none(row, 6)?);
    let failure = match failed {
        Some(at) => Some(Failure {
            at,
            kind: parsed_or_none(row, 4)?.unwrap_or_default(),
            message: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
        }),
        None => None,
    };
    let moved = match moved {
        Some(to) => Some(Move { to, first: parsed(row, 7)?, last: parsed(row, 8)?, times: row.get(9)? }),
        None => None,
    };
    let took: Option<u32> = row.get(10)?;
    Ok(Schedule {
        next: parsed(row, 0)?,
        held: parsed_or_none(row, 1)?,
        failures: row.get(2)?,
        failure,
        moved,
        took: took.map(|milliseconds| Duration::from_millis(milliseconds.into())),
    })
}

fn set_schedule(connection: &Connection, asked: &Url, schedule: &Schedule) -> rusqlite::Result<()> {
    let Schedule { next, held, failures, failure, moved, took } = schedule;
    let set = connection
        .prepare_cached(
            "INSERT INTO feeds (asked, next, held, failures, failed, kind, error, moved_to, moved_first, moved_last,
                 moved_times, took)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
             ON CONFLICT (asked) DO UPDATE SET
                 next = excluded.next, held = excluded.held, failures = excluded.failures, failed = excluded.failed,
                 kind = excluded.kind, error = excluded.error, moved_to = excluded.moved_to,
                 moved_first = excluded.moved_first, moved_last = excluded.moved_last,
                 moved_times = excluded.moved_times, took = excluded.took",
        )?
        .execute(params![
            asked.as_str(),
            next.to_string(),
            held.map(|held| held.to_string()),
            failures,
            failure.as_ref().map(|failure| failure.at.to_string()),
            failure.as_ref().map(|failure| failure.kind.name()),
            failure.as_ref().map(|failure| failure.message.as_str()),
            moved.as_ref().map(|moved| moved.to.as_str()),
            moved.as_ref().map(|moved| moved.first.to_string()),
            moved.as_ref().map(|moved| moved.last.to_string()),
            moved.as_ref().map(|moved| moved.times),
            took.map(|took| u32::try_from(took.as_millis()).unwrap_or(u32::MAX)),
        ]);
    set.map(drop)
}

pub(super) fn parsed_or_none<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>>
where
    T: FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        _ => parsed(row, column).map(Some),
    }
}

pub(super) fn parsed<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<T>
where
    T: FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    let text: String = row.get(column)?;
    text.parse().map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error)))
}

#[cfg(test)]
mod tests;
