//! The webmention endpoint (W3C Webmention, 3.2): takes what others send, answers at once, and has the worker look at their
//! pages afterwards. Whoever sent something sees on a page of its own what became of it.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
    routing::get,
};
use jiff::SignedDuration;
use serde::Serialize;
use serde_json::json;
use tokio::time::sleep;

use super::{
    Desk, answer,
    guard::{self, NoForm},
    page,
    rate::{Rate, Wait},
    routes::PREFIX,
};
use crate::{
    content,
    inbox::{
        look::{Call, Look, look_and_keep},
        settle,
        take_in::Place,
    },
    model::{Became, DeskPolicy, Route, SubmissionState, Tip},
    store::{Asked, Due, Looked, Moderation, Patience, ReceivedMention, ReceivedState},
    webmention::{self, Refusal},
};

/// The endpoint.
pub(crate) const ENDPOINT: &str = "/-/webmention";

/// The same page may be sent again for the same page of ours after so long.
const PAUSE: SignedDuration = SignedDuration::from_secs(30);
/// One visitor may send one in so many of what everybody may.
const SHARE: u32 = 4;
/// The worker does not try at once again what could not be written down.
const BREATH: std::time::Duration = std::time::Duration::from_secs(5);

pub(super) fn routes() -> Router<Arc<Desk>> {
    Router::new().route(ENDPOINT, get(explain).post(receive)).route("/-/webmention/{ticket}", get(status))
}

/// How many one visitor may send, a share of what everybody may. How many that is, the store counts, for it remembers them.
pub(super) fn rate(policy: &DeskPolicy) -> Result<Rate, String> {
    let per_visitor = (policy.mentions_per_hour / SHARE).max(1);
    Rate::new(&DeskPolicy { per_visitor, ..policy.clone() })
}

/// Before the worker begins: what came to nothing long ago goes, and what was interrupted is put right.
pub(super) fn begin(desk: &Desk) {
    let done = desk.store.tidy_mentions(desk.now()).map_err(|error| error.to_string()).and_then(|_| {
        webmention::publish(&desk.root, &desk.store, &desk.kept().aims, false).map_err(|error| error.to_string())
    });
    if let Err(error) = done {
        desk.tell(&error);
    }
}

/// Mentions whose pages are to be looked at.
pub(super) fn due(desk: &Desk, most: u32) -> Vec<i64> {
    let due = desk.store.mentions_due(desk.now(), most as usize).unwrap_or_else(|error| {
        desk.tell(&error.to_string());
        Vec::new()
    });
    due.into_iter().map(|mention| mention.id).collect()
}

/// Looks at the page of a mention and puts down what that brings.
pub(super) async fn work(desk: &Arc<Desk>, id: i64) {
    let found = desk.blocking(move |desk| {
        let due = desk.store.received_mention(id).ok().flatten();
        // It may have been looked at since it was put on the list.
        let due = due.filter(|mention| mention.due.is_some_and(|due| due <= desk.now()));
        due.map(|due| (due, desk.loaded()))
    });
    let Some(Some((due, loaded))) = found.await else { return };
    let looked = webmention::look(&due, &loaded.aims, &desk.client, desk.now()).await;
    // First: interrupted after this, the mention is still due, and all of it is done once more.
    answered(desk, &due, &looked).await;
    let put_down = desk.blocking(move |desk| {
        let settled = webmention::settle(&desk.root, &desk.store, &loaded.aims, &due, &looked, desk.now());
        settled.map(drop).map_err(|error| desk.tell(&format!("{}: {error}", due.source)))
    });
    if put_down.await != Some(Ok(())) {
        sleep(BREATH).await;
    }
}

/// An answer to the call goes into the inbox, and is read there as whatever else comes in.
async fn answered(desk: &Arc<Desk>, due: &Due, looked: &Looked) {
    let Looked::Verified { became: Became::Submission, known_by, verified } = looked else { return };
    let author = verified.author.as_ref().map(|author| author.name.clone());
    let tip = Tip { address: known_by.clone(), route: Route::Webmention, author, text: None };
    let target = due.target.clone();
    let taken = desk.blocking(move |desk| {
        let loaded = desk.loaded();
        let edition = loaded.aims.of(&target)?.edition().clone();
        let received = desk.store.receive(&tip, &edition, desk.now()).ok()?;
        let submission = desk.store.submission(received.id).ok()??;
        // What the host has turned down, or its author took back, stays so.
        let is_open = matches!(submission.state, SubmissionState::Tip | SubmissionState::Queued);
        (is_open || submission.state.was_accepted()).then_some((submission, loaded))
    });
    let Some(Some((submission, loaded))) = taken.await else { return };
    let folder = loaded.content.editions.iter().find(|folder| folder.edition.slug == submission.edition);
    let Some(folder) = folder else { return };
    let call = Call::new(&folder.edition, &loaded.content.config.base_url);
    let (seen, post) = look_and_keep(&submission.address, &call, &desk.client, &desk.bench, desk.now()).await;
    // Nothing to be seen for now: it stays as it is, for the host to have it looked at.
    let Look::Seen(seen) = seen else { return };
    let settled = desk.blocking(move |desk| {
        // One decision after the other, of the files as they are then.
        let _deciding = desk.deciding();
        let content = content::load(&desk.root).map_err(|error| error.to_string())?;
        let place = Place { root: &desk.root, store: &desk.store, now: desk.now() };
        let looked = settle::Looked::of(*seen, post.as_ref());
        settle::put_down(&submission, looked, &content, place).map_err(|error| error.to_string())
    });
    if let Some(Err(error)) = settled.await {
        desk.tell(&format!("{}: {error}", due.source));
    }
}

/// Takes a webmention. Nothing is looked at while its sender waits.
async fn receive(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let visitor = guard::visitor(&desk, &request);
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).map(str::to_owned);
    let body = match guard::body(request.into_body()).await {
        Ok(body) => body,
        Err(NoForm::TooSlow) => return answer::plain(StatusCode::REQUEST_TIMEOUT, "the request took too long\n"),
        Err(NoForm::TooLarge | NoForm::NotAForm) => return refused(&Refusal::TooLarge),
    };
    let kept = desk.blocking(move |desk| {
        let loaded = desk.loaded();
        let is_ours = |page: &url::Url| loaded.aims.of(page).is_some();
        let request = match webmention::Request::from_form(kind.as_deref(), &body, &is_ours) {
            Ok(request) => request,
            Err(refusal) => return refused(&refusal),
        };
        let now = desk.now();
        if let Err(wait) = desk.mentioning.visit(visitor, now) {
            return too_many(wait);
        }
        let policy = &loaded.content.config.desk;
        let patience = Patience { pause: PAUSE, per_hour: policy.mentions_per_hour };
        match desk.store.ask(&request.source, &request.target, patience, now) {
            Ok(Asked::Taken { ticket, .. }) => {
                desk.work.notify_one();
                created(policy, &ticket)
            }
            Ok(Asked::TooSoon { seconds }) => too_many(Wait(seconds)),
            Ok(Asked::TooMany) => too_many(Wait(3600)),
            Err(error) => {
                desk.tell(&error.to_string());
                // Whoever sent it is to try again: nothing was kept.
                answer::come_back(answer::plain(StatusCode::SERVICE_UNAVAILABLE, "it could not be kept\n"), Wait(60))
            }
        }
    });
    kept.await.unwrap_or_else(answer::broken)
}

fn refused(refusal: &Refusal) -> Response {
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
    with_text(status, format!("{refusal}\n"))
}

fn too_many(wait: Wait) -> Response {
    answer::come_back(answer::plain(StatusCode::TOO_MANY_REQUESTS, "too many webmentions; later, please\n"), wait)
}

/// It is kept, and this is where it can be seen (W3C Webmention, 3.2).
fn created(policy: &DeskPolicy, ticket: &str) -> Response {
    let here = format!("{PREFIX}/webmention/{ticket}");
    // Absolute where the host says what the address is: not every sender resolves one.
    let place = policy.url.as_ref().and_then(|desk| desk.join(&format!("webmention/{ticket}")).ok());
    let place = place.map_or(here, String::from);
    let mut response = with_text(StatusCode::CREATED, format!("kept, and looked at in a moment: {place}\n"));
    if let Ok(location) = HeaderValue::from_str(&place) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

fn with_text(status: StatusCode, text: String) -> Response {
    let mut response = answer::plain(status, "");
    *response.body_mut() = Body::from(text);
    response
}

/// What a page about webmentions shows. Template: `desk/mention.html`.
#[derive(Serialize)]
struct Told {
    /// The message with what there is to say.
    key: &'static str,
    /// The page that was sent.
    source: Option<String>,
    /// The address that is wanted instead.
    wanted: Option<String>,
}

/// Who comes with a browser.
async fn explain(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let lang = guard::query(request.uri().query(), "lang");
    answer::page(&desk, move |desk, loaded| {
        let edition = loaded.content.running(desk.now());
        let frame = desk.frame(loaded, edition, lang.as_deref(), "mention", "desk-mention-title");
        let told = Told { key: "desk-mention-explain", source: None, wanted: None };
        Ok(answer::html(StatusCode::OK, page::render(&loaded.pages, "desk/mention.html", &frame, &told)?))
    })
    .await
}

/// What became of one, for whoever sent it.
async fn status(State(desk): State<Arc<Desk>>, Path(ticket): Path<String>, request: Request) -> Response {
    let lang = guard::query(request.uri().query(), "lang");
    let accept = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    let wants_json = accept.contains("application/json");
    answer::page(&desk, move |desk, loaded| {
        let Some(mention) = desk.store.mention_of_ticket(&ticket).ok().flatten() else {
            return Ok(answer::plain(StatusCode::NOT_FOUND, "nothing here\n"));
        };
        let key = key(&mention);
        if wants_json {
            let status = key.trim_start_matches("desk-mention-");
            let told = json!({ "source": mention.source, "target": mention.target, "status": status });
            let mut response = with_text(StatusCode::OK, format!("{told}\n"));
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            return Ok(response);
        }
        let slug = loaded.aims.of(&mention.target).map(webmention::Aim::edition);
        let edition = slug.and_then(|slug| loaded.content.editions.iter().find(|folder| folder.edition.slug == *slug));
        let edition = edition.map(|folder| &folder.edition);
        let mut frame = desk.frame(loaded, edition, lang.as_deref(), "mention", "desk-mention-title");
        if mention.due.is_some() && mention.state == ReceivedState::Unseen && mention.tries == 0 {
            frame.refresh = Some(5);
        }
        let is_list = mention.became == Some(Became::List);
        let permalink = mention.verified.as_ref().filter(|_| is_list).and_then(|verified| verified.permalink.as_ref());
        let told = Told { key, source: Some(mention.source.to_string()), wanted: permalink.map(ToString::to_string) };
        Ok(answer::html(StatusCode::OK, page::render(&loaded.pages, "desk/mention.html", &frame, &told)?))
    })
    .await
}

/// The message for what became of a mention. That a host does not show it is nobody's business: it waits.
fn key(mention: &ReceivedMention) -> &'static str {
    match (mention.state, mention.became) {
        (ReceivedState::Unseen, _) if mention.tries > 0 => "desk-mention-again",
        (ReceivedState::Unseen, _) => "desk-mention-waiting",
        (ReceivedState::NoLink, _) => "desk-mention-no-link",
        (ReceivedState::Gone, _) => "desk-mention-gone",
        (ReceivedState::Failed, _) => "desk-mention-failed",
        (ReceivedState::Verified, Some(Became::Submission)) => "desk-mention-submission",
        (ReceivedState::Verified, Some(Became::List)) => "desk-mention-list",
        (ReceivedState::Verified, Some(Became::Old)) => "desk-mention-old",
        (ReceivedState::Verified, _) if mention.moderation == Moderation::Shown => "desk-mention-shown",
        (ReceivedState::Verified, _) => "desk-mention-reaction",
    }
}
