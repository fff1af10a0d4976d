//! Another look: `theme` puts the theme's files into a site, and what is wrong with them there is said with its place.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on stops")]
#![expect(clippy::disallowed_methods, reason = "looks at what was built")]

mod support;

use predicates::{prelude::PredicateBooleanExt, str::contains};
use support::Site;

fn site() -> Site {
    Site::with(&[(
        "content/kermis/_index.md",
        "+++\ntitle = \"Kermis\"\ntheme = \"wind\"\nopens = 2026-11-01\n+++\nKom.\n",
    )])
}

/// What a command says, on both channels.
fn said(site: &Site, args: &[&str]) -> String {
    let output = site.command().args(args).output().unwrap();
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

#[test]
fn a_file_is_ejected_once_and_over_another_only_by_force() {
    let site = site();
    site.command().args(["theme", "eject", "parts/quote.html", "--dry-run"]).assert().success();
    assert!(!site.root().join("templates").exists());
    site.command().args(["theme", "eject", "parts/quote.html", "style.css"]).assert().success();
    assert!(site.read("templates/parts/quote.html").contains("citation.speaker"));
    site.write("templates/style.css", "body { color: red }\n");

    let refused = site.command().args(["theme", "eject", "style.css"]).assert().code(4);
    refused.stderr(contains("`templates/style.css` exists already").and(contains("--force")));
    assert_eq!(site.read("templates/style.css"), "body { color: red }\n");
    let forced = site.command().args(["theme", "eject", "style.css", "--force"]).assert().success();
    forced.stderr(contains("-body { color: red }"));
    assert!(site.read("templates/style.css").contains("--paper"));

    let unknown = site.command().args(["theme", "eject", "call.html", "quote.html"]).assert().code(2);
    unknown.stderr(contains("no file `quote.html`").and(contains("did you mean `parts/quote.html`?")));
    assert!(!site.root().join("templates/call.html").exists(), "all of them, or none");
    site.command().args(["theme", "eject", "../blogkermis.toml"]).assert().code(2);
}

#[test]
fn what_is_replaced_is_marked_in_the_list() {
    let site = site();
    site.write("templates/404.html", "weg");
    let list = said(&site, &["theme", "list"]);
    assert!(list.contains("* 404.html") && list.contains("  base.html") && list.contains("parts/hero.html"), "{list}");
    let json = site.command().args(["theme", "list", "--json"]).output().unwrap().stdout;
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let files = json["files"].as_array().unwrap();
    let replaced: Vec<_> = files.iter().filter(|file| file["replaced"] == true).collect();
    assert_eq!((replaced.len(), &replaced[0]["name"]), (1, &"404.html".into()));
    site.command().args(["theme", "guide"]).assert().success().stdout(contains("### home.html"));
}

/// Every file of the theme gives way to one of the site's.
#[test]
fn whatever_the_list_names_can_be_replaced() {
    let site = Site::sample();
    let json = site.command().args(["theme", "list", "--json"]).output().unwrap().stdout;
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let names: Vec<&str> =
        json["files"].as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap()).collect();
    site.command().args(["theme", "eject"]).args(&names).assert().success();
    for name in &names {
        let path = format!("templates/{name}");
        let mark = format!("mark-{}", name.replace(['/', '.'], "-"));
        let text = site.read(&path);
        let marked = match name.rsplit_once('.').unwrap().1 {
            "css" => format!(".{mark} {{ color: red }}\n{text}"),
            "js" => format!("const seen = \"{mark}\";\n{text}"),
            // A page that extends another may only have blocks.
            _ if text.contains("{% extends") => {
                text.replacen("{% block main %}", &format!("{{% block main %}}<!--{mark}-->"), 1)
            }
            // No comment reaches a book.
            _ if name.starts_with("epub/") => format!("<p>{mark}</p>{text}"),
            _ => format!("<!--{mark}-->{text}"),
        };
        site.write(&path, &marked);
    }
    site.write("content/hardop-leren/roundup.md", "+++\n+++\n## Zo ging het\n\n{{ ride() }}\n\n{{ entries() }}\n\n{{ definitions() }}\n\n{{ quotes() }}\n\n{{ threads() }}\n");
    // More reactions than an edition's page shows.
    let reaction = |n: usize, kind: &str| {
        serde_json::json!({
            "url": format!("https://a.example/{n}"), "kind": kind, "author": null, "title": null, "published": null,
            "received": "2026-11-20T12:00:00Z", "language": null, "excerpt": "Mooi."
        })
    };
    let reactions: Vec<_> = (0..8).map(|n| reaction(n, if n == 0 { "like" } else { "reply" })).collect();
    let record = serde_json::json!({ "version": 1, "edition": "hardop-leren", "reactions": reactions });
    site.write("harvest/reactions/hardop-leren.json", &record.to_string());
    site.command().arg("build").assert().success();
    let mut built = String::new();
    for file in walkdir::WalkDir::new(site.root().join("public")).into_iter().filter_map(Result::ok) {
        if let Ok(text) = std::fs::read_to_string(file.path()) {
            built.push_str(&text);
        }
    }
    let book = site.command().args(["export", "--to", "epub", "--output", "-"]).output().unwrap().stdout;
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    for at in 0..book.len() {
        let mut text = String::new();
        let _ = std::io::Read::read_to_string(&mut book.by_index(at).unwrap(), &mut text);
        built.push_str(&text);
    }
    let missing: Vec<&&str> =
        names.iter().filter(|name| !built.contains(&format!("mark-{}", name.replace(['/', '.'], "-")))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn one_block_can_be_changed_and_the_rest_kept() {
    let site = site();
    let home = "{% extends \"theme/home.html\" %}{% block about %}<p>Eigen slot.</p>{{ super() }}{% endblock %}";
    site.write("templates/home.html", home);
    site.write("content/_index.md", "+++\ntitle = \"Thuis\"\n+++\nOver ons.\n");
    site.command().arg("build").assert().success();
    let page = site.read("public/index.html");
    assert!(page.contains("<p>Eigen slot.</p>") && page.contains("Over ons.") && page.contains("wordmark"), "{page}");
}

#[test]
fn a_mistake_is_shown_with_its_place_and_the_names_that_exist() {
    let cases = [
        ("call.html", "<p>\n{{ editon.title }}</p>", "templates/call.html:2:4", "did you mean `edition`?"),
        ("call.html", "{{ edition.titel }}", "templates/call.html:1:12", "did you mean `title`?"),
        ("call.html", "{{ edition.title | markdwn }}", "templates/call.html:1:", "did you mean `markdown`?"),
        ("call.html", "{{ tt(key=\"by\") }}", "templates/call.html:1:", "did you mean `t`?"),
        ("call.html", "{{ t(key=\"the-cal\") }}", "templates/call.html:1:", "did you mean `the-call`?"),
        ("call.html", "{% include \"parts/cal.html\" %}", "templates/call.html:1:", "did you mean `parts/call.html`?"),
        ("call.html", "{% extends \"bse.html\" %}", "templates/call.html:1:13", "did you mean `base.html`?"),
        (
            "call.html",
            "{% extends \"base.html\" %}{% block mian %}{% endblock %}",
            "templates/call.html:1:",
            "did you mean `main`?",
        ),
        ("parts/call.html", "\n\n{{ editie }}", "templates/parts/call.html:3:4", "the theme’s own home.html"),
        ("call.html", "{% if edition %}", "templates/call.html:1:", "^"),
    ];
    for (file, text, place, help) in cases {
        let site = site();
        site.write(&format!("templates/{file}"), text);
        for command in ["build", "check"] {
            let told = said(&site, &[command]);
            assert!(told.contains(place) && told.contains('^') && told.contains(help), "{command} {text}:\n{told}");
            assert!(!told.contains("Available"), "{told}");
        }
        assert!(!site.root().join("public").exists(), "nothing is written");
    }
}

#[test]
fn what_does_nothing_is_remarked_on_and_stops_nothing() {
    let site = site();
    site.write("templates/hoem.html", "x");
    site.write("templates/blogs.html", "{% if shelfs %}x{% endif %}");
    site.command().arg("build").assert().success().stderr(
        contains("warning: templates/hoem.html: the theme has no such file")
            .and(contains("did you mean `home.html`?"))
            .and(contains("templates/blogs.html:1: nothing gives `blogs.html` a variable `shelfs`")),
    );
    site.command().arg("check").assert().success().stdout(contains("did you mean `shelves`?"));
    let json = site.command().args(["check", "--json"]).output().unwrap().stdout;
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["templates"].as_array().unwrap().len(), 2);
}
