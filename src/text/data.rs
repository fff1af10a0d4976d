//! What the program knows of languages: `data/text`, a folder for each kind of words, a file for each language. A
//! language is known as soon as its files are there.

use std::collections::BTreeMap;

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "data/text/"]
struct Files;

/// One file; empty when it is not there.
pub(super) fn file(path: &str) -> String {
    Files::get(path).map(|file| String::from_utf8_lossy(&file.data).into_owned()).unwrap_or_default()
}

/// The files of one kind (`stopwords`) with what follows the language in their name (`.txt`): language → content.
pub(super) fn by_language(kind: &str, extension: &str) -> BTreeMap<String, String> {
    let language = |path: &str| {
        let name = path.strip_prefix(kind)?.strip_prefix('/')?;
        name.strip_suffix(extension).map(str::to_owned)
    };
    Files::iter().filter_map(|path| Some((language(&path)?, file(&path)))).collect()
}

/// The words of a file: separated by white space, `#` begins a comment line.
pub(super) fn words(file: &str) -> impl Iterator<Item = &str> {
    file.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

#[cfg(test)]
mod tests {
    use super::{by_language, file, words};

    #[test]
    fn files_are_found_by_kind_and_language() {
        let found = by_language("stopwords", ".txt");
        assert!(["de", "en", "fr", "nl"].iter().all(|language| found.contains_key(*language)));
        assert!(found.values().all(|file| words(file).count() > 100));
        assert!(by_language("stop", ".txt").is_empty() && file("nothing").is_empty());
    }
}
