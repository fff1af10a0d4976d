//! Sites on disk: what is wrong with a broken one, and that what is written reads back.
#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop at once, and makes its own files")]

use std::{fs, path::Path};

use blogkermis::{
    content::{
        self, Content, ContentErrors, EntryFile, NewSite, Pick, WriteError, compose::NewRoundup, create, find_root,
        init, load, write_blog, write_edition, write_entry, write_roundup,
    },
    model::{
        Attribution, Band, Bands, Blog, Colour, Edition, EntryKind, FeedSource, Form, Host, Lang, Moment, Palette,
        Person, Slug, Status,
    },
};
use proptest::prelude::*;
use tempfile::TempDir;

const SITE: &str = "title = \"Kermis\"\nbase_url = \"https://kermis.example\"\nlanguage = \"nl\"\n";
const CALL: &str = "+++\ntitle = \"Leren\"\ntheme = \"sociaal leren\"\n+++\n\nDoe mee!\n";
const BLOG: &str = "+++\ntitle = \"Jans blog\"\nauthor = \"Jan\"\n+++\n";

/// A site of these files.
fn site(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// Everything that is wrong with a site of these files and a `blogkermis.toml`, as people see it.
fn complaints(files: &[(&str, &str)]) -> String {
    let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    complaints_about_bytes(&files)
}

fn complaints_about_bytes(files: &[(&str, &[u8])]) -> String {
    let mut all = vec![("blogkermis.toml", SITE.as_bytes())];
    all.retain(|(path, _)| files.iter().all(|(other, _)| other != path));
    all.extend(files);
    load(site(&all).path()).unwrap_err().render(false)
}

fn loaded(files: &[(&str, &str)]) -> Content {
    let mut all = vec![("blogkermis.toml", SITE.as_bytes())];
    all.extend(files.iter().map(|(path, text)| (*path, text.as_bytes())));
    load(site(&all).path()).unwrap_or_else(|errors| panic!("{}", errors.render(false)))
}

/// Lines that differ in their number only.
fn numbered(before: &str, after: &str, count: usize) -> String {
    (0..count).flat_map(|number| [before.to_owned(), number.to_string(), after.to_owned()]).collect()
}

fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

#[test]
fn a_whole_site_is_read() {
    let content = loaded(&[
        ("content/_index.md", "\u{feff}+++\r\n+++\r\n\r\nWelkom\r\n"),
        ("content/about-us.md", "+++\ntitle = \"Wij\"\n+++\n"),
        ("content/about.md", "+++\ntitle = \"Over\"\n+++\n"),
        (
            "content/blogs/jan.md",
            "+++\ntitle = \"Jan\"\nauthor = \"Jan\"\nfeed = \"./content/feeds/jan.xml\"\n+++\n\nBio\n",
        ),
        ("content/feeds/jan.xml", "<rss/>"),
        ("content/feeds/readme.md", "not content"),
        ("content/oud/_index.md", "+++\ntitle = \"Oud\"\ntheme = \"oud\"\nopens = 2025-01-01\n+++\n"),
        ("content/oud/notes.txt", "ignored"),
        ("content/oud/_notes.md", "ignored"),
        (
            "content/nieuw/_index.md",
            "+++\ntitle = \"Nieuw\"\ntheme = \"leren\"\nopens = 2026-05-01\ncloses = 2026-05-22T23:59:59+02:00\n\
             host = \"jan\"\nblogs = [\"jan\"]\ntags = [\"#kermis\"]\n[terms]\nnl = \"leren\"\nen = [\"learning\", \"to learn\"]\n+++\n",
        ),
        ("content/nieuw/roundup.md", "+++\ndraft = true\n+++\n\n{{ ride() }}\n"),
        (
            "content/nieuw/entries/toot.md",
            "+++\nurl = \"https://toot.example/1\"\nkind = \"mini\"\nauthor = \"Ria\"\ntext = \"Leren doe je samen\"\n\
             quotes = [{ text = \"samen\", speaker = \"self\", originator = \"Piet\", form = \"paraphrase\" }]\n+++\n",
        ),
    ]);
    assert_eq!(content.config.base_url.as_str(), "https://kermis.example/");
    let home = content.home.as_ref().unwrap();
    assert_eq!((home.title.as_str(), home.body.as_str()), ("Kermis", "Welkom"));
    let pages: Vec<_> = content.pages.iter().map(|page| page.slug.as_str()).collect();
    assert_eq!(pages, ["about", "about-us"]);
    assert_eq!(content.blogs[0].feed, Some(FeedSource::File("content/feeds/jan.xml".into())));
    assert_eq!(content.blogs[0].bio, "Bio");
    let slugs: Vec<_> = content.editions.iter().map(|edition| edition.edition.slug.as_str()).collect();
    assert_eq!(slugs, ["nieuw", "oud"]);
    let new = &content.editions[0];
    assert_eq!(new.edition.language, Lang::nl());
    assert_eq!(new.edition.host, Some(Host::Blog(slug("jan"))));
    assert_eq!(new.edition.tags, ["kermis"]);
    assert_eq!(new.edition.terms[&Lang::nl()], ["leren"]);
    assert_eq!(new.edition.closes.unwrap().to_string(), "2026-05-22T23:59:59+02:00");
    let roundup = new.roundup.as_ref().unwrap();
    assert_eq!((roundup.draft, roundup.body.as_str(), roundup.body_line), (true, "{{ ride() }}", 5));
    assert_eq!(roundup.path, Path::new("content/nieuw/roundup.md"));
    let pick = &new.entries[0].quotes.as_ref().unwrap()[0];
    assert_eq!(pick.speaker, Some(Attribution::Author));
    assert_eq!(pick.originator, Some(Attribution::Person("Piet".into())));
    assert_eq!(pick.form, Form::Paraphrase);
}

#[test]
fn the_policies_are_read() {
    let text = format!(
        "{SITE}palette = \"moss\"\n[fetch]\nconcurrency = 4\ntimeout = 10\nmax_size = \"1MiB\"\ninterval = \"2h\"\n\
         allow = [\"127.0.0.1:8080\"]\ncontact = \"mailto:jan@example.org\"\n[quotation]\nsummary_words = [40, 60]\nquote_chars = 200\n"
    );
    let config = load(site(&[("blogkermis.toml", text.as_bytes())]).path()).unwrap().config;
    assert_eq!(config.fetch.concurrency, 4);
    assert_eq!(config.fetch.timeout.as_secs(), 10);
    assert_eq!(config.fetch.max_bytes, 1 << 20);
    assert_eq!(config.fetch.interval.as_secs(), 7200);
    let hasty = text.replace("\"2h\"", "0");
    let hasty = load(site(&[("blogkermis.toml", hasty.as_bytes())]).path()).unwrap().config;
    assert_eq!(hasty.fetch.interval.as_secs(), 3600, "nobody is asked all the time");
    assert_eq!(config.fetch.allow, ["127.0.0.1:8080"]);
    let limits = text.replace(
        "timeout = 10\n",
        "connect_timeout = 1\nfirst_byte_timeout = 2\nstall_timeout = \"3s\"\ntimeout = 4\nrun_timeout = \"5m\"\n\
         max_header_size = \"8KiB\"\nmax_headers = 50\n",
    );
    let limits = load(site(&[("blogkermis.toml", limits.as_bytes())]).path()).unwrap().config.fetch;
    let times = [limits.connect_timeout, limits.first_byte_timeout, limits.stall_timeout, limits.timeout];
    assert_eq!(times.map(|time| time.as_secs()), [1, 2, 3, 4]);
    assert_eq!((limits.run_timeout.as_secs(), limits.max_header_bytes, limits.max_headers), (300, 8 << 10, 50));
    assert_eq!((config.quotation.summary_min_words, config.quotation.summary_max_words), (40, 60));
    assert_eq!((config.quotation.quote_max_chars, config.quotation.quote_max_words), (200, 50));
}

#[test]
fn the_host_can_be_found_elsewhere() {
    let with = |table: &str| format!("{SITE}[links]\n{table}\n");
    let text = with(
        "fediverse = \"Wil@Toot.Example\"\nme = [\"https://toot.example/@wil\"]\nwebmention = \"https://post.example/wil\"",
    );
    let links = load(site(&[("blogkermis.toml", text.as_bytes())]).path()).unwrap().config.links;
    assert_eq!(links.fediverse.as_deref(), Some("@Wil@toot.example"));
    assert_eq!(links.me[0].as_str(), "https://toot.example/@wil");
    assert_eq!(links.webmention.unwrap().as_str(), "https://post.example/wil");
    let wrong = "fediverse = \"@wil\"\nme = [\"https://toot.example/@wil\", \"toot.example/@wil\"]\nwebmentions = \"https://post.example/\"";
    insta::assert_snapshot!(complaints(&[("blogkermis.toml", &with(wrong))]));
    for handle in [
        "@wil@",
        "@@toot.example",
        "@w il@toot.example",
        "@wil@127.0.0.1",
        "@wil@toot",
        "@wil@a.example/x",
        "wil\\\"@a.example",
    ] {
        let told = complaints(&[("blogkermis.toml", &with(&format!("fediverse = \"{handle}\"")))]);
        assert!(told.contains("no fediverse handle"), "{handle}: {told}");
    }
}

#[test]
fn how_sure_is_sure_enough_is_the_hosts_to_say() {
    let text = format!(
        "{SITE}[bands]\ndefinitions = {{ publish = 0.8 }}\nquotes = {{ publish = 0.2 }}\nentries = {{ suggest = 0 }}\n"
    );
    let bands = load(site(&[("blogkermis.toml", text.as_bytes())]).path()).unwrap().config.bands;
    let default = Bands::default();
    assert_eq!(bands.definitions, Band { publish: 0.8, ..default.definitions });
    assert_eq!(bands.quotes, Band { publish: 0.2, suggest: 0.2 }, "nothing is dropped that would be published");
    assert_eq!(bands.entries, Band { suggest: 0.0, ..default.entries });
    let wrong = format!(
        "{SITE}[bands]\ndefinitions = {{ publish = 0.3, suggest = 0.5 }}\nquotes = {{ publish = 1.5, sugest = \"low\" }}\nentries = 0.5\n"
    );
    insta::assert_snapshot!(complaints(&[("blogkermis.toml", &wrong)]));
}

#[test]
fn a_command_that_summarises_is_split_as_a_shell_would() {
    let with = |table: &str| format!("{SITE}[summaries]\n{table}\n");
    let text = with("command = 'bin/kort --taal \"nl en fy\" $HOME'");
    let read = load(site(&[("blogkermis.toml", text.as_bytes())]).path()).unwrap().config.summariser.unwrap();
    assert_eq!(read.command, ["bin/kort", "--taal", "nl en fy", "$HOME"], "and nothing else of a shell");
    assert_eq!(read.timeout.as_secs(), 60);
    let wrong = [
        "command = \"\"",
        "command = \"kort 'nl\"",
        "command = \"'' nl\"",
        "command = \"kort\"\ntimeout = 0",
        "timeout = 5",
        "command = [\"kort\"]\ntime = 3",
    ];
    let told: Vec<_> = wrong.map(|table| complaints(&[("blogkermis.toml", &with(table))])).into();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn who_asks_is_the_site_when_nobody_else_is_named() {
    let page = "+++\ntitle = \"Over\"\n+++\n";
    let text = SITE.replace("https://kermis.example", "https://kermis.example/(x)/");
    assert_ne!(text, SITE);
    for (files, expected) in [
        (vec![], "https://kermis.example/%28x%29/"),
        (vec![("content/links.md", page)], "https://kermis.example/%28x%29/"),
        (vec![("content/over.md", page)], "https://kermis.example/%28x%29/over/"),
        (vec![("content/over.md", page), ("content/about.md", page)], "https://kermis.example/%28x%29/about/"),
    ] {
        let mut all = vec![("blogkermis.toml", text.as_bytes())];
        all.extend(files.iter().map(|(path, text)| (*path, text.as_bytes())));
        let config = load(site(&all).path()).unwrap().config;
        assert_eq!(config.fetch.contact.as_deref(), Some(expected));
    }
}

#[test]
#[ignore = "a measurement: prints how long ten thousand entries take"]
fn ten_thousand_entries() {
    let text = |n: usize| {
        format!(
            "+++\nurl = \"https://blog.example/{n}\"\nstatus = \"accepted\"\ntitle = \"Post {n}\"\n+++\n\n{}\n",
            "Een zin. ".repeat(60)
        )
    };
    let folder = site(&[("blogkermis.toml", SITE.as_bytes()), ("content/e/_index.md", CALL.as_bytes())]);
    for n in 0..10_000 {
        create(folder.path(), format!("content/e/entries/p{n}.md"), text(n).as_bytes()).unwrap();
    }
    for _ in 0..3 {
        let started = std::time::Instant::now();
        assert_eq!(load(folder.path()).unwrap().editions[0].entries.len(), 10_000);
        println!("{:?}", started.elapsed());
    }
}

#[test]
fn no_site() {
    let empty = tempfile::tempdir().unwrap();
    insta::assert_snapshot!(load(empty.path()).unwrap_err().render(false));
}

#[test]
fn unknown_key() {
    let call = CALL.replace("+++\n\n", "temre = [\"leren\"]\n+++\n\n");
    insta::assert_snapshot!(complaints(&[("content/leren/_index.md", &call)]));
}

#[test]
fn several_mistakes_in_several_files() {
    insta::assert_snapshot!(complaints(&[
        (
            "blogkermis.toml",
            "titel = \"Kermis\"\nbase_url = \"kermis.example\"\nlanguage = \"nederlands\"\n\n[fetch]\nconcurrency = 0\n\
             timeout = \"soon\"\nmax_size = \"10 apples\"\nalow = []\n\n[quotation]\nsummary_words = [80, 50]\n"
        ),
        (
            "content/blogs/jan.md",
            "+++\nauthor = 3\nurl = \"javascript:alert(1)\"\nfeed = \"../feed.xml\"\nlanguage = \"klingon language\"\n+++\n"
        ),
        (
            "content/leren/entries/a.md",
            "+++\r\nstatus = \"acepted\"\r\nkind = \"film\"\r\nquotes = [{ txt = \"a\" }, \"b\"]\r\n+++\r\n"
        ),
        ("content/leren/_index.md", CALL),
    ]));
}

#[test]
fn dates() {
    insta::assert_snapshot!(complaints(&[
        (
            "content/a/_index.md",
            &CALL.replace("+++\n\n", "opens = \"2026-05-01\"\ncloses = 2026-05-22T23:59:59\n+++\n\n")
        ),
        ("content/b/_index.md", &CALL.replace("+++\n\n", "opens = \"volgende week\"\ncloses = 12:00:00\n+++\n\n")),
        (
            "content/c/_index.md",
            &CALL.replace("+++\n\n", "opens = 2026-05-23\ncloses = 2026-05-22T23:59:59+02:00\n+++\n\n")
        ),
        ("content/d/_index.md", &CALL.replace("+++\n\n", "opens = 2026-02-30\n+++\n\n")),
    ]));
}

#[test]
fn hosts_and_blogs() {
    insta::assert_snapshot!(complaints(&[
        ("content/blogs/jans-blog.md", BLOG),
        (
            "content/a/_index.md",
            &CALL.replace("+++\n\n", "host = \"jan-blog\"\nblogs = [\"jans-blog\", \"ria\"]\n+++\n\n")
        ),
        ("content/b/_index.md", &CALL.replace("+++\n\n", "host = \"Piet de Vries\"\n+++\n\n")),
        ("content/c/_index.md", &CALL.replace("+++\n\n", "host = { naam = \"Piet\", url = \"piet\" }\n+++\n\n")),
    ]));
}

#[test]
fn palettes() {
    let edition =
        |palette: &str| format!("+++\ntitle = \"Leren\"\ntheme = \"leren\"\npalette = {palette}\n+++\n\nDoe mee.\n");
    insta::assert_snapshot!(complaints(&[
        ("blogkermis.toml", &format!("{SITE}palette = \"moos\"\n")),
        ("content/a/_index.md", &edition("\"zee\"")),
        ("content/b/_index.md", &edition("{ cloth = \"#e8b04a\", second = \"#7fae9f\", sun = \"#30406a\" }")),
        ("content/c/_index.md", &edition("{ cloth = \"tomato\", sky = \"#fff\" }")),
        ("content/d/_index.md", &edition("{ second = \"#17635a\" }")),
        ("content/e/_index.md", &edition("7")),
    ]));
    let content = loaded(&[
        ("blogkermis.toml", &format!("{SITE}palette = \"moss\"\n")),
        ("content/a/_index.md", &edition("{ cloth = \"#80f\" }")),
    ]);
    assert_eq!(content.config.palette, Palette::named("moss"));
    // What is left out goes with the cloth: purple is most like dusk.
    let dusk = Palette::named("dusk").unwrap();
    assert_eq!(content.editions[0].edition.palette, Some(Palette { cloth: Colour::hex(0x0088_00ff), ..dusk }));
}

#[test]
fn front_matter() {
    insta::assert_snapshot!(complaints(&[
        ("content/a.md", "# Geen voorwerk\n"),
        ("content/b.md", "+++\ntitle = \"B\"\n\nTekst\n"),
        ("content/c.md", "---\ntitle: C\n---\n"),
        ("content/d.md", ""),
        ("content/e.md", "+++\ntitle = \"E\ntext = 1\n+++\n"),
        ("content/f.md", "+++\ntitle = F\ntitel = \"F\"\ntitle = \"F\"\n+++\n"),
        ("content/g.md", "+++\ntitle = \" \"\n+++\n"),
    ]));
}

#[test]
fn shortcodes() {
    insta::assert_snapshot!(complaints(&[
        ("content/leren/_index.md", CALL),
        (
            "content/leren/roundup.md",
            "+++\r\ndraft = \"yes\"\r\n+++\r\n\r\nÉén {{ defintions() }} twee\r\n\r\n`{{ code() }}` {{ ride(big = 1) }}\r\n"
        ),
    ]));
}

#[test]
fn files_that_cannot_be_read() {
    insta::assert_snapshot!(complaints_about_bytes(&[
        ("content/a.md", b"+++\ntitle = \"Caf\xe9\"\n+++\n"),
        ("content/b.md", &vec![b'a'; (1 << 20) + 1]),
        ("content/c.md", b"\xff\xd8\xff\xe0\x00\x10JFIF\x1b[31m"),
    ]));
}

#[test]
fn names_and_places() {
    insta::assert_snapshot!(complaints(&[
        ("content/Mijn Pagina.md", "+++\ntitle = \"A\"\n+++\n"),
        ("content/index.md", "+++\ntitle = \"A\"\n+++\n"),
        ("content/leren.md", "+++\ntitle = \"A\"\n+++\n"),
        ("content/leren/_index.md", CALL),
        ("content/leren/rondup.md", "+++\n+++\n"),
        ("content/leren/entrie/a.md", "+++\n+++\n"),
        ("content/zonder/roundup.md", "+++\n+++\n"),
        ("content/Edítie/_index.md", CALL),
        ("content/blogs/sub/jan.md", BLOG),
        ("content/archive/_index.md", CALL),
        ("content/404.md", "+++\ntitle = \"A\"\n+++\n"),
    ]));
}

#[test]
fn two_blogs_with_one_feed() {
    let blog = |keys: &str| BLOG.replace("title", &format!("{keys}\ntitle"));
    insta::assert_snapshot!(complaints(&[
        ("content/blogs/a.md", &blog("feed = \"https://www.blog.example/feed/\"")),
        ("content/blogs/b.md", &blog("feed = \"http://blog.example/feed\"")),
        ("content/blogs/c.md", &blog("feed = \"https://blog.example/feed?page=2\"")),
        ("content/blogs/d.md", &blog("url = \"https://d.example/\"")),
        ("content/blogs/e.md", &blog("url = \"https://d.example/\"\nfeed = \"content/feeds/e.xml\"")),
        ("content/blogs/f.md", &blog("url = \"https://d.example\"")),
    ]));
}

#[test]
fn mistakes_are_counted_in_words() {
    let errors = |files: &[(&str, &[u8])]| load(site(files).path()).unwrap_err().to_string();
    let toml = ("blogkermis.toml", SITE.as_bytes());
    assert_eq!(errors(&[toml, ("content/a.md", b"")]), "1 mistake in the site's files");
    assert_eq!(errors(&[toml, ("content/a.md", b""), ("content/b.md", b"")]), "2 mistakes in the site's files");
}

#[test]
fn an_edition_takes_no_name_that_is_used() {
    let folder = site(&[("blogkermis.toml", SITE.as_bytes()), ("content/leren/_index.md", CALL.as_bytes())]);
    let edition = load(folder.path()).unwrap().editions.remove(0).edition;
    fs::write(folder.path().join("content/about.md"), "+++\ntitle = \"Over\"\n+++\n").unwrap();
    for name in ["blogs", "archive", "404", "feed", "index"] {
        let refused = write_edition(folder.path(), &Edition { slug: slug(name), ..edition.clone() });
        assert!(matches!(refused, Err(WriteError::Reserved(_))), "{name}: {refused:?}");
    }
    let refused = write_edition(folder.path(), &Edition { slug: slug("about"), ..edition.clone() }).unwrap_err();
    insta::assert_snapshot!(refused, @"`content/about.md` stands at that address already");
    let refused = write_edition(folder.path(), &edition);
    assert!(matches!(refused, Err(WriteError::Exists(_))), "{refused:?}");
    write_edition(folder.path(), &Edition { slug: slug("anders"), ..edition }).unwrap();
    load(folder.path()).unwrap_or_else(|errors| panic!("{}", errors.render(false)));
}

#[test]
fn entries() {
    insta::assert_snapshot!(complaints(&[
        ("content/leren/_index.md", CALL),
        ("content/leren/entries/a.md", "+++\nurl = \"https://blog.example/1\"\n+++\n"),
        ("content/leren/entries/b.md", "+++\nstatus = \"rejected\"\nurl = \"https://blog.example/1#more\"\n+++\n"),
        ("content/leren/entries/c.md", "+++\nurl = \"https://toot.example/1\"\nkind = \"mini\"\n+++\n"),
        ("content/leren/entries/e.md", "+++\nurl = \"http://www.blog.example/1/?utm_source=x\"\n+++\n"),
        ("content/leren/entries/d.md", "+++\nurl = \"https://jan:geheim@blog.example/1\"\n+++\n"),
    ]));
}

#[test]
fn a_flood_of_mistakes_is_cut_short() {
    let text = format!("+++\ntitle = \"A\"\n{}+++\n", numbered("k", " = 1\n", 100));
    let ContentErrors(mistakes) =
        load(site(&[("blogkermis.toml", SITE.as_bytes()), ("content/a.md", text.as_bytes())]).path()).unwrap_err();
    assert_eq!(mistakes.len(), 21);
    assert_eq!(mistakes.last().unwrap().message, "80 more mistakes in this file");
}

#[test]
fn deep_and_long_files_are_read_or_refused() {
    let deep = |open: &str, close: &str| open.repeat(50_000) + close;
    for toml in [
        format!("title = {}", deep("[", "")),
        format!("title = {}", deep("{a=", "")),
        format!("{} = 1", deep("a.", "a")),
        format!("[{}]", deep("a.", "a")),
        format!("title = \"{}\" x", deep("a", "")),
        deep("= \n", ""),
        deep("[a]\n", ""),
        numbered("[a", "]\n", 3_000),
    ] {
        let text = format!("+++\n{toml}\n+++\n");
        for (path, text) in
            [("blogkermis.toml", toml.as_str()), ("content/a.md", &text), ("content/e/_index.md", &text)]
        {
            let mut files = vec![("blogkermis.toml", SITE.as_bytes())];
            files.retain(|(other, _)| *other != path);
            files.push((path, text.as_bytes()));
            let shown = load(site(&files).path()).unwrap_err().render(false);
            assert!(shown.len() < 100_000, "{path}: {}", shown.len());
        }
    }
    for body in [
        deep("{{ ", ""),
        deep("{{ ride( ", ""),
        deep("`", "{{ ride() }}"),
        deep("> ", "{{ ride() }}"),
        deep("\\", "{{ ride()"),
    ] {
        let text = format!("+++\n+++\n{body}");
        let files = [
            ("blogkermis.toml", SITE.as_bytes()),
            ("content/e/_index.md", CALL.as_bytes()),
            ("content/e/roundup.md", text.as_bytes()),
        ];
        if let Err(errors) = load(site(&files).path()) {
            assert!(errors.render(false).len() < 100_000);
        }
    }
}

#[cfg(unix)]
#[test]
fn links_that_leave_the_site_are_not_followed() {
    use std::os::unix::fs::symlink;

    let outside = site(&[("secret.md", b"+++\ntitle = \"Secret\"\n+++\n"), ("edition/_index.md", CALL.as_bytes())]);
    let inside = site(&[
        ("blogkermis.toml", SITE.as_bytes()),
        ("texts/page.md", b"+++\ntitle = \"Page\"\n+++\n"),
        ("content/leren/_index.md", CALL.as_bytes()),
    ]);
    let content = inside.path().join("content");
    symlink("../texts/page.md", content.join("page.md")).unwrap();
    symlink(outside.path(), content.join("feeds")).unwrap();
    symlink("nowhere", content.join(".#lock.md")).unwrap();
    assert_eq!(load(inside.path()).unwrap().pages[0].title, "Page");

    symlink(outside.path().join("secret.md"), content.join("secret.md")).unwrap();
    symlink(outside.path().join("edition"), content.join("edition")).unwrap();
    symlink("nowhere", content.join("nowhere.md")).unwrap();
    fs::create_dir(content.join("blogs")).unwrap();
    fs::write(content.join("blogs/jan.md"), BLOG.replace("author", "feed = \"content/feeds/secret.md\"\nauthor"))
        .unwrap();
    symlink("..", content.join("leren/entries")).unwrap();
    insta::assert_snapshot!(load(inside.path()).unwrap_err().render(false));

    symlink(outside.path(), content.join("blogs/far")).unwrap();
    let refused = create(inside.path(), "content/blogs/far/new.md", b"");
    assert!(matches!(refused, Err(WriteError::Outside(_))), "{refused:?}");
    let refused = create(inside.path(), "content/secret.md", b"");
    assert!(matches!(refused, Err(WriteError::Exists(_))), "{refused:?}");
}

#[test]
fn the_root_is_found_from_below() {
    let folder = site(&[("blogkermis.toml", SITE.as_bytes()), ("content/leren/_index.md", CALL.as_bytes())]);
    let found = find_root(&folder.path().join("content/leren"));
    assert_eq!(found.as_deref(), Some(folder.path()));
    assert_eq!(find_root(tempfile::tempdir().unwrap().path()), None);
}

#[test]
fn a_new_site_can_be_read_at_once() {
    for language in [Lang::nl(), Lang::en()] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("deep/er");
        let title = "De \"@title@\" \\ kermis\n@".to_owned();
        let base_url = "https://kermis.example/x".parse().unwrap();
        let new = NewSite { title: title.clone(), description: String::new(), base_url, language: language.clone() };
        let written = init(&root, &new).unwrap();
        assert_eq!(written.len(), 4);
        let content = load(&root).unwrap_or_else(|errors| panic!("{}", errors.render(false)));
        assert_eq!((content.config.title.as_str(), &content.config.language), (title.as_str(), &language));
        assert_eq!(content.config.base_url.as_str(), "https://kermis.example/x/");
        assert_eq!(content.home.unwrap().title, title);
        assert!(matches!(init(&root, &new), Err(content::ScaffoldError::IsSite(_))));
    }
}

#[test]
fn a_new_site_leaves_what_is_there() {
    let folder = site(&[(".gitignore", b"mine"), ("content/about.md", b"+++\ntitle = \"Mine\"\n+++\n")]);
    let base_url = "https://kermis.example/".parse().unwrap();
    let new = NewSite { title: "Kermis".into(), description: "Een feest".into(), base_url, language: Lang::nl() };
    let written = init(folder.path(), &new).unwrap();
    assert_eq!(written, [Path::new("content/_index.md"), Path::new("blogkermis.toml")]);
    assert_eq!(fs::read(folder.path().join(".gitignore")).unwrap(), b"mine");
    assert_eq!(load(folder.path()).unwrap().pages[0].title, "Mine");
}

#[test]
fn a_file_that_exists_is_never_touched() {
    let folder = site(&[("content/blogs/jan.md", b"mine")]);
    let blog = Blog {
        slug: slug("jan"),
        title: "Jan".into(),
        author: "Jan".into(),
        url: None,
        feed: None,
        language: None,
        bio: String::new(),
    };
    assert!(matches!(write_blog(folder.path(), &blog), Err(WriteError::Exists(_))));
    assert_eq!(fs::read(folder.path().join("content/blogs/jan.md")).unwrap(), b"mine");
    assert_eq!(fs::read_dir(folder.path().join("content/blogs")).unwrap().count(), 1, "no temporary file is left");
    for path in ["../a.md", "/tmp/a.md", "", ".", "a/../../b", "content/.."] {
        let refused = create(folder.path(), path, b"");
        assert!(matches!(refused, Err(WriteError::BadPath(_))), "{path}: {refused:?}");
    }
}

#[test]
fn what_would_not_read_back_is_not_written() {
    let folder = site(&[("blogkermis.toml", SITE.as_bytes())]);
    let roundup = NewRoundup { body: "{{ ried() }}".into(), ..NewRoundup::default() };
    let refused = write_roundup(folder.path(), &slug("leren"), &roundup).unwrap_err();
    insta::assert_snapshot!(refused, @"`content/leren/roundup.md` would not be valid: unknown shortcode `ried`");
    assert!(!folder.path().join("content").exists());
}

#[cfg(unix)]
#[test]
fn others_may_read_what_is_written() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = site(&[("plain", b"")]);
    let mode = |path: &str| fs::metadata(folder.path().join(path)).unwrap().permissions().mode();
    create(folder.path(), "content/a.md", b"a").unwrap();
    assert_eq!(mode("content/a.md"), mode("plain"));
}

/// Text as nobody should write it, but somebody will.
fn nasty() -> impl Strategy<Value = String> {
    let parts = prop_oneof![
        Just("+++".to_owned()),
        Just("\n+++\n".to_owned()),
        Just("\"\"\"".to_owned()),
        Just("'''".to_owned()),
        Just("\\".to_owned()),
        Just("\r\n".to_owned()),
        Just("#".to_owned()),
        Just("\u{feff}".to_owned()),
        any::<char>().prop_map(String::from),
        "[ \\t\\PC]{0,8}",
    ];
    proptest::collection::vec(parts, 0..6).prop_map(|parts| parts.concat())
}

/// The same with something in it.
fn nasty_title() -> impl Strategy<Value = String> {
    nasty().prop_map(|text| format!("{text}é"))
}

fn moment() -> impl Strategy<Value = Option<Moment>> {
    const WRITTEN: [&str; 5] = [
        "2026-05-01",
        "2026-05-22T23:59:59+02:00",
        "2026-05-22T23:59:59.000000001Z",
        "0001-01-01",
        "9998-12-31T00:00:00-11:30",
    ];
    proptest::option::of(proptest::sample::select(&WRITTEN[..]).prop_map(|text| text.parse().unwrap()))
}

fn whose() -> impl Strategy<Value = Option<Attribution>> {
    proptest::option::of(prop_oneof![Just(Attribution::Author), nasty_title().prop_map(Attribution::from)])
}

fn picks() -> impl Strategy<Value = Option<Vec<Pick>>> {
    let form = prop_oneof![Just(Form::Verbatim), Just(Form::Paraphrase)];
    let pick = (nasty_title(), whose(), whose(), form).prop_map(|(text, speaker, originator, form)| Pick {
        text,
        speaker,
        originator,
        term: (form == Form::Verbatim).then(|| "leren".into()),
        language: (form == Form::Paraphrase).then(Lang::en),
        hash: (form == Form::Verbatim).then(|| "0a".repeat(32)),
        form,
    });
    proptest::option::of(proptest::collection::vec(pick, 0..3))
}

/// A text as it is after the white space around it is gone.
fn tidy(body: &str) -> String {
    let body = body.trim_end_matches([' ', '\t', '\r', '\n']);
    let first = body.find(|c| !matches!(c, ' ' | '\t' | '\r' | '\n')).unwrap_or(body.len());
    body[body[..first].rfind('\n').map_or(0, |at| at + 1)..].to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_reads_back(
        titles in proptest::collection::vec(nasty_title(), 8),
        bodies in proptest::collection::vec(nasty(), 4),
        lists in proptest::collection::vec(proptest::collection::vec(nasty_title(), 0..3), 3),
        moments in (moment(), moment()),
        definitions in picks(),
        quotes in picks(),
        kind in proptest::option::of(proptest::sample::select(&[EntryKind::Post, EntryKind::Mini, EntryKind::Video][..])),
        status in proptest::option::of(proptest::sample::select(&[Status::Accepted, Status::Rejected, Status::Gone][..])),
    ) {
        let folder = site(&[("blogkermis.toml", SITE.as_bytes())]);
        let root = folder.path();
        let blog = Blog {
            slug: slug("jan"),
            title: titles[0].clone(),
            author: titles[1].clone(),
            url: Some("https://jan.example/%22".parse().unwrap()),
            feed: Some(FeedSource::File("content/feeds/a \"b\".xml".into())),
            language: Some(Lang::en()),
            bio: tidy(&bodies[0]),
        };
        let edition = Edition {
            slug: slug("leren"),
            title: titles[2].clone(),
            theme: titles[3].clone(),
            language: Lang::nl(),
            opens: moments.0,
            closes: None,
            timezone: jiff::tz::TimeZoneDatabase::bundled().get("Europe/Amsterdam").ok(),
            grace: jiff::SignedDuration::from_hours(60),
            number: Some(7),
            host: Some(Host::Person(Person { name: titles[4].clone(), url: Some("https://host.example/".parse().unwrap()) })),
            call: Some("https://call.example/?a=b&c#d".parse().unwrap()),
            tags: vec!["kermis".into()],
            blogs: Some(vec![slug("jan")]),
            prompts: lists[0].clone(),
            palette: Some(Palette { second: Colour::hex(0x0017_635a), ..Palette::of_edition(2) }),
            terms: [(Lang::nl(), lists[1].clone()), (Lang::parse("en-gb").unwrap(), lists[2].clone())].into(),
            body: tidy(&bodies[1]),
        };
        let entry = EntryFile {
            slug: slug("a"),
            url: Some("https://post.example/a".parse().unwrap()),
            hash: None,
            since: moments.0,
            status,
            approved: status.map(|_| "0a".repeat(32)),
            title: Some(titles[5].clone()),
            author: Some(titles[6].clone()),
            blog: Some(slug("jan")),
            published: moments.1,
            language: Some(Lang::nl()),
            kind,
            text: Some(titles[7].clone()),
            definitions,
            quotes,
            blurb: tidy(&bodies[2]),
        };
        let roundup = NewRoundup { title: Some(titles[0].clone()), draft: true, published: moments.0, body: tidy(&bodies[3].replace("{{", "")) };
        write_blog(root, &blog).unwrap();
        write_edition(root, &edition).unwrap();
        write_entry(root, &edition.slug, &entry).unwrap();
        write_roundup(root, &edition.slug, &roundup).unwrap();
        let content = load(root).map_err(|errors| TestCaseError::fail(errors.render(false)))?;
        prop_assert_eq!(&content.blogs[..], &[blog][..]);
        let read = &content.editions[0];
        prop_assert_eq!(&read.edition, &edition);
        prop_assert_eq!(&read.entries[..], &[entry][..]);
        let file = read.roundup.as_ref().unwrap();
        prop_assert_eq!((&file.title, file.draft, file.published, &file.body), (&roundup.title, true, roundup.published, &roundup.body));
    }

    #[test]
    fn no_file_makes_it_panic(
        bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..200),
            "(\\+\\+\\+\\r?\\n)?([a-z]{1,6} ?= ?|url = |\"|\\{|\\}|\\[|\\]|2026-0|T|:|\\n|,|\\PC){0,30}(\\n\\+\\+\\+\\n)?(\\PC|\\{\\{|\\n){0,20}".prop_map(String::into_bytes),
            ("[a-z_]{1,8}", "\\PC{0,20}").prop_map(|(key, value)| format!("+++\n{key} = {value}\n+++\n").into_bytes()),
        ],
    ) {
        for path in [
            "blogkermis.toml", "content/_index.md", "content/a.md", "content/blogs/a.md", "content/e/_index.md",
            "content/e/roundup.md", "content/e/entries/a.md",
        ] {
            let mut files = vec![("blogkermis.toml", SITE.as_bytes()), ("content/e/_index.md", CALL.as_bytes())];
            files.retain(|(other, _)| *other != path);
            files.push((path, &bytes));
            if let Err(errors) = load(site(&files).path()) {
                prop_assert!(!errors.0.is_empty());
                let shown = errors.render(false);
                prop_assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "{:?}", shown);
            }
        }
    }
}

/// The program over a site, with what it said and how it ended.
fn run(root: &Path, args: &[&str]) -> (Option<i32>, String) {
    let mut command = assert_cmd::Command::cargo_bin("blogkermis").unwrap();
    let output = command.arg("--root").arg(root).current_dir(root).env("NO_COLOR", "1").args(args).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn one_blog_that_will_not_do_does_not_stop_the_others() {
    let long = "lang ".repeat(80);
    let list = format!(
        "<opml version=\"2.0\"><body><outline text=\"Geheim\" xmlUrl=\"https://jan:geheim@a.example/feed\"/>\
         <outline text=\"{long}\" xmlUrl=\"https://b.example/feed\"/>\
         <outline text=\"Nog eens\" xmlUrl=\"http://www.b.example/feed/\"/></body></opml>"
    );
    let folder = site(&[("blogkermis.toml", SITE.as_bytes()), ("lijst.opml", list.as_bytes())]);
    let (code, said) = run(folder.path(), &["add", "lijst.opml"]);
    assert_eq!(code, Some(4), "{said}");
    assert!(said.contains("“Geheim” was not added") && said.contains("1 named twice: “Nog eens”"), "{said}");
    let blogs = load(folder.path()).unwrap().blogs;
    assert_eq!(blogs.iter().map(|blog| blog.slug.to_string()).collect::<Vec<_>>(), [["lang"; 12].join("-")]);
}

#[test]
fn the_author_of_a_feed_is_a_name() {
    let feed = "<rss version=\"2.0\"><channel><title>Blog</title><item><title>Een</title><author>a@b (Ada \u{202e}Bee)</author>\
                <link>https://a.example/1</link></item></channel></rss>";
    let folder = site(&[("blogkermis.toml", SITE.as_bytes()), ("content/feeds/a.xml", feed.as_bytes())]);
    let (code, said) = run(folder.path(), &["add", "content/feeds/a.xml"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(load(folder.path()).unwrap().blogs[0].author, "Ada Bee");
}

#[test]
fn new_explains_a_name_that_is_taken() {
    let folder = site(&[("blogkermis.toml", SITE.as_bytes())]);
    for args in [&["new", "archive"][..], &["new", "archive", "--dry-run"]] {
        let (code, said) = run(folder.path(), args);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("no edition can be called `archive`") && said.contains("--slug"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn only_regular_files_are_added() {
    let folder = site(&[("blogkermis.toml", SITE.as_bytes())]);
    let (code, said) = run(folder.path(), &["--offline", "add", "/dev/zero"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("neither a regular file"), "{said}");
    fs::File::create(folder.path().join("huge.xml")).unwrap().set_len((64 << 20) + 1).unwrap();
    let (code, said) = run(folder.path(), &["add", "huge.xml"]);
    assert_eq!(code, Some(4), "{said}");
    assert!(said.contains("larger than 64 MiB"), "{said}");
}
