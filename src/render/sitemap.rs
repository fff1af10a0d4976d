//! `sitemap.xml` (sitemaps.org, protocol 0.9): the pages that search engines may list, and when each last changed.

use super::{
    RenderError,
    context::World,
    feeds::{changed, dated, latest},
    pages::Page,
    xml::{document, element},
};
use crate::model::Moment;

/// When what a page shows last changed, as far as the data say. The build's own time never stands in.
fn last_changed(page: Page, world: &World) -> Option<Moment> {
    match page {
        Page::Edition(e)
        | Page::Call(e)
        | Page::Entries(e, _)
        | Page::Definitions(e, _)
        | Page::Quotes(e, _)
        | Page::Threads(e)
        | Page::Pictures(e) => changed(&world.editions[e]),
        Page::Entry(e, n) => dated(&world.editions[e].source.entries[n]),
        Page::Blog(n) => {
            let entries = world.blogs[n].entries.iter();
            latest(
                entries.flat_map(|(e, list)| list.iter().filter_map(|n| dated(&world.editions[*e].source.entries[*n]))),
            )
        }
        Page::Home | Page::Archive | Page::Search => latest(world.editions.iter().filter_map(changed)),
        Page::Reactions(..)
        | Page::Blogs
        | Page::Status
        | Page::Privacy
        | Page::Accessibility
        | Page::Content(_)
        | Page::NotFound => None,
    }
}

/// A page in the sitemap.
pub(crate) struct Listed {
    address: String,
    changed: Option<Moment>,
}

impl Listed {
    /// The page as a reader of that language finds it.
    pub(crate) fn of(page: Page, world: &World) -> Self {
        let (base, folder) = (&world.site.content.config.base_url, &world.tongue.folder);
        Self { address: format!("{base}{folder}{}", page.path(world)), changed: last_changed(page, world) }
    }
}

/// The sitemap of those pages that may be listed, and of the translations of some.
pub(crate) fn sitemap(world: &World, pages: &[Page], translated: Vec<Listed>) -> Result<Vec<u8>, RenderError> {
    let own = pages.iter().filter(|page| !page.noindex()).map(|page| Listed::of(*page, world));
    let listed: Vec<Listed> = own.chain(translated).collect();
    document(|xml| {
        xml.create_element("urlset")
            .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
            .write_inner_content(|xml| {
                listed.iter().try_for_each(|page| {
                    xml.create_element("url")
                        .write_inner_content(|xml| {
                            element(xml, "loc", &page.address)?;
                            page.changed.map_or(Ok(()), |moment| element(xml, "lastmod", &moment.to_string()))
                        })
                        .map(|_| ())
                })
            })
            .map(|_| ())
    })
}
