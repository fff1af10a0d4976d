//! Whether a feed gives a post whole or stops after the first lines.

use super::plain;
use crate::model::Post;

/// A summary of fewer words than this is hardly the whole post.
const SHORT: usize = 120;
/// A body of more words than this is the post, whatever stands at its end.
const LONG: usize = 400;

/// What stands at the end of an excerpt, in lower case.
const MARKS: &[&str] = &["…", "...", "[…]", "[...]", "[&hellip;]", "(…)", "(...)", "→", "»", "(more…)", "(more...)"];

/// Words of the link that leads on to the rest, in lower case: Dutch, English, German, French, Spanish.
const LEADS_ON: &[&str] = &[
    "lees verder",
    "lees meer",
    "verder lezen",
    "lees het hele",
    "lees de rest",
    "continue reading",
    "read more",
    "keep reading",
    "read on",
    "read the rest",
    "read the full",
    "read full",
    "weiterlesen",
    "mehr lesen",
    "lire la suite",
    "lire plus",
    "seguir leyendo",
    "leer más",
];

/// What an engine puts under every post, whole or not, in lower case.
const FOOTERS: &[&str] = &[
    "appeared first on",
    "verscheen eerst op",
    "erschien zuerst auf",
    "est apparu en premier sur",
    "apareció primero en",
];

/// Whether the text of a post is an excerpt of a longer one. A feed that gives a body is believed, unless the body is
/// short and ends as an excerpt does; a feed that gives only a summary is believed when the summary is long, or has no
/// title to be a summary of, and ends as a text does.
#[must_use]
pub fn is_excerpt(post: &Post) -> bool {
    let text = plain::of_html(post.html());
    let words = text.split_whitespace().count();
    let leads_on = leads_on(&text);
    if post.content_html.trim().is_empty() {
        // A note has no title, and is short and whole.
        leads_on || (words < SHORT && !post.title.is_empty()) || words == 0
    } else {
        leads_on && words < LONG
    }
}

fn leads_on(text: &str) -> bool {
    let lower = text.trim_end().to_lowercase();
    let is_footer = |block: &&str| FOOTERS.iter().any(|words| block.contains(words));
    let Some(last) = lower.rsplit("\n\n").find(|block| !is_footer(block)) else { return false };
    let last = last.trim();
    let last = &last[last.floor_char_boundary(last.len().saturating_sub(240))..];
    let sentence = last.rsplit(['.', '!', '?']).find(|part| part.chars().any(char::is_alphabetic)).unwrap_or(last);
    MARKS.iter().any(|mark| last.ends_with(mark)) || LEADS_ON.iter().any(|words| sentence.contains(words))
}

#[cfg(test)]
mod tests {
    use super::is_excerpt;
    use crate::model::Post;

    fn post(title: &str, summary: &str, content: &str) -> Post {
        let json = serde_json::json!({
            "id": "1", "url": null, "title": title, "authors": [], "published": null, "updated": null, "language": null,
            "categories": [], "summary_html": summary, "content_html": content,
        });
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn tells_an_excerpt_from_a_post() {
        let long = "woord ".repeat(150);
        for (summary, content) in [
            ("<p>Een paar regels.</p>", ""),
            ("", ""),
            (format!("<p>{long} […]</p>").as_str(), ""),
            (format!("<p>{long}</p><p><a href='https://a.example/'>Lees verder →</a></p>").as_str(), ""),
            ("", "<p>Kort begin. <a href='https://a.example/'>Continue reading Something long</a></p>"),
            ("", "<p>Kort begin…</p>"),
            ("", "<p>Kort begin […]</p><p>The post Titel appeared first on A.</p>"),
        ] {
            assert!(is_excerpt(&post("Titel", summary, content)), "{summary} {content}");
        }
        for (summary, content) in [
            (format!("<p>{long}.</p>").as_str(), ""),
            ("kort", "<p>Een bericht van één zin, en dat is alles.</p>"),
            ("", format!("<p>{}…</p>", long.repeat(3)).as_str()),
            ("", "<p>Wie verder wil lezen gaat naar de bibliotheek. Daar is het warm.</p>"),
        ] {
            assert!(!is_excerpt(&post("Titel", summary, content)), "{summary} {content}");
        }
        assert!(!is_excerpt(&post("", "<p>Een notitie van één zin.</p>", "")));
        assert!(is_excerpt(&post("", "<p>Een notitie van één …</p>", "")));
    }
}
