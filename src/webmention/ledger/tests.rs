//! The three stories of webmention.rocks about senders, and what else may happen between two runs.

use jiff::Timestamp;
use url::Url;

use super::{Due, Held, Ledger, Occasion, Wanted, remembered};
use crate::{
    fetch::{FetchError, Submitted},
    store::{MentionState, SentMention},
    webmention::Delivery,
};

const A: &str = "https://a.example/";
const B: &str = "https://b.example/";

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

fn accepted() -> Delivery {
    let submitted = Submitted { status: 202, location: None };
    Delivery::Accepted { endpoint: url("https://wm.example/"), submitted }
}

fn failed(status: u16, retry_after: Option<u64>) -> Delivery {
    Delivery::Unsent { endpoint: url("https://wm.example/"), error: FetchError::Status { status, retry_after } }
}

/// One run after the other, each at its own hour.
#[derive(Default)]
struct Runs {
    kept: Vec<SentMention>,
    hour: i64,
    repeat: bool,
}

impl Runs {
    fn ledger(&self, wanted: &[(&str, &str)]) -> Ledger {
        let wanted: Vec<_> =
            wanted.iter().map(|(target, hash)| Wanted { target: url(target), hash: (*hash).to_owned() }).collect();
        Ledger::new(&wanted, &self.kept, None, self.repeat, self.now())
    }

    fn now(&self) -> Timestamp {
        at("2026-11-01T00:00:00Z") + jiff::SignedDuration::from_hours(self.hour)
    }

    /// Sends what is due; says what that was.
    fn run(&mut self, wanted: &[(&str, &str)], deliver: impl Fn() -> Delivery) -> Vec<(String, Occasion)> {
        let ledger = self.ledger(wanted);
        self.kept.retain(|mention| !ledger.forgotten.contains(&mention.target));
        for due in &ledger.due {
            let last = self.kept.iter().position(|mention| mention.target == due.target);
            let last = last.map(|at| self.kept.remove(at));
            let source = url("https://kermis.example/leren/");
            self.kept.extend(remembered(&source, due, &deliver(), last.as_ref(), self.now()));
        }
        self.hour += 1;
        ledger.due.into_iter().map(|due| (due.target.into(), due.occasion)).collect()
    }
}

fn told(pairs: &[(&str, Occasion)]) -> Vec<(String, Occasion)> {
    pairs.iter().map(|(target, occasion)| ((*target).to_owned(), *occasion)).collect()
}

#[test]
fn update_1_a_link_is_added() {
    let mut runs = Runs::default();
    assert_eq!(runs.run(&[(A, "1")], accepted), told(&[(A, Occasion::New)]));
    assert_eq!(runs.run(&[(A, "2"), (B, "1")], accepted), told(&[(A, Occasion::Changed), (B, Occasion::New)]));
    assert_eq!(runs.run(&[(A, "2"), (B, "1")], accepted), told(&[]));
    // Of A the same is said as before.
    let added = [(A, "2"), (B, "1"), ("https://c.example/", "1")];
    assert_eq!(runs.run(&added, accepted), told(&[("https://c.example/", Occasion::New)]));
    runs.repeat = true;
    let all = runs.run(&added, accepted);
    assert!(all.len() == 3 && all.iter().all(|(_, occasion)| *occasion == Occasion::Repeated), "{all:?}");
}

#[test]
fn update_2_a_link_is_removed() {
    let mut runs = Runs::default();
    runs.run(&[(A, "1"), (B, "1")], accepted);
    assert_eq!(runs.run(&[(A, "2")], accepted), told(&[(A, Occasion::Changed), (B, Occasion::Dropped)]));
    assert_eq!(runs.run(&[(A, "2")], accepted), told(&[]));
    assert_eq!(runs.kept.len(), 1, "what is over is not remembered");
}

#[test]
fn delete_1_the_page_is_deleted() {
    let mut runs = Runs::default();
    runs.run(&[(A, "1"), (B, "1")], accepted);
    assert_eq!(runs.run(&[], accepted), told(&[(A, Occasion::Dropped), (B, Occasion::Dropped)]));
    assert!(runs.kept.is_empty());
}

#[test]
fn nobody_is_told_the_same_twice_and_no_endpoint_is_quiet() {
    for deliver in [accepted, || Delivery::NoEndpoint, || failed(400, None), || failed(404, Some(60))] {
        let mut runs = Runs::default();
        assert_eq!(runs.run(&[(A, "1")], deliver), told(&[(A, Occasion::New)]));
        assert_eq!(runs.run(&[(A, "1")], deliver), told(&[]));
        assert_eq!(runs.run(&[(A, "2")], deliver), told(&[(A, Occasion::Changed)]), "news is worth another try");
    }
}

#[test]
fn what_may_pass_is_tried_again_and_no_sooner_than_asked() {
    let mut runs = Runs::default();
    assert_eq!(runs.run(&[(A, "1")], || failed(503, None)), told(&[(A, Occasion::New)]));
    assert_eq!(runs.run(&[(A, "1")], || failed(429, Some(5000))), told(&[(A, Occasion::Retry)]));
    assert_eq!(
        runs.ledger(&[(A, "1")]).held,
        [(Due { target: url(A), hash: Some("1".into()), occasion: Occasion::Retry }, Held::TooSoon)]
    );
    assert_eq!(runs.run(&[(A, "1")], accepted), told(&[]), "after an hour");
    assert_eq!(runs.run(&[(A, "1")], accepted), told(&[(A, Occasion::Retry)]), "after two");
    assert_eq!(runs.run(&[(A, "1")], accepted), told(&[]));
}

#[test]
fn who_never_heard_of_a_link_need_not_hear_that_it_is_gone() {
    for deliver in [|| Delivery::NoEndpoint, || failed(503, None), || failed(400, None)] {
        let mut runs = Runs::default();
        runs.run(&[(A, "1")], deliver);
        assert_eq!(runs.run(&[], accepted), told(&[]));
        assert!(runs.kept.is_empty());
    }
}

#[test]
fn who_was_told_is_told_in_the_end_whatever_fails_on_the_way() {
    let mut runs = Runs::default();
    runs.run(&[(A, "1")], accepted);
    runs.run(&[(A, "2")], || failed(503, None));
    assert_eq!(runs.run(&[], || failed(500, None)), told(&[(A, Occasion::Dropped)]));
    assert_eq!(runs.run(&[], || failed(500, None)), told(&[(A, Occasion::Retry)]));
    assert_eq!(runs.run(&[], accepted), told(&[(A, Occasion::Retry)]));
    assert!(runs.kept.is_empty());
    // And back again.
    assert_eq!(runs.run(&[(A, "1")], accepted), told(&[(A, Occasion::New)]));
}

#[test]
fn a_link_that_comes_back_before_it_was_told_to_be_gone_is_a_change() {
    let mut runs = Runs::default();
    runs.run(&[(A, "1")], accepted);
    runs.run(&[], || failed(500, None));
    assert_eq!(runs.run(&[(A, "1")], accepted), told(&[(A, Occasion::Changed)]));
    assert_eq!(runs.kept[0].state, MentionState::Accepted);
}

#[test]
fn what_our_page_does_not_show_yet_waits() {
    let mut runs = Runs::default();
    runs.run(&[(A, "1")], accepted);
    let wanted = [Wanted { target: url(B), hash: "1".into() }];
    let online = |target: &Url| target.as_str() == A;
    let ledger = Ledger::new(&wanted, &runs.kept, Some(&online), false, runs.now());
    let held: Vec<_> = ledger.held.iter().map(|(due, held)| (due.target.as_str(), *held)).collect();
    assert_eq!(held, [(A, Held::StillLinked), (B, Held::NotYetLinked)]);
    assert!(ledger.due.is_empty());
}
