//! How much: of words about an entry, and of words out of it.

use std::{collections::BTreeMap, ops::Range};

use super::super::{Context, Findings, first_line};
use crate::{
    model::{EntryKind, LintCode},
    roundup::verify::fold,
    text::token,
};

/// In a roundup of so many entries half the words will do: readers have them all to read.
const CROWD: usize = 40;

/// `W-BLURB`: an entry gets as many words as it takes to show that somebody has read it.
pub(super) fn blurbs(context: &Context<'_>, findings: &mut Findings<'_, '_>) {
    let policy = context.settings.lint;
    let crowded = context.collected.entries.len() >= CROWD;
    let fewest = if crowded { policy.blurb_min_words / 2 } else { policy.blurb_min_words };
    let (reading, listing) = (&context.reading, &context.listing);
    let in_list = |blurb: &&Range<usize>| listing.blocks.contains(&blurb.start);
    let starts: Vec<usize> = listing.blurbs.iter().flatten().filter(in_list).map(|blurb| blurb.start).collect();
    // A block that tells of several entries is no blurb of one.
    let is_alone = |start: usize| starts.iter().filter(|other| **other == start).count() == 1;
    let alone = starts.iter().filter(|start| is_alone(**start)).count();
    // Where most entries are told of in one story, there are no blurbs to measure.
    if 2 * alone <= listing.blurbs.len() {
        return;
    }
    for (entry, blurb) in context.collected.entries.iter().zip(&listing.blurbs) {
        let Some(blurb) = blurb.as_ref().filter(in_list).filter(|blurb| is_alone(blurb.start)) else { continue };
        let words: usize = blurb.clone().map(|block| token::count(reading.text(block))).sum();
        // A toot is told in a line; of a post that may not be quoted the machine can say no more than its title.
        let may_be_short = entry.kind == EntryKind::Mini || entry.summary.is_none();
        let message = if words < fewest && !may_be_short {
            format!("{words} words about this entry: fewer than {fewest}")
        } else if words > policy.blurb_max_words {
            format!("{words} words about this entry: more than {}", policy.blurb_max_words)
        } else {
            continue;
        };
        let place = first_line(&reading.document.text, &reading.document.blocks[blurb.start].range);
        let help = "who, which title, what this person did or asked, what it shows: three to six sentences";
        findings.at(LintCode::Blurb, &place, message, help);
    }
}

/// `W-LONGQ`: quotations keep to the policy: each of them, all of one source, all of the roundup. What the policy itself
/// lets through of an entry (its summary, its definitions) is within it.
pub(super) fn long_quotations(context: &Context<'_>, findings: &mut Findings<'_, '_>) {
    let (lint, policy) = (context.settings.lint, context.settings.quotation);
    let document = &context.reading.document;
    let mut per_source: BTreeMap<usize, usize> = BTreeMap::new();
    let mut all = 0;
    for quotation in context.quotations.iter().filter(|quotation| quotation.sure) {
        let text = &document.text[quotation.inner.clone()];
        if context.sources.is_published(&fold(text)) {
            continue;
        }
        let (characters, words) = (text.chars().count(), token::count(text));
        all += words;
        if characters > policy.quote_max_chars {
            findings.at(
                LintCode::LongQuote,
                &quotation.outer,
                format!("a quotation of {characters} characters: more than {}", policy.quote_max_chars),
                "cut it with […], or give its gist; a longer one can be picked in the entry’s file",
            );
        }
        let folded = fold(text);
        for source in (0..context.collected.entries.len()).filter(|at| context.sources.holds(*at, &folded)) {
            let sum = per_source.entry(source).or_default();
            let before = *sum;
            *sum += words;
            let Some(total) = context.sources.words(source) else { continue };
            let most = share_of(total, lint.source_share);
            if before <= most && *sum > most {
                let entry = &context.collected.entries[source];
                findings.at(
                    LintCode::LongQuote,
                    &quotation.outer,
                    format!("with this, {sum} of the {total} words of “{}” are quoted", entry.title),
                    format!("quote at most {most}: leave something out, or say it in your own words"),
                );
            }
        }
    }
    let total = document.word_count();
    if all > share_of(total, lint.quoted_share) {
        findings.anywhere(
            LintCode::LongQuote,
            format!("{all} of the {total} words of the roundup are quotations"),
            format!("at most {}: say more in your own words", share_of(total, lint.quoted_share)),
        );
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a count of words")]
fn share_of(total: usize, share: f64) -> usize {
    (total as f64 * share) as usize
}
