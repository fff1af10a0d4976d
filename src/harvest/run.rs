//! All blogs at once, each for itself: one bad feed harms nobody.

use std::{
    collections::{BTreeMap, HashSet},
    path::Path,
    sync::Arc,
};

use futures_util::{StreamExt, stream};
use jiff::Timestamp;

use super::{
    reading::{Read, Readers},
    records::{self, HarvestError, VERSION},
    source::{self, Brought, Surroundings},
};
use crate::{
    content::Content,
    fetch::Client,
    model::{Blog, BlogRecord, FeedRecord, FeedState, Note, Post, Slug, Status, address},
    store::Store,
};

/// What a harvest may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for by itself")]
pub struct Mode {
    /// Nothing goes out.
    pub offline: bool,
    /// Ask every feed, due or not.
    pub force: bool,
    /// Write nothing and send nothing, only say what would change.
    pub dry_run: bool,
    /// Leave the records as they are; what is fetched is remembered all the same.
    pub frozen: bool,
}

/// How the look at a feed went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// A new copy came.
    Fetched,
    /// The server says that nothing changed.
    NotModified,
    /// It was asked too recently, or nothing may go out: the copy at hand serves.
    NotDue,
    /// It is a file of the site.
    File,
    /// It could not be read; the last good copy serves if there is one.
    Failed {
        /// What went wrong.
        error: String,
    },
    /// The blog has neither a feed nor a page to find one on.
    Missing,
    /// Nothing may go out and there is no copy at hand: what the last harvest found still stands.
    Unseen,
}

/// What came of one blog.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Which.
    pub blog: Slug,
    /// Where its feed is.
    pub source: String,
    /// How the look went.
    pub look: Look,
    /// How many posts its record holds.
    pub posts: usize,
    /// Whether its record is new or changed.
    pub changed: bool,
    /// What was repaired or doubtful.
    pub notes: Vec<Note>,
}

/// What a whole harvest did.
#[derive(Clone, Debug, Default)]
pub struct Harvest {
    /// One a blog, by slug.
    pub outcomes: Vec<Outcome>,
    /// The records as they are now.
    pub records: BTreeMap<Slug, BlogRecord>,
    /// Files in `harvest/` that belong to no blog: it was renamed or taken out.
    pub orphans: Vec<String>,
}

impl Harvest {
    /// How many records changed.
    #[must_use]
    pub fn changed(&self) -> usize {
        self.outcomes.iter().filter(|o| o.changed).count()
    }

    /// The feeds that could not be read.
    pub fn failed(&self) -> impl Iterator<Item = (&Slug, &str)> {
        self.outcomes.iter().filter_map(|o| match &o.look {
            Look::Failed { error } => Some((&o.blog, error.as_str())),
            Look::Missing => Some((&o.blog, "it has neither `feed` nor `url`")),
            _ => None,
        })
    }

    /// How many posts of an edition have this status, by the machine's judgement.
    #[must_use]
    pub fn count(&self, edition: &Slug, status: Status) -> usize {
        let entries = self.records.values().flat_map(|record| &record.entries);
        entries.filter(|entry| entry.readings.get(edition).is_some_and(|r| r.status == status)).count()
    }
}

/// Looks at every feed, reads every post, writes the records that changed. `on_feed` hears of each blog when it is done.
///
/// # Errors
/// When the cache or a record cannot be read or written; never because of a feed.
pub async fn run(
    root: &Path,
    content: &Content,
    store: &Store,
    client: Option<&Client>,
    mode: Mode,
    now: Timestamp,
    on_feed: &(dyn Fn(&Outcome) + Sync),
) -> Result<Harvest, HarvestError> {
    let readers = Arc::new(Readers::new(content));
    let mut before = records::load(root, &content.blogs)?;
    let policy = &content.config.fetch;
    let around =
        Surroundings { root, policy, store, client: client.filter(|_| !mode.offline && !mode.dry_run), mode, now };
    let jobs: Vec<_> = content.blogs.iter().map(|blog| (blog, before.remove(&blog.slug))).collect();
    let mut looks = stream::iter(jobs)
        .map(|(blog, record)| {
            let readers = Arc::clone(&readers);
            async move {
                let brought = source::bring(blog, around).await?;
                let kept = store.posts(&blog.slug)?;
                Ok::<_, HarvestError>(read(blog, brought, kept, record, readers, now).await)
            }
        })
        .buffer_unordered(policy.concurrency.max(1));
    let mut harvest = Harvest { orphans: records::orphans(root, &content.blogs), ..Harvest::default() };
    while let Some(done) = looks.next().await {
        let Done { mut outcome, record, posts, snapshots } = done?;
        if !mode.dry_run {
            store.keep_posts(&record.blog, &posts)?;
            store.keep_snapshots(&snapshots, now)?;
        }
        outcome.changed = records::save(root, &record, mode.dry_run || mode.frozen)?;
        on_feed(&outcome);
        harvest.outcomes.push(outcome);
        harvest.records.insert(record.blog.clone(), record);
    }
    harvest.outcomes.sort_by(|a, b| a.blog.cmp(&b.blog));
    Ok(harvest)
}

struct Done {
    outcome: Outcome,
    record: BlogRecord,
    posts: Vec<Post>,
    snapshots: Vec<(String, String)>,
}

/// Reads a blog's posts on a thread of its own, so that a slow one holds up no download. The posts are those of the
/// feed and those that it has forgotten since: `kept`.
async fn read(
    blog: &Blog,
    brought: Brought,
    kept: Vec<Post>,
    before: Option<BlogRecord>,
    readers: Arc<Readers>,
    now: Timestamp,
) -> Done {
    let Brought { source, mut look, feed } = brought;
    let (old_feed, old_entries) = before.map_or((None, Vec::new()), |b| (Some(b.feed), b.entries));
    let (title, format) = match (&feed, &old_feed) {
        (Some(feed), _) => (feed.title.clone(), feed.format.clone()),
        (None, Some(old)) => (old.title.clone(), old.format.clone()),
        (None, None) => (String::new(), String::new()),
    };
    let unseen = look == Look::Unseen;
    if unseen && old_feed.is_none() {
        look = Look::Failed { error: "it was never fetched, and nothing is fetched with --offline".into() };
    }
    let (posts, mut notes) = feed.map_or((Vec::new(), Vec::new()), |feed| (feed.posts, feed.notes));
    let ids: HashSet<&str> = posts.iter().map(|post| post.id.as_str()).collect();
    let pages: HashSet<String> = posts.iter().filter_map(|post| post.url.as_ref()).map(address::key).collect();
    let in_feed = |post: &Post| {
        ids.contains(post.id.as_str()) || post.url.as_ref().is_some_and(|url| pages.contains(&address::key(url)))
    };
    let forgotten: Vec<Post> = kept.into_iter().filter(|post| !in_feed(post)).collect();
    let owner = blog.clone();
    let entries = old_entries.clone();
    let reading = tokio::task::spawn_blocking(move || {
        let all: Vec<Post> = posts.iter().cloned().chain(forgotten).collect();
        (readers.read(&owner, &all, entries, now), posts)
    });
    let (read, posts) = reading.await.unwrap_or_else(|_| {
        look = Look::Failed { error: "reading its posts failed".into() };
        (Read { entries: old_entries, ..Read::default() }, Vec::new())
    });
    notes.extend(read.notes);
    let state = match &look {
        Look::Failed { error } => FeedState::Failed { error: error.clone() },
        Look::Missing => FeedState::Missing,
        _ => FeedState::Ok,
    };
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
        _ => FeedRecord { source, title, format, state },
    };
    let record = BlogRecord { version: VERSION, blog: blog.slug.clone(), feed, entries: read.entries };
    Done { outcome, record, posts, snapshots: read.snapshots }
}
