//! The pages: the queue with the edition beside it, a case with the queue beside it, two versions of a file.

use std::{path::Path as FilePath, sync::Arc};

use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use jiff::Timestamp;
use serde::Serialize;

use super::{
    super::{
        Desk, Loaded, answer,
        guard::{self, Form},
        page,
    },
    act::purpose,
    case::{self, CaseView},
    files, letter,
    overview::Overview,
    queue::{self, Case, NoShelf, Shelf, Standing},
    reactions,
};
use crate::{model::Slug, render::RenderError};

/// What is said at the top of a page.
pub(super) enum Notice {
    None,
    /// A message of the locale files: something is to be mended.
    Said(&'static str),
    /// In the program's words.
    Broken(String),
}

/// What stands in every page: the edition, and the queue.
#[derive(Serialize)]
struct Rail {
    slug: String,
    edition: String,
    /// The others: name and title.
    editions: Vec<(String, String)>,
    rows: Vec<Row>,
    waiting: usize,
    /// Whether single keys do something.
    keys: bool,
    /// This page's own path.
    here: String,
    /// `?lang=…` where another language than the edition's was asked for.
    query: String,
    problems: Vec<String>,
}

/// A line of the queue.
#[derive(Serialize)]
struct Row {
    path: String,
    state: &'static str,
    kind: Standing,
    waits: bool,
    title: String,
    author: String,
    lang: String,
    flags: Vec<&'static str>,
    is_current: bool,
}

#[derive(Serialize)]
struct QueueView {
    #[serde(flatten)]
    rail: Rail,
    counts: Vec<(&'static str, usize)>,
    overview: Overview,
    draft: String,
    reactions: Vec<reactions::Row>,
    token: String,
}

#[derive(Serialize)]
struct CaseAnswer<'a> {
    #[serde(flatten)]
    rail: Rail,
    case: CaseView,
    title_of_case: &'a str,
    author: &'a str,
    lang_of_case: String,
    state: &'static str,
    state_kind: Standing,
    flags: Vec<&'static str>,
    token: String,
    shown: String,
    shown_roundup: String,
    action: String,
    /// What went wrong, as a message or in the program's words.
    error: Option<String>,
    /// What was just done.
    did: Option<Did>,
    /// What was typed and not kept.
    passage: &'a str,
    speaker: &'a str,
    term: &'a str,
    next: Option<String>,
    previous: Option<String>,
}

/// What was just done.
#[derive(Serialize)]
struct Did {
    id: i64,
    what: String,
    is_undone: bool,
    may_undo: bool,
    mailto: Option<String>,
    subject: String,
    body: String,
}

#[derive(Serialize)]
struct ConflictView<'a> {
    #[serde(flatten)]
    rail: Rail,
    title_of_case: &'a str,
    path: String,
    on_disk: String,
    typed: Vec<(String, String)>,
    /// Every field of the form once more.
    fields: Vec<(String, String)>,
    token: String,
    shown: String,
    /// Which field has it.
    shown_as: &'a str,
    action: String,
}

#[derive(Serialize)]
struct Mistake<'a> {
    said: &'a str,
}

/// The desk without an edition's name: the one that posts come in for.
pub(super) async fn front(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let lang = guard::query(request.uri().query(), "lang");
    answer::page(&desk, move |desk, loaded| {
        if let Some(edition) = loaded.content.running(desk.now()) {
            return Ok(answer::see(&format!("/-/desk/{}/", edition.slug)));
        }
        let text = loaded.pages.text(&desk.language(loaded, None, lang.as_deref()), "host-no-edition", &[]);
        Ok(mistake(desk, &text, lang.as_deref()))
    })
    .await
}

pub(super) async fn queue(State(desk): State<Arc<Desk>>, Path(edition): Path<String>, request: Request) -> Response {
    let lang = guard::query(request.uri().query(), "lang");
    let keys = has_keys(request.headers());
    answer::page(&desk, move |desk, loaded| {
        let (shelf, slug) = match Shelf::open(&desk.root, &desk.store, &edition, desk.now()) {
            Ok(opened) => opened,
            Err(NoShelf::Unknown) => return Ok(nothing()),
            Err(NoShelf::Broken(said)) => return Ok(mistake(desk, &said, lang.as_deref())),
        };
        let edition = shelf.content.editions.iter().map(|f| &f.edition).find(|edition| edition.slug == slug);
        let mut frame = desk.frame(loaded, edition, lang.as_deref(), "host", "host-title");
        frame.title = edition.map_or(String::new(), |edition| format!("{} · {}", frame.title, edition.title));
        let view = QueueView {
            counts: queue::counted(&shelf.cases).into_iter().map(|(state, n)| (state.key(), n)).collect(),
            overview: Overview::of(&shelf, &desk.store, &frame.lang),
            reactions: reactions::rows(&shelf, &slug, &desk.store, desk.now()),
            token: desk.secret.token(&purpose(slug.as_str(), reactions::ITEM), desk.now()).unwrap_or_default(),
            draft: format!("{}{slug}/", desk.root_of_site(loaded)),
            rail: rail(&shelf, &slug, None, keys, lang.as_deref()),
        };
        Ok(answer::html(StatusCode::OK, page::render(&loaded.pages, "desk/queue.html", &frame, &view)?))
    })
    .await
}

pub(super) async fn case(
    State(desk): State<Arc<Desk>>,
    Path((edition, item)): Path<(String, String)>,
    request: Request,
) -> Response {
    let lang = guard::query(request.uri().query(), "lang");
    let did = guard::query(request.uri().query(), "did").and_then(|id| id.parse::<i64>().ok());
    let keys = has_keys(request.headers());
    answer::page(&desk, move |desk, loaded| {
        let now = desk.now();
        let (shelf, slug) = match Shelf::open(&desk.root, &desk.store, &edition, now) {
            Ok(opened) => opened,
            Err(NoShelf::Unknown) => return Ok(nothing()),
            Err(NoShelf::Broken(said)) => return Ok(mistake(desk, &said, lang.as_deref())),
        };
        let Some(case) = shelf.case(&item) else { return Ok(nothing()) };
        let page = CasePage { desk, shelf: &shelf, edition: &slug, case, lang: lang.as_deref(), keys, now };
        page.made(loaded, StatusCode::OK, Notice::None, None, did)
    })
    .await
}

/// Whether single keys do something in this browser: they do until they are switched off (WCAG 2.1.4).
pub(super) fn has_keys(headers: &HeaderMap) -> bool {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    !cookies.flat_map(|value| value.split(';')).any(|pair| pair.trim() == "kermis-keys=off")
}

/// There is no such thing on this desk.
pub(super) fn nothing() -> Response {
    answer::plain(StatusCode::NOT_FOUND, "nothing here\n")
}

/// The host's files have mistakes: these.
pub(super) fn mistake(desk: &Desk, said: &str, lang: Option<&str>) -> Response {
    let loaded = desk.kept();
    let frame = desk.frame(&loaded, None, lang, "host", "host-mistake");
    let made = page::render(&loaded.pages, "desk/mistake.html", &frame, &Mistake { said });
    made.map_or_else(|_| answer::broken(), |html| answer::html(StatusCode::INTERNAL_SERVER_ERROR, html))
}

fn rail(shelf: &Shelf, edition: &Slug, current: Option<&str>, keys: bool, lang: Option<&str>) -> Rail {
    let lang = lang.filter(|lang| crate::model::SPOKEN.contains(lang));
    let query = lang.map(|lang| format!("?lang={lang}")).unwrap_or_default();
    let row = |case: &Case| Row {
        path: format!("/-/desk/{edition}/{}/{query}", case.key),
        state: case.standing().key(),
        kind: case.standing(),
        waits: case.standing().waits(),
        title: case.title().to_owned(),
        author: case.author().to_owned(),
        lang: case.language().map(ToString::to_string).unwrap_or_default(),
        flags: case.flags.iter().map(|flag| flag.key()).collect(),
        is_current: current == Some(case.key.as_str()),
    };
    let editions = || shelf.content.editions.iter().map(|folder| &folder.edition);
    Rail {
        slug: edition.to_string(),
        edition: editions().find(|one| &one.slug == edition).map_or(String::new(), |one| one.title.clone()),
        editions: editions()
            .filter(|one| &one.slug != edition)
            .map(|e| (e.slug.to_string(), e.title.clone()))
            .collect(),
        rows: shelf.cases.iter().map(row).collect(),
        waiting: shelf.cases.iter().filter(|case| case.standing().waits()).count(),
        keys,
        here: current.map_or(format!("/-/desk/{edition}/"), |key| format!("/-/desk/{edition}/{key}/")),
        query,
        problems: shelf.problems.clone(),
    }
}

/// The page of one case.
pub(super) struct CasePage<'a> {
    pub(super) desk: &'a Desk,
    pub(super) shelf: &'a Shelf,
    pub(super) edition: &'a Slug,
    pub(super) case: &'a Case,
    pub(super) lang: Option<&'a str>,
    pub(super) keys: bool,
    pub(super) now: Timestamp,
}

impl CasePage<'_> {
    /// The page with what went wrong, and what was typed.
    pub(super) fn answer(&self, status: StatusCode, notice: Notice, form: Option<&Form>) -> Response {
        let made = self.made(&self.desk.loaded(), status, notice, form, None);
        made.unwrap_or_else(|error| {
            self.desk.tell(&error.message);
            answer::broken()
        })
    }

    fn token(&self) -> String {
        // Without random numbers nothing can be decided, and the answer to the form says so.
        self.desk.secret.token(&purpose(self.edition.as_str(), &self.case.key), self.now).unwrap_or_default()
    }

    fn action(&self) -> String {
        let lang = self.lang.filter(|lang| crate::model::SPOKEN.contains(lang));
        let query = lang.map(|lang| format!("?lang={lang}")).unwrap_or_default();
        format!("/-/desk/{}/{}/{query}", self.edition, self.case.key)
    }

    fn made(
        &self,
        loaded: &Loaded,
        status: StatusCode,
        notice: Notice,
        form: Option<&Form>,
        did: Option<i64>,
    ) -> Result<Response, RenderError> {
        let Self { desk, shelf, case, .. } = self;
        let editions = shelf.content.editions.iter().map(|folder| &folder.edition);
        let Some(edition) = editions.clone().find(|edition| &edition.slug == self.edition) else {
            return Ok(nothing());
        };
        let mut frame = desk.frame(loaded, Some(edition), self.lang, "case", "host-untitled");
        if !case.title().is_empty() {
            case.title().clone_into(&mut frame.title);
        }
        let error = match notice {
            Notice::None => None,
            Notice::Said(key) => Some(loaded.pages.text(&frame.lang, key, &[])),
            Notice::Broken(said) => Some(said),
        };
        frame.is_mistaken = error.is_some();
        let typed = |name| form.map_or("", |form| form.get(name));
        let blurb = form.filter(|form| matches!(form.get("do"), "blurb" | "preview")).map(|form| form.get("blurb"));
        let view = case::view(desk, loaded, shelf, edition, case, &frame.lang, blurb);
        let at = shelf.cases.iter().position(|other| other.key == case.key);
        let beside = |at: Option<usize>| {
            Some(format!("/-/desk/{}/{}/", self.edition, at.and_then(|at| shelf.cases.get(at))?.key))
        };
        let path = files::path_of(case, self.edition);
        let answer = CaseAnswer {
            rail: rail(shelf, self.edition, Some(&case.key), self.keys, self.lang),
            case: view,
            title_of_case: case.title(),
            author: case.author(),
            lang_of_case: case.language().map(ToString::to_string).unwrap_or_default(),
            state: case.standing().key(),
            state_kind: case.standing(),
            flags: case.flags.iter().map(|flag| flag.key()).collect(),
            token: self.token(),
            shown: files::mark(&desk.root, path.as_deref()),
            shown_roundup: files::mark(&desk.root, Some(&files::roundup(self.edition))),
            action: self.action(),
            error,
            did: did.and_then(|id| self.did(id)),
            passage: typed("passage"),
            speaker: typed("speaker"),
            term: typed("term"),
            next: beside(at.map(|at| at + 1)),
            previous: beside(at.and_then(|at| at.checked_sub(1))),
        };
        Ok(answer::html(status, page::render(&loaded.pages, "desk/case.html", &frame, &answer)?))
    }

    fn did(&self, id: i64) -> Option<Did> {
        let decision = self.desk.store.decision(id).ok().flatten()?;
        if decision.item != self.case.key || &decision.edition != self.edition {
            return None;
        }
        let is_undone = decision.undone.is_some();
        let letter = decision.letter.filter(|_| !is_undone);
        let to = self.case.submission.as_ref().and_then(|one| one.corrections.as_ref()?.mail.as_deref());
        Some(Did {
            id,
            may_undo: !is_undone && decision.what != "ask",
            is_undone,
            what: format!("host-did-{}", decision.what),
            mailto: letter.as_ref().map(|letter| letter::mailto(to, letter)),
            subject: letter.as_ref().map(|letter| letter.subject.clone()).unwrap_or_default(),
            body: letter.map(|letter| letter.body).unwrap_or_default(),
        })
    }

    /// The file is another one than the form was made of: both are shown, and nothing is written.
    pub(super) fn conflict(&self, path: Option<&FilePath>, shown_as: &str, form: &Form) -> Response {
        let loaded = self.desk.loaded();
        let editions = self.shelf.content.editions.iter().map(|folder| &folder.edition);
        let edition = editions.clone().find(|edition| &edition.slug == self.edition);
        let frame = self.desk.frame(&loaded, edition, self.lang, "conflict", "host-conflict");
        let told = |(name, key): (&str, &str)| {
            let value = form.get(name).to_owned();
            (!value.is_empty()).then(|| (loaded.pages.text(&frame.lang, key, &[]), value))
        };
        let asked = loaded.pages.text(&frame.lang, &format!("host-did-{}", form.get("do")), &[]);
        let asked = (loaded.pages.text(&frame.lang, "host-wanted", &[]), asked);
        let named =
            [("passage", "host-passage"), ("speaker", "host-speaker"), ("blurb", "host-blurb"), ("why", "host-why")];
        let kept = ["do", "kind", "passage", "speaker", "term", "blurb", "why", "heading", "subject", "letter"];
        let fields = kept.iter().map(|name| ((*name).to_owned(), form.get(name).to_owned()));
        let view = ConflictView {
            rail: rail(self.shelf, self.edition, Some(&self.case.key), self.keys, self.lang),
            title_of_case: self.case.title(),
            path: path.map(|path| path.display().to_string()).unwrap_or_default(),
            on_disk: path.map(|path| files::text(&self.desk.root, path)).unwrap_or_default(),
            typed: std::iter::once(asked).chain(named.into_iter().filter_map(told)).collect(),
            fields: fields.filter(|(_, value)| !value.is_empty()).collect(),
            token: self.token(),
            shown: files::mark(&self.desk.root, path),
            shown_as,
            action: self.action(),
        };
        let made = page::render(&loaded.pages, "desk/conflict.html", &frame, &view);
        made.map_or_else(|_| answer::broken(), |html| answer::html(StatusCode::CONFLICT, html))
    }
}
