//! Takes a post out of the database so that its words are not left in the file either.

use std::collections::HashSet;

use rusqlite::params;
use serde::Serialize;
use url::Url;

use super::{Store, StoreError, mentions::never_told, received::sent_by};
use crate::model::{Post, Seen, Slug, Withdrawn, record::entry_id};

/// What the database holds of posts that are to be forgotten.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// The posts: blog and id.
    pub posts: Vec<(String, String)>,
    /// The pages that were read for them.
    pub pages: Vec<String>,
    /// The texts that no record stands on any more.
    pub snapshots: Vec<String>,
    /// What was sent in of them, by number.
    pub submissions: Vec<i64>,
    /// What somebody is sending in of them, or has sent, by the form.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tickets: Vec<String>,
    /// What the host decided about them at the desk, by number.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<i64>,
    /// The feeds whose copy holds them. Without a copy a feed is asked for whole the next time.
    pub feeds: Vec<String>,
    /// Pages to which webmentions were tried and none arrived. Where one did, the address stays until `notify --send` has
    /// told that the link has gone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<String>,
    /// The webmentions that came from them, by number.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub received: Vec<i64>,
}

impl Store {
    /// What is kept of withdrawn posts. `referenced` are the texts that other posts stand on, `feeds` the feeds that the
    /// posts came from.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn kept_of(
        &self,
        withdrawn: &Withdrawn,
        referenced: &HashSet<String>,
        feeds: &HashSet<String>,
    ) -> Result<Kept, StoreError> {
        self.read(|connection| {
            let mut kept = Kept::default();
            let mut select = connection.prepare("SELECT blog, id, post FROM posts ORDER BY blog, id")?;
            let posts = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            for post in posts {
                let (blog, id, json): (String, String, String) = post?;
                let url = serde_json::from_str::<Post>(&json).ok().and_then(|post| post.url);
                let entry = Slug::new(&blog).map(|blog| entry_id(&blog, &id)).unwrap_or_default();
                if withdrawn.covers(url.as_ref(), &entry) {
                    kept.posts.push((blog, id));
                }
            }
            let mut select = connection.prepare("SELECT url FROM pages ORDER BY url")?;
            for page in select.query_map([], |row| row.get::<_, String>(0))? {
                let page = page?;
                if Url::parse(&page).is_ok_and(|url| withdrawn.covers(Some(&url), "")) {
                    kept.pages.push(page);
                }
            }
            let mut referenced = referenced.clone();
            let mut select = connection.prepare("SELECT id, address, seen, approved FROM submissions ORDER BY id")?;
            for submission in select.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))? {
                let (id, address, seen, approved): (i64, String, Option<String>, Option<String>) = submission?;
                let seen = seen.and_then(|json| serde_json::from_str::<Seen>(&json).ok()).unwrap_or_default();
                let posts: Vec<_> = seen.post.into_iter().chain(seen.before.map(|post| *post)).collect();
                let address = Url::parse(&address).ok();
                let mut addresses = address.iter().chain(posts.iter().map(|post| &post.url));
                if addresses.any(|url| withdrawn.covers(Some(url), "")) {
                    kept.submissions.push(id);
                } else {
                    referenced.extend(posts.into_iter().map(|post| post.hash).chain(approved));
                }
            }
            let mut select = connection.prepare("SELECT ticket, address, seen FROM tickets ORDER BY ticket")?;
            for ticket in select.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))? {
                let (ticket, address, seen): (String, String, Option<String>) = ticket?;
                let post = seen.and_then(|json| serde_json::from_str::<Seen>(&json).ok()?.post);
                let addresses = [Url::parse(&address).ok(), post.map(|post| post.url)];
                if addresses.iter().flatten().any(|url| withdrawn.covers(Some(url), "")) {
                    kept.tickets.push(ticket);
                }
            }
            let mut select = connection.prepare("SELECT id, url FROM decisions ORDER BY id")?;
            for decision in select.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))? {
                let (id, url) = decision?;
                if Url::parse(&url).is_ok_and(|url| withdrawn.covers(Some(&url), "")) {
                    kept.decisions.push(id);
                }
            }
            let mut select = connection.prepare("SELECT hash FROM snapshots ORDER BY hash")?;
            for hash in select.query_map([], |row| row.get::<_, String>(0))? {
                kept.snapshots.extend(Some(hash?).filter(|hash| !referenced.contains(hash)));
            }
            let mut select =
                connection.prepare("SELECT asked, url FROM feeds WHERE length(body) > 0 ORDER BY asked")?;
            for feed in select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))? {
                let (asked, found): (String, Option<String>) = feed?;
                if feeds.contains(&asked) || found.is_some_and(|found| feeds.contains(&found)) {
                    kept.feeds.push(asked);
                }
            }
            let is_gone = |page: &String| Url::parse(page).is_ok_and(|url| withdrawn.covers(Some(&url), ""));
            kept.mentions = never_told(connection)?.into_iter().filter(is_gone).collect();
            kept.received = sent_by(connection, withdrawn)?;
            Ok(kept)
        })
    }

    /// Forgets them. The places are overwritten (`secure_delete`), what earlier changes left behind goes with the rest
    /// (`VACUUM`), and so does the log.
    ///
    /// # Errors
    /// When the database cannot be written, or another program is using it.
    pub fn forget(&self, kept: &Kept) -> Result<(), StoreError> {
        // Answers with the mode that is in force.
        self.read(|connection| connection.query_row("PRAGMA secure_delete = ON", (), |_| Ok(())))?;
        self.write(|connection| {
            for (blog, id) in &kept.posts {
                connection.execute("DELETE FROM posts WHERE blog = ?1 AND id = ?2", params![blog, id])?;
                if let Ok(blog) = Slug::new(blog) {
                    connection.execute("DELETE FROM notices WHERE entry = ?1", [entry_id(&blog, id)])?;
                }
            }
            for page in &kept.pages {
                connection.execute("DELETE FROM pages WHERE url = ?1", [page])?;
            }
            for ticket in &kept.tickets {
                connection.execute("DELETE FROM tickets WHERE ticket = ?1", [ticket])?;
            }
            for id in &kept.submissions {
                connection.execute("DELETE FROM steps WHERE submission = ?1", [id])?;
                connection.execute("DELETE FROM submissions WHERE id = ?1", [id])?;
            }
            for id in &kept.decisions {
                connection.execute("DELETE FROM decisions WHERE id = ?1", [id])?;
            }
            for hash in &kept.snapshots {
                connection.execute("DELETE FROM snapshots WHERE hash = ?1", [hash])?;
            }
            for target in &kept.mentions {
                connection.execute("DELETE FROM mentions WHERE target = ?1 AND NOT told", [target])?;
            }
            for id in &kept.received {
                connection.execute("DELETE FROM received WHERE id = ?1", [id])?;
            }
            for asked in &kept.feeds {
                connection.execute(
                    "UPDATE feeds SET url = NULL, base = NULL, body = NULL, content_type = NULL, etag = NULL,
                         last_modified = NULL, fetched = NULL
                     WHERE asked = ?1",
                    [asked],
                )?;
            }
            Ok(())
        })?;
        self.read(|connection| {
            connection.execute_batch("VACUUM")?;
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |_| Ok(()))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::HashSet, fs};

    use jiff::Timestamp;
    use url::Url;

    use crate::{
        fetch::Validators,
        model::Withdrawn,
        store::{CachedFeed, Kept, Schedule, Store},
    };

    #[test]
    fn the_copy_of_a_feed_goes_and_its_turn_stays() {
        let store = Store::in_memory().unwrap();
        let asked: Url = "https://a.example/feed".parse().unwrap();
        let schedule =
            Schedule { next: Timestamp::UNIX_EPOCH, held: None, failures: 0, failure: None, moved: None, took: None };
        let copy = CachedFeed {
            url: asked.clone(),
            base: asked.clone(),
            body: b"Wat ik schreef".to_vec(),
            content_type: None,
            validators: Validators::default(),
            fetched: Timestamp::UNIX_EPOCH,
        };
        store.keep_feed(&asked, &copy, &schedule).unwrap();
        let none = HashSet::new();
        let others = HashSet::from(["https://b.example/feed".to_owned()]);
        assert_eq!(store.kept_of(&Withdrawn::default(), &none, &others).unwrap(), Kept::default());
        let kept = store.kept_of(&Withdrawn::default(), &none, &HashSet::from([asked.to_string()])).unwrap();
        store.forget(&kept).unwrap();
        assert_eq!(store.feed(&asked).unwrap(), None);
        assert_eq!(store.schedule(&asked).unwrap(), Some(schedule));
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test looks at the file itself")]
    fn a_text_that_is_forgotten_is_not_left_in_the_file() {
        let root = tempfile::tempdir().unwrap();
        let store = Store::open(root.path()).unwrap();
        let text = |n: usize| format!("{} {n}", "Wat ik schreef, neem ik terug.".repeat(40));
        let all: Vec<_> = (0..30).map(|n| (format!("hash-{n}"), text(n))).collect();
        store.keep_snapshots(&all, Timestamp::UNIX_EPOCH).unwrap();
        let referenced: HashSet<String> = HashSet::from(["hash-7".to_owned()]);
        let kept = store.kept_of(&Withdrawn::default(), &referenced, &HashSet::new()).unwrap();
        assert_eq!(kept.snapshots.len(), 29);
        store.forget(&kept).unwrap();
        assert_eq!(store.snapshot("hash-7").unwrap(), Some(text(7)));
        store.forget(&Kept { snapshots: vec!["hash-7".into()], ..Kept::default() }).unwrap();
        for file in fs::read_dir(root.path().join(".blogkermis")).unwrap() {
            let bytes = fs::read(file.unwrap().path()).unwrap();
            assert!(!String::from_utf8_lossy(&bytes).contains("neem ik terug"));
        }
    }
}
