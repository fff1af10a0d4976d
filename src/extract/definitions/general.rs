//! Definitions of anything at all, for texts that are read without a theme: what encyclopaedias, textbooks and glossaries
//! say in one sentence.
//!
//! The forms are those of the literature (Hearst 1992 for *such as*, *or*, *called*; Westerhout 2009 and Navigli & Velardi
//! 2010 for the copula with genus and differentia); what ranks them is what was found to help there: a short subject at
//! the head of the sentence, the article before the genus, a genus that something sets apart.

use serde::Deserialize;

use super::ENOUGH;
use crate::{
    extract::{lexicon::Words, patterns::Shape},
    model::Reason,
};

/// What a sentence must be worth.
const PLAIN: f64 = 2.15;

/// What counts besides the form itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Weighs {
    /// Nothing.
    #[default]
    Nothing,
    /// How the subject and what is said of it look.
    Subject,
    /// Names and years: the more there are, the more it is an event and no concept.
    Names,
}

/// One way to say what something is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    id: String,
    /// One of these stands in every sentence of this form, in lower case.
    hints: Vec<String>,
    re: Shape,
    weight: f64,
    #[serde(default)]
    weighs: Weighs,
    /// Whether it is looked for inside brackets too.
    #[serde(default)]
    brackets: bool,
    #[cfg_attr(not(test), expect(dead_code, reason = "a test runs the examples"))]
    example: String,
}

/// How a language says what something is: `general.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(in crate::extract) struct General {
    form: Vec<Form>,
    introduction: Shape,
    opening: Words,
    pronouns: Words,
    clause: Shape,
    vague_subject: Shape,
    verdict: Shape,
    restricted: Shape,
    indefinite: Words,
    definite: Words,
    definite_weight: f64,
}

/// What a sentence defines, and why.
pub(super) struct Defining {
    pub(super) term: Option<String>,
    /// On the scale of all definitions.
    pub(super) strength: f64,
    pub(super) reasons: Vec<Reason>,
}

impl General {
    /// The form that speaks most clearly, if any does so clearly enough.
    pub(super) fn find(&self, sentence: &str) -> Option<Defining> {
        let whole = tidy(sentence, false);
        let bare = tidy(sentence, true);
        let introduced = self.introduction.regex().and_then(|regex| regex.find(&bare));
        let body = introduced.map_or(bare.as_str(), |introduction| &bare[introduction.end()..]);
        let lower = whole.to_lowercase();
        let opens = |text: &str, words: &Words| {
            words.has(&text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase())
        };
        let evasive = opens(body, &self.opening);
        let about_before = opens(&bare, &self.pronouns);
        let names = names_and_years(&bare);
        let mut best: Option<(f64, Option<String>, Vec<Reason>)> = None;
        for form in self.form.iter().filter(|form| form.hints.iter().any(|hint| lower.contains(hint.as_str()))) {
            let anchored = form.re.is_anchored();
            let text = match (form.brackets, anchored) {
                (true, _) => whole.as_str(),
                (_, true) => body,
                _ => bare.as_str(),
            };
            if anchored && evasive {
                continue;
            }
            let Some(found) = form.re.regex().and_then(|regex| regex.captures(text)) else { continue };
            let group = |name| found.name(name).map(|group| group.as_str().trim());
            let mut reasons = vec![Reason::new("pattern", &form.id, form.weight)];
            let mut add = |signal: &str, detail: &str, weight: f64| reasons.push(Reason::new(signal, detail, weight));
            if about_before && !anchored {
                add("pronoun", "what it is about was named before", -if form.weight >= 3.0 { 1.2 } else { 0.4 });
            }
            let term = group("term").map(|term| term.split(',').next().unwrap_or(term).trim());
            match form.weighs {
                Weighs::Names if names > 0.0 => {
                    add("names", "names and years: an event rather than a concept", -names);
                }
                Weighs::Names | Weighs::Nothing => {}
                Weighs::Subject => self.subject(term.unwrap_or_default(), group("def").unwrap_or_default(), &mut add),
            }
            let strength: f64 = reasons.iter().map(|reason| reason.weight).sum();
            if best.as_ref().is_none_or(|(most, ..)| strength > *most) {
                best = Some((strength, term.map(str::to_owned).filter(|term| !term.is_empty()), reasons));
            }
        }
        let (strength, term, mut reasons) = best.filter(|(strength, ..)| *strength >= PLAIN)?;
        reasons.push(Reason::new("no-theme", "read without a theme: anything may be defined", ENOUGH - PLAIN));
        Some(Defining { term, strength: strength + ENOUGH - PLAIN, reasons })
    }

    fn subject(&self, subject: &str, said: &str, add: &mut impl FnMut(&str, &str, f64)) {
        let words = subject.split_whitespace().count();
        let (detail, weight) = match words {
            0..=4 => ("the subject is short", 1.0),
            5..=6 => ("the subject is not long", 0.4),
            7..=8 => ("the subject is long", -0.3),
            _ => ("the subject is very long", -1.5),
        };
        add("subject", detail, weight);
        if self.clause.matches(subject) {
            add("clause", "the subject holds a verb of its own", -2.0);
        }
        if self.vague_subject.matches(subject) {
            add("vague-subject", subject, -1.2);
        }
        if self.verdict.matches(said) {
            add("verdict", "judges, ranks or compares", -1.3);
        }
        let first = said.split(' ').next().unwrap_or_default().to_lowercase();
        if self.indefinite.has(&first) {
            add("article", "an indefinite article before the genus", 0.4);
        } else if self.definite.has(&first) {
            add("article", "a definite article before the genus", self.definite_weight);
        }
        if self.restricted.matches(said) {
            add("restricted", "something sets the genus apart", 0.5);
        }
    }
}

/// Capitalised words after the first and years, weighed.
fn names_and_years(text: &str) -> f64 {
    let capitalised = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    };
    let names = text.split(' ').skip(1).filter(capitalised).count();
    let year =
        |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) && matches!(&word[..1], "1" | "2");
    let years = text.split(|c: char| !c.is_ascii_digit()).any(year);
    (0.35 * names as f64).min(1.2) + if years { 0.4 } else { 0.0 }
}

/// A sentence without its numbering and, if wished, its brackets; no space before punctuation.
fn tidy(sentence: &str, without_brackets: bool) -> String {
    let sentence = sentence.trim_start();
    let number = sentence.len() - sentence.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let unnumbered = sentence[number..].trim_start().strip_prefix(". ").filter(|_| number > 0).unwrap_or(sentence);
    let mut tidied = String::with_capacity(unnumbered.len());
    let mut depth = 0usize;
    for c in unnumbered.chars() {
        match c {
            '(' | '[' if without_brackets => depth += 1,
            ')' | ']' if without_brackets && depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            c if c.is_whitespace() => {
                if !tidied.ends_with(' ') {
                    tidied.push(' ');
                }
            }
            ',' | '.' | ';' | ')' | '’' => {
                while tidied.ends_with(' ') {
                    tidied.pop();
                }
                tidied.push(c);
            }
            c => tidied.push(c),
        }
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::tidy;
    use crate::extract::lexicon::Lexicon;

    #[test]
    fn every_form_finds_its_example() {
        let mut forms = 0;
        for language in Lexicon::languages() {
            let general = &Lexicon::of(language).general;
            for form in &general.form {
                forms += 1;
                assert!(form.id.starts_with(&format!("{language}.general.")), "{}", form.id);
                assert!(form.re.matches(&form.example), "{} does not match its example", form.id);
                let lower = form.example.to_lowercase();
                assert!(form.hints.iter().any(|hint| lower.contains(hint.as_str())), "{}: no hint", form.id);
                assert!(general.find(&form.example).is_some(), "{} is not enough for its example", form.id);
            }
        }
        assert!(forms >= 10);
    }

    #[test]
    fn brackets_and_numbers_go() {
        assert_eq!(
            tidy("12. A trestle (from the  Latin) , a frame [1], carries .", true),
            "A trestle, a frame, carries."
        );
        assert_eq!(tidy("2026 was ) a year", true), "2026 was) a year");
    }

    #[test]
    fn what_says_something_of_a_thing_does_not_define_it() {
        let general = &Lexicon::of("en").general;
        for sentence in [
            "We were glad that the tables were back before the rain.",
            "The most important result was a row of tables in the street.",
            "There is a table in front of the library on Fridays.",
            "The table is also used in the garden.",
        ] {
            assert!(general.find(sentence).is_none(), "{sentence}");
        }
    }
}
