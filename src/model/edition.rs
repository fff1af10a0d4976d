//! An edition: one carnival.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

use super::{Lang, Moment, Person, Slug};

/// Who organises an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    /// The owner of a contributing blog.
    Blog(Slug),
    /// Somebody without a blog in this series.
    Person(Person),
}

/// How far an edition is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// It has not opened yet.
    Announced,
    /// Posts may come in.
    Open,
    /// The deadline has passed; the host is writing.
    Closed,
    /// The host's roundup stands.
    Published,
}

/// One edition, as `content/<slug>/_index.md` describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The folder's name.
    pub slug: Slug,
    /// The title.
    pub title: String,
    /// The subject in a few words.
    pub theme: String,
    /// The language of the call and the roundup.
    pub language: Lang,
    /// When posts begin to count; `None`: always.
    pub opens: Option<Moment>,
    /// When they stop; `None`: never.
    pub closes: Option<Moment>,
    /// The organiser, if one is named.
    pub host: Option<Host>,
    /// Where the call stands when it is not on this site.
    pub call: Option<Url>,
    /// Categories or hashtags that put a post in, without `#`.
    pub tags: Vec<String>,
    /// The blogs that are watched; `None`: all of them.
    pub blogs: Option<Vec<Slug>>,
    /// Conversation starters.
    pub prompts: Vec<String>,
    /// The words for the theme, per language.
    pub terms: BTreeMap<Lang, Vec<String>>,
    /// The text of the call, in Markdown.
    pub body: String,
}

impl Edition {
    /// How far the edition is at `now`. `published` says whether the host's roundup is there and not a draft.
    #[must_use]
    pub fn phase(&self, now: Timestamp, published: bool) -> Phase {
        if published {
            Phase::Published
        } else if self.opens.is_some_and(|opens| now < opens.earliest()) {
            Phase::Announced
        } else if self.closes.is_some_and(|closes| now > closes.latest()) {
            Phase::Closed
        } else {
            Phase::Open
        }
    }

    /// Whether a blog is watched for this edition.
    #[must_use]
    pub fn watches(&self, blog: &Slug) -> bool {
        self.blogs.as_ref().is_none_or(|blogs| blogs.contains(blog))
    }

    /// Every address the call may be linked at: on this site under `base_url`, and where the host says it stands.
    #[must_use]
    pub fn call_urls(&self, base_url: &Url) -> Vec<Url> {
        let here = ["", "call/"].iter().filter_map(|page| base_url.join(&format!("{}/{page}", self.slug)).ok());
        here.chain(self.call.clone()).collect()
    }

    /// Every way the theme is named: its terms in all languages, and the theme itself.
    pub fn all_terms(&self) -> impl Iterator<Item = (&Lang, &str)> {
        let named = self.terms.iter().flat_map(|(lang, terms)| terms.iter().map(move |term| (lang, term.as_str())));
        let theme_is_a_term = self.terms.values().flatten().any(|term| term.eq_ignore_ascii_case(&self.theme));
        named.chain((!theme_is_a_term).then_some((&self.language, self.theme.as_str())))
    }
}
