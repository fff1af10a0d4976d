//! The page that says how the feeds are doing, for bloggers who miss their posts and for whoever looks after a server.

use std::time::Duration;

use serde::Serialize;
use tera::Context;

use super::{
    context::{BlogModel, World},
    html,
};
use crate::{
    model::{Finding, Lang},
    roundup::{FeedHealth, letter, letter::Reader},
};

/// One blog's feed.
#[derive(Serialize)]
struct Row {
    slug: String,
    path: String,
    author: String,
    title: String,
    lang: Option<String>,
    feed: Option<String>,
    /// The day of its newest post.
    newest: Option<String>,
    /// `trouble`, `remark`, `well` or `unasked`.
    state: &'static str,
    findings: Vec<Line>,
}

/// A finding in words.
#[derive(Serialize)]
struct Line {
    what: String,
    mend: String,
    /// What the program said, in its own language.
    said: Option<String>,
}

/// Puts the feeds into the page's context: those in trouble first, then by title.
pub(super) fn fill(context: &mut Context, world: &World<'_>) {
    let mut rows: Vec<Row> = world.blogs.iter().map(|blog| row(world, blog)).collect();
    let order = |row: &Row| ["trouble", "remark", "unasked", "well"].iter().position(|state| *state == row.state);
    rows.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| (&a.title, &a.slug).cmp(&(&b.title, &b.slug))));
    let count = |wanted: &str| rows.iter().filter(|row| row.state == wanted).count();
    context.insert("troubled", &count("trouble"));
    context.insert("remarked", &count("remark"));
    context.insert("hours", &hours(world.site.content.config.fetch.interval));
    context.insert("agent", concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")));
    context.insert("feeds", &rows);
}

/// Puts the feed of one blog into the context of its page.
pub(super) fn of_blog(context: &mut Context, world: &World<'_>, blog: &BlogModel<'_>) {
    context.insert("feed", &row(world, blog));
}

fn row(world: &World<'_>, blog: &BlogModel<'_>) -> Row {
    let language = Lang::parse(&world.lang).unwrap_or_else(Lang::en);
    let source = blog.source;
    let health = world.site.series.feeds.iter().find(|feed| feed.blog == source.slug);
    Row {
        slug: source.slug.to_string(),
        path: blog.path.clone(),
        author: source.author.clone(),
        title: source.title.clone(),
        lang: source.language.as_ref().map(Lang::to_string),
        feed: health.and_then(|health| html::safe_url(health.source.parse().ok().as_ref())),
        newest: health.and_then(|health| Some(health.newest?.to_string())),
        state: state(health),
        findings: health.map_or_else(Vec::new, |health| lines(&health.findings, &language)),
    }
}

fn state(health: Option<&FeedHealth>) -> &'static str {
    match health {
        None => "unasked",
        Some(health) if health.is_troubled() => "trouble",
        Some(health) if health.findings.is_empty() => "well",
        Some(_) => "remark",
    }
}

fn lines(findings: &[Finding], language: &Lang) -> Vec<Line> {
    let line = |finding: &Finding| Line {
        what: letter::sentence(finding, language),
        mend: letter::advice(finding, Reader::Blogger, language),
        said: match finding {
            Finding::Failed { error, .. } => Some(error.clone()),
            _ => None,
        },
    };
    findings.iter().map(line).collect()
}

/// Whole hours, at least one.
fn hours(interval: Duration) -> u64 {
    (interval.as_secs() / 3600).max(1)
}
