//! Which part of a roundup lists the entries, and where each of them stands in it.

use std::{collections::HashSet, ops::Range};

use url::Url;

use super::{reading::Reading, words::LintWords};
use crate::{
    content::Shortcode,
    extract::Named,
    model::{Entry, address},
    roundup::CollectedEdition,
    text::{BlockKind, fold},
};

/// A name begins a list item within so many bytes.
const HEAD: usize = 80;
/// From here on a block stands for an entry.
const ENOUGH: usize = 2;

/// The part of a roundup that lists the entries.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// Whether the page lists everything by itself: `{{ entries() }}`.
    pub(super) automatic: bool,
    /// For every entry of the edition, in its order: where the text tells of it, as blocks.
    pub(super) blurbs: Vec<Option<Range<usize>>>,
    /// The heading or the sentence over the list, or its first block.
    pub(super) head: Option<usize>,
    /// The blocks of the list; empty when the text has none.
    pub(super) blocks: Range<usize>,
    /// Items of the list that tell of no entry the edition knows.
    pub(super) strangers: usize,
}

impl Listing {
    pub(super) fn find(
        reading: &Reading<'_>,
        collected: &CollectedEdition,
        named: &[Named],
        words: &LintWords,
    ) -> Self {
        let entries = &collected.entries;
        let automatic = reading.calls(Shortcode::Entries);
        let marks = Marks { reading, named, words };
        let scores: Vec<Vec<usize>> = entries.iter().map(|entry| marks.scores(entry)).collect();
        let blocks = &reading.document.blocks;
        let sections = sections(reading);
        let told = |section: &Range<usize>| {
            scores.iter().filter(|row| row[section.clone()].iter().any(|score| *score >= ENOUGH)).count()
        };
        // The last of equals: definitions and threads name people too, and the list is what a roundup leads up to.
        let best = sections.iter().max_by_key(|section| told(section)).filter(|section| told(section) > 0);
        let mut firsts: Vec<Option<usize>> = Vec::new();
        for row in &scores {
            let strongest = |within: Range<usize>| {
                let best = within.clone().map(|at| row[at]).max().filter(|score| *score >= ENOUGH)?;
                within.into_iter().find(|at| row[*at] == best)
            };
            firsts.push(best.and_then(|section| strongest(section.clone())).or_else(|| strongest(0..blocks.len())));
        }
        let begins: HashSet<usize> = firsts.iter().flatten().copied().collect();
        let blurbs: Vec<Option<Range<usize>>> =
            firsts.iter().map(|first| first.map(|first| extent(reading, first, &begins))).collect();
        let in_best = |range: &&Range<usize>| best.is_some_and(|section| section.contains(&range.start));
        let listed = || blurbs.iter().flatten().filter(in_best);
        let span = listed().map(|r| r.start).min().unwrap_or(0)..listed().map(|r| r.end).max().unwrap_or(0);
        let is_item = |at: &usize| blocks[*at].kind == BlockKind::ListItem;
        let mut listing = Self { automatic, blurbs, head: None, blocks: span, strangers: 0 };
        if listing.blocks.is_empty() {
            return listing;
        }
        // The list goes on before and after what is known of it.
        if is_item(&listing.blocks.start) {
            let (start, end) = (listing.blocks.start, listing.blocks.end);
            listing.blocks.start = (0..start).rev().take_while(is_item).last().unwrap_or(start);
            listing.blocks.end = (end..blocks.len()).take_while(is_item).last().map_or(end, |last| last + 1);
            let told: HashSet<usize> = listing.blurbs.iter().flatten().flat_map(Clone::clone).collect();
            let strange = |at: &usize| is_item(at) && !told.contains(at);
            listing.strangers = listing.blocks.clone().filter(strange).count();
        }
        let before = listing.blocks.start.checked_sub(1);
        let leads = |at: &usize| matches!(blocks[*at].kind, BlockKind::Heading(_)) || reading.text(*at).ends_with(':');
        listing.head = before.filter(leads).or(Some(listing.blocks.start));
        listing
    }

    /// The one entry that a block tells of; `None` for a block that tells of none or of several.
    pub(super) fn entry_at(&self, block: usize) -> Option<usize> {
        let holds = |blurb: &Option<Range<usize>>| blurb.as_ref().is_some_and(|blurb| blurb.contains(&block));
        let mut told = self.blurbs.iter().enumerate().filter(|(_, blurb)| holds(blurb)).map(|(entry, _)| entry);
        told.next().filter(|_| told.next().is_none())
    }

    /// Whether an entry is listed, by the text or by the page.
    pub(super) fn lists(&self, entry: usize) -> bool {
        self.automatic || self.blurbs.get(entry).is_some_and(Option::is_some)
    }
}

/// What shows that a block tells of an entry.
struct Marks<'a> {
    reading: &'a Reading<'a>,
    named: &'a [Named],
    words: &'a LintWords,
}

impl Marks<'_> {
    /// How plainly each block tells of an entry.
    fn scores(&self, entry: &Entry) -> Vec<usize> {
        let key = entry.url.as_ref().map(address::key);
        let title = fold(&entry.title).to_lowercase();
        let title = Some(title).filter(|title| title.split_whitespace().count() >= 2 || title.chars().count() >= 8);
        let blocks = self.reading.document.blocks.iter().enumerate();
        blocks
            .map(|(at, block)| self.score(at, &block.range, block.kind, entry, key.as_deref(), title.as_deref()))
            .collect()
    }

    fn score(
        &self,
        at: usize,
        range: &Range<usize>,
        kind: BlockKind,
        entry: &Entry,
        key: Option<&str>,
        title: Option<&str>,
    ) -> usize {
        if !matches!(kind, BlockKind::ListItem | BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Cell) {
            return 0;
        }
        let text = self.reading.text(at);
        let is_item = kind == BlockKind::ListItem;
        let mut score = 0;
        let author = &entry.author.name;
        for link in self.reading.links(range.clone()).filter(|link| links_to(link.address, key)) {
            // A name that is a link says who, and not yet what.
            let is_name = fold(link.text).eq_ignore_ascii_case(&fold(author));
            score = score.max(if is_name && !is_item { 1 } else { 3 });
        }
        if title.is_some_and(|title| fold(text).to_lowercase().contains(title)) {
            score += 2;
        }
        let near = |named: &&Named| named.range.start >= range.start && named.range.start < range.start + HEAD;
        let begins = self.named.iter().filter(near).any(|named| &named.name == author && named.range.end <= range.end);
        if begins {
            score += if is_item { 2 } else { usize::from(score > 0) };
        }
        if entry.by_host && is_item && score > 0 && self.words.speaks_of_self(text) {
            score += 1;
        }
        score
    }
}

/// Whether an address means a page.
pub(super) fn links_to(address: &str, key: Option<&str>) -> bool {
    key.is_some_and(|key| Url::parse(address).is_ok_and(|url| address::key(&url) == key))
}

/// The parts of a text between its main headings, each with its heading, as blocks. Deeper headings divide nothing:
/// there may be one for every entry.
fn sections(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let blocks = &reading.document.blocks;
    let main =
        blocks.iter().filter_map(|block| if let BlockKind::Heading(level) = block.kind { Some(level) } else { None });
    let main = main.min().unwrap_or(1).max(2);
    let is_main = |at: &usize| matches!(blocks[*at].kind, BlockKind::Heading(level) if level <= main);
    let mut starts: Vec<usize> = (0..blocks.len()).filter(is_main).collect();
    starts.insert(0, 0);
    starts.dedup();
    let ends = starts.iter().skip(1).copied().chain([blocks.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).filter(|section| !section.is_empty()).collect()
}

/// How far what is told of an entry reaches: a list item is one block, a paragraph takes what it quotes along, a heading
/// everything up to the next.
fn extent(reading: &Reading<'_>, first: usize, begins: &HashSet<usize>) -> Range<usize> {
    let blocks = &reading.document.blocks;
    let is_part = |at: &usize| {
        let kind = blocks[*at].kind;
        !begins.contains(at)
            && match blocks[first].kind {
                BlockKind::Heading(_) => !matches!(kind, BlockKind::Heading(_)),
                BlockKind::Paragraph => kind == BlockKind::Quotation,
                _ => false,
            }
    };
    let rest = (first + 1..blocks.len()).take_while(is_part).count();
    first..first + 1 + rest
}
