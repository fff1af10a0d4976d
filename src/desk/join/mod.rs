//! The form, from an address to a receipt.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Request, State},
    http::StatusCode,
    response::Response,
    routing::get,
};
use serde::Serialize;

use super::{Desk, answer, guard, page};

/// Where the form is.
pub(crate) const FORM: &str = "/-/join/";

pub(super) fn routes() -> Router<Arc<Desk>> {
    Router::new().route(FORM, get(form))
}

/// Tickets whose address is to be read.
pub(super) fn due(_desk: &Desk, _most: usize) -> Vec<String> {
    Vec::new()
}

/// Reads what stands at the address of a ticket.
pub(super) async fn work(_desk: &Arc<Desk>, _ticket: &str) {}

/// What the form shows.
#[derive(Default, Serialize)]
struct Asked {
    token: String,
}

async fn form(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let lang = guard::query(request.uri().query(), "lang");
    answer::page(&desk, move |desk, loaded| {
        let edition = loaded.content.running(desk.now());
        let frame = desk.frame(loaded, edition, lang.as_deref(), "join", "desk-join-title");
        let token = desk.secret.token("join", desk.now()).unwrap_or_default();
        let html = page::render(&loaded.pages, "desk/join.html", &frame, &Asked { token })?;
        Ok(answer::html(StatusCode::OK, html))
    })
    .await
}
