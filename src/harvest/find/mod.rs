//! Finds the feed behind an address: a feed, a page, a bare domain, a profile, a list of feeds.
//!
//! * [`Start`]: where to begin, as it was typed or as an address
//! * [`found`]: what came of it, and why nothing did
//! * `search`: what to ask next; `answer`: what an answer is; no I/O
//! * `kin`: feeds of the same posts; [`Extent`]: whole posts or excerpts
//! * [`find()`]: the search, carried out

pub mod found;

mod answer;
mod extent;
mod kin;
mod search;
mod start;

#[cfg(test)]
mod tests;

pub use extent::{Extent, extent};
pub use found::{Discovery, Found, FoundFeed, How, Kinship, Nothing, Other, Tried, Verdict};
pub use start::Start;

use url::Url;

use self::{
    answer::{Got, Miss},
    search::{Ask, Keep, Search},
};
use crate::fetch::{Client, FetchError, Fetched, TimeLimit};

/// A larger body is not kept while others are asked for: there is room for few of them in memory at once.
const KEPT: usize = 1 << 20;

/// Finds the feed behind an address: twelve requests at most, one at a time, each candidate read before it counts.
///
/// A feed that somebody names is asked for as feeds are; pages, and what is only guessed at, as `robots.txt` allows.
pub async fn find(start: &Start, client: &Client) -> Found {
    let mut search = Search::new(start);
    let (mut page, mut feed) = (None, None);
    while let Some(ask) = search.next() {
        match fetch(&ask, client).await {
            Ok(fetched) => {
                let keep = search.hear(&ask, Ok(Got::from(&fetched)));
                let fetched = (fetched.body.len() <= KEPT).then_some(fetched);
                match keep {
                    Keep::Nothing => {}
                    Keep::Page => page = fetched,
                    Keep::Feed => feed = fetched,
                }
            }
            Err(error) => {
                let miss = explain(&ask.url, error).await;
                search.hear(&ask, Err(miss));
            }
        }
    }
    search.finish(page, feed)
}

async fn fetch(ask: &Ask, client: &Client) -> Result<Fetched, FetchError> {
    if ask.minds_robots() { client.get_page(&ask.url).await } else { client.get_fresh(&ask.url).await }
}

/// What a failed request means for the search. A name that leads nowhere is another thing than a server that is down,
/// and the client does not tell them apart.
async fn explain(url: &Url, error: FetchError) -> Miss {
    match error {
        FetchError::Connection(_) | FetchError::Robots(_) if !resolves(url).await => Miss::NoSuchName,
        FetchError::Robots(said) => Miss::Robots(said),
        FetchError::Connection(said) | FetchError::Unreachable(said) => Miss::NoConnection(said),
        FetchError::Timeout { limit: TimeLimit::Connect, .. } => Miss::NoConnection(error.to_string()),
        FetchError::Status { status, .. } => Miss::Status(status),
        FetchError::NotPublic { .. } | FetchError::LocalName { .. } | FetchError::Address(_) => {
            Miss::Guarded(error.to_string())
        }
        _ => Miss::Other(error.to_string()),
    }
}

async fn resolves(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => {
            tokio::net::lookup_host((name, 0)).await.is_ok_and(|mut addresses| addresses.next().is_some())
        }
        _ => true,
    }
}
