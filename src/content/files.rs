//! What people wrote for a site, as plain records.

use std::{collections::BTreeMap, path::PathBuf};

use jiff::Timestamp;
use url::Url;

use crate::model::{
    Attribution, Blog, Edition, EntryKind, Form, Host, Lang, LintCode, Moment, Phase, SiteConfig, Slug, Status,
    Withdrawn,
};

/// Everything people wrote for a site.
#[derive(Clone, Debug)]
pub struct Content {
    /// `blogkermis.toml`.
    pub config: SiteConfig,
    /// `content/_index.md`, if there is one.
    pub home: Option<ContentPage>,
    /// `content/<name>.md`, by slug.
    pub pages: Vec<ContentPage>,
    /// `content/blogs/*.md`, by slug.
    pub blogs: Vec<Blog>,
    /// `content/<edition>/`, newest first (by `opens`, then slug); editions that do not say when come last.
    pub editions: Vec<EditionContent>,
}

impl Content {
    /// The posts that were withdrawn, from any edition: they take part in none, and are not read again.
    #[must_use]
    pub fn withdrawn(&self) -> Withdrawn {
        let files = self.editions.iter().flat_map(|folder| &folder.entries);
        files.filter_map(|file| file.hash.clone()).collect()
    }

    /// The edition that posts come in for: the one that is open, or the newest when none is; `None` without any.
    #[must_use]
    pub fn running(&self, now: Timestamp) -> Option<&Edition> {
        let is_open = |folder: &&EditionContent| {
            let is_published = folder.roundup.as_ref().is_some_and(|roundup| !roundup.draft);
            folder.edition.phase(now, is_published) == Phase::Open
        };
        self.editions.iter().find(is_open).or(self.editions.first()).map(|folder| &folder.edition)
    }

    /// Who hosts an edition, by name; the series' title where nobody is named.
    #[must_use]
    pub fn host_name<'a>(&'a self, edition: &'a Edition) -> &'a str {
        let of_blog = |slug| self.blogs.iter().find(|blog| &blog.slug == slug).map(|blog| blog.author.as_str());
        let named = edition.host.as_ref().and_then(|host| match host {
            Host::Person(person) => Some(person.name.as_str()),
            Host::Blog(slug) => of_blog(slug),
        });
        named.unwrap_or(&self.config.title)
    }
}

/// A further page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentPage {
    /// The file's name; `index` for the home page.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Its text, in Markdown.
    pub body: String,
    /// What language it is in, where that is not the series': so it is with translations.
    pub language: Option<Lang>,
    /// `content/<name>.<language>.md`: the same page in further languages of the site.
    pub translations: BTreeMap<Lang, Self>,
}

impl ContentPage {
    /// A page that nobody translated.
    #[must_use]
    pub fn new(slug: Slug, title: impl Into<String>, body: impl Into<String>) -> Self {
        Self { slug, title: title.into(), body: body.into(), language: None, translations: BTreeMap::new() }
    }

    /// The page as it is told in a language; untranslated it stays as it is.
    #[must_use]
    pub fn told_in(mut self, language: &Lang) -> Self {
        if let Some(told) = self.translations.get(language).cloned() {
            (self.title, self.body, self.language) = (told.title, told.body, told.language);
        }
        self
    }
}

/// One edition's folder.
#[derive(Clone, Debug)]
pub struct EditionContent {
    /// `_index.md`.
    pub edition: Edition,
    /// `roundup.md`, if there is one.
    pub roundup: Option<RoundupFile>,
    /// `roundup.<language>.md`, by language: the host's text in other languages of the site.
    pub translations: BTreeMap<Lang, RoundupFile>,
    /// `entries/*.md`, by file name (without its ending).
    pub entries: Vec<EntryFile>,
}

/// `roundup.md`: the host's text.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundupFile {
    /// Its title, if it has one of its own.
    pub title: Option<String>,
    /// Whether it is still a draft (`draft = true`).
    pub draft: bool,
    /// When it was published.
    pub published: Option<Moment>,
    /// The text: Markdown with shortcodes, exactly as it stands in the file from line `body_line` on; only white space
    /// at its end is gone.
    pub body: String,
    /// Rules of the linter that are silent for the whole text.
    pub allow: Vec<LintCode>,
    /// The file, relative to the site, for messages.
    pub path: PathBuf,
    /// The line the body starts on, counted from 1.
    pub body_line: usize,
}

/// `entries/<entry>.md`: one decision or correction. A field that is set outranks the machine's.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryFile {
    /// The file's name.
    pub slug: Slug,
    /// Which post; `None` in a tombstone.
    pub url: Option<Url>,
    /// In a tombstone, the mark of the post that was withdrawn: [`Withdrawn::mark`].
    pub hash: Option<String>,
    /// Since when it is withdrawn or gone.
    pub since: Option<Moment>,
    /// Accepted or rejected (or withdrawn, gone).
    pub status: Option<Status>,
    /// BLAKE3 of the text that was accepted, hexadecimal, by the program. Of another text nothing is shown but a link, until
    /// somebody has looked at it.
    pub approved: Option<String>,
    /// Corrected title.
    pub title: Option<String>,
    /// Corrected author.
    pub author: Option<String>,
    /// The blog of this site it stands on, when no feed carries it.
    pub blog: Option<Slug>,
    /// Corrected date.
    pub published: Option<Moment>,
    /// Corrected language.
    pub language: Option<Lang>,
    /// What it is.
    pub kind: Option<EntryKind>,
    /// The own words of a mini entry.
    pub text: Option<String>,
    /// The host's picks; `Some` replaces the machine's.
    pub definitions: Option<Vec<Pick>>,
    /// The host's picks; `Some` replaces the machine's.
    pub quotes: Option<Vec<Pick>>,
    /// The host's own blurb, in Markdown; empty when there is none.
    pub blurb: String,
}

impl EntryFile {
    /// A file that says nothing yet.
    #[must_use]
    pub fn named(slug: Slug) -> Self {
        Self {
            slug,
            url: None,
            hash: None,
            since: None,
            status: None,
            approved: None,
            title: None,
            author: None,
            blog: None,
            published: None,
            language: None,
            kind: None,
            text: None,
            definitions: None,
            quotes: None,
            blurb: String::new(),
        }
    }
}

/// A citation a host picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// The words.
    pub text: String,
    /// Who says it.
    pub speaker: Option<Attribution>,
    /// Whose words.
    pub originator: Option<Attribution>,
    /// Verbatim unless said otherwise.
    pub form: Form,
    /// What is defined, as the text writes it; definitions only.
    pub term: Option<String>,
    /// The language of the words, where it is not that of the entry.
    pub language: Option<Lang>,
    /// BLAKE3 of `text`, hexadecimal, by the program that found the words in the post. It stands for them where the post's
    /// text is not on this machine or has changed since, as the hash in a record does.
    pub hash: Option<String>,
}
