//! The words a document is about: how often, how early, and phrases before single words.

use std::collections::BTreeMap;

use super::{scan::Scan, theme::Theme};
use crate::text::{BlockKind, Document, MarkKind};

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
    let mut phrases: BTreeMap<Vec<&str>, Phrase> = BTreeMap::new();
    let mut place = 0;
    for block in &scan.document.blocks {
        let words = scan.words_in(&block.range);
        if block.kind == BlockKind::Code || block.boilerplate {
            place += words.len();
            continue;
        }
        let heading = matches!(block.kind, BlockKind::Heading(_) | BlockKind::Term);
        for at in 0..words.len() {
            for length in 1..=3usize {
                let Some(run) = words.get(at..at + length) else { break };
                if length > 1 {
                    let gap = scan.text(&(run[length - 2].range.end..run[length - 1].range.start));
                    if gap != " " && gap != "-" {
                        break;
                    }
                }
                if run.iter().any(|word| !counts(scan, word.form)) {
                    break;
                }
                let range = run[0].range.start..run[length - 1].range.end;
                let key: Vec<&str> = run.iter().map(|word| scan.forms[word.form].stem.as_str()).collect();
                let phrase = phrases.entry(key).or_insert_with(|| Phrase {
                    first: place + at,
                    length,
                    surface: scan.text(&range).to_owned(),
                    ..Phrase::default()
                });
                phrase.count += 1;
                phrase.marked |= heading
                    || block.marks.iter().any(|mark| {
                        matches!(mark.kind, MarkKind::Strong | MarkKind::Defining | MarkKind::Emphasis)
                            && mark.range.start <= range.start
                            && range.end <= mark.range.end
                    });
                let text = scan.text(&range);
                if at > 0 && text.starts_with(char::is_uppercase) {
                    phrase.capitals += 1;
                } else if text.starts_with(char::is_lowercase) {
                    text.clone_into(&mut phrase.surface);
                }
            }
        }
        place += words.len();
    }
    let total = place.max(1) as f64;
    let mut scored: Vec<(f64, Vec<&str>, Phrase)> = phrases
        .into_iter()
        .filter(|(_, phrase)| phrase.count > 1 || phrase.length == 2 || total < 200.0)
        .map(|(key, phrase)| {
            let early = 1.0 + 0.8 * (1.0 - phrase.first as f64 / total);
            let many = match phrase.length {
                1 => 1.0,
                2 => 1.9,
                _ => 2.1,
            };
            let mut score = (phrase.count as f64).ln_1p() * early * many;
            if phrase.marked {
                score *= 1.15;
            }
            if phrase.length == 1 && phrase.capitals * 2 < phrase.count && phrase.surface.chars().count() < 5 {
                score *= 0.7;
            }
            (score, key, phrase)
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut chosen: Vec<(Vec<&str>, String)> = Vec::new();
    for (_, key, phrase) in scored {
        // A part of a phrase that is chosen already says nothing new, nor does a phrase that only adds to one.
        let double = chosen.iter().any(|(other, _)| {
            other.windows(key.len()).any(|part| part == key)
                || key.windows(other.len()).any(|part| part == other.as_slice())
        });
        if double {
            continue;
        }
        let surface = if phrase.capitals * 2 > phrase.count || phrase.surface.chars().skip(1).any(char::is_uppercase) {
            phrase.surface
        } else {
            phrase.surface.to_lowercase()
        };
        chosen.push((key, surface));
        if chosen.len() >= most {
            break;
        }
    }
    chosen.into_iter().map(|(_, surface)| surface).collect()
}

/// Whether a word can be part of a phrase.
fn counts(scan: &Scan<'_, '_>, form: usize) -> bool {
    let form = &scan.forms[form];
    !form.stop
        && form.lower.chars().count() > 2
        && form.lower.chars().any(char::is_alphabetic)
        && !form.lower.contains('\'')
}
