//! What others say of the edition on their own pages, and whether readers see it.

use std::sync::Arc;

use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::Response,
};
use serde::Serialize;

use super::{
    super::{Desk, answer, guard::Form, token::BadToken},
    act::{no_form, purpose},
    pages,
    queue::Shelf,
};
use crate::{
    content,
    model::{Became, Slug},
    store::{Moderation, Store, distinct},
    webmention::{self, Aims},
};

/// What the token of these forms is for, in the place of a case.
pub(super) const ITEM: &str = "reactions";

/// A reaction as the host sees it: text of a stranger's.
#[derive(Serialize)]
pub(super) struct Row {
    id: i64,
    url: String,
    author: String,
    kind: &'static str,
    words: String,
    lang: String,
    waits: bool,
    is_shown: bool,
}

/// The reactions to an edition, those first that wait.
pub(super) fn rows(shelf: &Shelf, edition: &Slug, store: &Store, now: jiff::Timestamp) -> Vec<Row> {
    let aims = Aims::new(&shelf.content, now);
    let mut mentions = distinct(store.received_mentions().unwrap_or_default());
    mentions.retain(|mention| {
        mention.became == Some(Became::Reaction) && aims.of(&mention.target).is_some_and(|aim| aim.edition() == edition)
    });
    mentions.sort_by_key(|mention| (mention.moderation != Moderation::Waiting, std::cmp::Reverse(mention.id)));
    let row = |mention: crate::store::ReceivedMention| {
        let verified = mention.verified?;
        Some(Row {
            id: mention.id,
            url: mention.source.to_string(),
            author: verified.author.map(|author| author.name).unwrap_or_default(),
            kind: match verified.kind.name() {
                "like" => "host-reaction-like",
                "repost" => "host-reaction-repost",
                "bookmark" => "host-reaction-bookmark",
                "reply" => "host-reaction-reply",
                _ => "host-reaction-mention",
            },
            words: verified.title.into_iter().chain([verified.excerpt]).collect::<Vec<_>>().join(" – "),
            lang: verified.language.map(|lang| lang.to_string()).unwrap_or_default(),
            waits: mention.moderation == Moderation::Waiting,
            is_shown: mention.moderation == Moderation::Shown,
        })
    };
    mentions.into_iter().filter_map(row).collect()
}

/// Shows one, or hides it.
pub(super) async fn moderate(State(desk): State<Arc<Desk>>, Path(edition): Path<String>, request: Request) -> Response {
    let form = match Form::read(request).await {
        Ok(form) => form,
        Err(why) => return no_form(why),
    };
    desk.blocking(move |desk| moderate_now(desk, &edition, &form)).await.unwrap_or_else(answer::broken)
}

fn moderate_now(desk: &Desk, edition: &str, form: &Form) -> Response {
    let _turn = desk.deciding();
    let back = || match Slug::new(edition) {
        Ok(edition) => answer::see(&format!("/-/desk/{edition}/")),
        Err(_) => pages::nothing(),
    };
    match desk.secret.spend_at_once(form.get("token"), &purpose(edition, ITEM), desk.now()) {
        Ok(()) => {}
        Err(BadToken::Foreign) => return answer::plain(StatusCode::FORBIDDEN, "this form is not from this desk\n"),
        // The page that it leads to has a new one.
        Err(_) => return back(),
    }
    let moderation = match form.get("do") {
        "show" => Moderation::Shown,
        _ => Moderation::Hidden,
    };
    let Ok(id) = form.get("reaction").parse::<i64>() else { return back() };
    let Ok(content) = content::load(&desk.root) else { return back() };
    let aims = Aims::new(&content, desk.now());
    let kept = desk.store.moderate(id, moderation);
    let published = webmention::publish(&desk.root, &desk.store, &aims, false);
    match (kept, published) {
        (Ok(_), Ok(_)) => back(),
        (Err(error), _) => pages::mistake(desk, &error.to_string(), None),
        (_, Err(error)) => pages::mistake(desk, &error.to_string(), None),
    }
}
