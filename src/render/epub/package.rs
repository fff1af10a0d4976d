//! The files around the chapters: what the book is, what it is made of, and the way through it.

use std::fmt::Write;

use jiff::{Timestamp, tz::TimeZone};

use super::{Chapter, xhtml};
use crate::render::{
    context::{EditionModel, World},
    html::escape,
    xml::clean,
};

/// Where the package document is (OCF, section 4.2.6.3.1).
pub(super) const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n <rootfiles>\n  \
    <rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/>\n </rootfiles>\n</container>\n";

/// Little: a reader of books has a look of their own.
pub(super) const STYLE: &str = ".cover { margin-block-start: 20%; text-align: center }\n\
    .meta, figcaption, .note { font-size: .85em }\nfigure { margin: 1.5em 0 }\nblockquote { margin: 0 0 .3em 1em }\n";

/// The package document (EPUB 3.3, section 5).
pub(super) fn opf(world: &World, edition: &EditionModel, chapters: &[Chapter], now: Timestamp) -> String {
    let config = &world.site.content.config;
    let source = &edition.source.edition;
    let lang = escape(&edition.lang);
    let text = |text: &str| escape(&clean(text));
    let address = text(&format!("{}{}", config.base_url, edition.path));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
         unique-identifier=\"id\" xml:lang=\"{lang}\">\n \
         <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n  \
         <dc:identifier id=\"id\">{address}</dc:identifier>\n  <dc:title>{}</dc:title>\n  \
         <dc:language>{lang}</dc:language>\n",
        text(&source.title),
    );
    // Writing to a string cannot fail.
    if let Some(host) = &edition.source.host {
        let _ = writeln!(out, "  <dc:creator>{}</dc:creator>", text(&host.name));
    }
    for name in edition.names.iter().filter(|name| edition.source.host.as_ref().is_none_or(|host| &host.name != *name))
    {
        let _ = writeln!(out, "  <dc:contributor>{}</dc:contributor>", text(name));
    }
    let _ = writeln!(out, "  <dc:publisher>{}</dc:publisher>", text(&config.title));
    if let Some(published) = edition.source.roundup.file.as_ref().and_then(|file| file.published) {
        let _ = writeln!(out, "  <dc:date>{}</dc:date>", published.date());
    }
    let _ = writeln!(out, "  <dc:source>{address}</dc:source>");
    // Seconds, in UTC, with a Z (section 5.5.4).
    let modified = now.to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let _ = write!(
        out,
        "  <meta property=\"dcterms:modified\">{modified}</meta>\n </metadata>\n <manifest>\n  \
         <item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n  \
         <item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n",
    );
    for Chapter { file, .. } in chapters {
        let _ = writeln!(out, "  <item id=\"{file}\" href=\"{file}.xhtml\" media-type=\"application/xhtml+xml\"/>");
    }
    out.push_str(" </manifest>\n <spine>\n");
    for (number, Chapter { file, .. }) in chapters.iter().enumerate() {
        let _ = writeln!(out, "  <itemref idref=\"{file}\"/>");
        // The way through the book stands behind its cover.
        if number == 0 {
            out.push_str("  <itemref idref=\"nav\"/>\n");
        }
    }
    out.push_str(" </spine>\n</package>\n");
    out
}

/// The navigation document (section 7).
pub(super) fn navigation(world: &World, edition: &EditionModel, chapters: &[Chapter]) -> String {
    let title = world.strings.text(&edition.lang, "book-contents", &[]);
    let mut body = format!("<nav epub:type=\"toc\">\n<h1>{}</h1>\n<ol>\n", escape(&title));
    for Chapter { file, title, title_lang, .. } in chapters {
        let title = escape(&clean(title));
        let title = if title.trim().is_empty() { "…" } else { title.as_str() };
        let lang = title_lang.as_deref().map(escape).map(|lang| format!(" lang=\"{lang}\" xml:lang=\"{lang}\""));
        let _ = writeln!(body, "<li><a href=\"{file}.xhtml\"{}>{title}</a></li>", lang.unwrap_or_default());
    }
    body.push_str("</ol>\n</nav>");
    xhtml::page(&title, &edition.lang, &body)
}
