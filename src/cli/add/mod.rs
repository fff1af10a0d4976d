//! `add`: blogs by address, feed, file or OPML.
//!
//! * `source`: what stands behind a word on the command line
//! * `preview`: what a feed brings, and what of it fits the running edition
//! * `candidate`: a blog before it has a file; `watched`: those that have one
//! * `show`: what is said about it

mod candidate;
mod preview;
mod show;
mod source;
mod watched;

use std::path::Path;

use serde::Serialize;
use url::Url;

use self::{
    preview::{Matches, PostPreview, Running},
    source::{Looked, Network},
    watched::{Known, Watched},
};
use super::{
    Exit, Failure, Outcome,
    args::{self, Global},
    report::{Report, count},
    site,
};
use crate::{
    content,
    harvest::find::{Other, Tried},
    model::{Blog, FeedSource, Lang, Slug},
};

pub(super) fn run(args: &args::Add, global: &Global, report: &Report) -> Outcome {
    let opened = site::open_to_read(global, report)?;
    let running = Running::of(&opened.content, opened.now);
    let policy = opened.fetch_policy();
    let mut network = Network::new(&policy, global.offline);
    let mut exit = Exit::Ok;
    let mut looked = Vec::new();
    for source in &args.sources {
        let look = source::look(source, &opened, running.as_ref(), &mut network, report);
        if let Some(failure) = &look.failure {
            exit = worse(exit, failure.exit);
        }
        show::looked(&look, report);
        looked.push(look);
    }
    if let [one] = looked.iter_mut().flat_map(|look| &mut look.candidates).collect::<Vec<_>>().as_mut_slice() {
        if let Some(author) = &args.author {
            one.author.clone_from(author);
        }
        if let Some(title) = &args.title {
            one.title.clone_from(title);
        }
    }
    let mut watched = Watched::of(&opened.content.blogs);
    let mut done = Vec::new();
    for look in looked {
        let added = add(look, &opened.root, &mut watched, global.dry_run, report);
        exit = added.failed.iter().fold(exit, |exit, failure| worse(exit, failure.exit));
        show::added(&added, running.as_ref(), global.dry_run, report);
        done.push(added);
    }
    if global.json {
        report.json(&done.iter().map(Added::as_json).collect::<Vec<_>>())?;
    }
    let total = done.iter().map(|added| added.blogs.len()).sum();
    report.say(format!(
        "{} {}",
        count(total, "blog", "blogs"),
        if global.dry_run { "would be added" } else { "added" }
    ));
    Ok(exit)
}

/// What became of one word on the command line.
struct Added {
    look: Looked,
    blogs: Vec<Blog>,
    /// Blogs that the site had before, and what they are called in the source.
    known: Vec<(String, Known)>,
    failed: Vec<Failure>,
}

/// Gives each blog of a source its file. One that will not do is no reason to leave out the others.
fn add(mut look: Looked, root: &Path, watched: &mut Watched, dry_run: bool, report: &Report) -> Added {
    let candidates = std::mem::take(&mut look.candidates);
    let mut added = Added { look, blogs: Vec::new(), known: Vec::new(), failed: Vec::new() };
    for candidate in candidates {
        if let Some(known) = watched.find(&candidate) {
            // Whoever gives the address of a second feed wants it.
            let is_wanted = candidate.is_given && matches!(known, Known::Home(_));
            if is_wanted {
                show::same_home(&candidate, &known, report);
            } else {
                added.known.push((candidate.name(), known));
                continue;
            }
        }
        let mut blog = candidate.into_blog(&watched.taken);
        if blog.author.trim().is_empty() {
            if !added.look.is_list() {
                report.help(format!("nothing says who writes “{}”: correct `author` in its file", blog.title));
            }
            blog.author.clone_from(&blog.title);
        }
        if !dry_run && let Err(error) = content::write_blog(root, &blog) {
            let failure = Failure::data(format!("“{}” was not added: {error}", blog.title));
            report.failure(&failure);
            added.failed.push(failure);
            continue;
        }
        watched.add(&blog);
        added.blogs.push(blog);
    }
    added
}

/// One source, for programs.
#[derive(Serialize)]
struct AddedJson<'a> {
    source: &'a str,
    added: Vec<BlogJson<'a>>,
    known: Vec<KnownJson<'a>>,
    feed: Option<FeedJson<'a>>,
    posts: &'a [PostPreview],
    matches: Option<&'a Matches>,
    others: &'a [Other],
    repeated: usize,
    unusable: &'a [String],
    tried: &'a [Tried],
    error: Option<&'a str>,
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct BlogJson<'a> {
    slug: &'a Slug,
    title: &'a str,
    author: &'a str,
    url: Option<&'a Url>,
    feed: Option<&'a FeedSource>,
    language: Option<&'a Lang>,
}

#[derive(Serialize)]
struct KnownJson<'a> {
    title: &'a str,
    blog: &'a Slug,
}

#[derive(Serialize)]
struct FeedJson<'a> {
    url: String,
    how: &'static str,
    title: &'a str,
    author: &'a str,
    language: Option<&'a Lang>,
    format: &'a str,
    posts: usize,
    text: crate::harvest::find::Extent,
}

impl Added {
    fn as_json(&self) -> AddedJson<'_> {
        let Looked { source, preview, others, tried, failure, repeated, unusable, .. } = &self.look;
        AddedJson {
            source,
            added: self.blogs.iter().map(BlogJson::from).collect(),
            known: self.known.iter().map(|(title, known)| KnownJson { title, blog: known.slug() }).collect(),
            feed: preview.as_ref().map(|preview| FeedJson {
                url: preview.url.to_string(),
                how: preview.how.map_or("file", crate::harvest::find::How::code),
                title: &preview.title,
                author: &preview.author,
                language: preview.language.as_ref(),
                format: &preview.format,
                posts: preview.count,
                text: preview.extent,
            }),
            posts: preview.as_ref().map_or(&[], |preview| &preview.newest),
            matches: preview.as_ref().and_then(|preview| preview.matches.as_ref()),
            others,
            repeated: *repeated,
            unusable,
            tried,
            error: failure.as_ref().map(|failure| failure.message.as_str()),
            help: failure.as_ref().and_then(|failure| failure.help.as_deref()),
        }
    }
}

impl<'a> From<&'a Blog> for BlogJson<'a> {
    fn from(blog: &'a Blog) -> Self {
        Self {
            slug: &blog.slug,
            title: &blog.title,
            author: &blog.author,
            url: blog.url.as_ref(),
            feed: blog.feed.as_ref(),
            language: blog.language.as_ref(),
        }
    }
}

/// The one that says more is wrong.
fn worse(one: Exit, other: Exit) -> Exit {
    if other as u8 > one as u8 { other } else { one }
}
