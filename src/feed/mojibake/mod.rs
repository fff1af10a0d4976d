//! Text that was UTF-8 and was read as a single-byte code page, once or several times: `cafÃ©`, `itâ€™s`, `patiĆ«nt`.
//!
//! **When is the mended text better?** Every place where characters, put back into the bytes of one code page, are one
//! complete UTF-8 character is a *find*. A find counts by how little it looks like writing: 2 where nobody writes the
//! like (a capital and a sign inside a word, the remains of a quotation mark on a word, of an emoji), 1 where somebody
//! might (standing alone), 0 where it can be writing (`Ä“` closes a German quotation). A block of text is mended by the
//! code page whose finds count most, if they come to [`ENOUGH`]; then all its finds are replaced, letters and punctuation
//! for signs, and no control character or U+FFFD may appear. What is replaced is never ASCII, before or after: no markup
//! can come of it.
//!
//! **What is left alone:** code, and blocks that speak of the thing itself: that name encodings, or hold the mended word
//! beside the broken one.

mod finds;
mod html;
mod pages;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

pub(super) use self::html::mend_html;
use self::{
    finds::{Find, finds},
    pages::PAGES,
};

/// What the finds in a block must count together.
const ENOUGH: u32 = 2;
/// How often text is decoded wrongly: once mostly, twice in old databases.
const ROUNDS: usize = 3;

/// Words of texts about encodings, in lower case.
const ABOUT_ENCODINGS: &[&str] = &[
    "ascii",
    "character set",
    "charset",
    "codepage",
    "codering",
    "codificación",
    "cp1252",
    "encodage",
    "encoding",
    "iso 8859",
    "iso-8859",
    "kodierung",
    "latin-1",
    "latin1",
    "mojibake",
    "tekenset",
    "unicode",
    "utf-8",
    "utf8",
    "windows-1252",
    "zeichensatz",
];

/// The text as it was before it was decoded wrongly; `None` when it is fine, or when nobody can tell.
pub(super) fn mend(text: &str) -> Option<String> {
    mend_block(&[text])?.pop()
}

/// Mends the pieces of one block of text together. `None` when there is nothing to mend.
fn mend_block(pieces: &[&str]) -> Option<Vec<String>> {
    if !pieces.iter().any(|piece| is_suspicious(piece)) {
        return None;
    }
    let mut best: Option<Vec<String>> = None;
    let mut current: Vec<String> = pieces.iter().map(|piece| (*piece).to_owned()).collect();
    let allowed = current.iter().map(|piece| damage(piece)).sum();
    for _ in 0..ROUNDS {
        let Some(mended) = mend_once(&current) else { break };
        current = mended;
        // Between two rounds there may be control characters that are bytes of the next.
        if current.iter().map(|piece| damage(piece)).sum::<usize>() <= allowed {
            best = Some(current.clone());
        }
    }
    best.filter(|mended| !speaks_of_it(pieces, mended))
}

fn mend_once(pieces: &[String]) -> Option<Vec<String>> {
    let by_page = PAGES.iter().map(|page| pieces.iter().map(|piece| finds(piece, page)).collect::<Vec<_>>());
    let count = |found: &[Vec<Find>]| found.iter().flatten().map(|find| find.weight).sum::<u32>();
    // Of equals the first counts: the pages stand in the order of how common they are.
    let found = by_page.reduce(|best, other| if count(&other) > count(&best) { other } else { best })?;
    if count(&found) < ENOUGH {
        return None;
    }
    Some(pieces.iter().zip(&found).map(|(piece, found)| replaced(piece, found)).collect())
}

fn replaced(piece: &str, found: &[Find]) -> String {
    let mut mended = String::with_capacity(piece.len());
    let mut from = 0;
    for find in found {
        mended.push_str(&piece[from..find.range.start]);
        mended.extend(find.meant);
        from = find.range.end;
    }
    mended.push_str(&piece[from..]);
    mended
}

/// Whether a block is about broken text rather than broken.
fn speaks_of_it(pieces: &[&str], mended: &[String]) -> bool {
    let before: Vec<String> = pieces.iter().map(|piece| piece.to_lowercase()).collect();
    if before.iter().any(|piece| ABOUT_ENCODINGS.iter().any(|word| piece.contains(word))) {
        return true;
    }
    // A word that mending makes and that stood there already: somebody shows what it should be.
    let before = counted(&before);
    let after: Vec<String> = mended.iter().map(|piece| piece.to_lowercase()).collect();
    counted(&after).into_iter().any(|(word, times)| before.get(word).is_some_and(|stood| times > *stood))
}

/// The words that are not all ASCII, and how often each stands in the pieces.
fn counted(pieces: &[String]) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    let words = pieces.iter().flat_map(|piece| piece.split(|c: char| !c.is_alphanumeric()));
    for word in words.filter(|word| !word.is_ascii()) {
        *counts.entry(word).or_insert(0) += 1;
    }
    counts
}

/// A quick look: two characters side by side that are not ASCII, the first of which can begin a find.
fn is_suspicious(text: &str) -> bool {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_ascii() && chars.peek().is_some_and(|next| !next.is_ascii()) && pages::can_lead(c) {
            return true;
        }
    }
    false
}

/// Characters that decoding leaves when it fails.
fn damage(text: &str) -> usize {
    text.chars().filter(|c| matches!(c, '\u{80}'..='\u{9f}' | '\u{fffd}')).count()
}
