//! `lint`: what is wrong with a roundup. Also said by `check` and `serve`.

use serde_json::json;

use super::{
    Exit, Outcome,
    args::{self, Global},
    report::{Report, count},
    site,
};
use crate::{
    build,
    content::Content,
    model::Severity,
    roundup::{CollectedEdition, lint::Finding, roundup_in},
    store::Store,
};

pub(super) fn run(args: &args::Lint, global: &Global, report: &Report) -> Outcome {
    let edition = site::edition(args.edition.as_deref(), true, global, report)?;
    edition.warn_unless_harvested(report);
    let all = of_edition(edition.collected(), &edition.site.content, &edition.site.store);
    if global.json {
        report.json(&all.iter().flat_map(Linted::as_json).collect::<Vec<_>>())?;
        return Ok(exit(&all, global));
    }
    for linted in &all {
        linted.show(report);
    }
    if let Some(first) = all.iter().find_map(|linted| linted.findings.first()) {
        report.hint(format!("`blogkermis explain {}` says why, and how to silence a rule", first.code));
    }
    Ok(exit(&all, global))
}

/// How a command ends that found these.
fn exit(all: &[Linted], global: &Global) -> Exit {
    let counts = |severity| severity == Severity::Error || global.strict && severity == Severity::Warning;
    let mut findings = all.iter().flat_map(|linted| &linted.findings);
    if findings.any(|finding| counts(finding.severity())) { Exit::Findings } else { Exit::Ok }
}

/// A roundup, and what is wrong with it.
pub(super) struct Linted {
    /// The edition with the text that was read.
    collected: CollectedEdition,
    findings: Vec<Finding>,
}

/// The roundup of one edition of a site, and each translation of it that the host finished.
pub(super) fn of_edition(collected: &CollectedEdition, content: &Content, store: &Store) -> Vec<Linted> {
    let folder = content.editions.iter().find(|folder| folder.edition.slug == collected.edition.slug);
    let translations = folder.into_iter().flat_map(|folder| &folder.translations).filter_map(|(lang, file)| {
        let roundup = roundup_in(collected, lang, Some(file)).filter(|roundup| roundup.file.is_some())?;
        let mut told = CollectedEdition { roundup, ..collected.clone() };
        told.edition.language = lang.clone();
        Some(told)
    });
    let tellings = [collected.clone()].into_iter().chain(translations);
    tellings.map(|collected| Linted { findings: build::lint(&collected, content, store), collected }).collect()
}

impl Linted {
    /// Everything, each finding with its place, a caret and what to do.
    fn show(&self, report: &Report) {
        let Self { collected, findings } = self;
        if findings.is_empty() {
            report.say(format!("nothing to mend in {}", of(collected)));
            return;
        }
        let shown = findings.iter().map(|finding| {
            let severity = finding.severity();
            finding.diagnostic(collected).render_as(severity, Some(finding.code.as_str()), report.color())
        });
        report.print(&shown.collect::<Vec<_>>().join("\n\n"));
        report.say(format!("\n{} in {}", summed(findings), of(collected)));
    }

    /// What a host is told in passing: a line for every finding that is more than a hint, and how many there are.
    /// Nothing when there is none.
    pub(super) fn told(&self) -> Option<String> {
        let Self { collected, findings } = self;
        if collected.roundup.file.is_none() && collected.entries.is_empty() {
            // Nobody has written anything yet.
            return None;
        }
        let graver: Vec<Finding> = findings.iter().filter(|f| f.severity() != Severity::Hint).cloned().collect();
        let lines = graver.iter().map(|finding| in_a_line(finding, collected));
        let total = format!("{} in {}: `blogkermis lint` shows them in place", summed(&graver), of(collected));
        (!graver.is_empty()).then(|| lines.chain([total]).collect::<Vec<_>>().join("\n"))
    }

    /// Whether something is wrong that readers must not see.
    pub(super) fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity() == Severity::Error)
    }

    /// The findings for programs.
    pub(super) fn as_json(&self) -> Vec<serde_json::Value> {
        self.findings.iter().map(|finding| as_json(finding, &self.collected)).collect()
    }
}

/// `path:line:column: CODE: what is wrong`.
fn in_a_line(finding: &Finding, collected: &CollectedEdition) -> String {
    let diagnostic = finding.diagnostic(collected);
    let (line, column) = diagnostic.position().unwrap_or((1, 1));
    format!("{}:{line}:{column}: {}: {}", diagnostic.path.display(), finding.code, finding.message)
}

fn as_json(finding: &Finding, collected: &CollectedEdition) -> serde_json::Value {
    let diagnostic = finding.diagnostic(collected);
    let (line, column) = diagnostic.position().unwrap_or((1, 1));
    json!({
        "code": finding.code, "severity": finding.severity(), "message": finding.message, "help": finding.help,
        "edition": collected.edition.slug, "path": diagnostic.path, "line": line, "column": column,
        "text": collected.roundup.body.get(finding.range.clone()),
    })
}

/// `2 errors, 1 warning`.
fn summed(findings: &[Finding]) -> String {
    let kinds = [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Hint, "hint", "hints"),
    ];
    let number = |severity| findings.iter().filter(|finding| finding.severity() == severity).count();
    let counted = kinds.iter().map(|(severity, one, many)| (number(*severity), one, many));
    counted.filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(n, one, many)).collect::<Vec<_>>().join(", ")
}

fn of(collected: &CollectedEdition) -> String {
    match &collected.roundup.file {
        Some(file) => file.path.display().to_string(),
        None => format!("the draft of {}", collected.edition.slug),
    }
}
