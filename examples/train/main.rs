//! Fits what the features of definitions count for to the annotations:
//! `cargo run --example train -- [--shared DIR] [--wiki WEIGHT] [--write FILE]`.
//!
//! The engine names every candidate's features and what they count for by hand. First their sum is calibrated: which
//! log-odds a point of it is, and from where on a candidate is more likely a definition than not. Then a logistic model
//! with the calibrated weights as its prior says by how much each is to be trusted; how firmly the prior is believed is
//! chosen by leave-one-document-out cross-validation on the tuning half. Printed are the three on the folds and on the
//! held-out half; `--write` writes the learnt weights. Nothing here is random.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::disallowed_methods, reason = "a program for developers")]

mod cases;
#[path = "../../tests/annotations/corpus.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "every user takes a part of it")]
mod corpus;
mod evaluate;
mod logistic;
#[path = "../../tests/annotations/matching.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "every user takes a part of it")]
mod matching;

use std::{collections::BTreeSet, fmt::Write as _, fs, io, path::PathBuf, process::ExitCode};

use blogkermis::extract::DEFINITION_THRESHOLD;

use self::{
    cases::Case,
    corpus::Half,
    logistic::{Model, Row},
};

/// How firmly the hand-set weights may be believed, in rows.
const PRECISIONS: [f64; 7] = [0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0];

/// How firmly it is believed that a point of hand-set strength is a point of log-odds, in rows.
const SCALE_PRECISION: f64 = 1.0;

/// What was asked for.
struct Wanted {
    shared: Option<PathBuf>,
    wiki: f64,
    write: Option<PathBuf>,
}

fn wanted() -> Result<Wanted, String> {
    let mut wanted = Wanted { shared: None, wiki: 0.2, write: None };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--shared" => wanted.shared = Some(value()?.into()),
            "--write" => wanted.write = Some(value()?.into()),
            "--wiki" => {
                let weight = value()?;
                wanted.wiki = weight.parse().map_err(|_| format!("--wiki wants a number, not {weight}"))?;
            }
            other => {
                return Err(format!("unknown argument {other}; [--shared DIR] [--wiki WEIGHT] [--write FILE]"));
            }
        }
    }
    Ok(wanted)
}

fn main() -> ExitCode {
    match wanted().and_then(|wanted| train(&wanted).map_err(|error| error.to_string())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::from(2)
        }
    }
}

/// The names of the features, in the order of the model's weights.
struct Features(Vec<String>);

impl Features {
    fn of(cases: &[&Case]) -> Self {
        let names: BTreeSet<&String> =
            cases.iter().flat_map(|case| &case.candidates).flat_map(|c| c.features.keys()).collect();
        Self(names.into_iter().cloned().collect())
    }

    /// The hand-set weights as a model: every feature counts for what it says, from the threshold on.
    fn by_hand(&self) -> Model {
        Model { weights: vec![1.0; self.0.len()], bias: -DEFINITION_THRESHOLD }
    }

    /// The hand-set weights with the scale and the threshold that fit some rows best.
    fn calibrated(&self, rows: &[Row]) -> Model {
        let strength = |row: &Row| Row { x: vec![row.x.iter().sum()], ..row.clone() };
        let sums: Vec<Row> = rows.iter().map(strength).collect();
        let prior = Model { weights: vec![1.0], bias: -DEFINITION_THRESHOLD };
        let fitted = Model::fit(&sums, &prior, SCALE_PRECISION);
        let scale = fitted.weights.first().copied().unwrap_or(1.0).max(0.1);
        Model { weights: vec![scale; self.0.len()], bias: fitted.bias }
    }

    /// The learnt model: the calibrated one, moved by the rows.
    fn learnt(&self, rows: &[Row], precision: f64) -> Model {
        Model::fit(rows, &self.calibrated(rows), precision)
    }

    fn values(&self, candidate: &cases::Candidate) -> Vec<f64> {
        self.0.iter().map(|name| candidate.features.get(name).copied().unwrap_or(0.0)).collect()
    }

    /// The candidates to learn from: borderline ones teach nothing.
    fn rows(&self, cases: &[&Case]) -> Vec<Row> {
        let of_case = |case: &Case| {
            let rows = case.candidates.iter().filter_map(|candidate| {
                Some(Row { x: self.values(candidate), y: candidate.is_definition()?, weight: case.weight })
            });
            rows.collect::<Vec<_>>()
        };
        cases.iter().flat_map(|case| of_case(case)).collect()
    }
}

fn train(wanted: &Wanted) -> io::Result<()> {
    let blogs = cases::annotated(wanted.shared.as_deref())?;
    let wiki = cases::wiki(wanted.shared.as_deref(), wanted.wiki)?;
    let (tuning, held_out): (Vec<&Case>, Vec<&Case>) = blogs.iter().partition(|case| case.half == Half::Tuning);
    let extra: Vec<&Case> = wiki.iter().filter(|case| case.weight > 0.0).collect();
    let all: Vec<&Case> = tuning.iter().chain(&extra).copied().collect();
    let features = Features::of(&all);
    println!(
        "{} features; candidates: {} tuning, {} wiki, {} held out",
        features.0.len(),
        features.rows(&tuning).len(),
        features.rows(&extra).len(),
        features.rows(&held_out).len(),
    );
    for (half, cases) in [(Half::Tuning, &tuning), (Half::HeldOut, &held_out)] {
        let reached: usize = cases.iter().map(|case| case.reached()).sum();
        let gold: usize = cases.iter().map(|case| case.gold).sum();
        println!("{half}: {reached} of {gold} definitions have a candidate");
    }

    let mut best: Option<(f64, f64)> = None;
    for precision in PRECISIONS {
        let folds = cross_validate(&tuning, &extra, |cases| features.learnt(&features.rows(cases), precision));
        let loss = folds.iter().map(|(case, model)| evaluate::loss(&features.rows(&[case]), model)).sum::<f64>();
        println!("prior believed like {precision:>5} rows: log loss on the folds {loss:.2}");
        if best.is_none_or(|(least, _)| loss < least) {
            best = Some((loss, precision));
        }
    }
    let precision = best.map_or(1.0, |(_, precision)| precision);

    println!("\n{}", evaluate::HEADER);
    let rows = features.rows(&all);
    let (hand, calibrated, learnt) =
        (features.by_hand(), features.calibrated(&rows), features.learnt(&rows, precision));
    let on_folds = |fit: &dyn Fn(&[&Case]) -> Model| evaluate::all(&cross_validate(&tuning, &extra, fit), &features);
    let on_held_out = |model: &Model| {
        evaluate::all(&held_out.iter().map(|case| (*case, model.clone())).collect::<Vec<_>>(), &features)
    };
    println!("tuning    hand-set    {}", on_folds(&|_| hand.clone()));
    println!("tuning    calibrated  {}", on_folds(&|cases| features.calibrated(&features.rows(cases))));
    println!("tuning    learnt      {}", on_folds(&|cases| features.learnt(&features.rows(cases), precision)));
    println!("held-out  hand-set    {}", on_held_out(&hand));
    println!("held-out  calibrated  {}", on_held_out(&calibrated));
    println!("held-out  learnt      {}", on_held_out(&learnt));

    let file = weights_file(&features, &learnt, &calibrated, precision);
    match &wanted.write {
        Some(path) => fs::write(path, file)?,
        None => println!("\n{file}"),
    }
    Ok(())
}

/// Every tuning document with the model fitted to the others.
fn cross_validate<'a>(tuning: &[&'a Case], extra: &[&Case], fit: impl Fn(&[&Case]) -> Model) -> Vec<(&'a Case, Model)> {
    let without = |left_out: &Case| -> Vec<&Case> {
        tuning.iter().copied().filter(|case| case.name != left_out.name).chain(extra.iter().copied()).collect()
    };
    tuning.iter().map(|case| (*case, fit(&without(case)))).collect()
}

/// The learnt model as the engine could read it: by how much each feature's hand-set weight is multiplied, and from
/// which sum on a candidate is a definition. Divided by the calibrated scale, so that 1 is the hand-set weight.
fn weights_file(features: &Features, model: &Model, calibrated: &Model, precision: f64) -> String {
    let scale = calibrated.weights.first().copied().unwrap_or(1.0);
    let mut file = String::from(
        "# By how much the hand-set weight of each feature of a definition is multiplied, and the sum from which on a\n\
         # candidate is a definition. Written by `cargo run --example train`; tests/annotations/README.md says how.\n",
    );
    let _ = writeln!(file, "# The hand-set weights were believed like {precision} rows.\n");
    let _ = writeln!(file, "threshold = {:.3}\n\n[trust]", -model.bias / scale);
    for (name, weight) in features.0.iter().zip(&model.weights) {
        let _ = writeln!(file, "{name} = {:.3}", weight / scale);
    }
    file
}
