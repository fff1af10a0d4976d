//! Who says what is quoted in a roundup: what the extractor reads in the sentence, and what the form of a roundup says
//! besides: a blurb is about its entry, a frame names or links one person.

use std::{collections::BTreeSet, ops::Range};

use super::{
    listing::{Listing, links_to},
    reading::Reading,
    words::LintWords,
};
use crate::{
    extract::{Named, Passage},
    model::{Attribution, address},
    roundup::CollectedEdition,
    text::{BlockKind, Sentence},
};

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// Somebody by name.
    Person(String),
    /// The host.
    Host,
    /// Somebody the text only describes.
    Described,
    /// One of these; the text does not say who.
    Ambiguous(Vec<String>),
    /// Nobody knows.
    Unknown,
}

/// A quotation of the roundup.
#[derive(Clone, Debug)]
pub(super) struct Quotation {
    /// With its marks, in bytes of the document.
    pub(super) outer: Range<usize>,
    /// The words.
    pub(super) inner: Range<usize>,
    pub(super) voice: Voice,
    /// Whose words they first were, when the text names somebody else than the speaker.
    pub(super) originator: Option<String>,
    /// Whether it is somebody's words beyond doubt.
    pub(super) sure: bool,
    /// Entries that the words around it name, link to or tell of, by place in the edition.
    pub(super) near: BTreeSet<usize>,
}

/// Gives every passage its voice.
pub(super) fn resolve(
    passages: Vec<Passage>,
    reading: &Reading<'_>,
    collected: &CollectedEdition,
    listing: &Listing,
    named: &[Named],
    words: &LintWords,
) -> Vec<Quotation> {
    let quoted: Vec<Range<usize>> = passages.iter().map(|passage| passage.outer.clone()).collect();
    let sentences = reading.document.sentences();
    let room = Room { sentences, reading, collected, listing, named, words, quoted };
    passages.into_iter().map(|passage| room.quotation(passage)).collect()
}

struct Room<'a> {
    sentences: Vec<Sentence>,
    reading: &'a Reading<'a>,
    collected: &'a CollectedEdition,
    listing: &'a Listing,
    named: &'a [Named],
    words: &'a LintWords,
    quoted: Vec<Range<usize>>,
}

impl Room<'_> {
    fn quotation(&self, passage: Passage) -> Quotation {
        let block = self.reading.block_at(passage.outer.start);
        let frame = self.frame(block, &passage.outer);
        let near = self.near(block, &frame);
        let voice = match &passage.speaker {
            Some(Attribution::Author) => Voice::Host,
            Some(Attribution::Person(name)) => self.person(name),
            Some(Attribution::Described(_)) => Voice::Described,
            None => self.by_form(block, &frame),
        };
        let originator = match passage.originator {
            Some(Attribution::Person(name)) if Voice::Person(name.clone()) != voice => Some(name),
            _ => None,
        };
        Quotation { outer: passage.outer, inner: passage.inner, voice, originator, sure: passage.sure, near }
    }

    fn person(&self, name: &str) -> Voice {
        let host = self.collected.host.as_ref();
        if host.is_some_and(|host| host.name == name) { Voice::Host } else { Voice::Person(name.to_owned()) }
    }

    /// What the form says where the sentence says nothing.
    fn by_form(&self, block: usize, frame: &[Range<usize>]) -> Voice {
        if let Some(entry) = self.listing.entry_at(block) {
            return self.person(&self.collected.entries[entry].author.name);
        }
        for stretch in frame {
            let text = self.reading.document.text.get(stretch.clone()).unwrap_or_default();
            let mut people = self.people_in(stretch);
            // “Anna shares the definition of Bas:” she says it, and he said it first.
            if let Some(shares) = self.words.sharing(text).filter(|_| people.len() > 1) {
                let sharer = self.people_in(&(stretch.start..stretch.start + shares.start));
                people = if sharer.is_empty() { people } else { sharer };
            }
            match people.len() {
                0 => {}
                1 => return people.iter().next().map_or(Voice::Unknown, |name| self.person(name)),
                _ => return Voice::Ambiguous(people.into_iter().collect()),
            }
            if self.words.speaks_of_self(text) {
                return Voice::Host;
            }
        }
        Voice::Unknown
    }

    /// The words that may bring a quotation in, the nearest first: the sentence before it, the rest of its paragraph; for
    /// one that is set apart the paragraph before and a line of source after it.
    fn frame(&self, block: usize, outer: &Range<usize>) -> Vec<Range<usize>> {
        let document = &self.reading.document;
        let Some(own) = document.blocks.get(block) else { return Vec::new() };
        let text = |range: &Range<usize>| document.text.get(range.clone()).unwrap_or_default();
        let mut frame = Vec::new();
        let before = own.range.start..outer.start.max(own.range.start);
        if text(&before).chars().any(char::is_alphanumeric) {
            let floor = self.quoted.iter().map(|other| other.end).filter(|end| *end <= outer.start).max();
            let from = before.start.max(floor.unwrap_or(0).min(before.end));
            let sentences = &self.sentences;
            let last = sentences.iter().rfind(|sentence| sentence.range.start < before.end && sentence.block == block);
            let last = last.map_or(before.clone(), |sentence| sentence.range.start.max(from)..before.end);
            let earlier =
                sentences.iter().rfind(|sentence| sentence.range.end <= last.start && sentence.block == block);
            let has_words = text(&last).chars().any(char::is_alphanumeric);
            frame.extend(has_words.then_some(last));
            frame.extend(earlier.map(|sentence| sentence.range.clone()));
            frame.push(before);
            return frame;
        }
        // The first block of a quotation of several paragraphs is brought in by what stands before it.
        let first = match own.blockquote {
            Some(_) => (0..=block).rev().take_while(|at| document.blocks[*at].blockquote == own.blockquote).last(),
            None => Some(block),
        };
        let blocks = &document.blocks;
        let previous = first
            .and_then(|first| first.checked_sub(1))
            .filter(|at| !matches!(blocks[*at].kind, BlockKind::Heading(_)));
        let after =
            blocks.iter().skip(block + 1).find(|next| own.blockquote.is_none() || next.blockquote != own.blockquote);
        let source = after.filter(|next| document.block_text(next).starts_with(['—', '–', '-', '~']));
        frame.extend(source.map(|next| next.range.clone()));
        frame.extend(previous.map(|at| blocks[at].range.clone()));
        frame
    }

    fn people_in(&self, stretch: &Range<usize>) -> BTreeSet<String> {
        let is_quoted = |at: usize| self.quoted.iter().any(|quoted| quoted.contains(&at));
        let inside =
            self.named.iter().filter(|named| stretch.contains(&named.range.start) && !is_quoted(named.range.start));
        let known =
            |name: &&str| name.contains(' ') || self.collected.entries.iter().any(|entry| entry.author.name == **name);
        let titles = |range: &Range<usize>| {
            self.reading
                .links(range.clone())
                .any(|link| link.range.contains(&range.start) && link.text.len() > range.len() + 2)
        };
        let names = inside.filter(|named| !titles(&named.range)).map(|named| named.name.as_str()).filter(known);
        let mut people: BTreeSet<String> = names.map(str::to_owned).collect();
        for entry in self.linked_in(stretch) {
            people.insert(self.collected.entries[entry].author.name.clone());
        }
        people
    }

    fn linked_in(&self, stretch: &Range<usize>) -> Vec<usize> {
        let links: Vec<_> =
            self.reading.links(stretch.clone()).filter(|link| stretch.contains(&link.range.start)).collect();
        let entries = self.collected.entries.iter().enumerate();
        let is_linked = |key: Option<String>| links.iter().any(|link| links_to(link.address, key.as_deref()));
        entries.filter(|(_, entry)| is_linked(entry.url.as_ref().map(address::key))).map(|(at, _)| at).collect()
    }

    /// The entries whose words a quotation may be.
    fn near(&self, block: usize, frame: &[Range<usize>]) -> BTreeSet<usize> {
        let mut near: BTreeSet<usize> = self.listing.entry_at(block).into_iter().collect();
        for stretch in frame {
            near.extend(self.linked_in(stretch));
            let people = self.people_in(stretch);
            let entries = self.collected.entries.iter().enumerate();
            near.extend(entries.filter(|(_, entry)| people.contains(&entry.author.name)).map(|(at, _)| at));
        }
        near
    }
}
