//! What a post is about besides the theme, in single words: what threads through several posts are found by.
//!
//! A topic is a content word that the text uses more than once and at least once with a determiner before it (*de
//! schaamte*, *a drawer*): a cheap sign of a noun that needs no tagger. Names are no topics.

use std::collections::HashMap;

use super::{
    cite,
    lexicon::Lexicon,
    quotes::Quotation,
    salience::Salience,
    scan::{Scan, Word, language_of},
    speaker::Attributed,
    worth,
};
use crate::{
    model::{Reason, Topic},
    text::BlockKind,
};

/// A topic's word has at least this many letters: shorter ones are rarely telling.
const SHORTEST: usize = 4;

#[derive(Default)]
struct Use {
    count: usize,
    named: bool,
    capitals: usize,
    /// How often each form of the word is used.
    forms: HashMap<usize, usize>,
}

/// The topics of a text, the most used first, each with the author's own sentence that says most about it.
pub(super) fn find(scan: &Scan<'_, '_>, salience: &Salience, quotations: &[Quotation], most: usize) -> Vec<Topic> {
    let mut uses: HashMap<&str, Use> = HashMap::new();
    for (at, word) in scan.words.iter().enumerate() {
        let form = &scan.forms[word.form];
        let letters = form.lower.chars().count();
        if form.stop || letters < SHORTEST || !form.lower.chars().all(char::is_alphabetic) || is_theme(scan, word) {
            continue;
        }
        let block = &scan.document.blocks[scan.block_at(word.range.start)];
        if matches!(block.kind, BlockKind::Code | BlockKind::Caption) || block.boilerplate {
            continue;
        }
        let language = language_of(block);
        let used = uses.entry(&form.stem).or_default();
        used.count += 1;
        *used.forms.entry(word.form).or_default() += 1;
        let begins = word.range.start == block.range.start;
        used.capitals += usize::from(!begins && scan.text(&word.range).starts_with(char::is_uppercase));
        let before = scan.words[..at].iter().rev().take_while(|w| w.range.start >= block.range.start).take(2);
        used.named |= before.enumerate().any(|(distance, w)| {
            // Between determiner and noun an adjective may stand, but no function word.
            is_determiner(&scan.forms[w.form].lower, language)
                && (distance == 0 || !scan.forms[scan.words[at - 1].form].stop)
        });
    }
    let mut found: Vec<(&str, Use)> =
        uses.into_iter().filter(|(_, used)| used.named && used.count >= 2 && used.capitals * 2 < used.count).collect();
    found.sort_by(|(a_stem, a), (b_stem, b)| b.count.cmp(&a.count).then(a_stem.cmp(b_stem)));
    found.truncate(most);
    let sentences = worth::standing_alone(scan, salience, quotations);
    found.into_iter().map(|(stem, used)| topic(scan, stem, &used, &sentences)).collect()
}

fn topic(scan: &Scan<'_, '_>, stem: &str, used: &Use, sentences: &[(f64, usize)]) -> Topic {
    // The most used form; of several, the one that comes first in the text.
    let form = used.forms.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(form, _)| *form);
    let word = form.map(|form| scan.forms[form].lower.clone()).unwrap_or_default();
    let says = |index: usize| {
        let words = scan.words_in(&scan.sentences[index].range);
        words.iter().any(|word| scan.forms[word.form].stem == stem)
    };
    let passage = sentences.iter().find(|(_, index)| says(*index)).map(|&(score, index)| {
        let reasons = vec![Reason::new("about", format!("says most about “{word}”"), score)];
        cite::citation(
            scan,
            'q',
            &scan.sentences[index].range,
            score.clamp(0.0, 1.0),
            None,
            &Attributed::author(),
            reasons,
        )
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
