//! Where sentences begin and end.
//!
//! A full stop ends a sentence unless something speaks against it: an abbreviation, an initial, an ordinal, a word in
//! lower case that follows. Closing quotation marks and brackets after it belong to the sentence.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
    sync::LazyLock,
};

use super::{BlockKind, Document, data, items, token};

/// One sentence of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands in [`Document::text`], in bytes; no white space at its edges.
    pub range: Range<usize>,
    /// The index of its block.
    pub block: usize,
}

/// The sentences of all blocks but code.
pub(super) fn of_document(document: &Document) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        let text = document.block_text(block);
        let base = block.range.start;
        let language = block.language.as_ref().map_or("en", |language| language.primary());
        match block.kind {
            BlockKind::Code => {}
            BlockKind::Heading(_) => sentences.push(Sentence { range: block.range.clone(), block: index }),
            _ => sentences.extend(
                split(text, language)
                    .into_iter()
                    .map(|range| Sentence { range: base + range.start..base + range.end, block: index }),
            ),
        }
    }
    sentences
}

/// Splits a paragraph; the ranges are byte ranges of `text` without white space at their edges. `language` is a
/// primary subtag; without abbreviations of its own the English ones serve.
#[must_use]
pub fn split(text: &str, language: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for next in items::starts(text).into_iter().chain([text.len()]) {
        let item = split_item(&text[start..next], language);
        sentences.extend(item.into_iter().map(|range| start + range.start..start + range.end));
        start = next;
    }
    sentences
}

fn split_item(text: &str, language: &str) -> Vec<Range<usize>> {
    let abbreviations = abbreviations(language);
    let list = items::is_list_of_lines(text);
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut open = Open::default();
    let mut chars = text.char_indices().peekable();
    let end_of = |sentences: &mut Vec<Range<usize>>, start: &mut usize, end: usize| {
        let piece = &text[*start..end];
        let from = *start + (piece.len() - piece.trim_start().len());
        let to = *start + piece.trim_end().len();
        if from < to {
            sentences.push(from..to);
        }
        *start = end;
    };
    while let Some((at, c)) = chars.next() {
        if c == '\n' {
            if list || line_ends_sentence(&text[start..at], &text[at + 1..]) {
                end_of(&mut sentences, &mut start, at);
            }
            continue;
        }
        if !is_stop(c) {
            continue;
        }
        let mut run = Run { stop: at, dots: usize::from(c == '.'), strong: c != '.' };
        let mut closed = at + c.len_utf8();
        while let Some(&(next_at, next)) = chars.peek() {
            // “. . .” is an ellipsis as well; “ ...” begins the next sentence.
            let spaced = next == ' ' && c == '.' && {
                let after = &text[next_at + 1..];
                after.starts_with('.') && !after.starts_with("..")
            };
            if !is_stop(next) && !spaced {
                break;
            }
            run.dots += usize::from(next == '.');
            run.strong |= next != '.' && next != ' ';
            closed = next_at + next.len_utf8();
            chars.next();
        }
        while let Some(&(next_at, next)) = chars.peek() {
            if !closes(next, &text[next_at + next.len_utf8()..]) {
                break;
            }
            closed = next_at + next.len_utf8();
            chars.next();
        }
        open.count(text, closed);
        let apart = open.closed_apart(&text[closed..]);
        if apart > 0 {
            closed += apart;
            while chars.peek().is_some_and(|&(next_at, _)| next_at < closed) {
                chars.next();
            }
        }
        if ends_sentence(text, start, &run, closed, language, abbreviations) {
            end_of(&mut sentences, &mut start, closed);
        }
    }
    end_of(&mut sentences, &mut start, text.len());
    sentences
}

/// A sentence has more words than this before an abbreviation ends it and a title begins the next.
const FRONTED: usize = 3;

/// A run of sentence-ending marks.
struct Run {
    /// Where it begins.
    stop: usize,
    /// How many full stops it has.
    dots: usize,
    /// Whether it has a mark that is never part of an abbreviation.
    strong: bool,
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

/// Whether `c`, right after a stop, still belongs to the sentence.
fn closes(c: char, after: &str) -> bool {
    match c {
        '”' | '’' | '"' | '\'' | '»' | '›' | ')' | ']' | '}' => !after.starts_with(char::is_alphanumeric),
        // Opening marks that some use for closing; an opening one has its word right behind it.
        '“' | '‘' => after.is_empty() || after.starts_with([' ', '\n', '.', ',']),
        _ => false,
    }
}

/// The marks of a paragraph that are still to be closed.
#[derive(Default)]
struct Open {
    /// Up to where they are counted, in bytes.
    counted: usize,
    straight: usize,
    angled: usize,
}

impl Open {
    fn count(&mut self, text: &str, end: usize) {
        for c in text[self.counted..end].chars() {
            match c {
                '"' => self.straight = 1 - self.straight,
                '«' => self.angled += 1,
                '»' => self.angled = self.angled.saturating_sub(1),
                _ => {}
            }
        }
        self.counted = end;
    }

    /// How many bytes after a stop belong to the sentence although a space stands between: the spaced marks of
    /// typescript (`gone. ''`) and of French (`fini. »`), a straight mark that closes an earlier one, the number of a
    /// footnote.
    fn closed_apart(&self, after: &str) -> usize {
        let Some(space) = after.chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}')) else { return 0 };
        let rest = &after[space.len_utf8()..];
        let ends = |length: usize| rest[length..].chars().next().is_none_or(char::is_whitespace);
        let marks = [("''", true), ("»", self.angled > 0), ("\"", self.straight > 0)];
        for (mark, expected) in marks {
            if expected && rest.starts_with(mark) && ends(mark.len()) {
                return space.len_utf8() + mark.len();
            }
        }
        let digits = rest.strip_prefix('[').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
        if (1..=3).contains(&digits) && rest[1 + digits..].starts_with(']') && ends(digits + 2) {
            return space.len_utf8() + digits + 2;
        }
        0
    }
}

/// Whether a line break inside a paragraph also ends a sentence: the new line begins like one, and the old line ends
/// like one or is too short to have been wrapped.
fn line_ends_sentence(before: &str, after: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before).trim_end();
    let next = after.trim_start();
    let starts = next.starts_with(|c: char| !c.is_lowercase());
    let stops = line.ends_with(|c: char| is_stop(c) || matches!(c, ':' | '”' | '"' | ')'));
    starts && (stops || line.chars().count() < 55)
}

fn ends_sentence(
    text: &str,
    start: usize,
    run: &Run,
    closed: usize,
    language: &str,
    abbreviations: &Abbreviations,
) -> bool {
    let rest = &text[closed..];
    if rest.trim().is_empty() {
        return true;
    }
    let cjk = text[run.stop..].starts_with(['。', '！', '？']);
    if cjk {
        return true;
    }
    if !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let quoted_end = text[run.stop..closed].ends_with(['”', '"', '’', '\'', '»', '“', ')', ']']);
    let next = rest.trim_start();
    let (opener, next) = skip_openers(next);
    let Some(first) = next.chars().next() else { return true };
    if first.is_lowercase() {
        // “'s Avonds” begins a sentence with a small letter after an apostrophe.
        return opener == Some(Opener::Apostrophe) && clitic(next);
    }
    if !first.is_alphanumeric() {
        // “... and then” and “…and then” begin with what was left out.
        let left_out = next.trim_start_matches(['.', '…']);
        if next.len() - left_out.len() >= 3 && left_out.starts_with(char::is_alphabetic) {
            return true;
        }
        // A dash or a comma goes on; a bullet, an emoji or a marker of some kind begins something new.
        return !matches!(first, ',' | ';' | ':' | '–' | '—' | '-' | '.' | '/' | '&' | '+' | '=' | '…' | '%');
    }
    if run.strong {
        return true;
    }
    if items::is_marker(text[start..closed].trim_start()) {
        return false;
    }
    if run.dots > 1 {
        return first.is_uppercase() && next.split_whitespace().next() != Some("I");
    }
    if quoted_end {
        return true;
    }
    let before = &text[start..run.stop];
    let word =
        before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '‘' | '„' | '/')).next();
    let word = word.unwrap_or(before);
    let next_word = next.split(|c: char| !c.is_alphanumeric() && c != '\'').next().unwrap_or(next);
    let starter = || token::is_stop_word(&next_word.to_lowercase(), language) && next_word != "I" && next_word != "U";
    let alone = before.trim().len() == word.len();
    if word.is_empty() {
        return true;
    }
    if word.chars().all(|c| c.is_ascii_digit()) {
        // “1. First”, and in German “am 3. Mai”.
        return !(alone || (language == "de" && word.len() <= 2 && !starter()));
    }
    let letters: Vec<char> = word.chars().collect();
    if let [letter] = letters[..] {
        if letter.is_uppercase() {
            return !alone && starter() && (letter == 'I' || next_word.len() > 2);
        }
        if alone {
            return false;
        }
    }
    let lower = word.to_lowercase();
    match abbreviations.get(lower.as_str()) {
        Some(Ending::Never) => false,
        Some(Ending::BeforeCapital) => first.is_uppercase(),
        Some(Ending::BeforeStarter) => {
            // “at 6 p.m. Mr. Brown left”: a title begins; “At 6 p.m. Mr. Brown” has no verb yet.
            let title = || {
                next[next_word.len()..].starts_with('.')
                    && abbreviations.get(next_word.to_lowercase().as_str()) == Some(&Ending::Never)
                    && word.contains('.')
                    && before.split_whitespace().nth(FRONTED).is_some()
            };
            first.is_uppercase() && (starter() || title())
        }
        None if word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2) => {
            // “J.R.R. Tolkien”, “U.S. troops”; an acronym at the end is followed by a word that begins sentences.
            first.is_uppercase() && starter()
        }
        None => true,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Opener {
    Apostrophe,
    Other,
}

/// Skips opening marks; says whether the last was an apostrophe.
fn skip_openers(text: &str) -> (Option<Opener>, &str) {
    let mut opener = None;
    let mut rest = text.strip_prefix(",,").map_or(text, str::trim_start);
    while let Some(c) = rest.chars().next() {
        opener = Some(match c {
            '\'' | '’' | '‘' => Opener::Apostrophe,
            '“' | '„' | '"' | '«' | '»' | '(' | '[' | '¿' | '¡' | '‚' | '`' => Opener::Other,
            _ => break,
        });
        rest = &rest[c.len_utf8()..];
    }
    (opener, rest)
}

/// Whether a text without its apostrophe begins with `s`, `t`, `n` … and a capital: “'s Avonds”, “'t Is”.
fn clitic(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.next().is_some_and(|word| matches!(word, "s" | "t" | "n" | "k" | "m" | "r"))
        && words.next().is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// What a full stop after an abbreviation may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// Part of the abbreviation only: a name or a number follows.
    Never,
    /// The end of the sentence too, when a capital follows.
    BeforeCapital,
    /// The end of the sentence too, when a word follows that begins sentences.
    BeforeStarter,
}

/// Abbreviations in lower case without their last full stop.
type Abbreviations = HashMap<String, Ending>;

fn abbreviations(language: &str) -> &'static Abbreviations {
    static TABLES: LazyLock<(BTreeMap<String, Abbreviations>, Abbreviations)> = LazyLock::new(|| {
        let files = data::by_language("abbreviations", ".txt").into_iter();
        (files.map(|(language, file)| (language, table(&file))).collect(), Abbreviations::new())
    });
    let (tables, none) = &*TABLES;
    tables.get(language).or_else(|| tables.get("en")).unwrap_or(none)
}

/// One abbreviation a word; `+` before it: may end a sentence before a capital; `?`: only before a word that begins
/// sentences.
fn table(file: &str) -> Abbreviations {
    data::words(file)
        .map(|word| match (word.strip_prefix('+'), word.strip_prefix('?')) {
            (Some(word), _) => (word.to_owned(), Ending::BeforeCapital),
            (_, Some(word)) => (word.to_owned(), Ending::BeforeStarter),
            _ => (word.to_owned(), Ending::Never),
        })
        .collect()
}
