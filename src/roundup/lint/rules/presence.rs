//! Everybody is there: listed, woven in, and nobody too often.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::super::{Context, Findings, listing::links_to, voices::Voice};
use crate::{
    model::{LintCode, address},
    text::BlockKind,
};

/// `E-LOST`: every accepted entry is listed. The host's own is the business of `W-OWN`.
pub(super) fn lost(context: &Context<'_>, findings: &mut Findings<'_, '_>) {
    for (at, entry) in context.collected.entries.iter().enumerate() {
        if !entry.by_host && !context.listing.lists(at) {
            findings.anywhere(
                LintCode::Lost,
                format!("“{}” by {} was accepted and is not in the list", entry.title, entry.author.name),
                "add it with its link, or call for the whole list with `{{ entries() }}`",
            );
        }
    }
}

/// `E-ORPHAN`: whoever is quoted in the host's own name takes part.
pub(super) fn orphans(context: &Context<'_>, findings: &mut Findings<'_, '_>) {
    let mut seen = BTreeSet::new();
    for quotation in context.quotations.iter().filter(|quotation| quotation.sure) {
        let Voice::Person(name) = &quotation.voice else { continue };
        let takes_part = context.collected.entries.iter().any(|entry| &entry.author.name == name);
        // What an entry quotes is brought in by that entry.
        if takes_part || !quotation.near.is_empty() || !seen.insert(name) {
            continue;
        }
        let named =
            context.named.iter().rfind(|named| &named.name == name && named.range.start <= quotation.outer.start);
        let named = named.or_else(|| context.named.iter().find(|named| &named.name == name));
        let place = named.map_or(&quotation.outer, |named| &named.range);
        findings.at(
            LintCode::Orphan,
            place,
            format!("{name} is quoted and has no entry in the list"),
            "add the entry, or say whose entry quotes these words",
        );
    }
}

/// `W-OWN`: the host takes part, and says which entry is the host's own.
pub(super) fn own(context: &Context<'_>, findings: &mut Findings<'_, '_>) {
    let Some(host) = &context.collected.host else { return };
    let mut own = context.collected.entries.iter().enumerate().filter(|(_, entry)| entry.by_host).peekable();
    if own.peek().is_none() && !context.collected.entries.is_empty() {
        findings.anywhere(
            LintCode::Own,
            format!("{} is the host and has no entry", host.name),
            "write one, or leave it: `lint = { allow = [\"W-OWN\"] }`",
        );
    }
    for (at, entry) in own {
        match context.listing.blurbs.get(at).and_then(Option::as_ref) {
            None if context.listing.automatic => {}
            None => findings.anywhere(
                LintCode::Own,
                format!("“{}”, the host’s own entry, is not in the list", entry.title),
                "add it, in the first person, at the end of the list",
            ),
            Some(blurb) => {
                let told = blurb.clone().map(|block| told(context, block)).collect::<Vec<_>>();
                if !context.words.speaks_of_self(&told.join(" ")) {
                    let block = &context.reading.document.blocks[blurb.start].range;
                    findings.at(
                        LintCode::Own,
                        &super::super::first_line(&context.reading.document.text, block),
                        format!("nothing says that “{}” is the host’s own entry", entry.title),
                        "tell of it in the first person: “my own entry …”, “mijn eigen bijdrage …”",
                    );
                }
            }
        }
    }
}

/// The host's own words in a block: a title may be in the first person, and so may what is quoted.
fn told(context: &Context<'_>, block: usize) -> String {
    let block = &context.reading.document.blocks[block].range;
    let links: Vec<Range<usize>> = context.reading.links(block.clone()).map(|link| link.range).collect();
    let quoted: Vec<&Range<usize>> = context.quotations.iter().map(|quotation| &quotation.outer).collect();
    let text = context.reading.document.text.get(block.clone()).unwrap_or_default();
    let is_own = |at: usize| !links.iter().chain(quoted.iter().copied()).any(|apart| apart.contains(&at));
    text.char_indices().map(|(at, c)| if is_own(block.start + at) { c } else { ' ' }).collect()
}

/// Which entries each block names: by author or by a link.
fn named_in(context: &Context<'_>, blocks: impl Iterator<Item = usize>) -> BTreeSet<usize> {
    let entries = &context.collected.entries;
    let keys: Vec<Option<String>> = entries.iter().map(|entry| entry.url.as_ref().map(address::key)).collect();
    let mut named = BTreeSet::new();
    for block in blocks {
        let range = &context.reading.document.blocks[block].range;
        let people: BTreeSet<&str> =
            context.named.iter().filter(|n| range.contains(&n.range.start)).map(|n| n.name.as_str()).collect();
        let links: Vec<_> = context.reading.links(range.clone()).collect();
        for (at, entry) in entries.iter().enumerate() {
            let is_linked = links.iter().any(|link| links_to(link.address, keys[at].as_deref()));
            if is_linked || people.contains(entry.author.name.as_str()) {
                named.insert(at);
            }
        }
    }
    named
}

/// The blocks that weave the entries together: what stands after the list, or else before it.
fn synthesis(context: &Context<'_>) -> Vec<usize> {
    let listing = &context.listing;
    let blocks = context.reading.prose().filter(|(_, block)| !matches!(block.kind, BlockKind::Heading(_)));
    let outside: Vec<usize> = blocks.map(|(at, _)| at).filter(|at| !listing.blocks.contains(at)).collect();
    let after: Vec<usize> = outside.iter().copied().filter(|at| *at >= listing.blocks.end).collect();
    if named_in(context, after.iter().copied()).is_empty() {
        // The first paragraph welcomes everybody; that is no thread.
        outside.into_iter().filter(|at| *at < listing.blocks.start).skip(1).collect()
    } else {
        after
    }
}

/// `W-THREAD`: every entry comes back where the entries are woven together. The host weaves, and need not.
pub(super) fn threads(context: &Context<'_>, findings: &mut Findings<'_, '_>) {
    if context.listing.blocks.is_empty() {
        return;
    }
    let woven = named_in(context, synthesis(context).into_iter());
    if woven.is_empty() {
        // A plain list has no threads to be missing from.
        return;
    }
    let entries = &context.collected.entries;
    let authors: BTreeSet<&str> = woven.iter().map(|&at| entries[at].author.name.as_str()).collect();
    let mut said = BTreeSet::new();
    for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| !entry.by_host) {
        let Some(blurb) = &context.listing.blurbs[at] else { continue };
        if !authors.contains(entry.author.name.as_str()) && said.insert(entry.author.name.as_str()) {
            let block = &context.reading.document.blocks[blurb.start].range;
            findings.at(
                LintCode::Thread,
                &super::super::first_line(&context.reading.document.text, block),
                format!("{} stands in the list and nowhere in what connects the entries", entry.author.name),
                "what does this entry share with another, or contradict?",
            );
        }
    }
}

/// `W-BALANCE`: nobody is left to the automatic list, nobody is quoted more than a few times.
pub(super) fn balance(context: &Context<'_>, findings: &mut Findings<'_, '_>) {
    let entries = &context.collected.entries;
    if context.listing.automatic {
        let all = named_in(context, 0..context.reading.document.blocks.len());
        let authors: BTreeSet<&str> = all.iter().map(|&at| entries[at].author.name.as_str()).collect();
        let missing = entries.iter().filter(|e| !e.by_host && !authors.contains(e.author.name.as_str()));
        for name in missing.map(|entry| entry.author.name.as_str()).collect::<BTreeSet<_>>() {
            findings.anywhere(
                LintCode::Balance,
                format!("{name} stands in the list that the page makes, and nowhere in the text"),
                "say a sentence about the entry",
            );
        }
    }
    let most = context.settings.lint.quotes_per_person;
    let mut quoted: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, quotation) in context.quotations.iter().enumerate().filter(|(_, quotation)| quotation.sure) {
        // Somebody else's words that are only passed on are not the sharer's.
        if let (Voice::Person(name), None) = (&quotation.voice, &quotation.originator) {
            quoted.entry(name).or_default().push(at);
        }
    }
    for (name, times) in quoted {
        if let Some(&first_too_many) = times.get(most) {
            findings.at(
                LintCode::Balance,
                &context.quotations[first_too_many].outer,
                format!("{name} is quoted {} times", times.len()),
                format!("more than {most} are a lot beside the others: leave one out, or say it in your own words"),
            );
        }
    }
}
