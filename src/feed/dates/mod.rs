//! Dates as feeds write them. What is no date stays unknown, and so does what leaves the day open: a year or a month
//! alone, or day and month in an order nobody can tell.

mod address;
mod clock;
mod day;
mod names;
#[cfg(test)]
mod tests;
mod zone;

use jiff::{
    Timestamp,
    civil::{Date, date},
    tz::Offset,
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

pub(super) use self::address::day as day_in_address;
use self::clock::{Clock, Split};
use crate::model::Moment;

/// Longer texts are no dates.
const LONGEST: usize = 100;

/// Stand for words of East Asia that come before the time of day.
const MORNING: char = '\u{e000}';
const AFTERNOON: char = '\u{e001}';

/// Reads a date leniently; `None` when it is none.
pub(crate) fn lenient(text: &str) -> Option<Moment> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    if let Ok(moment) = text.parse() {
        return Some(moment);
    }
    let unix = text.split_once('.').filter(|(_, fraction)| fraction.bytes().all(|b| b.is_ascii_digit()));
    let whole = unix.map_or(text, |(seconds, _)| if seconds.len() >= 9 { seconds } else { text });
    if whole.bytes().all(|b| b.is_ascii_digit()) {
        return digits(whole);
    }
    let is_korean = text.chars().any(|c| ('\u{ac00}'..='\u{d7a3}').contains(&c));
    let folded = fold(text);
    let has_month = folded.split(|c: char| !c.is_alphabetic()).any(|word| names::month(word).is_some());
    let (day, clock) = clock::split(&folded, has_month)?
        .into_iter()
        .find_map(|(rest, clock): Split| Some((day::day(&rest)?, clock)))?;
    let Some(Clock { time, next_day, offset }) = clock else { return Some(Moment::Day(day)) };
    // Without a zone it is read as UTC, as RFC 2822 reads `-0000`. Korean is written where one zone is kept.
    let offset = offset.unwrap_or(if is_korean { Offset::constant(9) } else { Offset::UTC });
    let day = if next_day { day.tomorrow().ok()? } else { day };
    Some(Moment::Instant(offset.to_timestamp(day.to_datetime(time)).ok()?, offset))
}

/// Lower case, without diacritics, every kind of blank and dash and digit the plain one, and the words of East Asia that
/// stand behind numbers turned into the marks others write.
fn fold(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let halves = [
            ("오전", MORNING),
            ("오후", AFTERNOON),
            ("上午", MORNING),
            ("下午", AFTERNOON),
            ("午前", MORNING),
            ("午後", AFTERNOON),
        ];
        if let Some((name, half)) = halves.iter().find(|(name, _)| rest.starts_with(name)) {
            plain.push(*half);
            rest = &rest[name.len()..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            '년' | '年' | '월' | '月' | '\u{2010}'..='\u{2015}' | '\u{2212}' => plain.push('-'),
            '일' | '日' | '초' | '秒' => plain.push(' '),
            '시' | '時' | '时' | '분' | '分' => {
                let next = rest.trim_start();
                if next.starts_with(|c: char| c.is_ascii_digit()) {
                    plain.push(':');
                    rest = next;
                } else {
                    plain.push_str(if matches!(c, '분' | '分') { " " } else { "h " });
                }
            }
            _ => plain.push(c),
        }
    }
    plain.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// Dates that programs write for “no date”: the year 1, and the beginning of Unix time.
pub(super) fn is_placeholder(moment: Moment) -> bool {
    match moment {
        Moment::Day(day) => day.year() <= 1 || day == date(1970, 1, 1),
        Moment::Instant(at, _) => moment.date().year() <= 1 || at == Timestamp::UNIX_EPOCH,
    }
}

/// A date without marks (ISO 8601, basic format), or seconds or milliseconds since 1970.
fn digits(text: &str) -> Option<Moment> {
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<i8>().ok();
    let day = |year: i16, at: usize| {
        Date::new(year, part(at, at + 2)?, part(at + 2, at + 4)?).ok().filter(|day| (1900..2200).contains(&day.year()))
    };
    let full = || day(text.get(..4)?.parse().ok()?, 4);
    let number: i64 = text.parse().ok()?;
    let at = match text.len() {
        6 => return Some(Moment::Day(day(i16::from(part(0, 2)?) + if part(0, 2)? < 70 { 2000 } else { 1900 }, 2)?)),
        8 => return full().map(Moment::Day),
        12 | 14 if full().is_some() => {
            let second = if text.len() == 14 { part(12, 14)? } else { 0 };
            let at = jiff::civil::Time::new(part(8, 10)?, part(10, 12)?, second, 0).ok()?;
            Offset::UTC.to_timestamp(full()?.to_datetime(at))
        }
        9..=10 => Timestamp::from_second(number),
        12..=13 => Timestamp::from_millisecond(number),
        _ => return None,
    };
    at.ok().map(Moment::utc)
}
