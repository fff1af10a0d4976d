//! What stands around texts and belongs to none: share bars, invitations to read on, comment forms, licences, navigation.
//!
//! A block is told by its words, and only by all of them: a paragraph that mentions sharing is a paragraph. Words that
//! people write themselves count only where they are links, and a heading counts with what follows it. What is marked
//! stays in the text, so that spans hold; it is not to be cited or summed up.

use std::sync::LazyLock;

use regex::RegexSet;
use serde::Deserialize;

use super::{Block, BlockKind, Document, MarkKind, data, token};

/// A longer block, in bytes, is somebody's text.
const LONGEST: usize = 320;
/// A block with more words is somebody's sentence, except where a pattern is for long ones.
const WORDS: usize = 14;
/// A heading with more words is somebody's own.
const HEADING_WORDS: usize = 8;
/// A block with more words is no item of a list of links.
const ITEM_WORDS: usize = 4;
/// So many parts in a hundred of a block are links where a pattern wants them.
const LINKED: usize = 33;
/// From here on a block is nothing but links.
const ALL_LINKED: usize = 70;

/// The patterns of one language, as in `data/text/boilerplate`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Patterns {
    /// What looks like boilerplate and is none.
    #[cfg_attr(not(test), expect(dead_code, reason = "for the tests"))]
    content: Vec<String>,
    pattern: Vec<Pattern>,
    heading: Vec<Pattern>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pattern {
    re: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "for the tests"))]
    example: String,
    #[serde(default)]
    linked: bool,
    #[serde(default)]
    long: bool,
    #[serde(default)]
    takes: Takes,
}

/// What a heading brings along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Takes {
    /// Nothing: the block alone.
    #[default]
    Nothing,
    /// Blocks of links.
    Links,
    /// All up to the next heading, in the second half of a text.
    Words,
}

/// All languages together: what stands around a text is in the language of the blog's theme.
struct Rules {
    set: RegexSet,
    patterns: Vec<Pattern>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    // The files are part of the program and a test reads them strictly; a malformed one says nothing here.
    let files = data::by_language("boilerplate", ".toml").into_values();
    let files = files.map(|file| toml::from_str::<Patterns>(&file).unwrap_or_default());
    let patterns: Vec<Pattern> = files.flat_map(|file| file.pattern.into_iter().chain(file.heading)).collect();
    let anchored = patterns.iter().map(|pattern| format!("^(?:{})$", pattern.re));
    Rules { set: RegexSet::new(anchored).unwrap_or_default(), patterns }
});

/// Marks the blocks of a document.
pub(super) fn mark(mut document: Document) -> Document {
    let told: Vec<Told> = document.blocks.iter().map(|block| tell(&document, block)).collect();
    for (at, words) in told.iter().enumerate() {
        let end = words.announces.map_or(at, |takes| reach(&document, &told, at, takes));
        // A heading that nothing follows of what it announces is one of the text, unless the text ends with it.
        let brings = end > at + 1 || end > at && end == document.blocks.len();
        let end = if brings { end } else { at + usize::from(words.alone) };
        for block in &mut document.blocks[at..end] {
            block.boilerplate = true;
        }
    }
    document
}

/// What the words of a block say.
#[derive(Clone, Copy, Default)]
struct Told {
    /// It is boilerplate, whatever follows.
    alone: bool,
    /// It is the heading of more.
    announces: Option<Takes>,
}

impl Told {
    fn is_any(self) -> bool {
        self.alone || self.announces.is_some()
    }
}

fn tell(document: &Document, block: &Block) -> Told {
    if block.range.len() > LONGEST || block.kind == BlockKind::Code || block.blockquote.is_some() {
        return Told::default();
    }
    let words = core(document.block_text(block));
    let found = RULES.set.matches(&words);
    let rules = found.iter().filter_map(|number| RULES.patterns.get(number));
    let mut told = Told::default();
    let (count, links) = (token::count(&words), linked(block));
    for rule in rules.filter(|rule| if rule.linked { links >= LINKED } else { rule.long || count <= WORDS }) {
        match rule.takes {
            Takes::Nothing => told.alone = true,
            takes if count <= HEADING_WORDS => told.announces = told.announces.or(Some(takes)),
            _ => {}
        }
    }
    told
}

/// Up to which block a heading reaches.
fn reach(document: &Document, told: &[Told], at: usize, takes: Takes) -> usize {
    let blocks = &document.blocks;
    let takes_part = |index: usize| {
        let block = &blocks[index];
        match takes {
            Takes::Words => !matches!(block.kind, BlockKind::Heading(_)) || told[index].is_any(),
            _ => {
                told[index].is_any()
                    || linked(block) >= ALL_LINKED
                    || block.kind == BlockKind::ListItem && token::count(document.block_text(block)) <= ITEM_WORDS
            }
        }
    };
    let is_last = at + 1 == blocks.len();
    if takes == Takes::Words && !is_last && blocks[at].range.start * 2 < document.text.len() {
        return at;
    }
    at + 1 + (at + 1..blocks.len()).take_while(|&index| takes_part(index)).count()
}

/// How many parts in a hundred of a block are links.
fn linked(block: &Block) -> usize {
    let links = block.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Link(_)));
    links.map(|mark| mark.range.len()).sum::<usize>() * 100 / block.range.len().max(1)
}

/// A block as the patterns see it: in lower case, on one line, without arrows, bullets and brackets at its edges.
fn core(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split_whitespace().map(|word| word.replace('’', "'")).collect::<Vec<_>>().join(" ");
    let begins = |c: char| !(c.is_alphanumeric() || matches!(c, '#' | '©'));
    words.trim_start_matches(begins).trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::Regex;

    use super::{Patterns, Takes, core};
    use crate::text::{Document, data};

    fn strictly() -> impl Iterator<Item = (String, Patterns)> {
        data::by_language("boilerplate", ".toml").into_iter().map(|(language, file)| {
            let patterns = toml::from_str(&file).unwrap_or_else(|error| panic!("{language}: {error}"));
            (language, patterns)
        })
    }

    fn marked(html: &str) -> Vec<String> {
        let document = Document::from_html(html, None);
        let blocks = document.blocks.iter().filter(|block| block.boilerplate);
        blocks.map(|block| document.block_text(block).to_owned()).collect()
    }

    fn escape(text: &str) -> String {
        text.replace('<', "&lt;")
    }

    #[test]
    fn every_pattern_finds_its_example_and_nothing_that_is_a_text() {
        for (language, patterns) in strictly() {
            for pattern in patterns.pattern.iter().chain(&patterns.heading) {
                let re = Regex::new(&format!("^(?:{})$", pattern.re)).unwrap();
                assert!(
                    re.is_match(&core(&pattern.example)),
                    "{language}: {} / {}",
                    pattern.re,
                    core(&pattern.example)
                );
                let example = escape(&pattern.example);
                let block = if pattern.linked { format!("<a href='/x'>{example}</a>") } else { example.clone() };
                assert_eq!(
                    marked(&format!("<p>Een tekst.</p><p>{block}</p>")),
                    [pattern.example.as_str()],
                    "{language}"
                );
                // The same words in a sentence are a sentence.
                let sentence = format!(
                    "<p>She wrote “{example}” on the wall of her kitchen, and we all laughed about it for days.</p>"
                );
                assert!(marked(&sentence).is_empty(), "{language}: {sentence}");
                if pattern.linked {
                    assert!(
                        !marked(&format!("<p>{example}</p>")).contains(&pattern.example)
                            || is_told_otherwise(&patterns, pattern)
                    );
                }
            }
            for text in &patterns.content {
                assert!(marked(&format!("<p>{}</p><p>Meer tekst.</p>", escape(text))).is_empty(), "{language}: {text}");
                assert!(
                    marked(&format!("<h2>{}</h2><p>Meer tekst.</p>", escape(text))).is_empty(),
                    "{language}: {text}"
                );
            }
        }
    }

    fn is_told_otherwise(patterns: &Patterns, pattern: &super::Pattern) -> bool {
        let others = patterns.pattern.iter().chain(&patterns.heading).filter(|other| !other.linked);
        let core = core(&pattern.example);
        others.into_iter().any(|other| Regex::new(&format!("^(?:{})$", other.re)).unwrap().is_match(&core))
    }

    #[test]
    fn a_heading_takes_what_it_announces() {
        assert_eq!(
            marked(
                "<p>Tekst.</p><h3>Related posts</h3><ul><li><a href=/1>One of many</a></li><li>Two</li></ul><p>And now the end of it all.</p>"
            ),
            ["Related posts", "One of many", "Two"]
        );
        assert_eq!(
            marked(
                "<p>Tekst.</p><p>Deel dit:</p><ul><li><a href=/1>Klik hier om het te delen met iedereen</a></li></ul>"
            ),
            ["Deel dit:", "Klik hier om het te delen met iedereen"]
        );
        // It announces nothing here: it is a heading of the text.
        assert!(marked("<h2>Categories</h2><p>I have four of them, and none of them fits anything.</p>").is_empty());
        assert_eq!(
            marked(
                "<p>Dit is de tekst, en die is lang genoeg om de eerste helft te zijn van wat hier staat.</p><h3>Over de auteur</h3><p>Noor schrijft over brood en leren.</p>"
            ),
            ["Over de auteur", "Noor schrijft over brood en leren."]
        );
        assert!(marked("<h3>Comments</h3><p>In this language comments begin with a hash, and nobody reads them, which is why they lie.</p>").is_empty());
    }

    #[test]
    fn quotations_and_code_are_never_boilerplate() {
        assert!(marked("<blockquote><p>Read more</p></blockquote><pre>Share this</pre>").is_empty());
    }

    #[test]
    fn takes_are_for_headings() {
        for (language, patterns) in strictly() {
            assert!(patterns.pattern.iter().all(|pattern| pattern.takes == Takes::Nothing), "{language}");
            assert!(patterns.heading.iter().all(|pattern| pattern.takes != Takes::Nothing), "{language}");
        }
    }

    proptest! {
        /// Whatever is around it, marking changes no text and no span.
        #[test]
        fn marking_changes_nothing_else(parts in prop::collection::vec(prop_oneof![
            Just("<p>Read more</p>".to_owned()), Just("<h3>Related posts</h3>".to_owned()), Just("<li><a href=x>a b</a>".to_owned()),
            Just("<p>Deel dit:</p>".to_owned()), "<p>[a-zé ]{0,30}</p>",
        ], 0..12)) {
            let marked = Document::from_html(&parts.concat(), None);
            let mut plain = marked.clone();
            for block in &mut plain.blocks {
                block.boilerplate = false;
            }
            let again = super::mark(plain.clone());
            prop_assert_eq!(&again, &marked);
            prop_assert_eq!(again.text, plain.text);
        }

        /// A long paragraph is somebody's text, whatever it mentions.
        #[test]
        fn prose_stays(before in "[A-Z][a-z]{3,9} [a-z]{2,8} [a-z ]{20,60}", after in "[a-z]{2,8} [a-z ]{20,60}[.]") {
            for words in ["share this", "lees verder", "read more", "leave a comment", "related posts", "reacties"] {
                let html = format!("<p>{before} {words} {after}</p>");
                prop_assert!(marked(&html).is_empty(), "{}", html);
            }
        }
    }
}
