//! An edition in figures: of its texts and of those who wrote them, never of those who read them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::Serialize;

use super::{
    CollectedEdition, markdown,
    shared_words::stems,
    word_lists::{is_generic, theme_stems},
};
use crate::{
    content::{Piece, shortcodes},
    model::{Edition, Entry, Lang, Moment},
    text::token::is_stop_word,
};

/// The figures of one edition. Serialises as `statistics` of `edition.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Statistics {
    /// How many entries are included.
    pub entries: usize,
    /// How many people wrote them.
    pub bloggers: usize,
    /// How many of them wrote for no earlier edition; `None` where no earlier edition is known.
    pub new_bloggers: Option<usize>,
    /// How many wrote for an earlier edition too; `None` where none is known.
    pub returning_bloggers: Option<usize>,
    /// How many entries there are in each language, whatever the region.
    pub languages: BTreeMap<Lang, usize>,
    /// How much was written.
    pub words: Words,
    /// How many definitions the entries give.
    pub definitions: usize,
    /// How many quotes are shown.
    pub quotes: usize,
    /// What each of them brought, in the order of the entries.
    pub per_blogger: Vec<Share>,
    /// Which entries seem to answer which prompt, in the order of the prompts.
    pub prompts: Vec<Response>,
    /// Entries of which the words do not show what prompt they answer, if they answer one. Empty without prompts.
    pub prompt_unknown: Vec<String>,
}

/// How much was written, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Of all entries whose text was read.
    pub entries: usize,
    /// How many entries that leaves out.
    pub unread: usize,
    /// Of the host's roundup; `None` while there is only the program's draft.
    pub roundup: Option<usize>,
}

/// What one blogger brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Share {
    /// Who.
    pub name: String,
    /// Entries.
    pub entries: usize,
    /// Definitions in them.
    pub definitions: usize,
    /// Quotes in them.
    pub quotes: usize,
}

/// Which entries answer a prompt, as far as their words show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Response {
    /// The prompt.
    pub prompt: String,
    /// The entries' ids.
    pub entries: Vec<String>,
}

/// The figures of the edition at `at` of a series whose editions stand newest first. What was earlier is told by the day
/// an edition opened: one that does not say when is earlier than nothing, and nothing is earlier than it.
#[must_use]
pub fn of(editions: &[CollectedEdition], at: usize) -> Option<Statistics> {
    let collected = editions.get(at)?;
    let opened = |collected: &CollectedEdition| collected.edition.opens.map(Moment::sort_key);
    let earlier = editions.iter().filter(|other| {
        opened(other).zip(opened(collected)).is_some_and(|(other, this)| other < this) && !other.entries.is_empty()
    });
    let mut known: Option<HashSet<String>> = None;
    for other in earlier {
        known.get_or_insert_default().extend(other.entries.iter().map(|entry| folded(&entry.author.name)));
    }
    let per_blogger = shares(&collected.entries);
    let returning = known.map(|known| per_blogger.iter().filter(|share| known.contains(&folded(&share.name))).count());
    let mut languages = BTreeMap::new();
    for language in collected.entries.iter().filter_map(|entry| Lang::parse(entry.language.primary())) {
        *languages.entry(language).or_default() += 1;
    }
    let read: Vec<usize> =
        collected.entries.iter().filter_map(|entry| entry.snapshot.as_ref().map(|snapshot| snapshot.words)).collect();
    let (prompts, prompt_unknown) = responses(&collected.edition, &collected.entries);
    Some(Statistics {
        entries: collected.entries.len(),
        bloggers: per_blogger.len(),
        new_bloggers: returning.map(|returning| per_blogger.len() - returning),
        returning_bloggers: returning,
        languages,
        words: Words {
            entries: read.iter().sum(),
            unread: collected.entries.len() - read.len(),
            roundup: collected.roundup.file.as_ref().map(|_| words_of(&collected.roundup.body)),
        },
        definitions: per_blogger.iter().map(|share| share.definitions).sum(),
        quotes: per_blogger.iter().map(|share| share.quotes).sum(),
        per_blogger,
        prompts,
        prompt_unknown,
    })
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

fn shares(entries: &[Entry]) -> Vec<Share> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut shares: Vec<Share> = Vec::new();
    for entry in entries {
        let at = *places.entry(folded(&entry.author.name)).or_insert(shares.len());
        if at == shares.len() {
            shares.push(Share { name: entry.author.name.clone(), entries: 0, definitions: 0, quotes: 0 });
        }
        let share = &mut shares[at];
        share.entries += 1;
        share.definitions += entry.definitions.len();
        share.quotes += entry.quotes.len();
    }
    shares
}

/// The words of a roundup, without what its shortcodes put in.
fn words_of(body: &str) -> usize {
    let text: String = shortcodes(body)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Text(range) => body.get(range),
            Piece::Call { .. } | Piece::Mistake { .. } => None,
        })
        .collect();
    markdown::to_plain(&text).split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// How many telling words an entry must share with a prompt: one alone is chance.
const ENOUGH: usize = 2;

/// Which entries answer which prompt. Telling words are those of one prompt only, neither the theme's nor about nothing
/// in particular. An entry belongs to the prompt it shares most of them with; where two prompts share as many, and where
/// an entry is in another language than the prompts, nothing is said.
fn responses(edition: &Edition, entries: &[Entry]) -> (Vec<Response>, Vec<String>) {
    let mut responses: Vec<Response> =
        edition.prompts.iter().map(|prompt| Response { prompt: prompt.clone(), entries: Vec::new() }).collect();
    let mut unknown = Vec::new();
    if responses.is_empty() {
        return (responses, unknown);
    }
    let language = edition.language.primary();
    let theme = theme_stems(edition);
    let telling = |text: &str| -> BTreeSet<String> {
        let told = stems(text, language).filter(|(_, stem, word)| {
            word.chars().count() >= 4
                && !is_stop_word(word, language)
                && !is_generic(word, language)
                && !theme.contains(stem)
        });
        told.map(|(_, stem, _)| stem).collect()
    };
    let asked: Vec<BTreeSet<String>> = edition.prompts.iter().map(|prompt| telling(prompt)).collect();
    let only: Vec<BTreeSet<&String>> = asked
        .iter()
        .map(|stems| {
            stems.iter().filter(|stem| asked.iter().filter(|other| other.contains(*stem)).count() == 1).collect()
        })
        .collect();
    for entry in entries {
        let shared: Vec<usize> = if entry.language.primary() == language {
            let said = telling(&about(entry));
            only.iter().map(|stems| stems.iter().filter(|stem| said.contains(**stem)).count()).collect()
        } else {
            Vec::new()
        };
        let most = shared.iter().copied().max().unwrap_or_default();
        let mut best = shared.iter().enumerate().filter(|(_, count)| **count == most).map(|(prompt, _)| prompt);
        match (best.next(), best.next()) {
            (Some(prompt), None) if most >= ENOUGH => responses[prompt].entries.push(entry.id.clone()),
            _ => unknown.push(entry.id.clone()),
        }
    }
    (responses, unknown)
}

/// What an entry says it is about.
fn about(entry: &Entry) -> String {
    let mut parts = vec![entry.title.as_str()];
    parts.extend(entry.keywords.iter().map(String::as_str));
    parts.extend(entry.topics.iter().map(|topic| topic.word.as_str()));
    parts.extend(entry.summary.as_ref().map(|summary| summary.text.as_str()));
    parts.join(" \n")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Statistics, of, words_of};
    use crate::{
        model::{Edition, Entry, Lang, Phase, Slug},
        roundup::{CollectedEdition, Roundup},
    };

    fn entry(number: usize) -> Entry {
        let entry = json!({
            "id": format!("blog-{number}"), "url": null, "title": "", "author": {"name": format!("Anna Bos {number}")},
            "blog": null, "published": null, "language": "nl", "status": "accepted", "included": true,
            "match": {"score": 1.0, "reasons": []}, "summary": null, "definitions": [], "keywords": [],
            "quotes": [{"id": "q1", "text": "Durf.", "speaker": "self", "originator": null, "form": "verbatim",
                        "language": "nl", "score": 1.0, "span": null}],
            "snapshot": {"hash": "0", "words": 100, "fetched": "2026-05-02"},
        });
        serde_json::from_value(entry).unwrap()
    }

    /// An edition that opens on a day, with three entries that are changed first.
    fn edition(opens: &str, change: impl FnOnce(&mut Vec<Entry>)) -> CollectedEdition {
        let mut entries: Vec<Entry> = (0..3).map(entry).collect();
        change(&mut entries);
        CollectedEdition {
            edition: Edition {
                slug: Slug::new("hardop-leren").unwrap(),
                title: "Hardop leren".into(),
                theme: "hardop leren".into(),
                language: Lang::nl(),
                opens: opens.parse().ok(),
                closes: None,
                timezone: None,
                grace: jiff::SignedDuration::ZERO,
                number: None,
                host: None,
                call: None,
                tags: Vec::new(),
                blogs: None,
                prompts: Vec::new(),
                terms: std::collections::BTreeMap::default(),
                palette: None,
                body: String::new(),
            },
            phase: Phase::Closed,
            number: 1,
            host: None,
            entries,
            others: Vec::new(),
            threads: Vec::new(),
            quotation: crate::model::QuotationPolicy::default(),
            roundup: Roundup { body: String::new(), file: None },
        }
    }

    fn figures(editions: &[CollectedEdition]) -> Statistics {
        of(editions, 0).unwrap()
    }

    #[test]
    fn who_came_back_is_told_by_earlier_editions_only() {
        let now = edition("2026-05-01", |_| {});
        let alone = figures(std::slice::from_ref(&now));
        assert_eq!((alone.new_bloggers, alone.returning_bloggers), (None, None));
        let mut before = edition("2025-05-01", |entries| entries.truncate(1));
        before.entries[0].author.name = format!(" {} ", before.entries[0].author.name.to_uppercase());
        let told = figures(&[now.clone(), before]);
        assert_eq!((told.new_bloggers, told.returning_bloggers), (Some(2), Some(1)));
        let later = edition("2027-05-01", |_| {});
        assert_eq!(figures(&[now.clone(), later]).returning_bloggers, None);
        let undated = edition("never", |_| {});
        assert_eq!(figures(&[undated, now]).returning_bloggers, None);
    }

    #[test]
    fn two_entries_of_one_blogger_are_one_blogger() {
        let told = figures(&[edition("2026-05-01", |entries| {
            entries[2].author.name = entries[0].author.name.clone();
            entries[1].snapshot = None;
        })]);
        assert_eq!((told.entries, told.bloggers), (3, 2));
        assert_eq!(told.per_blogger[0].entries, 2);
        assert_eq!(told.quotes, told.per_blogger.iter().map(|share| share.quotes).sum::<usize>());
        assert_eq!((told.words.entries, told.words.unread, told.words.roundup), (200, 1, None));
        assert_eq!(told.languages[&Lang::nl()], 3);
    }

    #[test]
    fn an_answer_needs_two_telling_words_and_no_rival() {
        let answers = |texts: &[(&str, &str)]| {
            let mut collected = edition("2026-05-01", |entries| entries.truncate(texts.len()));
            collected.edition.prompts = vec![
                "Welke fietstocht door de polder vergeet je nooit?".into(),
                "Wie bakte het lekkerste brood, en welke bakker vergat het zout?".into(),
            ];
            for (entry, (language, title)) in collected.entries.iter_mut().zip(texts) {
                entry.title = (*title).to_owned();
                entry.language = Lang::parse(language).unwrap();
            }
            let told = figures(&[collected]);
            let counts: Vec<_> = told.prompts.iter().map(|response| response.entries.len()).collect();
            (counts, told.prompt_unknown.len())
        };
        assert_eq!(answers(&[("nl", "Fietstochten in mijn polder")]), (vec![1, 0], 0));
        assert_eq!(answers(&[("nl", "De bakkers en hun broden")]), (vec![0, 1], 0));
        assert_eq!(answers(&[("nl", "De polder bij avond")]), (vec![0, 0], 1), "one word is chance");
        assert_eq!(answers(&[("nl", "Welke mensen vergeten nooit")]), (vec![0, 0], 1), "words of both tell nothing");
        assert_eq!(answers(&[("nl", "Fietstocht, polder, brood, zout")]), (vec![0, 0], 1), "two prompts, no answer");
        assert_eq!(answers(&[("en", "Fietstocht polder")]), (vec![0, 0], 1), "another language");
    }

    #[test]
    fn shortcodes_and_markup_are_no_words() {
        assert_eq!(words_of("# Een kop\n\n{{ ride() }}\n\nDrie *hele* [woorden](https://a.example/) – klaar.\n"), 6);
    }
}
