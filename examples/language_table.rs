//! Makes `data/text/ngrams.txt`, the table that tells the languages of short texts apart:
//!
//! ```sh
//! cargo run --example language_table -- DIR > data/text/ngrams.txt
//! ```
//!
//! DIR is where the crates `lingua-dutch-language-model` … lie unpacked (`cargo fetch` puts them under
//! `~/.cargo/registry/src/…`). Their n-gram probabilities tell what stands inside words; what stands at the edges of
//! words, and which whole words are frequent, is counted in their sample sentences and in `data/text/stopwords`.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool of the developers")]

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use fst::{IntoStreamer, Map, Streamer};

/// The languages of the table in its order, and what the crates call them.
const LANGUAGES: [(&str, &str); 4] = [("nl", "dutch"), ("en", "english"), ("de", "german"), ("fr", "french")];
/// So many n-grams are kept: those that say most, and say it most often.
const ROWS: usize = 16_000;
/// What an n-gram can say against a language at most, in nats.
const CLIP: f64 = 6.0;
/// One step of a weight, in nats.
const STEP: f64 = 0.25;
/// Edges and words that are rarer in all sentences together are chance.
const RARE: f64 = 3.0;
/// A stop word counts as if it stood so often in the sentences.
const STOP_WORD: f64 = 3.0;
/// Letters of a word in the middle: how much oftener an n-gram is met than a word.
const LETTERS: f64 = 5.0;

type Row = [f64; LANGUAGES.len()];

/// What one language's crate says.
struct Source {
    /// The logarithm of the chance of an n-gram's last letter after the others.
    after: BTreeMap<String, f64>,
    sentences: String,
    stop_words: BTreeSet<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let directory = std::env::args().nth(1).ok_or("usage: language_table DIR")?;
    let mut sources = Vec::new();
    for (code, name) in LANGUAGES {
        sources.push(read(&find(Path::new(&directory), name)?, code)?);
    }
    let mut rows = inside(&sources);
    rows.extend(edges(&sources));
    let mut rated: Vec<(f64, String, [u8; LANGUAGES.len()])> = rows
        .into_iter()
        .filter_map(|(gram, logs, mass)| {
            let best = logs.iter().copied().fold(f64::MIN, f64::max);
            let against = logs.map(|log| (best - log).min(CLIP));
            let said: f64 = against.iter().sum();
            (said > STEP).then(|| (mass * said, gram, against.map(level)))
        })
        .collect();
    rated.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    rated.truncate(ROWS);
    rated.sort_by(|a, b| a.1.cmp(&b.1));
    println!(
        "# How much an n-gram speaks against a language: `a` not at all, one letter further for each quarter nat."
    );
    println!(
        "# `_` is the edge of a word. Made by `examples/language_table.rs` from the n-gram frequencies and sample"
    );
    println!(
        "# sentences of the lingua language models, (c) 2020-present Peter M. Stahl, Apache License 2.0, and from"
    );
    println!("# data/text/stopwords. The languages, in the order of the columns:");
    println!("{}", LANGUAGES.map(|(code, _)| code).join(" "));
    for (_, gram, levels) in rated {
        println!("{gram} {}", levels.map(char::from).iter().collect::<String>());
    }
    Ok(())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and CLIP / STEP = 24")]
fn level(against: f64) -> u8 {
    b'a' + (against / STEP).round() as u8
}

/// The folder of a language's crate.
fn find(directory: &Path, name: &str) -> Result<PathBuf, Box<dyn Error>> {
    let prefix = format!("lingua-{name}-language-model");
    let mut found = Vec::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|file| file.to_string_lossy().starts_with(&prefix)) {
            found.push(path);
        }
    }
    found.into_iter().max().ok_or_else(|| format!("{prefix} is not in {}", directory.display()).into())
}

fn read(folder: &Path, code: &str) -> Result<Source, Box<dyn Error>> {
    let map = Map::new(fs::read(folder.join("models/ngrams.fst"))?)?;
    let mut after = BTreeMap::new();
    let mut stream = map.into_stream();
    while let Some((gram, bits)) = stream.next() {
        after.insert(String::from_utf8(gram.to_vec())?, f64::from_bits(bits));
    }
    let list =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("data/text/stopwords/{code}.txt")))?;
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let stop_words = lines.flat_map(str::split_whitespace).map(str::to_owned).collect();
    Ok(Source { after, sentences: fs::read_to_string(folder.join("testdata/sentences.txt"))?, stop_words })
}

/// N-grams inside words: the n-gram, its logarithm in each language, how often it is met.
fn inside(sources: &[Source]) -> Vec<(String, Row, f64)> {
    let grams: BTreeSet<&String> = sources.iter().flat_map(|source| source.after.keys()).collect();
    let row = |gram: &String| {
        let mut logs = Row::default();
        let mut mass = 0.0;
        for (log, source) in logs.iter_mut().zip(sources) {
            // Where it never stands, what its end does there.
            *log = tails(gram).find_map(|tail| source.after.get(tail)).copied().unwrap_or(-2.0 * CLIP);
            mass += joint(gram, source).exp() * LETTERS;
        }
        (gram.clone(), logs, mass)
    };
    grams.into_iter().map(row).collect()
}

/// An n-gram without its first letters, the longest first.
fn tails(gram: &str) -> impl Iterator<Item = &str> {
    gram.char_indices().map(|(at, _)| &gram[at..])
}

/// The logarithm of how often an n-gram is met among those of its length.
fn joint(gram: &str, source: &Source) -> f64 {
    let ends = gram.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.map(|end| source.after.get(&gram[..end]).copied().unwrap_or(-5.0 * CLIP)).sum()
}

/// Beginnings and ends of words, and whole words, as [`inside`].
fn edges(sources: &[Source]) -> Vec<(String, Row, f64)> {
    let mut counts: BTreeMap<String, Row> = BTreeMap::new();
    let mut totals = Row::default();
    for (column, source) in sources.iter().enumerate() {
        let sentences = source.sentences.to_lowercase();
        for word in sentences.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            totals[column] += 1.0;
            for gram in edges_of(word) {
                counts.entry(gram).or_default()[column] += 1.0;
            }
        }
        for word in &source.stop_words {
            if let Some(row) = counts.get_mut(&format!("_{word}_")) {
                row[column] += STOP_WORD;
            }
        }
    }
    let row = |(gram, row): (String, Row)| {
        let chance = |column: usize| ((row[column] + 0.5) / (totals[column] + 500.0)).ln();
        let mass = row.iter().zip(totals).map(|(count, total)| count / total).sum();
        (gram, std::array::from_fn(chance), mass)
    };
    counts.into_iter().filter(|(_, row)| row.iter().sum::<f64>() >= RARE).map(row).collect()
}

fn edges_of(word: &str) -> BTreeSet<String> {
    let padded: Vec<char> = format!("_{word}_").chars().collect();
    let mut grams = BTreeSet::from([padded.iter().collect()]);
    for length in 2..=padded.len().min(5) {
        grams.insert(padded[..length].iter().collect());
        grams.insert(padded[padded.len() - length..].iter().collect());
    }
    grams
}
