//! What somebody is sending in by the form, from the address to the receipt. A ticket is what its sender holds: whoever has
//! it sees the pages that go with it, and nobody else does.

use jiff::{SignedDuration, Timestamp, Unit};
use rusqlite::{OptionalExtension as _, Row, params};
use url::Url;

use super::{
    Store, StoreError,
    database::parsed,
    inbox::{Received, json, known, receive, slug},
};
use crate::model::{Corrections, Lang, Post, Seen, Slug, Tip};

/// What nobody sent in the end is forgotten after so long.
const LEFT_LYING: SignedDuration = SignedDuration::from_hours(24);
/// A receipt can be looked at for so long, and so long an address to answer to is kept.
const RECEIPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TicketState {
    /// The address is to be read.
    Waiting,
    /// It was read; the sender looks at what was found.
    Read,
    /// The sender said yes; it is in the inbox and is to be judged.
    Sent,
    /// It was judged.
    Done,
}

impl TicketState {
    const ALL: [Self; 4] = [Self::Waiting, Self::Read, Self::Sent, Self::Done];

    /// Its name, as it is stored.
    fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Read => "read",
            Self::Sent => "sent",
            Self::Done => "done",
        }
    }
}

/// A ticket and what goes with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticket {
    /// What its sender holds.
    pub ticket: String,
    /// For which edition.
    pub edition: Slug,
    /// The address that was typed.
    pub address: Url,
    /// The language of the pages.
    pub language: Lang,
    /// How far it is.
    pub state: TicketState,
    /// How often the address was tried in vain.
    pub tries: u32,
    /// What was found there; while it is waiting, why the last try was in vain.
    pub seen: Option<Seen>,
    /// The post that was found; only until it was sent.
    pub post: Option<Post>,
    /// The submission it became.
    pub submission: Option<i64>,
    /// Whether that was in the inbox before, by whatever way.
    pub is_known: bool,
}

/// What became of an address that somebody typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenTicket {
    /// It waits to be read.
    Waiting,
    /// It is in the inbox already.
    Known,
    /// Too many are waiting: nothing was kept.
    Full,
}

const COLUMNS: &str = "ticket, edition, address, language, state, tries, seen, post, submission, known";

/// To the second, so that the text of a later instant comes later.
fn second(at: Timestamp) -> String {
    at.round(jiff::TimestampRound::new().smallest(Unit::Second).mode(jiff::RoundMode::Floor)).unwrap_or(at).to_string()
}

fn before(now: Timestamp, age: SignedDuration) -> String {
    second(now.saturating_sub(age).unwrap_or(Timestamp::MIN))
}

impl Store {
    /// Keeps an address that somebody typed, under a ticket, unless `most` are waiting.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn open_ticket(
        &self,
        ticket: &str,
        edition: &Slug,
        address: &Url,
        language: &Lang,
        most: u32,
        now: Timestamp,
    ) -> Result<OpenTicket, StoreError> {
        self.write(|connection| {
            let submission = known(connection, address, edition)?;
            let waiting: u32 = connection
                .prepare_cached("SELECT count(*) FROM tickets WHERE state = 'waiting'")?
                .query_row([], |row| row.get(0))?;
            if submission.is_none() && waiting >= most {
                return Ok(OpenTicket::Full);
            }
            let state = if submission.is_some() { TicketState::Done } else { TicketState::Waiting };
            connection
                .prepare_cached(
                    "INSERT INTO tickets
                         (ticket, edition, address, language, received, state, tries, not_before, submission, known)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?5, ?7, ?8)",
                )?
                .execute(params![
                    ticket,
                    edition.as_str(),
                    address.as_str(),
                    language.as_str(),
                    second(now),
                    state.name(),
                    submission,
                    submission.is_some(),
                ])?;
            Ok(if submission.is_some() { OpenTicket::Known } else { OpenTicket::Waiting })
        })
    }

    /// A ticket.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn ticket(&self, ticket: &str) -> Result<Option<Ticket>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached(&format!("SELECT {COLUMNS} FROM tickets WHERE ticket = ?1"))?
                .query_row([ticket], of_row)
                .optional()
        })
    }

    /// Tickets for which something is to be done, so many at most, those first that wait longest.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn tickets_due(&self, most: u32, now: Timestamp) -> Result<Vec<String>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached(
                "SELECT ticket FROM tickets WHERE state IN ('waiting', 'sent') AND not_before <= ?1
                 ORDER BY not_before, received, ticket LIMIT ?2",
            )?;
            select.query_map(params![second(now), most], |row| row.get(0))?.collect()
        })
    }

    /// Puts down what was found at the address of a ticket that waits. Of another one nothing changes.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn ticket_read(&self, ticket: &str, seen: &Seen, post: Option<&Post>) -> Result<(), StoreError> {
        self.write(|connection| {
            let post = post.map(json).transpose()?;
            connection
                .prepare_cached(
                    "UPDATE tickets SET state = 'read', seen = ?2, post = ?3 WHERE ticket = ?1 AND state = 'waiting'",
                )?
                .execute(params![ticket, json(seen)?, post])
                .map(drop)
        })
    }

    /// Puts a ticket off: nothing is done for it before that moment. `seen` is why, where there is something to say.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn ticket_later(&self, ticket: &str, seen: Option<&Seen>, not_before: Timestamp) -> Result<(), StoreError> {
        self.write(|connection| {
            let seen = seen.map(json).transpose()?;
            connection
                .prepare_cached(
                    "UPDATE tickets SET tries = tries + 1, not_before = ?2, seen = coalesce(?3, seen) WHERE ticket = ?1",
                )?
                .execute(params![ticket, second(not_before), seen])
                .map(drop)
        })
    }

    /// The sender's yes: the tip goes into the inbox with what was said of it, and the ticket is to be judged. `None` for a
    /// ticket that is not at that point: then nothing has changed. What was said of an address by an earlier sender stands.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn send_ticket(
        &self,
        ticket: &str,
        tip: &Tip,
        corrections: &Corrections,
        now: Timestamp,
    ) -> Result<Option<Received>, StoreError> {
        self.write(|connection| {
            let mut select =
                connection.prepare_cached("SELECT edition FROM tickets WHERE ticket = ?1 AND state = 'read'")?;
            let Some(edition) = select.query_row([ticket], |row| slug(row, 0)).optional()? else { return Ok(None) };
            let received = receive(connection, tip, &edition, now)?;
            connection
                .prepare_cached("UPDATE submissions SET corrections = ?2 WHERE id = ?1 AND corrections IS NULL")?
                .execute(params![received.id, json(corrections)?])?;
            connection
                .prepare_cached(
                    "UPDATE tickets SET state = 'sent', not_before = ?2, submission = ?3, known = ?4 WHERE ticket = ?1",
                )?
                .execute(params![ticket, second(now), received.id, !received.is_new])?;
            Ok(Some(received))
        })
    }

    /// The ticket was judged; the post is kept no longer.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn ticket_done(&self, ticket: &str) -> Result<(), StoreError> {
        self.write(|connection| {
            connection
                .prepare_cached("UPDATE tickets SET state = 'done', post = NULL WHERE ticket = ?1 AND state = 'sent'")?
                .execute([ticket])
                .map(drop)
        })
    }

    /// Forgets what was said of a submission: its author has taken the post back.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn forget_corrections(&self, submission: i64) -> Result<(), StoreError> {
        self.write(|connection| {
            connection
                .prepare_cached("UPDATE submissions SET corrections = NULL, author = NULL WHERE id = ?1")?
                .execute([submission])
                .map(drop)
        })
    }

    /// Forgets what was kept long enough: tickets that nobody used after a day, receipts and addresses to answer to after
    /// ninety.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn sweep_tickets(&self, now: Timestamp) -> Result<(), StoreError> {
        self.write(|connection| {
            connection
                .prepare_cached("DELETE FROM tickets WHERE state IN ('waiting', 'read') AND received < ?1")?
                .execute([before(now, LEFT_LYING)])?;
            connection.prepare_cached("DELETE FROM tickets WHERE received < ?1")?.execute([before(now, RECEIPT)])?;
            connection
                .prepare_cached(
                    "UPDATE submissions SET corrections = json_set(corrections, '$.mail', NULL)
                     WHERE received < ?1 AND json_extract(corrections, '$.mail') IS NOT NULL",
                )?
                .execute([before(now, RECEIPT)])
                .map(drop)
        })
    }
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Ticket> {
    let state: String = row.get(4)?;
    let (language, seen, post): (String, Option<String>, Option<String>) = (row.get(3)?, row.get(6)?, row.get(7)?);
    Ok(Ticket {
        ticket: row.get(0)?,
        edition: slug(row, 1)?,
        address: parsed(row, 2)?,
        language: Lang::parse(&language).unwrap_or_else(Lang::en),
        // A state of another version is looked at again.
        state: TicketState::ALL.into_iter().find(|known| known.name() == state).unwrap_or(TicketState::Waiting),
        tries: row.get(5)?,
        seen: seen.and_then(|json| serde_json::from_str(&json).ok()),
        post: post.and_then(|json| serde_json::from_str(&json).ok()),
        submission: row.get(8)?,
        is_known: row.get(9)?,
    })
}

#[cfg(test)]
mod tests {
    use jiff::{Timestamp, ToSpan as _};
    use url::Url;

    use super::{OpenTicket, Store, TicketState};
    use crate::model::{Consent, Corrections, Lang, Route, Seen, Slug, SubmissionState, Tip};

    fn now() -> Timestamp {
        "2026-11-20T12:00:00.5Z".parse().unwrap()
    }

    fn open(store: &Store, ticket: &str, address: &str, at: Timestamp) -> OpenTicket {
        let (edition, address) = (Slug::new("leren").unwrap(), Url::parse(address).unwrap());
        store.open_ticket(ticket, &edition, &address, &Lang::nl(), 2, at).unwrap()
    }

    fn tip(address: &str) -> Tip {
        Tip { address: Url::parse(address).unwrap(), route: Route::Form, author: None, text: None }
    }

    fn said(mail: &str) -> Corrections {
        let consent = Consent { version: "1".into(), words: "Ja".into(), at: now() };
        let mail = Some(mail.to_owned());
        Corrections { name: None, title: None, language: None, definition: None, quote: None, mail, consent }
    }

    #[test]
    fn from_an_address_to_the_inbox() {
        let store = Store::in_memory().unwrap();
        assert_eq!(open(&store, "a", "https://a.example/post", now()), OpenTicket::Waiting);
        assert_eq!(store.tickets_due(9, now()).unwrap(), ["a"]);
        assert_eq!(store.send_ticket("a", &tip("https://a.example/post"), &said("a@b.example"), now()).unwrap(), None);
        store.ticket_read("a", &Seen::default(), None).unwrap();
        assert!(store.tickets_due(9, now()).unwrap().is_empty(), "it is the sender's turn");
        let sent =
            store.send_ticket("a", &tip("https://a.example/post"), &said("a@b.example"), now()).unwrap().unwrap();
        assert!(sent.is_new);
        assert_eq!(store.tickets_due(9, now()).unwrap(), ["a"]);
        assert_eq!(store.send_ticket("a", &tip("https://a.example/x"), &said("x@b.example"), now()).unwrap(), None);
        store.ticket_done("a").unwrap();
        assert_eq!(store.ticket("a").unwrap().unwrap().state, TicketState::Done);
        let submission = store.submission(sent.id).unwrap().unwrap();
        assert_eq!(submission.state, SubmissionState::Tip);
        assert_eq!(submission.corrections.unwrap().mail.as_deref(), Some("a@b.example"));
        assert_eq!(open(&store, "b", "http://www.a.example/post/", now()), OpenTicket::Known);
        assert!(store.ticket("b").unwrap().unwrap().is_known);
    }

    #[test]
    fn what_an_earlier_sender_said_stands() {
        let store = Store::in_memory().unwrap();
        for (ticket, mail) in [("a", "a@b.example"), ("b", "z@b.example")] {
            open(&store, ticket, &format!("https://a.example/{ticket}"), now());
            store.ticket_read(ticket, &Seen::default(), None).unwrap();
            store.send_ticket(ticket, &tip("https://a.example/post"), &said(mail), now()).unwrap().unwrap();
        }
        let all = store.submissions(&Slug::new("leren").unwrap()).unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].corrections.as_ref().unwrap().mail.as_deref(), Some("a@b.example"));
    }

    #[test]
    fn only_so_many_wait() {
        let store = Store::in_memory().unwrap();
        let opened: Vec<_> = ["1", "2", "3"].map(|n| open(&store, n, &format!("https://a.example/{n}"), now())).into();
        assert_eq!(opened, [OpenTicket::Waiting, OpenTicket::Waiting, OpenTicket::Full]);
        assert!(store.ticket("3").unwrap().is_none());
    }

    #[test]
    fn a_ticket_that_is_put_off_waits() {
        let store = Store::in_memory().unwrap();
        open(&store, "a", "https://a.example/", now());
        store.ticket_later("a", None, now() + 1.minute()).unwrap();
        assert!(store.tickets_due(9, now() + 59.seconds()).unwrap().is_empty());
        assert_eq!(store.tickets_due(9, now() + 60.seconds()).unwrap(), ["a"]);
        assert_eq!(store.ticket("a").unwrap().unwrap().tries, 1);
    }

    #[test]
    fn nothing_is_kept_for_ever() {
        let store = Store::in_memory().unwrap();
        open(&store, "left", "https://a.example/left", now());
        open(&store, "sent", "https://a.example/sent", now());
        store.ticket_read("sent", &Seen::default(), None).unwrap();
        let id =
            store.send_ticket("sent", &tip("https://a.example/sent"), &said("a@b.example"), now()).unwrap().unwrap().id;
        store.ticket_done("sent").unwrap();
        let mail = || store.submission(id).unwrap().unwrap().corrections.unwrap().mail;
        store.sweep_tickets(now() + 23.hours()).unwrap();
        assert!(store.ticket("left").unwrap().is_some());
        store.sweep_tickets(now() + 25.hours()).unwrap();
        assert!(store.ticket("left").unwrap().is_none() && store.ticket("sent").unwrap().is_some() && mail().is_some());
        store.sweep_tickets(now() + (91 * 24).hours()).unwrap();
        assert!(store.ticket("sent").unwrap().is_none());
        assert_eq!(mail(), None);
    }
}
