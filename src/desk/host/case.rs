//! One post, to read and to decide about: what the page is given.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use super::{
    super::{Desk, Loaded},
    letter::{self, Drafts},
    pick::{self, text_of},
    queue::{Case, Shelf},
};
use crate::{
    content::{Content, EditionContent, EntryFile},
    inbox::{
        admission::Doubt,
        receipt::{self, Occasion},
        take_in::Files,
    },
    model::{Attribution, BlogRecord, Citation, Edition, Lang, Slug, Status, SubmissionState, address},
    roundup::{self, Sources, markdown, verify},
    store::{Decision, Mover, Step},
    text::token,
};

/// So many words a blurb should have.
pub(super) const BLURB: (usize, usize) = (50, 80);

/// What is shown of a post.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each of them is a part of the page that is there or not")]
pub(super) struct CaseView {
    pub(super) url: String,
    pub(super) host: String,
    pub(super) blog: String,
    pub(super) published: Option<String>,
    pub(super) words: usize,
    pub(super) score: Option<String>,
    /// What lacks, in words.
    pub(super) lacks: Vec<String>,
    /// Why the machine thinks so, in its words.
    pub(super) reasons: Vec<String>,
    pub(super) text: Vec<Paragraph>,
    pub(super) has_text: bool,
    /// What is otherwise than it was when it was accepted.
    pub(super) drift: Drift,
    pub(super) quotes: Vec<Picked>,
    pub(super) definitions: Vec<Picked>,
    /// Whether they are the host's.
    pub(super) are_own: bool,
    /// What whoever sent it says of it.
    pub(super) said: Vec<(&'static str, String)>,
    pub(super) blurb: String,
    pub(super) blurb_words: usize,
    pub(super) fewest: usize,
    pub(super) most: usize,
    pub(super) file: Option<String>,
    pub(super) may_accept: bool,
    pub(super) may_reject: bool,
    pub(super) may_go: bool,
    /// Whether its address can be read again.
    pub(super) may_look: bool,
    pub(super) headings: Vec<String>,
    pub(super) letters: Drafts,
    pub(super) entry: Option<Value>,
    pub(super) history: Vec<Event>,
}

/// A paragraph of the text in pieces, some of which are picked.
#[derive(Serialize)]
pub(super) struct Paragraph {
    pub(super) pieces: Vec<(String, bool)>,
    /// Whether nobody has seen it: it came after the text was accepted.
    pub(super) is_new: bool,
}

/// What changed after it was accepted.
#[derive(Default, Serialize)]
pub(super) struct Drift {
    pub(super) is_there: bool,
    pub(super) title: Option<(String, String)>,
    pub(super) words: Option<(usize, usize)>,
    /// Picks that stand no longer in the text.
    pub(super) fallen: Vec<String>,
}

/// A citation in the list.
#[derive(Serialize)]
pub(super) struct Picked {
    pub(super) text: String,
    pub(super) speaker: String,
    pub(super) term: String,
}

/// Something that happened.
#[derive(Serialize)]
pub(super) struct Event {
    pub(super) at: String,
    /// Who: `host` or `machine`.
    pub(super) by: &'static str,
    /// A message of the locale files.
    pub(super) what: String,
    /// Reasons of the program, as messages of the locale files.
    pub(super) reasons: Vec<String>,
    /// Words of the host's, or of the program where no message says them.
    pub(super) note: String,
    /// The decision that can be taken back.
    pub(super) undo: Option<i64>,
    pub(super) is_undone: bool,
}

/// What the page is given of a case. `blurb` is what was typed and not kept yet.
pub(super) fn view(
    desk: &Desk,
    loaded: &Loaded,
    shelf: &Shelf,
    edition: &Edition,
    case: &Case,
    lang: &str,
    blurb: Option<&str>,
) -> CaseView {
    let text = text_of(case, &desk.store);
    let file = case.file.as_ref();
    let entry = case.entry.as_ref();
    let (quotes, definitions) = picks(case);
    let blurb = blurb.unwrap_or_else(|| file.map_or("", |file| &file.blurb)).to_owned();
    let before = case.submission.as_ref().and_then(|one| one.seen.as_ref()?.before.as_deref());
    let approved = before.and_then(|_| case.submission.as_ref()?.approved.as_deref());
    let approved = approved.and_then(|hash| desk.store.snapshot(hash).ok().flatten());
    let state = case.submission.as_ref().map(|one| one.state);
    let may = |to| state.is_none_or(|state| state.may_become(to));
    let status = file.and_then(|file| file.status).or(entry.map(|entry| entry.status));
    let picked: Vec<&str> = quotes.iter().chain(&definitions).map(|pick| pick.text.as_str()).collect();
    let fit = case.post().map(|post| &post.fit).or(entry.map(|entry| &entry.fit));
    let said = case.submission.as_ref().and_then(|one| one.corrections.as_ref());
    let said = said.map(|said| {
        let language = said.language.as_ref().map(ToString::to_string);
        let all = [
            ("host-said-name", said.name.clone()),
            ("host-said-title", said.title.clone()),
            ("host-said-language", language),
            ("host-said-definition", said.definition.clone()),
            ("host-said-quote", said.quote.clone()),
        ];
        all.into_iter().filter_map(|(key, said)| Some((key, said?))).collect()
    });
    CaseView {
        url: case.url.to_string(),
        host: case.url.host_str().unwrap_or_default().to_owned(),
        blog: case.post().map(|post| post.blog.clone()).unwrap_or_default(),
        published: case
            .post()
            .and_then(|post| post.published)
            .or(entry.and_then(|entry| entry.published))
            .map(|moment| moment.date().to_string()),
        words: text.as_deref().map_or(0, token::count),
        score: fit.map(|fit| format!("{:.2}", fit.score)),
        lacks: lacks(shelf, edition, case, lang),
        reasons: fit
            .map(|fit| fit.reasons.iter().map(|reason| format!("{}: {}", reason.signal, reason.detail)).collect())
            .unwrap_or_default(),
        drift: drift(case, text.as_deref(), approved.as_deref(), &picked),
        text: paragraphs(text.as_deref().unwrap_or_default(), &picked, approved.as_deref()),
        has_text: text.is_some(),
        are_own: file.is_some_and(|file| file.quotes.is_some() || file.definitions.is_some()),
        quotes,
        definitions,
        said: said.unwrap_or_default(),
        blurb_words: token::count(&markdown::to_plain(&blurb)),
        fewest: BLURB.0,
        most: BLURB.1,
        file: super::files::path_of(case, &edition.slug).map(|path| path.display().to_string()),
        may_accept: may(SubmissionState::Accepted)
            && (state.is_some()
                || status != Some(Status::Accepted)
                || file.is_none()
                || case.standing() == super::queue::Standing::Updated),
        may_reject: may(SubmissionState::Rejected) && (state.is_some() || status != Some(Status::Rejected)),
        may_go: case.standing() == super::queue::Standing::Gone && file.is_some_and(|f| f.status != Some(Status::Gone)),
        may_look: state.is_some_and(SubmissionState::is_worth_a_look),
        headings: shelf
            .collected
            .as_ref()
            .and_then(|collected| collected.roundup.file.as_ref())
            .map(|file| pick::headings(&file.body))
            .unwrap_or_default(),
        letters: letter::drafts(case, edition, &shelf.content, &loaded.pages),
        entry: card(desk, loaded, shelf, edition, case, &blurb, lang),
        history: history(desk, case, &edition.slug),
        blurb,
    }
}

/// The citations that stand now: the host's, else the program's.
fn picks(case: &Case) -> (Vec<Picked>, Vec<Picked>) {
    let speaker = |whose: Option<&Attribution>| match whose {
        Some(Attribution::Author) | None => String::new(),
        Some(named) => named.to_string(),
    };
    let own = |picks: &Vec<crate::content::Pick>| {
        let picked = picks.iter().map(|pick| Picked {
            text: pick.text.clone(),
            speaker: speaker(pick.speaker.as_ref()),
            term: pick.term.clone().unwrap_or_default(),
        });
        picked.collect::<Vec<_>>()
    };
    let found = |citations: &Vec<Citation>| {
        let picked = citations.iter().map(|citation| Picked {
            text: citation.text.clone(),
            speaker: speaker(citation.speaker.as_ref()),
            term: citation.term.clone().unwrap_or_default(),
        });
        picked.collect::<Vec<_>>()
    };
    let (file, entry) = (case.file.as_ref(), case.entry.as_ref());
    let quotes = file.and_then(|file| file.quotes.as_ref()).map(own);
    let definitions = file.and_then(|file| file.definitions.as_ref()).map(own);
    (
        quotes.or_else(|| entry.map(|entry| found(&entry.quotes))).unwrap_or_default(),
        definitions.or_else(|| entry.map(|entry| found(&entry.definitions))).unwrap_or_default(),
    )
}

fn lacks(shelf: &Shelf, edition: &Edition, case: &Case, lang: &str) -> Vec<String> {
    let Some(seen) = case.submission.as_ref().and_then(|one| one.seen.as_ref()) else { return Vec::new() };
    let urls = edition.call_urls(&shelf.content.config.base_url);
    let occasion = Occasion {
        edition,
        call: edition.call.as_ref().or(urls.first()).unwrap_or(&shelf.content.config.base_url),
        host: shelf.content.host_name(edition),
        address: &case.url,
        author: None,
    };
    let said = receipt::shortcomings(&seen.shortcomings, &occasion, &Lang::parse(lang).unwrap_or_else(Lang::en));
    // What there is: the host has nothing to mend.
    said.into_iter().map(|said| said.split_inclusive(". ").next().unwrap_or_default().trim().to_owned()).collect()
}

fn drift(case: &Case, text: Option<&str>, approved: Option<&str>, picked: &[&str]) -> Drift {
    let Some(seen) = case.submission.as_ref().and_then(|one| one.seen.as_ref()) else { return Drift::default() };
    let (Some(before), Some(now)) = (&seen.before, &seen.post) else { return Drift::default() };
    let has = |text: Option<&str>, words: &str| text.is_none_or(|text| verify::find(text, words).is_some());
    let fallen = picked.iter().filter(|words| has(approved, words) && !has(text, words));
    Drift {
        is_there: true,
        title: (before.title != now.title).then(|| (before.title.clone(), now.title.clone())),
        words: (before.words != now.words).then_some((before.words, now.words)),
        fallen: fallen.map(|words| (*words).to_owned()).collect(),
    }
}

/// The text in its paragraphs, with what is picked of it.
fn paragraphs(text: &str, picked: &[&str], approved: Option<&str>) -> Vec<Paragraph> {
    let blocks = text.split("\n\n").map(str::trim).filter(|block| !block.is_empty());
    let paragraph = |block: &str| {
        let chars: Vec<char> = block.chars().collect();
        let mut marked = vec![false; chars.len()];
        for span in picked.iter().filter_map(|words| verify::find(block, words)) {
            marked.iter_mut().take(span.end).skip(span.start).for_each(|mark| *mark = true);
        }
        let mut pieces: Vec<(String, bool)> = Vec::new();
        for (c, mark) in chars.into_iter().zip(marked) {
            match pieces.last_mut() {
                Some((piece, is_marked)) if *is_marked == mark => piece.push(c),
                _ => pieces.push((c.to_string(), mark)),
            }
        }
        Paragraph { pieces, is_new: approved.is_some_and(|approved| !verify::is_within(block, approved)) }
    };
    blocks.map(paragraph).collect()
}

/// The card as it will look, with this blurb: the post goes the way of all posts, alone, in memory.
fn card(
    desk: &Desk,
    loaded: &Loaded,
    shelf: &Shelf,
    edition: &Edition,
    case: &Case,
    blurb: &str,
    lang: &str,
) -> Option<Value> {
    let files = Files::of(&shelf.content, &edition.slug);
    let mut file = match (&case.file, &case.submission) {
        (Some(file), _) => file.clone(),
        (None, Some(submission)) => files.undecided(submission).ok()?,
        (None, None) => EntryFile { url: Some(case.url.clone()), ..EntryFile::named(Slug::from_text("entry")?) },
    };
    (file.status, file.approved) = (Some(Status::Accepted), None);
    (file.quotes, file.definitions) = (Some(Vec::new()), Some(Vec::new()));
    blurb.clone_into(&mut file.blurb);
    let key = address::key(file.url.as_ref()?);
    let is_it = |url: Option<&url::Url>| url.is_some_and(|url| address::key(url) == key);
    let record = shelf.records.values().find(|record| record.entries.iter().any(|post| is_it(post.url.as_ref())));
    let records: BTreeMap<Slug, BlogRecord> = record
        .map(|record| {
            let mut record = record.clone();
            record.entries.retain(|post| is_it(post.url.as_ref()));
            record.entries.iter_mut().for_each(|post| post.same_as = None);
            (record.blog.clone(), record)
        })
        .into_iter()
        .collect();
    let content = Content {
        config: shelf.content.config.clone(),
        home: None,
        pages: Vec::new(),
        blogs: shelf.content.blogs.clone(),
        editions: vec![EditionContent {
            edition: edition.clone(),
            roundup: None,
            translations: BTreeMap::new(),
            entries: vec![file],
        }],
    };
    let snapshot = |hash: &str| desk.store.snapshot(hash).ok().flatten();
    let sources =
        Sources { content: &content, records: &records, snapshot: &snapshot, now: desk.now(), for_publication: true };
    let series = roundup::collect(&sources).ok()?;
    loaded.pages.entry(content.clone(), series, lang)
}

/// Everything that happened, the latest first.
fn history(desk: &Desk, case: &Case, edition: &Slug) -> Vec<Event> {
    let mut events: Vec<(jiff::Timestamp, Event)> = Vec::new();
    let decisions = desk.store.decisions(edition, Some(&case.key)).unwrap_or_default();
    let mut is_last = true;
    for (id, decision) in decisions {
        let Decision { at, what, note, undone, .. } = decision;
        // One after the other: what came later may stand on it.
        let undo = (is_last && undone.is_none() && what != "ask").then_some(id);
        is_last &= undone.is_some() || what == "ask";
        let event = Event {
            at: shown(at),
            by: "host",
            what: format!("host-did-{what}"),
            reasons: Vec::new(),
            note,
            undo,
            is_undone: undone.is_some(),
        };
        events.push((at, event));
    }
    let steps = case.submission.as_ref().map(|one| desk.store.steps(one.id).unwrap_or_default());
    for step in steps.into_iter().flatten() {
        // What the host did at the desk is there already, in better words.
        if events.iter().any(|(at, event)| *at == step.at && event.by == "host") || step.why == super::undo::TAKEN_BACK
        {
            continue;
        }
        let by = if step.by == Mover::Host { "host" } else { "machine" };
        let what = format!("host-step-{}", step.to.name());
        let (reasons, note) = reasons(&step);
        events.push((step.at, Event { at: shown(step.at), by, what, reasons, note, undo: None, is_undone: false }));
    }
    events.reverse();
    events.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    events.into_iter().map(|(_, event)| event).collect()
}

/// Why the program took a step, as messages of the locale files, and what is no such message.
fn reasons(step: &Step) -> (Vec<String>, String) {
    if step.to == SubmissionState::Tip {
        return (vec![format!("host-route-{}", step.why)], String::new());
    }
    let mut found = Vec::new();
    let mut rest = Vec::new();
    for words in step.why.split("; ") {
        match Doubt::of_words(words).filter(|_| step.by == Mover::Machine) {
            Some(doubt) => found.push(format!("host-doubt-{}", doubt.name())),
            None => rest.push(words),
        }
    }
    (found, rest.join("; "))
}

/// A moment as people read it.
pub(super) fn shown(at: jiff::Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M").to_string()
}
