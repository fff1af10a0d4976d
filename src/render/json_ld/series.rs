//! The site, its archive, its bloggers.

use serde_json::{Value, json};

use super::{
    super::context::{BlogModel, EditionModel, World},
    ITEMS, address, breadcrumbs, graph, item_list, person, thing,
};
use crate::model::{Blog, Person};

fn own(blog: &Blog) -> Person {
    Person { name: blog.author.clone(), url: blog.url.clone() }
}

fn collection(world: &World, edition: &EditionModel) -> Value {
    let source = &edition.source.edition;
    let url = address(world, &edition.path);
    thing("CollectionPage", json!({ "name": source.title, "url": url, "inLanguage": source.language }))
}

/// The home page: the site and its editions.
pub(in super::super) fn site(world: &World) -> Value {
    let config = &world.site.content.config;
    let editions: Vec<Value> = world.editions.iter().take(ITEMS).map(|e| collection(world, e)).collect();
    graph([thing(
        "WebSite",
        json!({
            "name": config.title,
            "url": config.base_url,
            "description": config.description,
            "inLanguage": config.language,
            "hasPart": editions,
        }),
    )])
}

/// All editions.
pub(in super::super) fn archive(world: &World, name: &str) -> Value {
    let items = world.editions.iter().take(ITEMS).map(|edition| collection(world, edition));
    let page = json!({
        "name": name,
        "url": address(world, "archive/"),
        "inLanguage": world.lang,
        "mainEntity": item_list(world.editions.len(), 1, items),
    });
    graph([thing("CollectionPage", page), breadcrumbs(world, &[(name, "archive/")])])
}

/// All bloggers.
pub(in super::super) fn blogs(world: &World, name: &str) -> Value {
    let items = world.blogs.iter().take(ITEMS).map(|blog| person(&own(blog.source)));
    let page = json!({
        "name": name,
        "url": address(world, "blogs/"),
        "inLanguage": world.lang,
        "mainEntity": item_list(world.blogs.len(), 1, items),
    });
    graph([thing("CollectionPage", page), breadcrumbs(world, &[(name, "blogs/")])])
}

/// A blogger.
pub(in super::super) fn profile(world: &World, blog: &BlogModel, list: &str) -> Value {
    let name = &blog.source.author;
    let page = json!({
        "name": name,
        "url": address(world, &blog.path),
        "inLanguage": world.lang,
        "mainEntity": person(&own(blog.source)),
    });
    graph([thing("ProfilePage", page), breadcrumbs(world, &[(list, "blogs/"), (name, &blog.path)])])
}
