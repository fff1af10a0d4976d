//! The words a document is about: how often, how early, and phrases before single words.
//!
//! No list of documents to compare with, as YAKE (Campos et al. 2020) does without one: a phrase is worth the number of
//! its occurrences, dampened, more the earlier it comes, more when it has two or three words, and more when its words
//! are frequent by themselves.

use std::{borrow::Cow, collections::HashMap};

use super::{
    scan::{Scan, Word, language_of},
    theme::Theme,
};
use crate::text::{BlockKind, Document, Mark, MarkKind, stem, token};

/// What a phrase is worth.
#[derive(Default)]
struct Phrase {
    count: usize,
    /// The place of its first word, in words.
    first: usize,
    length: usize,
    /// As it was written first.
    surface: String,
    /// In a heading or set apart.
    marked: bool,
    /// How often it begins with a capital in the middle of a sentence.
    capitals: usize,
}

/// The words a document is about, strongest first.
#[must_use]
pub fn keywords(document: &Document, most: usize) -> Vec<String> {
    of(&Scan::new(document, &Theme::default()), most)
}

pub(super) fn of(scan: &Scan<'_, '_>, most: usize) -> Vec<String> {
    let parts = Parts::of(scan);
    let (phrases, total) = phrases(scan, &parts);
    let total = total.max(1) as f64;
    let singles: HashMap<&str, usize> = phrases
        .iter()
        .filter_map(|(key, phrase)| if let [word] = key.as_slice() { Some((*word, phrase.count)) } else { None })
        .collect();
    let mut scored: Vec<(f64, &Vec<&str>, &Phrase)> = phrases
        .iter()
        .filter(|(_, phrase)| phrase.count > 1 || phrase.length == 2 || total < 200.0)
        .map(|(key, phrase)| (worth(key, phrase, &singles, total), key, phrase))
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let mut chosen: Vec<(&Vec<&str>, &Phrase)> = Vec::new();
    for (_, key, phrase) in scored {
        if chosen.len() >= most {
            break;
        }
        // A part of a phrase that is chosen already says nothing new, unless it mostly stands elsewhere.
        let part = |other: &[&str]| other.windows(key.len()).any(|part| part == key.as_slice());
        if !chosen.iter().any(|(other, whole)| part(other) && phrase.count <= 2 * whole.count) {
            chosen.push((key, phrase));
        }
    }
    chosen.into_iter().map(|(_, phrase)| phrase.written()).collect()
}

/// All phrases of up to three words, with how many words its running text has.
fn phrases<'s>(scan: &'s Scan<'_, '_>, parts: &'s Parts<'s>) -> (HashMap<Vec<&'s str>, Phrase>, usize) {
    const LONGEST: usize = 3;
    let mut phrases: HashMap<Vec<&str>, Phrase> = HashMap::new();
    let mut place = 0;
    for block in &scan.document.blocks {
        let words = scan.words_in(&block.range);
        if block.kind == BlockKind::Code || block.boilerplate {
            continue;
        }
        let heading = matches!(block.kind, BlockKind::Heading(_) | BlockKind::Term);
        // Up to where the marks reach that began before a word: whatever their number, each is looked at once.
        let telling = |mark: &&Mark| matches!(mark.kind, MarkKind::Strong | MarkKind::Defining | MarkKind::Emphasis);
        let mut marks = block.marks.iter().filter(telling).peekable();
        let mut reach = 0;
        for at in 0..words.len() {
            let begins = words[at].range.start + parts.of_word(&words[at]).map_or(0, |(_, skipped)| skipped);
            while let Some(mark) = marks.next_if(|mark| mark.range.start <= begins) {
                reach = reach.max(mark.range.end);
            }
            let mut key: Vec<&str> = Vec::with_capacity(LONGEST);
            for length in 1..=LONGEST {
                let Some(run) = words.get(at..at + length) else { break };
                let [.., word] = run else { break };
                if let [.., before, _] = run {
                    let gap = scan.text(&(before.range.end..word.range.start));
                    if gap != " " && gap != "-" {
                        break;
                    }
                }
                let Some((stem, skipped)) = parts.of_word(word) else { break };
                // What is left of an article ends the phrase before it.
                if length > 1 && skipped > 0 {
                    break;
                }
                key.push(stem);
                let range = begins..word.range.end;
                let text = scan.text(&range);
                let phrase = phrases.entry(key.clone()).or_insert_with(|| Phrase {
                    first: place + at,
                    length,
                    surface: text.to_owned(),
                    ..Phrase::default()
                });
                phrase.count += 1;
                phrase.marked |= heading || range.end <= reach;
                if at > 0 && text.starts_with(char::is_uppercase) {
                    phrase.capitals += 1;
                } else if text.starts_with(char::is_lowercase) {
                    text.clone_into(&mut phrase.surface);
                }
            }
        }
        place += words.len();
    }
    (phrases, place)
}

fn worth(key: &[&str], phrase: &Phrase, singles: &HashMap<&str, usize>, total: f64) -> f64 {
    let early = 1.0 + 1.5 * (1.0 - phrase.first as f64 / total);
    let many = match phrase.length {
        1 => 1.0,
        2 => 1.6,
        _ => 1.9,
    };
    let alone: f64 = key.iter().filter_map(|word| singles.get(word)).map(|&n| (n as f64).ln_1p()).sum();
    let mut worth =
        (phrase.count as f64).powf(0.8) * early * many * (alone / key.len().max(1) as f64).max(0.3).powf(0.3);
    if phrase.marked {
        worth *= 1.15;
    }
    if phrase.is_name() {
        worth *= 1.3;
    }
    if phrase.length == 1 && !phrase.is_name() && phrase.surface.chars().count() < 5 {
        worth *= 0.7;
    }
    worth
}

impl Phrase {
    /// Whether it is mostly written with a capital where that means something.
    fn is_name(&self) -> bool {
        self.capitals * 2 > self.count
    }

    /// As it is shown.
    fn written(&self) -> String {
        if self.is_name() || self.surface.chars().skip(1).any(char::is_uppercase) {
            self.surface.clone()
        } else {
            self.surface.to_lowercase()
        }
    }
}

/// What each form of a scan can be in a phrase: its stem, and how many bytes stand before it.
struct Parts<'s>(Vec<Option<(Cow<'s, str>, usize)>>);

impl<'s> Parts<'s> {
    fn of(scan: &'s Scan<'_, '_>) -> Self {
        let mut parts: Vec<Option<(Cow<'s, str>, usize)>> = vec![None; scan.forms.len()];
        let mut seen = vec![false; scan.forms.len()];
        for block in &scan.document.blocks {
            for word in scan.words_in(&block.range) {
                if let (Some(seen), Some(part)) = (seen.get_mut(word.form), parts.get_mut(word.form))
                    && !*seen
                {
                    *seen = true;
                    *part = part_of(scan, word, language_of(block));
                }
            }
        }
        Self(parts)
    }

    fn of_word(&self, word: &Word) -> Option<(&str, usize)> {
        let (stem, skipped) = self.0.get(word.form)?.as_ref()?;
        Some((stem, *skipped))
    }
}

/// Whether and as what a word can be part of a phrase. An article that has lost its vowel (*l'eau*, *qu'elle*) is cut off.
fn part_of<'s>(scan: &'s Scan<'_, '_>, word: &Word, language: &str) -> Option<(Cow<'s, str>, usize)> {
    let form = scan.forms.get(word.form)?;
    let long_enough = |word: &str| word.chars().count() > 2 && word.chars().any(char::is_alphabetic);
    let Some((elided, rest)) = form.lower.split_once('\'') else {
        return (!form.stop && long_enough(&form.lower)).then_some((Cow::Borrowed(form.stem.as_str()), 0));
    };
    if elided.chars().count() > 2 || rest.contains('\'') || !long_enough(rest) || token::is_stop_word(rest, language) {
        return None;
    }
    let written = scan.text(&word.range);
    let skipped = written.len() - written.split_once(['\'', '’'])?.1.len();
    Some((Cow::Owned(stem::stem(rest, language).into_owned()), skipped))
}
