//! The code pages that UTF-8 is mistaken for, backwards: character → byte.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254, WINDOWS_1257};

/// A code page.
#[derive(Debug)]
pub(super) struct Page {
    bytes: HashMap<char, u8>,
    /// The first bytes of the characters that are looked for: those with which people's letters, punctuation and pictures
    /// begin.
    leads: &'static [u8],
}

/// Latin-1, Latin Extended, the signs of windows-1252, Greek, Cyrillic, punctuation, the byte order mark, pictures.
const LEADS: &[u8] = &[0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc8, 0xcb, 0xce, 0xcf, 0xd0, 0xd1, 0xe2, 0xef, 0xf0];
/// Behind most of the others Macintosh has quotation marks and dashes, which stand before letters in any text.
const LEADS_OF_MACINTOSH: &[u8] = &[0xc2, 0xc3, 0xe2];

impl Page {
    fn new(encoding: &'static Encoding, leads: &'static [u8]) -> Self {
        let decode = |encoding: &'static Encoding, byte| encoding.decode_without_bom_handling(&[byte]).0.chars().next();
        let mut bytes = HashMap::with_capacity(200);
        for byte in 0x80..=0xff_u8 {
            let c = decode(encoding, byte).unwrap_or(char::REPLACEMENT_CHARACTER);
            // Bytes that a page does not use become what windows-1252 or Latin-1 has there.
            if c == char::REPLACEMENT_CHARACTER || c.is_control() {
                let neighbour = decode(WINDOWS_1252, byte);
                bytes.extend(neighbour.into_iter().chain([char::from(byte)]).map(|c| (c, byte)));
            } else {
                bytes.insert(c, byte);
                bytes.entry(char::from(byte)).or_insert(byte);
            }
        }
        Self { bytes, leads }
    }

    /// The byte that was read as this character.
    pub(super) fn byte(&self, c: char) -> Option<u8> {
        if c.is_ascii() { None } else { self.bytes.get(&c).copied() }
    }

    /// The byte that was read as this character, if it can be the first of a UTF-8 character.
    pub(super) fn lead(&self, c: char) -> Option<u8> {
        self.byte(c).filter(|byte| self.leads.contains(byte))
    }
}

/// The commonest first.
pub(super) static PAGES: LazyLock<Vec<Page>> = LazyLock::new(|| {
    vec![
        Page::new(WINDOWS_1252, LEADS),
        Page::new(WINDOWS_1250, LEADS),
        Page::new(WINDOWS_1257, LEADS),
        Page::new(WINDOWS_1254, LEADS),
        Page::new(MACINTOSH, LEADS_OF_MACINTOSH),
    ]
});

/// Whether a character is the first byte of a UTF-8 character in any of the pages.
pub(super) fn can_lead(c: char) -> bool {
    static LEADS: LazyLock<HashSet<char>> = LazyLock::new(|| {
        let leads = PAGES.iter().flat_map(|page| page.bytes.keys().filter(|c| page.lead(**c).is_some()));
        leads.copied().collect()
    });
    LEADS.contains(&c)
}
