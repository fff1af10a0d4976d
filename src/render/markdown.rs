//! Markdown as hosts write it. Raw HTML is theirs and passes through; nothing from outside comes this way.

use std::collections::BTreeMap;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::{
    html::{escape, strict},
    shortcode::PLACEHOLDER,
};
use crate::model::Slug;

/// Renders `text`. Addresses that begin with `/` are the site's own and get `root` (`../../`) before them. Headings get
/// ids, and a first-level heading becomes a second-level one: a page has one `h1`, and it is not in here.
pub(crate) fn to_html(text: &str, root: &str) -> String {
    in_folder(text, root, "")
}

/// The same on a page of another language of the site: its pages are found from `root`, its files from `top` above that.
pub(crate) fn in_folder(text: &str, root: &str, top: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut events: Vec<Event> = Parser::new_ext(text, options).filter(|event| !is_comment(event)).collect();
    name_headings(&mut events);
    for event in &mut events {
        if let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event {
            if let Some(own) = dest_url.strip_prefix('/').filter(|rest| !rest.starts_with('/')) {
                let path = own.split(['?', '#']).next().unwrap_or(own);
                let top = if path.is_empty() || path.ends_with('/') { "" } else { top };
                *dest_url = format!("{root}{top}{own}").into();
            } else if dest_url.contains("://") {
                *dest_url = strict(dest_url).into();
            }
        }
    }
    name_sources(&mut events);
    let mut out = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut out, mark_external(events).into_iter());
    out
}

/// A comment is a note of the host to themselves, and no reader's business.
fn is_comment(event: &Event) -> bool {
    let (Event::Html(html) | Event::InlineHtml(html)) = event else { return false };
    let html = html.trim();
    html.starts_with("<!--") && html.ends_with("-->") && !html.starts_with(PLACEHOLDER)
}

/// The same without a paragraph around it, for one line of text.
pub(crate) fn to_inline_html(text: &str, root: &str) -> String {
    let html = to_html(text, root);
    let inner = html.trim().strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>"));
    match inner {
        Some(inner) if !inner.contains("<p>") => inner.to_owned(),
        _ => html,
    }
}

/// Only the words of its paragraphs.
pub(crate) fn to_plain(text: &str) -> String {
    let mut heading = false;
    let mut out = String::new();
    for event in Parser::new(text) {
        match &event {
            Event::Start(Tag::Heading { .. }) => heading = true,
            Event::End(TagEnd::Heading(_)) => heading = false,
            Event::End(TagEnd::Paragraph | TagEnd::Item) => out.push(' '),
            other if !heading => out.push_str(spoken(other).unwrap_or_default()),
            _ => {}
        }
    }
    out
}

/// Gives every heading an id made of its words, unique within the text.
fn name_headings(events: &mut [Event]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut at = 0;
    while at < events.len() {
        if matches!(events[at], Event::Start(Tag::Heading { .. })) {
            let end = (at..events.len()).find(|&i| matches!(events[i], Event::End(TagEnd::Heading(_))));
            let end = end.unwrap_or(events.len() - 1);
            let words: String = events[at..end].iter().filter_map(spoken).collect();
            let base = Slug::from_text(&words).map_or_else(|| "section".to_owned(), String::from);
            let count = seen.entry(base.clone()).or_default();
            *count += 1;
            // The prefix keeps the host's headings apart from the ids of entries and of the page itself.
            let name = if *count == 1 { format!("t-{base}") } else { format!("t-{base}-{count}") };
            if let Event::Start(Tag::Heading { level, id, .. }) = &mut events[at] {
                *level = demoted(*level);
                id.get_or_insert(CowStr::from(name));
            }
            if let Event::End(TagEnd::Heading(level)) = &mut events[end] {
                *level = demoted(*level);
            }
            at = end;
        }
        at += 1;
    }
}

fn demoted(level: HeadingLevel) -> HeadingLevel {
    if level == HeadingLevel::H1 { HeadingLevel::H2 } else { level }
}

fn spoken<'a>(event: &'a Event) -> Option<&'a str> {
    match event {
        Event::Text(text) | Event::Code(text) => Some(text),
        Event::SoftBreak | Event::HardBreak => Some(" "),
        _ => None,
    }
}

/// Links that leave the site say so (`rel="external"`).
fn mark_external(events: Vec<Event>) -> Vec<Event> {
    let mut outside = Vec::new();
    let close = |outside: &mut Vec<bool>, event| {
        if outside.pop() == Some(true) { Event::InlineHtml("</a>".into()) } else { event }
    };
    events
        .into_iter()
        .map(|event| match event {
            Event::Start(Tag::Link { ref dest_url, ref title, .. }) => {
                let leaves = dest_url.starts_with("https://") || dest_url.starts_with("http://");
                outside.push(leaves);
                if !leaves {
                    return event;
                }
                let mut tag = String::from("<a href=\"");
                tag.push_str(&escape(dest_url));
                tag.push('"');
                if !title.is_empty() {
                    tag.push_str(" title=\"");
                    tag.push_str(&escape(title));
                    tag.push('"');
                }
                tag.push_str(" rel=\"external\">");
                Event::InlineHtml(tag.into())
            }
            Event::End(TagEnd::Link) => close(&mut outside, event),
            other => other,
        })
        .collect()
}

/// A block quotation says where it comes from, when the paragraph that announces it links to one place outside.
fn name_sources(events: &mut [Event]) {
    let mut announced: Vec<String> = Vec::new();
    for event in events {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) if dest_url.contains("://") => {
                announced.push(dest_url.to_string());
            }
            Event::Start(Tag::BlockQuote(None)) => {
                if let [source] = &announced[..] {
                    *event = Event::Html(format!("<blockquote cite=\"{}\">\n", escape(source)).into());
                }
                announced.clear();
            }
            // One in another language is written as HTML.
            Event::Html(html) if html.starts_with("<blockquote") && !html.contains(" cite=") => {
                if let [source] = &announced[..] {
                    let cited = format!("<blockquote cite=\"{}\"", escape(source));
                    *html = html.replacen("<blockquote", &cited, 1).into();
                }
                announced.clear();
            }
            Event::Start(_) if is_block(event) => announced.clear(),
            _ => {}
        }
    }
}

fn is_block(event: &Event) -> bool {
    matches!(
        event,
        Event::Start(
            Tag::Paragraph | Tag::Heading { .. } | Tag::List(_) | Tag::Item | Tag::Table(_) | Tag::CodeBlock(_)
        )
    )
}

#[cfg(test)]
mod tests {
    use super::{to_html, to_inline_html};

    #[test]
    fn headings_have_ids_and_never_are_the_pages_own() {
        let html = to_html("# Rode *draden*\n\n## Draad\n\n## Draad\n", "");
        assert!(html.contains("<h2 id=\"t-rode-draden\">Rode <em>draden</em></h2>"), "{html}");
        assert!(html.contains("id=\"t-draad\"") && html.contains("id=\"t-draad-2\""), "{html}");
        assert!(!html.contains("<h1"));
    }

    #[test]
    fn own_links_are_relative_and_others_say_that_they_leave() {
        let html = to_html("[over](/over/) en [daar](https://x.example/?a=1&b=2 \"toen\")", "../");
        assert!(html.contains("<a href=\"../over/\">over</a>"), "{html}");
        let outside = "<a href=\"https://x.example/?a=1&amp;b=2\" title=\"toen\" rel=\"external\">daar</a>";
        assert!(html.contains(outside), "{html}");
    }

    #[test]
    fn a_quotation_that_is_announced_names_its_source() {
        let html = to_html("[Wil](https://wil.example/?a=1&b=2) schrijft:\n\n> Kijk.\n", "");
        assert!(
            html.contains("<blockquote cite=\"https://wil.example/?a=1&amp;b=2\">\n<p>Kijk.</p>\n</blockquote>"),
            "{html}"
        );
        for unclear in [
            "[a](https://a.example/) en [b](https://b.example/):\n\n> Kijk.\n",
            "[a](https://a.example/)\n\nZo:\n\n> Kijk.\n",
            "[a](/a/):\n\n> Kijk.\n",
        ] {
            assert!(to_html(unclear, "").contains("<blockquote>"), "{unclear}");
        }
    }

    #[test]
    fn punctuation_stays_as_it_was_typed() {
        assert_eq!(to_inline_html("Zeg \"ja\" -- of niet...", ""), "Zeg \"ja\" -- of niet...");
    }

    #[test]
    fn footnotes_work() {
        assert!(to_html("Woord[^1].\n\n[^1]: Noot.", "").contains("footnote"));
    }
}
