//! Bytes → text. Nothing is decoded twice: whoever reads on gets UTF-8 and never sees what the bytes were declared to be.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::notes::Notes;

/// How far into the document a declaration is looked for.
const HEAD: usize = 2048;

/// Decodes a document: byte order mark, then the shape of UTF-16 and UTF-32, then valid UTF-8, then what HTTP or the
/// document declares, then a guess. Valid UTF-8 wins over declarations because text of another encoding that happens to
/// be valid UTF-8 hardly exists, while wrong declarations are everywhere.
pub(super) fn decode(bytes: &[u8], content_type: Option<&str>, notes: &mut Notes) -> String {
    if let Some(text) = wide(bytes) {
        return text;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let declared = content_type.and_then(charset).or_else(|| declaration(bytes));
    let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    match std::str::from_utf8(bytes) {
        // Escape sequences of ISO-2022-JP are ASCII: the one encoding that valid UTF-8 may hide.
        Ok(text) if declared.is_none_or(|e| e.is_ascii_compatible() || !bytes.contains(&0x1b)) => {
            return text.to_owned();
        }
        _ => {}
    }
    if let Some(encoding) = declared.filter(|e| *e != UTF_8 && *e != UTF_16LE && *e != UTF_16BE) {
        let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
        if !had_errors {
            return text.into_owned();
        }
    }
    notes.add("wrong-encoding", "the bytes are not in the encoding they are declared to be in; it was guessed");
    if mostly_utf8(bytes) { mixed(bytes) } else { guess(bytes) }
}

/// UTF-16 and UTF-32, by their byte order mark or by the zero bytes around the first `<`.
fn wide(bytes: &[u8]) -> Option<String> {
    let utf32 = |big: bool, skip: usize| {
        let units = bytes.get(skip..)?.chunks_exact(4);
        let unit =
            |b: &[u8]| <[u8; 4]>::try_from(b).map(|b| if big { u32::from_be_bytes(b) } else { u32::from_le_bytes(b) });
        Some(units.map(|b| unit(b).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    };
    let utf16 = |encoding: &'static Encoding, skip: usize| {
        Some(encoding.decode_without_bom_handling(bytes.get(skip..)?).0.into_owned())
    };
    match bytes {
        [0, 0, 0xfe, 0xff, ..] => utf32(true, 4),
        [0xff, 0xfe, 0, 0, ..] => utf32(false, 4),
        [0, 0, 0, b'<', ..] => utf32(true, 0),
        [b'<', 0, 0, 0, ..] => utf32(false, 0),
        [0xfe, 0xff, ..] => utf16(UTF_16BE, 2),
        [0xff, 0xfe, ..] => utf16(UTF_16LE, 2),
        [0, b'<' | b'{', 0, ..] => utf16(UTF_16BE, 0),
        [b'<' | b'{', 0, ..] => utf16(UTF_16LE, 0),
        _ => None,
    }
}

/// The `charset` parameter of a media type.
fn charset(content_type: &str) -> Option<String> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    })
}

/// The encoding the document names: `encoding` of an XML declaration or `charset` of a `meta`.
fn declaration(bytes: &[u8]) -> Option<String> {
    let head: String =
        bytes.iter().take(HEAD).map(|b| if b.is_ascii() { char::from(*b).to_ascii_lowercase() } else { '?' }).collect();
    let in_xml = head
        .split_once("<?xml")
        .and_then(|(_, rest)| rest.split_once("?>"))
        .and_then(|(decl, _)| after(decl, "encoding"));
    in_xml.or_else(|| after(head.split_once("<meta").map(|(_, rest)| rest)?, "charset"))
}

/// The value after `name =`, quoted or not.
fn after(text: &str, name: &str) -> Option<String> {
    let rest = text.split_once(name)?.1.trim_start().strip_prefix('=')?;
    let value: String = rest
        .trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'')
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '+'))
        .collect();
    (!value.is_empty()).then_some(value)
}

/// At least as many multi-byte characters as there are bytes that fit nowhere.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (good, bad) = bytes.utf8_chunks().fold((0, 0), |(good, bad), chunk| {
        (good + chunk.valid().chars().filter(|c| !c.is_ascii()).count(), bad + chunk.invalid().len())
    });
    good > 0 && good >= bad
}

/// UTF-8 with pieces of windows-1252 pasted into it.
fn mixed(bytes: &[u8]) -> String {
    bytes.utf8_chunks().fold(String::with_capacity(bytes.len()), |mut text, chunk| {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
        text
    })
}

fn guess(bytes: &[u8]) -> String {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Notes, decode};

    fn text(bytes: &[u8], content_type: Option<&str>) -> String {
        decode(bytes, content_type, &mut Notes::default())
    }

    #[test]
    fn bytes_win_over_declarations() {
        assert_eq!(text("<?xml encoding='iso-8859-1'?>é".as_bytes(), None), "<?xml encoding='iso-8859-1'?>é");
        assert_eq!(text(b"caf\xe9", Some("text/xml; charset=UTF-8")), "café");
        assert_eq!(
            text("één caf".as_bytes().iter().chain(b"\xe9").copied().collect::<Vec<_>>().as_slice(), None),
            "één café"
        );
    }

    #[test]
    fn declarations_win_over_guesses() {
        assert_eq!(text(b"\xcf\xf0\xe8\xe2\xe5\xf2", Some("text/xml;charset=\"windows-1251\"")), "Привет");
        assert_eq!(
            text(b"<?xml version='1.0' encoding='koi8-r'?>\xf0", None),
            "<?xml version='1.0' encoding='koi8-r'?>П"
        );
        assert_eq!(text(b"<meta charset=windows-1252>\x93hi\x94", None), "<meta charset=windows-1252>“hi”");
    }

    #[test]
    fn wide_encodings_are_seen_with_and_without_a_mark() {
        let le: Vec<u8> = "<é>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = "<é>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&le, None), "<é>");
        assert_eq!(text(&be, None), "<é>");
        assert_eq!(text(&[b"\xff\xfe".as_slice(), &le].concat(), None), "<é>");
        let utf32: Vec<u8> = "<é>".chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
        assert_eq!(text(&utf32, None), "<é>");
    }

    proptest! {
        #[test]
        fn never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200), label in "[ -~]{0,20}") {
            let _ = text(&bytes, Some(&format!("text/xml; charset={label}")));
        }

        #[test]
        fn utf8_is_left_alone(words in "[^\\x1b\\x00\u{feff}]{1,40}") {
            let words = format!("x{words}");
            prop_assert_eq!(text(words.as_bytes(), Some("text/xml; charset=iso-8859-1")), words);
        }
    }
}
