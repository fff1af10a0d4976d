//! Collects every file of the site and sees to it that no two want one place.

use std::{
    collections::{BTreeMap, btree_map},
    sync::Arc,
};

use jiff::Timestamp;
use rayon::prelude::*;
use tera::Value;

use super::{
    Plan, RenderError, Site, calendar,
    context::World,
    edition_json::{SCHEMA, edition_json},
    engine::Engine,
    feeds::Feed,
    json_feed::{json_feed, pretty},
    pages::Page,
    ride, site_files,
    strings::Strings,
    xml,
};

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
    engine.share("site_title", Value::from(config.title.as_str()));
    engine.share("base_url", Value::from(config.base_url.as_str()));

    let pages = Page::all(&world);
    let rendered: Vec<(String, String)> = pages
        .par_iter()
        .map(|page| Ok((page.path(&world), page.render(&world, &engine)?)))
        .collect::<Result<_, RenderError>>()?;

    let mut files = Collector::default();
    files.plan.pages = rendered.len();
    let mut listed = Vec::new();
    for (page, (path, html)) in pages.iter().zip(rendered) {
        if !page.noindex() {
            listed.push(format!("{}{path}", config.base_url));
        }
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
        files.add(file, html.into_bytes(), "a page")?;
    }
    for edition in &world.editions {
        let feed = Feed::edition(&world, edition);
        files.add(format!("{}feed.atom", edition.path), xml::atom(&feed)?, "an edition's feed")?;
        files.add(format!("{}feed.json", edition.path), json_feed(&feed), "an edition's feed")?;
        if let Some(ics) = calendar::edition_ics(&world, edition, now) {
            files.add(format!("{}edition.ics", edition.path), ics.into_bytes(), "an edition's calendar")?;
        }
        let exchange = pretty(&edition_json(&site.content, edition.source, &edition.statistics, false));
        files.add(format!("{}edition.json", edition.path), exchange, "an edition's data")?;
    }
    let series = Feed::series(&world);
    let own: [(&str, Vec<u8>); 11] = [
        ("feed.atom", xml::atom(&series)?),
        ("feed.json", json_feed(&series)),
        ("blogs.opml", xml::opml(&config.title, site.content.blogs.iter())?),
        ("sitemap.xml", xml::sitemap(&listed)?),
        ("robots.txt", site_files::robots(&config.base_url).into_bytes()),
        ("_headers", site_files::headers().into_bytes()),
        ("favicon.svg", ride::icon().into_bytes()),
        ("style.css", site_files::stylesheet(&site.templates).into_bytes()),
        ("carousel.js", site_files::script(&site.templates).into_bytes()),
        ("edition.schema.json", SCHEMA.as_bytes().to_vec()),
        // GitHub Pages would hide `_headers` and run the site through Jekyll.
        (".nojekyll", Vec::new()),
    ];
    for (path, bytes) in own {
        files.add(path.to_owned(), bytes, "a file of the theme")?;
    }
    for (path, bytes) in &site.statics {
        files.add(path.clone(), Arc::clone(bytes), "a file in static/")?;
    }
    Ok(files.plan)
}
