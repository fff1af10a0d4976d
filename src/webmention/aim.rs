//! Which page of ours a mention is about, and what it is to us. Pure.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use url::Url;

use crate::{
    content::Content,
    model::{Became, Edition, Phase, Slug, Verified, Withdrawn},
};

/// The pages of an edition that tell of what others wrote, below its own.
const PAGES: [&str; 6] = ["", "entries/", "definitions/", "quotes/", "threads/", "pictures/"];

/// What a page of ours is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aim {
    /// It calls for posts.
    Call(Slug),
    /// It tells of them, and people may react to it.
    Roundup(Slug),
    /// The same of an edition that a newer one has followed.
    Old(Slug),
}

impl Aim {
    /// The edition.
    #[must_use]
    pub fn edition(&self) -> &Slug {
        match self {
            Self::Call(edition) | Self::Roundup(edition) | Self::Old(edition) => edition,
        }
    }
}

/// The pages of a site that take webmentions.
#[derive(Clone, Debug, Default)]
pub struct Aims {
    pages: BTreeMap<Url, Aim>,
    withdrawn: Withdrawn,
}

impl Aims {
    /// Those of a site as it is at `now`. The running edition's call takes posts as long as its roundup does not stand: so
    /// long, its own page is a call too. The newest roundup takes reactions, and so does every edition after it; what is
    /// older takes nothing any more.
    #[must_use]
    pub fn new(content: &Content, now: Timestamp) -> Self {
        let mut aims = Self { pages: BTreeMap::new(), withdrawn: content.withdrawn() };
        let running = content.running(now).map(|edition| edition.slug.clone());
        let mut is_older = false;
        for folder in &content.editions {
            let edition = &folder.edition;
            let is_published = folder.roundup.as_ref().is_some_and(|roundup| !roundup.draft);
            let is_over = edition.phase(now, is_published) == Phase::Published;
            let is_running = running.as_ref() == Some(&edition.slug);
            let slug = || edition.slug.clone();
            let page = if is_older { Aim::Old(slug()) } else { Aim::Roundup(slug()) };
            let call = if is_running { Aim::Call(slug()) } else { page.clone() };
            aims.add(content, edition, &page, &call, is_running && !is_over);
            is_older |= is_over;
        }
        aims
    }

    fn add(&mut self, content: &Content, edition: &Edition, page: &Aim, call: &Aim, calls: bool) {
        let base = &content.config.base_url;
        let folders = content.config.languages.iter().skip(1).map(|language| format!("{language}/"));
        for folder in std::iter::once(String::new()).chain(folders) {
            for (n, name) in PAGES.iter().enumerate() {
                let aim = if n == 0 && calls { call } else { page };
                self.put(base.join(&format!("{folder}{}/{name}", edition.slug)).ok(), aim);
            }
            self.put(base.join(&format!("{folder}{}/call/", edition.slug)).ok(), call);
        }
        // Where the call stands on another site that names us as its receiver.
        self.put(edition.call.clone(), call);
    }

    fn put(&mut self, page: Option<Url>, aim: &Aim) {
        let Some(mut page) = page else { return };
        page.set_fragment(None);
        // Two editions with one call: the newer one’s.
        self.pages.entry(page).or_insert_with(|| aim.clone());
    }

    /// What a page is for; `None`: it is not ours, or takes no webmentions. Its fragment makes no difference.
    #[must_use]
    pub fn of(&self, page: &Url) -> Option<&Aim> {
        if page.fragment().is_none() {
            return self.pages.get(page);
        }
        let mut page = page.clone();
        page.set_fragment(None);
        self.pages.get(&page)
    }

    /// The editions that have pages here.
    #[must_use]
    pub fn editions(&self) -> BTreeSet<Slug> {
        self.pages.values().map(|aim| aim.edition().clone()).collect()
    }

    /// Whether the author of a page took it back.
    #[must_use]
    pub fn is_withdrawn(&self, source: &Url) -> bool {
        self.withdrawn.covers(Some(source), "")
    }
}

/// What a verified mention is to us. An answer to the call stays one when the roundup stands at the same address, and what it was
/// before stays when an edition grows old: readers have seen it.
#[must_use]
pub fn became(aim: &Aim, verified: &Verified, before: Option<Became>) -> Became {
    if verified.is_list {
        return Became::List;
    }
    match aim {
        _ if before == Some(Became::Submission) => Became::Submission,
        // Who likes a call has not written for it.
        Aim::Call(_) if verified.kind.has_words() => Became::Submission,
        Aim::Call(_) | Aim::Roundup(_) => Became::Reaction,
        Aim::Old(_) => before.filter(|before| *before != Became::List).unwrap_or(Became::Old),
    }
}

/// The address that a page is known by: the one it names itself, where that is on the same site. A page could name
/// anybody's else, and take the place of what that one says.
#[must_use]
pub fn known_by(source: &Url, verified: &Verified) -> Url {
    let site = |url: &Url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned());
    let own = verified
        .canonical
        .as_ref()
        .filter(|canonical| matches!(canonical.scheme(), "http" | "https") && site(canonical) == site(source));
    own.unwrap_or(source).clone()
}

#[cfg(test)]
mod tests;
