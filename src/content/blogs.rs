//! `content/blogs/<blog>.md`: one contributing blog.

use std::path::{Component, Path};

use super::{
    keys::{Keys, Value},
    mistakes::Mistakes,
    nearest::quoted,
    values::{address, language, text, web_address},
};
use crate::model::{Blog, FeedSource, Slug};

/// Reads a blog's keys.
pub(super) fn read(slug: Slug, mut keys: Keys<'_>, body: &str, mistakes: &mut Mistakes<'_>) -> Option<Blog> {
    let title = keys.required("title", "\"…\"", mistakes, text);
    let author = keys.required("author", "\"…\"", mistakes, text);
    let url = keys.optional("url", mistakes, address);
    let feed = keys.optional("feed", mistakes, feed);
    let language = keys.optional("language", mistakes, language);
    keys.finish(mistakes);
    Some(Blog { slug, title: title?, author: author?, url, feed, language, bio: body.to_owned() })
}

/// An http(s) address or a path inside the site. Whether the file is there is for the fetcher to say: a feed that is
/// missing harms nobody but its blog.
fn feed(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<FeedSource> {
    let source = text(value, mistakes)?;
    let complaint = match web_address(&source) {
        Ok(url) => return Some(FeedSource::Web(url)),
        Err(_) if !has_scheme(&source) => match inside(&source) {
            Ok(path) => return Some(FeedSource::File(path)),
            Err(complaint) => complaint,
        },
        Err(complaint) => complaint,
    };
    mistakes.at(value.place.clone(), format!("`feed` {}: {}", complaint.0, quoted(&source)), complaint.1);
    None
}

/// Whether the text begins as an address does: `ftp://…`, `javascript:…`, `C:\…`.
fn has_scheme(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, _)| !scheme.contains('/'))
}

/// The path, tidied, if it stays inside the site; otherwise what is wrong with it and what to do.
fn inside(text: &str) -> Result<String, (&'static str, &'static str)> {
    let help = "write an http(s) address, or a path from the site's folder: `content/feeds/<blog>.xml`";
    if text.contains('\\') {
        return Err(("has a backslash in it", "write `/` between the parts of a path"));
    }
    let mut parts = Vec::new();
    for component in Path::new(text).components() {
        match component {
            Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
            Component::CurDir => {}
            Component::ParentDir => return Err(("leaves the site", help)),
            Component::RootDir | Component::Prefix(_) => return Err(("is an absolute path", help)),
        }
    }
    if parts.is_empty() || text.contains('\0') { Err(("names no file", help)) } else { Ok(parts.join("/")) }
}

#[cfg(test)]
mod tests {
    use super::{has_scheme, inside};

    #[test]
    fn a_feed_file_stays_inside() {
        assert_eq!(inside("./content//feeds/a.xml").as_deref(), Ok("content/feeds/a.xml"));
        for text in ["/etc/passwd", "../a.xml", "a/../../b.xml", "a\\b.xml", ".", "a\0b"] {
            assert!(inside(text).is_err(), "{text:?}");
        }
        assert!(has_scheme("ftp://a") && has_scheme("C:\\a") && !has_scheme("a/b:c"));
    }
}
