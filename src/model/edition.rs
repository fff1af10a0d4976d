//! An edition: one carnival.

use std::collections::BTreeMap;

use jiff::{
    SignedDuration, Timestamp,
    tz::{Offset, TimeZone},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use url::Url;

use super::{Lang, Moment, Palette, Person, Slug, Window};

/// Who organises an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    /// The owner of a contributing blog.
    Blog(Slug),
    /// Somebody without a blog in this series.
    Person(Person),
}

/// How far an edition is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// It has not opened yet.
    Announced,
    /// Posts may come in.
    Open,
    /// The deadline has passed; the host is writing.
    Closed,
    /// The host's roundup stands.
    Published,
}

/// One edition, as `content/<slug>/_index.md` describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The folder's name.
    pub slug: Slug,
    /// The title.
    pub title: String,
    /// The subject in a few words.
    pub theme: String,
    /// The language of the call and the roundup.
    pub language: Lang,
    /// When posts begin to count; `None`: always.
    pub opens: Option<Moment>,
    /// When they stop; `None`: never.
    pub closes: Option<Moment>,
    /// Where its days begin and end; `None`: a day lasts as long as it is that day anywhere on earth.
    pub timezone: Option<TimeZone>,
    /// So long after the deadline posts are accepted, marked as late. Nothing by default: the host decides then.
    pub grace: SignedDuration,
    /// Which of the series it is, counted from 1; `None`: as the dates have it.
    pub number: Option<usize>,
    /// The organiser, if one is named.
    pub host: Option<Host>,
    /// Where the call stands when it is not on this site.
    pub call: Option<Url>,
    /// Categories or hashtags that put a post in, without `#`.
    pub tags: Vec<String>,
    /// The blogs that are watched; `None`: all of them.
    pub blogs: Option<Vec<Slug>>,
    /// Conversation starters.
    pub prompts: Vec<String>,
    /// The words for the theme, per language.
    pub terms: BTreeMap<Lang, Vec<String>>,
    /// Its colours, where the host chose them.
    pub palette: Option<Palette>,
    /// The text of the call, in Markdown.
    pub body: String,
}

impl Edition {
    /// How far the edition is at `now`. `published` says whether the host's roundup is there and not a draft.
    #[must_use]
    pub fn phase(&self, now: Timestamp, published: bool) -> Phase {
        if published {
            Phase::Published
        } else if self.opens.is_some_and(|opens| now < self.begin_of(opens)) {
            Phase::Announced
        } else if self.closes.is_some_and(|closes| now > self.end_of(closes)) {
            Phase::Closed
        } else {
            Phase::Open
        }
    }

    /// The days in which posts count.
    #[must_use]
    pub fn window(&self) -> Window {
        Window {
            opens: self.opens.map(|opens| self.begin_of(opens)),
            closes: self.closes.map(|closes| self.end_of(closes)),
            grace: self.grace,
        }
    }

    /// The deadline as it is told to people: with a time zone, the last second of the day there; without one, the day.
    #[must_use]
    pub fn deadline(&self) -> Option<Moment> {
        let closes = self.closes?;
        let Some(zone) = &self.timezone else { return Some(closes) };
        let at = match closes {
            Moment::Instant(at, _) => at,
            Moment::Day(_) => {
                self.end_of(closes).saturating_sub(SignedDuration::from_secs(1)).unwrap_or(Timestamp::MAX)
            }
        };
        Some(Moment::Instant(at, zone.to_offset(at)))
    }

    /// The city that names the edition's time zone: `Amsterdam` of `Europe/Amsterdam`. None for zones without a city.
    #[must_use]
    pub fn zone_city(&self) -> Option<String> {
        let (_, city) = self.timezone.as_ref()?.iana_name()?.rsplit_once('/')?;
        city.starts_with(char::is_alphabetic)
            .then_some(city)
            .filter(|city| !city.contains("GMT"))
            .map(|city| city.replace('_', " "))
    }

    /// When a moment of the call begins: a day does so at midnight in the edition's time zone.
    fn begin_of(&self, moment: Moment) -> Timestamp {
        self.midnight(moment).unwrap_or_else(|| moment.earliest())
    }

    /// When it is over: a day ends with the midnight after it.
    fn end_of(&self, moment: Moment) -> Timestamp {
        let next = match moment {
            Moment::Day(day) => day.tomorrow().ok().map(Moment::Day),
            Moment::Instant(..) => None,
        };
        next.and_then(|next| self.midnight(next)).unwrap_or_else(|| moment.latest())
    }

    /// The midnight at which a day begins in the edition's time zone. Where clocks skip it, the first moment after it.
    fn midnight(&self, moment: Moment) -> Option<Timestamp> {
        let (Moment::Day(day), Some(zone)) = (moment, &self.timezone) else { return None };
        day.to_zoned(zone.clone()).ok().map(|begin| begin.timestamp())
    }

    /// Whether a blog is watched for this edition.
    #[must_use]
    pub fn watches(&self, blog: &Slug) -> bool {
        self.blogs.as_ref().is_none_or(|blogs| blogs.contains(blog))
    }

    /// Every address the call may be linked at: on this site under `base_url`, and where the host says it stands.
    #[must_use]
    pub fn call_urls(&self, base_url: &Url) -> Vec<Url> {
        let here = ["", "call/"].iter().filter_map(|page| base_url.join(&format!("{}/{page}", self.slug)).ok());
        here.chain(self.call.clone()).collect()
    }

    /// Every way the theme is named: its terms in all languages, and the theme itself.
    pub fn all_terms(&self) -> impl Iterator<Item = (&Lang, &str)> {
        let named = self.terms.iter().flat_map(|(lang, terms)| terms.iter().map(move |term| (lang, term.as_str())));
        let theme_is_a_term = self.terms.values().flatten().any(|term| term.eq_ignore_ascii_case(&self.theme));
        named.chain((!theme_is_a_term).then_some((&self.language, self.theme.as_str())))
    }
}

/// An offset as people write it: `UTC`, `UTC+1`, `UTC−3:30`.
#[must_use]
pub fn utc(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    if minutes == 0 {
        return "UTC".to_owned();
    }
    let sign = if minutes < 0 { '−' } else { '+' };
    let rest = if rest == 0 { String::new() } else { format!(":{rest:02}") };
    format!("UTC{sign}{hours}{rest}")
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp, tz::TimeZoneDatabase};

    use super::{Edition, Phase};
    use crate::model::{Lang, Slug};

    fn edition(closes: &str, zone: Option<&str>) -> Edition {
        Edition {
            slug: Slug::new("a").unwrap(),
            title: "A".into(),
            theme: "a".into(),
            language: Lang::en(),
            opens: "2026-05-01".parse().ok(),
            closes: closes.parse().ok(),
            timezone: zone.map(|zone| TimeZoneDatabase::bundled().get(zone).unwrap()),
            grace: SignedDuration::ZERO,
            number: None,
            host: None,
            call: None,
            tags: Vec::new(),
            blogs: None,
            prompts: Vec::new(),
            terms: [].into(),
            palette: None,
            body: String::new(),
        }
    }

    fn phase(edition: &Edition, now: &str) -> Phase {
        edition.phase(now.parse::<Timestamp>().unwrap(), false)
    }

    #[test]
    fn a_day_begins_and_ends_where_the_edition_is() {
        let here = edition("2026-05-22", Some("Europe/Amsterdam"));
        assert_eq!(here.deadline().unwrap().to_string(), "2026-05-22T23:59:59+02:00");
        assert_eq!(phase(&here, "2026-04-30T21:59:59Z"), Phase::Announced);
        assert_eq!(phase(&here, "2026-04-30T22:00:00Z"), Phase::Open);
        assert_eq!(phase(&here, "2026-05-22T21:59:59Z"), Phase::Open);
        assert_eq!(phase(&here, "2026-05-22T22:00:01Z"), Phase::Closed);
        let winter = edition("2026-12-22", Some("Europe/Amsterdam"));
        assert_eq!(winter.deadline().unwrap().to_string(), "2026-12-22T23:59:59+01:00");
    }

    #[test]
    fn without_a_zone_it_lasts_as_long_as_it_is_that_day_somewhere() {
        let anywhere = edition("2026-05-22", None);
        assert_eq!(anywhere.deadline().unwrap().to_string(), "2026-05-22");
        assert_eq!(phase(&anywhere, "2026-05-23T11:59:59Z"), Phase::Open);
        assert_eq!(phase(&anywhere, "2026-05-23T12:00:01Z"), Phase::Closed);
    }

    #[test]
    fn an_instant_stays_and_is_told_in_the_zone() {
        let there = edition("2026-05-22T22:00:00Z", Some("Europe/Amsterdam"));
        assert_eq!(there.deadline().unwrap().to_string(), "2026-05-23T00:00:00+02:00");
        assert_eq!(there.deadline().unwrap().sort_key(), there.window().closes.unwrap());
    }
}
