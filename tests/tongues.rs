//! A site that speaks two languages, by the real binary.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on stops")]
#![expect(clippy::disallowed_methods, reason = "takes a file away")]

mod support;

use predicates::{prelude::PredicateBooleanExt, str::contains};
use support::Site;

const CALL: &str =
    "+++\ntitle = \"Wind\"\ntheme = \"wind\"\nlanguage = \"nl\"\nopens = 2026-10-01\ncloses = 2026-10-31\n+++\nKom.\n";

fn site(languages: &str) -> Site {
    let site = Site::with(&[("content/wind/_index.md", CALL), ("content/wind/roundup.md", "+++\n+++\nHet waaide.\n")]);
    let toml = site.read("blogkermis.toml");
    site.write("blogkermis.toml", &format!("{toml}{languages}"));
    site
}

#[test]
fn a_second_language_has_a_folder_and_the_hosts_translation_in_it() {
    let site = site("languages = [\"nl\", \"en\"]\n");
    site.write("content/wind/roundup.en.md", "+++\n+++\nIt blew.\n");
    site.command().arg("build").assert().success();
    let english = site.read("public/en/wind/index.html");
    assert!(english.contains("<html lang=\"en\">") && english.contains("It blew.") && !english.contains("Het waaide."));
    assert!(site.read("public/wind/index.html").contains("Het waaide."));
    // A draft of a translation is nothing to show yet.
    site.write("content/wind/roundup.en.md", "+++\ndraft = true\n+++\nIt blew.\n");
    site.command().arg("build").assert().success();
    let english = site.read("public/en/wind/index.html");
    assert!(english.contains("lang=\"nl\"><p>Het waaide.") && !english.contains("It blew."), "{english}");
    // And no folder once nobody asks for it.
    site.write("blogkermis.toml", "title = \"Proef\"\nbase_url = \"https://kermis.example/\"\n");
    site.write("content/wind/roundup.en.md", "");
    std::fs::remove_file(site.root().join("content/wind/roundup.en.md")).unwrap();
    site.command().arg("build").assert().success();
    assert!(!site.root().join("public/en").exists());
}

#[test]
fn pages_of_the_hosts_are_translated_by_a_file_beside_them() {
    let site = site("languages = [\"nl\", \"en\"]\n");
    site.write("content/_index.md", "+++\n+++\nEen kermis.\n");
    site.write("content/_index.en.md", "+++\n+++\nA carnival.\n");
    site.write("content/over.md", "+++\ntitle = \"Over ons\"\n+++\nWij draaien.\n");
    site.write("content/over.en.md", "+++\ntitle = \"About us\"\n+++\nWe turn.\n");
    site.write("content/regels.md", "+++\ntitle = \"Regels\"\n+++\nGeen.\n");
    site.command().arg("build").assert().success();
    let english = site.read("public/en/over/index.html");
    assert!(english.contains("<h1>About us</h1>") && english.contains("We turn."), "{english}");
    assert!(english.contains("<link rel=\"canonical\" href=\"https://kermis.example/en/over/\">"), "{english}");
    assert!(english.contains("hreflang=\"nl\" href=\"https://kermis.example/over/\""), "{english}");
    assert!(english.contains("lang=\"nl\">Regels</a>") && english.contains("\">About us</a>"), "the menu: {english}");
    assert!(site.read("public/sitemap.xml").contains("https://kermis.example/en/over/"));
    assert!(site.read("public/over/index.html").contains("Wij draaien."));
    let rules = site.read("public/en/regels/index.html");
    assert!(rules.contains("<h1 lang=\"nl\">Regels</h1>") && rules.contains("href=\"https://kermis.example/regels/\""));
    assert!(site.read("public/en/index.html").contains("A carnival."));

    site.write("content/nergens.en.md", "+++\ntitle = \"Nowhere\"\n+++\n");
    site.write("content/over.nl.md", "+++\ntitle = \"Over\"\n+++\n");
    site.command().arg("build").assert().code(4).stderr(
        contains("content/nergens.en.md")
            .and(contains("no page that this could translate"))
            .and(contains("the file of that is `over.md`")),
    );
}

#[test]
fn the_linter_reads_translations_too() {
    let site = site("languages = [\"nl\", \"en\"]\n");
    site.write("content/wind/roundup.en.md", "+++\n+++\nIt blew, and we say “ready” about it:\n\n## Next\n");
    site.command().args(["lint", "wind"]).assert().stdout(contains("content/wind/roundup.en.md:3"));
    site.command().arg("check").assert().code(1).stdout(contains("content/wind/roundup.en.md:3"));
    let found = site.command().args(["lint", "wind", "--json"]).output().unwrap();
    let found: serde_json::Value = serde_json::from_slice(&found.stdout).unwrap();
    assert_eq!(found[0]["path"], "content/wind/roundup.en.md");
}

#[test]
fn a_language_without_words_or_without_a_folder_is_a_mistake() {
    let unknown = site("languages = [\"nl\", \"fr\", \"nl\"]\n");
    unknown.command().arg("build").assert().code(4).stderr(
        contains("blogkermis.toml:4:20").and(contains("no words in `fr`")).and(contains("`nl` stands here twice")),
    );
    let nowhere = site("");
    nowhere.write("content/wind/roundup.en.md", "+++\n+++\nIt blew.\n");
    nowhere.command().arg("build").assert().code(4).stderr(
        contains("content/wind/roundup.en.md")
            .and(contains("does not speak this language"))
            .and(contains("languages = ")),
    );
    let first = site("languages = [\"en\", \"nl\"]\n");
    first.write("content/wind/roundup.en.md", "+++\n+++\nIt blew.\n");
    first.command().arg("build").assert().code(4).stderr(contains("the file of that is `roundup.md`"));
}
