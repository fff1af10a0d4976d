//! Who says it? Ordered rules; when none is sure the answer is nobody. A wrong name harms, a missing one does not.
//!
//! * [`resolve`]: the rules in their order
//! * [`signature`]: captions, dashes, brackets, labels
//! * [`signed`]: lines that name a source
//! * [`turns`]: the labels of a dialogue
//! * [`after`]: “…” zegt X
//! * [`lead`]: X zegt: “…”
//! * [`source`]: volgens X, X’s definition
//! * [`subject`]: the subject of a verb of saying
//! * [`phrase`]: the noun phrase beside it
//! * [`earlier`]: pronouns and split quotations
//! * [`interview`]: questions as headings, answers between marks
//! * [`linked`]: whose page the words before link to
//! * [`opener`], [`nickname`], [`reaction`]: people without a verb of saying
//! * [`context`]: the words beside a quotation

mod after;
mod context;
mod earlier;
pub(super) mod interview;
mod lead;
mod linked;
mod nickname;
mod opener;
mod phrase;
mod reaction;
mod signature;
pub(super) mod signed;
mod source;
mod subject;
pub(super) mod turns;

use std::ops::Range;

use self::{
    context::{Context, first_clause, last_sentence},
    subject::attributed,
};
use super::{
    lexicon::Lexicon,
    names::{self, Known},
    scan::{Scan, language_of},
};
use crate::{
    model::Attribution,
    text::{Block, BlockKind},
};

/// Whom a pronoun means is named within so many bytes before it.
const ANTECEDENT: usize = 800;

/// What the rules found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attributed {
    pub(super) speaker: Option<Attribution>,
    /// Whose words they first were, when the speaker passes them on.
    pub(super) originator: Option<Attribution>,
    /// The rule, for the reasons.
    pub(super) rule: &'static str,
    /// Whether the text says that these are somebody's words.
    pub(super) cued: bool,
}

impl Attributed {
    fn new(rule: &'static str, speaker: Option<Attribution>) -> Self {
        Self { originator: speaker.clone(), speaker, rule, cued: true }
    }

    /// Somebody whom the text describes and does not name: a role, a group.
    fn described(rule: &'static str, description: &str) -> Self {
        Self::new(rule, Some(Attribution::Described(description.to_owned())))
    }

    pub(super) fn nobody() -> Self {
        Self { speaker: None, originator: None, rule: "unattributed", cued: false }
    }

    /// The author speaks.
    pub(super) fn author() -> Self {
        Self { cued: false, ..Self::new("author", Some(Attribution::Author)) }
    }
}

/// A quotation with its speaker, which may be the speaker of the next as well.
pub(super) type Previous = (Range<usize>, Attributed);

/// Who says what stands at `outer` (with its marks, bytes of the document)? Nothing before `floor` counts in its block.
pub(super) fn resolve(
    scan: &Scan<'_, '_>,
    known: &Known,
    outer: &Range<usize>,
    floor: usize,
    previous: Option<&Previous>,
) -> Attributed {
    let place = Place::of(scan, known, outer, floor, previous);
    let found = place.in_its_sentence().or_else(|| {
        if !place.lead().trim_matches([' ', '>']).is_empty() {
            None
        } else if place.before().trim_matches([' ', '>']).is_empty() {
            place.in_the_block_before()
        } else {
            // The quotation begins its sentence: the sentence before may bring it in.
            place.in_the_sentence_before()
        }
    });
    // A long quotation makes its paragraph one in another language; the words beside it are in that of the text.
    let found = found.or_else(|| {
        let language = known.language().filter(|language| *language != place.language)?;
        Place { language, ..Place::of(scan, known, outer, floor, previous) }.in_its_sentence()
    });
    let found = found.or_else(|| place.after_tag());
    // A page says more than “it began with a question” and “she writes”.
    let named = found.as_ref().and_then(|found| found.speaker.as_ref()).is_some_and(|speaker| !speaker.is_bare());
    let page = if named { None } else { place.of_the_page_before() };
    // Weaker signs, for when nothing else is known.
    page.or(found).or_else(|| place.by_its_opening()).unwrap_or_else(Attributed::nobody)
}

/// What a sentence without quotation says of its source.
pub(super) fn source_of_sentence(scan: &Scan<'_, '_>, known: &Known, range: &Range<usize>) -> Option<Attributed> {
    let language = language_of(&scan.document.blocks[scan.block_at(range.start)]);
    let sentence = Context::of(scan, known, range.clone(), language);
    let (_, subject) = source::preposition(&sentence).filter(|(at, _)| *at <= 8)?;
    Some(attributed("preposition", subject, known))
}

/// A quotation where it stands.
struct Place<'a, 'd, 't> {
    scan: &'a Scan<'d, 't>,
    known: &'a Known,
    language: &'a str,
    index: usize,
    block: &'a Block,
    /// The block up to the quotation, or from the floor on.
    before: Range<usize>,
    /// The block from the quotation on.
    after: Range<usize>,
    /// Where the sentence begins that leads up to the quotation.
    lead: usize,
    previous: Option<&'a Previous>,
}

impl<'a, 'd, 't> Place<'a, 'd, 't> {
    fn of(
        scan: &'a Scan<'d, 't>,
        known: &'a Known,
        outer: &Range<usize>,
        floor: usize,
        previous: Option<&'a Previous>,
    ) -> Self {
        let index = scan.block_at(outer.start);
        let block = &scan.document.blocks[index];
        let language = language_of(block);
        let start = outer.start.max(block.range.start);
        let before = floor.clamp(block.range.start, start)..start;
        let after = outer.end.min(scan.document.text.len())..block.range.end.max(outer.end);
        let lead = start - last_sentence(scan.text(&before), language).len();
        Self { scan, known, language, index, block, before, after, lead, previous }
    }

    fn before(&self) -> &'a str {
        self.scan.text(&self.before)
    }

    fn lead(&self) -> &'a str {
        self.scan.text(&(self.lead..self.before.end))
    }

    fn context(&self, range: Range<usize>) -> Context<'a> {
        Context::of(self.scan, self.known, range, self.language)
    }

    /// What stands beside the quotation in its own sentence.
    fn in_its_sentence(&self) -> Option<Attributed> {
        let after = self.scan.text(&self.after);
        if let Some(found) = signature::signature(self.scan, self.known, self.index, after, self.language) {
            return Some(found);
        }
        let lead = self.context(self.lead..self.before.end);
        let opens_block = self.before.start == self.block.range.start && self.before.start == self.lead;
        if let Some(name) = signature::label(&lead, self.known, opens_block) {
            return Some(Attributed::new("label", Some(Attribution::Person(self.known.complete(&name)))));
        }
        let clause = self.context(self.after.start..self.after.start + first_clause(after).len());
        after::cue_after(&clause, self.known)
            .or_else(|| self.carried_over())
            .or_else(|| after::tag_after(&clause, self.known))
            .or_else(|| after::source_after(&clause, self.known))
            .or_else(|| {
                let found = lead::leading(&lead, self.known, false)?;
                let earlier = (found.rule == "pronoun").then_some(self.block.range.start..self.lead);
                Some(earlier.and_then(|range| self.antecedent(range)).unwrap_or(found))
            })
    }

    /// The second half of a split quotation.
    fn carried_over(&self) -> Option<Attributed> {
        let (range, attributed) = self.previous?;
        let start = self.before.end;
        let near = self.block.range.contains(&range.start) && range.end <= start;
        (near && earlier::carries_over(self.scan.text(&(range.end..start)), attributed, self.language))
            .then(|| Attributed { rule: "carry-over", ..attributed.clone() })
    }

    /// Behind the tag of the quotation before, in the same paragraph.
    fn after_tag(&self) -> Option<Attributed> {
        let (range, attributed) = self.previous?;
        let start = self.before.end;
        let near = self.block.range.contains(&range.start) && range.end <= start;
        (near && earlier::only_tag(self.scan.text(&(range.end..start)), attributed, self.language))
            .then(|| Attributed { rule: "carry-over", ..attributed.clone() })
    }

    fn antecedent(&self, range: Range<usize>) -> Option<Attributed> {
        let text = &self.scan.document.text;
        let start = text.ceil_char_boundary(range.start.max(range.end.saturating_sub(ANTECEDENT)));
        earlier::antecedent(self.scan, self.known, start..range.end, self.language)
    }

    fn in_the_sentence_before(&self) -> Option<Attributed> {
        let trimmed = self.before().trim_end();
        let prior = last_sentence(trimmed, self.language);
        let end = self.before.start + trimmed.len();
        let context = self.context(end - prior.len()..end);
        let colon = prior.trim_end().ends_with(':');
        let led = if colon { lead::leading(&context, self.known, true) } else { None };
        led.or_else(|| lead::sentence_before(&context, self.known))
    }

    /// The paragraph before, when it ends openly or the quotation is set apart.
    fn in_the_block_before(&self) -> Option<Attributed> {
        let block = self.scan.document.blocks.get(self.index.checked_sub(1)?)?;
        let text = self.scan.text(&block.range);
        let set_apart = self.block.blockquote.is_some() || self.before().contains('>');
        let heading = matches!(block.kind, BlockKind::Heading(_) | BlockKind::Code);
        let open_end = text.trim_end().ends_with([':', ',']);
        if heading || (set_apart && block.blockquote.is_some()) || !(open_end || set_apart) {
            return None;
        }
        let prior = last_sentence(text, self.language);
        let start = block.range.end - prior.len();
        let context = self.context(start..block.range.end);
        let found = lead::leading(&context, self.known, true);
        if found.as_ref().is_some_and(|found| found.speaker.is_some() && found.rule != "pronoun") {
            return found;
        }
        // “She adds”, “This approach is”: somebody the paragraph has named, or who was quoted just before.
        let pronoun = context.tokens.first().is_some_and(|tok| context.cues.singular.has(&tok.lower))
            || found.as_ref().is_some_and(|found| found.rule == "pronoun");
        let unfinished = !prior.trim_end().ends_with(['.', '!', '?']);
        if !(pronoun || unfinished) || !context.names.is_empty() {
            return found;
        }
        self.antecedent(block.range.start..start)
            .or_else(|| if pronoun { self.quoted_just_before(text) } else { None })
            .or(found)
    }

    /// The sentence that leads up to the words, or the one that ends the block before.
    fn by_its_opening(&self) -> Option<Attributed> {
        let (lead, index) = if self.before().trim().is_empty() {
            let before = self.index.checked_sub(1)?;
            let block = self.scan.document.blocks.get(before)?;
            let heading = matches!(block.kind, BlockKind::Heading(_) | BlockKind::Code);
            if heading || block.blockquote.is_some() {
                return None;
            }
            let sentence = last_sentence(self.scan.text(&block.range), self.language);
            (block.range.end - sentence.len()..block.range.end, before)
        } else {
            (self.lead..self.before.end, self.index)
        };
        let lead = self.context(lead);
        let words = &Lexicon::of(self.language).quotes;
        opener::opener(&lead, self.known, words)
            .or_else(|| reaction::reaction(&lead, self.known, words))
            .or_else(|| nickname::nickname(self.scan, self.known, index, &lead))
    }

    /// Set apart behind a paragraph that links to or names a page: the words of whoever wrote it.
    fn of_the_page_before(&self) -> Option<Attributed> {
        let before = self.index.checked_sub(1)?;
        let text = self.scan.document.blocks.get(before).map(|block| self.scan.text(&block.range))?;
        let set_apart = self.block.blockquote.is_some() || text.trim_end().ends_with(':');
        (set_apart && self.before().trim().is_empty()).then(|| linked::page_of(self.scan, self.known, before)).flatten()
    }

    /// The speaker of a quotation that only one paragraph, which names nobody, stands between.
    fn quoted_just_before(&self, between: &str) -> Option<Attributed> {
        let (range, attributed) = self.previous?;
        let near = self.scan.block_at(range.end.saturating_sub(1)) + 2 == self.index;
        (near && attributed.speaker.is_some() && names::find(between, self.language).is_empty())
            .then(|| Attributed { rule: "carry-over", ..attributed.clone() })
    }
}
