//! Pages that say that they are no more, where no server can say it with a status (W3C Webmention, 3.2.4 and 4.2).

use scraper::{Html, Selector};

/// Whether a page says `<meta http-equiv="status" content="410 Gone">`.
pub(super) fn is_gone(document: &Html) -> bool {
    let metas = Selector::parse("meta[http-equiv][content]").ok();
    let mut metas = metas.iter().flat_map(|metas| document.select(metas));
    metas.any(|meta| {
        let is_status = meta.attr("http-equiv").is_some_and(|name| name.trim().eq_ignore_ascii_case("status"));
        is_status && meta.attr("content").and_then(|content| content.split_whitespace().next()) == Some("410")
    })
}
