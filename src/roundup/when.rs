//! The dates of an edition in words.

use super::phrases::{Argument, Phrases};
use crate::model::{Edition, Lang, Moment, edition};

/// The deadline in words: the day, and the time with its zone where there is one.
#[must_use]
pub fn deadline(edition: &Edition, language: &Lang) -> Option<String> {
    Some(in_words(&Phrases::life(language), edition, edition.deadline()?))
}

/// A moment of an edition in words.
pub(super) fn in_words(phrases: &Phrases, edition: &Edition, moment: Moment) -> String {
    let date = phrases.date(moment.date());
    let Moment::Instant(at, offset) = moment else { return date };
    let time = offset.to_datetime(at).strftime("%H:%M").to_string();
    let zone = match edition.zone_city() {
        Some(city) => phrases.with("zone-city", &[("city", Argument::Text(&city))]),
        None => edition::utc(offset),
    };
    let arguments = [("date", Argument::Text(&date)), ("time", Argument::Text(&time)), ("zone", Argument::Text(&zone))];
    phrases.with("instant", &arguments)
}
