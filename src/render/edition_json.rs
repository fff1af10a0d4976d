//! `edition.json`, the exchange format: an edition with its entries, for another host or another program.

use serde_json::{Value, json};

use crate::roundup::CollectedEdition;

/// The version of the format. It changes when a reader of the old one would misread the new one.
pub const VERSION: u32 = 1;

/// The JSON Schema (draft 2020-12) of what [`edition_json`] gives.
pub const SCHEMA: &str = include_str!("../../data/schema/edition.schema.json");

/// An edition in the exchange format. `all` adds the entries that are not included: candidates, rejected, withdrawn and
/// gone ones.
#[must_use]
pub fn edition_json(collected: &CollectedEdition, all: bool) -> Value {
    let edition = &collected.edition;
    let others = if all { collected.others.as_slice() } else { &[] };
    let entries: Vec<_> = collected.entries.iter().chain(others).collect();
    json!({
        "version": VERSION,
        "edition": {
            "slug": edition.slug,
            "title": edition.title,
            "theme": edition.theme,
            "terms": edition.terms,
            "language": edition.language,
            "opens": edition.opens,
            "closes": edition.closes,
            "host": collected.host,
            "status": collected.phase,
        },
        "entries": entries,
    })
}
