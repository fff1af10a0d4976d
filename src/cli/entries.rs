//! `entries`: lists an edition's entries.

use super::{
    Exit, Outcome,
    args::{self, Global},
    missing,
    report::{Report, count},
    site,
};
use crate::{
    model::{Entry, Status},
    render,
    roundup::CollectedEdition,
};

pub(super) fn run(args: &args::Entries, global: &Global, report: &Report) -> Outcome {
    let edition = site::edition(args.edition.as_deref(), false, global, report)?;
    edition.warn_unless_harvested(report);
    let collected = edition.collected();
    if args.missing {
        return missing::report(collected, &edition.series, &edition.site.content, global, report);
    }
    if global.json {
        let statistics = edition.statistics();
        let document = render::edition_json(&edition.site.content, collected, &statistics, args.all);
        report.json(&document)?;
    } else {
        report.data(&listing(collected, args.all));
    }
    Ok(Exit::Ok)
}

fn listing(collected: &CollectedEdition, all: bool) -> String {
    let mut lines = vec![format!("{} — {}", collected.edition.title, collected.edition.theme)];
    let mut section = |title: &str, entries: Vec<&Entry>| {
        if !entries.is_empty() {
            lines.push(String::new());
            lines.push(format!("{title} ({})", entries.len()));
            lines.extend(entries.into_iter().map(line));
        }
    };
    let of = |status| collected.others.iter().filter(move |e| e.status == status).collect::<Vec<_>>();
    section("accepted", collected.entries.iter().collect());
    section("candidates", of(Status::Candidate));
    section("withdrawn", of(Status::Withdrawn));
    section("gone", of(Status::Gone));
    if all {
        section("rejected", of(Status::Rejected));
    } else {
        let rejected = of(Status::Rejected).len();
        if rejected > 0 {
            lines.push(format!("\n{} not shown; --all shows them", count(rejected, "rejected post", "rejected posts")));
        }
    }
    lines.join("\n")
}

fn line(entry: &Entry) -> String {
    let date = entry.published.map_or_else(|| "undated   ".to_owned(), |at| at.date().to_string());
    let cited = format!("{}d {}q", entry.definitions.len(), entry.quotes.len());
    let url = entry.url.as_ref().map(ToString::to_string).unwrap_or_default();
    let reason = entry.fit.reasons.first().map(|r| r.signal.as_str()).unwrap_or_default();
    let late = if entry.late { " (late)" } else { "" };
    format!(
        "  {:4.2} {date}  {:5}  {} — {}{late}\n                              {url}  [{reason}]",
        entry.fit.score, cited, entry.author.name, entry.title
    )
}
