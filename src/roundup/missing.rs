//! Which watched blogs brought nothing to an edition.

use super::{CollectedEdition, FeedHealth};
use crate::model::{Blog, Status};

/// A watched blog without an accepted entry.
#[derive(Clone, Debug)]
pub struct Missing<'a> {
    /// The blog.
    pub blog: &'a Blog,
    /// How its feed is doing; `None`: it was not asked yet.
    pub feed: Option<&'a FeedHealth>,
    /// How many of its posts wait for the host's decision.
    pub candidates: usize,
}

/// The blogs that an edition watches and that have no entry in it, in the order they come. A copy of somebody else's entry
/// is none of theirs.
#[must_use]
pub fn of<'a>(collected: &CollectedEdition, blogs: &'a [Blog], feeds: &'a [FeedHealth]) -> Vec<Missing<'a>> {
    let of_blog = |blog: &Blog| {
        let slug = Some(&blog.slug);
        let candidates = collected.others.iter().filter(|entry| entry.status == Status::Candidate);
        let candidates = candidates.filter(|entry| entry.blog.as_ref() == slug).count();
        (collected.entries.iter().any(|entry| entry.blog.as_ref() == slug), candidates)
    };
    let watched = blogs.iter().filter(|blog| collected.edition.watches(&blog.slug));
    watched
        .filter_map(|blog| {
            let (takes_part, candidates) = of_blog(blog);
            let feed = feeds.iter().find(|feed| feed.blog == blog.slug);
            (!takes_part).then_some(Missing { blog, feed, candidates })
        })
        .collect()
}
