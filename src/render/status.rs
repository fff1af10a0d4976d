//! The page that says how the feeds are doing, for bloggers who miss their posts and for whoever looks after a server.

use std::time::Duration;

use schemars::JsonSchema;
use serde::Serialize;
use tera::Context;

use super::{
    context::{BlogModel, World},
    html,
    variables::{self, StatusPage},
};
use crate::{
    model::{Finding, Lang},
    roundup::{FeedHealth, letter, letter::Reader},
};

/// One blog's feed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Feed")]
pub(super) struct Row {
    /// The blog's name in addresses and ids.
    slug: String,
    /// The blog's page here, from the root.
    path: String,
    /// Whose blog it is.
    author: String,
    /// The blog's title.
    title: String,
    /// The blog's language, where the host says so.
    lang: Option<String>,
    /// The feed's address, where that is on the web.
    feed: Option<String>,
    /// The day of its newest post, as `2026-11-03`.
    newest: Option<String>,
    /// `trouble`, `remark`, `well` or `unasked`.
    state: &'static str,
    /// What there is to say.
    findings: Vec<Line>,
}

/// A finding in words.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
struct Line {
    /// What is the matter.
    what: String,
    /// What to do about it.
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
    let feeds = StatusPage {
        troubled: count("trouble"),
        remarked: count("remark"),
        hours: hours(world.site.content.config.fetch.interval),
        agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
        feeds: rows,
    };
    variables::put(context, &feeds);
}

/// The feed of one blog.
pub(super) fn row(world: &World<'_>, blog: &BlogModel<'_>) -> Row {
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
