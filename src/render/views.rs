//! The plain values that templates see. What is said of their fields here stands in `docs/theme.md`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{badge, card, context::World, deadline::DeadlineView};
use crate::model::{EntryKind, Phase, SummaryBy};

/// Somebody: a blogger, a host.
#[derive(Clone, Serialize, JsonSchema)]
#[schemars(rename = "Person")]
pub(super) struct PersonView {
    /// The whole name.
    pub(super) name: String,
    /// The first name.
    pub(super) first: String,
    /// One or two letters for the disc.
    pub(super) initials: String,
    /// Which of the five colours: 0 to 4.
    pub(super) colour: usize,
    /// Their page here, from the root.
    pub(super) path: Option<String>,
    /// Their page elsewhere.
    pub(super) url: Option<String>,
}

/// What a link to an entry needs.
#[derive(Clone, Serialize, JsonSchema)]
pub(super) struct EntryBrief {
    /// The entry's id in `edition.json`.
    pub(super) id: String,
    /// The original's title.
    pub(super) title: String,
    /// The entry's page here, from the root.
    pub(super) path: String,
    /// The original's address; none for a mini entry without one.
    pub(super) url: Option<String>,
    /// The original's language.
    pub(super) lang: String,
    /// `rtl` where its language is written from right to left.
    pub(super) dir: Option<&'static str>,
    /// Who wrote it.
    pub(super) author: PersonView,
}

/// A definition or a quote.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Citation")]
pub(super) struct CitationView {
    /// Its id in `edition.json`.
    pub(super) id: String,
    /// An id for the element, unique on its list page.
    pub(super) anchor: String,
    /// The list page it stands on, and the place on it; from the root.
    pub(super) permalink: String,
    /// The words.
    pub(super) text: String,
    /// The words as HTML with shared ones marked; definitions only.
    pub(super) marked_html: String,
    /// Which shared words it uses, in the order of the list of words.
    pub(super) uses: Vec<bool>,
    /// The language of the words.
    pub(super) lang: String,
    /// The language's name, in the language of the page, where it is another one.
    pub(super) language_name: Option<String>,
    /// `rtl` where its language is written from right to left.
    pub(super) dir: Option<&'static str>,
    /// Whether these are the original's own words; a paraphrase is never quoted.
    pub(super) verbatim: bool,
    /// The original at the very place.
    pub(super) deep_url: Option<String>,
    /// The entry it stands in.
    pub(super) entry: EntryBrief,
    /// Who says it in the entry: `author`, `person` or `unknown`.
    pub(super) speaker: &'static str,
    /// The speaker's name; empty where nobody knows.
    pub(super) speaker_name: String,
    /// Whose words they first were: `own` (the author's), `borrowed` or `unknown`.
    pub(super) origin: &'static str,
    /// The name of whoever first said it; empty where nobody knows.
    pub(super) originator: String,
}

/// What an entry says, in a paragraph.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Summary")]
pub(super) struct SummaryView {
    /// As plain text.
    pub(super) text: String,
    /// Who wrote it.
    pub(super) by: SummaryBy,
    /// As HTML.
    pub(super) html: String,
    /// Its language: the entry's, or the edition's where the host wrote it.
    pub(super) lang: String,
    /// `rtl` where its language is written from right to left.
    pub(super) dir: Option<&'static str>,
}

/// An entry with all that is shown of it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Entry")]
pub(super) struct EntryView {
    /// What a link needs.
    #[serde(flatten)]
    pub(super) brief: EntryBrief,
    /// Its name in addresses.
    pub(super) slug: String,
    /// The id of its card in lists.
    pub(super) anchor: String,
    /// Its place in the edition, from 1.
    pub(super) number: usize,
    /// Where it stands, as people say it: `example.org`.
    pub(super) place: Option<String>,
    /// The blog it stood on, where that is somebody else's.
    pub(super) guest_of: Option<GuestView>,
    /// The language's name, in the language of the page, where it is another one.
    pub(super) language_name: Option<String>,
    /// The day, as `2026-11-03`.
    pub(super) date: Option<String>,
    /// What kind of thing it is.
    pub(super) kind: EntryKind,
    /// Whether it came after the deadline.
    pub(super) late: bool,
    /// What it says.
    pub(super) summary: Option<SummaryView>,
    /// The definitions it gives.
    pub(super) definitions: Vec<CitationView>,
    /// What is quoted of it.
    pub(super) quotes: Vec<CitationView>,
    /// How long reading it takes.
    pub(super) minutes: Option<usize>,
}

/// Somebody else's blog.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Guest")]
pub(super) struct GuestView {
    /// The blog's title.
    pub(super) title: String,
    /// Its page here, from the root.
    pub(super) path: String,
}

/// How much an edition has.
#[derive(Serialize, JsonSchema)]
pub(super) struct Counts {
    /// Entries.
    pub(super) entries: usize,
    /// People who wrote them.
    pub(super) bloggers: usize,
    /// Definitions.
    pub(super) definitions: usize,
    /// Quotes.
    pub(super) quotes: usize,
}

/// How to send in a post.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Join")]
pub(super) struct JoinView {
    /// The address of the form.
    pub(super) form: Option<String>,
    /// A link that opens a mail with what is asked for.
    pub(super) mail: Option<String>,
}

/// An edition.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Edition")]
pub(super) struct EditionView<'a> {
    /// The folder's name.
    pub(super) slug: &'a str,
    /// Its page, from the root.
    pub(super) path: &'a str,
    /// Which of the series it is, from 1.
    pub(super) number: usize,
    /// The class of its colours.
    pub(super) palette: String,
    /// Its title.
    pub(super) title: &'a str,
    /// Its theme.
    pub(super) theme: &'a str,
    /// The language that the host writes in.
    pub(super) lang: &'a str,
    /// How far it is.
    pub(super) phase: Phase,
    /// The first day, as `2026-05-01`.
    pub(super) opens: Option<String>,
    /// The last day, as `2026-05-22`.
    pub(super) closes: Option<String>,
    /// The deadline in words and for machines.
    pub(super) deadline: Option<DeadlineView>,
    /// The day the roundup came out, as `2026-05-29`.
    pub(super) published: Option<String>,
    /// Whether the call's own text says how to join.
    pub(super) told: bool,
    /// Whether there are dates for a calendar.
    pub(super) dated: bool,
    /// The year it opened, or closes.
    pub(super) year: Option<i16>,
    /// Who hosts.
    pub(super) host: Option<PersonView>,
    /// The conversation starters.
    pub(super) prompts: &'a [String],
    /// Categories or hashtags that put a post in, without `#`.
    pub(super) tags: &'a [String],
    /// How to send in a post, as `[desk]` of `blogkermis.toml` has it.
    pub(super) join: JoinView,
    /// Where the call stands, when elsewhere.
    pub(super) call_url: Option<String>,
    /// The same as people say it: `example.org`.
    pub(super) call_place: Option<String>,
    /// The call's text, as Markdown.
    pub(super) body: &'a str,
    /// How much it has.
    pub(super) counts: Counts,
    /// One sentence on where it stands.
    pub(super) lead: String,
    /// One sentence for those who search.
    pub(super) description: String,
}

/// A sentence out of a thread.
#[derive(Serialize, JsonSchema)]
pub(super) struct ThreadQuote {
    /// The words.
    pub(super) text: String,
    /// The id of the citation they are, if they are one.
    pub(super) citation: String,
    /// The original at the very place.
    pub(super) deep_url: Option<String>,
    /// The entry they stand in.
    pub(super) entry: EntryBrief,
}

/// Somebody aboard an edition.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Passenger")]
pub(super) struct PassengerView {
    /// Who.
    #[serde(flatten)]
    pub(super) person: PersonView,
    /// The name of their first entry in addresses.
    pub(super) slug: String,
    /// The id of that entry's card.
    pub(super) anchor: String,
    /// The number of their first entry.
    pub(super) number: usize,
    /// The page of the list of entries that shows it, from the root.
    pub(super) list: String,
}

/// A blog.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Blog")]
pub(super) struct BlogView {
    /// Its name in addresses and ids.
    pub(super) slug: String,
    /// Its page here, from the root.
    pub(super) path: String,
    /// Its title.
    pub(super) title: String,
    /// Whose it is.
    pub(super) author: PersonView,
    /// Where it stands.
    pub(super) url: Option<String>,
    /// The same as people say it: `example.org`.
    pub(super) place: Option<String>,
    /// Its feed, where that is on the web.
    pub(super) feed: Option<String>,
    /// What the host says of it, as Markdown.
    pub(super) bio: String,
    /// Its language, where the host says so.
    pub(super) lang: Option<String>,
    /// Whether its feed cannot be read.
    pub(super) unread: bool,
    /// How many entries it brought to all editions.
    pub(super) count: usize,
}

/// The picture that other sites show beside a link.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Card")]
pub(super) struct CardView {
    /// Its address.
    url: String,
    /// In pixels.
    width: u32,
    /// In pixels.
    height: u32,
    /// What is on it.
    alt: String,
}

impl CardView {
    pub(super) fn of(world: &World, e: usize) -> Self {
        let card = &world.cards[e];
        let url = format!("{}{}", world.site.content.config.base_url, card.path);
        Self { url, width: card::WIDTH, height: card::HEIGHT, alt: card.alt.clone() }
    }
}

/// The picture that bloggers may put on their own sites.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Badge")]
pub(super) struct BadgeView {
    /// What is on it.
    alt: String,
    /// In pixels.
    width: u32,
    /// In pixels.
    height: u32,
    /// The HTML for their sites, as they are to read it: the template escapes it once more.
    code: String,
}

impl BadgeView {
    pub(super) fn of(alt: String, address: &str) -> Self {
        let (width, height) = (badge::WIDTH, badge::HEIGHT);
        let code = format!(
            "<a href=\"{}\"><img src=\"badge.svg\" alt=\"{}\" width=\"{width}\" height=\"{height}\"></a>",
            super::html::escape(address),
            super::html::escape(&alt)
        );
        Self { alt, width, height, code }
    }
}
