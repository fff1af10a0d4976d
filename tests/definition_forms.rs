//! The ways to define something, one by one: `fixtures/definition_forms.toml` holds, for every form and language,
//! sentences that define and near misses that do not.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test")]

use std::collections::BTreeMap;

use blogkermis::{
    extract::{self, Cast, Theme},
    model::{Citation, Lang},
    text::Document,
};
use serde::Deserialize;

/// What the sentences define.
const THEMES: [(&str, &str); 2] = [("nl", "straatfeest"), ("en", "street party")];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Forms {
    form: Vec<Form>,
}

/// A form in one language. Texts that begin with `<` are HTML.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    language: String,
    name: String,
    /// The signal that the reasons must name.
    signal: Option<String>,
    /// Whose words it is, when not the author's.
    originator: Option<String>,
    /// What must be in the citation, for definitions that a sentence does not hold.
    whole: Option<String>,
    yes: Vec<String>,
    no: Vec<String>,
}

fn definitions(text: &str, language: &str) -> Vec<Citation> {
    let lang = Lang::parse(language);
    let (_, term) = THEMES.iter().find(|(theme, _)| *theme == language).unwrap();
    let document = if text.starts_with('<') {
        Document::from_html(text, lang.as_ref())
    } else {
        Document::from_plain(text, lang.as_ref())
    };
    extract::definitions(&document, &Theme::of_terms(&[(*term).to_owned()], lang.as_ref()), &Cast::default())
}

fn problem(form: &Form, text: &str) -> Option<String> {
    let found = definitions(text, &form.language);
    let Some(first) = found.first() else { return Some("nothing is found".to_owned()) };
    let signals: Vec<&str> = first.reasons.iter().map(|reason| reason.signal.as_str()).collect();
    if let Some(signal) = &form.signal
        && !signals.contains(&signal.as_str())
    {
        return Some(format!("no reason `{signal}` but {signals:?}"));
    }
    let originator = first.originator.as_ref().map(ToString::to_string);
    if form.originator.is_some() && form.originator != originator {
        return Some(format!("the words are of {originator:?}"));
    }
    form.whole.as_ref().filter(|whole| !first.text.contains(*whole)).map(|_| format!("only “{}”", first.text))
}

#[test]
fn every_form_is_found_and_its_near_misses_are_not() {
    let forms: Forms = toml::from_str(include_str!("fixtures/definition_forms.toml")).unwrap();
    let mut problems = Vec::new();
    for form in &forms.form {
        assert!(form.yes.len() >= 2 && !form.no.is_empty(), "{} {} wants more sentences", form.language, form.name);
        let wrong = form.yes.iter().filter_map(|text| Some(format!("{text}: {}", problem(form, text)?)));
        let misses = form.no.iter().filter(|text| !definitions(text, &form.language).is_empty());
        let all = wrong.chain(misses.map(|text| format!("{text}: taken for a definition")));
        problems.extend(all.map(|problem| format!("{} {}: {problem}", form.language, form.name)));
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn both_languages_have_every_form() {
    let forms: Forms = toml::from_str(include_str!("fixtures/definition_forms.toml")).unwrap();
    let mut languages: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for form in &forms.form {
        languages.entry(&form.name).or_default().push(&form.language);
    }
    for (name, languages) in &mut languages {
        languages.sort_unstable();
        assert_eq!(*languages, ["en", "nl"], "{name}");
    }
}
