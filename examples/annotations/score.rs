//! What the engine finds in one annotated text, counted.

use blogkermis::{
    extract::{self, Cast, Theme},
    model::{Attribution, Bands, Citation, QuotationPolicy},
    text::Document,
};

use crate::{
    corpus::{Annotated, Half, QuoteKind},
    matching::{Outcome, Words, pair},
};

/// Right finds, wrong finds, and what was to be found.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    right: usize,
    wrong: usize,
    gold: usize,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.gold += other.gold;
    }

    fn precision(self) -> f64 {
        ratio(self.right, self.right + self.wrong)
    }

    fn recall(self) -> f64 {
        ratio(self.right, self.gold)
    }

    fn f1(self) -> f64 {
        ratio(2 * self.right, self.right + self.wrong + self.gold)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The counts of a text, or of several.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    documents: usize,
    sentences: usize,
    definitions: Counts,
    /// Definitions of the theme's own term: recall only.
    theme: Counts,
    /// Definitions that are suggested to the host and not published.
    suggested: usize,
    quotes: Counts,
    /// Of the quotes found that have a speaker in the text: right, and wrongly named.
    speakers: Counts,
    /// What went wrong, for people.
    pub(crate) errors: Vec<String>,
}

/// The head of the table.
pub(crate) const HEADER: &str = "half      language  texts  sentences | definitions  P      R      F1   theme R  suggested | quotes   P      R      F1   | speakers right  precision  of";

impl Scores {
    /// Counts another text in.
    pub(crate) fn add(&mut self, other: &Self) {
        self.documents += other.documents;
        self.sentences += other.sentences;
        self.definitions.add(other.definitions);
        self.theme.add(other.theme);
        self.suggested += other.suggested;
        self.quotes.add(other.quotes);
        self.speakers.add(other.speakers);
    }

    /// A row of the table.
    pub(crate) fn row(&self, half: Half, language: &str) -> String {
        let (d, q, s) = (self.definitions, self.quotes, self.speakers);
        format!(
            "{half:<9} {language:<9} {:>5}  {:>9} | {:>11}  {:.3}  {:.3}  {:.3}  {:.3}  {:>9}  | {:>6}  {:.3}  {:.3}  {:.3} | {:>14.3}  {:>9.3}  {}",
            self.documents,
            self.sentences,
            d.gold,
            d.precision(),
            d.recall(),
            d.f1(),
            self.theme.recall(),
            self.suggested,
            q.gold,
            q.precision(),
            q.recall(),
            q.f1(),
            s.recall(),
            s.precision(),
            s.gold,
        )
    }
}

/// Reads a text with the engine and counts.
pub(crate) fn score(annotated: &Annotated, document: &Document) -> Scores {
    let theme = Theme::of_terms(&annotated.labels.theme, annotated.language().as_ref());
    let cast = Cast { author: annotated.author(), contributors: annotated.author().into_iter().collect() };
    let report = extract::inspect(document, "", &theme, &cast, &QuotationPolicy::default(), &Bands::default());
    let mut scores = Scores { documents: 1, sentences: annotated.labels.sentences.len(), ..Scores::default() };
    definitions(annotated, &report.definitions, &report.suggestions.definitions, &mut scores);
    quotes(annotated, &report.quotes, &mut scores);
    scores
}

fn words(citations: &[Citation]) -> Vec<Words> {
    citations.iter().map(|citation| Words::of(&citation.text)).collect()
}

fn gold(annotated: &Annotated, spans: impl Iterator<Item = [usize; 2]>) -> Vec<Words> {
    spans.map(|at| Words::of(annotated.slice(at).unwrap_or_default())).collect()
}

fn definitions(annotated: &Annotated, finds: &[Citation], unsure: &[Citation], scores: &mut Scores) {
    let labels = &annotated.labels.definitions;
    let passages = gold(annotated, labels.iter().map(|label| label.at));
    let outcomes = pair(&words(finds), &passages);
    let suggested = pair(&words(unsure), &passages);
    for (find, outcome) in finds.iter().zip(&outcomes) {
        match outcome {
            Outcome::Is(index) if !labels[*index].optional => {
                scores.definitions.right += 1;
                scores.theme.right += usize::from(labels[*index].level == 1);
            }
            Outcome::Nothing => {
                scores.definitions.wrong += 1;
                scores.errors.push(format!("no definition: {}  [{}]", find.text, reasons(find)));
            }
            Outcome::Is(_) | Outcome::Within(_) => {}
        }
    }
    for (index, label) in labels.iter().enumerate().filter(|(_, label)| !label.optional) {
        scores.definitions.gold += 1;
        scores.theme.gold += usize::from(label.level == 1);
        if !outcomes.contains(&Outcome::Is(index)) {
            let text = annotated.slice(label.at).unwrap_or_default();
            let only = suggested.contains(&Outcome::Is(index));
            scores.suggested += usize::from(only);
            let missed = if only { "only suggested" } else { "missed" };
            scores.errors.push(format!("definition {missed} ({}, level {}): {text}", label.term, label.level));
        }
    }
}

fn quotes(annotated: &Annotated, finds: &[Citation], scores: &mut Scores) {
    let labels = &annotated.labels.quotes;
    let outcomes = pair(&words(finds), &gold(annotated, labels.iter().map(|label| label.at)));
    for (find, outcome) in finds.iter().zip(&outcomes) {
        let label = match outcome {
            Outcome::Is(index) | Outcome::Within(index) => Some(&labels[*index]),
            Outcome::Nothing => None,
        };
        match label {
            Some(label) if label.optional => {}
            Some(label) if label.kind == QuoteKind::Quote => {
                if matches!(outcome, Outcome::Is(_)) {
                    scores.quotes.right += 1;
                    speaker(label.speaker.as_deref(), annotated, find, scores);
                }
            }
            // In the texts of others not everything between marks is labelled.
            None if !annotated.is_own() => {}
            _ => {
                scores.quotes.wrong += 1;
                scores.errors.push(format!("no quote: {}  [{}]", find.text, reasons(find)));
            }
        }
    }
    for (index, label) in labels.iter().enumerate() {
        if label.kind != QuoteKind::Quote || label.optional {
            continue;
        }
        scores.quotes.gold += 1;
        if !outcomes.contains(&Outcome::Is(index)) {
            scores.errors.push(format!("quote missed: {}", annotated.slice(label.at).unwrap_or_default()));
        }
    }
}

/// Counts whether the speaker of a quote is the right one; a quote whose speaker the text does not name must have none.
fn speaker(gold: Option<&str>, annotated: &Annotated, find: &Citation, scores: &mut Scores) {
    let given = match (&find.speaker, &find.originator) {
        (None | Some(Attribution::Author), Some(originator)) => Some(originator),
        (speaker, _) => speaker.as_ref(),
    };
    // “She” is right and names nobody.
    let given = given.filter(|given| !given.is_bare());
    scores.speakers.gold += usize::from(gold.is_some());
    let right = match (gold, given) {
        (_, None) => None,
        (None, Some(_)) => Some(false),
        (Some(gold), Some(Attribution::Author)) => {
            let author = annotated.labels.author.as_deref();
            Some(gold == "self" || author.is_some_and(|author| same_name(gold, author)))
        }
        (Some(gold), Some(Attribution::Person(name) | Attribution::Described(name))) => Some(same_name(gold, name)),
    };
    match right {
        Some(true) => scores.speakers.right += 1,
        Some(false) => scores.speakers.wrong += 1,
        None => {}
    }
    if right != Some(true) && (gold.is_some() || given.is_some()) {
        let given = given.map_or_else(|| "nobody".to_owned(), ToString::to_string);
        scores.errors.push(format!("speaker is {} and not {given}: {}", gold.unwrap_or("not said"), find.text));
    }
}

/// Words that two names may share without being one.
const NO_NAME: [&str; 17] =
    ["the", "a", "an", "my", "our", "of", "one", "who", "man", "de", "het", "een", "mijn", "onze", "van", "der", "den"];

/// Whether two names share a word that names.
fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let names = |name: &str| !NO_NAME.contains(&name) && b.split_whitespace().any(|other| other == name);
    a == b || a.split_whitespace().any(names)
}

fn reasons(find: &Citation) -> String {
    find.reasons.iter().map(|reason| format!("{} {:+.1}", reason.signal, reason.weight)).collect::<Vec<_>>().join(", ")
}
