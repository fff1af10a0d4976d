//! What a feed says about how often to ask for it.

use std::{collections::BTreeSet, time::Duration};

use jiff::{Timestamp, ToSpan, civil::Weekday, tz::Offset};
use serde::{Deserialize, Serialize};

/// What a feed says about how often, and when, to ask for it: `ttl`, `skipHours` and `skipDays` of RSS 2.0, and the
/// Syndication module of RSS 1.0. A wish of the publisher's: the client's own manners come on top.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    /// How long a copy is good for; never more than [`Pace::LONGEST`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<Duration>,
    /// Hours of the day, 0 to 23 in UTC, at which nobody should ask.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub skip_hours: BTreeSet<i8>,
    /// Days of the week, in UTC, on which nobody should ask: 1 is Monday, 7 is Sunday.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub skip_days: BTreeSet<i8>,
}

impl Pace {
    /// The longest interval that is believed: a feed asked less than once a week misses an edition.
    pub const LONGEST: Duration = Duration::from_hours(7 * 24);

    /// Whether the feed says nothing of the kind.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        *self == Self::default()
    }

    /// The first instant at or after `earliest` that the feed does not ask to skip. A feed that would skip the whole
    /// week is not taken at its word: then it is `earliest` itself.
    #[must_use]
    pub fn next(&self, earliest: Timestamp) -> Timestamp {
        const WEEK_OF_HOURS: usize = 7 * 24;
        let mut at = earliest;
        for _ in 0..=WEEK_OF_HOURS {
            let there = Offset::UTC.to_datetime(at);
            let skipped = self.skip_hours.contains(&there.hour())
                || self.skip_days.contains(&there.weekday().to_monday_one_offset());
            if !skipped {
                return at;
            }
            let seconds = i64::from(there.minute()) * 60 + i64::from(there.second());
            let hour = Timestamp::from_second(at.as_second() - seconds).and_then(|hour| hour.checked_add(1.hour()));
            let Ok(next_hour) = hour else { break };
            at = next_hour;
        }
        earliest
    }

    /// A day as feeds name it: in English, three letters will do. `None` when it is none.
    #[must_use]
    pub fn day(name: &str) -> Option<i8> {
        let name = name.trim().to_ascii_lowercase();
        let days = [
            ("monday", Weekday::Monday),
            ("tuesday", Weekday::Tuesday),
            ("wednesday", Weekday::Wednesday),
            ("thursday", Weekday::Thursday),
            ("friday", Weekday::Friday),
            ("saturday", Weekday::Saturday),
            ("sunday", Weekday::Sunday),
        ];
        let found = days.iter().find(|(full, _)| name.len() >= 3 && full.starts_with(name.as_str()));
        found.map(|(_, day)| day.to_monday_one_offset())
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::Pace;

    fn next(pace: &Pace, at: &str) -> String {
        pace.next(at.parse::<Timestamp>().unwrap()).to_string()
    }

    #[test]
    fn waits_until_the_skipped_hours_and_days_are_over() {
        // 2026-05-02 is a Saturday.
        let pace = Pace { interval: None, skip_hours: (0..6).collect(), skip_days: [6, 7].into() };
        assert_eq!(next(&pace, "2026-05-01T05:59:59.5Z"), "2026-05-01T06:00:00Z");
        assert_eq!(next(&pace, "2026-05-01T06:00:00.5Z"), "2026-05-01T06:00:00.5Z");
        assert_eq!(next(&pace, "2026-05-02T12:34:56Z"), "2026-05-04T06:00:00Z");
        assert_eq!(next(&Pace::default(), "2026-05-02T12:34:56Z"), "2026-05-02T12:34:56Z");
    }

    #[test]
    fn a_feed_that_skips_everything_is_not_believed() {
        let always = Pace { skip_hours: (0..24).collect(), ..Pace::default() };
        assert_eq!(next(&always, "2026-05-02T12:34:56Z"), "2026-05-02T12:34:56Z");
        let never = Pace { skip_days: (1..=7).collect(), ..Pace::default() };
        assert_eq!(next(&never, "2026-05-02T12:34:56Z"), "2026-05-02T12:34:56Z");
        assert_eq!(always.next(Timestamp::MAX), Timestamp::MAX);
    }

    #[test]
    fn a_week_but_for_one_hour_leaves_that_hour() {
        let pace = Pace { skip_hours: (0..23).collect(), skip_days: (1..=6).collect(), ..Pace::default() };
        assert_eq!(next(&pace, "2026-05-03T23:59:00Z"), "2026-05-03T23:59:00Z");
        assert_eq!(next(&pace, "2026-05-04T00:00:00Z"), "2026-05-10T23:00:00Z");
    }

    #[test]
    fn days_have_english_names() {
        assert_eq!(Pace::day(" Monday"), Some(1));
        assert_eq!(Pace::day("sun"), Some(7));
        assert_eq!(Pace::day("su"), None);
        assert_eq!(Pace::day("Blursday"), None);
    }
}
