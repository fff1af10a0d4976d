//! What speaks for and against one quoted stretch.

use super::{
    Quotation,
    weights::{
        self, CAPITAL, COLON, COMMENT, COMPOUND, CUE, HEADING, LINKED, MARKUP, NAMED, NAMED_LONG, PARAGRAPH,
        POSSESSIVE, SENTENCE, SHORT, SINGLE, SPEECH, TITLE, UNCLOSED, UTTERANCE, WORK, WOVEN,
    },
};
use crate::{
    extract::{
        lexicon::{Lexicon, QuoteWords},
        marks::Quoted,
        names::Known,
        scan::{Scan, language_of},
        speaker::{self, Previous},
    },
    model::Reason,
    text::{Block, BlockKind, MarkKind, token},
};

/// A term or a title has fewer words than this; longer stretches are running words, whatever stands beside them.
const LONGEST_NAME: usize = 12;

/// Weighs a quoted stretch of a block. Nothing before `floor` counts for its speaker.
pub(super) fn weigh(
    scan: &Scan<'_, '_>,
    known: &Known,
    index: usize,
    quoted: &Quoted,
    floor: usize,
    previous: Option<&Previous>,
) -> Quotation {
    let block = &scan.document.blocks[index];
    let base = block.range.start;
    let outer = base + quoted.outer.start..base + quoted.outer.end;
    let inner = base + quoted.inner.start..base + quoted.inner.end;
    let attributed = speaker::resolve(scan, known, &outer, floor, previous);
    let stretch = Stretch {
        block,
        language: language_of(block),
        lexicon: &Lexicon::of(language_of(block)).quotes,
        text: scan.text(&inner),
        words: token::words(scan.text(&inner)).map(|(_, word)| word).collect(),
        before: scan.text(&(base..outer.start)),
        after: scan.text(&(outer.end..block.range.end)),
        quoted,
        cue: attributed.cued.then_some(attributed.rule),
    };
    let mut reasons = stretch.reasons();
    let strength = reasons.iter().map(|reason| reason.weight).sum();
    reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    Quotation { outer, inner, strength, attributed, reasons }
}

/// A quoted stretch with what stands around it in its block.
struct Stretch<'a> {
    block: &'a Block,
    language: &'a str,
    lexicon: &'static QuoteWords,
    text: &'a str,
    words: Vec<&'a str>,
    before: &'a str,
    after: &'a str,
    quoted: &'a Quoted,
    /// The rule that found a cue, if one did.
    cue: Option<&'static str>,
}

impl Stretch<'_> {
    fn reasons(&self) -> Vec<Reason> {
        let mut reasons = vec![weights::length(self.words.len())];
        self.shape(&mut reasons);
        self.surroundings(&mut reasons);
        self.doubts(&mut reasons);
        reasons
    }

    /// Whether it ends as an utterance does; before a tag a comma stands for the full stop (*“Come in,” she said*).
    fn ends(&self) -> bool {
        self.text.ends_with(['.', '!', '?', '…']) || (self.cue.is_some() && self.text.ends_with([',', '—', '–']))
    }

    fn begins(&self) -> bool {
        self.text.starts_with(|c: char| c.is_uppercase())
    }

    /// What the words themselves look like.
    fn shape(&self, reasons: &mut Vec<Reason>) {
        if self.ends() {
            reasons.push(UTTERANCE.reason());
        }
        if self.begins() && self.words.len() > 1 {
            reasons.push(CAPITAL.reason());
        }
        if self.words.iter().any(|word| self.lexicon.personal.has(&word.to_lowercase().replace('’', "'"))) {
            reasons.push(SPEECH.reason());
        }
    }

    /// What stands around it.
    fn surroundings(&self, reasons: &mut Vec<Reason>) {
        match self.cue {
            Some("possessive") => reasons.push(POSSESSIVE.reason()),
            Some(rule) => reasons.push(CUE.because(rule)),
            None if self.commented() => reasons.push(COMMENT.reason()),
            None => {}
        }
        let before = self.before.trim_end();
        let rest = self.after.trim_start();
        if before.ends_with(':') {
            reasons.push(COLON.reason());
        }
        let alone = before.is_empty() && rest.trim_matches(['.', ',']).trim_end().is_empty();
        if alone {
            reasons.push(PARAGRAPH.reason());
        }
        let whole = self.begins() && self.text.ends_with(['.', '!', '?']);
        let behind = before.is_empty() || before.ends_with(['.', '!', '?', '”', '"', '’']);
        if whole && !alone && behind && (rest.is_empty() || rest.starts_with(char::is_uppercase)) {
            reasons.push(SENTENCE.reason());
        }
        let outer = self.block.range.start + self.quoted.outer.start..self.block.range.start + self.quoted.outer.end;
        if self.block.marks.iter().any(|mark| mark.kind == MarkKind::Quote && mark.range == outer) {
            reasons.push(MARKUP.reason());
        }
    }

    /// What a name, a term, a title or code looks like.
    fn doubts(&self, reasons: &mut Vec<Reason>) {
        let words = self.words.len();
        if self.quoted.unclosed {
            reasons.push(UNCLOSED.reason());
        }
        if self.quoted.single {
            reasons.push(SINGLE.reason());
        }
        if matches!(self.block.kind, BlockKind::Heading(_) | BlockKind::Caption) {
            reasons.push(HEADING.reason());
        }
        if self.after.starts_with('-') || self.after.starts_with(|c: char| c.is_alphanumeric()) {
            reasons.push(COMPOUND.reason());
        }
        if is_title(self.text, &self.words, self.language) {
            reasons.push(TITLE.reason());
        }
        if words < LONGEST_NAME && self.cue.is_none() && self.within(|kind| matches!(kind, MarkKind::Link(_))) {
            reasons.push(LINKED.reason());
        }
        if self.within(|kind| matches!(kind, MarkKind::Cite | MarkKind::Code)) {
            reasons.push(WORK.reason());
        }
        if let Some(word) = self.naming_word() {
            reasons.push(if words < LONGEST_NAME { NAMED } else { NAMED_LONG }.because(word));
        }
        if self.is_woven_in() && words < LONGEST_NAME {
            reasons.push(WOVEN.reason());
        }
        if words < 5 && !(self.ends() && words >= 2 && self.cue.is_some()) {
            reasons.push(SHORT.reason());
        }
    }

    /// Whether an element of a kind holds the whole stretch.
    fn within(&self, kind: fn(&MarkKind) -> bool) -> bool {
        let base = self.block.range.start;
        let inner = base + self.quoted.inner.start..base + self.quoted.inner.end;
        let holds = |mark: &crate::text::Mark| mark.range.start <= inner.start && inner.end <= mark.range.end;
        self.block.marks.iter().any(|mark| kind(&mark.kind) && holds(mark))
    }

    /// Whether it goes on in the middle of a sentence and does not end one: the author borrows words for a sentence of
    /// their own.
    fn is_woven_in(&self) -> bool {
        let before = self.before.trim_end();
        self.cue.is_none()
            && !self.ends()
            && self.text.starts_with(char::is_lowercase)
            && before.ends_with(|c: char| c.is_alphanumeric())
    }

    /// `… was the answer`, `… is de ervaring`: the quotation is the subject of a word for what people say.
    fn commented(&self) -> bool {
        let after = head(self.after).trim_start_matches([',', ' ', '\u{a0}']);
        let mut words = token::words(after).map(|(_, word)| word.to_lowercase()).take(6);
        words.next().is_some_and(|first| self.lexicon.is.has(&first))
            && words.any(|word| self.lexicon.reactions.has(&word))
            && !self.quoted.unclosed
    }

    /// A word beside the marks that says that a name or a term stands between them.
    fn naming_word(&self) -> Option<String> {
        let trimmed = self.before.trim_end();
        // “… as a starting point”: what it is taken for stands behind it.
        let mut behind = token::words(head(self.after)).map(|(range, word)| (range.start, word.to_lowercase()));
        if let Some((1, taken)) = behind.next()
            && self.lexicon.taken_as.has(&taken)
            && let Some((_, noun)) = behind.take(2).find(|(_, word)| self.is_naming_noun(word))
        {
            return Some(format!("{taken} {noun}"));
        }
        let last = trimmed.split_whitespace().next_back()?.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        // “The question, ‘…’, is”: an apposition.
        let apposition = trimmed.ends_with(',') && self.after.starts_with([',', ' ']) && self.is_naming_noun(&last);
        if trimmed.ends_with([':', '.', '!', '?']) || (trimmed.ends_with(',') && !apposition) {
            return None;
        }
        (apposition || self.lexicon.naming.has(&last) || self.is_naming_noun(&last)).then_some(last)
    }

    /// Whether a word is a noun for names and terms, or a compound that ends with one.
    fn is_naming_noun(&self, word: &str) -> bool {
        self.lexicon.named_nouns.iter().any(|noun| {
            word.strip_suffix(noun).is_some_and(|rest| rest.is_empty() || (self.lexicon.compounds && rest.len() > 2))
        })
    }
}

/// The beginning of what follows: no further than anybody would look for a word that belongs to the quotation.
fn head(text: &str) -> &str {
    text.get(..text.floor_char_boundary(80)).unwrap_or(text)
}

/// Most of the words that matter begin with a capital, and no sentence ends between them.
fn is_title(text: &str, words: &[&str], language: &str) -> bool {
    if ["! ", "? "].iter().any(|end| text.contains(end)) {
        return false;
    }
    let content: Vec<_> = words
        .iter()
        .skip(1)
        .filter(|word| !token::is_stop_word(&word.to_lowercase(), language) && word.chars().any(char::is_alphabetic))
        .collect();
    let capitals = content.iter().filter(|word| word.chars().next().is_some_and(char::is_uppercase)).count();
    language != "de" && words.len() >= 2 && words.len() <= 14 && capitals >= 2 && capitals * 4 >= content.len() * 3
}
