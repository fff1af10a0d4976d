//! How often a feed wants to be asked for.

use std::time::Duration;

use super::Repair;
use crate::{
    feed::{
        tokens::{Tag, Token, Tokens},
        vocabulary::Wish,
    },
    model::Pace,
};

const HOUR: u64 = 60 * 60;

/// What the feed said so far.
#[derive(Debug, Default)]
pub(super) struct Wishes {
    pace: Pace,
    /// Seconds.
    period: Option<u64>,
    frequency: Option<u64>,
}

impl Wishes {
    /// The longest of the intervals that the feed asks for.
    pub(super) fn into_pace(self) -> Pace {
        let syndication =
            self.period.map(|period| Duration::from_secs(period / self.frequency.unwrap_or(1).clamp(1, period)));
        let interval = self.pace.interval.max(syndication).map(|interval| interval.min(Pace::LONGEST));
        Pace { interval, ..self.pace }
    }
}

impl<'a> Repair<'a, '_> {
    pub(super) fn pace(&mut self, wish: Wish, tag: &Tag<'a>) {
        let captured = self.capture(tag);
        let text = captured.plain.trim();
        let wishes = &mut self.wishes;
        match wish {
            Wish::Ttl => wishes.pace.interval = wishes.pace.interval.max(ttl(text)),
            Wish::Period => wishes.period = period(text),
            Wish::Frequency => wishes.frequency = text.parse().ok(),
            Wish::SkipHours => {
                let hours = words(captured.html.as_deref().unwrap_or(text)).into_iter();
                // Some count the hours from 1 to 24.
                let hours = hours.filter_map(|hour| hour.parse::<i8>().ok()).filter(|hour| (0..=24).contains(hour));
                wishes.pace.skip_hours.extend(hours.map(|hour| hour % 24));
            }
            Wish::SkipDays => {
                let days = words(captured.html.as_deref().unwrap_or(text));
                wishes.pace.skip_days.extend(days.iter().filter_map(|day| Pace::day(day)));
            }
        }
    }
}

/// Minutes. Nothing, less than nothing and more than a year are no answer.
fn ttl(text: &str) -> Option<Duration> {
    let minutes: u64 = text.parse().ok()?;
    (1..=366 * 24 * 60).contains(&minutes).then(|| Duration::from_mins(minutes))
}

fn period(text: &str) -> Option<u64> {
    Some(match text.to_ascii_lowercase().as_str() {
        "hourly" => HOUR,
        "daily" => 24 * HOUR,
        "weekly" => 7 * 24 * HOUR,
        "monthly" => 30 * 24 * HOUR,
        "yearly" => 365 * 24 * HOUR,
        _ => return None,
    })
}

/// The words between tags, and between commas where there are no tags.
fn words(html: &str) -> Vec<String> {
    let texts = Tokens::new(html).filter_map(|token| match token {
        Token::Text(text) => Some(text),
        _ => None,
    });
    texts
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}
