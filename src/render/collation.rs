//! The order of people's names in lists, as Dutch readers look for them: by surname, without the particles before it
//! (*de Graaf* under G, *Wil van der Aa* under A), *ij* as i and j, letters with marks as letters without.
//!
//! Taalunie, *Alfabetische volgorde*: particles do not count, unless all the rest is the same. The particles are the usual
//! ones of the Dutch register of persons (BRP, table 36) and their cousins elsewhere. Not a collation of texts: for that
//! there is UCA.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What may stand between a first name and a surname. Sorted.
const PARTICLES: [&str; 52] = [
    "'s", "'t", "a", "aan", "af", "al", "am", "auf", "aus", "ben", "bij", "bin", "d'", "da", "das", "de", "degli",
    "dei", "del", "della", "dem", "den", "der", "des", "di", "do", "dos", "du", "e", "el", "het", "ibn", "in", "la",
    "las", "le", "les", "lo", "los", "onder", "op", "over", "te", "ten", "ter", "tot", "uit", "van", "vom", "von",
    "zu", "zur",
];

/// What names are sorted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NameKey {
    /// The surname, folded.
    main: String,
    /// What stands before it, folded.
    before: String,
    /// The name itself, so that no two different ones are equal.
    name: String,
}

/// What to sort a name by. Whole names (*Joris de Wild*), bare surnames (*de Wild*) and handles (`@stille_vos`) alike.
pub(crate) fn name_key(name: &str) -> NameKey {
    let words: Vec<&str> = name.split_whitespace().collect();
    let main = main_part(&words);
    let (before, main) = words.split_at(main.min(words.len()));
    NameKey { main: folded(&main.join(" ")), before: folded(&before.join(" ")), name: name.to_owned() }
}

impl NameKey {
    /// The capital it stands under; `None` for digits and signs.
    pub(crate) fn initial(&self) -> Option<String> {
        initial(&self.main)
    }
}

/// The capital that a folded text stands under; `None` for digits and signs.
pub(crate) fn initial(folded: &str) -> Option<String> {
    folded.chars().next().filter(|c| c.is_alphabetic()).map(|c| c.to_uppercase().collect())
}

/// Which word the surname begins with: the one after the first run of particles, else the last.
fn main_part(words: &[&str]) -> usize {
    let particle = |word: &&str| PARTICLES.binary_search(&word.to_lowercase().replace('’', "'").as_str()).is_ok();
    let run = words.iter().skip(1).position(particle).map(|at| at + 1);
    // A name may begin with its particles.
    let begins = words.first().is_some_and(particle).then_some(0);
    let after = |at: usize| words.iter().skip(at).position(|word| !particle(word)).map(|more| at + more);
    begins.or(run).and_then(after).unwrap_or_else(|| words.len().saturating_sub(1))
}

/// Small letters without marks, digits, and spaces; whatever else stands before the first of them is gone. What is typed
/// into the search form is folded the same way, by `templates/search.js`.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'þ' => out.push_str("th"),
            'ı' => out.push('i'),
            c if c.is_alphanumeric() => out.push(c),
            c if c.is_whitespace() || c == '-' || c == '_' => out.push(' '),
            _ => {}
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{PARTICLES, name_key};

    fn sorted(mut names: Vec<&str>) -> Vec<&str> {
        names.sort_by_cached_key(|name| name_key(name));
        names
    }

    #[test]
    fn people_stand_where_one_looks_for_them() {
        assert!(PARTICLES.is_sorted());
        let order = [
            "Wil van der Aa",
            "van den Berg",
            "Éva Bős",
            "Ilse Bosch",
            "de Graaf",
            "Tom ’t Hart",
            "IJsbrand Ijlst",
            "Anna Ĳzer",
            "Nadia el Khatib",
            "Hana Kowalczyk",
            "De Pers",
            "@stille_vos",
            "Ben van",
            "Jan de Vries",
            "Piet van Vries",
            "Anna Vries-Bos",
            "Joris de Wild",
            "Esra Yıldız",
        ];
        let mut shuffled = order.to_vec();
        shuffled.reverse();
        assert_eq!(sorted(shuffled), order);
    }

    #[test]
    fn initials_are_capitals() {
        let initial = |name| name_key(name).initial();
        assert_eq!(initial("de Graaf").as_deref(), Some("G"));
        assert_eq!(initial("@élan").as_deref(), Some("E"));
        assert_eq!(initial("Ĳsbrand").as_deref(), Some("I"));
        assert_eq!((initial("42"), initial(""), initial("…")), (None, None, None));
    }

    proptest! {
        #[test]
        fn different_names_have_different_keys(a in "\\PC{0,24}", b in "\\PC{0,24}") {
            prop_assert_eq!(a == b, name_key(&a) == name_key(&b));
        }
    }
}
