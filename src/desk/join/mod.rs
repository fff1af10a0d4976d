//! The form, from an address to a receipt.
//!
//! * `form`: the first page, where an address is enough
//! * `reader`: reads what stands there, and judges what was sent
//! * `ticket`: the pages of one submission: it is being read, what was found, the receipt
//! * `confirm`: what may be corrected, and the yes
//! * `preview`: the card as it will look
//!
//! Nothing of it is seen by anybody but its sender and the host before the host says yes.

mod confirm;
mod form;
mod preview;
mod reader;
mod ticket;

use std::{net::IpAddr, sync::Arc};

use axum::{Router, extract::Request, http::StatusCode, response::Response, routing::get};
use serde::Serialize;

use super::{
    Desk, Loaded, answer, guard, guard::NoForm, page, page::Frame, rate::Wait, routes::PREFIX, token::BadToken,
};
use crate::{
    model::Edition,
    render::{RenderError, percent_encode},
};

pub(super) use reader::{due, work};

/// Where the form is.
const FORM: &str = "/-/join/";
/// So many addresses wait to be read at once: more than that are asked to come back.
const MOST_WAITING: u32 = 500;

pub(super) fn routes() -> Router<Arc<Desk>> {
    Router::new()
        .route(FORM, get(form::show).post(form::take))
        .route("/-/join/{ticket}/", get(ticket::show).post(confirm::take))
}

/// Where the pages of a ticket are.
fn place(ticket: &str) -> String {
    format!("{PREFIX}/join/{ticket}/")
}

/// Something to mend: where, and in which words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Mistake {
    /// The field, by the name that its label goes with.
    field: &'static str,
    text: String,
}

/// Who asks, and in which language.
struct Asking {
    visitor: IpAddr,
    lang: Option<String>,
}

impl Asking {
    fn of(desk: &Desk, request: &Request) -> Self {
        Self { visitor: guard::visitor(desk, request), lang: guard::query(request.uri().query(), "lang") }
    }
}

/// What pages say about the edition.
#[derive(Serialize)]
struct EditionView {
    title: String,
    theme: String,
    lang: String,
    /// Its page.
    url: String,
    /// The last day, as `2026-11-03`.
    closes: Option<String>,
    /// Whether posts count that appear today.
    is_open: bool,
    /// Who hosts it.
    host: String,
}

impl EditionView {
    fn of(desk: &Desk, loaded: &Loaded, edition: &Edition) -> Self {
        let root = desk.root_of_site(loaded);
        let window = edition.window();
        let now = desk.now();
        Self {
            title: edition.title.clone(),
            theme: edition.theme.clone(),
            lang: edition.language.to_string(),
            url: format!("{root}{}/", edition.slug),
            closes: edition.deadline().map(|day| day.date().to_string()),
            is_open: window.closes.is_none_or(|closes| now <= closes),
            host: loaded.content.host_name(edition).to_owned(),
        }
    }
}

/// A mail to the host with what is asked for, as a link: every character that could mean something to a mail program is
/// escaped (RFC 6068 section 5).
fn mailto(loaded: &Loaded, edition: &Edition, lang: &str) -> Option<String> {
    let to = loaded.content.config.desk.mail.as_ref()?;
    let text = |key| loaded.pages.text(lang, key, &[("title", &edition.title)]);
    Some(crate::render::mailto(to, &text("join-mail-subject"), &text("join-mail-body")))
}

/// A page that says one thing: a heading, and what to do.
#[derive(Serialize)]
struct Told {
    said: Vec<String>,
    /// Where to go on, and in which words.
    onward: Option<(String, String)>,
}

/// Says one thing and what to do about it: `desk-KEY-title`, `desk-KEY-text`, and the way back to the form.
async fn told(desk: &Arc<Desk>, lang: Option<String>, status: StatusCode, key: &'static str) -> Response {
    answer::page(desk, move |desk, loaded| {
        let frame = frame(desk, loaded, lang.as_deref(), "told", &format!("desk-{key}-title"));
        let text = |key: &str| loaded.pages.text(&frame.lang, key, &[]);
        let onward = Some((format!("{FORM}?lang={}", frame.lang), text("desk-to-form")));
        let told = Told { said: vec![text(&format!("desk-{key}-text"))], onward };
        Ok(answer::html(status, page::render(&loaded.pages, "desk/told.html", &frame, &told)?))
    })
    .await
}

/// Says that somebody came too often, and when to come back.
async fn wait(desk: &Arc<Desk>, lang: Option<String>, wait: Wait) -> Response {
    answer::come_back(told(desk, lang, StatusCode::TOO_MANY_REQUESTS, "wait").await, wait)
}

/// Says that there was no form in a request.
async fn no_form(desk: &Arc<Desk>, lang: Option<String>, why: NoForm) -> Response {
    let (status, key) = match why {
        NoForm::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too-large"),
        NoForm::TooSlow => (StatusCode::REQUEST_TIMEOUT, "too-slow"),
        NoForm::NotAForm => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-a-form"),
    };
    told(desk, lang, status, key).await
}

/// The message about a token that is not good.
fn about(token: BadToken) -> &'static str {
    match token {
        BadToken::Foreign => "desk-token-foreign",
        BadToken::TooSoon => "desk-token-soon",
        BadToken::TooLate => "desk-token-late",
        BadToken::Spent => "desk-token-spent",
    }
}

/// The frame of a page about the running edition.
fn frame<'a>(desk: &Desk, loaded: &'a Loaded, lang: Option<&str>, kind: &'static str, title: &str) -> Frame<'a> {
    desk.frame(loaded, loaded.content.running(desk.now()), lang, kind, title)
}

type Made = Result<Response, RenderError>;
