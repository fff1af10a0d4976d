//! Time zones as feeds write them: numbers, names, both.

use jiff::tz::Offset;

use super::clock::number;

/// Zones by name, in minutes east of Greenwich. Letters that mean different zones in different places are not here.
const ZONES: &[(&str, i32)] = &[
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("wez", 0),
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
    ("hkt", 480),
    ("sgt", 480),
    ("awst", 480),
    ("jst", 540),
    ("kst", 540),
    ("acst", 570),
    ("aest", 600),
    ("acdt", 630),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("nst", -210),
    ("ndt", -150),
    ("adt", -180),
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
    ("akst", -540),
    ("akdt", -480),
    ("hst", -600),
];

/// The zone a text begins with, and what follows it. `None` when it begins with a zone that cannot be.
pub(super) fn zone(text: &str) -> Option<(&str, Option<Offset>)> {
    let tail = text.trim_start_matches([' ', '\t', ',', '(']);
    let tail = tail.strip_prefix("etc/").unwrap_or(tail);
    let word = tail.find(|c: char| !c.is_alphabetic()).unwrap_or(tail.len());
    let named = ZONES.iter().find(|(name, _)| *name == &tail[..word]).map(|(_, minutes)| *minutes);
    let (after, named) = match named {
        Some(minutes) => (&tail[word..], Some(minutes)),
        None => (tail, None),
    };
    // `UTC +0200`.
    let number_after = after.trim_start();
    let sign = match number_after.as_bytes() {
        [b'+', ..] => 1,
        // A dash between blanks is a dash.
        [b'-', next, ..] if !next.is_ascii_whitespace() => -1,
        _ => {
            let offset = named.and_then(|minutes| Offset::from_seconds(minutes * 60).ok());
            return Some((if offset.is_some() { after } else { text }, offset));
        }
    };
    let after = number_after;
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
