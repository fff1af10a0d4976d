//! The quotes of an edition by blogger, in the order of names.

use schemars::JsonSchema;
use serde::Serialize;
use tera::{Context, Value};

use super::{
    context::EditionModel,
    lists::List,
    people::People,
    sections::Sections,
    variables::{self, Quotes},
    views::{CitationView, PassengerView},
};
use crate::model::Entry;

/// Somebody's quotes.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "QuoteSection")]
pub(super) struct SectionView {
    /// For its heading's id: stays while the first of the entries does.
    anchor: String,
    /// Whose.
    #[schemars(with = "PassengerView")]
    person: Value,
    /// Whether it began on the page before.
    continued: bool,
    /// Those that stand on this page.
    #[schemars(with = "Vec<CitationView>")]
    items: Vec<Value>,
}

/// The quotes in the order of their entries, by the seat of whose entry they stand in.
pub(crate) fn of(entries: &[Entry], people: &People) -> Sections<usize> {
    let mut by_seat: Vec<Vec<usize>> = vec![Vec::new(); people.names.len()];
    let mut before = 0;
    for (entry, seat) in entries.iter().zip(&people.seats) {
        by_seat[*seat].extend(before..before + entry.quotes.len());
        before += entry.quotes.len();
    }
    Sections::new(List::Quotes, people.order.iter().map(|seat| (*seat, std::mem::take(&mut by_seat[*seat]))).collect())
}

/// Puts the sections that stand on a page into its context.
pub(super) fn fill(context: &mut Context, edition: &EditionModel, page: usize) {
    let parts = edition.quoted.page(page);
    let sections: Vec<SectionView> = parts
        .iter()
        .map(|part| {
            let person = edition.passengers[*part.label].clone();
            let slug = person.get_from_path("slug").and_then(|slug| slug.as_str().map(ToOwned::to_owned));
            SectionView {
                anchor: format!("by-{}", slug.unwrap_or_default()),
                person,
                continued: part.continued,
                items: part.items.iter().map(|at| edition.quotes[*at].clone()).collect(),
            }
        })
        .collect();
    variables::put(context, &Quotes { sections });
}
