//! The little HTML that hosts write into Markdown: tags are told from words, and `lang` is heard.

use std::ops::Range;

use crate::model::Lang;

/// Elements that are never closed.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// The stretches of raw HTML that are no tags and no comments.
pub(super) fn words(raw: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for tag in tags(raw) {
        if at < tag.start {
            found.push(at..tag.start);
        }
        at = tag.end;
    }
    if at < raw.len() {
        found.push(at..raw.len());
    }
    found
}

/// Tags and comments, in order.
fn tags(raw: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = raw[at..].find('<').map(|offset| at + offset) {
        let close = if raw[start..].starts_with("<!--") { "-->" } else { ">" };
        let Some(end) = raw[start..].find(close).map(|offset| start + offset + close.len()) else {
            found.push(start..raw.len());
            break;
        };
        found.push(start..end);
        at = end;
    }
    found
}

/// The elements that are open, with their languages.
#[derive(Default)]
pub(super) struct LanguageStack {
    open: Vec<(String, Option<(usize, Lang)>)>,
    found: Vec<(Range<usize>, Lang)>,
}

impl LanguageStack {
    /// Reads raw HTML that stands at byte `base`.
    pub(super) fn read(&mut self, raw: &str, base: usize) {
        for tag in tags(raw) {
            let text = &raw[tag.clone()];
            if let Some(name) = text.strip_prefix("</") {
                self.close(&name_of(name), base + tag.start);
            } else if let Some(inside) = text.strip_prefix('<').filter(|rest| rest.starts_with(char::is_alphabetic)) {
                let name = name_of(inside);
                if !VOID.contains(&name.as_str()) && !text.ends_with("/>") {
                    let language = attribute(inside, "lang").and_then(Lang::parse);
                    self.open.push((name, language.map(|language| (base + tag.end, language))));
                }
            }
        }
    }

    fn close(&mut self, name: &str, at: usize) {
        let Some(index) = self.open.iter().rposition(|(open, _)| open == name) else { return };
        let closed = self.open.drain(index..).filter_map(|(_, language)| language);
        self.found.extend(closed.map(|(start, language)| (start..at, language)));
    }

    /// The stretches with a language of their own, outer ones first. What is never closed reaches to `end`.
    pub(super) fn finish(mut self, end: usize) -> Vec<(Range<usize>, Lang)> {
        let open = std::mem::take(&mut self.open).into_iter().filter_map(|(_, language)| language);
        self.found.extend(open.map(|(start, language)| (start..end.max(start), language)));
        self.found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        self.found
    }
}

fn name_of(inside: &str) -> String {
    inside.chars().take_while(|c| c.is_alphanumeric() || *c == '-').flat_map(char::to_lowercase).collect()
}

/// The value of an attribute of a tag; quotation marks around it may be missing.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = tag;
    while let Some(at) = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')) {
        if rest[at..].starts_with(['"', '\'']) {
            // The inside of a value: whatever stands there is no attribute.
            let mark = &rest[at..=at];
            rest = rest[at + 1..].split_once(mark)?.1;
            continue;
        }
        rest = rest[at..].trim_start();
        let Some(value) = rest.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name)) else { continue };
        let Some(value) = rest[value.len()..].trim_start().strip_prefix('=') else { continue };
        let value = value.trim_start();
        return match value.chars().next()? {
            mark @ ('"' | '\'') => value[1..].split(mark).next(),
            _ => value.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next(),
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{LanguageStack, words};

    #[test]
    fn languages_reach_to_the_end_of_their_element() {
        let html = "<p title=\"lang='fr'\"><span LANG=en>a<br>b</span><!-- <i lang=de> --><q lang='nl'>";
        let mut stack = LanguageStack::default();
        stack.read(html, 100);
        let found = stack.finish(100 + html.len());
        let heard: Vec<_> = found.iter().map(|(r, lang)| (&html[r.start - 100..r.end - 100], lang.as_str())).collect();
        assert_eq!(heard, [("a<br>b", "en"), ("", "nl")]);
        let text: Vec<_> = words("a <b>c</b> d <!-- e > f --> g <").into_iter().collect();
        assert_eq!(text.len(), 4);
    }
}
