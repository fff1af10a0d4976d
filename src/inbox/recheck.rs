//! After a harvest: whether what was accepted still says what it said, and what stands in a roundup by now.

use std::{
    collections::{BTreeMap, HashMap},
    path::PathBuf,
};

use url::Url;

use super::{
    settle::{Change, changes, mark, says_nothing_new},
    take_in::{Files, Place, TakeInError},
};
use crate::{
    content::{Content, EditionContent},
    model::{BlogRecord, EntryRecord, Seen, SeenPost, Shortcoming, Slug, Status, Submission, SubmissionState, address},
    store::{Mover, Step},
};

/// What a harvest changed about something that was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rechecked {
    /// It says less than what was accepted: this file was told so, relative to the site.
    Renewed(PathBuf),
    /// It waits for the host again.
    Changed {
        /// The post.
        url: Url,
        /// What is otherwise.
        changes: Vec<Change>,
    },
}

/// Holds the harvest against what was accepted, edition by edition. What waits for the host again stands on the site as a
/// link until then: the entry's file says which text was accepted.
///
/// # Errors
/// When the store or an entry's file cannot be written.
pub fn recheck(
    content: &Content,
    records: &BTreeMap<Slug, BlogRecord>,
    place: Place<'_>,
) -> Result<Vec<Rechecked>, TakeInError> {
    let posts: HashMap<String, (&Slug, &EntryRecord)> = records
        .values()
        .flat_map(|record| record.entries.iter().map(move |post| (&record.blog, post)))
        .filter_map(|(blog, post)| Some((address::key(post.url.as_ref()?), (blog, post))))
        .collect();
    let mut done = Vec::new();
    for folder in &content.editions {
        let files = Files::of(content, &folder.edition.slug);
        done.extend(renewed(folder, &files, &posts, place)?);
        let is_published = folder.roundup.as_ref().is_some_and(|roundup| !roundup.draft);
        for submission in place.store.submissions(&folder.edition.slug)? {
            done.extend(one(&submission, &files, &posts, place)?);
            if is_published && submission.state == SubmissionState::Accepted {
                publish(&submission, place)?;
            }
        }
    }
    Ok(done)
}

/// The files whose post says less by now, or the same in other words of the program: a feed has an excerpt of the page that
/// was read.
fn renewed(
    folder: &EditionContent,
    files: &Files,
    posts: &HashMap<String, (&Slug, &EntryRecord)>,
    place: Place<'_>,
) -> Result<Vec<Rechecked>, TakeInError> {
    let mut done = Vec::new();
    for file in folder.entries.iter().filter(|file| file.status == Some(Status::Accepted)) {
        let (Some(url), Some(approved)) = (&file.url, &file.approved) else { continue };
        let Some((_, post)) = posts.get(&address::key(url)) else { continue };
        let now = &post.snapshot.hash;
        if now != approved && says_nothing_new(now, approved, place)? {
            done.extend(files.renew(url, now, place.root)?.map(Rechecked::Renewed));
        }
    }
    Ok(done)
}

fn one(
    submission: &Submission,
    files: &Files,
    posts: &HashMap<String, (&Slug, &EntryRecord)>,
    place: Place<'_>,
) -> Result<Option<Rechecked>, TakeInError> {
    if !matches!(submission.state, SubmissionState::Accepted | SubmissionState::Published | SubmissionState::Updated) {
        return Ok(None);
    }
    let Some(known) = &submission.seen else { return Ok(None) };
    let Some(was) = known.before.as_deref().or(known.post.as_ref()) else { return Ok(None) };
    let Some((_, post)) = posts.get(&address::key(&was.url)) else { return Ok(None) };
    let Some(reading) = post.readings.get(&submission.edition) else { return Ok(None) };
    // A page calls itself otherwise than a feed does.
    let is_from_feed = !known.shortcomings.contains(&Shortcoming::NotInFeed) && was.feed.is_some();
    let now = SeenPost {
        title: if is_from_feed { post.title.clone() } else { was.title.clone() },
        author: was.author.clone(),
        published: post.published,
        status: reading.status,
        // An excerpt has no links: whether the post still has its link to the call, a look at the page says.
        fit: was.fit.clone(),
        hash: post.snapshot.hash.clone(),
        words: post.snapshot.words,
        ..was.clone()
    };
    let latest = known.post.as_ref().map(|post| (&post.hash, &post.title));
    if submission.state == SubmissionState::Updated && latest == Some((&now.hash, &now.title)) {
        return Ok(None);
    }
    let changes = changes(submission, was, &now, files, place)?;
    if changes.is_empty() {
        return Ok(None);
    }
    let url = now.url.clone();
    let seen = Seen {
        before: Some(Box::new(was.clone())),
        post: Some(now),
        shortcomings: known.shortcomings.clone(),
        missed: 0,
    };
    mark(submission, &seen, &changes, place)?;
    Ok(Some(Rechecked::Changed { url, changes }))
}

/// What was accepted stands in a roundup that is no draft any more.
fn publish(submission: &Submission, place: Place<'_>) -> Result<(), TakeInError> {
    let step = Step { at: place.now, by: Mover::Machine, to: SubmissionState::Published, why: String::new() };
    // It may have become something else a moment ago: that stands.
    let _ = place.store.move_on(submission.id, &[step], None, None)?;
    Ok(())
}
