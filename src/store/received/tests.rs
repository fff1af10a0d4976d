use jiff::{SignedDuration, Timestamp};
use url::Url;

use super::{Asked, Looked, Moderation, Patience, ReceivedMention, ReceivedState, Store, distinct};
use crate::model::{Became, ReactionKind, Verified};

const PATIENCE: Patience = Patience { pause: SignedDuration::from_secs(30), per_hour: 3 };

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_795_000_000 + seconds).unwrap()
}

fn ask(store: &Store, source: &str, target: &str, seconds: i64) -> Asked {
    store.ask(&url(source), &url(target), PATIENCE, at(seconds)).unwrap()
}

fn verified(words: &str) -> Verified {
    Verified {
        kind: ReactionKind::Reply,
        author: None,
        title: None,
        published: None,
        language: None,
        excerpt: words.into(),
        canonical: None,
        permalink: None,
        is_list: false,
    }
}

fn links(words: &str, known_by: &str) -> Looked {
    Looked::Verified { verified: Box::new(verified(words)), became: Became::Reaction, known_by: url(known_by) }
}

fn only(store: &Store) -> ReceivedMention {
    let mut all = store.received_mentions().unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

#[test]
fn one_pair_is_one_mention_and_may_not_be_sent_again_at_once() {
    let store = Store::in_memory().unwrap();
    let (post, ours) = ("https://a.example/post", "https://kermis.example/leren/");
    let Asked::Taken { id, ticket, is_new: true } = ask(&store, post, ours, 0) else { panic!() };
    let again = Asked::Taken { id, ticket: ticket.clone(), is_new: false };
    assert_eq!(ask(&store, post, "https://kermis.example/leren/#e-1", 1), again, "it waits: nothing new");
    assert_eq!(only(&store).target.fragment(), Some("e-1"));
    store.looked(&only(&store), &Looked::NoLink, at(2)).unwrap();
    assert_eq!(ask(&store, post, ours, 11), Asked::TooSoon { seconds: 20 });
    assert_eq!(ask(&store, post, ours, 31), again);
    assert_eq!(store.mention_of_ticket(&ticket).unwrap().map(|mention| mention.id), Some(id));
    assert_eq!(ticket.len(), 32);
}

#[test]
fn no_more_than_so_many_new_ones_within_an_hour() {
    let store = Store::in_memory().unwrap();
    let ours = "https://kermis.example/leren/";
    for n in 0..3 {
        assert!(matches!(ask(&store, &format!("https://a.example/{n}"), ours, n), Asked::Taken { .. }));
    }
    assert_eq!(ask(&store, "https://a.example/3", ours, 100), Asked::TooMany);
    assert!(matches!(ask(&store, "https://a.example/3", ours, 3601), Asked::Taken { is_new: true, .. }));
}

#[test]
fn a_look_that_fails_is_tried_again_and_changes_nothing_that_was_found() {
    let store = Store::in_memory().unwrap();
    ask(&store, "https://a.example/post", "https://kermis.example/leren/", 0);
    let failed = |again| Looked::Failed { why: "no answer".into(), again };
    let kept = store.looked(&only(&store), &failed(Some(at(60))), at(1)).unwrap().unwrap();
    assert_eq!((kept.state, kept.tries, kept.due), (ReceivedState::Unseen, 1, Some(at(60))));
    assert!(store.mentions_due(at(59), 9).unwrap().is_empty());
    assert_eq!(store.next_mention_due().unwrap(), Some(at(60)));
    let kept = store.looked(&only(&store), &links("ja", "https://a.example/post"), at(61)).unwrap().unwrap();
    assert_eq!((kept.state, kept.tries, kept.due), (ReceivedState::Verified, 0, None));
    store.look_again(&[kept.id], at(100)).unwrap();
    let kept = store.looked(&only(&store), &failed(None), at(101)).unwrap().unwrap();
    assert_eq!((kept.state, kept.due), (ReceivedState::Verified, None));
    assert_eq!(kept.verified, Some(verified("ja")));
}

#[test]
fn one_that_never_answers_has_failed_and_is_forgotten_after_a_month() {
    let store = Store::in_memory().unwrap();
    ask(&store, "https://a.example/post", "https://kermis.example/leren/", 0);
    store.looked(&only(&store), &Looked::Failed { why: "404".into(), again: None }, at(1)).unwrap();
    assert_eq!(only(&store).state, ReceivedState::Failed);
    assert_eq!(store.tidy_mentions(at(29 * 86_400)).unwrap(), 0);
    assert_eq!(store.tidy_mentions(at(31 * 86_400)).unwrap(), 1);
}

#[test]
fn what_is_shown_and_changes_waits_for_the_host_again() {
    let store = Store::in_memory().unwrap();
    let post = "https://a.example/post";
    ask(&store, post, "https://kermis.example/leren/", 0);
    let id = store.looked(&only(&store), &links("mooi", post), at(1)).unwrap().unwrap().id;
    assert!(store.moderate(id, Moderation::Shown).unwrap() && !store.moderate(99, Moderation::Shown).unwrap());
    store.looked(&only(&store), &links("mooi", post), at(40)).unwrap();
    assert_eq!(only(&store).moderation, Moderation::Shown, "nothing has changed");
    store.looked(&only(&store), &links("koop pillen", post), at(80)).unwrap();
    assert_eq!(only(&store).moderation, Moderation::Waiting);
    store.moderate(id, Moderation::Hidden).unwrap();
    store.looked(&only(&store), &links("mooi toch", post), at(120)).unwrap();
    assert_eq!(only(&store).moderation, Moderation::Hidden, "no stays no");
}

#[test]
fn one_that_is_sent_again_while_it_is_looked_at_stays_due() {
    let store = Store::in_memory().unwrap();
    let post = "https://a.example/post";
    ask(&store, post, "https://kermis.example/leren/", 0);
    let taken_up = only(&store);
    ask(&store, post, "https://kermis.example/leren/", 5);
    let kept = store.looked(&taken_up, &Looked::NoLink, at(6)).unwrap().unwrap();
    assert_eq!((kept.state, kept.due), (ReceivedState::NoLink, Some(at(5))));
}

#[test]
fn two_addresses_of_one_page_are_shown_once_and_a_no_counts_for_both() {
    let store = Store::in_memory().unwrap();
    for (n, source) in ["https://a.example/post", "http://www.a.example/post/?utm_source=x"].into_iter().enumerate() {
        ask(&store, source, "https://kermis.example/leren/", i64::try_from(n).unwrap());
    }
    for due in store.mentions_due(at(9), 9).unwrap() {
        store.looked(&due, &links("ja", "https://a.example/post"), at(10)).unwrap();
    }
    let all = store.received_mentions().unwrap();
    assert_eq!(all.len(), 2);
    let ids = |all: Vec<ReceivedMention>| distinct(all).iter().map(|mention| mention.id).collect::<Vec<_>>();
    assert_eq!(ids(all.clone()), [all[0].id]);
    store.moderate(all[1].id, Moderation::Hidden).unwrap();
    assert_eq!(ids(store.received_mentions().unwrap()), [all[1].id]);
}
