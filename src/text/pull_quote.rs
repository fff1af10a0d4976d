//! Pull quotes: a sentence of the text that stands beside it once more, in large letters.
//!
//! It looks like a quotation of somebody and is the text itself. A blockquote or an aside whose words all stand in one
//! paragraph of the text is marked as boilerplate; the paragraph is what can be cited.

use super::{Block, Document, fold};

/// A longer block, in bytes, is no pull quote.
const LONGEST: usize = 500;
/// Fewer words may meet by chance.
const FEWEST: usize = 4;
/// So many blocks are looked at: each costs a walk through the text.
const MOST: usize = 24;

/// Marks the pull quotes of a document.
pub(super) fn mark(mut document: Document) -> Document {
    let candidates: Vec<(usize, String)> = document
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| is_beside(block) && !block.boilerplate && block.range.len() <= LONGEST)
        .map(|(index, block)| (index, bare(document.block_text(block))))
        .filter(|(_, words)| words.split(' ').nth(FEWEST - 1).is_some())
        .take(MOST)
        .collect();
    if candidates.is_empty() {
        return document;
    }
    let body = document.blocks.iter().filter(|block| block.kind.is_prose() && !is_beside(block) && !block.boilerplate);
    let body = body.map(|block| fold(document.block_text(block)).to_lowercase()).collect::<Vec<_>>().join("\n");
    for (index, words) in candidates {
        document.blocks[index].boilerplate = stands_in(&body, &words);
    }
    document
}

/// Whether words stand in a text as whole words.
fn stands_in(text: &str, words: &str) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(words)
        .any(|(at, _)| edge(text[..at].chars().next_back()) && edge(text[at + words.len()..].chars().next()))
}

fn is_beside(block: &Block) -> bool {
    block.blockquote.is_some() || block.aside
}

/// The words of a block in lower case, without the marks at its edges.
fn bare(text: &str) -> String {
    fold(text).to_lowercase().trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

#[cfg(test)]
mod tests {
    use crate::text::Document;

    fn marked(html: &str) -> Vec<String> {
        let document = Document::from_html(html, None);
        let blocks = document.blocks.iter().filter(|block| block.boilerplate);
        blocks.map(|block| document.block_text(block).to_owned()).collect()
    }

    const BODY: &str = "<p>We walked on. The wheel only turns when somebody pushes it, she thought. We stayed.</p>";

    #[test]
    fn what_repeats_the_text_beside_it_is_marked() {
        for beside in [
            "<blockquote>“The wheel only turns when somebody pushes it”</blockquote>",
            "<aside><p>The wheel only turns when somebody pushes it.</p></aside>",
            "<figure><blockquote><p>… The wheel only turns when somebody pushes it</p></blockquote></figure>",
        ] {
            assert_eq!(marked(&format!("{BODY}{beside}<p>And then home.</p>")).len(), 1, "{beside}");
            assert_eq!(marked(&format!("{beside}{BODY}")).len(), 1, "{beside}");
        }
    }

    #[test]
    fn what_says_more_or_less_is_a_quotation() {
        for beside in [
            "<blockquote>The wheel only turns when somebody pushes it, and never back.</blockquote>",
            "<blockquote>The wheel turns</blockquote>",
            "<blockquote>heel only turns when somebody</blockquote>",
            "<p>The wheel only turns when somebody pushes it</p>",
            "<aside>Another word about the wheel and those who push it.</aside>",
        ] {
            assert_eq!(marked(&format!("{BODY}{beside}")), Vec::<String>::new(), "{beside}");
        }
        // Two of the same are a quotation twice.
        let twice = "<blockquote>Come with me to the fair.</blockquote>".repeat(2);
        assert_eq!(marked(&twice), Vec::<String>::new());
    }
}
