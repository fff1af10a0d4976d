//! The day in a date.

use jiff::civil::Date;

use super::names::{month, weekday};

/// The day in a text without its time.
pub(super) fn day(text: &str) -> Option<Date> {
    let runs = |wanted: fn(char) -> bool| text.split(move |c: char| !wanted(c)).filter(|run| !run.is_empty());
    let numbers: Vec<&str> = runs(|c| c.is_ascii_digit()).collect();
    let words: Vec<&str> = runs(char::is_alphabetic).collect();
    // “2 hours 30 minutes ago” is no day in August.
    let counts_back =
        words.iter().any(|word| ["hour", "minute", "day", "week", "month"].contains(&word.trim_end_matches('s')));
    let months: Vec<i8> =
        words.iter().filter(|word| !(counts_back && **word == "ago")).filter_map(|word| month(word)).collect();
    match (numbers.as_slice(), months.last()) {
        // `mar` is a Tuesday when a month follows.
        ([a, b], Some(month)) => {
            let (day, year) = if a.len() == 4 { (b, a) } else { (a, b) };
            Date::new(full_year(year)?, *month, day.parse().ok()?).ok()
        }
        // … or when the month is a number.
        ([a, b, c], None | Some(3)) if months.is_empty() || words.contains(&"mar") => {
            let separator = text.split_once(a)?.1.chars().next()?;
            of_numbers(a, b, c, separator, &words)
        }
        _ => None,
    }
}

fn of_numbers(a: &str, b: &str, c: &str, separator: char, words: &[&str]) -> Option<Date> {
    if a.len() == 4 {
        return Date::new(full_year(a)?, b.parse().ok()?, c.parse().ok()?).ok();
    }
    if c.len() == 2 && separator == '-' {
        // Which of three two-digit numbers is the year?
        return None;
    }
    let (first, second): (i8, i8) = (a.parse().ok()?, b.parse().ok()?);
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
