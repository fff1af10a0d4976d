//! `add`: blogs by address, feed, file or OPML.

use std::{
    collections::{BTreeMap, HashSet},
    fs,
    io::Read,
    path::Path,
};

use serde_json::json;
use url::Url;

use super::{
    Exit, Failure, Outcome,
    args::{self, Global},
    fetch,
    report::{Report, count},
    site::{self, Opened},
};
use crate::{
    content,
    feed::{self, Feed},
    fetch::{Client, Fetched},
    model::{Blog, FeedSource, Slug, address},
};

/// The largest file that is read, in bytes: 64 MiB.
const LARGEST: u64 = 64 << 20;

pub(super) fn run(args: &args::Add, global: &Global, report: &Report) -> Outcome {
    let opened = site::open_to_read(global, report)?;
    let mut found = Vec::new();
    let mut exit = Exit::Ok;
    for source in &args.sources {
        match look(source, &opened, global, report) {
            Ok(blogs) => found.extend(blogs),
            Err(failure) => {
                exit = worse(exit, failure.exit);
                report.failure(&Failure { message: format!("{source}: {}", failure.message), ..failure });
            }
        }
    }
    if let [one] = found.as_mut_slice() {
        if let Some(author) = &args.author {
            one.author.clone_from(author);
        }
        if let Some(title) = &args.title {
            one.title.clone_from(title);
        }
    }
    let mut known: HashSet<String> = opened.content.blogs.iter().filter_map(feed_key).collect();
    let mut taken: HashSet<Slug> = opened.content.blogs.iter().map(|blog| blog.slug.clone()).collect();
    let mut added = Vec::new();
    for candidate in found {
        let mut blog = candidate.into_blog(&taken);
        let key = feed_key(&blog);
        if key.as_ref().is_some_and(|key| known.contains(key)) {
            report.say(format!("{} is watched already", blog.title));
            continue;
        }
        if blog.author.trim().is_empty() {
            report.help(format!("nothing says who writes “{}”: correct `author` in its file", blog.title));
            blog.author.clone_from(&blog.title);
        }
        if !global.dry_run {
            // One blog of a list that will not do is no reason to leave out the others.
            if let Err(error) = content::write_blog(&opened.root, &blog) {
                exit = worse(exit, Exit::Data);
                report.failure(&Failure::data(format!("“{}” was not added: {error}", blog.title)));
                continue;
            }
        }
        known.extend(key);
        taken.insert(blog.slug.clone());
        report.say(format!("{}content/blogs/{}.md", if global.dry_run { "would write " } else { "" }, blog.slug));
        added.push(blog);
    }
    if global.json {
        let listed: Vec<_> = added
            .iter()
            .map(|b| json!({ "slug": b.slug, "title": b.title, "author": b.author, "url": b.url, "feed": b.feed, "language": b.language }))
            .collect();
        report.json(&listed)?;
    }
    report.say(format!("{} added", count(added.len(), "blog", "blogs")));
    Ok(exit)
}

/// A blog as it was found, before it has a name in this site.
#[derive(Debug)]
struct Candidate {
    title: String,
    author: String,
    url: Option<Url>,
    feed: FeedSource,
    language: Option<crate::model::Lang>,
}

impl Candidate {
    fn of_feed(feed: &Feed, source: FeedSource) -> Self {
        Self {
            title: feed.title.clone(),
            author: most_frequent_author(feed).unwrap_or_default(),
            url: feed.url.clone(),
            feed: source,
            language: feed.language.clone(),
        }
    }

    fn into_blog(self, taken: &HashSet<Slug>) -> Blog {
        let host = self.url.as_ref().and_then(Url::host_str).map(|host| host.trim_start_matches("www.").to_owned());
        let title = if self.title.is_empty() { host.clone().unwrap_or_else(|| "blog".into()) } else { self.title };
        let base = Slug::from_text(&title).or_else(|| Slug::from_text(&host?));
        let base = base.map_or_else(|| "blog".to_owned(), String::from);
        let names = std::iter::once(base.clone()).chain((2..).map(|number| format!("{base}-{number}")));
        let slug = names.filter_map(|name| Slug::new(&name).ok()).find(|slug| !taken.contains(slug));
        // The second iterator never ends, so a free name is always found.
        let slug = slug.unwrap_or_else(|| unreachable!("names are endless"));
        Blog {
            slug,
            title,
            author: self.author,
            url: self.url,
            feed: Some(self.feed),
            language: self.language,
            bio: String::new(),
        }
    }
}

/// What stands behind a word on the command line.
fn look(source: &str, opened: &Opened, global: &Global, report: &Report) -> Result<Vec<Candidate>, Failure> {
    let path = opened.root.join(source);
    let file = if Path::new(source).is_file() { Path::new(source) } else { path.as_path() };
    if file.is_file() {
        return from_file(file, opened, report);
    }
    // A folder may have the name of a host: `example.org` next to its pages.
    if [Path::new(source), file].iter().any(|path| path.exists() && !path.is_dir()) {
        return Err(Failure::usage("this is neither a regular file nor an address"));
    }
    let address = if source.contains("://") { source.to_owned() } else { format!("https://{source}") };
    let url = Url::parse(&address)
        .ok()
        .filter(|url| url.host_str().is_some_and(|host| source.contains("://") || host.contains('.')))
        .ok_or_else(|| Failure::usage("neither an address nor a file"))?;
    if global.offline {
        return Err(Failure::usage("an address cannot be looked at with --offline"));
    }
    let client = fetch::client(&opened.fetch_policy(), report)?;
    fetch::runtime()?.block_on(from_address(&url, &client, report))
}

/// The bytes of a regular file that is not out of all proportion.
fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let opened = fs::File::open(file).map_err(Failure::data)?;
    opened.take(LARGEST + 1).read_to_end(&mut bytes).map_err(Failure::data)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Failure::data(format!("the file is larger than {} MiB", LARGEST >> 20)));
    }
    Ok(bytes)
}

fn from_file(file: &Path, opened: &Opened, report: &Report) -> Result<Vec<Candidate>, Failure> {
    let bytes = read(file)?;
    if let Ok(outlines) = feed::opml(&bytes) {
        return Ok(outlines.feeds.into_iter().map(Candidate::from).collect());
    }
    let read = feed::read(&bytes, None, None).map_err(Failure::data)?;
    let inside = file.canonicalize().ok().zip(opened.root.canonicalize().ok());
    let inside = inside.and_then(|(file, root)| file.strip_prefix(root).map(Path::to_owned).ok()).ok_or_else(|| {
        Failure::usage("a feed file has to lie inside the site").help("copy it into content/feeds/ first")
    })?;
    let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    show(&read, report);
    Ok(vec![Candidate::of_feed(&read, FeedSource::File(parts.join("/")))])
}

async fn from_address(url: &Url, client: &Client, report: &Report) -> Result<Vec<Candidate>, Failure> {
    let fetched = get(url, client).await?;
    if let Ok(read) = feed::read(&fetched.body, Some(&fetched.url), fetched.content_type.as_deref()) {
        show(&read, report);
        return Ok(vec![Candidate::of_feed(&read, FeedSource::Web(fetched.permanent_url))]);
    }
    if let Ok(outlines) = feed::opml(&fetched.body) {
        return Ok(outlines.feeds.into_iter().map(Candidate::from).collect());
    }
    let page = feed::page(&fetched.body, Some(&fetched.url), fetched.content_type.as_deref()).map_err(Failure::data)?;
    for link in &page.feeds {
        report.say(format!("  {} ({})", link.url, if link.title.is_empty() { &link.media_type } else { &link.title }));
    }
    let Some(link) = page.feeds.first() else {
        return Err(Failure::data("the page names no feed").help("give the feed's own address"));
    };
    let fetched = get(&link.url, client).await?;
    let read = feed::read(&fetched.body, Some(&fetched.url), fetched.content_type.as_deref())
        .map_err(|error| Failure::data(format!("{}: {error}", link.url)))?;
    show(&read, report);
    let mut candidate = Candidate::of_feed(&read, FeedSource::Web(fetched.permanent_url));
    candidate.url = candidate.url.or_else(|| Some(url.clone()));
    Ok(vec![candidate])
}

async fn get(url: &Url, client: &Client) -> Result<Fetched, Failure> {
    client.get_fresh(url).await.map_err(|error| Failure::new(Exit::Network, error))
}

/// What was found, so that the host can see whether it is the right feed.
fn show(feed: &Feed, report: &Report) {
    let language = feed.language.as_ref().map(|lang| format!(", {lang}")).unwrap_or_default();
    report.say(format!("  {} ({}, {}{language})", feed.title, feed.format, count(feed.posts.len(), "post", "posts")));
    for post in feed.posts.iter().take(3) {
        let date = post.published.map_or_else(|| "undated".to_owned(), |at| at.date().to_string());
        report.say(format!("    {date}  {}", post.title));
    }
}

fn most_frequent_author(feed: &Feed) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for author in feed.posts.iter().filter_map(|post| post.authors.first()) {
        *counts.entry(&author.name).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(name, _)| name.to_owned())
}

/// What two blogs with the same feed share.
fn feed_key(blog: &Blog) -> Option<String> {
    Some(match blog.feed.as_ref()? {
        FeedSource::Web(url) => address::key(url),
        FeedSource::File(path) => path.clone(),
    })
}

/// The one that says more is wrong.
fn worse(one: Exit, other: Exit) -> Exit {
    if other as u8 > one as u8 { other } else { one }
}

impl From<feed::OpmlFeed> for Candidate {
    fn from(outline: feed::OpmlFeed) -> Self {
        Self {
            title: outline.title,
            author: String::new(),
            url: outline.page,
            feed: FeedSource::Web(outline.feed),
            language: outline.language,
        }
    }
}
