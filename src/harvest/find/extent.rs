//! Whole posts or excerpts.

use serde::Serialize;

use crate::{model::Post, text::Document};

/// As many posts say enough about a feed.
const ENOUGH: usize = 10;
/// A summary of fewer words under a title is an excerpt even if it does not say so.
const SHORT: usize = 100;

/// How much of its posts a feed gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extent {
    /// The whole text.
    Full,
    /// The beginning, or a summary.
    Excerpts,
    /// No text at all.
    Titles,
    /// There is no post to tell by.
    Unknown,
}

/// How much of its posts a feed gives, by the majority of the first ten that have a text.
#[must_use]
pub fn extent(posts: &[Post]) -> Extent {
    let told = posts.iter().filter_map(is_whole).take(ENOUGH);
    let (whole, all) = told.fold((0, 0), |(whole, all), is_whole| (whole + usize::from(is_whole), all + 1));
    match (whole, all) {
        _ if posts.is_empty() => Extent::Unknown,
        (_, 0) => Extent::Titles,
        (whole, all) if whole * 2 >= all => Extent::Full,
        _ => Extent::Excerpts,
    }
}

/// Whether a post is there whole; `None` without any text.
fn is_whole(post: &Post) -> Option<bool> {
    let text = Document::from_html(post.html(), post.language.as_ref());
    let words = text.word_count();
    if words == 0 {
        return None;
    }
    if breaks_off(&text.text) {
        return Some(false);
    }
    // Where there is a body besides the summary it is the body; a note has no title and is short and whole.
    Some(!post.content_html.trim().is_empty() || post.title.is_empty() || words >= SHORT)
}

/// Whether a text ends in the middle, or in an invitation to read on.
fn breaks_off(text: &str) -> bool {
    const ENDINGS: [&str; 16] = [
        "…",
        "...",
        "[…]",
        "[...]",
        "read more",
        "continue reading",
        "keep reading",
        "read the rest",
        "lees verder",
        "lees meer",
        "verder lezen",
        "weiterlesen",
        "mehr lesen",
        "lire la suite",
        "leer más",
        "continua a leggere",
    ];
    let mut begin = text.len().saturating_sub(160);
    while !text.is_char_boundary(begin) {
        begin += 1;
    }
    let end = text[begin..].to_lowercase();
    let end = end.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '→' | '»' | '›' | '>' | '&'));
    // WordPress closes excerpts with “The post … first appeared on …”.
    let end = end.find("the post ").map_or(end, |at| end[..at].trim_end());
    ENDINGS.iter().any(|ending| end.ends_with(ending))
        || end.contains("continue reading")
        || end.contains("lees verder")
}

#[cfg(test)]
mod tests {
    use super::{Extent, extent};
    use crate::{feed, model::Post};

    fn post(title: &str, summary: &str, content: &str) -> Post {
        let feed = serde_json::json!({ "version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [
            { "id": "1", "title": title, "summary": summary, "content_html": content }
        ] });
        feed::read(feed.to_string().as_bytes(), None, None).unwrap().posts.remove(0)
    }

    #[test]
    fn tells_whole_posts_from_excerpts() {
        let long = "woord ".repeat(120);
        for (summary, content, expected) in [
            ("Kort.", "<p>Een heel stuk.</p>", Extent::Full),
            (long.as_str(), "", Extent::Full),
            ("Een zin of twee over het stuk.", "", Extent::Excerpts),
            ("", "<p>Het begint zo […]</p>", Extent::Excerpts),
            ("", "<p>Het begint zo</p><p><a href='/x'>Lees verder →</a></p>", Extent::Excerpts),
            ("<p>It begins [&hellip;]</p><p>The post A appeared first on B.</p>", "", Extent::Excerpts),
            ("", "", Extent::Titles),
        ] {
            assert_eq!(extent(&[post("Titel", summary, content)]), expected, "{summary} {content}");
        }
        assert_eq!(extent(&[post("", "Een korte notitie.", "")]), Extent::Full);
        assert_eq!(extent(&[]), Extent::Unknown);
    }
}
