//! One post is one entry, across feeds: a blog and the planet that carries it, a post published in two places.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use url::Url;

use super::sketch::Sketch;
use crate::model::{Blog, BlogRecord, Moment, SameAs, Slug, address};

/// Two texts this alike are one, as far as a carnival is concerned.
const SAME_TEXT: f64 = 0.8;
/// Of texts that alike the smallest shingles are nearly always among each other's: so many are looked up.
const INDEXED: usize = 16;
/// Shorter texts than this many shingles are alike by chance.
const FEWEST: usize = 20;

/// What is compared of a post that could take part.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) id: String,
    pub(super) canonical: Option<Url>,
    pub(super) sketch: Sketch,
}

/// A post among those of all blogs.
struct Copy<'a> {
    blog: &'a Slug,
    url: Option<&'a Url>,
    title: &'a str,
    published: Option<Moment>,
    /// On the site of its own blog.
    at_home: bool,
    candidate: &'a Candidate,
}

/// Marks every entry that repeats another one, and unmarks those that no longer do. Of several copies the original is
/// the one on its own blog's site, then the oldest, then the first by blog and id.
pub(super) fn mark(
    records: &mut BTreeMap<Slug, BlogRecord>,
    candidates: &BTreeMap<Slug, Vec<Candidate>>,
    blogs: &[Blog],
) {
    let found = find(records, candidates, blogs);
    for (slug, record) in records {
        for entry in &mut record.entries {
            entry.same_as = found.get(&(slug.clone(), entry.id.clone())).cloned();
        }
    }
}

fn find(
    records: &BTreeMap<Slug, BlogRecord>,
    candidates: &BTreeMap<Slug, Vec<Candidate>>,
    blogs: &[Blog],
) -> HashMap<(Slug, String), SameAs> {
    let mut copies = Vec::new();
    for (slug, candidates) in candidates {
        let Some(record) = records.get(slug) else { continue };
        let home = blogs.iter().find(|blog| &blog.slug == slug).and_then(|blog| blog.url.as_ref()).and_then(host);
        for candidate in candidates {
            let Some(entry) = record.entries.iter().find(|entry| entry.id == candidate.id) else { continue };
            let at_home = home.is_some() && entry.url.as_ref().and_then(host) == home;
            copies.push(Copy {
                blog: slug,
                url: entry.url.as_ref(),
                title: &entry.title,
                published: entry.published,
                at_home,
                candidate,
            });
        }
    }
    // Originals first: a copy is compared with those that stand before it.
    copies.sort_by(|a, b| {
        let key = |c: &Copy<'_>| (!c.at_home, c.published.is_none(), c.published.map(Moment::sort_key));
        key(a).cmp(&key(b)).then_with(|| (a.blog, &a.candidate.id).cmp(&(b.blog, &b.candidate.id)))
    });
    let mut found = HashMap::new();
    let mut originals = Originals::default();
    for copy in &copies {
        match originals.of(copy) {
            Some((original, because)) => {
                let same = SameAs {
                    blog: original.blog.clone(),
                    id: original.candidate.id.clone(),
                    because: because.to_owned(),
                };
                found.insert((copy.blog.clone(), copy.candidate.id.clone()), same);
            }
            None => originals.add(copy),
        }
    }
    found
}

/// The entries that repeat none before them, by everything that two copies have in common: each is compared with few.
#[derive(Default)]
struct Originals<'a> {
    all: Vec<&'a Copy<'a>>,
    by_key: HashMap<Key, Vec<usize>>,
}

#[derive(PartialEq, Eq, Hash)]
enum Key {
    Id(String),
    Page(String),
    Shingle(u64),
}

impl<'a> Originals<'a> {
    fn add(&mut self, copy: &'a Copy<'a>) {
        for key in keys(copy) {
            self.by_key.entry(key).or_default().push(self.all.len());
        }
        self.all.push(copy);
    }

    /// The first original that this is a copy of, and what shows it.
    fn of(&self, copy: &Copy<'_>) -> Option<(&'a Copy<'a>, &'static str)> {
        let places: BTreeSet<usize> =
            keys(copy).iter().filter_map(|key| self.by_key.get(key)).flatten().copied().collect();
        places.into_iter().find_map(|at| Some((self.all[at], sameness(copy, self.all[at])?)))
    }
}

fn keys(copy: &Copy<'_>) -> Vec<Key> {
    let candidate = copy.candidate;
    let mut keys: Vec<Key> = candidate.sketch.smallest(INDEXED).map(Key::Shingle).collect();
    keys.extend(page(copy).map(Key::Page));
    if is_global(&candidate.id) {
        keys.push(Key::Id(candidate.id.clone()));
    }
    keys
}

/// The page a copy says it is of.
fn page(copy: &Copy<'_>) -> Option<String> {
    copy.candidate.canonical.as_ref().or(copy.url).map(address::key)
}

/// What shows that two entries are one post.
fn sameness(copy: &Copy<'_>, original: &Copy<'_>) -> Option<&'static str> {
    let is_elsewhere = copy.blog != original.blog;
    let (a, b) = (copy.candidate, original.candidate);
    if is_elsewhere && a.id == b.id && is_global(&a.id) {
        return Some("same-id");
    }
    if page(copy).is_some() && page(copy) == page(original) {
        return Some(if copy.candidate.canonical.is_some() || original.candidate.canonical.is_some() {
            "canonical"
        } else {
            "same-address"
        });
    }
    // Within a blog a form that is filled in anew each week is many posts.
    let may_repeat = is_elsewhere || copy.title == original.title;
    let is_long = a.sketch.len() >= FEWEST && b.sketch.len() >= FEWEST;
    (may_repeat && is_long && a.sketch.likeness(&b.sketch) >= SAME_TEXT).then_some("same-text")
}

/// Whether an id means one post in the whole world: an address, a tag or a UUID (RFC 4287 §4.2.6), and not `1`.
fn is_global(id: &str) -> bool {
    ["http://", "https://", "tag:", "urn:"].iter().any(|scheme| id.starts_with(scheme))
}

fn host(url: &Url) -> Option<&str> {
    url.host_str().map(|host| host.trim_start_matches("www."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EntryRecord, FeedRecord, FeedState, Lang, Snapshot};

    const TEXT: &str = "Wie hardop leert, laat zien wat nog niet af is: een schets, een vraag, een fout van gisteren. \
        Dat voelt bloot, en toch komen juist daar de antwoorden op af die je zelf niet had kunnen bedenken, omdat \
        iemand anders precies dat stukje al eens had uitgezocht en het graag vertelt.";

    struct Given(&'static str, &'static str, Option<&'static str>, Option<&'static str>, String);

    /// Blog, id, address, day, text; gives the marks as `blog/id = blog/id because`.
    fn marks(given: &[Given], canonical: Option<(&str, &str)>) -> Vec<String> {
        let mut records: BTreeMap<Slug, BlogRecord> = BTreeMap::new();
        let mut candidates: BTreeMap<Slug, Vec<Candidate>> = BTreeMap::new();
        for Given(blog, id, url, day, text) in given {
            let slug = Slug::new(blog).unwrap();
            let feed = FeedRecord {
                source: String::new(),
                title: String::new(),
                format: String::new(),
                state: FeedState::Ok,
                fault: None,
                moved: None,
                slow: false,
                taken_over: None,
            };
            let record = records.entry(slug.clone()).or_insert_with(|| BlogRecord {
                version: 1,
                blog: slug.clone(),
                feed,
                entries: Vec::new(),
            });
            record.entries.push(EntryRecord {
                id: (*id).to_owned(),
                url: url.map(|url| Url::parse(url).unwrap()),
                title: String::new(),
                authors: Vec::new(),
                published: day.map(|day| day.parse().unwrap()),
                updated: None,
                language: Lang::en(),
                categories: Vec::new(),
                snapshot: Snapshot { hash: String::new(), words: 0, fetched: "2026-01-01".parse().unwrap() },
                past_snapshots: Vec::new(),
                policy: crate::model::PagePolicy::default(),
                same_as: None,
                readings: BTreeMap::new(),
            });
            let canonical = canonical.filter(|(of, _)| of == id).map(|(_, to)| Url::parse(to).unwrap());
            candidates.entry(slug).or_default().push(Candidate {
                id: (*id).to_owned(),
                canonical,
                sketch: Sketch::of(text),
            });
        }
        let blogs: Vec<Blog> = ["a", "planet"]
            .iter()
            .map(|name| Blog {
                slug: Slug::new(name).unwrap(),
                title: String::new(),
                author: String::new(),
                url: Url::parse(&format!("https://{name}.example/")).ok(),
                feed: None,
                language: None,
                bio: String::new(),
            })
            .collect();
        mark(&mut records, &candidates, &blogs);
        let marks = records.values().flat_map(|record| {
            record.entries.iter().filter_map(|entry| {
                let same = entry.same_as.as_ref()?;
                Some(format!("{}/{} = {}/{} {}", record.blog, entry.id, same.blog, same.id, same.because))
            })
        });
        marks.collect()
    }

    #[test]
    fn a_post_in_two_feeds_is_that_of_its_own_blog() {
        let here = Given("a", "tag:a,1", Some("https://a.example/1"), Some("2026-05-02"), TEXT.into());
        let there = Given("planet", "tag:a,1", Some("https://planet.example/9"), Some("2026-05-01"), String::new());
        assert_eq!(
            marks(&[here, there], None),
            ["a/tag:a,1 = planet/tag:a,1 same-id"],
            "both are at home: the older one"
        );
        let here = Given("a", "tag:a,1", Some("https://a.example/1"), Some("2026-05-02"), TEXT.into());
        let there = Given("planet", "x", Some("http://www.a.example/1/"), Some("2026-05-01"), String::new());
        assert_eq!(marks(&[here, there], None), ["planet/x = a/tag:a,1 same-address"]);
        let small = |blog| Given(blog, "1", None, None, String::new());
        assert!(marks(&[small("a"), small("planet")], None).is_empty(), "an id like `1` says nothing");
    }

    #[test]
    fn a_cross_post_is_seen_by_its_canonical_link_or_its_text() {
        let here = || Given("a", "1", Some("https://a.example/1"), Some("2026-05-01"), TEXT.into());
        let there =
            |text: &str| Given("planet", "2", Some("https://planet.example/2"), Some("2026-05-02"), text.into());
        assert_eq!(marks(&[here(), there("")], Some(("2", "https://a.example/1"))), ["planet/2 = a/1 canonical"]);
        assert_eq!(marks(&[here(), there(&format!("{TEXT} Eerder verschenen."))], None), ["planet/2 = a/1 same-text"]);
        let quoting =
            format!("{} {}", "Vandaag las ik iets moois over leren, en ik schrijf het hier over. ".repeat(4), TEXT);
        assert!(marks(&[here(), there(&quoting)], None).is_empty(), "to quote a post is not to repeat it");
    }
}
