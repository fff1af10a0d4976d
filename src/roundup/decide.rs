//! A host's file laid over an entry, field by field.

use super::{
    join::Sources,
    made::{owner, same_name},
    markdown,
    problem::Problem,
    verify,
};
use crate::{
    content::{EditionContent, EntryFile, Pick},
    model::{Citation, Entry, Form, Lang, Person, Reason, Status, Suggestions, Summary, SummaryBy},
    text::fragment::Haystack,
};

/// Lays a host's file over an entry.
pub(super) fn decide(
    entry: &mut Entry,
    file: &EntryFile,
    past_snapshots: &[String],
    folder: &EditionContent,
    sources: &Sources<'_>,
    problems: &mut Vec<Problem>,
    warnings: &mut Vec<Problem>,
) {
    if let Some(status) = file.status {
        entry.status = status;
        let signal = if status == Status::Accepted { "host-accepts" } else { "host-decides" };
        entry.fit.reasons.retain(|reason| reason.signal != signal);
        entry.fit.reasons.insert(0, Reason::new(signal, format!("entries/{}.md", file.slug), 1.0));
        if status == Status::Accepted {
            entry.fit.score = 1.0;
        }
    }
    entry.included = entry.status == Status::Accepted;
    if matches!(entry.status, Status::Withdrawn | Status::Gone) {
        strip(entry);
        return;
    }
    if let Some(approved) = file.approved.as_deref()
        && entry.included
    {
        // Whose name stands under it is what was approved too.
        if let Some(home) = sources.content.blogs.iter().find(|blog| Some(&blog.slug) == entry.blog.as_ref()) {
            (entry.author, entry.guest_of) = (owner(home), None);
        }
        if entry.snapshot.as_ref().is_some_and(|now| now.hash != approved) {
            hold(entry);
            warnings.push(Problem {
                path: entry_path(folder, file),
                message: format!(
                    "“{}” is another text than the one that was accepted: nothing of it is shown but a link",
                    file.title.as_ref().unwrap_or(&entry.title)
                ),
                help: "read it again, then accept it again (`blogkermis submissions --accept`), or take out `approved`"
                    .into(),
            });
        }
    }
    if let Some(title) = &file.title {
        entry.title.clone_from(title);
    }
    if let Some(author) = &file.author
        && !same_name(author, &entry.author.name)
    {
        let known = sources.content.blogs.iter().find(|blog| same_name(&blog.author, author));
        entry.author = known.map_or_else(|| Person::named(author.clone()), owner);
        let home = sources.content.blogs.iter().find(|blog| Some(&blog.slug) == entry.blog.as_ref());
        entry.guest_of = home.filter(|home| !same_name(&home.author, author)).map(|home| home.title.clone());
    }
    entry.published = file.published.or(entry.published);
    if let Some(language) = &file.language {
        entry.language = language.clone();
    }
    entry.kind = file.kind.unwrap_or(entry.kind);
    let blurb = markdown::to_plain(&file.blurb);
    if !blurb.is_empty() {
        let sentences = vec![blurb.clone()];
        entry.summary = Some(Summary { sentences, text: blurb, by: SummaryBy::Host, reasons: Vec::new() });
    }
    // The words as they are now, then as they were: an author may have changed them since they were picked.
    let texts: Vec<String> = if let Some(text) = &file.text {
        vec![text.clone()]
    } else {
        let now = entry.snapshot.as_ref().map(|snapshot| snapshot.hash.as_str());
        let past = past_snapshots.iter().map(String::as_str).chain(file.approved.as_deref());
        let hashes = now.into_iter().chain(past);
        hashes.filter_map(|hash| (sources.snapshot)(hash)).collect()
    };
    let path = entry_path(folder, file);
    let mut pick = |picks: &[Pick], prefix: char| -> Vec<Citation> {
        let cited = picks.iter().map(|pick| picked(pick, prefix, &texts, &entry.language, &path));
        cited.filter_map(|cited| cited.map_err(|problem| problems.push(problem)).ok()).collect()
    };
    if let Some(picks) = &file.definitions {
        entry.definitions = pick(picks, 'd');
        entry.suggestions.definitions.clear();
    }
    if let Some(picks) = &file.quotes {
        entry.quotes = pick(picks, 'q');
        entry.suggestions.quotes.clear();
    }
}

/// The reason's signal of an entry of which only a link is shown: its text is not the one that was accepted.
pub const HELD: &str = "changed-since-accepted";

/// Of a post that changed after it was accepted nothing is shown that nobody has looked at: it keeps its place and its link.
fn hold(entry: &mut Entry) {
    entry.summary = None;
    (entry.definitions, entry.quotes, entry.suggestions) = (Vec::new(), Vec::new(), Suggestions::default());
    (entry.keywords, entry.topics, entry.links) = (Vec::new(), Vec::new(), Vec::new());
    (entry.question, entry.proposal) = (None, None);
    entry.fit.reasons.push(Reason::new(HELD, "another text than the one that was accepted", 0.0));
}

/// Of a post that was withdrawn or is gone nothing is kept but that it was there.
fn strip(entry: &mut Entry) {
    (entry.summary, entry.snapshot) = (None, None);
    (entry.definitions, entry.quotes, entry.suggestions) = (Vec::new(), Vec::new(), Suggestions::default());
    (entry.keywords, entry.topics, entry.links) = (Vec::new(), Vec::new(), Vec::new());
    (entry.question, entry.proposal) = (None, None);
}

/// Where the file stands, for messages.
pub(super) fn entry_path(folder: &EditionContent, file: &EntryFile) -> String {
    format!("content/{}/entries/{}.md", folder.edition.slug, file.slug)
}

fn picked(pick: &Pick, prefix: char, texts: &[String], language: &Lang, path: &str) -> Result<Citation, Problem> {
    // Words that were found in the post before, by this host's program or by an earlier host's.
    let vouched = match &pick.hash {
        None => false,
        Some(hash) if *hash == hash_of(&pick.text) => pick.form == Form::Verbatim,
        Some(_) => {
            return Err(Problem {
                path: path.to_owned(),
                message: format!("“{}” is not what was found in the post: its `hash` is of other words", pick.text),
                help: "put the words back as they were, or leave out `hash`".into(),
            });
        }
    };
    let found = match (pick.form, texts) {
        (Form::Paraphrase, _) => None,
        (Form::Verbatim, []) if vouched => None,
        (Form::Verbatim, []) => {
            return Err(Problem {
                path: path.to_owned(),
                message: format!("“{}” cannot be checked: the post's text is not on this machine", pick.text),
                help: "run `blogkermis fetch`, or mark it `form = \"paraphrase\"`".into(),
            });
        }
        (Form::Verbatim, texts) => {
            let found = texts.iter().find_map(|text| Some((verify::find(text, &pick.text)?, text)));
            match found {
                None if vouched => None,
                found => Some(found.ok_or_else(|| Problem {
                    path: path.to_owned(),
                    message: format!("“{}” does not stand in the post", pick.text),
                    help: "copy the words from the post, or mark it `form = \"paraphrase\"`".into(),
                })?),
            }
        }
    };
    // What the post says letter by letter outranks how the host typed it.
    let words = found.and_then(|(span, text)| span.slice(text)).unwrap_or(&pick.text).to_owned();
    // A span counts in the text as it is now.
    let span = found.filter(|(_, text)| texts.first() == Some(*text)).map(|(span, _)| span);
    let around = span.zip(texts.first()).and_then(|(span, text)| Haystack::new(text).around(span));
    let hash = hash_of(&words);
    Ok(Citation {
        id: format!("{prefix}{}", &hash[..8]),
        text: words,
        term: pick.term.clone(),
        speaker: pick.speaker.clone(),
        originator: pick.originator.clone(),
        form: pick.form,
        language: pick.language.as_ref().unwrap_or(language).clone(),
        score: 1.0,
        span,
        around,
        hash: (found.is_some() || vouched).then_some(hash),
        reasons: vec![Reason::new("host-picks", path, 1.0)],
    })
}

fn hash_of(words: &str) -> String {
    blake3::hash(words.as_bytes()).to_hex().to_string()
}
