//! `explain`: the rules of `lint` in words.

use serde_json::json;

use super::{
    Exit, Failure, Outcome,
    args::{self, Global},
    report::Report,
};
use crate::{
    content::nearest,
    model::{Lang, LintCode},
    roundup::lint::explain::explain,
};

pub(super) fn run(args: &args::Explain, global: &Global, report: &Report) -> Outcome {
    let language = Lang::parse(&args.language).unwrap_or_else(Lang::en);
    let codes = match &args.code {
        None => LintCode::ALL.to_vec(),
        Some(name) => vec![LintCode::named(name).ok_or_else(|| unknown(name))?],
    };
    if global.json {
        let explained = codes.iter().map(|code| {
            let explanation = explain(*code, &language);
            json!({ "code": code, "severity": code.severity(), "title": explanation.title, "text": explanation.text })
        });
        report.json(&explained.collect::<Vec<_>>())?;
    } else if args.code.is_some() {
        for code in codes {
            let explanation = explain(code, &language);
            report.data(&format!("{code} ({}): {}\n\n{}", code.severity(), explanation.title, explanation.text));
        }
    } else {
        let width = codes.iter().map(|code| code.as_str().len()).max().unwrap_or(0);
        let line = |code: &LintCode| {
            let title = explain(*code, &language).title;
            format!("{:width$}  {:7}  {title}", code.as_str(), code.severity().to_string())
        };
        report.data(&codes.iter().map(line).collect::<Vec<_>>().join("\n"));
        report.hint("`blogkermis explain CODE` says why, with an example");
    }
    Ok(Exit::Ok)
}

fn unknown(name: &str) -> Failure {
    let failure = Failure::usage(format!("there is no rule `{name}`"));
    match nearest(name, LintCode::ALL.iter().map(|code| code.as_str())) {
        Some(near) => failure.help(format!("did you mean {near}? `blogkermis explain` lists all")),
        None => failure.help("`blogkermis explain` lists all"),
    }
}
