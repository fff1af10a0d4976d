//! What somebody is told who sent something in: what was found, what is missing or broken, how to mend it, what happens now.

use url::Url;

use crate::{
    model::{Edition, Lang, Seen, Shortcoming, SubmissionState},
    roundup::phrases::{Argument, Phrases},
};

/// Who answers about what.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// Where its call stands.
    pub call: &'a Url,
    /// The host's name, or the series'.
    pub host: &'a str,
    /// The address that came in.
    pub address: &'a Url,
    /// The name that came with it.
    pub author: Option<&'a str>,
}

/// A receipt.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Receipt {
    /// One line.
    pub subject: String,
    /// Paragraphs between blank lines; no line is broken.
    pub body: String,
}

/// The receipt for a submission.
#[must_use]
pub fn receipt(occasion: &Occasion<'_>, seen: &Seen, state: SubmissionState, language: &Lang) -> Receipt {
    let words = Words { occasion, language, phrases: Phrases::receipt(language) };
    let greeting = occasion.author.map_or_else(
        || words.phrases.plain("greeting-unknown"),
        |author| words.phrases.with("greeting", &[("author", Argument::Text(author))]),
    );
    let mut paragraphs = vec![greeting, words.received(), words.found(seen)];
    paragraphs.extend(seen.shortcomings.iter().map(|lack| words.lack(lack)));
    if seen.shortcomings.is_empty() {
        paragraphs.push(words.phrases.plain("fine"));
    }
    let next = match (state, &seen.post) {
        (SubmissionState::Accepted | SubmissionState::Published, _) => "next-accepted",
        (SubmissionState::Tip, _) => "next-later",
        (_, None) => "next-mend",
        _ => "next-queued",
    };
    paragraphs.push(words.phrases.plain(next));
    paragraphs.push(words.phrases.with("farewell", &[("host", Argument::Text(occasion.host))]));
    let subject = words.phrases.with("subject", &[("edition", Argument::Text(&occasion.edition.title))]);
    Receipt { subject: one_line(&subject), body: paragraphs.join("\n\n") }
}

/// Shortcomings in words: what there is, and what the blogger can do.
#[must_use]
pub fn shortcomings(lacks: &[Shortcoming], occasion: &Occasion<'_>, language: &Lang) -> Vec<String> {
    let words = Words { occasion, language, phrases: Phrases::receipt(language) };
    lacks.iter().map(|lack| words.lack(lack)).collect()
}

struct Words<'a> {
    occasion: &'a Occasion<'a>,
    language: &'a Lang,
    phrases: Phrases,
}

impl Words<'_> {
    fn received(&self) -> String {
        let arguments = [
            ("edition", Argument::Text(&self.occasion.edition.title)),
            ("address", Argument::Text(self.occasion.address.as_str())),
        ];
        self.phrases.with("received", &arguments)
    }

    fn found(&self, seen: &Seen) -> String {
        let Some(post) = &seen.post else { return self.phrases.plain("nothing-found") };
        let date = post.published.map(|moment| Phrases::health(self.language).date(moment.date()));
        let date = date.map(|date| self.phrases.with("dated", &[("date", Argument::Text(&date))])).unwrap_or_default();
        let title = one_line(&post.title);
        let author = post.author.as_deref().map(one_line);
        let arguments = [
            ("title", Argument::Text(&title)),
            ("author", Argument::Text(author.as_deref().unwrap_or_default())),
            ("date", Argument::Text(&date)),
        ];
        let id = match (&author, title.is_empty()) {
            (None, _) => "found-by-nobody",
            (Some(_), true) => "found-untitled",
            (Some(_), false) => "found",
        };
        let found = self.phrases.with(id, &arguments);
        match &post.feed {
            Some(feed) => format!("{found} {}", self.phrases.with("feed", &[("feed", Argument::Text(feed.as_str()))])),
            None => found,
        }
    }

    fn lack(&self, lack: &Shortcoming) -> String {
        let (id, argument) = named(lack);
        let language = match lack {
            Shortcoming::OtherLanguage { language } => self.language_name(language),
            _ => String::new(),
        };
        let mut arguments = vec![
            ("call", Argument::Text(self.occasion.call.as_str())),
            ("theme", Argument::Text(&self.occasion.edition.theme)),
            ("language", Argument::Text(&language)),
        ];
        arguments.extend(argument);
        let say = |kind: &str| self.phrases.with(&format!("{kind}-{id}"), &arguments);
        format!("{} {}", say("what"), say("mend"))
    }

    fn language_name(&self, language: &Lang) -> String {
        let (names, id) = (Phrases::draft(self.language), format!("language-{}", language.primary()));
        if names.has(&id) { names.plain(&id) } else { format!("“{language}”") }
    }
}

/// The name of a shortcoming in the sentence material, and what its sentences speak of.
fn named(lack: &Shortcoming) -> (&'static str, Option<(&'static str, Argument<'_>)>) {
    match lack {
        Shortcoming::Unreachable { said } => ("unreachable", Some(("said", Argument::Text(said)))),
        Shortcoming::NotFound { status } => ("not-found", Some(("status", Argument::Count((*status).into())))),
        Shortcoming::Refused { status } => ("refused", Some(("status", Argument::Count((*status).into())))),
        Shortcoming::Closed => ("closed", None),
        Shortcoming::RedirectLoop => ("redirect-loop", None),
        Shortcoming::TooLarge => ("too-large", None),
        Shortcoming::Forbidden { said } => ("forbidden", Some(("said", Argument::Text(said)))),
        Shortcoming::NotAPage => ("not-a-page", None),
        Shortcoming::NeedsScript => ("needs-script", None),
        Shortcoming::NoFeed => ("no-feed", None),
        Shortcoming::OnlyComments => ("only-comments", None),
        Shortcoming::BrokenFeed => ("broken-feed", None),
        Shortcoming::NotInFeed => ("not-in-feed", None),
        Shortcoming::Undated => ("undated", None),
        Shortcoming::OutsideWindow => ("outside-window", None),
        Shortcoming::OtherLanguage { .. } => ("other-language", None),
        Shortcoming::NoLinkToCall => ("no-link-to-call", None),
        Shortcoming::OffTheme => ("off-theme", None),
        Shortcoming::NoAuthor => ("no-author", None),
        Shortcoming::OthersFit { count } => ("others-fit", Some(("count", Argument::Count(*count)))),
        Shortcoming::NoQuoting => ("no-quoting", None),
    }
}

/// What stands in a header or between quotation marks stays on its line.
fn one_line(text: &str) -> String {
    crate::model::printable_line(text).trim().to_owned()
}
