//! Readers for one value each: text, addresses, dates, languages, lists. Every one says what is wrong and what to do.

use std::collections::BTreeSet;

use jiff::{
    SignedDuration, Span, SpanRelativeTo,
    tz::{TimeZone, TimeZoneDatabase},
};
use toml::de::DeValue;
use url::Url;

use super::{
    keys::{Keys, Value},
    mistakes::Mistakes,
    nearest::{nearest, quoted, suggest},
};
use crate::model::{Lang, Moment, Slug};

/// A mistake of the wrong type.
fn wrong_type<T>(value: &Value<'_>, expected: &str, help: impl Into<String>, mistakes: &mut Mistakes<'_>) -> Option<T> {
    let found = match value.toml {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a fraction",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    mistakes.at(value.place.clone(), format!("`{}` must be {expected}, but this is {found}", value.key), help);
    None
}

/// Text, blank or not.
pub(super) fn text_or_nothing(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<String> {
    let text = value.toml.as_str().map(str::to_owned);
    text.or_else(|| wrong_type(value, "text", format!("write `{} = \"…\"`", value.key), mistakes))
}

/// Text that is not blank.
pub(super) fn text(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<String> {
    let text = text_or_nothing(value, mistakes)?;
    if text.trim().is_empty() {
        mistakes.at(value.place.clone(), format!("`{}` is empty", value.key), "write something, or leave the key out");
        return None;
    }
    Some(text)
}

/// `true` or `false`.
pub(super) fn boolean(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<bool> {
    value.toml.as_bool().or_else(|| wrong_type(value, "a boolean", "write `true` or `false`, without quotes", mistakes))
}

/// A whole number within `least..=most`.
pub(super) fn number(value: &Value<'_>, least: usize, most: usize, mistakes: &mut Mistakes<'_>) -> Option<usize> {
    let help = format!("write a whole number from {least} to {most}");
    let Some(integer) = value.toml.as_integer() else {
        return wrong_type(value, "a whole number", help, mistakes);
    };
    let number = usize::from_str_radix(integer.as_str(), integer.radix()).ok();
    let fits = number.filter(|number| (least..=most).contains(number));
    if fits.is_none() {
        mistakes.at(value.place.clone(), format!("`{}` is out of bounds", value.key), help);
    }
    fits
}

/// A number from 0 to 1.
pub(super) fn fraction(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<f64> {
    let help = "write a number from 0 to 1, such as `0.6`";
    let whole = || value.toml.as_integer().and_then(|integer| integer.as_str().parse().ok());
    let Some(number) = value.toml.as_float().and_then(|float| float.as_str().parse().ok()).or_else(whole) else {
        return wrong_type(value, "a number", help, mistakes);
    };
    if !(0.0..=1.0).contains(&number) {
        mistakes.at(value.place.clone(), format!("`{}` is out of bounds", value.key), help);
        return None;
    }
    Some(number)
}

/// One word of a fixed set.
pub(super) fn one_of<T: Copy>(value: &Value<'_>, words: &[(&str, T)], mistakes: &mut Mistakes<'_>) -> Option<T> {
    let word = text(value, mistakes)?;
    let found = words.iter().find(|(name, _)| *name == word).map(|(_, meaning)| *meaning);
    if found.is_none() {
        let help = suggest(&word, words.iter().map(|(name, _)| *name));
        mistakes.at(value.place.clone(), format!("unknown {} {}", value.key, quoted(&word)), help);
    }
    found
}

/// The table's keys.
pub(super) fn table<'v>(value: &Value<'v>, example: &str, mistakes: &mut Mistakes<'_>) -> Option<Keys<'v>> {
    value.keys().or_else(|| wrong_type(value, "a table", format!("write `{example}`"), mistakes))
}

/// A list; what `read` cannot use is a mistake each.
pub(super) fn list<'v, T>(
    value: &Value<'v>,
    mistakes: &mut Mistakes<'_>,
    mut read: impl FnMut(&Value<'v>, &mut Mistakes<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    let Some(array) = value.toml.as_array() else {
        return wrong_type(value, "a list", format!("write `{} = [ … ]`", value.key), mistakes);
    };
    Some(array.iter().filter_map(|item| read(&value.inner(item), mistakes)).collect())
}

/// A list of texts.
pub(super) fn texts(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<Vec<String>> {
    list(value, mistakes, text)
}

/// A list of texts, or a single one.
pub(super) fn text_or_texts(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<Vec<String>> {
    if value.toml.is_str() { text(value, mistakes).map(|one| vec![one]) } else { texts(value, mistakes) }
}

/// An http(s) address that everybody may read.
pub(super) fn address(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<Url> {
    let text = text(value, mistakes)?;
    match web_address(&text) {
        Ok(url) => Some(url),
        Err((problem, help)) => {
            mistakes.at(value.place.clone(), format!("`{}` {problem}: {}", value.key, quoted(&text)), help);
            None
        }
    }
}

/// An http(s) address without a user name and password, or what is wrong with it and what to do.
pub(super) fn web_address(text: &str) -> Result<Url, (&'static str, &'static str)> {
    let whole = "write the whole address: `https://example.org/…`";
    match Url::parse(text) {
        Ok(url) if !matches!(url.scheme(), "http" | "https") => Err(("is no http or https address", whole)),
        Ok(url) if !url.username().is_empty() || url.password().is_some() => {
            Err(("has a user name or a password in it", "the site would show it to everybody; leave it out"))
        }
        Ok(url) => Ok(url),
        Err(url::ParseError::RelativeUrlWithoutBase) => Err(("is no whole address", whole)),
        Err(_) => Err(("is no valid address", whole)),
    }
}

/// A language tag.
pub(super) fn language(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<Lang> {
    let tag = text(value, mistakes)?;
    let lang = Lang::parse(&tag);
    if lang.is_none() {
        unknown_language(&tag, value.place.clone(), mistakes);
    }
    lang
}

/// The mistake of a language that is none.
pub(super) fn unknown_language(tag: &str, place: std::ops::Range<usize>, mistakes: &mut Mistakes<'_>) {
    /// What people write instead of a tag.
    const NAMES: [(&str, &str); 12] = [
        ("nederlands", "nl"),
        ("dutch", "nl"),
        ("vlaams", "nl-be"),
        ("engels", "en"),
        ("english", "en"),
        ("duits", "de"),
        ("german", "de"),
        ("deutsch", "de"),
        ("frans", "fr"),
        ("french", "fr"),
        ("français", "fr"),
        ("frysk", "fy"),
    ];
    let meant = nearest(tag, NAMES.map(|(name, _)| name));
    let code = NAMES.iter().find(|(name, _)| meant == Some(name)).map(|(_, code)| *code);
    let help = match code {
        Some(code) => format!("did you mean `{code}`?"),
        None => "write a language tag: `nl`, `en`, `en-gb`".to_owned(),
    };
    mistakes.at(place, format!("unknown language {}", quoted(tag)), help);
}

/// A day, or an instant with its offset.
pub(super) fn moment(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<Moment> {
    let DeValue::Datetime(written) = value.toml else {
        let help = match value.toml.as_str().map(str::parse::<Moment>) {
            Some(Ok(moment)) => format!("write it without quotes: `{} = {moment}`", value.key),
            _ => format!("write `{key} = 2026-05-01`, or `{key} = 2026-05-22T23:59:59+02:00`", key = value.key),
        };
        return wrong_type(value, "a date", help, mistakes);
    };
    let complaint = match (written.date, written.time, written.offset) {
        (Some(_), Some(_), None) => {
            let help = format!("add the offset, `{written}+02:00`, or leave out the time");
            ("an instant needs its offset from UTC", help)
        }
        (None, ..) => ("a time needs its date", "write a date, `2026-05-01`".to_owned()),
        (Some(_), ..) => match written.to_string().parse() {
            Ok(moment) => return Some(moment),
            Err(_) => ("there is no such date", "write a date, `2026-05-01`".to_owned()),
        },
    };
    mistakes.at(value.place.clone(), complaint.0, complaint.1);
    None
}

/// A time zone by its name in the IANA database. The program brings the database along: the answer is the same everywhere.
pub(super) fn timezone(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<TimeZone> {
    let name = text(value, mistakes)?;
    let database = TimeZoneDatabase::bundled();
    let zone = database.get(&name).ok();
    if zone.is_none() {
        let known: Vec<_> = database.available().map(|name| name.to_string()).collect();
        let help = match nearest(&name, known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write its name as in `Europe/Amsterdam`, or `UTC`".to_owned(),
        };
        mistakes.at(value.place.clone(), format!("there is no time zone {}", quoted(&name)), help);
    }
    zone
}

/// The slug of a contributing blog. `known`: those there are; `None` leaves that open.
pub(super) fn blog(value: &Value<'_>, known: Option<&BTreeSet<Slug>>, mistakes: &mut Mistakes<'_>) -> Option<Slug> {
    let name = text(value, mistakes)?;
    let slug = Slug::new(&name).ok().filter(|slug| known.is_none_or(|known| known.contains(slug)));
    if slug.is_none() {
        let near = nearest(&name, known.into_iter().flatten().map(Slug::as_str));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if value.key == "host" => format!(
                "add `content/blogs/{}.md`, or write `host = {{ name = \"…\" }}`",
                Slug::from_text(&name).map_or_else(|| "<blog>".to_owned(), String::from)
            ),
            None => format!(
                "add `content/blogs/{}.md`",
                Slug::from_text(&name).map_or_else(|| "<blog>".to_owned(), String::from)
            ),
        };
        mistakes.at(value.place.clone(), format!("there is no blog {}", quoted(&name)), help);
    }
    slug
}

/// A length of time: seconds as a number, or `"30s"`, `"1h 30m"`.
pub(super) fn duration(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<std::time::Duration> {
    /// A year: whoever waits longer has mistyped.
    const LONGEST: usize = 366 * 24 * 3600;
    let help = "write seconds as a number, or `\"30s\"`, `\"15m\"`, `\"1h\"`";
    if value.toml.is_integer() {
        return number(value, 0, LONGEST, mistakes).map(|seconds| std::time::Duration::from_secs(seconds as u64));
    }
    if !value.toml.is_str() {
        return wrong_type(value, "a length of time", help, mistakes);
    }
    let text = text(value, mistakes)?;
    let longest = std::time::Duration::from_secs(LONGEST as u64);
    let parsed = text.trim().parse::<SignedDuration>().ok();
    let duration = parsed.and_then(|d| std::time::Duration::try_from(d).ok()).filter(|d| *d <= longest);
    if duration.is_none() {
        mistakes.at(value.place.clone(), format!("{} is no length of time", quoted(&text)), help);
    }
    duration
}

/// Whoever is later than so many days is in time for the next edition.
const MOST_GRACE: u8 = 92;

/// The days after a deadline in which posts are still accepted: `3`, `3 days`, `36 hours`.
#[must_use]
pub fn days_of_grace(text: &str) -> Option<SignedDuration> {
    let text = text.trim();
    let span = match text.parse::<u8>() {
        Ok(days) => Span::new().days(days),
        Err(_) => text.parse::<Span>().ok()?,
    };
    // Days of 24 hours: the deadline may be an instant without a calendar.
    let length = span.to_duration(SpanRelativeTo::days_are_24_hours()).ok()?;
    (!length.is_negative() && length.as_hours() <= 24 * i64::from(MOST_GRACE)).then_some(length)
}

/// A number of days: `3`, or `"3 days"`, `"36 hours"`.
pub(super) fn days(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<SignedDuration> {
    let help = "write days as a number, or `\"3 days\"`, `\"36 hours\"`";
    if value.toml.is_integer() {
        return number(value, 0, MOST_GRACE.into(), mistakes).and_then(|days| days_of_grace(&days.to_string()));
    }
    if !value.toml.is_str() {
        return wrong_type(value, "a number of days", help, mistakes);
    }
    let text = text(value, mistakes)?;
    let length = days_of_grace(&text);
    if length.is_none() {
        mistakes.at(value.place.clone(), format!("{} is no number of days", quoted(&text)), help);
    }
    length
}

/// A size in bytes: a number, or `"10MiB"`, `"500 kB"`.
pub(super) fn size(value: &Value<'_>, least: usize, most: usize, mistakes: &mut Mistakes<'_>) -> Option<usize> {
    let help = "write bytes as a number, or `\"500kB\"`, `\"10MiB\"`";
    if value.toml.is_integer() {
        return number(value, least, most, mistakes);
    }
    if !value.toml.is_str() {
        return wrong_type(value, "a size", help, mistakes);
    }
    let text = text(value, mistakes)?;
    let size = bytes(&text);
    if size.is_none() {
        mistakes.at(value.place.clone(), format!("{} is no size", quoted(&text)), help);
    }
    let fits = size.filter(|size| (least..=most).contains(size));
    if size.is_some() && fits.is_none() {
        let help = format!("write a size from {least} to {most} bytes");
        mistakes.at(value.place.clone(), format!("`{}` is out of bounds", value.key), help);
    }
    fits
}

/// How many bytes `10MiB`, `500 kB` or `1024` are. Units are those of SI and of IEC 80000-13; case does not matter.
fn bytes(text: &str) -> Option<usize> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let unit = match text[digits..].trim_start().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1000,
        "kib" => 1 << 10,
        "m" | "mb" => 1_000_000,
        "mib" => 1 << 20,
        "g" | "gb" => 1_000_000_000,
        "gib" => 1 << 30,
        _ => return None,
    };
    text[..digits].parse::<usize>().ok()?.checked_mul(unit)
}

#[cfg(test)]
mod tests {
    use super::{bytes, web_address};

    #[test]
    fn sizes() {
        assert_eq!(bytes("10MiB"), Some(10 << 20));
        assert_eq!(bytes(" 500 kB "), Some(500_000));
        assert_eq!(bytes("7"), Some(7));
        for text in ["", "MiB", "-1", "1.5MB", "10 apples", "99999999999999999999", "18446744073709551615 kB"] {
            assert_eq!(bytes(text), None, "{text}");
        }
    }

    #[test]
    fn only_addresses_of_the_web() {
        assert!(web_address("https://example.org/a?b#c").is_ok());
        for text in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "//example.org",
            "example.org",
            "https://",
            "https://u:p@x.org/",
        ] {
            assert!(web_address(text).is_err(), "{text}");
        }
    }
}
