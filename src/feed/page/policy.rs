//! What a page lets others do with it: robots rules as Google documents them, and the TDM Reservation Protocol.

use scraper::Html;

use super::{dates, first, select};
use crate::model::{Moment, PagePolicy};

impl PagePolicy {
    /// The rules in the page itself: `meta` for all robots, for this one and for the largest; `data-nosnippet` on all of
    /// it; `tdm-reservation`.
    pub(super) fn of(document: &Html) -> Self {
        let mut policy = Self::default();
        for element in select(document, "meta[name][content]") {
            let content = element.attr("content").unwrap_or_default();
            let name = element.attr("name").unwrap_or_default().trim().to_ascii_lowercase();
            if is_ours(&name) || name == "robots" {
                policy.tighten(content);
            } else if name == "tdm-reservation" {
                policy.tdm |= content.trim() == "1";
            }
        }
        if first(document, "body[data-nosnippet], html[data-nosnippet]").is_some() {
            policy.snippet = false;
        }
        policy
    }

    /// Adds what the HTTP headers of the page say: the values of `X-Robots-Tag`, each with or without the name of a
    /// robot, and whether `TDM-Reservation` is 1. The strictest word counts.
    pub fn tightened_by(&mut self, x_robots_tag: &[String], tdm_reserved: bool) {
        self.tdm |= tdm_reserved;
        for value in x_robots_tag {
            let mut applies = true;
            let mut rules = String::new();
            for part in value.split(',') {
                // `otherbot: noindex, nofollow`: the name goes for all that follows.
                let rule = match part.split_once(':') {
                    Some((name, rest)) if !is_rule_with_value(name) && is_name(name) => {
                        applies = is_ours(&name.trim().to_ascii_lowercase());
                        rest
                    }
                    _ => part,
                };
                if applies {
                    rules.extend([rule, ","]);
                }
            }
            self.tighten(rules.trim_end_matches(','));
        }
    }

    fn tighten(&mut self, rules: &str) {
        let mut rest = rules;
        while !rest.is_empty() {
            let (rule, after) = rest.split_once(',').unwrap_or((rest, ""));
            let (name, value) = rule.split_once(':').map_or((rule, ""), |(name, value)| (name, value.trim()));
            match name.trim().to_ascii_lowercase().as_str() {
                "noindex" | "none" => self.index = false,
                "nosnippet" => self.snippet = false,
                "noarchive" | "nocache" => self.archive = false,
                "max-snippet" => {
                    if let Ok(length) = value.parse::<usize>() {
                        self.max_snippet = Some(self.max_snippet.map_or(length, |known| known.min(length)));
                    }
                }
                "unavailable_after" => {
                    // A date may hold a comma: “Sat, 25 Jun 2011 …”.
                    let (next, beyond) = after.split_once(',').unwrap_or((after, ""));
                    let whole = format!("{value},{next}");
                    let (date, left) = match dates::lenient(&whole) {
                        Some(date) if !next.is_empty() => (Some(date), beyond),
                        _ => (dates::lenient(value), after),
                    };
                    rest = left;
                    let earlier =
                        |known: Moment, date: Moment| if date.sort_key() < known.sort_key() { date } else { known };
                    self.unavailable_after = match (self.unavailable_after, date) {
                        (Some(known), Some(date)) => Some(earlier(known, date)),
                        (known, date) => known.or(date),
                    };
                    continue;
                }
                _ => {}
            }
            rest = after;
        }
        if self.max_snippet == Some(0) {
            self.snippet = false;
        }
    }
}

/// Robots whose rules are heeded: this one, and the one that people write rules for.
fn is_ours(name: &str) -> bool {
    matches!(name, "blogkermis" | "googlebot")
}

fn is_rule_with_value(name: &str) -> bool {
    matches!(
        name.trim().to_ascii_lowercase().as_str(),
        "max-snippet" | "max-image-preview" | "max-video-preview" | "unavailable_after"
    )
}

/// Whether this can be the name of a robot; the hour of a date is none.
fn is_name(name: &str) -> bool {
    let name = name.trim();
    !name.is_empty() && !name.contains(' ') && name.starts_with(|c: char| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::PagePolicy;

    fn by(headers: &[&str]) -> PagePolicy {
        let mut policy = PagePolicy::default();
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        policy.tightened_by(&headers, false);
        policy
    }

    #[test]
    fn headers_tighten_and_never_loosen() {
        assert_eq!(by(&[]), PagePolicy::default());
        assert_eq!(by(&["all", "index, follow"]), PagePolicy::default());
        assert!(!by(&["NoIndex, nofollow"]).index);
        assert!(!by(&["none"]).index && by(&["none"]).snippet);
        assert_eq!(by(&["max-snippet: 50, max-image-preview:large", "max-snippet:20"]).max_snippet, Some(20));
        assert_eq!(by(&["max-snippet:-1"]), PagePolicy::default());
        assert!(!by(&["max-snippet:0"]).snippet);
        let mut policy = by(&["noarchive"]);
        policy.tightened_by(&["all".to_owned()], true);
        assert!(!policy.archive && policy.tdm);
    }

    #[test]
    fn a_rule_for_another_robot_is_none_for_us() {
        assert!(by(&["otherbot: noindex, nosnippet"]).index && by(&["otherbot: noindex, nosnippet"]).snippet);
        assert!(!by(&["BlogKermis: nosnippet"]).snippet && !by(&["googlebot: noindex"]).index);
        let mixed = by(&["otherbot: noindex, blogkermis: noarchive, nosnippet"]);
        assert!(mixed.index && !mixed.archive && !mixed.snippet);
    }

    #[test]
    fn a_date_may_hold_a_comma_and_the_earliest_counts() {
        let date = |policy: PagePolicy| policy.unavailable_after.map(|at| at.to_string());
        let first = date(by(&["unavailable_after: Sat, 25 Jun 2011 15:00:00 GMT, noarchive"]));
        assert!(first.as_deref().is_some_and(|at| at.starts_with("2011-06-25")), "{first:?}");
        assert!(!by(&["unavailable_after: Sat, 25 Jun 2011 15:00:00 GMT, noarchive"]).archive);
        let both = date(by(&["unavailable_after: 2030-01-02", "blogkermis: unavailable_after: 2027-03-04, nosnippet"]));
        assert!(both.as_deref().is_some_and(|at| at.starts_with("2027-03-04")), "{both:?}");
        assert_eq!(date(by(&["unavailable_after: soon"])), None);
    }
}
