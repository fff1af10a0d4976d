//! Dialogue in script form: lines that begin with who speaks and a colon, at least two speakers taking turns.

use std::{collections::BTreeMap, ops::Range};

use super::{
    Quotation,
    weights::{self, SCRIPT, SPEECH},
};
use crate::{
    extract::{
        lexicon::Lexicon,
        marks,
        names::Known,
        scan::{Scan, language_of},
        speaker::{interview, turns},
    },
    text::{BlockKind, token},
};

/// A dialogue has at least this many turns when nothing else tells that the labels are people.
const FEWEST: usize = 3;
/// More labels than this are the entries of a list.
const MOST_LABELS: usize = 6;
/// A label is no longer than this, in bytes and words.
const LONGEST_LABEL: (usize, usize) = (32, 3);

/// One line of a dialogue.
#[derive(Debug)]
struct Turn<'a> {
    label: &'a str,
    /// The line, in bytes of the document.
    line: Range<usize>,
    /// What is said.
    words: Range<usize>,
    /// Somebody says I or you, asks or exclaims.
    speaks: bool,
}

/// The turns of all dialogues, in the order of the text.
pub(super) fn find(scan: &Scan<'_, '_>, known: &Known) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut run: Vec<Turn<'_>> = Vec::new();
    for (index, block) in scan.document.blocks.iter().enumerate() {
        let prose = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation);
        if !prose || block.boilerplate {
            found.extend(dialogue(scan, known, &std::mem::take(&mut run)));
            continue;
        }
        let mut start = block.range.start;
        for line in scan.document.block_text(block).split('\n') {
            match turn(scan, index, start..start + line.len()) {
                Some(turn) => run.push(turn),
                None => found.extend(dialogue(scan, known, &std::mem::take(&mut run))),
            }
            start += line.len() + 1;
        }
    }
    found.extend(dialogue(scan, known, &run));
    found
}

/// A line that begins with a label: a word or three with a capital, and a colon.
fn turn<'a>(scan: &Scan<'a, '_>, index: usize, line: Range<usize>) -> Option<Turn<'a>> {
    let text = scan.text(&line);
    let head = text.get(..text.floor_char_boundary(LONGEST_LABEL.0))?;
    let (label, _) = head.split_once(':')?;
    let said = &text[label.len() + 1..];
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '\'' | '’');
    let is_label = label.starts_with(char::is_uppercase)
        && label.chars().all(plain)
        && (1..=LONGEST_LABEL.1).contains(&label.split_whitespace().count());
    if !is_label || !said.starts_with(char::is_whitespace) || said.trim().is_empty() {
        return None;
    }
    let start = line.start + label.len() + 1 + (said.len() - said.trim_start().len());
    let mut words = start..start + said.trim().len();
    if let [only] = &marks::scan(said.trim())[..]
        && only.outer == (0..said.trim().len())
    {
        words = start + only.inner.start..start + only.inner.end;
    }
    let personal = &Lexicon::of(language_of(&scan.document.blocks[index])).quotes.personal;
    let speaks = said.contains(['?', '!'])
        || token::words(said).any(|(_, word)| personal.has(&word.to_lowercase().replace('’', "'")));
    Some(Turn { label: label.trim(), line, words, speaks })
}

/// The quotations of a run of turns; none when the labels are those of a list.
fn dialogue(scan: &Scan<'_, '_>, known: &Known, run: &[Turn<'_>]) -> Vec<Quotation> {
    let Some(first) = run.first() else { return Vec::new() };
    let mut labels: BTreeMap<&str, usize> = BTreeMap::new();
    for turn in run {
        *labels.entry(turn.label).or_default() += 1;
    }
    let people = labels.keys().all(|label| turns::is_person(label, known));
    let in_turns = run.len() >= FEWEST && labels.values().any(|&times| times > 1);
    let speaking = run.iter().filter(|turn| turn.speaks).count() * 2 >= run.len();
    if !(2..=MOST_LABELS).contains(&labels.len()) || !speaking || !(people || in_turns) {
        return Vec::new();
    }
    let index = scan.block_at(first.line.start);
    let lexicon = &Lexicon::of(language_of(&scan.document.blocks[index])).quotes;
    let is_question = |label: &str| lexicon.asks.has(&label.to_lowercase());
    let is_answer = |label: &str| lexicon.answers.has(&label.to_lowercase());
    // “Q:” and “A:”: an author who asks and answers is nobody else; an interview says whom it is with.
    let interviewee = if labels.keys().all(|label| is_question(label) || is_answer(label)) {
        match interview::introduced(scan, known, index) {
            Some(name) => Some(name),
            None => return Vec::new(),
        }
    } else {
        None
    };
    run.iter()
        .filter(|turn| !is_question(turn.label))
        .map(|turn| {
            let count = scan.words_in(&turn.words).len();
            let mut reasons = vec![SCRIPT.because(turn.label), weights::length(count)];
            reasons.extend(turn.speaks.then(|| SPEECH.reason()));
            Quotation {
                outer: turn.line.clone(),
                inner: turn.words.clone(),
                strength: reasons.iter().map(|reason| reason.weight).sum(),
                attributed: turns::speaker(interviewee.as_deref().unwrap_or(turn.label), known, scan, index),
                reasons,
            }
        })
        .collect()
}
