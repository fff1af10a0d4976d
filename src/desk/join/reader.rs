//! Reads what stands at the address of a ticket, and judges what was sent.

use std::sync::Arc;

use jiff::SignedDuration;

use crate::{
    content,
    desk::Desk,
    inbox::{
        look::{Call, Look, look_and_keep},
        settle::{Looked, Settled, settle},
        take_in::{Files, Place, TakeInError},
    },
    model::{Post, Seen, Slug, SubmissionState},
    store::{StoreError, Ticket, TicketState},
};

/// After how many seconds an address is tried again of which a server may give more another time; then no more.
const AGAIN: [i64; 2] = [20, 120];
/// After so many seconds it is tried again to write, where the disk or the host's files did not let us.
const MENDED: i64 = 60;
/// The largest post that is kept until its sender has looked at it, in bytes of HTML. Of a larger one only what was found.
const LARGEST_POST: usize = 512 << 10;

/// The tickets for which something is due. Forgets those that lay about long enough.
pub(in crate::desk) fn due(desk: &Desk, most: u32) -> Vec<String> {
    let now = desk.now();
    let due = desk.store.tickets_due(most, now).and_then(|due| {
        // Whoever waits comes first.
        if due.is_empty() {
            desk.store.sweep_tickets(now)?;
        }
        Ok(due)
    });
    due.unwrap_or_else(|error| {
        desk.tell(&error.to_string());
        Vec::new()
    })
}

/// Does what is due for a ticket.
pub(in crate::desk) async fn work(desk: &Arc<Desk>, ticket: &str) {
    let name = ticket.to_owned();
    let Some(Ok(Some(ticket))) = desk.blocking(move |desk| desk.store.ticket(&name)).await else { return };
    match ticket.state {
        TicketState::Waiting => read(desk, ticket).await,
        TicketState::Sent => {
            desk.blocking(move |desk| {
                if let Err(error) = judge(desk, &ticket) {
                    desk.tell(&format!("{}: {error}", ticket.address));
                    put_off(desk, &ticket.ticket, None, MENDED);
                }
            })
            .await;
        }
        TicketState::Read | TicketState::Done => {}
    }
}

/// Looks at the address, through the guarded client and nothing else.
async fn read(desk: &Arc<Desk>, ticket: Ticket) {
    let Some(loaded) = desk.blocking(Desk::loaded).await else { return };
    let content = &loaded.content;
    let Some(call) = edition(content, &ticket.edition).map(|edition| Call::new(edition, &content.config.base_url))
    else {
        // The edition was renamed or taken away meanwhile: nobody can take part in it.
        desk.blocking(move |desk| put_down(desk, &ticket.ticket, &Seen::default(), None)).await;
        return;
    };
    let (look, post) = look_and_keep(&ticket.address, &call, &desk.client, &desk.bench, desk.now()).await;
    let post = post.filter(|post| post.content_html.len() + post.summary_html.len() <= LARGEST_POST);
    desk.blocking(move |desk| match look {
        Look::Seen(seen) => put_down(desk, &ticket.ticket, &seen, post.as_ref()),
        Look::Later(lack) => {
            let seen = Seen { shortcomings: vec![lack], ..Seen::default() };
            match usize::try_from(ticket.tries).ok().and_then(|tries| AGAIN.get(tries)) {
                Some(seconds) => put_off(desk, &ticket.ticket, Some(&seen), *seconds),
                None => put_down(desk, &ticket.ticket, &seen, None),
            }
        }
    })
    .await;
}

fn edition<'a>(content: &'a content::Content, slug: &Slug) -> Option<&'a crate::model::Edition> {
    content.editions.iter().map(|folder| &folder.edition).find(|edition| &edition.slug == slug)
}

fn put_down(desk: &Desk, ticket: &str, seen: &Seen, post: Option<&Post>) {
    if let Err(error) = desk.store.ticket_read(ticket, seen, post) {
        desk.tell(&error.to_string());
    }
}

fn put_off(desk: &Desk, ticket: &str, seen: Option<&Seen>, seconds: i64) {
    let later = desk.now().saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(desk.now());
    if let Err(error) = desk.store.ticket_later(ticket, seen, later) {
        desk.tell(&error.to_string());
    }
}

/// Why something that was sent could not be judged yet.
#[derive(Debug, thiserror::Error)]
enum NotYet {
    #[error("the host's files have mistakes")]
    Content,
    #[error(transparent)]
    TakeIn(#[from] TakeInError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Judges what was sent as everything that is sent in is judged. What was in the inbox before was judged before.
fn judge(desk: &Desk, ticket: &Ticket) -> Result<(), NotYet> {
    // One decision after the other: each counts those before it.
    let _deciding = desk.deciding();
    let Some(id) = ticket.submission else { return Ok(desk.store.ticket_done(&ticket.ticket)?) };
    if let Some(submission) = desk.store.submission(id)?
        && submission.state == SubmissionState::Tip
    {
        let content = content::load(&desk.root).map_err(|_| NotYet::Content)?;
        let mut files = Files::of(&content, &submission.edition);
        let place = Place { root: &desk.root, store: &desk.store, now: desk.now() };
        let looked = Looked::of(ticket.seen.clone().unwrap_or_default(), ticket.post.as_ref());
        if let Settled::TakenBack = settle(&submission, looked, &mut files, &content.withdrawn(), place)? {
            desk.store.forget_corrections(id)?;
        }
    }
    Ok(desk.store.ticket_done(&ticket.ticket)?)
}
