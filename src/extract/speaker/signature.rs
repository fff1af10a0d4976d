//! Names that stand beside the words without a verb: captions, dashes, brackets, labels.

use super::{
    Attributed,
    context::Context,
    signed::{dash, display_name, is_source_line},
};
use crate::{
    extract::{
        names::{self, Known},
        scan::Scan,
    },
    model::Attribution,
    text::BlockKind,
};

/// A caption of the same blockquote, or a dash or brackets with a name after the words.
pub(super) fn signature(
    scan: &Scan<'_, '_>,
    known: &Known,
    index: usize,
    after: &str,
    language: &str,
) -> Option<Attributed> {
    let blocks = &scan.document.blocks;
    let person = |name: &str| Some(Attribution::Person(known.complete(name)));
    if let Some(quote) = blocks[index].blockquote {
        let caption = blocks[index..].iter().take_while(|block| block.blockquote == Some(quote)).find(|block| {
            let text = scan.text(&block.range);
            block.kind == BlockKind::Caption || (dash(text).is_some() && text.len() < 120)
        });
        if let Some(caption) = caption {
            let text = scan.text(&caption.range);
            let bare = dash(text).unwrap_or(text);
            return Some(Attributed::new("caption", signed(bare, language).and_then(|name| person(&name))));
        }
        let next = blocks[index..].iter().find(|block| block.blockquote != Some(quote));
        if let Some(text) = next.map(|block| scan.text(&block.range)).filter(|text| text.len() < 80)
            && let Some(name) = dash(text).and_then(|bare| signed(bare, language))
        {
            return Some(Attributed::new("signature", person(&name)));
        }
    }
    // A paragraph that is a quotation, and below it who said it.
    if after.trim().is_empty()
        && let Some(text) =
            blocks.get(index + 1).map(|block| scan.text(&block.range)).filter(|text| is_source_line(text))
        && let Some(name) = dash(text).and_then(|bare| signed(bare, language))
    {
        return Some(Attributed::new("signature", person(&name)));
    }
    let rest = after.trim_start_matches(['.', ',', ' ']);
    if let Some(bare) = dash(rest.trim_start()) {
        let end = bare.find(['.', '\n', '“', '"', ',', '(', ';']).unwrap_or(bare.len());
        let bare = &bare[..end];
        if let Some(name) = signed(bare, language)
            && bare.trim_start().starts_with(&name)
            && bare.split_whitespace().count() <= name.split_whitespace().count() + 1
        {
            return Some(Attributed::new("signature", person(&name)));
        }
    }
    if let Some(bare) = rest.strip_prefix('(')
        && let Some(close) = bare.find(')').filter(|&close| close < 60)
    {
        let inside = &bare[..close];
        if let Some(name) = signed(inside, language)
            && inside.starts_with(&name)
            && (name.contains(' ') || known.knows(&name))
        {
            return Some(Attributed::new("brackets", person(&name)));
        }
    }
    None
}

/// The name a signature begins with: capitalised words, or one nickname and nothing else.
fn signed(text: &str, language: &str) -> Option<String> {
    let text = text.trim();
    if let Some(name) = display_name(text) {
        return Some(name);
    }
    if let Some(name) = names::find(text, language).into_iter().next()
        && name.range.start < 24
    {
        return Some(name.text);
    }
    let single = text.split_whitespace().count() == 1
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '@'));
    (single && text.chars().count() > 2).then(|| text.trim_start_matches('@').to_owned())
}

/// `Name: “…”` at the start of a paragraph.
pub(super) fn label(lead: &Context<'_>, known: &Known, at_block_start: bool) -> Option<String> {
    let bare = lead.text.trim().strip_suffix(':')?.trim_end();
    let [name] = &lead.names[..] else { return None };
    let whole =
        name.text == bare || (bare.starts_with(&name.text) && bare[name.text.len()..].trim_start().starts_with('('));
    (at_block_start && whole && (name.words >= 2 || known.knows(&name.text) || bare == name.text))
        .then(|| name.text.clone())
}
