//! Whole posts or excerpts.

use serde::Serialize;

use crate::{feed::is_excerpt, model::Post, text::Document};

/// As many posts say enough about a feed.
const ENOUGH: usize = 10;

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
    (text.word_count() > 0).then(|| !is_excerpt(post))
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
