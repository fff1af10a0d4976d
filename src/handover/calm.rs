//! Markdown that somebody else wrote. A host's own Markdown may hold any HTML; what comes from another site may not: it
//! keeps what the program's own drafts are made of, and everything else is shown as the text it is.

use std::sync::LazyLock;

use pulldown_cmark::{Event, Options, Parser, Tag};
use regex::Regex;
use url::Url;

use crate::{
    model::is_printable,
    render::shortcode::{Split, placeholder, split},
};

/// The tags that a draft is written with.
static OURS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"<div>|<div class="(?:definition|side-by-side)">|</div>|<(?:span|blockquote) lang="[a-z0-9-]{2,35}">|</span>|</blockquote>"#,
    )
    .ok()
});

/// A roundup with its shortcodes; `None` when they cannot be told from the text around them.
pub(super) fn roundup(markdown: &str) -> Option<String> {
    // What a builder of pages would take for a call's place.
    let markdown = printable(markdown).replace("<!--blogkermis", "&lt;!--blogkermis");
    let Split { text, calls } = split(&markdown, None).ok()?;
    let mut calmed = calm(&text, calls.len());
    for (number, call) in calls.iter().enumerate() {
        let place = format!("\n\n{}\n\n", placeholder(number));
        calmed = calmed.replacen(&place, &format!("{{{{ {call}() }}}}"), 1);
    }
    // What will be shown is what was looked at.
    let again = split(&calmed, None).ok()?;
    (again.calls == calls && calm(&again.text, calls.len()) == again.text).then_some(calmed)
}

/// A text without shortcodes.
pub(super) fn passage(markdown: &str) -> String {
    calm(&printable(markdown).replace("{{", "{ {"), 0)
}

/// What hosts write is calm after two.
const ROUNDS: usize = 24;

/// The text without what steers a terminal; lines stay lines.
fn printable(text: &str) -> String {
    text.chars().filter(|c| is_printable(*c) || matches!(c, '\n' | '\t')).collect()
}

/// Escapes what would run, load or lead astray, until nothing of it is left: an escape may bring out something else.
fn calm(markdown: &str, calls: usize) -> String {
    let mut text = markdown.to_owned();
    for _ in 0..ROUNDS {
        let edits = edits(&text, calls);
        if edits.is_empty() {
            return text;
        }
        for (at, length, written) in edits.into_iter().rev() {
            text.replace_range(at..at + length, written);
        }
    }
    // Nobody writes like this: no markup at all.
    text.replace('<', "&lt;").replace('[', "\\[")
}

/// What has to change: a place in bytes, how much of it, and what it becomes. In order, without overlap.
fn edits(text: &str, calls: usize) -> Vec<(usize, usize, &'static str)> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let events: Vec<_> = Parser::new_ext(text, options).into_offset_iter().collect();
    let html = events.iter().filter_map(|(event, range)| match event {
        Event::Html(html) | Event::InlineHtml(html) => Some((html.as_ref(), range.clone())),
        _ => None,
    });
    let html: Vec<_> = html.collect();
    let ours_may_stay = is_balanced(html.iter().map(|(html, _)| *html));
    let mut edits = Vec::new();
    for (written, range) in html {
        let is_place = (0..calls).any(|number| written.trim() == placeholder(number));
        let stays = is_place || (ours_may_stay && is_ours(written));
        if !stays {
            edits.extend(text[range.clone()].match_indices('<').map(|(at, _)| (range.start + at, 1, "&lt;")));
        }
    }
    for (event, range) in &events {
        match event {
            // `\!` leaves a link where a picture was.
            Event::Start(Tag::Image { .. }) => edits.push((range.start, 0, "\\")),
            Event::Start(Tag::Link { dest_url, .. }) if !leads_on(dest_url) => edits.push((range.start, 0, "\\")),
            _ => {}
        }
    }
    edits.sort_unstable();
    edits.dedup();
    edits
}

/// Whether HTML consists of tags that a draft is written with.
fn is_ours(html: &str) -> bool {
    OURS.as_ref().is_some_and(|ours| !ours.replace_all(html, "").contains('<'))
}

/// Whether every tag that opens closes, and none closes what is not its own to close.
fn is_balanced<'a>(html: impl Iterator<Item = &'a str>) -> bool {
    let Some(ours) = OURS.as_ref() else { return false };
    let mut open = Vec::new();
    for tag in html.flat_map(|html| ours.find_iter(html)) {
        let name = tag.as_str().trim_matches(['<', '>', '/']).split(' ').next().unwrap_or_default();
        if !tag.as_str().starts_with("</") {
            open.push(name);
        } else if open.pop() != Some(name) {
            return false;
        }
    }
    open.is_empty()
}

/// The web, a mailbox, or a place on the same site.
fn leads_on(address: &str) -> bool {
    match Url::parse(address) {
        Ok(url) => matches!(url.scheme(), "http" | "https" | "mailto"),
        Err(error) => error == url::ParseError::RelativeUrlWithoutBase,
    }
}
