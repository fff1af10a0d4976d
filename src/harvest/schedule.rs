//! When a feed is asked again. Pure: the present is an argument, and the jitter is made of the address.
//!
//! The manners are those of RFC 9110 (`Retry-After`), RFC 9111 (freshness) and of the people who run the servers: at
//! most one look an hour, longer where the server or the feed asks for it, longer and longer where something is wrong.

use std::time::Duration;

use jiff::Timestamp;
use url::Url;

use crate::{
    model::{FailureKind, Pace},
    store::{Failure, Hold, Move, Schedule},
};

/// The longest a feed is left alone because it says that it rarely changes.
const LONGEST_REST: Duration = Duration::from_hours(7 * 24);
/// The longest a failing feed is left alone.
const LONGEST_BACK_OFF: Duration = Duration::from_hours(24);
/// The longest a server's wish for patience is believed.
const LONGEST_HOLD: Duration = Duration::from_hours(7 * 24);
/// How long a server that limits us without saying for how long is left alone at first.
const LIMITED: Duration = Duration::from_hours(4);
/// So soon after an answer that would come back whole, and of no more use, even `--force` does not ask again.
const MOMENT: Duration = Duration::from_mins(10);
/// A permanent redirect is believed after so many sightings …
const SIGHTINGS: u32 = 3;
/// … over so much time, …
const PROBATION: Duration = Duration::from_hours(7 * 24);
/// … and looked at so often meanwhile.
const BETWEEN_SIGHTINGS: Duration = Duration::from_hours(24);
/// A server that usually takes longer than this is slow.
const SLOW: Duration = Duration::from_secs(10);

/// How urgently a feed is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Force {
    /// When it is due.
    #[default]
    No,
    /// Now, due or not.
    Due,
    /// Now, though it failed a moment ago or was given up: somebody named it. What its server asked for still holds.
    Named,
}

/// Whether a feed may be asked now. `whole` is when the copy at hand came, if its server knows no validators: it could
/// only be sent whole again.
#[must_use]
pub fn may_ask(schedule: Option<&Schedule>, whole: Option<Timestamp>, force: Force, now: Timestamp) -> bool {
    let Some(schedule) = schedule else { return true };
    if schedule.held.is_some_and(|held| held > now && held <= later(now, LONGEST_HOLD)) {
        return false;
    }
    let failure = schedule.failure.as_ref();
    match force {
        Force::Named => true,
        _ if failure.is_some_and(|failure| failure.kind == FailureKind::Gone) => false,
        Force::Due => {
            let unusable = failure.filter(|failure| failure.kind.is_unusable_answer()).map(|failure| failure.at);
            !unusable.or(whole).is_some_and(|at| at <= now && now < later(at, MOMENT))
        }
        // A schedule further away than any rest was made by a clock that ran ahead.
        Force::No => schedule.next <= now || schedule.next > later(now, LONGEST_REST * 2),
    }
}

/// What a good answer says about the next time.
#[derive(Clone, Debug, Default)]
pub struct Rest {
    /// For how long the answer is fresh, in seconds.
    pub max_age: Option<u64>,
    /// What the feed itself says.
    pub pace: Pace,
}

/// The schedule after a good answer. `interval` is the shortest time between two looks.
#[must_use]
pub fn after_answer(
    before: Option<Schedule>,
    rest: &Rest,
    took: Duration,
    interval: Duration,
    now: Timestamp,
) -> Schedule {
    let wished = Duration::from_secs(rest.max_age.unwrap_or(0)).max(rest.pace.interval.unwrap_or_default());
    let next = rest.pace.next(later(now, wished.min(LONGEST_REST).max(interval)));
    let moved = before.as_ref().and_then(|before| before.moved.clone());
    let took = smoothed(before.and_then(|before| before.took), took);
    Schedule { next, held: None, failures: 0, failure: None, moved, took: Some(took) }
}

/// The schedule after a failure. Each failure in a row doubles the pause; a tenth more or less, by the address, keeps
/// feeds that failed together from being asked together.
#[must_use]
pub fn after_failure(
    before: Option<Schedule>,
    failure: Failure,
    retry_after: Option<Duration>,
    asked: &Url,
    interval: Duration,
) -> Schedule {
    let now = failure.at;
    let failures = before.as_ref().map_or(0, |before| before.failures).saturating_add(1);
    let first = match failure.kind {
        FailureKind::Busy | FailureKind::Refused if retry_after.is_none() => interval.max(LIMITED),
        _ => interval,
    };
    let pause = jittered(doubled(first, failures).min(LONGEST_BACK_OFF).max(interval), asked, failures).max(interval);
    let held = retry_after.map(|wait| later(now, wait.min(LONGEST_HOLD)));
    let next = later(now, pause).max(held.unwrap_or(Timestamp::MIN));
    let (moved, took) = before.map_or((None, None), |before| (before.moved, before.took));
    Schedule { next, held, failures, failure: Some(failure), moved, took }
}

/// What a domain that limits us asks of all its feeds: the time it named, or hours, more each time in a row.
#[must_use]
pub fn hold(before: Option<Hold>, retry_after: Option<Duration>, domain: &str, now: Timestamp) -> Hold {
    let times = before.map_or(0, |before| before.times).saturating_add(1);
    let pause = if let Some(wait) = retry_after {
        wait.min(LONGEST_HOLD)
    } else {
        let seed = blake3::hash(domain.as_bytes()).as_bytes()[0];
        spread(doubled(LIMITED, times).min(LONGEST_BACK_OFF), seed)
    };
    Hold { until: later(now, pause), times }
}

/// Whether a domain's wish still holds.
#[must_use]
pub fn is_held(hold: Option<Hold>, now: Timestamp) -> bool {
    hold.is_some_and(|hold| hold.until > now && hold.until <= later(now, LONGEST_HOLD))
}

/// Whether the old address of a feed on probation is asked this time, to see whether it still leads to the new one.
#[must_use]
pub fn wants_sighting(moved: &Move, now: Timestamp) -> bool {
    !is_settled(moved) && now >= later(moved.last, BETWEEN_SIGHTINGS)
}

/// Whether a move has been seen often and long enough to be believed.
#[must_use]
pub fn is_settled(moved: &Move) -> bool {
    moved.times >= SIGHTINGS && moved.last >= later(moved.first, PROBATION)
}

/// A move that is believed at once, because the old address is no more.
#[must_use]
pub fn settled(moved: Move, now: Timestamp) -> Move {
    let first = now.checked_sub(PROBATION).unwrap_or(Timestamp::MIN).min(moved.first);
    Move { first, last: now, times: moved.times.max(SIGHTINGS), ..moved }
}

/// Notes where a look at the old address led for good; `None`: nowhere else.
#[must_use]
pub fn sighted(before: Option<Move>, to: Option<Url>, now: Timestamp) -> Option<Move> {
    let to = to?;
    match before {
        Some(moved) if moved.to == to => {
            // Looks of one day are one sighting: a portal is in the way for an afternoon.
            let counts = now >= later(moved.last, BETWEEN_SIGHTINGS);
            let times = moved.times.saturating_add(u32::from(counts));
            Some(Move { last: if counts { now } else { moved.last }, times, ..moved })
        }
        _ => Some(Move { to, first: now, last: now, times: 1 }),
    }
}

/// Whether a server usually takes long.
#[must_use]
pub fn is_slow(schedule: &Schedule) -> bool {
    schedule.took.is_some_and(|took| took >= SLOW)
}

/// `now` and a pause; at the end of time it stops.
pub(super) fn later(now: Timestamp, pause: Duration) -> Timestamp {
    now.checked_add(pause).unwrap_or(Timestamp::MAX)
}

fn doubled(pause: Duration, times: u32) -> Duration {
    pause.saturating_mul(1 << times.saturating_sub(1).min(6))
}

/// The newest look counts for a third.
fn smoothed(before: Option<Duration>, took: Duration) -> Duration {
    before.map_or(took, |before| (before * 2 + took) / 3)
}

fn jittered(pause: Duration, asked: &Url, failures: u32) -> Duration {
    let hash = blake3::hash(format!("{asked} {failures}").as_bytes());
    spread(pause, hash.as_bytes()[0])
}

/// A tenth more or less.
fn spread(pause: Duration, seed: u8) -> Duration {
    pause.mul_f64(0.9 + 0.2 * f64::from(seed) / 255.0)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;

    use super::*;

    const HOUR: Duration = Duration::from_hours(1);

    fn at(hours: u64) -> Timestamp {
        later("2026-11-01T00:00:00Z".parse().unwrap(), HOUR * u32::try_from(hours).unwrap())
    }

    fn asked() -> Url {
        Url::parse("https://a.example/feed").unwrap()
    }

    fn failed(before: Option<Schedule>, kind: FailureKind, retry_after: Option<u64>, hours: u64) -> Schedule {
        let failure = Failure { at: at(hours), kind, message: String::new() };
        after_failure(before, failure, retry_after.map(Duration::from_secs), &asked(), HOUR)
    }

    fn answered(max_age: Option<u64>, pace: Pace) -> Schedule {
        after_answer(None, &Rest { max_age, pace }, Duration::ZERO, HOUR, at(0))
    }

    #[test]
    fn once_an_hour_or_as_rarely_as_the_server_and_the_feed_like() {
        assert_eq!(answered(None, Pace::default()).next, at(1));
        assert_eq!(answered(Some(60), Pace::default()).next, at(1));
        assert_eq!(answered(Some(7200), Pace::default()).next, at(2));
        assert_eq!(answered(Some(7200), Pace { interval: Some(HOUR * 5), ..Pace::default() }).next, at(5));
        assert_eq!(answered(Some(u64::MAX), Pace::default()).next, at(7 * 24));
    }

    #[test]
    fn force_overrides_the_hour_but_not_the_server() {
        let schedule = answered(None, Pace::default());
        assert!(!may_ask(Some(&schedule), None, Force::No, at(0)) && may_ask(Some(&schedule), None, Force::Due, at(0)));
        assert!(may_ask(Some(&schedule), None, Force::No, at(1)) && may_ask(None, None, Force::No, at(0)));
        let busy = failed(None, FailureKind::Busy, Some(7200), 0);
        assert_eq!((busy.next, busy.held), (at(2), Some(at(2))));
        for force in [Force::No, Force::Due, Force::Named] {
            assert!(!may_ask(Some(&busy), None, force, at(1)), "{force:?}");
            assert!(may_ask(Some(&busy), None, force, at(3)), "{force:?}");
        }
        let gone = failed(None, FailureKind::Gone, None, 0);
        assert!(!may_ask(Some(&gone), None, Force::No, at(9999)) && !may_ask(Some(&gone), None, Force::Due, at(9999)));
        assert!(may_ask(Some(&gone), None, Force::Named, at(1)));
    }

    #[test]
    fn an_answer_of_no_use_is_not_asked_for_again_at_once() {
        let page = failed(None, FailureKind::WebPage, None, 0);
        assert!(!may_ask(Some(&page), None, Force::Due, at(0)) && may_ask(Some(&page), None, Force::Named, at(0)));
        assert!(may_ask(Some(&page), None, Force::Due, at(1)));
        let down = failed(None, FailureKind::ServerError, None, 0);
        assert!(may_ask(Some(&down), None, Force::Due, at(0)));
    }

    #[test]
    fn a_copy_that_could_only_be_sent_whole_is_left_for_a_moment() {
        let schedule = answered(None, Pace::default());
        let ask = |force, now| may_ask(Some(&schedule), Some(at(0)), force, now);
        assert!(!ask(Force::Due, at(0)) && ask(Force::Named, at(0)));
        assert!(ask(Force::Due, at(1)) && ask(Force::No, at(1)));
    }

    #[test]
    fn failures_in_a_row_double_the_pause_up_to_a_day() {
        let mut schedule = None;
        let mut pauses = Vec::new();
        for _ in 0..8 {
            let next = failed(schedule, FailureKind::ServerError, None, 0);
            pauses.push(next.next.duration_since(at(0)).as_secs_f64() / 3600.0);
            schedule = Some(next);
        }
        for (pause, expected) in pauses.iter().zip([1.0, 2.0, 4.0, 8.0, 16.0, 24.0, 24.0, 24.0]) {
            assert!((0.9..=1.1).contains(&(pause / expected)), "{pauses:?}");
        }
        assert!(pauses.iter().all(|pause| *pause >= 1.0), "never within the hour: {pauses:?}");
        assert!(pauses[5..].windows(2).any(|pair| pair[0].to_bits() != pair[1].to_bits()), "jitter: {pauses:?}");
    }

    #[test]
    fn who_limits_us_without_a_time_is_left_alone_for_hours() {
        for kind in [FailureKind::Busy, FailureKind::Refused] {
            assert!(failed(None, kind, None, 0).next > at(3), "{kind}");
        }
        let hold = hold(None, None, "a.example", at(0));
        assert!(hold.until > at(3) && is_held(Some(hold), at(3)) && !is_held(Some(hold), at(5)));
        assert_eq!(super::hold(Some(hold), Some(HOUR), "a.example", at(9)), Hold { until: at(10), times: 2 });
    }

    #[test]
    fn a_clock_that_ran_ahead_locks_nobody_out() {
        let schedule = Schedule { held: Some(at(99_999)), ..answered(None, Pace::default()) };
        assert!(may_ask(Some(&Schedule { next: at(99_999), ..schedule }), None, Force::No, at(0)));
    }

    #[test]
    fn a_move_is_believed_after_three_days_of_sightings_over_a_week() {
        let to = || Some(Url::parse("https://b.example/feed").unwrap());
        let mut moved = sighted(None, to(), at(0));
        for hours in [1, 2, 3, 24, 48, 100] {
            let before = moved.clone().unwrap();
            assert_eq!(wants_sighting(&before, at(hours)), hours >= 24, "{hours}");
            moved = sighted(moved, to(), at(hours));
            assert!(!is_settled(moved.as_ref().unwrap()), "{hours}");
        }
        let settled = sighted(moved.clone(), to(), at(7 * 24)).unwrap();
        assert!(is_settled(&settled) && !wants_sighting(&settled, at(9999)));
        let elsewhere = sighted(moved.clone(), Some(asked()), at(200)).unwrap();
        assert_eq!((elsewhere.times, elsewhere.first), (1, at(200)));
        assert_eq!(sighted(moved, None, at(200)), None, "it answers at its old address again");
    }
}
