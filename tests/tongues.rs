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
    first.command().arg("build").assert().code(4).stderr(contains("its roundup is `roundup.md`"));
}
