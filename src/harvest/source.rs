//! Brings a blog's feed: from the network when it is due, from the cache when it is not or when the network fails, or
//! from a file of the site.

#![expect(clippy::disallowed_methods, reason = "feeds may be files of the site")]

use std::{fs, panic, path::Path, time::Duration};

use jiff::Timestamp;
use url::Url;

use super::run::{Look, Mode};
use crate::{
    feed::{self, Feed},
    fetch::{Answer, Client, Fetched, Validators},
    model::{Blog, FeedSource, FetchPolicy},
    store::{CachedFeed, Schedule, Store, StoreError},
};

/// The longest a feed is left alone, whatever went wrong or its server says.
const LONGEST_PAUSE: Duration = Duration::from_hours(24);

/// What came of looking for a feed.
#[derive(Debug)]
pub struct Brought {
    /// Where it is: an address or a path inside the site; empty when none is known.
    pub source: String,
    /// How the look went.
    pub look: Look,
    /// The feed, from wherever it could be had.
    pub feed: Option<Feed>,
}

impl Brought {
    fn failed(source: &impl ToString, error: &impl ToString) -> Self {
        Self { source: source.to_string(), look: Look::Failed { error: error.to_string() }, feed: None }
    }
}

/// What a look needs besides the blog.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// The site's folder.
    pub root: &'a Path,
    /// How feeds are fetched.
    pub policy: &'a FetchPolicy,
    /// The cache.
    pub store: &'a Store,
    /// `None` when nothing may go out: then nothing is noted in the cache either.
    pub client: Option<&'a Client>,
    /// What was asked for.
    pub mode: Mode,
    /// The present.
    pub now: Timestamp,
}

/// Looks for the feed of one blog. What goes wrong with the feed is in the result.
///
/// # Errors
/// Only when the cache cannot be used.
pub async fn bring(blog: &Blog, around: Surroundings<'_>) -> Result<Brought, StoreError> {
    match (&blog.feed, &blog.url) {
        (Some(FeedSource::File(path)), _) => Ok(from_file(path, around)),
        (Some(FeedSource::Web(url)), _) => from_web(url, around).await,
        (None, Some(home)) => discovered(home, around).await,
        (None, None) => Ok(Brought { source: String::new(), look: Look::Missing, feed: None }),
    }
}

/// Reads the feed that a home page names. One that fails is looked for again, at most once a day: it may have moved.
async fn discovered(home: &Url, around: Surroundings<'_>) -> Result<Brought, StoreError> {
    let url = match discover(home, around, false).await? {
        Found::Feed(url) => url,
        Found::Nothing(error) => return Ok(Brought::failed(home, &error)),
        Found::Unseen => return Ok(Brought { source: home.to_string(), look: Look::Unseen, feed: None }),
    };
    let brought = from_web(&url, around).await?;
    let is_due = around.store.schedule(home)?.is_none_or(|schedule| schedule.next <= around.now);
    if matches!(brought.look, Look::Failed { .. })
        && (is_due || around.mode.force)
        && let Found::Feed(other) = discover(home, around, true).await?
        && other != url
    {
        return from_web(&other, around).await;
    }
    Ok(brought)
}

fn from_file(path: &str, around: Surroundings<'_>) -> Brought {
    match read_inside(around.root, path, around.policy.max_bytes) {
        Err(error) => Brought::failed(&path, &error),
        Ok(bytes) => match read_contained(&bytes, None, None) {
            Ok(feed) => Brought { source: path.to_owned(), look: Look::File, feed: Some(feed) },
            Err(error) => Brought::failed(&path, &error),
        },
    }
}

/// Reads a file of the site. A symbolic link must not lead out of it.
fn read_inside(root: &Path, path: &str, max_bytes: usize) -> Result<Vec<u8>, String> {
    let said = |error: std::io::Error| error.to_string();
    let file = root.join(path).canonicalize().map_err(said)?;
    if !file.starts_with(root.canonicalize().map_err(said)?) {
        return Err("the path leads out of the site".into());
    }
    let metadata = fs::metadata(&file).map_err(said)?;
    if !metadata.is_file() {
        return Err("it is no file".into());
    }
    let size = metadata.len();
    if usize::try_from(size).map_or(true, |size| size > max_bytes) {
        return Err(format!("the file is larger than {max_bytes} bytes"));
    }
    fs::read(&file).map_err(said)
}

async fn from_web(asked: &Url, around: Surroundings<'_>) -> Result<Brought, StoreError> {
    let Surroundings { store, mode, now, .. } = around;
    let cached = store.feed(asked)?;
    let schedule = store.schedule(asked)?;
    let last_good = |cached: Option<&CachedFeed>, look: Look| Brought {
        source: asked.to_string(),
        feed: cached.and_then(|c| read_contained(&c.body, Some(&c.base), c.content_type.as_deref()).ok()),
        look,
    };
    let Some(client) = around.client else {
        // The same words as in the run that met the failure: the record must not change for being offline.
        let look = match (schedule.and_then(|s| s.error), &cached) {
            (Some(error), _) => Look::Failed { error },
            (None, Some(_)) => Look::NotDue,
            (None, None) => Look::Unseen,
        };
        return Ok(last_good(cached.as_ref(), look));
    };
    if let Some(schedule) = &schedule
        && !mode.force
    {
        if schedule.gone {
            let look = Look::Failed { error: "its server says that it is gone for good (410)".into() };
            return Ok(last_good(cached.as_ref(), look));
        }
        // A schedule further away than any pause was made by a clock that ran ahead.
        if schedule.next > now && schedule.next <= later(now, LONGEST_PAUSE * 8) {
            let look = match &schedule.error {
                None => Look::NotDue,
                Some(error) => Look::Failed { error: error.clone() },
            };
            return Ok(last_good(cached.as_ref(), look));
        }
    }
    let (address, validators) =
        cached.as_ref().map_or((asked, Validators::default()), |c| (&c.url, c.validators.clone()));
    match client.get(address, &validators).await {
        Ok(Answer::NotModified(_)) => {
            let mut brought = last_good(cached.as_ref(), Look::NotModified);
            if cached.is_some() {
                store.confirm_feed(asked, now, later(now, around.policy.interval))?;
            } else {
                brought.look = Look::Failed { error: "the server answered 304 to a first request".into() };
            }
            Ok(brought)
        }
        Ok(Answer::Fresh(fresh)) => {
            match read_contained(&fresh.body, Some(&fresh.url), fresh.content_type.as_deref()) {
                Ok(feed) => {
                    keep(store, asked, fresh, around)?;
                    Ok(Brought { source: asked.to_string(), look: Look::Fetched, feed: Some(feed) })
                }
                Err(error) => failure(asked, cached.as_ref(), schedule.as_ref(), &error, None, around),
            }
        }
        Err(error) => {
            let retry_after = error.retry_after();
            let gone = error.status() == Some(410);
            let mut brought = failure(asked, cached.as_ref(), schedule.as_ref(), &error, retry_after, around)?;
            if gone {
                let schedule = Schedule { next: now, failures: 1, error: Some(error.to_string()), gone: true };
                store.set_schedule(asked, &schedule)?;
                brought.look = Look::Failed { error: "its server says that it is gone for good (410)".into() };
            }
            Ok(brought)
        }
    }
}

fn keep(store: &Store, asked: &Url, fresh: Fetched, around: Surroundings<'_>) -> Result<(), StoreError> {
    let pause = Duration::from_secs(fresh.max_age.unwrap_or(0))
        .clamp(around.policy.interval, LONGEST_PAUSE.max(around.policy.interval));
    let cached = CachedFeed {
        url: fresh.permanent_url,
        base: fresh.url,
        body: fresh.body,
        content_type: fresh.content_type,
        validators: fresh.validators,
        fetched: around.now,
    };
    store.keep_feed(asked, &cached, later(around.now, pause))
}

/// Notes a failure and serves the last good copy. Each failure in a row doubles the pause.
fn failure(
    asked: &Url,
    cached: Option<&CachedFeed>,
    schedule: Option<&Schedule>,
    error: &dyn std::fmt::Display,
    retry_after: Option<u64>,
    around: Surroundings<'_>,
) -> Result<Brought, StoreError> {
    let failures = schedule.map_or(0, |s| s.failures).saturating_add(1);
    let pause = around.policy.interval.saturating_mul(1 << (failures - 1).min(5)).min(LONGEST_PAUSE);
    let pause = pause.max(Duration::from_secs(retry_after.unwrap_or(0)).min(LONGEST_PAUSE * 7));
    let error = error.to_string();
    let schedule = Schedule { next: later(around.now, pause), failures, error: Some(error.clone()), gone: false };
    around.store.set_schedule(asked, &schedule)?;
    let feed = cached.and_then(|c| read_contained(&c.body, Some(&c.base), c.content_type.as_deref()).ok());
    Ok(Brought { source: asked.to_string(), look: Look::Failed { error }, feed })
}

/// What looking for a blog's feed gave.
enum Found {
    Feed(Url),
    Nothing(String),
    Unseen,
}

/// Finds the feed of a home page: the answer is kept under the page's address, and sought anew only when `again`.
async fn discover(home: &Url, around: Surroundings<'_>, again: bool) -> Result<Found, StoreError> {
    if let Some(known) = around.store.feed(home)?.filter(|_| !again) {
        return Ok(Found::Feed(known.url));
    }
    let Some(client) = around.client else {
        return Ok(Found::Unseen);
    };
    if let Some(schedule) = around.store.schedule(home)?
        && schedule.next > around.now
        && !around.mode.force
    {
        return Ok(Found::Nothing(schedule.error.unwrap_or_else(|| "no feed was found".into())));
    }
    let found = match client.get_fresh(home).await {
        Err(error) => Err(error.to_string()),
        Ok(page) => match feed::page(&page.body, Some(&page.url), page.content_type.as_deref()) {
            Err(error) => Err(error.to_string()),
            Ok(read) => read
                .feeds
                .into_iter()
                .next()
                .map(|link| (link.url, page))
                .ok_or_else(|| "the page names no feed; put its address into `feed` of the blog's file".to_owned()),
        },
    };
    match found {
        Ok((feed, page)) => {
            let known = CachedFeed {
                url: feed.clone(),
                base: page.url,
                body: Vec::new(),
                content_type: None,
                validators: Validators::default(),
                fetched: around.now,
            };
            around.store.keep_feed(home, &known, later(around.now, LONGEST_PAUSE))?;
            Ok(Found::Feed(feed))
        }
        Err(error) => {
            let next = later(around.now, around.policy.interval);
            let schedule = Schedule { next, failures: 1, error: Some(error.clone()), gone: false };
            around.store.set_schedule(home, &schedule)?;
            Ok(Found::Nothing(error))
        }
    }
}

fn later(now: Timestamp, pause: Duration) -> Timestamp {
    now.checked_add(pause).unwrap_or(Timestamp::MAX)
}

/// Reads a feed; a panic of a parser is this feed's failure and nobody else's.
fn read_contained(bytes: &[u8], base: Option<&Url>, content_type: Option<&str>) -> Result<Feed, String> {
    match panic::catch_unwind(|| feed::read(bytes, base, content_type)) {
        Ok(read) => read.map_err(|error| error.to_string()),
        Err(_) => Err("a parser panicked over it".into()),
    }
}
