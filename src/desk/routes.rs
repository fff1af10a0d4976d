//! Which address leads where. All of them begin with one prefix, so that a proxy needs one rule.
//!
//! Each part of the room brings its own routes: one line here.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
    response::Response,
    routing::get,
};

use super::{Desk, answer, guard, host, join, mention};

/// What every address of the desk begins with.
pub(crate) const PREFIX: &str = "/-";

type Routes = Router<Arc<Desk>>;

/// Everything below the prefix.
pub(super) fn all(desk: &Arc<Desk>) -> Router {
    let mut routes = public(desk);
    if !desk.settings.public {
        routes = routes.merge(host(desk));
    }
    routes
        .fallback(async || answer::plain(StatusCode::NOT_FOUND, "nothing here\n"))
        .layer(from_fn_with_state(Arc::clone(desk), guard::near))
        .layer(from_fn(guard::say))
        .with_state(Arc::clone(desk))
}

/// For everybody.
fn public(desk: &Arc<Desk>) -> Routes {
    let forms = Router::new().merge(join::routes());
    let open = Router::new().route("/-/assets/{file}", get(asset)).merge(mention::routes());
    forms.layer(from_fn_with_state(Arc::clone(desk), guard::own_forms)).merge(open)
}

/// For the host: nothing of it is there when the desk is for everybody.
fn host(desk: &Arc<Desk>) -> Routes {
    // `/-/desk/…` alone: the cookie is sent to no other place.
    let pages = Router::new().merge(host::routes());
    pages
        .layer(from_fn_with_state(Arc::clone(desk), guard::own_forms))
        .layer(from_fn_with_state(Arc::clone(desk), guard::host))
}

async fn asset(State(desk): State<Arc<Desk>>, Path(file): Path<String>) -> Response {
    // What changed while somebody looks at a page is there under another name.
    match desk.kept().pages.file(&file) {
        Some(bytes) => answer::file(&file, bytes.to_vec()),
        None => answer::plain(StatusCode::NOT_FOUND, "nothing here\n"),
    }
}
