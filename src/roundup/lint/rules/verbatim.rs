//! Words are somebody's, and then they stand in the source, or they are the host's own.

use std::ops::Range;

use super::super::{
    Context, Findings,
    voices::{Quotation, Voice},
};
use crate::{
    model::LintCode,
    roundup::verify::fold,
    text::{BlockKind, token},
};

/// A piece of a quotation with fewer words proves nothing.
const FEW: usize = 3;

/// `E-QUOTE`: what is quoted stands in the text it is quoted from.
pub(super) fn quotations(context: &Context<'_>, findings: &mut Findings<'_, '_>) {
    for quotation in context.quotations.iter().filter(|quotation| quotation.sure) {
        let text = &context.reading.document.text[quotation.inner.clone()];
        let pieces = pieces(text);
        if pieces.is_empty() {
            continue;
        }
        let sources = sources_of(context, quotation);
        let stands = |entry: &usize| pieces.iter().all(|piece| context.sources.holds(*entry, piece));
        // Where a text is not on this machine nobody can say that the words are not in it.
        if sources.is_empty() || sources.iter().any(stands) || sources.iter().any(|at| !context.sources.has_text(*at)) {
            continue;
        }
        let entries = &context.collected.entries;
        let stood = |entry: &&usize| pieces.iter().all(|piece| context.sources.held(**entry, piece));
        let elsewhere = (0..entries.len()).find(|entry| !sources.contains(entry) && stands(entry));
        let whose = entries[sources[0]].author.name.as_str();
        let (message, help) = if let Some(changed) = sources.iter().find(stood) {
            (
                format!("{} has changed the post: these words are no longer in it", entries[*changed].author.name),
                "quote what is there now, or leave the quotation marks out".to_owned(),
            )
        } else if let Some(at) = elsewhere {
            (
                format!("these words are in {}’s entry, not in {whose}’s", entries[at].author.name),
                format!("name {} as their source", entries[at].author.name),
            )
        } else {
            (
                format!("these words are not in {whose}’s entry"),
                "copy them letter by letter, or leave the quotation marks out; if the post has changed, \
                 `blogkermis fetch` reads it again"
                    .to_owned(),
            )
        };
        findings.at(LintCode::Quote, &quotation.outer, message, help);
    }
}

/// The entries that a quotation may come from.
fn sources_of(context: &Context<'_>, quotation: &Quotation) -> Vec<usize> {
    let entries = context.collected.entries.iter().enumerate();
    let speaks = |name: &str| match &quotation.voice {
        Voice::Person(speaker) => speaker == name,
        Voice::Ambiguous(people) => people.iter().any(|person| person == name),
        _ => false,
    };
    let is_source = |(at, entry): &(usize, &crate::model::Entry)| {
        speaks(&entry.author.name) || quotation.near.contains(at) || quotation.voice == Voice::Host && entry.by_host
    };
    entries.filter(is_source).map(|(at, _)| at).collect()
}

/// What must stand in the source of a quotation, folded: what is left out (`…`) or put in (`[…]`) divides it.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut depth = 0usize;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let is_gap = ["(...)", "(…)", "..."].into_iter().find(|gap| rest.starts_with(gap));
        match (is_gap, c) {
            (Some(gap), _) => {
                pieces.push(String::new());
                rest = &rest[gap.len()..];
                continue;
            }
            (None, '[') => {
                depth += 1;
                pieces.push(String::new());
            }
            (None, ']') => depth = depth.saturating_sub(1),
            (None, '…') => pieces.push(String::new()),
            _ if depth > 0 => {}
            (None, c) => pieces.last_mut().into_iter().for_each(|piece| piece.push(c)),
        }
        rest = &rest[c.len_utf8()..];
    }
    let is_end = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?');
    let pieces = pieces.iter().map(|piece| fold(piece.trim_matches(is_end)));
    pieces.filter(|piece| token::count(piece) >= FEW).collect()
}

/// `W-BORROW`: a run of words that stands in a source too stands between quotation marks.
pub(super) fn borrowed(context: &Context<'_>, findings: &mut Findings<'_, '_>) {
    let length = context.settings.lint.borrowed_words.max(1);
    let windows = own_windows(context, length);
    let entries = &context.collected.entries;
    for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| !entry.by_host) {
        let runs = context.sources.runs(at, length);
        let title = fold(&entry.title).to_lowercase();
        let mut run: Option<Range<usize>> = None;
        for (range, _) in windows.iter().filter(|(_, words)| runs.contains(words) && !title.contains(words)) {
            match &mut run {
                // Windows overlap as long as the words go on.
                Some(run) if range.start < run.end => run.end = range.end,
                other => {
                    if let Some(done) = other.replace(range.clone()) {
                        report(findings, &done, &entry.author.name);
                    }
                }
            }
        }
        if let Some(run) = run {
            report(findings, &run, &entry.author.name);
        }
    }
}

/// Every run of so many of the host's own words, with its place in the document.
fn own_windows(context: &Context<'_>, length: usize) -> Vec<(Range<usize>, String)> {
    let mut windows = Vec::new();
    for stretch in own_words(context) {
        for window in stretch.windows(length) {
            let words: Vec<&str> = window.iter().map(|(_, word)| word.as_str()).collect();
            if let (Some((first, _)), Some((last, _))) = (window.first(), window.last()) {
                windows.push((first.start..last.end, words.join(" ")));
            }
        }
    }
    windows
}

fn report(findings: &mut Findings<'_, '_>, run: &Range<usize>, author: &str) {
    findings.at(
        LintCode::Borrow,
        run,
        format!("these are {author}’s words, without quotation marks"),
        "put them between quotation marks, or say it in your own words",
    );
}

/// The stretches of the text that are the host's own words: no quotation, no block set apart, no title.
fn own_words(context: &Context<'_>) -> Vec<Vec<(Range<usize>, String)>> {
    let reading = &context.reading;
    let mut stretches = Vec::new();
    for (_, block) in reading.prose().filter(|(_, b)| b.blockquote.is_none() && b.kind != BlockKind::Caption) {
        let links: Vec<Range<usize>> = reading.links(block.range.clone()).map(|link| link.range).collect();
        let quoted = context.quotations.iter().map(|quotation| &quotation.outer);
        let apart: Vec<&Range<usize>> =
            quoted.filter(|q| q.start < block.range.end && block.range.start < q.end).chain(&links).collect();
        let mut stretch = Vec::new();
        for (range, word) in token::words(reading.document.block_text(block)) {
            let range = block.range.start + range.start..block.range.start + range.end;
            if apart.iter().any(|apart| apart.contains(&range.start)) {
                stretches.push(std::mem::take(&mut stretch));
            } else {
                // As the sources' words are folded.
                stretch.push((range, word.to_lowercase().replace('’', "'")));
            }
        }
        stretches.push(stretch);
    }
    stretches.retain(|stretch| !stretch.is_empty());
    stretches
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn what_is_left_out_or_put_in_divides_a_quotation() {
        assert_eq!(
            pieces("“Ik [Anna] leer het zo”, … en dan (…) nog een hele keer opnieuw."),
            ["leer het zo\"", "nog een hele keer opnieuw"]
        );
        assert_eq!(pieces("Ja. Nee."), Vec::<String>::new());
    }
}
