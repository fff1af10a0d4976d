//! `draft`: writes the roundup's first text into the host's hands.

use super::{
    Exit, Failure, Outcome,
    args::{self, Global},
    report::{Report, count},
    site,
};
use crate::{
    content::{self, compose::NewRoundup},
    roundup::draft,
};

pub(super) fn run(args: &args::Draft, global: &Global, report: &Report) -> Outcome {
    let opened = site::open_to_read(global, report)?;
    let slug = opened.edition(args.edition.as_deref())?.slug.clone();
    let records = opened.records()?;
    let series = opened.collect(&records, true, report)?;
    let Some(collected) = site::find(&series, &slug) else { return Ok(Exit::Ok) };
    if records.is_empty() {
        report.warn("nothing was harvested yet: run `blogkermis fetch` first");
    }
    let (title, body) = (draft::title(collected), draft::body(collected));
    if args.stdout {
        report.print(&body);
        return Ok(Exit::Ok);
    }
    let path = format!("content/{slug}/roundup.md");
    let entries = count(collected.entries.len(), "entry", "entries");
    if global.dry_run {
        report.say(format!("would write {path} about {entries}"));
        return Ok(Exit::Ok);
    }
    let roundup = NewRoundup { title: Some(title), draft: true, published: None, body };
    content::write_roundup(&opened.root, &slug, &roundup).map_err(|error| {
        Failure::data(error).help(format!("`blogkermis draft {slug} --stdout` prints the new text beside yours"))
    })?;
    report.say(format!("{path} is yours now: {entries}; the program will not touch it again"));
    report.say("take out `draft = true` when it is ready to be published");
    Ok(Exit::Ok)
}
