//! Issues of a repository that a form made: GitHub's JSON, one issue, a list of them, or the event that starts an action.
//!
//! A form's answers stand in the body under the headings of its questions (`### Address`). Only addresses and the name of
//! whoever opened it are read; titles and labels are nobody's promise.

use serde_json::Value;

use super::{list, name};
use crate::model::{Route, Tip};

/// The tips of issues; `None` when it is something else.
pub(super) fn read(value: &Value) -> Option<Vec<Tip>> {
    let issues: Vec<&Value> = match value {
        Value::Array(issues) => issues.iter().collect(),
        Value::Object(fields) => vec![fields.get("issue").unwrap_or(value)],
        _ => return None,
    };
    let is_issue = |issue: &&Value| issue.get("number").is_some() && issue.get("body").is_some();
    if issues.is_empty() || !issues.iter().all(is_issue) {
        return None;
    }
    // A pull request is an issue too, and brings files.
    let issues = issues.into_iter().filter(|issue| issue.get("pull_request").is_none());
    Some(issues.filter_map(of_issue).collect())
}

fn of_issue(issue: &Value) -> Option<Tip> {
    let body = issue.get("body")?.as_str()?;
    // What is quoted in the issue, or in code, was not answered.
    let mut in_code = false;
    let lines = body.lines().filter(|line| {
        let fence = line.trim_start().starts_with("```");
        in_code ^= fence;
        !in_code && !fence && !line.trim_start().starts_with('>')
    });
    let address = list::found(lines, &[]).into_iter().next()?;
    let author = issue.get("user").and_then(|user| user.get("name").or_else(|| user.get("login")));
    Some(Tip { address, route: Route::Issue, author: author.and_then(Value::as_str).and_then(name), text: None })
}
