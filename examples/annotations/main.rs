//! Measures the engine on the annotations: `cargo run --example annotations -- [--half tuning|held-out] [--shared DIR]`.
//!
//! Prints precision, recall and F1 of definitions, of quotes against scare quotes, and of speakers, per language and
//! half. Errors are listed for the tuning half only: the held-out half is for figures.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::disallowed_methods, reason = "a program for developers")]

#[path = "../../tests/annotations/corpus.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "every user takes a part of it")]
mod corpus;
#[path = "../../tests/annotations/matching.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "every user takes a part of it")]
mod matching;
mod score;

use std::{collections::BTreeMap, path::PathBuf, process::ExitCode};

use corpus::Half;
use score::Scores;

/// What was asked for.
#[derive(Debug)]
struct Wanted {
    halves: Vec<Half>,
    shared: Option<PathBuf>,
    errors: bool,
}

fn wanted() -> Result<Wanted, String> {
    let mut wanted = Wanted { halves: vec![Half::Tuning, Half::HeldOut], shared: None, errors: true };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--half" => {
                wanted.halves = match arguments.next().as_deref() {
                    Some("tuning") => vec![Half::Tuning],
                    Some("held-out") => vec![Half::HeldOut],
                    other => return Err(format!("--half is tuning or held-out, not {}", other.unwrap_or("nothing"))),
                }
            }
            "--shared" => wanted.shared = Some(arguments.next().ok_or("--shared needs a folder")?.into()),
            "--quiet" => wanted.errors = false,
            other => {
                return Err(format!("unknown argument {other}; [--half tuning|held-out] [--shared DIR] [--quiet]"));
            }
        }
    }
    Ok(wanted)
}

fn main() -> ExitCode {
    match wanted().and_then(|wanted| measure(&wanted).map_err(|error| error.to_string())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::from(2)
        }
    }
}

fn measure(wanted: &Wanted) -> std::io::Result<()> {
    let mut scores: BTreeMap<(Half, String), Scores> = BTreeMap::new();
    for annotated in corpus::load(wanted.shared.as_deref())? {
        let half = annotated.half();
        if !wanted.halves.contains(&half) {
            continue;
        }
        let Some(document) = annotated.document() else {
            eprintln!("skipped: the text of {} is not here; --shared names the folder that has it", annotated.name);
            continue;
        };
        let found = score::score(&annotated, &document);
        if wanted.errors && half == Half::Tuning {
            found.errors.iter().for_each(|error| println!("{}: {error}", annotated.name));
        }
        for language in [annotated.labels.language.as_str(), "all"] {
            scores.entry((half, language.to_owned())).or_default().add(&found);
        }
    }
    println!("{}", score::HEADER);
    for ((half, language), scores) in &scores {
        println!("{}", scores.row(*half, language));
    }
    Ok(())
}
