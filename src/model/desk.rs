//! How others take part over the web: `[desk]` of `blogkermis.toml`.

use url::Url;

/// Where the desk is, and how much of it others may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskPolicy {
    /// Where the desk's public side stands, its `/-/` included; ends with a slash. `None`: the call says nothing of it.
    pub url: Option<Url>,
    /// Where bloggers may send a mail; shown on the call.
    pub mail: Option<String>,
    /// How many forms one visitor may send in an hour.
    pub per_visitor: u32,
    /// How many addresses are read for everybody together in an hour.
    pub per_hour: u32,
    /// How many webmentions are taken from everybody together in an hour; one visitor may send a quarter of them.
    pub mentions_per_hour: u32,
}

impl Default for DeskPolicy {
    fn default() -> Self {
        Self { url: None, mail: None, per_visitor: 30, per_hour: 300, mentions_per_hour: 600 }
    }
}

impl DeskPolicy {
    /// The form.
    #[must_use]
    pub fn form(&self) -> Option<Url> {
        self.url.as_ref()?.join("join/").ok()
    }

    /// Who receives webmentions.
    #[must_use]
    pub fn webmention(&self) -> Option<Url> {
        self.url.as_ref()?.join("webmention").ok()
    }
}
