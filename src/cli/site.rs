//! Opens a site: its folder, its files, its harvest. What the commands share.

#![expect(clippy::disallowed_methods, reason = "the clock enters here")]

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{Failure, args::Global, report::Report};
use crate::{
    build::{self, GatherError},
    content::{self, Content},
    harvest::{self, HarvestError},
    inbox::take_in::Place,
    model::{BlogRecord, Edition, Slug},
    output::OutputError,
    roundup::{
        CollectedEdition, Series,
        statistics::{self, Statistics},
    },
    store::{Store, StoreError},
};

/// A site that was opened.
pub(super) struct Opened {
    pub(super) root: PathBuf,
    pub(super) content: Content,
    pub(super) store: Store,
    pub(super) now: Timestamp,
}

/// The site's folder.
pub(super) fn root(global: &Global) -> Result<PathBuf, Failure> {
    if let Some(root) = &global.root {
        return Ok(root.clone());
    }
    let here = std::env::current_dir().map_err(Failure::data)?;
    content::find_root(&here).ok_or_else(|| {
        Failure::usage("there is no blogkermis.toml here or in any folder above")
            .help("make a site with `blogkermis init`, or name one with --root DIR")
    })
}

/// The present. `SOURCE_DATE_EPOCH` sets it for reproducible builds (reproducible-builds.org/specs/source-date-epoch).
pub(super) fn now() -> Result<Timestamp, Failure> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        // Empty counts as unset, as it does for most variables.
        Err(_) => Ok(Timestamp::now()),
        Ok(seconds) if seconds.is_empty() => Ok(Timestamp::now()),
        Ok(seconds) => seconds
            .parse()
            .ok()
            .and_then(|seconds| Timestamp::from_second(seconds).ok())
            .ok_or_else(|| Failure::usage(format!("SOURCE_DATE_EPOCH is no number of seconds: {seconds}"))),
    }
}

/// Reads the host's files; all their mistakes are shown.
pub(super) fn content(root: &Path, report: &Report) -> Result<Content, Failure> {
    content::load(root).map_err(|errors| {
        for diagnostic in &errors.0 {
            report.block(&diagnostic.render(report.color()));
            report.block("");
        }
        Failure::data(errors.to_string())
    })
}

/// Opens the site for a command that harvests. A dry run leaves the store alone.
pub(super) fn open(global: &Global, report: &Report) -> Result<Opened, Failure> {
    if global.dry_run {
        return open_to_read(global, report);
    }
    open_with(global, report, Store::open)
}

/// Opens the site for a command that only reads: it works on a read-only disk, and leaves no trace.
pub(super) fn open_to_read(global: &Global, report: &Report) -> Result<Opened, Failure> {
    open_with(global, report, Store::open_to_read)
}

fn open_with(
    global: &Global,
    report: &Report,
    store: fn(&Path) -> Result<Store, StoreError>,
) -> Result<Opened, Failure> {
    let root = root(global)?;
    let content = content(&root, report)?;
    Ok(Opened { content, store: store(&root).map_err(Failure::data)?, now: now()?, root })
}

/// A failure with the error's own advice.
fn advised(error: &dyn std::fmt::Display, help: Option<&'static str>) -> Failure {
    let failure = Failure::data(error);
    match help {
        Some(help) => failure.help(help),
        None => failure,
    }
}

impl From<HarvestError> for Failure {
    fn from(error: HarvestError) -> Self {
        advised(&error, error.help())
    }
}

impl From<GatherError> for Failure {
    fn from(error: GatherError) -> Self {
        advised(&error, error.help())
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        advised(&error, error.help())
    }
}

impl Opened {
    /// Where decisions about submissions are written.
    pub(super) fn place(&self) -> Place<'_> {
        Place { root: &self.root, store: &self.store, now: self.now }
    }

    /// The records of the last harvest.
    pub(super) fn records(&self) -> Result<BTreeMap<Slug, BlogRecord>, Failure> {
        Ok(harvest::load(&self.root, &self.content.blogs)?)
    }

    /// Joins the harvest with the host's files.
    pub(super) fn collect(
        &self,
        records: &BTreeMap<Slug, BlogRecord>,
        for_publication: bool,
        report: &Report,
    ) -> Result<Series, Failure> {
        let joined = build::series(&self.content, records, &self.store, self.now, for_publication);
        let series = joined.map_err(|problems| {
            for problem in &problems {
                report.error(format!("{}: {}", problem.path, problem.message));
                report.help(&problem.help);
            }
            Failure::data("")
        })?;
        for warning in &series.warnings {
            report.warn(format!("{}: {}", warning.path, warning.message));
            report.hint(&warning.help);
        }
        Ok(series)
    }

    /// The edition that was named, or the newest.
    pub(super) fn edition(&self, named: Option<&str>) -> Result<&Edition, Failure> {
        let editions = || self.content.editions.iter().map(|folder| &folder.edition);
        match named {
            Some(name) => editions().find(|edition| edition.slug.as_str() == name).ok_or_else(|| {
                let known: Vec<_> = editions().map(|edition| edition.slug.as_str()).collect();
                Failure::usage(format!("there is no edition `{name}`")).help(match known.as_slice() {
                    [] => "launch one with `blogkermis new THEME`".to_owned(),
                    known => format!("there is {}", known.join(", ")),
                })
            }),
            None => editions().next().ok_or_else(|| {
                Failure::usage("this site has no edition yet").help("launch one with `blogkermis new THEME`")
            }),
        }
    }
}

/// One edition of an opened site, joined with what was harvested.
pub(super) struct OpenedEdition {
    pub(super) site: Opened,
    pub(super) series: Series,
    /// Which of the series' editions.
    at: usize,
    harvested: bool,
}

/// Opens the site to read, and of it the edition that was named, or the newest.
pub(super) fn edition(
    named: Option<&str>,
    for_publication: bool,
    global: &Global,
    report: &Report,
) -> Result<OpenedEdition, Failure> {
    edition_of(open_to_read(global, report)?, named, for_publication, report)
}

/// The same of a site that is open.
pub(super) fn edition_of(
    site: Opened,
    named: Option<&str>,
    for_publication: bool,
    report: &Report,
) -> Result<OpenedEdition, Failure> {
    let slug = site.edition(named)?.slug.clone();
    let records = site.records()?;
    let harvested = !records.is_empty() || site.content.blogs.is_empty();
    let series = site.collect(&records, for_publication, report)?;
    let at = place_of(&slug, &series)?;
    Ok(OpenedEdition { site, series, at, harvested })
}

/// Which of a series' editions has this name.
pub(super) fn place_of(edition: &Slug, series: &Series) -> Result<usize, Failure> {
    let at = series.editions.iter().position(|collected| &collected.edition.slug == edition);
    at.ok_or_else(|| Failure::data(format!("the edition `{edition}` could not be put together")))
}

impl OpenedEdition {
    pub(super) fn collected(&self) -> &CollectedEdition {
        &self.series.editions[self.at]
    }

    pub(super) fn slug(&self) -> &Slug {
        &self.collected().edition.slug
    }

    /// The figures of the edition.
    pub(super) fn statistics(&self) -> Statistics {
        statistics::of(&self.series.editions, self.at).unwrap_or_default()
    }

    /// Says so when nothing was read yet of the blogs: what follows would surprise otherwise.
    pub(super) fn warn_unless_harvested(&self, report: &Report) {
        if !self.harvested {
            report.warn("nothing was harvested yet: run `blogkermis fetch` first");
        }
    }
}
