//! The exchange format as it is read. What a field of text holds is checked later; what it is, here.

use std::collections::BTreeMap;

use serde::Deserialize;
use url::Url;

use super::HandoverError;
use crate::{
    model::{Attribution, EntryKind, Form, Lang, Moment, Person, Phase, Reason, Slug, Status, SummaryBy},
    render::edition_json::VERSION,
};

/// The largest document that is read, in bytes: ten times the largest edition that is known.
pub const MOST_BYTES: usize = 10 << 20;

/// `edition.json`. Fields that are not here are nothing to a next host.
#[derive(Clone, Debug, Deserialize)]
pub struct Document {
    pub(super) series: Option<SeriesPart>,
    pub(super) edition: EditionPart,
    pub(super) entries: Vec<EntryPart>,
    #[serde(default)]
    pub(super) blogs: Vec<BlogPart>,
    pub(super) roundup: Option<RoundupPart>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct SeriesPart {
    pub(super) title: String,
    pub(super) language: Option<Lang>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct EditionPart {
    pub(super) slug: Slug,
    pub(super) title: String,
    pub(super) theme: String,
    #[serde(default)]
    pub(super) terms: BTreeMap<Lang, Vec<String>>,
    pub(super) language: Lang,
    pub(super) opens: Option<Moment>,
    pub(super) closes: Option<Moment>,
    pub(super) host: Option<Person>,
    pub(super) status: Phase,
    pub(super) call: Option<Url>,
    #[serde(default)]
    pub(super) tags: Vec<String>,
    #[serde(default)]
    pub(super) prompts: Vec<String>,
    #[serde(default)]
    pub(super) number: Option<usize>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct BlogPart {
    pub(super) slug: Slug,
    pub(super) title: String,
    pub(super) author: String,
    pub(super) url: Option<Url>,
    pub(super) feed: Option<Url>,
    pub(super) language: Option<Lang>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct RoundupPart {
    pub(super) title: Option<String>,
    pub(super) published: Option<Moment>,
    pub(super) markdown: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct EntryPart {
    pub(super) url: Option<Url>,
    pub(super) title: String,
    pub(super) author: Person,
    pub(super) blog: Option<Slug>,
    pub(super) published: Option<Moment>,
    pub(super) language: Lang,
    #[serde(default)]
    pub(super) kind: EntryKind,
    pub(super) status: Status,
    pub(super) included: bool,
    pub(super) summary: Option<SummaryPart>,
    #[serde(default)]
    pub(super) definitions: Vec<CitationPart>,
    #[serde(default)]
    pub(super) quotes: Vec<CitationPart>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct SummaryPart {
    pub(super) text: String,
    pub(super) by: SummaryBy,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct CitationPart {
    pub(super) text: String,
    pub(super) term: Option<String>,
    pub(super) speaker: Option<Attribution>,
    pub(super) originator: Option<Attribution>,
    pub(super) form: Form,
    pub(super) language: Lang,
    pub(super) hash: Option<String>,
    #[serde(default)]
    pub(super) reasons: Vec<Reason>,
}

/// Reads a document.
///
/// # Errors
/// When it is too large, of another version or of another shape.
pub fn read(bytes: &[u8]) -> Result<Document, HandoverError> {
    #[derive(Deserialize)]
    struct Head {
        version: u64,
    }
    if bytes.len() > MOST_BYTES {
        return Err(HandoverError::TooLarge);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // The version first: what another version looks like is not known.
    let head: Head = serde_json::from_slice(bytes).map_err(|error| shape(&error))?;
    if head.version != u64::from(VERSION) {
        return Err(HandoverError::Version(head.version));
    }
    serde_json::from_slice(bytes).map_err(|error| shape(&error))
}

fn shape(error: &serde_json::Error) -> HandoverError {
    let message = error.to_string();
    // The place stands at the end of it; here it goes to the front.
    let message = message.split(" at line ").next().unwrap_or_default().to_owned();
    HandoverError::Shape { line: error.line().max(1), column: error.column().max(1), message }
}
