//! What each sign is worth: the whole score of a quoted stretch in one table.
//!
//! Set by hand. A stretch of running words reaches [`PUBLISH`] by its length alone; a shorter one needs a sign that
//! somebody speaks, and a name, a term or a title stays below however well it is introduced.

use crate::model::Reason;

/// From this strength on a quoted stretch is somebody's words.
pub(in crate::extract) const PUBLISH: f64 = 4.0;
/// From this strength on a person may be asked whether it is; below, nobody is.
pub(in crate::extract) const SUGGEST: f64 = 2.5;

/// Where the score is a half, and how fast it changes there: [`PUBLISH`] is 0.6 and [`SUGGEST`] 0.3, the lines that
/// [`Bands`](crate::model::Bands) draw if a host draws none.
const MIDDLE: f64 = 3.51;
const WIDTH: f64 = 1.2;

/// How sure a strength is, 0 to 1.
pub(super) fn score(strength: f64) -> f64 {
    1.0 / (1.0 + (-(strength - MIDDLE) / WIDTH).exp())
}

/// The strength of a block quotation: nothing else has to speak for it.
pub(super) const SET_APART: f64 = 6.0;

/// One sign, for or against.
#[derive(Debug)]
pub(super) struct Sign {
    /// The name of the reason.
    signal: &'static str,
    /// The reason, for people.
    detail: &'static str,
    /// What it adds to the strength.
    weight: f64,
}

impl Sign {
    const fn new(signal: &'static str, detail: &'static str, weight: f64) -> Self {
        Self { signal, detail, weight }
    }

    pub(super) const fn weight(&self) -> f64 {
        self.weight
    }

    pub(super) fn reason(&self) -> Reason {
        Reason::new(self.signal, self.detail, self.weight)
    }

    /// The reason, with what stands in this text in place of the general words.
    pub(super) fn because(&self, detail: impl Into<String>) -> Reason {
        Reason::new(self.signal, detail, self.weight)
    }
}

/// What a quotation of so many words is worth, up to the number in each row.
const LENGTHS: [(usize, f64); 5] = [(1, -1.0), (2, 0.0), (4, 1.0), (7, 2.0), (11, 3.0)];
/// What a longer one is worth.
const LONG: f64 = 4.0;

/// What the length speaks for: scare quotes are short.
pub(super) fn length(words: usize) -> Reason {
    let weight = LENGTHS.iter().find(|(most, _)| words <= *most).map_or(LONG, |(_, weight)| *weight);
    Reason::new("length", format!("{words} words"), weight)
}

// What speaks for somebody's words.
pub(super) const UTTERANCE: Sign = Sign::new("utterance", "ends like a sentence", 1.0);
pub(super) const CAPITAL: Sign = Sign::new("capital", "begins like a sentence", 0.5);
pub(super) const SENTENCE: Sign = Sign::new("sentence", "a sentence of its own among others", 1.0);
pub(super) const SPEECH: Sign = Sign::new("speech", "somebody speaks: I, you, we", 1.0);
pub(super) const CUE: Sign = Sign::new("cue", "the text says that somebody says it", 2.0);
pub(super) const POSSESSIVE: Sign = Sign::new("cue", "somebody’s words are announced", 0.7);
pub(super) const COMMENT: Sign = Sign::new("cue", "what follows says whose words they are", 2.0);
pub(super) const ANSWER: Sign = Sign::new("answer", "it answers a question of an interview", 2.0);
pub(super) const COLON: Sign = Sign::new("colon", "a colon brings it in", 1.5);
pub(super) const PARAGRAPH: Sign = Sign::new("paragraph", "a paragraph of its own", 1.5);
pub(super) const MARKUP: Sign = Sign::new("markup", "marked up as a quotation", 1.5);
pub(super) const EPIGRAPH: Sign = Sign::new("epigraph", "a paragraph with its source below it", 5.0);
pub(super) const SCRIPT: Sign = Sign::new("script", "a line of a dialogue", 3.0);
pub(super) const BLOCKQUOTE: Sign = Sign::new("blockquote", "set apart as a quotation", 3.0);

// What speaks against them.
pub(super) const NOTE: Sign = Sign::new("note", "a note that is set apart like a quotation", -4.0);
pub(super) const UNCLOSED: Sign = Sign::new("unclosed", "the closing mark is missing", -1.0);
pub(super) const SINGLE: Sign = Sign::new("single-marks", "single marks are often scare quotes", -0.5);
pub(super) const HEADING: Sign = Sign::new("heading", "in a heading or a caption", -8.0);
pub(super) const COMPOUND: Sign = Sign::new("compound", "part of a longer word", -3.0);
pub(super) const TITLE: Sign = Sign::new("title", "written like a title", -3.0);
pub(super) const LINKED: Sign = Sign::new("linked", "the name of a link", -2.0);
pub(super) const WORK: Sign = Sign::new("work", "the name of a work, or code", -3.0);
pub(super) const NAMED: Sign = Sign::new("named", "a word for names and terms beside it", -2.5);
pub(super) const NAMED_LONG: Sign = Sign::new("named", "a word for names and terms beside it", -1.0);
pub(super) const WOVEN: Sign = Sign::new("woven-in", "part of the author’s own sentence", -1.0);
pub(super) const REPEATED: Sign = Sign::new("repeated", "the text says the same elsewhere: a pull quote", -8.0);
pub(super) const SHORT: Sign = Sign::new("short", "too short to be anybody’s words", -2.0);

#[cfg(test)]
mod tests {
    use super::{PUBLISH, SUGGEST, score};
    use crate::model::{Banded, Bands};

    #[test]
    fn the_bars_are_the_lines_of_the_bands() {
        let band = Bands::default().quotes;
        let steps = [(PUBLISH, Banded::Publish), (PUBLISH - 0.1, Banded::Suggest), (SUGGEST, Banded::Suggest)];
        for (strength, banded) in steps.into_iter().chain([(SUGGEST - 0.1, Banded::Drop)]) {
            assert_eq!(band.of(score(strength)), banded, "{strength}");
        }
    }
}
