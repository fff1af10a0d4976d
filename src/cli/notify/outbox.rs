//! Mail drafts as files (RFC 5322): whatever opens mail opens them, and the host adds the address.

#![expect(clippy::disallowed_methods, reason = "this is where drafts are written")]

use std::{
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use mail_builder::{
    MessageBuilder,
    headers::{raw::Raw, text::Text},
};

use crate::{
    model::{Slug, printable_line},
    roundup::notice::Notice,
};

/// What all drafts of an edition share.
pub(super) struct Envelope<'a> {
    /// The host's name.
    pub(super) from: &'a str,
    /// The host's address, where that is a mail address.
    pub(super) contact: Option<&'a str>,
    /// The site's host name, for message ids.
    pub(super) domain: &'a str,
    /// The date.
    pub(super) now: Timestamp,
}

/// Where an edition's drafts lie, relative to the site.
pub(super) fn folder(edition: &Slug) -> PathBuf {
    Path::new(OUTBOX).join(edition.as_str())
}

/// Where all drafts lie, relative to the site.
const OUTBOX: &str = ".blogkermis/outbox";

/// Throws all drafts away; they can be written again. One of them may hold words that have to go.
pub(in crate::cli) fn clear(root: &Path) -> io::Result<()> {
    match fs::remove_dir_all(root.join(OUTBOX)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The draft. It has no `To`: no blogger's address is known here. `X-Unsent` makes mail programs open it for writing.
pub(super) fn message(notice: &Notice, envelope: &Envelope<'_>) -> io::Result<Vec<u8>> {
    let mut message = MessageBuilder::new()
        .message_id(format!("{}@{}", &notice.hash[..32.min(notice.hash.len())], envelope.domain))
        .date(envelope.now.as_second())
        .subject(Text::new(printable_line(&notice.mail.subject)))
        .header("X-Unsent", Raw::new("1"))
        .header("Content-Language", Raw::new(notice.language.to_string()))
        .text_body(notice.mail.body.replace('\n', "\r\n"));
    if let Some(contact) = envelope.contact.filter(|contact| is_address(contact)) {
        message = message.from((printable_line(envelope.from), contact.to_owned()));
    }
    message.write_to_vec()
}

/// A plain `local@domain`, nothing that a header could be made of.
fn is_address(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | ',' | ';' | ':' | '"' | '(' | ')' | '/');
    text.split_once('@')
        .is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.') && !domain.contains('@'))
        && text.chars().all(plain)
}

/// Writes a draft, whole or not at all. One that is there already is of an earlier run and gives way.
pub(super) fn put(path: &Path, message: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(message)?;
    file.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn only_a_plain_address_is_one() {
        assert!(is_address("host@kermis.example"));
        for other in
            ["https://kermis.example/a@b.c", "host@kermis.example\r\nBcc: x@y.z", "a b@c.d", "@c.d", "a@c", "<a@c.d>"]
        {
            assert!(!is_address(other), "{other}");
        }
    }
}
