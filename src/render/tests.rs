//! Whole plans: what is in them, that they are the same every time, and what goes wrong loudly.

#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "the planner writes these names itself")]

use std::{fmt::Write, sync::Arc};

use super::{Plan, Site, edition_json, fixture, palette::Paint, plan};
use crate::model::{Attribution, Palette, Person};

fn planned(site: &Site) -> Plan {
    plan(site, fixture::now()).unwrap_or_else(|error| panic!("{error}"))
}

/// Without the hashes in the names of files: those change with every line of the stylesheet.
fn nameless(text: &str) -> String {
    regex::Regex::new(r"\.[0-9a-f]{12}\.").unwrap().replace_all(text, ".HASH.").into_owned()
}

fn text(plan: &Plan, path: &str) -> String {
    String::from_utf8(plan.files.get(path).unwrap_or_else(|| panic!("no {path}")).to_vec()).unwrap()
}

/// Writes the invented series to a folder, to be looked at: `BLOGKERMIS_SHOW=DIR cargo test --lib shows_itself`.
#[test]
fn shows_itself() {
    let Ok(folder) = std::env::var("BLOGKERMIS_SHOW") else { return };
    let mut plan = planned(&fixture::site());
    // The ride by itself, from nearly empty to crowded.
    let mut rides = String::from("<!doctype html><link rel=stylesheet href=style.css><body class=shelf>");
    for n in [3, 14, 24, 40, 90] {
        let rider = |colour| super::ride::Rider { initials: "AB".into(), colour };
        let riders: Vec<_> = (0..n).map(rider).collect();
        let _ = write!(
            rides,
            "<div class=ride>{}</div>",
            super::ride::Ride { riders: &riders, free: 0, paint: Paint::of(&Palette::of_edition(1)) }.svg(
                &format!("r{n}"),
                "Ride",
                "Seats"
            )
        );
    }
    if std::env::var_os("BLOGKERMIS_SHOW_RIDES").is_some() {
        plan.files
            .insert("rides/index.html".into(), Arc::from(rides.replace("style.css", "../style.css").into_bytes()));
    }
    crate::output::carry_out(&plan, std::path::Path::new(&folder), false).unwrap();
}

#[test]
fn the_same_site_gives_the_same_bytes() {
    let site = fixture::site();
    let first = planned(&site);
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let second = alone.install(|| planned(&site));
    assert_eq!(first.files, second.files);
    // Nor does the hour matter while no edition changes its phase, but for the day that a calendar bears.
    let mut later = plan(&site, "2026-07-01T00:00:00Z".parse().unwrap()).unwrap();
    let mut first = first;
    for files in [&mut first.files, &mut later.files] {
        files.retain(|path, _| !path.ends_with(".ics"));
    }
    assert_eq!(first.files, later.files);
}

#[test]
fn every_page_stands_where_it_should() {
    let plan = planned(&fixture::site());
    let paths: Vec<&str> = plan.files.keys().map(String::as_str).collect();
    insta::assert_snapshot!("paths", nameless(&paths.join("\n")));
    assert_eq!(plan.pages, paths.iter().filter(|path| path.ends_with(".html")).count());
}

#[test]
fn pages_look_as_they_did() {
    let plan = planned(&fixture::site());
    let main = |path| {
        let html = text(&plan, path);
        html[html.find("<main").unwrap()..html.find("</main>").unwrap()].to_owned()
    };
    insta::assert_snapshot!("definitions", main("hardop-leren/definitions/index.html"));
    insta::assert_snapshot!("entry", main("hardop-leren/entries/sanne-bruin/index.html"));
    insta::assert_snapshot!("head", nameless(text(&plan, "onderweg/index.html").split("<body").next().unwrap()));
    // The drawing has tests of its own.
    let (before, rest) =
        main("hardop-leren/index.html").split_once("<svg").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    insta::assert_snapshot!("edition", format!("{before}{}", rest.split_once("</svg>").unwrap().1));
}

#[test]
fn feeds_look_as_they_did() {
    let plan = planned(&fixture::site());
    insta::assert_snapshot!("atom", text(&plan, "hardop-leren/feed.atom"));
    insta::assert_snapshot!("json_feed", text(&plan, "hardop-leren/feed.json"));
    insta::assert_snapshot!("opml", text(&plan, "blogs.opml"));
}

#[test]
fn edition_json_follows_its_schema() {
    let schema: serde_json::Value = serde_json::from_str(edition_json::SCHEMA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let plan = planned(&fixture::site());
    for path in ["hardop-leren/edition.json", "onderweg/edition.json"] {
        let value: serde_json::Value = serde_json::from_str(&text(&plan, path)).unwrap();
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{path}: {errors:?}");
    }
    let mut broken: serde_json::Value = serde_json::from_str(&text(&plan, "hardop-leren/edition.json")).unwrap();
    broken["entries"][0]["definitions"][0]["form"] = "hearsay".into();
    assert!(!validator.is_valid(&broken));
}

#[test]
fn two_files_in_one_place_are_an_error() {
    let mut site = fixture::site();
    site.statics.insert("blogs/index.html".into(), Arc::from(b"x".as_slice()));
    let error = plan(&site, fixture::now()).unwrap_err().to_string();
    assert!(error.contains("`blogs/index.html`") && error.contains("static/"), "{error}");
}

#[test]
fn a_broken_template_is_shown_with_a_caret() {
    for source in ["<p>{{ blogs | nonsense }}</p>", "<p>{% if %}</p>", "<p>{{ page.titel }}</p>"] {
        let mut site = fixture::site();
        site.templates.insert("blogs.html".into(), source.into());
        let error = plan(&site, fixture::now()).unwrap_err().to_string();
        assert!(error.contains("templates/blogs.html:1:") && error.contains('^'), "{error}");
    }
}

#[test]
fn a_template_can_be_replaced_alone() {
    let mut site = fixture::site();
    site.templates.insert("404.html".into(), "weg: {{ site_title }}".into());
    assert_eq!(text(&planned(&site), "404.html"), "weg: De Draaimolen");
}

#[test]
fn an_unknown_shortcode_names_file_and_line() {
    let mut site = fixture::site();
    site.series.editions[1].roundup.body = "Tekst.\n\n{{ defenities() }}\n".into();
    let error = plan(&site, fixture::now()).unwrap_err().to_string();
    assert!(error.contains("content/hardop-leren/roundup.md:6:4"), "{error}");
    assert!(error.contains("did you mean `definitions`"), "{error}");
}

#[test]
fn what_comes_from_outside_is_text() {
    let mut site = fixture::site();
    let entry = &mut site.series.editions[1].entries[0];
    entry.title = "<script>alert(1)</script>\u{1}".into();
    entry.author.name = "\"><img src=x>".into();
    entry.id = "a\"b".into();
    entry.url = "javascript:alert(1)".parse().ok();
    let plan = planned(&site);
    for (path, bytes) in &plan.files {
        let text = String::from_utf8_lossy(bytes);
        if path.ends_with(".html") {
            assert!(!text.contains("<script>alert") && !text.contains("<img src=x"), "{path}");
            assert!(!text.contains("href=\"javascript:"), "{path}");
            assert!(!text.contains(" style="), "{path}");
        }
    }
    let mut reader = quick_xml::Reader::from_str(std::str::from_utf8(&plan.files["feed.atom"]).unwrap());
    loop {
        if matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {
            break;
        }
    }
}

#[test]
fn verbatim_words_stand_in_the_page_letter_by_letter() {
    let site = fixture::site();
    let plan = planned(&site);
    let html = text(&plan, "hardop-leren/quotes/index.html");
    let quotes: Vec<&crate::model::Citation> =
        site.series.editions[1].entries.iter().flat_map(|entry| &entry.quotes).collect();
    assert_eq!(html.matches("<blockquote class=\"words e-content\"").count(), quotes.len());
    for quote in quotes {
        let opening =
            format!("data-citation=\"{}\"><p>{}</p></blockquote>", quote.id, super::html::escape(&quote.text));
        assert!(html.contains(&opening), "{opening}");
    }
}

#[test]
fn a_paraphrase_is_never_quoted() {
    let mut site = fixture::site();
    let quote = &mut site.series.editions[1].entries[0].quotes[0];
    quote.form = crate::model::Form::Paraphrase;
    quote.text = "Vreemden helpen.".into();
    let html = text(&planned(&site), "hardop-leren/quotes/index.html");
    let at = html.find("Vreemden helpen.").unwrap();
    assert!(html[..at].rfind("class=\"paraphrase").unwrap() > html[..at].rfind("<blockquote").unwrap_or(0));
}

/// The caption below `words` on the page of quotes.
fn caption(site: &Site, words: &str) -> String {
    let html = text(&planned(site), "hardop-leren/quotes/index.html");
    let main = html.split_once("<main").unwrap().1;
    let below = main.split_once(&super::html::escape(words)).unwrap().1;
    below.split_once("</figcaption>").unwrap().0.split_once("<figcaption>").unwrap().1.to_owned()
}

#[test]
fn only_an_authors_own_words_have_the_author_for_a_speaker() {
    let mut site = fixture::site();
    let entry = &mut site.series.editions[1].entries[0];
    let (name, words) = (entry.author.name.clone(), entry.quotes[0].text.clone());
    let speaker = |caption: &str| caption.split_once("class=\"where\"").unwrap().0.to_owned();

    assert!(speaker(&caption(&site, &words)).contains(&name));
    let said_by =
        [(Some(Attribution::Person("Hilde Maas".into())), "gezegd door Hilde Maas"), (None, "spreker onbekend")];
    for (who, shown) in said_by {
        site.series.editions[1].entries[0].quotes[0].speaker = who;
        let caption = caption(&site, &words);
        assert!(speaker(&caption).contains(shown) && !speaker(&caption).contains(&name), "{caption}");
        assert!(caption.contains("van <a") && caption.contains(&name), "{caption}");
    }
}

#[test]
fn a_definition_nobody_signed_is_not_called_the_authors_own() {
    let mut site = fixture::site();
    site.series.editions[1].entries[0].definitions[0].speaker = None;
    let html = text(&planned(&site), "hardop-leren/definitions/index.html");
    let first = html.split_once("</figcaption>").unwrap().0;
    assert!(first.contains("spreker onbekend") && !first.contains("eigen woorden"), "{first}");
}

#[test]
fn a_guest_is_not_taken_for_the_owner_of_the_blog() {
    let mut site = fixture::site();
    site.series.editions[1].entries[0].author = Person::named("Gerda Gast");
    let plan = planned(&site);
    let html = text(&plan, "hardop-leren/entries/index.html");
    let main = html.split_once("<main").unwrap().1;
    let card = main.split_once("Gerda Gast").unwrap().1.split_once("</article>").unwrap().0;
    assert!(
        card.starts_with("</span>") && card.contains("te gast op <a href=\"../../blogs/marit-veenstra/\">"),
        "{card}"
    );
}

#[test]
fn cards_do_not_repeat_what_the_roundup_tells() {
    let mut site = fixture::site();
    let edition = &mut site.series.editions[1];
    edition.roundup.body = "# De bijdragen\n\n{{ entries() }}\n".into();
    let summaries =
        |site: &Site| text(&planned(site), "hardop-leren/index.html").matches("<p class=\"p-summary").count();
    assert!(summaries(&site) > 0);
    let edition = &mut site.series.editions[1];
    for entry in &edition.entries {
        let url = entry.url.as_ref().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(edition.roundup.body, "\nIemand schreef [iets]({url}).");
    }
    assert_eq!(summaries(&site), 0);
}

#[test]
fn a_crowd_is_spread_over_pages() {
    let mut site = fixture::site();
    let edition = &mut site.series.editions[1];
    let model = edition.entries[0].clone();
    for n in 0..250 {
        let mut entry = model.clone();
        entry.id = format!("crowd/{n}");
        entry.slug = crate::model::Slug::new(&format!("crowd-{n}")).ok();
        // Some wrote often, so that those after them have no card on the edition's page.
        entry.author.name = format!("Naam Nummer{}", if n < 15 { 0 } else { n });
        edition.entries.push(entry);
    }
    let plan = planned(&site);
    assert!(plan.files.contains_key("hardop-leren/entries/page-3/index.html"));
    let page = text(&plan, "hardop-leren/quotes/page-2/index.html");
    assert!(page.contains("<meta name=\"description\" content=\"Zinnen om te onthouden uit de bijdragen aan Hardop leren. Pagina 2 van "), "{page}");
    assert!(
        page.contains("rel=\"prev\"") && page.contains("rel=\"next\"") && page.contains("(2) – De Draaimolen</title>")
    );
    // Who has no card on the page has one in the list.
    let passengers = text(&plan, "hardop-leren/index.html");
    assert!(
        passengers.contains("href=\"#karin-oud\"")
            && passengers.contains("href=\"../hardop-leren/entries/page-2/#crowd-20\"")
    );
    assert!(text(&plan, "hardop-leren/entries/page-2/index.html").contains("id=\"crowd-20\""));
    assert_eq!(text(&plan, "hardop-leren/index.html").matches("class=\"card").count(), 24);
}

#[test]
fn statements_stand_at_the_foot_and_give_way_to_the_hosts_own() {
    let mut site = fixture::site();
    site.content.config.fetch.contact = Some("mail@kermis.example".into());
    let planned_site = planned(&site);
    let privacy = text(&planned_site, "privacy/index.html");
    assert!(privacy.contains("<a href=\"mailto:mail@kermis.example\">mail@kermis.example</a>"), "{privacy}");
    assert!(text(&planned_site, "index.html").contains("<a href=\"./accessibility/\">Toegankelijkheid</a>"));
    site.content.config.fetch.contact = None;
    let host = text(&planned(&site), "accessibility/index.html");
    assert!(host.contains("Vragen zijn voor <a href="), "{host}");

    let privacy = crate::model::Slug::new("privacy").unwrap();
    site.content.pages.push(crate::content::ContentPage::new(privacy, "Wat wij bewaren", "Een logboek."));
    let own = text(&planned(&site), "privacy/index.html");
    assert!(own.contains("Een logboek.") && !own.contains("geen teller"), "{own}");
    assert!(!own.split_once("</nav>").unwrap().0.contains("<li><a href=\"../privacy/\""), "not in the menu: {own}");
}

#[test]
fn an_edition_without_entries_has_no_empty_lists() {
    let plan = planned(&fixture::site());
    let announced = text(&plan, "onderweg/entries/index.html");
    assert!(!announced.contains("h-feed") && !announced.contains("ItemList"), "{announced}");
    let full = text(&plan, "hardop-leren/entries/index.html");
    assert!(full.contains("h-feed") && full.contains("ItemList"));
}

#[test]
fn the_register_leaves_out_what_everybody_writes_about() {
    let mut site = fixture::site();
    let entries = &mut site.series.editions[1].entries;
    for entry in entries.iter_mut().filter(|entry| entry.language.primary() == "nl") {
        entry.keywords = vec!["hardop leren".into(), "wie hardop leren".into(), "kantlijn".into()];
    }
    let html = text(&planned(&site), "search/index.html");
    let register = html.split_once("class=\"register\"").unwrap().1;
    assert!(
        register.contains("<dt>kantlijn</dt>")
            && !register.contains("hardop leren</dt>")
            && !register.contains("wie hardop leren</dt>"),
        "{register}"
    );
}
