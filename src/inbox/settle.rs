//! What becomes of a submission once its address was looked at.

use std::path::PathBuf;

use super::{
    admission::{self, Doubt},
    corrections,
    take_in::{Files, Place, TakeInError},
};
use crate::{
    model::{Seen, Submission, SubmissionState, Withdrawn},
    store::{Mover, NoStep, Step},
};

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
    seen: Seen,
    files: &mut Files,
    withdrawn: &Withdrawn,
    place: Place<'_>,
) -> Result<Settled, TakeInError> {
    let seen = with_words(seen, submission);
    let step = |to, why: &str| Step { at: place.now, by: Mover::Machine, to, why: why.to_owned() };
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
fn with_words(mut seen: Seen, submission: &Submission) -> Seen {
    if submission.text.is_some() && seen.post.is_none() {
        seen.shortcomings.clear();
    }
    seen
}
