//! The timeline of contributions: when which entry came.
//!
//! Up to [`NAMED`] entries are dots on a line with their names above and below; late ones are hollow. More are
//! rows of days, weeks or months, each with a bar of as many boxes as came.

use std::{collections::BTreeMap, fmt::Write as _};

use jiff::{
    ToSpan as _, Unit,
    civil::{Date, Weekday},
};

use super::{
    drawing::{begin, cut},
    html::escape,
    ride::{COLOURS, INK, short},
};
use crate::model::{Colour, palette::DISCS};

/// More entries than this have no room for their names.
pub(crate) const NAMED: usize = 14;
/// More rows than this nobody reads: days become weeks, weeks months.
const ROWS: i32 = 31;

/// The width of the drawing in its own units, which are pixels: a narrower page scrolls it.
const WIDTH: f64 = 1000.0;
const TEXT: f64 = 15.0;
/// What a letter takes at most, on the average.
const LETTER: f64 = 8.4;
/// Between a pole and its name.
const POLE: f64 = 5.0;
const EDGE: f64 = 20.0;
const DOT: f64 = 9.0;
/// Between two dots at least.
const APART: f64 = 24.0;
/// Between the line and the first row of names, and from row to row.
const FIRST: f64 = 38.0;
const STEP: f64 = 27.0;
const LETTERS: usize = 26;

/// An entry on the line.
#[derive(Clone, Debug)]
pub(crate) struct Dot<'a> {
    pub(crate) day: Date,
    pub(crate) name: &'a str,
    /// Which of the ride's colours.
    pub(crate) colour: usize,
    /// Whether it came after the deadline.
    pub(crate) late: bool,
}

/// A day with a name of its own: when it began, when it had to be in.
#[derive(Clone, Debug)]
pub(crate) struct Landmark {
    pub(crate) day: Date,
    /// In words, with the date.
    pub(crate) label: String,
}

/// Where a name stands: like a flag it begins at its pole, on one side of the line, in a row counted from there.
#[derive(Clone, Copy, Debug)]
struct Flag {
    above: bool,
    row: usize,
}

/// The line as an `svg` element. The dots are in the order of their days; `id` makes ids unique on a page.
pub(crate) fn svg(id: &str, title: &str, description: &str, dots: &[Dot], landmarks: &[Landmark]) -> String {
    let days = dots.iter().map(|dot| dot.day).chain(landmarks.iter().map(|mark| mark.day));
    let (first, last) = days.fold((Date::MAX, Date::MIN), |(first, last), day| (first.min(day), last.max(day)));
    let length = f64::from(days_between(first, last).max(1));
    let longest = dots.iter().map(|dot| width(&cut(dot.name, LETTERS))).fold(0.0, f64::max);
    let (left, right) = (EDGE + 20.0, WIDTH - EDGE - longest.max(20.0));
    let on_line = |day: Date| left + (right - left) * f64::from(days_between(first, day)) / length;
    let at = apart(dots.iter().map(|dot| on_line(dot.day)).collect(), left, right);
    let flags = flags(dots, &at);
    let rows = |above: bool| flags.iter().filter(|flag| flag.above == above).map(|flag| flag.row + 1).max();
    let room = |above: bool| rows(above).map_or(DOT + 12.0, |rows| FIRST + STEP * (rows - 1) as f64 + TEXT + 6.0);
    let line = room(true);
    let floor = line + room(false) + 8.0;
    let height = floor + if landmarks.is_empty() { 0.0 } else { TEXT + 12.0 };
    let mut out = String::with_capacity(2048);
    begin(&mut out, "timeline", (WIDTH, height), id, title, description);
    let _ = write!(
        out,
        "<path class=\"line\" d=\"M{EDGE} {y}H{}\" stroke=\"{INK}\" stroke-width=\"2\"/>",
        short(WIDTH - EDGE, 0),
        y = short(line, 1)
    );
    let _ = write!(out, "<g class=\"marks\" fill=\"{INK}\" font-size=\"{TEXT}\">");
    for (n, mark) in landmarks.iter().enumerate() {
        let x = on_line(mark.day);
        let label = cut(&mark.label, 40);
        // The first is told to the right of its day, the others to the left of theirs.
        let half = width(&label) / 2.0;
        let x_text = if n == 0 { x + half } else { x - half }.clamp(half + 2.0, (WIDTH - half - 2.0).max(half + 2.0));
        let _ = write!(
            out,
            "<path d=\"M{x} {}V{}\" stroke=\"{INK}\" stroke-dasharray=\"2 4\"/>\
             <text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            short(line, 1),
            short(floor, 1),
            short(x_text, 1),
            short(floor + TEXT + 2.0, 1),
            escape(&label),
            x = short(x, 1)
        );
    }
    let _ = write!(out, "</g><g class=\"names\" fill=\"{INK}\" font-size=\"{TEXT}\">");
    for ((dot, x), flag) in dots.iter().zip(&at).zip(&flags) {
        let away = FIRST + STEP * flag.row as f64;
        let (end, y) = if flag.above { (line - away - TEXT * 0.7, line - away) } else { (line + away, line + away) };
        let _ = write!(
            out,
            "<path d=\"M{x} {}V{}\" stroke=\"{INK}\"/><text x=\"{}\" y=\"{}\">{}</text>",
            short(line, 1),
            short(end, 1),
            short(x + POLE, 1),
            short(y, 1),
            escape(&cut(dot.name, LETTERS)),
            x = short(*x, 1)
        );
    }
    let _ = write!(out, "</g><g class=\"discs\" stroke=\"{INK}\" stroke-width=\"2\">");
    for (dot, x) in dots.iter().zip(&at) {
        let (class, fill) =
            if dot.late { (" class=\"hollow\"", Colour::hex(0x00ff_ffff)) } else { ("", DISCS[dot.colour % COLOURS]) };
        let (x, y) = (short(*x, 1), short(line, 1));
        let _ = write!(out, "<circle{class} cx=\"{x}\" cy=\"{y}\" r=\"{DOT}\" fill=\"{fill}\"/>");
    }
    out.push_str("</g></svg>");
    out
}

/// How many days lie between two; negative where the second is the earlier one.
pub(super) fn days_between(from: Date, to: Date) -> i32 {
    from.until((Unit::Day, to)).map_or(0, |span| span.get_days())
}

/// At least as wide as a text is, at about the widths of usual letters.
fn width(text: &str) -> f64 {
    POLE + (text.chars().count() as f64 * LETTER).max(LETTER)
}

/// Moves dots that would touch each other: to the right first, and back where the line ends.
fn apart(mut at: Vec<f64>, left: f64, right: f64) -> Vec<f64> {
    let apart = APART.min((right - left) / at.len().max(1) as f64);
    for n in 1..at.len() {
        at[n] = at[n].max(at[n - 1] + apart);
    }
    let mut limit = right;
    for x in at.iter_mut().rev() {
        *x = x.min(limit);
        limit = *x - apart;
    }
    at
}

/// A place for every name, the sides taking turns. From the last to the first: a name stands further from the line than
/// all those whose poles begin under it, so that no pole crosses a name.
fn flags(dots: &[Dot], at: &[f64]) -> Vec<Flag> {
    let mut flags: Vec<(f64, Flag)> = Vec::with_capacity(dots.len());
    for (n, (dot, &x)) in dots.iter().zip(at).enumerate().rev() {
        let above = n % 2 == 0;
        let end = x + width(&cut(dot.name, LETTERS)) + POLE;
        let under = flags.iter().filter(|(pole, flag)| flag.above == above && *pole < end);
        let row = under.map(|(_, flag)| flag.row + 1).max().unwrap_or(0);
        flags.push((x, Flag { above, row }));
    }
    flags.into_iter().rev().map(|(_, flag)| flag).collect()
}

/// How long a row of the list lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Period {
    Day,
    Week,
    Month,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its first day.
    pub(crate) from: Date,
    /// The places of its entries among the dots.
    pub(crate) entries: Vec<usize>,
}

/// The dots by day, by week (from Monday) or by month, whichever makes rows that can be surveyed. Only rows with entries.
pub(crate) fn rows(dots: &[Dot]) -> (Period, Vec<Row>) {
    let (Some(first), Some(last)) = (dots.iter().map(|dot| dot.day).min(), dots.iter().map(|dot| dot.day).max()) else {
        return (Period::Day, Vec::new());
    };
    let period = match days_between(first, last) {
        days if days <= ROWS => Period::Day,
        days if days <= 7 * ROWS => Period::Week,
        _ => Period::Month,
    };
    let mut rows: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
    for (n, dot) in dots.iter().enumerate() {
        let from = match period {
            Period::Day => dot.day,
            Period::Week => {
                let past = dot.day.weekday().since(Weekday::Monday);
                dot.day.checked_sub(i32::from(past).days()).unwrap_or(dot.day)
            }
            Period::Month => dot.day.first_of_month(),
        };
        rows.entry(from).or_default().push(n);
    }
    (period, rows.into_iter().map(|(from, entries)| Row { from, entries }).collect())
}

/// A bar of boxes, one for each entry, hollow where it was late. More than `MOST` are drawn to scale: `most` is the number
/// in the fullest row.
pub(crate) fn bar(punctual: usize, late: usize, most: usize) -> String {
    const MOST: usize = 24;
    const BOX: f64 = 12.0;
    let unit = BOX.min(BOX * MOST as f64 / most.max(1) as f64);
    let gap = if unit < BOX { 0.0 } else { 2.0 };
    let width = unit * (punctual + late) as f64 + 2.0;
    let mut out = String::new();
    let _ = write!(
        out,
        "<svg class=\"bar\" viewBox=\"0 0 {w} 14\" width=\"{w}\" height=\"14\" aria-hidden=\"true\" stroke=\"{INK}\">",
        w = short(width, 1)
    );
    let mut boxes = |from: usize, count: usize, hollow: bool| {
        let (class, fill) = if hollow { ("hollow", "none".to_owned()) } else { ("full", DISCS[0].to_string()) };
        // To scale, one box stands for all of them.
        let (drawn, wide) = if gap > 0.0 { (count, unit - gap) } else { (count.min(1), unit * count as f64) };
        for n in 0..drawn {
            let x = 1.0 + unit * (from + n) as f64;
            let (x, wide) = (short(x, 1), short(wide, 1));
            let _ = write!(
                out,
                "<rect class=\"{class}\" x=\"{x}\" y=\"2\" width=\"{wide}\" height=\"10\" fill=\"{fill}\"/>"
            );
        }
    };
    boxes(0, punctual, false);
    boxes(punctual, late, true);
    out.push_str("</svg>");
    out
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use proptest::prelude::*;

    use super::{Dot, LETTER, Landmark, NAMED, Period, TEXT, WIDTH, bar, rows, svg};
    use crate::render::figure_tests::Drawing;

    fn dot(name: &str, day: Date, late: bool) -> Dot<'_> {
        Dot { day, name, colour: 0, late }
    }

    fn marks() -> Vec<Landmark> {
        vec![
            Landmark { day: date(2026, 5, 1), label: "vanaf 1 mei 2026".into() },
            Landmark { day: date(2026, 5, 22), label: "tot en met 22 mei 2026".into() },
        ]
    }

    #[test]
    fn three_entries_look_like_this() {
        let dots = [
            dot("Marit Veenstra", date(2026, 5, 3), false),
            dot("Joris de Wild", date(2026, 5, 3), false),
            dot("Nadia el Khatib", date(2026, 5, 24), true),
        ];
        insta::assert_snapshot!(svg("t", "Wie kwam wanneer", "Drie bijdragen.", &dots, &marks()));
    }

    #[test]
    fn many_days_become_weeks_and_months() {
        let spread = |step: i64| -> Vec<Dot<'_>> {
            let day = |n: i64| date(2026, 1, 7).checked_add(jiff::Span::new().days(n * step)).unwrap();
            (0..20).map(|n| dot("A", day(n), false)).collect()
        };
        assert_eq!(rows(&spread(1)).0, Period::Day);
        let (period, weeks) = rows(&spread(3));
        assert_eq!((period, weeks[0].from, weeks[0].entries.len()), (Period::Week, date(2026, 1, 5), 2));
        assert_eq!(rows(&spread(40)).0, Period::Month);
        assert_eq!(rows(&[]), (Period::Day, vec![]));
        assert_eq!(rows(&[dot("A", Date::MIN, false)]).1.len(), 1);
    }

    #[test]
    fn bars_have_a_box_for_each_until_there_are_too_many() {
        let drawn = bar(3, 2, 5);
        assert_eq!((drawn.matches("\"full\"").count(), drawn.matches("\"hollow\"").count()), (3, 2));
        for (punctual, late, most) in [(0, 0, 0), (1, 0, 1), (24, 0, 24), (200, 31, 231), (1, 0, 231)] {
            let drawing = Drawing::read(&bar(punctual, late, most));
            assert!(drawing.is_inside() && drawing.view.0 <= 24.0 * 12.0 + 2.5, "{punctual} {late} {most}");
        }
    }

    proptest! {
        #[test]
        fn everything_is_inside_and_nothing_overlaps(
            entries in prop::collection::vec(("\\PC{0,40}", 0_i64..60, any::<bool>()), 1..=NAMED),
        ) {
            let mut entries = entries;
            entries.sort_by_key(|entry| entry.1);
            let day = |n: i64| date(2026, 4, 20).checked_add(jiff::Span::new().days(n)).unwrap();
            let dots: Vec<Dot> = entries.iter().map(|(name, n, late)| dot(name, day(*n), *late)).collect();
            for marks in [marks(), Vec::new()] {
                let drawn = svg("t", "x", "y", &dots, &marks);
                let drawing = Drawing::read(&drawn);
                prop_assert!(drawing.is_inside(), "{}", drawn);
                prop_assert!(drawing.smallest_text.unwrap() * 900.0 / WIDTH >= 13.0);
                prop_assert_eq!(drawing.count("circle"), dots.len());
                // The later one begins where the earlier one has ended, or stands in another row.
                let names = &drawing.texts[marks.len()..];
                for (n, one) in names.iter().enumerate() {
                    for other in &names[n + 1..] {
                        let ended = one.0 + one.2.chars().count() as f64 * LETTER <= other.0;
                        prop_assert!(ended || (one.1 - other.1).abs() >= TEXT, "{} and {} in {}", one.2, other.2, drawn);
                    }
                }
                prop_assert_eq!(&drawn, &svg("t", "x", "y", &dots, &marks));
            }
        }
    }
}
