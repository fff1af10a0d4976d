//! The days in which posts count for an edition.

use jiff::{SignedDuration, Timestamp};

use super::Moment;

/// When posts begin to count, when they stop, and how long after that they are still welcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// From then on; `None`: always.
    pub opens: Option<Timestamp>,
    /// Until then; `None`: for ever.
    pub closes: Option<Timestamp>,
    /// So long after the end a post is accepted, marked as late. Not negative.
    pub grace: SignedDuration,
}

/// Where a moment lies, seen from a [`Window`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It was over everywhere when the edition opened.
    Before,
    /// In the window, or perhaps in it: a day without a time is in doubt read in the author's favour.
    Within,
    /// After the deadline, within the days of grace.
    Late,
    /// After those days too.
    After,
}

impl Window {
    /// Where a moment lies.
    #[must_use]
    pub fn side(&self, moment: Moment) -> Side {
        if self.opens.is_some_and(|opens| moment.latest() < opens) {
            return Side::Before;
        }
        match self.closes {
            Some(closes) if moment.earliest() > self.last(closes) => Side::After,
            Some(closes) if moment.earliest() > closes => Side::Late,
            _ => Side::Within,
        }
    }

    /// When nothing is accepted any more.
    #[must_use]
    pub fn ends(&self) -> Option<Timestamp> {
        self.closes.map(|closes| self.last(closes))
    }

    fn last(&self, closes: Timestamp) -> Timestamp {
        closes.saturating_add(self.grace).unwrap_or(Timestamp::MAX)
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::{Side, Window};

    #[test]
    fn days_of_grace_come_after_the_deadline() {
        let window = Window {
            opens: "2026-05-01T00:00:00Z".parse().ok(),
            closes: "2026-05-22T22:00:00Z".parse().ok(),
            grace: SignedDuration::from_hours(48),
        };
        let side = |text: &str| window.side(text.parse().unwrap());
        assert_eq!(side("2026-04-30T23:59:59Z"), Side::Before);
        assert_eq!(side("2026-05-22T22:00:00Z"), Side::Within);
        assert_eq!(side("2026-05-22T22:00:01Z"), Side::Late);
        assert_eq!(side("2026-05-24T22:00:00Z"), Side::Late);
        assert_eq!(side("2026-05-24T22:00:01Z"), Side::After);
        assert_eq!(side("2026-05-23"), Side::Within, "that day had begun somewhere");
    }
}
