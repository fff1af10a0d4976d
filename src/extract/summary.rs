//! Picks sentences that say what a text says: 50 to 80 words, in the order of the text, none that asks the reader
//! something, none that needs a sentence which is not there.

use std::collections::BTreeSet;

use super::{
    manner::Hindrance,
    salience::{Salience, Scored},
    scan::Scan,
    shorten,
    theme::Theme,
};
use crate::{
    model::{QuotationPolicy, Reason, Summary, SummaryBy},
    text::Document,
};

/// Picks sentences that say what a document says; `None` when it has no sentence. Without a title the first
/// heading serves.
#[must_use]
pub fn summary(document: &Document, title: &str, theme: &Theme, policy: &QuotationPolicy) -> Option<Summary> {
    let scan = Scan::new(document, theme);
    pick(&scan, &Salience::of(&scan, title), policy)
}

/// How much of what is said already a sentence is charged for. Maximal marginal relevance by coverage: what counts is
/// what a sentence adds to all that is chosen, not how near it is to one of them.
const REPETITION: f64 = 0.5;
/// A sentence that follows a chosen one reads better than one from elsewhere.
const NEXT: f64 = 0.06;
/// … and may lean on it.
const LEANS_ON_CHOSEN: f64 = 0.05;

/// The summary of what was scored.
pub(super) fn pick(scan: &Scan<'_, '_>, salience: &Salience, policy: &QuotationPolicy) -> Option<Summary> {
    let most = policy.summary_max_words.max(1);
    let mut chosen: Vec<&Scored> = Vec::new();
    let mut covered: BTreeSet<usize> = BTreeSet::new();
    let mut total = 0;
    let stands = |candidate: &&Scored| matches!(candidate.manner.hindrance, None | Some(Hindrance::LeansBack));
    let mut rest: Vec<&Scored> = salience.sentences.iter().filter(stands).collect();
    while total < policy.summary_min_words {
        let follows = |candidate: &Scored| chosen.iter().any(|other| continues(scan, other, candidate));
        let best = rest
            .iter()
            .enumerate()
            .filter(|(_, candidate)| total + candidate.words <= most)
            .filter(|(_, candidate)| !candidate.manner.leans_back() || candidate.freed.is_some() || follows(candidate))
            .map(|(at, candidate)| {
                let next = chosen.iter().any(|other| other.index + 1 == candidate.index);
                let mut worth = candidate.worth() - REPETITION * salience.repetition(candidate, &covered);
                worth += if next { NEXT } else { 0.0 };
                worth += if candidate.manner.leans_back() && follows(candidate) { LEANS_ON_CHOSEN } else { 0.0 };
                (at, worth)
            })
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let Some((at, _)) = best else { break };
        let candidate = rest.remove(at);
        total += candidate.words;
        covered.extend(&candidate.stems);
        chosen.push(candidate);
    }
    if chosen.is_empty() {
        chosen.push(last_resort(&salience.sentences, most)?);
    }
    chosen.sort_by_key(|candidate| candidate.index);
    let sentences: Vec<String> = (0..chosen.len()).map(|at| shown(scan, &chosen, at)).collect();
    let reasons = chosen.iter().map(|candidate| Reason::new("sentence", because(scan, candidate), candidate.worth()));
    Some(Summary { text: sentences.join(" "), by: SummaryBy::Machine, reasons: reasons.collect(), sentences })
}

/// Whether a sentence comes right after another one, in the same block.
fn continues(scan: &Scan<'_, '_>, before: &Scored, sentence: &Scored) -> bool {
    let block = |of: &Scored| scan.sentences[of.index].block;
    before.index + 1 == sentence.index && block(before) == block(sentence)
}

/// A chosen sentence as it is shown: without its connective, unless it follows the one that it is joined to.
fn shown(scan: &Scan<'_, '_>, chosen: &[&Scored], at: usize) -> String {
    let sentence = chosen[at];
    let follows = at.checked_sub(1).is_some_and(|before| continues(scan, chosen[before], sentence));
    let kept = sentence.freed.as_ref().filter(|_| !follows).unwrap_or(&sentence.kept);
    shorten::shown(scan, sentence.index, kept)
}

/// Where no sentence can stand by itself: the best of those that are not too long, or else the shortest.
fn last_resort(sentences: &[Scored], most: usize) -> Option<&Scored> {
    let short = sentences.iter().filter(|candidate| candidate.words <= most);
    short
        .max_by(|a, b| a.worth().total_cmp(&b.worth()).then(b.index.cmp(&a.index)))
        .or_else(|| sentences.iter().min_by_key(|candidate| candidate.words))
}

/// Why a sentence was picked, for people.
fn because(scan: &Scan<'_, '_>, candidate: &Scored) -> String {
    let mut because =
        format!("sentence {} of {}, says what the post repeats", candidate.index + 1, scan.sentences.len());
    for (holds, what) in [
        (candidate.on_theme, ", names the theme"),
        (candidate.titled > 0.0, ", has words of the title"),
        (candidate.manner.purpose, ", says what the post is about"),
        (candidate.manner.claims > 0, ", makes a claim"),
        (candidate.manner.stresses, ", says what matters most"),
        (candidate.answers, ", answers a quotation"),
    ] {
        if holds {
            because.push_str(what);
        }
    }
    because
}
