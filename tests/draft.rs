//! `draft` through the real binary: a roundup that grows while the host works on it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use assert_cmd::assert::Assert;
use predicates::{prelude::PredicateBooleanExt as _, str::contains};

use support::Site;

const FILE: &str = "content/hardop-leren/roundup.md";
const BALCONY: &str = "content/hardop-leren/entries/kees-jan-bloem.md";

fn stdout(out: &Assert) -> String {
    String::from_utf8(out.get_output().stdout.clone()).unwrap()
}

/// The sample edition before its last entry came in, with a draft in the host's hands; and the entry's file.
fn drafted() -> (Site, String) {
    let site = Site::sample();
    let late = site.read(BALCONY);
    site.write(BALCONY, &late.replace("status = \"accepted\"", "status = \"rejected\""));
    site.command().arg("fetch").assert().success();
    site.command().args(["draft", "hardop-leren"]).assert().success();
    assert!(!site.read(FILE).contains("Kees-Jan"));
    (site, late)
}

#[test]
fn what_comes_in_later_joins_what_the_host_wrote() {
    let (site, late) = drafted();
    let draft = site.read(FILE);
    let (opening, rest) = draft.split_once("Het thema van deze").unwrap();
    let mine = format!("{opening}Wat een editie. Het thema van deze{rest}");
    site.write(FILE, &mine.replacen("draft = true", "draft = true # bijna", 1));
    let before = site.read(FILE);
    site.command().args(["draft", "--update"]).assert().success().stderr(contains("up to date"));
    assert_eq!(site.read(FILE), before);

    site.write(BALCONY, &late);
    let out = site.command().args(["draft", "--diff"]).assert().success();
    let shown = stdout(&out);
    assert!(shown.contains("+++ b/content/hardop-leren/roundup.md") && shown.contains("Kees-Jan"), "{shown}");
    assert!(!shown.contains("-Wat een editie."), "{shown}");
    site.command().args(["draft", "--update", "--dry-run"]).assert().success().stderr(contains("would change"));
    assert_eq!(site.read(FILE), before, "only shown so far");

    let out = site.command().args(["draft", "--update"]).assert().success();
    out.stderr(contains("1 offered below yours").and(contains("stays")));
    let after = site.read(FILE);
    assert!(after.contains("Wat een editie. Het thema van deze") && after.contains("draft = true # bijna"), "{after}");
    assert!(after.contains("Kees-Jan Bloem"), "{after}");
    site.command().args(["draft", "--update"]).assert().success().stderr(contains("up to date"));
    assert_eq!(site.read(FILE), after);
    site.command().assert().success().stderr(contains("--update").not());
}

#[test]
fn the_state_says_when_there_is_something_to_bring_in() {
    let (site, late) = drafted();
    site.command().assert().success().stderr(contains("--update").not());
    site.write(BALCONY, &late);
    site.command().assert().success().stderr(contains("`blogkermis draft hardop-leren --update`"));
}

#[test]
fn readers_see_neither_marks_nor_offers() {
    let (site, late) = drafted();
    site.write(FILE, &site.read(FILE).replace("Het thema van deze", "Wat een editie. Het thema van deze"));
    site.write(BALCONY, &late);
    site.command().args(["draft", "--update"]).assert().success();
    assert!(site.read(FILE).contains("<!-- blogkermis offers opening"));
    site.command().arg("build").assert().success();
    for (path, page) in site.pages() {
        assert!(!page.contains("<!-- blogkermis"), "{path}");
    }
    let page = site.read("public/hardop-leren/index.html");
    assert!(page.contains("Wat een editie.") && page.contains("Kees-Jan Bloem"));
}

#[test]
fn a_roundup_of_the_hosts_own_is_left_alone() {
    let (site, _) = drafted();
    site.write(FILE, "+++\ndraft = true\n+++\n\nAlles van mij.\n");
    for flag in ["--update", "--diff"] {
        let out = site.command().args(["draft", flag]).assert().code(4);
        out.stderr(contains("has no marks").and(contains("--stdout")));
    }
    site.write(FILE, "+++\ndraft = ja\n+++\n");
    site.command().args(["draft", "--update"]).assert().code(4).stderr(contains("roundup.md:2"));
}

#[test]
fn update_without_a_file_writes_one() {
    let site = Site::sample();
    site.command().arg("fetch").assert().success();
    site.command().args(["draft", "--diff"]).assert().success().stderr(contains("would write"));
    assert!(!site.has(FILE));
    site.command().args(["draft", "--update"]).assert().success();
    assert!(site.read(FILE).contains("<!-- blogkermis opening "));
    site.command().args(["draft", "--update", "--stdout"]).assert().code(2);
}
