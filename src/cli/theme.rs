//! `theme`: the theme's files, for those who want another look.

use std::path::Path;

use serde_json::json;

use super::{
    Exit, Failure, Outcome,
    args::{self, Global, ThemeAction},
    report::Report,
    site,
};
use crate::{
    build,
    content::{self, Rewrite, WriteError},
    render::theme,
};

pub(super) fn run(args: &args::Theme, global: &Global, report: &Report) -> Outcome {
    match &args.action {
        ThemeAction::List => list(global, report),
        ThemeAction::Guide => {
            report.print(&theme::guide());
            Ok(Exit::Ok)
        }
        ThemeAction::Eject { files, force } => eject(files, *force, global, report),
    }
}

/// The theme's files, and which of them the site has its own of.
fn list(global: &Global, report: &Report) -> Outcome {
    // Outside a site there is a theme all the same.
    let own = match site::root(global) {
        Ok(root) => build::templates(&root)?,
        Err(_) => std::collections::BTreeMap::new(),
    };
    let files = theme::files();
    if global.json {
        let listed: Vec<_> = files
            .iter()
            .map(|file| json!({ "name": file.name, "about": file.about, "replaced": own.contains_key(&file.name) }))
            .collect();
        report.json(&json!({ "files": listed, "remarks": remarks_as_json(&theme::remarks(&own)) }))?;
        return Ok(Exit::Ok);
    }
    let widest = files.iter().map(|file| file.name.len()).max().unwrap_or(0);
    let lines: Vec<String> = files
        .iter()
        .map(|file| {
            let mark = if own.contains_key(&file.name) { '*' } else { ' ' };
            format!("{mark} {:widest$}  {}", file.name, file.about).trim_end().to_owned()
        })
        .collect();
    report.data(&lines.join("\n"));
    if own.keys().any(|name| files.iter().any(|file| &file.name == name)) {
        report.hint("* is replaced by a file in templates/");
    }
    remark(&own, report);
    Ok(Exit::Ok)
}

/// Puts files of the theme into `templates/`.
fn eject(names: &[String], force: bool, global: &Global, report: &Report) -> Outcome {
    let root = site::root(global)?;
    // All of them, or none: a name is seldom misspelt alone.
    let texts = names.iter().map(|name| Ok((name, text_of(name)?))).collect::<Result<Vec<_>, Failure>>()?;
    let own = build::templates(&root)?;
    let mut ejected = Vec::new();
    for (name, text) in texts {
        let path = Path::new("templates").join(name);
        match own.get(name) {
            Some(_) if !force => {
                return Err(Failure::data(WriteError::Exists(path)).help("--force writes the theme’s own over it"));
            }
            // Shown before it is gone: it may be all there is of somebody's work.
            Some(old) if *old != text => {
                let change = Rewrite { path: path.clone(), old: old.clone(), new: text };
                report.say(diff(&change));
                if !global.dry_run {
                    change.carry_out(&root).map_err(Failure::data)?;
                }
            }
            Some(_) => {}
            None if global.dry_run => {}
            None => {
                content::create(&root, &path, text.as_bytes()).map_err(Failure::data)?;
            }
        }
        let would = if global.dry_run { "would be " } else { "" };
        report.say(format!("{} {would}written", path.display()));
        ejected.push(name);
    }
    if global.json {
        report.json(&json!({ "written": ejected, "dry_run": global.dry_run }))?;
    } else if !global.dry_run {
        report.hint("`blogkermis theme guide` says what a template is given; `{% extends \"theme/home.html\" %}` keeps the rest");
    }
    Ok(Exit::Ok)
}

fn text_of(name: &str) -> Result<String, Failure> {
    theme::file(name).ok_or_else(|| {
        Failure::usage(format!("the theme has no file `{name}`")).help(match theme::nearest(name) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`blogkermis theme list` has them all".to_owned(),
        })
    })
}

fn diff(change: &Rewrite) -> String {
    similar::TextDiff::from_lines(&change.old, &change.new).unified_diff().context_radius(1).to_string()
}

/// Says what in `templates/` does nothing.
pub(super) fn remark(templates: &std::collections::BTreeMap<String, String>, report: &Report) {
    for remark in theme::remarks(templates) {
        report.warn(format!("{}: {}", remark.path, remark.message));
        report.hint(&remark.help);
    }
}

/// The same, for programs.
pub(super) fn remarks_as_json(remarks: &[theme::Remark]) -> Vec<serde_json::Value> {
    let as_json = |r: &theme::Remark| json!({ "path": r.path, "message": r.message, "help": r.help });
    remarks.iter().map(as_json).collect()
}
