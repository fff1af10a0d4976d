//! A mail that somebody sent to the host, saved as a file (RFC 5322).
//!
//! What counts is its own text: what is quoted from an earlier mail is somebody else's, and so is what follows a signature's
//! mark (RFC 3676, section 4.3).

use mailparse::{MailAddr, MailHeaderMap as _, ParsedMail};
use url::Url;

use super::{IntakeError, list, name};
use crate::{
    model::{Route, Tip},
    text::Document,
};

/// Deeper parts of a mail are not looked at: forwarded mails in forwarded mails.
const DEPTH: usize = 5;

/// Whether a text begins as a mail does: with a header field.
pub(super) fn is_mail(start: &[u8]) -> bool {
    const FIELDS: [&[u8]; 9] = [
        b"from:",
        b"to:",
        b"subject:",
        b"date:",
        b"received:",
        b"return-path:",
        b"delivered-to:",
        b"message-id:",
        b"mime-version:",
    ];
    let line = start.split(|&byte| byte == b'\n').next().unwrap_or_default().to_ascii_lowercase();
    FIELDS.iter().any(|field| line.starts_with(field))
        || line.starts_with(b"from ")
        || line.starts_with(b"x-")
        || line.starts_with(b"dkim-")
}

/// The addresses in a mail.
///
/// # Errors
/// When it cannot be read as a mail.
pub(super) fn read(bytes: &[u8], own: &[Url]) -> Result<Vec<Tip>, IntakeError> {
    let mail = mailparse::parse_mail(bytes).map_err(|error| IntakeError::Mail(error.to_string()))?;
    let author = sender(&mail);
    let text = text_of(&mail, DEPTH).unwrap_or_default();
    let own_lines = text.lines().take_while(|line| *line != "-- ").filter(|line| !line.trim_start().starts_with('>'));
    let addresses = list::found(own_lines, own);
    Ok(addresses
        .into_iter()
        .map(|address| Tip { address, route: Route::Mail, author: author.clone(), text: None })
        .collect())
}

/// The name of whoever sent it, without the address: that is nobody's business here.
fn sender(mail: &ParsedMail<'_>) -> Option<String> {
    let from = mail.headers.get_first_header("From")?;
    match mailparse::addrparse_header(from).ok()?.first()? {
        MailAddr::Single(person) => name(person.display_name.as_deref()?),
        MailAddr::Group(_) => None,
    }
}

/// The plain text, or else the text of the HTML.
fn text_of(mail: &ParsedMail<'_>, depth: usize) -> Option<String> {
    let plain = part(mail, "text/plain", depth).and_then(|part| part.get_body().ok());
    plain.filter(|text| text.contains("http")).or_else(|| {
        let html = part(mail, "text/html", depth)?.get_body().ok()?;
        Some(with_links(&html))
    })
}

fn part<'m, 'b>(mail: &'m ParsedMail<'b>, kind: &str, depth: usize) -> Option<&'m ParsedMail<'b>> {
    if mail.ctype.mimetype.eq_ignore_ascii_case(kind) && mail.subparts.is_empty() {
        return Some(mail);
    }
    mail.subparts.iter().take(50).find_map(|inner| part(inner, kind, depth.checked_sub(1)?))
}

/// The text of some HTML with the addresses of its links, each on a line of its own.
fn with_links(html: &str) -> String {
    let document = Document::from_html(html, None);
    let links = document.blocks.iter().filter(|block| block.blockquote.is_none()).flat_map(|block| {
        block.marks.iter().filter_map(|mark| match &mark.kind {
            crate::text::MarkKind::Link(address) => Some(address.clone()),
            _ => None,
        })
    });
    links.chain([document.text.clone()]).collect::<Vec<_>>().join("\n")
}
