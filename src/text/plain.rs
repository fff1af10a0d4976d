//! Plain text → document.

use super::{
    BlockKind, Document,
    builder::{Builder, Place},
};

/// Reads plain text: blank lines separate paragraphs, a bullet begins a list item, a line break stays a line break.
pub(super) fn read(text: &str) -> Document {
    let mut builder = Builder::new();
    let mut place = Place::root();
    for line in text.lines() {
        let bare = line.trim();
        if bare.is_empty() {
            builder.end_block(&place);
            place.kind = BlockKind::Paragraph;
            continue;
        }
        let item = bare
            .strip_prefix(['•', '·', '◦', '▪', '‣'])
            .or_else(|| bare.strip_prefix(['*', '-', '–']).filter(|rest| rest.starts_with([' ', '\t'])));
        if let Some(item) = item {
            builder.end_block(&place);
            place.kind = BlockKind::ListItem;
            builder.text(item, false);
        } else {
            builder.text("\n", true);
            builder.text(line, false);
        }
    }
    builder.finish(&place)
}
