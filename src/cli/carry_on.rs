//! `init --from`: another host carries a series on.

use std::path::Path;

use serde_json::json;
use url::Url;

use super::{
    Exit, Failure, Outcome,
    args::{self, Global},
    inspect,
    report::{Report, count},
};
use crate::{
    content::{self, CarryOnError, Inheritance, NewSite},
    handover::{self, Archive},
    model::Lang,
};

pub(super) fn run(
    source: &str,
    root: &Path,
    base_url: Url,
    args: &args::Init,
    global: &Global,
    report: &Report,
) -> Outcome {
    if global.offline && (source.starts_with("http://") || source.starts_with("https://")) {
        return Err(Failure::usage("--offline asks nobody for an address").help("give a file instead"));
    }
    let input = inspect::bring(source, None, report)
        .map_err(|failure| Failure { message: format!("{source}: {}", failure.message), ..failure })?;
    let archive = handover::read(&input.bytes)
        .and_then(|document| handover::archive(&document))
        .map_err(|error| Failure::data(format!("{source}: {error}")).help(error.help()))?;
    let language = args.language.as_deref().and_then(Lang::parse);
    let site = NewSite {
        title: args.title.clone().or_else(|| archive.title.clone()).unwrap_or_else(|| archive.edition.title.clone()),
        description: String::new(),
        base_url,
        language: language.unwrap_or_else(|| archive.language.clone()),
    };
    let past = Inheritance {
        blogs: &archive.blogs,
        edition: &archive.edition,
        roundup: archive.roundup.as_ref(),
        entries: &archive.entries,
    };
    let files = content::carry_on(root, &site, &past, global.dry_run).map_err(|error| failure(&error, report))?;
    if global.json {
        report.json(&json!({
            "folder": root,
            "edition": archive.edition.slug,
            "blogs": archive.blogs.len(),
            "entries": archive.entries.len(),
            "roundup": archive.roundup.is_some(),
            "left_out": archive.nowhere,
            "unvouched": archive.unvouched,
            "files": files,
            "written": !global.dry_run,
        }))?;
    }
    for file in &files {
        report.detail(format!("  {}", file.display()));
    }
    tell(&archive, root, global, report);
    if args.base_url.is_none() {
        report.hint("say in blogkermis.toml where the site will stand: `base_url`");
    }
    if !global.dry_run {
        report.hint("launch the next edition with `blogkermis new THEME`; `blogkermis build` shows the one that was");
    }
    Ok(Exit::Ok)
}

fn failure(error: &CarryOnError, report: &Report) -> Failure {
    if let CarryOnError::Invalid(errors) = error {
        for diagnostic in &errors.0 {
            report.block(&diagnostic.render(report.color()));
        }
    }
    let failure = Failure::data(error);
    match error {
        CarryOnError::Occupied(_) | CarryOnError::Scaffold(_) => failure.help("name a new folder"),
        CarryOnError::Write(_) | CarryOnError::Invalid(_) => {
            failure.help("correct it in a copy of the file, or ask the earlier host to; nothing was written")
        }
        CarryOnError::Io { .. } => failure,
    }
}

fn tell(archive: &Archive, root: &Path, global: &Global, report: &Report) {
    let made = if global.dry_run { "would carry on in" } else { "carries on in" };
    report.say(format!(
        "“{}” {made} {}: {}, {}{}",
        archive.edition.title,
        root.display(),
        count(archive.blogs.len(), "blog", "blogs"),
        count(archive.entries.len(), "entry", "entries"),
        if archive.roundup.is_some() { " and the roundup" } else { "" },
    ));
    if archive.blogs.is_empty() {
        report.warn("no blogs stand in it: an older program wrote it");
        report.hint("add them with `blogkermis add ADDRESS`");
    }
    if archive.nowhere > 0 {
        report.warn(format!("{} without an address left out", count(archive.nowhere, "entry", "entries")));
    }
    if archive.unvouched > 0 {
        let citations = count(archive.unvouched, "citation", "citations");
        report.warn(format!("{citations} that nobody vouches for became paraphrases: no `hash` stands with them"));
    }
}
