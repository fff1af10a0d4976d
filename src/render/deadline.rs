//! The deadline as people read it, and as machines do.

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    model::{Edition, Lang},
    roundup::when,
};

/// The deadline, for templates.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Deadline")]
pub(super) struct DeadlineView {
    /// A day or an RFC 3339 instant, for `<time>`.
    pub(super) datetime: String,
    /// In words: the day, and the time with its zone where there is one.
    pub(super) text: String,
}

/// The deadline of an edition in the words of a language.
pub(super) fn view(edition: &Edition, lang: &str) -> Option<DeadlineView> {
    let text = when::deadline(edition, &Lang::parse(lang)?)?;
    Some(DeadlineView { datetime: edition.deadline()?.to_string(), text })
}
