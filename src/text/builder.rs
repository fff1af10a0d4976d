//! Puts a document together, piece by piece, keeping its invariants: NFC, folded white space, marks on characters.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{Block, BlockKind, Cell, Document, Mark, MarkKind};
use crate::model::Lang;

/// Where the next block belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) kind: BlockKind,
    pub(super) blockquote: Option<usize>,
    pub(super) language: Option<Lang>,
    pub(super) aside: bool,
    pub(super) cell: Option<Cell>,
}

impl Place {
    pub(super) fn root() -> Self {
        Self { kind: BlockKind::Paragraph, blockquote: None, language: None, aside: false, cell: None }
    }
}

struct OpenMark {
    kind: MarkKind,
    start: Option<usize>,
}

/// What stands between the last character and the next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Line,
}

/// Collects characters into blocks.
pub(super) struct Builder {
    document: Document,
    block: String,
    marks: Vec<Mark>,
    open: Vec<OpenMark>,
    /// How many of `open`, counted from the bottom, already know where they start.
    started: usize,
    gap: Gap,
}

impl Builder {
    pub(super) fn new() -> Self {
        Self {
            document: Document::default(),
            block: String::new(),
            marks: Vec::new(),
            open: Vec::new(),
            started: 0,
            gap: Gap::None,
        }
    }

    /// Whether nothing stands in the current block yet.
    pub(super) fn at_block_start(&self) -> bool {
        self.block.is_empty()
    }

    /// Adds text; white space folds. In code a line break stays one.
    pub(super) fn text(&mut self, text: &str, keep_lines: bool) {
        for c in text.chars() {
            if c.is_whitespace() {
                let gap = if keep_lines && c == '\n' { Gap::Line } else { Gap::Space };
                self.gap = self.gap.max(gap);
            } else if !is_invisible(c) {
                self.push(c);
            }
        }
    }

    /// A line break; the second in a row ends the paragraph.
    pub(super) fn line_break(&mut self, place: &Place) {
        if self.gap == Gap::Line && place.kind != BlockKind::Code {
            self.end_block(place);
        } else {
            self.gap = Gap::Line;
        }
    }

    /// Opens an inline element.
    pub(super) fn open_mark(&mut self, kind: MarkKind) {
        self.open.push(OpenMark { kind, start: None });
    }

    /// Closes the innermost inline element.
    pub(super) fn close_mark(&mut self) {
        if let Some(OpenMark { kind, start }) = self.open.pop() {
            self.started = self.started.min(self.open.len());
            if let Some(start) = start.filter(|&start| start < self.block.len()) {
                self.marks.push(Mark { kind, range: start..self.block.len() });
            }
        }
    }

    /// Ends the current block, if it has any text. Elements still open go on in the next.
    pub(super) fn end_block(&mut self, place: &Place) {
        self.gap = Gap::None;
        if self.block.is_empty() {
            return;
        }
        let length = self.block.len();
        for mark in &mut self.open {
            if let Some(start) = mark.start.take().filter(|&start| start < length) {
                self.marks.push(Mark { kind: mark.kind.clone(), range: start..length });
            }
        }
        self.started = 0;
        let mut marks = std::mem::take(&mut self.marks);
        let mut text = std::mem::take(&mut self.block);
        if !is_nfc(&text) {
            (text, marks) = compose(&text, marks);
        }
        if !self.document.text.is_empty() {
            self.document.text.push_str("\n\n");
        }
        let base = self.document.text.len();
        self.document.text.push_str(&text);
        for mark in &mut marks {
            mark.range = base + mark.range.start..base + mark.range.end;
        }
        marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
        self.document.blocks.push(Block {
            kind: place.kind,
            range: base..self.document.text.len(),
            language: place.language.clone(),
            marks,
            blockquote: place.blockquote,
            aside: place.aside,
            cell: place.cell,
            quoted: None,
            boilerplate: false,
        });
    }

    pub(super) fn finish(mut self, place: &Place) -> Document {
        self.end_block(place);
        self.document
    }

    fn push(&mut self, c: char) {
        if !self.block.is_empty() {
            match self.gap {
                Gap::None => {}
                Gap::Space => self.block.push(' '),
                Gap::Line => self.block.push('\n'),
            }
        }
        self.gap = Gap::None;
        let at = self.block.len();
        for mark in &mut self.open[self.started..] {
            mark.start = Some(at);
        }
        self.started = self.open.len();
        self.block.push(c);
    }
}

/// Characters nobody sees and no comparison should trip over, and those that turn the direction of all that follows: a
/// quote takes its words along to other pages, where the turn would not end. Joiners and direction marks stay: some
/// scripts and emoji need them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || (c.is_control() && !c.is_whitespace())
}

/// Composes a block and moves its marks along.
fn compose(text: &str, marks: Vec<Mark>) -> (String, Vec<Mark>) {
    let composed: String = text.nfc().collect();
    let place = |at: usize| {
        let mut moved = text[..at].nfc().map(char::len_utf8).sum::<usize>().min(composed.len());
        while !composed.is_char_boundary(moved) {
            moved -= 1;
        }
        moved
    };
    let marks = marks
        .into_iter()
        .map(|mark| Mark { range: place(mark.range.start)..place(mark.range.end), kind: mark.kind })
        .filter(|mark| !Range::is_empty(&mark.range))
        .collect();
    (composed, marks)
}
