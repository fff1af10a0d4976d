//! `intake` and `submissions`: what people send in, and what the host makes of it.
//!
//! * `look`: sees what stands behind an address and moves the submission on
//! * `found`: what the feeds brought and the machine is not sure of
//! * `show`: what is said about a submission

mod found;
mod look;
mod show;

use std::{collections::BTreeMap, path::Path};

use serde_json::json;
use url::Url;

use super::{
    Exit, Failure, Outcome, add,
    args::{self, Global},
    report::{Report, count},
    site::{self, Opened},
};
use crate::{
    harvest::find::Start,
    inbox::{
        intake,
        look::Call,
        recheck::{self, Rechecked},
        take_in::{Files, TakeInError},
    },
    model::{BlogRecord, Edition, Route, Slug, Status, Submission, SubmissionState, Tip, address},
    store::{Mover, Step},
};

/// `intake`: puts what was sent into the inbox, and looks at it.
pub(super) fn intake(args: &args::Intake, global: &Global, report: &Report) -> Outcome {
    let opened = site::open(global, report)?;
    let edition = running(&opened, args.edition.as_deref())?;
    let call = Call::new(edition, &opened.content.config.base_url);
    let own = edition.call_urls(&opened.content.config.base_url);
    let mut exit = Exit::Ok;
    let mut tips = Vec::new();
    for source in &args.sources {
        match read(source, &own) {
            Ok(found) => {
                report.detail(format!("{source}: {}", count(found.len(), "address", "addresses")));
                tips.extend(found);
            }
            Err(failure) => {
                exit = failure.exit;
                report.error(format!("{source}: {}", failure.message));
                failure.help.iter().for_each(|help| report.help(help));
            }
        }
    }
    if global.dry_run {
        for tip in &tips {
            report.data(&format!("{} ({})", tip.address, tip.route.name()));
        }
        report.say(format!(
            "{} would go into the inbox of {}",
            count(tips.len(), "address", "addresses"),
            edition.slug
        ));
        return Ok(exit);
    }
    let withdrawn = opened.content.withdrawn();
    let before = tips.len();
    tips.retain(|tip| !withdrawn.covers(Some(&tip.address), ""));
    if tips.len() < before {
        report.say(format!("{} taken back by its author, and stays out", count(before - tips.len(), "was", "were")));
    }
    let (mut fresh, mut known) = (Vec::new(), 0);
    for tip in &tips {
        let received = opened.store.receive(tip, &edition.slug, opened.now).map_err(Failure::data)?;
        if received.is_new {
            fresh.push(received.id);
        } else {
            known += 1;
        }
    }
    report.say(format!("{} new in the inbox of {}", count(fresh.len(), "address", "addresses"), edition.slug));
    if known > 0 {
        report.say(format!("{} there before", count(known, "was", "were")));
    }
    let fresh = by_number(&opened, &fresh)?;
    if global.offline || args.unseen {
        if !fresh.is_empty() {
            report.hint(format!("`blogkermis submissions {} --look` reads what stands there", edition.slug));
        }
    } else {
        let mut files = Files::of(&opened.content, &edition.slug);
        look::at(&fresh, &mut files, &opened, &call, global, report)?;
    }
    finish(&numbers(&fresh), &opened, &call, global, report)?;
    Ok(exit)
}

/// Holds what was harvested against what was accepted, and reads the files again where that changed one.
pub(super) fn recheck(
    opened: &mut Opened,
    records: &BTreeMap<Slug, BlogRecord>,
    global: &Global,
    report: &Report,
) -> Result<(), Failure> {
    if global.dry_run || global.frozen {
        return Ok(());
    }
    let mut is_changed = false;
    for done in recheck::recheck(&opened.content, records, opened.place())? {
        match done {
            Rechecked::Renewed(path) => {
                is_changed = true;
                report.detail(format!("{}: less of the text that was accepted", path.display()));
            }
            Rechecked::Changed { url, changes } => {
                look::changed(&url, &changes, report);
                report.hint("`blogkermis submissions` has it for you to look at");
            }
        }
    }
    if is_changed {
        opened.content = site::content(&opened.root, report)?;
    }
    Ok(())
}

/// `submissions`: lists the inbox, or decides about what is in it.
pub(super) fn submissions(args: &args::Submissions, global: &Global, report: &Report) -> Outcome {
    let opened = site::open(global, report)?;
    let edition = running(&opened, args.edition.as_deref())?;
    let call = Call::new(edition, &opened.content.config.base_url);
    let mut all = opened.store.submissions(&edition.slug).map_err(Failure::data)?;
    if let Some(number) = args.receipt {
        return show::receipt(&one(&all, number, &edition.slug)?, &opened, &call, global, report);
    }
    if let Some(number) = args.history {
        let steps = opened.store.steps(one(&all, number, &edition.slug)?.id).map_err(Failure::data)?;
        return show::history(&steps, global, report);
    }
    if args.accept.is_empty() && args.reject.is_empty() && !args.look {
        show::listing(&all, args.all, &opened, &call, global, report)?;
        if !global.json {
            found::show(&found::waiting(&found::collect(&opened, edition, report)?), report);
        }
        return Ok(Exit::Ok);
    }
    let mut files = Files::of(&opened.content, &edition.slug);
    let mut touched = Vec::new();
    if args.look {
        let due: Vec<Submission> = all.iter().filter(|one| one.state.is_worth_a_look()).cloned().collect();
        if global.dry_run {
            report.say(format!("would look at {}", count(due.len(), "address", "addresses")));
        } else {
            look::at(&due, &mut files, &opened, &call, global, report)?;
            all = opened.store.submissions(&edition.slug).map_err(Failure::data)?;
        }
        touched.extend(numbers(&due));
    }
    for (asked, status) in decisions(args) {
        let Some(submission) = sent_in(asked, &all, &edition.slug)? else {
            let collected = found::collect(&opened, edition, report)?;
            found::decide(asked, status, &collected, &mut files, &opened, global, report)?;
            continue;
        };
        touched.push(submission.id);
        if status == Status::Accepted {
            let written = if global.dry_run {
                let lacking = files.lacking(&submission, &opened.root)?;
                files.note(lacking)
            } else {
                files.accept(&submission, opened.place(), Mover::Host)?
            };
            show::written(&written, global.dry_run, report);
        } else {
            reject(&submission, &opened, args.why.as_deref(), global, report)?;
        }
    }
    finish(&touched, &opened, &call, global, report)?;
    Ok(Exit::Ok)
}

impl From<TakeInError> for Failure {
    fn from(error: TakeInError) -> Self {
        let failure = match &error {
            TakeInError::NotNow { .. } | TakeInError::Step(_) => Self::usage(&error),
            TakeInError::NoPost { .. } | TakeInError::Store(_) | TakeInError::Write(_) => Self::data(&error),
        };
        match error.help() {
            Some(help) => failure.help(help),
            None => failure,
        }
    }
}

/// The edition that was named; else the one that is open, or the newest.
fn running<'a>(opened: &'a Opened, named: Option<&str>) -> Result<&'a Edition, Failure> {
    match opened.content.running(opened.now).filter(|_| named.is_none()) {
        Some(edition) => Ok(edition),
        None => opened.edition(named),
    }
}

/// What stands in a file, or the address that was typed.
fn read(source: &str, own: &[Url]) -> Result<Vec<Tip>, Failure> {
    let path = Path::new(source);
    if path.is_file() {
        let bytes = add::read_file(path)?;
        return intake::read(&bytes, own).map_err(|error| Failure::data(&error).help(error.help()));
    }
    let start = Start::typed(source).filter(|start| !add::is_file_name(start));
    let start = start.ok_or_else(|| {
        Failure::usage("neither a file nor an address")
            .help("give the path of a file that is there, or an address such as https://a-blog.example/")
    })?;
    Ok(vec![Tip { address: start.url().clone(), route: Route::CommandLine, author: None, text: None }])
}

fn reject(
    submission: &Submission,
    opened: &Opened,
    why: Option<&str>,
    global: &Global,
    report: &Report,
) -> Result<(), Failure> {
    if !global.dry_run {
        let step = Step {
            at: opened.now,
            by: Mover::Host,
            to: SubmissionState::Rejected,
            why: why.unwrap_or_default().to_owned(),
        };
        opened.store.move_on(submission.id, &[step], None, None).map_err(Failure::data)?.map_err(Failure::usage)?;
    }
    report.say(format!("{}{}: rejected", if global.dry_run { "would be " } else { "" }, submission.id));
    if submission.state == SubmissionState::Accepted {
        report.hint("its file in entries/ is yours: write `status = \"rejected\"` into it, or remove it");
    }
    Ok(())
}

/// What the host decides, in the order of the command line's two lists.
fn decisions(args: &args::Submissions) -> impl Iterator<Item = (&str, Status)> {
    let accepted = args.accept.iter().map(|asked| (asked.as_str(), Status::Accepted));
    accepted.chain(args.reject.iter().map(|asked| (asked.as_str(), Status::Rejected)))
}

/// The submission of a number, or at an address; `None` for an address that nobody sent in.
fn sent_in(asked: &str, all: &[Submission], edition: &Slug) -> Result<Option<Submission>, Failure> {
    if let Ok(number) = asked.parse() {
        return one(all, number, edition).map(Some);
    }
    let Some(key) = Url::parse(asked).ok().map(|url| address::key(&url)) else { return Ok(None) };
    let is_there = |submission: &&Submission| {
        let post = submission.seen.as_ref().and_then(|seen| seen.post.as_ref());
        [Some(&submission.address), post.map(|post| &post.url)]
            .into_iter()
            .flatten()
            .any(|url| address::key(url) == key)
    };
    Ok(all.iter().find(is_there).cloned())
}

fn one(all: &[Submission], number: i64, edition: &Slug) -> Result<Submission, Failure> {
    all.iter().find(|submission| submission.id == number).cloned().ok_or_else(|| {
        Failure::usage(format!("there is no submission {number} for {edition}"))
            .help(format!("`blogkermis submissions {edition} --all` lists them with their numbers"))
    })
}

fn by_number(opened: &Opened, numbers: &[i64]) -> Result<Vec<Submission>, Failure> {
    let found = numbers.iter().map(|number| opened.store.submission(*number).map_err(Failure::data));
    Ok(found.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

fn numbers(submissions: &[Submission]) -> Vec<i64> {
    submissions.iter().map(|submission| submission.id).collect()
}

/// Shows how the submissions stand that were touched.
fn finish(touched: &[i64], opened: &Opened, call: &Call<'_>, global: &Global, report: &Report) -> Result<(), Failure> {
    let now = by_number(opened, touched)?;
    if global.json {
        return report.json(&now.iter().map(|one| json!(one)).collect::<Vec<_>>());
    }
    for submission in &now {
        show::one(submission, opened, call, report);
    }
    Ok(())
}
