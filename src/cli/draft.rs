//! `draft`: writes the roundup's first text into the host's hands, and brings what comes in later into the host's file.

use similar::TextDiff;

use super::{
    Exit, Failure, Outcome,
    args::{self, Global},
    report::{Report, count},
    site::{self, Opened},
};
use crate::{
    content::{self, Rewrite, compose::NewRoundup},
    roundup::{
        CollectedEdition, draft,
        merge::{self, Change},
    },
};

pub(super) fn run(args: &args::Draft, global: &Global, report: &Report) -> Outcome {
    let edition = site::edition(args.edition.as_deref(), true, global, report)?;
    edition.warn_unless_harvested(report);
    let collected = edition.collected();
    let slug = edition.slug();
    if args.stdout {
        report.print(&draft::body(collected));
        return Ok(Exit::Ok);
    }
    match &collected.roundup.file {
        Some(file) if args.update || args.diff => {
            if !merge::has_marks(&file.body) {
                return Err(Failure::data(format!("content/{slug}/roundup.md has no marks of a draft to follow"))
                    .help(format!(
                        "it is yours alone: `blogkermis draft {slug} --stdout` prints the newest text to pick from"
                    )));
            }
            update(args, collected, &edition.site, global, report)
        }
        _ => write(args, collected, &edition.site, global, report),
    }
}

/// A file that is not there yet.
fn write(
    args: &args::Draft,
    collected: &CollectedEdition,
    opened: &Opened,
    global: &Global,
    report: &Report,
) -> Outcome {
    let slug = &collected.edition.slug;
    let path = format!("content/{slug}/roundup.md");
    let entries = count(collected.entries.len(), "entry", "entries");
    if global.dry_run || args.diff {
        report.say(format!("would write {path} about {entries}"));
        return Ok(Exit::Ok);
    }
    let body = merge::write(&draft::blocks(collected));
    let roundup = NewRoundup { title: Some(draft::title(collected)), draft: true, published: None, body };
    content::write_roundup(&opened.root, slug, &roundup).map_err(|error| {
        Failure::data(error).help(format!("`blogkermis draft {slug} --update` brings what is new into your text"))
    })?;
    report.say(format!("{path} is yours now: {entries}; what you change in it stays as you left it"));
    report.say(format!(
        "`blogkermis draft {slug} --update` brings in later entries; take out `draft = true` when it is ready"
    ));
    Ok(Exit::Ok)
}

/// A file that the host may have worked on.
fn update(
    args: &args::Draft,
    collected: &CollectedEdition,
    opened: &Opened,
    global: &Global,
    report: &Report,
) -> Outcome {
    let slug = &collected.edition.slug;
    let mut changes = Vec::new();
    let rewrite = content::edit_roundup(&opened.root, slug, |body| {
        let updated = merge::update(body, &draft::blocks(collected));
        changes = updated.changes;
        updated.text
    })
    .map_err(Failure::data)?;
    for id in changes.iter().filter_map(|change| if let Change::LeftBehind(id) = change { Some(id) } else { None }) {
        report.warn(format!("`{id}` is yours and no longer in the draft: see whether it still holds"));
    }
    let Some(rewrite) = rewrite else {
        report.say(format!("content/{slug}/roundup.md is up to date"));
        return Ok(Exit::Ok);
    };
    if args.diff {
        report.print(&diff(&rewrite));
        return Ok(Exit::Ok);
    }
    if !global.dry_run {
        rewrite.carry_out(&opened.root).map_err(Failure::data)?;
    }
    let would = if global.dry_run { "would change in " } else { "" };
    report.say(format!("{would}{}: {}", rewrite.path.display(), told(&changes)));
    if changes.iter().any(|change| matches!(change, Change::Offered(_))) {
        report.say("what you changed stays; the newer text stands below it in a comment, for you to take from");
    }
    Ok(Exit::Ok)
}

/// As `diff -u` shows it.
fn diff(rewrite: &Rewrite) -> String {
    let path = rewrite.path.display().to_string();
    TextDiff::from_lines(rewrite.old.as_str(), rewrite.new.as_str())
        .unified_diff()
        .context_radius(3)
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string()
}

/// How many blocks became what.
fn told(changes: &[Change]) -> String {
    let number = |is: fn(&Change) -> bool| changes.iter().filter(|change| is(change)).count();
    let counts = [
        (number(|change| matches!(change, Change::New(_))), "new"),
        (number(|change| matches!(change, Change::Rewritten(_))), "rewritten"),
        (number(|change| matches!(change, Change::Offered(_))), "offered below yours"),
        (number(|change| matches!(change, Change::Removed(_))), "taken out"),
    ];
    let parts: Vec<_> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    if parts.is_empty() { "its marks are in order again".to_owned() } else { parts.join(", ") }
}
