//! A new site: the smallest that can be built at once.

use std::path::{Path, PathBuf};

use url::Url;

use super::{
    SITE_FILE,
    compose::quoted,
    write::{WriteError, create},
};
use crate::model::Lang;

/// What a new site is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSite {
    /// The series' title.
    pub title: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// Where the site will stand.
    pub base_url: Url,
    /// Dutch texts for Dutch, English ones for every other language.
    pub language: Lang,
}

/// Why there is no new site.
#[derive(Debug, thiserror::Error)]
pub enum ScaffoldError {
    /// The folder is a site already.
    #[error("there is a site in `{}` already", .0.display())]
    IsSite(PathBuf),
    /// The title is blank.
    #[error("a site needs a title")]
    NoTitle,
    /// The folder cannot be made.
    #[error("`{}` cannot be made: {source}", .path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

struct Texts {
    site: &'static str,
    home: &'static str,
    about: &'static str,
}

const DUTCH: Texts = Texts {
    site: include_str!("../../data/scaffold/nl/blogkermis.toml"),
    home: include_str!("../../data/scaffold/nl/_index.md"),
    about: include_str!("../../data/scaffold/nl/about.md"),
};

const ENGLISH: Texts = Texts {
    site: include_str!("../../data/scaffold/en/blogkermis.toml"),
    home: include_str!("../../data/scaffold/en/_index.md"),
    about: include_str!("../../data/scaffold/en/about.md"),
};

const IGNORED: &str = include_str!("../../data/scaffold/gitignore");

/// Makes a site in `root`, and the folder itself where it is missing. Gives the files that were written, relative to
/// `root`; a page or `.gitignore` that is there already stays as it is.
///
/// # Errors
/// When there is a site already, or the disk would not.
pub fn init(root: &Path, site: &NewSite) -> Result<Vec<PathBuf>, ScaffoldError> {
    if site.title.trim().is_empty() {
        return Err(ScaffoldError::NoTitle);
    }
    if root.join(SITE_FILE).symlink_metadata().is_ok() {
        return Err(ScaffoldError::IsSite(root.to_owned()));
    }
    make_folder(root)?;
    let texts = if site.language.primary() == "nl" { &DUTCH } else { &ENGLISH };
    // `blogkermis.toml` makes the folder a site, so it comes last: before it, `init` can be run again.
    let files = [
        ("content/_index.md", filled(texts.home, site)),
        ("content/about.md", filled(texts.about, site)),
        (".gitignore", IGNORED.to_owned()),
        (SITE_FILE, filled(texts.site, site)),
    ];
    let mut written = Vec::new();
    for (path, text) in files {
        match create(root, path, text.as_bytes()) {
            Ok(_) => written.push(PathBuf::from(path)),
            Err(WriteError::Exists(_)) if path != SITE_FILE => {}
            Err(WriteError::Exists(_)) => return Err(ScaffoldError::IsSite(root.to_owned())),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(written)
}

#[expect(clippy::disallowed_methods, reason = "a new site may need a new folder")]
pub(super) fn make_folder(root: &Path) -> Result<(), ScaffoldError> {
    std::fs::create_dir_all(root).map_err(|source| ScaffoldError::Folder { path: root.to_owned(), source })
}

/// The text with every `@name@` replaced by the TOML string it stands for. What is put in is not looked at again.
fn filled(text: &str, site: &NewSite) -> String {
    text.split('@')
        .enumerate()
        .map(|(number, part)| match (number % 2, part) {
            (1, "title") => quoted(&site.title),
            (1, "description") => quoted(&site.description),
            (1, "base_url") => quoted(&site.base_url),
            (1, "language") => quoted(&site.language),
            _ => part.to_owned(),
        })
        .collect()
}
