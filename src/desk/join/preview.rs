//! The card as it will look: the post goes the way of all posts, alone, in memory, as if the host had just said yes.

use std::collections::BTreeMap;

use tera::Value;

use crate::{
    content::{Content, EditionContent, EntryFile},
    desk::{Desk, Loaded},
    harvest::{full_text::Gathered, reading::Readers},
    inbox::take_in::{Files, Lacking},
    model::{
        Blog, BlogRecord, Edition, FeedRecord, FeedState, PagePolicy, Route, Shortcoming, Slug, Status, Submission,
        SubmissionState,
    },
    roundup::{self, Sources},
    store::Ticket,
};

/// The card of what was found; `None` where the post is not at hand, or nothing of it could be shown.
pub(super) fn card(desk: &Desk, loaded: &Loaded, ticket: &Ticket, edition: &Edition, lang: &str) -> Option<Value> {
    let (post, seen, now) = (ticket.post.clone()?, ticket.seen.clone()?, desk.now());
    let submission = Submission {
        id: 0,
        edition: edition.slug.clone(),
        address: ticket.address.clone(),
        route: Route::Form,
        received: now,
        author: None,
        text: None,
        state: SubmissionState::Queued,
        approved: None,
        corrections: None,
        seen: Some(seen.clone()),
    };
    let lacking = Files::of(&loaded.content, &edition.slug).lacking(&submission, &desk.root).ok()?;
    let Lacking { blog, entry, .. } = lacking;
    let blog = blog.or_else(|| stand_in(&submission))?;
    let mut entry = entry.unwrap_or_else(|| EntryFile::named(blog.slug.clone()));
    entry.url.clone_from(&post.url);
    entry.status = Some(Status::Accepted);
    (entry.blog, entry.approved) = (None, None);
    let alone = EditionContent {
        edition: Edition { blogs: None, ..edition.clone() },
        roundup: None,
        translations: BTreeMap::new(),
        entries: vec![entry],
    };
    let content = Content {
        config: loaded.content.config.clone(),
        home: None,
        pages: Vec::new(),
        blogs: vec![blog.clone()],
        editions: vec![alone],
    };
    let snippet = !seen.shortcomings.contains(&Shortcoming::NoQuoting);
    let gathered = Gathered { policy: PagePolicy { snippet, ..PagePolicy::default() }, ..Gathered::from(post) };
    let read = Readers::new(&content).read(&blog, &[gathered], Vec::new(), now);
    let texts: BTreeMap<String, String> = read.snapshots.into_iter().collect();
    let feed = FeedRecord {
        source: ticket.address.to_string(),
        title: blog.title.clone(),
        format: String::new(),
        state: FeedState::Ok,
        fault: None,
        moved: None,
        slow: false,
        taken_over: None,
    };
    let record = BlogRecord { version: 1, blog: blog.slug.clone(), feed, entries: read.entries };
    let sources = Sources {
        content: &content,
        records: &BTreeMap::from([(blog.slug, record)]),
        snapshot: &|hash| texts.get(hash).cloned(),
        now,
        for_publication: true,
    };
    let series = roundup::collect(&sources).ok()?;
    loaded.pages.entry(content.clone(), series, lang)
}

/// A blog for a post that stands on none that could be watched, or on one that is watched already.
fn stand_in(submission: &Submission) -> Option<Blog> {
    let post = submission.seen.as_ref()?.post.as_ref()?;
    Some(Blog {
        slug: Slug::new("blog").ok()?,
        title: post.blog.clone(),
        author: post.author.clone().unwrap_or_default(),
        url: post.home.clone(),
        feed: None,
        language: None,
        bio: String::new(),
    })
}
