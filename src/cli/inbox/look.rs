//! Sees what stands behind addresses, one after the other, and moves each submission on.

use std::collections::HashMap;

use url::Url;

use super::{
    super::{
        Failure,
        add::{Candidate, Watched},
        args::Global,
        fetch,
        report::Report,
        site::Opened,
    },
    accept,
};
use crate::{
    content::EntryFile,
    harvest::workbench::Workbench,
    inbox::{
        admission::{self, CAP, Standing},
        look::{Call, Look, look},
    },
    model::{Seen, SeenPost, Status, Submission, SubmissionState},
    store::{Mover, Step},
};

/// Looks at each of them and decides what the machine may decide.
pub(super) fn at(
    due: &[Submission],
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
            Look::Seen(seen) => settle(submission, &with_words(*seen, submission), opened, call, global, report)?,
            Look::Later(lack) => {
                report.warn(format!(
                    "{}: {}",
                    submission.address,
                    super::show::in_words(&lack, submission, opened, call)
                ));
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
    opened: &Opened,
    call: &Call<'_>,
    global: &Global,
    report: &Report,
) -> Result<(), Failure> {
    let (state, doubts) = admission::decide(seen, standing(seen, opened, call)?);
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
        accept::accept(&seen, opened, Mover::Machine, global, report)?;
    }
    Ok(())
}

/// How things stand for the blog that a post is on.
fn standing(seen: &Seen, opened: &Opened, call: &Call<'_>) -> Result<Standing, Failure> {
    let Some(post) = &seen.post else { return Ok(Standing { is_known: false, entries: 0, cap: CAP }) };
    let is_known =
        Candidate::of_post(post).is_some_and(|candidate| Watched::of(&opened.content.blogs).find(&candidate).is_some());
    let folders = opened.content.editions.iter().filter(|folder| folder.edition.slug == call.edition.slug);
    let here = folders.flat_map(|folder| &folder.entries).filter(|entry| counts(entry, post)).count();
    let submitted = opened.store.submissions(&call.edition.slug).map_err(Failure::data)?;
    let mut accepted: HashMap<i64, Url> = HashMap::new();
    for other in submitted {
        if let (SubmissionState::Accepted | SubmissionState::Published, Some(Seen { post: Some(theirs), .. })) =
            (other.state, other.seen)
            && theirs.url.host_str() == post.url.host_str()
            && theirs.url != post.url
        {
            accepted.insert(other.id, theirs.url);
        }
    }
    Ok(Standing { is_known, entries: here.max(accepted.len()), cap: CAP })
}

/// Whether a file takes another post of the same site in.
fn counts(entry: &EntryFile, post: &SeenPost) -> bool {
    entry.status == Some(Status::Accepted)
        && entry.url.as_ref().is_some_and(|url| url.host_str() == post.url.host_str() && *url != post.url)
}
