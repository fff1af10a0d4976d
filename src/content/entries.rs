//! `content/<edition>/entries/<entry>.md`: one decision or correction.

use super::{
    files::{EntryFile, Pick},
    keys::{Keys, Value},
    mistakes::Mistakes,
    values::{self, address, blog, language, list, moment, one_of, table, text},
};
use crate::model::{Attribution, EntryKind, Form, Slug, Status};

/// How each status is written.
pub(super) const STATUSES: [(&str, Status); 5] = [
    ("accepted", Status::Accepted),
    ("rejected", Status::Rejected),
    ("candidate", Status::Candidate),
    ("withdrawn", Status::Withdrawn),
    ("gone", Status::Gone),
];

/// How each kind is written.
pub(super) const KINDS: [(&str, EntryKind); 4] =
    [("post", EntryKind::Post), ("mini", EntryKind::Mini), ("video", EntryKind::Video), ("audio", EntryKind::Audio)];

const FORMS: [(&str, Form); 2] = [("verbatim", Form::Verbatim), ("paraphrase", Form::Paraphrase)];

/// Reads an entry's keys. A mini entry has no blog behind it: its words and its author must stand in the file.
pub(super) fn read(slug: Slug, mut keys: Keys<'_>, body: &str, mistakes: &mut Mistakes<'_>) -> Option<EntryFile> {
    // A tombstone keeps not even the address.
    let hash = keys.optional("hash", mistakes, mark);
    let url = if keys.place_of("hash").is_some() {
        keys.optional("url", mistakes, address)
    } else {
        keys.required("url", "\"https://…\"", mistakes, address)
    };
    let since = keys.optional("since", mistakes, moment);
    let status = keys.optional("status", mistakes, |value, mistakes| one_of(value, &STATUSES, mistakes));
    let approved = keys.optional("approved", mistakes, self::hash);
    let kind = keys.optional("kind", mistakes, |value, mistakes| one_of(value, &KINDS, mistakes));
    let title = keys.optional("title", mistakes, text);
    let is_mini = kind == Some(EntryKind::Mini);
    let mut of_mini = |key, mistakes: &mut Mistakes<'_>| {
        if is_mini { keys.required(key, "\"…\"", mistakes, text) } else { keys.optional(key, mistakes, text) }
    };
    let author = of_mini("author", mistakes);
    let own_words = of_mini("text", mistakes);
    let blog = keys.optional("blog", mistakes, |value, mistakes| blog(value, None, mistakes));
    let published = keys.optional("published", mistakes, moment);
    let language = keys.optional("language", mistakes, language);
    let definitions = keys.optional("definitions", mistakes, picks);
    let quotes = keys.optional("quotes", mistakes, picks);
    keys.finish(mistakes);
    if url.is_none() && hash.is_none() {
        return None;
    }
    if hash.is_some() && status != Some(Status::Withdrawn) {
        let help = "add `status = \"withdrawn\"`, or name the post by its `url`";
        mistakes.anywhere("a file with a `hash` says that a post was withdrawn, and nothing else", help);
    }
    Some(EntryFile {
        slug,
        url,
        hash,
        since,
        status,
        approved,
        title,
        author,
        blog,
        published,
        language,
        kind,
        text: own_words,
        definitions,
        quotes,
        blurb: body.to_owned(),
    })
}

/// What [`crate::model::Withdrawn::mark`] gives.
fn mark(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<String> {
    let mark = text(value, mistakes)?;
    let is_one = mark.len() == 64 && mark.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if !is_one {
        mistakes.at(value.place.clone(), "this is no hash of a post", "`blogkermis withdraw` writes such files");
    }
    is_one.then_some(mark)
}

fn picks(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<Vec<Pick>> {
    list(value, mistakes, |item, mistakes| {
        let mut keys = table(item, &format!("{} = [{{ text = \"…\" }}]", item.key), mistakes)?;
        let text = keys.required("text", "\"…\"", mistakes, text);
        let speaker = keys.optional("speaker", mistakes, whose);
        let originator = keys.optional("originator", mistakes, whose);
        let form = keys.optional("form", mistakes, |value, mistakes| one_of(value, &FORMS, mistakes));
        let term = keys.optional("term", mistakes, values::text);
        let language = keys.optional("language", mistakes, language);
        let hash = keys.optional("hash", mistakes, hash);
        keys.finish(mistakes);
        Some(Pick { text: text?, speaker, originator, form: form.unwrap_or(Form::Verbatim), term, language, hash })
    })
}

/// 64 hexadecimal digits.
fn hash(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<String> {
    let hash = text(value, mistakes)?;
    if hash.len() == 64 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return Some(hash);
    }
    mistakes.at(
        value.place.clone(),
        format!("`{}` is no BLAKE3 hash", value.key),
        "leave it out: it is the program's to write",
    );
    None
}

/// `"self"` or a name. Nobody known is no key at all.
fn whose(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<Attribution> {
    text(value, mistakes).map(Attribution::from)
}
