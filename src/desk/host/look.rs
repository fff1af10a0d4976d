//! Reading an address again because the host wants to see what stands there now.

use std::{sync::Arc, time::Duration};

use axum::{http::StatusCode, response::Response};
use tokio::time::timeout;

use super::{
    super::{Desk, answer, guard::Form, token::BadToken},
    act::purpose,
    pages::{self, Notice},
    queue::Shelf,
};
use crate::{
    content,
    inbox::{
        look::{Call, Look, look_and_keep},
        settle::{Looked, put_down},
        take_in::{Place, TakeInError},
    },
    model::{Slug, Submission},
};

/// The longest that the host waits.
const LONGEST: Duration = Duration::from_mins(1);

/// Whose page, and how the answer is to look.
pub(super) struct Asked {
    pub(super) edition: String,
    pub(super) item: String,
    pub(super) lang: Option<String>,
    pub(super) keys: bool,
}

/// Reads the address of a submission, and does with it what `submissions --look` does.
pub(super) async fn look(desk: Arc<Desk>, asked: Asked, form: Form) -> Response {
    let asked = Arc::new(asked);
    let checked = {
        let asked = Arc::clone(&asked);
        desk.blocking(move |desk| submission(desk, &asked, &form)).await
    };
    let submission = match checked {
        Some(Ok(submission)) => submission,
        Some(Err(refused)) => return *refused,
        None => return answer::broken(),
    };
    let loaded = desk.kept();
    let editions = loaded.content.editions.iter().map(|folder| &folder.edition);
    let Some(edition) = editions.clone().find(|edition| edition.slug == submission.edition) else {
        return pages::nothing();
    };
    let call = Call::new(edition, &loaded.content.config.base_url);
    let looked =
        timeout(LONGEST, look_and_keep(&submission.address, &call, &desk.client, &desk.bench, desk.now())).await;
    let kept = desk.blocking(move |desk| match looked {
        Ok((Look::Seen(seen), post)) => {
            let kept = keep(desk, &submission, Looked::of(*seen, post.as_ref()));
            match kept {
                Ok(()) => answer::see(&format!("/-/desk/{}/{}/", asked.edition, asked.item)),
                Err(error) => told(desk, &asked, Notice::Broken(error.to_string())),
            }
        }
        Ok((Look::Later(_), _)) | Err(_) => told(desk, &asked, Notice::Said("host-error-later")),
    });
    kept.await.unwrap_or_else(answer::broken)
}

/// The submission, when the form is one of ours.
fn submission(desk: &Desk, asked: &Asked, form: &Form) -> Result<Submission, Box<Response>> {
    match desk.secret.spend_at_once(form.get("token"), &purpose(&asked.edition, &asked.item), desk.now()) {
        Ok(()) => {}
        Err(BadToken::Foreign) => {
            return Err(Box::new(answer::plain(StatusCode::FORBIDDEN, "this form is not from this desk\n")));
        }
        Err(_) => return Err(Box::new(told(desk, asked, Notice::Said("host-error-stale")))),
    }
    let Ok((shelf, _)) = Shelf::open(&desk.root, &desk.store, &asked.edition, desk.now()) else {
        return Err(Box::new(pages::nothing()));
    };
    let found = shelf.case(&asked.item).and_then(|case| case.submission.clone());
    found.ok_or_else(|| Box::new(told(desk, asked, Notice::Said("host-error-unknown"))))
}

fn keep(desk: &Desk, submission: &Submission, looked: Looked) -> Result<(), TakeInError> {
    let _turn = desk.deciding();
    // Somebody may have decided meanwhile, or changed a file.
    let Some(submission) = desk.store.submission(submission.id)? else { return Ok(()) };
    let Ok(content) = content::load(&desk.root) else { return Ok(()) };
    let place = Place { root: &desk.root, store: &desk.store, now: desk.now() };
    put_down(&submission, looked, &content, place)
}

/// The page of the case, with what went wrong.
fn told(desk: &Desk, asked: &Asked, notice: Notice) -> Response {
    let now = desk.now();
    let Ok((shelf, edition)): Result<(Shelf, Slug), _> = Shelf::open(&desk.root, &desk.store, &asked.edition, now)
    else {
        return pages::nothing();
    };
    let Some(case) = shelf.case(&asked.item) else { return pages::nothing() };
    let page = pages::CasePage {
        desk,
        shelf: &shelf,
        edition: &edition,
        case,
        lang: asked.lang.as_deref(),
        keys: asked.keys,
        now,
    };
    page.answer(StatusCode::UNPROCESSABLE_ENTITY, notice, None)
}
