//! The genus of a definition: the kind of thing that its term is said to be. “A tool library is a *shed* that belongs to
//! everybody”, “zuurdesem is een *mengsel* van …”: the head of the noun phrase after the copula. Nothing is parsed; where
//! the words do not make it plain there is no genus.

use super::lexicon::{Lexicon, TopicWords};
use crate::{
    model::Citation,
    text::token::{is_stop_word, words},
};

/// The article stands no further than this many words behind what is defined.
const NEAR: usize = 4;

/// A noun phrase has at most this many words after its article.
const PHRASE: usize = 4;

/// A word that is known to be a genus stands no further than this many words behind what is defined.
const REACH: usize = 6;

/// A word of the definition and whether something other than space follows it.
struct Token {
    lower: String,
    ends: bool,
}

/// The genus of a definition in lower case, as it is written; `None` when it names none.
#[must_use]
pub fn genus(definition: &Citation) -> Option<String> {
    let language = definition.language.primary();
    let lexicon = Lexicon::known(language)?;
    let tokens = tokens(after_term(definition));
    let nouns = &lexicon.topics;
    let article = (0..tokens.len().min(NEAR)).find(|&at| {
        let behind =
            at == 0 || tokens.get(at - 1).is_some_and(|before| nouns.copulas.has(&before.lower) || before.ends);
        behind && nouns.articles.has(&tokens[at].lower)
    });
    let head = article.and_then(|article| head(&tokens, article + 1, nouns, language));
    head.or_else(|| known(&tokens, lexicon, language)).map(str::to_owned)
}

/// What stands behind the term; all of it when the term comes last or is not in the text.
fn after_term(definition: &Citation) -> &str {
    let text = definition.text.as_str();
    let Some(term) = definition.term.as_deref().filter(|term| !term.is_empty()) else { return text };
    match text.find(term).map(|at| &text[at + term.len()..]) {
        Some(rest) if words(rest).nth(2).is_some() => rest,
        _ => text,
    }
}

/// The first words of a text.
fn tokens(text: &str) -> Vec<Token> {
    let token = |(range, word): (std::ops::Range<usize>, &str)| Token {
        lower: word.to_lowercase(),
        ends: text[range.end..].starts_with(|c: char| !c.is_whitespace() && c != '-'),
    };
    words(text).take(NEAR + 2 * PHRASE + 2).map(token).collect()
}

/// The last word of the noun phrase that begins at a word.
fn head<'t>(tokens: &'t [Token], from: usize, nouns: &TopicWords, language: &str) -> Option<&'t str> {
    let phrase = tokens.get(from..)?;
    let is_content = |token: &Token| nouns.hollow.has(&token.lower) || !is_stop_word(&token.lower, language);
    let last = (0..phrase.len().min(PHRASE)).find(|&at| {
        let next = phrase.get(at + 1);
        is_content(&phrase[at]) && (phrase[at].ends || next.is_none_or(|next| !is_content(next)))
    })?;
    let head = &phrase[last];
    if nouns.hollow.has(&head.lower) && !head.ends {
        let of = usize::from(phrase.get(last + 1).is_some_and(|next| nouns.of.has(&next.lower)));
        let article = usize::from(phrase.get(last + 1 + of).is_some_and(|next| nouns.articles.has(&next.lower)));
        return self::head(tokens, from + last + 1 + of + article, nouns, language);
    }
    // In Dutch nothing stands between: een soort tuin.
    let hollow = phrase[..last].iter().any(|token| !is_content(token));
    (!hollow && head.lower.chars().all(char::is_alphabetic)).then_some(head.lower.as_str())
}

/// The first word that the language knows as a genus, at the end of its phrase.
fn known<'t>(tokens: &'t [Token], lexicon: &Lexicon, language: &str) -> Option<&'t str> {
    let nouns = &lexicon.topics;
    let is_genus = |at: usize| {
        let word = tokens[at].lower.as_str();
        let goes_on = !tokens[at].ends && tokens.get(at + 1).is_some_and(|next| !is_stop_word(&next.lower, language));
        lexicon.definitions.genus.has(word) && !nouns.hollow.has(word) && !nouns.copulas.has(word) && !goes_on
    };
    (0..tokens.len().min(REACH)).find(|&at| is_genus(at)).map(|at| tokens[at].lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::genus;
    use crate::model::{Citation, Form, Lang};

    fn of(language: &Lang, term: &str, text: &str) -> Option<String> {
        genus(&Citation {
            id: String::new(),
            text: text.to_owned(),
            term: (!term.is_empty()).then(|| term.to_owned()),
            speaker: None,
            originator: None,
            form: Form::Verbatim,
            language: language.clone(),
            score: 1.0,
            span: None,
            around: None,
            hash: None,
            reasons: Vec::new(),
        })
    }

    #[test]
    fn the_head_of_the_noun_phrase_behind_the_copula() {
        let cases = [
            (Lang::en(), "kite", "A kite is a light wooden frame that wants to leave.", Some("frame")),
            (Lang::en(), "kite", "A kite is a kind of sail, but without the boat.", Some("sail")),
            (Lang::en(), "Kiting", "Kiting is the art of letting go slowly.", Some("art")),
            (Lang::en(), "Kiting", "Kiting: an attitude towards wind.", Some("attitude")),
            (Lang::en(), "", "It is when the string sings.", None),
            (Lang::en(), "kite", "A kite hangs where the birds are.", None),
            (
                Lang::parse("de").unwrap(),
                "Drachen",
                "Ein Drachen ist ein leichter Rahmen, der weg will.",
                Some("rahmen"),
            ),
            (Lang::nl(), "vlieger", "Een vlieger is een houten geraamte met papier eromheen.", Some("geraamte")),
            (Lang::nl(), "Vliegeren", "Vliegeren is een soort geduld aan een touw.", Some("geduld")),
            (Lang::nl(), "Vliegeren", "Vliegeren is samen leren van de wind, een vaardigheid dus.", None),
            (Lang::nl(), "Vliegeren", "Vliegeren betekent vooral: een houding tegenover wind.", Some("houding")),
        ];
        for (language, term, text, expected) in cases {
            assert_eq!(of(&language, term, text).as_deref(), expected, "{text}");
        }
        assert_eq!(of(&Lang::parse("xx").unwrap(), "", "Kite is a sail."), None);
    }
}
