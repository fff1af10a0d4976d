//! `next`: themes and hosts for the next edition.

use serde_json::json;

use super::{
    Exit, Outcome,
    args::{self, Global},
    report::{Report, count},
    site,
};
use crate::roundup::next::{self, Because, Evidence, Proposal};

/// So many pieces of evidence are shown of one proposal.
const SHOWN: usize = 3;

pub(super) fn run(args: &args::Next, global: &Global, report: &Report) -> Outcome {
    let edition = site::edition(args.edition.as_deref(), false, global, report)?;
    edition.warn_unless_harvested(report);
    let collected = edition.collected();
    let slug = edition.slug();
    let snapshot = |hash: &str| edition.site.store.snapshot(hash).ok().flatten();
    let config = &edition.site.content.config;
    let found = next::propose(collected, &edition.series, &edition.site.content.blogs, &config.series, &snapshot);
    if global.json {
        report.json(&json!({ "edition": slug, "themes": found.themes, "hosts": found.hosts }))?;
        return Ok(Exit::Ok);
    }
    let mut lines = vec![format!("after {}", collected.edition.title)];
    for (title, proposals) in [("themes", &found.themes), ("hosts", &found.hosts)] {
        lines.push(format!("\n{title} ({})", proposals.len()));
        lines.extend(proposals.iter().flat_map(shown));
    }
    report.data(&lines.join("\n"));
    let missing = collected.entries.iter().filter_map(|entry| entry.snapshot.as_ref());
    let missing = missing.filter(|kept| snapshot(&kept.hash).is_none()).count();
    if missing > 0 {
        let texts = count(missing, "text is", "texts are");
        report.hint(format!("{texts} not on this machine: `blogkermis fetch` reads them, and more may be found"));
    }
    Ok(Exit::Ok)
}

fn shown(proposal: &Proposal) -> Vec<String> {
    let because = match proposal.because {
        Because::Proposed => "an entry proposes it",
        Because::Shared => "several entries speak of it",
        Because::Question => "an entry ends with it",
        Because::Offer => "offers it",
        Because::Turn => "next in the series",
        Because::TookPart => "takes part, has not hosted of late",
        Because::Reserve => "in reserve",
    };
    let what = proposal.what.as_ref().map(|what| format!("{what}: ")).unwrap_or_default();
    let mut lines = vec![format!("  {what}{because}")];
    lines.extend(proposal.evidence.iter().take(SHOWN).map(evidence));
    if proposal.evidence.len() > SHOWN {
        lines.push(format!("    and {} more", proposal.evidence.len() - SHOWN));
    }
    lines
}

fn evidence(evidence: &Evidence) -> String {
    let url = evidence.url.as_ref().map(|url| format!(" ({url})")).unwrap_or_default();
    let sentence = evidence.sentence.as_ref().map(|sentence| format!(": “{sentence}”")).unwrap_or_default();
    format!("    {}{url}{sentence}", evidence.who)
}
