//! `lint`: what is wrong with a roundup. Also said by `check` and `serve`.

use serde_json::json;

use super::{
    Exit, Outcome,
    args::{self, Global},
    report::{Report, count},
    site::{self, Opened},
};
use crate::{
    build,
    model::Severity,
    roundup::{CollectedEdition, lint::Finding},
};

pub(super) fn run(args: &args::Lint, global: &Global, report: &Report) -> Outcome {
    let edition = site::edition(args.edition.as_deref(), true, global, report)?;
    edition.warn_unless_harvested(report);
    let collected = edition.collected();
    let findings = findings(collected, &edition.site);
    if global.json {
        report.json(&findings.iter().map(|finding| as_json(finding, collected)).collect::<Vec<_>>())?;
    } else if findings.is_empty() {
        report.say(format!("nothing to mend in {}", of(collected)));
    } else {
        let shown: Vec<_> = findings.iter().map(|finding| shown(finding, collected, report.color())).collect();
        report.print(&shown.join("\n\n"));
        report.say(format!("\n{} in {}", summed(&findings), of(collected)));
        if let Some(first) = findings.first() {
            report.hint(format!("`blogkermis explain {}` says why, and how to silence a rule", first.code));
        }
    }
    Ok(exit(&findings, global))
}

/// How a command ends that found these.
fn exit(findings: &[Finding], global: &Global) -> Exit {
    let counts = |severity| severity == Severity::Error || global.strict && severity == Severity::Warning;
    if findings.iter().any(|finding| counts(finding.severity())) { Exit::Findings } else { Exit::Ok }
}

/// What is wrong with a roundup of an opened site.
pub(super) fn findings(collected: &CollectedEdition, opened: &Opened) -> Vec<Finding> {
    build::lint(collected, &opened.content, &opened.store)
}

/// A finding with its place, a caret and what to do.
fn shown(finding: &Finding, collected: &CollectedEdition, color: bool) -> String {
    finding.diagnostic(collected).render_as(finding.severity(), Some(finding.code.as_str()), color)
}

/// What a host is told in passing: a line for every finding that is more than a hint, and how many there are. Nothing
/// when there is none.
pub(super) fn told(findings: &[Finding], collected: &CollectedEdition) -> Option<String> {
    if collected.roundup.file.is_none() && collected.entries.is_empty() {
        // Nobody has written anything yet.
        return None;
    }
    let graver: Vec<Finding> = findings.iter().filter(|f| f.severity() != Severity::Hint).cloned().collect();
    let lines = graver.iter().map(|finding| in_a_line(finding, collected));
    let total = format!("{} in {}: `blogkermis lint` shows them in place", summed(&graver), of(collected));
    (!graver.is_empty()).then(|| lines.chain([total]).collect::<Vec<_>>().join("\n"))
}

/// `path:line:column: CODE: what is wrong`.
fn in_a_line(finding: &Finding, collected: &CollectedEdition) -> String {
    let diagnostic = finding.diagnostic(collected);
    let (line, column) = diagnostic.position().unwrap_or((1, 1));
    format!("{}:{line}:{column}: {}: {}", diagnostic.path.display(), finding.code, finding.message)
}

/// A finding for programs.
pub(super) fn as_json(finding: &Finding, collected: &CollectedEdition) -> serde_json::Value {
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
