//! Sees what stands behind addresses, one after the other, and moves each submission on.

use url::Url;

use super::{
    super::{Failure, args::Global, fetch, report::Report, site::Opened},
    show,
};
use crate::{
    harvest::workbench::Workbench,
    inbox::{
        look::{Call, Look, look_and_keep},
        settle::{Again, Change, Looked, Settled, again, settle},
        take_in::Files,
    },
    model::Submission,
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
    let withdrawn = opened.content.withdrawn();
    let bar = report.progress(due.len());
    for submission in due {
        bar.set_message(submission.address.to_string());
        let (look, post) = runtime.block_on(look_and_keep(&submission.address, call, &client, &bench, opened.now));
        match look {
            Look::Seen(seen) if submission.state.was_accepted() => {
                tell_again(
                    submission,
                    &again(submission, Looked::of(*seen, post.as_ref()), files, opened.place())?,
                    report,
                );
            }
            Look::Seen(seen) => tell(
                submission,
                settle(submission, Looked::of(*seen, post.as_ref()), files, &withdrawn, opened.place())?,
                report,
            ),
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

/// What is new of one that was accepted, in words.
fn tell_again(submission: &Submission, again: &Again, report: &Report) {
    match again {
        Again::Same => {}
        Again::Changed(changes) => changed(&submission.address, changes, report),
        Again::Gone => report.warn(format!("{}: its page is no longer there", submission.address)),
    }
}

/// That something waits for the host again.
pub(super) fn changed(url: &Url, changes: &[Change], report: &Report) {
    let words: Vec<_> = changes.iter().map(|change| change.words()).collect();
    report.warn(format!("{url}: {}", words.join("; ")));
}

/// What became of it, in words.
fn tell(submission: &Submission, settled: Settled, report: &Report) {
    match settled {
        Settled::Accepted(written) => show::written(&written, false, report),
        Settled::Queued(_) => {}
        Settled::TakenBack => report.detail(format!("{}: its author took it back", submission.address)),
        Settled::Meanwhile(refused) => report.detail(refused.to_string()),
    }
}
