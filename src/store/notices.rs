//! What bloggers were told about their entries, so that nobody is told the same twice.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::params;

use super::{Store, StoreError, database::parsed};
use crate::model::Slug;

/// A notice that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentNotice {
    /// Of what it said.
    pub hash: String,
    /// When it was sent, as far as the host told.
    pub sent: Timestamp,
}

impl Store {
    /// The last notice of each of an edition's entries, by the entry's id.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn notices(&self, edition: &Slug) -> Result<HashMap<String, SentNotice>, StoreError> {
        self.read(|connection| {
            let mut rows = connection.prepare_cached("SELECT entry, hash, sent FROM notices WHERE edition = ?1")?;
            let notices = rows.query_map([edition.as_str()], |row| {
                Ok((row.get(0)?, SentNotice { hash: row.get(1)?, sent: parsed(row, 2)? }))
            })?;
            notices.collect()
        })
    }

    /// Remembers notices that were sent: the entry's id and the hash of what it said.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_notices(&self, edition: &Slug, notices: &[(&str, &str)], now: Timestamp) -> Result<(), StoreError> {
        self.write(|connection| {
            let mut insert = connection.prepare_cached(
                "INSERT OR REPLACE INTO notices (edition, entry, hash, sent) VALUES (?1, ?2, ?3, ?4)",
            )?;
            for (entry, hash) in notices {
                insert.execute(params![edition.as_str(), entry, hash, now.to_string()])?;
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{SentNotice, Store};
    use crate::model::Slug;

    #[test]
    fn the_last_notice_of_an_entry_is_remembered() {
        let store = Store::in_memory().unwrap();
        let edition = Slug::new("leren").unwrap();
        let at = |time: &str| time.parse().unwrap();
        store.keep_notices(&edition, &[("a", "1"), ("b", "2")], at("2026-11-01T08:00:00Z")).unwrap();
        store.keep_notices(&edition, &[("b", "3")], at("2026-11-02T08:00:00Z")).unwrap();
        let notices = store.notices(&edition).unwrap();
        assert_eq!(notices.len(), 2);
        assert_eq!(notices["b"], SentNotice { hash: "3".into(), sent: at("2026-11-02T08:00:00Z") });
        assert!(store.notices(&Slug::new("vroeger").unwrap()).unwrap().is_empty());
    }
}
