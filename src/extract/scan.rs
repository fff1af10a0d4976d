//! A document taken apart once, for all rules: words with stems, sentences, where the theme is named.

use std::{collections::HashMap, ops::Range};

use super::theme::{Term, Theme};
use crate::text::{Block, Document, Sentence, stem, token};

/// One word.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) range: Range<usize>,
    /// The number of its lower-case form in [`Scan::forms`].
    pub(super) form: usize,
}

/// A distinct word in lower case.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) lower: String,
    pub(super) stem: String,
    pub(super) stop: bool,
    /// Whether it can begin a mention of the theme.
    begins: bool,
    /// Whether it is a compound with a term of the theme as its part.
    joined: bool,
}

/// One place where the theme is named.
#[derive(Clone, Debug)]
pub(super) struct Mention<'t> {
    pub(super) term: &'t Term,
    /// In bytes of the document.
    pub(super) range: Range<usize>,
}

/// A document taken apart.
pub(super) struct Scan<'d, 't> {
    pub(super) document: &'d Document,
    pub(super) theme: &'t Theme,
    pub(super) sentences: Vec<Sentence>,
    pub(super) words: Vec<Word>,
    pub(super) forms: Vec<Form>,
    pub(super) mentions: Vec<Mention<'t>>,
}

impl<'d, 't> Scan<'d, 't> {
    pub(super) fn new(document: &'d Document, theme: &'t Theme) -> Self {
        let mut words = Vec::new();
        let mut forms: Vec<Form> = Vec::new();
        let mut per_language: HashMap<&str, HashMap<String, usize>> = HashMap::new();
        let mut lower = String::new();
        let mut mentions = Vec::new();
        for block in &document.blocks {
            let language = language_of(block);
            let first = words.len();
            let known = per_language.entry(language).or_default();
            for (range, word) in token::words(document.block_text(block)) {
                lower.clear();
                if word.is_ascii() {
                    lower.push_str(word);
                    lower.make_ascii_lowercase();
                } else {
                    lower.extend(word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
                }
                let seen = known.get(lower.as_str()).copied();
                let form = seen.unwrap_or_else(|| {
                    let stem = stem::stem(&lower, language).into_owned();
                    let stop = token::is_stop_word(&lower, language);
                    let begins = theme.may_begin_with(&lower, &stem);
                    let joined = !begins && !stop && theme.is_part_of(&lower, &stem);
                    forms.push(Form { lower: lower.clone(), stem, stop, begins, joined });
                    known.insert(lower.clone(), forms.len() - 1);
                    forms.len() - 1
                });
                words.push(Word { range: block.range.start + range.start..block.range.start + range.end, form });
            }
            find_mentions(theme, &words[first..], &forms, &mut mentions);
        }
        Self { document, theme, sentences: document.sentences(), words, forms, mentions }
    }

    /// The words inside a byte range.
    pub(super) fn words_in(&self, range: &Range<usize>) -> &[Word] {
        let from = self.words.partition_point(|word| word.range.start < range.start);
        let to = self.words.partition_point(|word| word.range.end <= range.end);
        &self.words[from..to.max(from)]
    }

    /// The mentions of the theme inside a byte range.
    pub(super) fn mentions_in(&self, range: &Range<usize>) -> &[Mention<'t>] {
        let from = self.mentions.partition_point(|mention| mention.range.start < range.start);
        let to = self.mentions.partition_point(|mention| mention.range.end <= range.end);
        &self.mentions[from..to.max(from)]
    }

    /// Compounds that hold a term of the theme: the first of them, and how many there are in the text.
    pub(super) fn compounds(&self) -> Option<(&str, usize)> {
        if !self.forms.iter().any(|form| form.joined) {
            return None;
        }
        let mut joined = self.words.iter().map(|word| &self.forms[word.form]).filter(|form| form.joined);
        let first = joined.next()?;
        Some((&first.lower, 1 + joined.count()))
    }

    pub(super) fn text(&self, range: &Range<usize>) -> &'d str {
        self.document.text.get(range.clone()).unwrap_or_default()
    }

    /// The language of a sentence: its block's, or that of the words quoted there; English where nobody knows.
    pub(super) fn language_of(&self, sentence: &Sentence) -> &'d str {
        let block = &self.document.blocks[sentence.block];
        self.document.language_in(block, &sentence.range).map_or("en", |language| language.primary())
    }

    /// The block a byte stands in.
    pub(super) fn block_at(&self, byte: usize) -> usize {
        self.document.blocks.partition_point(|block| block.range.end <= byte).min(self.document.blocks.len().max(1) - 1)
    }
}

/// The language of a block; English where nobody knows.
pub(super) fn language_of(block: &Block) -> &str {
    block.language.as_ref().map_or("en", |language| language.primary())
}

/// How far a term may reach beyond its first word, in words; for slices of the right size.
const LONGEST_TERM: usize = 8;

fn find_mentions<'t>(theme: &'t Theme, words: &[Word], forms: &[Form], mentions: &mut Vec<Mention<'t>>) {
    if theme.terms.is_empty() {
        return;
    }
    let mut at = 0;
    while at < words.len() {
        // Most words begin no term.
        if forms[words[at].form].begins {
            let reach = &words[at..words.len().min(at + LONGEST_TERM)];
            let lower: Vec<&str> = reach.iter().map(|word| forms[word.form].lower.as_str()).collect();
            let stems: Vec<&str> = reach.iter().map(|word| forms[word.form].stem.as_str()).collect();
            if let Some((term, length)) = theme.term_at(&lower, &stems) {
                let last = &words[(at + length - 1).min(words.len() - 1)];
                mentions.push(Mention { term, range: words[at].range.start..last.range.end });
                at += length;
                continue;
            }
        }
        at += 1;
    }
}
