//! The day in a post's address.

use jiff::civil::Date;
use url::Url;

/// Years that blogs are from.
const YEARS: std::ops::Range<i16> = 1990..2100;

/// The day a post's address names, as blogs that file their posts by day do it: `/2024/05/06/title`,
/// `/2024-05-06-title`. A month alone is no day.
pub(in crate::feed) fn day(url: &Url) -> Option<Date> {
    let segments: Vec<&str> = url.path_segments()?.collect();
    let mut found = segments.windows(3).filter_map(|window| match window {
        [year, month, day] => date(year, month, day),
        _ => None,
    });
    let mut in_one = segments.iter().filter_map(|segment| {
        let (year, rest) = segment.split_once('-')?;
        let (month, rest) = rest.split_once('-')?;
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (day, after) = rest.split_at(end);
        (after.is_empty() || after.starts_with(['-', '_', '.'])).then(|| date(year, month, day))?
    });
    found.next().or_else(|| in_one.next())
}

/// Only with all its digits, and the month and the day in the order everybody uses after a year.
fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let digits = |text: &str, length: std::ops::RangeInclusive<usize>| {
        length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
    };
    if !digits(year, 4..=4) || !digits(month, 1..=2) || !digits(day, 1..=2) {
        return None;
    }
    let year: i16 = year.parse().ok()?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok().filter(|_| YEARS.contains(&year))
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::day;

    #[test]
    fn finds_days_and_nothing_less() {
        let cases = [
            ("https://a.example/2024/05/06/titel/", Some("2024-05-06")),
            ("https://a.example/blog/2024/5/6", Some("2024-05-06")),
            ("https://a.example/2024-05-06-titel.html", Some("2024-05-06")),
            ("https://a.example/posts/2024-05-06", Some("2024-05-06")),
            ("https://a.example/2024/05/titel", None),
            ("https://a.example/2024/13/06/", None),
            ("https://a.example/2024/02/30/", None),
            ("https://a.example/1024/05/06/", None),
            ("https://a.example/titel-2024-05-06", None),
            ("https://a.example/2024-05-06x", None),
            ("https://a.example/?d=2024/05/06", None),
            ("mailto:a@example.org", None),
        ];
        for (address, expected) in cases {
            let url = Url::parse(address).unwrap();
            assert_eq!(day(&url).map(|day| day.to_string()).as_deref(), expected, "{address}");
        }
    }
}
