//! Posts that the feeds brought and the machine is not sure of: they wait for the host as what was sent in does, and a
//! decision about one is a small file.

use super::{
    super::{
        Failure,
        args::Global,
        report::{Report, count},
        site::{self, Opened},
    },
    show,
};
use crate::{
    content::EntryFile,
    inbox::take_in::{Files, Lacking},
    model::{Edition, Entry, Status, address},
    roundup::CollectedEdition,
};

/// The edition with everything that was harvested for it.
pub(super) fn collect(opened: &Opened, edition: &Edition, report: &Report) -> Result<CollectedEdition, Failure> {
    let mut series = opened.collect(&opened.records()?, false, report)?;
    let at = site::place_of(&edition.slug, &series)?;
    Ok(series.editions.swap_remove(at))
}

/// Those that wait.
pub(super) fn waiting(collected: &CollectedEdition) -> Vec<&Entry> {
    collected.others.iter().filter(|entry| entry.status == Status::Candidate).collect()
}

/// Lists them.
pub(super) fn show(waiting: &[&Entry], report: &Report) {
    for entry in waiting {
        let address = entry.url.as_ref().map_or(entry.id.as_str(), |url| url.as_str());
        let why: Vec<_> = entry.fit.reasons.iter().map(|reason| reason.signal.as_str()).collect();
        report.data(&format!(
            "   – found     {address}\n     {} — {} ({:.2}: {})",
            entry.author.name,
            entry.title,
            entry.fit.score,
            why.join(", ")
        ));
    }
    if !waiting.is_empty() {
        report.say(format!("{} in the feeds for you to look at", count(waiting.len(), "post", "posts")));
    }
}

/// Writes the host's decision about a harvested post.
pub(super) fn decide(
    asked: &str,
    status: Status,
    collected: &CollectedEdition,
    files: &mut Files,
    opened: &Opened,
    global: &Global,
    report: &Report,
) -> Result<(), Failure> {
    let edition = &collected.edition.slug;
    let key = url::Url::parse(asked).ok().map(|url| address::key(&url));
    let is_meant = |entry: &&Entry| entry.id == asked || key.is_some() && entry.url.as_ref().map(address::key) == key;
    let entry = collected.others.iter().chain(&collected.entries).find(is_meant).ok_or_else(|| {
        Failure::usage(format!("nothing was sent in or found for {edition} at `{asked}`"))
            .help(format!("`blogkermis intake {asked}` puts it into the inbox"))
    })?;
    let Some(url) = &entry.url else {
        return Err(Failure::usage(format!("“{}” has no address, so no file can name it", entry.title)));
    };
    if let Some(file) = files.about(url) {
        return Err(Failure::usage(format!("content/{edition}/entries/{}.md decides about it already", file.slug))
            .help("that file is yours: change its `status`"));
    }
    let named = EntryFile::named(files.free_name(Some(&entry.author.name), &entry.title));
    let file = EntryFile { url: Some(url.clone()), status: Some(status), ..named };
    let written = if global.dry_run {
        files.note(Lacking { entry: Some(file), ..Lacking::default() })
    } else {
        files.write(file, &opened.root).map_err(Failure::data)?
    };
    show::written(&written, global.dry_run, report);
    Ok(())
}
