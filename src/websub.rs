//! WebSub (W3C Recommendation of 23 January 2018), the publisher's side: which feeds a hub has to be told of, and telling
//! it. How a publisher tells its hub the Recommendation leaves to the two (section 5); this is the way that every public
//! hub knows, of `PubSubHubbub` 0.4: a form with `hub.mode=publish` and `hub.url`.

use std::collections::HashMap;

use url::Url;

use crate::fetch::{Client, FetchError, Submitted};

/// A feed as it was built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic<'a> {
    /// Where it stands; the same as its `rel=self`.
    pub url: Url,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Of them (BLAKE3, hexadecimal).
    pub hash: String,
}

impl<'a> Topic<'a> {
    /// A feed and where it stands.
    #[must_use]
    pub fn new(url: Url, bytes: &'a [u8]) -> Self {
        Self { url, bytes, hash: blake3::hash(bytes).to_hex().to_string() }
    }

    /// Whether a hub that was told of these hashes, by address, knows it as it is.
    #[must_use]
    pub fn is_known(&self, told: &HashMap<String, String>) -> bool {
        told.get(self.url.as_str()) == Some(&self.hash)
    }

    /// Whether it stands online just as it was built: the hub fetches it as soon as it is told.
    ///
    /// # Errors
    /// When it cannot be fetched.
    pub async fn is_online(&self, client: &Client) -> Result<bool, FetchError> {
        Ok(client.get_fresh(&self.url).await?.body == self.bytes)
    }
}

/// Tells a hub that a feed has changed.
///
/// # Errors
/// When the hub cannot be reached or answers with anything but 2xx.
pub async fn publish(client: &Client, hub: &Url, topic: &Url) -> Result<Submitted, FetchError> {
    client.submit(hub, &[("hub.mode", "publish"), ("hub.url", topic.as_str())]).await
}
