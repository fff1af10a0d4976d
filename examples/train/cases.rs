//! What the model learns from: the engine's candidates in texts whose definitions are known.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    ops::Range,
    path::Path,
};

use blogkermis::{
    extract::{self, Cast, Theme},
    model::{Citation, Lang},
    text::Document,
};
use serde::Deserialize;

use crate::{
    corpus::{self, Half},
    matching::{Outcome, Words, pair},
};

/// A text with its candidates.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) half: Half,
    /// How much one of its candidates counts.
    pub(crate) weight: f64,
    pub(crate) candidates: Vec<Candidate>,
    /// How many definitions it has, borderline ones aside.
    pub(crate) gold: usize,
}

impl Case {
    /// How many of its definitions have a candidate.
    pub(crate) fn reached(&self) -> usize {
        let gold = self.candidates.iter().filter_map(|candidate| candidate.gold);
        gold.filter(|(_, optional)| !optional).map(|(at, _)| at).collect::<BTreeSet<_>>().len()
    }
}

/// A candidate of the engine.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// By name, what each feature counts for by hand.
    pub(crate) features: BTreeMap<String, f64>,
    /// Where it stands.
    pub(crate) span: Range<usize>,
    /// Which definition of the text it is, and whether that is borderline; `None`: none.
    pub(crate) gold: Option<(usize, bool)>,
}

impl Candidate {
    /// Whether it is a definition; `None` for a borderline one.
    pub(crate) fn is_definition(&self) -> Option<bool> {
        match self.gold {
            Some((_, optional)) => (!optional).then_some(true),
            None => Some(false),
        }
    }
}

/// The annotated posts whose texts are at hand.
pub(crate) fn annotated(shared: Option<&Path>) -> io::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for post in corpus::load(shared)? {
        let Some(document) = post.document() else { continue };
        let theme = Theme::of_terms(&post.labels.theme, post.language().as_ref());
        let cast = Cast { author: post.author(), contributors: post.author().into_iter().collect() };
        let labels = &post.labels.definitions;
        let gold: Vec<Words> = labels.iter().map(|label| Words::of(post.slice(label.at).unwrap_or_default())).collect();
        let found = extract::definition_candidates(&document, &theme, &cast);
        // Every candidate is looked at by itself: two patterns may have found the same definition.
        let matched = |find: &Citation| match pair(&[Words::of(&find.text)], &gold)[..] {
            [Outcome::Is(at) | Outcome::Within(at)] => Some((at, labels[at].optional)),
            _ => None,
        };
        cases.push(Case {
            half: post.half(),
            weight: 1.0,
            candidates: found.iter().map(|find| candidate(find, matched(find))).collect(),
            gold: labels.iter().filter(|label| !label.optional).count(),
            name: post.name,
        });
    }
    Ok(cases)
}

fn candidate(find: &Citation, gold: Option<(usize, bool)>) -> Candidate {
    let mut features = BTreeMap::new();
    for reason in find.reasons.iter().filter(|reason| reason.weight != 0.0) {
        *features.entry(reason.signal.clone()).or_default() += reason.weight;
    }
    let span = find.span.map_or(0..0, |span| span.start..span.end);
    Candidate { features, span, gold }
}

/// A sentence of an encyclopedia that is a definition or is none.
#[derive(Deserialize)]
struct Line {
    id: String,
    set: String,
    text: String,
    label: u8,
    kind: String,
    #[serde(default)]
    terms: Vec<String>,
}

/// The open sentences of the Dutch Wikipedia (UD Dutch `LassySmall`, CC BY-SA 4.0), where they are at hand.
pub(crate) fn wiki(shared: Option<&Path>, weight: f64) -> io::Result<Vec<Case>> {
    let Some(file) = shared.map(|folder| folder.join("nlp/defs_nl.jsonl")).filter(|file| file.exists()) else {
        return Ok(Vec::new());
    };
    let lines = fs::read_to_string(file)?;
    let mut cases = Vec::new();
    for line in lines.lines() {
        let line: Line = serde_json::from_str(line)?;
        if line.set != "wiki" || line.kind == "borderline" {
            continue;
        }
        let language = Lang::nl();
        let document = Document::from_plain(&line.text, Some(&language));
        let theme = Theme::of_terms(&line.terms, Some(&language));
        let is_definition = line.label == 1;
        let found = extract::definition_candidates(&document, &theme, &Cast::default());
        cases.push(Case {
            name: line.id,
            half: Half::Tuning,
            weight,
            candidates: found.iter().map(|find| candidate(find, is_definition.then_some((0, false)))).collect(),
            gold: usize::from(is_definition),
        });
    }
    Ok(cases)
}
