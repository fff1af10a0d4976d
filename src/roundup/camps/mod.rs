//! Camps: groups of definitions of one edition that say the same kind of thing, each with the words that set it apart
//! and with its genus. Dutch and English ones stand apart unless cognates let them meet (*proces*, *process*).
//!
//! * [`find`]: definitions → camps
//! * [`bag`]: a definition as a bag of stems, weighed by what they tell
//! * [`linkage`]: which definitions belong together

mod bag;
mod linkage;

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use self::bag::Bag;
use super::word_lists::theme_stems;
use crate::model::{Citation, Edition};

/// More definitions than this are not compared: the time grows with the cube of their number. The first ones are.
pub const MOST: usize = 250;

/// A camp is named by at most this many words.
const NAMES: usize = 3;

/// Definitions that say the same kind of thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Camp {
    /// The words that its members share and the others hardly use, as they are written most often; the most telling
    /// first.
    pub words: Vec<String>,
    /// What at least half of its members, and at least two, say the thing is: *houding*, *process*.
    pub genus: Option<String>,
    /// Which of the definitions, counted from 0; at least two, in order.
    pub members: Vec<usize>,
}

/// Finds the camps among the definitions of an edition, the largest first. A definition is in one camp or in none.
#[must_use]
pub fn find(definitions: &[&Citation], edition: &Edition) -> Vec<Camp> {
    let theme = theme_stems(edition);
    let bags: Vec<Bag> = definitions.iter().take(MOST).map(|definition| Bag::new(definition, &theme)).collect();
    let mut groups = linkage::join(bag::likeness(&bags));
    groups.retain(|members| members.len() > 1);
    groups.sort_by_key(|members| (Reverse(members.len()), members.first().copied()));
    groups.into_iter().map(|members| named(&bags, members)).collect()
}

/// How a stem is used inside a camp and outside.
#[derive(Default)]
struct Use<'a> {
    inside: usize,
    outside: usize,
    forms: BTreeMap<&'a str, usize>,
}

fn named(bags: &[Bag], members: Vec<usize>) -> Camp {
    let inside: BTreeSet<usize> = members.iter().copied().collect();
    let mut uses: BTreeMap<&str, Use<'_>> = BTreeMap::new();
    for (at, bag) in bags.iter().enumerate() {
        for (stem, form) in &bag.stems {
            let used = uses.entry(stem).or_default();
            if inside.contains(&at) {
                used.inside += 1;
                *used.forms.entry(form).or_default() += 1;
            } else {
                used.outside += 1;
            }
        }
    }
    let others = (bags.len() - members.len()).max(1) as f64;
    let contrast = |used: &Use<'_>| used.inside as f64 / members.len() as f64 - used.outside as f64 / others;
    let mut telling: Vec<(f64, &str, Use<'_>)> = uses
        .into_iter()
        .filter(|(_, used)| used.inside > 1)
        .map(|(stem, used)| (contrast(&used), stem, used))
        .filter(|(contrast, ..)| *contrast > 0.0)
        .collect();
    telling.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let words = telling.iter().take(NAMES).filter_map(|(.., used)| most_used(&used.forms)).collect();
    Camp { words, genus: genus(bags, &members), members }
}

/// The genus that at least half of the members, and at least two, name.
fn genus(bags: &[Bag], members: &[usize]) -> Option<String> {
    let mut genera: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for (stem, form) in members.iter().filter_map(|&at| bags.get(at)?.genus()) {
        *genera.entry(stem).or_default().entry(form).or_default() += 1;
    }
    let uses = |forms: &BTreeMap<&str, usize>| forms.values().sum::<usize>();
    let enough = |forms: &&BTreeMap<&str, usize>| uses(forms) > 1 && 2 * uses(forms) >= members.len();
    let most = genera.values().filter(enough).max_by_key(|forms| uses(forms));
    most.and_then(most_used)
}

/// The form that is used most; of several the shortest.
fn most_used(forms: &BTreeMap<&str, usize>) -> Option<String> {
    let best = forms.iter().max_by_key(|(form, count)| (**count, Reverse(form.chars().count()), Reverse(**form)));
    best.map(|(form, _)| (*form).to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Camp, find};
    use crate::model::{Citation, Edition, Form, Lang, Slug};

    fn edition() -> Edition {
        let terms = |terms: &[&str]| terms.iter().map(|term| (*term).to_owned()).collect();
        Edition {
            slug: Slug::new("kites").expect("a slug"),
            title: "Kites".to_owned(),
            theme: "kiting".to_owned(),
            language: Lang::en(),
            opens: None,
            closes: None,
            timezone: None,
            grace: jiff::SignedDuration::ZERO,
            number: None,
            host: None,
            call: None,
            tags: Vec::new(),
            blogs: None,
            prompts: Vec::new(),
            terms: [(Lang::en(), terms(&["kiting", "kite"])), (Lang::nl(), terms(&["vliegeren"]))].into(),
            palette: None,
            body: String::new(),
        }
    }

    fn definition(language: &Lang, term: &str, text: &str) -> Citation {
        Citation {
            id: String::new(),
            text: text.to_owned(),
            term: Some(term.to_owned()),
            speaker: None,
            originator: None,
            form: Form::Verbatim,
            language: language.clone(),
            score: 1.0,
            span: None,
            around: None,
            hash: None,
            reasons: Vec::new(),
        }
    }

    fn camps(definitions: &[Citation]) -> Vec<Camp> {
        find(&definitions.iter().collect::<Vec<_>>(), &edition())
    }

    #[test]
    fn definitions_that_say_the_same_stand_together() {
        let en = Lang::en();
        let found = camps(&[
            definition(&en, "Kiting", "Kiting is a conversation with the wind, and the wind begins."),
            definition(&en, "Kiting", "Kiting is an engineering discipline: spars, knots and cloth."),
            definition(&en, "Kiting", "Kiting means a slow conversation, held with wind you cannot see."),
            definition(&en, "Kiting", "Kiting is the engineering of cloth and spars on a budget."),
            definition(&en, "Kiting", "Kiting is what my uncle did on Sundays."),
        ]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[0].members, [0, 2]);
        assert_eq!(found[1].members, [1, 3]);
        assert!(found[0].words.contains(&"conversation".to_owned()) && found[0].words.contains(&"wind".to_owned()));
        assert!(found[1].words.contains(&"cloth".to_owned()), "{found:?}");
        assert_eq!(found[0].genus.as_deref(), Some("conversation"));
    }

    #[test]
    fn languages_meet_in_cognates_only() {
        let (en, nl) = (Lang::en(), Lang::nl());
        let apart = camps(&[
            definition(&en, "Kiting", "Kiting is a wonderful waste of string."),
            definition(&nl, "Vliegeren", "Vliegeren is een heerlijke verspilling van touw."),
        ]);
        assert_eq!(apart, []);
        let together = camps(&[
            definition(&en, "Kiting", "Kiting is a social process."),
            definition(&nl, "Vliegeren", "Vliegeren is een sociaal proces."),
            definition(&nl, "Vliegeren", "Vliegeren is een stok, een touw en een vel papier."),
        ]);
        assert_eq!(together.iter().map(|camp| &camp.members).collect::<Vec<_>>(), [&[0, 1]]);
    }

    #[test]
    fn the_words_of_the_theme_make_no_camp() {
        let en = Lang::en();
        let found = camps(&[
            definition(&en, "Kiting", "Kiting is what happens when kites go up."),
            definition(&en, "kite", "A kite is a bird with a receipt."),
        ]);
        assert_eq!(found, []);
        assert_eq!(camps(&[]), []);
    }
}
