//! Points in time as people write them: a day, or an instant with its offset.

use std::{fmt, str::FromStr};

use jiff::{Timestamp, civil::Date, tz::Offset};
use serde::{Deserialize, Serialize};

/// A day without a time, or an instant. A day is never turned into an invented time of day when it is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Moment {
    /// A calendar day, anywhere on earth.
    Day(Date),
    /// An instant, with the offset it was written with.
    Instant(Timestamp, Offset),
}

/// The text is neither a date nor an RFC 3339 instant.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is neither a date (2026-05-01) nor an instant with an offset (2026-05-22T23:59:59+02:00)")]
pub struct InvalidMoment(pub String);

impl Moment {
    /// An instant in UTC.
    #[must_use]
    pub fn utc(timestamp: Timestamp) -> Self {
        Self::Instant(timestamp, Offset::UTC)
    }

    /// The first instant that belongs to the moment: a day begins where it begins first (UTC+14).
    #[must_use]
    pub fn earliest(self) -> Timestamp {
        match self {
            Self::Instant(at, _) => at,
            Self::Day(day) => at_midnight(day, 14),
        }
    }

    /// The last instant that belongs to the moment: a day ends where it ends last (UTC−12, “anywhere on earth”).
    #[must_use]
    pub fn latest(self) -> Timestamp {
        match self {
            Self::Instant(at, _) => at,
            Self::Day(day) => day.tomorrow().map_or(Timestamp::MAX, |next| at_midnight(next, -12)),
        }
    }

    /// What to sort by: the instant, or the day's midnight in UTC.
    #[must_use]
    pub fn sort_key(self) -> Timestamp {
        match self {
            Self::Instant(at, _) => at,
            Self::Day(day) => at_midnight(day, 0),
        }
    }

    /// The calendar day, in the offset it was written with.
    #[must_use]
    pub fn date(self) -> Date {
        match self {
            Self::Instant(at, offset) => offset.to_datetime(at).date(),
            Self::Day(day) => day,
        }
    }
}

fn at_midnight(day: Date, hours_east: i8) -> Timestamp {
    Offset::constant(hours_east).to_timestamp(day.at(0, 0, 0, 0)).unwrap_or(Timestamp::MIN)
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Instant(at, Offset::UTC) => write!(f, "{at}"),
            Self::Instant(at, offset) => write!(f, "{}", at.display_with_offset(*offset)),
        }
    }
}

impl FromStr for Moment {
    type Err = InvalidMoment;

    fn from_str(text: &str) -> Result<Self, InvalidMoment> {
        if let Ok(pieces) = jiff::fmt::temporal::DateTimeParser::new().parse_pieces(text) {
            let offset = match pieces.offset() {
                Some(jiff::fmt::temporal::PiecesOffset::Numeric(numeric)) => Some(numeric.offset()),
                Some(_) => Some(Offset::UTC),
                None => None,
            };
            match (pieces.time(), offset) {
                (None, None) => return Ok(Self::Day(pieces.date())),
                (Some(time), Some(offset)) => {
                    if let Ok(at) = offset.to_timestamp(pieces.date().to_datetime(time)) {
                        return Ok(Self::Instant(at, offset));
                    }
                }
                _ => {}
            }
        }
        Err(InvalidMoment(text.to_owned()))
    }
}

impl TryFrom<String> for Moment {
    type Error = InvalidMoment;
    fn try_from(text: String) -> Result<Self, InvalidMoment> {
        text.parse()
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn reads_back_what_it_writes() {
        for text in ["2026-05-01", "2026-05-22T23:59:59+02:00", "2026-05-22T21:59:59Z"] {
            let moment: Moment = text.parse().unwrap();
            assert_eq!(moment.to_string(), text);
        }
        assert!("2026-05-22T23:59:59".parse::<Moment>().is_err());
        assert!("morgen".parse::<Moment>().is_err());
    }

    #[test]
    fn a_day_lasts_as_long_as_it_is_that_day_somewhere() {
        let day: Moment = "2026-05-01".parse().unwrap();
        assert_eq!(day.earliest().to_string(), "2026-04-30T10:00:00Z");
        assert_eq!(day.latest().to_string(), "2026-05-02T12:00:00Z");
    }
}
