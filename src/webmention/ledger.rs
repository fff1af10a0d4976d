//! Whom there is something to tell: what our page says now, against what was told before. Pure.
//!
//! A receiver is told once that it is linked to, again when what is said of it has changed (W3C Webmention, 3.1.5), and
//! again when the link has gone or the whole page has (3.1.6): it looks at our page then, and takes the mention away.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use url::Url;

use super::{Delivery, may_pass};
use crate::store::{MentionState, SentMention};

/// A page that ours is to link to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Its address, as our page has it.
    pub target: Url,
    /// Of what our page says of it.
    pub hash: String,
}

/// Why there is something to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Occasion {
    /// It does not know yet.
    New,
    /// What is said of it has changed.
    Changed,
    /// The link has gone.
    Dropped,
    /// The last try failed.
    Retry,
    /// It knows; everybody is told again.
    Repeated,
}

/// A webmention that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Who is told.
    pub target: Url,
    /// Of what is said of it; `None`: that the link has gone.
    pub hash: Option<String>,
    /// Why now.
    pub occasion: Occasion,
}

/// Why a webmention that is due is not sent: the receiver would look at our page and find it otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Held {
    /// Our page, as it stands online, does not link to it yet.
    NotYetLinked,
    /// Our page, as it stands online, still links to it.
    StillLinked,
    /// The receiver asked for patience.
    TooSoon,
}

/// What there is to do for one page of ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// To be sent, by address.
    pub due: Vec<Due>,
    /// To be sent, and not now.
    pub held: Vec<(Due, Held)>,
    /// Need not be remembered any more: the link has gone, and nobody ever took the webmention.
    pub forgotten: Vec<Url>,
    /// How many know already.
    pub known: usize,
}

impl Ledger {
    /// Compares. `links` says whether our page links to an address as it stands online; without having looked it is taken to
    /// be as wanted. With `repeat` those who know are told again, as the Recommendation advises after any change of the page
    /// (3.1.5): they look at all of it, and here each looks only for what is said of itself.
    #[must_use]
    pub fn new(
        wanted: &[Wanted],
        kept: &[SentMention],
        links: Option<&dyn Fn(&Url) -> bool>,
        repeat: bool,
        now: Timestamp,
    ) -> Self {
        let wanted: BTreeMap<&Url, &str> = wanted.iter().map(|page| (&page.target, page.hash.as_str())).collect();
        let kept: BTreeMap<&Url, &SentMention> = kept.iter().map(|mention| (&mention.target, mention)).collect();
        let mut ledger = Self::default();
        for target in wanted.keys().chain(kept.keys()).copied().collect::<BTreeSet<_>>() {
            let (hash, last) = (wanted.get(target).copied(), kept.get(target).copied());
            let occasion = match (hash, last) {
                (None, Some(last)) if !last.told => {
                    ledger.forgotten.push(target.clone());
                    continue;
                }
                (None, Some(last)) if last.hash.is_some() => Occasion::Dropped,
                (Some(_), None) => Occasion::New,
                (Some(hash), Some(last)) if last.hash.as_deref() != Some(hash) => Occasion::Changed,
                (_, Some(last)) if last.state == MentionState::Waiting => Occasion::Retry,
                (Some(_), _) if repeat => Occasion::Repeated,
                _ => {
                    ledger.known += 1;
                    continue;
                }
            };
            let due = Due { target: target.clone(), hash: hash.map(ToOwned::to_owned), occasion };
            let is_linked = links.map_or(hash.is_some(), |links| links(target));
            match (hash.is_some(), is_linked) {
                (true, false) => ledger.held.push((due, Held::NotYetLinked)),
                (false, true) => ledger.held.push((due, Held::StillLinked)),
                _ if last.and_then(|last| last.not_before).is_some_and(|at| at > now) => {
                    ledger.held.push((due, Held::TooSoon));
                }
                _ => ledger.due.push(due),
            }
        }
        ledger
    }
}

/// What is to be remembered of a webmention that was tried; `None`: nothing any more, because the receiver knows that the
/// link has gone, or does not want to.
#[must_use]
pub fn remembered(
    source: &Url,
    due: &Due,
    delivery: &Delivery,
    last: Option<&SentMention>,
    now: Timestamp,
) -> Option<SentMention> {
    let (state, status, location) = match delivery {
        Delivery::Accepted { submitted, .. } => {
            (MentionState::Accepted, Some(submitted.status), submitted.location.clone())
        }
        Delivery::NoEndpoint => (MentionState::NoEndpoint, None, None),
        Delivery::Unasked(error) | Delivery::Unsent { error, .. } => {
            let state = if may_pass(error) { MentionState::Waiting } else { MentionState::Refused };
            (state, error.status(), None)
        }
    };
    if due.hash.is_none() && state != MentionState::Waiting {
        return None;
    }
    let patience = delivery.error().and_then(crate::fetch::FetchError::retry_after);
    let not_before = patience.filter(|_| state == MentionState::Waiting).and_then(|seconds| {
        now.checked_add(SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX))).ok()
    });
    Some(SentMention {
        source: source.clone(),
        target: due.target.clone(),
        hash: due.hash.clone(),
        state,
        told: state == MentionState::Accepted || last.is_some_and(|last| last.told),
        endpoint: delivery.endpoint().cloned(),
        status,
        location,
        at: now,
        not_before,
    })
}

#[cfg(test)]
mod tests;
