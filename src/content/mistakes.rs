//! Collects the mistakes of one file while it is read.

use std::{ops::Range, path::Path};

use super::{diagnostic::Diagnostic, nearest::quoted};

/// More mistakes than this in one file are only counted: the first ones usually cause the rest.
const SHOWN: usize = 20;

/// The mistakes of one file.
pub(super) struct Mistakes<'f> {
    path: &'f Path,
    text: &'f str,
    found: Vec<Found>,
    /// Lines that are no TOML, as byte ranges: what was made of them is not worth a second message.
    broken: Vec<Range<usize>>,
}

struct Found {
    place: Option<Range<usize>>,
    message: String,
    help: String,
}

impl<'f> Mistakes<'f> {
    /// No mistakes yet. `path` is relative to the site; `text` has no byte order mark.
    pub(super) fn new(path: &'f Path, text: &'f str) -> Self {
        Self { path, text, found: Vec::new(), broken: Vec::new() }
    }

    /// A mistake with a place.
    pub(super) fn at(&mut self, place: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        if !self.broken.iter().any(|line| line.contains(&place.start) || place.contains(&line.start)) {
            self.found.push(Found { place: Some(place), message: message.into(), help: help.into() });
        }
    }

    /// A mistake of the whole file.
    pub(super) fn anywhere(&mut self, message: impl Into<String>, help: impl Into<String>) {
        self.found.push(Found { place: None, message: message.into(), help: help.into() });
    }

    /// A line that is no TOML. Later mistakes on the same line are dropped.
    pub(super) fn broken_line(&mut self, place: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let before = self.text.get(..place.start).unwrap_or(self.text);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let after = self.text.get(place.start..).unwrap_or_default();
        let end = after.find('\n').map_or(self.text.len(), |at| place.start + at + 1);
        self.at(place, message, help);
        self.broken.push(start..end.max(start + 1));
    }

    /// Whether a part of the file could not be read at all, so that a missing key may only seem to be missing.
    pub(super) fn has_broken_lines(&self) -> bool {
        !self.broken.is_empty()
    }

    /// Whether nothing was found.
    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The mistakes, in the order of the file.
    pub(super) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|found| found.place.as_ref().map(|place| place.start));
        let rest = self.found.len().saturating_sub(SHOWN);
        self.found.truncate(SHOWN);
        if rest > 0 {
            let mistakes = if rest == 1 { "mistake" } else { "mistakes" };
            self.anywhere(format!("{rest} more {mistakes} in this file"), "mend the first ones and look again");
        }
        let (path, text) = (self.path, self.text);
        self.found
            .into_iter()
            .map(|Found { place, message, help }| Diagnostic {
                path: path.to_owned(),
                message,
                place: place.map(|place| (text.to_owned(), place)),
                help: Some(help),
            })
            .collect()
    }
}

/// The text of a file's bytes, without its byte order mark.
///
/// # Errors
/// When the bytes are not UTF-8: the mistake points at the first that is not.
pub(super) fn decode<'b>(path: &Path, bytes: &'b [u8]) -> Result<&'b str, Diagnostic> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let good = error.valid_up_to();
            // One line of it is enough, and all that can be shown of a picture that was named `.md`.
            let end = bytes[good..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| good + at);
            let text = String::from_utf8_lossy(&bytes[..end]).into_owned();
            let byte = bytes.get(good).copied().unwrap_or_default();
            Err(Diagnostic {
                path: path.to_owned(),
                message: format!("the file is not UTF-8: {} cannot stand here", quoted(&format!("0x{byte:02X}"))),
                place: Some((text, good..good + '\u{fffd}'.len_utf8())),
                help: Some("save the file as UTF-8".to_owned()),
            })
        }
    }
}
