//! A roundup's Markdown as readers see it, with the way back into the file.
//!
//! The text becomes a [`Document`], as the posts do, so that the extractor's own eyes can be used on it; every character
//! of the document knows the byte of the Markdown it came from.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, html};

use super::{alignment::Alignment, markup::LanguageStack};
use crate::{
    content::{Piece, Shortcode, lint::silences, shortcodes},
    model::{Lang, LintCode},
    text::{Block, BlockKind, Document, MarkKind},
};

/// A roundup's text, taken apart.
pub(super) struct Reading<'b> {
    /// The Markdown.
    pub(super) body: &'b str,
    /// What readers read.
    pub(super) document: Document,
    /// The calls in it and where they stand in the Markdown.
    pub(super) calls: Vec<(Shortcode, Range<usize>)>,
    /// Pictures, tables and whatever else is no text, in bytes of the Markdown.
    pub(super) shown: Vec<Range<usize>>,
    alignment: Alignment,
    /// Stretches of the Markdown with a language of their own, outer ones first.
    languages: Vec<(Range<usize>, Lang)>,
    /// Stretches of the Markdown where rules are silent.
    silent: Vec<(Range<usize>, Vec<LintCode>)>,
}

/// A link of the text.
pub(super) struct Link<'d> {
    pub(super) text: &'d str,
    pub(super) address: &'d str,
    /// In bytes of the document.
    pub(super) range: Range<usize>,
}

impl<'b> Reading<'b> {
    /// Reads Markdown in a language.
    pub(super) fn new(body: &'b str, language: &Lang) -> Self {
        let calls: Vec<_> = shortcodes(body)
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Call { name, range, .. } => Some((name, range)),
                Piece::Mistake { .. } | Piece::Text(_) => None,
            })
            .collect();
        let markdown = commented(body, calls.iter().map(|(_, range)| range));
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
        let events: Vec<(Event<'_>, Range<usize>)> = Parser::new_ext(&markdown, options).into_offset_iter().collect();
        let mut rendered = String::with_capacity(body.len() * 3 / 2);
        html::push_html(&mut rendered, events.iter().map(|(event, _)| event.clone()));
        let document = Document::from_html(&rendered, Some(language));
        let mut languages = LanguageStack::default();
        let (mut shown, mut tops) = (Vec::new(), Vec::new());
        let mut depth = 0usize;
        for (event, range) in &events {
            match event {
                Event::Html(raw) | Event::InlineHtml(raw) => languages.read(raw, range.start),
                Event::Rule | Event::Start(Tag::Image { .. } | Tag::Table(_)) => shown.push(range.clone()),
                _ => {}
            }
            match event {
                Event::Start(_) => {
                    if depth == 0 {
                        tops.push(range.clone());
                    }
                    depth += 1;
                }
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        let silent = silences(body).into_iter().map(|silence| {
            let next = tops.iter().find(|top| {
                top.start >= silence.range.end && !markdown[(*top).clone()].trim_start().starts_with("<!--")
            });
            // Inside a paragraph it speaks of that paragraph.
            let around = tops.iter().find(|top| {
                top.contains(&silence.range.start) && top.end > silence.range.end + 1 && {
                    !markdown[top.start..].trim_start().starts_with("<!--")
                }
            });
            let range = around.or(next).cloned().unwrap_or(silence.range.clone());
            (range, silence.codes().collect())
        });
        let silent = silent.collect();
        Self {
            body,
            alignment: Alignment::of(&document.text, &markdown, &events),
            languages: languages.finish(body.len()),
            document,
            calls,
            shown,
            silent,
        }
    }

    /// Where a stretch of the document stands in the Markdown.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        self.alignment.place(range, self.body)
    }

    /// The text of a block.
    pub(super) fn text(&self, block: usize) -> &str {
        self.document.blocks.get(block).map_or("", |block| self.document.block_text(block))
    }

    /// The block a byte of the document stands in.
    pub(super) fn block_at(&self, byte: usize) -> usize {
        let blocks = &self.document.blocks;
        blocks.partition_point(|block| block.range.end <= byte).min(blocks.len().saturating_sub(1))
    }

    /// The blocks that are read as text, by index.
    pub(super) fn prose(&self) -> impl Iterator<Item = (usize, &Block)> {
        self.document.blocks.iter().enumerate().filter(|(_, block)| block.kind != BlockKind::Code)
    }

    /// The links inside a stretch of the document.
    pub(super) fn links(&self, within: Range<usize>) -> impl Iterator<Item = Link<'_>> {
        let blocks = self.document.blocks.iter();
        let marks = blocks.filter(move |b| b.range.start < within.end && within.start < b.range.end);
        marks.flat_map(|block| &block.marks).filter_map(move |mark| match &mark.kind {
            MarkKind::Link(address) => {
                let text = self.document.text.get(mark.range.clone())?;
                Some(Link { text, address, range: mark.range.clone() })
            }
            _ => None,
        })
    }

    /// Whether a roundup calls for something.
    pub(super) fn calls(&self, wanted: Shortcode) -> bool {
        self.calls.iter().any(|(name, _)| *name == wanted)
    }

    /// The language that the markup gives a place of the document, if it is not that of the page.
    pub(super) fn declared_language(&self, byte: usize) -> Option<&Lang> {
        let at = self.place(&(byte..byte + 1)).start;
        self.languages.iter().rev().find(|(range, _)| range.contains(&at)).map(|(_, language)| language)
    }

    /// Whether a rule is silent at a place of the Markdown.
    pub(super) fn is_silent(&self, code: LintCode, at: usize) -> bool {
        self.silent.iter().any(|(range, codes)| range.contains(&at) && codes.contains(&code))
    }
}

/// The text with its calls as comments, every other byte in its place.
fn commented<'r>(body: &str, calls: impl Iterator<Item = &'r Range<usize>>) -> String {
    const MARKS: (&str, &str) = ("<!--", "-->");
    let mut markdown = String::with_capacity(body.len());
    let mut at = 0;
    for call in calls {
        markdown.push_str(&body[at..call.start]);
        let inner = body.get(call.start + MARKS.0.len()..call.end.saturating_sub(MARKS.1.len()));
        // No call is so short that its braces and parentheses leave no room for the marks.
        let Some(inner) = inner.filter(|inner| inner.is_ascii()) else {
            markdown.push_str(&body[call.clone()]);
            at = call.end;
            continue;
        };
        markdown.push_str(MARKS.0);
        markdown.extend(inner.chars().map(|c| if c == '\n' { '\n' } else { '.' }));
        markdown.push_str(MARKS.1);
        at = call.end;
    }
    markdown.push_str(&body[at..]);
    markdown
}
