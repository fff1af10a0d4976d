//! Nicknames in lower case, which no capital betrays: “I copied inkpot’s advice: …”.

use super::{Attributed, context::Context};
use crate::{
    extract::{names::Known, scan::Scan},
    model::Attribution,
    text::{MarkKind, token},
};

/// A nickname has at least this many letters.
const SHORTEST: usize = 4;
/// So many blocks to either side are searched for an address with the nickname in it.
const AROUND: usize = 20;
/// And no more elements in them than this.
const MARKS: usize = 200;
/// A word for words stands within so many words behind the genitive.
const REACH: usize = 4;

/// A word in the genitive before a word for words, when a link nearby shows that it is what somebody calls themselves.
pub(super) fn nickname(scan: &Scan<'_, '_>, known: &Known, index: usize, lead: &Context<'_>) -> Option<Attributed> {
    let (at, name) = lead.tokens.iter().enumerate().rev().find_map(|(at, tok)| {
        let name = tok.lower.strip_suffix("'s")?;
        let bare = name.len() >= SHORTEST && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let small = lead.text[tok.range.clone()].starts_with(char::is_lowercase);
        (bare && small && !token::is_stop_word(name, "en")).then_some((at, name))
    })?;
    let words = lead.tokens.iter().skip(at + 1).take(REACH).any(|tok| lead.cues.words.has(&tok.lower));
    let article = lead.tokens[at.saturating_sub(2)..at]
        .iter()
        .any(|tok| lead.cues.articles.has(&tok.lower) || lead.cues.possessives.has(&tok.lower));
    if !words || article {
        return None;
    }
    let blocks = &scan.document.blocks;
    let around = &blocks[index.saturating_sub(AROUND)..blocks.len().min(index + AROUND)];
    let linked = around.iter().flat_map(|block| &block.marks).take(MARKS).any(|mark| match &mark.kind {
        MarkKind::Link(address) => address.to_ascii_lowercase().contains(name),
        _ => false,
    });
    linked.then(|| Attributed::new("nickname", Some(Attribution::Person(known.complete(name)))))
}
