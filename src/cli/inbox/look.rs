//! Sees what stands behind addresses, one after the other, and moves each submission on.

use super::{
    super::{Failure, args::Global, fetch, report::Report, site::Opened},
    show,
};
use crate::{
    harvest::workbench::Workbench,
    inbox::{
        look::{Call, Look, look},
        settle::{Settled, settle},
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
        match runtime.block_on(look(&submission.address, call, &client, &bench, opened.now)) {
            Look::Seen(seen) => tell(submission, settle(submission, *seen, files, &withdrawn, opened.place())?, report),
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

/// What became of it, in words.
fn tell(submission: &Submission, settled: Settled, report: &Report) {
    match settled {
        Settled::Accepted(written) => show::written(&written, false, report),
        Settled::Queued(_) => {}
        Settled::TakenBack => report.detail(format!("{}: its author took it back", submission.address)),
        Settled::Meanwhile(refused) => report.detail(refused.to_string()),
    }
}
