//! The life of an edition, by the real binary: the call, its phases, its dates, who is late, who is silent, what to post,
//! who hosts next.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on stops")]

mod support;

use assert_cmd::{Command, assert::Assert};
use icalendar::{Calendar, CalendarDateTime, Component as _, DatePerhapsTime};
use predicates::{prelude::PredicateBooleanExt, str::contains};
use serde_json::Value;
use support::Site;

const CALL: &str = "+++\ntitle = \"Stilte\"\ntheme = \"samen zwijgen\"\nlanguage = \"nl\"\nopens = 2026-05-01\n\
    closes = 2026-05-22\ntimezone = \"Europe/Amsterdam\"\ngrace = \"3 days\"\nhost = \"vroeg\"\ntags = [\"blogkermis\"]\n\
    prompts = [\"Wanneer was het stil?\"]\n+++\n\nSchrijf mee.\n";

fn feed(author: &str, url: &str, date: &str, html: &str) -> String {
    serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1", "title": format!("Blog van {author}"), "home_page_url": url,
        "authors": [{ "name": author }],
        "items": [{ "id": "1", "url": format!("{url}1"), "title": "Samen zwijgen", "date_published": date,
                    "tags": ["blogkermis"], "content_html": html }],
    })
    .to_string()
}

const VROEG: &str = "<p>Samen zwijgen is naast iemand zitten zonder dat de stilte gevuld hoeft te worden. In de trein \
    lukt dat beter dan thuis, want daar kijkt niemand op.</p><p>Ik stel voor om wachten als volgend thema te nemen. Wie \
    heeft er nog geduld over?</p>";
const LAAT: &str = "<p>Bij ons aan tafel is samen zwijgen een kunst die mijn opa beheerste. Hij keek naar buiten en dat \
    was genoeg.</p><p>Ik wil de volgende blogkermis best organiseren.</p>";
const LATER: &str = "<p>Samen zwijgen lukt mij pas na een lange wandeling. Onderweg praten we te veel, en dan zijn de \
    woorden op.</p>";

/// Three bloggers: in time, in the days of grace, too late; and one who is silent.
fn site() -> Site {
    let blog = |author: &str, slug: &str| {
        format!(
            "+++\ntitle = \"Blog van {author}\"\nauthor = \"{author}\"\nurl = \"https://{slug}.example/\"\nfeed = \"content/feeds/{slug}.json\"\n+++\n"
        )
    };
    let site = Site::with(&[("content/stilte/_index.md", CALL)]);
    for (author, slug, date, html) in [
        ("Vera Vroeg", "vroeg", "2026-05-22T23:30:00+02:00", VROEG),
        ("Lars Laat", "laat", "2026-05-23T00:30:00+02:00", LAAT),
        ("Lotte Later", "later", "2026-05-27T09:00:00+02:00", LATER),
        ("Stijn Stil", "stil", "2026-05-10T09:00:00+02:00", "<p>Vandaag een pan soep gemaakt, met prei.</p>"),
    ] {
        site.write(&format!("content/blogs/{slug}.md"), &blog(author, slug));
        site.write(
            &format!("content/feeds/{slug}.json"),
            &feed(author, &format!("https://{slug}.example/"), date, html),
        );
    }
    let soup = site.read("content/feeds/stil.json").replace("Samen zwijgen", "Soep").replace("blogkermis", "koken");
    site.write("content/feeds/stil.json", &soup);
    site
}

/// The program on another day.
fn at(site: &Site, now: &str) -> Command {
    let mut command = site.command();
    let now: jiff::Timestamp = now.parse().unwrap();
    command.env("SOURCE_DATE_EPOCH", now.as_second().to_string());
    command
}

fn stdout(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

fn json(assert: &Assert) -> Value {
    serde_json::from_str(&stdout(assert)).unwrap()
}

#[test]
fn a_new_call_in_dutch_can_be_posted() {
    let site = site();
    site.command()
        .args([
            "new",
            "hardop leren",
            "--term",
            "en=learning out loud",
            "--opens",
            "2026-10-05",
            "--closes",
            "2026-11-08",
        ])
        .args([
            "--zone",
            "Europe/Amsterdam",
            "--grace",
            "3",
            "--number",
            "7",
            "--tag",
            "hardopleren",
            "--host",
            "vroeg",
        ])
        .args(["--prompt", "Wanneer liet je iets zien dat nog niet af was?", "--prompt", "Wie keek er mee?"])
        .assert()
        .success();
    insta::assert_snapshot!(site.read("content/hardop-leren/_index.md"));
    at(&site, "2026-10-10T12:00:00Z").arg("build").assert().success();
    let page = site.read("public/hardop-leren/call/index.html");
    assert!(
        !page.contains("Vertel het hier") && page.contains("<time datetime=\"2026-11-08T23:59:59+01:00\">"),
        "{page}"
    );
    assert_eq!(page.matches("Wie keek er mee?").count(), 1, "a conversation starter stands on the page once");
}

#[test]
fn a_new_call_in_english_can_be_posted() {
    let site = Site::with(&[]);
    let new = ["new", "waiting", "--language", "en", "--closes", "2026-11-08T18:00:00Z", "--prompt", "What for?"];
    let out = site.command().args(new).arg("--dry-run").assert().success();
    assert!(!site.has("content/waiting/_index.md"));
    site.command().args(new).assert().success();
    let written = site.read("content/waiting/_index.md");
    assert_eq!(stdout(&out).trim(), written.trim(), "a dry run shows what it would write");
    insta::assert_snapshot!(written);
}

#[test]
fn nobody_is_asked_where_nobody_sits() {
    let site = Site::with(&[]);
    site.command().arg("new").write_stdin("stilte\n").assert().code(2).stderr(contains("what is the edition about"));
    site.command().args(["new", "x", "--zone", "Europe/Amsterdm"]).assert().code(2).stderr(contains("time zone"));
    site.command().args(["new", "x", "--grace", "soon"]).assert().code(2).stderr(contains("number of days"));
    site.write(
        "content/x/_index.md",
        "+++\ntitle = \"X\"\ntheme = \"x\"\ntimezone = \"Europe/Amsterdm\"\ngrace = \"soon\"\n+++\n",
    );
    let out = site.command().assert().code(4);
    let said = String::from_utf8(out.get_output().stderr.clone()).unwrap();
    for part in ["_index.md:4:", "`Europe/Amsterdam`", "_index.md:5:", "no number of days"] {
        assert!(said.contains(part), "no {part} in {said}");
    }
}

#[test]
fn an_edition_goes_through_its_phases() {
    let site = site();
    at(&site, "2026-05-28T12:00:00Z").arg("fetch").assert().success();
    let status = |now: &str| json(&at(&site, now).arg("--json").assert().success())["status"].clone();
    assert_eq!(status("2026-04-30T21:59:59Z"), "announced");
    assert_eq!(status("2026-04-30T22:00:00Z"), "open", "the day begins in Amsterdam");
    assert_eq!(status("2026-05-22T21:59:59Z"), "open");
    assert_eq!(status("2026-05-22T22:00:01Z"), "closed", "and ends there");
    at(&site, "2026-05-20T12:00:00Z").assert().success().stdout(contains("open for 2 more days"));
    site.write("content/stilte/roundup.md", "+++\n+++\n\nKlaar.\n");
    assert_eq!(status("2026-05-28T12:00:00Z"), "published");
}

#[test]
fn who_comes_late_is_marked_and_who_comes_too_late_is_the_hosts_to_judge() {
    let site = site();
    let late = "2026-05-28T12:00:00Z";
    at(&site, late).arg("build").assert().success();
    let read = json(&at(&site, late).args(["entries", "--all", "--json"]).assert().success());
    assert_eq!(read["edition"]["deadline"], "2026-05-22T23:59:59+02:00");
    let of =
        |blog: &str| read["entries"].as_array().unwrap().iter().find(|entry| entry["blog"] == blog).unwrap().clone();
    let signals = |entry: &Value| entry["match"]["reasons"].to_string();
    assert_eq!((&of("vroeg")["status"], &of("vroeg")["late"]), (&"accepted".into(), &Value::Null));
    assert_eq!((&of("laat")["status"], &of("laat")["late"]), (&"accepted".into(), &true.into()));
    assert!(signals(&of("laat")).contains("\"late\""), "{}", of("laat"));
    assert_eq!((&of("later")["status"], &of("later")["late"]), (&"candidate".into(), &true.into()));
    assert!(signals(&of("later")).contains("too-late"), "{}", of("later"));
    at(&site, late).arg("entries").assert().success().stdout(contains("Lars Laat — Samen zwijgen (late)"));
    let page = site.read("public/stilte/entries/index.html");
    assert_eq!(page.matches("nagekomen").count(), 1, "{page}");
    let schema: Value = serde_json::from_str(&site.read("public/edition.schema.json")).unwrap();
    let exported: Value = serde_json::from_str(&site.read("public/stilte/edition.json")).unwrap();
    assert!(jsonschema::is_valid(&schema, &exported), "{exported}");

    site.write("content/stilte/_index.md", &CALL.replace("grace = \"3 days\"\n", ""));
    at(&site, late).arg("fetch").assert().success();
    let read = json(&at(&site, late).args(["entries", "--all", "--json"]).assert().success());
    let laat = read["entries"].as_array().unwrap().iter().find(|entry| entry["blog"] == "laat").unwrap();
    assert_eq!(laat["status"], "candidate", "without days of grace the deadline is the deadline");
}

#[test]
fn the_dates_go_into_calendars() {
    let site = site();
    let build = |now: &str| {
        at(&site, now).arg("build").assert().success();
        site.read("public/stilte/edition.ics")
    };
    let text = build("2026-05-02T12:34:56Z");
    assert_eq!(text, build("2026-05-02T20:00:00Z"), "the same day gives the same bytes");
    assert!(text.lines().all(|line| line.len() <= 75) && text.contains("\r\n"), "{text}");
    assert_eq!(text.matches("PRODID").count(), 1, "{text}");
    let calendar: Calendar = text.parse().unwrap();
    let events: Vec<_> = calendar.events().collect();
    let ids: Vec<_> = events.iter().map(|event| event.get_uid().unwrap()).collect();
    assert_eq!(ids, ["stilte-opens", "stilte-reminder", "stilte-deadline"].map(|id| format!("{id}@kermis.example")));
    assert!(events.iter().all(|event| event.property_value("DTSTAMP") == Some("20260502T000000Z")));
    let day = |event: usize| match events[event].get_start().unwrap() {
        DatePerhapsTime::Date(day) => day.to_string(),
        DatePerhapsTime::DateTime(CalendarDateTime::Utc(at)) => at.to_rfc3339(),
        other @ DatePerhapsTime::DateTime(_) => panic!("{other:?}"),
    };
    assert_eq!([day(0), day(1), day(2)], ["2026-05-01", "2026-05-15", "2026-05-22T21:59:59+00:00"]);
    assert!(text.contains("BEGIN:VALARM") && text.contains("20260515T070000Z"), "{text}");
    let page = site.read("public/stilte/call/index.html");
    assert!(page.contains("href=\"../../stilte/edition.ics\""), "{page}");
    // The day moves, and the event is the same.
    site.write("content/stilte/_index.md", &CALL.replace("closes = 2026-05-22", "closes = 2026-05-29"));
    assert!(build("2026-05-03T12:00:00Z").contains("UID:stilte-deadline@kermis.example"));
}

#[test]
fn the_texts_to_post_say_what_there_is_to_say() {
    let site = site();
    at(&site, "2026-05-28T12:00:00Z").arg("fetch").assert().success();
    let say = |now: &str| json(&at(&site, now).args(["announce", "--json"]).assert().success());
    let occasion = |now: &str| say(now)[0]["occasion"].clone();
    assert_eq!(occasion("2026-05-02T12:00:00Z"), "call");
    assert_eq!(occasion("2026-05-20T12:00:00Z"), "reminder");
    assert_eq!(occasion("2026-05-28T12:00:00Z"), "publication");
    let mut shown = String::new();
    for now in ["2026-05-02T12:00:00Z", "2026-05-20T12:00:00Z", "2026-05-28T12:00:00Z"] {
        shown += &stdout(&at(&site, now).args(["announce", "stilte"]).assert().success());
    }
    insta::assert_snapshot!(shown);
    let toot =
        at(&site, "2026-05-28T12:00:00Z").args(["announce", "--for", "call", "--to", "mastodon"]).assert().success();
    assert!(stdout(&toot).contains("https://kermis.example/stilte/call/") && !stdout(&toot).contains("---"));
    let english =
        CALL.replace("language = \"nl\"", "language = \"en\"").replace("samen zwijgen", "being silent together");
    site.write("content/stilte/_index.md", &english);
    insta::assert_snapshot!(stdout(&at(&site, "2026-05-20T12:00:00Z").arg("announce").assert().success()));
}

#[test]
fn who_is_silent_is_named_with_the_state_of_the_feed() {
    let site = site();
    let now = "2026-05-28T12:00:00Z";
    site.write("content/feeds/stil.json", "weg");
    at(&site, now).arg("fetch").assert().success();
    at(&site, now).assert().success().stdout(contains("4 blogs watched, 2 without an entry"));
    let out = at(&site, now).args(["entries", "--missing"]).assert().success();
    assert!(
        stdout(&out).contains("Lotte Later (later): feed read well, newest post 2026-05-27\n    1 candidate"),
        "{}",
        stdout(&out)
    );
    let read = json(&at(&site, now).args(["entries", "--missing", "--json"]).assert().success());
    let blogs: Vec<_> =
        read["missing"].as_array().unwrap().iter().map(|m| (m["blog"].clone(), m["feed"].clone())).collect();
    assert_eq!(blogs, [("later".into(), "read".into()), ("stil".into(), "unread".into())]);
    assert_eq!(read["missing"][1]["trouble"].as_array().unwrap().len(), 1);
}

#[test]
fn the_next_edition_grows_out_of_this_one() {
    let site = site();
    let now = "2026-05-28T12:00:00Z";
    let toml =
        site.read("blogkermis.toml") + "\n[series]\nhosts = [\"vroeg\", \"later\"]\nreserve_hosts = [\"stil\"]\n";
    site.write("blogkermis.toml", &toml);
    at(&site, now).arg("fetch").assert().success();
    let found = json(&at(&site, now).args(["next", "--json"]).assert().success());
    let theme = &found["themes"][0];
    assert_eq!(theme["because"], "proposed");
    let evidence = &theme["evidence"][0];
    assert_eq!(evidence["who"], "Vera Vroeg");
    assert_eq!(evidence["url"], "https://vroeg.example/1");
    assert_eq!(evidence["sentence"], "Ik stel voor om wachten als volgend thema te nemen.");
    for proposal in found["themes"].as_array().unwrap() {
        for evidence in proposal["evidence"].as_array().unwrap() {
            let Some(sentence) = evidence["sentence"].as_str() else { continue };
            assert!(VROEG.contains(sentence) || LAAT.contains(sentence), "not letter by letter: {sentence}");
        }
    }
    let themes = found["themes"].to_string();
    assert!(themes.contains("Wie heeft er nog geduld over?"), "{themes}");
    let hosts: Vec<_> =
        found["hosts"].as_array().unwrap().iter().map(|h| (h["what"].clone(), h["because"].clone())).collect();
    let expected = [("Lars Laat", "offer"), ("Lotte Later", "turn"), ("Stijn Stil", "reserve")];
    assert_eq!(hosts, expected.map(|(who, because)| (who.into(), because.into())), "who hosts now does not host next");
    at(&site, now).arg("next").assert().success().stdout(contains("“Ik wil de volgende blogkermis best organiseren.”"));

    site.write("blogkermis.toml", &toml.replace("\"stil\"", "\"stiel\""));
    let out = site.command().assert().code(4);
    let said = String::from_utf8(out.get_output().stderr.clone()).unwrap();
    assert!(said.contains("blogkermis.toml:7:") && said.contains("did you mean `stil`?"), "{said}");
}

#[test]
fn the_archive_numbers_the_editions_and_misses_roundups() {
    let site = site();
    let now = "2026-05-28T12:00:00Z";
    let edition = |title: &str, day: &str, more: &str| {
        format!("+++\ntitle = \"{title}\"\ntheme = \"{title}\"\nopens = {day}\ncloses = {day}\n{more}+++\n")
    };
    site.write("content/eerste/_index.md", &edition("Eerste", "2025-01-10", "number = 3\nhost = \"later\"\n"));
    site.write("content/eerste/roundup.md", "+++\n+++\n\nKlaar.\n");
    site.write("content/straks/_index.md", &edition("Straks", "2026-09-10", ""));
    at(&site, now).arg("build").assert().success();
    let read = json(&at(&site, now).args(["archive", "--json"]).assert().success());
    let rows: Vec<String> = read["editions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| format!("{} {} {} {} {}", e["number"], e["edition"], e["status"], e["host"]["name"], e["entries"]))
        .collect();
    assert_eq!(
        rows,
        [
            r#"5 "straks" "announced" null 0"#,
            r#"4 "stilte" "closed" "Vera Vroeg" 2"#,
            r#"3 "eerste" "published" "Lotte Later" 0"#,
        ]
    );
    let out = at(&site, now).arg("archive").assert().success();
    out.stdout(contains("closed, no roundup"))
        .stderr(contains("blogkermis draft stilte").and(contains("eerste").not()));
    let page = site.read("public/archive/index.html");
    for part in [
        "Editie 5",
        "Editie 3",
        "met verslag",
        "nog zonder verslag",
        "Eén editie is gesloten en heeft nog geen verslag",
    ] {
        assert!(page.contains(part), "no `{part}` in {page}");
    }
    // A host steps back; the next build names the other one.
    site.write("content/stilte/_index.md", &CALL.replace("host = \"vroeg\"", "host = \"laat\""));
    at(&site, now).arg("build").assert().success();
    let page = site.read("public/archive/index.html");
    assert!(page.contains("te gast bij Lars Laat") && !page.contains("Vera Vroeg"), "{page}");
    site.write("content/straks/_index.md", &edition("Straks", "2026-09-10", "number = 4\n"));
    at(&site, now).arg("archive").assert().success().stderr(contains("`stilte` is edition 4 too"));
}
