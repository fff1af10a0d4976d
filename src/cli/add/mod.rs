//! `add`: blogs by address, feed, file or OPML.
//!
//! * `source`: what stands behind a word on the command line
//! * `preview`: what a feed brings, and what of it fits the running edition
//! * `show`: what is said about it; `json`: the same for programs

mod json;
mod preview;
mod show;
mod source;

use std::path::Path;

pub(super) use self::source::{is_file_name, read_file};

use self::source::{Looked, Network};
use super::{
    Exit, Failure, Outcome,
    args::{self, Global},
    report::{Report, count},
    site,
};
use crate::{
    content,
    inbox::{
        look::Call,
        watched::{Known, Watched},
    },
    model::Blog,
};

pub(super) fn run(args: &args::Add, global: &Global, report: &Report) -> Outcome {
    let opened = site::open_to_read(global, report)?;
    let running = Call::running(&opened.content, opened.now);
    let mut network = Network::new(&opened.content.config.fetch, global.offline);
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

/// The one that says more is wrong.
fn worse(one: Exit, other: Exit) -> Exit {
    if other as u8 > one as u8 { other } else { one }
}
