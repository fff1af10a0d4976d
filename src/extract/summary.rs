//! Picks whole sentences that say what a text says: 50 to 80 words, in the order of the text.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    lexicon::Lexicon,
    quotes::Quotation,
    scan::{Scan, language_of},
    theme::Theme,
};
use crate::{
    model::{QuotationPolicy, Reason, Summary, SummaryBy},
    text::{BlockKind, Document, MarkKind, Sentence, stem, token},
};

/// A sentence and what it is worth.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    index: usize,
    words: usize,
    /// What it says by itself.
    score: f64,
    /// What it shares with the title.
    titled: f64,
    /// Its content stems.
    stems: BTreeSet<usize>,
}

/// Picks whole sentences that say what a document says; `None` when it has no sentence.
#[must_use]
pub fn summary(document: &Document, title: &str, theme: &Theme, policy: &QuotationPolicy) -> Option<Summary> {
    let scan = Scan::new(document, theme);
    pick(&scan, score(&scan, title), policy)
}

/// The summary of what [`score`] has scored.
pub(super) fn pick(scan: &Scan<'_, '_>, mut scored: Vec<Scored>, policy: &QuotationPolicy) -> Option<Summary> {
    if scored.is_empty() {
        return None;
    }
    scored.sort_by(|a, b| b.worth().total_cmp(&a.worth()).then(a.index.cmp(&b.index)));
    let most = policy.summary_max_words.max(1);
    let mut chosen: Vec<Scored> = Vec::new();
    let mut total = 0;
    let mut rest: Vec<Scored> = scored;
    while total < policy.summary_min_words && !rest.is_empty() {
        // Maximal marginal relevance: what is said already is worth less.
        let best = rest
            .iter()
            .enumerate()
            .filter(|(_, candidate)| total + candidate.words <= most)
            .map(|(at, candidate)| {
                let double = chosen.iter().map(|other| overlap(&candidate.stems, &other.stems)).fold(0.0, f64::max);
                let next = chosen.iter().any(|other| other.index + 1 == candidate.index);
                (at, candidate.worth() * (1.0 - 0.7 * double) + if next { 0.05 } else { 0.0 })
            })
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let Some((at, _)) = best else { break };
        let candidate = rest.swap_remove(at);
        total += candidate.words;
        chosen.push(candidate);
    }
    if chosen.is_empty() {
        // One endless sentence: better than nothing when it is the only thing there is.
        let shortest = rest.into_iter().min_by_key(|candidate| candidate.words)?;
        chosen.push(shortest);
    }
    chosen.sort_by_key(|candidate| candidate.index);
    let sentences: Vec<String> =
        chosen.iter().map(|candidate| scan.text(&scan.sentences[candidate.index].range).replace('\n', " ")).collect();
    let reasons = chosen.iter().map(|candidate| {
        let place = format!("sentence {} of {}", candidate.index + 1, scan.sentences.len());
        let named =
            if scan.mentions_in(&scan.sentences[candidate.index].range).is_empty() { "" } else { ", names the theme" };
        let titled = if candidate.titled > 0.0 { ", has words of the title" } else { "" };
        Reason::new("sentence", format!("{place}, says what the post repeats{named}{titled}"), candidate.worth())
    });
    let reasons = reasons.collect();
    Some(Summary { text: sentences.join(" "), by: SummaryBy::Machine, sentences, reasons })
}

impl Scored {
    fn worth(&self) -> f64 {
        self.score + self.titled
    }
}

fn overlap(one: &BTreeSet<usize>, other: &BTreeSet<usize>) -> f64 {
    let common = one.intersection(other).count();
    let smaller = one.len().min(other.len()).max(1);
    common as f64 / smaller as f64
}

/// Every sentence that could be repeated, in the order of the text, with what it is worth.
pub(super) fn score(scan: &Scan<'_, '_>, title: &str) -> Vec<Scored> {
    // How often each stem occurs; a stem is known by its first form.
    let mut stem_ids: BTreeMap<&str, usize> = BTreeMap::new();
    let ids: Vec<usize> = scan
        .forms
        .iter()
        .map(|form| {
            let next = stem_ids.len();
            *stem_ids.entry(form.stem.as_str()).or_insert(next)
        })
        .collect();
    let mut frequency = vec![0usize; stem_ids.len()];
    let content = |form: usize| !scan.forms[form].stop && scan.forms[form].lower.chars().count() > 2;
    for block in scan.document.blocks.iter().filter(|block| !block.boilerplate) {
        for word in scan.words_in(&block.range).iter().filter(|word| content(word.form)) {
            frequency[ids[word.form]] += 1;
        }
    }
    let language = scan.document.language();
    let language = language.as_ref().map_or("en", |language| language.primary());
    let titled: BTreeSet<usize> = token::words(title)
        .map(|(_, word)| word.to_lowercase())
        .filter(|word| !token::is_stop_word(word, language))
        .filter_map(|word| stem_ids.get(&*stem::stem(&word, language)).copied())
        .collect();
    let prose: Vec<usize> = (0..scan.sentences.len())
        .filter(|&index| {
            let block = &scan.document.blocks[scan.sentences[index].block];
            block.kind.is_prose() && block.blockquote.is_none() && !block.boilerplate
        })
        .collect();
    let count = prose.len();
    let mut scored = Vec::with_capacity(count);
    for (place, &index) in prose.iter().enumerate() {
        let sentence = &scan.sentences[index];
        let words = scan.words_in(&sentence.range);
        if words.len() < 4 || is_cut_off(scan, index) {
            continue;
        }
        let stems: BTreeSet<usize> =
            words.iter().filter(|word| content(word.form)).map(|word| ids[word.form]).collect();
        let weight: f64 =
            stems.iter().map(|&id| if frequency[id] > 1 { (frequency[id] as f64).ln_1p() } else { 0.15 }).sum();
        let centroid = weight / (words.len() as f64 + 6.0);
        let shared = stems.intersection(&titled).count() as f64 / titled.len().max(1) as f64;
        let mentions = scan.mentions_in(&sentence.range).len();
        let mut score = centroid + if mentions > 0 { 0.2 } else { 0.0 };
        score += match place {
            0 => 0.24,
            1 => 0.18,
            2 => 0.12,
            _ if place + 2 >= count => 0.06,
            _ => 0.0,
        };
        score += match words.len() {
            0..=6 => -0.35,
            10..=32 => 0.05,
            7..=9 | 33..=45 => -0.1,
            _ => -0.45,
        };
        score += manner(scan, index, language);
        scored.push(Scored { index, words: words.len(), score, titled: 0.35 * shared, stems });
    }
    scored
}

/// Whether the feed cut a sentence off: it ends with an ellipsis in brackets, or with an ellipsis that nothing follows
/// but an invitation to read on.
fn is_cut_off(scan: &Scan<'_, '_>, index: usize) -> bool {
    const BRACKETED: [&str; 4] = ["[…]", "[...]", "(…)", "(...)"];
    let range = &scan.sentences[index].range;
    let text = scan.text(range);
    let rest = scan.text(&(range.end..scan.document.text.len())).trim_start();
    let bare = without_invitation(text);
    if BRACKETED.iter().any(|mark| bare.ends_with(mark) || rest.starts_with(mark)) {
        return true;
    }
    let ends_open = bare.ends_with('…') || bare.ends_with("...");
    let invites = |sentence: &Sentence| is_boilerplate(&scan.text(&sentence.range).to_lowercase());
    ends_open && (bare.len() < text.trim_end().len() || scan.sentences[index + 1..].iter().all(invites))
}

/// A sentence up to its last ellipsis, when only an invitation to read on follows.
fn without_invitation(text: &str) -> &str {
    let text = text.trim_end();
    let ellipsis =
        ["…]", "...]", "…)", "...)", "…", "..."].iter().filter_map(|mark| Some(text.rfind(mark)? + mark.len())).max();
    let Some((before, after)) = ellipsis.and_then(|end| text.split_at_checked(end)) else { return text };
    if is_boilerplate(&after.to_lowercase()) { before } else { text }
}

/// Whether a text in lower case stands on every page.
fn is_boilerplate(lower: &str) -> bool {
    Lexicon::all().any(|lexicon| lexicon.summary.boilerplate.in_text(lower))
}

/// What the manner of a sentence takes away: questions, references to what was said before, calls to action.
fn manner(scan: &Scan<'_, '_>, index: usize, language: &str) -> f64 {
    let sentence = &scan.sentences[index];
    let text = scan.text(&sentence.range);
    let mut penalty = 0.0;
    if text.trim_end_matches(['”', '"', ')', '’']).ends_with('?') {
        penalty -= 0.3;
    }
    if text.ends_with(':') || text.ends_with(';') {
        penalty -= 0.35;
    }
    if !text.ends_with(['.', '!', '?', '…', '”', '"', ')', '’']) {
        penalty -= 0.2;
    }
    if text.starts_with(['“', '"', '‘', '(', '[', '-', '–', '—', '*']) {
        penalty -= 0.2;
    }
    if leans_back(text, language) {
        penalty -= 0.25;
    }
    let lower = text.to_lowercase();
    if is_boilerplate(&lower) {
        penalty -= 0.5;
    }
    let block = &scan.document.blocks[sentence.block];
    let linked: usize = block
        .marks
        .iter()
        .filter(|mark| matches!(mark.kind, MarkKind::Link(_) | MarkKind::Code))
        .filter(|mark| sentence.range.start <= mark.range.start && mark.range.end <= sentence.range.end)
        .map(|mark| mark.range.len())
        .sum();
    if linked * 2 > text.len() {
        penalty -= 0.3;
    }
    if block.kind == BlockKind::ListItem {
        penalty -= 0.08;
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if digits * 6 > text.chars().count() || text.contains("http") || text.contains(['{', '}', '|', '<', '>']) {
        penalty -= 0.3;
    }
    if Lexicon::of(language).summary.concludes.iter().any(|phrase| lower.starts_with(phrase)) {
        penalty += 0.15;
    }
    penalty
}

/// Whether a sentence begins with a word that needs the one before it.
pub(super) fn leans_back(text: &str, language: &str) -> bool {
    let first: String = text
        .chars()
        .skip_while(|c| !c.is_alphanumeric())
        .take_while(|c| c.is_alphanumeric() || *c == '\'' || *c == '’')
        .collect();
    let first = first.to_lowercase().replace('’', "'");
    Lexicon::of(language).summary.leans_back.has(&first)
}

/// The author's own sentences that stand by themselves, near the theme and pithy first: never somebody else's words,
/// nothing that leans on the sentence before. Score and number of the sentence.
pub(super) fn standing_alone(scan: &Scan<'_, '_>, scored: &[Scored], quotations: &[Quotation]) -> Vec<(f64, usize)> {
    let mut scored: Vec<(f64, usize)> = scored
        .iter()
        .filter(|candidate| (6..=30).contains(&candidate.words))
        .filter(|candidate| {
            let sentence = &scan.sentences[candidate.index];
            let block = &scan.document.blocks[sentence.block];
            let language = language_of(block);
            let text = scan.text(&sentence.range);
            let foreign =
                quotations.iter().any(|q| q.outer.start < sentence.range.end && sentence.range.start < q.outer.end);
            !foreign && !leans_back(text, language) && text.ends_with(['.', '!']) && !text.contains('\n')
        })
        .map(|candidate| {
            let sentence = &scan.sentences[candidate.index];
            let near = scan.mentions_in(&sentence.range).len();
            let text = scan.text(&sentence.range).to_lowercase();
            let language = language_of(&scan.document.blocks[sentence.block]);
            let pithy = Lexicon::of(language).summary.pithy.iter();
            let pithy = pithy.filter(|word| text.contains(&format!(" {word} "))).count();
            (candidate.score + 0.4 * near.min(1) as f64 + 0.15 * pithy.min(2) as f64, candidate.index)
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    scored
}
