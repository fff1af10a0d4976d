//! Takes a post in: the files a host would write by hand, and nothing else.

use std::collections::HashSet;

use super::super::{
    Failure,
    add::{Candidate, Watched},
    args::Global,
    report::Report,
    site::Opened,
};
use crate::{
    content::{self, EntryFile},
    model::{Blog, EntryKind, Moment, SeenPost, Shortcoming, Slug, Status, Submission, SubmissionState, address},
    store::{Mover, Step},
};

/// Writes the files of a submission and puts down that it takes part. Files that are there stay as they are.
pub(super) fn accept(
    submission: &Submission,
    opened: &Opened,
    by: Mover,
    global: &Global,
    report: &Report,
) -> Result<(), Failure> {
    let files = files(submission, opened)?;
    let would = if global.dry_run { "would write" } else { "wrote" };
    let path = |file: &str| format!("content/{file}.md");
    if let Some(blog) = &files.blog {
        if !global.dry_run {
            content::write_blog(&opened.root, blog).map_err(Failure::data)?;
        }
        report.say(format!("{would} {}", path(&format!("blogs/{}", blog.slug))));
    }
    if let Some(entry) = &files.entry {
        if !global.dry_run {
            content::write_entry(&opened.root, &submission.edition, entry).map_err(Failure::data)?;
        }
        report.say(format!("{would} {}", path(&format!("{}/entries/{}", submission.edition, entry.slug))));
    }
    if !global.dry_run {
        let step = Step { at: opened.now, by, to: SubmissionState::Accepted, why: String::new() };
        let hash = submission.seen.as_ref().and_then(|seen| Some(seen.post.as_ref()?.hash.clone()));
        opened
            .store
            .move_on(submission.id, &[step], None, hash.as_deref())
            .map_err(Failure::data)?
            .map_err(Failure::usage)?;
    }
    Ok(())
}

/// What is written for a submission; nothing that is there already.
struct Files {
    blog: Option<Blog>,
    entry: Option<EntryFile>,
}

fn files(submission: &Submission, opened: &Opened) -> Result<Files, Failure> {
    if !submission.state.may_become(SubmissionState::Accepted) {
        let help = match submission.state {
            SubmissionState::Tip => format!("`blogkermis submissions {} --look` reads it first", submission.edition),
            _ => format!(
                "`blogkermis submissions {} --history {}` says how that came",
                submission.edition, submission.id
            ),
        };
        return Err(Failure::usage(format!("submission {} is {}", submission.id, submission.state.name())).help(help));
    }
    let folder = opened.content.editions.iter().find(|folder| folder.edition.slug == submission.edition);
    let entries = folder.map(|folder| &folder.entries[..]).unwrap_or_default();
    let Some(post) = submission.seen.as_ref().and_then(|seen| seen.post.as_ref()) else {
        return mini(submission, entries);
    };
    let watched = Watched::of(&opened.content.blogs);
    let (known, blog) = match Candidate::of_post(post) {
        Some(candidate) => match watched.find(&candidate) {
            Some(known) => (Some(known.slug().clone()), None),
            None => (None, Some(new_blog(candidate, &watched))),
        },
        None => (None, None),
    };
    let is_known =
        entries.iter().any(|entry| entry.url.as_ref().is_some_and(|url| address::key(url) == address::key(&post.url)));
    let lacks_feed = post.feed.is_none()
        || submission.seen.as_ref().is_some_and(|seen| seen.shortcomings.contains(&Shortcoming::NotInFeed));
    let on = known.or_else(|| blog.as_ref().map(|blog| blog.slug.clone()));
    let entry = (!is_known).then(|| {
        let mut entry = EntryFile::named(free_name(entries, post.author.as_deref(), &post.title));
        entry.url = Some(post.url.clone());
        entry.status = Some(Status::Accepted);
        // What no feed says has to stand in the file.
        if lacks_feed {
            by_hand(&mut entry, post, submission, on);
        }
        entry
    });
    Ok(Files { blog, entry })
}

fn new_blog(candidate: Candidate, watched: &Watched) -> Blog {
    let mut blog = candidate.into_blog(&watched.taken);
    if blog.author.trim().is_empty() {
        blog.author.clone_from(&blog.title);
    }
    blog
}

fn by_hand(entry: &mut EntryFile, post: &SeenPost, submission: &Submission, blog: Option<Slug>) {
    entry.blog = blog;
    entry.title = Some(post.title.clone()).filter(|title| !title.trim().is_empty());
    entry.author = post.author.clone().or_else(|| submission.author.clone());
    entry.published = post.published;
    entry.language.clone_from(&post.language);
}

/// A post without a blog behind it: its words came with it.
fn mini(submission: &Submission, entries: &[EntryFile]) -> Result<Files, Failure> {
    let (Some(text), Some(author)) = (&submission.text, &submission.author) else {
        return Err(Failure::data(format!("no post was found for submission {}", submission.id)).help(format!(
            "`blogkermis submissions {} --receipt {}` says what is wrong; or write the entry's file by hand",
            submission.edition, submission.id
        )));
    };
    let mut entry = EntryFile::named(free_name(entries, Some(author), ""));
    entry.url = Some(submission.address.clone());
    entry.status = Some(Status::Accepted);
    entry.kind = Some(EntryKind::Mini);
    entry.author = Some(author.clone());
    entry.text = Some(text.clone());
    entry.published = Some(Moment::utc(submission.received.round(jiff::Unit::Second).unwrap_or(submission.received)));
    Ok(Files { blog: None, entry: Some(entry) })
}

/// A file's name after the author, or the title, that nobody has.
pub(super) fn free_name(entries: &[EntryFile], author: Option<&str>, title: &str) -> Slug {
    let taken: HashSet<&str> = entries.iter().map(|entry| entry.slug.as_str()).collect();
    let named = author.filter(|author| Slug::from_text(author).is_some()).unwrap_or(title);
    Slug::free(named, "entry", |slug| !taken.contains(slug.as_str()))
}
