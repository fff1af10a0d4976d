//! Collects every file of the site and sees to it that no two want one place.

use std::{
    collections::{BTreeMap, btree_map},
    sync::Arc,
};

use jiff::Timestamp;
use rayon::prelude::*;
use tera::Value;
use url::Url;

use super::{
    Plan, RenderError, Site, assets, badge, calendar,
    card::Card,
    context::World,
    edition_json::{SCHEMA, edition_json},
    engine::Engine,
    feeds::Feed,
    json_feed::{json_feed, pretty},
    manifest::manifest,
    pages::Page,
    palette::Paint,
    ride,
    robots::robots,
    rss::rss,
    search, servers,
    sitemap::{Listed, sitemap},
    strings::Strings,
    tongue::Tongue,
    variables::{Everywhere, Links},
    xml,
};
use crate::model::SiteLinks;

/// The files so far, and who asked for each.
#[derive(Default)]
struct Collector {
    plan: Plan,
    owners: BTreeMap<String, &'static str>,
}

impl Collector {
    fn add(&mut self, path: String, bytes: impl Into<Arc<[u8]>>, owner: &'static str) -> Result<(), RenderError> {
        match self.owners.entry(path) {
            btree_map::Entry::Occupied(taken) => Err(RenderError {
                message: format!(
                    "error: two files claim `{}`: {} and {owner}\nhelp: rename the page, the edition or the file",
                    taken.key(),
                    taken.get()
                ),
            }),
            btree_map::Entry::Vacant(free) => {
                self.plan.files.insert(free.key().clone(), bytes.into());
                free.insert(owner);
                Ok(())
            }
        }
    }
}

/// Plans every file of the site as it is at `now`. The same input gives the same bytes, whatever the number of threads.
///
/// # Errors
/// When a template or a shortcode is broken, or two files claim one path.
pub fn plan(site: &Site, now: Timestamp) -> Result<Plan, RenderError> {
    let strings = Arc::new(Strings::load()?);
    let world = World::new(site, &strings)?;
    let mut engine = Engine::new(&site.templates, Arc::clone(&strings))?;
    let config = &site.content.config;
    let mut assets = assets::of(&world);
    assets.push(assets::asset("index", "search", "json", search::index(&world)));
    let paths: BTreeMap<&str, Value> =
        assets.iter().map(|asset| (asset.key, Value::from(asset.path.as_str()))).collect();
    engine.share(&Everywhere {
        site_title: &config.title,
        base_url: config.base_url.as_str(),
        assets: Value::from(paths),
        csp: Value::safe_string(servers::POLICY),
        links: links(&config.links, config.desk.webmention().as_ref()),
    });

    let pages = Page::all(&world);
    let mut rendered = rendered(&world, &pages, &engine)?;
    // A card has words on it; where two languages have the same it is the same card.
    let mut cards: BTreeMap<String, Card> = by_path(&world).collect();
    let mut translated = Vec::new();
    for (tongue, told) in Tongue::others(site) {
        let world = World::speaking(&told, &strings, tongue)?;
        // What is missing is missing in every language.
        let pages: Vec<Page> = Page::all(&world).into_iter().filter(|page| !matches!(page, Page::NotFound)).collect();
        rendered.extend(self::rendered(&world, &pages, &engine)?);
        cards.extend(by_path(&world));
        translated.extend(pages.iter().filter(|page| page.is_own(&world)).map(|page| Listed::of(*page, &world)));
    }

    let mut files = Collector::default();
    files.plan.pages = rendered.len();
    for (path, html) in rendered {
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
        files.add(file, html.into_bytes(), "a page")?;
    }
    let cards = cards.into_par_iter().map(|(path, card)| Ok((path, card.png()?)));
    for (path, png) in cards.collect::<Result<Vec<_>, RenderError>>()? {
        files.add(path, png, "an edition's card")?;
    }
    for edition in &world.editions {
        files.add(
            format!("{}badge.svg", edition.path),
            badge::svg(&world, edition).into_bytes(),
            "an edition's badge",
        )?;
        for (name, bytes) in formats(&Feed::edition(&world, edition, now))? {
            files.add(format!("{}{name}", edition.path), bytes, "an edition's feed")?;
        }
        if let Some(ics) = calendar::edition_ics(&world, edition, now) {
            files.add(format!("{}edition.ics", edition.path), ics.into_bytes(), "an edition's calendar")?;
        }
        let exchange = pretty(&edition_json(&site.content, edition.source, &edition.statistics, false));
        files.add(format!("{}edition.json", edition.path), exchange, "an edition's data")?;
    }
    for (name, bytes) in formats(&Feed::series(&world))? {
        files.add(name.to_owned(), bytes, "the series' feed")?;
    }
    let own: [(&str, Vec<u8>); 7] = [
        ("blogs.opml", xml::opml(&config.title, site.content.blogs.iter())?),
        ("sitemap.xml", sitemap(&world, &pages, translated)?),
        ("robots.txt", robots(&config.base_url).into_bytes()),
        ("site.webmanifest", manifest(&world)),
        ("favicon.svg", ride::icon(Paint::of(&world.palette)).into_bytes()),
        ("edition.schema.json", SCHEMA.as_bytes().to_vec()),
        // GitHub Pages would hide `_headers` and run the site through Jekyll.
        (".nojekyll", Vec::new()),
    ];
    for (path, bytes) in own {
        files.add(path.to_owned(), bytes, "a file of the theme")?;
    }
    let cards = world.cards.iter().map(|card| card.path.as_str());
    let hashed: Vec<&str> = assets.iter().map(|asset| asset.path.as_str()).chain(cards).collect();
    for (path, text) in servers::files(&config.base_url, &hashed) {
        files.add(path.to_owned(), text.into_bytes(), "a web server's file")?;
    }
    for asset in assets {
        files.add(asset.path, asset.bytes, "a file of the theme")?;
    }
    for (path, bytes) in &site.statics {
        files.add(path.clone(), Arc::clone(bytes), "a file in static/")?;
    }
    Ok(files.plan)
}

/// What the feeds of a folder are called: the series' at the root, an edition's in its own.
pub const FEEDS: [&str; 3] = ["feed.atom", "feed.rss", "feed.json"];

/// Pages of one language, each with its path from the root of the site.
fn rendered(world: &World, pages: &[Page], engine: &Engine) -> Result<Vec<(String, String)>, RenderError> {
    pages
        .par_iter()
        .map(|page| Ok((format!("{}{}", world.tongue.folder, page.path(world)), page.render(world, engine)?)))
        // Of several mistakes the first page's is told, whichever thread was first.
        .collect::<Vec<Result<_, RenderError>>>()
        .into_iter()
        .collect()
}

/// The cards of a language, by path.
fn by_path(world: &World) -> impl Iterator<Item = (String, Card)> {
    world.cards.iter().map(|card| (card.path.clone(), card.clone()))
}

/// A feed in all its formats.
fn formats(feed: &Feed) -> Result<[(&'static str, Vec<u8>); 3], RenderError> {
    let [atom_name, rss_name, json_name] = FEEDS;
    Ok([(atom_name, xml::atom(feed)?), (rss_name, rss(feed)?), (json_name, json_feed(feed))])
}

/// Where else the host is, as templates see it.
fn links<'a>(links: &'a SiteLinks, desk: Option<&'a Url>) -> Links<'a> {
    Links {
        fediverse: links.fediverse.as_deref(),
        me: links.me.iter().map(Url::as_str).collect(),
        // Who names another receiver knows why.
        webmention: links.webmention.as_ref().or(desk).map(Url::as_str),
    }
}
