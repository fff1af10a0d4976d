//! Lists of people and of their words, on whole pages: that everything stands where its address says, in an order that
//! people can use.

use std::collections::BTreeSet;

use super::{Plan, Site, fixture, plan};
use crate::model::{Citation, Slug, Topic};

const LETTERS: &str = "abcdefghijklmnopq";

fn planned(site: &Site) -> Plan {
    plan(site, fixture::now()).unwrap_or_else(|error| panic!("{error}"))
}

fn text(plan: &Plan, path: &str) -> String {
    String::from_utf8(plan.files.get(path).unwrap_or_else(|| panic!("no {path}")).to_vec()).unwrap()
}

/// The part of a page that is its own.
fn main(plan: &Plan, path: &str) -> String {
    let html = text(plan, path);
    html[html.find("<main").unwrap()..html.find("</main>").unwrap()].to_owned()
}

fn topic(word: &str) -> Topic {
    Topic { word: word.into(), count: 3, passage: None }
}

/// The invented series, with topics that its posts come back to.
fn with_topics() -> Site {
    let mut site = fixture::site();
    let topics: [(&str, &[usize]); 5] = [
        ("brood", &[1, 4, 10]),
        ("koor", &[4, 7]),
        ("schrift", &[0, 3, 5, 8, 12]),
        ("bibliotheek", &[0, 5]),
        ("kassa", &[2, 1]),
    ];
    for (word, entries) in topics {
        for at in entries {
            site.series.editions[1].entries[*at].topics.push(topic(word));
        }
    }
    site
}

/// A published edition of so many entries with a definition and quotes each.
fn crowd(entries: usize) -> Site {
    let mut site = with_topics();
    let edition = &mut site.series.editions[1];
    let model = edition.entries[0].clone();
    edition.entries.clear();
    for n in 0..entries {
        let mut entry = model.clone();
        entry.id = format!("crowd/{n}");
        entry.slug = Slug::new(&format!("crowd-{n}")).ok();
        entry.author.name = format!("Naam {}e van der Zee{n}", n % 7);
        entry.late = n % 9 == 0;
        entry.topics = [n % 11, n % 13, n % 17].map(|k| topic(&format!("woord{}", &LETTERS[k..=k]))).into();
        let said = |id: String, text: String| Citation { id, text, ..model.quotes[0].clone() };
        let kinds = [
            "een gesprek",
            "kijken door ramen",
            "zingen onder douches",
            "bakken zonder recept",
            "struikelen over drempels",
            "tekenen met houtskool",
            "wandelen langs kanalen",
            "stemmen van piano's",
        ];
        entry.definitions = vec![said(format!("d{n:08x}"), format!("Hardop leren is {}.", kinds[n % 8]))];
        entry.quotes = (0..2).map(|k| said(format!("q{n:07x}{k}"), format!("Zin {k} van {n}."))).collect();
        edition.entries.push(entry);
    }
    edition.threads.clear();
    site
}

#[test]
fn every_permalink_leads_to_its_words() {
    let plan = planned(&crowd(230));
    for list in ["definitions", "quotes"] {
        let mut links = 0;
        for n in 0..230 {
            let entry = text(&plan, &format!("hardop-leren/entries/crowd-{n}/index.html"));
            for link in entry.split("href=\"").filter_map(|rest| rest.split_once('"')).map(|(link, _)| link) {
                let Some((page, anchor)) = link.split_once('#').filter(|(page, _)| page.contains(list)) else {
                    continue;
                };
                let path = format!("{}index.html", page.trim_start_matches("../"));
                let id = format!(" id=\"{anchor}\"");
                assert_eq!(text(&plan, &path).matches(&id).count(), 1, "{link}");
                links += 1;
            }
        }
        assert!(list == "quotes" || links == 230, "{links} links to {list}");
    }
    // Every quote stands on one of the pages, once.
    let pages = plan.files.keys().filter(|path| path.starts_with("hardop-leren/quotes/"));
    let all: String = pages.map(|path| text(&plan, path)).collect();
    for n in 0..230 {
        assert_eq!(all.matches(&format!(" id=\"crowd-{n}-q{n:07x}1\"")).count(), 1, "quote of {n}");
    }
}

#[test]
fn definitions_stand_by_kind_and_the_picker_needs_no_script() {
    let plan = planned(&crowd(230));
    let pages = plan.files.keys().filter(|path| path.starts_with("hardop-leren/definitions/"));
    let headings: usize = pages.map(|path| main(&plan, path).matches("<section class=\"kind\"").count()).sum();
    assert!(headings > 8, "{headings} kinds");
    let page = main(&plan, "hardop-leren/definitions/index.html");
    let small = main(&planned(&crowd(24)), "hardop-leren/definitions/index.html");
    assert!(small.contains("class=\"jump\""), "the kinds of a page can be jumped to");
    assert_eq!(page.matches("type=\"checkbox\" id=\"w").count(), 4);
    assert!(page.contains("29 bloggers gebruiken "), "more than can be named are counted");
    let lists = plan.files.iter().find(|(path, _)| path.starts_with("lists.")).unwrap();
    let style = String::from_utf8_lossy(lists.1);
    for word in 1..=4 {
        assert!(style.contains(&format!("body:has(#w{word}:checked)")), "the stylesheet knows word {word}");
    }
}

#[test]
fn quotes_are_grouped_by_name() {
    let page = main(&planned(&fixture::site()), "hardop-leren/quotes/index.html");
    let names: Vec<&str> = page
        .split("<h2 id=\"by-")
        .skip(1)
        .filter_map(|rest| rest.split_once("</h2>"))
        .map(|(heading, _)| heading.split("</").nth(1).unwrap().rsplit('>').next().unwrap())
        .collect();
    assert_eq!(names[..3], ["Wil van der Aa", "Linde Aerts", "Hugh Ashworth"]);
    assert_eq!(page.matches("href=\"#by-").count(), names.len());
}

#[test]
fn bloggers_stand_in_the_order_of_surnames_and_letters_come_with_a_crowd() {
    let plan = planned(&fixture::site());
    let few = main(&plan, "blogs/index.html");
    let at = |name: &str| few.find(&format!(">{name}</a>")).unwrap_or_else(|| panic!("{name}"));
    assert!(at("Wil van der Aa") < at("Linde Aerts") && at("Nadia el Khatib") < at("Ellen McBride"));
    assert!(at("Marit Veenstra") < at("Joris de Wild") && !few.contains("class=\"jump"));
    let mut site = fixture::site();
    let model = site.content.blogs[0].clone();
    for (n, letter) in ('a'..='z').enumerate() {
        let mut blog = model.clone();
        blog.slug = Slug::new(&format!("more-{n}")).unwrap();
        blog.author = format!("Xanthe de {letter}{letter}");
        site.content.blogs.push(blog);
    }
    let many = main(&planned(&site), "blogs/index.html");
    assert_eq!(many.matches("class=\"shelf-of\"").count(), 26);
    assert!(many.contains("<a href=\"#letter-26\">Z</a>") && many.contains("id=\"letter-26\""));
}

#[test]
fn whoever_meets_somebody_is_met() {
    let site = with_topics();
    let plan = planned(&site);
    let slugs: Vec<&str> = site.content.blogs.iter().map(|blog| blog.slug.as_str()).collect();
    let met = |slug: &str| -> BTreeSet<String> {
        let page = main(&plan, &format!("blogs/{slug}/index.html"));
        let Some((_, list)) = page.split_once("class=\"company\"") else { return BTreeSet::new() };
        let list = list.split_once("</ul>").unwrap().0;
        let links = list.split("href=\"").skip(1).filter_map(|rest| rest.split_once('"'));
        links
            .filter_map(|(link, _)| Some(link.strip_prefix("../../blogs/")?.trim_end_matches('/').to_owned()))
            .collect()
    };
    let mut meetings = 0;
    for slug in &slugs {
        for other in met(slug) {
            assert!(met(&other).contains(*slug), "{slug} meets {other}, and not the other way round");
            meetings += 1;
        }
    }
    assert!(meetings >= 10, "{meetings}");
    assert!(main(&plan, "blogs/joris-de-wild/index.html").contains("kassa"));
}

#[test]
fn a_bloggers_page_tells_how_the_feed_is_doing() {
    let plan = planned(&fixture::site());
    let page = main(&plan, "blogs/rob-hoekstra/index.html");
    assert!(page.contains("href=\"../../status/#feed-rob-hoekstra\">vraagt aandacht</a>"), "{page}");
}

#[test]
fn threads_have_a_page_with_a_sentence_of_each() {
    let site = fixture::site();
    let plan = planned(&site);
    let page = main(&plan, "hardop-leren/threads/index.html");
    assert_eq!(page.matches("<blockquote").count(), 7);
    let edition = main(&plan, "hardop-leren/index.html");
    for anchor in ["publiek", "schaamte"] {
        assert!(page.contains(&format!("<h2 id=\"{anchor}\">")), "{anchor}");
        assert!(edition.contains(&format!("/hardop-leren/threads/#{anchor}")), "{anchor}");
    }
    // An entry in more threads than the host lets be quoted is named in the others.
    let mut site = site;
    let edition = &mut site.series.editions[1];
    edition.quotation.quotes_per_entry = 1;
    let mut again = edition.threads[0].clone();
    again.passages.iter_mut().for_each(|(_, words)| words.push('!'));
    again.quote = None;
    edition.threads.push(again);
    let page = main(&planned(&site), "hardop-leren/threads/index.html");
    assert_eq!(page.matches("<blockquote").count(), 7);
    assert!(page.contains("id=\"publiek-2\"") && page.contains("Het komt ook terug bij"), "{page}");
}

#[test]
fn an_edition_in_pictures_looks_as_it_did() {
    let plan = planned(&with_topics());
    insta::assert_snapshot!("pictures", main(&plan, "hardop-leren/pictures/index.html"));
}

#[test]
fn small_editions_have_no_pictures() {
    for (entries, pictures) in [(0, false), (1, false), (2, false), (3, true)] {
        let mut site = with_topics();
        site.series.editions[1].entries.truncate(entries);
        site.series.editions[1].threads.clear();
        let plan = planned(&site);
        assert_eq!(plan.files.contains_key("hardop-leren/pictures/index.html"), pictures, "{entries}");
        let edition = main(&plan, "hardop-leren/index.html");
        assert_eq!(edition.contains("/pictures/\""), pictures, "{entries}");
        assert!(!edition.contains("/threads/") && !plan.files.contains_key("hardop-leren/threads/index.html"));
    }
}

#[test]
fn a_crowd_has_pictures_that_can_be_surveyed() {
    let plan = planned(&crowd(300));
    let page = main(&plan, "hardop-leren/pictures/index.html");
    assert!(page.len() < 160_000, "{} bytes", page.len());
    let matrix = page.split_once("id=\"arcs-heading\"").unwrap().0;
    assert_eq!(matrix.matches("<tr>").count(), 25);
    assert!(matrix.contains("276 bloggers die minder delen"), "{}", &matrix[matrix.len() - 300..]);
    assert!(page.matches("<path d=\"M230").count() <= 60 && page.contains("class=\"days\""));
    assert_eq!(planned(&crowd(300)).files, plan.files);
}

#[test]
fn hostile_names_and_words_stay_text_in_pictures() {
    let mut site = with_topics();
    let long = "W".repeat(5000);
    let names = ["</text><script>alert(1)</script>", "\" onload=\"x", "&#0;]]>", long.as_str(), "\u{202e}txet", "👩‍🚀"];
    for (entry, name) in site.series.editions[1].entries.iter_mut().zip(names) {
        entry.author.name = name.into();
        entry.topics.push(topic("schrift"));
        entry.title = name.into();
    }
    let plan = planned(&site);
    for path in ["pictures", "definitions", "quotes", "threads"] {
        let page = main(&plan, &format!("hardop-leren/{path}/index.html"));
        assert!(!page.contains("<script") && !page.contains(" onload=\"") && !page.contains(" style="), "{path}");
        for svg in page.split("<svg").skip(1) {
            let svg = format!("<svg{}</svg>", svg.split_once("</svg>").unwrap().0);
            assert!(super::figure_tests::Drawing::read(&svg).is_inside(), "{svg}");
        }
    }
}
