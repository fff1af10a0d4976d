//! What is mended in sanitised HTML, where every `<` begins a tag and every value stands in double quotes.

use crate::feed::tokens::{Token, Tokens};

/// Takes out what would change when it is read again (a carriage return, a line break at the start of `pre`), and
/// pictures that are there to count readers.
pub(super) fn tidy(html: String) -> String {
    let html = if html.contains('\r') { html.replace('\r', "\n") } else { html };
    let html = if html.contains("<pre") { without_first_breaks(&html) } else { html };
    if html.contains("<img") { without_pixels(&html) } else { html }
}

fn without_first_breaks(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<pre") {
        let end = rest[at..].find('>').map_or(rest.len(), |length| at + length + 1);
        kept.push_str(&rest[..end]);
        rest = rest[end..].trim_start_matches('\n');
    }
    kept.push_str(rest);
    kept
}

/// Pictures of at most one pixel show nothing.
fn without_pixels(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut tokens = Tokens::new(html);
    let mut at = 0;
    while let Some(token) = tokens.next() {
        let is_pixel = match &token {
            Token::Start(tag) if tag.name == "img" => {
                let at_most_one = |name| tag.attribute(name).is_some_and(|value| matches!(value.trim(), "0" | "1"));
                at_most_one("width") && at_most_one("height")
            }
            _ => false,
        };
        if !is_pixel {
            kept.push_str(&html[at..tokens.position()]);
        }
        at = tokens.position();
    }
    kept
}
