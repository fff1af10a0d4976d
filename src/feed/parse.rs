//! A document → a feed: decoding, repair, `feed-rs`, and the posts in it.

use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, PoisonError},
};

use jiff::Timestamp;
use url::Url;

use super::{
    dates,
    decode::decode,
    entry, json, mojibake,
    notes::Notes,
    plain, refs,
    repair::{self, Aside, Repaired},
    wellformed,
};
use crate::model::{Fault, Lang, Moment, Note, Pace, Person, Post};

/// A feed, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    /// Its title, plain text.
    pub title: String,
    /// The page it belongs to.
    pub url: Option<Url>,
    /// The language it declares.
    pub language: Option<Lang>,
    /// `rss2`, `rss1`, `rss09`, `atom1`, `atom03`, `json`.
    pub format: String,
    /// Its items in the feed's order.
    pub posts: Vec<Post>,
    /// How often, and when, it wants to be asked for.
    pub pace: Pace,
    /// Where it says it has moved to (`itunes:new-feed-url`); never the address it was read from. Only what it says:
    /// whoever can change a feed can write this.
    pub moved: Option<Url>,
    /// The first place where the document breaks the rules of XML, if it does; the posts were read all the same.
    pub fault: Option<Fault>,
    /// What was repaired or doubtful.
    pub notes: Vec<Note>,
}

/// Why bytes are no feed. Lower case, no full stop, says what they are instead where it can be told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FeedError {
    /// Nothing there.
    #[error("the document is empty")]
    Empty,
    /// A web page.
    #[error("this is a web page{}, not a feed", .title.as_ref().map(|t| format!(" (“{t}”)")).unwrap_or_default())]
    Html {
        /// Its title.
        title: Option<String>,
    },
    /// A parser gave up.
    #[error("not readable as a feed: {0}")]
    Malformed(String),
    /// It breaks the rules of its format in a way that leaves nothing to read.
    #[error("broken {kind}: {fault}")]
    Broken {
        /// What it was read as.
        kind: &'static str,
        /// Where and how.
        fault: Fault,
    },
    /// A document that only says where the feed is now.
    #[error("the feed has moved to {to}")]
    Moved {
        /// Where to; only what the document says.
        to: Url,
    },
}

impl FeedError {
    /// The place where the document breaks, when that is what is wrong with it.
    #[must_use]
    pub fn fault(&self) -> Option<&Fault> {
        match self {
            Self::Broken { fault, .. } => Some(fault),
            _ => None,
        }
    }
}

/// The dates of a feed. `feed-rs` keeps instants in UTC only; a day without a time and the offset a date was written with
/// would be lost. So it is given claim checks: seconds since 1970 that count the dates found here.
#[derive(Clone, Default)]
pub(super) struct Cloakroom(Arc<Mutex<Vec<Moment>>>);

impl Cloakroom {
    fn deposit(&self, moment: Moment) -> Option<String> {
        let mut moments = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        moments.push(moment);
        Some(Timestamp::from_second(i64::try_from(moments.len()).ok()?).ok()?.to_string())
    }

    /// The date behind a claim check.
    pub(super) fn redeem(&self, check: i64) -> Option<Moment> {
        let moments = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        moments.get(usize::try_from(check).ok()?.checked_sub(1)?).copied()
    }
}

/// Everything about a feed that its items inherit.
pub(super) struct Context<'a> {
    pub(super) format: &'static str,
    /// Where the feed came from, if that is known.
    pub(super) address: Option<&'a Url>,
    /// The page it belongs to.
    pub(super) home: Option<Url>,
    pub(super) language: Option<Lang>,
    pub(super) authors: Vec<Person>,
    pub(super) dates: Cloakroom,
}

/// Reads a feed. `base` is the address it came from; `content_type` the header's value, if there was one.
///
/// # Errors
/// When the bytes are no feed. Never panics, whatever the bytes.
pub fn read(bytes: &[u8], base: Option<&Url>, content_type: Option<&str>) -> Result<Feed, FeedError> {
    // The repair and what follows are ours and do not panic; a fault in them still must not end a whole harvest.
    catch_unwind(AssertUnwindSafe(|| read_unguarded(bytes, base, content_type)))
        .unwrap_or_else(|_| Err(FeedError::Malformed("the reader failed on it".into())))
}

fn read_unguarded(bytes: &[u8], base: Option<&Url>, content_type: Option<&str>) -> Result<Feed, FeedError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(FeedError::Empty);
    }
    let mut notes = Notes::default();
    let decoded = decode(bytes, content_type, &mut notes);
    let text = refs::clean(decoded.clone(), &mut notes);
    let begin = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let is_json = begin.starts_with(['{', '[']);
    let repaired = if is_json { json::repair(begin, &mut notes)? } else { repair::repair(begin, base, &mut notes)? };
    let fault = if is_json { None } else { wellformed::fault(&decoded) };
    let dates = Cloakroom::default();
    let feed = with_feed_rs(&repaired.source, &dates).map_err(|error| match &fault {
        Some(fault) => FeedError::Broken { kind: "XML", fault: fault.clone() },
        None => error,
    })?;
    Ok(Feed { fault, ..build(feed, repaired, base, dates, notes) })
}

/// Hands a document to `feed-rs`. A new parser every time: one that failed inside an entry panics when it is used again.
fn with_feed_rs(source: &str, dates: &Cloakroom) -> Result<feed_rs::model::Feed, FeedError> {
    let deposits = dates.clone();
    let parser = feed_rs::parser::Builder::new()
        .sanitize_content(false)
        // The default draws a random number; an empty id is made up for where the words are known.
        .id_generator(|_, _, _| String::new())
        .timestamp_parser(move |text| dates::lenient(text).and_then(|at| deposits.deposit(at)?.parse().ok()))
        .build();
    catch_unwind(AssertUnwindSafe(|| parser.parse(Cursor::new(source.as_bytes()))))
        .map_err(|_| FeedError::Malformed("the parser failed on it".into()))?
        .map_err(|error| FeedError::Malformed(error.to_string()))
}

fn build(
    feed: feed_rs::model::Feed,
    repaired: Repaired,
    address: Option<&Url>,
    dates: Cloakroom,
    mut notes: Notes,
) -> Feed {
    let Repaired { format, feed: about, items: mut asides, pace, moved, source: _ } = repaired;
    let base = about.base.as_ref().or(address);
    let home = entry::page_of(&feed.links, base);
    let language = about.language.as_deref().or(feed.language.as_deref()).and_then(Lang::parse);
    if asides.len() != feed.entries.len() {
        // They are matched by position. This would be a fault of ours, and better without than with another item's.
        notes.add("items-unmatched", "details of the items could not be matched with them");
        asides.clear();
    }
    asides.resize(feed.entries.len(), Aside::default());
    let title = feed.title.map(|mut title| {
        if let Some(better) = mojibake::mend(&title.content) {
            notes.add("mojibake", "wrongly decoded characters in the feed's title were mended");
            title.content = better;
        }
        plain::title(&title, format)
    });
    let authors = about.authors.into_iter().map(|author| Person { name: author.name, url: author.url }).collect();
    let context = Context { format, address, home, language, authors, dates };
    let mut posts = Vec::with_capacity(feed.entries.len());
    for (number, (entry, aside)) in feed.entries.into_iter().zip(asides).enumerate() {
        let mut own = Vec::new();
        // A panic is contained to its post.
        match catch_unwind(AssertUnwindSafe(|| entry::post(&entry, &aside, &context, &mut own))) {
            Ok(post) => posts.push(post),
            Err(_) => notes.add("unreadable-entry", format!("item {} could not be read and was left out", number + 1)),
        }
        for note in own {
            notes.add(&note.code, note.message);
        }
    }
    entry::make_ids_unique(&mut posts, &mut notes);
    Feed {
        title: title.unwrap_or_default(),
        url: context.home,
        language: context.language,
        format: format.to_owned(),
        posts,
        pace,
        moved: moved.filter(|moved| Some(moved) != address),
        fault: None,
        notes: notes.into_vec(),
    }
}
