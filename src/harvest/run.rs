//! All blogs at once, each for itself: one bad feed harms nobody.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use futures_util::{StreamExt, stream};
use jiff::Timestamp;
use tokio::time::Instant;

use super::{
    blog::{self, Done},
    failure::Failed,
    reading::Readers,
    records::{self, HarvestError},
    same,
    schedule::Force,
    source::Surroundings,
    summaries,
    workbench::Workbench,
};
use crate::{
    content::Content,
    fetch::Client,
    model::{Blog, BlogRecord, Note, Slug, Status},
    store::Store,
};

/// Blogs at work for every request that may be out: most of them wait for a turn at their host or for a place on the
/// bench, and one that waits for a slow host holds up nobody else.
const AT_ONCE: usize = 4;

/// What a harvest may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mode {
    /// Nothing goes out.
    pub offline: bool,
    /// Which feeds are asked though they are not due.
    pub force: Force,
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
    /// The server says that nothing changed, or sent the same again.
    NotModified,
    /// It was asked too recently, or nothing may go out: the copy at hand serves.
    NotDue,
    /// It is a file of the site.
    File,
    /// It could not be read; the last good copy serves if there is one.
    Failed(Failed),
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
    /// How many summaries the host's command still has to write: it may not run now, or failed too often.
    pub unsummarised: usize,
    /// How many feeds had to wait for the next run because this one had lasted long enough.
    pub left_over: usize,
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
            Look::Failed(failed) => Some((&o.blog, failed.message.as_str())),
            Look::Missing => Some((&o.blog, "it has neither `feed` nor `url`")),
            _ => None,
        })
    }

    /// How many posts of an edition have this status, by the machine's judgement.
    #[must_use]
    pub fn count(&self, edition: &Slug, status: Status) -> usize {
        let entries = self.records.values().flat_map(|record| &record.entries);
        let once = entries.filter(|entry| entry.same_as.is_none());
        once.filter(|entry| entry.readings.get(edition).is_some_and(|r| r.status == status)).count()
    }
}

/// Looks at every feed, reads every post, writes the records that changed. Only the feeds of `named` blogs are asked,
/// unless there are none: then all. `on_feed` hears of each blog when it is done.
///
/// # Errors
/// When the cache or a record cannot be read or written; never because of a feed.
#[expect(clippy::too_many_arguments, reason = "everything a harvest depends on, none of it hidden")]
pub async fn run(
    root: &Path,
    content: &Content,
    store: &Store,
    client: Option<&Client>,
    mode: Mode,
    named: &[Slug],
    now: Timestamp,
    on_feed: &(dyn Fn(&Outcome) + Sync),
) -> Result<Harvest, HarvestError> {
    let readers = Arc::new(Readers::new(content));
    let mut before = records::load(root, &content.blogs)?;
    let policy = &content.config.fetch;
    let bench = Workbench::default();
    let client = client.filter(|_| !mode.offline && !mode.dry_run);
    let around = Surroundings { root, policy, store, client, bench: &bench, mode, now };
    let deadline = Instant::now() + policy.run_timeout;
    let is_asked = |blog: &Blog| named.is_empty() || named.contains(&blog.slug);
    let jobs = content.blogs.iter().map(|blog| (blog, before.remove(&blog.slug)));
    // Of a blog that was never looked at, and is not now, there is nothing to say.
    let jobs: Vec<_> = jobs.filter(|(blog, record)| is_asked(blog) || record.is_some()).collect();
    let mut looks = stream::iter(jobs)
        .map(|(blog, record)| {
            let readers = Arc::clone(&readers);
            let around = Surroundings { client: client.filter(|_| is_asked(blog)), ..around };
            // Many of these wait at once, and each is large.
            Box::pin(blog::harvest(blog, record, readers, around, deadline))
        })
        .buffer_unordered(policy.concurrency.saturating_mul(AT_ONCE).max(1));
    let mut harvest = Harvest { orphans: records::orphans(root, &content.blogs), ..Harvest::default() };
    let (mut candidates, mut asks) = (BTreeMap::new(), Vec::new());
    while let Some(done) = looks.next().await {
        let Done { outcome, record, candidates: own, asks: to_summarise, in_time } = done?;
        on_feed(&outcome);
        harvest.left_over += usize::from(!in_time);
        candidates.insert(record.blog.clone(), own);
        asks.extend(to_summarise.into_iter().map(|ask| (record.blog.clone(), ask)));
        harvest.outcomes.push(outcome);
        harvest.records.insert(record.blog.clone(), record);
    }
    harvest.outcomes.sort_by(|a, b| a.blog.cmp(&b.blog));
    same::mark(&mut harvest.records, &candidates, &content.blogs);
    if let Some(summariser) = &content.config.summariser {
        let may_run = !mode.offline && !mode.dry_run && !mode.frozen;
        summaries::write(asks, summariser, root, may_run, &bench, &mut harvest).await;
    }
    for outcome in &mut harvest.outcomes {
        if let Some(record) = harvest.records.get(&outcome.blog) {
            outcome.changed = records::save(root, record, mode.dry_run || mode.frozen)?;
        }
    }
    Ok(harvest)
}
