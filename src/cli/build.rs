//! `build`: fetches what is due, then builds the site.

use std::time::Instant;

use super::{
    Exit, Failure, Outcome,
    args::{self, Global},
    fetch::{self, Wish},
    inbox,
    report::{Report, count},
    site, theme,
};
use crate::{
    build,
    model::Status,
    output::{self, Written},
    render,
    roundup::Series,
};

pub(super) fn run(args: &args::Build, global: &Global, report: &Report) -> Outcome {
    let started = Instant::now();
    let mut opened = site::open(global, report)?;
    let folder = args.output.clone().unwrap_or_else(|| opened.root.join("public"));
    output::refuses(&opened.root, &folder)?;
    let harvest = fetch::harvest(&opened, &Wish::new(&opened, &[], args.force)?, global, report)?;
    let exit = fetch::exit(&harvest, global, report);
    if global.frozen && exit == Exit::Findings {
        return Ok(exit);
    }
    inbox::recheck(&mut opened, &harvest.records, global, report)?;
    let series = opened.collect(&harvest.records, true, report)?;
    fetch::summarise(&opened, &harvest, report);
    cited(&series, report);
    let mut summary = fetch::as_json(&opened, &harvest);
    let site = build::gather(&opened.root, opened.content, series)?;
    theme::remark(&site.templates, report);
    let plan = render::plan(&site, opened.now).map_err(|error| {
        report.block(&error.message);
        Failure::data("the site could not be rendered; the last one stands untouched")
    })?;
    let written = output::carry_out(&plan, &folder, global.dry_run)?;
    let pages = count(plan.pages, "page", "pages");
    report.say(format!("{pages}: {} in {:.2} s", said(written, global.dry_run), started.elapsed().as_secs_f64()));
    if global.json {
        summary["pages"] = plan.pages.into();
        summary["written"] = written.written.into();
        summary["unchanged"] = written.unchanged.into();
        summary["removed"] = written.removed.into();
        report.json(&summary)?;
    }
    if !global.dry_run {
        report.say(format!("open {}", folder.join("index.html").display()));
    }
    Ok(exit)
}

/// What an edition shows.
fn cited(series: &Series, report: &Report) {
    for collected in &series.editions {
        let definitions = collected.entries.iter().map(|e| e.definitions.len()).sum();
        let quotes = collected.entries.iter().map(|e| e.quotes.len()).sum();
        let candidates = collected.others.iter().filter(|e| e.status == Status::Candidate).count();
        report.say(format!(
            "{}: {} in the roundup ({} decided by hand), {}, {}",
            collected.edition.slug,
            count(collected.entries.len(), "entry", "entries"),
            collected.entries.iter().filter(|e| e.blog.is_none() || is_decided(e)).count(),
            count(definitions, "definition", "definitions"),
            count(quotes, "quote", "quotes"),
        ));
        if candidates > 0 {
            report.say(format!(
                "  look at {} with `blogkermis entries {}`",
                count(candidates, "candidate", "candidates"),
                collected.edition.slug
            ));
        }
    }
}

fn is_decided(entry: &crate::model::Entry) -> bool {
    entry.fit.reasons.iter().any(|reason| reason.signal.starts_with("host-"))
}

fn said(written: Written, dry_run: bool) -> String {
    let Written { written, unchanged, removed } = written;
    if written == 0 && removed == 0 {
        return format!("nothing new to write, {} as before", count(unchanged, "file", "files"));
    }
    let would = if dry_run { "would be " } else { "" };
    format!("{} {would}written, {unchanged} as before, {removed} removed", count(written, "file", "files"))
}
