//! What a feed brings, and what of it fits the running edition.

use std::{cmp::Reverse, collections::BTreeMap};

use serde::Serialize;
use url::Url;

use crate::{
    extract,
    feed::Feed,
    harvest::find::{Extent, How, extent},
    inbox::look::Call,
    model::{FeedSource, Lang, Moment, Post, Reason, Status},
    text::{Document, language},
};

/// So many of the newest posts are shown.
const NEWEST: usize = 5;
/// So many posts are judged; a feed with its whole archive in it need not be read to the end to be recognised.
const MOST_JUDGED: usize = 200;

/// A feed at a glance.
#[derive(Debug)]
pub(super) struct Preview {
    pub(super) url: FeedSource,
    /// `None` for a file.
    pub(super) how: Option<How>,
    pub(super) title: String,
    /// Who writes it, as far as it says; may be empty.
    pub(super) author: String,
    /// Declared, or else by the words of the newest posts.
    pub(super) language: Option<Lang>,
    pub(super) is_declared: bool,
    pub(super) format: String,
    pub(super) count: usize,
    pub(super) extent: Extent,
    pub(super) newest: Vec<PostPreview>,
    pub(super) matches: Option<Matches>,
}

/// A post at a glance.
#[derive(Debug, Serialize)]
pub(super) struct PostPreview {
    pub(super) title: String,
    pub(super) url: Option<Url>,
    pub(super) published: Option<Moment>,
    pub(super) updated: Option<Moment>,
    /// What the machine makes of it for the running edition; `None` without an edition.
    pub(super) status: Option<Status>,
    /// The strongest evidence.
    pub(super) reason: Option<Reason>,
}

/// How many posts fit the running edition.
#[derive(Debug, Serialize)]
pub(super) struct Matches {
    pub(super) edition: String,
    pub(super) accepted: usize,
    pub(super) candidates: usize,
}

impl Preview {
    pub(super) fn of(feed: &Feed, url: FeedSource, how: Option<How>, running: Option<&Call<'_>>) -> Self {
        let mut posts: Vec<&Post> = feed.posts.iter().collect();
        posts.sort_by_key(|post| Reverse(post.published.or(post.updated).map(Moment::sort_key)));
        let documents: Vec<Document> = posts
            .iter()
            .take(MOST_JUDGED)
            .map(|post| Document::from_html(post.html(), post.language.as_ref().or(feed.language.as_ref())))
            .collect();
        let judged: Vec<_> = posts
            .iter()
            .zip(&documents)
            .map(|(post, document)| running.map(|running| extract::judge(post, document, &running.theme)))
            .collect();
        let of = |status| judged.iter().flatten().filter(|(judged, _)| *judged == status).count();
        let matches = running.map(|running| Matches {
            edition: running.edition.slug.to_string(),
            accepted: of(Status::Accepted),
            candidates: of(Status::Candidate),
        });
        let newest = posts.iter().zip(judged).take(NEWEST).map(|(post, judged)| {
            let (status, reason) = judged.map(|(status, fit)| (status, fit.reasons.into_iter().next())).unzip();
            PostPreview {
                title: post.title.clone(),
                url: post.url.clone(),
                published: post.published,
                updated: post.updated,
                status,
                reason: reason.flatten(),
            }
        });
        Self {
            url,
            how,
            title: feed.title.clone(),
            author: most_frequent_author(feed).unwrap_or_default(),
            is_declared: feed.language.is_some(),
            language: feed.language.clone().or_else(|| detected(&documents)),
            format: feed.format.clone(),
            count: feed.posts.len(),
            extent: extent(&feed.posts),
            newest: newest.collect(),
            matches,
        }
    }
}

/// The language of the newest posts, by their words.
fn detected(documents: &[Document]) -> Option<Lang> {
    let texts: Vec<&str> = documents.iter().take(NEWEST).map(|document| document.text.as_str()).collect();
    language::detect(&texts.join("\n"))
}

fn most_frequent_author(feed: &Feed) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for author in feed.posts.iter().filter_map(|post| post.authors.first()) {
        *counts.entry(&author.name).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(name, _)| name.to_owned())
}
