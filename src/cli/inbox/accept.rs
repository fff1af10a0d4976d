//! Takes a post in: the files a host would write by hand, and nothing else.

use url::Url;

use super::super::{
    Failure,
    add::{Candidate, Watched},
    args::Global,
    report::Report,
    site::Opened,
};
use crate::{
    content::{self, EntryFile},
    inbox::admission::{CAP, Standing},
    model::{Blog, EntryKind, Moment, SeenPost, Shortcoming, Slug, Status, Submission, SubmissionState, address},
    store::{Mover, Step},
};

/// The files that a decision has to do with: those the site had, and those this run has written.
pub(super) struct Files {
    watched: Watched,
    pub(super) entries: Vec<EntryFile>,
}

impl Files {
    /// Those of an edition.
    pub(super) fn of(opened: &Opened, edition: &Slug) -> Self {
        let folder = opened.content.editions.iter().find(|folder| &folder.edition.slug == edition);
        let entries = folder.map(|folder| folder.entries.clone()).unwrap_or_default();
        Self { watched: Watched::of(&opened.content.blogs), entries }
    }

    /// How things stand for the blog that a post is on.
    pub(super) fn standing(&self, post: Option<&SeenPost>) -> Standing {
        let candidate = post.and_then(Candidate::of_post);
        let is_known = candidate.is_some_and(|candidate| self.watched.find(&candidate).is_some());
        let is_another = |url: &Url, post: &SeenPost| url.host_str() == post.url.host_str() && *url != post.url;
        let counts = |entry: &&EntryFile| {
            let url = entry.url.as_ref().filter(|_| entry.status == Some(Status::Accepted));
            url.zip(post).is_some_and(|(url, post)| is_another(url, post))
        };
        Standing { is_known, entries: self.entries.iter().filter(counts).count(), cap: CAP }
    }

    /// A file's name after the author, or the title, that nobody has.
    pub(super) fn free_name(&self, author: Option<&str>, title: &str) -> Slug {
        let named = author.filter(|author| Slug::from_text(author).is_some()).unwrap_or(title);
        Slug::free(named, "entry", |slug| self.entries.iter().all(|entry| &entry.slug != slug))
    }

    /// Writes the files of a submission and puts down that it takes part. Files that are there stay as they are.
    pub(super) fn accept(
        &mut self,
        submission: &Submission,
        opened: &Opened,
        by: Mover,
        global: &Global,
        report: &Report,
    ) -> Result<(), Failure> {
        let (blog, entry) = self.lacking(submission)?;
        let would = if global.dry_run { "would write" } else { "wrote" };
        if let Some(blog) = blog {
            if !global.dry_run {
                content::write_blog(&opened.root, &blog).map_err(Failure::data)?;
            }
            report.say(format!("{would} content/blogs/{}.md", blog.slug));
            self.watched.add(&blog);
        }
        if let Some(entry) = entry {
            self.write(entry, &submission.edition, opened, global, report)?;
        }
        if !global.dry_run {
            let step = Step { at: opened.now, by, to: SubmissionState::Accepted, why: String::new() };
            let hash = submission.seen.as_ref().and_then(|seen| Some(seen.post.as_ref()?.hash.clone()));
            let moved = opened.store.move_on(submission.id, &[step], None, hash.as_deref()).map_err(Failure::data)?;
            moved.map_err(Failure::usage)?;
        }
        Ok(())
    }

    /// Writes a new entry's file.
    pub(super) fn write(
        &mut self,
        entry: EntryFile,
        edition: &Slug,
        opened: &Opened,
        global: &Global,
        report: &Report,
    ) -> Result<(), Failure> {
        if !global.dry_run {
            content::write_entry(&opened.root, edition, &entry).map_err(Failure::data)?;
        }
        let would = if global.dry_run { "would write" } else { "wrote" };
        report.say(format!("{would} content/{edition}/entries/{}.md", entry.slug));
        self.entries.push(entry);
        Ok(())
    }

    /// What has to be written for a submission: a blog that is new, an entry that no file speaks of yet.
    fn lacking(&self, submission: &Submission) -> Result<(Option<Blog>, Option<EntryFile>), Failure> {
        let Submission { id, edition, state, .. } = submission;
        if !state.may_become(SubmissionState::Accepted) {
            let help = match state {
                SubmissionState::Tip => format!("`blogkermis submissions {edition} --look` reads it first"),
                _ => format!("`blogkermis submissions {edition} --history {id}` says how that came"),
            };
            return Err(Failure::usage(format!("submission {id} is {}", state.name())).help(help));
        }
        let Some(post) = submission.seen.as_ref().and_then(|seen| seen.post.as_ref()) else {
            return Ok((None, Some(self.mini(submission)?)));
        };
        let (known, blog) = match Candidate::of_post(post) {
            Some(candidate) => match self.watched.find(&candidate) {
                Some(known) => (Some(known.slug().clone()), None),
                None => (None, Some(new_blog(candidate, &self.watched))),
            },
            None => (None, None),
        };
        let is_known = self
            .entries
            .iter()
            .any(|entry| entry.url.as_ref().is_some_and(|url| address::key(url) == address::key(&post.url)));
        let lacks_feed = post.feed.is_none()
            || submission.seen.as_ref().is_some_and(|seen| seen.shortcomings.contains(&Shortcoming::NotInFeed));
        let on = known.or_else(|| blog.as_ref().map(|blog| blog.slug.clone()));
        let entry = (!is_known).then(|| {
            let mut entry = EntryFile::named(self.free_name(post.author.as_deref(), &post.title));
            entry.url = Some(post.url.clone());
            entry.status = Some(Status::Accepted);
            // What no feed says has to stand in the file.
            if lacks_feed {
                by_hand(&mut entry, post, submission, on);
            }
            entry
        });
        Ok((blog, entry))
    }

    /// A post without a blog behind it: its words came with it.
    fn mini(&self, submission: &Submission) -> Result<EntryFile, Failure> {
        let Submission { id, edition, received, .. } = submission;
        let (Some(text), Some(author)) = (&submission.text, &submission.author) else {
            return Err(Failure::data(format!("no post was found for submission {id}")).help(format!(
                "`blogkermis submissions {edition} --receipt {id}` says what is wrong; or write the entry's file by hand"
            )));
        };
        Ok(EntryFile {
            url: Some(submission.address.clone()),
            status: Some(Status::Accepted),
            kind: Some(EntryKind::Mini),
            author: Some(author.clone()),
            text: Some(text.clone()),
            published: Some(Moment::utc(received.round(jiff::Unit::Second).unwrap_or(*received))),
            ..EntryFile::named(self.free_name(Some(author), ""))
        })
    }
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
