//! Sentences that define: those a pattern matches, and the first one under a question.

use std::ops::Range;

use super::{
    Candidate, borrowed,
    features::{self, Match},
    passed_on,
};
use crate::{
    extract::{
        lexicon::Lexicon,
        names::Known,
        patterns::{Needs, Pattern},
        quotes::Quotation,
        scan::Scan,
        speaker::Attributed,
    },
    model::{Attribution, Reason},
    text::Sentence,
};

/// A run-up of more words than this is no part of a definition.
const RUN_UP: usize = 8;
/// A sentence of fewer words may only announce a definition that the next ones give.
const ANNOUNCES: usize = 16;
/// A sentence of fewer words defines nothing; it can name what the one before defines.
const DEFINES: usize = 5;
/// What an announced definition may have in words.
const LONGEST: usize = 80;

/// What defines, before anybody has asked whose words it is.
struct Defining {
    strength: f64,
    reasons: Vec<Reason>,
    term: Option<String>,
    /// Whether the next sentence belongs to it.
    announces: bool,
    /// Whether the sentence before belongs to it.
    recalls: bool,
    range: Range<usize>,
}

/// The definition that a sentence is, if it is one. `heading`: the heading right above it.
pub(super) fn find(
    scan: &Scan<'_, '_>,
    known: &Known,
    quotations: &[Quotation],
    index: usize,
    heading: Option<&Sentence>,
    least: f64,
) -> Option<Candidate> {
    let sentence = &scan.sentences[index];
    let language = scan.language_of(sentence);
    let lexicon = Lexicon::known(language)?;
    let text = scan.text(&sentence.range);
    let words = scan.words_in(&sentence.range).len();
    if text.trim_end_matches(['”', '"', '’', ')']).ends_with(['?', ':']) || !(3..=70).contains(&words) {
        return None;
    }
    let asked = heading.filter(|heading| scan.text(&heading.range).trim_end().ends_with('?'));
    let matched = best_match(scan, lexicon, index, heading.is_some(), asked, least);
    let matched =
        matched.filter(|defining| defining.strength >= least).or_else(|| answer(scan, lexicon, sentence, asked?));
    let found = matched.into_iter().chain(anything(scan, lexicon, sentence));
    let Defining { strength, reasons, term, announces, recalls, mut range } =
        found.max_by(|a, b| a.strength.total_cmp(&b.strength))?;
    if recalls {
        // “… That is called X.” Without the sentence before nothing is said.
        let before = index.checked_sub(1).map(|before| &scan.sentences[before]);
        let before = before.filter(|before| before.block == sentence.block)?;
        if scan.words_in(&before.range).len() < DEFINES || scan.text(&before.range).ends_with('?') {
            return None;
        }
        range.start = before.range.start;
    } else if words < DEFINES {
        return None;
    }
    let within = quotations.iter().find(|quotation| {
        quotation.strength >= 3.0 && quotation.inner.start <= range.start + 4 && range.end <= quotation.outer.end + 2
    });
    let attributed = if let Some(quotation) = within {
        range = range.start.max(quotation.inner.start)..range.end.min(quotation.inner.end);
        passed_on(&quotation.attributed)
    } else if let Some(found) = borrowed::find(scan, known, &sentence.range, language) {
        // Somebody's words that stand in quotation marks are what is defined, not the sentence that brings them in.
        if let Some(words) = quoted_in(scan, quotations, &sentence.range) {
            range = words;
        }
        found
    } else {
        Attributed::author()
    };
    if words < ANNOUNCES && within.is_none() {
        // “There is something I call X.” What follows says what.
        if announces && let Some(next) = scan.sentences.get(index + 1).filter(|next| next.block == sentence.block) {
            range.end = next.range.end;
        }
        // “My definition is that of X.” announces; the rest of the paragraph says it.
        if attributed.originator != Some(Attribution::Author) && lexicon.definitions.stems.in_text(&text.to_lowercase())
        {
            let rest = scan.sentences[index..].iter().take_while(|next| next.block == sentence.block);
            let end = rest.last().map_or(range.end, |last| last.range.end);
            if scan.words_in(&(range.start..end)).len() <= LONGEST {
                range.end = end;
            }
        }
    }
    (range.start < range.end).then_some(Candidate { range, term, strength, attributed, reasons })
}

/// The strongest match of a pattern, strong enough or not.
fn best_match(
    scan: &Scan<'_, '_>,
    lexicon: &Lexicon,
    index: usize,
    headed: bool,
    asked: Option<&Sentence>,
    least: f64,
) -> Option<Defining> {
    let sentence = &scan.sentences[index];
    let text = scan.text(&sentence.range);
    let themed = !scan.mentions_in(&sentence.range).is_empty();
    let first = features::first_prose(scan) == Some(index);
    // What a pattern could reach at best; the expensive part is for those that could be enough.
    let worth = move |pattern: &Pattern| {
        let theme = if themed || pattern.pronouns { 3.0 } else { 0.0 };
        let place = if first { 1.4 } else { 0.0 };
        let heading = if headed { 1.0 } else { 0.0 };
        (themed || pattern.pronouns || pattern.needs != Needs::Theme)
            && pattern.strength + 1.7 + theme + place + heading >= least
    };
    let mut best: Option<Defining> = None;
    for (pattern, regex) in lexicon.definitions.matching(text, worth) {
        let Some(captures) = regex.captures(text) else { continue };
        let (Some(whole), term) = (captures.get(0), captures.name("term")) else { continue };
        let matched = Match {
            scan,
            lexicon,
            pattern,
            index,
            term: term.map(|term| sentence.range.start + term.start()..sentence.range.start + term.end()),
            said: captures.name("def").map_or("", |def| def.as_str()),
            asked,
        };
        let Some(reasons) = matched.reasons() else { continue };
        let strength: f64 = reasons.iter().map(|reason| reason.weight).sum();
        if best.as_ref().is_none_or(|best| strength > best.strength) {
            let run_up = text[..whole.start()].split_whitespace().count();
            let from = if run_up > RUN_UP { sentence.range.start + whole.start() } else { sentence.range.start };
            let term =
                term.map(|term| features::subject(term.as_str(), lexicon).to_owned()).filter(|term| !term.is_empty());
            let range = from..sentence.range.end;
            best = Some(Defining {
                strength,
                reasons,
                term,
                announces: pattern.announces,
                recalls: pattern.recalls,
                range,
            });
        }
    }
    best
}

/// The first sentence under “Wat is …?”, even if nothing in it looks like a definition.
fn answer(scan: &Scan<'_, '_>, lexicon: &Lexicon, sentence: &Sentence, asked: &Sentence) -> Option<Defining> {
    let term = scan.mentions_in(&asked.range).first()?;
    let question = scan.text(&asked.range).to_lowercase();
    let ours = &lexicon.definitions;
    let asks = ours.asks.iter().any(|start| question.strip_prefix(start).is_some_and(|rest| rest.starts_with(' ')));
    let words = scan.words_in(&sentence.range);
    let first = &scan.forms[words.first()?.form].lower;
    // “Je denken laten horen …” answers; “Dat is een goede vraag” and “Ik weet het niet” do not.
    let evades = ours.opening.has(first) && !ours.answers.has(first);
    if evades || !(6..=45).contains(&words.len()) || !asks {
        return None;
    }
    let reasons = vec![Reason::new("heading", "the first sentence under the question what it is", 3.2)];
    let term = Some(scan.text(&term.range).to_owned());
    Some(Defining { strength: 3.2, reasons, term, announces: false, recalls: false, range: sentence.range.clone() })
}

/// What a sentence defines when nobody has said what the text should define.
fn anything(scan: &Scan<'_, '_>, lexicon: &Lexicon, sentence: &Sentence) -> Option<Defining> {
    if !scan.theme.terms.is_empty() {
        return None;
    }
    let found = lexicon.general.find(scan.text(&sentence.range))?;
    let term = found.term.map(|term| features::subject(&term, lexicon).to_owned());
    let range = sentence.range.clone();
    Some(Defining { strength: found.strength, reasons: found.reasons, term, announces: false, recalls: false, range })
}

/// The words in quotation marks inside a sentence, if they are enough to be a definition.
fn quoted_in(scan: &Scan<'_, '_>, quotations: &[Quotation], sentence: &Range<usize>) -> Option<Range<usize>> {
    let inside = quotations.iter().map(|quotation| &quotation.inner);
    inside
        .filter(|inner| sentence.start <= inner.start && inner.end <= sentence.end)
        .find(|inner| scan.words_in(inner).len() >= 4)
        .cloned()
}
