//! The desk's own pages: the templates in `templates/desk/`, which no site replaces, the words in `data/locale/desk.*.ftl`, and
//! what they take of the site.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Desk, Loaded, routes::PREFIX};
use crate::{
    model::{Edition, Lang},
    render::{RenderError, apart::Apart},
};

pub(crate) use crate::render::apart::Apart as Pages;

/// What every page of the desk has. Templates: `desk/base.html`.
#[derive(Serialize)]
pub(crate) struct Frame<'a> {
    /// The language of its words.
    pub(crate) lang: String,
    /// The same page in other languages: its language and the way there, from this page.
    pub(crate) languages: Vec<(&'static str, String)>,
    /// Its title.
    pub(crate) title: String,
    /// Whether something on it has to be mended: its title says so first.
    pub(crate) is_mistaken: bool,
    /// After so many seconds the browser asks again.
    pub(crate) refresh: Option<u8>,
    /// The page's kind, for the stylesheet.
    pub(crate) kind: &'static str,
    /// The series' title.
    pub(crate) site_title: &'a str,
    /// Where the pages of the site are, in front of every path of theirs.
    pub(crate) root: String,
    /// The class of the colours.
    pub(crate) palette: Option<String>,
    /// The files of the page, by what they are.
    pub(crate) assets: BTreeMap<&'a str, String>,
}

impl Desk {
    /// The frame of a page about an edition. `wanted` is the language that the reader asked for.
    pub(crate) fn frame<'a>(
        &self,
        loaded: &'a Loaded,
        edition: Option<&Edition>,
        wanted: Option<&str>,
        kind: &'static str,
        title: &str,
    ) -> Frame<'a> {
        let config = &loaded.content.config;
        let lang = self.language(loaded, edition, wanted);
        let languages = crate::model::SPOKEN.into_iter().filter(|other| *other != lang);
        let assets = loaded.pages.paths.iter().map(|(key, path)| (key.as_str(), format!("{PREFIX}/assets/{path}")));
        Frame {
            languages: languages.map(|other| (other, format!("?lang={other}"))).collect(),
            title: loaded.pages.text(&lang, title, &[]),
            is_mistaken: false,
            refresh: None,
            kind,
            site_title: &config.title,
            root: self.root_of_site(loaded),
            palette: loaded.pages.palette(edition.map(|edition| &edition.slug)),
            assets: assets.collect(),
            lang,
        }
    }

    /// Where the pages of the site are.
    pub(crate) fn root_of_site(&self, loaded: &Loaded) -> String {
        self.settings.site.clone().unwrap_or_else(|| loaded.content.config.base_url.to_string())
    }

    /// The language of the words for a reader: the one asked for, else the edition's, else the site's.
    #[expect(clippy::unused_self, reason = "whoever asks the desk for a page asks it for its language, too")]
    pub(crate) fn language(&self, loaded: &Loaded, edition: Option<&Edition>, wanted: Option<&str>) -> String {
        let site = &loaded.content.config.language;
        let own = edition.map_or(site, |edition| &edition.language);
        let asked = wanted.and_then(Lang::parse);
        loaded.pages.language(asked.as_ref().unwrap_or(own), own).to_owned()
    }
}

/// A page of a template.
pub(crate) fn render(
    pages: &Apart,
    template: &str,
    frame: &Frame<'_>,
    own: &impl Serialize,
) -> Result<String, RenderError> {
    pages.render(template, frame, own)
}
