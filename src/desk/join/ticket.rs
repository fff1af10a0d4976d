//! The pages of one submission: it is being read, what was found, the receipt. Whoever has the ticket sees them.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::Response,
};
use serde::Serialize;
use tokio::time::{Instant, timeout_at};

use super::{Asking, EditionView, Made, answer, confirm, form, frame, page, told};
use crate::{
    desk::{Desk, Loaded},
    inbox::receipt::{self, Occasion},
    model::{Corrections, Edition, Lang, Seen, Shortcoming, Submission, SubmissionState},
    store::{Ticket, TicketState},
};

/// So long an answer waits for what is being read: most blogs are faster.
const PATIENCE: Duration = Duration::from_secs(3);
/// Then the browser asks again after so many seconds.
const AGAIN: u8 = 4;

/// The page of a ticket, whatever is to be said.
pub(super) async fn show(State(desk): State<Arc<Desk>>, Path(name): Path<String>, request: Request) -> Response {
    let Asking { lang, .. } = Asking::of(&desk, &request);
    let Some(ticket) = settled(&desk, &name).await else {
        return told(&desk, lang, StatusCode::NOT_FOUND, "no-ticket").await;
    };
    answer::page(&desk, move |desk, loaded| of(desk, loaded, &ticket, lang.as_deref())).await
}

/// The ticket, as soon as nothing is to be done for it, or as it is when patience ends.
async fn settled(desk: &Arc<Desk>, name: &str) -> Option<Ticket> {
    let end = Instant::now() + PATIENCE;
    loop {
        // Asked for first, so that nothing is missed between the look and the wait.
        let done = desk.done.notified();
        let ticket = find(desk, name).await?;
        let is_busy = match ticket.state {
            TicketState::Waiting => ticket.tries == 0,
            TicketState::Sent => true,
            TicketState::Read | TicketState::Done => false,
        };
        if !is_busy || timeout_at(end, done).await.is_err() {
            return Some(ticket);
        }
    }
}

/// A ticket by its name.
pub(super) async fn find(desk: &Arc<Desk>, name: &str) -> Option<Ticket> {
    // Nothing else can be one.
    if name.len() != 32 || !name.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
        return None;
    }
    let name = name.to_owned();
    desk.blocking(move |desk| desk.store.ticket(&name).map_err(|error| desk.tell(&error.to_string())).ok()?).await?
}

fn of(desk: &Desk, loaded: &Loaded, ticket: &Ticket, lang: Option<&str>) -> Made {
    let lang = lang.unwrap_or(ticket.language.as_str());
    let Some(edition) = loaded.content.editions.iter().map(|f| &f.edition).find(|e| e.slug == ticket.edition) else {
        return nothing(desk, loaded, ticket, None, lang, None, StatusCode::OK);
    };
    match ticket.state {
        TicketState::Waiting | TicketState::Sent => busy(desk, loaded, ticket, edition, lang),
        TicketState::Read if ticket.seen.as_ref().is_some_and(|seen| seen.post.is_some()) => {
            confirm::page(desk, loaded, ticket, edition, lang, None, StatusCode::OK)
        }
        TicketState::Read => nothing(desk, loaded, ticket, Some(edition), lang, None, StatusCode::OK),
        TicketState::Done => sent(desk, loaded, ticket, edition, lang),
    }
}

/// What somebody is told about what was found.
pub(super) fn lacks(loaded: &Loaded, ticket: &Ticket, edition: &Edition, lang: &str) -> Vec<String> {
    let seen = for_strangers(loaded, ticket.seen.clone().unwrap_or_default(), lang);
    with_occasion(loaded, ticket, edition, None, |occasion| {
        receipt::shortcomings(&seen.shortcomings, occasion, &Lang::parse(lang).unwrap_or_else(Lang::en))
    })
}

/// What was seen, without what only the host is told: what a name leads to in our network is nobody's business, and what a
/// library says is in no language of theirs.
fn for_strangers(loaded: &Loaded, mut seen: Seen, lang: &str) -> Seen {
    for lack in &mut seen.shortcomings {
        match lack {
            Shortcoming::Forbidden { said } => *said = loaded.pages.text(lang, "desk-said-forbidden", &[]),
            Shortcoming::Unreachable { said } => *said = loaded.pages.text(lang, "desk-said-unreachable", &[]),
            _ => {}
        }
    }
    seen
}

fn with_occasion<T>(
    loaded: &Loaded,
    ticket: &Ticket,
    edition: &Edition,
    author: Option<&str>,
    say: impl FnOnce(&Occasion<'_>) -> T,
) -> T {
    let config = &loaded.content.config;
    let own = edition.call_urls(&config.base_url);
    let call = edition.call.as_ref().or(own.first()).unwrap_or(&config.base_url);
    let host = loaded.content.host_name(edition);
    say(&Occasion { edition, call, host, address: &ticket.address, author })
}

/// The page while something is to be done.
#[derive(Serialize)]
struct Busy {
    address: String,
    /// Why the last try was in vain.
    said: Vec<String>,
    is_sent: bool,
}

fn busy(desk: &Desk, loaded: &Loaded, ticket: &Ticket, edition: &Edition, lang: &str) -> Made {
    let is_sent = ticket.state == TicketState::Sent;
    let title = if is_sent { "desk-judging-title" } else { "desk-reading-title" };
    let mut frame = frame(desk, loaded, Some(lang), "busy", title);
    frame.refresh = Some(if ticket.tries > 0 { AGAIN * 4 } else { AGAIN });
    let said = if ticket.tries > 0 && !is_sent { lacks(loaded, ticket, edition, &frame.lang) } else { Vec::new() };
    let shown = Busy { address: ticket.address.to_string(), said, is_sent };
    Ok(answer::html(StatusCode::OK, page::render(&loaded.pages, "desk/busy.html", &frame, &shown)?))
}

/// The page when no post was found.
#[derive(Serialize)]
struct Nothing {
    address: String,
    said: Vec<String>,
    back: String,
    /// Whether it may be sent all the same, for the host to look at: none of what is wrong is the address itself.
    send: Option<confirm::Confirm>,
}

pub(super) fn nothing(
    desk: &Desk,
    loaded: &Loaded,
    ticket: &Ticket,
    edition: Option<&Edition>,
    lang: &str,
    typed: Option<confirm::Confirm>,
    status: StatusCode,
) -> Made {
    let mut frame = frame(desk, loaded, Some(lang), "nothing", "desk-nothing-title");
    let said = edition.map(|edition| lacks(loaded, ticket, edition, &frame.lang)).unwrap_or_default();
    let may_send = ticket.seen.as_ref().is_some_and(may_be_sent);
    frame.is_mistaken = typed.is_some();
    let bare = || confirm::Confirm::bare(desk, loaded, ticket, &frame.lang);
    let shown = Nothing {
        address: ticket.address.to_string(),
        said,
        back: form::back(&frame.lang, ticket.address.as_str()),
        send: edition.filter(|_| may_send).map(|_| typed.unwrap_or_else(bare)),
    };
    Ok(answer::html(status, page::render(&loaded.pages, "desk/nothing.html", &frame, &shown)?))
}

/// Whether a host could find by hand what we did not find.
pub(super) fn may_be_sent(seen: &Seen) -> bool {
    let is_hopeless = |lack: &Shortcoming| {
        matches!(
            lack,
            Shortcoming::Forbidden { .. }
                | Shortcoming::NotFound { .. }
                | Shortcoming::NotAPage
                | Shortcoming::RedirectLoop
                | Shortcoming::OnlyComments
        )
    };
    !seen.shortcomings.iter().any(is_hopeless)
}

/// The receipt.
#[derive(Serialize)]
struct Receipt {
    edition: EditionView,
    address: String,
    /// Paragraphs, as a letter has them.
    said: Vec<String>,
    /// What the sender said of it; nobody else's words.
    corrections: Option<Corrections>,
    /// Whether somebody else, or the same person, sent the address before.
    is_known: bool,
    /// How far it is.
    state: &'static str,
}

fn sent(desk: &Desk, loaded: &Loaded, ticket: &Ticket, edition: &Edition, lang: &str) -> Made {
    let submission: Option<Submission> = ticket
        .submission
        .and_then(|id| desk.store.submission(id).map_err(|error| desk.tell(&error.to_string())).ok()?);
    let state = submission.as_ref().map_or(SubmissionState::Gone, |submission| submission.state);
    let frame = frame(desk, loaded, Some(lang), "receipt", title_of(state, ticket.is_known));
    let language = Lang::parse(&frame.lang).unwrap_or_else(Lang::en);
    // What the page says; and of what somebody said, only to that person.
    let seen = submission.as_ref().and_then(|submission| submission.seen.clone()).or_else(|| ticket.seen.clone());
    let seen = for_strangers(loaded, seen.unwrap_or_default(), &frame.lang);
    let own = submission.as_ref().filter(|_| !ticket.is_known).and_then(|submission| submission.author.as_deref());
    let author = own.or_else(|| seen.post.as_ref().and_then(|post| post.author.as_deref()));
    let receipt =
        with_occasion(loaded, ticket, edition, author, |occasion| receipt::receipt(occasion, &seen, state, &language));
    // What was rejected or taken back is between the host and the author: the page says that it came in, and no more.
    let is_between = matches!(state, SubmissionState::Rejected | SubmissionState::Withdrawn | SubmissionState::Gone);
    let mut said: Vec<String> = receipt.body.split("\n\n").map(ToOwned::to_owned).collect();
    if is_between {
        said.drain(2..said.len().saturating_sub(1));
    }
    let shown = Receipt {
        edition: EditionView::of(desk, loaded, edition),
        address: ticket.address.to_string(),
        said,
        corrections: submission.filter(|_| !ticket.is_known).and_then(|submission| submission.corrections),
        is_known: ticket.is_known,
        state: state.name(),
    };
    Ok(answer::html(StatusCode::OK, page::render(&loaded.pages, "desk/receipt.html", &frame, &shown)?))
}

fn title_of(state: SubmissionState, is_known: bool) -> &'static str {
    match state {
        SubmissionState::Accepted | SubmissionState::Published => "desk-aboard-title",
        _ if is_known => "desk-known-title",
        _ => "desk-queued-title",
    }
}
