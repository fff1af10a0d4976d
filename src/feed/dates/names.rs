//! The names of months and weekdays, and how people shorten them.

use jiff::civil::Weekday;

/// The months without diacritics, in lower case: English, Dutch, German, French and Spanish first; then those of
/// neighbours that cost nothing more (Italian, Portuguese, Polish in the genitive, Hungarian, Swedish, Danish, Greek).
const MONTHS: [&[&str]; 12] = [
    &["january", "januari", "januar", "janner", "janvier", "enero", "gennaio", "janeiro", "stycznia", "ιανουαριου"],
    &["february", "februari", "februar", "feber", "fevrier", "febrero", "fevereiro", "lutego", "φεβρουαριου"],
    &[
        "march",
        "maart",
        "marz",
        "maerz",
        "mars",
        "marzo",
        "marco",
        "marca",
        "marcius",
        "marts",
        "mrt",
        "mrz",
        "μαρτιου",
    ],
    &["april", "avril", "abril", "kwietnia", "aprilis", "απριλιου"],
    &["may", "mei", "mai", "mayo", "maggio", "maio", "maja", "majus", "μαιου"],
    &["june", "juni", "juin", "junio", "giugno", "junho", "czerwca", "junius", "ιουνιου"],
    &["july", "juli", "juillet", "julio", "luglio", "julho", "lipca", "julius", "ιουλιου"],
    &["august", "augustus", "aout", "agosto", "sierpnia", "augusztus", "augusti", "αυγουστου"],
    &["september", "septembre", "septiembre", "setiembre", "settembre", "wrzesnia", "szeptember", "σεπτεμβριου"],
    &["october", "oktober", "octobre", "octubre", "ottobre", "outubro", "pazdziernika", "οκτωβριου"],
    &["november", "novembre", "noviembre", "novembro", "listopada", "νοεμβριου"],
    &["december", "dezember", "decembre", "diciembre", "dicembre", "dezembro", "desember", "grudnia", "δεκεμβριου"],
];

/// The weekdays of the five languages, without diacritics; Monday first.
const WEEKDAYS: [(Weekday, &[&str]); 7] = [
    (Weekday::Monday, &["mo", "ma", "lu", "monday", "maandag", "montag", "lundi", "lunes"]),
    (Weekday::Tuesday, &["tu", "di", "tuesday", "dinsdag", "dienstag", "mardi", "martes"]),
    (Weekday::Wednesday, &["we", "wo", "mi", "me", "wednesday", "woensdag", "mittwoch", "mercredi", "miercoles"]),
    (Weekday::Thursday, &["th", "do", "je", "thursday", "donderdag", "donnerstag", "jeudi", "jueves"]),
    (Weekday::Friday, &["fr", "vr", "ve", "friday", "vrijdag", "freitag", "vendredi", "viernes"]),
    (Weekday::Saturday, &["sa", "za", "saturday", "zaterdag", "samstag", "samedi", "sabado"]),
    (Weekday::Sunday, &["su", "zo", "so", "sunday", "zondag", "sonntag", "dimanche", "domingo"]),
];

/// The number of the month that a word names: a whole name, or the beginning of one that no other month begins with.
/// Two letters are too few.
pub(super) fn month(word: &str) -> Option<i8> {
    if word.chars().count() < 3 {
        return None;
    }
    let number = only(MONTHS.iter().copied(), word)?;
    i8::try_from(number + 1).ok()
}

/// The weekday that a word names.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    if let Some((day, _)) = WEEKDAYS.iter().find(|(_, names)| names.contains(&word)) {
        return Some(*day);
    }
    if word.len() < 3 {
        return None;
    }
    only(WEEKDAYS.iter().map(|(_, names)| *names), word).map(|at| WEEKDAYS[at].0)
}

/// The place of the only list that holds a name beginning with `word`.
fn only<'a>(mut lists: impl Iterator<Item = &'a [&'a str]>, word: &str) -> Option<usize> {
    let mut fits = |names: &[&str]| names.iter().any(|name| name.starts_with(word));
    let first = lists.by_ref().position(&mut fits)?;
    (!lists.any(fits)).then_some(first)
}

#[cfg(test)]
mod tests {
    use jiff::civil::Weekday;

    use super::{month, weekday};

    #[test]
    fn short_names_count_when_they_mean_one_month() {
        for (word, expected) in [
            ("mar", Some(3)),
            ("mrt", Some(3)),
            ("juil", Some(7)),
            ("jui", None),
            ("ma", None),
            ("maandag", None),
            ("sept", Some(9)),
        ] {
            assert_eq!(month(word), expected, "{word}");
        }
    }

    #[test]
    fn short_names_count_when_they_mean_one_day() {
        for (word, expected) in [
            ("di", Some(Weekday::Tuesday)),
            ("dim", Some(Weekday::Sunday)),
            ("dom", Some(Weekday::Sunday)),
            ("thur", Some(Weekday::Thursday)),
            ("s", None),
            ("mai", None),
        ] {
            assert_eq!(weekday(word), expected, "{word}");
        }
    }
}
