//! Makes a record of a blog's posts: every edition that watches the blog reads every post.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    panic::{self, AssertUnwindSafe},
    sync::Arc,
};

use jiff::Timestamp;

use super::{
    full_text::Gathered,
    same::Candidate,
    sketch::Sketch,
    summaries::{self, Ask},
};
use crate::{
    content::Content,
    extract::{self, Cast, Theme},
    model::{
        Bands, Blog, Edition, EntryRecord, Host, Lang, Moment, Note, Person, Post, QuotationPolicy, Snapshot, Status,
        Summariser, Summary, Withdrawn, address,
    },
    text::Document,
};

/// How many earlier texts of a post are remembered.
const PAST_SNAPSHOTS: usize = 5;

/// The editions' themes, prepared once for all posts.
#[derive(Debug)]
pub struct Readers {
    themes: Vec<Watch>,
    contributors: Arc<[Person]>,
    policy: QuotationPolicy,
    bands: Bands,
    site_language: Lang,
    summariser: Option<Summariser>,
    withdrawn: Withdrawn,
}

/// An edition and its theme.
#[derive(Debug)]
struct Watch {
    edition: Edition,
    theme: Theme,
}

/// A blog's posts, read.
#[derive(Debug, Default)]
pub struct Read {
    /// Newest first, undated last.
    pub entries: Vec<EntryRecord>,
    /// Hash and text of every snapshot.
    pub snapshots: Vec<(String, String)>,
    /// What went wrong with single posts.
    pub notes: Vec<Note>,
    /// What other blogs' posts are compared with.
    pub(super) candidates: Vec<Candidate>,
    /// What the host's command is to summarise.
    pub(super) asks: Vec<Ask>,
}

impl Readers {
    /// Prepares the editions of a site.
    #[must_use]
    pub fn new(content: &Content) -> Self {
        let themes = content.editions.iter().map(|folder| {
            let edition = folder.edition.clone();
            let owner = content.blogs.iter().find(|b| edition.host == Some(Host::Blog(b.slug.clone())));
            let host = owner.map(|b| Person { name: b.author.clone(), url: b.url.clone() });
            let theme = Theme::new(&edition, &edition.call_urls(&content.config.base_url)).hosted_by(host);
            Watch { edition, theme }
        });
        let contributors = content.blogs.iter().map(|b| Person { name: b.author.clone(), url: b.url.clone() });
        Self {
            themes: themes.collect(),
            contributors: contributors.collect(),
            policy: content.config.quotation.clone(),
            bands: content.config.bands,
            site_language: content.config.language.clone(),
            summariser: content.config.summariser.clone(),
            withdrawn: content.withdrawn(),
        }
    }

    /// The posts that are not to come back.
    #[must_use]
    pub fn withdrawn(&self) -> &Withdrawn {
        &self.withdrawn
    }

    /// Whether a post may belong to an edition that watches its blog, as far as its date tells. Of a post without a
    /// date, and of an edition without dates, nothing can be said.
    #[must_use]
    pub fn could_take_part(&self, blog: &Blog, post: &Post) -> bool {
        let date = post.published.or(post.updated);
        self.watching(blog).any(|watch| date.is_none_or(|date| watch.theme.covers(date)))
    }

    /// The editions that watch a blog.
    fn watching<'a>(&'a self, blog: &'a Blog) -> impl Iterator<Item = &'a Watch> {
        self.themes.iter().filter(|watch| watch.edition.watches(&blog.slug))
    }

    /// Reads every post of a blog. `before` are its entries of the last harvest: those that are no longer among the
    /// posts are kept as they are, and a text that did not change keeps the moment it was first seen.
    #[must_use]
    pub fn read(&self, blog: &Blog, posts: &[Gathered], before: Vec<EntryRecord>, now: Timestamp) -> Read {
        let mut before: HashMap<String, EntryRecord> = before.into_iter().map(|e| (e.id.clone(), e)).collect();
        let mut read = Read::default();
        for gathered in posts {
            let post = &gathered.post;
            let known = before.remove(&post.id);
            // One post that makes a library panic must not cost its neighbours their place.
            let done = panic::catch_unwind(AssertUnwindSafe(|| self.read_post(blog, gathered, known.as_ref(), now)));
            if let Ok((entry, text, asks)) = done {
                if entry.readings.values().any(|reading| reading.status != Status::Rejected) {
                    read.candidates.push(Candidate {
                        id: entry.id.clone(),
                        canonical: gathered.canonical.clone(),
                        sketch: Sketch::of(&text),
                    });
                }
                read.asks.extend(asks);
                read.snapshots.push((entry.snapshot.hash.clone(), text));
                read.entries.push(entry);
            } else {
                read.notes.push(Note::new("unreadable-entry", format!("“{}” could not be read", post.title)));
                read.entries.extend(known);
            }
        }
        // A post that came back under another id is the same post.
        let current: HashSet<String> =
            posts.iter().filter_map(|gathered| gathered.post.url.as_ref()).map(address::key).collect();
        let replaced = |entry: &EntryRecord| entry.url.as_ref().is_some_and(|url| current.contains(&address::key(url)));
        read.entries.extend(before.into_values().filter(|entry| !replaced(entry)));
        read.entries.sort_by(|a, b| {
            let date = |e: &EntryRecord| e.published.map(Moment::sort_key);
            date(b).cmp(&date(a)).then_with(|| a.id.cmp(&b.id))
        });
        read
    }

    fn read_post(
        &self,
        blog: &Blog,
        gathered: &Gathered,
        known: Option<&EntryRecord>,
        now: Timestamp,
    ) -> (EntryRecord, String, Vec<Ask>) {
        let post = &gathered.post;
        let declared = post.language.as_ref().or(blog.language.as_ref());
        let document = Document::from_html(post.html(), declared);
        let language = document.language().or_else(|| declared.cloned()).unwrap_or_else(|| self.site_language.clone());
        let hash = blake3::hash(document.text.as_bytes()).to_hex().to_string();
        let fetched = match known {
            Some(known) if known.snapshot.hash == hash => known.snapshot.fetched,
            _ => Moment::utc(now.round(jiff::Unit::Second).unwrap_or(now)),
        };
        let author = post.authors.first().cloned().unwrap_or_else(|| Person::named(blog.author.clone()));
        let cast = Cast { author: Some(author), contributors: Arc::clone(&self.contributors) };
        let watching = self.watching(blog);
        let read = |theme| {
            let mut reading = extract::read(post, &document, theme, &cast, &self.policy, &self.bands);
            reading.summary_hash = reading.summary.as_ref().map(Summary::hash);
            reading
        };
        let mut readings: BTreeMap<_, _> =
            watching.map(|watch| (watch.edition.slug.clone(), read(&watch.theme))).collect();
        let mut asks = Vec::new();
        if let Some(summariser) = self.summariser.as_ref().filter(|_| gathered.policy.allows_quoting(now)) {
            let told = summaries::Told {
                post,
                document: &document,
                hash: &hash,
                language: &language,
                author: cast.author.as_ref(),
                policy: &self.policy,
            };
            for watch in self.watching(blog) {
                let slug = &watch.edition.slug;
                let before = known.and_then(|known| known.readings.get(slug));
                if let Some(reading) = readings.get_mut(slug) {
                    asks.extend(summaries::keep_or_ask(reading, before, &watch.edition, &told, summariser));
                }
            }
        }
        let mut past_snapshots = known.map(|known| known.past_snapshots.clone()).unwrap_or_default();
        if let Some(known) = known.filter(|known| known.snapshot.hash != hash) {
            past_snapshots.retain(|past| past != &hash);
            past_snapshots.insert(0, known.snapshot.hash.clone());
            past_snapshots.truncate(PAST_SNAPSHOTS);
        }
        let entry = EntryRecord {
            id: post.id.clone(),
            url: post.url.clone(),
            title: post.title.clone(),
            authors: post.authors.clone(),
            published: post.published,
            updated: post.updated,
            language,
            categories: post.categories.clone(),
            snapshot: Snapshot { hash, words: document.word_count(), fetched },
            past_snapshots,
            policy: gathered.policy.clone(),
            same_as: None,
            readings,
        };
        (entry, document.text, asks)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Gathered, Readers};
    use crate::{content, feed, model::PagePolicy};

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test makes its own files")]
    fn a_command_reads_nothing_of_a_page_that_forbids_it() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("content/blogs")).unwrap();
        fs::create_dir_all(folder.path().join("content/leren")).unwrap();
        let toml = "title = \"K\"\nbase_url = \"https://k.example/\"\n[summaries]\ncommand = \"kort\"\n";
        for (path, text) in [
            ("blogkermis.toml", toml),
            ("content/blogs/jan.md", "+++\ntitle = \"Jan\"\nauthor = \"Jan\"\n+++\n"),
            ("content/leren/_index.md", "+++\ntitle = \"L\"\ntheme = \"leren\"\ntags = [\"kermis\"]\n+++\nDoe mee.\n"),
        ] {
            fs::write(folder.path().join(path), text).unwrap();
        }
        let content = content::load(folder.path()).unwrap();
        let readers = Readers::new(&content);
        let json = br#"{"version": "https://jsonfeed.org/version/1.1", "title": "Jan", "items": [{"id": "1",
            "tags": ["kermis"], "content_html": "<p>Samen leren gaat het beste aan de keukentafel.</p>"}]}"#;
        let post = feed::read(json, None, None).unwrap().posts.remove(0);
        let now = "2026-11-21T12:00:00Z".parse().unwrap();
        let asks = |policy: PagePolicy| {
            let gathered = Gathered { policy, ..Gathered::from(post.clone()) };
            readers.read(&content.blogs[0], &[gathered], Vec::new(), now).asks.len()
        };
        let open = PagePolicy::default();
        assert_eq!(asks(open.clone()), 1);
        assert_eq!(asks(PagePolicy { snippet: false, ..open.clone() }), 0);
        assert_eq!(asks(PagePolicy { tdm: true, ..open.clone() }), 0);
        assert_eq!(asks(PagePolicy { unavailable_after: "2026-11-01".parse().ok(), ..open }), 0);
    }
}
