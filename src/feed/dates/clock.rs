//! The time of day in a date.

use jiff::{civil::Time, tz::Offset};

use super::{AFTERNOON, MORNING, zone::zone};

/// What follows the hour where there is no colon: `10h30`, `10 Uhr`, `10u30`, `10.30 uur`.
const UNITS: &[&str] = &["h", "u", "uur", "uhr", "heure", "heures", "hr", "hrs", "hs", "hora", "horas", "ore"];

/// Before or after noon, behind the time.
const HALVES: &[(&str, bool)] = &[
    ("a. m.", false),
    ("p. m.", true),
    ("a.m.", false),
    ("p.m.", true),
    ("a.m", false),
    ("p.m", true),
    ("am", false),
    ("pm", true),
];

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) time: Time,
    /// `24:00`: the midnight at the end of the day (ISO 8601).
    pub(super) next_day: bool,
    pub(super) offset: Option<Offset>,
}

/// A text without its time of day, and that.
pub(super) type Split = (String, Option<Clock>);

/// The ways to take the time of day out of a text, the likeliest first; without one when there is none. `None` when there
/// is a time or a zone that cannot be: then the whole is no date.
pub(super) fn split(text: &str, has_month: bool) -> Option<Vec<Split>> {
    let after_digit = |at: usize| text[..at].ends_with(|c: char| c.is_ascii_digit());
    if let Some(colon) = text.match_indices(':').map(|(at, _)| at).find(|at| after_digit(*at)) {
        return Some(vec![with_colon(text, colon)?]);
    }
    let mut found = with_unit(text);
    found.extend(with_half(text));
    if has_month {
        found.extend(with_dot(text));
    }
    found.push((text.to_owned(), None));
    Some(found)
}

/// `10:30`, `10:30:15.5 pm`, and the zone behind it.
fn with_colon(text: &str, colon: usize) -> Option<Split> {
    let start = colon - trailing_digits(&text[..colon]);
    let (hour, rest) = number(&text[start..])?;
    let (minute, mut rest) = number(rest.strip_prefix(':')?)?;
    let (mut second, mut nanosecond) = (0, 0);
    if let Some(more) = rest.strip_prefix(':') {
        (second, rest) = number(more)?;
        if let Some(fraction) = rest.strip_prefix(['.', ',']).filter(|f| f.starts_with(|c: char| c.is_ascii_digit())) {
            rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            nanosecond = nanoseconds(&fraction[..fraction.len() - rest.len()])?;
        }
    }
    let before = text[..start].trim_end();
    let (before, said_before) = match (before.strip_suffix(MORNING), before.strip_suffix(AFTERNOON)) {
        (Some(before), _) => (before, Some(false)),
        (_, Some(before)) => (before, Some(true)),
        _ => (&text[..start], None),
    };
    let (said_after, rest) = half(rest);
    let hour = match said_before.or(said_after) {
        Some(afternoon) => on_a_dial(hour, afternoon),
        None => hour,
    };
    let (rest, offset) = zone(without_unit(rest))?;
    Some((format!("{before} {rest}"), Some(clock(hour, minute, second, nanosecond, offset)?)))
}

/// `10h30`, `10 u 30`, `10 Uhr`, `10.30 uur`. Two digits behind the unit may be minutes or the day.
fn with_unit(text: &str) -> Vec<Split> {
    let mut found = Vec::new();
    for (at, unit) in words(text).filter(|(_, word)| UNITS.contains(word)) {
        let Some((start, hour, minute)) = ends_with_time(&text[..at]) else { continue };
        let rest = &text[at + unit.len()..];
        let mut add = |minute: i8, rest: &str| {
            if let Some((rest, offset)) = zone(rest)
                && let Some(clock) = clock(hour, minute, 0, 0, offset)
            {
                found.push((format!("{} {rest}", &text[..start]), Some(clock)));
            }
        };
        if let Some((minute, rest)) = number(rest.trim_start()).filter(|(_, more)| {
            minute.is_none()
                && rest.trim_start().len() - more.len() == 2
                && !more.starts_with(|c: char| c.is_ascii_digit())
        }) {
            add(minute, without_unit(rest));
        }
        add(minute.unwrap_or(0), rest);
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// `10am`, `10.30 pm`.
fn with_half(text: &str) -> Option<Split> {
    words(text).filter(|(_, word)| matches!(*word, "am" | "pm" | "a" | "p")).find_map(|(at, _)| {
        let (said, rest) = half(&text[at..]);
        let (start, hour, minute) = ends_with_time(&text[..at])?;
        let hour = on_a_dial(hour, said?);
        let (rest, offset) = zone(rest)?;
        Some((format!("{} {rest}", &text[..start]), Some(clock(hour, minute.unwrap_or(0), 0, 0, offset)?)))
    })
}

/// `10.30` beside a date whose month is a word.
fn with_dot(text: &str) -> Option<Split> {
    text.match_indices('.').find_map(|(dot, _)| {
        let after = &text[dot + 1..];
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let (minute, rest) = number(after).filter(|_| digits == 2 && !after[digits..].starts_with('.'))?;
        let start = dot - trailing_digits(&text[..dot]);
        let (hour, _) = number(&text[start..]).filter(|_| !text[..start].ends_with('.'))?;
        let (rest, offset) = zone(rest)?;
        Some((format!("{} {rest}", &text[..start]), Some(clock(hour, minute, 0, 0, offset)?)))
    })
}

fn clock(hour: i8, minute: i8, second: i8, nanosecond: i32, offset: Option<Offset>) -> Option<Clock> {
    let next_day = (hour, minute, second, nanosecond) == (24, 0, 0, 0);
    // A leap second is the last second of its minute here.
    let time = Time::new(if next_day { 0 } else { hour }, minute, second.min(59), nanosecond).ok();
    Some(Clock { time: time.filter(|_| second <= 60)?, next_day, offset })
}

/// The hour of the day by a clock that shows twelve.
fn on_a_dial(hour: i8, afternoon: bool) -> i8 {
    match (hour, afternoon) {
        (12, false) => 0,
        (1..=11, true) => hour + 12,
        _ => hour,
    }
}

/// Whether a text begins with `am` or `pm`, and what follows.
fn half(text: &str) -> (Option<bool>, &str) {
    let tail = text.trim_start();
    for (name, afternoon) in HALVES {
        if let Some(rest) = tail.strip_prefix(name).filter(|rest| !rest.starts_with(char::is_alphabetic)) {
            return (Some(*afternoon), rest);
        }
    }
    (None, text)
}

/// The text without the unit it begins with.
fn without_unit(text: &str) -> &str {
    let tail = text.trim_start();
    let word = tail.find(|c: char| !c.is_alphabetic()).unwrap_or(tail.len());
    if UNITS.contains(&&tail[..word]) || matches!(&tail[..word], "min" | "m") { &tail[word..] } else { text }
}

/// The `10` or `10.30` at the end of a text, and where it begins.
fn ends_with_time(text: &str) -> Option<(usize, i8, Option<i8>)> {
    let text = text.trim_end();
    let last = text.len() - trailing_digits(text);
    let (value, _) = number(&text[last..])?;
    if let Some(before) = text[..last].strip_suffix('.').filter(|_| text.len() - last == 2) {
        let start = before.len() - trailing_digits(before);
        if let Some((hour, _)) = number(&before[start..]).filter(|_| !before[..start].ends_with('.')) {
            return Some((start, hour, Some(value)));
        }
    }
    Some((last, value, None))
}

/// Runs of letters, and where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(char::is_alphabetic)?;
        let end = text[start..].find(|c: char| !c.is_alphabetic()).map_or(text.len(), |length| start + length);
        from = end;
        Some((start, &text[start..end]))
    })
}

fn trailing_digits(text: &str) -> usize {
    text.bytes().rev().take_while(u8::is_ascii_digit).count()
}

/// The fraction of a second.
fn nanoseconds(digits: &str) -> Option<i32> {
    format!("{digits:0<9}").get(..9)?.parse().ok()
}

/// A number of one or two digits, and what follows it.
pub(super) fn number(text: &str) -> Option<(i8, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&length) {
        return None;
    }
    Some((text[..length].parse().ok()?, &text[length..]))
}
