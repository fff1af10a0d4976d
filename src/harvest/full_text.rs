//! The rest of a post whose feed stops after the first lines: its page is asked for, once, and its main text read.
//!
//! Only posts that could take part in an edition are worth the visit, and only a few a blog and run. What the page does
//! not allow is not kept.

use std::{collections::HashMap, time::Duration};

use jiff::Timestamp;
use url::Url;

use super::{reading::Readers, schedule::later, sketch::Sketch, source::Surroundings};
use crate::{
    feed::{self, is_excerpt},
    fetch::Client,
    model::{Blog, Note, PagePolicy, Person, Post},
    store::{AskedPage, KeptPage, Store, StoreError},
    text::Document,
};

/// Pages asked of one blog in one run.
const MOST_PAGES: usize = 10;
/// After this many failures a page is left alone.
const MOST_TRIES: u32 = 5;
/// How long a page that could not be had is left alone at first; doubled each time.
const PAUSE: Duration = Duration::from_hours(6);

/// A post and what its page adds.
#[derive(Clone, Debug, PartialEq)]
pub struct Gathered {
    /// As the feed gives it, completed from its page.
    pub post: Post,
    /// The canonical address its page names.
    pub canonical: Option<Url>,
    /// What its page lets others do; of a post whose page was not asked for, everything.
    pub policy: PagePolicy,
}

impl From<Post> for Gathered {
    fn from(post: Post) -> Self {
        Self { post, canonical: None, policy: PagePolicy::default() }
    }
}

/// The posts that could take part and stop short, by their place.
pub(super) fn stopping_short(blog: &Blog, posts: &[Post], readers: &Readers) -> Vec<usize> {
    let stops_short = |post: &Post| post.url.is_some() && readers.could_take_part(blog, post) && is_excerpt(post);
    (0..posts.len()).filter(|at| stops_short(&posts[*at])).collect()
}

/// Asks for the pages of these posts that are not at hand, and keeps what comes of each at once.
///
/// # Errors
/// Only when the cache cannot be used.
pub(super) async fn ask_for_pages(
    posts: impl Iterator<Item = &Post>,
    client: &Client,
    around: Surroundings<'_>,
    notes: &mut Vec<Note>,
) -> Result<(), StoreError> {
    let mut left = MOST_PAGES;
    for post in posts {
        let Some(url) = &post.url else { continue };
        let kept = around.store.page(url)?;
        let excerpt = blake3::hash(post.html().as_bytes()).to_hex().to_string();
        if left > 0 && is_due(kept.as_ref(), &excerpt, around.now) {
            left -= 1;
            let answer = ask(url, excerpt, kept, client, around, notes).await;
            around.store.keep_page(url, &answer)?;
        }
    }
    Ok(())
}

/// The pages at hand of these posts, by the posts' place.
///
/// # Errors
/// Only when the cache cannot be used.
pub(super) fn at_hand(posts: &[Post], places: &[usize], store: &Store) -> Result<HashMap<usize, KeptPage>, StoreError> {
    let mut pages = HashMap::new();
    for place in places {
        if let Some(url) = posts.get(*place).and_then(|post| post.url.as_ref())
            && let Some(page) = store.page(url)?.and_then(|kept| kept.page)
        {
            pages.insert(*place, page);
        }
    }
    Ok(pages)
}

/// Completes posts from the pages that are at hand.
pub(super) fn complete(posts: Vec<Post>, mut pages: HashMap<usize, KeptPage>, notes: &mut Vec<Note>) -> Vec<Gathered> {
    let complete = |(place, post)| match pages.remove(&place) {
        Some(page) => completed(post, page, notes),
        None => Gathered::from(post),
    };
    posts.into_iter().enumerate().map(complete).collect()
}

/// Whether a page is asked for: there is none yet, or it is the one of another excerpt, and it did not fail too often or
/// a moment ago.
fn is_due(kept: Option<&AskedPage>, excerpt: &str, now: Timestamp) -> bool {
    let Some(kept) = kept else { return true };
    let is_current = kept.page.is_some() && kept.excerpt == excerpt;
    !is_current && kept.next <= now && kept.failures < MOST_TRIES
}

/// Asks for a page. One that cannot be had leaves what was kept of it.
async fn ask(
    url: &Url,
    excerpt: String,
    before: Option<AskedPage>,
    client: &Client,
    around: Surroundings<'_>,
    notes: &mut Vec<Note>,
) -> AskedPage {
    let read = match client.get_page(url).await {
        Err(error) => Err(error.to_string()),
        Ok(mut fetched) => {
            let (robots, tdm, base) = (fetched.robots.clone(), fetched.tdm_reserved, fetched.url.clone());
            let content_type = fetched.content_type.clone();
            let body = std::mem::take(&mut fetched.body);
            let page = around.bench.run(move || feed::page(&body, Some(&base), content_type.as_deref()));
            match page.await {
                Some(Ok(mut page)) => {
                    page.policy.tightened_by(&robots, tdm);
                    Ok(page)
                }
                Some(Err(error)) => Err(error.to_string()),
                None => Err("the reader failed on it".to_owned()),
            }
        }
    };
    match read {
        Ok(page) => {
            let kept = KeptPage {
                main_html: if page.policy.allows_keeping() { page.main_html } else { String::new() },
                canonical: page.canonical,
                authors: page.authors,
                published: page.published,
                language: page.language,
                policy: page.policy,
            };
            AskedPage { excerpt, page: Some(kept), next: around.now, failures: 0 }
        }
        Err(error) => {
            notes.push(Note::new("page-unread", format!("{url}: {error}")));
            let failures = before.as_ref().map_or(0, |before| before.failures);
            let next = later(around.now, PAUSE.saturating_mul(1 << failures.min(6)));
            let (excerpt, page) = before.map_or((excerpt, None), |before| (before.excerpt, before.page));
            AskedPage { excerpt, page, next, failures: failures.saturating_add(1) }
        }
    }
}

/// The post with what its page adds. The page's text counts only where it goes on where the excerpt stops: a log-in page
/// or another post is no full text.
fn completed(mut post: Post, page: KeptPage, notes: &mut Vec<Note>) -> Gathered {
    if !page.main_html.is_empty() {
        let whole = Document::from_html(&page.main_html, None);
        let start = Document::from_html(post.html(), None);
        if goes_on(&start.text, &whole.text) {
            post.content_html = page.main_html;
        } else {
            notes.push(Note::new(
                "page-differs",
                format!("the page of “{}” does not hold what its feed says", post.title),
            ));
        }
    }
    if post.authors.is_empty() {
        post.authors = page.authors.into_iter().map(Person::named).collect();
    }
    post.published = post.published.or(page.published);
    post.language = post.language.or(page.language);
    Gathered { post, canonical: page.canonical, policy: page.policy }
}

/// Whether a text is the whole of which another is the start, or a part.
fn goes_on(start: &str, whole: &str) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    // Nothing to compare: an item that is only a title and a link.
    if words(start) < 8 {
        return words(whole) > words(start);
    }
    words(whole) > words(start) && Sketch::of(start).share_in(&Sketch::whole(whole)) >= 0.5
}

#[cfg(test)]
mod tests {
    use super::goes_on;

    #[test]
    fn the_rest_of_a_text_is_told_from_another_text() {
        let start = "Vorige week stond ik in de keuken en liet ik een pan aanbranden. Dat was niet […]";
        let whole = "Vorige week stond ik in de keuken en liet ik een pan aanbranden. Dat was niet voor het eerst, \
                     en ook niet voor het laatst, maar wel op een dag dat het ertoe deed.";
        assert!(goes_on(start, whole));
        assert!(goes_on("", whole));
        assert!(!goes_on(
            start,
            "Log in om verder te lezen. Geen account? Meld je dan nu aan en lees de eerste maand gratis mee."
        ));
        assert!(!goes_on(whole, start));
    }
}
