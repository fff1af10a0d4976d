//! How the feeds are doing, from their records.

use jiff::{Timestamp, ToSpan as _, civil::Date, tz::Offset};

use crate::model::{BlogRecord, FeedState, Finding, Moment, Slug};

/// How one blog's feed is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedHealth {
    /// Whose.
    pub blog: Slug,
    /// Where it is read.
    pub source: String,
    /// How many posts are known of it.
    pub posts: usize,
    /// The day of its newest dated post.
    pub newest: Option<Date>,
    /// What somebody ought to know, the gravest first; empty when all is well.
    pub findings: Vec<Finding>,
}

impl FeedHealth {
    /// Whether posts are missed because of something.
    #[must_use]
    pub fn is_troubled(&self) -> bool {
        self.findings.iter().any(Finding::is_trouble)
    }

    /// Whether it could not be read the last time.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.findings.iter().any(|finding| matches!(finding, Finding::Failed { .. } | Finding::Missing))
    }
}

/// How a feed is doing at `now`.
#[must_use]
pub fn of(record: &BlogRecord, now: Timestamp) -> FeedHealth {
    let feed = &record.feed;
    let today = Offset::UTC.to_datetime(now).date();
    // What is dated in the future says nothing about how long it has been silent.
    let dates = record.entries.iter().filter_map(|entry| entry.published.or(entry.updated)).map(Moment::date);
    let newest = dates.filter(|day| *day <= today).max();
    let mut findings = Vec::new();
    match &feed.state {
        FeedState::Failed { error, kind, since } => {
            findings.push(Finding::Failed { kind: *kind, error: error.clone(), since: *since });
        }
        FeedState::Missing => findings.push(Finding::Missing),
        FeedState::Ok => {}
    }
    findings.extend(feed.taken_over.clone().map(Finding::TakenOver));
    findings.extend(feed.moved.clone().map(|to| Finding::Moved { to }));
    findings.extend(feed.fault.clone().map(|fault| Finding::Broken { fault }));
    if feed.state == FeedState::Ok && record.entries.is_empty() {
        findings.push(Finding::Empty);
    }
    let half_a_year_ago = today.checked_sub(6.months()).unwrap_or(Date::MIN);
    findings.extend(newest.filter(|day| *day < half_a_year_ago).map(|since| Finding::Silent { since }));
    if feed.slow {
        findings.push(Finding::Slow);
    }
    FeedHealth { blog: record.blog.clone(), source: feed.source.clone(), posts: record.entries.len(), newest, findings }
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::model::{BlogRecord, FailureKind};

    fn record(feed: &str, dates: &[&str]) -> BlogRecord {
        let entries: Vec<_> = dates
            .iter()
            .map(|date| {
                serde_json::json!({
                    "id": date, "url": null, "title": "", "authors": [], "published": date, "updated": null,
                    "language": "nl", "categories": [], "readings": {},
                    "snapshot": { "hash": "", "words": 0, "fetched": "2026-01-01" },
                })
            })
            .collect();
        let mut json = serde_json::json!({ "version": 1, "blog": "a", "entries": entries });
        json["feed"] = serde_json::from_str(feed).unwrap();
        serde_json::from_value(json).unwrap()
    }

    fn findings(feed: &str, dates: &[&str]) -> Vec<&'static str> {
        let health = of(&record(feed, dates), "2026-11-20T12:00:00Z".parse().unwrap());
        health.findings.iter().map(crate::model::Finding::name).collect()
    }

    const WELL: &str = r#"{ "source": "x", "title": "", "format": "", "state": "ok" }"#;

    #[test]
    fn half_a_year_without_a_post_is_silence() {
        assert!(findings(WELL, &["2026-05-20", "2020-01-01"]).is_empty());
        assert_eq!(findings(WELL, &["2026-05-19", "2020-01-01"]), ["silent"]);
        assert_eq!(findings(WELL, &["2026-05-19", "2027-01-01"]), ["silent"], "the future is no news");
        assert_eq!(findings(WELL, &[]), ["no-posts"]);
    }

    #[test]
    fn the_gravest_comes_first() {
        let all = r#"{ "source": "x", "title": "", "format": "", "state": "failed", "error": "e", "kind": "web-page",
            "since": "2026-11-01", "moved": "https://b.example/", "slow": true,
            "fault": { "line": 1, "column": 2, "message": "m" },
            "taken_over": { "title_before": "A", "title": "B" } }"#;
        let found = ["web-page", "taken-over", "moved", "broken", "silent", "slow"];
        assert_eq!(findings(all, &["2026-01-01"]), found);
    }

    #[test]
    fn a_record_of_an_older_program_is_understood() {
        let old = r#"{ "source": "x", "title": "", "format": "", "state": "failed", "error": "no" }"#;
        assert_eq!(findings(old, &["2026-11-01"]), [FailureKind::Other.name()]);
    }
}
