//! One site in two languages: the pages double, the texts do not.

#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "the planner writes these names itself")]

use scraper::{Html, Selector};

use super::{Plan, Site, fixture, plan};
use crate::{
    content::RoundupFile,
    model::{Lang, Slug},
};

fn bilingual() -> Site {
    let mut site = fixture::site();
    site.content.config.languages = vec![Lang::nl(), Lang::en()];
    site
}

fn planned(site: &Site) -> Plan {
    plan(site, fixture::now()).unwrap_or_else(|error| panic!("{error}"))
}

fn text(plan: &Plan, path: &str) -> String {
    String::from_utf8(plan.files.get(path).unwrap_or_else(|| panic!("no {path}")).to_vec()).unwrap()
}

/// With the host's roundup in English, too.
fn translated() -> Site {
    let mut site = bilingual();
    let folder = site.content.editions.iter_mut().find(|folder| folder.roundup.is_some()).unwrap();
    let file = RoundupFile {
        body: "What a fair. See [the call](/hardop-leren/call/) and [the poster](/poster.png).".into(),
        path: "content/hardop-leren/roundup.en.md".into(),
        ..folder.roundup.clone().unwrap()
    };
    folder.translations.insert(Lang::en(), file);
    site
}

#[test]
fn every_page_stands_in_both_languages_and_every_file_once() {
    let (one, two) = (planned(&fixture::site()), planned(&bilingual()));
    let pages = |plan: &Plan| plan.files.keys().filter(|path| path.ends_with("index.html")).count();
    assert_eq!(pages(&two), 2 * pages(&one));
    let is_card = |path: &str| path.contains("/card.");
    let files = |plan: &Plan| plan.files.keys().filter(|path| !path.ends_with("index.html") && !is_card(path)).count();
    assert_eq!(files(&two), files(&one));
    let cards = |plan: &Plan| plan.files.keys().filter(|path| is_card(path)).count();
    assert_eq!(cards(&two), 2 * cards(&one), "a card has words on it");
    assert_eq!(two.pages, 2 * one.pages - 1, "what is missing is missing once");
}

#[test]
fn no_link_of_either_language_leads_nowhere() {
    let mut site = translated();
    site.statics.insert("poster.png".into(), std::sync::Arc::from(b"x".as_slice()));
    let plan = planned(&site);
    let base = &site.content.config.base_url;
    let linked = Selector::parse("[href], [src], [data-index], meta[property='og:image']").unwrap();
    for (path, bytes) in plan.files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = base.join(path).unwrap();
        let html = Html::parse_document(std::str::from_utf8(bytes).unwrap());
        for element in html.select(&linked) {
            let named =
                ["href", "src", "data-index", "content"].iter().find_map(|name| element.value().attr(name)).unwrap();
            let Ok(target) = page.join(named) else { continue };
            let Some(inside) = target.as_str().strip_prefix(base.as_str()) else { continue };
            let inside = inside.split(['?', '#']).next().unwrap();
            let file =
                if inside.is_empty() || inside.ends_with('/') { format!("{inside}index.html") } else { inside.into() };
            assert!(plan.files.contains_key(&file), "{path} links {named}");
        }
    }
}

#[test]
fn the_sites_words_are_in_the_language_of_the_folder_and_the_hosts_in_their_own() {
    let plan = planned(&bilingual());
    let page = text(&plan, "en/hardop-leren/index.html");
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"), "{page}");
    assert!(page.contains("<h1 class=\"p-name\" lang=\"nl\">Hardop leren</h1>"), "{page}");
    assert!(page.contains("<div class=\"prose e-content\" lang=\"nl\">"), "{page}");
    assert!(page.contains("The entries") && page.contains("May 2026") && !page.contains("mei 2026"), "{page}");
    let switch = "<li><a href=\"../../hardop-leren/\" lang=\"nl\" hreflang=\"nl\">Nederlands</a></li>";
    assert!(page.contains(switch), "{page}");
    let dutch = text(&plan, "hardop-leren/index.html");
    assert!(dutch.contains("<a href=\"../en/hardop-leren/\" lang=\"en\" hreflang=\"en\">English</a>"), "{dutch}");
    assert!(!text(&plan, "404.html").contains("hreflang"));
    assert!(!text(&planned(&fixture::site()), "index.html").contains("hreflang"));
}

#[test]
fn only_what_is_translated_counts_by_itself() {
    for (site, own) in [(bilingual(), false), (translated(), true)] {
        let plan = planned(&site);
        let folder = |own: bool| if own { "en/" } else { "" };
        let canonical = |path: &str, own: bool| {
            format!("<link rel=\"canonical\" href=\"https://draaimolen.example/{}{path}\">", folder(own))
        };
        let edition = text(&plan, "en/hardop-leren/index.html");
        assert!(edition.contains(&canonical("hardop-leren/", own)), "{edition}");
        assert_eq!(edition.contains("<link rel=\"alternate\" hreflang=\"x-default\""), own);
        assert!(text(&plan, "en/hardop-leren/quotes/index.html").contains(&canonical("hardop-leren/quotes/", false)));
        assert!(text(&plan, "en/privacy/index.html").contains(&canonical("privacy/", true)));

        let sitemap = text(&plan, "sitemap.xml");
        assert!(sitemap.contains("/en/privacy/") && !sitemap.contains("/en/hardop-leren/quotes/"), "{sitemap}");
        assert_eq!(sitemap.contains("/en/hardop-leren/<"), own, "{sitemap}");
        // Both of a pair say the same of each other.
        let pair =
            |page: &str| page.matches("hreflang=\"en\" href=\"https://draaimolen.example/en/hardop-leren/\"").count();
        assert_eq!((pair(&edition), pair(&text(&plan, "hardop-leren/index.html"))), (own.into(), own.into()));
    }
    let page = text(&planned(&translated()), "en/hardop-leren/index.html");
    assert!(page.contains("<div class=\"prose e-content\"><p>What a fair."), "{page}");
}

#[test]
fn the_programs_draft_speaks_the_language_of_the_folder() {
    let mut site = bilingual();
    let collected = site.series.editions.iter_mut().find(|collected| collected.roundup.file.is_some()).unwrap();
    collected.roundup.file = None;
    collected.roundup.body = crate::roundup::draft::body(collected);
    let slug = Slug::new("hardop-leren").unwrap();
    let mine = |folder: &&mut crate::content::EditionContent| folder.edition.slug == slug;
    site.content.editions.iter_mut().find(mine).unwrap().roundup = None;
    let plan = planned(&site);
    let told = |path: &str| {
        let page = text(&plan, path);
        page.split_once("e-content\">")
            .unwrap_or_else(|| panic!("{page}"))
            .1
            .split_once("</section>")
            .unwrap()
            .0
            .to_owned()
    };
    let (dutch, english) = (told("hardop-leren/index.html"), told("en/hardop-leren/index.html"));
    assert_ne!(dutch, english);
    assert!(english.contains("<blockquote cite=\"") && english.contains("\" lang=\"nl\">"), "{english}");
}
