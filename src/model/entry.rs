//! Entries: posts that take part, as the machine and the host see them together.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use url::Url;

use super::{Citation, Lang, Link, Moment, PagePolicy, Person, Slug, Topic};

/// Why something was decided: one line of an explanation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// A stable kebab-case name of the evidence: `backlink`, `tag`, `term-in-title`.
    pub signal: String,
    /// The evidence itself, for people.
    pub detail: String,
    /// What it adds to the score.
    pub weight: f64,
}

impl Reason {
    /// A reason. The weight is kept to three decimals: more would only make records hard to read.
    pub fn new(signal: impl Into<String>, detail: impl Into<String>, weight: f64) -> Self {
        Self { signal: signal.into(), detail: detail.into(), weight: (weight * 1000.0).round() / 1000.0 }
    }
}

/// How well a post fits an edition.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Match {
    /// 0 to 1.
    pub score: f64,
    /// What the score is made of, strongest first.
    pub reasons: Vec<Reason>,
}

/// What became of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Takes part.
    Accepted,
    /// The host has to look.
    Candidate,
    /// Does not take part.
    Rejected,
    /// Its author took it back.
    Withdrawn,
    /// Its page is no longer there.
    Gone,
}

/// What kind of thing an entry is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EntryKind {
    /// A blog post.
    #[default]
    Post,
    /// A post without a blog behind it: a toot.
    Mini,
    /// A film.
    Video,
    /// A recording.
    Audio,
}

/// Who wrote a summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SummaryBy {
    /// Sentences of the post, picked by the program: whole, or shortened with [`ELLIPSIS`].
    Machine,
    /// The host's own blurb.
    Host,
    /// The author's own teaser.
    Author,
    /// A program of the host's: nobody's words, and not to be put into anybody's mouth.
    Command,
}

/// What stands in a summary where words of the post were left out.
pub const ELLIPSIS: &str = "[…]";

/// What an entry says, in 50 to 80 words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The words.
    pub text: String,
    /// Whose.
    pub by: SummaryBy,
    /// The sentences it is made of, in the order of the post, whole or with [`ELLIPSIS`] for what was left out; none when a program of the host's wrote it.
    pub sentences: Vec<String>,
    /// Why each of them, in the same order; machine-made summaries only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

impl Summary {
    /// The stretches of the post that its sentences are made of, in order: whole sentences, or what is left of one that
    /// was shortened.
    pub fn stretches(&self) -> impl Iterator<Item = &str> {
        let parts = self.sentences.iter().flat_map(|sentence| sentence.split(ELLIPSIS));
        parts.map(str::trim).filter(|part| part.contains(char::is_alphanumeric))
    }

    /// BLAKE3 of the sentences, one a line, hexadecimal; of the whole text where it is made of no sentences of the post.
    #[must_use]
    pub fn hash(&self) -> String {
        let words = if self.by == SummaryBy::Command { self.text.clone() } else { self.sentences.join("\n") };
        blake3::hash(words.as_bytes()).to_hex().to_string()
    }
}

/// What the machine found and is not sure of, or does not publish by itself: for the host to pick from, shown to nobody else.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Suggestions {
    /// What may define the theme, surest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub definitions: Vec<Citation>,
    /// What may be somebody's words, in the order of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<Citation>,
    /// The author's own sentences that are worth quoting, the best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sentences: Vec<Citation>,
}

impl Suggestions {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.definitions.is_empty() && self.quotes.is_empty() && self.sentences.is_empty()
    }
}

/// The entry's text as it was fetched. The text itself stays in the local store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// BLAKE3 of the text, hexadecimal.
    pub hash: String,
    /// How many words it has.
    pub words: usize,
    /// When this text was first seen.
    pub fetched: Moment,
}

/// One entry of an edition, harvest and host's word joined. Serialises as an element of `edition.json`'s `entries`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Stable and unique within the edition.
    pub id: String,
    /// The original.
    pub url: Option<Url>,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub author: Person,
    /// The blog it stands on; `None` for a mini entry.
    pub blog: Option<Slug>,
    /// When it appeared; `None` is unknown.
    pub published: Option<Moment>,
    /// Its language.
    pub language: Lang,
    /// What it is.
    #[serde(default)]
    pub kind: EntryKind,
    /// What became of it.
    pub status: Status,
    /// Whether it stands in the roundup.
    pub included: bool,
    /// Whether it came after the deadline.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub late: bool,
    /// How well it fits.
    #[serde(rename = "match")]
    pub fit: Match,
    /// What it says.
    pub summary: Option<Summary>,
    /// What it calls the theme.
    pub definitions: Vec<Citation>,
    /// What is worth repeating.
    pub quotes: Vec<Citation>,
    /// What the host may pick besides. Not part of the exchange format.
    #[serde(skip)]
    pub suggestions: Suggestions,
    /// Its key phrases.
    pub keywords: Vec<String>,
    /// What it is about besides the theme. Not part of the exchange format.
    #[serde(skip)]
    pub topics: Vec<Topic>,
    /// The author's own question that it ends with. Not part of the exchange format.
    #[serde(skip)]
    pub question: Option<Citation>,
    /// The sentence in which it proposes a theme for a next edition. Not part of the exchange format.
    #[serde(skip)]
    pub proposal: Option<Citation>,
    /// Where it sends its readers. Not part of the exchange format.
    #[serde(skip)]
    pub links: Vec<Link>,
    /// The text it was read from.
    pub snapshot: Option<Snapshot>,
    /// Hashes of the texts it had before its author changed it, latest first. Not part of the exchange format.
    #[serde(skip)]
    pub past_snapshots: Vec<String>,
    /// What its page lets others do. Not part of the exchange format.
    #[serde(skip)]
    pub policy: PagePolicy,
    /// Whether the host of the edition wrote it. Not part of the exchange format.
    #[serde(skip)]
    pub by_host: bool,
    /// The title of the blog it was a guest post on. Not part of the exchange format.
    #[serde(skip)]
    pub guest_of: Option<String>,
    /// A page segment, unique within the edition. Not part of the exchange format.
    #[serde(skip)]
    pub slug: Option<Slug>,
}
