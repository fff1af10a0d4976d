//! The next edition: themes and hosts that this one suggests, each with what speaks for it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use url::Url;

use super::{CollectedEdition, Series, made::same_name};
use crate::{
    extract::{HintKind, hints},
    model::{Blog, Entry, Host, SeriesHosts},
    text::Document,
};

/// Where a proposal comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Because {
    /// An entry proposes it.
    Proposed,
    /// Several entries speak of it besides the theme.
    Shared,
    /// An entry ends with the question.
    Question,
    /// They offer it themselves.
    Offer,
    /// It is their turn in the series.
    Turn,
    /// They take part and have not hosted of late.
    TookPart,
    /// They stand in reserve.
    Reserve,
}

/// What speaks for a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Who says it.
    pub who: String,
    /// Where.
    pub url: Option<Url>,
    /// The sentence, letter by letter; none where it is the entry itself that counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<String>,
}

/// A theme or a host for the next edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// Where it comes from.
    pub because: Because,
    /// The topic or the name; none where only the sentence says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// What speaks for it.
    pub evidence: Vec<Evidence>,
}

/// All that an edition suggests, the surest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Proposals {
    /// Themes.
    pub themes: Vec<Proposal>,
    /// Hosts.
    pub hosts: Vec<Proposal>,
}

/// Whoever hosted one of so many last editions has had a turn.
const LATELY: usize = 3;

/// What an edition suggests for the next one. `snapshot` gives the text of an entry, where it is on this machine.
#[must_use]
pub fn propose(
    collected: &CollectedEdition,
    series: &Series,
    blogs: &[Blog],
    turns: &SeriesHosts,
    snapshot: &dyn Fn(&str) -> Option<String>,
) -> Proposals {
    let mut found = Proposals::default();
    for entry in &collected.entries {
        let Some(text) = entry.snapshot.as_ref().and_then(|kept| snapshot(&kept.hash)) else { continue };
        let document = Document::from_plain(&text, Some(&entry.language));
        for hint in hints(&document) {
            let sentence = document.text[hint.range.clone()].trim().to_owned();
            let evidence = vec![said(entry, Some(sentence))];
            let name = entry.author.name.clone();
            match hint.kind {
                HintKind::Theme => found.themes.push(Proposal { because: Because::Proposed, what: None, evidence }),
                HintKind::Question => found.themes.push(Proposal { because: Because::Question, what: None, evidence }),
                HintKind::Host => {
                    found.hosts.push(Proposal { because: Because::Offer, what: Some(name), evidence });
                }
            }
        }
    }
    found.themes.extend(shared(collected));
    found.hosts.extend(in_turn(collected, series, blogs, turns));
    found.themes.sort_by_key(|proposal| proposal.because);
    found.hosts.sort_by_key(|proposal| proposal.because);
    // Who offers need not be named again because of having taken part.
    let mut named = BTreeSet::new();
    found.hosts.retain(|proposal| named.insert(proposal.what.as_deref().unwrap_or_default().to_lowercase()));
    found
}

fn said(entry: &Entry, sentence: Option<String>) -> Evidence {
    Evidence { who: entry.author.name.clone(), url: entry.url.clone(), sentence }
}

/// What runs through several entries besides the theme.
fn shared(collected: &CollectedEdition) -> impl Iterator<Item = Proposal> {
    let entries: BTreeMap<&str, &Entry> = collected.entries.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    collected.threads.iter().map(move |thread| {
        let quoted = |id: &str| thread.quote.as_ref().filter(|(of, _)| of == id).map(|(_, words)| words.clone());
        let evidence = thread.entries.iter().filter_map(|id| Some(said(entries.get(id.as_str())?, quoted(id))));
        Proposal { because: Because::Shared, what: Some(thread.subject.clone()), evidence: evidence.collect() }
    })
}

/// Those whose turn it is, those who took part and did not host of late, those in reserve.
fn in_turn(collected: &CollectedEdition, series: &Series, blogs: &[Blog], turns: &SeriesHosts) -> Vec<Proposal> {
    let at = series.editions.iter().position(|edition| edition.edition.slug == collected.edition.slug).unwrap_or(0);
    let recent: Vec<&str> = series.editions[..(at + LATELY).min(series.editions.len())]
        .iter()
        .filter_map(|edition| Some(edition.host.as_ref()?.name.as_str()))
        .collect();
    let hosted_lately = |name: &str| recent.iter().any(|host| same_name(host, name));
    let blogger = |slug| blogs.iter().find(|blog| &blog.slug == slug);
    let of_blog = |because, blog: &Blog| Proposal {
        because,
        what: Some(blog.author.clone()),
        evidence: vec![Evidence { who: blog.author.clone(), url: blog.url.clone(), sentence: None }],
    };

    let mut found = Vec::new();
    let last = match &collected.edition.host {
        Some(Host::Blog(slug)) => turns.hosts.iter().position(|host| host == slug),
        _ => None,
    };
    let next = last.map_or(0, |last| last + 1);
    let queue = turns.hosts.iter().cycle().skip(next).take(turns.hosts.len()).filter_map(blogger);
    found.extend(queue.filter(|blog| !hosted_lately(&blog.author)).take(1).map(|blog| of_blog(Because::Turn, blog)));
    let mut seen = BTreeSet::new();
    let took_part = collected.entries.iter().filter(|entry| {
        !entry.by_host && !hosted_lately(&entry.author.name) && seen.insert(entry.author.name.to_lowercase())
    });
    found.extend(took_part.map(|entry| Proposal {
        because: Because::TookPart,
        what: Some(entry.author.name.clone()),
        evidence: vec![said(entry, None)],
    }));
    found.extend(turns.reserve_hosts.iter().filter_map(blogger).map(|blog| of_blog(Because::Reserve, blog)));
    found
}
