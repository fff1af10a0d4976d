//! An edition as a book: EPUB 3.3 (W3C), in one ZIP file (OCF). The roundup, then a chapter for every entry with its
//! summary, its citations and the way to the original; never somebody's whole text, and no pictures.
//!
//! * `chapters`: what stands in it
//! * `package`: the files around the chapters
//! * `xhtml`: from HTML to XHTML

pub(super) mod chapters;
mod package;
mod xhtml;

use std::{
    io::{Cursor, Write},
    sync::Arc,
};

use jiff::Timestamp;
use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::{RenderError, Site, context::World, engine::Engine, strings::Strings};
use crate::model::Slug;

/// One document of the book, in the order of reading.
struct Chapter {
    /// Its name without the ending.
    file: String,
    title: String,
    /// The language of the title where it is not the book's.
    title_lang: Option<String>,
    /// The body, XHTML.
    body: String,
}

/// The edition of this name as an EPUB file; `None` when there is none. The same input and `now`, the moment the book
/// says it was made, give the same bytes.
///
/// # Errors
/// When a template or a shortcode is broken.
pub fn epub(site: &Site, slug: &Slug, now: Timestamp) -> Result<Option<Vec<u8>>, RenderError> {
    let strings = Arc::new(Strings::load()?);
    let world = World::new(site, &strings)?;
    let Some(edition) = world.editions.iter().find(|edition| &edition.source.edition.slug == slug) else {
        return Ok(None);
    };
    let engine = Engine::new(&site.templates, Arc::clone(&strings))?;
    let chapters = chapters::all(&world, edition, &engine)?;
    let mut files = vec![
        ("META-INF/container.xml".to_owned(), package::CONTAINER.to_owned()),
        ("EPUB/package.opf".to_owned(), package::opf(&world, edition, &chapters, now)),
        ("EPUB/nav.xhtml".to_owned(), package::navigation(&world, edition, &chapters)),
        ("EPUB/style.css".to_owned(), package::STYLE.to_owned()),
    ];
    for chapter in &chapters {
        let page = xhtml::page(&chapter.title, &edition.lang, &chapter.body);
        files.push((format!("EPUB/{}.xhtml", chapter.file), page));
    }
    packed(&files).map(Some).map_err(|error| RenderError { message: error.to_string() })
}

/// The container: the media type comes first and as it is, so that a reader knows the file by its first bytes
/// (OCF, section 4.3). No file has a time of its own.
fn packed(files: &[(String, String)]) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().last_modified_time(DateTime::default()).unix_permissions(0o644);
    zip.start_file("mimetype", plain.compression_method(CompressionMethod::Stored))?;
    zip.write_all(b"application/epub+zip")?;
    for (name, text) in files {
        zip.start_file(name, plain.compression_method(CompressionMethod::Deflated))?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}
