//! What the machine may let in by itself, and what the host has to look at.

use crate::model::{Seen, Status, SubmissionState};

/// How things stand for the author of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whether an entry of this blog was accepted before, in this edition or an earlier one.
    pub is_known: bool,
    /// How many entries of this blog the edition has already.
    pub entries: usize,
    /// How many of one blog come in without the host.
    pub cap: usize,
}

/// How many entries of one blog come in by themselves.
pub const CAP: usize = 2;

/// Why a submission waits for the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// No post was found.
    NoPost,
    /// It does not link to the call.
    NoLink,
    /// Nobody knows when it appeared, or it was not in the days of the edition.
    Window,
    /// The theme is too faint.
    Theme,
    /// This blog was never accepted before.
    NewBlog,
    /// The blog has as many entries as come in by themselves.
    Cap,
    /// Nobody knows who wrote it.
    NoAuthor,
    /// It may not be read by everybody, or not quoted.
    Closed,
    /// Whoever sent it gives another name than its page does.
    OtherName,
    /// Whoever sent it gives another title or language than its page does.
    Corrected,
}

impl Doubt {
    const ALL: [Self; 10] = [
        Self::NoPost,
        Self::NoLink,
        Self::Window,
        Self::Theme,
        Self::NewBlog,
        Self::Cap,
        Self::NoAuthor,
        Self::Closed,
        Self::OtherName,
        Self::Corrected,
    ];

    /// The doubt that [`Self::words`] put so.
    #[must_use]
    pub fn of_words(words: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|doubt| doubt.words() == words)
    }

    /// Its name among the messages of the desk.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NoPost => "no-post",
            Self::NoLink => "no-link",
            Self::Window => "window",
            Self::Theme => "theme",
            Self::NewBlog => "new-blog",
            Self::Cap => "cap",
            Self::NoAuthor => "no-author",
            Self::Closed => "closed",
            Self::OtherName => "other-name",
            Self::Corrected => "corrected",
        }
    }

    /// In words, for the host.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NoPost => "no post was found at the address",
            Self::NoLink => "it does not link to the call",
            Self::Window => "it is undated, or not from the days of the edition",
            Self::Theme => "the theme is faint in it",
            Self::NewBlog => "nothing of this blog was accepted before",
            Self::Cap => "the blog has its share of entries already",
            Self::NoAuthor => "nobody knows who wrote it",
            Self::Closed => "it is not open to everybody, or not to be quoted",
            Self::OtherName => "whoever sent it gives another name than its page does",
            Self::Corrected => "whoever sent it gives another title or language than its page does",
        }
    }
}

/// Whether a submission comes in by itself: only with nothing against it. Everything else waits for the host, with its
/// reasons; the machine turns nobody away.
#[must_use]
pub fn decide(seen: &Seen, standing: Standing) -> (SubmissionState, Vec<Doubt>) {
    use crate::model::Shortcoming::{Closed, NoAuthor, NoQuoting, OutsideWindow, Undated};
    let mut doubts = Vec::new();
    let lacks = |wanted: &crate::model::Shortcoming| seen.shortcomings.contains(wanted);
    if let Some(post) = &seen.post {
        if !post.fit.reasons.iter().any(|reason| reason.signal == "backlink") {
            doubts.push(Doubt::NoLink);
        }
        if lacks(&Undated) || lacks(&OutsideWindow) {
            doubts.push(Doubt::Window);
        }
        if post.status != Status::Accepted {
            doubts.push(Doubt::Theme);
        }
        if lacks(&NoAuthor) {
            doubts.push(Doubt::NoAuthor);
        }
    } else {
        doubts.push(Doubt::NoPost);
    }
    if lacks(&Closed) || lacks(&NoQuoting) {
        doubts.push(Doubt::Closed);
    }
    if !standing.is_known {
        doubts.push(Doubt::NewBlog);
    }
    if standing.entries >= standing.cap {
        doubts.push(Doubt::Cap);
    }
    (if doubts.is_empty() { SubmissionState::Accepted } else { SubmissionState::Queued }, doubts)
}
