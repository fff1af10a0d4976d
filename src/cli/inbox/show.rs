//! What is said about submissions.

use std::path::PathBuf;

use serde_json::json;

use super::super::{
    Exit, Failure, Outcome,
    args::Global,
    report::{Report, count},
    site::Opened,
};
use crate::{
    inbox::{
        look::Call,
        receipt::{self, Occasion},
    },
    model::{Corrections, Lang, Seen, Shortcoming, Submission, SubmissionState},
    store::Step,
};

/// The files that a decision wrote, or would write.
pub(super) fn written(paths: &[PathBuf], dry_run: bool, report: &Report) {
    let would = if dry_run { "would write" } else { "wrote" };
    for path in paths {
        report.say(format!("{would} {}", path.display()));
    }
}

/// A list, those first that wait for the host.
pub(super) fn listing(
    all: &[Submission],
    everything: bool,
    opened: &Opened,
    call: &Call<'_>,
    global: &Global,
    report: &Report,
) -> Result<(), Failure> {
    if global.json {
        return report.json(&all);
    }
    let (waiting, rest): (Vec<_>, Vec<_>) =
        all.iter().partition(|one| one.state.waits_for_host() || one.state == SubmissionState::Tip);
    for submission in &waiting {
        one(submission, opened, call, report);
    }
    if everything {
        for submission in &rest {
            one(submission, opened, call, report);
        }
    } else if !rest.is_empty() {
        report.hint(format!("{} decided: --all shows them", count(rest.len(), "submission is", "submissions are")));
    }
    let edition = &call.edition.slug;
    report.say(format!(
        "{} for {edition}, {} of them for you to look at",
        count(all.len(), "submission", "submissions"),
        waiting.len()
    ));
    if waiting.iter().any(|one| one.state == SubmissionState::Queued) {
        report.hint(format!(
            "`blogkermis submissions {edition} --accept NUMBER`, or --reject, or --receipt for an answer"
        ));
    }
    Ok(())
}

/// One submission in a few lines.
pub(super) fn one(submission: &Submission, opened: &Opened, call: &Call<'_>, report: &Report) {
    let mut lines = vec![format!("{:>4} {:<9} {}", submission.id, submission.state.name(), submission.address)];
    if let Some(seen) = &submission.seen {
        if let Some(post) = &seen.post {
            let author = post.author.as_deref().or(submission.author.as_deref()).unwrap_or("nobody knows who");
            lines.push(format!("     {author} — {} ({:.2}, {} words)", post.title, post.fit.score, post.words));
        }
        let lacks = in_words(&seen.shortcomings, submission, opened, call);
        lines.extend(lacks.iter().map(|said| format!("     · {}", first_sentence(said))));
    } else if let Some(text) = &submission.text {
        let start: String = text.chars().take(80).collect();
        lines.push(format!("     {}: {start}", submission.author.as_deref().unwrap_or_default()));
    }
    lines.extend(submission.corrections.as_ref().and_then(corrected));
    report.data(&lines.join("\n"));
}

/// What whoever sent it by the form says of it, in a line.
fn corrected(said: &Corrections) -> Option<String> {
    let language = said.language.as_ref().map(Lang::as_str);
    let parts = [
        ("name", said.name.as_deref()),
        ("title", said.title.as_deref()),
        ("language", language),
        ("definition", said.definition.as_deref()),
        ("quote", said.quote.as_deref()),
        ("answer to", said.mail.as_deref()),
    ];
    let said: Vec<_> = parts.iter().filter_map(|(what, said)| Some(format!("{what} “{}”", (*said)?))).collect();
    (!said.is_empty()).then(|| format!("     says: {}", said.join(", ")))
}

/// What there is: the host has nothing to mend.
fn first_sentence(said: &str) -> &str {
    said.find(". ").map_or(said, |end| &said[..=end])
}

/// Shortcomings in words, in the language the commands speak.
pub(super) fn in_words(
    lacks: &[Shortcoming],
    submission: &Submission,
    opened: &Opened,
    call: &Call<'_>,
) -> Vec<String> {
    with_occasion(submission, opened, call, |occasion| receipt::shortcomings(lacks, occasion, &Lang::en()))
}

/// What can be answered to whoever sent it in.
pub(super) fn receipt(
    submission: &Submission,
    opened: &Opened,
    call: &Call<'_>,
    global: &Global,
    report: &Report,
) -> Outcome {
    let nothing = Seen::default();
    let seen = submission.seen.as_ref().unwrap_or(&nothing);
    // In the language of the post, where the program writes it; else in the call's.
    let own =
        seen.post.as_ref().and_then(|post| post.language.clone()).filter(|own| matches!(own.primary(), "nl" | "en"));
    let language = own.unwrap_or_else(|| call.edition.language.clone());
    let receipt = with_occasion(submission, opened, call, |occasion| {
        receipt::receipt(occasion, seen, submission.state, &language)
    });
    if global.json {
        report.json(&receipt)?;
    } else {
        report.data(&format!("{}\n\n{}", receipt.subject, receipt.body));
    }
    Ok(Exit::Ok)
}

fn with_occasion<T>(
    submission: &Submission,
    opened: &Opened,
    call: &Call<'_>,
    say: impl FnOnce(&Occasion<'_>) -> T,
) -> T {
    let config = &opened.content.config;
    let own = call.edition.call_urls(&config.base_url);
    let calls = call.edition.call.as_ref().or(own.first());
    let seen_author = submission.seen.as_ref().and_then(|seen| seen.post.as_ref()?.author.as_deref());
    say(&Occasion {
        edition: call.edition,
        call: calls.unwrap_or(&config.base_url),
        host: opened.content.host_name(call.edition),
        address: &submission.address,
        author: seen_author.or(submission.author.as_deref()),
    })
}

/// Everything that happened to a submission.
pub(super) fn history(steps: &[Step], global: &Global, report: &Report) -> Outcome {
    if global.json {
        report.json(&json!(steps))?;
        return Ok(Exit::Ok);
    }
    let lines: Vec<_> = steps
        .iter()
        .map(|step| {
            let by = json!(step.by);
            format!("{}  {:<9} {:<7} {}", step.at, step.to.name(), by.as_str().unwrap_or_default(), step.why)
        })
        .collect();
    report.data(&lines.join("\n"));
    Ok(Exit::Ok)
}
