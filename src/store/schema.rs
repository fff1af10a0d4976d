//! The tables, and how an older file becomes a newer one.

use rusqlite::{Connection, TransactionBehavior};

/// Step `n` (counted from one) makes schema `n` of schema `n - 1`. Steps that were released are never changed.
///
/// Instants are RFC 3339 text in UTC: readable in any SQLite shell and exact to the nanosecond.
pub(super) const MIGRATIONS: &[&str] = &["
    CREATE TABLE feeds (
        asked         TEXT PRIMARY KEY NOT NULL,  -- the address in the host's file, or found for it
        url           TEXT,                       -- where to ask next time; NULL, as all of these, while there is no body
        base          TEXT,
        body          BLOB,
        content_type  TEXT,
        etag          TEXT,
        last_modified TEXT,
        fetched       TEXT,
        next          TEXT NOT NULL,              -- not before this
        failures      INTEGER NOT NULL DEFAULT 0,
        error         TEXT,
        gone          INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE snapshots (
        hash       TEXT PRIMARY KEY NOT NULL,
        text       TEXT NOT NULL,
        first_seen TEXT NOT NULL
    ) STRICT;
    CREATE TABLE posts (
        blog TEXT NOT NULL,
        id   TEXT NOT NULL,                       -- the post's own, unique within its blog
        post TEXT NOT NULL,                       -- as JSON
        PRIMARY KEY (blog, id)
    ) STRICT, WITHOUT ROWID;
", "
    ALTER TABLE feeds ADD COLUMN held         TEXT;     -- the server asked for patience until then
    ALTER TABLE feeds ADD COLUMN failed       TEXT;     -- when it last failed
    ALTER TABLE feeds ADD COLUMN kind         TEXT;     -- and why, by its stable name
    ALTER TABLE feeds ADD COLUMN moved_to     TEXT;     -- where permanent redirects lead
    ALTER TABLE feeds ADD COLUMN moved_first  TEXT;     -- when that was first and last seen, and how often
    ALTER TABLE feeds ADD COLUMN moved_last   TEXT;
    ALTER TABLE feeds ADD COLUMN moved_times  INTEGER;
    ALTER TABLE feeds ADD COLUMN took         INTEGER;  -- how long an answer takes, in milliseconds, smoothed
    UPDATE feeds SET failed = next, kind = CASE gone WHEN 1 THEN 'gone' ELSE 'other' END WHERE error IS NOT NULL;
    CREATE TABLE domains (
        domain TEXT PRIMARY KEY NOT NULL,               -- registrable
        until  TEXT NOT NULL,                           -- it asked everybody for patience until then
        times  INTEGER NOT NULL                         -- in a row
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE pages (
        url      TEXT PRIMARY KEY NOT NULL,             -- of the post
        excerpt  TEXT NOT NULL,                         -- hash of what the feed said when the page was fetched
        page     TEXT,                                  -- as JSON; NULL while none was had
        next     TEXT NOT NULL,                         -- a failed one: not before this
        failures INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
", "
    CREATE TABLE notices (
        edition TEXT NOT NULL,
        entry   TEXT NOT NULL,                          -- its id
        hash    TEXT NOT NULL,                          -- of what its author was told
        sent    TEXT NOT NULL,                          -- when
        PRIMARY KEY (edition, entry)
    ) STRICT, WITHOUT ROWID;
", "
    CREATE TABLE submissions (
        id       INTEGER PRIMARY KEY AUTOINCREMENT,
        edition  TEXT NOT NULL,
        key      TEXT NOT NULL,                         -- of the address: two addresses of one page share it
        address  TEXT NOT NULL,
        route    TEXT NOT NULL,
        received TEXT NOT NULL,
        author   TEXT,
        text     TEXT,
        state    TEXT NOT NULL,
        seen     TEXT,                                  -- as JSON
        approved TEXT,                                  -- hash of the text that was accepted
        UNIQUE (edition, key)
    ) STRICT;
    CREATE TABLE steps (
        id         INTEGER PRIMARY KEY AUTOINCREMENT,
        submission INTEGER NOT NULL REFERENCES submissions (id),
        at         TEXT NOT NULL,
        by         TEXT NOT NULL,
        state      TEXT NOT NULL,
        why        TEXT NOT NULL
    ) STRICT;
    CREATE INDEX steps_of ON steps (submission, id);
", "
    CREATE TABLE mentions (                             -- webmentions that were sent
        source     TEXT NOT NULL,                       -- our page
        target     TEXT NOT NULL,                       -- the page it links to, or linked to
        hash       TEXT,                                -- of what it says of it; NULL: the link has gone
        state      TEXT NOT NULL,                       -- by its stable name
        told       INTEGER NOT NULL,                    -- whether one ever arrived
        endpoint   TEXT,
        status     INTEGER,
        location   TEXT,
        at         TEXT NOT NULL,
        not_before TEXT,
        PRIMARY KEY (source, target)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE pings (                                -- what WebSub hubs were told of
        hub  TEXT NOT NULL,
        feed TEXT NOT NULL,
        hash TEXT NOT NULL,                             -- of its bytes
        sent TEXT NOT NULL,
        PRIMARY KEY (hub, feed)
    ) STRICT, WITHOUT ROWID;
", "
    ALTER TABLE submissions ADD COLUMN corrections TEXT;    -- as JSON: what whoever sent it by the form said of it
    CREATE TABLE tickets (                              -- what somebody is sending in by the form
        ticket     TEXT PRIMARY KEY NOT NULL,
        edition    TEXT NOT NULL,
        address    TEXT NOT NULL,
        language   TEXT NOT NULL,                       -- of the pages
        received   TEXT NOT NULL,                       -- to the second, as all of these
        state      TEXT NOT NULL,                       -- waiting, read, sent, done
        tries      INTEGER NOT NULL,
        not_before TEXT NOT NULL,
        seen       TEXT,                                -- as JSON
        post       TEXT,                                -- as JSON; only until it was sent
        submission INTEGER,
        known      INTEGER NOT NULL                     -- whether the submission was there before
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tickets_due ON tickets (state, not_before);
", "
    CREATE TABLE decisions (                            -- what the host did at the desk, so that it can be undone
        id         INTEGER PRIMARY KEY AUTOINCREMENT,
        edition    TEXT NOT NULL,
        item       TEXT NOT NULL,                       -- what it is about, as the desk's addresses name it
        url        TEXT NOT NULL,                       -- the post
        submission INTEGER,
        at         TEXT NOT NULL,
        what       TEXT NOT NULL,                       -- by its stable name
        note       TEXT NOT NULL,                       -- for people; may be empty
        letter     TEXT,                                -- what its author can be told, as JSON
        back       TEXT NOT NULL,                       -- how things were, as JSON
        undone     TEXT
    ) STRICT;
    CREATE INDEX decisions_of ON decisions (edition, item, id);
", "
    CREATE TABLE received (                             -- webmentions that others sent
        id         INTEGER PRIMARY KEY AUTOINCREMENT,
        source     TEXT NOT NULL,                       -- their page
        page       TEXT NOT NULL,                       -- ours, without a fragment
        target     TEXT NOT NULL,                       -- the same, as they named it the last time
        ticket     TEXT NOT NULL UNIQUE,                -- names it to whoever sent it
        first      TEXT NOT NULL,                       -- when it came in
        asked      INTEGER NOT NULL,                    -- when it did the last time, in seconds since 1970
        due        INTEGER,                             -- when their page is to be looked at; NULL: it was
        tries      INTEGER NOT NULL DEFAULT 0,          -- that failed in a row
        why        TEXT,                                -- the last of them did
        state      TEXT NOT NULL,                       -- what the last look found, by its stable name
        checked    TEXT,                                -- when that was
        key        TEXT,                                -- of the page: two addresses of one page share it
        verified   TEXT,                                -- what it says, as JSON
        became     TEXT,                                -- what that is to us, by its stable name
        moderation TEXT NOT NULL,                       -- the host’s word, by its stable name
        UNIQUE (source, page)
    ) STRICT;
    CREATE INDEX received_due ON received (due) WHERE due IS NOT NULL;
    CREATE INDEX received_asked ON received (asked);
"];

/// A schema this program does not know.
pub(super) struct TooNew {
    pub(super) found: u32,
    pub(super) known: u32,
}

/// Brings a database to the newest schema, in one transaction: a second program that opens the file at the same moment
/// waits, and then finds nothing left to do.
pub(super) fn migrate(connection: &mut Connection, steps: &[&str]) -> rusqlite::Result<Result<(), TooNew>> {
    let known = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: u32 = transaction.query_row("PRAGMA user_version", (), |row| row.get(0))?;
    if found > known {
        return Ok(Err(TooNew { found, known }));
    }
    if found < known {
        for step in steps.iter().skip(found as usize) {
            transaction.execute_batch(step)?;
        }
        transaction.pragma_update(None, "user_version", known)?;
    }
    transaction.commit()?;
    Ok(Ok(()))
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::{MIGRATIONS, migrate};

    fn version(connection: &Connection) -> u32 {
        connection.query_row("PRAGMA user_version", (), |row| row.get(0)).unwrap()
    }

    #[test]
    fn an_older_file_gets_only_the_steps_it_lacks() {
        let mut connection = Connection::open_in_memory().unwrap();
        let steps = ["CREATE TABLE a (x TEXT) STRICT; INSERT INTO a VALUES ('kept')", "CREATE TABLE b (y TEXT) STRICT"];
        for known in [1, 2, 2] {
            assert!(migrate(&mut connection, &steps[..known]).unwrap().is_ok());
            assert_eq!(version(&connection) as usize, known);
        }
        let rows: u32 =
            connection.query_row("SELECT count(*) FROM a, (SELECT count(*) FROM b)", (), |row| row.get(0)).unwrap();
        assert_eq!(rows, 1, "the first step ran once");
        let newer = migrate(&mut connection, &steps[..1]).unwrap().unwrap_err();
        assert_eq!((newer.found, newer.known), (2, 1));
    }

    #[test]
    fn a_step_that_fails_leaves_nothing_behind() {
        let mut connection = Connection::open_in_memory().unwrap();
        assert!(
            migrate(&mut connection, &["CREATE TABLE a (x TEXT) STRICT", "CREATE TABLE a (x TEXT) STRICT"]).is_err()
        );
        assert_eq!(version(&connection), 0);
        assert!(connection.prepare("SELECT * FROM a").is_err());
    }

    #[test]
    fn the_real_steps_run() {
        let mut connection = Connection::open_in_memory().unwrap();
        assert!(migrate(&mut connection, MIGRATIONS).unwrap().is_ok());
        assert!(connection.prepare("SELECT body FROM feeds").is_ok());
    }
}
