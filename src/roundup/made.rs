//! Entries as they are before the host has spoken: from a harvested post, or from a file alone.

use crate::{
    content::EntryFile,
    model::{
        Attribution, Blog, Citation, Entry, EntryKind, EntryRecord, Form, Lang, Match, PagePolicy, Person, Reading,
        Reason, Snapshot, Span, Status, Suggestions, Summary, SummaryBy,
    },
};

/// A harvested post as an edition sees it.
pub(super) fn from_record(blog: &Blog, post: &EntryRecord, reading: &Reading) -> Entry {
    let named = post.authors.first().filter(|author| !author.name.trim().is_empty());
    let guest = named.filter(|author| !same_name(&author.name, &blog.author));
    let author = guest.cloned().unwrap_or_else(|| owner(blog));
    Entry {
        id: post.entry_id(&blog.slug),
        url: post.url.clone(),
        title: if post.title.is_empty() { untitled(post) } else { post.title.clone() },
        author,
        blog: Some(blog.slug.clone()),
        published: post.published,
        language: post.language.clone(),
        kind: EntryKind::Post,
        status: reading.status,
        included: reading.status == Status::Accepted,
        late: false,
        fit: reading.fit.clone(),
        summary: reading.summary.clone(),
        definitions: reading.definitions.clone(),
        quotes: reading.quotes.clone(),
        suggestions: reading.suggestions.clone(),
        keywords: reading.keywords.clone(),
        topics: reading.topics.clone(),
        question: reading.question.clone(),
        proposal: reading.proposal.clone(),
        links: reading.links.clone(),
        snapshot: Some(post.snapshot.clone()),
        past_snapshots: post.past_snapshots.clone(),
        policy: post.policy.clone(),
        by_host: false,
        guest_of: guest.map(|_| blog.title.clone()),
        slug: None,
    }
}

/// An entry that no feed carries: a toot, a post found by hand. `None` when the file does not say enough.
pub(super) fn from_file(file: &EntryFile, edition_language: Lang, blogs: &[Blog]) -> Option<Entry> {
    let url = file.url.clone()?;
    let name = file.author.as_ref()?;
    let known = blogs.iter().find(|blog| same_name(&blog.author, name));
    let author = known.map_or_else(|| Person::named(name.clone()), owner);
    let blog = file.blog.as_ref().and_then(|slug| blogs.iter().find(|blog| &blog.slug == slug));
    let guest_of = blog.filter(|blog| !same_name(&blog.author, name)).map(|blog| blog.title.clone());
    let language = file.language.clone().unwrap_or(edition_language);
    let title = file.title.clone().or_else(|| file.text.as_deref().map(|t| first_words(t, 8)))?;
    let own = file.text.as_deref().map(|text| own_words(text, &language));
    Some(Entry {
        id: format!("hand-{}", file.slug),
        url: Some(url),
        title,
        author,
        blog: blog.map(|blog| blog.slug.clone()),
        published: file.published,
        language,
        kind: file.kind.unwrap_or_default(),
        status: Status::Accepted,
        included: true,
        late: false,
        // Whoever writes a file about a post that no feed carries answers for it.
        fit: Match { score: 1.0, reasons: vec![Reason::new("host-accepts", format!("entries/{}.md", file.slug), 1.0)] },
        summary: file.text.as_ref().map(|text| Summary {
            sentences: vec![text.clone()],
            text: text.clone(),
            by: SummaryBy::Author,
            reasons: Vec::new(),
        }),
        definitions: Vec::new(),
        quotes: own.into_iter().collect(),
        suggestions: Suggestions::default(),
        keywords: Vec::new(),
        topics: Vec::new(),
        question: None,
        proposal: None,
        links: Vec::new(),
        snapshot: file.published.zip(file.text.as_deref()).map(|(published, text)| Snapshot {
            hash: blake3::hash(text.as_bytes()).to_hex().to_string(),
            words: text.split_whitespace().count(),
            fetched: published,
        }),
        past_snapshots: Vec::new(),
        policy: PagePolicy::default(),
        by_host: false,
        guest_of,
        slug: None,
    })
}

pub(super) fn owner(blog: &Blog) -> Person {
    Person { name: blog.author.clone(), url: blog.url.clone() }
}

pub(super) fn same_name(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

fn untitled(post: &EntryRecord) -> String {
    match (&post.published, &post.url) {
        (Some(published), _) => published.date().to_string(),
        (None, Some(url)) => url.path().trim_matches('/').to_owned(),
        (None, None) => "…".to_owned(),
    }
}

/// A mini entry is short enough to be quoted whole.
fn own_words(text: &str, language: &Lang) -> Citation {
    let hash = blake3::hash(text.as_bytes()).to_hex().to_string();
    Citation {
        id: format!("q{}", &hash[..8]),
        text: text.to_owned(),
        term: None,
        speaker: Some(Attribution::Author),
        originator: Some(Attribution::Author),
        form: Form::Verbatim,
        language: language.clone(),
        score: 1.0,
        span: Some(Span { start: 0, end: text.chars().count() }),
        around: None,
        hash: Some(hash),
        reasons: vec![Reason::new("mini-entry", "the whole of it", 1.0)],
    }
}

fn first_words(text: &str, most: usize) -> String {
    let mut words: Vec<_> = text.split_whitespace().collect();
    let cut = words.len() > most;
    words.truncate(most);
    words.join(" ") + if cut { " …" } else { "" }
}
