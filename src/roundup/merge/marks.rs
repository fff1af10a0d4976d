//! The comments that tell a roundup's blocks apart. Each begins and ends on lines of its own, so that Markdown takes it for
//! an HTML block of kind 2 (`CommonMark` 0.31, 4.6), which may stand anywhere and ends with its line.

/// How every mark begins.
const OPEN: &str = "<!-- blogkermis ";
const CLOSE: &str = "-->";
/// The first word of an offer's comment.
const OFFERS: &str = "offers";
/// The words of the comment that remembers.
const REMEMBERS: &str = "has offered";
/// Hexadecimal digits of a fingerprint.
const DIGITS: usize = 8;
/// Remembered ids on a line.
const IDS_PER_LINE: usize = 12;

/// A part of a roundup's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Somebody's text: whole lines.
    Text(&'a str),
    /// A block begins.
    Mark {
        /// The block.
        id: &'a str,
        /// Of the text that the draft had for it the last time.
        print: &'a str,
        /// The whole line.
        line: &'a str,
    },
    /// A newer text for a block that is the host's.
    Offer {
        /// The block.
        id: &'a str,
        /// Of the text that is offered.
        print: &'a str,
        /// What is offered, as it stands in the comment.
        text: &'a str,
        /// The comment with its last line ending.
        whole: &'a str,
    },
    /// The fingerprints of the ids of all blocks that were ever in the file.
    Memory {
        /// One word each.
        prints: &'a str,
        /// The comment with its last line ending.
        whole: &'a str,
    },
}

/// Cuts a text into its pieces. Together they are the text again, letter by letter; a comment that somebody changed is text.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while at < text.len() {
        let rest = &text[at..];
        let line = first_line(rest);
        let found = mark(line).or_else(|| offer(rest)).or_else(|| memory(rest));
        let Some((piece, length)) = found else {
            at += line.len();
            continue;
        };
        if plain < at {
            pieces.push(Piece::Text(&text[plain..at]));
        }
        pieces.push(piece);
        at += length;
        plain = at;
    }
    if plain < at {
        pieces.push(Piece::Text(&text[plain..at]));
    }
    pieces
}

/// A line with its ending.
fn first_line(text: &str) -> &str {
    text.find('\n').map_or(text, |end| &text[..=end])
}

fn mark(line: &str) -> Option<(Piece<'_>, usize)> {
    let words = line.trim_end().strip_prefix(OPEN)?.strip_suffix(CLOSE)?.strip_suffix(' ')?;
    let (id, print) = words.split_once(' ')?;
    (is_id(id) && is_print(print)).then_some((Piece::Mark { id, print, line }, line.len()))
}

fn offer(text: &str) -> Option<(Piece<'_>, usize)> {
    let head = first_line(text);
    let words = head.trim_end().strip_prefix(OPEN)?.strip_prefix(OFFERS)?.strip_prefix(' ')?;
    let (id, print) = words.split_once(' ')?;
    if !is_id(id) || !is_print(print) {
        return None;
    }
    let (inner, length) = commented(text, head)?;
    Some((Piece::Offer { id, print, text: inner, whole: &text[..length] }, length))
}

fn memory(text: &str) -> Option<(Piece<'_>, usize)> {
    let head = first_line(text);
    if head.trim_end().strip_prefix(OPEN)? != REMEMBERS {
        return None;
    }
    let (inner, length) = commented(text, head)?;
    let piece = Piece::Memory { prints: inner, whole: &text[..length] };
    inner.split_whitespace().all(is_print).then_some((piece, length))
}

/// What stands between a comment's first line and its last, and how long the comment is. Nothing where a mark comes first:
/// then somebody took out the last line.
fn commented<'a>(text: &'a str, head: &str) -> Option<(&'a str, usize)> {
    let mut at = head.len();
    while at < text.len() {
        let line = first_line(&text[at..]);
        if line.trim_end() == CLOSE {
            return Some((&text[head.len()..at], at + line.len()));
        }
        if line.starts_with(OPEN) {
            return None;
        }
        at += line.len();
    }
    None
}

fn is_id(word: &str) -> bool {
    !word.is_empty() && word != OFFERS && !word.contains(char::is_whitespace) && !word.contains("--")
}

fn is_print(word: &str) -> bool {
    word.len() == DIGITS && word.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The fingerprint of a text: its lines, whatever ends them, without the empty ones around them.
pub(super) fn fingerprint(text: &str) -> String {
    let lines: Vec<_> = text.lines().collect();
    let is_full = |line: &&str| !line.trim().is_empty();
    let from = lines.iter().position(is_full).unwrap_or(lines.len());
    let to = lines.iter().rposition(is_full).map_or(from, |last| last + 1);
    blake3::hash(lines[from..to].join("\n").as_bytes()).to_hex()[..DIGITS].to_owned()
}

/// The line that begins a block.
pub(super) fn mark_line(id: &str, print: &str, newline: &str) -> String {
    format!("{OPEN}{id} {print} {CLOSE}{newline}")
}

/// The comment that offers a newer text. Its fingerprint is that of the text as it stands in the comment.
pub(super) fn offer_comment(id: &str, text: &str, newline: &str) -> String {
    let text = text.replace(CLOSE, "--&gt;");
    let print = fingerprint(&text);
    format!("{OPEN}{OFFERS} {id} {print}{newline}{text}{newline}{CLOSE}{newline}")
}

/// The comment that remembers the blocks a host may have taken out.
pub(super) fn memory_comment<'a>(prints: impl Iterator<Item = &'a str>, newline: &str) -> String {
    let prints: Vec<_> = prints.collect();
    let lines: Vec<_> = prints.chunks(IDS_PER_LINE).map(|line| line.join(" ")).collect();
    format!("{OPEN}{REMEMBERS}{newline}{}{newline}{CLOSE}{newline}", lines.join(newline))
}

/// Whether any block is marked.
#[must_use]
pub fn has_marks(text: &str) -> bool {
    pieces(text).iter().any(|piece| matches!(piece, Piece::Mark { .. }))
}

/// The text without its marks and offers, for readers. Every line keeps its number.
#[must_use]
pub fn without_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Text(words) => out.push_str(words),
            Piece::Mark { line: whole, .. } | Piece::Offer { whole, .. } | Piece::Memory { whole, .. } => {
                out.extend(whole.matches('\n'));
            }
        }
    }
    out
}
