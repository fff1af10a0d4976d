//! What stands behind a word on the command line: a file or an address.

use std::{fs, io::Read, path::Path};

use tokio::runtime::Runtime;

use super::preview::Preview;
use crate::{
    cli::{Exit, Failure, fetch, report::Report, site::Opened},
    feed::{self, Feed, Opml},
    fetch::{Client, Fetched},
    harvest::{
        self, Start,
        find::{Discovery, Found, FoundFeed, How, Other, Tried},
    },
    inbox::{candidate::Candidate, look::Call},
    model::{FeedSource, FetchPolicy},
};

/// The largest file that is read, in bytes: 64 MiB.
const LARGEST: u64 = 64 << 20;

/// What was found behind a word on the command line.
#[derive(Debug, Default)]
pub(super) struct Looked {
    pub(super) source: String,
    pub(super) candidates: Vec<Candidate>,
    pub(super) preview: Option<Preview>,
    pub(super) others: Vec<Other>,
    /// Outlines of a list whose feed it names before.
    pub(super) repeated: Vec<String>,
    /// Outlines of a list without an address of a feed.
    pub(super) unusable: Vec<String>,
    pub(super) tried: Vec<Tried>,
    pub(super) failure: Option<Failure>,
    is_list: bool,
}

impl Looked {
    /// Whether it is a list of feeds.
    pub(super) fn is_list(&self) -> bool {
        self.is_list
    }

    fn list(list: Opml) -> Self {
        let candidates: Vec<_> = list.feeds.into_iter().map(Candidate::from).collect();
        let failure = candidates.is_empty().then(|| {
            Failure::data("the list names no feed")
                .help("each blog of a list is an `outline` with the feed’s address in `xmlUrl`")
        });
        let (repeated, unusable) = (list.repeated, list.unusable);
        Self { candidates, repeated, unusable, failure, is_list: true, ..Self::default() }
    }

    fn feed(feed: &Feed, source: FeedSource, how: Option<How>, running: Option<&Call<'_>>) -> Self {
        let preview = Preview::of(feed, source.clone(), how, running);
        let candidate = Candidate {
            title: feed.title.clone(),
            author: preview.author.clone(),
            url: feed.url.clone(),
            feed: source,
            language: feed.language.clone(),
            is_given: matches!(how, None | Some(How::Given)),
        };
        Self { candidates: vec![candidate], preview: Some(preview), ..Self::default() }
    }
}

impl From<Failure> for Looked {
    fn from(failure: Failure) -> Self {
        Self { failure: Some(failure), ..Self::default() }
    }
}

/// The client and what it runs on, made when the first address needs them.
pub(super) struct Network<'a> {
    policy: &'a FetchPolicy,
    offline: bool,
    ready: Option<(Runtime, Client)>,
}

impl<'a> Network<'a> {
    pub(super) fn new(policy: &'a FetchPolicy, offline: bool) -> Self {
        Self { policy, offline, ready: None }
    }

    fn find(&mut self, start: &Start, report: &Report) -> Result<Found, Failure> {
        if self.offline {
            return Err(Failure::usage("an address cannot be looked at with --offline"));
        }
        let (runtime, client) = match &mut self.ready {
            Some(ready) => ready,
            none => none.insert((fetch::runtime()?, fetch::client(self.policy, report)?)),
        };
        Ok(runtime.block_on(harvest::find(start, client)))
    }
}

/// Looks at what stands behind a word on the command line.
pub(super) fn look(
    source: &str,
    opened: &Opened,
    running: Option<&Call<'_>>,
    network: &mut Network<'_>,
    report: &Report,
) -> Looked {
    let looked = look_inside(source, opened, running, network, report).unwrap_or_else(Looked::from);
    Looked { source: source.to_owned(), ..looked }
}

fn look_inside(
    source: &str,
    opened: &Opened,
    running: Option<&Call<'_>>,
    network: &mut Network<'_>,
    report: &Report,
) -> Result<Looked, Failure> {
    let path = opened.root.join(source);
    let file = if Path::new(source).is_file() { Path::new(source) } else { path.as_path() };
    if file.is_file() {
        return from_file(file, opened, running);
    }
    // A folder may have the name of a host: `example.org` next to its pages.
    if [Path::new(source), file].iter().any(|path| path.exists() && !path.is_dir()) {
        return Err(Failure::usage("this is neither a regular file nor an address"));
    }
    let start = Start::typed(source).filter(|start| !is_file_name(start)).ok_or_else(|| {
        Failure::usage("neither an address nor a file")
            .help("give an address such as https://a-blog.example/, or the path of a file that is there")
    })?;
    network.find(&start, report).map(|found| from_address(found, &start, running))
}

/// `list.opml` is no host but a file that is not there.
pub(in crate::cli) fn is_file_name(start: &Start) -> bool {
    let host = start.url().host_str().unwrap_or_default();
    [".eml", ".txt", ".opml", ".xml", ".json", ".rss", ".atom", ".rdf"].iter().any(|ending| host.ends_with(ending))
}

/// The bytes of a regular file that is not out of all proportion.
pub(in crate::cli) fn read_file(file: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let opened = fs::File::open(file).map_err(Failure::data)?;
    opened.take(LARGEST + 1).read_to_end(&mut bytes).map_err(Failure::data)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Failure::data(format!("the file is larger than {} MiB", LARGEST >> 20)));
    }
    Ok(bytes)
}

fn from_file(file: &Path, opened: &Opened, running: Option<&Call<'_>>) -> Result<Looked, Failure> {
    let bytes = read_file(file)?;
    if let Ok(list) = feed::opml(&bytes) {
        return Ok(Looked::list(list));
    }
    let read = feed::read(&bytes, None, None).map_err(Failure::data)?;
    let inside = file.canonicalize().ok().zip(opened.root.canonicalize().ok());
    let inside = inside.and_then(|(file, root)| file.strip_prefix(root).map(Path::to_owned).ok()).ok_or_else(|| {
        Failure::usage("a feed file has to lie inside the site").help("copy it into content/feeds/ first")
    })?;
    let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    Ok(Looked::feed(&read, FeedSource::File(parts.join("/")), None, running))
}

fn from_address(found: Found, start: &Start, running: Option<&Call<'_>>) -> Looked {
    let Found { what, tried, page } = found;
    let looked = match what {
        Discovery::List(list) => Looked::list(list),
        Discovery::Feed(feed) => from_feed(*feed, page.as_ref(), running),
        Discovery::Nothing(nothing) => {
            let exit = if nothing.is_network() { Exit::Network } else { Exit::Data };
            let help = nothing.help().replace("ADDRESS", start.url().as_str());
            Looked::from(Failure::new(exit, &nothing).help(help))
        }
    };
    Looked { tried, ..looked }
}

/// What a feed does not say of itself, the page it was found by may: whose it is, and where it stands.
fn from_feed(found: FoundFeed, page: Option<&Fetched>, running: Option<&Call<'_>>) -> Looked {
    let mut looked = Looked::feed(&found.feed, FeedSource::Web(found.url), Some(found.how), running);
    looked.others = found.others;
    for candidate in &mut looked.candidates {
        candidate.url = candidate.url.take().or(found.page.clone());
        if candidate.author.is_empty()
            && let Some(author) = page.and_then(author_of)
        {
            candidate.author.clone_from(&author);
            if let Some(preview) = &mut looked.preview {
                preview.author = author;
            }
        }
    }
    looked
}

fn author_of(page: &Fetched) -> Option<String> {
    let read = feed::page(&page.body, Some(&page.url), page.content_type.as_deref()).ok()?;
    read.authors.into_iter().next()
}
