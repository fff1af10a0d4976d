//! Sanitised HTML → document. The tree is walked without recursion: depth costs no stack.

use scraper::{Html, Node};

use super::{
    BlockKind, Cell, Document, MarkKind,
    builder::{Builder, Place},
};
use crate::model::Lang;

/// Elements whose words are not words of the text.
const SILENT: &[&str] = &[
    "script", "style", "template", "nav", "form", "button", "noscript", "iframe", "object", "svg", "math", "select",
    "textarea", "title", "head", "video", "audio", "rt", "rp",
];

/// Elements that begin and end a block without giving it a kind of their own.
const BLOCKS: &[&str] = &[
    "p", "div", "section", "article", "main", "header", "footer", "aside", "ul", "ol", "dl", "figure", "table",
    "thead", "tbody", "tfoot", "tr", "caption", "address", "details", "summary", "center", "fieldset", "hr", "body",
    "html", "hgroup", "search", "menu",
];

/// What leaving an element has to undo.
enum Leave {
    Nothing,
    /// Ends the block.
    Block,
    /// Ends the block and goes back to the place outside.
    Place(Place),
    /// Closes a mark; `true`: and writes the closing quotation mark before.
    Mark(Option<char>),
    /// Goes back to the language outside.
    Language(Option<Lang>),
    /// Closes a mark and goes back to the language outside.
    MarkAndPlace(Place),
}

/// Reads a fragment or a page.
pub(super) fn read(html: &str) -> Document {
    let tree = Html::parse_fragment(html);
    let mut walker =
        Walker { builder: Builder::new(), place: Place::root(), blockquotes: 0, quotes: 0, rows: 0, columns: 0 };
    let mut undo: Vec<Leave> = Vec::new();
    let root = tree.tree.root();
    let mut node = root.first_child();
    while let Some(current) = node {
        let first = current.first_child();
        let leave = match current.value() {
            Node::Text(text) => {
                walker.builder.text(text, walker.place.kind == BlockKind::Code);
                None
            }
            Node::Element(element) if SILENT.contains(&element.name()) || element.attr("hidden").is_some() => None,
            Node::Element(element) => {
                let first_text = first.and_then(|child| child.value().as_text().map(|text| text.trim_start()));
                Some(walker.enter(element, first_text))
            }
            _ => None,
        };
        if let Some(leave) = leave {
            if first.is_some() {
                undo.push(leave);
                node = first;
                continue;
            }
            walker.leave(leave);
        }
        // Upwards until something stands next to us.
        let mut here = current;
        node = loop {
            if let Some(next) = here.next_sibling() {
                break Some(next);
            }
            match here.parent() {
                Some(parent) if parent != root => {
                    if let Some(leave) = undo.pop() {
                        walker.leave(leave);
                    }
                    here = parent;
                }
                _ => break None,
            }
        };
    }
    walker.builder.finish(&walker.place)
}

struct Walker {
    builder: Builder,
    place: Place,
    blockquotes: usize,
    /// How many `q` are open.
    quotes: usize,
    /// How many rows of tables were begun, and cells in the last.
    rows: usize,
    columns: usize,
}

impl Walker {
    fn enter(&mut self, element: &scraper::node::Element, first_text: Option<&str>) -> Leave {
        let name = element.name();
        let language = element.attr("lang").and_then(Lang::parse);
        let mut inner = self.place.clone();
        if language.is_some() {
            inner.language.clone_from(&language);
        }
        let quoted = self.place.blockquote.is_some();
        let kind = match name {
            "h1" => Some(BlockKind::Heading(1)),
            "h2" => Some(BlockKind::Heading(2)),
            "h3" => Some(BlockKind::Heading(3)),
            "h4" => Some(BlockKind::Heading(4)),
            "h5" => Some(BlockKind::Heading(5)),
            "h6" => Some(BlockKind::Heading(6)),
            "li" => Some(BlockKind::ListItem),
            "dt" => Some(BlockKind::Term),
            "dd" => Some(BlockKind::Description),
            "td" | "th" => {
                let row = self.rows.saturating_sub(1);
                inner.cell = Some(Cell { row, column: self.columns, header: name == "th" });
                self.columns += 1;
                Some(BlockKind::Cell)
            }
            "pre" => Some(BlockKind::Code),
            "figcaption" => Some(BlockKind::Caption),
            "footer" if quoted => Some(BlockKind::Caption),
            "cite" if quoted && self.builder.at_block_start() => Some(BlockKind::Caption),
            "blockquote" => {
                inner.blockquote = Some(self.blockquotes);
                self.blockquotes += 1;
                Some(BlockKind::Quotation)
            }
            _ => None,
        };
        if let Some(kind) = kind {
            self.builder.end_block(&self.place);
            let speech = matches!(kind, BlockKind::Code | BlockKind::Caption | BlockKind::Quotation);
            inner.kind = if quoted && !speech { BlockKind::Quotation } else { kind };
            return Leave::Place(std::mem::replace(&mut self.place, inner));
        }
        if BLOCKS.contains(&name) {
            self.builder.end_block(&self.place);
            if name == "tr" {
                self.rows += 1;
                self.columns = 0;
            }
            inner.aside |= name == "aside";
            return if language.is_some() || inner.aside != self.place.aside {
                Leave::Place(std::mem::replace(&mut self.place, inner))
            } else {
                Leave::Block
            };
        }
        let mark = match name {
            "br" => {
                self.builder.line_break(&self.place);
                return Leave::Nothing;
            }
            "a" => element.attr("href").map(|href| MarkKind::Link(href.to_owned())),
            "strong" | "b" => Some(MarkKind::Strong),
            "em" | "i" => Some(MarkKind::Emphasis),
            "cite" => Some(MarkKind::Cite),
            "code" | "kbd" | "samp" | "tt" => Some(MarkKind::Code),
            "dfn" => Some(MarkKind::Defining),
            "abbr" => element.attr("title").map(|_| MarkKind::Defining),
            "q" => {
                self.builder.open_mark(MarkKind::Quote);
                // Some write the marks themselves, inside.
                let own = first_text.is_some_and(|text| text.starts_with(['“', '”', '"', '„', '«', '‘', '\'']));
                let (open, close) = if self.quotes.is_multiple_of(2) { ("“", '”') } else { ("‘", '’') };
                self.quotes += 1;
                if !own {
                    self.builder.text(open, false);
                }
                return Leave::Mark((!own).then_some(close));
            }
            _ => None,
        };
        match (mark, language) {
            (Some(mark), None) => {
                self.builder.open_mark(mark);
                Leave::Mark(None)
            }
            (Some(mark), Some(_)) => {
                self.builder.open_mark(mark);
                Leave::MarkAndPlace(self.place.clone())
            }
            // A word of another language inside a paragraph does not change the paragraph's.
            (None, Some(_)) if !self.builder.at_block_start() => Leave::Nothing,
            (None, Some(_)) => Leave::Language(std::mem::replace(&mut self.place.language, inner.language)),
            (None, None) => Leave::Nothing,
        }
    }

    fn leave(&mut self, leave: Leave) {
        match leave {
            Leave::Nothing => {}
            Leave::Block => self.builder.end_block(&self.place),
            Leave::Place(outer) => {
                self.builder.end_block(&self.place);
                self.place = outer;
            }
            Leave::Mark(close) => {
                if let Some(close) = close {
                    self.builder.text(close.encode_utf8(&mut [0; 4]), false);
                }
                if close.is_some() {
                    self.quotes = self.quotes.saturating_sub(1);
                }
                self.builder.close_mark();
            }
            Leave::Language(outer) => self.place.language = outer,
            Leave::MarkAndPlace(outer) => {
                self.builder.close_mark();
                self.place = outer;
            }
        }
    }
}
