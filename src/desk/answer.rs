//! Answers: pages, ways on, short words.

use std::sync::Arc;

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};

use super::{Desk, Loaded, rate::Wait};
use crate::render::RenderError;

/// A line of text, for who is no reader.
pub(crate) fn plain(status: StatusCode, text: &'static str) -> Response {
    of(status, "text/plain; charset=utf-8", text)
}

fn of(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// The way to another page of ours, by GET (303). `path` is one of ours.
pub(crate) fn see(path: &str) -> Response {
    let mut response = plain(StatusCode::SEE_OTHER, "");
    match path.parse() {
        Ok(path) => {
            response.headers_mut().insert(header::LOCATION, path);
        }
        Err(_) => *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR,
    }
    response
}

/// A page that was made.
pub(crate) fn html(status: StatusCode, page: String) -> Response {
    of(status, "text/html; charset=utf-8", page)
}

/// Makes a page where it holds up nobody, of the host's files as they are.
pub(crate) async fn page(
    desk: &Arc<Desk>,
    make: impl FnOnce(&Desk, &Loaded) -> Result<Response, RenderError> + Send + 'static,
) -> Response {
    let made = desk.blocking(move |desk| make(desk, &desk.loaded()).map_err(|error| desk.tell(&error.message))).await;
    match made {
        Some(Ok(response)) => response,
        _ => broken(),
    }
}

/// It is our fault.
pub(crate) fn broken() -> Response {
    plain(StatusCode::INTERNAL_SERVER_ERROR, "something broke here; please try again later\n")
}

/// When to come back.
pub(crate) fn come_back(mut response: Response, Wait(seconds): Wait) -> Response {
    if let Ok(value) = seconds.to_string().parse() {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}

/// A file whose name says what is in it, so that a browser may keep it.
pub(crate) fn file(path: &str, bytes: Vec<u8>) -> Response {
    let extension = path.rsplit('.').next().unwrap_or_default();
    let kind = match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "woff2" => "font/woff2",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let mut response = of(StatusCode::OK, kind, bytes);
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    response
}
