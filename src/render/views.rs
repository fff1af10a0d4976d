//! The plain values that templates see.

use serde::Serialize;

use super::deadline::DeadlineView;
use crate::model::{EntryKind, Phase, SummaryBy};

#[derive(Clone, Serialize)]
pub(super) struct PersonView {
    pub(super) name: String,
    pub(super) first: String,
    pub(super) initials: String,
    /// 0 to 4.
    pub(super) colour: usize,
    /// Their page here.
    pub(super) path: Option<String>,
    /// Their page elsewhere.
    pub(super) url: Option<String>,
}

#[derive(Clone, Serialize)]
pub(super) struct EntryBrief {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) path: String,
    pub(super) url: Option<String>,
    pub(super) lang: String,
    pub(super) dir: Option<&'static str>,
    pub(super) author: PersonView,
}

#[derive(Serialize)]
pub(super) struct CitationView {
    pub(super) id: String,
    /// Unique on its list page.
    pub(super) anchor: String,
    /// The list page it stands on, and the place on it.
    pub(super) permalink: String,
    pub(super) text: String,
    /// The words with shared ones marked; definitions only.
    pub(super) marked_html: String,
    /// Which shared words it uses, in the order of the list.
    pub(super) uses: Vec<bool>,
    pub(super) lang: String,
    /// The language's name, in the language of the edition, where it is another one.
    pub(super) language_name: Option<String>,
    pub(super) dir: Option<&'static str>,
    pub(super) verbatim: bool,
    /// The original at the very place.
    pub(super) deep_url: Option<String>,
    pub(super) entry: EntryBrief,
    /// `author`, `person` or `unknown`.
    pub(super) speaker: &'static str,
    pub(super) speaker_name: String,
    /// `own`, `borrowed` or `unknown`.
    pub(super) origin: &'static str,
    pub(super) originator: String,
}

#[derive(Serialize)]
pub(super) struct SummaryView {
    pub(super) text: String,
    /// `machine`, `host`, `author` or `command`.
    pub(super) by: SummaryBy,
    pub(super) html: String,
    pub(super) lang: String,
    pub(super) dir: Option<&'static str>,
}

#[derive(Serialize)]
pub(super) struct EntryView {
    #[serde(flatten)]
    pub(super) brief: EntryBrief,
    pub(super) slug: String,
    pub(super) number: usize,
    pub(super) place: Option<String>,
    /// The blog it stood on, where that is somebody else's.
    pub(super) guest_of: Option<GuestView>,
    /// The language's name, in the language of the edition, where it is another one.
    pub(super) language_name: Option<String>,
    /// The day, as `2026-11-03`.
    pub(super) date: Option<String>,
    pub(super) kind: EntryKind,
    /// Whether it came after the deadline.
    pub(super) late: bool,
    pub(super) summary: Option<SummaryView>,
    pub(super) definitions: Vec<CitationView>,
    pub(super) quotes: Vec<CitationView>,
    pub(super) minutes: Option<usize>,
}

#[derive(Serialize)]
pub(super) struct GuestView {
    pub(super) title: String,
    pub(super) path: String,
}

#[derive(Serialize)]
pub(super) struct Counts {
    pub(super) entries: usize,
    pub(super) bloggers: usize,
    pub(super) definitions: usize,
    pub(super) quotes: usize,
}

#[derive(Serialize)]
pub(super) struct EditionView<'a> {
    pub(super) slug: &'a str,
    pub(super) path: &'a str,
    pub(super) number: usize,
    /// The class of its colours.
    pub(super) palette: String,
    pub(super) title: &'a str,
    pub(super) theme: &'a str,
    pub(super) lang: &'a str,
    pub(super) phase: Phase,
    pub(super) opens: Option<String>,
    pub(super) closes: Option<String>,
    pub(super) deadline: Option<DeadlineView>,
    /// The day the roundup came out, as `2026-05-29`.
    pub(super) published: Option<String>,
    /// Whether the call's own text says how to join.
    pub(super) told: bool,
    /// Whether there are dates for a calendar.
    pub(super) dated: bool,
    pub(super) year: Option<i16>,
    pub(super) host: Option<PersonView>,
    pub(super) prompts: &'a [String],
    pub(super) tags: &'a [String],
    pub(super) call_url: Option<String>,
    pub(super) call_place: Option<String>,
    pub(super) body: &'a str,
    pub(super) counts: Counts,
    pub(super) lead: String,
    pub(super) description: String,
}

#[derive(Serialize)]
pub(super) struct ThreadQuote {
    pub(super) text: String,
    pub(super) citation: String,
    pub(super) deep_url: Option<String>,
    pub(super) entry: EntryBrief,
}

#[derive(Serialize)]
pub(super) struct PassengerView {
    #[serde(flatten)]
    pub(super) person: PersonView,
    pub(super) slug: String,
    /// The number of their first entry.
    pub(super) number: usize,
    /// The page of the list of entries that shows it.
    pub(super) list: String,
}

#[derive(Serialize)]
pub(super) struct BlogView {
    pub(super) slug: String,
    pub(super) path: String,
    pub(super) title: String,
    pub(super) author: PersonView,
    pub(super) url: Option<String>,
    pub(super) place: Option<String>,
    pub(super) feed: Option<String>,
    pub(super) bio: String,
    pub(super) lang: Option<String>,
    pub(super) unread: bool,
    pub(super) count: usize,
}
