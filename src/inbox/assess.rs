//! What was found behind an address, held against the edition: which post is meant, and what lacks. No I/O.

use jiff::Timestamp;
use url::Url;

use super::look::Call;
use crate::{
    extract,
    feed::{self, Feed, Page},
    harvest::find::{Discovery, FoundFeed, Nothing},
    model::{Match, Moment, Person, Post, Seen, SeenPost, Shortcoming, Status, address},
    text::{Document, language},
};

/// A page with fewer words and a script has its text from the script.
const FEWEST_WORDS: usize = 30;
/// So many posts of a feed are held against the edition.
const MOST_JUDGED: usize = 100;

/// The page that stands at the address, read.
#[derive(Debug)]
pub struct PageThere {
    /// Where it stands, after redirects.
    pub url: Url,
    /// What it says.
    pub page: Page,
    /// Whether it brings scripts.
    pub has_scripts: bool,
    /// Whether it says that not everybody may read it (`isAccessibleForFree` of schema.org).
    pub is_paid: bool,
}

/// A post and what speaks for it.
struct Judged {
    post: Post,
    document: Document,
    status: Status,
    fit: Match,
}

/// Holds what was found against the edition. Gives the post itself too, if there is one.
#[must_use]
pub fn assess(
    asked: &Url,
    there: Option<&PageThere>,
    found: &Discovery,
    call: &Call<'_>,
    now: Timestamp,
) -> (Seen, Option<Post>) {
    let feed = match found {
        Discovery::Feed(found) => Some(&**found),
        _ => None,
    };
    let mut lacks = Vec::new();
    if let Discovery::Nothing(nothing) = found {
        lacks.extend(of_search(nothing, there.is_some()));
    }
    if let Some(there) = there {
        if there.is_paid {
            lacks.push(Shortcoming::Closed);
        }
        if !there.page.policy.allows_quoting(now) {
            lacks.push(Shortcoming::NoQuoting);
        }
    }
    let (chosen, others) = choose(asked, there, feed.map(|found| &found.feed), call);
    let Some(judged) = chosen else {
        if there.is_some_and(|there| there.has_scripts) && feed.is_none() {
            // A feed would help, and that is what it says.
            lacks.retain(|lack| *lack != Shortcoming::NoFeed);
            lacks.insert(0, Shortcoming::NeedsScript);
        } else if lacks.is_empty() {
            lacks.push(Shortcoming::OffTheme);
        }
        return (Seen { shortcomings: lacks, ..Seen::default() }, None);
    };
    if let Some(found) = feed
        && !found
            .feed
            .posts
            .iter()
            .any(|post| post.id == judged.post.id || same(post.url.as_ref(), judged.post.url.as_ref()))
    {
        lacks.push(Shortcoming::NotInFeed);
    }
    lacks.extend(of_post(&judged, call));
    if others > 0 {
        lacks.push(Shortcoming::OthersFit { count: others });
    }
    let post = judged.post.clone();
    (Seen { post: Some(seen(asked, judged, there, feed)), shortcomings: lacks, ..Seen::default() }, Some(post))
}

/// What the search for a feed ran into. Without a page, why there is none was said by whoever asked for it.
fn of_search(nothing: &Nothing, has_page: bool) -> Option<Shortcoming> {
    match nothing {
        Nothing::Comments | Nothing::OnlyComments => Some(Shortcoming::OnlyComments),
        Nothing::Broken(_) | Nothing::Unreadable(_) => Some(Shortcoming::BrokenFeed),
        Nothing::Login => Some(Shortcoming::Closed),
        Nothing::NoFeed if has_page => Some(Shortcoming::NoFeed),
        Nothing::NotPage(_) if !has_page => Some(Shortcoming::NotAPage),
        _ => None,
    }
}

/// The post that is meant, and how many others of the blog fit the edition: the one at the address; behind the address of
/// a blog the one that fits best, the newest of equals.
fn choose(asked: &Url, there: Option<&PageThere>, feed: Option<&Feed>, call: &Call<'_>) -> (Option<Judged>, usize) {
    let addresses =
        || [Some(asked), there.map(|there| &there.url), there.and_then(|there| there.page.canonical.as_ref())];
    let posts = feed.map_or(&[][..], |feed| &feed.posts);
    if let Some(post) = posts.iter().find(|post| addresses().into_iter().any(|url| same(post.url.as_ref(), url))) {
        return (Some(judge(with_page(post.clone(), there), call)), 0);
    }
    if let Some(there) = there.filter(|there| is_post(there, feed)) {
        return (Some(judge(post_of(there), call)), 0);
    }
    let mut fitting: Vec<Judged> = posts
        .iter()
        .take(MOST_JUDGED)
        .map(|post| judge(post.clone(), call))
        .filter(|judged| judged.status != Status::Rejected)
        .collect();
    let dated = |judged: &Judged| judged.post.published.or(judged.post.updated).map(Moment::sort_key);
    fitting.sort_by(|a, b| b.fit.score.total_cmp(&a.fit.score).then_with(|| dated(b).cmp(&dated(a))));
    let others = fitting.len().saturating_sub(1);
    (fitting.into_iter().next(), others)
}

fn same(one: Option<&Url>, other: Option<&Url>) -> bool {
    one.zip(other).is_some_and(|(one, other)| address::key(one) == address::key(other))
}

/// Whether a page is one post, and not a blog's front: a front is what the feed calls its page, stands at the top of its
/// site, or has neither a date nor words.
fn is_post(there: &PageThere, feed: Option<&Feed>) -> bool {
    let is_front = there.url.path() == "/" || feed.is_some_and(|feed| same(feed.url.as_ref(), Some(&there.url)));
    let words = there.page.main_text.split_whitespace().count();
    !is_front && words >= FEWEST_WORDS && !(there.has_scripts && there.page.title.is_empty())
}

/// The post that a page is.
fn post_of(there: &PageThere) -> Post {
    let page = &there.page;
    Post {
        id: there.url.to_string(),
        url: Some(page.canonical.clone().unwrap_or_else(|| there.url.clone())),
        title: page.title.clone(),
        authors: page.authors.iter().cloned().map(Person::named).collect(),
        published: page.published,
        updated: None,
        language: page.language.clone(),
        categories: Vec::new(),
        summary_html: String::new(),
        content_html: page.main_html.clone(),
        enclosures: Vec::new(),
    }
}

/// A post of a feed with what its page adds: the rest of a text that stops short in the feed, as a harvest would read it, an
/// author, a date.
fn with_page(mut post: Post, there: Option<&PageThere>) -> Post {
    let Some(there) = there else { return post };
    if feed::is_excerpt(&post) && there.page.main_html.len() > post.html().len() {
        post.content_html.clone_from(&there.page.main_html);
    }
    if post.authors.is_empty() {
        post.authors = there.page.authors.iter().cloned().map(Person::named).collect();
    }
    post.published = post.published.or(there.page.published);
    post.language = post.language.or_else(|| there.page.language.clone());
    post
}

fn judge(post: Post, call: &Call<'_>) -> Judged {
    let document = Document::from_html(post.html(), post.language.as_ref());
    let (status, fit) = extract::judge(&post, &document, &call.theme);
    Judged { post, document, status, fit }
}

/// What a post lacks for this edition.
fn of_post(judged: &Judged, call: &Call<'_>) -> Vec<Shortcoming> {
    let has = |signal: &str| judged.fit.reasons.iter().any(|reason| reason.signal == signal);
    let mut lacks = Vec::new();
    if has("outside-window") {
        lacks.push(Shortcoming::OutsideWindow);
    }
    if judged.post.published.is_none() {
        lacks.push(Shortcoming::Undated);
    }
    if judged.status == Status::Rejected && !has("outside-window") {
        lacks.push(Shortcoming::OffTheme);
    }
    if !has("backlink") && !has("tag") {
        lacks.push(Shortcoming::NoLinkToCall);
    }
    if let Some(language) = judged.document.language().filter(|language| !call.speaks(language)) {
        lacks.push(Shortcoming::OtherLanguage { language });
    }
    if judged.post.authors.is_empty() {
        lacks.push(Shortcoming::NoAuthor);
    }
    lacks
}

fn seen(asked: &Url, judged: Judged, there: Option<&PageThere>, feed: Option<&FoundFeed>) -> SeenPost {
    let Judged { post, document, status, fit } = judged;
    SeenPost {
        url: post.url.unwrap_or_else(|| there.map_or(asked, |there| &there.url).clone()),
        title: post.title,
        author: post.authors.into_iter().next().map(|person| person.name),
        published: post.published,
        language: document.language().or(post.language).or_else(|| language::detect(&document.text)),
        blog: feed.map(|found| found.feed.title.clone()).unwrap_or_default(),
        home: feed.and_then(|found| found.feed.url.clone().or_else(|| found.page.clone())),
        feed: feed.map(|found| found.url.clone()),
        status,
        fit,
        hash: blake3::hash(document.text.as_bytes()).to_hex().to_string(),
        words: document.word_count(),
    }
}
