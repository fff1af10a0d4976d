//! What speaks for and against a match of a pattern.

use std::ops::Range;

use crate::{
    extract::{
        lexicon::Lexicon,
        patterns::{Needs, Pattern},
        scan::Scan,
    },
    model::Reason,
    text::{MarkKind, Sentence, token},
};

/// A pattern that matches a sentence, with what is around it.
pub(super) struct Match<'a, 'd, 't> {
    pub(super) scan: &'a Scan<'d, 't>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) pattern: &'a Pattern,
    /// Which sentence of the document it matches.
    pub(super) index: usize,
    /// Where what is defined stands, in bytes of the document.
    pub(super) term: Option<Range<usize>>,
    /// What is said of it.
    pub(super) said: &'a str,
    /// The question right above the sentence.
    pub(super) asked: Option<&'a Sentence>,
}

/// The evidence so far.
#[derive(Default)]
struct Evidence(Vec<Reason>);

impl Evidence {
    fn add(&mut self, signal: &str, detail: &str, weight: f64) {
        self.0.push(Reason::new(signal, detail, weight));
    }
}

impl Match<'_, '_, '_> {
    /// The reasons, weightiest first; `None`: not even a candidate.
    pub(super) fn reasons(&self) -> Option<Vec<Reason>> {
        let mut evidence = Evidence::default();
        evidence.add("pattern", &self.pattern.id, self.pattern.strength);
        let subject = lower(subject(self.term_text(), self.lexicon));
        let themed = self.theme(&subject, &mut evidence)?;
        let genus = self.genus(&mut evidence)?;
        self.subject(&subject, themed, &mut evidence);
        self.place(&subject, themed, genus, &mut evidence);
        let mut reasons = evidence.0;
        reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        Some(reasons)
    }

    fn sentence(&self) -> &Sentence {
        &self.scan.sentences[self.index]
    }

    fn term_text(&self) -> &str {
        self.term.as_ref().map_or("", |term| self.scan.text(term))
    }

    /// Whether the theme is what is defined, by its name or by a pronoun for it.
    fn theme(&self, subject_words: &[String], evidence: &mut Evidence) -> Option<bool> {
        let mentions = self.term.as_ref().map_or(&[][..], |term| self.scan.mentions_in(term));
        let words = &self.lexicon.definitions;
        if !mentions.is_empty() {
            evidence.add("theme", "the theme is what is defined", 2.0);
            let longest = mentions.iter().map(|mention| self.scan.text(&mention.range).len()).max().unwrap_or(0);
            if longest + 4 >= subject(self.term_text(), self.lexicon).len() {
                evidence.add("only-theme", "and nothing but the theme", 0.5);
            } else if subject_words.len() > 6 {
                evidence.add("long-subject", "the subject is long", -1.5);
            }
            return Some(true);
        }
        if let [word] = subject_words
            && self.pattern.pronouns
            && words.anaphora.has(word)
        {
            let sentences = &self.scan.sentences;
            let before = self.index.checked_sub(2).and_then(|at| sentences.get(at)).or(sentences.first());
            let near = before.map_or(0, |before| before.range.start)..self.sentence().range.start;
            if self.scan.mentions_in(&near).is_empty() {
                return None;
            }
            evidence.add("theme-pronoun", "a pronoun for the theme", 2.0);
            return Some(true);
        }
        (self.pattern.needs != Needs::Theme).then_some(false)
    }

    /// Whether a genus word stands at the head of what is said: “is a process that …”.
    fn genus(&self, evidence: &mut Evidence) -> Option<bool> {
        let words = &self.lexicon.definitions;
        let head: Vec<String> = lower(self.said).into_iter().take(5).collect();
        let genus = head.iter().take(4).find(|word| words.genus.has(word));
        if self.pattern.needs == Needs::Genus && genus.is_none() {
            return None;
        }
        let verdict = lower(self.all_said()).into_iter().take(4).find(|word| words.verdict.has(word));
        if let Some(genus) = genus {
            evidence.add("genus", genus, if verdict.is_some() { 0.0 } else { 1.0 });
        }
        if let Some(verdict) = verdict {
            evidence.add("verdict", &verdict, -1.5);
        }
        if head.len() < 2 && self.pattern.strength < 2.9 {
            evidence.add("short", "hardly anything is said of it", -1.5);
        }
        Some(genus.is_some())
    }

    /// What is said, with the article and the genus that the pattern itself may have eaten.
    fn all_said(&self) -> &str {
        let Some(term) = &self.term else { return self.said };
        let rest = self.scan.text(&(term.end.min(self.sentence().range.end)..self.sentence().range.end));
        if self.pattern.eats && rest.contains(self.said) { rest } else { self.said }
    }

    /// Whether the subject looks like something that one defines.
    fn subject(&self, subject: &[String], themed: bool, evidence: &mut Evidence) {
        let words = &self.lexicon.definitions;
        let bare_first = lower(self.term_text()).into_iter().next().unwrap_or_default();
        if subject.first().is_some_and(|first| words.opening.has(first)) && !self.pattern.pronouns {
            evidence.add("opening", "begins like no definition", -1.8);
        } else if !themed && words.opening.has(&bare_first) && self.pattern.strength < 2.9 {
            evidence.add("opening", "begins like no definition", -1.0);
        }
        if subject.iter().any(|word| words.persons.has(word)) {
            evidence.add("person-subject", "somebody is the subject", -1.5);
        }
        if !themed && subject.len() > 5 {
            evidence.add("long-subject", "the subject is long", -1.0);
        }
        if self.is_marked() {
            evidence.add("marked", "the term is set apart", 0.7);
        }
        if words.possessed.has(&bare_first) && self.pattern.pronouns {
            evidence.add("possessed", "the author's own case", -2.0);
        }
    }

    /// Whether the term stands in bold, in italics or between quotation marks.
    fn is_marked(&self) -> bool {
        let Some(term) = &self.term else { return false };
        self.scan.document.blocks[self.sentence().block].marks.iter().any(|mark| {
            matches!(mark.kind, MarkKind::Strong | MarkKind::Emphasis | MarkKind::Defining | MarkKind::Quote)
                && term.start <= mark.range.start + 3
                && mark.range.end <= term.end + 3
        })
    }

    /// Where the sentence stands, how long it is.
    fn place(&self, subject: &[String], themed: bool, genus: bool, evidence: &mut Evidence) {
        let (scan, sentence, words) = (self.scan, self.sentence(), &self.lexicon.definitions);
        let language = scan.language_of(sentence);
        if first_prose(scan) == Some(self.index)
            && genus
            && subject.len() <= 4
            && subject.iter().all(|word| !token::is_stop_word(word, language))
            && self.term.as_ref().is_some_and(|term| term.start <= sentence.range.start + 2)
        {
            evidence.add("position", "the text begins with it", 1.4);
        }
        if let Some(asked) = self.asked {
            let heading = scan.text(&asked.range).to_lowercase();
            let about = themed && !scan.mentions_in(&asked.range).is_empty();
            if about && heading.split(' ').next().is_some_and(|first| words.what.has(first)) {
                evidence.add("heading", "answers the heading", 1.0);
            }
        }
        if scan.words_in(&sentence.range).len() > 45 {
            evidence.add("long", "a long sentence", -0.5);
        }
        let text = scan.text(&sentence.range).to_lowercase();
        if self.pattern.strength < 2.5 && words.examples.in_text(&text) {
            evidence.add("example", "an example, no definition", -1.5);
        }
    }
}

/// The words of a text in lower case.
fn lower(text: &str) -> Vec<String> {
    token::words(text).map(|(_, word)| word.to_lowercase()).collect()
}

/// The first sentence that is no heading.
pub(super) fn first_prose(scan: &Scan<'_, '_>) -> Option<usize> {
    scan.sentences.iter().position(|sentence| scan.document.blocks[sentence.block].kind.is_prose())
}

/// A subject without articles and connectives before it.
pub(super) fn subject<'a>(term: &'a str, lexicon: &Lexicon) -> &'a str {
    let mut bare = term.trim();
    for _ in 0..4 {
        let Some((first, rest)) = bare.split_once(' ') else { break };
        let first = first.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if !lexicon.definitions.before_term.has(&first) {
            break;
        }
        bare = rest.trim_start();
    }
    bare.trim_matches(['"', '“', '”', '„', '‘', '’', ' '])
}
