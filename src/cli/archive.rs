//! `archive`: the editions of the series and how far each is.

use serde_json::json;

use super::{
    Exit, Outcome,
    args::Global,
    report::{Report, count},
    site,
};
use crate::{model::Phase, roundup::CollectedEdition};

pub(super) fn run(global: &Global, report: &Report) -> Outcome {
    let opened = site::open_to_read(global, report)?;
    let records = opened.records()?;
    let series = opened.collect(&records, false, report)?;
    if global.json {
        let editions: Vec<_> = series.editions.iter().map(as_json).collect();
        report.json(&json!({ "editions": editions }))?;
        return Ok(Exit::Ok);
    }
    if series.editions.is_empty() {
        report.data("no edition yet");
        report.hint("launch one with `blogkermis new THEME`");
        return Ok(Exit::Ok);
    }
    let lines: Vec<String> = series.editions.iter().map(line).collect();
    report.data(&lines.join("\n"));
    let open_ends: Vec<_> = series.editions.iter().filter(|e| e.phase == Phase::Closed).collect();
    for edition in &open_ends {
        let slug = &edition.edition.slug;
        report.hint(match edition.roundup.file {
            None => format!("{slug} is closed and has no roundup: `blogkermis draft {slug}` writes its first text"),
            Some(_) => format!("{slug} is closed and its roundup is a draft: finish content/{slug}/roundup.md"),
        });
    }
    Ok(Exit::Ok)
}

fn line(collected: &CollectedEdition) -> String {
    let edition = &collected.edition;
    let day = edition.opens.or(edition.closes).map_or_else(|| "undated   ".to_owned(), |at| at.date().to_string());
    let host = collected.host.as_ref().map_or("–", |host| host.name.as_str());
    let phase = match collected.phase {
        Phase::Announced => "announced",
        Phase::Open => "open",
        Phase::Closed => "closed, no roundup",
        Phase::Published => "published",
    };
    let entries = count(collected.entries.len(), "entry", "entries");
    format!("{:>4}  {day}  {} ({}): {host}, {entries}, {phase}", collected.number, edition.title, edition.slug)
}

fn as_json(collected: &CollectedEdition) -> serde_json::Value {
    let edition = &collected.edition;
    json!({
        "number": collected.number,
        "edition": edition.slug,
        "title": edition.title,
        "theme": edition.theme,
        "opens": edition.opens,
        "closes": edition.closes,
        "host": collected.host,
        "entries": collected.entries.len(),
        "status": collected.phase,
        "roundup": collected.roundup.file.as_ref().map(|file| if file.draft { "draft" } else { "published" }),
    })
}
