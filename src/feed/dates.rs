//! Dates as feeds write them. What is no date stays unknown, and so does what leaves the day open: a year or a month
//! alone, or day and month in an order nobody can tell.

use jiff::{
    Timestamp,
    civil::{Date, Time, Weekday, date},
    tz::Offset,
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::model::Moment;

/// The months as English, Dutch, German, French and Spanish write them, without diacritics. Three letters or more of a
/// name will do.
const MONTHS: [&[&str]; 12] = [
    &["january", "januari", "januar", "janvier", "enero"],
    &["february", "februari", "februar", "fevrier", "febrero"],
    &["march", "maart", "marz", "maerz", "mars", "marzo", "mrt", "mrz"],
    &["april", "avril", "abril"],
    &["may", "mei", "mai", "mayo"],
    &["june", "juni", "juin", "junio"],
    &["july", "juli", "juillet", "julio"],
    &["august", "augustus", "aout", "agosto"],
    &["september", "septembre", "septiembre"],
    &["october", "oktober", "octobre", "octubre"],
    &["november", "novembre", "noviembre"],
    &["december", "dezember", "decembre", "diciembre"],
];

/// Zones by name, in minutes east of Greenwich. Letters that mean different zones in different places are not here.
const ZONES: &[(&str, i32)] = &[
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("west", 60),
    ("cet", 60),
    ("met", 60),
    ("mez", 60),
    ("bst", 60),
    ("cest", 120),
    ("mest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("sast", 120),
    ("eest", 180),
    ("msk", 180),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("est", -300),
    ("edt", -240),
    ("et", -300),
    ("cst", -360),
    ("cdt", -300),
    ("ct", -360),
    ("mst", -420),
    ("mdt", -360),
    ("mt", -420),
    ("pst", -480),
    ("pdt", -420),
    ("pt", -480),
];

/// Reads a date leniently; `None` when it is none.
pub(super) fn lenient(text: &str) -> Option<Moment> {
    let text = text.trim();
    if text.is_empty() || text.len() > 100 {
        return None;
    }
    if let Ok(moment) = text.parse() {
        return Some(moment);
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return digits(text);
    }
    let folded: String = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let has_month = folded.split(|c: char| !c.is_alphabetic()).any(|word| month(word).is_some());
    let (rest, clock) = match clock(&folded)? {
        (rest, None) if has_month => clock_with_dot(rest),
        found => found,
    };
    let day = day(&rest)?;
    let Some((at, offset)) = clock else { return Some(Moment::Day(day)) };
    // Without a zone it is read as UTC, as RFC 2822 reads `-0000`.
    let offset = offset.unwrap_or(Offset::UTC);
    Some(Moment::Instant(offset.to_timestamp(day.to_datetime(at)).ok()?, offset))
}

/// Dates that programs write for “no date”: the year 1, and the beginning of Unix time.
pub(super) fn is_placeholder(moment: Moment) -> bool {
    match moment {
        Moment::Day(day) => day.year() <= 1 || day == date(1970, 1, 1),
        Moment::Instant(at, _) => moment.date().year() <= 1 || at == Timestamp::UNIX_EPOCH,
    }
}

/// `20240305`, or seconds or milliseconds since 1970.
fn digits(text: &str) -> Option<Moment> {
    let number: i64 = text.parse().ok()?;
    let at = match text.len() {
        8 => {
            let day =
                Date::new(text.get(..4)?.parse().ok()?, text.get(4..6)?.parse().ok()?, text.get(6..)?.parse().ok()?)
                    .ok()?;
            return (1900..2200).contains(&day.year()).then_some(Moment::Day(day));
        }
        9..=10 => Timestamp::from_second(number),
        12..=13 => Timestamp::from_millisecond(number),
        _ => return None,
    };
    at.ok().map(Moment::utc)
}

type Clock = Option<(Time, Option<Offset>)>;

/// Finds `10:30`, `10:30:15.5 pm`, and the zone behind it; gives back the text without them. `None` when there is a time
/// or a zone that cannot be: then the whole is no date.
fn clock(text: &str) -> Option<(String, Clock)> {
    let after_digit = |at: usize| text[..at].ends_with(|c: char| c.is_ascii_digit());
    let Some(colon) = text.match_indices(':').map(|(at, _)| at).find(|at| after_digit(*at)) else {
        return Some((text.to_owned(), None));
    };
    let start = colon - trailing_digits(&text[..colon]);
    let (mut hour, rest) = number(&text[start..])?;
    let (minute, mut rest) = number(rest.strip_prefix(':')?)?;
    let mut second = 0;
    if let Some(more) = rest.strip_prefix(':') {
        (second, rest) = number(more)?;
        if let Some(fraction) = rest.strip_prefix(['.', ',']).filter(|f| f.starts_with(|c: char| c.is_ascii_digit())) {
            rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    let tail = rest.trim_start();
    let half = ["am", "pm", "a.m.", "p.m."]
        .iter()
        .find(|half| tail.strip_prefix(**half).is_some_and(|after| !after.starts_with(char::is_alphabetic)));
    if let Some(half) = half {
        rest = &tail[half.len()..];
        hour = match (hour, half.starts_with('p')) {
            (12, false) => 0,
            (1..=11, true) => hour + 12,
            _ => hour,
        };
    }
    // A leap second is the last second of its minute here.
    let at = Time::new(hour, minute, second.min(59), 0).ok().filter(|_| second <= 60)?;
    let (rest, offset) = zone(rest)?;
    Some((format!("{} {rest}", &text[..start]), Some((at, offset))))
}

/// `10.30` beside a date whose month is a word.
fn clock_with_dot(text: String) -> (String, Clock) {
    for (dot, _) in text.match_indices('.') {
        let (before, after) = (&text[..dot], &text[dot + 1..]);
        let start = dot - trailing_digits(before);
        let minutes = after.bytes().take_while(u8::is_ascii_digit).count();
        let lone = !before[..start].ends_with('.') && !after[minutes..].starts_with('.');
        if lone
            && minutes == 2
            && let Some((hour, "")) = number(&before[start..])
            && let Some((minute, rest)) = number(after)
            && let Ok(at) = Time::new(hour, minute, 0, 0)
        {
            return (format!("{} {rest}", &text[..start]), Some((at, None)));
        }
    }
    (text, None)
}

fn trailing_digits(text: &str) -> usize {
    text.bytes().rev().take_while(u8::is_ascii_digit).count()
}

/// A number of one or two digits, and what follows it.
fn number(text: &str) -> Option<(i8, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&length) {
        return None;
    }
    Some((text[..length].parse().ok()?, &text[length..]))
}

/// The zone a text begins with, and what follows it. `None` when it begins with a zone that cannot be.
fn zone(text: &str) -> Option<(&str, Option<Offset>)> {
    let tail = text.trim_start();
    let tail = tail.strip_prefix("etc/").unwrap_or(tail);
    let word = tail.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(tail.len());
    let named = ZONES.iter().find(|(name, _)| *name == &tail[..word]).map(|(_, minutes)| *minutes);
    let (after, named) = match named {
        Some(minutes) => (&tail[word..], Some(minutes)),
        None => (tail, None),
    };
    let sign = match after.bytes().next() {
        Some(b'+') => 1,
        // A dash between blanks is a dash.
        Some(b'-') if !after[1..].starts_with(char::is_whitespace) => -1,
        _ => {
            let offset = named.and_then(|minutes| Offset::from_seconds(minutes * 60).ok());
            return Some((if offset.is_some() { after } else { text }, offset));
        }
    };
    let length = after.bytes().skip(1).take_while(u8::is_ascii_digit).count();
    let (digits, mut rest) = (&after[1..=length], &after[1 + length..]);
    let (hours, minutes) = match (length, rest.strip_prefix(':')) {
        (1 | 2, Some(more)) => {
            let (minutes, more) = number(more)?;
            rest = more;
            (digits.parse::<i32>().ok()?, i32::from(minutes))
        }
        (1 | 2, None) => (digits.parse().ok()?, 0),
        (3 | 4, _) => {
            let both: i32 = digits.parse().ok()?;
            (both / 100, both % 100)
        }
        _ => return None,
    };
    if hours > 14 || minutes > 59 {
        return None;
    }
    Some((rest, Some(Offset::from_seconds(sign * (hours * 60 + minutes) * 60).ok()?)))
}

/// The day in a text without its time.
fn day(text: &str) -> Option<Date> {
    let runs = |wanted: fn(char) -> bool| text.split(move |c: char| !wanted(c)).filter(|run| !run.is_empty());
    let numbers: Vec<&str> = runs(|c| c.is_ascii_digit()).collect();
    let words: Vec<&str> = runs(char::is_alphabetic).collect();
    let months: Vec<i8> = words.iter().filter_map(|word| month(word)).collect();
    // In French `mar` is a Tuesday when a month follows.
    if let Some(month) = months.last() {
        let [a, b] = numbers.as_slice() else { return None };
        let (day, year) = if a.len() == 4 { (b, a) } else { (a, b) };
        return Date::new(full_year(year)?, *month, day.parse().ok()?).ok();
    }
    let [a, b, c] = numbers.as_slice() else { return None };
    let (first, second): (i8, i8) =
        if a.len() == 4 { (b.parse().ok()?, c.parse().ok()?) } else { (a.parse().ok()?, b.parse().ok()?) };
    if a.len() == 4 {
        return Date::new(full_year(a)?, first, second).ok();
    }
    let separator = text.split_once(a)?.1.chars().next()?;
    if c.len() == 2 && separator == '-' {
        // Which of three two-digit numbers is the year?
        return None;
    }
    let year = full_year(c)?;
    let (european, american) = (Date::new(year, second, first).ok(), Date::new(year, first, second).ok());
    let weekday = words.iter().find_map(|word| weekday(word));
    let fits = |day: &Option<Date>| day.is_some_and(|day| weekday.is_some_and(|weekday| day.weekday() == weekday));
    match (european, american) {
        (Some(day), None) | (None, Some(day)) => Some(day),
        _ if fits(&european) != fits(&american) => {
            if fits(&european) {
                european
            } else {
                american
            }
        }
        _ if separator != '/' || european == american => european,
        _ => None,
    }
}

fn full_year(digits: &str) -> Option<i16> {
    let year: i16 = digits.parse().ok()?;
    match digits.len() {
        4 => Some(year),
        2 => Some(if year < 70 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

fn month(word: &str) -> Option<i8> {
    let names = |names: &&[&str]| word.len() >= 3 && names.iter().any(|name| name.starts_with(word));
    let at = MONTHS.iter().position(names).or_else(|| (word == "sept").then_some(8))?;
    i8::try_from(at + 1).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word.get(..2)? {
        "mo" | "ma" | "lu" => Weekday::Monday,
        "tu" | "di" => Weekday::Tuesday,
        "we" | "wo" | "mi" => Weekday::Wednesday,
        "th" | "do" => Weekday::Thursday,
        "fr" | "vr" => Weekday::Friday,
        "sa" | "za" => Weekday::Saturday,
        "su" | "zo" | "so" => Weekday::Sunday,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{is_placeholder, lenient};

    fn read(text: &str) -> Option<String> {
        lenient(text).map(|moment| moment.to_string())
    }

    #[test]
    fn reads_what_feeds_write() {
        let cases = [
            ("2024-03-05", "2024-03-05"),
            ("2024-03-05T10:00:00+01:00", "2024-03-05T10:00:00+01:00"),
            ("2024-03-05T10:00:00.123Z", "2024-03-05T10:00:00.123Z"),
            ("2024-03-05 10:00:00", "2024-03-05T10:00:00Z"),
            ("2024-03-05T10:00", "2024-03-05T10:00:00Z"),
            ("20240305", "2024-03-05"),
            ("1709632800", "2024-03-05T10:00:00Z"),
            ("Wed, 05 Mar 2024 10:00:00 GMT", "2024-03-05T10:00:00Z"),
            ("Tues, 5 March 2024 10:00 +0100", "2024-03-05T10:00:00+01:00"),
            ("5 Mar 24 10:00:00 EST", "2024-03-05T10:00:00-05:00"),
            ("di, 05 mrt 2024 10:00:00 +0100", "2024-03-05T10:00:00+01:00"),
            ("zaterdag 5 mei 2024, 10.30", "2024-05-05T10:30:00Z"),
            ("5 mei 2024", "2024-05-05"),
            ("05.03.2024", "2024-03-05"),
            ("05-03-2024 10:00 CEST", "2024-03-05T10:00:00+02:00"),
            ("mar., 01 déc. 2020 16:11:02 +0000", "2020-12-01T16:11:02Z"),
            ("Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06Z"),
            ("Friday, December 22, 2017 - 3:09pm", "2017-12-22T15:09:00Z"),
            ("Sat, 11 04 2020 08:51:49 +0100", "2020-04-11T08:51:49+01:00"),
            ("09/15/2014 4:20 pm PST", "2014-09-15T16:20:00-08:00"),
            ("Thu, 29 Oct 2020 07:36:03 GMT-07:00", "2020-10-29T07:36:03-07:00"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_leaves_the_day_open_stays_unknown() {
        let cases = [
            "",
            "morgen",
            "2024",
            "2024-03",
            "maart 2024",
            "03/05/2024",
            "31 februari 2024",
            "5 mei 2024 24:00",
            "013",
            "Sun, 16 Dec 2012 11:47:32 +zz:00",
            "2013-01-27-01",
            "2003-12-31T10:14:61Z",
            "9999-12-31T23:59:59-99:99",
        ];
        for text in cases {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn knows_dates_that_mean_no_date() {
        for text in [
            "0001-01-01T00:00:00Z",
            "1970-01-01T00:00:00Z",
            "Mon, 01 Jan 0001 00:00:00 +0000",
            "1970-01-01T01:00:00+01:00",
        ] {
            assert!(lenient(text).is_some_and(is_placeholder), "{text}");
        }
        assert!(!lenient("1999-12-31").is_some_and(is_placeholder));
    }

    proptest! {
        #[test]
        fn never_panics(text in "[0-9a-zé:+./ ,-]{0,40}") {
            let _ = lenient(&text);
        }

        #[test]
        fn never_panics_on_anything(text in "\\PC{0,40}") {
            let _ = lenient(&text);
        }
    }
}
