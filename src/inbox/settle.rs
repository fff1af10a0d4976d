//! What becomes of a submission once its address was looked at.

use std::path::PathBuf;

use super::{
    admission::{self, Doubt},
    corrections,
    take_in::{Files, Place, TakeInError},
};
use crate::{
    content::Content,
    model::{Post, Seen, SeenPost, Shortcoming, Submission, SubmissionState, Withdrawn},
    roundup::verify,
    store::{Mover, NoStep, Step, StoreError},
    text::Document,
};

/// What a look brought, with the words of the post.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Looked {
    /// What the inbox remembers of it.
    pub seen: Seen,
    /// The text of the post, whose hash is [`SeenPost::hash`]: what a host reads and approves.
    pub text: Option<String>,
}

impl Looked {
    /// What was seen, and the post that it was seen of.
    #[must_use]
    pub fn of(seen: Seen, post: Option<&Post>) -> Self {
        let text = post.map(|post| Document::from_html(post.html(), post.language.as_ref()).text);
        Self { seen, text }
    }
}

/// What was decided about a submission.
#[derive(Debug)]
pub enum Settled {
    /// It takes part; these files were written, relative to the site.
    Accepted(Vec<PathBuf>),
    /// It waits for the host, for these reasons.
    Queued(Vec<Doubt>),
    /// Its author took the post back: it stays out, and nothing of it is kept.
    TakenBack,
    /// Somebody else decided meanwhile: that stands.
    Meanwhile(NoStep),
}

/// Puts down what was seen, and what the machine makes of it.
///
/// # Errors
/// When the store or a file cannot be written.
pub fn settle(
    submission: &Submission,
    looked: Looked,
    files: &mut Files,
    withdrawn: &Withdrawn,
    place: Place<'_>,
) -> Result<Settled, TakeInError> {
    let Looked { seen, text } = with_words(looked, submission);
    let step = |to, why: &str| step(place, to, why);
    if seen.post.as_ref().is_some_and(|post| withdrawn.covers(Some(&post.url), "")) {
        let steps = [
            step(SubmissionState::Fetched, ""),
            step(SubmissionState::Checked, ""),
            step(SubmissionState::Rejected, "its author took it back"),
        ];
        // Nothing of what was seen is kept.
        place.store.move_on(submission.id, &steps, None, None)??;
        return Ok(Settled::TakenBack);
    }
    keep(&seen, text, place)?;
    let (mut state, mut doubts) = admission::decide(&seen, files.standing(seen.post.as_ref()));
    let said = submission.corrections.as_ref().map(corrections::doubts).unwrap_or_default();
    if !said.is_empty() {
        state = SubmissionState::Queued;
        doubts.extend(said);
    }
    let why = doubts.iter().map(|doubt| doubt.words()).collect::<Vec<_>>().join("; ");
    let steps =
        [step(SubmissionState::Fetched, ""), step(SubmissionState::Checked, ""), step(SubmissionState::Queued, &why)];
    if let Err(refused) = place.store.move_on(submission.id, &steps, Some(&seen), None)? {
        return Ok(Settled::Meanwhile(refused));
    }
    if state != SubmissionState::Accepted {
        return Ok(Settled::Queued(doubts));
    }
    let seen = Submission { seen: Some(seen), state: SubmissionState::Queued, ..submission.clone() };
    files.accept(&seen, place, Mover::Machine).map(Settled::Accepted)
}

/// A toot brings its own words: that its page needs scripts is no fault of its author's.
fn with_words(mut looked: Looked, submission: &Submission) -> Looked {
    if submission.text.is_some() && looked.seen.post.is_none() {
        looked.seen.shortcomings.clear();
    }
    looked
}

/// Keeps the words: what the host reads, and what a later text is held against.
fn keep(seen: &Seen, text: Option<String>, place: Place<'_>) -> Result<(), StoreError> {
    let kept = seen.post.as_ref().zip(text).map(|(post, text)| (post.hash.clone(), text));
    place.store.keep_snapshots(kept.as_slice(), place.now)
}

/// So many looks in a row find no page (404) before it counts as gone; 410 says so at once.
const MISSES: u32 = 3;

/// What a further look at a submission brought that was accepted before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Again {
    /// Nothing that the host has to see.
    Same,
    /// Something that the host has not seen: these things.
    Changed(Vec<Change>),
    /// Its page is no longer there.
    Gone,
}

/// What is otherwise than it was when it was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// There are words in it that nobody has looked at.
    Text,
    /// Its title.
    Title,
    /// Who wrote it.
    Author,
    /// It no longer links to the call.
    NoLink,
    /// No post is found at its address any more.
    NoPost,
}

impl Change {
    /// In words, for the host.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Text => "its text changed after it was accepted",
            Self::Title => "its title changed after it was accepted",
            Self::Author => "its author changed after it was accepted",
            Self::NoLink => "it no longer links to the call",
            Self::NoPost => "no post is found at its address any more",
        }
    }
}

/// Puts down a look at any submission of a site as it is now: one that takes part is held against what was accepted, about
/// another it is decided.
///
/// # Errors
/// When the store or a file cannot be written.
pub fn put_down(
    submission: &Submission,
    looked: Looked,
    content: &Content,
    place: Place<'_>,
) -> Result<(), TakeInError> {
    let mut files = Files::of(content, &submission.edition);
    if submission.state.was_accepted() {
        again(submission, looked, &files, place).map(drop)
    } else {
        settle(submission, looked, &mut files, &content.withdrawn(), place).map(drop)
    }
}

/// Holds a further look against what was accepted. Whatever is new goes back to the host: nobody lets it in a second time
/// but a person.
///
/// # Errors
/// When the store or the entry's file cannot be written.
pub fn again(submission: &Submission, looked: Looked, files: &Files, place: Place<'_>) -> Result<Again, TakeInError> {
    let Looked { seen: mut now, text } = with_words(looked, submission);
    let Some(known) = &submission.seen else { return Ok(Again::Same) };
    let missed = |status| now.shortcomings.contains(&Shortcoming::NotFound { status });
    if missed(410) || missed(404) && known.missed + 1 >= MISSES {
        let step = step(place, SubmissionState::Gone, "its page is no longer there");
        place.store.move_on(submission.id, &[step], None, None)??;
        return Ok(Again::Gone);
    }
    if missed(404) {
        let seen = Seen { missed: known.missed + 1, ..known.clone() };
        place.store.move_on(submission.id, &[], Some(&seen), None)??;
        return Ok(Again::Same);
    }
    keep(&now, text, place)?;
    let was = known.before.as_deref().or(known.post.as_ref());
    let changes = match (was, &now.post) {
        (Some(was), Some(now)) => changes(submission, was, now, files, place)?,
        (Some(_), None) => vec![Change::NoPost],
        (None, _) => Vec::new(),
    };
    if changes.is_empty() {
        if known.missed > 0 {
            place.store.move_on(submission.id, &[], Some(&Seen { missed: 0, ..known.clone() }), None)??;
        }
        return Ok(Again::Same);
    }
    now.before = was.cloned().map(Box::new);
    mark(submission, &now, &changes, place)?;
    Ok(Again::Changed(changes))
}

/// Puts down that a submission waits for the host again.
pub(super) fn mark(
    submission: &Submission,
    now: &Seen,
    changes: &[Change],
    place: Place<'_>,
) -> Result<(), TakeInError> {
    let why = changes.iter().map(|change| change.words()).collect::<Vec<_>>().join("; ");
    let step = step(place, SubmissionState::Updated, &why);
    // What waits already goes on waiting, with what there is now.
    let steps = if submission.state == SubmissionState::Updated { &[][..] } else { std::slice::from_ref(&step) };
    place.store.move_on(submission.id, steps, Some(now), None)??;
    Ok(())
}

/// What is otherwise. A text that says less than the one that was accepted is accepted with it, and the entry's file is
/// told: whoever builds the site elsewhere has no texts to compare.
pub(super) fn changes(
    submission: &Submission,
    was: &SeenPost,
    now: &SeenPost,
    files: &Files,
    place: Place<'_>,
) -> Result<Vec<Change>, TakeInError> {
    let has_link = |post: &SeenPost| post.fit.reasons.iter().any(|reason| reason.signal == "backlink");
    let mut changes = Vec::new();
    let approved = submission.approved.as_deref().unwrap_or(&was.hash);
    if now.hash != approved {
        if says_nothing_new(&now.hash, approved, place)? {
            files.renew(&now.url, &now.hash, place.root)?;
            place.store.move_on(submission.id, &[], None, Some(&now.hash))??;
        } else {
            changes.push(Change::Text);
        }
    }
    if now.title != was.title {
        changes.push(Change::Title);
    }
    if now.author != was.author {
        changes.push(Change::Author);
    }
    if has_link(was) && !has_link(now) {
        changes.push(Change::NoLink);
    }
    Ok(changes)
}

/// Whether a text says nothing that does not stand in another one. `false` where one of them is not on this machine.
pub(super) fn says_nothing_new(now: &str, approved: &str, place: Place<'_>) -> Result<bool, StoreError> {
    let texts = place.store.snapshot(now)?.zip(place.store.snapshot(approved)?);
    Ok(texts.is_some_and(|(now, approved)| verify::is_within(&now, &approved)))
}

fn step(place: Place<'_>, to: SubmissionState, why: &str) -> Step {
    Step { at: place.now, by: Mover::Machine, to, why: why.to_owned() }
}
