//! Looks at what stands behind an address that somebody sent in. Every request goes through the guarded client: what
//! strangers send may lead anywhere.

use jiff::Timestamp;
use url::Url;

use super::assess::{PageThere, assess};
use crate::{
    content::Content,
    extract::Theme,
    feed,
    fetch::{Client, FetchError, Fetched},
    harvest::{
        find::{self, Discovery, How, Start},
        workbench::Workbench,
    },
    model::{Edition, Lang, Post, Seen, Shortcoming, address},
};

/// The edition that something is sent in for.
#[derive(Debug)]
pub struct Call<'a> {
    /// It.
    pub edition: &'a Edition,
    /// What it is about.
    pub theme: Theme,
}

impl<'a> Call<'a> {
    /// The call of an edition of the site at `base_url`.
    #[must_use]
    pub fn new(edition: &'a Edition, base_url: &Url) -> Self {
        Self { edition, theme: Theme::new(edition, &edition.call_urls(base_url)) }
    }

    /// The call that posts come in for: [`Content::running`].
    #[must_use]
    pub fn running(content: &'a Content, now: Timestamp) -> Option<Self> {
        content.running(now).map(|edition| Self::new(edition, &content.config.base_url))
    }

    /// Whether the edition has words in a language.
    #[must_use]
    pub fn speaks(&self, language: &Lang) -> bool {
        let terms = self.edition.terms.keys().chain([&self.edition.language]);
        terms.into_iter().any(|known| known.primary() == language.primary())
    }
}

/// What a look brought.
#[derive(Debug)]
pub enum Look {
    /// There is an answer, for better or worse.
    Seen(Box<Seen>),
    /// Nothing was seen, for a reason that may pass: it is worth another try later.
    Later(Shortcoming),
}

/// Looks at an address: fifteen requests at most, one at a time.
pub async fn look(asked: &Url, call: &Call<'_>, client: &Client, bench: &Workbench, now: Timestamp) -> Look {
    look_and_keep(asked, call, client, bench, now).await.0
}

/// The same, with the post that was found.
pub async fn look_and_keep(
    asked: &Url,
    call: &Call<'_>,
    client: &Client,
    bench: &Workbench,
    now: Timestamp,
) -> (Look, Option<Post>) {
    let mut found = find::find(&Start::from(asked.clone()), client).await;
    let is_feed = matches!(&found.what, Discovery::Feed(feed) if feed.how == How::Given)
        || matches!(found.what, Discovery::List(_));
    // The search may have gone on to the blog's own page.
    let page = found.page.take().filter(|page| address::key(&page.url) == address::key(asked));
    let page = match page {
        Some(page) => Some(page),
        None if is_feed => None,
        None => match client.get_page(asked).await {
            Ok(page) => Some(page),
            Err(error) if error.is_transient() => return (Look::Later(of_error(&error)), None),
            Err(error) => {
                let shortcomings = vec![of_error(&error)];
                return (Look::Seen(Box::new(Seen { shortcomings, ..Seen::default() })), None);
            }
        },
    };
    let there = match page {
        Some(page) => bench.run(move || read(&page)).await.flatten(),
        None => None,
    };
    let (seen, post) = assess(asked, there.as_ref(), &found.what, call, now);
    // A harvest reads the page of a post whose feed stops short: what the host is to judge is what a harvest will bring.
    let further = post.as_ref().filter(|post| feed::is_excerpt(post)).and_then(|post| post.url.as_ref());
    let is_read = |url: &Url| there.as_ref().is_some_and(|there| address::key(&there.url) == address::key(url));
    if let Some(url) = further.filter(|url| !is_read(url) && address::key(url) != address::key(asked))
        && let Ok(page) = client.get_page(url).await
        && let Some(there) = bench.run(move || read(&page)).await.flatten()
    {
        let (mut whole, post) = assess(url, Some(&there), &found.what, call, now);
        let others = seen.shortcomings.into_iter().filter(|lack| matches!(lack, Shortcoming::OthersFit { .. }));
        whole.shortcomings.extend(others);
        return (Look::Seen(Box::new(whole)), post);
    }
    (Look::Seen(Box::new(seen)), post)
}

fn read(fetched: &Fetched) -> Option<PageThere> {
    let mut page = feed::page(&fetched.body, Some(&fetched.url), fetched.content_type.as_deref()).ok()?;
    page.policy.tightened_by(&fetched.robots, fetched.tdm_reserved);
    let source = String::from_utf8_lossy(&fetched.body);
    let is_paid = source.split("\"isAccessibleForFree\"").skip(1).any(|rest| {
        let value = rest.trim_start_matches(|c: char| c == ':' || c.is_whitespace() || c == '"');
        value.get(..5).is_some_and(|value| value.eq_ignore_ascii_case("false"))
    });
    Some(PageThere { url: fetched.url.clone(), page, has_scripts: source.contains("<script"), is_paid })
}

/// What an error means to whoever sent the address.
fn of_error(error: &FetchError) -> Shortcoming {
    match error {
        FetchError::Status { status: status @ (404 | 410), .. } => Shortcoming::NotFound { status: *status },
        FetchError::Status { status: 401 | 402, .. } => Shortcoming::Closed,
        FetchError::Status { status, .. } => Shortcoming::Refused { status: *status },
        FetchError::TooLarge { .. } | FetchError::HeadTooLarge { .. } => Shortcoming::TooLarge,
        FetchError::Redirect(_) => Shortcoming::RedirectLoop,
        FetchError::Robots(_)
        | FetchError::NotPublic { .. }
        | FetchError::LocalName { .. }
        | FetchError::Address(_) => Shortcoming::Forbidden { said: error.to_string() },
        _ => Shortcoming::Unreachable { said: error.to_string() },
    }
}
