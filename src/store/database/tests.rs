#![expect(clippy::disallowed_methods, reason = "the tests damage files")]

use std::{path::Path, thread};

use jiff::Timestamp;
use rusqlite::Connection;
use url::Url;

use super::{AskedPage, CachedFeed, Failure, Hold, Move, Schedule, Store, StoreError, Validators};
use crate::{
    model::{FailureKind, PagePolicy},
    store::KeptPage,
};

fn url(text: &str) -> Url {
    text.parse().unwrap()
}

fn at(second: i64) -> Timestamp {
    Timestamp::new(1_777_000_000 + second, 123_456_789).unwrap()
}

fn cached(body: &[u8]) -> CachedFeed {
    CachedFeed {
        url: url("https://b.example/feed"),
        base: url("https://b.example/feed.xml?x=1"),
        body: body.to_vec(),
        content_type: Some("text/xml; charset=\"ISO-8859-1\"".into()),
        validators: Validators { etag: Some("W/\"“a\" ".into()), last_modified: Some("gisteren".into()) },
        fetched: at(0),
    }
}

/// Due at this moment, and nothing ever went wrong.
fn due(next: Timestamp) -> Schedule {
    Schedule { next, held: None, failures: 0, failure: None, moved: None, took: None }
}

fn failing(next: Timestamp) -> Schedule {
    let failure = Failure { at: at(98), kind: FailureKind::Gone, message: "the server answered 410".into() };
    let moved = Move { to: url("https://c.example/"), first: at(1), last: at(2), times: 3 };
    Schedule {
        next,
        held: Some(at(199)),
        failures: 3,
        failure: Some(failure),
        moved: Some(moved),
        took: Some(std::time::Duration::from_millis(1234)),
    }
}

fn database(root: &Path) -> std::path::PathBuf {
    root.join(".blogkermis/kermis.db")
}

#[test]
fn gives_back_what_it_was_given() {
    let store = Store::in_memory().unwrap();
    let asked = url("http://a.example/feed");
    assert_eq!(store.feed(&asked).unwrap(), None);
    assert_eq!(store.schedule(&asked).unwrap(), None);
    for feed in
        [cached(b"<rss>\0\xff"), CachedFeed { content_type: None, validators: Validators::default(), ..cached(b"") }]
    {
        store.keep_feed(&asked, &feed, &due(at(3600))).unwrap();
        assert_eq!(store.feed(&asked).unwrap(), Some(feed));
    }
    assert_eq!(store.schedule(&asked).unwrap(), Some(due(at(3600))));
    assert_eq!(store.feed(&url("http://a.example/other")).unwrap(), None);
}

#[test]
fn a_failure_keeps_the_body_and_a_success_ends_the_failures() {
    let store = Store::in_memory().unwrap();
    let asked = url("http://a.example/feed");
    let failed = failing(at(99));
    store.set_schedule(&asked, &failed).unwrap();
    assert_eq!(store.feed(&asked).unwrap(), None, "a schedule is no body");
    store.confirm_feed(&asked, &Validators::default(), at(1), &due(at(2))).unwrap();
    assert_eq!(store.schedule(&asked).unwrap(), Some(failed.clone()), "nothing there to confirm");

    store.keep_feed(&asked, &cached(b"good"), &due(at(100))).unwrap();
    assert_eq!(store.schedule(&asked).unwrap(), Some(due(at(100))));
    store.set_schedule(&asked, &failed).unwrap();
    assert_eq!(store.feed(&asked).unwrap(), Some(cached(b"good")));
    assert_eq!(store.schedule(&asked).unwrap(), Some(failed));

    let validators = Validators { etag: Some("newer".into()), last_modified: None };
    store.confirm_feed(&asked, &validators, at(200), &due(at(300))).unwrap();
    assert_eq!(store.feed(&asked).unwrap(), Some(CachedFeed { fetched: at(200), validators, ..cached(b"good") }));
    assert_eq!(store.schedule(&asked).unwrap(), Some(due(at(300))));
}

#[test]
fn a_domain_s_wish_holds_until_it_is_taken_back() {
    let store = Store::in_memory().unwrap();
    assert_eq!(store.hold("a.example").unwrap(), None);
    for hold in [Hold { until: at(5), times: 1 }, Hold { until: at(9), times: 2 }] {
        store.set_hold("a.example", Some(hold)).unwrap();
        assert_eq!(store.hold("a.example").unwrap(), Some(hold));
        assert_eq!(store.hold("b.example").unwrap(), None);
    }
    store.set_hold("a.example", None).unwrap();
    assert_eq!(store.hold("a.example").unwrap(), None);
}

#[test]
fn pages_are_kept_with_what_they_allow() {
    let store = Store::in_memory().unwrap();
    let post = url("https://a.example/post");
    assert_eq!(store.page(&post).unwrap(), None);
    let failed = AskedPage { excerpt: "1".into(), page: None, next: at(60), failures: 1 };
    store.keep_page(&post, &failed).unwrap();
    assert_eq!(store.page(&post).unwrap(), Some(failed));
    let kept = KeptPage {
        main_html: "<p>één</p>".into(),
        canonical: Some(post.clone()),
        authors: vec!["Noor".into()],
        published: "2026-05-01".parse().ok(),
        language: None,
        policy: PagePolicy { snippet: false, ..PagePolicy::default() },
    };
    let asked = AskedPage { excerpt: "2".into(), page: Some(kept), next: at(0), failures: 0 };
    store.keep_page(&post, &asked).unwrap();
    assert_eq!(store.page(&post).unwrap(), Some(asked));
}

#[test]
fn snapshots_stay_as_they_were_first_seen() {
    let store = Store::in_memory().unwrap();
    let pair = |hash: &str, text: &str| (hash.to_owned(), text.to_owned());
    store.keep_snapshots(&[pair("a", "één"), pair("b", "twee")], at(0)).unwrap();
    store.keep_snapshots(&[pair("a", "anders"), pair("c", "")], at(1)).unwrap();
    store.keep_snapshots(&[], at(2)).unwrap();
    assert_eq!(store.snapshot("a").unwrap().as_deref(), Some("één"));
    assert_eq!(store.snapshot("c").unwrap().as_deref(), Some(""));
    assert_eq!(store.snapshot("d").unwrap(), None);
}

#[test]
fn remembers_between_runs() {
    let root = tempfile::tempdir().unwrap();
    let asked = url("http://a.example/feed");
    Store::open(root.path()).unwrap().keep_feed(&asked, &cached(b"good"), &due(at(1))).unwrap();
    let store = Store::open(root.path()).unwrap();
    assert_eq!(store.feed(&asked).unwrap(), Some(cached(b"good")));
    let raw = Connection::open(database(root.path())).unwrap();
    let mode: String = raw.query_row("PRAGMA journal_mode", (), |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
    assert!(raw.execute("UPDATE feeds SET failures = 'many'", ()).is_err(), "the tables are strict");
}

#[test]
fn an_empty_database_is_brought_up_and_a_newer_one_left_alone() {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir(root.path().join(".blogkermis")).unwrap();
    let raw = Connection::open(database(root.path())).unwrap();
    raw.execute_batch("CREATE TABLE other (x)").unwrap();
    drop(Store::open(root.path()).unwrap());
    let version: u32 = raw.query_row("PRAGMA user_version", (), |row| row.get(0)).unwrap();
    assert_eq!(version as usize, super::MIGRATIONS.len());

    raw.pragma_update(None, "user_version", 99).unwrap();
    let error = Store::open(root.path()).unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 99, .. }), "{error}");
    let version: u32 = raw.query_row("PRAGMA user_version", (), |row| row.get(0)).unwrap();
    assert_eq!(version, 99);
}

#[test]
fn several_programs_write_at_once() {
    let root = tempfile::tempdir().unwrap();
    thread::scope(|scope| {
        for writer in 0..4 {
            let root = root.path();
            // each opens the file itself, as a program of its own would
            scope.spawn(move || {
                let store = Store::open(root).unwrap();
                for number in 0..50 {
                    let asked = url(&format!("http://b{writer}.example/{number}"));
                    store.keep_feed(&asked, &cached(b"body"), &due(at(number))).unwrap();
                    store.keep_snapshots(&[(format!("{writer}-{number}"), "text".into())], at(0)).unwrap();
                    assert!(store.feed(&asked).unwrap().is_some());
                }
            });
        }
    });
    let raw = Connection::open(database(root.path())).unwrap();
    let count =
        |table| raw.query_row(&format!("SELECT count(*) FROM {table}"), (), |row| row.get::<_, u32>(0)).unwrap();
    assert_eq!((count("feeds"), count("snapshots")), (200, 200));
}

#[test]
fn threads_share_one_store() {
    let store = Store::in_memory().unwrap();
    thread::scope(|scope| {
        for thread in 0..4 {
            let store = &store;
            scope.spawn(move || {
                for number in 0..25 {
                    store.keep_snapshots(&[(format!("{thread}-{number}"), "t".into())], at(0)).unwrap();
                }
            });
        }
    });
    assert!((0..4).all(|thread| store.snapshot(&format!("{thread}-24")).unwrap().is_some()));
}

#[test]
fn a_damaged_file_is_named_and_never_a_panic() {
    for bytes in [&b"this is no database, though it is long enough to look like one"[..], &[0u8; 4096], &[0xff; 100]] {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join(".blogkermis")).unwrap();
        std::fs::write(database(root.path()), bytes).unwrap();
        let error = Store::open(root.path()).unwrap_err();
        assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
        let message = error.to_string();
        assert!(message.contains("kermis.db") && message.contains("move it away"), "{message}");
    }
}

#[test]
fn a_file_cut_or_scribbled_in_is_an_error_when_it_is_read() {
    let root = tempfile::tempdir().unwrap();
    let asked = url("http://a.example/feed");
    Store::open(root.path()).unwrap().keep_feed(&asked, &cached(&vec![7; 200_000]), &due(at(1))).unwrap();
    let whole = std::fs::read(database(root.path())).unwrap();
    for length in [whole.len() / 2, 5000, 600] {
        std::fs::write(database(root.path()), &whole[..length]).unwrap();
        let error = Store::open(root.path()).and_then(|store| store.feed(&asked)).unwrap_err();
        assert!(matches!(error, StoreError::Damaged { .. }), "{length}: {error}");
    }
    let mut scribbled = whole.clone();
    scribbled[4096..].fill(0xa5);
    std::fs::write(database(root.path()), &scribbled).unwrap();
    let error = Store::open(root.path()).and_then(|store| store.feed(&asked)).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
}

#[test]
fn values_nobody_wrote_and_missing_tables_are_damage() {
    let root = tempfile::tempdir().unwrap();
    let asked = url("http://a.example/feed");
    let store = Store::open(root.path()).unwrap();
    store.keep_feed(&asked, &cached(b"x"), &due(at(1))).unwrap();
    let raw = Connection::open(database(root.path())).unwrap();
    raw.execute_batch("UPDATE feeds SET next = 'soon', base = 'nowhere', failures = -1").unwrap();
    assert!(matches!(store.feed(&asked), Err(StoreError::Damaged { .. })));
    assert!(matches!(store.schedule(&asked), Err(StoreError::Damaged { .. })));
    raw.execute_batch("DROP TABLE snapshots").unwrap();
    assert!(matches!(store.snapshot("a"), Err(StoreError::Damaged { .. })));
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join(".blogkermis"), "a file").unwrap();
    let error = Store::open(root.path()).unwrap_err();
    assert!(matches!(error, StoreError::Io { .. }) && error.to_string().contains(".blogkermis"), "{error}");
}

#[test]
fn reading_leaves_no_trace_and_sees_what_was_kept() {
    let root = tempfile::TempDir::new().unwrap();
    let asked = url("http://a.example/feed");
    assert_eq!(Store::open_to_read(root.path()).unwrap().feed(&asked).unwrap(), None);
    assert!(!root.path().join(".blogkermis").exists(), "nothing is made");

    let writer = Store::open(root.path()).unwrap();
    writer.keep_feed(&asked, &cached(b"x"), &due(at(3600))).unwrap();
    let beside = Store::open_to_read(root.path()).unwrap();
    assert!(beside.feed(&asked).unwrap().is_some(), "what is still in the log is seen too");
    drop((beside, writer));

    // Whoever closed last may have left a log; a database alone is the harder case.
    for ending in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(root.path().join(format!(".blogkermis/kermis.db{ending}")));
    }
    let store = Store::open_to_read(root.path()).unwrap();
    assert!(store.keep_feed(&asked, &cached(b"y"), &due(at(3600))).is_err(), "it cannot be written to");
    let names: Vec<_> =
        std::fs::read_dir(root.path().join(".blogkermis")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["kermis.db"]);

    std::fs::write(database(root.path()), "no database at all, but long enough to look like one").unwrap();
    assert_eq!(Store::open_to_read(root.path()).unwrap().feed(&asked).unwrap(), None, "caches may be lost");
}
