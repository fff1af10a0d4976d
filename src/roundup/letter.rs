//! What is wrong with a feed in plain words, and a letter about it that a host can send to the blogger.

use super::phrases::{Argument, Phrases};
use crate::model::{Finding, Lang};

/// For whom advice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Who writes the blog.
    Blogger,
    /// Who hosts the carnival.
    Host,
}

/// A letter to a blogger.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// Paragraphs between blank lines; no line is broken.
    pub body: String,
}

/// Who writes to whom about what.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'a> {
    /// The blogger's name.
    pub author: &'a str,
    /// The blog's title.
    pub blog: &'a str,
    /// Where its feed is read.
    pub source: &'a str,
    /// The host's name, where one is known.
    pub host: Option<&'a str>,
    /// The carnival's title.
    pub series: &'a str,
    /// Where the carnival stands.
    pub site: &'a str,
}

/// What is wrong with a feed, as one sentence.
#[must_use]
pub fn sentence(finding: &Finding, language: &Lang) -> String {
    say(&Phrases::health(language), "what", finding)
}

/// What can be done about it, as one or two sentences.
#[must_use]
pub fn advice(finding: &Finding, reader: Reader, language: &Lang) -> String {
    let kind = match reader {
        Reader::Blogger => "mend",
        Reader::Host => "host",
    };
    say(&Phrases::health(language), kind, finding)
}

/// The letter about a feed; `None` when there is nothing the blogger could mend.
#[must_use]
pub fn letter(occasion: &Occasion<'_>, findings: &[Finding], language: &Lang) -> Option<Letter> {
    let phrases = Phrases::health(language);
    let theirs: Vec<&Finding> = findings.iter().filter(|finding| is_theirs(finding)).collect();
    if theirs.is_empty() {
        return None;
    }
    let arguments = [
        ("author", Argument::Text(occasion.author)),
        ("blog", Argument::Text(occasion.blog)),
        ("source", Argument::Text(occasion.source)),
        ("host", Argument::Text(occasion.host.unwrap_or(occasion.series))),
        ("series", Argument::Text(occasion.series)),
        ("site", Argument::Text(occasion.site)),
    ];
    let mut paragraphs = vec![phrases.with("letter-greeting", &arguments), phrases.with("letter-opening", &arguments)];
    for finding in theirs {
        let mut sentences = vec![say(&phrases, "what", finding)];
        if let Finding::Failed { error, .. } = finding {
            sentences.push(phrases.with("said", &[("error", Argument::Text(error))]));
        }
        sentences.push(say(&phrases, "mend", finding));
        paragraphs.push(sentences.join(" "));
    }
    paragraphs.push(phrases.with("letter-closing", &arguments));
    paragraphs.push(phrases.with("letter-signature", &arguments));
    Some(Letter { subject: phrases.with("letter-subject", &arguments), body: paragraphs.join("\n\n") })
}

/// Whether the blogger is the one who can do something.
fn is_theirs(finding: &Finding) -> bool {
    use crate::model::FailureKind as K;
    match finding {
        Finding::Failed { kind, .. } => !matches!(kind, K::File | K::Forbidden | K::Other),
        Finding::Missing | Finding::Silent { .. } => false,
        Finding::TakenOver(_) | Finding::Moved { .. } | Finding::Broken { .. } | Finding::Empty | Finding::Slow => true,
    }
}

fn say(phrases: &Phrases, kind: &str, finding: &Finding) -> String {
    let id = format!("{kind}-{}", finding.name());
    let text = |name, text| (name, Argument::Text(text));
    match finding {
        Finding::Failed { since, .. } => {
            let date = since.map(|since| phrases.date(since.date()));
            let since = date.as_ref().map(|date| format!(" {}", phrases.with("since", &[text("date", date)])));
            phrases.with(&id, &[text("since", since.as_deref().unwrap_or_default())])
        }
        Finding::TakenOver(taken) => {
            phrases.with(&id, &[text("before", &taken.title_before), text("now", &taken.title)])
        }
        Finding::Moved { to } => phrases.with(&id, &[text("to", to.as_str())]),
        Finding::Broken { fault } => phrases.with(
            &id,
            &[
                ("line", Argument::Count(fault.line)),
                ("column", Argument::Count(fault.column)),
                text("message", &fault.message),
            ],
        ),
        Finding::Silent { since } => phrases.with(&id, &[text("since", &phrases.date(*since))]),
        Finding::Missing | Finding::Empty | Finding::Slow => phrases.plain(&id),
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::model::{FailureKind, Fault, TakenOver};

    fn all() -> Vec<Finding> {
        let failed = |kind| Finding::Failed {
            kind,
            error: "not readable as a feed: the document is `kml`".into(),
            since: "2026-11-01T08:00:00Z".parse().ok(),
        };
        let mut all: Vec<Finding> = FailureKind::ALL.into_iter().map(failed).collect();
        all.push(Finding::Missing);
        all.push(Finding::TakenOver(TakenOver {
            title_before: "Volkstuin 61".into(),
            title: "Lucky Spins".into(),
            language_before: None,
            language: None,
        }));
        all.push(Finding::Moved { to: "https://b.example/feed".parse().unwrap() });
        all.push(Finding::Broken {
            fault: Fault { line: 12, column: 5, message: "`&` that begins no reference".into() },
        });
        all.push(Finding::Empty);
        all.push(Finding::Silent { since: "2026-03-01".parse().unwrap() });
        all.push(Finding::Slow);
        all
    }

    #[test]
    fn every_finding_has_words_in_both_languages() {
        let mut out = String::new();
        for tag in ["nl", "en"] {
            let language = Lang::parse(tag).unwrap();
            for finding in all() {
                let words = [
                    sentence(&finding, &language),
                    advice(&finding, Reader::Blogger, &language),
                    advice(&finding, Reader::Host, &language),
                ];
                let _ = writeln!(out, "{tag} {}", finding.name());
                for words in words {
                    assert!(words.contains(' '), "{tag} {} has no words", finding.name());
                    let _ = writeln!(out, "    {words}");
                }
            }
        }
        insta::assert_snapshot!(out);
    }

    #[test]
    fn a_letter_says_what_the_blogger_can_mend() {
        let occasion = Occasion {
            author: "Noor Doornbos",
            blog: "Doornbos noteert",
            source: "https://a.example/feed",
            host: Some("Kees-Jan Bloem"),
            series: "De Blogkermis",
            site: "https://kermis.example/",
        };
        let findings = [
            Finding::Broken { fault: Fault { line: 12, column: 5, message: "`&` that begins no reference".into() } },
            Finding::Silent { since: "2026-03-01".parse().unwrap() },
        ];
        let mut out = String::new();
        for tag in ["nl", "en"] {
            let letter = letter(&occasion, &findings, &Lang::parse(tag).unwrap()).unwrap();
            let _ = writeln!(out, "{}\n\n{}\n\n", letter.subject, letter.body);
        }
        insta::assert_snapshot!(out);
        assert_eq!(letter(&occasion, &findings[1..], &Lang::en()), None, "silence is no mistake");
    }
}
