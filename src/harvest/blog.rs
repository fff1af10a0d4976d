//! One blog, from its feed to its record.

use std::{collections::HashSet, sync::Arc};

use jiff::{Timestamp, Unit};
use tokio::time::{Instant, timeout_at};
use url::Url;

use super::{
    failure::Failed,
    full_text,
    reading::{Read, Readers},
    reconcile::reconcile,
    records::{HarvestError, VERSION},
    run::{Look, Outcome},
    same::Candidate,
    schedule::Force,
    source::{self, Brought, Surroundings},
    summaries::Ask,
    takeover::taken_over,
};
use crate::{
    feed::{Feed, doubtful_dates},
    model::{
        Blog, BlogRecord, FailureKind, Fault, FeedRecord, FeedSource, FeedState, Moment, Post, TakenOver, address,
        record::entry_id,
    },
};

/// What came of one blog, for the run and for the disk.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) outcome: Outcome,
    pub(super) record: BlogRecord,
    pub(super) candidates: Vec<Candidate>,
    pub(super) asks: Vec<Ask>,
    /// Whether it was looked at before the run's time was up.
    pub(super) in_time: bool,
}

/// Looks at the blog's feed and reads its posts: those of the feed and those that it has forgotten since.
pub(super) async fn harvest(
    blog: &Blog,
    before: Option<BlogRecord>,
    readers: Arc<Readers>,
    around: Surroundings<'_>,
    deadline: Instant,
) -> Result<Done, HarvestError> {
    let looked = timeout_at(deadline, source::bring(blog, around)).await;
    let in_time = looked.is_ok();
    let around = if in_time { around } else { Surroundings { client: None, ..around } };
    let brought = match looked {
        Ok(brought) => brought?,
        Err(_) => source::bring(blog, around).await?,
    };
    let Brought { source, mut look, feed, moved, slow } = brought;
    let is_withdrawn = |url: Option<&Url>, id: &str| readers.withdrawn().covers(url, &entry_id(&blog.slug, id));
    let (old_feed, mut old_entries) = before.map_or((None, Vec::new()), |before| (Some(before.feed), before.entries));
    old_entries.retain(|entry| !is_withdrawn(entry.url.as_ref(), &entry.id));
    let unseen = look == Look::Unseen;
    if unseen && old_feed.is_none() {
        let why = if in_time { "nothing is fetched with --offline" } else { "the run had lasted long enough" };
        let message = format!("it was never fetched, and {why}");
        look = Look::Failed(Failed { kind: FailureKind::Other, message });
    }
    let mut kept = around.store.posts(&blog.slug)?;
    kept.retain(|post| !is_withdrawn(post.url.as_ref(), &post.id));
    let about = About::new(feed.as_ref(), &kept, old_feed.as_ref(), around);
    let (mut posts, mut notes) = feed.map_or((Vec::new(), Vec::new()), |feed| (feed.posts, feed.notes));
    posts.retain(|post| !is_withdrawn(post.url.as_ref(), &post.id));
    notes.extend(doubtful_dates(&posts, around.now));
    reconcile(&mut posts, &kept);
    if !around.mode.dry_run {
        around.store.keep_posts(&blog.slug, &posts)?;
    }
    let forgotten = forgotten(kept, &posts);
    // A file of the site is the host's own affair: nothing goes out for it.
    let client = around.client.filter(|_| !matches!(blog.feed, Some(FeedSource::File(_))));
    let all: Arc<Vec<Post>> = Arc::new(posts.into_iter().chain(forgotten).collect());
    let (owner, looked_at, theirs) = (blog.clone(), Arc::clone(&all), Arc::clone(&readers));
    let short = around.bench.run(move || full_text::stopping_short(&owner, &looked_at, &theirs)).await;
    let short = short.unwrap_or_default();
    if let Some(client) = client {
        let posts = short.iter().map(|place| &all[*place]);
        // What is not there when the time is up is asked for the next time.
        if let Ok(asked) = timeout_at(deadline, full_text::ask_for_pages(posts, client, around, &mut notes)).await {
            asked?;
        }
    }
    let pages = full_text::at_hand(&all, &short, around.store)?;
    let (owner, entries, now) = (blog.clone(), old_entries.clone(), around.now);
    let read = around.bench.run(move || {
        let mut notes = Vec::new();
        let gathered = full_text::complete(Arc::unwrap_or_clone(all), pages, &mut notes);
        let mut read = readers.read(&owner, &gathered, entries, now);
        read.notes.splice(0..0, notes);
        read
    });
    let read = read.await.unwrap_or_else(|| {
        let message = "reading its posts failed".to_owned();
        look = Look::Failed(Failed { kind: FailureKind::Other, message });
        Read { entries: old_entries, ..Read::default() }
    });
    if !around.mode.dry_run {
        around.store.keep_snapshots(&read.snapshots, around.now)?;
    }
    notes.extend(read.notes);
    let state = state_of(&look, old_feed.as_ref(), around.now);
    let outcome = Outcome {
        blog: blog.slug.clone(),
        source: source.clone(),
        look,
        posts: read.entries.len(),
        changed: false,
        notes,
    };
    let feed = match old_feed {
        Some(old) if unseen => old,
        _ => FeedRecord {
            source,
            title: about.title,
            format: about.format,
            state,
            fault: about.fault,
            moved,
            slow,
            taken_over: about.taken_over,
        },
    };
    let record = BlogRecord { version: VERSION, blog: blog.slug.clone(), feed, entries: read.entries };
    Ok(Done { outcome, record, candidates: read.candidates, asks: read.asks, in_time })
}

/// What the feed says of itself, or said the last time.
struct About {
    title: String,
    format: String,
    fault: Option<Fault>,
    taken_over: Option<TakenOver>,
}

impl About {
    fn new(feed: Option<&Feed>, kept: &[Post], old: Option<&FeedRecord>, around: Surroundings<'_>) -> Self {
        let before = old.map(|old| (old.title.clone(), old.format.clone())).unwrap_or_default();
        let Some(feed) = feed else {
            let (fault, taken_over) = old.map(|old| (old.fault.clone(), old.taken_over.clone())).unwrap_or_default();
            return Self { title: before.0, format: before.1, fault, taken_over };
        };
        // Once noticed it stays noticed, until the old title is back or the host says that it is right.
        let known = old.and_then(|old| old.taken_over.clone()).filter(|known| known.title == feed.title);
        let taken_over = match around.mode.force {
            Force::Named if around.client.is_some() => None,
            _ => known.or_else(|| taken_over(&before.0, kept, feed)),
        };
        Self { title: feed.title.clone(), format: feed.format.clone(), fault: feed.fault.clone(), taken_over }
    }
}

/// The posts that a feed no longer holds.
fn forgotten(kept: Vec<Post>, posts: &[Post]) -> Vec<Post> {
    let ids: HashSet<&str> = posts.iter().map(|post| post.id.as_str()).collect();
    let pages: HashSet<String> = posts.iter().filter_map(|post| post.url.as_ref()).map(address::key).collect();
    let in_feed = |post: &Post| {
        ids.contains(post.id.as_str()) || post.url.as_ref().is_some_and(|url| pages.contains(&address::key(url)))
    };
    kept.into_iter().filter(|post| !in_feed(post)).collect()
}

fn state_of(look: &Look, old: Option<&FeedRecord>, now: Timestamp) -> FeedState {
    match look {
        Look::Failed(Failed { kind, message }) => {
            let since = match old.map(|old| &old.state) {
                Some(FeedState::Failed { since: Some(since), .. }) => *since,
                _ => Moment::utc(now.round(Unit::Second).unwrap_or(now)),
            };
            FeedState::Failed { error: message.clone(), kind: *kind, since: Some(since) }
        }
        Look::Missing => FeedState::Missing,
        _ => FeedState::Ok,
    }
}
