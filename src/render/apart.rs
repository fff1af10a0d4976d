//! What pages that are no part of the site take of it: its sheet and its face, its words, its cards. They belong to the desk,
//! whose templates lie beside the theme's and cannot be replaced by a site's.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use serde::Serialize;
use tera::{Context, Value};

use super::{
    RenderError, Site, assets,
    context::World,
    engine::{Engine, desk_files, is_page},
    palette::{self, Paint},
    ride,
    strings::Strings,
    tongue::Tongue,
    variables,
};
use crate::{
    content::Content,
    model::{Lang, Palette, Slug},
    roundup::{self, Series},
};

/// Templates, words and files for such pages.
pub(crate) struct Apart {
    engine: Engine,
    strings: Arc<Strings>,
    /// Where a file stands, by what templates call it: `style`, `desk_css`.
    pub(crate) paths: BTreeMap<String, String>,
    /// The files by path: each under a name that changes with what is in it.
    files: BTreeMap<String, Vec<u8>>,
    palettes: BTreeMap<Slug, Palette>,
    site: Palette,
}

impl Apart {
    /// With the templates of the site in place of the theme's, where they can be read.
    pub(crate) fn new(content: &Content, overrides: &BTreeMap<String, String>) -> Result<Self, RenderError> {
        let strings = Arc::new(Strings::for_desk()?);
        let (pages, others): (BTreeMap<_, _>, BTreeMap<_, _>) =
            desk_files().into_iter().partition(|(name, _)| is_page(name));
        let mut templates: BTreeMap<String, String> =
            overrides.iter().filter(|(name, _)| !pages.contains_key(*name)).map(clone).collect();
        templates.extend(pages.iter().map(clone));
        let engine = match Engine::new(&templates, Arc::clone(&strings)) {
            Ok(engine) => engine,
            // A mistake in a host's template is not to close the desk.
            Err(_) => Engine::new(&pages, Arc::clone(&strings))?,
        };
        let site = palette::of_site(content.config.palette);
        let palettes = palettes(content);
        let colours = palette::css_of(site, palettes.values().copied());
        let (mut paths, mut files) = (BTreeMap::new(), BTreeMap::new());
        for asset in assets::all(overrides, &colours) {
            paths.insert(asset.key.to_owned(), asset.path.clone());
            files.insert(asset.path, asset.bytes);
        }
        let icon = ride::icon(Paint::of(&site)).into_bytes();
        let hashed = assets::hashed("icon", "svg", &icon);
        paths.insert("icon".to_owned(), hashed.clone());
        files.insert(hashed, icon);
        for (name, text) in others {
            let path = Path::new(&name);
            let part =
                |part: Option<&std::ffi::OsStr>| part.and_then(|part| part.to_str()).unwrap_or_default().to_owned();
            let (stem, extension) = (part(path.file_stem()), part(path.extension()));
            let bytes = if extension == "css" { assets::lean(&text) } else { text }.into_bytes();
            let hashed = assets::hashed(&stem, &extension, &bytes);
            paths.insert(format!("{stem}_{extension}"), hashed.clone());
            files.insert(hashed, bytes);
        }
        Ok(Self { engine, strings, paths, files, palettes, site })
    }

    /// Renders a template with these variables; the language of its words is the variable `lang`.
    pub(crate) fn render(
        &self,
        template: &str,
        frame: &impl Serialize,
        own: &impl Serialize,
    ) -> Result<String, RenderError> {
        let mut context = Context::new();
        variables::put(&mut context, frame);
        variables::put(&mut context, own);
        self.engine.render(template, &context)
    }

    /// What the template of a card is given for the one entry of a site.
    pub(crate) fn entry(&self, content: Content, series: Series, lang: &str) -> Option<Value> {
        let site =
            Site { content, series, templates: BTreeMap::new(), reactions: BTreeMap::new(), statics: BTreeMap::new() };
        let tongue = Tongue::speaking(Lang::parse(lang));
        let world = World::speaking(&site, &self.strings, tongue).ok()?;
        world.editions.first()?.entries.first().cloned()
    }

    /// A file of these pages.
    pub(crate) fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// The language of the words that is nearest to what is wanted.
    pub(crate) fn language<'a>(&'a self, wanted: &'a Lang, or: &'a Lang) -> &'a str {
        self.strings.language(wanted, or)
    }

    /// A message.
    pub(crate) fn text(&self, lang: &str, key: &str, arguments: &[(&str, &str)]) -> String {
        self.strings.text(lang, key, arguments)
    }

    /// The class of an edition's colours; `None` where they are the site's.
    pub(crate) fn palette(&self, edition: Option<&Slug>) -> Option<String> {
        let palette = self.palettes.get(edition?).filter(|palette| **palette != self.site)?;
        Some(palette::class(palette))
    }
}

fn clone((name, text): (&String, &String)) -> (String, String) {
    (name.clone(), text.clone())
}

/// The colours of the editions, as their pages have them.
fn palettes(content: &Content) -> BTreeMap<Slug, Palette> {
    let numbers = roundup::numbers(&content.editions);
    let own = |edition: &crate::model::Edition, number| {
        edition.palette.or(content.config.palette).unwrap_or_else(|| Palette::of_edition(number))
    };
    let numbered = content.editions.iter().map(|folder| &folder.edition).zip(numbers);
    numbered.map(|(edition, number)| (edition.slug.clone(), own(edition, number))).collect()
}
