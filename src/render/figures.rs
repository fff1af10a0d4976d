//! What an edition's page says in figures.

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::Serialize;
use tera::Value;

use super::{
    context::{EditionModel, World},
    views::EntryView,
};
use crate::roundup::statistics::Statistics;

/// The figures as a template sees them.
#[derive(Serialize, JsonSchema)]
pub(super) struct Figures<'a> {
    /// How many bloggers are new to the series; none where no earlier edition is known.
    new_bloggers: Option<usize>,
    /// How many wrote for an earlier edition too.
    returning_bloggers: Option<usize>,
    /// The language's name and how many entries; empty where all entries are in the language of the edition.
    languages: Vec<(String, usize)>,
    /// How many words the entries have, written out.
    words: String,
    /// Entries whose text nobody read.
    unread: usize,
    /// How many words the host's roundup has, written out.
    roundup_words: Option<String>,
    /// Who is quoted, and how often.
    quoted: Vec<(&'a str, usize)>,
    /// Conversation starters that were answered.
    prompts: Vec<Answered<'a>>,
    /// How many entries do not show which they answer.
    prompt_unknown: usize,
}

/// A prompt and the entries that seem to answer it.
#[derive(Serialize, JsonSchema)]
struct Answered<'a> {
    /// The prompt.
    prompt: &'a str,
    /// What answers it.
    #[schemars(with = "Vec<EntryView>")]
    entries: Vec<Value>,
}

/// The figures of an edition that has entries.
pub(super) fn of<'a>(world: &World, edition: &'a EditionModel) -> Option<Figures<'a>> {
    let told = &edition.statistics;
    (told.entries > 0).then(|| Figures {
        new_bloggers: told.new_bloggers,
        returning_bloggers: told.returning_bloggers,
        languages: languages(world, edition, told),
        words: grouped(told.words.entries, &edition.lang),
        unread: told.words.unread,
        roundup_words: told.words.roundup.map(|words| grouped(words, &edition.lang)),
        quoted: told.per_blogger.iter().filter(|s| s.quotes > 0).map(|s| (s.name.as_str(), s.quotes)).collect(),
        prompts: answered(edition, told),
        prompt_unknown: told.prompt_unknown.len(),
    })
}

fn languages(world: &World, edition: &EditionModel, told: &Statistics) -> Vec<(String, usize)> {
    if told.languages.keys().all(|language| language.primary() == edition.lang) {
        return Vec::new();
    }
    let named = |(lang, count): (&_, &usize)| (world.strings.language_name(&edition.lang, lang), *count);
    let mut languages: Vec<_> = told.languages.iter().map(named).collect();
    languages.sort_by_key(|(_, count)| Reverse(*count));
    languages
}

fn answered<'a>(edition: &EditionModel, told: &'a Statistics) -> Vec<Answered<'a>> {
    let view = |id: &String| {
        let at = edition.source.entries.iter().position(|entry| &entry.id == id)?;
        edition.entries.get(at).cloned()
    };
    let answered = told.prompts.iter().filter(|response| !response.entries.is_empty());
    answered
        .map(|response| Answered {
            prompt: &response.prompt,
            entries: response.entries.iter().filter_map(view).collect(),
        })
        .collect()
}

/// A number with its thousands apart: 13.790 in Dutch, 13,790 in English. Four digits are read without (Onze Taal).
fn grouped(number: usize, lang: &str) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mark = if lang == "en" { ',' } else { '.' };
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(mark);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_stand_apart() {
        let told = [(0, "nl"), (999, "nl"), (1234, "nl"), (13790, "nl"), (1_234_567, "en")];
        let told = told.map(|(number, lang)| grouped(number, lang));
        assert_eq!(told, ["0", "999", "1234", "13.790", "1,234,567"]);
    }
}
