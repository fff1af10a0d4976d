//! `new`: launches an edition.

use std::collections::BTreeMap;

use super::{
    Exit, Failure, Outcome,
    args::{self, Global},
    report::Report,
    site,
};
use crate::{
    content::{self, WriteError},
    model::{Edition, Host, Lang, Moment, Slug},
};

pub(super) fn run(args: &args::New, global: &Global, report: &Report) -> Outcome {
    let root = site::root(global)?;
    let site = site::content(&root, report)?;
    let language = match &args.language {
        Some(tag) => parse_language(tag)?,
        None => site.config.language.clone(),
    };
    let theme = args.theme.trim();
    let slug = match &args.slug {
        Some(slug) => Slug::new(slug).map_err(Failure::usage)?,
        None => Slug::from_text(theme).ok_or_else(|| {
            Failure::usage(format!("no folder name can be made of `{theme}`")).help("give one with --slug")
        })?,
    };
    let host = match &args.host {
        None => None,
        Some(name) => {
            let known: Vec<_> = site.blogs.iter().map(|blog| blog.slug.as_str()).collect();
            let blog = site.blogs.iter().find(|blog| blog.slug.as_str() == name).ok_or_else(|| {
                Failure::usage(format!("there is no blog `{name}`")).help(match known.as_slice() {
                    [] => "add blogs with `blogkermis add ADDRESS`".to_owned(),
                    known => format!("there is {}", known.join(", ")),
                })
            })?;
            Some(Host::Blog(blog.slug.clone()))
        }
    };
    let mut terms: BTreeMap<Lang, Vec<String>> = BTreeMap::new();
    for term in &args.terms {
        let (tag, words) = term.split_once('=').ok_or_else(|| {
            Failure::usage(format!("`--term {term}` names no language")).help("write it as --term nl=\"hardop leren\"")
        })?;
        terms.entry(parse_language(tag.trim())?).or_default().push(words.trim().to_owned());
    }
    if terms.is_empty() {
        terms.insert(language.clone(), vec![theme.to_owned()]);
    }
    let edition = Edition {
        title: args.title.clone().unwrap_or_else(|| capitalised(theme)),
        theme: theme.to_owned(),
        opens: moment(args.opens.as_deref())?,
        closes: moment(args.closes.as_deref())?,
        host,
        call: None,
        tags: if args.tags.is_empty() { vec!["blogkermis".to_owned()] } else { args.tags.clone() },
        blogs: None,
        prompts: Vec::new(),
        terms,
        body: String::new(),
        slug,
        language,
    };
    if global.dry_run {
        let path = content::free_edition(&root, &edition.slug).map_err(unwritten)?;
        report.say(format!("would write {}", path.display()));
        return Ok(Exit::Ok);
    }
    let path = content::write_edition(&root, &edition).map_err(unwritten)?;
    report.say(format!("{} is the call: write why this theme, and a few conversation starters", path.display()));
    report.help(if site.blogs.is_empty() {
        "add blogs with `blogkermis add ADDRESS`"
    } else {
        "see it with `blogkermis serve`"
    });
    Ok(Exit::Ok)
}

/// A name that is taken can be helped on the command line; anything else is wrong with the files.
fn unwritten(error: WriteError) -> Failure {
    match error {
        WriteError::Reserved(_) | WriteError::Clash(_) => {
            Failure::usage(error).help("give the edition another name with --slug")
        }
        WriteError::Exists(_) => Failure::data(error).help("edit that file, or give another name with --slug"),
        error => Failure::data(error),
    }
}

fn parse_language(tag: &str) -> Result<Lang, Failure> {
    Lang::parse(tag).ok_or_else(|| Failure::usage(format!("`{tag}` is no language")).help("nl, en, de, fr …"))
}

fn moment(text: Option<&str>) -> Result<Option<Moment>, Failure> {
    text.map(str::parse).transpose().map_err(Failure::usage)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
