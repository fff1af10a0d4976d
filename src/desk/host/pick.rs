//! Words of the post that the host picks, and the host's own about it.

use super::{
    act::{Ctx, Trouble},
    files,
    queue::Case,
};
use crate::{
    content::{self, EntryFile, Pick},
    model::{Attribution, Citation, Entry, Form, printable_line},
    roundup::{markdown, verify},
    store::{Back, Store},
};

/// The longest passage, in characters.
const LONGEST_PASSAGE: usize = 2000;
/// The longest blurb, in characters.
const LONGEST_BLURB: usize = 4000;
/// The longest name, in characters.
const LONGEST_NAME: usize = 200;

/// The text of a case, as it was read; `None` where it is not on this machine.
pub(super) fn text_of(case: &Case, store: &Store) -> Option<String> {
    let own = case.submission.as_ref().and_then(|one| one.text.clone());
    own.or_else(|| store.snapshot(case.text_hash()?).ok().flatten())
}

/// The passage of a form, letter by letter as it stands in the text, on one line.
fn passage(ctx: &Ctx<'_>) -> Result<String, Trouble> {
    let typed = ctx.form.get("passage");
    if typed.is_empty() {
        return Err(Trouble::Said("host-error-passage-none"));
    }
    if typed.chars().count() > LONGEST_PASSAGE {
        return Err(Trouble::Said("host-error-passage-long"));
    }
    let text = text_of(ctx.case, &ctx.desk.store).ok_or(Trouble::Said("host-error-no-text"))?;
    let bare = typed.trim_matches(['“', '”', '"', '„', '«', '»']);
    let span = verify::find(&text, typed).or_else(|| verify::find(&text, bare));
    let found = span.and_then(|span| span.slice(&text)).ok_or(Trouble::Said("host-error-passage"))?;
    Ok(printable_line(found))
}

/// A quote or a definition more.
pub(super) fn add(ctx: &Ctx<'_>, kind: &str) -> Result<i64, Trouble> {
    let text = passage(ctx)?;
    let speaker: String = printable_line(ctx.form.get("speaker")).chars().take(LONGEST_NAME).collect();
    let term: String = printable_line(ctx.form.get("term")).chars().take(LONGEST_NAME).collect();
    let pick = Pick {
        speaker: Some(if speaker.is_empty() { Attribution::Author } else { Attribution::from(speaker) }),
        originator: None,
        form: Form::Verbatim,
        term: Some(term).filter(|term| kind == "definition" && !term.is_empty()),
        language: None,
        hash: Some(blake3::hash(text.as_bytes()).to_hex().to_string()),
        text: text.clone(),
    };
    let entry = ctx.case.entry.as_ref();
    let is_there = |file: &EntryFile| list(file, kind).iter().flat_map(|list| list.iter()).any(|one| one.text == text);
    if ctx.case.file.as_ref().is_some_and(is_there) {
        return Err(Trouble::Said("host-error-same"));
    }
    let change = ctx.note(|file| {
        let list = list_mut(file, kind);
        list.get_or_insert_with(|| found(entry, kind)).push(pick);
    })?;
    ctx.done(kind, &text, None, Back { files: vec![change], ..Back::default() })
}

/// A quote or a definition less.
pub(super) fn remove(ctx: &Ctx<'_>) -> Result<i64, Trouble> {
    let (kind, text) = (ctx.form.get("kind"), ctx.form.get("passage"));
    let entry = ctx.case.entry.as_ref();
    let now = match &ctx.case.file {
        Some(file) => list(file, kind).cloned().unwrap_or_else(|| found(entry, kind)),
        None => found(entry, kind),
    };
    let left: Vec<Pick> = now.iter().filter(|pick| pick.text != text).cloned().collect();
    if left.len() == now.len() {
        return Err(Trouble::Said("host-error-same"));
    }
    let change = ctx.note(|file| *list_mut(file, kind) = Some(left))?;
    ctx.done("drop", text, None, Back { files: vec![change], ..Back::default() })
}

/// What the host says about it.
pub(super) fn blurb(ctx: &Ctx<'_>) -> Result<i64, Trouble> {
    let text = ctx.form.get("blurb").replace("\r\n", "\n").replace('\r', "\n");
    if text.chars().count() > LONGEST_BLURB {
        return Err(Trouble::Said("host-error-blurb-long"));
    }
    let note = markdown::to_plain(&text);
    let change = ctx.note(|file| file.blurb = text)?;
    ctx.done("blurb", &note, None, Back { files: vec![change], ..Back::default() })
}

/// The passage goes under a heading of the host's own text.
pub(super) fn thread(ctx: &Ctx<'_>) -> Result<i64, Trouble> {
    let words = passage(ctx)?;
    let wanted: usize = ctx.form.get("heading").parse().map_err(|_| Trouble::Said("host-error-heading"))?;
    let author = markdown::link(&markdown::escape(ctx.case.author()), Some(&ctx.case.url));
    let block = format!("> {}\n>\n> — {author}", markdown::escape(&words));
    let mut is_found = false;
    let rewrite = content::edit_roundup(&ctx.desk.root, ctx.edition, |body| {
        let after = end_of(body, wanted);
        is_found = after.is_some();
        let at = after.unwrap_or(body.len());
        format!("{}\n\n{block}\n\n{}", body[..at].trim_end(), body[at..].trim_start_matches('\n'))
    })?;
    if !is_found {
        return Err(Trouble::Said("host-error-heading"));
    }
    let change = files::carry_out(&ctx.desk.root, rewrite.ok_or(Trouble::Said("host-error-same"))?)?;
    ctx.done("thread", &words, None, Back { files: vec![change], ..Back::default() })
}

/// The headings of a roundup's text, in order.
pub(super) fn headings(body: &str) -> Vec<String> {
    heading_lines(body).map(|(_, line)| markdown::to_plain(line.trim_start_matches('#').trim())).collect()
}

/// Where the section of a heading ends, in bytes.
fn end_of(body: &str, heading: usize) -> Option<usize> {
    let mut from = heading_lines(body).skip(heading);
    from.next()?;
    Some(from.next().map_or(body.len(), |(at, _)| at))
}

/// Lines that are headings (`##`, `###`), with the byte they begin at; none in code.
fn heading_lines(body: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let mut in_code = false;
    body.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        in_code ^= line.trim_start().starts_with("```");
        (!in_code && (line.starts_with("## ") || line.starts_with("### "))).then_some((start, line))
    })
}

fn list<'f>(file: &'f EntryFile, kind: &str) -> Option<&'f Vec<Pick>> {
    if kind == "definition" { file.definitions.as_ref() } else { file.quotes.as_ref() }
}

fn list_mut<'f>(file: &'f mut EntryFile, kind: &str) -> &'f mut Option<Vec<Pick>> {
    if kind == "definition" { &mut file.definitions } else { &mut file.quotes }
}

/// What the program found, as picks: a file that names one citation names them all.
fn found(entry: Option<&Entry>, kind: &str) -> Vec<Pick> {
    let citations = entry.map(|entry| if kind == "definition" { &entry.definitions } else { &entry.quotes });
    let pick = |citation: &Citation| Pick {
        text: citation.text.clone(),
        speaker: citation.speaker.clone(),
        originator: citation.originator.clone(),
        form: citation.form,
        term: citation.term.clone(),
        language: None,
        hash: (citation.form == Form::Verbatim).then(|| blake3::hash(citation.text.as_bytes()).to_hex().to_string()),
    };
    citations.into_iter().flatten().map(pick).collect()
}

#[cfg(test)]
mod tests {
    use super::{end_of, headings};

    #[test]
    fn a_section_ends_where_the_next_heading_begins() {
        let body = "Vooraf.\n\n## Geduld\n\nWachten.\n\n```\n## geen kop\n```\n\n### *Meel*\n\nWit.\n";
        assert_eq!(headings(body), ["Geduld", "Meel"]);
        assert!(body[end_of(body, 0).unwrap()..].starts_with("### *Meel*"));
        assert_eq!(end_of(body, 1), Some(body.len()));
        assert_eq!(end_of(body, 2), None);
    }
}
