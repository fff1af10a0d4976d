//! `check`: how the feeds are doing, and what to do about it; and what is wrong with the newest roundup.

use std::fmt::Write;

use serde_json::json;

use super::{
    Exit, Failure, Outcome,
    args::{self, Global},
    fetch::{self, Wish},
    lint::{self, Linted},
    report::{Report, count},
    site::{self, Opened},
    theme,
};
use crate::{
    build, content,
    model::{Blog, Finding, Host, Lang, Slug},
    render,
    roundup::{
        FeedHealth, Series, health,
        letter::{self, Letter, Occasion, Reader},
    },
};

pub(super) fn run(args: &args::Check, global: &Global, report: &Report) -> Outcome {
    let opened = site::open(global, report)?;
    let wish = Wish::new(&opened, &args.blogs, false)?;
    let harvest = fetch::quietly(&opened, &wish, global, report)?;
    let is_asked = |blog: &Slug| args.blogs.is_empty() || args.blogs.iter().any(|name| name == blog.as_str());
    let asked = harvest.records.values().filter(|record| is_asked(&record.blog));
    let feeds: Vec<FeedHealth> = asked.map(|record| health::of(record, opened.now)).collect();
    let of_feeds_only = args.feeds || args.mail || args.rewrite || !args.blogs.is_empty();
    let (roundups, theme) = if of_feeds_only {
        (Vec::new(), Theme::default())
    } else {
        let series = opened.collect(&harvest.records, true, report)?;
        (newest(&opened, &series), Theme::of(&opened, series)?)
    };
    if args.mail {
        letters(&feeds, &opened, global, report)?;
    } else if args.rewrite {
        return Ok(rewrite(&feeds, &opened, global, report));
    } else if global.json {
        let feeds: Vec<_> = feeds.iter().map(|feed| as_json(feed, &opened)).collect();
        let findings = roundups.iter().flat_map(Linted::as_json);
        let remarks = theme::remarks_as_json(&theme.remarks);
        report.json(&json!({
            "feeds": feeds, "roundup": findings.collect::<Vec<_>>(), "templates": remarks, "broken": theme.broken,
        }))?;
    } else {
        report.data(&told(&feeds));
        hints(&feeds, report);
        for told in roundups.iter().filter_map(Linted::told) {
            report.data(&format!("\n{told}"));
        }
        theme.tell(report);
    }
    if theme.broken.is_some() {
        return Ok(Exit::Findings);
    }
    if roundups.iter().any(Linted::has_errors) {
        return Ok(Exit::Findings);
    }
    Ok(if feeds.iter().any(FeedHealth::is_troubled) { Exit::Findings } else { Exit::Ok })
}

/// What is wrong with the site's own templates; nothing where it has none.
#[derive(Default)]
struct Theme {
    remarks: Vec<render::theme::Remark>,
    /// The message that a build would end with.
    broken: Option<String>,
}

impl Theme {
    fn of(opened: &Opened, series: Series) -> Result<Self, Failure> {
        let templates = build::templates(&opened.root)?;
        if templates.is_empty() {
            return Ok(Self::default());
        }
        // Some mistakes show only where a page is rendered.
        let site = build::gather(&opened.root, opened.content.clone(), series)?;
        let broken = render::plan(&site, opened.now).err().map(|error| error.message);
        Ok(Self { remarks: render::theme::remarks(&templates), broken })
    }

    fn tell(&self, report: &Report) {
        for remark in &self.remarks {
            report.data(&format!("\n{}: {}\n  {}", remark.path, remark.message, remark.help));
        }
        if let Some(message) = &self.broken {
            report.data(&format!("\n{message}"));
        }
    }
}

/// The newest edition's roundup, in each language, and what is wrong with it.
fn newest(opened: &Opened, series: &Series) -> Vec<Linted> {
    let Ok(edition) = opened.edition(None) else { return Vec::new() };
    let collected = series.editions.iter().find(|collected| collected.edition.slug == edition.slug);
    collected.map(|collected| lint::of_edition(collected, &opened.content, &opened.store)).unwrap_or_default()
}

/// The feeds with something to say, the gravest first, and how many are well.
fn told(feeds: &[FeedHealth]) -> String {
    let english = Lang::en();
    let mut text = String::new();
    let mut with_findings: Vec<&FeedHealth> = feeds.iter().filter(|feed| !feed.findings.is_empty()).collect();
    with_findings.sort_by_key(|feed| !feed.is_troubled());
    for feed in &with_findings {
        let _ = writeln!(text, "{}  {}", feed.blog, feed.source);
        for finding in &feed.findings {
            let mark = if finding.is_trouble() { '!' } else { '-' };
            let _ = writeln!(text, "  {mark} {}", letter::sentence(finding, &english));
            if let Finding::Failed { error, .. } = finding {
                let _ = writeln!(text, "    {error}");
            }
            let _ = writeln!(text, "    {}", advice(feed, finding));
        }
        text.push('\n');
    }
    let well = feeds.len() - with_findings.len();
    let _ = write!(text, "{} well", if well == 1 { "1 feed is".to_owned() } else { format!("{well} feeds are") });
    text
}

/// What the host can do, with the blog's name where the words have a place for it.
fn advice(feed: &FeedHealth, finding: &Finding) -> String {
    letter::advice(finding, Reader::Host, &Lang::en()).replace("BLOG", feed.blog.as_str())
}

fn hints(feeds: &[FeedHealth], report: &Report) {
    if feeds.iter().flat_map(|feed| &feed.findings).any(|finding| matches!(finding, Finding::Moved { .. })) {
        report.hint("`blogkermis check --feeds --rewrite` corrects the addresses of feeds that moved");
    }
    if feeds.iter().any(FeedHealth::is_troubled) {
        report.hint("`blogkermis check --feeds --mail` writes a letter to each blogger");
    }
}

/// Everything a program may want to know, words included.
fn as_json(feed: &FeedHealth, opened: &Opened) -> serde_json::Value {
    let english = Lang::en();
    let findings = feed.findings.iter().map(|finding| {
        let mut value = serde_json::to_value(finding).unwrap_or_default();
        value["trouble"] = finding.is_trouble().into();
        value["sentence"] = letter::sentence(finding, &english).into();
        value["advice"] = advice(feed, finding).into();
        value
    });
    json!({
        "blog": feed.blog, "source": feed.source, "posts": feed.posts, "newest": feed.newest,
        "findings": findings.collect::<Vec<_>>(), "letter": letter_of(feed, opened),
    })
}

fn letter_of(feed: &FeedHealth, opened: &Opened) -> Option<Letter> {
    let blogs = &opened.content.blogs;
    let blog: &Blog = blogs.iter().find(|blog| blog.slug == feed.blog)?;
    let config = &opened.content.config;
    let host = opened.content.editions.first().and_then(|folder| match folder.edition.host.as_ref()? {
        Host::Person(person) => Some(person.name.as_str()),
        Host::Blog(slug) => blogs.iter().find(|blog| &blog.slug == slug).map(|blog| blog.author.as_str()),
    });
    let occasion = Occasion {
        author: &blog.author,
        blog: &blog.title,
        source: &feed.source,
        host,
        series: &config.title,
        site: config.base_url.as_str(),
    };
    letter::letter(&occasion, &feed.findings, blog.language.as_ref().unwrap_or(&config.language))
}

/// The letters, to be copied into whatever sends mail: no blogger's address is known here.
fn letters(feeds: &[FeedHealth], opened: &Opened, global: &Global, report: &Report) -> Result<(), Failure> {
    let letters: Vec<_> = feeds.iter().filter_map(|feed| Some((&feed.blog, letter_of(feed, opened)?))).collect();
    if global.json {
        let listed: Vec<_> = letters.iter().map(|(blog, letter)| json!({ "blog": blog, "letter": letter })).collect();
        return report.json(&listed);
    }
    let written: Vec<_> =
        letters.iter().map(|(_, letter)| format!("Subject: {}\n\n{}\n", letter.subject, letter.body)).collect();
    if !written.is_empty() {
        report.data(&written.join("\n--\n\n"));
    }
    report.say(count(letters.len(), "letter", "letters"));
    Ok(())
}

/// Corrects the addresses of feeds that moved: every change is shown, and then made.
fn rewrite(feeds: &[FeedHealth], opened: &Opened, global: &Global, report: &Report) -> Exit {
    let mut changed = 0;
    let mut exit = Exit::Ok;
    for feed in feeds {
        let moved = feed.findings.iter().find_map(|finding| match finding {
            Finding::Moved { to } => Some(to),
            _ => None,
        });
        let Some(to) = moved else { continue };
        let change = content::move_feed(&opened.root, &feed.blog, to).and_then(|change| {
            let Some(change) = change else { return Ok(None) };
            let path = change.rewrite.path.display();
            let shown = format!("{path}:{}\n- {}\n+ {}", change.line, change.before, change.after);
            report.data(&shown);
            if !global.dry_run {
                change.rewrite.carry_out(&opened.root)?;
            }
            Ok(Some(()))
        });
        match change {
            Ok(Some(())) => changed += 1,
            Ok(None) => report.say(format!("{}: its file names no feed; it is found anew", feed.blog)),
            Err(error) => {
                exit = Exit::Data;
                report.failure(&Failure::data(format!("{}: {error}", feed.blog)));
            }
        }
    }
    let would = if global.dry_run { "would be " } else { "" };
    report.say(format!("{} {would}corrected", count(changed, "address", "addresses")));
    exit
}
