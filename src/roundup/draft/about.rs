//! What an entry is about, in single words.

use super::{super::word_lists::is_generic, voice::Voice};
use crate::{model::Entry, text::token};

/// Words of an entry that come back at least this often are told.
const MANY: usize = 3;

/// What an entry is about in single words, three at most, and whether it keeps coming back to them.
pub(super) fn telling_words(voice: &Voice<'_>, entry: &Entry) -> (Vec<String>, bool) {
    let theme = voice.collected.edition.theme.to_lowercase();
    let language = entry.language.primary();
    let tells = |word: &&String| {
        let lower = word.to_lowercase();
        !word.contains(' ')
            && lower == **word
            && lower.chars().count() > 3
            && !theme.contains(&lower)
            && !token::is_stop_word(&lower, language)
            && !is_generic(&lower, language)
    };
    let often = entry.topics.iter().filter(|topic| topic.count >= MANY).map(|topic| &topic.word);
    let mut words: Vec<String> = often.filter(tells).take(3).cloned().collect();
    let often = words.len() > 1;
    if !often {
        let others = entry.topics.iter().map(|topic| &topic.word).chain(&entry.keywords).filter(tells);
        for word in others {
            if words.len() < 3 && !words.contains(word) {
                words.push(word.clone());
            }
        }
    }
    (words, often)
}
