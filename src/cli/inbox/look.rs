//! Sees what stands behind addresses, one after the other, and moves each submission on.

use super::{
    super::{Failure, args::Global, fetch, report::Report, site::Opened},
    accept::Files,
    show,
};
use crate::{
    harvest::workbench::Workbench,
    inbox::{
        admission,
        look::{Call, Look, look},
    },
    model::{Seen, Submission, SubmissionState},
    store::{Mover, Step},
};

/// Looks at each of them and decides what the machine may decide.
pub(super) fn at(
    due: &[Submission],
    files: &mut Files,
    opened: &Opened,
    call: &Call<'_>,
    global: &Global,
    report: &Report,
) -> Result<(), Failure> {
    if due.is_empty() {
        return Ok(());
    }
    if global.offline {
        return Err(Failure::usage("an address cannot be looked at with --offline"));
    }
    let runtime = fetch::runtime()?;
    let client = fetch::client(&opened.content.config.fetch, report)?;
    let bench = Workbench::default();
    let bar = report.progress(due.len());
    for submission in due {
        bar.set_message(submission.address.to_string());
        match runtime.block_on(look(&submission.address, call, &client, &bench, opened.now)) {
            Look::Seen(seen) => settle(submission, &with_words(*seen, submission), files, opened, global, report)?,
            Look::Later(lack) => {
                let said = show::in_words(&[lack], submission, opened, call).concat();
                report.warn(format!("{}: {said}", submission.address));
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(())
}

/// A toot brings its own words: that its page needs scripts is no fault of its author's.
fn with_words(mut seen: Seen, submission: &Submission) -> Seen {
    if submission.text.is_some() && seen.post.is_none() {
        seen.shortcomings.clear();
    }
    seen
}

/// Puts down what was seen, and what the machine makes of it.
fn settle(
    submission: &Submission,
    seen: &Seen,
    files: &mut Files,
    opened: &Opened,
    global: &Global,
    report: &Report,
) -> Result<(), Failure> {
    let (state, doubts) = admission::decide(seen, files.standing(seen.post.as_ref()));
    let why = doubts.iter().map(|doubt| doubt.words()).collect::<Vec<_>>().join("; ");
    let step = |to, why: &str| Step { at: opened.now, by: Mover::Machine, to, why: why.to_owned() };
    if let Some(post) = seen.post.as_ref().filter(|post| opened.content.withdrawn().covers(Some(&post.url), "")) {
        report.detail(format!("{}: its author took it back", post.url));
        let steps = [
            step(SubmissionState::Fetched, ""),
            step(SubmissionState::Checked, ""),
            step(SubmissionState::Rejected, "its author took it back"),
        ];
        // Nothing of what was seen is kept.
        opened.store.move_on(submission.id, &steps, None, None).map_err(Failure::data)?.map_err(Failure::usage)?;
        return Ok(());
    }
    let steps =
        [step(SubmissionState::Fetched, ""), step(SubmissionState::Checked, ""), step(SubmissionState::Queued, &why)];
    let moved = opened.store.move_on(submission.id, &steps, Some(seen), None).map_err(Failure::data)?;
    if let Err(refused) = moved {
        // Somebody else decided meanwhile: that stands.
        report.detail(refused.to_string());
        return Ok(());
    }
    if state == SubmissionState::Accepted {
        let seen = Submission { seen: Some(seen.clone()), state: SubmissionState::Queued, ..submission.clone() };
        files.accept(&seen, opened, Mover::Machine, global, report)?;
    }
    Ok(())
}
