//! How good a model is.

use std::{collections::BTreeSet, fmt, iter::Sum};

use crate::{
    Features,
    cases::Case,
    logistic::{Model, Row},
};

/// The head of the table.
pub(crate) const HEADER: &str =
    "half      weights     definitions  P      R      F1     found wrongly  average precision of the candidates";

/// What became of the definitions of some texts.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    right: usize,
    wrong: usize,
    gold: usize,
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |a, b| Self {
            right: a.right + b.right,
            wrong: a.wrong + b.wrong,
            gold: a.gold + b.gold,
        })
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ratio = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
        write!(
            f,
            "{:>11}  {:.3}  {:.3}  {:.3}  {:>13}",
            self.gold,
            ratio(self.right, self.right + self.wrong),
            ratio(self.right, self.gold),
            ratio(2 * self.right, self.right + self.wrong + self.gold),
            self.wrong,
        )
    }
}

/// Some texts, each by its own model: what is found, and how well the candidates are ranked.
pub(crate) fn all(cases: &[(&Case, Model)], features: &Features) -> String {
    let found: Tally = cases.iter().map(|(case, model)| tally(case, features, model)).sum();
    let mut ranked: Vec<(f64, bool)> = Vec::new();
    for (case, model) in cases {
        ranked.extend(features.rows(&[case]).iter().map(|row| (model.logit(&row.x), row.y)));
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let (mut right, mut precisions) = (0, 0.0);
    for (at, (_, is_definition)) in ranked.iter().enumerate() {
        if *is_definition {
            right += 1;
            precisions += f64::from(right) / (at + 1) as f64;
        }
    }
    let average = if right == 0 { 0.0 } else { precisions / f64::from(right) };
    format!("{found}  {average:>17.3}")
}

/// What a model takes for definitions in a text, counted: the strongest first, none overlapping another, as the engine
/// does.
pub(crate) fn tally(case: &Case, features: &Features, model: &Model) -> Tally {
    let mut strong: Vec<(f64, usize)> = case
        .candidates
        .iter()
        .enumerate()
        .map(|(at, candidate)| (model.logit(&features.values(candidate)), at))
        .filter(|(logit, _)| *logit >= 0.0)
        .collect();
    strong.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut taken: Vec<usize> = Vec::new();
    for (_, at) in strong {
        let span = &case.candidates[at].span;
        let overlaps = |other: &usize| {
            let other = &case.candidates[*other].span;
            span.start < other.end && other.start < span.end
        };
        if !taken.iter().any(overlaps) {
            taken.push(at);
        }
    }
    let gold = |at: &usize| case.candidates[*at].gold;
    let right: BTreeSet<usize> =
        taken.iter().filter_map(gold).filter(|(_, optional)| !optional).map(|(at, _)| at).collect();
    Tally { right: right.len(), wrong: taken.iter().filter(|at| gold(at).is_none()).count(), gold: case.gold }
}

/// The log loss of a model on rows.
pub(crate) fn loss(rows: &[Row], model: &Model) -> f64 {
    let of = |row: &Row| {
        let p = model.probability(&row.x).clamp(1e-9, 1.0 - 1e-9);
        -row.weight * if row.y { p.ln() } else { (1.0 - p).ln() }
    };
    rows.iter().map(of).sum()
}
