//! Brings a blog's feed: from the network when it is due, from the cache when it is not or when the network fails, or
//! from a file of the site.

#![expect(clippy::disallowed_methods, reason = "feeds may be files of the site")]

use std::{fs, path::Path, time::Duration};

use jiff::Timestamp;
use url::Url;

use super::{
    failure::{Failed, of_feed},
    find::{Discovery, Start, find},
    run::{Look, Mode},
    schedule::{later, may_ask},
    web::{from_found, from_web},
    workbench::Workbench,
};
use crate::{
    feed::{self, Feed, FeedError},
    fetch::{Client, Validators},
    model::{Blog, FailureKind, FeedSource, FetchPolicy},
    store::{CachedFeed, Failure, Schedule, Store, StoreError},
};

/// How long the feed that a page names is taken for granted.
const KNOWN_FOR: Duration = Duration::from_hours(24);

/// What came of looking for a feed.
#[derive(Debug)]
pub struct Brought {
    /// Where it is: an address or a path inside the site; empty when none is known.
    pub source: String,
    /// How the look went.
    pub look: Look,
    /// The feed, from wherever it could be had.
    pub feed: Option<Feed>,
    /// Where it has moved for good.
    pub moved: Option<Url>,
    /// Whether its server usually takes long.
    pub slow: bool,
}

impl Brought {
    pub(super) fn new(source: &impl ToString, look: Look, feed: Option<Feed>) -> Self {
        Self { source: source.to_string(), look, feed, moved: None, slow: false }
    }

    fn failed(source: &impl ToString, kind: FailureKind, message: String) -> Self {
        Self::new(source, Look::Failed(Failed { kind, message }), None)
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
    /// Where feeds are read.
    pub bench: &'a Workbench,
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
        (Some(FeedSource::File(path)), _) => Ok(from_file(path, around).await),
        (Some(FeedSource::Web(url)), _) => from_web(url, around).await,
        (None, Some(home)) => discovered(home, around).await,
        (None, None) => Ok(Brought::new(&"", Look::Missing, None)),
    }
}

/// Reads a feed on the bench. A panic of a parser is this feed's failure and nobody else's.
pub(super) async fn read(
    body: Vec<u8>,
    base: Option<Url>,
    content_type: Option<String>,
    bench: &Workbench,
) -> (Vec<u8>, Result<Feed, FeedError>) {
    let done = bench.run(move || {
        let read = feed::read(&body, base.as_ref(), content_type.as_deref());
        (body, read)
    });
    let failed = || (Vec::new(), Err(FeedError::Malformed("a parser panicked over it".into())));
    done.await.unwrap_or_else(failed)
}

/// Reads the feed that a home page leads to. One that fails is looked for again, at most once a day: it may have moved.
async fn discovered(home: &Url, around: Surroundings<'_>) -> Result<Brought, StoreError> {
    let Some(known) = around.store.feed(home)? else {
        return search(home, None, around).await;
    };
    let mut brought = from_web(&known.url, around).await?;
    if matches!(brought.look, Look::Failed(_)) {
        return search(home, Some(brought), around).await;
    }
    // No file of the host's names the address: a move that is believed is simply followed.
    if let Some(to) = brought.moved.take()
        && around.client.is_some()
        && let Some(schedule) = around.store.schedule(home)?
    {
        around.store.keep_feed(home, &CachedFeed { url: to, ..known }, &schedule)?;
    }
    Ok(brought)
}

/// Searches a feed from a home page, when that is due; `instead` stands when it is not, or when nothing is found. What is
/// found is kept under the page's address.
async fn search(home: &Url, instead: Option<Brought>, around: Surroundings<'_>) -> Result<Brought, StoreError> {
    let schedule = around.store.schedule(home)?;
    let is_due = may_ask(schedule.as_ref(), None, around.mode.force, around.now);
    let Some(client) = around.client.filter(|_| is_due) else {
        let failure = schedule.and_then(|schedule| schedule.failure).map(Failed::from);
        let look = failure.map_or(Look::Unseen, Look::Failed);
        return Ok(instead.unwrap_or_else(|| Brought::new(home, look, None)));
    };
    let resting = Schedule {
        next: later(around.now, KNOWN_FOR),
        held: None,
        failures: 0,
        failure: None,
        moved: None,
        took: None,
    };
    let failed = match find(&Start::from(home.clone()), client).await.what {
        Discovery::Feed(found) => {
            let known = CachedFeed {
                url: found.url.clone(),
                base: home.clone(),
                body: Vec::new(),
                content_type: None,
                validators: Validators::default(),
                fetched: around.now,
            };
            around.store.keep_feed(home, &known, &resting)?;
            return from_found(*found, around).await;
        }
        Discovery::List(_) => {
            Failed { kind: FailureKind::NotFoundOnPage, message: "this is a list of feeds, not a blog".to_owned() }
        }
        Discovery::Nothing(nothing) => Failed::from(&nothing),
    };
    let failure = Failure { at: around.now, kind: failed.kind, message: failed.message.clone() };
    let next = later(around.now, around.policy.interval);
    around.store.set_schedule(home, &Schedule { next, failures: 1, failure: Some(failure), ..resting })?;
    Ok(instead.unwrap_or_else(|| Brought::new(home, Look::Failed(failed), None)))
}

async fn from_file(path: &str, around: Surroundings<'_>) -> Brought {
    let bytes = match read_inside(around.root, path, around.policy.max_bytes) {
        Ok(bytes) => bytes,
        Err(error) => return Brought::failed(&path, FailureKind::File, error),
    };
    match read(bytes, None, None, around.bench).await.1 {
        Ok(feed) => Brought::new(&path, Look::File, Some(feed)),
        Err(error) => Brought::failed(&path, of_feed(&error), error.to_string()),
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
