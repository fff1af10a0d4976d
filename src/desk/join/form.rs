//! The first page: an address is enough.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::Response,
};
use serde::Serialize;

use super::{
    Asking, EditionView, FORM, MOST_WAITING, Made, Mistake, about, answer, frame, guard, mailto, no_form, page, place,
    told, wait,
};
use crate::{
    desk::{Desk, Loaded, guard::Form, rate::Wait, token},
    model::Lang,
    store::OpenTicket,
};

/// The purpose of the token in this form.
const PURPOSE: &str = "join";
/// When too many wait, so many seconds go by before some of them are done.
const A_WHILE: Wait = Wait(300);

/// What the page shows.
#[derive(Serialize)]
struct FormPage {
    /// None: there is nothing to take part in.
    edition: Option<EditionView>,
    token: String,
    /// What was typed.
    address: String,
    mistakes: Vec<Mistake>,
    /// The sentence at the field of the address.
    wrong_address: Option<String>,
    /// A mail with what is asked for.
    mailto: Option<String>,
}

/// The form, empty.
pub(super) async fn show(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let Asking { lang, .. } = Asking::of(&desk, &request);
    let address = guard::query(request.uri().query(), "address").unwrap_or_default();
    answer::page(&desk, move |desk, loaded| form(desk, loaded, lang.as_deref(), &address, &[], StatusCode::OK)).await
}

/// The form with what was typed, and what is to be mended: a field and the message about it.
fn form(
    desk: &Desk,
    loaded: &Loaded,
    lang: Option<&str>,
    address: &str,
    wrong: &[(&'static str, &str)],
    status: StatusCode,
) -> Made {
    let now = desk.now();
    let edition = loaded.content.running(now);
    let mut frame =
        frame(desk, loaded, lang, "join", if edition.is_some() { "desk-join-title" } else { "desk-none-title" });
    frame.is_mistaken = !wrong.is_empty();
    let mistakes: Vec<Mistake> =
        wrong.iter().map(|(field, key)| Mistake { field, text: loaded.pages.text(&frame.lang, key, &[]) }).collect();
    // Without random numbers no form can be made, and none is believed.
    let token = desk.secret.token(PURPOSE, now).unwrap_or_default();
    let shown = FormPage {
        token,
        address: crate::model::printable_line(address).chars().take(2 << 10).collect(),
        wrong_address: mistakes.iter().find(|one| one.field == "address").map(|one| one.text.clone()),
        mailto: edition.and_then(|edition| mailto(loaded, edition, &frame.lang)),
        edition: edition.map(|edition| EditionView::of(desk, loaded, edition)),
        mistakes,
    };
    Ok(answer::html(status, page::render(&loaded.pages, "desk/join.html", &frame, &shown)?))
}

/// Takes an address in, and leads to its ticket.
pub(super) async fn take(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let Asking { visitor, lang } = Asking::of(&desk, &request);
    if let Err(too_often) = desk.joining.visit(visitor, desk.now()) {
        return wait(&desk, lang, too_often).await;
    }
    let form = match Form::read(request).await {
        Ok(form) => form,
        Err(why) => return no_form(&desk, lang, why).await,
    };
    let mend = async |lang: Option<String>, field, key, status| {
        let typed = form.get("address").to_owned();
        let make = move |desk: &Desk, loaded: &Loaded| {
            self::form(desk, loaded, lang.as_deref(), &typed, &[(field, key)], status)
        };
        answer::page(&desk, make).await
    };
    if !form.get("website").is_empty() {
        return mend(lang, "website", "desk-trap-filled", StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let Some(address) = guard::typed(form.get("address")) else {
        let key = if form.get("address").is_empty() { "desk-address-missing" } else { "desk-address-none" };
        return mend(lang, "address", key, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    if let Err(bad) = desk.secret.spend(form.get("token"), PURPOSE, desk.now()) {
        return mend(lang, "address", about(bad), StatusCode::FORBIDDEN).await;
    }
    if let Err(too_often) = desk.joining.everybody(desk.now()) {
        return wait(&desk, lang, too_often).await;
    }
    let Ok(ticket) = token::random::<16>().map(|bytes| token::hex(&bytes)) else { return answer::broken() };
    let kept = {
        let (lang, ticket) = (lang.clone(), ticket.clone());
        desk.blocking(move |desk| {
            let loaded = desk.loaded();
            let Some(edition) = loaded.content.running(desk.now()) else { return Ok(None) };
            let language =
                Lang::parse(&desk.language(&loaded, Some(edition), lang.as_deref())).unwrap_or_else(Lang::en);
            let opened = desk.store.open_ticket(&ticket, &edition.slug, &address, &language, MOST_WAITING, desk.now());
            opened.map(Some).map_err(|error| desk.tell(&error.to_string()))
        })
        .await
    };
    match kept {
        Some(Ok(Some(OpenTicket::Waiting | OpenTicket::Known))) => {
            desk.work.notify_one();
            answer::see(&place(&ticket))
        }
        Some(Ok(Some(OpenTicket::Full))) => wait(&desk, lang, A_WHILE).await,
        Some(Ok(None)) => told(&desk, lang, StatusCode::CONFLICT, "none").await,
        Some(Err(())) | None => answer::broken(),
    }
}

/// The way back to the form, with an address in it.
pub(super) fn back(lang: &str, address: &str) -> String {
    format!("{FORM}?lang={lang}&address={}", super::percent_encode(address))
}
