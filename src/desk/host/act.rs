//! What a form asks for. One decision after the other; each looks at the files that those before it wrote.

use std::{path::PathBuf, sync::Arc};

use axum::{
    extract::{Path, Request, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use jiff::Timestamp;

use super::{
    super::{
        Desk, answer,
        guard::{self, Form, NoForm},
        token::BadToken,
    },
    decide, files, look,
    pages::{self, Notice},
    pick,
    queue::{Case, NoShelf, Shelf},
    undo,
};
use crate::{
    content::{self, EntryFile, WriteError},
    inbox::take_in::{Files, Place, TakeInError},
    model::Slug,
    store::{Back, Decision, FileChange, Letter, StoreError},
};

/// Everything that an action looks at.
pub(super) struct Ctx<'a> {
    pub(super) desk: &'a Desk,
    pub(super) shelf: &'a Shelf,
    pub(super) edition: &'a Slug,
    pub(super) case: &'a Case,
    pub(super) form: &'a Form,
    pub(super) now: Timestamp,
}

/// Why nothing was done.
pub(super) enum Trouble {
    /// For the host to mend: a message of the locale files.
    Said(&'static str),
    /// The disk or the store would not, or somebody else was faster: in the program's words.
    Broken(String),
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<WriteError> for Trouble {
    fn from(error: WriteError) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<TakeInError> for Trouble {
    fn from(error: TakeInError) -> Self {
        Self::Broken(error.to_string())
    }
}

/// What a form's token is for.
pub(super) fn purpose(edition: &str, item: &str) -> String {
    format!("host {edition} {item}")
}

/// Which of the files a form is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    Entry,
    Roundup,
    Nothing,
}

pub(super) async fn act(
    State(desk): State<Arc<Desk>>,
    Path((edition, item)): Path<(String, String)>,
    request: Request,
) -> Response {
    let lang = guard::query(request.uri().query(), "lang");
    let keys = pages::has_keys(request.headers());
    let form = match Form::read(request).await {
        Ok(form) => form,
        Err(why) => return no_form(why),
    };
    if form.get("do") == "look" {
        return look::look(desk, look::Asked { edition, item, lang, keys }, form).await;
    }
    let done = desk.blocking(move |desk| {
        let _turn = desk.deciding();
        act_now(desk, &edition, &item, &form, (lang.as_deref(), keys))
    });
    done.await.unwrap_or_else(answer::broken)
}

pub(super) fn no_form(why: NoForm) -> Response {
    match why {
        NoForm::TooLarge => answer::plain(StatusCode::PAYLOAD_TOO_LARGE, "this is too much for one form\n"),
        NoForm::TooSlow => answer::plain(StatusCode::REQUEST_TIMEOUT, "the form did not arrive\n"),
        NoForm::NotAForm => answer::plain(StatusCode::UNSUPPORTED_MEDIA_TYPE, "this is no form\n"),
    }
}

fn act_now(desk: &Desk, edition: &str, item: &str, form: &Form, (lang, keys): (Option<&str>, bool)) -> Response {
    let now = desk.now();
    let (shelf, edition) = match Shelf::open(&desk.root, &desk.store, edition, now) {
        Ok(opened) => opened,
        Err(NoShelf::Unknown) => return pages::nothing(),
        Err(NoShelf::Broken(said)) => return pages::mistake(desk, &said, lang),
    };
    let Some(case) = shelf.case(item) else { return pages::nothing() };
    let page = pages::CasePage { desk, shelf: &shelf, edition: &edition, case, lang, keys, now };
    match desk.secret.spend_at_once(form.get("token"), &purpose(edition.as_str(), item), now) {
        Ok(()) => {}
        Err(BadToken::Foreign) => return answer::plain(StatusCode::FORBIDDEN, "this form is not from this desk\n"),
        // What was typed is not lost; the page comes with a new token.
        Err(_) => return page.answer(StatusCode::CONFLICT, Notice::Said("host-error-stale"), Some(form)),
    }
    let asked = form.get("do");
    if asked == "preview" {
        return page.answer(StatusCode::OK, Notice::None, Some(form));
    }
    let about = match asked {
        "thread" => About::Roundup,
        "ask" | "undo" => About::Nothing,
        _ => About::Entry,
    };
    let path = match about {
        About::Entry => files::path_of(case, &edition),
        About::Roundup => Some(files::roundup(&edition)),
        About::Nothing => None,
    };
    let shown_as = if about == About::Roundup { "shown_roundup" } else { "shown" };
    let is_as_shown = about == About::Nothing || files::mark(&desk.root, path.as_deref()) == form.get(shown_as);
    if !is_as_shown {
        return page.conflict(path.as_deref(), shown_as, form);
    }
    let ctx = Ctx { desk, shelf: &shelf, edition: &edition, case, form, now };
    let done = match asked {
        "accept" => decide::accept(&ctx),
        "reject" => decide::reject(&ctx),
        "ask" => decide::ask(&ctx),
        "gone" => decide::gone(&ctx),
        "quote" | "definition" => pick::add(&ctx, asked),
        "drop" => pick::remove(&ctx),
        "thread" => pick::thread(&ctx),
        "blurb" => pick::blurb(&ctx),
        "undo" => undo::undo(&ctx),
        _ => Err(Trouble::Said("host-error-unknown")),
    };
    match done {
        Ok(id) => {
            let lang = lang.filter(|lang| crate::model::SPOKEN.contains(lang));
            let lang = lang.map(|lang| format!("&lang={lang}")).unwrap_or_default();
            answer::see(&format!("/-/desk/{edition}/{item}/?did={id}{lang}"))
        }
        Err(Trouble::Said(key)) => page.answer(StatusCode::UNPROCESSABLE_ENTITY, Notice::Said(key), Some(form)),
        Err(Trouble::Broken(said)) => page.answer(StatusCode::INTERNAL_SERVER_ERROR, Notice::Broken(said), Some(form)),
    }
}

impl Ctx<'_> {
    /// Where decisions are written.
    pub(super) fn place(&self) -> Place<'_> {
        Place { root: &self.desk.root, store: &self.desk.store, now: self.now }
    }

    /// The files of the edition.
    pub(super) fn files(&self) -> Files {
        Files::of(&self.shelf.content, self.edition)
    }

    /// The file of the case, and what stands in it.
    pub(super) fn before(&self) -> Vec<(PathBuf, String)> {
        let path = files::path_of(self.case, self.edition);
        path.map(|path| (path.clone(), files::text(&self.desk.root, &path))).into_iter().collect()
    }

    /// Changes the entry's file; a case that has none gets one.
    pub(super) fn note(&self, edit: impl FnOnce(&mut EntryFile)) -> Result<FileChange, Trouble> {
        if self.case.file.is_some() {
            let rewrite = files::edited(&self.desk.root, self.edition, self.case, edit)?;
            let rewrite = rewrite.ok_or(Trouble::Said("host-error-same"))?;
            return Ok(files::carry_out(&self.desk.root, rewrite)?);
        }
        let mut file = if let Some(submission) = &self.case.submission {
            self.files().undecided(submission)?
        } else {
            let named = self.files().free_name(Some(self.case.author()), self.case.title());
            EntryFile { url: Some(self.case.url.clone()), ..EntryFile::named(named) }
        };
        edit(&mut file);
        content::write_entry(&self.desk.root, self.edition, &file)?;
        let path = PathBuf::from(format!("content/{}/entries/{}.md", self.edition, file.slug));
        Ok(FileChange { after: files::text(&self.desk.root, &path), path: path.display().to_string(), before: None })
    }

    /// Puts down what was done, and gives its number.
    pub(super) fn done(&self, what: &str, note: &str, letter: Option<Letter>, back: Back) -> Result<i64, Trouble> {
        let decision = Decision {
            edition: self.edition.clone(),
            item: self.case.key.clone(),
            url: self.case.url.clone(),
            submission: self.case.submission.as_ref().map(|one| one.id),
            at: self.now,
            what: what.to_owned(),
            note: note.to_owned(),
            letter,
            back,
            undone: None,
        };
        Ok(self.desk.store.keep_decision(&decision)?)
    }
}

/// Whether single keys do something: a choice of the browser's, kept in a cookie that holds nothing else.
pub(super) async fn keys(request: Request) -> Response {
    let form = match Form::read(request).await {
        Ok(form) => form,
        Err(why) => return no_form(why),
    };
    // Back to where it was asked; only to a place of ours.
    let back = form.get("back");
    let is_ours =
        back.starts_with("/-/desk/") && back.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-_".contains(&b));
    let mut response = answer::see(if is_ours { back } else { "/-/desk/" });
    let cookie = if form.get("keys") == "off" { "kermis-keys=off" } else { "kermis-keys=on" };
    let cookie = format!("{cookie}; HttpOnly; SameSite=Strict; Path=/-/desk/; Max-Age=31536000");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}
