//! The merge itself. Sections are the marked blocks of a file, each with what the host wrote after it.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap, HashSet},
};

use super::{
    super::draft::Block,
    marks::{Piece, fingerprint, mark_line, memory_comment, offer_comment, pieces},
};

/// What became of a block.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It was not in the file and is now.
    New(String),
    /// Nobody had touched it: it has the draft's newer words.
    Rewritten(String),
    /// The host had touched it: the newer words are offered below it.
    Offered(String),
    /// Nobody had touched it and the draft has it no longer: it is out.
    Removed(String),
    /// The host had touched it and the draft has it no longer: it stays.
    LeftBehind(String),
}

/// A merged text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Updated {
    /// The text with its marks.
    pub text: String,
    /// What was done, in the order of the file; what is new comes last.
    pub changes: Vec<Change>,
}

/// A draft with its marks, for a file that does not exist yet.
#[must_use]
pub fn write(draft: &[Block]) -> String {
    update("", draft).text
}

/// Brings a newer draft into `file`, the Markdown of a roundup. Nothing that the host wrote is changed or lost, and a second
/// time nothing happens.
#[must_use]
pub fn update(file: &str, draft: &[Block]) -> Updated {
    let mut updated = pass(file, draft);
    // A comment that stood in the middle of a block and is gone now can make the block the machine's again.
    for _ in 0..PASSES {
        let next = pass(&updated.text, draft);
        if next.text == updated.text {
            break;
        }
        updated.text = next.text;
    }
    updated
}

/// Enough for everything to come to rest.
const PASSES: usize = 4;

fn pass(file: &str, draft: &[Block]) -> Updated {
    let mut merge = Merge::read(file, draft);
    merge.follow();
    merge.add();
    Updated { text: merge.text(), changes: merge.changes }
}

/// Some text of a file.
#[derive(Debug)]
enum Part<'a> {
    /// The host's, or the machine's that the host made his own.
    Text(&'a str),
    /// An offer: the block, whether it still is as it was offered, and the comment.
    Offer { id: &'a str, is_untouched: bool, whole: Cow<'a, str> },
}

/// A marked block and everything up to the next.
#[derive(Debug)]
struct Section<'a> {
    id: &'a str,
    /// Of the draft's text the last time.
    print: Cow<'a, str>,
    mark: Cow<'a, str>,
    /// The machine's words with the empty lines before them; `None` when they are the host's by now, and stand in `rest`.
    own: Option<Cow<'a, str>>,
    rest: Vec<Part<'a>>,
    is_new: bool,
    /// Of a block that the host copied the first is the block. A copy stays as it is until the block goes.
    is_copy: bool,
}

impl Part<'_> {
    /// Whether it is an offer of the file for this block that the host left as it was.
    fn is_stale_offer(&self, block: &str) -> bool {
        matches!(self, Self::Offer { id, is_untouched: true, whole: Cow::Borrowed(_) } if *id == block)
    }
}

struct Merge<'a> {
    newline: &'static str,
    draft: &'a [Block],
    /// The draft's text of each block, with the file's line endings.
    texts: HashMap<&'a str, String>,
    preamble: Vec<Part<'a>>,
    sections: Vec<Section<'a>>,
    /// Fingerprints of the ids that were in the file at any time.
    offered: BTreeSet<String>,
    changes: Vec<Change>,
}

impl<'a> Merge<'a> {
    fn read(file: &'a str, draft: &'a [Block]) -> Self {
        let newline = if file.contains("\r\n") { "\r\n" } else { "\n" };
        let tidy = |text: &str| text.trim().lines().map(str::trim_end).collect::<Vec<_>>().join(newline);
        let mut merge = Self {
            newline,
            draft,
            texts: draft.iter().map(|block| (block.id.as_str(), tidy(&block.text))).collect(),
            preamble: Vec::new(),
            sections: Vec::new(),
            offered: BTreeSet::new(),
            changes: Vec::new(),
        };
        let mut seen = HashSet::new();
        for piece in pieces(file) {
            match piece {
                Piece::Mark { id, print, line } => merge.sections.push(Section {
                    id,
                    print: print.into(),
                    mark: line.into(),
                    own: None,
                    rest: Vec::new(),
                    is_new: false,
                    is_copy: !seen.insert(id),
                }),
                Piece::Text(text) => merge.push(Part::Text(text)),
                Piece::Offer { id, print, text, whole } => {
                    let is_untouched = fingerprint(text) == print;
                    merge.push(Part::Offer { id, is_untouched, whole: whole.into() });
                }
                Piece::Memory { prints, .. } => {
                    merge.offered.extend(prints.split_whitespace().map(str::to_owned));
                }
            }
        }
        for section in &mut merge.sections {
            let print = section.print.clone();
            section.claim(&print);
        }
        merge
    }

    fn push(&mut self, part: Part<'a>) {
        match self.sections.last_mut() {
            Some(section) => section.rest.push(part),
            None => self.preamble.push(part),
        }
    }

    /// Lets the blocks of the file follow the draft, as far as they are the machine's.
    fn follow(&mut self) {
        let mut kept: Vec<Section<'a>> = Vec::with_capacity(self.sections.len());
        // Offers that have served their time, wherever the host may have moved them.
        let mut stale: HashSet<&str> = HashSet::new();
        for mut section in std::mem::take(&mut self.sections) {
            let id = section.id.to_owned();
            if let Some(text) = self.texts.get(section.id) {
                if !section.is_copy {
                    let change = section.follow(text, self.newline);
                    if section.own.is_some() || change.is_some() {
                        stale.insert(section.id);
                    }
                    self.changes.extend(change);
                }
            } else if section.own.is_some() {
                stale.insert(section.id);
                let orphans = section.rest;
                kept.last_mut().map_or(&mut self.preamble, |before| &mut before.rest).extend(orphans);
                // Should it come back, it is offered again.
                self.offered.remove(&fingerprint(&id));
                self.changes.push(Change::Removed(id));
                continue;
            } else {
                self.changes.push(Change::LeftBehind(id));
            }
            kept.push(section);
        }
        self.sections = kept;
        let rests = self.sections.iter_mut().map(|section| &mut section.rest);
        for rest in rests.chain([&mut self.preamble]) {
            rest.retain(
                |part| !matches!(part, Part::Offer { id, .. } if stale.contains(id) && part.is_stale_offer(id)),
            );
        }
        self.offered.extend(self.sections.iter().map(|section| fingerprint(section.id)));
    }

    /// Puts what is new after the block it follows in the draft.
    fn add(&mut self) {
        let mut before: Option<&str> = None;
        for (at, block) in self.draft.iter().enumerate() {
            let id = block.id.as_str();
            if self.place_of(id).is_none() && self.offered.insert(fingerprint(id)) {
                let place = before.and_then(|id| self.place_of(id)).map_or_else(
                    || {
                        let mut later = self.draft[at + 1..].iter();
                        later.find_map(|block| self.place_of(&block.id)).unwrap_or(self.sections.len())
                    },
                    |place| place + 1,
                );
                let text = &self.texts[id];
                let print = fingerprint(text);
                let section = Section {
                    id,
                    mark: mark_line(id, &print, self.newline).into(),
                    print: print.into(),
                    own: Some(format!("{text}{0}", self.newline).into()),
                    rest: match place.checked_sub(1).filter(|_| before.is_some()) {
                        Some(place) => self.sections[place].split_at_heading(),
                        None => Vec::new(),
                    },
                    is_new: true,
                    is_copy: false,
                };
                self.sections.insert(place, section);
                self.changes.push(Change::New(id.to_owned()));
            }
            if self.place_of(id).is_some() {
                before = Some(id);
            }
        }
    }

    fn place_of(&self, id: &str) -> Option<usize> {
        self.sections.iter().position(|section| section.id == id && !section.is_copy)
    }

    fn text(&self) -> String {
        let mut out = Out { text: String::new(), newline: self.newline };
        out.parts(&self.preamble);
        for section in &self.sections {
            if section.is_new {
                out.blank_line();
            }
            out.text += &section.mark;
            out.text += section.own.as_deref().unwrap_or_default();
            if section.is_new {
                out.blank_line();
            }
            out.parts(&section.rest);
        }
        if !self.offered.is_empty() {
            out.blank_line();
            out.text += &memory_comment(self.offered.iter().map(String::as_str), self.newline);
        }
        out.text
    }
}

impl<'a> Section<'a> {
    /// Takes the lines after the mark for the machine's own, if they begin with a text of that fingerprint.
    fn claim(&mut self, print: &str) {
        let Some(Part::Text(text)) = self.rest.first() else { return };
        let text: &'a str = text;
        let blank = text.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum::<usize>();
        let mut hasher = blake3::Hasher::new();
        let mut end = blank;
        for line in text[blank..].split_inclusive('\n') {
            if end > blank {
                hasher.update(b"\n");
            }
            hasher.update(
                line.strip_suffix('\n').map_or(line, |line| line.strip_suffix('\r').unwrap_or(line)).as_bytes(),
            );
            end += line.len();
            if hasher.finalize().to_hex().starts_with(print) {
                self.own = Some(text[..end].into());
                self.rest[0] = Part::Text(&text[end..]);
                return;
            }
        }
    }

    /// Follows the draft, which has `text` for it now.
    fn follow(&mut self, text: &str, newline: &str) -> Option<Change> {
        let print = fingerprint(text);
        if self.own.is_none() {
            // The host may have taken over what was offered.
            self.claim(&print);
        } else if print != self.print {
            self.own = Some(format!("{text}{newline}").into());
            self.remember(print, newline);
            return Some(Change::Rewritten(self.id.to_owned()));
        }
        if print == self.print {
            return None;
        }
        self.remember(print, newline);
        if self.own.is_some() {
            return None;
        }
        let whole = Cow::from(offer_comment(self.id, text, newline));
        let offer = Part::Offer { id: self.id, is_untouched: true, whole };
        match self.rest.iter().position(|part| part.is_stale_offer(self.id)) {
            Some(stale) => self.rest[stale] = offer,
            None => self.rest.push(offer),
        }
        Some(Change::Offered(self.id.to_owned()))
    }

    fn remember(&mut self, print: String, newline: &str) {
        self.mark = mark_line(self.id, &print, newline).into();
        self.print = print.into();
    }

    /// Cuts off what the host put under a heading of his own: what is new belongs before it. A block that the host touched
    /// may hold the heading itself, and keeps everything.
    fn split_at_heading(&mut self) -> Vec<Part<'a>> {
        if self.own.is_none() {
            return Vec::new();
        }
        for at in 0..self.rest.len() {
            let Part::Text(text) = self.rest[at] else { continue };
            let mut place = 0;
            for line in text.split_inclusive('\n') {
                if line.starts_with('#') {
                    let mut cut = self.rest.split_off(at + 1);
                    cut.insert(0, Part::Text(&text[place..]));
                    self.rest[at] = Part::Text(&text[..place]);
                    return cut;
                }
                place += line.len();
            }
        }
        Vec::new()
    }
}

/// A text in the making.
struct Out {
    text: String,
    newline: &'static str,
}

impl Out {
    /// An empty line, unless there is one or nothing stands before it.
    fn blank_line(&mut self) {
        let line_end = |text: &str| match text.strip_suffix('\n') {
            Some(rest) => rest.strip_suffix('\r').unwrap_or(rest).len(),
            None => text.len(),
        };
        let last = line_end(&self.text);
        if self.text.is_empty() {
            return;
        }
        if last == self.text.len() {
            self.text.extend([self.newline, self.newline]);
        } else if line_end(&self.text[..last]) == last {
            self.text += self.newline;
        }
    }

    fn parts(&mut self, parts: &[Part<'_>]) {
        for part in parts {
            match part {
                Part::Text(text) => self.text += text,
                Part::Offer { whole: Cow::Borrowed(whole), .. } => self.text += whole,
                Part::Offer { whole: Cow::Owned(whole), .. } => {
                    self.blank_line();
                    self.text += whole;
                    self.blank_line();
                }
            }
        }
    }
}
