//! Does a post take part? Evidence with weights, for and against; every piece of it is a [`Reason`].

use std::sync::LazyLock;

use regex::Regex;
use url::Url;

use super::{
    scan::Scan,
    theme::{Theme, squash},
};
use crate::{
    model::{Match, Post, Reason, Status, address},
    text::{BlockKind, Document, MarkKind},
};

/// From this score on a post takes part.
pub(super) const ACCEPT: f64 = 0.5;
/// From this score on the host has to look.
pub(super) const LOOK: f64 = 0.25;

/// The evidence of one post.
#[derive(Default)]
struct Evidence {
    /// Weights above 0 add up as independent chances do; weights below 0 take away that share of the score.
    reasons: Vec<Reason>,
}

impl Evidence {
    fn add(&mut self, signal: &str, detail: impl Into<String>, weight: f64) {
        self.reasons.push(Reason::new(signal, detail, weight));
    }

    fn score(&self) -> f64 {
        let chances = |sign: f64| {
            self.reasons.iter().map(|r| r.weight * sign).filter(|&w| w > 0.0).map(|w| 1.0 - w.min(1.0)).product::<f64>()
        };
        let score = (1.0 - chances(1.0)) * chances(-1.0);
        (score * 1000.0).round() / 1000.0
    }

    fn into_match(mut self) -> Match {
        let score = self.score();
        if self.reasons.is_empty() {
            self.add("no-evidence", "neither the theme nor the call is named", 0.0);
        }
        self.reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        Match { score, reasons: self.reasons }
    }
}

/// Judges a post for an edition.
#[must_use]
pub fn judge(post: &Post, document: &Document, theme: &Theme) -> (Status, Match) {
    weigh(post, &Scan::new(document, theme))
}

pub(super) fn weigh(post: &Post, scan: &Scan<'_, '_>) -> (Status, Match) {
    let theme = scan.theme;
    let mut evidence = Evidence::default();
    if let Some(url) = &post.url
        && theme.calls.contains(&address::key(url))
    {
        evidence.add("is-the-call", url.as_str(), -1.0);
        return (Status::Rejected, evidence.into_match());
    }
    window(post, theme, &mut evidence);
    let linked = backlink(post, scan, &mut evidence);
    tags(post, scan, &mut evidence);
    let title = title(post, theme, &mut evidence);
    let count = words(scan, &mut evidence);
    says_it_takes_part(scan, &mut evidence);
    other_carnival(post, scan, title || linked, &mut evidence);
    about_the_carnival(post, scan, &mut evidence);
    link_list(post, scan, title, count, &mut evidence);
    let fit = evidence.into_match();
    let status = if fit.score >= ACCEPT {
        Status::Accepted
    } else if fit.score >= LOOK {
        Status::Candidate
    } else {
        Status::Rejected
    };
    (status, fit)
}

/// When it appeared, or what is next to it: a feed that gives only the last change still says that much.
fn window(post: &Post, theme: &Theme, evidence: &mut Evidence) {
    let Some(dated) = post.published.or(post.updated) else {
        if theme.opens.is_some() || theme.closes.is_some() {
            evidence.add("undated", "nobody knows when it appeared", 0.0);
        }
        return;
    };
    let date = if post.published.is_some() {
        dated.to_string()
    } else {
        format!("{dated} (last changed; nobody knows when it appeared)")
    };
    let (early, late) = (theme.is_before(dated), theme.is_after(dated));
    if early || late {
        let side = if early { "before the edition opened" } else { "after the edition closed" };
        evidence.add("outside-window", format!("{date}: {side}"), -0.9);
    } else if theme.opens.is_some() && theme.closes.is_some() {
        evidence.add("in-window", date, 0.15);
    }
}

fn backlink(post: &Post, scan: &Scan<'_, '_>, evidence: &mut Evidence) -> bool {
    if scan.theme.calls.is_empty() {
        return false;
    }
    for block in &scan.document.blocks {
        for mark in &block.marks {
            let MarkKind::Link(href) = &mark.kind else { continue };
            let url =
                Url::parse(href).or_else(|_| post.url.as_ref().map_or_else(|| Url::parse(href), |u| u.join(href)));
            if let Ok(url) = url
                && scan.theme.calls.contains(&address::key(&url))
            {
                evidence.add("backlink", url.as_str(), 0.95);
                return true;
            }
        }
    }
    false
}

fn tags(post: &Post, scan: &Scan<'_, '_>, evidence: &mut Evidence) {
    let theme = scan.theme;
    let named = |tag: &str| theme.terms.iter().find(|term| term.squashed == tag);
    for category in &post.categories {
        let tag = squash(category);
        if theme.tags.contains(&tag) {
            evidence.add("tag", category.as_str(), 0.75);
            break;
        }
        if let Some(term) = named(&tag) {
            evidence.add("tag-term", category.as_str(), if term.is_plain() { 0.3 } else { 0.5 });
            break;
        }
    }
    let hashtags = hashtags(&post.title).chain(hashtags(&scan.document.text));
    for hashtag in hashtags {
        let tag = squash(hashtag);
        if theme.tags.contains(&tag) || named(&tag).is_some_and(|term| !term.is_plain()) {
            evidence.add("hashtag", hashtag, 0.6);
            break;
        }
    }
}

fn hashtags(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('#').filter_map(|(at, _)| {
        let begins = !text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '#' | '/' | '&'));
        let rest = &text[at + 1..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        (begins && end > 1).then(|| &text[at..at + 1 + end])
    })
}

/// Whether the title names the theme.
fn title(post: &Post, theme: &Theme, evidence: &mut Evidence) -> bool {
    let title = Document::from_plain(&post.title, post.language.as_ref());
    let found = Scan::new(&title, theme);
    let lower: Vec<&str> = found.forms.iter().map(|form| form.lower.as_str()).collect();
    let best =
        found.mentions.iter().map(|mention| (title_weight(mention.term), mention)).max_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((weight, mention)) = best {
        evidence.add("term-in-title", found.text(&mention.range), weight);
        return true;
    }
    // “What Ducks Need in 2018” for “ducks 2018”.
    let scattered = theme.terms.iter().find(|term| {
        term.words.len() > 1 && term.named && term.words.iter().all(|word| lower.contains(&word.as_str()))
    });
    if let Some(term) = scattered {
        evidence.add("term-words-in-title", term.text.as_str(), 0.5);
        return true;
    }
    let path = post.url.as_ref().map(|url| squash(url.path())).unwrap_or_default();
    if let Some(term) =
        theme.terms.iter().find(|term| term.squashed.len() >= 8 && !term.is_plain() && path.contains(&term.squashed))
    {
        evidence.add("term-in-address", term.text.as_str(), 0.4);
        return true;
    }
    false
}

fn title_weight(term: &super::theme::Term) -> f64 {
    match (term.main, term.is_plain()) {
        (true, false) => 0.65,
        (true, true) | (false, false) => 0.5,
        (false, true) => 0.35,
    }
}

/// Weighs how often the text names the theme.
fn words(scan: &Scan<'_, '_>, evidence: &mut Evidence) -> usize {
    let mut heading = None;
    let (mut strong, mut weak) = (0usize, 0usize);
    for mention in &scan.mentions {
        let kind = scan.document.blocks[scan.block_at(mention.range.start)].kind;
        if kind == BlockKind::Code {
            continue;
        }
        if matches!(kind, BlockKind::Heading(_)) {
            heading.get_or_insert(mention);
        }
        if mention.term.main || !mention.term.is_plain() {
            strong += 1;
        } else {
            weak += 1;
        }
    }
    if let Some(mention) = heading {
        evidence.add("term-in-heading", scan.text(&mention.range), 0.2);
    }
    let per_thousand = 1000.0 * strong as f64 / scan.words.len().max(1) as f64;
    let weight: f64 = match strong {
        0 => 0.0,
        1 => 0.15,
        2 => 0.35,
        3 | 4 => 0.5,
        _ => 0.55,
    };
    if strong > 0 {
        // The same five mentions say less in a long text.
        let thin = if per_thousand < 2.0 && strong < 5 { 0.6 } else { 1.0 };
        evidence.add("term-in-text", times(strong), weight * thin);
    }
    if weak > 0 {
        evidence.add("related-term-in-text", times(weak), if weak > 2 { 0.2 } else { 0.08 });
    }
    strong + weak
}

/// Names of carnivals in general: what makes a post speak of a carnival at all.
static CARNIVAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:blog ?carnival|blogkermis|blog ?kermis|blog ?party|blog ?hop|bloggers? ?challenge|\w+ carnival|t-?sql tuesday|call for (?:community )?blog ?posts)\b",
    )
    .ok()
});

static TAKES_PART: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)\b(?:
        (?:this|my|here(?:\ is|'s|’s))\b[^.!?]{0,40}\b(?:contribution|entry|submission|post|response|take|answer|part)\b[^.!?]{0,30}\b(?:to|for|in)\b[^.!?]{0,60}\b(?:carnival|party|hop|challenge|tuesday|call|month)
        |(?:taking|take|took)\ part\ in\b[^.!?]{0,60}(?:carnival|party|hop|challenge|tuesday)
        |(?:mijn|dit\ is\ (?:mijn|een)|deze|een)\b[^.!?]{0,40}\b(?:bijdrage|inzending|blog|stuk)\b[^.!?]{0,30}\b(?:aan|voor|in|bij)\b[^.!?]{0,40}(?:kermis|carnaval|estafette)
        |(?:doe|deed|meedoen|mee)\b[^.!?]{0,20}\b(?:aan|met|mee)\b[^.!?]{0,30}kermis
        )",
    )
    .ok()
});

/// Whether the post says that it is part of a carnival and names the theme next to it.
fn says_it_takes_part(scan: &Scan<'_, '_>, evidence: &mut Evidence) {
    let Some(pattern) = TAKES_PART.as_ref() else { return };
    for sentence in &scan.sentences {
        let near = sentence.range.start.saturating_sub(1)..sentence.range.end;
        if scan.mentions_in(&near).is_empty() {
            continue;
        }
        if let Some(found) = pattern.find(scan.text(&sentence.range)) {
            evidence.add("says-so", found.as_str(), 0.5);
            return;
        }
    }
}

/// A carnival named in the title, with another theme than ours, is somebody else's.
fn other_carnival(post: &Post, scan: &Scan<'_, '_>, ours: bool, evidence: &mut Evidence) {
    if ours {
        return;
    }
    if let Some(found) = CARNIVAL.as_ref().and_then(|pattern| pattern.find(&post.title)) {
        // In the days of this edition, by somebody who speaks of its theme, it is this one under its number.
        let window = evidence.reasons.iter().any(|reason| reason.signal == "in-window");
        let mentions = scan.mentions.len();
        if window && mentions > 0 {
            evidence.add("carnival-in-title", found.as_str(), if mentions > 1 { 0.3 } else { 0.15 });
        } else {
            evidence.add("other-carnival", found.as_str(), -0.5);
        }
    }
}

static ABOUT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)\b(?:
        round[\ -]?up|wrap[\ -]?up|recap|announc(?:ing|ement)|invitation|call\ for\ (?:community\ )?(?:blog\ ?posts|submissions|entries)|invites?\ you|hosting
        |oproep|aankondiging|uitnodiging|terugblik|samenvatting|oogst
        )\b",
    )
    .ok()
});

static HOSTING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)(?:
        \bI(?:'m|’m|\ am|\ will\ be)\b[^.!?]{0,20}\bhost(?:ing)?\b[^.!?]{0,80}\b(?:carnival|party|tuesday|month)
        |\b(?:send|submit|post|email|e-mail)\b[^.!?]{0,60}\b(?:your|the)\b[^.!?]{0,20}\b(?:link|entry|entries|submission|post|url|contribution)s?\b
        |\b(?:rules|how\ to\ (?:participate|join|take\ part|submit))\b[^.!?]{0,20}[:?]
        |\b(?:stuur|mail|meld|plaats)\b[^.!?]{0,40}\b(?:je|jouw|jullie)\b[^.!?]{0,20}\b(?:link|blog|bijdrage|inzending)
        |\b(?:doe|doen\ jullie|schrijf|blog)\b[^.!?]{0,20}\bmee\b[^.!?]{0,40}\b(?:kermis|deadline)
        )",
    )
    .ok()
});

/// Announcements, invitations and roundups speak of the carnival; they are no contribution to it.
fn about_the_carnival(post: &Post, scan: &Scan<'_, '_>, evidence: &mut Evidence) {
    let (Some(about), Some(hosting), Some(carnival)) = (ABOUT.as_ref(), HOSTING.as_ref(), CARNIVAL.as_ref()) else {
        return;
    };
    let start = scan.document.blocks.iter().take(6).map(|block| block.range.end).next_back().unwrap_or(0);
    let opening = scan.text(&(0..start));
    let named = carnival.is_match(&post.title) || carnival.is_match(opening);
    if let Some(found) = about.find(&post.title)
        && named
    {
        evidence.add("about-the-carnival", found.as_str(), -0.85);
        return;
    }
    let asks: Vec<&str> = hosting.find_iter(&scan.document.text).map(|found| found.as_str()).collect();
    if named && asks.len() >= 2 {
        evidence.add("announcement", asks.join(" … "), -0.8);
    }
}

static LIST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)(?:\b(?:week\ ?notes?|month\ ?notes?|links?|linkdump|bookmarks|reading\ list|newsletter|weekly|monthly|digest|this\ week\ in|weeknotities|leestips|linkjes|nieuwsbrief|changelog)\b|\b(?:week|month)\ \d+\b)",
    )
    .ok()
});

/// Link lists and week notes name everything once.
fn link_list(post: &Post, scan: &Scan<'_, '_>, title: bool, count: usize, evidence: &mut Evidence) {
    if let Some(found) = LIST.as_ref().and_then(|pattern| pattern.find(&post.title))
        && !title
    {
        evidence.add("link-list", found.as_str(), -0.5);
        return;
    }
    let links =
        scan.document.blocks.iter().flat_map(|block| &block.marks).filter(|m| matches!(m.kind, MarkKind::Link(_)));
    let linked: usize = links.map(|mark| mark.range.len()).sum();
    if linked * 10 > scan.document.text.len() * 4 && scan.words.len() > 80 && count < 5 {
        evidence.add("link-list", "nearly half of it is links", -0.4);
    }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    }
}
