//! The text a host can start from: plain Markdown that may be edited anywhere, publishable on any day of the edition.
//!
//! Only what the posts say is said of them, and their words stand between quotation marks; everything else is a frame of
//! `data/locale/draft.*.ftl`. Which of several frames is chosen hangs on what the sentence is about, so that it is the
//! same every time and rarely the same twice in a row.
//!
//! * [`block`]: the parts of a draft, each with a name of its own
//! * [`opening`], [`definitions`], [`stands_out`], [`entries`], [`blurb`], [`sections`], [`also`], [`tools`], [`next`]: the
//!   parts in their order
//! * [`about`]: what an entry is about, in single words
//! * [`voice`]: frames, quotation marks, passages
//! * [`names`]: full names and first names
//! * [`ledger`]: who has been quoted how often, and how much of the text is other people's

mod about;
mod also;
mod block;
mod blurb;
mod definitions;
mod entries;
mod ledger;
mod names;
mod next;
mod opening;
mod sections;
mod stands_out;
#[cfg(test)]
mod tests;
mod tools;
mod voice;

pub use block::Block;
pub use definitions::lists_definitions;

use self::{
    ledger::{CROWD, Ledger, Thrift},
    voice::Voice,
};
use super::{
    CollectedEdition,
    phrases::{Argument::Text, Phrases},
};

/// The title of a draft.
#[must_use]
pub fn title(collected: &CollectedEdition) -> String {
    let theme = voice::capitalised(&collected.edition.theme);
    Phrases::draft(&collected.edition.language).with("title", &[("theme", Text(&theme))])
}

/// Drafts the body of `roundup.md`.
#[must_use]
pub fn body(collected: &CollectedEdition) -> String {
    block::join(&blocks(collected))
}

/// What readers get to see while there is no `roundup.md`: the draft, of which a crowd has only the beginning of each part,
/// because a page of everything would be long to read and to wait for. The rest is on the pages of the lists.
#[must_use]
pub fn excerpt(collected: &CollectedEdition) -> String {
    let extent = if collected.entries.len() < CROWD { Extent::WHOLE } else { Extent::EXCERPT };
    block::join(&of(collected, extent))
}

/// The parts of the draft in their order.
#[must_use]
pub fn blocks(collected: &CollectedEdition) -> Vec<Block> {
    of(collected, Extent::WHOLE)
}

/// How much of an edition is drafted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Extent {
    /// At most so many definitions: more nobody reads in a row, the others are on their own page.
    definitions: usize,
    /// At most so many entries have their paragraph …
    entries: usize,
    /// … and of each subject at most so many, where they stand by subject.
    of_subject: usize,
}

impl Extent {
    const WHOLE: Self = Self { definitions: 30, entries: usize::MAX, of_subject: usize::MAX };
    const EXCERPT: Self = Self { definitions: 12, entries: 12, of_subject: 3 };
}

fn of(collected: &CollectedEdition, extent: Extent) -> Vec<Block> {
    let voice = Voice::new(collected, extent);
    let mut blocks = Vec::new();
    // The more of the text is quoted, the thriftier it is written again.
    for thrift in Thrift::levels(collected.entries.len()) {
        let mut ledger = Ledger::new(collected, *thrift);
        blocks = compose(&voice, &mut ledger);
        if ledger.quoted_words() * 100 <= block::words(&blocks) * collected.quotation.roundup_percent {
            break;
        }
    }
    blocks
}

fn compose<'a>(voice: &Voice<'a>, ledger: &mut Ledger<'a>) -> Vec<Block> {
    let mut blocks = vec![opening::block(voice)];
    blocks.extend(definitions::blocks(voice, ledger));
    blocks.extend(entries::blocks(voice, ledger));
    blocks.extend(sections::blocks(voice, ledger));
    blocks.extend(also::block(voice, &blocks));
    blocks.extend(tools::block(voice));
    blocks.extend(next::block(voice, ledger));
    blocks
}
