//! Our own page, as others find it: who is told of a link looks there at once.

use std::collections::HashSet;

use url::Url;

use super::{gone::is_gone, links::links};
use crate::{
    feed::{TooMuch, document},
    fetch::{Client, FetchError},
};

/// A page of ours, online.
#[derive(Debug)]
pub enum OwnPage {
    /// It is there and links to these pages; fragments are left out.
    Links(HashSet<Url>),
    /// It is there no more, and says so (410): all who were told of it are to be told that too.
    Gone,
}

impl OwnPage {
    /// Whether it links to a page.
    #[must_use]
    pub fn has(&self, target: &Url) -> bool {
        match self {
            Self::Links(links) => links.contains(&bare(target.clone())),
            Self::Gone => false,
        }
    }
}

/// Why our own page could not be looked at.
#[derive(Debug, thiserror::Error)]
pub enum OwnPageError {
    /// It could not be fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// It could not be read.
    #[error(transparent)]
    TooMuch(#[from] TooMuch),
}

/// Looks at a page of ours.
///
/// # Errors
/// When it cannot be fetched or read; 410 is none.
pub async fn own_page(client: &Client, page: &Url) -> Result<OwnPage, OwnPageError> {
    let fetched = match client.get_named(page).await {
        Err(FetchError::Status { status: 410, .. }) => return Ok(OwnPage::Gone),
        other => other?,
    };
    let document = document(&fetched.body, fetched.content_type.as_deref())?;
    if is_gone(&document) {
        return Ok(OwnPage::Gone);
    }
    Ok(OwnPage::Links(links(&document, &fetched.url).into_iter().map(|(_, url)| bare(url)).collect()))
}

fn bare(mut url: Url) -> Url {
    url.set_fragment(None);
    url
}
