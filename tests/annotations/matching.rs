//! Which find is which passage of the gold standard. The engine reads HTML and the labels count in Markdown, so
//! passages are compared by their words.

use std::collections::BTreeMap;

/// From this F1 of words on, two passages are the same.
const SAME: f64 = 0.5;

/// From this share of its words on, a find that is no match lies in a passage.
const WITHIN: f64 = 0.6;

/// A bag of the words of a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    counts: BTreeMap<String, usize>,
    total: usize,
}

impl Words {
    /// The words in lower case, without marks.
    pub fn of(text: &str) -> Self {
        let mut words = Self::default();
        let text = text.replace('’', "'");
        for word in text.split(|c: char| !c.is_alphanumeric() && c != '\'') {
            let word = word.trim_matches('\'').to_lowercase();
            if !word.is_empty() {
                *words.counts.entry(word).or_default() += 1;
                words.total += 1;
            }
        }
        words
    }

    fn shared(&self, other: &Self) -> usize {
        self.counts.iter().map(|(word, count)| (*count).min(other.counts.get(word).copied().unwrap_or(0))).sum()
    }

    /// F1 of the words two passages share.
    pub fn f1(&self, other: &Self) -> f64 {
        let both = self.total + other.total;
        if both == 0 { 0.0 } else { 2.0 * self.shared(other) as f64 / both as f64 }
    }

    /// Whether most of these words are of another passage.
    pub fn is_within(&self, other: &Self) -> bool {
        self.total > 0 && self.shared(other) as f64 >= WITHIN * self.total as f64
    }
}

/// What became of a find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is the passage with this index.
    Is(usize),
    /// It is a part of a passage that another find, or nothing, matched.
    Within(usize),
    /// It is nothing of the gold standard.
    Nothing,
}

/// Matches finds and gold passages one to one, the best pairs first.
pub fn pair(finds: &[Words], gold: &[Words]) -> Vec<Outcome> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (f, find) in finds.iter().enumerate() {
        for (g, passage) in gold.iter().enumerate() {
            let f1 = find.f1(passage);
            if f1 >= SAME {
                pairs.push((f1, f, g));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut outcomes = vec![Outcome::Nothing; finds.len()];
    let mut taken = vec![false; gold.len()];
    for (_, f, g) in pairs {
        if outcomes[f] == Outcome::Nothing && !taken[g] {
            outcomes[f] = Outcome::Is(g);
            taken[g] = true;
        }
    }
    for (outcome, find) in outcomes.iter_mut().zip(finds) {
        if *outcome == Outcome::Nothing
            && let Some(g) = gold.iter().position(|passage| find.is_within(passage) || find.f1(passage) >= SAME)
        {
            *outcome = Outcome::Within(g);
        }
    }
    outcomes
}

#[cfg(test)]
mod tests {
    use super::{Outcome, Words, pair};

    #[test]
    fn the_best_pairs_come_first_and_fragments_are_no_errors() {
        let words = |texts: &[&str]| texts.iter().map(|text| Words::of(text)).collect::<Vec<_>>();
        let gold = words(&["A kite is a sail on a string.", "Wind is air that has somewhere to be."]);
        let finds =
            words(&["sail on a string", "“A kite is a sail on a **string**,” he said.", "It rained on Monday."]);
        assert_eq!(pair(&finds, &gold), [Outcome::Within(0), Outcome::Is(0), Outcome::Nothing]);
    }
}
