//! The languages in which a site speaks: the first at its root, each other one in a folder of its own. What people wrote
//! stays as it is; the site's own words, the dates and a draft's frames are in the language of the folder.

use std::collections::BTreeSet;

use super::Site;
use crate::{
    model::{Lang, Slug},
    roundup::roundup_in,
};

/// One of the languages, and where its pages stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tongue {
    /// The language of all pages; none where each edition's pages speak the edition's own.
    pub(crate) lang: Option<Lang>,
    /// Where the pages stand: empty at the root of the site, `en/`.
    pub(crate) folder: String,
    /// Editions whose roundup is in this language, whatever the edition's.
    told: BTreeSet<Slug>,
    /// Editions whose roundup the host wrote in this language too: pages that are translations, and no mere copies.
    written: BTreeSet<Slug>,
}

impl Tongue {
    /// That of the site's root.
    pub(crate) fn first(site: &Site) -> Self {
        Self { lang: site.content.config.languages.first().cloned(), ..Self::default() }
    }

    /// One language for everything, at the root.
    pub(crate) fn speaking(lang: Option<Lang>) -> Self {
        Self { lang, ..Self::default() }
    }

    /// The others, each with the site as it is told in it.
    pub(crate) fn others(site: &Site) -> Vec<(Self, Site)> {
        let languages = site.content.config.languages.iter().skip(1);
        languages.map(|lang| Self::other(site, lang)).collect()
    }

    fn other(site: &Site, lang: &Lang) -> (Self, Site) {
        let mut tongue = Self { lang: Some(lang.clone()), folder: format!("{lang}/"), ..Self::default() };
        let mut told = site.clone();
        told.content.home = told.content.home.map(|home| home.told_in(lang));
        told.content.pages = told.content.pages.into_iter().map(|page| page.told_in(lang)).collect();
        for collected in &mut told.series.editions {
            let slug = &collected.edition.slug;
            let translation = translation(site, slug, lang);
            if let Some(roundup) = roundup_in(collected, lang, translation) {
                tongue.told.insert(slug.clone());
                tongue.written.extend(roundup.file.is_some().then(|| slug.clone()));
                collected.roundup = roundup;
            }
        }
        (tongue, told)
    }

    /// The way from the root of this language to that of the site.
    pub(crate) fn top(&self) -> &'static str {
        if self.folder.is_empty() { "" } else { "../" }
    }

    /// Whether an edition's roundup is in this language, whatever the edition's.
    pub(crate) fn tells(&self, edition: &Slug) -> bool {
        self.told.contains(edition)
    }

    /// Whether the host wrote an edition's roundup in this language.
    pub(crate) fn writes(&self, edition: &Slug) -> bool {
        self.folder.is_empty() || self.written.contains(edition)
    }
}

/// The host's finished roundup in another language.
pub(crate) fn translation<'a>(site: &'a Site, edition: &Slug, lang: &Lang) -> Option<&'a crate::content::RoundupFile> {
    let folder = site.content.editions.iter().find(|folder| &folder.edition.slug == edition)?;
    folder.translations.get(lang).filter(|file| !file.draft)
}
