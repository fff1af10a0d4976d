//! Stage 2 in one piece: what is on disk in, a site that can be planned out.

#![expect(clippy::disallowed_methods, reason = "templates and static files are read here")]

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;
use walkdir::{DirEntry, WalkDir};

use crate::{
    content::Content,
    harvest::{HarvestError, reactions},
    model::{BlogRecord, Slug},
    render,
    roundup::{self, CollectedEdition, Problem, Series, lint},
    store::Store,
};

/// A template or a static file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum GatherError {
    /// The system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A folder could not be walked.
    #[error(transparent)]
    Walk(#[from] walkdir::Error),
    /// A template is no text.
    #[error("templates/{0} is not UTF-8")]
    NotUtf8(String),
    /// A list of reactions is no such list.
    #[error(transparent)]
    Reactions(#[from] HarvestError),
    /// A link leads out of the site.
    #[error("{} is a link that leaves the site", .0.display())]
    Leaves(PathBuf),
}

impl GatherError {
    /// What to do about it, when that is more than the message says.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Leaves(_) => Some("copy what it points at into the site"),
            Self::NotUtf8(_) => Some("save it as UTF-8"),
            Self::Walk(error) if error.loop_ancestor().is_some() => {
                Some("this link leads back to a folder it is in: remove it")
            }
            Self::Walk(error) if error.path().is_some_and(Path::is_symlink) => {
                Some("this link leads nowhere: mend it, or remove it")
            }
            Self::Reactions(error) => error.help(),
            Self::Walk(_) | Self::Io { .. } => None,
        }
    }
}

/// Joins the harvest with the host's files. With `for_publication` the quotation policy is applied.
///
/// # Errors
/// See [`roundup::collect`].
pub fn series(
    content: &Content,
    records: &BTreeMap<Slug, BlogRecord>,
    store: &Store,
    now: Timestamp,
    for_publication: bool,
) -> Result<Series, Vec<Problem>> {
    // A snapshot that cannot be read is treated like one that is not here: the record stands in for it.
    let snapshot = |hash: &str| store.snapshot(hash).ok().flatten();
    roundup::collect(&roundup::Sources { content, records, snapshot: &snapshot, now, for_publication })
}

/// What is wrong with the roundup of one edition of a site.
#[must_use]
pub fn lint(collected: &CollectedEdition, content: &Content, store: &Store) -> Vec<lint::Finding> {
    // As in a build: a snapshot that cannot be read is one that is not here.
    let snapshot = |hash: &str| store.snapshot(hash).ok().flatten();
    let config = &content.config;
    let settings = lint::Settings { lint: &config.lint, quotation: &config.quotation, snapshot: &snapshot };
    lint::lint(collected, &settings)
}

/// Adds the reactions that hosts let be shown, and the site's own templates and static files.
///
/// # Errors
/// When one of them cannot be read.
pub fn gather(root: &Path, content: Content, series: Series) -> Result<render::Site, GatherError> {
    let templates = templates(root)?;
    let mut statics = files(root, "static", Hidden::Copied)?;
    // Every site has this one.
    statics.remove(".nojekyll");
    let editions = content.editions.iter().map(|folder| &folder.edition.slug);
    let reactions = reactions::load(root, editions)?;
    Ok(render::Site { content, series, reactions, templates, statics })
}

/// The site's own templates, by path relative to `templates/`.
///
/// # Errors
/// When one of them cannot be read.
pub fn templates(root: &Path) -> Result<BTreeMap<String, String>, GatherError> {
    let mut templates = BTreeMap::new();
    for (path, bytes) in files(root, "templates", Hidden::Skipped)? {
        match std::str::from_utf8(&bytes) {
            Ok(text) => {
                templates.insert(path, text.to_owned());
            }
            Err(_) if is_text(&path) => return Err(GatherError::NotUtf8(path)),
            // A picture beside the templates, say: nothing there can use it.
            Err(_) => {}
        }
    }
    Ok(templates)
}

/// What becomes of files whose name begins with a dot.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hidden {
    Skipped,
    /// Hosts read some: `.htaccess`, `.domains`. What other programs leave lying about is skipped.
    Copied,
}

/// Every file below a folder of the site, by path with `/`; none when the folder is not there. Hidden folders are left
/// out, except `.well-known` (RFC 8615). Links are followed inside the site.
fn files(root: &Path, folder: &str, hidden: Hidden) -> Result<BTreeMap<String, Arc<[u8]>>, GatherError> {
    let mut found = BTreeMap::new();
    let folder = root.join(folder);
    if !folder.is_dir() {
        return Ok(found);
    }
    let io = |path: &Path, source| GatherError::Io { path: path.to_owned(), source };
    let site = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    let site = site.canonicalize().map_err(|error| io(site, error))?;
    let is_wanted = |entry: &DirEntry| entry.depth() == 0 || is_wanted(entry, hidden);
    let mut walk = WalkDir::new(&folder).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            // A link that leads nowhere: editors lock files with such.
            Err(error)
                if error.path().and_then(Path::file_name).is_some_and(|name| is_leftover(&name.to_string_lossy())) =>
            {
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        let is_folder = entry.file_type().is_dir();
        if !is_wanted(&entry) {
            if is_folder {
                walk.skip_current_dir();
            }
            continue;
        }
        // The folder itself may be a link too.
        if entry.path_is_symlink() || entry.depth() == 0 {
            let real = entry.path().canonicalize().map_err(|error| io(entry.path(), error))?;
            if !real.starts_with(&site) {
                return Err(GatherError::Leaves(entry.path().to_owned()));
            }
        }
        let Ok(path) = entry.path().strip_prefix(&folder) else { continue };
        if !entry.file_type().is_file() {
            continue;
        }
        let path: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let bytes = fs::read(entry.path()).map_err(|error| io(entry.path(), error))?;
        found.insert(path.join("/"), bytes.into());
    }
    Ok(found)
}

fn is_wanted(entry: &DirEntry, hidden: Hidden) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_hidden = name.starts_with('.');
    if entry.file_type().is_dir() {
        !is_hidden || (hidden == Hidden::Copied && name == ".well-known")
    } else {
        !is_leftover(&name) && (!is_hidden || hidden == Hidden::Copied)
    }
}

/// What editors, file managers and version control leave lying about.
fn is_leftover(name: &str) -> bool {
    let begins = [".DS_Store", ".git", "._", ".#", ".~"].iter().any(|start| name.starts_with(start));
    let ends = [".swp", ".swo", "~"].iter().any(|end| name.ends_with(end));
    begins || ends || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
}

/// Whether a file of a theme is text, by its name.
fn is_text(path: &str) -> bool {
    let extension = Path::new(path).extension().unwrap_or_default();
    ["html", "xml", "css", "js", "txt", "svg", "json"].iter().any(|text| extension.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use tempfile::TempDir;

    use super::{GatherError, Hidden, files};

    fn write(root: &Path, paths: &[&str]) {
        for path in paths {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
    }

    fn names(root: &Path, hidden: Hidden) -> Vec<String> {
        files(root, "static", hidden).unwrap().into_keys().collect()
    }

    #[test]
    fn hidden_files_that_hosts_read_are_copied() {
        let root = TempDir::new().unwrap();
        write(
            root.path(),
            &[
                "static/.git/config",
                "static/.well-known/security.txt",
                "static/.htaccess",
                "static/.DS_Store",
                "static/sub/.gitkeep",
                "static/.page.html.swp",
                "static/page.html~",
                "static/page.html",
                "static/#1",
            ],
        );
        assert_eq!(names(root.path(), Hidden::Copied), ["#1", ".htaccess", ".well-known/security.txt", "page.html"]);
        assert_eq!(names(root.path(), Hidden::Skipped), ["#1", "page.html"]);
        assert!(files(root.path(), "templates", Hidden::Skipped).unwrap().is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_inside_the_site_only() {
        use std::os::unix::fs::symlink;
        let folder = TempDir::new().unwrap();
        let root = folder.path().join("site");
        write(folder.path(), &["secret", "site/content/a.png", "site/content/more/b.png", "site/static/c.png"]);
        symlink("../content/a.png", root.join("static/a.png")).unwrap();
        symlink("../content/more", root.join("static/more")).unwrap();
        symlink("somebody@somewhere.1", root.join("static/.#c.png")).unwrap();
        assert_eq!(names(&root, Hidden::Copied), ["a.png", "c.png", "more/b.png"]);

        let link = root.join("static/link");
        symlink(folder.path().join("secret"), &link).unwrap();
        let error = files(&root, "static", Hidden::Copied).unwrap_err();
        assert!(matches!(error, GatherError::Leaves(_)) && error.help().is_some(), "{error}");
        for target in ["nowhere", "."] {
            fs::remove_file(&link).unwrap();
            symlink(target, &link).unwrap();
            let error = files(&root, "static", Hidden::Copied).unwrap_err();
            assert!(matches!(error, GatherError::Walk(_)) && error.help().is_some(), "{error}");
        }
    }
}
