//! The host's side: what waits, the text itself, what is picked of it, and decisions that can be taken back.
//!
//! * [`queue`]: everything there is to decide about, with what a host should know of each
//! * [`overview`]: who gets how many words, how the feeds do, what the linter finds
//! * [`case`]: one post, to read and to decide about
//! * [`act`]: what a form asks for; [`files`]: files, changed only as they were shown
//! * [`decide`]: yes, no, a question; [`pick`]: words of the post; [`undo`]: taking any of it back
//! * [`letter`]: what its author can be told
//! * [`look`]: reading an address again; [`reactions`]: what others say of the edition
//! * [`pages`]: the pages themselves
//!
//! Every form carries the hash of the file that it was made of. Everything that is decided ends in the plain files that a
//! host would write by hand; nothing else is read by the build.

mod act;
mod case;
mod decide;
mod files;
mod letter;
mod look;
mod overview;
mod pages;
mod pick;
mod queue;
mod reactions;
mod undo;

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, post},
};

use super::Desk;

pub(super) fn routes() -> Router<Arc<Desk>> {
    Router::new()
        .route("/-/desk/", get(pages::front))
        .route("/-/desk/keys", post(act::keys))
        .route("/-/desk/{edition}/", get(pages::queue))
        .route("/-/desk/{edition}/reactions", post(reactions::moderate))
        .route("/-/desk/{edition}/{item}/", get(pages::case))
        .route("/-/desk/{edition}/{item}/", post(act::act))
}
