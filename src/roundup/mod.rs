//! Joins the harvest with the host's files into one edition, and drafts the roundup. No HTML.
//!
//! * [`join`]: harvest and host's files become editions
//! * [`made`], [`decide`]: an entry as the machine sees it, and the host's word over it, field by field
//! * [`numbers`](mod@numbers): which of the series an edition is
//! * [`verify`]: verbatim or not a quote
//! * [`policy`]: what of an entry may be shown
//! * [`shared_words`]: which words several definitions share
//! * [`camps`]: which definitions say the same kind of thing
//! * [`concepts`]: the nouns by which entries meet
//! * [`threads`]: what runs through several entries
//! * [`draft`]: the text a host can start from
//! * [`merge`]: a newer draft in a file that the host has edited
//! * [`statistics`]: an edition in figures
//! * [`health`], [`letter`]: how the feeds are doing, and what to write to a blogger about it
//! * [`lint`]: what is wrong with a roundup, by rules with names
//! * [`call`](mod@call), [`announce`], [`when`]: the text of a new call, messages about an edition, its dates in words
//! * [`next`]: themes and hosts for the next edition
//! * [`missing`]: which watched blogs brought nothing
//! * [`mentions`]: where a text still speaks of a post that was withdrawn
//! * [`notice`]: what the author of an entry is told about it
//! * [`markdown`]: outside text inside the host's Markdown

pub mod announce;
pub mod call;
pub mod camps;
pub mod concepts;
mod decide;
pub mod draft;
pub mod health;
pub mod join;
pub mod letter;
pub mod lint;
mod made;
pub mod markdown;
pub mod mentions;
pub mod merge;
pub mod missing;
pub mod next;
pub mod notice;
mod numbers;
mod other_language;
pub(crate) mod phrases;
pub mod policy;
mod problem;
pub mod shared_words;
pub mod statistics;
pub mod threads;
pub mod verify;
pub mod when;
mod word_lists;

pub use decide::HELD;
pub use health::FeedHealth;
pub use join::{Sources, collect};
pub(crate) use numbers::numbers;
pub use other_language::roundup_in;
pub use problem::Problem;
pub(crate) use word_lists::theme_stems;

use crate::{
    content::RoundupFile,
    model::{Edition, Entry, Person, Phase, QuotationPolicy, Slug},
};

/// An edition with everything that is known of it: what pages are made of.
#[derive(Clone, Debug)]
pub struct CollectedEdition {
    /// The call.
    pub edition: Edition,
    /// Which of the series it is, from 1: the host's number, or the one after the edition before it.
    pub number: usize,
    /// How far it is.
    pub phase: Phase,
    /// Who organises it.
    pub host: Option<Person>,
    /// Included entries: by date, undated last, the host's own at the very end.
    pub entries: Vec<Entry>,
    /// All the others: candidates, rejected, withdrawn, gone; best score first.
    pub others: Vec<Entry>,
    /// How much of the entries may be quoted.
    pub quotation: QuotationPolicy,
    /// What runs through several entries.
    pub threads: Vec<Thread>,
    /// The host's text or, where there is none, the machine's draft.
    pub roundup: Roundup,
}

/// The text of a roundup.
#[derive(Clone, Debug, PartialEq)]
pub struct Roundup {
    /// Markdown with shortcodes, without the marks of a draft: what readers get to see, line by line as in the file.
    pub body: String,
    /// The host's file; `None` when the machine drafted the text just now.
    pub file: Option<RoundupFile>,
}

/// A line of thought that runs through several entries.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread {
    /// What they share, as the texts write it.
    pub subject: String,
    /// The entries' ids, at least two.
    pub entries: Vec<String>,
    /// One verbatim sentence: the entry's id and the words.
    pub quote: Option<(String, String)>,
    /// What each entry says of it where one of its sentences does, verbatim: the entry's id and the words, the best first.
    pub passages: Vec<(String, String)>,
    /// What two or more of them share besides: the word and the entries' ids.
    pub companion: Option<(String, Vec<String>)>,
}

/// A series: all of its editions, newest first.
#[derive(Clone, Debug)]
pub struct Series {
    /// The editions.
    pub editions: Vec<CollectedEdition>,
    /// How every harvested blog's feed is doing, by blog.
    pub feeds: Vec<FeedHealth>,
    /// What deserves a look but stops nothing.
    pub warnings: Vec<Problem>,
}

impl Series {
    /// The edition of that name.
    #[must_use]
    pub fn edition(&self, slug: &Slug) -> Option<&CollectedEdition> {
        self.editions.iter().find(|collected| &collected.edition.slug == slug)
    }
}
