//! One look at a feed on the web: whether it is due, which of its addresses is asked, what is kept of the answer.

use std::time::Duration;

use jiff::Timestamp;
use url::Url;

use super::{
    failure::Failed,
    find::FoundFeed,
    run::Look,
    schedule::{self, Rest},
    source::{Brought, Surroundings, read},
};
use crate::{
    fetch::{Answer, Client, Confirmed, FetchError, Fetched, Validators, registrable_domain},
    model::FailureKind,
    store::{CachedFeed, Failure, Move, Schedule, StoreError},
};

/// What is known of a feed before the look.
struct Known<'a> {
    /// The address in the host's file, or found for it.
    asked: &'a Url,
    cached: Option<CachedFeed>,
    schedule: Option<Schedule>,
    /// The registrable domain whose wishes count for it.
    domain: Option<String>,
}

/// Brings a feed from the web when it is due, or else from the cache.
pub(super) async fn from_web(asked: &Url, around: Surroundings<'_>) -> Result<Brought, StoreError> {
    let store = around.store;
    let known = Known {
        asked,
        cached: store.feed(asked)?,
        schedule: store.schedule(asked)?,
        domain: registrable_domain(asked),
    };
    let held = match &known.domain {
        Some(domain) => schedule::is_held(store.hold(domain)?, around.now),
        None => false,
    };
    match around.client {
        Some(client) if !held && may_ask(&known, around) => look(known, client, around).await,
        client => Ok(at_rest(known, client.is_some(), held, around).await),
    }
}

fn may_ask(known: &Known<'_>, around: Surroundings<'_>) -> bool {
    let cached = known.cached.as_ref();
    let whole = cached.filter(|cached| cached.validators == Validators::default()).map(|cached| cached.fetched);
    schedule::may_ask(known.schedule.as_ref(), whole, around.mode.force, around.now)
}

/// Keeps a feed that was just found and read on the way: it is not asked for again.
pub(super) async fn from_found(found: FoundFeed, around: Surroundings<'_>) -> Result<Brought, StoreError> {
    let FoundFeed { url: asked, feed, fetched, .. } = found;
    let Some(mut fetched) = fetched else { return from_web(&asked, around).await };
    let rest = Rest { max_age: fetched.max_age, pace: feed.pace.clone() };
    let before = around.store.schedule(&asked)?;
    let schedule = schedule::after_answer(before, &rest, fetched.took, around.policy.interval, around.now);
    let copy = copy_of(&mut fetched, asked.clone(), around.now);
    around.store.keep_feed(&asked, &copy, &schedule)?;
    Ok(Brought::new(&asked, Look::Fetched, Some(feed)))
}

/// What is kept of an answer: its body is taken out, while its leave to be in memory lasts as long as the answer.
fn copy_of(fetched: &mut Fetched, url: Url, now: Timestamp) -> CachedFeed {
    CachedFeed {
        url,
        base: fetched.url.clone(),
        body: std::mem::take(&mut fetched.body),
        content_type: fetched.content_type.clone(),
        validators: fetched.validators.clone(),
        fetched: now,
    }
}

/// The copy at hand. The words for a failure are those of the run that met it: the record must not change for being
/// offline.
async fn at_rest(known: Known<'_>, goes_out: bool, held: bool, around: Surroundings<'_>) -> Brought {
    let failure = known.schedule.as_ref().and_then(|schedule| schedule.failure.clone());
    let look = match (failure, &known.cached) {
        (Some(failure), _) => Look::Failed(failure.into()),
        (None, None) if held => {
            let message = "its server asked for patience before this feed was ever fetched".to_owned();
            Look::Failed(Failed { kind: FailureKind::Busy, message })
        }
        (None, None) if !goes_out => Look::Unseen,
        (None, _) => Look::NotDue,
    };
    serve_cached(known.asked, known.cached, known.schedule.as_ref(), look, around).await
}

/// Asks, and keeps what comes.
async fn look(known: Known<'_>, client: &Client, around: Surroundings<'_>) -> Result<Brought, StoreError> {
    let moved = known.schedule.as_ref().and_then(|schedule| schedule.moved.as_ref());
    // The old address of a feed that moved is looked at now and then, until the move is believed.
    let sighting = moved.filter(|moved| schedule::wants_sighting(moved, around.now));
    let target = moved.map_or(known.asked, |moved| &moved.to);
    let validators = known.cached.as_ref().map(|cached| cached.validators.clone()).unwrap_or_default();
    let mut answer = match sighting {
        Some(moved) => client.get_again(known.asked, &moved.to, &validators).await,
        None => client.get(target, &validators).await,
    };
    let mut asked_old = sighting.is_some() || target == known.asked;
    let mut moved = moved.cloned();
    if let (Some(of_old), Err(error)) = (sighting, &answer) {
        // The old address is no more: the feed lives where it had moved.
        let is_over = matches!(error, FetchError::Status { status: 404 | 410, .. });
        moved = Some(if is_over {
            schedule::settled(of_old.clone(), around.now)
        } else {
            Move { last: around.now, ..of_old.clone() }
        });
        answer = client.get(&of_old.to, &validators).await;
        asked_old = false;
    }
    match answer {
        Ok(Answer::NotModified(confirmed)) => {
            let to = Some(confirmed.permanent_url.clone()).filter(|url| url != known.asked);
            let moved = if asked_old { schedule::sighted(moved, to, around.now) } else { moved };
            unchanged(known, confirmed, moved, around).await
        }
        Ok(Answer::Fresh(fresh)) => {
            let to = Some(fresh.permanent_url.clone()).filter(|url| url != known.asked);
            let is_new_place = moved.as_ref().is_none_or(|moved| Some(&moved.to) != to.as_ref());
            let moved = if asked_old || is_new_place { schedule::sighted(moved, to, around.now) } else { moved };
            came(known, fresh, moved, around).await
        }
        Err(error) => {
            let retry_after = error.retry_after().map(Duration::from_secs);
            failed(known, Failed::from(&error), retry_after, around).await
        }
    }
}

/// The server says that nothing changed.
async fn unchanged(
    known: Known<'_>,
    confirmed: Confirmed,
    moved: Option<Move>,
    around: Surroundings<'_>,
) -> Result<Brought, StoreError> {
    if known.cached.is_none() {
        let message = "the server answered 304 to a first request".to_owned();
        return failed(known, Failed { kind: FailureKind::ServerError, message }, None, around).await;
    }
    let Known { asked, cached, schedule, domain } = known;
    let mut brought = serve_cached(asked, cached, schedule.as_ref(), Look::NotModified, around).await;
    let pace = brought.feed.as_ref().map(|feed| feed.pace.clone()).unwrap_or_default();
    let rest = Rest { max_age: confirmed.max_age, pace };
    let mut schedule = schedule::after_answer(schedule, &rest, confirmed.took, around.policy.interval, around.now);
    schedule.moved = moved;
    around.store.confirm_feed(asked, &confirmed.validators, around.now, &schedule)?;
    release(domain.as_deref(), around)?;
    tell(&mut brought, Some(&schedule));
    Ok(brought)
}

/// A body came: a feed is kept, anything else is a failure.
async fn came(
    known: Known<'_>,
    mut fresh: Fetched,
    moved: Option<Move>,
    around: Surroundings<'_>,
) -> Result<Brought, StoreError> {
    let Known { asked, cached, schedule, domain } = known;
    let permanent_url = fresh.permanent_url.clone();
    let mut copy = copy_of(&mut fresh, permanent_url, around.now);
    let body = std::mem::take(&mut copy.body);
    let (body, feed) = read(body, Some(copy.base.clone()), copy.content_type.clone(), around.bench).await;
    let feed = match feed {
        Ok(feed) => feed,
        Err(error) => {
            let known = Known { asked, cached, schedule, domain };
            return failed(known, Failed::from(&error), None, around).await;
        }
    };
    let rest = Rest { max_age: fresh.max_age, pace: feed.pace.clone() };
    let mut schedule = schedule::after_answer(schedule, &rest, fresh.took, around.policy.interval, around.now);
    schedule.moved = moved;
    // Many servers know no validators, or forget them: the same bytes are the same feed.
    let same = cached.is_some_and(|cached| cached.body == body && cached.base == copy.base);
    let look = if same {
        around.store.confirm_feed(asked, &copy.validators, around.now, &schedule)?;
        Look::NotModified
    } else {
        copy.body = body;
        around.store.keep_feed(asked, &copy, &schedule)?;
        Look::Fetched
    };
    release(domain.as_deref(), around)?;
    let mut brought = Brought::new(asked, look, Some(feed));
    tell(&mut brought, Some(&schedule));
    Ok(brought)
}

/// Notes a failure and serves the last good copy.
async fn failed(
    known: Known<'_>,
    failed: Failed,
    retry_after: Option<Duration>,
    around: Surroundings<'_>,
) -> Result<Brought, StoreError> {
    let Known { asked, cached, schedule, domain } = known;
    let failure = Failure { at: around.now, kind: failed.kind, message: failed.message.clone() };
    let schedule = schedule::after_failure(schedule, failure, retry_after, asked, around.policy.interval);
    around.store.set_schedule(asked, &schedule)?;
    // A server that limits us means all that is ours, not this address.
    if let (FailureKind::Busy, Some(domain)) = (failed.kind, &domain) {
        let hold = schedule::hold(around.store.hold(domain)?, retry_after, domain, around.now);
        around.store.set_hold(domain, Some(hold))?;
    }
    Ok(serve_cached(asked, cached, Some(&schedule), Look::Failed(failed), around).await)
}

/// The domain answers well: what it asked for is over.
fn release(domain: Option<&str>, around: Surroundings<'_>) -> Result<(), StoreError> {
    match domain {
        Some(domain) if around.store.hold(domain)?.is_some() => around.store.set_hold(domain, None),
        _ => Ok(()),
    }
}

async fn serve_cached(
    asked: &Url,
    cached: Option<CachedFeed>,
    schedule: Option<&Schedule>,
    look: Look,
    around: Surroundings<'_>,
) -> Brought {
    let feed = match cached {
        Some(cached) => read(cached.body, Some(cached.base), cached.content_type, around.bench).await.1.ok(),
        None => None,
    };
    let mut brought = Brought::new(asked, look, feed);
    tell(&mut brought, schedule);
    brought
}

fn tell(brought: &mut Brought, schedule: Option<&Schedule>) {
    let Some(schedule) = schedule else { return };
    brought.moved = schedule.moved.as_ref().filter(|moved| schedule::is_settled(moved)).map(|moved| moved.to.clone());
    brought.slow = schedule::is_slow(schedule);
}
