//! Each rule in words: why it matters, an example wrong and right, how to silence it. The words stand in
//! `data/lint/explain`, a file a language, a section a rule.

use rust_embed::RustEmbed;

use crate::model::{Lang, LintCode};

#[derive(RustEmbed)]
#[folder = "data/lint/explain"]
struct Files;

/// The language that stands in for one without a file.
const FALLBACK: &str = "en";

/// A rule in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What the rule asks, in one line.
    pub title: String,
    /// Why, with examples: Markdown.
    pub text: String,
}

/// Explains a rule in a language; in English where the language has no words for it.
#[must_use]
pub fn explain(code: LintCode, language: &Lang) -> Explanation {
    let found = section(language.primary(), code).or_else(|| section(FALLBACK, code));
    found.unwrap_or_else(|| Explanation { title: code.to_string(), text: String::new() })
}

/// The section of a rule: from its heading `## CODE: title` to the next.
fn section(language: &str, code: LintCode) -> Option<Explanation> {
    let file = Files::get(&format!("{language}.md"))?;
    let file = str::from_utf8(&file.data).ok()?;
    let sections = file.split("\n## ").skip(1);
    sections.filter_map(|section| section.split_once('\n')).find_map(|(heading, text)| {
        let (name, title) = heading.split_once(": ")?;
        (name == code.as_str()).then(|| Explanation { title: title.trim().to_owned(), text: text.trim().to_owned() })
    })
}

#[cfg(test)]
mod tests {
    use super::section;
    use crate::model::LintCode;

    #[test]
    fn every_rule_has_words_in_both_languages() {
        for code in LintCode::ALL {
            for (language, parts) in [("en", ["Wrong:", "Right:"]), ("nl", ["Fout:", "Goed:"])] {
                let explanation = section(language, *code).unwrap_or_else(|| panic!("{code} in {language}"));
                assert!(parts.iter().all(|part| explanation.text.contains(part)), "{code} in {language}");
                let shouts = explanation.text.replace("<!--", "").contains('!');
                assert!(!explanation.title.ends_with('.') && !shouts, "{code} in {language}");
            }
        }
    }
}
