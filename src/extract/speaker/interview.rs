//! Interviews: questions as headings or in bold, answers between marks. The name of whoever answers stands once, in
//! front of the first answer or in the introduction.

use std::collections::BTreeSet;

use crate::{
    extract::{
        lexicon::Lexicon,
        names::{self, Known},
        quotes::Quotation,
        scan::{Scan, language_of},
        speaker::Attributed,
    },
    model::Attribution,
    text::{Block, BlockKind, Mark, MarkKind},
};

/// So many questions with an answer make an interview.
const FEWEST: usize = 3;
/// A question has no more words than this.
const LONGEST_QUESTION: usize = 40;
/// The introduction ends here, in bytes, if no question has ended it before.
const INTRODUCTION: usize = 6_000;
/// The name stands within so many words behind “an interview with”.
const REACH: usize = 8;

/// The quotations that answer, by index into `found`, in the order of the text, and who gives the answers that carry
/// no name of their own; nobody when there are two or more who might.
pub(in crate::extract) fn answers(
    scan: &Scan<'_, '_>,
    known: &Known,
    found: &[Quotation],
) -> Option<(Vec<usize>, Attributed)> {
    let mut answering = Vec::new();
    let mut first_question = None;
    let (mut questions, mut asked) = (0usize, false);
    let mut next = 0;
    for (index, block) in scan.document.blocks.iter().enumerate() {
        if block.boilerplate {
            continue;
        }
        let begins = found[next..].iter().position(|quotation| quotation.outer.start >= block.range.start);
        next += begins.unwrap_or(found.len() - next);
        let quotation = found.get(next).filter(|quotation| quotation.outer.start < block.range.end);
        if is_question(scan, block, quotation) {
            asked = true;
            first_question.get_or_insert(index);
            continue;
        }
        if matches!(block.kind, BlockKind::Heading(_)) || is_markdown_heading(scan.document.block_text(block)) {
            asked = false;
        } else if let Some(quotation) = quotation.filter(|_| asked)
            && answers_here(scan, block, quotation)
        {
            // Several paragraphs may answer one question.
            let another = answering.last().is_none_or(|&last: &usize| {
                let last = scan.block_at(found[last].outer.start);
                (last + 1..index).any(|between| is_question(scan, &scan.document.blocks[between], None))
            });
            questions += usize::from(another);
            answering.push(next);
        }
    }
    if questions < FEWEST {
        return None;
    }
    let named: BTreeSet<&Attribution> = answering
        .iter()
        .filter_map(|&index| found[index].attributed.speaker.as_ref())
        .filter(|who| !who.is_bare())
        .collect();
    let mut named = named.into_iter();
    let speaker = match (named.next(), named.next()) {
        (Some(only), None) => only.clone(),
        (None, _) => Attribution::Person(introduced(scan, known, first_question?)?),
        _ => return None,
    };
    Some((answering, Attributed::new("interview", Some(speaker))))
}

/// Whether a quotation stands where an answer does: at the beginning of its block, or behind a label.
fn answers_here(scan: &Scan<'_, '_>, block: &Block, quotation: &Quotation) -> bool {
    let label = scan.text(&(block.range.start..quotation.outer.start)).trim();
    label.is_empty() || (label.ends_with(':') && label.split_whitespace().count() <= 4)
}

/// Whether a block asks something: a heading, a paragraph in bold or italics, or in plain text a line like a heading.
fn is_question(scan: &Scan<'_, '_>, block: &Block, quotation: Option<&Quotation>) -> bool {
    let text = scan.document.block_text(block);
    let trimmed = text.trim_end_matches(['*', '_', ' ']);
    if !trimmed.ends_with('?') || quotation.is_some_and(|quotation| quotation.outer.start == block.range.start) {
        return false;
    }
    let emphatic = |mark: &Mark| {
        matches!(mark.kind, MarkKind::Strong | MarkKind::Emphasis)
            && mark.range.start == block.range.start
            && mark.range.end + 1 >= block.range.end
    };
    let set_off = matches!(block.kind, BlockKind::Heading(_) | BlockKind::Term)
        || is_markdown_heading(text)
        || (text.starts_with("**") && text.ends_with("**"))
        || block.marks.iter().any(emphatic);
    set_off && scan.words_in(&block.range).len() <= LONGEST_QUESTION
}

fn is_markdown_heading(text: &str) -> bool {
    text.trim_start_matches('#').starts_with(' ') && text.starts_with('#')
}

/// Who is said to be interviewed before the first question; nobody when there are several.
pub(in crate::extract) fn introduced(scan: &Scan<'_, '_>, known: &Known, first_question: usize) -> Option<String> {
    let mut people = BTreeSet::new();
    for block in &scan.document.blocks[..first_question] {
        if block.boilerplate || block.range.start > INTRODUCTION {
            continue;
        }
        let text = scan.document.block_text(block);
        let language = language_of(block);
        let phrases = &Lexicon::of(language).quotes.interviewing;
        // ASCII only: offsets must hold in the text as well.
        let lower = text.to_ascii_lowercase();
        if !phrases.in_text(&lower) {
            continue;
        }
        let names = names::find(text, language);
        for phrase in phrases.iter() {
            for (at, _) in lower.match_indices(phrase) {
                let from = at + phrase.len();
                let near = names.iter().find(|name| name.range.start >= from).filter(|name| {
                    let between = &text[from..name.range.start];
                    between.split_whitespace().count() <= REACH && !between.contains(['.', '?', '!', ';'])
                });
                if let Some(name) = near.filter(|name| name.words >= 2 || known.knows(&name.text)) {
                    people.insert(known.complete(&name.text));
                }
            }
        }
    }
    let mut people = people.into_iter();
    let only = people.next()?;
    people.next().is_none().then_some(only)
}
