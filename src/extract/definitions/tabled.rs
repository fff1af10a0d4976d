//! Definitions in tables: a column of terms beside a column of what they mean.

use std::ops::Range;

use super::Candidate;
use crate::{
    extract::{lexicon::Lexicon, scan::Scan, speaker::Attributed},
    model::Reason,
    text::{Block, BlockKind},
};

/// A term has no more words than this: layouts and rows of figures begin otherwise.
const TERM: usize = 5;
/// What is said of it has as many words as this, and is not an article of its own.
const SAID: std::ops::RangeInclusive<usize> = 5..=80;

/// What is known of the columns of the table that is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Columns {
    /// Nothing names them.
    Unnamed,
    /// Which holds the terms, and which what they mean.
    Named(usize, usize),
    /// They hold something else: dates, prices, names.
    Other,
}

/// A cell by its column and what it says first.
struct Entry<'d> {
    column: usize,
    header: bool,
    block: &'d Block,
}

/// The rows of tables whose columns are called term and meaning, or that have two columns without a name of which
/// the first holds terms.
pub(super) fn find(scan: &Scan<'_, '_>) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let mut columns = Columns::Unnamed;
    let mut end_of_last = None;
    for row in scan.document.rows() {
        // Words between two rows: another table.
        if end_of_last.replace(row.end) != Some(row.start) {
            columns = Columns::Unnamed;
        }
        let entries = entries(scan, row);
        if let Some((term, said)) = named(scan, &entries) {
            columns = Columns::Named(term, said);
            continue;
        }
        if entries.iter().all(|entry| entry.header) {
            columns = Columns::Other;
            continue;
        }
        candidates.extend(definition(scan, &entries, columns));
    }
    candidates
}

/// The cells of a row, empty ones left out; of a cell with several blocks the first.
fn entries<'d>(scan: &Scan<'d, '_>, row: Range<usize>) -> Vec<Entry<'d>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for block in &scan.document.blocks[row] {
        let Some(cell) = block.cell else { continue };
        if entries.last().is_none_or(|last| last.column != cell.column) {
            entries.push(Entry { column: cell.column, header: cell.header, block });
        }
    }
    entries
}

/// The columns of the terms and of their meanings, where a row names them in any language: a Dutch table may well be
/// headed in English.
fn named(scan: &Scan<'_, '_>, entries: &[Entry<'_>]) -> Option<(usize, usize)> {
    let is = |entry: &Entry<'_>, terms: bool| {
        let name = scan.text(&entry.block.range).trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        Lexicon::all().any(|lexicon| {
            let words = &lexicon.definitions;
            if terms { &words.term_column } else { &words.meaning_column }.iter().any(|word| word == name)
        })
    };
    let term = entries.iter().find(|entry| is(entry, true))?;
    let said = entries.iter().find(|entry| is(entry, false))?;
    Some((term.column, said.column))
}

fn definition(scan: &Scan<'_, '_>, entries: &[Entry<'_>], columns: Columns) -> Option<Candidate> {
    let (term, said, mut reasons) = match columns {
        Columns::Other => return None,
        Columns::Named(term, said) => {
            let at = |column| entries.iter().find(|entry| entry.column == column);
            (at(term)?, at(said)?, vec![Reason::new("table", "a table of terms and their meanings", 4.0)])
        }
        Columns::Unnamed => {
            let [term, said] = entries else { return None };
            (term, said, vec![Reason::new("table", "a table of two columns", 1.6)])
        }
    };
    if term.block.boilerplate || said.block.boilerplate || said.block.kind == BlockKind::Code {
        return None;
    }
    let name = scan.text(&term.block.range).trim_end_matches(':');
    let words = scan.words_in(&term.block.range).len();
    let counts = name.contains(|c: char| c.is_ascii_digit());
    if !(1..=TERM).contains(&words) || counts || !SAID.contains(&scan.words_in(&said.block.range).len()) {
        return None;
    }
    if !scan.mentions_in(&term.block.range).is_empty() {
        reasons.push(Reason::new("theme", "the theme is what is defined", 2.0));
    }
    Some(Candidate {
        range: said.block.range.clone(),
        term: Some(name.to_owned()),
        strength: reasons.iter().map(|reason| reason.weight).sum(),
        attributed: Attributed::author(),
        reasons,
    })
}
