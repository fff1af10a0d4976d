//! What others say of an edition on their own pages, as its host lets it be shown: the first of it at the end of the edition's
//! page, and where that is not all, everything on pages of its own. Strangers wrote every word of it.

use schemars::JsonSchema;
use serde::Serialize;
use tera::Value;

use super::{
    context::{EditionModel, World, place},
    html,
    lists::List,
};
use crate::model::{Moment, Reaction, ReactionKind, printable_line};

/// So many stand on the edition's page, which is to arrive with the first packets. Where there are more, these are the first that
/// say something, and all have pages of their own.
const HERE: usize = 2;

/// A reaction.
#[derive(Clone, Serialize, JsonSchema)]
#[schemars(rename = "Reaction")]
pub(super) struct ReactionView {
    /// An id for the element, unique on its page.
    anchor: String,
    /// What it does: `reply`, `mention`, `like`, `repost` or `bookmark`.
    kind: &'static str,
    /// Who wrote it; where the page does not say, where it stands.
    name: String,
    /// A page of theirs.
    author_url: Option<String>,
    /// Where it stands.
    url: String,
    /// The same as people say it: `example.org`.
    place: String,
    /// Its title, if it has one.
    title: Option<String>,
    /// Its own words, or their beginning; empty where there are none.
    excerpt: String,
    /// The language of its words, where its page says so.
    lang: Option<String>,
    /// The language's name, in the language of the page, where it is another one.
    language_name: Option<String>,
    /// The day, as `2026-11-03`, where its page says so.
    date: Option<String>,
}

/// The reactions on an edition's page.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Reactions")]
pub(super) struct ReactionsView {
    /// The first of those that say something.
    said: Vec<ReactionView>,
    /// Those who like it, pass it on and keep it, where there is room.
    gestures: Vec<Gesture>,
    /// How many there are in all.
    total: usize,
    /// The page with all of them, from the root, where these are not all.
    path: Option<String>,
}

/// People who do one thing.
#[derive(Serialize, JsonSchema)]
pub(super) struct Gesture {
    /// Which: `like`, `repost` or `bookmark`.
    kind: &'static str,
    /// They.
    by: Vec<ReactionView>,
}

/// What is shown of an edition; empty when there is nothing.
fn of<'a>(world: &'a World, edition: &EditionModel) -> &'a [Reaction] {
    world.site.reactions.get(&edition.source.edition.slug).map(Vec::as_slice).unwrap_or_default()
}

/// How many pages of their own they take; none where all of them stand on the edition's page.
pub(super) fn pages(world: &World, edition: &EditionModel) -> usize {
    let all = of(world, edition).len();
    if all > HERE { List::Reactions.pages(all) } else { 0 }
}

const GESTURES: [ReactionKind; 3] = [ReactionKind::Like, ReactionKind::Repost, ReactionKind::Bookmark];

/// Those on the edition's page.
pub(super) fn on_edition(world: &World, edition: &EditionModel) -> Option<ReactionsView> {
    let all = of(world, edition);
    if all.is_empty() {
        return None;
    }
    let view = |reaction: &Reaction| view(reaction, world, edition);
    let said: Vec<_> = all.iter().filter(|reaction| reaction.kind.has_words()).take(HERE).map(view).collect();
    let room = HERE - said.len();
    let gestures = all.iter().filter(|reaction| !reaction.kind.has_words()).take(room).collect::<Vec<_>>();
    let gesture = |kind: ReactionKind| {
        let by = gestures.iter().filter(|reaction| reaction.kind == kind);
        Gesture { kind: kind.name(), by: by.map(|reaction| view(reaction)).collect() }
    };
    Some(ReactionsView {
        gestures: GESTURES.into_iter().map(gesture).filter(|gesture| !gesture.by.is_empty()).collect(),
        said,
        total: all.len(),
        path: (pages(world, edition) > 0).then(|| List::Reactions.page(&edition.path, 0)),
    })
}

/// All of them, for the pages of their own.
pub(super) fn items(world: &World, edition: &EditionModel) -> Vec<Value> {
    of(world, edition).iter().map(|reaction| Value::from_serializable(&view(reaction, world, edition))).collect()
}

fn view(reaction: &Reaction, world: &World, edition: &EditionModel) -> ReactionView {
    let url = html::safe_url(Some(&reaction.url)).unwrap_or_default();
    let place = place(&url).unwrap_or_default();
    // They were cleaned when they came in; the file may have been written by other hands.
    let author = reaction.author.as_ref().filter(|author| !printable_line(&author.name).is_empty());
    let is_foreign = |lang: &&crate::model::Lang| lang.primary() != edition.lang;
    ReactionView {
        anchor: format!("r-{}", &blake3::hash(reaction.url.as_str().as_bytes()).to_hex()[..8]),
        kind: reaction.kind.name(),
        name: author.map_or_else(|| place.clone(), |author| printable_line(&author.name)),
        author_url: author.and_then(|author| html::safe_url(author.url.as_ref())),
        title: reaction.title.as_deref().map(printable_line).filter(|title| !title.is_empty()),
        excerpt: printable_line(&reaction.excerpt),
        lang: reaction.language.as_ref().map(ToString::to_string),
        language_name: reaction
            .language
            .as_ref()
            .filter(is_foreign)
            .map(|lang| world.strings.language_name(&edition.lang, lang)),
        date: reaction.published.map(|moment: Moment| moment.date().to_string()),
        url,
        place,
    }
}

#[cfg(test)]
mod tests;
