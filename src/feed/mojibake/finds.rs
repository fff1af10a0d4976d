//! Where a text looks like UTF-8 that was read as a code page.

use std::ops::Range;

use super::pages::Page;

/// Letters of another script count when so many stand side by side.
const RUN: usize = 3;

/// What may stand behind a word.
const ENDS_WORDS: &[char] = &['»', '“', '”', '’', '…', '–', '—', '™', '®', '\u{a0}'];

/// One UTF-8 character, read as several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Find {
    /// Where it stands, in bytes.
    pub(super) range: Range<usize>,
    /// What it is; `None` when it is nothing: a byte order mark, half a no-break space.
    pub(super) meant: Option<char>,
    /// How little it looks like writing.
    pub(super) weight: u32,
    /// Only in a run of its like.
    needs_run: bool,
}

/// All finds in a text, in order.
pub(super) fn finds(text: &str, page: &Page) -> Vec<Find> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found: Vec<Find> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        match find(&chars, at, text.len(), page) {
            Some((find, length)) => {
                found.push(find);
                at += length;
            }
            None => at += 1,
        }
    }
    without_short_runs(&found)
}

/// The find that begins at a character, and how many characters it has.
fn find(chars: &[(usize, char)], at: usize, end: usize, page: &Page) -> Option<(Find, usize)> {
    let (start, first) = chars[at];
    let lead = page.lead(first)?;
    let length = match lead {
        ..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    };
    let byte =
        |n: usize| chars.get(at + n).and_then(|(_, c)| page.byte(*c)).filter(|byte| (0x80..=0xbf).contains(byte));
    let place = |n: usize| chars.get(at + n).map_or(end, |(place, _)| *place);
    let before = at.checked_sub(1).map(|before| chars[before].1);
    let after = |n: usize| chars.get(at + n).map(|(_, c)| *c);
    let mut bytes = [lead, 0, 0, 0];
    let mut known = 1;
    while let Some(next) = byte(known).filter(|_| known < length) {
        bytes[known] = next;
        known += 1;
    }
    if known == length {
        let meant = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
        let second = chars[at + 1].1;
        let (weight, needs_run) = weigh([first, second], meant, &chars[at.saturating_sub(2)..at], after(length))?;
        let meant = (meant != '\u{feff}').then_some(meant);
        return Some((Find { range: start..place(length), meant, weight, needs_run }, length));
    }
    let (meant, weight, length) = broken(&bytes[..known], before, &after)?;
    Some((Find { range: start..place(length), meant, weight, needs_run: false }, length))
}

/// A find that lost its last byte on the way: one that its code page does not have, or a no-break space that became a
/// plain one. It is mended along with others and proves little itself.
fn broken(
    bytes: &[u8],
    before: Option<char>,
    after: &dyn Fn(usize) -> Option<char>,
) -> Option<(Option<char>, u32, usize)> {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    match bytes {
        // Of the characters whose third byte is lost this way (U+2001, 200D, 200F, 2010, 201D) people write one.
        [0xe2, 0x80] if !is_letter(after(2)) => {
            let length = if after(2) == Some('\u{fffd}') { 3 } else { 2 };
            Some((Some('”'), u32::from(before.is_some_and(|c| !c.is_whitespace())), length))
        }
        [0xc3] if after(1) == Some(' ') => Some((Some('à'), 0, 1)),
        [0xc2] if after(1) == Some(' ') && !before.is_some_and(char::is_uppercase) => Some((None, 0, 1)),
        _ => None,
    }
}

/// How little a find looks like writing, and whether it counts in a run only; `None` when what comes of it is nothing
/// that people write.
fn weigh([first, second]: [char; 2], c: char, before: &[(usize, char)], after: Option<char>) -> Option<(u32, bool)> {
    let capitals = before.iter().rev().take_while(|(_, c)| c.is_uppercase()).count();
    let before = before.last().map(|(_, c)| *c);
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let stands_alone = !is_letter(before) && !is_letter(after);
    // A capital after a small letter, or a sign that is no letter at all, inside a word.
    let in_word = before.is_some_and(char::is_lowercase) && !first.is_lowercase();
    Some(match c {
        // For the next round: bytes of a code page that became control characters.
        '\u{80}'..='\u{9f}' => (u32::from(in_word), false),
        // Signs: what is meant is there already, behind a capital. What may stand behind a capital proves less.
        '\u{a0}' | '«' | '»' | '´' | '¨' | '·' if !in_word => (1, false),
        // … and the byte order mark, and pictures.
        '\u{a0}'..='\u{bf}' | '\u{feff}' | '\u{1f000}'..='\u{1faff}' => (2, false),
        // A root is drawn from π (in Macintosh's page).
        '\u{c0}'..='\u{ff}' if in_word => (if first == '√' && c == 'ù' { 1 } else { 2 }, false),
        // `Ã` is no letter of the languages read here; in Portuguese it ends words in capitals. Nobody shows a no-break
        // space to say what went wrong.
        '\u{c0}'..='\u{ff}' => {
            let ends_capitals = capitals > usize::from(c.is_lowercase());
            let ends_capitals = ends_capitals && !is_letter(after) && ENDS_WORDS.contains(&second);
            let is_strange = first == 'Ã' && !ends_capitals;
            (if is_strange && (!stands_alone || c == 'à') { 2 } else { 1 }, false)
        }
        '\u{100}'..='\u{17f}' | '\u{218}'..='\u{21b}' if in_word => (2, false),
        // `Å’uvre`; `Ä…hm` is German.
        '\u{100}'..='\u{17f}' => (if first == 'Å' && is_letter(after) { 2 } else { 0 }, false),
        // Punctuation, currency, arrows, mathematics, shapes.
        '\u{2010}'..='\u{2044}' | '\u{20a0}'..='\u{20bf}' | '\u{2100}'..='\u{27bf}' => {
            let dash = matches!(c, '–' | '—') && before == Some(' ') && after == Some(' ');
            (if stands_alone && !dash { 1 } else { 2 }, false)
        }
        // Signs of windows-1252 for the next round, and what goes with others.
        'ƒ' | 'ˆ' | '˜' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{206f}' | '\u{fe0f}' => (1, false),
        '\u{370}'..='\u{52f}' => (1, true),
        _ => return None,
    })
}

fn without_short_runs(found: &[Find]) -> Vec<Find> {
    let mut kept = Vec::with_capacity(found.len());
    let runs = found.chunk_by(|a, b| a.needs_run && b.needs_run && a.range.end == b.range.start);
    for run in runs {
        if run.len() >= RUN || !run[0].needs_run {
            kept.extend_from_slice(run);
        }
    }
    kept
}
