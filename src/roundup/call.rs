//! The text of a new call, in Markdown: complete enough to be posted, with a place for the host's own words.

use url::Url;

use super::{
    phrases::{Argument, Phrases},
    when,
};
use crate::model::{Edition, Moment};

/// The body of a new edition's call. `url` is where the call will stand, `host` who signs it.
#[must_use]
pub fn body(edition: &Edition, url: &Url, host: Option<&str>) -> String {
    let phrases = Phrases::life(&edition.language);
    let theme = [("theme", Argument::Text(&edition.theme))];
    let heading = |id: &str| format!("### {}", phrases.plain(id));
    let comment = |id: &str| format!("<!-- {} -->", phrases.plain(id));
    let mut parts = vec![phrases.with("call-theme", &theme), comment("call-why")];
    if edition.prompts.is_empty() {
        parts.push(comment("call-prompts-none"));
    } else {
        let prompts: Vec<_> = edition.prompts.iter().map(|prompt| format!("- {prompt}")).collect();
        parts.extend([heading("call-prompts"), phrases.plain("call-prompts-intro"), prompts.join("\n")]);
    }
    parts.extend([heading("call-join"), steps(&phrases, edition, url)]);
    parts.extend([heading("call-after"), phrases.plain("call-roundup"), phrases.plain("call-correct")]);
    parts.push(phrases.plain("call-ideas"));
    if let Some(host) = host {
        parts.push(phrases.with("call-host", &[("host", Argument::Text(host))]));
    }
    parts.join("\n\n")
}

fn steps(phrases: &Phrases, edition: &Edition, url: &Url) -> String {
    let mut steps = vec![phrases.with("call-write", &[("theme", Argument::Text(&edition.theme))])];
    let tags = hashtags(&edition.tags).join(", ");
    let address = ("url", Argument::Text(url.as_str()));
    steps.push(match tags.as_str() {
        "" => phrases.with("call-link", &[address]),
        tags => phrases.with("call-link-or-tag", &[address, ("tags", Argument::Text(tags))]),
    });
    if let Some(deadline) = edition.deadline() {
        let until = when::in_words(phrases, edition, deadline);
        let until = ("until", Argument::Text(&until));
        let mut step = match edition.opens {
            Some(opens) => {
                let opens = when::in_words(phrases, edition, opens);
                phrases.with("call-between", &[("opens", Argument::Text(&opens)), until])
            }
            None => phrases.with("call-before", &[until]),
        };
        let last = deadline_with_grace(edition, deadline);
        if let Some(last) = last {
            let last = when::in_words(phrases, edition, last);
            step = format!("{step} {}", phrases.with("call-grace", &[("grace", Argument::Text(&last))]));
        }
        steps.push(step);
    }
    steps.iter().zip(1..).map(|(step, n)| format!("{n}. {step}")).collect::<Vec<_>>().join("\n")
}

/// The last moment of the days of grace, written as the deadline is: a day as a day.
fn deadline_with_grace(edition: &Edition, deadline: Moment) -> Option<Moment> {
    if edition.grace.is_zero() {
        return None;
    }
    match deadline {
        Moment::Day(day) => {
            let days = edition.grace.as_hours() / 24;
            day.checked_add(jiff::SignedDuration::from_hours(days * 24)).ok().map(Moment::Day)
        }
        Moment::Instant(at, offset) => {
            let last = at.checked_add(edition.grace).ok()?;
            let offset = edition.timezone.as_ref().map_or(offset, |zone| zone.to_offset(last));
            Some(Moment::Instant(last, offset))
        }
    }
}

/// Tags as people type them.
pub(super) fn hashtags(tags: &[String]) -> Vec<String> {
    tags.iter().map(|tag| format!("#{}", tag.split_whitespace().collect::<String>())).collect()
}
