//! `new`: launches an edition.

use std::{collections::BTreeMap, io::IsTerminal as _};

use jiff::{
    SignedDuration,
    tz::{TimeZone, TimeZoneDatabase},
};
use serde_json::json;

use super::{
    Exit, Failure, Outcome,
    args::{self, Global},
    interview,
    report::Report,
    site,
};
use crate::{
    content::{self, Content, WriteError, compose},
    model::{Edition, Host, Lang, Moment, Slug},
    roundup::call,
};

pub(super) fn run(args: &args::New, global: &Global, report: &Report) -> Outcome {
    let root = site::root(global)?;
    let site = site::content(&root, report)?;
    let language = match &args.language {
        Some(tag) => parse_language(tag)?,
        None => site.config.language.clone(),
    };
    let args = &asked(args, &language, &site, report)?;
    let Some(theme) = args.theme.as_deref().map(str::trim).filter(|theme| !theme.is_empty()) else {
        return Err(Failure::usage("what is the edition about?").help("blogkermis new \"learning out loud\""));
    };
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
    let mut edition = Edition {
        title: args.title.clone().unwrap_or_else(|| capitalised(theme)),
        theme: theme.to_owned(),
        opens: moment(args.opens.as_deref())?,
        closes: moment(args.closes.as_deref())?,
        timezone: args.zone.as_deref().map(zone).transpose()?.or_else(|| site.config.timezone.clone()),
        grace: args.grace.as_deref().map_or(Ok(SignedDuration::ZERO), grace)?,
        number: args.number.map(usize::from),
        host,
        call: None,
        tags: if args.tags.is_empty() { vec!["blogkermis".to_owned()] } else { args.tags.clone() },
        blogs: None,
        prompts: args.prompts.iter().map(|prompt| prompt.trim().to_owned()).collect(),
        terms,
        palette: None,
        body: String::new(),
        slug,
        language,
    };
    let base_url = &site.config.base_url;
    let place = base_url.join(&format!("{}/call/", edition.slug)).map_err(Failure::data)?;
    edition.body = call::body(&edition, &place, host_name(&edition, &site));
    // What the site says already need not be said again.
    if args.zone.is_none() {
        edition.timezone = None;
    }
    let path = if global.dry_run {
        content::free_edition(&root, &edition.slug).map_err(unwritten)?
    } else {
        content::write_edition(&root, &edition).map_err(unwritten)?
    };
    if global.json {
        let shown = path.display().to_string();
        report.json(&json!({ "edition": edition.slug, "path": shown, "call": place, "written": !global.dry_run }))?;
    }
    if global.dry_run {
        report.say(format!("would write {}", path.display()));
        if !global.json {
            report.data(compose::edition(&edition).trim_end());
        }
        return Ok(Exit::Ok);
    }
    report.say(if edition.prompts.is_empty() {
        format!("{} is the call: write why this theme, and a few conversation starters", path.display())
    } else {
        format!("{} is the call: write why this theme, then it can be posted", path.display())
    });
    report.help(if site.blogs.is_empty() {
        "add blogs with `blogkermis add ADDRESS`"
    } else {
        "see it with `blogkermis serve`"
    });
    Ok(Exit::Ok)
}

/// The arguments, with what was asked for on a terminal. Where nobody sits, nothing is asked.
fn asked(args: &args::New, language: &Lang, site: &Content, report: &Report) -> Result<args::New, Failure> {
    let mut args = args.clone();
    if args.no_input || !std::io::stdin().is_terminal() || !report.is_terminal() {
        return Ok(args);
    }
    // The call's own language first, then the others that the blogs are written in.
    let mut languages = vec![language.primary().to_owned()];
    for blog in site.blogs.iter().filter_map(|blog| blog.language.as_ref()) {
        if !languages.iter().any(|known| known == blog.primary()) {
            languages.push(blog.primary().to_owned());
        }
    }
    let blogs: Vec<&str> = site.blogs.iter().map(|blog| blog.slug.as_str()).collect();
    interview::fill(&mut args, &languages, &blogs, &mut |question| report.ask(question)).map_err(Failure::data)?;
    Ok(args)
}

fn host_name<'a>(edition: &'a Edition, site: &'a Content) -> Option<&'a str> {
    match edition.host.as_ref()? {
        Host::Person(person) => Some(&person.name),
        Host::Blog(slug) => site.blogs.iter().find(|blog| &blog.slug == slug).map(|blog| blog.author.as_str()),
    }
}

fn zone(name: &str) -> Result<TimeZone, Failure> {
    let zone = TimeZoneDatabase::bundled().get(name);
    zone.map_err(|_| Failure::usage(format!("there is no time zone `{name}`")).help("Europe/Amsterdam, UTC …"))
}

fn grace(text: &str) -> Result<SignedDuration, Failure> {
    content::days_of_grace(text)
        .ok_or_else(|| Failure::usage(format!("`{text}` is no number of days")).help("3, \"3 days\", \"36 hours\""))
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
