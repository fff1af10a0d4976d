//! The entry that a page is about, by its microformats (microformats.org: h-entry; hAtom before it).

use scraper::{ElementRef, Html};

use super::{in_comment, select};

/// The h-entry of the page itself: not one in a comment or a quotation, and the only one, because a page with several is
/// a list.
pub(super) fn own<'a>(page: &'a Html, kind: &str) -> Option<ElementRef<'a>> {
    let class = kind.trim_start_matches('.');
    let inside = |entry: &ElementRef<'_>| {
        entry
            .ancestors()
            .filter_map(|above| above.value().as_element())
            .any(|above| above.classes().any(|name| name == class || name == "h-cite"))
    };
    let mut found = select(page, kind).into_iter().filter(|entry| !in_comment(*entry) && !inside(entry));
    found.next().filter(|_| found.next().is_none())
}

/// Its content: `e-content`, or hAtom's `entry-content`.
pub(super) fn content(page: &Html) -> Option<ElementRef<'_>> {
    let of = |kind: &str, content: &str| {
        let entry = own(page, kind)?;
        let mut found = entry.descendent_elements().filter(|inner| inner.value().classes().any(|name| name == content));
        found.next().filter(|_| found.next().is_none())
    };
    of(".h-entry", "e-content").or_else(|| of(".hentry", "entry-content"))
}
