//! Takes a post in: the files a host would write by hand, and nothing else.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use url::Url;

use super::{
    admission::{CAP, Standing},
    candidate::Candidate,
    corrections,
    watched::Watched,
};
use crate::{
    content::{self, Content, EntryFile, Rewrite, WriteError},
    model::{Blog, EntryKind, Moment, Seen, SeenPost, Shortcoming, Slug, Status, Submission, SubmissionState, address},
    store::{Mover, NoStep, Step, Store, StoreError},
};

/// Why a submission was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum TakeInError {
    /// It is not at a point where it can be accepted.
    #[error("submission {id} is {}", .state.name())]
    NotNow {
        /// Its number.
        id: i64,
        /// For which edition.
        edition: Slug,
        /// How far it is.
        state: SubmissionState,
    },
    /// Nothing is known of it that a file could say.
    #[error("no post was found for submission {id}")]
    NoPost {
        /// Its number.
        id: i64,
        /// For which edition.
        edition: Slug,
    },
    /// Somebody else moved it meanwhile.
    #[error(transparent)]
    Step(#[from] NoStep),
    /// The store would not.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl TakeInError {
    /// What to do about it on the command line.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::NotNow { edition, state: SubmissionState::Tip, .. } => {
                Some(format!("`blogkermis submissions {edition} --look` reads it first"))
            }
            Self::NotNow { id, edition, .. } => {
                Some(format!("`blogkermis submissions {edition} --history {id}` says how that came"))
            }
            Self::NoPost { id, edition } => Some(format!(
                "`blogkermis submissions {edition} --receipt {id}` says what is wrong; or write the entry's file by hand"
            )),
            Self::Step(_) | Self::Store(_) | Self::Write(_) => None,
        }
    }
}

/// Where files are written and steps are remembered.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The site's folder.
    pub root: &'a Path,
    /// Its store.
    pub store: &'a Store,
    /// The present.
    pub now: Timestamp,
}

/// What has to be written to take a submission in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lacking {
    /// A blog that is new to the site.
    pub blog: Option<Blog>,
    /// An entry that no file speaks of yet.
    pub entry: Option<EntryFile>,
    /// What has to change in the entry's file, where the program wrote that a text was accepted, or the host that the post
    /// does not take part.
    pub renewed: Option<Rewrite>,
}

/// The files that a decision has to do with: those the site had, and those that were written since.
#[derive(Debug)]
pub struct Files {
    edition: Slug,
    watched: Watched,
    /// The entries' files of the edition.
    pub entries: Vec<EntryFile>,
}

impl Files {
    /// Those of an edition.
    #[must_use]
    pub fn of(content: &Content, edition: &Slug) -> Self {
        let folder = content.editions.iter().find(|folder| &folder.edition.slug == edition);
        let entries = folder.map(|folder| folder.entries.clone()).unwrap_or_default();
        Self { edition: edition.clone(), watched: Watched::of(&content.blogs), entries }
    }

    /// How things stand for the blog that a post is on.
    #[must_use]
    pub fn standing(&self, post: Option<&SeenPost>) -> Standing {
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
    #[must_use]
    pub fn free_name(&self, author: Option<&str>, title: &str) -> Slug {
        let named = author.filter(|author| Slug::from_text(author).is_some()).unwrap_or(title);
        Slug::free(named, "entry", |slug| self.entries.iter().all(|entry| &entry.slug != slug))
    }

    /// The file that speaks of a post.
    #[must_use]
    pub fn about(&self, url: &Url) -> Option<&EntryFile> {
        let key = address::key(url);
        self.entries.iter().find(|entry| entry.url.as_ref().is_some_and(|other| address::key(other) == key))
    }

    /// Writes the files of a submission and puts down that it takes part. Files that are there stay as they are. Gives
    /// what was written, relative to the site.
    ///
    /// The files come first: whoever stops in between finds them when the same decision is taken again.
    ///
    /// # Errors
    /// When it cannot be accepted, or a file or the step cannot be written.
    pub fn accept(
        &mut self,
        submission: &Submission,
        place: Place<'_>,
        by: Mover,
    ) -> Result<Vec<PathBuf>, TakeInError> {
        let lacking = self.lacking(submission, place.root)?;
        if let Some(blog) = &lacking.blog {
            content::write_blog(place.root, blog)?;
        }
        if let Some(entry) = &lacking.entry {
            content::write_entry(place.root, &self.edition, entry)?;
        }
        if let Some(renewed) = &lacking.renewed {
            renewed.carry_out(place.root)?;
        }
        let step = Step { at: place.now, by, to: SubmissionState::Accepted, why: String::new() };
        let hash = submission.seen.as_ref().and_then(|seen| Some(seen.post.as_ref()?.hash.clone()));
        // From now on this is what a later text is held against.
        let seen = submission.seen.clone().filter(|seen| seen.before.is_some() || seen.missed > 0);
        let seen = seen.map(|seen| Seen { before: None, missed: 0, ..seen });
        place.store.move_on(submission.id, &[step], seen.as_ref(), hash.as_deref())??;
        Ok(self.note(lacking))
    }

    /// Writes a new entry's file, and gives its path, relative to the site.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, entry: EntryFile, root: &Path) -> Result<Vec<PathBuf>, WriteError> {
        content::write_entry(root, &self.edition, &entry)?;
        Ok(self.note(Lacking { entry: Some(entry), ..Lacking::default() }))
    }

    /// Puts down that another text of a post was accepted, where the program put down which one was.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn renew(&self, url: &Url, hash: &str, root: &Path) -> Result<Option<PathBuf>, WriteError> {
        let Some(file) = self.about(url).filter(|file| file.approved.is_some()) else { return Ok(None) };
        let rewrite =
            content::edit_entry(root, &self.edition, &file.slug, |file| file.approved = Some(hash.to_owned()))?;
        rewrite.map(|rewrite| rewrite.carry_out(root).map(|()| rewrite.path)).transpose()
    }

    /// Counts files among those that are there, and gives their paths, relative to the site.
    pub fn note(&mut self, written: Lacking) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        if let Some(blog) = written.blog {
            paths.push(PathBuf::from(format!("content/blogs/{}.md", blog.slug)));
            self.watched.add(&blog);
        }
        if let Some(entry) = written.entry {
            paths.push(PathBuf::from(format!("content/{}/entries/{}.md", self.edition, entry.slug)));
            self.entries.push(entry);
        }
        paths.extend(written.renewed.map(|rewrite| rewrite.path));
        paths
    }

    /// What has to be written for a submission: a blog that is new, an entry that no file speaks of yet.
    ///
    /// # Errors
    /// When it cannot be accepted as it is.
    pub fn lacking(&self, submission: &Submission, root: &Path) -> Result<Lacking, TakeInError> {
        let Submission { id, edition, state, .. } = submission;
        if !state.may_become(SubmissionState::Accepted) {
            return Err(TakeInError::NotNow { id: *id, edition: edition.clone(), state: *state });
        }
        let Some(post) = submission.seen.as_ref().and_then(|seen| seen.post.as_ref()) else {
            return match self.about(&submission.address) {
                Some(file) => Ok(Lacking { renewed: self.renewed(file, submission, root)?, ..Lacking::default() }),
                None => Ok(Lacking { entry: Some(self.mini(submission)?), ..Lacking::default() }),
            };
        };
        let (known, blog) = match Candidate::of_post(post) {
            Some(candidate) => match self.watched.find(&candidate) {
                Some(known) => (Some(known.slug().clone()), None),
                None => (None, Some(new_blog(candidate, &self.watched))),
            },
            None => (None, None),
        };
        let file = self.about(&post.url);
        let lacks_feed = post.feed.is_none()
            || submission.seen.as_ref().is_some_and(|seen| seen.shortcomings.contains(&Shortcoming::NotInFeed));
        let renewed = match file {
            Some(file) => self.renewed(file, submission, root)?,
            None => None,
        };
        let owner =
            known.as_ref().and_then(|slug| self.watched.author(slug)).or(blog.as_ref().map(|blog| &*blog.author));
        let is_guest = post.author.as_deref().zip(owner).is_some_and(|(author, owner)| !is_same_name(author, owner));
        let on = known.clone().or_else(|| blog.as_ref().map(|blog| blog.slug.clone()));
        let entry = file.is_none().then(|| {
            let mut entry = EntryFile::named(self.free_name(post.author.as_deref(), &post.title));
            entry.url = Some(post.url.clone());
            entry.status = Some(Status::Accepted);
            entry.approved = Some(post.hash.clone());
            // What was accepted is what is shown: its title, and whose it is.
            entry.title = Some(post.title.clone()).filter(|title| !title.trim().is_empty());
            entry.author = post.author.clone().filter(|_| is_guest);
            // What no feed says has to stand in the file.
            if lacks_feed {
                by_hand(&mut entry, post, submission, on);
            }
            if let Some(said) = &submission.corrections {
                corrections::put(said, &mut entry);
            }
            entry
        });
        Ok(Lacking { blog, entry, renewed })
    }

    /// The change that lets a file say yes to the text as it is now: where the program put down which text was accepted, or
    /// somebody that the post does not take part. Every other file of the host's stays as it is.
    fn renewed(&self, file: &EntryFile, submission: &Submission, root: &Path) -> Result<Option<Rewrite>, WriteError> {
        let seen = submission.seen.as_ref();
        let (now, before) = (seen.and_then(|seen| seen.post.as_ref()), seen.and_then(|seen| seen.before.as_ref()));
        let was_accepted = file.status == Some(Status::Accepted);
        if file.approved.is_none() && was_accepted {
            return Ok(None);
        }
        content::edit_entry(root, &self.edition, &file.slug, |file| {
            file.status = Some(Status::Accepted);
            if file.approved.is_some() || !was_accepted {
                file.approved = now.map(|post| post.hash.clone()).or(file.approved.take());
            }
            if let (Some(now), Some(before)) = (now, before)
                && file.title.as_ref() == Some(&before.title)
            {
                file.title = Some(now.title.clone());
            }
        })
    }

    /// The file of a submission that nobody has decided about, for what the host notes of it meanwhile. It stands by itself:
    /// the blog may have no file yet.
    ///
    /// # Errors
    /// When nothing is known of the post.
    pub fn undecided(&self, submission: &Submission) -> Result<EntryFile, TakeInError> {
        let Some(post) = submission.seen.as_ref().and_then(|seen| seen.post.as_ref()) else {
            return Ok(EntryFile { status: Some(Status::Candidate), ..self.mini(submission)? });
        };
        let mut entry = EntryFile::named(self.free_name(post.author.as_deref(), &post.title));
        entry.url = Some(post.url.clone());
        entry.status = Some(Status::Candidate);
        entry.title = Some(post.title.clone()).filter(|title| !title.trim().is_empty());
        by_hand(&mut entry, post, submission, None);
        if let Some(said) = &submission.corrections {
            corrections::put(said, &mut entry);
        }
        Ok(entry)
    }

    /// A post without a blog behind it: its words came with it.
    fn mini(&self, submission: &Submission) -> Result<EntryFile, TakeInError> {
        let Submission { id, edition, received, .. } = submission;
        let (Some(text), Some(author)) = (&submission.text, &submission.author) else {
            return Err(TakeInError::NoPost { id: *id, edition: edition.clone() });
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

fn is_same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn by_hand(entry: &mut EntryFile, post: &SeenPost, submission: &Submission, blog: Option<Slug>) {
    entry.blog = blog;
    entry.author = post.author.clone().or_else(|| submission.author.clone());
    entry.published = post.published;
    entry.language.clone_from(&post.language);
}
