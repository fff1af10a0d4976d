//! Lists the files of `content/` that are content, by what they are. Nothing is opened here.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    path::{Path, PathBuf},
};

use walkdir::{DirEntry, WalkDir};

use super::{
    diagnostic::Diagnostic,
    nearest::{nearest, quoted},
};
use crate::model::{Lang, Slug};

/// The folder all content is in.
pub(super) const CONTENT: &str = "content";
/// The folder of the contributing blogs within it.
pub(super) const BLOGS: &str = "blogs";
/// The folder of the decisions within an edition.
pub(super) const ENTRIES: &str = "entries";
/// The home text of the series, and the call of an edition.
pub(super) const INDEX: &str = "_index.md";
/// The host's text.
pub(super) const ROUNDUP: &str = "roundup.md";

/// Names of editions and pages that the site's own pages have, or that a server would take for them: `feed` for
/// `feed.atom`, `404` for `404.html`.
pub(super) const RESERVED: [&str; 6] = ["404", "archive", BLOGS, "feed", "index", "status"];

/// A file with the slug its name gives. The path is relative to the site.
pub(super) type Named = (Slug, PathBuf);

/// The files of a site, each list by slug.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) home: Option<PathBuf>,
    /// Translations of the home text, each with the language in its name.
    pub(super) homes: Vec<(Lang, PathBuf)>,
    pub(super) pages: Vec<Named>,
    /// Translations of pages, by the slug of the page.
    pub(super) translations: Vec<(Slug, Lang, PathBuf)>,
    pub(super) blogs: Vec<Named>,
    pub(super) editions: BTreeMap<Slug, Folder>,
    /// Files that are in the wrong place or have the wrong name, and what could not be listed.
    pub(super) mistakes: Vec<Diagnostic>,
}

/// The files of an edition.
#[derive(Debug, Default)]
pub(super) struct Folder {
    pub(super) index: PathBuf,
    pub(super) roundup: Option<PathBuf>,
    /// Its translations, each with the language in its name.
    pub(super) translations: Vec<(Lang, PathBuf)>,
    pub(super) entries: Vec<Named>,
}

/// The file that a `<name>.<language>.md` translates, without its ending, and the language.
fn translation(name: &OsStr) -> Option<(&str, Lang)> {
    let (stem, tag) = name.to_str()?.strip_suffix(".md")?.split_once('.')?;
    Lang::parse(tag).filter(|lang| lang.as_str() == tag).map(|lang| (stem, lang))
}

/// Lists the content of the site in `root`.
pub(super) fn walk(root: &Path) -> Tree {
    let mut tree = Tree::default();
    let content = root.join(CONTENT);
    if content.symlink_metadata().is_err() {
        // A site that was only just set up has nothing to say yet.
        return tree;
    }
    if leaves(root, &content) {
        tree.mistakes.push(outside(Path::new(CONTENT)));
        return tree;
    }
    // An edition's folders are two deep; one more to find files that were put too deep.
    let mut walk = WalkDir::new(&content).follow_links(true).min_depth(1).max_depth(4).sort_by_file_name().into_iter();
    while let Some(found) = walk.next() {
        match found {
            Err(error) => tree.mistakes.extend(unlisted(root, &error)),
            Ok(entry) => {
                let is_folder = entry.file_type().is_dir();
                if !tree.add(root, &content, &entry) && is_folder {
                    walk.skip_current_dir();
                }
            }
        }
    }
    tree.find_clashes();
    // By slug: file names sort `a-b.md` before `a.md`.
    tree.pages.sort();
    tree.blogs.sort();
    tree.editions.values_mut().for_each(|folder| folder.entries.sort());
    tree
}

impl Tree {
    /// Puts a file where it belongs. Says of a folder whether to look into it.
    fn add(&mut self, root: &Path, content: &Path, entry: &DirEntry) -> bool {
        let Ok(within) = entry.path().strip_prefix(content) else { return false };
        let path = Path::new(CONTENT).join(within);
        let parts: Vec<_> = within.iter().collect();
        if is_hidden(entry.file_name()) {
            return false;
        }
        let is_folder = entry.file_type().is_dir();
        if !(if is_folder { is_content_folder(entry, &parts) } else { is_markdown(entry.path()) }) {
            return false;
        }
        if entry.path_is_symlink() && leaves(root, entry.path()) {
            self.mistakes.push(outside(&path));
            return false;
        }
        if is_folder {
            return parts.len() > 1 || self.add_folder(entry, &path);
        }
        if !entry.file_type().is_file() {
            let help = "content is read from regular files: remove it";
            self.mistakes.push(Diagnostic::of_file(path, "this is no file", help));
            return false;
        }
        self.add_file(&parts, path);
        false
    }

    /// A folder in `content/`: that of the blogs, or an edition's.
    fn add_folder(&mut self, entry: &DirEntry, path: &Path) -> bool {
        if entry.file_name() == BLOGS {
            return true;
        }
        if !entry.path().join(INDEX).is_file() {
            let help = format!("every edition has its call in `{INDEX}`: add it");
            self.mistakes.push(Diagnostic::of_file(path, format!("the edition has no `{INDEX}`"), help));
            return false;
        }
        if let Some(name) = entry.file_name().to_str().filter(|name| RESERVED.contains(name)) {
            let message = format!("no edition can be called `{name}`: the site itself uses that name");
            self.mistakes.push(Diagnostic::of_file(path, message, "rename the folder"));
            return false;
        }
        let slug = self.slug(entry.file_name(), path, "");
        let folder = Folder { index: path.join(INDEX), ..Folder::default() };
        slug.map(|slug| self.editions.insert(slug, folder)).is_some()
    }

    fn add_file(&mut self, parts: &[&OsStr], path: PathBuf) {
        let name = parts.last().copied().unwrap_or_default();
        match parts {
            [_] if name == INDEX => self.home = Some(path),
            [_] if let Some(("_index", lang)) = translation(name) => self.homes.push((lang, path)),
            _ if name.to_string_lossy().starts_with('_') => {}
            [_] if let Some((slug, lang)) =
                translation(name).and_then(|(stem, lang)| Some((Slug::new(stem).ok()?, lang))) =>
            {
                self.translations.push((slug, lang, path));
            }
            [_] => {
                if let Some(slug) = self.slug(name, &path, ".md") {
                    self.pages.push((slug, path));
                }
            }
            [folder, _] if *folder == BLOGS => {
                if let Some(slug) = self.slug(name, &path, ".md") {
                    self.blogs.push((slug, path));
                }
            }
            [edition, _] if name == ROUNDUP => {
                if let Some(folder) = self.edition(edition) {
                    folder.roundup = Some(path);
                }
            }
            [edition, _] if let Some(("roundup", lang)) = translation(name) => {
                if let Some(folder) = self.edition(edition) {
                    folder.translations.push((lang, path));
                }
            }
            [edition, folder, _] if *folder == ENTRIES => {
                let slug = self.slug(name, &path, ".md");
                if let (Some(slug), Some(folder)) = (slug, self.edition(edition)) {
                    folder.entries.push((slug, path));
                }
            }
            _ => self.stray(parts, path),
        }
    }

    fn edition(&mut self, name: &OsStr) -> Option<&mut Folder> {
        name.to_str().and_then(|name| Slug::new(name).ok()).and_then(|slug| self.editions.get_mut(&slug))
    }

    /// The slug a name gives, without its ending.
    fn slug(&mut self, name: &OsStr, path: &Path, ending: &str) -> Option<Slug> {
        let name = name.to_string_lossy();
        let stem = name.strip_suffix(ending).unwrap_or(&name);
        let slug = Slug::new(stem).ok();
        if slug.is_none() {
            let help = match Slug::from_text(stem) {
                Some(better) => format!("rename it to `{better}{ending}`"),
                None => "use a-z, 0-9 and single hyphens between them".to_owned(),
            };
            let message = format!("the name {} cannot be part of an address", quoted(stem));
            self.mistakes.push(Diagnostic::of_file(path, message, help));
        }
        slug
    }

    /// Markdown that nobody would ever see.
    fn stray(&mut self, parts: &[&OsStr], path: PathBuf) {
        let name = parts.last().copied().unwrap_or_default().to_string_lossy();
        let folder = parts.iter().nth_back(1).copied().unwrap_or_default().to_string_lossy();
        let help = match parts {
            [_, _] if nearest(&name, [ROUNDUP]).is_some() => format!("did you mean `{ROUNDUP}`?"),
            [_, _] => format!("an entry goes into `{ENTRIES}/`; a note for yourself can be called `_{name}`"),
            _ if nearest(&folder, [ENTRIES]).is_some() && folder != ENTRIES => format!("did you mean `{ENTRIES}/`?"),
            _ => format!("move it up, or call it `_{name}` if it is a note for yourself"),
        };
        self.mistakes.push(Diagnostic::of_file(path, "this file has no place in the site", help));
    }

    /// Two things that would stand at one address.
    fn find_clashes(&mut self) {
        for (slug, path) in &self.pages {
            let (message, help) = if slug.as_str() == "index" {
                ("this page would stand where the home page stands".to_owned(), format!("rename it to `{INDEX}`"))
            } else if RESERVED.contains(&slug.as_str()) {
                (
                    format!("no page can be called `{slug}`: the site itself uses that name"),
                    "rename the file".to_owned(),
                )
            } else if self.editions.contains_key(slug) {
                (
                    format!("the page and the folder `{slug}` would stand at one address"),
                    "rename one of them".to_owned(),
                )
            } else {
                continue;
            };
            self.mistakes.push(Diagnostic::of_file(path, message, help));
        }
    }
}

/// Whether to look into a folder. In `content/` itself only the blogs and what looks like an edition.
fn is_content_folder(entry: &DirEntry, parts: &[&OsStr]) -> bool {
    let has = |name| entry.path().join(name).exists();
    parts.len() > 1 || entry.file_name() == BLOGS || has(INDEX) || has(ROUNDUP) || has(ENTRIES)
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md")
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Whether a path ends outside the site when its links are followed. A path that leads nowhere does not.
pub(super) fn leaves(root: &Path, path: &Path) -> bool {
    path.canonicalize().is_ok_and(|path| !real(root).is_ok_and(|root| path.starts_with(root)))
}

/// The folder of a site with all links followed. The empty path is the current folder, as it is when joined to.
pub(super) fn real(root: &Path) -> std::io::Result<PathBuf> {
    if root.as_os_str().is_empty() { Path::new(".").canonicalize() } else { root.canonicalize() }
}

/// The mistake of a link that leaves the site.
pub(super) fn outside(path: &Path) -> Diagnostic {
    Diagnostic::of_file(path, "this is a link that leaves the site", "copy what it points at into the site")
}

/// What could not be listed. A dangling link matters only where content would have been.
fn unlisted(root: &Path, error: &walkdir::Error) -> Option<Diagnostic> {
    let path = error.path().unwrap_or(root);
    let is_content = path.extension().is_none() || is_markdown(path);
    if path.file_name().is_some_and(is_hidden) || !is_content {
        return None;
    }
    let path = path.strip_prefix(root).unwrap_or(path);
    if error.loop_ancestor().is_some() {
        return Some(Diagnostic::of_file(path, "this link leads back to a folder it is in", "remove the link"));
    }
    if error.io_error().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound) {
        return Some(Diagnostic::of_file(path, "this link leads nowhere", "mend it, or remove it"));
    }
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Some(Diagnostic::of_file(path, format!("this cannot be read: {reason}"), "make it readable, or remove it"))
}
