//! What the author of an entry is told about it: where it stands, what is said of it, what is quoted from it, and how to
//! have it corrected or taken out.

use serde::Serialize;
use url::Url;

use super::{
    CollectedEdition,
    letter::Letter,
    phrases::{
        Argument::{Count, Text},
        Phrases,
    },
};
use crate::model::{Attribution, Citation, Entry, Form, Lang, Slug, SummaryBy, printable_line};

/// A notice for one author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// The entry's id.
    pub entry: String,
    /// Names the notice's file; unique within the edition.
    pub slug: Slug,
    /// The entry's title.
    pub title: String,
    /// Who is told.
    pub author: String,
    /// In which language.
    pub language: Lang,
    /// What a webmention would say (W3C Recommendation *Webmention*, 3.1); `None` for an entry without an address.
    pub webmention: Option<Mention>,
    /// What a mail would say.
    pub mail: Letter,
    /// BLAKE3 of everything that the author may want to know of, hexadecimal: with another one there is news.
    pub hash: String,
}

/// A link from a page of the site to an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mention {
    /// The page that links.
    pub source: Url,
    /// The page it links to.
    pub target: Url,
}

/// Who tells, and on behalf of what.
#[derive(Clone, Copy, Debug)]
pub struct Sender<'a> {
    /// The carnival's title.
    pub series: &'a str,
    /// Where the site stands; ends with a slash.
    pub base_url: &'a Url,
    /// A mail address or page of the host's, where one is known.
    pub contact: Option<&'a str>,
}

/// The notices of an edition: one for each entry that stands in the roundup, the host's own left out. `language_of` is the
/// language a blog's owner reads, `was_told` says whether an entry's author was told of it before.
#[must_use]
pub fn notices(
    collected: &CollectedEdition,
    sender: &Sender<'_>,
    language_of: &dyn Fn(&Slug) -> Option<Lang>,
    was_told: &dyn Fn(&Entry) -> bool,
) -> Vec<Notice> {
    let page = sender.base_url.join(&format!("{}/", collected.edition.slug));
    let page = page.unwrap_or_else(|_| sender.base_url.clone());
    let named = collected.entries.iter().filter(|entry| !entry.by_host);
    named
        .filter_map(|entry| {
            let language = entry.blog.as_ref().and_then(language_of).unwrap_or_else(|| entry.language.clone());
            let told = Telling { collected, sender, entry, page: &page, phrases: Phrases::notice(&language) };
            Some(Notice {
                entry: entry.id.clone(),
                slug: entry.slug.clone()?,
                title: entry.title.clone(),
                author: entry.author.name.clone(),
                webmention: entry.url.clone().map(|target| Mention { source: page.clone(), target }),
                mail: told.mail(was_told(entry)),
                hash: told.hash(),
                language,
            })
        })
        .collect()
}

struct Telling<'a> {
    collected: &'a CollectedEdition,
    sender: &'a Sender<'a>,
    entry: &'a Entry,
    page: &'a Url,
    phrases: Phrases,
}

impl Telling<'_> {
    /// What it is about, and nothing of how it is said: a better wording of the letter is no news.
    fn hash(&self) -> String {
        let entry = self.entry;
        let cited: Vec<_> =
            entry.definitions.iter().chain(&entry.quotes).map(|c| (&c.text, &c.speaker, &c.originator)).collect();
        let summary = entry.summary.as_ref().map(|summary| &summary.text);
        let all = (&entry.title, &entry.author.name, &entry.url, self.page, summary, cited);
        // Names and texts are always JSON.
        blake3::hash(&serde_json::to_vec(&all).unwrap_or_default()).to_hex().to_string()
    }

    fn mail(&self, again: bool) -> Letter {
        let Self { collected, sender, entry, phrases, .. } = self;
        let title = printable_line(&entry.title);
        let name = printable_line(&entry.author.name);
        let kind = if again { "changed" } else { "new" };
        let arguments = [
            ("title", Text(&title)),
            ("name", Text(&name)),
            ("series", Text(sender.series)),
            ("theme", Text(&collected.edition.theme)),
            ("kind", Text(kind)),
        ];
        let opening = phrases.with(if again { "opening-changed" } else { "opening" }, &arguments);
        let mut paragraphs = vec![phrases.with("greeting", &arguments), opening, self.page.to_string()];
        if let Some(summary) = &entry.summary {
            paragraphs.push(phrases.plain(match summary.by {
                SummaryBy::Host => "blurb-host",
                SummaryBy::Machine => "blurb-machine",
                SummaryBy::Author => "blurb-author",
                SummaryBy::Command => "blurb-command",
            }));
            paragraphs.push(indented(&summary.text));
        }
        let cited: Vec<_> = entry
            .definitions
            .iter()
            .map(|citation| self.cited("definition", citation))
            .chain(entry.quotes.iter().map(|citation| self.cited("quote", citation)))
            .collect();
        if cited.is_empty() {
            paragraphs.push(phrases.plain("nothing-cited"));
        } else {
            paragraphs.push(phrases.with("cited", &[("count", Count(cited.len()))]));
            paragraphs.extend(cited);
        }
        paragraphs.extend(entry.url.as_ref().map(|url| phrases.with("link", &[("url", Text(url.as_str()))])));
        let correct = match sender.contact {
            Some(contact) => phrases.with("correct-to", &[("contact", Text(contact))]),
            None => phrases.plain("correct"),
        };
        paragraphs.push(format!("{correct} {}", phrases.plain("remove")));
        let host = collected.host.as_ref().map_or(sender.series, |host| &host.name);
        paragraphs.push(phrases.with("signature", &[("host", Text(host))]));
        Letter { subject: printable_line(&phrases.with("subject", &arguments)), body: paragraphs.join("\n\n") }
    }

    /// A passage, with what it is and whose.
    fn cited(&self, kind: &str, citation: &Citation) -> String {
        let phrases = &self.phrases;
        let (words, form) = match citation.form {
            Form::Verbatim => (format!("“{}”", printable_line(&citation.text)), None),
            Form::Paraphrase => (printable_line(&citation.text), Some(phrases.plain("paraphrase"))),
        };
        let named = |who: &Option<Attribution>| match who {
            Some(Attribution::Person(name) | Attribution::Described(name)) => Some(printable_line(name)),
            Some(Attribution::Author) | None => None,
        };
        let whose = match (named(&citation.originator), named(&citation.speaker), &citation.speaker) {
            (Some(originator), ..) => phrases.with("shared", &[("originator", Text(&originator))]),
            (None, Some(speaker), _) => phrases.with("by-person", &[("speaker", Text(&speaker))]),
            (None, None, Some(Attribution::Author)) => phrases.plain("by-author"),
            (None, None, _) => phrases.plain("by-nobody"),
        };
        let what: Vec<_> = [Some(phrases.plain(kind)), Some(whose), form].into_iter().flatten().collect();
        format!("{}\n    ({})", indented(&words), what.join(", "))
    }
}

fn indented(text: &str) -> String {
    format!("    {}", printable_line(text))
}
