//! The book's chapters: cover, roundup, entries.

use serde::Serialize;
use tera::{Context, Value};
use url::Url;

use super::{Chapter, xhtml};
use crate::{
    content::Shortcode,
    feed::sanitize,
    model::Phase,
    render::{
        RenderError,
        context::{EditionModel, World},
        engine::Engine,
        markdown, shortcode,
    },
};

/// A line of a list of entries.
#[derive(Serialize)]
struct Listed<'a> {
    file: String,
    title: &'a str,
    lang: &'a str,
    author: &'a str,
}

/// Every chapter, in the order of reading.
pub(super) fn all(world: &World, edition: &EditionModel, engine: &Engine) -> Result<Vec<Chapter>, RenderError> {
    let mut context = Context::new();
    context.insert("lang", &edition.lang);
    context.insert("site_title", &world.site.content.config.title);
    context.insert("base_url", world.site.content.config.base_url.as_str());
    context.insert_value("edition", edition.view.clone());
    let own = |key: &str| world.strings.text(&edition.lang, key, &[]);
    let source = &edition.source.edition;
    let mut chapters = vec![Chapter {
        file: "cover".into(),
        title: source.title.clone(),
        title_lang: None,
        body: xhtml::of(&engine.render("epub/cover.html", &context)?),
    }];
    if edition.source.phase != Phase::Announced {
        chapters.push(Chapter {
            file: "roundup".into(),
            title: own("roundup"),
            title_lang: None,
            body: roundup(world, edition, engine, &mut context)?,
        });
    }
    for (number, (entry, view)) in edition.source.entries.iter().zip(&edition.entries).enumerate() {
        context.insert_value("entry", view.clone());
        chapters.push(Chapter {
            file: entry_file(number),
            title: entry.title.clone(),
            title_lang: (entry.language.primary() != edition.lang).then(|| entry.language.to_string()),
            body: xhtml::of(&engine.render("epub/entry.html", &context)?),
        });
    }
    Ok(chapters)
}

fn entry_file(number: usize) -> String {
    format!("entry-{:03}", number + 1)
}

/// The roundup with what it calls for. The ride is a picture, and a list of entries is the chapters to come.
fn roundup(
    world: &World,
    edition: &EditionModel,
    engine: &Engine,
    context: &mut Context,
) -> Result<String, RenderError> {
    let roundup = &edition.source.roundup;
    let split = shortcode::split(&roundup.body, roundup.file.as_ref())?;
    let base_url = &world.site.content.config.base_url;
    let base = base_url.join(&edition.path).ok();
    let html = markdown::to_html(&split.text, base_url.as_str());
    let entries: Vec<Listed> = edition
        .source
        .entries
        .iter()
        .enumerate()
        .map(|(number, entry)| Listed {
            file: entry_file(number),
            title: &entry.title,
            lang: entry.language.as_str(),
            author: &entry.author.name,
        })
        .collect();
    context.insert("listed", &entries);
    context.insert_value("threads", edition.threads.clone());
    context.insert("draft", &roundup.file.as_ref().is_none_or(|file| file.draft));
    let title = roundup.file.as_ref().and_then(|file| file.title.clone());
    context.insert("roundup_title", &title);
    let mut body = xhtml::of(&engine.render("epub/roundup.html", context)?);
    // What stands between two calls is made fit for a book by itself: a call's own markup is fit already.
    let mut rest = html.as_str();
    for (number, call) in split.calls.iter().enumerate() {
        let Some((before, after)) = rest.split_once(&shortcode::placeholder(number)) else { continue };
        body.push_str(&clean(before, base.as_ref())?);
        rest = after;
        let citations = match call {
            Shortcode::Ride => continue,
            Shortcode::Definitions => &edition.definitions,
            Shortcode::Quotes => &edition.quotes,
            Shortcode::Entries | Shortcode::Threads => &Vec::new(),
        };
        context.insert_value("citations", Value::from(citations.clone()));
        body.push_str(&xhtml::of(&engine.render(&format!("epub/{call}.html"), context)?));
    }
    body.push_str(&clean(rest, base.as_ref())?);
    Ok(body)
}

/// The host's HTML without what no reader of books runs or loads. Links start from the edition's page, where it was
/// written for.
fn clean(html: &str, base: Option<&Url>) -> Result<String, RenderError> {
    let html = sanitize(html, base).map_err(|error| RenderError { message: format!("roundup.md: {error}") })?;
    Ok(xhtml::of(&html))
}
