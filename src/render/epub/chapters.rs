//! The book's chapters: cover, roundup, entries.

use schemars::JsonSchema;
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
        threads::ThreadView,
        variables::put,
        views::{CitationView, EditionView, EntryView},
    },
};

/// What every template of the book is given.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Book")]
pub(in super::super) struct Book<'a> {
    /// The language of the edition's pages.
    lang: &'a str,
    /// The series' title.
    site_title: &'a str,
    /// Where the site stands; ends with `/`.
    base_url: &'a str,
    /// The edition.
    #[schemars(with = "EditionView")]
    edition: Value,
}

/// The chapter of an entry.
#[derive(Serialize, JsonSchema)]
pub(in super::super) struct EntryChapter {
    /// The entry.
    #[schemars(with = "EntryView")]
    entry: Value,
}

/// The roundup's chapter, and the lists in it.
#[derive(Serialize, JsonSchema)]
pub(in super::super) struct RoundupChapter<'a> {
    /// The chapters of the entries.
    listed: Vec<Listed<'a>>,
    /// The threads.
    #[schemars(with = "Vec<ThreadView>")]
    threads: Value,
    /// Whether it is a draft.
    draft: bool,
    /// The title that the host gives it.
    roundup_title: Option<&'a str>,
}

/// What stands in the place of a shortcode.
#[derive(Serialize, JsonSchema)]
pub(in super::super) struct InChapter {
    /// The definitions, or the quotes.
    #[schemars(with = "Vec<CitationView>")]
    citations: Value,
}

/// A line of a list of entries.
#[derive(Serialize, JsonSchema)]
struct Listed<'a> {
    /// The chapter's file, without its ending.
    file: String,
    /// The entry's title.
    title: &'a str,
    /// Its language.
    lang: &'a str,
    /// Who wrote it.
    author: &'a str,
}

/// Every chapter, in the order of reading.
pub(super) fn all(world: &World, edition: &EditionModel, engine: &Engine) -> Result<Vec<Chapter>, RenderError> {
    let mut context = Context::new();
    let config = &world.site.content.config;
    let book = Book {
        lang: &edition.lang,
        site_title: &config.title,
        base_url: config.base_url.as_str(),
        edition: edition.view.clone(),
    };
    put(&mut context, &book);
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
        put(&mut context, &EntryChapter { entry: view.clone() });
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
    let listed: Vec<Listed> = edition
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
    let file = roundup.file.as_ref();
    let chapter = RoundupChapter {
        listed,
        threads: edition.threads.clone(),
        draft: file.is_none_or(|file| file.draft),
        roundup_title: file.and_then(|file| file.title.as_deref()),
    };
    put(context, &chapter);
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
        put(context, &InChapter { citations: Value::from(citations.clone()) });
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
