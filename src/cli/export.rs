//! `export`: an edition for other programs and other hosts.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use serde_json::json;

use super::{
    Exit, Failure, Outcome,
    args::{self, ExportFormat, Global},
    report::Report,
    site,
};
use crate::{build, model::FeedSource, render};

pub(super) fn run(args: &args::Export, global: &Global, report: &Report) -> Outcome {
    let edition = site::edition(args.edition.as_deref(), true, global, report)?;
    edition.warn_unless_harvested(report);
    let collected = edition.collected();
    let slug = edition.slug();
    let (ending, bytes) = match args.to {
        ExportFormat::Json => {
            let document = render::edition_json(&edition.site.content, collected, &edition.statistics(), false);
            ("json", format!("{document:#}\n").into_bytes())
        }
        ExportFormat::Opml => {
            let watched = || edition.site.content.blogs.iter().filter(|blog| collected.edition.watches(&blog.slug));
            let left_out = watched().filter(|blog| !matches!(blog.feed, Some(FeedSource::Web(_)))).count();
            if left_out > 0 {
                report.warn(format!(
                    "{left_out} of {} blogs have no feed on the web and are left out",
                    watched().count()
                ));
            }
            ("opml", render::opml(&collected.edition.title, watched()).map_err(Failure::data)?)
        }
        ExportFormat::Epub => {
            let site = build::gather(&edition.site.root, edition.site.content.clone(), edition.series.clone())?;
            let book = render::epub(&site, slug, edition.site.now).map_err(Failure::data)?;
            ("epub", book.unwrap_or_default())
        }
    };
    let output = args.output.clone().unwrap_or_else(|| PathBuf::from(format!("{slug}.{ending}")));
    let goes_out = output.as_os_str() == "-";
    if goes_out && !global.dry_run {
        let mut out = io::stdout().lock();
        // A reader that has gone away is no error.
        let _ = out.write_all(&bytes).and_then(|()| out.flush());
        return Ok(Exit::Ok);
    }
    let verb = if global.dry_run { "would write" } else { "wrote" };
    if !global.dry_run {
        write(&output, &bytes).map_err(|error| {
            Failure::data(format!("{}: {error}", output.display())).help("name another file with --output FILE")
        })?;
    }
    report.say(format!("{verb} {}: {} bytes", output.display(), bytes.len()));
    if global.json {
        report.json(&json!({
            "edition": slug, "format": ending, "file": output, "bytes": bytes.len(), "written": !global.dry_run,
        }))?;
    }
    Ok(Exit::Ok)
}

/// Writes the file whole or not at all. One that was there is an earlier export: it gives way.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map(drop).map_err(|error| error.error)
}
