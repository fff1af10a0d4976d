//! `content/_index.md` and `content/<name>.md`: the home page and any further page.

use super::{files::ContentPage, keys::Keys, mistakes::Mistakes, values::text};
use crate::model::Slug;

/// Reads a page's keys.
pub(super) fn read(slug: Slug, mut keys: Keys<'_>, body: &str, mistakes: &mut Mistakes<'_>) -> Option<ContentPage> {
    let title = keys.required("title", "\"…\"", mistakes, text);
    keys.finish(mistakes);
    Some(ContentPage::new(slug, title?, body))
}

/// Reads the home page's keys. Without a title of its own it has the series'.
pub(super) fn read_home(
    slug: Slug,
    mut keys: Keys<'_>,
    body: &str,
    series_title: &str,
    mistakes: &mut Mistakes<'_>,
) -> ContentPage {
    let title = keys.optional("title", mistakes, text).unwrap_or_else(|| series_title.to_owned());
    keys.finish(mistakes);
    ContentPage::new(slug, title, body)
}
