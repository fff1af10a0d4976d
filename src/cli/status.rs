//! No command at all: how the running edition stands and the next sensible step.

use serde_json::json;

use super::{
    Exit, Outcome,
    args::Global,
    report::{Report, count},
    site,
};
use crate::{
    model::{Lang, Moment, Phase, Status},
    roundup::{CollectedEdition, letter},
};

pub(super) fn run(global: &Global, report: &Report) -> Outcome {
    let opened = site::open_to_read(global, report)?;
    let records = opened.records()?;
    let series = opened.collect(&records, false, report)?;
    let blogs = opened.content.blogs.len();
    let Some(collected) = series.editions.first() else {
        if global.json {
            report.json(&json!({ "title": opened.content.config.title, "blogs": blogs, "edition": null }))?;
            return Ok(Exit::Ok);
        }
        report.data(&format!("{}: {}, no edition yet", opened.content.config.title, count(blogs, "blog", "blogs")));
        report.hint("launch one with `blogkermis new THEME`");
        return Ok(Exit::Ok);
    };
    let candidates = collected.others.iter().filter(|e| e.status == Status::Candidate).count();
    if global.json {
        let state = json!({
            "title": opened.content.config.title,
            "blogs": blogs,
            "edition": collected.edition.slug,
            "status": collected.phase,
            "accepted": collected.entries.len(),
            "candidates": candidates,
            "unread_feeds": series.feeds.iter().filter(|feed| feed.is_unread()).map(|feed| &feed.blog).collect::<Vec<_>>(),
            "harvested": !records.is_empty(),
            "roundup": collected.roundup.file.as_ref().map(|file| if file.draft { "draft" } else { "published" }),
        });
        report.json(&state)?;
        return Ok(Exit::Ok);
    }
    report.data(&format!(
        "{}: {} ({})\n{}, {} to look at, {} watched",
        opened.content.config.title,
        collected.edition.title,
        phase(collected, opened.now),
        count(collected.entries.len(), "entry", "entries"),
        count(candidates, "candidate", "candidates"),
        count(blogs, "blog", "blogs"),
    ));
    for feed in &series.feeds {
        for finding in feed.findings.iter().filter(|finding| finding.is_trouble()) {
            report.warn(format!("{}: {}", feed.blog, letter::sentence(finding, &Lang::en())));
        }
    }
    report.hint(next_step(collected, blogs, records.is_empty(), candidates));
    Ok(Exit::Ok)
}

fn phase(collected: &CollectedEdition, now: jiff::Timestamp) -> String {
    let days = |moment: Moment| (moment.latest().as_second() - now.as_second()).div_euclid(86_400);
    match (collected.phase, collected.edition.opens, collected.edition.closes) {
        (Phase::Announced, Some(opens), _) => format!("opens on {}", opens.date()),
        (Phase::Open, _, Some(closes)) => match days(closes) {
            0 => "open, the last day".to_owned(),
            1 => "open for one more day".to_owned(),
            days => format!("open for {days} more days"),
        },
        (Phase::Closed, _, Some(closes)) => format!("closed since {}", closes.date()),
        (Phase::Published, ..) => "published".to_owned(),
        (phase, ..) => format!("{phase:?}").to_lowercase(),
    }
}

fn next_step(collected: &CollectedEdition, blogs: usize, unharvested: bool, candidates: usize) -> String {
    let slug = &collected.edition.slug;
    if blogs == 0 {
        return "add the first blog with `blogkermis add ADDRESS`".to_owned();
    }
    if unharvested {
        return "read the feeds with `blogkermis fetch`".to_owned();
    }
    if candidates > 0 {
        return format!(
            "judge the candidates: `blogkermis entries {slug}` lists them, a file in content/{slug}/entries/ decides"
        );
    }
    match (collected.phase, &collected.roundup.file) {
        (Phase::Published, _) => "build with `blogkermis build`, then put public/ online".to_owned(),
        (Phase::Announced | Phase::Open, None) => "see the draft grow with `blogkermis serve`".to_owned(),
        (_, None) => format!("take the roundup into your own hands with `blogkermis draft {slug}`"),
        (_, Some(_)) => format!("finish content/{slug}/roundup.md, then take out `draft = true`"),
    }
}
