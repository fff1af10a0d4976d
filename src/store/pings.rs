//! What WebSub hubs were told of, so that they are not told of a feed that is as before.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::params;
use url::Url;

use super::{Store, StoreError};

impl Store {
    /// The hash of each feed when a hub was last told of it, by the feed's address.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn pings(&self, hub: &Url) -> Result<HashMap<String, String>, StoreError> {
        self.read(|connection| {
            let mut rows = connection.prepare_cached("SELECT feed, hash FROM pings WHERE hub = ?1")?;
            let pings = rows.query_map([hub.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
            pings.collect()
        })
    }

    /// Remembers that a hub was told of a feed.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_ping(&self, hub: &Url, feed: &Url, hash: &str, now: Timestamp) -> Result<(), StoreError> {
        self.write(|connection| {
            connection
                .prepare_cached("INSERT OR REPLACE INTO pings (hub, feed, hash, sent) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![hub.as_str(), feed.as_str(), hash, now.to_string()])
                .map(drop)
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use url::Url;

    use super::Store;

    #[test]
    fn each_hub_knows_what_it_was_told() {
        let store = Store::in_memory().unwrap();
        let url = |text: &str| Url::parse(text).unwrap();
        let (hub, feed) = (url("https://hub.example/"), url("https://kermis.example/feed.atom"));
        for hash in ["1", "2"] {
            store.keep_ping(&hub, &feed, hash, Timestamp::UNIX_EPOCH).unwrap();
        }
        let pings = store.pings(&hub).unwrap();
        assert_eq!((pings.len(), pings[feed.as_str()].as_str()), (1, "2"));
        assert!(store.pings(&feed).unwrap().is_empty());
    }
}
