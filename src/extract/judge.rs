//! Does a post take part? Evidence with weights, for and against; every piece of it is a [`Reason`].

use url::Url;

use super::{
    carnival::{ABOUT, CARNIVAL, Found, HOSTING, LIST, TAKES_PART},
    scan::Scan,
    theme::{Theme, squash},
};
use crate::{
    model::{Match, Post, Reason, Side, Status, address},
    text::{BlockKind, Document, MarkKind},
};

/// From this score on a post takes part.
pub(super) const ACCEPT: f64 = 0.5;
/// From this score on the host has to look.
pub(super) const LOOK: f64 = 0.25;

/// So many invitations to take part are shown as reasons at most.
const ASKS: usize = 4;

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
    too_late(post, theme, &mut evidence);
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
        if theme.window.opens.is_some() || theme.window.closes.is_some() {
            evidence.add("undated", "nobody knows when it appeared", 0.0);
        }
        return;
    };
    let date = if post.published.is_some() {
        dated.to_string()
    } else {
        format!("{dated} (last changed; nobody knows when it appeared)")
    };
    match theme.window.side(dated) {
        Side::Before => evidence.add("outside-window", format!("{date}: before the edition opened"), -0.9),
        Side::After => evidence.add("outside-window", format!("{date}: after the edition closed"), -0.9),
        Side::Late => evidence.add("late", format!("{date}: after the deadline, within the days of grace"), 0.0),
        Side::Within if theme.window.opens.is_some() && theme.window.closes.is_some() => {
            evidence.add("in-window", date, 0.15);
        }
        Side::Within => {}
    }
}

/// What comes after all deadlines and was plainly written for this edition is not thrown away: the host decides. Whoever
/// only uses a tag of the whole series, or speaks of the theme some other day, may mean something else.
fn too_late(post: &Post, theme: &Theme, evidence: &mut Evidence) {
    let dated = post.published.or(post.updated);
    if !dated.is_some_and(|dated| theme.window.side(dated) == Side::After) {
        return;
    }
    let has = |signals: &[&str]| evidence.reasons.iter().any(|reason| signals.contains(&reason.signal.as_str()));
    let tagged = has(&["tag", "hashtag"]) && has(&["term-in-title", "term-in-text"]);
    if !(has(&["backlink", "says-so"]) || tagged) {
        return;
    }
    if let Some(reason) = evidence.reasons.iter_mut().find(|reason| reason.signal == "outside-window") {
        // With this weight a score lies between `LOOK` and `ACCEPT`, whatever else speaks for the post.
        (reason.signal, reason.weight) = ("too-late".to_owned(), -0.55);
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
    if let Some((joined, count)) = scan.compounds() {
        evidence.add("compound-of-term", format!("{joined}, {}", times(count)), if count > 2 { 0.2 } else { 0.08 });
    }
    strong + weak
}

/// Whether the post says that it is part of a carnival and names the theme next to it.
fn says_it_takes_part(scan: &Scan<'_, '_>, evidence: &mut Evidence) {
    for sentence in &scan.sentences {
        let near = sentence.range.start.saturating_sub(1)..sentence.range.end;
        if scan.mentions_in(&near).is_empty() {
            continue;
        }
        if let Some(found) = TAKES_PART.find(scan.text(&sentence.range)) {
            evidence.add("says-so", found.detail(), 0.5);
            return;
        }
    }
}

/// A carnival named in the title, with another theme than ours, is somebody else's.
fn other_carnival(post: &Post, scan: &Scan<'_, '_>, ours: bool, evidence: &mut Evidence) {
    if ours {
        return;
    }
    if let Some(found) = CARNIVAL.find(&post.title) {
        // In the days of this edition, by somebody who speaks of its theme, it is this one under its number.
        let window = evidence.reasons.iter().any(|reason| reason.signal == "in-window");
        let mentions = scan.mentions.len();
        if window && mentions > 0 {
            evidence.add("carnival-in-title", found.detail(), if mentions > 1 { 0.3 } else { 0.15 });
        } else {
            evidence.add("other-carnival", found.detail(), -0.5);
        }
    }
}

/// Announcements, invitations and roundups speak of the carnival; they are no contribution to it.
fn about_the_carnival(post: &Post, scan: &Scan<'_, '_>, evidence: &mut Evidence) {
    let start = scan.document.blocks.iter().take(6).map(|block| block.range.end).next_back().unwrap_or(0);
    let opening = scan.text(&(0..start));
    if CARNIVAL.find(&post.title).or_else(|| CARNIVAL.find(opening)).is_none() {
        return;
    }
    if let Some(found) = ABOUT.find(&post.title) {
        evidence.add("about-the-carnival", found.detail(), -0.85);
        return;
    }
    let asks = HOSTING.find_all(&scan.document.text, ASKS);
    if asks.len() >= 2 {
        evidence.add("announcement", asks.iter().map(Found::detail).collect::<Vec<_>>().join(" … "), -0.8);
    }
}

/// Link lists and week notes name everything once.
fn link_list(post: &Post, scan: &Scan<'_, '_>, title: bool, count: usize, evidence: &mut Evidence) {
    if let Some(found) = LIST.find(&post.title)
        && !title
    {
        evidence.add("link-list", found.detail(), -0.5);
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
