use scraper::{Html, Selector};

use super::HERE;
use crate::render::{Site, fixture, plan};

fn discussed() -> crate::render::Plan {
    plan(&Site { reactions: fixture::reactions(), ..fixture::site() }, fixture::now()).unwrap()
}

fn page(plan: &crate::render::Plan, path: &str) -> Html {
    Html::parse_document(std::str::from_utf8(&plan.files[path]).unwrap())
}

fn count(page: &Html, selector: &str) -> usize {
    page.select(&Selector::parse(selector).unwrap()).count()
}

#[test]
fn without_any_nothing_is_said_of_them() {
    let plan = plan(&fixture::site(), fixture::now()).unwrap();
    assert!(plan.files.keys().all(|path| !path.contains("/reactions/")));
    assert_eq!(count(&page(&plan, "hardop-leren/index.html"), ".reactions"), 0);
}

#[test]
fn the_first_stand_on_the_edition_s_page_and_all_on_their_own() {
    let plan = discussed();
    let edition = page(&plan, "hardop-leren/index.html");
    assert_eq!(count(&edition, ".reactions .u-comment.h-cite"), HERE);
    assert_eq!(count(&edition, ".reactions .u-like"), 0, "who says something comes first");
    assert_eq!(count(&edition, ".reactions a[href$='hardop-leren/reactions/']"), 1);
    let pages = ["hardop-leren/reactions/index.html", "hardop-leren/reactions/page-2/index.html"];
    let all: usize = pages.iter().map(|path| count(&page(&plan, path), ".reactions .h-cite")).sum();
    assert_eq!(all, fixture::reactions().values().flatten().count());
    for path in pages {
        assert_eq!(count(&page(&plan, path), "meta[name=robots][content=noindex]"), 1);
    }
    let sitemap = std::str::from_utf8(&plan.files["sitemap.xml"]).unwrap();
    assert!(!sitemap.contains("reactions/"));
}

#[test]
fn a_few_all_stand_on_the_edition_s_page() {
    let mut few = fixture::reactions();
    for all in few.values_mut() {
        all.retain(|reaction| reaction.url.as_str().contains("-1.") || reaction.kind.name() == "repost");
    }
    let plan = plan(&Site { reactions: few, ..fixture::site() }, fixture::now()).unwrap();
    assert!(plan.files.keys().all(|path| !path.contains("/reactions/")));
    let edition = page(&plan, "hardop-leren/index.html");
    assert_eq!(count(&edition, ".reactions .u-comment.h-cite"), 1);
    assert_eq!(count(&edition, ".reactions .u-repost.h-cite"), 1);
}

#[test]
fn what_strangers_write_is_words_and_nothing_else() {
    let plan = discussed();
    for path in ["hardop-leren/index.html", "hardop-leren/reactions/index.html"] {
        let html = std::str::from_utf8(&plan.files[path]).unwrap();
        assert!(html.contains("&lt;script&gt;") && html.contains("{{ 7 * 7 }}"), "{path}: as it was written");
        for bad in ["<script>alert", "<img src=x", "<b onclick", "javascript:", "</blockquote><script"] {
            assert!(!html.contains(bad), "{path}: {bad}");
        }
        let page = page(&plan, path);
        let links = Selector::parse(".reactions a[href^=http]").unwrap();
        assert!(page.select(&links).count() > 0);
        for link in page.select(&links) {
            assert_eq!(link.attr("rel"), Some("external ugc nofollow"), "{}", link.html());
        }
        let words = Selector::parse(".reactions :is(blockquote, .p-name)").unwrap();
        for passage in page.select(&words) {
            assert_eq!(passage.attr("dir"), Some("auto"), "{}", passage.html());
        }
        assert!(path.len() < 30 || count(&page, ".reactions blockquote[lang=ar]") == 1, "{path}");
        assert!(!html.contains(['\u{202e}', '\u{2067}']), "{path}: nothing turns the text around it");
    }
}
