//! From a folder to its content, or to every mistake in it at once.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use super::{
    MAX_FILE_BYTES, SITE_FILE, blogs,
    diagnostic::{ContentErrors, Diagnostic},
    editions::{self, Series},
    entries,
    files::{Content, ContentPage, EditionContent, EntryFile, RoundupFile},
    front_matter,
    mistakes::{Mistakes, decode},
    nearest::{listed, quoted},
    pages, roundups, site,
    walk::{Folder, INDEX, Named, ROUNDUP, leaves, outside, walk},
};
use crate::model::{Blog, Edition, FeedSource, Lang, SiteConfig, Slug, address};

/// Something that was read, and the mistakes in it.
type Reading<T> = (Option<T>, Vec<Diagnostic>);

/// Reads a whole site. Files are read side by side; the result does not depend on the number of threads.
///
/// # Errors
/// All mistakes at once, sorted by path.
pub fn load(root: &Path) -> Result<Content, ContentErrors> {
    let (config, mut mistakes) = read_site(root);
    let tree = walk(root);
    mistakes.extend(tree.mistakes);

    let slugs: BTreeSet<_> = tree.blogs.iter().map(|(slug, _)| slug.clone()).collect();
    let language = config.as_ref().map_or_else(Lang::en, |config| config.language.clone());
    let timezone = config.as_ref().and_then(|config| config.timezone.clone());
    let series = Series { language: &language, timezone: timezone.as_ref(), blogs: Some(&slugs) };
    let languages = config.as_ref().map(|config| config.languages.clone()).unwrap_or_default();
    let of_roundups =
        tree.editions.values().flat_map(|folder| &folder.translations).map(|(lang, path)| (lang, path, ROUNDUP));
    let of_homes = tree.homes.iter().map(|(lang, path)| (lang, path, INDEX));
    for (lang, path, original) in of_roundups.chain(of_homes) {
        mistakes.extend(without_place(lang, path, original, &languages));
    }
    for (slug, lang, path) in &tree.translations {
        mistakes.extend(without_place(lang, path, &format!("{slug}.md"), &languages));
    }
    if let Some(config) = &config {
        mistakes.extend(unknown_hosts(root, config, &slugs));
    }

    let title = config.as_ref().map_or("", |config| &config.title);
    let mut read_home = |path: &Path| {
        let (home, found) = read_file(root, path, |text, mistakes| parse_home(text, title, mistakes));
        mistakes.extend(found);
        home
    };
    let mut home = tree.home.as_deref().and_then(&mut read_home);
    let homes: Vec<_> = tree.homes.iter().map(|(lang, path)| (lang, path, read_home(path))).collect();
    for (lang, path, told) in homes {
        mistakes.extend(translate(home.as_mut(), lang, path, told));
    }
    let mut pages = read_all(root, &tree.pages, &mut mistakes, parse_page);
    for (slug, lang, path) in &tree.translations {
        let (told, found) = read_file(root, path, |text, mistakes| parse_page(slug.clone(), text, mistakes));
        mistakes.extend(found);
        mistakes.extend(translate(pages.iter_mut().find(|page| &page.slug == slug), lang, path, told));
    }
    let blogs = read_all(root, &tree.blogs, &mut mistakes, parse_blog);
    mistakes.extend(feeds_outside(root, &blogs, &tree.blogs));
    mistakes.extend(shared_feeds(root, &blogs, &tree.blogs));
    let folders: Vec<_> =
        tree.editions.par_iter().map(|(slug, folder)| read_edition(root, slug, folder, series)).collect();
    let mut editions = Vec::with_capacity(folders.len());
    for (edition, found) in folders {
        editions.extend(edition);
        mistakes.extend(found);
    }
    // The sort is stable and they come by slug.
    editions.sort_by_key(|content| Reverse(content.edition.opens.map(crate::model::Moment::sort_key)));

    match config {
        Some(mut config) if mistakes.is_empty() => {
            config.fetch.contact.get_or_insert_with(|| site::about(&config.base_url, &pages));
            Ok(Content { config, home, pages, blogs, editions })
        }
        _ => {
            mistakes.sort_by(|a, b| a.path.cmp(&b.path).then_with(|| start(a).cmp(&start(b))));
            Err(ContentErrors(mistakes))
        }
    }
}

fn start(diagnostic: &Diagnostic) -> usize {
    diagnostic.place.as_ref().map_or(usize::MAX, |(_, range)| range.start)
}

/// Gives a page a translation; the mistake of one whose original has no file.
fn translate(
    page: Option<&mut ContentPage>,
    lang: &Lang,
    path: &Path,
    told: Option<ContentPage>,
) -> Option<Diagnostic> {
    let Some(page) = page else {
        let message = "there is no page that this could translate";
        return Some(Diagnostic::of_file(
            path,
            message,
            "leave out the language in its name, or write the page itself",
        ));
    };
    let told = told.map(|told| (lang.clone(), ContentPage { language: Some(lang.clone()), ..told }));
    page.translations.extend(told);
    None
}

/// The mistake of a translation into a language in which the site has no folder.
fn without_place(lang: &Lang, path: &Path, original: &str, languages: &[Lang]) -> Option<Diagnostic> {
    let (message, help) = match languages.iter().position(|known| known == lang) {
        Some(0) => ("this is the first language of the site", format!("the file of that is `{original}`")),
        Some(_) => return None,
        None => (
            "the site does not speak this language",
            format!("`languages = [\"…\", \"{lang}\"]` in `{SITE_FILE}` makes a folder for it"),
        ),
    };
    Some(Diagnostic::of_file(path, message, help))
}

/// Names in `[series]` that no blog has.
fn unknown_hosts(root: &Path, config: &SiteConfig, blogs: &BTreeSet<Slug>) -> Vec<Diagnostic> {
    let named = config.series.hosts.iter().chain(&config.series.reserve_hosts);
    if named.clone().all(|slug| blogs.contains(slug)) {
        return Vec::new();
    }
    // Rare enough to read the file again for the places.
    let known = Some(blogs);
    read_file(root, Path::new(SITE_FILE), |text, mistakes| site::check_hosts(text, known, mistakes)).1
}

/// The nearest folder upwards from `start` that holds a `blogkermis.toml`.
#[must_use]
pub fn find_root(start: &Path) -> Option<PathBuf> {
    let start = std::path::absolute(start).ok()?;
    start.ancestors().find(|folder| folder.join(SITE_FILE).is_file()).map(Path::to_owned)
}

fn read_site(root: &Path) -> Reading<SiteConfig> {
    if root.join(SITE_FILE).symlink_metadata().is_err() {
        let help = "make a site with `blogkermis init`, or name its folder with `--root DIR`";
        return (None, vec![Diagnostic::of_file(SITE_FILE, format!("there is no `{SITE_FILE}` here"), help)]);
    }
    if leaves(root, &root.join(SITE_FILE)) {
        return (None, vec![outside(Path::new(SITE_FILE))]);
    }
    read_file(root, Path::new(SITE_FILE), site::read)
}

fn read_edition(root: &Path, slug: &Slug, folder: &Folder, series: Series<'_>) -> Reading<EditionContent> {
    let (edition, mut mistakes) =
        read_file(root, &folder.index, |text, mistakes| parse_edition(slug.clone(), text, series, mistakes));
    let roundup = folder.roundup.as_ref().and_then(|path| {
        let (roundup, found) = read_file(root, path, |text, mistakes| parse_roundup(path, text, mistakes));
        mistakes.extend(found);
        roundup
    });
    let mut translations = BTreeMap::new();
    for (lang, path) in &folder.translations {
        let (roundup, found) = read_file(root, path, |text, mistakes| parse_roundup(path, text, mistakes));
        mistakes.extend(found);
        translations.extend(roundup.map(|roundup| (lang.clone(), roundup)));
    }
    let entries = read_all(root, &folder.entries, &mut mistakes, parse_entry);
    mistakes.extend(repeated(root, &entries, &folder.entries));
    (edition.map(|edition| EditionContent { edition, roundup, translations, entries }), mistakes)
}

/// Entry files about a post that another file of the edition is about already.
fn repeated(root: &Path, entries: &[EntryFile], files: &[Named]) -> Vec<Diagnostic> {
    let mut first: HashMap<String, &Slug> = HashMap::new();
    let mut mistakes = Vec::new();
    for entry in entries {
        let Some(url) = &entry.url else { continue };
        let post = address::key(url);
        let Some(earlier) = first.get(&post) else {
            first.insert(post, &entry.slug);
            continue;
        };
        let message = format!("{} stands in `{earlier}.md` already", quoted(url.as_str()));
        mistakes.extend(at_key(root, files, &entry.slug, "url", &message, "put both decisions into one file"));
    }
    mistakes
}

/// Blogs with one feed between them: each post would appear twice. Without a `feed`, the page it is found on stands for it.
fn shared_feeds(root: &Path, blogs: &[Blog], files: &[Named]) -> Vec<Diagnostic> {
    let mut readers: BTreeMap<String, Vec<(&Blog, &'static str)>> = BTreeMap::new();
    for blog in blogs {
        let source = match (&blog.feed, &blog.url) {
            (Some(FeedSource::Web(url)), _) => (address::key(url), "feed"),
            (Some(FeedSource::File(path)), _) => (path.clone(), "feed"),
            (None, Some(url)) => (address::key(url), "url"),
            (None, None) => continue,
        };
        readers.entry(source.0).or_default().push((blog, source.1));
    }
    let mut mistakes = Vec::new();
    for shared in readers.values().filter(|blogs| blogs.len() > 1) {
        for (blog, key) in shared {
            let others =
                shared.iter().map(|(other, _)| other.slug.as_str()).filter(|other| *other != blog.slug.as_str());
            let message = format!("this blog has the same feed as {}", listed(others));
            mistakes.extend(at_key(root, files, &blog.slug, key, &message, "keep one of the files, or correct `feed`"));
        }
    }
    mistakes
}

/// Feeds in the site that are links to files outside it.
fn feeds_outside(root: &Path, blogs: &[Blog], files: &[Named]) -> Vec<Diagnostic> {
    let is_outside =
        |blog: &&Blog| matches!(&blog.feed, Some(FeedSource::File(path)) if leaves(root, &root.join(path)));
    blogs
        .iter()
        .filter(is_outside)
        .flat_map(|blog| {
            let message = "`feed` is a link that leaves the site";
            at_key(root, files, &blog.slug, "feed", message, "copy what it points at into the site")
        })
        .collect()
}

/// A mistake at a key's value that shows only after its file was read. Rare enough to read the file again for the place.
fn at_key(root: &Path, files: &[Named], slug: &Slug, key: &'static str, message: &str, help: &str) -> Vec<Diagnostic> {
    let Some((_, path)) = files.iter().find(|(other, _)| other == slug) else { return Vec::new() };
    let (_, found) = read_file(root, path, |text, mistakes| {
        let place = front_matter::read(text, &mut Mistakes::new(path, text), |mut keys, _, _| {
            keys.take(key).map(|value| value.place)
        });
        match place {
            Some(place) => mistakes.at(place, message, help),
            None => mistakes.anywhere(message, help),
        }
        Some(())
    });
    found
}

/// Reads files of one kind side by side.
fn read_all<T: Send>(
    root: &Path,
    files: &[Named],
    mistakes: &mut Vec<Diagnostic>,
    parse: impl Fn(Slug, &str, &mut Mistakes<'_>) -> Option<T> + Sync,
) -> Vec<T> {
    let read: Vec<_> = files
        .par_iter()
        .map(|(slug, path)| read_file(root, path, |text, mistakes| parse(slug.clone(), text, mistakes)))
        .collect();
    let mut values = Vec::with_capacity(read.len());
    for (value, found) in read {
        values.extend(value);
        mistakes.extend(found);
    }
    values
}

fn read_file<T>(root: &Path, path: &Path, parse: impl FnOnce(&str, &mut Mistakes<'_>) -> Option<T>) -> Reading<T> {
    let bytes = match read_bytes(&root.join(path)) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("the file cannot be read: {error}");
            return (None, vec![Diagnostic::of_file(path, message, "make it readable, or remove it")]);
        }
    };
    if bytes.len() as u64 > MAX_FILE_BYTES {
        let help = "split the text; pictures and recordings go into `static/`";
        return (None, vec![Diagnostic::of_file(path, "the file is larger than 1 MiB", help)]);
    }
    match decode(path, &bytes) {
        Err(mistake) => (None, vec![mistake]),
        Ok(text) => {
            let mut mistakes = Mistakes::new(path, text);
            let value = parse(text, &mut mistakes);
            (value, mistakes.into_diagnostics())
        }
    }
}

/// The file's bytes, one more than allowed at most.
fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn parse_home(text: &str, series_title: &str, mistakes: &mut Mistakes<'_>) -> Option<ContentPage> {
    let slug = Slug::new("index").ok()?;
    front_matter::read(text, mistakes, |keys, body, mistakes| {
        Some(pages::read_home(slug, keys, &text[body], series_title, mistakes))
    })
}

fn parse_page(slug: Slug, text: &str, mistakes: &mut Mistakes<'_>) -> Option<ContentPage> {
    front_matter::read(text, mistakes, |keys, body, mistakes| pages::read(slug, keys, &text[body], mistakes))
}

/// Reads the text of a blog's file.
pub(super) fn parse_blog(slug: Slug, text: &str, mistakes: &mut Mistakes<'_>) -> Option<Blog> {
    front_matter::read(text, mistakes, |keys, body, mistakes| blogs::read(slug, keys, &text[body], mistakes))
}

/// Reads the text of a call.
pub(super) fn parse_edition(
    slug: Slug,
    text: &str,
    series: Series<'_>,
    mistakes: &mut Mistakes<'_>,
) -> Option<Edition> {
    front_matter::read(text, mistakes, |keys, body, mistakes| editions::read(slug, keys, &text[body], series, mistakes))
}

/// Reads the text of an entry's file.
pub(super) fn parse_entry(slug: Slug, text: &str, mistakes: &mut Mistakes<'_>) -> Option<EntryFile> {
    front_matter::read(text, mistakes, |keys, body, mistakes| entries::read(slug, keys, &text[body], mistakes))
}

/// Reads the text of a roundup.
pub(super) fn parse_roundup(path: &Path, text: &str, mistakes: &mut Mistakes<'_>) -> Option<RoundupFile> {
    front_matter::read(text, mistakes, |keys, body, mistakes| Some(roundups::read(path, keys, text, body, mistakes)))
}
