//! What `add` says, so that the host can see whether it is the right blog.

use super::{
    Added,
    preview::{PostPreview, Preview},
    source::Looked,
};
use crate::{
    cli::report::{Report, count},
    harvest::find::{Extent, Kinship, Other},
    inbox::{candidate::Candidate, look::Call, watched::Known},
    model::{Blog, Status},
};

/// So many of several other feeds are named.
const MOST_OTHERS: usize = 5;

/// What was found behind one word of the command line, and what was tried.
pub(super) fn looked(look: &Looked, report: &Report) {
    if let Some(failure) = &look.failure {
        report.error(format!("{}: {}", look.source, failure.message));
        tried(look, |line| report.say(line));
        if let Some(help) = &failure.help {
            report.help(help);
        }
        return;
    }
    tried(look, |line| report.detail(line));
    if let Some(preview) = &look.preview {
        feed(preview, report);
    }
    others(&look.others, report);
}

fn tried(look: &Looked, say: impl Fn(String)) {
    // A single request that failed is the failure itself.
    if look.failure.is_none() || look.tried.len() > 1 {
        for tried in &look.tried {
            say(format!("  tried {tried}"));
        }
    }
}

fn feed(preview: &Preview, report: &Report) {
    let found = preview.how.map_or_else(|| "a file".to_owned(), |how| how.to_string());
    report.say(format!("  {} – {} ({found})", titled(&preview.title), preview.url));
    let language = match (&preview.language, preview.is_declared) {
        (None, _) => "language unknown".to_owned(),
        (Some(language), true) => language.to_string(),
        (Some(language), false) => format!("{language} by its words"),
    };
    let author = if preview.author.is_empty() { "author unknown".to_owned() } else { format!("by {}", preview.author) };
    let posts = count(preview.count, "post", "posts");
    let extent = match preview.extent {
        Extent::Full => ", full text",
        Extent::Excerpts => ", excerpts",
        Extent::Titles => ", titles only",
        Extent::Unknown => "",
    };
    report.say(format!("  {author}; {language}; {posts}{extent}; {}", preview.format));
    for post in &preview.newest {
        line(post, report);
    }
    if let Some(matches) = preview.matches.as_ref().filter(|_| preview.count > 0) {
        let edition = &matches.edition;
        report.say(match (matches.accepted, matches.candidates) {
            (0, 0) => format!("  none of {posts} fits {edition} so far"),
            (accepted, 0) => format!("  {accepted} of {posts} fit{} {edition}", if accepted == 1 { "s" } else { "" }),
            (accepted, candidates) => {
                let fit = if accepted == 1 { "fits" } else { "fit" };
                format!("  {accepted} of {posts} {fit} {edition}, {candidates} to look at")
            }
        });
    }
}

fn line(post: &PostPreview, report: &Report) {
    let date = match (post.published, post.updated) {
        (Some(at), _) => at.date().to_string(),
        (None, Some(at)) => format!("{} (last changed)", at.date()),
        (None, None) => "undated   ".to_owned(),
    };
    let reason = post.reason.as_ref().map(|reason| format!(" ({}: {})", reason.signal, reason.detail));
    let reason = reason.unwrap_or_default();
    let judged = match post.status {
        Some(Status::Accepted) => format!("  ✓ fits{reason}"),
        Some(Status::Candidate) => format!("  ? candidate{reason}"),
        _ => String::new(),
    };
    report.say(format!("    {date}  {}{judged}", titled(&post.title)));
}

/// What else there is to take.
fn others(others: &[Other], report: &Report) {
    for other in others.iter().take(MOST_OTHERS) {
        let what = match (other.kinship, other.title.as_str()) {
            (Kinship::SamePosts, _) => "the same posts".to_owned(),
            (_, "") => "another feed".to_owned(),
            (_, title) => format!("“{title}”"),
        };
        report.say(format!("  also there: {} ({what})", other.url));
    }
    if others.len() > MOST_OTHERS {
        report.say(format!("  and {} more; --json names them all", others.len() - MOST_OTHERS));
    }
    if let Some(other) = others.iter().find(|other| other.kinship != Kinship::SamePosts) {
        report.hint(format!("another one is taken with `blogkermis add {}`", other.url));
    }
}

/// A second feed of a blog is taken when its own address was given.
pub(super) fn same_home(candidate: &Candidate, known: &Known, report: &Report) {
    let name = candidate.name();
    report.warn(format!("“{name}” has the same home page as content/blogs/{}.md", known.slug()));
}

/// What became of it.
pub(super) fn added(added: &Added, running: Option<&Call<'_>>, dry_run: bool, report: &Report) {
    if added.look.is_list() {
        list(added, dry_run, report);
    } else {
        for (name, known) in &added.known {
            known_already(name, known, report);
        }
        for blog in &added.blogs {
            report.say(format!("{}content/blogs/{}.md", if dry_run { "would write " } else { "" }, blog.slug));
        }
    }
    let unwatched: Vec<&Blog> = match running {
        Some(running) => added.blogs.iter().filter(|blog| !running.edition.watches(&blog.slug)).collect(),
        None => Vec::new(),
    };
    if let (Some(running), [first, ..]) = (running, unwatched.as_slice()) {
        let names = if unwatched.len() == 1 { format!("`{}`", first.slug) } else { "their names".to_owned() };
        report.hint(format!(
            "the edition names the blogs it watches: put {names} into `blogs` of content/{}/_index.md",
            running.edition.slug
        ));
    }
}

fn known_already(name: &str, known: &Known, report: &Report) {
    match known {
        Known::Feed(slug) => report.say(format!("“{name}” is watched already: content/blogs/{slug}.md")),
        Known::Home(slug) => {
            report.say(format!("“{name}” is watched already: content/blogs/{slug}.md has the same home page"));
            report.hint("to add it all the same, give the address of the feed itself");
        }
    }
}

/// One summary for all blogs of a list.
fn list(added: &Added, dry_run: bool, report: &Report) {
    if added.look.failure.is_some() {
        return;
    }
    for blog in &added.blogs {
        report.detail(format!("{}content/blogs/{}.md", if dry_run { "would write " } else { "" }, blog.slug));
    }
    for (name, known) in &added.known {
        report.say(format!("  “{name}” is watched already: content/blogs/{}.md", known.slug()));
    }
    let mut parts = vec![format!("{} new", count(added.blogs.len(), "blog", "blogs"))];
    let further = [(added.known.len(), "watched already"), (added.failed.len(), "not added")];
    parts.extend(further.iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!("{number} {what}")));
    let named = [(&added.look.repeated, "named twice"), (&added.look.unusable, "without an address of a feed")];
    for (titles, what) in named.into_iter().filter(|(titles, _)| !titles.is_empty()) {
        let names: Vec<_> = titles.iter().map(|title| format!("“{}”", titled(title))).collect();
        parts.push(format!("{} {what}: {}", names.len(), names.join(", ")));
    }
    report.say(format!("{}: {}", added.look.source, parts.join(", ")));
    if !added.blogs.is_empty() {
        report.hint("a list does not say who writes: correct `author` in the new files of content/blogs/");
    }
}

fn titled(title: &str) -> &str {
    if title.is_empty() { "(no title)" } else { title }
}
