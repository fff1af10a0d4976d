//! What a post is about besides the theme: words and pairs of words that threads through several posts are found by.
//!
//! A topic is a noun that the text uses more than once; in languages that write compounds apart also a noun with the
//! content word before it (*error message*).
//! What is a noun shows without a tagger: often enough a determiner stands before it (*de schaamte*, *a small drawer*)
//! and no other content word behind it. Names are no topics.

use std::collections::HashMap;

use super::{
    lexicon::Lexicon,
    scan::{Scan, Word, language_of},
    worth::Worthy,
};
use crate::{
    model::{Reason, Topic},
    text::BlockKind,
};

/// A topic's word has at least this many letters: shorter ones are rarely telling.
const SHORTEST: usize = 4;

/// One in so many uses shows that a word is a noun.
const SHOWS: usize = 5;

/// A pair of words tells as much as this many uses of one.
const PAIR: f64 = 1.5;

#[derive(Default)]
struct Use {
    count: usize,
    /// How often it shows itself to be a noun.
    noun: usize,
    /// Whether a determiner stands right before it somewhere: *het bord gezet* makes no noun of the last word.
    direct: bool,
    capitals: usize,
    /// How often each form shows itself to be a noun: a word, and the one before it in a pair.
    forms: HashMap<(Option<usize>, usize), usize>,
}

impl Use {
    fn is_topic(&self) -> bool {
        self.count >= 2 && self.direct && self.noun * SHOWS >= self.count && self.capitals * 2 < self.count
    }
}

/// The stems of a topic: of a pair the first one too.
type Stems<'s> = (Option<&'s str>, &'s str);

/// The topics of a text, the most used first, each with the author's own sentence that says most about it.
pub(super) fn find(scan: &Scan<'_, '_>, worthy: &[Worthy], most: usize) -> Vec<Topic> {
    let uses = uses(scan);
    let mut found: Vec<(Stems<'_>, &Use)> =
        uses.iter().map(|(stems, used)| (*stems, used)).filter(|(_, used)| used.is_topic()).collect();
    // A word that nearly always stands in the same pair says nothing that the pair does not.
    let pairs: Vec<(Stems<'_>, usize)> =
        found.iter().filter(|((before, _), _)| before.is_some()).map(|(stems, used)| (*stems, used.count)).collect();
    found.retain(|((before, last), used)| {
        let says_it = |((first, second), count): &(Stems<'_>, usize)| {
            (*second == *last || *first == Some(*last)) && 2 * count > used.count
        };
        before.is_some() || !pairs.iter().any(says_it)
    });
    let worth = |(stems, used): &(Stems<'_>, &Use)| used.count as f64 * if stems.0.is_some() { PAIR } else { 1.0 };
    found.sort_by(|a, b| worth(b).total_cmp(&worth(a)).then(a.0.cmp(&b.0)));
    found.truncate(most);
    found.into_iter().map(|(stems, used)| topic(scan, stems, used, worthy)).collect()
}

/// How the words and pairs of a text are used.
fn uses<'s>(scan: &'s Scan<'_, '_>) -> HashMap<Stems<'s>, Use> {
    let mut uses: HashMap<Stems<'s>, Use> = HashMap::new();
    for (at, word) in scan.words.iter().enumerate() {
        if !is_content(scan, word) {
            continue;
        }
        let block = &scan.document.blocks[scan.block_at(word.range.start)];
        if matches!(block.kind, BlockKind::Code | BlockKind::Caption) || block.boilerplate {
            continue;
        }
        let form = &scan.forms[word.form];
        let beside = |one: usize, other: usize| -> Option<&Word> {
            let (first, second) = (scan.words.get(one)?, scan.words.get(other)?);
            let gap = scan.text(&(first.range.end..second.range.start));
            matches!(gap, " " | "-" | "\n").then_some(if one == at { second } else { first })
        };
        // A noun is the last content word of its phrase.
        let ends = beside(at, at + 1).is_none_or(|next| scan.forms[next.form].stop);
        let before: Vec<&Word> =
            scan.words[..at].iter().rev().take_while(|w| w.range.start >= block.range.start).take(2).collect();
        let language = language_of(block);
        let determines = |w: Option<&&Word>| w.is_some_and(|w| is_determiner(&scan.forms[w.form].lower, language));
        let direct = determines(before.first());
        // Between determiner and noun an adjective may stand, but no function word.
        let determined = direct || determines(before.get(1)) && !scan.forms[before[0].form].stop;
        let begins = word.range.start == block.range.start;
        let capital = !begins && scan.text(&word.range).starts_with(char::is_uppercase);
        let mut count = |stems: Stems<'s>, forms: (Option<usize>, usize), noun: bool, direct: bool| {
            let used = uses.entry(stems).or_default();
            used.count += 1;
            used.noun += usize::from(noun);
            used.direct |= noun && direct;
            used.capitals += usize::from(capital);
            // Where a verb has the same stem, the form of the noun is the topic's.
            *used.forms.entry(forms).or_default() += usize::from(noun);
        };
        count((None, &form.stem), (None, word.form), ends && determined, direct);
        if !Lexicon::known(language).is_some_and(|lexicon| lexicon.topics.compounds_apart) {
            continue;
        }
        let first = at.checked_sub(1).and_then(|before| beside(before, at)).filter(|first| is_content(scan, first));
        if let Some(first) = first.filter(|first| first.range.start >= block.range.start) {
            let stem = scan.forms[first.form].stem.as_str();
            count((Some(stem), &form.stem), (Some(first.form), word.form), ends, determines(before.get(1)));
        }
    }
    uses
}

/// Whether a word says something, and something else than the theme.
fn is_content(scan: &Scan<'_, '_>, word: &Word) -> bool {
    let form = &scan.forms[word.form];
    !form.stop
        && form.lower.chars().count() >= SHORTEST
        && form.lower.chars().all(char::is_alphabetic)
        && !is_theme(scan, word)
}

fn topic(scan: &Scan<'_, '_>, (before, last): Stems<'_>, used: &Use, worthy: &[Worthy]) -> Topic {
    // The most used form; of several, the one that comes first in the text.
    let forms = used.forms.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(forms, _)| *forms);
    let lower = |form: usize| scan.forms[form].lower.as_str();
    let word = match forms {
        Some((Some(first), second)) => format!("{} {}", lower(first), lower(second)),
        Some((None, only)) => lower(only).to_owned(),
        None => String::new(),
    };
    let stem = |word: &Word| scan.forms[word.form].stem.as_str();
    let says = |index: usize| {
        let words = scan.words_in(&scan.sentences[index].range);
        match before {
            Some(before) => words.windows(2).any(|pair| stem(&pair[0]) == before && stem(&pair[1]) == last),
            None => words.iter().any(|word| stem(word) == last),
        }
    };
    let passage = worthy.iter().find(|worthy| says(worthy.index)).map(|worthy| {
        worthy.citation(scan, vec![Reason::new("about", format!("says most about “{word}”"), worthy.score)])
    });
    Topic { word, count: used.count, passage }
}

fn is_theme(scan: &Scan<'_, '_>, word: &Word) -> bool {
    let stem = &scan.forms[word.form].stem;
    !scan.mentions_in(&word.range).is_empty()
        || scan.theme.terms.iter().any(|term| term.stems.iter().any(|part| part == stem))
}

fn is_determiner(word: &str, language: &str) -> bool {
    Lexicon::known(language).is_some_and(|lexicon| lexicon.topics.determiners.has(word))
}
