//! An edition in pictures: who shares which concepts, who meets whom in them, who came when. Each has what it shows in a
//! sentence and as a table. What is too small to be a picture is none.
//!
//! * `matrix`, `arcs`, `timeline`: the drawings
//! * [`bonds`](super::bonds): what they are made of

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use tera::{Context, Value};

use super::{
    arcs::{self, Arc, Node},
    context::{EditionModel, World},
    matrix::Matrix,
    ride::COLOURS,
    seriation,
    strings::Strings,
    timeline::{self, Dot, Landmark, NAMED, Period, days_between},
    variables::{self, Pictures},
    views::{EntryView, PassengerView},
};

/// Fewer people, or fewer dated entries, make no picture.
const LEAST: usize = 3;
/// So many people have room in the arc diagram.
const NODES: usize = 24;
/// From more arcs than this, those of a single concept are left out, if any are left then.
const ARCS: usize = 40;
/// More arcs than this are a tangle: the thickest stay.
const MOST_ARCS: usize = 60;

/// Who shares what, as a table.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Matrix")]
pub(super) struct MatrixView {
    /// What it shows, in a sentence.
    finding: String,
    /// Concepts: the word and its language.
    columns: Vec<(String, String)>,
    /// A row for each blogger.
    rows: Vec<MatrixRow>,
    /// How many people have no room.
    left: usize,
}

/// A blogger and their concepts.
#[derive(Serialize, JsonSchema)]
struct MatrixRow {
    /// Who.
    #[schemars(with = "PassengerView")]
    person: Value,
    /// Whether each concept is theirs, in the order of the columns.
    cells: Vec<bool>,
}

/// Who meets whom, as arcs.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Arcs")]
pub(super) struct ArcsView {
    /// The drawing, as HTML.
    svg: String,
    /// What it shows, in a sentence.
    finding: String,
    /// A row for each arc.
    rows: Vec<ArcRow>,
    /// How many people have no room.
    left: usize,
    /// Whether thin arcs are left out.
    thinned: bool,
}

/// Two who share concepts.
#[derive(Serialize, JsonSchema)]
struct ArcRow {
    /// One of them.
    #[schemars(with = "PassengerView")]
    one: Value,
    /// The other.
    #[schemars(with = "PassengerView")]
    other: Value,
    /// What they share: the word and its language.
    words: Vec<(String, String)>,
}

/// Who came when.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Timeline")]
pub(super) struct TimelineView {
    /// The drawing, as HTML; empty where the list stands in its place.
    svg: String,
    /// What it shows, in a sentence.
    finding: String,
    /// Whether some came late.
    late: bool,
    /// How many entries have no date.
    undated: usize,
    /// A row for each day, week or month with entries.
    rows: Vec<DayRow>,
}

/// What came in a day, a week or a month.
#[derive(Serialize, JsonSchema)]
struct DayRow {
    /// The first day, as `2026-11-03`.
    date: String,
    /// In words: the day, the week or the month.
    label: String,
    /// A bar of as many boxes as came, as HTML; empty where there is a drawing.
    bar: String,
    /// What came.
    #[schemars(with = "Vec<EntryView>")]
    entries: Vec<Value>,
}

/// Whether an edition has anything that makes a picture.
pub(crate) fn any(edition: &EditionModel) -> bool {
    let dated = edition.source.entries.iter().filter(|entry| entry.published.is_some()).count();
    dated >= LEAST || shares(edition)
}

fn shares(edition: &EditionModel) -> bool {
    let mut people: Vec<usize> = edition.bonds.concepts.iter().flat_map(|concept| &concept.people).copied().collect();
    people.sort_unstable();
    people.dedup();
    people.len() >= LEAST
}

/// Puts the pictures of an edition into the context of its page.
pub(super) fn fill(context: &mut Context, world: &World, edition: &EditionModel) {
    let shares = shares(edition);
    let pictures = Pictures {
        matrix: shares.then(|| matrix(world.strings, edition)),
        arcs: shares.then(|| arcs(world.strings, edition)).flatten(),
        timeline: timeline(world.strings, edition),
    };
    variables::put(context, &pictures);
}

fn matrix(strings: &Strings, edition: &EditionModel) -> MatrixView {
    let bonds = &edition.bonds;
    let matrix = Matrix::of(bonds, edition.names.len());
    let concept = |at: &usize| (bonds.concepts[*at].word.clone(), bonds.concepts[*at].lang.clone());
    let most = matrix.columns.iter().map(|at| &bonds.concepts[*at]).max_by_key(|concept| concept.people.len());
    let (word, count) = most.map_or(("", 0), |concept| (concept.word.as_str(), concept.people.len()));
    let total = edition.names.len().to_string();
    MatrixView {
        finding: strings.count(&edition.lang, "matrix-finding", "n", count, &[("word", word), ("total", &total)]),
        columns: matrix.columns.iter().map(concept).collect(),
        rows: matrix
            .rows
            .into_iter()
            .map(|(seat, cells)| MatrixRow { person: edition.passengers[seat].clone(), cells })
            .collect(),
        left: matrix.left,
    }
}

/// Two seats, and how strongly they are bound to each other.
type Pair = ((usize, usize), f64);

/// The pairs that the arc diagram shows, the strongest first, whether there were more of the same people, and how many
/// people were left out.
fn pairs(edition: &EditionModel) -> (Vec<Pair>, bool, usize) {
    let bonds = &edition.bonds;
    let strength: BTreeMap<(usize, usize), f64> =
        bonds.pairs.iter().map(|(pair, shared)| (*pair, bonds.strength(shared))).collect();
    let mut shares: BTreeMap<usize, f64> = BTreeMap::new();
    for ((one, other), strength) in &strength {
        *shares.entry(*one).or_default() += strength;
        *shares.entry(*other).or_default() += strength;
    }
    let mut people: Vec<(usize, f64)> = shares.into_iter().collect();
    people.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let left = people.len().saturating_sub(NODES);
    people.truncate(NODES);
    let on_line = |seat: &usize| people.iter().any(|(other, _)| other == seat);
    let mut pairs: Vec<_> = strength.into_iter().filter(|((one, other), _)| on_line(one) && on_line(other)).collect();
    pairs.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let all = pairs.len();
    if all > ARCS {
        let thick = |(pair, _): &((usize, usize), f64)| bonds.pairs[pair].len() > 1;
        // Where hardly anybody shares more than one, the most telling of those are all there is to see.
        if pairs.iter().filter(|pair| thick(pair)).count() < LEAST {
            pairs.truncate(ARCS);
        } else {
            pairs.retain(thick);
        }
    }
    pairs.truncate(MOST_ARCS);
    let thinned = pairs.len() < all;
    (pairs, thinned, left)
}

fn arcs(strings: &Strings, edition: &EditionModel) -> Option<ArcsView> {
    let (pairs, thinned, left) = pairs(edition);
    let bonds = &edition.bonds;
    let mut seats: Vec<usize> = pairs.iter().flat_map(|((one, other), _)| [*one, *other]).collect();
    seats.sort_unstable();
    seats.dedup();
    if seats.len() < LEAST {
        return None;
    }
    let at = |seat: usize| seats.binary_search(&seat).unwrap_or_default();
    // Neighbours on the line are those who meet in the same places.
    let meetings: Vec<(usize, usize)> =
        pairs.iter().enumerate().flat_map(|(n, ((one, other), _))| [(at(*one), n), (at(*other), n)]).collect();
    let (order, _) = seriation::order(seats.len(), pairs.len(), &meetings);
    let mut places = vec![0; seats.len()];
    for (place, node) in order.iter().enumerate() {
        places[*node] = place;
    }
    let nodes: Vec<Node> =
        order.iter().map(|node| Node { name: &edition.names[seats[*node]], colour: seats[*node] % COLOURS }).collect();
    let drawn: Vec<Arc> = pairs
        .iter()
        .map(|((one, other), strength)| Arc { ends: (places[at(*one)], places[at(*other)]), strength: *strength })
        .collect();
    let lang = edition.lang.as_str();
    let words = |pair: &(usize, usize)| -> Vec<(String, String)> {
        let told = bonds.told(pair.0, pair.1);
        told.map(|concept| (concept.word.clone(), concept.lang.clone())).collect()
    };
    let finding = pairs.first().map(|(pair, _)| {
        let told: Vec<String> = words(pair).into_iter().map(|(word, _)| word).collect();
        let (one, other) = (edition.names[pair.0].as_str(), edition.names[pair.1].as_str());
        strings.text(lang, "arcs-finding", &[("one", one), ("other", other), ("words", &strings.list(lang, &told))])
    });
    let title = strings.text(lang, "arcs", &[]);
    let people = nodes.len().to_string();
    let description = strings.count(lang, "arcs-desc", "arcs", drawn.len(), &[("people", &people)]);
    let row = |(pair, _): &((usize, usize), f64)| ArcRow {
        one: edition.passengers[pair.0].clone(),
        other: edition.passengers[pair.1].clone(),
        words: words(pair),
    };
    Some(ArcsView {
        svg: arcs::svg("arcs", &title, &description, &nodes, &drawn),
        finding: finding.unwrap_or_default(),
        rows: pairs.iter().map(row).collect(),
        left,
        thinned,
    })
}

fn timeline(strings: &Strings, edition: &EditionModel) -> Option<TimelineView> {
    let lang = edition.lang.as_str();
    let entries = &edition.source.entries;
    let mut dated: Vec<(usize, Dot)> = entries
        .iter()
        .enumerate()
        .filter_map(|(n, entry)| {
            let (day, seat) = (entry.published?.date(), edition.people.seats[n]);
            Some((n, Dot { day, name: &edition.names[seat], colour: seat % COLOURS, late: entry.late }))
        })
        .collect();
    if dated.len() < LEAST {
        return None;
    }
    dated.sort_by_key(|(n, dot)| (dot.day, *n));
    let (places, dots): (Vec<usize>, Vec<Dot>) = dated.into_iter().unzip();
    let (first, last) = (dots.first()?, dots.last()?);
    let (from, to) = (strings.date(lang, first.day), strings.date(lang, last.day));
    let named = [("first", first.name), ("from", from.as_str()), ("last", last.name), ("to", to.as_str())];
    let title = strings.text(lang, "timeline", &[]);
    let finding = strings.count(lang, "timeline-finding", "n", dots.len(), &named);
    let (svg, rows) = if dots.len() > NAMED {
        (String::new(), days(strings, edition, &dots, &places))
    } else {
        let call = &edition.source.edition;
        let mark = |key: &str, moment: Option<crate::model::Moment>| {
            let day = moment?.date();
            Some(Landmark { day, label: strings.text(lang, key, &[("date", &strings.date(lang, day))]) })
        };
        let marks = mark("timeline-from", call.opens).into_iter().chain(mark("timeline-until", call.deadline()));
        // A day that is far from all entries would press them into a corner.
        let near = |mark: &Landmark| {
            let span = days_between(first.day, last.day).max(7);
            days_between(mark.day, first.day) <= 2 * span && days_between(last.day, mark.day) <= 2 * span
        };
        let marks: Vec<Landmark> = marks.filter(near).collect();
        let rows = dots.iter().zip(&places).map(|(dot, place)| DayRow {
            date: dot.day.to_string(),
            label: strings.date(lang, dot.day),
            bar: String::new(),
            entries: vec![edition.entries[*place].clone()],
        });
        (timeline::svg("timeline", &title, &finding, &dots, &marks), rows.collect())
    };
    let late = dots.iter().any(|dot| dot.late);
    Some(TimelineView { svg, finding, late, undated: entries.len() - dots.len(), rows })
}

fn days(strings: &Strings, edition: &EditionModel, dots: &[Dot], places: &[usize]) -> Vec<DayRow> {
    let lang = edition.lang.as_str();
    let (period, rows) = timeline::rows(dots);
    let most = rows.iter().map(|row| row.entries.len()).max().unwrap_or(0);
    rows.into_iter()
        .map(|row| {
            let late = row.entries.iter().filter(|n| dots[**n].late).count();
            let day = strings.date(lang, row.from);
            DayRow {
                date: row.from.to_string(),
                label: match period {
                    Period::Day => day,
                    Period::Week => strings.text(lang, "timeline-week", &[("date", &day)]),
                    Period::Month => strings.month(lang, row.from),
                },
                bar: timeline::bar(row.entries.len() - late, late, most),
                entries: row.entries.iter().map(|n| edition.entries[places[*n]].clone()).collect(),
            }
        })
        .collect()
}
