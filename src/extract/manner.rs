//! The manner of a sentence: whether it can be repeated away from its place, and how well.

use super::{
    lexicon::Lexicon,
    scan::{Scan, language_of},
};
use crate::text::{BlockKind, MarkKind, Sentence};

/// Why a sentence cannot stand alone, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hindrance {
    /// It stands on every page: an invitation to read on, a licence, an announcement of the carnival.
    Boilerplate,
    /// It asks something.
    Asks,
    /// It begins with a word that needs the sentence before.
    LeansBack,
}

/// What a sentence's manner says of it, whatever it is about.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Manner {
    /// Why it cannot stand alone.
    pub(super) hindrance: Option<Hindrance>,
    /// It says what the text sets out to do.
    pub(super) purpose: bool,
    /// It says that the post takes part in something.
    pub(super) takes_part: bool,
    /// It says that it is what matters most.
    pub(super) stresses: bool,
    /// How many words it has that make a claim, 2 at most.
    pub(super) claims: usize,
    /// How much it has of what stands badly in another text, from 0 downwards; a conclusion adds a little.
    pub(super) form: f64,
}

impl Manner {
    /// Whether it needs the sentence before.
    pub(super) fn leans_back(&self) -> bool {
        self.hindrance == Some(Hindrance::LeansBack)
    }

    /// What it takes away from or adds to the worth of a sentence.
    pub(super) fn weight(&self) -> f64 {
        let hindrance = match self.hindrance {
            Some(Hindrance::Boilerplate) => -0.5,
            Some(Hindrance::Asks) => -0.3,
            Some(Hindrance::LeansBack) => -0.25,
            None => 0.0,
        };
        let takes_part = if self.takes_part { -0.4 } else { 0.0 };
        let stresses = if self.stresses { 0.3 } else { 0.0 };
        hindrance + takes_part + stresses + self.form + 0.02 * self.claims as f64
    }

    /// Reads a sentence of a scan.
    pub(super) fn of(scan: &Scan<'_, '_>, index: usize, language: &str) -> Self {
        /// In a long sentence the question after a colon is what is talked about, not what is asked.
        const NAMES_A_QUESTION: usize = 12;
        let Some(sentence) = scan.sentences.get(index) else { return Self::default() };
        let text = scan.text(&sentence.range);
        let lower = folded(text);
        let words = &Lexicon::of(language).summary;
        let ends_asking = text.trim_end_matches(['”', '"', ')', '’']).ends_with('?');
        let names_a_question =
            text.rfind(": ").is_some_and(|at| at > 20) && scan.words_in(&sentence.range).len() >= NAMES_A_QUESTION;
        let hindrance = if is_boilerplate(&lower) {
            Some(Hindrance::Boilerplate)
        } else if ends_asking && !names_a_question {
            Some(Hindrance::Asks)
        } else {
            leans_back(text, language).then_some(Hindrance::LeansBack)
        };
        Self {
            hindrance,
            takes_part: words.takes_part.count(&lower) > 0,
            stresses: words.stresses.count(&lower) > 0,
            purpose: words.purpose.count(&lower) > 0,
            claims: words.claims.count(&lower).min(2),
            form: form(scan, sentence, text) + if words.concludes.begins(&lower) { 0.15 } else { 0.0 },
        }
    }
}

/// What of a sentence's form stands badly in another text.
fn form(scan: &Scan<'_, '_>, sentence: &Sentence, text: &str) -> f64 {
    let mut penalty = 0.0;
    if text.ends_with(':') || text.ends_with(';') {
        penalty -= 0.35;
    }
    if !text.ends_with(['.', '!', '?', '…', '”', '"', ')', '’']) {
        penalty -= 0.2;
    }
    if text.starts_with(['“', '"', '‘', '(', '[', '-', '–', '—', '*']) {
        penalty -= 0.2;
    }
    let Some(block) = scan.document.blocks.get(sentence.block) else { return penalty };
    let linked: usize = block
        .marks
        .iter()
        .filter(|mark| matches!(mark.kind, MarkKind::Link(_) | MarkKind::Code))
        .filter(|mark| sentence.range.start <= mark.range.start && mark.range.end <= sentence.range.end)
        .map(|mark| mark.range.len())
        .sum();
    if linked * 2 > text.len() {
        penalty -= 0.3;
    }
    if block.kind == BlockKind::ListItem {
        penalty -= 0.08;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits * 6 > text.chars().count() || text.contains("http") || text.contains(['{', '}', '|', '<', '>']) {
        penalty -= 0.3;
    }
    penalty
}

/// A text as phrases are looked for in it: lower case, straight apostrophes.
pub(super) fn folded(text: &str) -> String {
    let lower = text.to_lowercase();
    if lower.contains('’') { lower.replace('’', "'") } else { lower }
}

/// Whether a sentence begins with a word that needs the one before it. *It is time to …* and *this post …* do not.
pub(super) fn leans_back(text: &str, language: &str) -> bool {
    let words = &Lexicon::of(language).summary;
    let begins = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    // No phrase is longer than this.
    let lower = folded(begins.get(..begins.floor_char_boundary(60)).unwrap_or(begins));
    let first = lower.split(|c: char| !c.is_alphanumeric() && c != '\'').next().unwrap_or_default();
    words.leans_back.has(first) && !words.stands.begins(&lower)
}

/// Whether the feed cut a sentence off: it ends with an ellipsis in brackets, or with an ellipsis that nothing follows
/// but an invitation to read on.
pub(super) fn is_cut_off(scan: &Scan<'_, '_>, index: usize) -> bool {
    const BRACKETED: [&str; 4] = ["[…]", "[...]", "(…)", "(...)"];
    let range = &scan.sentences[index].range;
    let text = scan.text(range);
    let rest = scan.text(&(range.end..scan.document.text.len())).trim_start();
    let bare = without_invitation(text);
    if BRACKETED.iter().any(|mark| bare.ends_with(mark) || rest.starts_with(mark)) {
        return true;
    }
    let ends_open = bare.ends_with('…') || bare.ends_with("...");
    let invites = |sentence: &Sentence| is_boilerplate(&folded(scan.text(&sentence.range)));
    ends_open && (bare.len() < text.trim_end().len() || scan.sentences[index + 1..].iter().all(invites))
}

/// A sentence up to its last ellipsis, when only an invitation to read on follows.
fn without_invitation(text: &str) -> &str {
    let text = text.trim_end();
    let ellipsis =
        ["…]", "...]", "…)", "...)", "…", "..."].iter().filter_map(|mark| Some(text.rfind(mark)? + mark.len())).max();
    let Some((before, after)) = ellipsis.and_then(|end| text.split_at_checked(end)) else { return text };
    if is_boilerplate(&folded(after)) { before } else { text }
}

/// Whether a folded text stands on every page.
fn is_boilerplate(lower: &str) -> bool {
    Lexicon::all().any(|lexicon| lexicon.summary.boilerplate.in_text(lower))
}

/// The names in a sentence, three at most: words with a capital after the first one. None in a language that writes
/// all nouns so.
pub(super) fn names(scan: &Scan<'_, '_>, sentence: &Sentence) -> usize {
    const MOST: usize = 3;
    let language = scan.document.blocks.get(sentence.block).map_or("en", language_of);
    if !Lexicon::of(language).summary.capitals_name {
        return 0;
    }
    let mut seen: Vec<usize> = Vec::with_capacity(MOST);
    for word in scan.words_in(&sentence.range).iter().skip(1) {
        let lower = &scan.forms[word.form].lower;
        // “I”, “I'm” are no names, and neither is a single letter.
        let counts = lower.len() > 1 && !lower.starts_with("i'") && !seen.contains(&word.form);
        if counts && scan.text(&word.range).starts_with(char::is_uppercase) {
            seen.push(word.form);
            if seen.len() == MOST {
                break;
            }
        }
    }
    seen.len()
}
