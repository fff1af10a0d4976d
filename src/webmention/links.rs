//! The addresses that a page links to.

use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::discover::base;

/// Elements and the attribute in which each has an address: links for people, and what is shown or played.
const LINKING: [(&str, &str); 15] = [
    ("a", "href"),
    ("area", "href"),
    ("img", "src"),
    ("video", "src"),
    ("video", "poster"),
    ("audio", "src"),
    ("source", "src"),
    ("track", "src"),
    ("iframe", "src"),
    ("embed", "src"),
    ("object", "data"),
    ("blockquote", "cite"),
    ("q", "cite"),
    ("ins", "cite"),
    ("del", "cite"),
];

/// Every link of a page, in the order of the document, absolute, with the element it stands in. Beside what readers see
/// these are the microformats that say the same to machines (`<data class="u-in-reply-to">`, `<link class="u-like-of">`);
/// text, comments, scripts and templates are none.
pub(super) fn links<'a>(document: &'a Html, page: &Url) -> Vec<(ElementRef<'a>, Url)> {
    let base = base(document, page);
    let all = Selector::parse("*").map(|all| document.select(&all).collect::<Vec<_>>()).unwrap_or_default();
    let mut found = Vec::new();
    for element in all.into_iter().filter(|element| !in_template(*element)) {
        let name = element.value().name();
        let attributes = LINKING.iter().filter(|(linking, _)| *linking == name).map(|(_, attribute)| *attribute);
        let in_markup = match name {
            "data" => Some("value"),
            "link" => Some("href"),
            _ => None,
        };
        let in_markup = in_markup.filter(|_| element.value().classes().any(|class| class.starts_with("u-")));
        let values = attributes.chain(in_markup).filter_map(|attribute| element.attr(attribute));
        // An empty `src` shows nothing; an empty `href` is a link to the page itself.
        let values = values.filter(|value| name == "a" || !value.trim().is_empty());
        found.extend(values.filter_map(|value| Some((element, base.join(value.trim()).ok()?))));
    }
    found
}

/// Whether an element is only a pattern for others: the parser that is used here takes it for a part of the page.
pub(super) fn in_template(element: ElementRef<'_>) -> bool {
    element.ancestors().filter_map(|above| above.value().as_element()).any(|above| above.name() == "template")
}
