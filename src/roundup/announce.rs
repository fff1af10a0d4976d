//! Texts to post about an edition: the call, a reminder, the publication; by mail, on Mastodon, on `LinkedIn`.

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation as _;
use url::Url;

use super::{
    CollectedEdition,
    call::hashtags,
    phrases::{Argument, Phrases},
    when,
};
use crate::model::Phase;

/// What there is to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Occasion {
    /// The edition begins.
    Call,
    /// The deadline is near.
    Reminder,
    /// The roundup stands.
    Publication,
}

/// Where it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Medium {
    /// A letter with a subject.
    Mail,
    /// At most 500 characters, every address counted as 23 (docs.joinmastodon.org, “Posting”).
    Mastodon,
    /// At most 3000 characters.
    Linkedin,
}

/// A text ready to be posted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Announcement {
    /// What it is about.
    pub occasion: Occasion,
    /// What it is for.
    pub medium: Medium,
    /// One line; of mail only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Paragraphs between blank lines.
    pub text: String,
    /// How long the medium takes it to be, in characters.
    pub characters: usize,
}

/// The longest a toot may be, …
const MASTODON: usize = 500;
/// … and the longest a post on `LinkedIn` may be.
const LINKEDIN: usize = 3000;
/// What every address counts for on Mastodon.
const ADDRESS: usize = 23;
/// A theme longer than this is cut where there is little room; a name too.
const THEME: usize = 120;
const NAME: usize = 60;
/// So many names are named.
const NAMES: usize = 6;
/// A reminder makes sense within so many days of the deadline.
const REMINDER_DAYS: i64 = 8;

/// What there is to say at `now`.
#[must_use]
pub fn occasion(collected: &CollectedEdition, now: jiff::Timestamp) -> Occasion {
    match collected.phase {
        Phase::Announced => Occasion::Call,
        Phase::Open => {
            let near = jiff::SignedDuration::from_hours(24 * REMINDER_DAYS);
            let closes = collected.edition.window().closes;
            if closes.is_some_and(|closes| closes.duration_since(now) <= near) {
                Occasion::Reminder
            } else {
                Occasion::Call
            }
        }
        Phase::Closed | Phase::Published => Occasion::Publication,
    }
}

/// The text for an occasion and a medium, in the edition's language. `base_url` is where the site stands.
#[must_use]
pub fn text(collected: &CollectedEdition, base_url: &Url, occasion: Occasion, medium: Medium) -> Announcement {
    let writer = Writer::new(collected, base_url, occasion);
    let (subject, text) = match medium {
        Medium::Mastodon => (None, writer.toot()),
        Medium::Linkedin => (None, writer.post()),
        Medium::Mail => (Some(writer.subject()), writer.letter()),
    };
    let characters = match medium {
        Medium::Mastodon => toot_length(&text),
        Medium::Linkedin | Medium::Mail => text.chars().count(),
    };
    Announcement { occasion, medium, subject, text, characters }
}

/// How long Mastodon takes a text to be: characters, and 23 for every address.
#[must_use]
pub fn toot_length(text: &str) -> usize {
    let address = |word: &str| word.starts_with("https://") || word.starts_with("http://");
    let counted = |piece: &str| {
        let word = piece.trim_end_matches(char::is_whitespace);
        let space = piece[word.len()..].chars().count();
        space + if address(word) { ADDRESS } else { word.chars().count() }
    };
    text.split_inclusive(char::is_whitespace).map(counted).sum()
}

struct Writer<'a> {
    collected: &'a CollectedEdition,
    phrases: Phrases,
    occasion: Occasion,
    url: String,
    until: Option<String>,
    /// Bloggers in the order of their first entries.
    names: Vec<String>,
}

impl<'a> Writer<'a> {
    fn new(collected: &'a CollectedEdition, base_url: &Url, occasion: Occasion) -> Self {
        let edition = &collected.edition;
        let here = |page: &str| {
            base_url.join(&format!("{}/{page}", edition.slug)).map_or_else(|_| base_url.to_string(), String::from)
        };
        let url = match occasion {
            Occasion::Publication => here(""),
            Occasion::Call | Occasion::Reminder => {
                edition.call.as_ref().map_or_else(|| here("call/"), ToString::to_string)
            }
        };
        let mut names: Vec<String> = Vec::new();
        for entry in &collected.entries {
            if !names.contains(&entry.author.name) {
                names.push(entry.author.name.clone());
            }
        }
        let phrases = Phrases::life(&edition.language);
        let until = edition.deadline().map(|deadline| when::in_words(&phrases, edition, deadline));
        Self { collected, phrases, occasion, url, until, names }
    }

    /// The sentence a text begins with; editions take turns between two.
    fn opening(&self, theme: &str) -> String {
        let id = match self.occasion {
            Occasion::Call => "call",
            Occasion::Reminder => "reminder",
            Occasion::Publication => "publication",
        };
        let turn = 1 + self.collected.number.saturating_sub(1) % 2;
        self.phrases.with(&format!("{id}-{turn}"), &[("theme", Argument::Text(theme))])
    }

    /// How many entries there are, and of whom.
    fn count(&self) -> Option<String> {
        let count = ("count", Argument::Count(self.collected.entries.len()));
        match self.occasion {
            Occasion::Call => None,
            Occasion::Reminder => Some(self.phrases.with("so-far", &[count])),
            Occasion::Publication => {
                let mut names: Vec<String> = self.names.iter().take(NAMES).map(|name| shortened(name, NAME)).collect();
                if self.names.len() > NAMES {
                    let more = Argument::Count(self.names.len() - NAMES);
                    names.push(self.phrases.with("others", &[("count", more)]));
                }
                let names = self.phrases.list(&names);
                Some(self.phrases.with("gathered", &[count, ("names", Argument::Text(&names))]))
            }
        }
    }

    fn deadline(&self) -> Option<String> {
        let until = self.until.as_deref().filter(|_| self.occasion != Occasion::Publication)?;
        Some(self.phrases.with("until", &[("until", Argument::Text(until))]))
    }

    fn hosted(&self) -> Option<String> {
        let host = self.collected.host.as_ref()?;
        Some(self.phrases.with("hosted", &[("host", Argument::Text(&shortened(&host.name, NAME)))]))
    }

    fn tags(&self) -> Vec<String> {
        hashtags(&self.collected.edition.tags)
    }

    /// As much as there is room for: first what must be there, then what may.
    fn toot(&self) -> String {
        let edition = &self.collected.edition;
        let length = |parts: &[String]| toot_length(&parts.join("\n\n"));
        let most = edition.theme.graphemes(true).count().min(THEME);
        let mut parts = Vec::new();
        for room in (0..=most).rev() {
            parts = vec![self.opening(&shortened(&edition.theme, room)), self.url.clone()];
            if length(&parts) <= MASTODON {
                break;
            }
        }
        let prompt = (self.occasion == Occasion::Call).then(|| edition.prompts.first()).flatten();
        let prompt = prompt.map(|prompt| self.phrases.with("prompt", &[("prompt", Argument::Text(prompt))]));
        // Above the address comes what there is room for, the dearest first; below it as many tags as fit.
        let add = |parts: &mut Vec<String>, place: usize, extra: Option<String>| {
            if let Some(extra) = extra.filter(|extra| length(parts) + 2 + toot_length(extra) <= MASTODON) {
                parts.insert(place, extra);
            }
        };
        add(&mut parts, 1, self.deadline());
        let tags = self.tags();
        let fitting = (1..=tags.len()).rev().map(|n| tags[..n].join(" "));
        let room = MASTODON.saturating_sub(length(&parts) + 2);
        let end = parts.len();
        add(&mut parts, end, fitting.into_iter().find(|tags| toot_length(tags) <= room));
        for extra in [self.count(), self.hosted(), prompt] {
            let place = parts.iter().position(|part| *part == self.url).unwrap_or(1);
            add(&mut parts, place, extra);
        }
        parts.join("\n\n")
    }

    /// What longer texts say, in paragraphs.
    fn paragraphs(&self, theme: &str) -> Vec<String> {
        let edition = &self.collected.edition;
        let say = |id: &str| self.phrases.with(id, &[("url", Argument::Text(&self.url))]);
        let mut parts = vec![self.opening(theme)];
        if self.occasion == Occasion::Call && !edition.prompts.is_empty() {
            let prompts: Vec<_> = edition.prompts.iter().map(|prompt| format!("– {prompt}")).collect();
            parts.push(format!("{}\n{}", self.phrases.plain("prompts"), prompts.join("\n")));
        }
        let tags = self.tags().join(", ");
        let how = match tags.as_str() {
            "" => self.phrases.plain("how"),
            tags => self.phrases.with("how-tag", &[("tags", Argument::Text(tags))]),
        };
        match self.occasion {
            Occasion::Call | Occasion::Reminder => {
                let facts = [self.count(), self.deadline(), Some(how), Some(self.phrases.plain("after"))];
                parts.push(facts.into_iter().flatten().collect::<Vec<_>>().join(" "));
                parts.push(say("read-call"));
            }
            Occasion::Publication => {
                parts.extend(self.count());
                parts.push(say("read-roundup"));
            }
        }
        parts
    }

    fn post(&self) -> String {
        let mut parts = self.paragraphs(&self.collected.edition.theme);
        parts.extend(self.hosted());
        parts.push(self.tags().join(" "));
        parts.retain(|part| !part.is_empty());
        let text = parts.join("\n\n");
        if text.chars().count() <= LINKEDIN {
            return text;
        }
        // Long themes, prompts or tags: what a toot says fits everywhere.
        self.toot()
    }

    fn letter(&self) -> String {
        let mut parts = vec![self.phrases.plain("greeting")];
        parts.extend(self.paragraphs(&self.collected.edition.theme));
        if self.occasion == Occasion::Publication {
            parts.push(self.phrases.plain("thanks"));
        }
        let host = self.collected.host.as_ref().map(|host| format!("\n{}", host.name)).unwrap_or_default();
        parts.push(format!("{}{host}", self.phrases.plain("closing")));
        parts.join("\n\n")
    }

    fn subject(&self) -> String {
        let theme = one_line(&shortened(&self.collected.edition.theme, THEME));
        let theme = ("theme", Argument::Text(&theme));
        match (self.occasion, &self.until) {
            (Occasion::Call, _) => self.phrases.with("subject-call", &[theme]),
            (Occasion::Reminder, Some(until)) => {
                self.phrases.with("subject-reminder", &[theme, ("until", Argument::Text(until))])
            }
            (Occasion::Reminder, None) => self.phrases.with("subject-reminder-open", &[theme]),
            (Occasion::Publication, _) => self.phrases.with("subject-publication", &[theme]),
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most so many characters as people count them, the last of them an ellipsis where something is missing.
fn shortened(text: &str, most: usize) -> String {
    let graphemes: Vec<&str> = text.graphemes(true).collect();
    // A grapheme may be many code points; nobody needs a hundred of them in a row.
    if graphemes.len() <= most && text.chars().count() <= 2 * most {
        return text.to_owned();
    }
    let kept: String = graphemes[..graphemes.len().min(most.saturating_sub(1))].concat();
    let kept: String = kept.chars().take(2 * most).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Medium, Occasion, text, toot_length};
    use crate::{
        model::{Edition, Lang, Person, Phase, Slug},
        roundup::{CollectedEdition, Roundup},
    };

    fn collected(
        theme: &str,
        host: &str,
        prompt: &str,
        tags: Vec<String>,
        number: usize,
        lang: Lang,
    ) -> CollectedEdition {
        let edition = Edition {
            slug: Slug::new("a-carnival").unwrap(),
            title: theme.into(),
            theme: theme.into(),
            language: lang,
            opens: "2026-05-01".parse().ok(),
            closes: "2026-05-22".parse().ok(),
            timezone: jiff::tz::TimeZoneDatabase::bundled().get("Europe/Amsterdam").ok(),
            grace: jiff::SignedDuration::ZERO,
            number: None,
            host: None,
            call: None,
            tags,
            blogs: None,
            prompts: vec![prompt.into()],
            terms: [].into(),
            palette: None,
            body: String::new(),
        };
        CollectedEdition {
            edition,
            number,
            phase: Phase::Open,
            host: Some(Person::named(host)),
            entries: Vec::new(),
            others: Vec::new(),
            threads: Vec::new(),
            quotation: crate::model::QuotationPolicy::default(),
            roundup: Roundup { body: String::new(), file: None },
        }
    }

    #[test]
    fn an_address_counts_as_twenty_three_characters() {
        assert_eq!(toot_length("é https://a.example/with/a/very/long/path/indeed#and?more"), 25);
        assert_eq!(toot_length("http://a.nl\n\nb"), 26);
    }

    proptest! {
        #[test]
        fn no_text_is_longer_than_its_medium_takes(
            theme in prop_oneof!["\\PC{1,700}", "[a-z ]{300,600}", "(http://a ){1,80}"],
            host in "\\PC{1,200}",
            prompt in "\\PC{1,4000}",
            tags in prop::collection::vec("[a-z]{1,200}", 0..20),
            number in 1usize..3,
            dutch in any::<bool>(),
        ) {
            let lang = if dutch { Lang::nl() } else { Lang::en() };
            let collected = collected(&theme, &host, &prompt, tags, number, lang);
            let base = "https://a-rather-long-name-of-a-carnival.example/kermis/".parse().unwrap();
            for occasion in [Occasion::Call, Occasion::Reminder, Occasion::Publication] {
                let toot = text(&collected, &base, occasion, Medium::Mastodon);
                prop_assert!(toot.characters <= 500, "{}: {}", toot.characters, toot.text);
                prop_assert!(toot.text.contains(base.as_str()), "no link in {}", toot.text);
                let post = text(&collected, &base, occasion, Medium::Linkedin);
                prop_assert!(post.characters <= 3000 && post.text.contains(base.as_str()));
                let mail = text(&collected, &base, occasion, Medium::Mail);
                prop_assert!(mail.subject.is_some_and(|subject| !subject.is_empty() && !subject.contains('\n')));
            }
        }
    }
}
