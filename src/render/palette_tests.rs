//! Colours and faces in the built site.

use std::collections::BTreeSet;

use regex::Regex;

use super::{Plan, Site, fixture, plan};
use crate::model::{Colour, Palette};

fn built(site: &Site) -> Plan {
    plan(site, fixture::now()).unwrap()
}

fn text(plan: &Plan, starts: &str) -> String {
    let (_, bytes) = plan.files.iter().find(|(path, _)| path.starts_with(starts)).unwrap();
    String::from_utf8_lossy(bytes).into_owned()
}

fn found(pattern: &str, text: &str) -> BTreeSet<String> {
    Regex::new(pattern).unwrap().captures_iter(text).map(|found| found[1].to_owned()).collect()
}

#[test]
fn every_custom_property_that_is_used_is_set() {
    let plan = built(&fixture::site());
    // What print.css sets is set on paper only.
    let set = found(r"(--[a-z0-9-]+)\s*:", &["style.", "prose.", "lists."].map(|name| text(&plan, name)).concat());
    let used = ["style.", "prose.", "lists.", "print."].map(|name| text(&plan, name)).concat();
    let missing: Vec<_> = found(r"var\((--[a-z0-9-]+)", &used).difference(&set).cloned().collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn an_edition_brings_its_colours_and_the_rest_keeps_those_of_the_site() {
    let mut site = fixture::site();
    let has = |plan: &Plan, page: &str, class: &str| {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        assert!(text(plan, page).contains(&format!("<html lang=\"nl\"{class}>")), "{page} {class}");
    };
    // The second edition has the second palette; the home page is its front.
    let plan = built(&site);
    for page in ["index.html", "onderweg/index.html", "onderweg/call/index.html"] {
        has(&plan, page, "p-sea");
    }
    for page in ["hardop-leren/index.html", "hardop-leren/definitions/index.html", "blogs/index.html"] {
        has(&plan, page, "");
    }
    let style = text(&plan, "style.");
    assert!(style.contains(".p-sea{--cloth:light-dark(#0f7388,") && !style.contains(".p-rose"), "only what is used");
    assert!(text(&plan, "onderweg/index.html").contains("fill=\"#0f7388\""), "the ride is of the cloth");

    // Somebody's own colours, for the whole site: no class is needed.
    let own = Palette { cloth: Colour::hex(0x0080_2080), ..Palette::of_edition(1) };
    site.content.config.palette = Some(own);
    let plan = built(&site);
    assert!(text(&plan, "style.").contains("--cloth:light-dark(#802080,"));
    has(&plan, "index.html", "");
    assert!(text(&plan, "favicon.svg").contains("#802080"));
    // And for one edition.
    site.content.config.palette = None;
    site.series.editions[0].edition.palette = Some(own);
    let plan = built(&site);
    has(&plan, "onderweg/index.html", "p-80208017635af8dfb0");
    assert!(text(&plan, "style.").contains(".p-80208017635af8dfb0{"));
}

#[test]
fn the_face_is_there_under_a_name_of_its_own() {
    let plan = built(&fixture::site());
    let (path, _) = plan.files.iter().find(|(path, _)| path.starts_with("abril-fatface-latin.")).unwrap();
    assert!(text(&plan, "index.html").contains(&format!("<link rel=\"preload\" href=\"./{path}\" as=\"font\"")));
    assert!(text(&plan, "style.").contains(&format!("url({path})")));
    assert!(text(&plan, "_headers").contains(&format!("/{path}\n")), "it may be kept for ever");
    assert!(
        !plan.files.keys().any(|path| path.split('.').next_back() == Some("woff")),
        "what browsers do not need stays here"
    );
}

#[test]
fn the_line_for_a_blog_is_shown_and_not_run() {
    let mut site = fixture::site();
    site.series.editions[0].edition.title = "A \"<b>\" & c".to_owned();
    let page = text(&built(&site), "onderweg/call/index.html");
    let (_, code) = page.split_once("<code>&lt;a href=").unwrap();
    let (code, _) = code.split_once("</code>").unwrap();
    assert!(!code.contains('<') && code.contains("&amp;lt;b&amp;gt;"), "{code}");
    assert_eq!(page.matches("src=\"../../onderweg/badge.svg\"").count(), 1);
    assert!(!page.contains("src=\"badge.svg\""));
}

#[test]
fn frames_outside_the_stylesheet_have_its_paper() {
    use crate::model::palette::PAPER;
    let page = text(&built(&fixture::site()), "index.html");
    for paper in [PAPER.light, PAPER.dark] {
        assert!(page.contains(&format!("<meta name=\"theme-color\" content=\"{paper}\"")));
    }
    assert!(text(&built(&fixture::site()), "site.webmanifest").contains(&PAPER.light.to_string()));
}
