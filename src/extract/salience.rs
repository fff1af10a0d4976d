//! What every sentence of a text is worth to somebody who has to say briefly what the text says.
//!
//! The centre of a text is what it keeps coming back to (Radev et al. 2004, *Centroid-based summarization*): words and
//! pairs of words that it repeats, with the logarithm of their number. To that come what a sentence shares with title
//! and headings, what it says of the theme (BM25 over the sentences: a term that stands everywhere tells little), names,
//! an early place, the text's own announcement of what it is about, claims, what the author stresses in so many words
//! (the bonus words of Edmundson 1969, *New methods in automatic extracting*), and the stand an author takes
//! behind a quotation.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    manner::{self, Manner},
    scan::Scan,
    shorten,
};
use crate::text::{BlockKind, stem, token};

/// A sentence and what it is worth.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    /// Its number in [`Scan::sentences`].
    pub(super) index: usize,
    /// What a summary keeps of it, never empty.
    pub(super) kept: Vec<Range<usize>>,
    /// What is left of that without the connective, where the sentence needs the one before for no other reason.
    pub(super) freed: Option<Vec<Range<usize>>>,
    /// How many words are kept of it.
    pub(super) words: usize,
    /// What it says by itself.
    pub(super) score: f64,
    /// What it shares with the title.
    pub(super) titled: f64,
    /// Whether it names the theme.
    pub(super) on_theme: bool,
    /// Whether the author takes a stand in it, right behind a quotation that is set apart.
    pub(super) answers: bool,
    /// How it says it.
    pub(super) manner: Manner,
    /// Its content stems, each once.
    pub(super) stems: Vec<usize>,
}

impl Scored {
    /// What it says and what it shares with the title.
    pub(super) fn worth(&self) -> f64 {
        self.score + self.titled
    }
}

/// The sentences of a text that could be repeated, in the order of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Salience {
    pub(super) sentences: Vec<Scored>,
    /// What each stem adds to the centre.
    weights: Vec<f64>,
}

/// A word that occurs once says little of what a text is about.
const SINGLE: f64 = 0.03;
/// Added to the number of words, so that short sentences do not win by being short.
const LEVEL: f64 = 3.5;

impl Salience {
    /// Scores the sentences of a text. Without a title its first heading serves.
    pub(super) fn of(scan: &Scan<'_, '_>, title: &str) -> Self {
        let stems = Stems::of(scan);
        let weights: Vec<f64> =
            stems.frequency.iter().map(|&count| if count > 1 { (count as f64).ln_1p() } else { SINGLE }).collect();
        let prose: Vec<usize> = (0..scan.sentences.len())
            .filter(|&index| {
                let block = &scan.document.blocks[scan.sentences[index].block];
                block.kind.is_prose() && block.blockquote.is_none() && !block.boilerplate
            })
            .collect();
        let pairs = stems.pairs(scan, &prose);
        let titled = stems.of_title(scan, title);
        let headed = stems.of_headings(scan);
        let near = Theme::of(scan, &stems, &prose);
        let language = scan.document.language();
        let language = language.as_ref().map_or("en", |language| language.primary());
        let count = prose.len();
        let mut sentences = Vec::with_capacity(count);
        for (place, &index) in prose.iter().enumerate() {
            let sentence = &scan.sentences[index];
            let kept = shorten::kept(scan, index);
            let words = kept.iter().map(|piece| scan.words_in(piece).len()).sum();
            if words < 4 || manner::is_cut_off(scan, index) {
                continue;
            }
            let sequence: Vec<usize> = kept.iter().flat_map(|piece| stems.content_in(scan, piece)).collect();
            let own: BTreeSet<usize> = sequence.iter().copied().collect();
            let centre: f64 = own.iter().filter_map(|&id| weights.get(id)).sum();
            let repeated: BTreeSet<(usize, usize)> = sequence.windows(2).map(|pair| (pair[0], pair[1])).collect();
            let paired: f64 = repeated.iter().filter_map(|pair| pairs.get(pair)).map(|&n| (n as f64).ln()).sum();
            let share = |of: &BTreeSet<usize>, whole: usize| own.intersection(of).count() as f64 / whole.max(1) as f64;
            let manner = Manner::of(scan, index, language);
            let on_theme = !scan.mentions_in(&sentence.range).is_empty();
            let freed = if manner.leans_back() { shorten::freed(scan, index, &kept, language) } else { None };
            let freed = freed.filter(|freed| !manner::leans_back(scan.text(&freed[0]), language));
            let mut score = (centre + paired) / (words as f64 + LEVEL);
            score += 0.4 * share(&headed, own.len() + 3);
            score += 0.05 * near.of_sentence(scan, &stems, index) + if on_theme { 0.15 } else { 0.0 };
            score += 0.2 * manner::names(scan, sentence) as f64 / 3.0;
            score += position(place, count);
            // The first sentence of a paragraph tends to say what the paragraph is about.
            let begins = scan.document.blocks[sentence.block].range.start == sentence.range.start;
            score += if begins { 0.06 } else { 0.0 };
            // Whoever quotes at length wants to say something about it.
            let answers = begins && manner.claims > 0 && follows_blockquote(scan, sentence.block);
            score += if answers { 0.4 } else { 0.0 };
            score += length(words);
            score += manner.weight();
            // Only at the beginning does a text say what it sets out to do.
            score += if manner.purpose && place < 5.max(count * 3 / 10) { 0.4 } else { 0.0 };
            let titled = 0.3 * share(&titled, titled.len());
            sentences.push(Scored {
                index,
                kept,
                freed,
                words,
                score,
                titled,
                on_theme,
                answers,
                manner,
                stems: own.into_iter().collect(),
            });
        }
        Self { sentences, weights }
    }

    /// How much of what a sentence says is said already by stems that are covered: what it would be worth less.
    pub(super) fn repetition(&self, sentence: &Scored, covered: &BTreeSet<usize>) -> f64 {
        let said: f64 =
            sentence.stems.iter().filter(|id| covered.contains(id)).filter_map(|&id| self.weights.get(id)).sum();
        said / (sentence.words as f64 + LEVEL)
    }
}

/// Whether a quotation that is set apart stands right before a block.
fn follows_blockquote(scan: &Scan<'_, '_>, block: usize) -> bool {
    let before = scan.document.blocks[..block].iter().rfind(|block| !block.boilerplate);
    before.is_some_and(|block| block.blockquote.is_some())
}

/// What the place of a sentence is worth: most at the beginning, something at the end.
fn position(place: usize, count: usize) -> f64 {
    0.4 * (-(place as f64) / 6.0).exp() + if place + 2 >= count { 0.06 } else { 0.0 }
}

/// What the length of a sentence is worth, in words.
fn length(words: usize) -> f64 {
    match words {
        0..=6 => 0.0,
        10..=32 => 0.15,
        _ => 0.05,
    }
}

/// The stems of a text under numbers of their own.
struct Stems<'s> {
    ids: BTreeMap<&'s str, usize>,
    /// By form of the scan.
    of_form: Vec<usize>,
    /// How often each stem occurs as a content word of the text.
    frequency: Vec<usize>,
}

impl<'s> Stems<'s> {
    fn of(scan: &'s Scan<'_, '_>) -> Self {
        let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
        let of_form: Vec<usize> = scan
            .forms
            .iter()
            .map(|form| {
                let next = ids.len();
                *ids.entry(form.stem.as_str()).or_insert(next)
            })
            .collect();
        let mut stems = Self { frequency: vec![0; ids.len()], ids, of_form };
        for block in scan.document.blocks.iter().filter(|block| !block.boilerplate) {
            for word in scan.words_in(&block.range).iter().filter(|word| is_content(scan, word.form)) {
                stems.frequency[stems.of_form[word.form]] += 1;
            }
        }
        stems
    }

    /// The content stems of a sentence, in its order.
    fn content_of(&self, scan: &Scan<'_, '_>, index: usize) -> Vec<usize> {
        let words = scan.words_in(&scan.sentences[index].range).iter();
        words.filter(|word| is_content(scan, word.form)).map(|word| self.of_form[word.form]).collect()
    }

    /// In how many sentences two content stems follow each other, where that are several.
    fn pairs(&self, scan: &Scan<'_, '_>, prose: &[usize]) -> BTreeMap<(usize, usize), usize> {
        let mut pairs = BTreeMap::new();
        for &index in prose {
            let sequence = self.content_of(scan, index);
            let own: BTreeSet<(usize, usize)> = sequence.windows(2).map(|pair| (pair[0], pair[1])).collect();
            for pair in own {
                *pairs.entry(pair).or_insert(0) += 1;
            }
        }
        pairs.retain(|_, count| *count > 1);
        pairs
    }

    /// The stems of the title that the text uses; without a title, of its first heading.
    fn of_title(&self, scan: &Scan<'_, '_>, title: &str) -> BTreeSet<usize> {
        if title.trim().is_empty() {
            let first = scan.document.blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading(_)));
            return first.map(|block| self.content_in(scan, &block.range).collect()).unwrap_or_default();
        }
        let language = scan.document.language();
        let language = language.as_ref().map_or("en", |language| language.primary());
        token::words(title)
            .map(|(_, word)| word.to_lowercase())
            .filter(|word| !token::is_stop_word(word, language))
            .filter_map(|word| self.ids.get(&*stem::stem(&word, language)).copied())
            .collect()
    }

    fn of_headings(&self, scan: &Scan<'_, '_>) -> BTreeSet<usize> {
        let headings = scan.document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(_)));
        headings.filter(|block| !block.boilerplate).flat_map(|block| self.content_in(scan, &block.range)).collect()
    }

    fn content_in(&self, scan: &Scan<'_, '_>, range: &Range<usize>) -> impl Iterator<Item = usize> {
        scan.words_in(range).iter().filter(|word| is_content(scan, word.form)).map(|word| self.of_form[word.form])
    }
}

/// Whether a word says something by itself.
fn is_content(scan: &Scan<'_, '_>, form: usize) -> bool {
    scan.forms.get(form).is_some_and(|form| !form.stop && form.lower.chars().count() > 2)
}

/// The theme's words as a query, the sentences as what is searched: BM25 with its usual constants.
struct Theme {
    /// How rare each stem of the theme is among the sentences.
    rarity: BTreeMap<usize, f64>,
    /// The mean length of a sentence, in words.
    mean: f64,
}

impl Theme {
    fn of(scan: &Scan<'_, '_>, stems: &Stems<'_>, prose: &[usize]) -> Self {
        let asked =
            scan.theme.terms.iter().flat_map(|term| term.words.iter().zip(&term.stems).map(move |pair| (term, pair)));
        let asked: BTreeSet<usize> = asked
            .filter(|(term, (word, _))| !token::is_stop_word(word, &term.language))
            .filter_map(|(_, (_, stem))| stems.ids.get(stem.as_str()).copied())
            .collect();
        let mut within: BTreeMap<usize, usize> = asked.iter().map(|&id| (id, 0)).collect();
        let mut words = 0;
        for &index in prose {
            let own = scan.words_in(&scan.sentences[index].range);
            words += own.len();
            if !asked.is_empty() {
                let ids: BTreeSet<usize> = own.iter().map(|word| stems.of_form[word.form]).collect();
                for id in ids.intersection(&asked) {
                    *within.entry(*id).or_insert(0) += 1;
                }
            }
        }
        let count = prose.len() as f64;
        let rarity = within.into_iter().map(|(id, n)| (id, (1.0 + (count - n as f64 + 0.5) / (n as f64 + 0.5)).ln()));
        Self { rarity: rarity.collect(), mean: words as f64 / count.max(1.0) }
    }

    fn of_sentence(&self, scan: &Scan<'_, '_>, stems: &Stems<'_>, index: usize) -> f64 {
        const K: f64 = 1.2;
        const B: f64 = 0.75;
        if self.rarity.is_empty() {
            return 0.0;
        }
        let words = scan.words_in(&scan.sentences[index].range);
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for id in words.iter().map(|word| stems.of_form[word.form]).filter(|id| self.rarity.contains_key(id)) {
            *counts.entry(id).or_insert(0) += 1;
        }
        let length = K * (1.0 - B + B * words.len() as f64 / self.mean.max(1.0));
        counts
            .into_iter()
            .filter_map(|(id, n)| Some(self.rarity.get(&id)? * n as f64 * (K + 1.0) / (n as f64 + length)))
            .sum()
    }
}
