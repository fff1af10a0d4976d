//! Other words for the theme, from the edition's own posts: what the posts that take part have in common and the others
//! have not. Shown to the host, never used by themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    scan::{Scan, Word, language_of},
    theme::Theme,
};
use crate::text::{BlockKind, Document};

/// A term that the host may want to add.
#[derive(Clone, Debug, PartialEq)]
pub struct SuggestedTerm {
    /// As the posts write it, in lower case.
    pub term: String,
    /// In how many of the posts that take part it stands, and in how many of the others.
    pub inside: usize,
    /// See `inside`.
    pub outside: usize,
    /// How much oftener a post that takes part has it, in nats, times the posts that have it.
    pub score: f64,
}

/// Fewer posts that take part say nothing.
const POSTS: usize = 3;
/// A term stands in this share of them at least.
const SHARE: f64 = 0.4;
/// And so many times as often as in the others.
const OFTENER: f64 = 3.0;
/// The same for a single word, which posts share more easily by chance.
const POSTS_ALONE: usize = 5;
const SHARE_ALONE: f64 = 0.6;
const OFTENER_ALONE: f64 = 8.0;
/// The longest term, in words.
const WORDS: usize = 3;
/// Two words that stay together say more than one.
const MANY: f64 = 1.5;
/// German writes every noun with a capital.
const NOUNS_WITH_CAPITALS: &str = "de";
/// A shorter word, in letters, is no term.
const LETTERS: usize = 4;

/// The terms that tell `inside`, the posts that take part, from `outside`, the others; the most telling first.
#[must_use]
pub fn suggest_terms(inside: &[Document], outside: &[Document], theme: &Theme, most: usize) -> Vec<SuggestedTerm> {
    if inside.len() < POSTS {
        return Vec::new();
    }
    let mut seen: BTreeMap<Vec<String>, (usize, usize, String)> = BTreeMap::new();
    for document in inside {
        for (stems, surface) in terms(document, theme) {
            seen.entry(stems).or_insert((0, 0, surface)).0 += 1;
        }
    }
    seen.retain(|_, (count, ..)| *count >= POSTS && *count as f64 >= SHARE * inside.len() as f64);
    for document in outside {
        for (stems, _) in terms(document, theme) {
            if let Some((_, count, _)) = seen.get_mut(&stems) {
                *count += 1;
            }
        }
    }
    let mut rated: Vec<(Vec<String>, SuggestedTerm)> = seen
        .into_iter()
        .filter_map(|(stems, (ours, theirs, term))| {
            let share = ours as f64 / inside.len() as f64;
            let other = (theirs as f64 + 0.5) / (outside.len() as f64 + 1.0);
            let many = if stems.len() > 1 { MANY } else { 1.0 };
            let score = ours as f64 * (share / other).ln() * many;
            let alone = stems.len() == 1;
            let enough = !alone || ours >= POSTS_ALONE && share >= SHARE_ALONE && share >= OFTENER_ALONE * other;
            (enough && share >= OFTENER * other)
                .then_some((stems, SuggestedTerm { term, inside: ours, outside: theirs, score }))
        })
        .collect();
    rated.sort_by(|(a_stems, a), (b_stems, b)| b.score.total_cmp(&a.score).then_with(|| a_stems.cmp(b_stems)));
    let mut chosen: Vec<(Vec<String>, SuggestedTerm)> = Vec::new();
    for (stems, term) in rated {
        let holds = |long: &[String], short: &[String]| long.windows(short.len()).any(|part| part == short);
        if !chosen.iter().any(|(other, _)| holds(other, &stems) || holds(&stems, other)) {
            chosen.push((stems, term));
        }
        if chosen.len() >= most {
            break;
        }
    }
    chosen.into_iter().map(|(_, term)| term).collect()
}

/// The different runs of content words of a text: stems, and the words as they stand first.
fn terms(document: &Document, theme: &Theme) -> BTreeMap<Vec<String>, String> {
    let scan = Scan::new(document, theme);
    let known: BTreeSet<&str> = theme.terms.iter().flat_map(|term| &term.stems).map(String::as_str).collect();
    let mut found = BTreeMap::new();
    for block in document.blocks.iter().filter(|block| block.kind != BlockKind::Code && !block.boilerplate) {
        let words = scan.words_in(&block.range);
        // Where nouns have no capitals, what has one is a name.
        let names = language_of(block) != NOUNS_WITH_CAPITALS;
        for length in 1..=WORDS {
            for run in words.windows(length) {
                if run.iter().all(|word| counts(&scan, word))
                    && run.iter().any(|word| !known.contains(scan.forms[word.form].stem.as_str()))
                    && stays_together(&scan, run)
                    && !(names && run.iter().any(|word| scan.text(&word.range).starts_with(char::is_uppercase)))
                {
                    let stems = run.iter().map(|word| scan.forms[word.form].stem.clone()).collect();
                    let surface = || run.iter().map(|word| scan.forms[word.form].lower.as_str()).collect::<Vec<_>>();
                    found.entry(stems).or_insert_with(|| surface().join(" "));
                }
            }
        }
    }
    found
}

fn counts(scan: &Scan<'_, '_>, word: &Word) -> bool {
    let form = &scan.forms[word.form];
    !form.stop && form.lower.chars().count() >= LETTERS && form.lower.chars().all(char::is_alphabetic)
}

/// Whether nothing but a space or a hyphen stands between the words.
fn stays_together(scan: &Scan<'_, '_>, run: &[Word]) -> bool {
    run.windows(2).all(|pair| matches!(scan.text(&(pair[0].range.end..pair[1].range.start)), " " | "-" | "\u{2011}"))
}

#[cfg(test)]
mod tests {
    use super::suggest_terms;
    use crate::{extract::Theme, model::Lang, text::Document};

    fn texts(texts: &[&str]) -> Vec<Document> {
        texts.iter().map(|text| Document::from_plain(text, Some(&Lang::nl()))).collect()
    }

    #[test]
    fn what_the_entries_share_and_the_others_lack_is_suggested() {
        let theme = Theme::of_terms(&["samen bakken".into()], Some(&Lang::nl()));
        let inside = texts(&[
            "Samen bakken begint bij het gedeelde deeg. Het gezellige huis rook naar brood.",
            "Wie samen wil bakken, heeft gedeeld deeg nodig en een oven.",
            "Ons gedeelde deeg stond in de keuken, midden in het gezellige huis.",
            "Vandaag samen bakken met de buren.",
        ]);
        let outside = texts(&["Een gezellig huis.", "Het gezellige huis van de buren.", "Over een boek."]);
        let found = suggest_terms(&inside, &outside, &theme, 5);
        assert_eq!(
            found.iter().map(|t| (t.term.as_str(), t.inside, t.outside)).collect::<Vec<_>>(),
            [("gedeelde deeg", 3, 0)]
        );
        // Too few posts to learn from.
        assert!(suggest_terms(&inside[..2], &outside, &theme, 5).is_empty());
        assert!(suggest_terms(&inside, &inside, &theme, 5).is_empty());
    }
}
