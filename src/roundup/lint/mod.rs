//! Checks a roundup, the host's or the machine's: what was promised and is not there, whose words were changed, who was
//! forgotten. Pure: the text, the edition and the sources' texts in, findings out.
//!
//! * [`reading`]: the Markdown as readers see it, with the way back ([`alignment`], [`markup`])
//! * [`listing`]: which part of the text lists the entries, and where each stands
//! * [`voices`]: who says what is quoted
//! * [`sources`]: the entries' own texts
//! * [`words`]: what the rules look for, per language
//! * [`explain`]: each rule in words
//!
//! The rules, a file a family: [`rules`].

mod alignment;
pub mod explain;
mod listing;
mod markup;
mod reading;
mod rules;
mod sources;
mod voices;
mod words;

#[cfg(test)]
mod tests;

use std::{ops::Range, sync::Arc};

use self::{listing::Listing, reading::Reading, sources::Sources, voices::Quotation, words::LintWords};
use super::CollectedEdition;
use crate::{
    content::Diagnostic,
    extract::{Cast, Named, Theme},
    model::{LintCode, LintPolicy, Person, QuotationPolicy, Severity},
};

/// Something a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which rule.
    pub code: LintCode,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Where, in bytes of the roundup's body, on character boundaries.
    pub range: Range<usize>,
}

/// What the linter is told besides the edition.
#[derive(Clone, Copy)]
pub struct Settings<'a> {
    /// The linter's own thresholds.
    pub lint: &'a LintPolicy,
    /// How much may be quoted.
    pub quotation: &'a QuotationPolicy,
    /// The text of a snapshot, by hash; `None` where it is not on this machine.
    pub snapshot: &'a dyn Fn(&str) -> Option<String>,
}

/// Everything the rules look at.
struct Context<'a> {
    collected: &'a CollectedEdition,
    settings: &'a Settings<'a>,
    words: &'static LintWords,
    reading: Reading<'a>,
    named: Vec<Named>,
    listing: Listing,
    quotations: Vec<Quotation>,
    sources: Sources<'a>,
}

/// Checks the roundup of an edition, in the order of the text.
#[must_use]
pub fn lint(collected: &CollectedEdition, settings: &Settings<'_>) -> Vec<Finding> {
    let language = &collected.edition.language;
    let reading = Reading::new(&collected.roundup.body, language);
    let words = LintWords::of(language);
    let contributors: Arc<[Person]> = collected.entries.iter().map(|entry| entry.author.clone()).collect();
    let cast = Cast { author: collected.host.clone(), contributors };
    let theme = Theme::new(&collected.edition, &[]).hosted_by(collected.host.clone());
    let named = crate::extract::people(&reading.document, &cast);
    let listing = Listing::find(&reading, collected, &named, words);
    let passages = crate::extract::passages(&reading.document, &theme, &cast);
    let quotations = voices::resolve(passages, &reading, collected, &listing, &named, words);
    let sources = Sources::new(&collected.entries, settings.snapshot);
    let context = Context { collected, settings, words, reading, named, listing, quotations, sources };
    let mut findings = Findings { context: &context, found: Vec::new() };
    rules::check(&context, &mut findings);
    let mut found = findings.found;
    found.sort_by_key(|finding| (finding.range.start, finding.code, finding.range.end));
    found.dedup();
    found
}

/// Collects what the rules find, unless the host has silenced it.
struct Findings<'c, 'a> {
    context: &'c Context<'a>,
    found: Vec<Finding>,
}

impl Findings<'_, '_> {
    /// A finding about a stretch of the document.
    fn at(&mut self, code: LintCode, range: &Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let range = self.context.reading.place(range);
        self.add(code, range, message.into(), help.into());
    }

    /// A finding about the whole text: it is shown where the list begins, or else the text.
    fn anywhere(&mut self, code: LintCode, message: impl Into<String>, help: impl Into<String>) {
        let reading = &self.context.reading;
        let block = self.context.listing.head.unwrap_or(0);
        let range = match reading.document.blocks.get(block) {
            Some(block) => reading.place(&first_line(&reading.document.text, &block.range)),
            None => 0..0,
        };
        self.add(code, range, message.into(), help.into());
    }

    /// A finding about the end of the text.
    fn at_end(&mut self, code: LintCode, message: impl Into<String>, help: impl Into<String>) {
        let reading = &self.context.reading;
        let range = match reading.document.blocks.last() {
            Some(block) => reading.place(&first_line(&reading.document.text, &block.range)),
            None => 0..0,
        };
        self.add(code, range, message.into(), help.into());
    }

    fn add(&mut self, code: LintCode, range: Range<usize>, message: String, help: String) {
        let context = self.context;
        let of_file = context.collected.roundup.file.as_ref().map(|file| file.allow.as_slice()).unwrap_or_default();
        let silent = of_file.contains(&code)
            || context.settings.lint.allow.contains(&code)
            || context.reading.is_silent(code, range.start);
        if !silent {
            self.found.push(Finding { code, message, help, range });
        }
    }
}

/// The first few words of a block: enough to point at it.
fn first_line(text: &str, block: &Range<usize>) -> Range<usize> {
    const ENOUGH: usize = 60;
    let end = text.floor_char_boundary(block.end.min(block.start + ENOUGH));
    block.start..end.max(block.start)
}

impl Finding {
    /// How much it matters.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// The finding as mistakes of files are shown, with its place in the file or in the machine's draft.
    #[must_use]
    pub fn diagnostic(&self, collected: &CollectedEdition) -> Diagnostic {
        let roundup = &collected.roundup;
        let (path, lines) = match &roundup.file {
            Some(file) => (file.path.clone(), file.body_line.saturating_sub(1)),
            None => (format!("draft of {}", collected.edition.slug).into(), 0),
        };
        // The front matter is not looked at; only the number of its lines counts.
        let text = "\n".repeat(lines) + &roundup.body;
        Diagnostic {
            path,
            message: self.message.clone(),
            place: Some((text, self.range.start + lines..self.range.end + lines)),
            help: Some(self.help.clone()),
        }
    }
}
