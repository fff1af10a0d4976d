//! Who has been quoted how often, and how much of the text is other people's words.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{CollectedEdition, verify::fold};
use crate::{
    model::{Entry, QuotationPolicy},
    text::token,
};

/// Nobody is quoted more often than this in one roundup.
const PER_PERSON: usize = 3;

/// From so many entries on, each gets less room.
pub(super) const CROWD: usize = 40;

/// How freely is quoted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Thrift {
    /// At most this many words of a blurb are quoted.
    pub(super) blurb_words: usize,
    /// At most this many passages stand in a section.
    pub(super) section_quotes: usize,
}

impl Thrift {
    /// From free to thrifty. Each entry of an edition of ordinary size keeps a sentence.
    const ORDINARY: &[Self] = &[
        Self { blurb_words: 44, section_quotes: 2 },
        Self { blurb_words: 38, section_quotes: 2 },
        Self { blurb_words: 34, section_quotes: 2 },
        Self { blurb_words: 30, section_quotes: 2 },
        Self { blurb_words: 26, section_quotes: 2 },
        Self { blurb_words: 20, section_quotes: 1 },
    ];

    /// The same for a crowd, whose blurbs are shorter: a whole sentence is not for everybody.
    const CROWDED: &[Self] = &[
        Self { blurb_words: 18, section_quotes: 2 },
        Self { blurb_words: 13, section_quotes: 2 },
        Self { blurb_words: 10, section_quotes: 2 },
        Self { blurb_words: 7, section_quotes: 2 },
    ];

    /// From free to thrifty, for so many entries.
    pub(super) fn levels(entries: usize) -> &'static [Self] {
        if entries < CROWD { Self::ORDINARY } else { Self::CROWDED }
    }
}

/// What has been quoted so far.
pub(super) struct Ledger<'a> {
    /// How freely is quoted this time.
    pub(super) thrift: Thrift,
    policy: &'a QuotationPolicy,
    /// Words that stand in the text already, folded.
    said: BTreeSet<String>,
    people: BTreeMap<&'a str, usize>,
    /// By entry, how many words beside its blurb, and how many quotes.
    entries: BTreeMap<&'a str, (usize, usize)>,
    /// How many words are quoted beside the definitions.
    words: usize,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(collected: &'a CollectedEdition, thrift: Thrift) -> Self {
        Self {
            thrift,
            policy: &collected.quotation,
            said: BTreeSet::new(),
            people: BTreeMap::new(),
            entries: BTreeMap::new(),
            words: 0,
        }
    }

    /// How many words of the text are quoted beside the definitions.
    pub(super) fn quoted_words(&self) -> usize {
        self.words
    }

    /// How often somebody has been quoted.
    pub(super) fn times(&self, author: &str) -> usize {
        self.people.get(author).copied().unwrap_or_default()
    }

    /// Whether somebody may be quoted once more.
    pub(super) fn may_quote(&self, author: &str) -> bool {
        self.times(author) < PER_PERSON
    }

    /// Whether these words, or words around or inside them, stand in the text already.
    pub(super) fn is_said(&self, words: &str) -> bool {
        let words = fold(words);
        self.said.iter().any(|said| said.contains(&words) || words.contains(said))
    }

    /// Whether a passage is short enough to be quoted at all.
    pub(super) fn is_short(&self, words: &str) -> bool {
        words.chars().count() <= self.policy.quote_max_chars && token::count(words) <= self.policy.quote_max_words
    }

    /// Whether the measure of an entry and of its author leave room for a passage beside blurb and definitions.
    pub(super) fn has_room(&self, entry: &Entry, words: &str) -> bool {
        let (spent, quotes) = self.entries.get(entry.id.as_str()).copied().unwrap_or_default();
        let whole = entry.snapshot.as_ref().map_or(0, |snapshot| snapshot.words);
        self.may_quote(&entry.author.name)
            && self.is_short(words)
            && quotes < self.policy.quotes_per_entry
            && (spent + token::count(words)) * 100 <= whole * self.policy.entry_percent
    }

    /// Notes a definition.
    pub(super) fn define(&mut self, entry: &'a Entry, words: &str) {
        let (spent, quotes) = self.entries.entry(&entry.id).or_default();
        *spent += token::count(words);
        *quotes += 1;
        *self.people.entry(&entry.author.name).or_default() += 1;
        self.said.insert(fold(words));
    }

    /// Notes a passage.
    pub(super) fn quote(&mut self, entry: &'a Entry, words: &str) {
        self.define(entry, words);
        self.words += token::count(words);
    }

    /// Notes what is quoted in a blurb: once, however many sentences it takes, and outside the entry's share.
    pub(super) fn quote_in_blurb(&mut self, entry: &'a Entry, passages: &[&str]) {
        if passages.is_empty() {
            return;
        }
        self.entries.entry(&entry.id).or_default().1 += 1;
        *self.people.entry(&entry.author.name).or_default() += 1;
        for words in passages {
            self.words += token::count(words);
            self.said.insert(fold(words));
        }
    }
}
