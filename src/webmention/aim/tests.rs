use std::fs;

use tempfile::TempDir;
use url::Url;

use super::{Aim, Aims, became, known_by};
use crate::{
    content,
    model::{Became, ReactionKind, Slug, Verified},
};

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

#[expect(clippy::disallowed_methods, reason = "a test makes its site")]
fn aims(files: &[(&str, &str)]) -> Aims {
    let root = TempDir::new().unwrap();
    let toml = "title = \"Proef\"\nbase_url = \"https://kermis.example/\"\nlanguages = [\"nl\", \"en\"]\n";
    for (path, text) in files.iter().chain(&[("blogkermis.toml", toml)]) {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    Aims::new(&content::load(root.path()).unwrap(), "2026-11-21T12:00:00Z".parse().unwrap())
}

const NEW: (&str, &str) = (
    "content/brood/_index.md",
    "+++\ntitle = \"Brood\"\ntheme = \"zuurdesem\"\nopens = 2026-11-01\ncloses = 2026-11-30\ncall = \"https://elders.example/brood\"\n+++\n",
);
const LAST: (&str, &str) = (
    "content/leren/_index.md",
    "+++\ntitle = \"Leren\"\ntheme = \"leren\"\nopens = 2026-05-01\ncloses = 2026-05-31\n+++\n",
);
const LONG_AGO: (&str, &str) = (
    "content/reizen/_index.md",
    "+++\ntitle = \"Reizen\"\ntheme = \"reizen\"\nopens = 2025-05-01\ncloses = 2025-05-31\n+++\n",
);
const DONE: &str = "+++\ndraft = false\n+++\nHet verhaal.\n";

fn verified(kind: ReactionKind) -> Verified {
    Verified {
        kind,
        author: None,
        title: None,
        published: None,
        language: None,
        excerpt: String::new(),
        canonical: None,
        permalink: None,
        is_list: false,
    }
}

#[test]
fn each_page_has_its_purpose() {
    let aims = aims(&[NEW, LAST, LONG_AGO, ("content/leren/roundup.md", DONE), ("content/reizen/roundup.md", DONE)]);
    let slug = |name: &str| Slug::new(name).unwrap();
    let (call, roundup, old) =
        (Some(Aim::Call(slug("brood"))), Some(Aim::Roundup(slug("leren"))), Some(Aim::Old(slug("reizen"))));
    for (page, aim) in [
        ("https://kermis.example/brood/", &call),
        ("https://kermis.example/brood/#e-1", &call),
        ("https://kermis.example/brood/call/", &call),
        ("https://kermis.example/en/brood/", &call),
        ("https://elders.example/brood", &call),
        ("https://kermis.example/brood/entries/", &Some(Aim::Roundup(slug("brood")))),
        ("https://kermis.example/leren/", &roundup),
        ("https://kermis.example/leren/quotes/#anna-q1", &roundup),
        ("https://kermis.example/leren/call/", &roundup),
        ("https://kermis.example/reizen/", &old),
        ("https://kermis.example/reizen/call/", &old),
        ("https://kermis.example/", &None),
        ("https://kermis.example/brood", &None),
        ("https://kermis.example/brood/?p=1", &None),
        ("http://kermis.example/brood/", &None),
        ("https://kermis.example/nergens/", &None),
    ] {
        assert_eq!(aims.of(&url(page)), aim.as_ref(), "{page}");
    }
}

#[test]
fn when_nothing_is_open_the_newest_roundup_takes_reactions() {
    let aims = aims(&[LAST, LONG_AGO, ("content/leren/roundup.md", DONE)]);
    assert_eq!(aims.of(&url("https://kermis.example/leren/")), Some(&Aim::Roundup(Slug::new("leren").unwrap())));
    assert_eq!(aims.of(&url("https://kermis.example/leren/call/")), Some(&Aim::Call(Slug::new("leren").unwrap())));
}

#[test]
fn what_it_is_to_us() {
    let edition = Slug::new("brood").unwrap();
    let (call, roundup, old) = (Aim::Call(edition.clone()), Aim::Roundup(edition.clone()), Aim::Old(edition));
    let of = |aim, kind| became(aim, &verified(kind), None);
    assert_eq!(of(&call, ReactionKind::Mention), Became::Submission);
    assert_eq!(of(&call, ReactionKind::Reply), Became::Submission);
    assert_eq!(of(&call, ReactionKind::Like), Became::Reaction);
    assert_eq!(of(&roundup, ReactionKind::Reply), Became::Reaction);
    assert_eq!(of(&old, ReactionKind::Reply), Became::Old);
    assert_eq!(became(&old, &verified(ReactionKind::Reply), Some(Became::Reaction)), Became::Reaction);
    assert_eq!(became(&roundup, &verified(ReactionKind::Mention), Some(Became::Submission)), Became::Submission);
    let list = Verified { is_list: true, ..verified(ReactionKind::Mention) };
    assert_eq!(became(&call, &list, None), Became::List);
}

#[test]
fn a_page_names_itself_and_nobody_else() {
    let source = url("https://www.a.example/?p=7");
    let named = |canonical: &str| {
        known_by(&source, &Verified { canonical: Some(url(canonical)), ..verified(ReactionKind::Mention) })
    };
    assert_eq!(named("https://a.example/post"), url("https://a.example/post"));
    assert_eq!(named("https://b.example/post"), source);
    assert_eq!(known_by(&source, &verified(ReactionKind::Mention)), source);
}
