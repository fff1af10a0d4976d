//! A document as content of a new site.

use std::collections::HashSet;

use jiff::SignedDuration;
use url::Url;

use super::{
    HandoverError, calm,
    document::{BlogPart, CitationPart, Document, EntryPart},
};
use crate::{
    content::{EntryFile, Pick, compose::NewRoundup},
    model::{
        Attribution, Blog, Edition, EntryKind, FeedSource, Form, Host, Lang, Person, Phase, Slug, Status, SummaryBy,
        address, printable, printable_line,
    },
    roundup::markdown,
};

/// The most entries or blogs of one edition.
const MOST: usize = 5000;
/// The most characters of a title, a name, a prompt.
const LINE: usize = 2000;
/// The most characters of a citation or a blurb.
const PASSAGE: usize = 20_000;
/// The most bytes of a roundup; a file of content has at most 1 MiB.
const ROUNDUP: usize = 900_000;
/// The most characters of an address.
const ADDRESS: usize = 4000;

/// What a past edition leaves to a new site.
#[derive(Clone, Debug, PartialEq)]
pub struct Archive {
    /// The series' title, where the document tells it.
    pub title: Option<String>,
    /// The series' language, or else the edition's.
    pub language: Lang,
    /// The blogs.
    pub blogs: Vec<Blog>,
    /// The edition. One that is over watches no blog: nothing is added to the past.
    pub edition: Edition,
    /// The published roundup.
    pub roundup: Option<NewRoundup>,
    /// One file for every included entry, complete in itself.
    pub entries: Vec<EntryFile>,
    /// How many entries have no address, so that there is nothing to link to; they are left out.
    pub nowhere: usize,
    /// How many citations nobody vouches for; they are kept as paraphrases.
    pub unvouched: usize,
}

type Checked<T> = Result<T, HandoverError>;

fn wrong<T>(place: impl Into<String>, message: impl Into<String>) -> Checked<T> {
    Err(HandoverError::Field { place: place.into(), message: message.into() })
}

/// Makes content of a document. Nothing of it is taken for more than text: no markup, shortcode or path comes of it.
///
/// # Errors
/// At the first field that no site can hold.
pub fn archive(document: &Document) -> Checked<Archive> {
    for (place, count) in [("entries", document.entries.len()), ("blogs", document.blogs.len())] {
        if count > MOST {
            return wrong(place, format!("{count} are more than {MOST}"));
        }
    }
    let blogs = blogs(&document.blogs)?;
    let edition = edition(document, &blogs)?;
    let roundup = document.roundup.as_ref().map(|roundup| {
        let title = roundup.title.as_deref().map(|title| line("roundup.title", title)).transpose()?;
        if roundup.markdown.len() > ROUNDUP {
            return wrong("roundup.markdown", format!("longer than {ROUNDUP} bytes"));
        }
        let Some(body) = calm::roundup(&roundup.markdown) else {
            return wrong("roundup.markdown", "a shortcode in it cannot be read");
        };
        Ok(NewRoundup { title, draft: false, published: roundup.published, body })
    });
    let mut archive = Archive {
        title: document.series.as_ref().map(|series| line("series.title", &series.title)).transpose()?,
        language: match document.series.as_ref().and_then(|series| series.language.as_ref()) {
            Some(lang) => language("series.language", lang)?,
            None => edition.language.clone(),
        },
        blogs,
        roundup: roundup.transpose()?,
        edition,
        entries: Vec::new(),
        nowhere: 0,
        unvouched: 0,
    };
    let (mut posts, mut names) = (HashSet::new(), HashSet::new());
    for (number, part) in document.entries.iter().enumerate() {
        if !part.included || part.status != Status::Accepted {
            continue;
        }
        let place = format!("entries[{number}]");
        let Some(url) = web(&format!("{place}.url"), part.url.as_ref())? else {
            archive.nowhere += 1;
            continue;
        };
        if !posts.insert(address::key(&url)) {
            return wrong(format!("{place}.url"), "another entry stands at this address already");
        }
        let file = entry(&place, part, url, &mut names, &mut archive)?;
        archive.entries.push(file);
    }
    Ok(archive)
}

/// One line of text: what steers a terminal or turns the writing is gone.
fn line(place: &str, text: &str) -> Checked<String> {
    let text = printable_line(text);
    if text.is_empty() {
        return wrong(place, "there is nothing in it");
    }
    short(place, text, LINE)
}

fn short(place: &str, text: String, most: usize) -> Checked<String> {
    if text.chars().count() > most { wrong(place, format!("longer than {most} characters")) } else { Ok(text) }
}

fn lines(place: &str, texts: &[String]) -> Checked<Vec<String>> {
    if texts.len() > 200 {
        return wrong(place, "more than 200");
    }
    texts.iter().filter(|text| !text.trim().is_empty()).map(|text| line(place, text)).collect()
}

/// A tag that is one: it becomes a key of a file and an attribute of a page.
fn language(place: &str, lang: &Lang) -> Checked<Lang> {
    match Lang::parse(lang.as_str()) {
        Some(parsed) if parsed == *lang => Ok(parsed),
        _ => wrong(place, format!("`{lang}` is no language tag")),
    }
}

/// An address of the web, without a name and password in it.
fn web(place: &str, url: Option<&Url>) -> Checked<Option<Url>> {
    let Some(url) = url else { return Ok(None) };
    if !matches!(url.scheme(), "http" | "https") {
        return wrong(place, format!("`{}:` is no address of the web", url.scheme()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return wrong(place, "the address holds a name or a password");
    }
    if url.as_str().len() > ADDRESS {
        return wrong(place, format!("longer than {ADDRESS} characters"));
    }
    Ok(Some(url.clone()))
}

fn blogs(parts: &[BlogPart]) -> Checked<Vec<Blog>> {
    let (mut slugs, mut feeds) = (HashSet::new(), HashSet::new());
    let mut blogs = Vec::with_capacity(parts.len());
    for (number, part) in parts.iter().enumerate() {
        let place = |field: &str| format!("blogs[{number}].{field}");
        let slug = named(&place("slug"), &part.slug)?;
        if !slugs.insert(slug.clone()) {
            return wrong(place("slug"), format!("there is a blog `{slug}` already"));
        }
        let url = web(&place("url"), part.url.as_ref())?;
        let feed = web(&place("feed"), part.feed.as_ref())?;
        // As `content` sees it: the page a feed is found on stands for it.
        if let Some(source) = feed.as_ref().or(url.as_ref())
            && !feeds.insert(address::key(source))
        {
            return wrong(place("feed"), "another blog has this feed already");
        }
        blogs.push(Blog {
            slug,
            title: line(&place("title"), &part.title)?,
            author: line(&place("author"), &part.author)?,
            url,
            feed: feed.map(FeedSource::Web),
            language: part.language.as_ref().map(|lang| language(&place("language"), lang)).transpose()?,
            bio: String::new(),
        });
    }
    Ok(blogs)
}

/// A name that a file system takes.
fn named(place: &str, slug: &Slug) -> Checked<Slug> {
    if slug.as_str().len() > 100 { wrong(place, "longer than 100 characters") } else { Ok(slug.clone()) }
}

fn edition(document: &Document, blogs: &[Blog]) -> Checked<Edition> {
    let part = &document.edition;
    let host = part.host.as_ref().map(|host| {
        let name = line("edition.host.name", &host.name)?;
        let known = blogs.iter().find(|blog| blog.author == name);
        Ok(match known {
            Some(blog) => Host::Blog(blog.slug.clone()),
            None => Host::Person(Person { name, url: web("edition.host.url", host.url.as_ref())? }),
        })
    });
    let terms =
        part.terms.iter().map(|(lang, terms)| Ok((language("edition.terms", lang)?, lines("edition.terms", terms)?)));
    let is_over = matches!(part.status, Phase::Closed | Phase::Published);
    Ok(Edition {
        slug: named("edition.slug", &part.slug)?,
        title: line("edition.title", &part.title)?,
        theme: line("edition.theme", &part.theme)?,
        language: language("edition.language", &part.language)?,
        opens: part.opens,
        closes: part.closes,
        // Whoever comes late to the new site comes to an edition that is over, or asks its host.
        timezone: None,
        grace: SignedDuration::ZERO,
        number: part.number.filter(|number| *number > 0),
        host: host.transpose()?,
        call: web("edition.call", part.call.as_ref())?,
        tags: lines("edition.tags", &part.tags)?,
        blogs: is_over.then(Vec::new),
        prompts: lines("edition.prompts", &part.prompts)?,
        terms: terms.collect::<Checked<_>>()?,
        palette: None,
        body: String::new(),
    })
}

fn entry(
    place: &str,
    part: &EntryPart,
    url: Url,
    names: &mut HashSet<String>,
    archive: &mut Archive,
) -> Checked<EntryFile> {
    let title = line(&format!("{place}.title"), &part.title)?;
    // The words of a mini entry are known when they are quoted or stand for the summary.
    let whole = part.quotes.iter().find(|quote| quote.reasons.iter().any(|reason| reason.signal == "mini-entry"));
    let by_author = part.summary.as_ref().filter(|summary| summary.by == SummaryBy::Author);
    let text = whole.map(|quote| &quote.text).or_else(|| by_author.map(|summary| &summary.text));
    let text = text.filter(|_| part.kind == EntryKind::Mini);
    let text = text.map(|text| passage(&format!("{place}.quotes"), text)).transpose()?;
    let blurb = match &part.summary {
        Some(summary) if summary.by == SummaryBy::Host => {
            let field = format!("{place}.summary.text");
            let text = short(&field, printable(&summary.text), PASSAGE)?;
            // A blurb is read as Markdown twice: when its words are taken, and when they are shown.
            markdown::escape(&calm::passage(&text))
        }
        _ => String::new(),
    };
    let mut pick = |parts: &[CitationPart], field: &str| {
        let picks = parts.iter().enumerate().map(|(number, cited)| {
            let field = format!("{place}.{field}[{number}]");
            let (pick, vouched) = picked(&field, cited, part, text.as_deref())?;
            archive.unvouched += usize::from(!vouched);
            Ok(pick)
        });
        picks.collect::<Checked<Vec<_>>>()
    };
    Ok(EntryFile {
        definitions: Some(pick(&part.definitions, "definitions")?),
        quotes: Some(pick(&part.quotes, "quotes")?),
        slug: free(&title, names),
        url: Some(url),
        hash: None,
        since: None,
        status: Some(Status::Accepted),
        approved: None,
        author: Some(line(&format!("{place}.author.name"), &part.author.name)?),
        blog: part.blog.clone().filter(|slug| archive.blogs.iter().any(|blog| &blog.slug == slug)),
        published: part.published,
        language: Some(language(&format!("{place}.language"), &part.language)?),
        kind: (part.kind != EntryKind::Mini || text.is_some()).then_some(part.kind),
        title: Some(title),
        text,
        blurb,
    })
}

/// A file name made of a title that no other entry has.
fn free(title: &str, names: &mut HashSet<String>) -> Slug {
    Slug::free(title, "entry", |slug| names.insert(slug.to_string()))
}

/// Words as they are: their hash is of every letter. Signs that steer a terminal are in nobody's words.
fn passage(place: &str, text: &str) -> Checked<String> {
    if text.trim().is_empty() {
        return wrong(place, "there is nothing in it");
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t' | '\r')) {
        return wrong(place, "there are control characters in it");
    }
    short(place, text.to_owned(), PASSAGE)
}

/// A citation as the host's pick, and whether somebody vouches for its words: a verbatim one has the hash of them, by the
/// program that found them in the post.
fn picked(place: &str, cited: &CitationPart, entry: &EntryPart, whole: Option<&str>) -> Checked<(Pick, bool)> {
    let text = passage(&format!("{place}.text"), &cited.text)?;
    let hash = blake3::hash(text.as_bytes()).to_hex().to_string();
    let vouched = match (&cited.form, &cited.hash) {
        (Form::Paraphrase, _) => true,
        (Form::Verbatim, Some(given)) if *given == hash => true,
        (Form::Verbatim, Some(_)) => {
            return wrong(format!("{place}.hash"), "it is not of these words: somebody changed them");
        }
        (Form::Verbatim, None) => whole.is_some_and(|whole| whole.contains(&text)),
    };
    let whose = |field: &str, who: &Option<Attribution>| {
        who.as_ref().map(|who| line(&format!("{place}.{field}"), &who.to_string()).map(Attribution::from)).transpose()
    };
    let form = if vouched { cited.form } else { Form::Paraphrase };
    let pick = Pick {
        speaker: whose("speaker", &cited.speaker)?,
        originator: whose("originator", &cited.originator)?,
        form,
        term: cited.term.as_deref().map(|term| line(&format!("{place}.term"), term)).transpose()?,
        language: Some(language(&format!("{place}.language"), &cited.language)?).filter(|lang| *lang != entry.language),
        hash: (form == Form::Verbatim && cited.hash.is_some()).then_some(hash),
        text,
    };
    Ok((pick, vouched))
}
