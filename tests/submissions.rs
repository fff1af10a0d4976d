//! `intake` and `submissions` by the real binary: what people send in, what is found behind it, what they are told, and
//! what a yes writes.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that cannot go on stops")]

mod support;

use assert_cmd::assert::Assert;
use predicates::{prelude::PredicateBooleanExt, str::contains};
use serde_json::Value;
use support::{
    Site,
    web::{Page, Web},
};

const CALL: &str = "https://kermis.example/brood/";

struct Net {
    web: Web,
    site: Site,
}

impl Net {
    fn start(pages: &[(&str, Page)]) -> Self {
        let site = Site::with(&[(
            "content/brood/_index.md",
            "+++\ntitle = \"Brood\"\ntheme = \"zuurdesem\"\nlanguage = \"nl\"\nopens = 2026-11-15\ncloses = 2026-11-30\nhost = { name = \"Wies\" }\n+++\n",
        )]);
        let net = Self { web: Web::start(), site };
        for (path, page) in pages {
            net.web.put(path, page.clone());
        }
        net
    }

    fn run(&self, args: &[&str]) -> assert_cmd::Command {
        let mut command = self.site.command();
        command.args(args).env("BLOGKERMIS_FETCH_ALLOW", self.web.address.to_string());
        command
    }

    fn intake(&self, path: &str) -> Value {
        let out = self.run(&["intake", &self.web.url(path), "--json"]).assert().success();
        json(&out)[0].clone()
    }

    /// What whoever sent a submission is told, without the frame around it.
    fn told(&self, id: &Value) -> String {
        let out = self.run(&["submissions", "--receipt", &id.to_string()]).assert().success();
        let said =
            String::from_utf8(out.get_output().stdout.clone()).unwrap().replace(&self.web.address.to_string(), "HOST");
        let paragraphs: Vec<&str> = said.trim().split("\n\n").collect();
        paragraphs[3..paragraphs.len() - 1].join("\n")
    }
}

fn json(assert: &Assert) -> Value {
    serde_json::from_slice(&assert.get_output().stdout).unwrap()
}

/// What lacks, by name.
fn lacks(submission: &Value) -> Vec<String> {
    let all = submission["seen"]["shortcomings"].as_array().unwrap();
    all.iter().map(|lack| lack["what"].as_str().unwrap().to_owned()).collect()
}

const PROSE: &str = "Mijn zuurdesem staat sinds maandag op het aanrecht. Ik voer hem elke avond een lepel meel en een lepel water. \
                     De eerste dagen gebeurde er niets, en op de vierde dag liep hij over de rand. Sindsdien bak ik elke week een brood.";

/// The page of a post about sourdough.
fn post(head: &str, body: &str) -> Page {
    Page::of_type(
        "text/html; charset=utf-8",
        &format!(
            "<!doctype html><html lang=\"nl\"><head><title>Mijn zuurdesem</title><meta name=\"author\" content=\"Jo Kruim\">{head}</head>\
             <body><article><h1>Mijn zuurdesem</h1><time datetime=\"2026-11-18\" itemprop=\"datePublished\">18 november</time>\
             <p>{PROSE}</p>{body}</article></body></html>"
        ),
    )
}

fn good() -> Page {
    post(
        "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed.xml\">\
         <meta property=\"article:published_time\" content=\"2026-11-18T08:00:00Z\">",
        &format!("<p>Dit is mijn bijdrage aan <a href=\"{CALL}\">de kermis</a>.</p>"),
    )
}

fn feed(items: &str) -> Page {
    let channel = format!(
        "<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Kruim</title>\
         <link>http://HOST/</link><language>nl</language>{items}</channel></rss>"
    );
    Page::of_type("application/rss+xml", &channel)
}

/// The feed that has the good post; its addresses are those of the test's server.
fn feed_with_post(net: &Net) -> Page {
    let mut page = feed(&format!(
        "<item><title>Mijn zuurdesem</title><link>http://HOST/post</link><guid>http://HOST/post</guid><dc:creator>Jo Kruim</dc:creator>\
         <pubDate>Wed, 18 Nov 2026 08:00:00 GMT</pubDate><description>&lt;p&gt;{PROSE} &lt;a href='{CALL}'&gt;kermis&lt;/a&gt;&lt;/p&gt;</description></item>"
    ));
    page.body = page.body.replace("HOST", &net.web.address.to_string());
    page
}

#[test]
fn from_an_address_to_a_seat_on_the_ride() {
    let net = Net::start(&[("/post", good())]);
    net.web.put("/feed.xml", feed_with_post(&net));
    let submission = net.intake("/post");
    assert_eq!(submission["state"], "queued", "nothing of this blog was accepted before: {submission:#}");
    assert_eq!(lacks(&submission), Vec::<String>::new());
    assert_eq!(submission["seen"]["post"]["author"], "Jo Kruim");
    assert!(!net.site.has("content/blogs/kruim.md"), "nothing is written before the host says yes");
    net.run(&["submissions", "--accept", "1"]).assert().success().stderr(contains("content/brood/entries/jo-kruim.md"));
    assert!(net.site.read("content/blogs/kruim.md").contains("author = \"Jo Kruim\""));
    assert!(net.site.read("content/brood/entries/jo-kruim.md").contains("status = \"accepted\""));
    let out = net.run(&["fetch"]).assert().success();
    drop(out);
    let entries = json(&net.run(&["entries", "brood", "--json"]).assert().success());
    assert_eq!(entries["entries"][0]["title"], "Mijn zuurdesem");
    assert_eq!(entries["entries"][0]["included"], true);
    // The same address again, by another way, changes nothing.
    net.site.write("lijst.txt", &format!("{}?utm_source=mail\n", net.web.url("/post")));
    net.run(&["intake", "lijst.txt"])
        .assert()
        .success()
        .stderr(contains("0 addresses new").and(contains("1 was there before")));
    let history = json(&net.run(&["submissions", "--history", "1", "--json"]).assert().success());
    let states: Vec<_> = history.as_array().unwrap().iter().map(|step| step["to"].as_str().unwrap()).collect();
    assert_eq!(states, ["tip", "fetched", "checked", "queued", "accepted"]);
}

#[test]
fn who_was_here_before_comes_in_by_themselves_twice() {
    let net = Net::start(&[("/post", good()), ("/twee", good()), ("/drie", good())]);
    net.web.put("/feed.xml", feed_with_post(&net));
    net.site.write(
        "content/blogs/kruim.md",
        &format!("+++\ntitle = \"Kruim\"\nauthor = \"Jo Kruim\"\nfeed = \"{}\"\n+++\n", net.web.url("/feed.xml")),
    );
    let states: Vec<_> =
        ["/post", "/twee", "/drie"].map(|path| net.intake(path)["state"].as_str().unwrap().to_owned()).into();
    assert_eq!(states, ["accepted", "accepted", "queued"]);
    let history = json(&net.run(&["submissions", "--history", "3", "--json"]).assert().success());
    assert_eq!(history[3]["why"], "the blog has its share of entries already");
    // What the feed does not have stands in the file.
    let second = net.site.read("content/brood/entries/jo-kruim-2.md");
    assert!(second.contains("title = \"Mijn zuurdesem\"") && second.contains("blog = \"kruim\""), "{second}");
}

#[test]
fn ten_broken_blogs_are_told_what_is_wrong() {
    let long = format!("<html><body><p>{}</p></body></html>", "lang ".repeat(5 << 20));
    let script = Page::of_type(
        "text/html",
        "<html><head><script src=/app.js></script></head><body><div id=app></div></body></html>",
    );
    let english = PROSE.replace(
        PROSE,
        "Mi masa madre vive en la cocina desde el lunes y la alimento cada noche con harina y agua. Zuurdesem! Los primeros días no \
         pasó nada, y el cuarto día se salió del tarro por todas partes. Desde entonces hago pan cada semana.",
    );
    let pages = [
        ("no feed", post("", &format!("<a href=\"{CALL}\">x</a>"))),
        (
            "comments only",
            post(
                "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"Reacties\" href=\"/comments/feed/\">",
                "",
            ),
        ),
        ("feed without dates", post("<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/undated.xml\">", "")),
        (
            "paywalled",
            post(
                "<script type=\"application/ld+json\">{\"@type\": \"Article\", \"isAccessibleForFree\": false}</script>",
                "",
            ),
        ),
        ("not found", Page::status(404)),
        (
            "other language",
            Page::of_type(
                "text/html",
                &format!(
                    "<html lang=\"es\"><head><title>Masa madre</title></head><body><article><p>{english}</p></article></body></html>"
                ),
            ),
        ),
        ("no link to the call", good()),
        ("needs a script", script),
        ("huge page", Page::of_type("text/html", &long)),
        ("redirect loop", Page::moved("/redirect-loop")),
    ];
    let net = Net::start(&[]);
    net.web.put("/feed.xml", feed(""));
    net.web
        .put("/undated.xml", feed("<item><title>Brood</title><guid>1</guid><description>Brood.</description></item>"));
    net.web.put("/comments/feed/", feed("<item><title>Reactie op Brood</title><guid>1</guid></item>"));
    let undated = feed("<item><title>Brood</title><guid>1</guid><description>Brood.</description></item>");
    let mut comments = feed("<item><title>Reactie op Brood</title><guid>1</guid></item>");
    comments.body = comments.body.replace("<title>Kruim</title>", "<title>Reacties op: Kruim</title>");
    let mut told = String::new();
    for (name, mut page) in pages {
        if name == "no link to the call" {
            page.body = page.body.replace(CALL, "https://elders.example/");
        }
        if name == "feed without dates" {
            page.body =
                page.body.replace("<time datetime=\"2026-11-18\" itemprop=\"datePublished\">18 november</time>", "");
        }
        // Each on a server of its own: a feed in a usual place would be everybody's.
        let net = Net::start(&[]);
        match name {
            "no link to the call" => net.web.put("/feed.xml", feed_with_post(&net)),
            "feed without dates" => net.web.put("/undated.xml", undated.clone()),
            "comments only" => net.web.put("/comments/feed/", comments.clone()),
            _ => {}
        }
        let path = format!("/{}", name.replace(' ', "-"));
        net.web.put(&path, page);
        let submission = net.intake(&path);
        assert_eq!(submission["state"], "queued", "{name}");
        told.extend(["## ", name, "\n", &net.told(&submission["id"]), "\n\n"]);
    }
    insta::assert_snapshot!(told);
}

#[test]
fn a_home_page_is_as_good_as_a_post() {
    let home = Page::html(
        "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed.xml\"><p>Welkom op mijn blog.</p>",
    );
    let net = Net::start(&[("/", home)]);
    net.web.put("/feed.xml", feed_with_post(&net));
    let submission = net.intake("/");
    assert_eq!(submission["seen"]["post"]["title"], "Mijn zuurdesem", "{submission:#}");
}

#[test]
fn a_toot_is_a_mini_entry() {
    let net = Net::start(&[]);
    net.site.write(
        "toots.json",
        r#"[{"url": "https://127.0.0.1:1/@zoe/1", "content": "<p>Zuurdesem is geduld met bubbels.</p>", "account": {"display_name": "Zoë", "username": "zoe"}}]"#,
    );
    net.run(&["intake", "toots.json", "--unseen"])
        .assert()
        .success()
        .stdout(contains("Zuurdesem is geduld met bubbels."));
    net.run(&["submissions", "--accept", "1"]).assert().code(2).stderr(contains("submission 1 is tip"));
    net.run(&["submissions", "--look"]).assert().success();
    net.run(&["submissions", "--accept", "1"]).assert().success();
    let file = net.site.read("content/brood/entries/zoe.md");
    assert!(file.contains("kind = \"mini\"") && file.contains("Zuurdesem is geduld met bubbels."), "{file}");
}

#[test]
fn strangers_lead_nowhere_inside() {
    let net = Net::start(&[]);
    net.site.write("lijst.txt", "http://169.254.169.254/latest/meta-data/\nhttp://[::1]/\nhttp://localhost/x\nhttp://10.0.0.1/\nhttps://a.example:22/\n");
    let out = net.run(&["intake", "lijst.txt", "--json"]).assert().success();
    for submission in json(&out).as_array().unwrap() {
        assert_eq!(lacks(submission), ["forbidden"], "{submission:#}");
        assert_eq!(submission["state"], "queued");
    }
    assert!(net.web.asked().is_empty());
}

#[test]
fn what_somebody_sends_stays_what_it_is() {
    let hostile = "../../../etc/<script>alert(1)</script>\u{202e}'; DROP TABLE submissions; --";
    let body = format!(
        "<html><head><title>{hostile}</title><meta name=\"author\" content=\"{hostile}\"></head><body><article><p>{PROSE}</p></article></body></html>"
    );
    let net = Net::start(&[("/post", Page::of_type("text/html; charset=utf-8", &body))]);
    let submission = net.intake("/post");
    assert_eq!(submission["state"], "queued");
    net.run(&["submissions", "--receipt", "1"]).assert().success().stdout(contains("\u{202e}").not());
    net.run(&["submissions", "--accept", "1"]).assert().success();
    let files: Vec<_> = walkdir::WalkDir::new(net.site.root().join("content/brood/entries"))
        .into_iter()
        .map(|file| file.unwrap().file_name().to_owned())
        .collect();
    assert_eq!(files.len(), 2, "one folder, one file: {files:?}");
    net.run(&["build"]).assert().success();
    for (path, page) in net.site.pages() {
        assert!(!page.contains("<script>alert"), "{path}");
    }
}

#[test]
fn the_host_decides_and_the_reasons_stay() {
    let net = Net::start(&[("/post", good())]);
    net.intake("/post");
    net.run(&["submissions", "--reject", "1", "--why", "reclame", "--dry-run"])
        .assert()
        .success()
        .stderr(contains("would be"));
    net.run(&["submissions", "--reject", "1", "--why", "reclame"]).assert().success();
    net.run(&["submissions"]).assert().success().stderr(contains("1 submission is decided"));
    net.run(&["submissions", "--history", "1"])
        .assert()
        .success()
        .stdout(contains("rejected").and(contains("reclame")));
    net.run(&["submissions", "--reject", "1"]).assert().code(2).stderr(contains("submission 1 is rejected"));
    net.run(&["submissions", "--accept", "9"]).assert().code(2).stderr(contains("there is no submission 9"));
    net.run(&["intake", "er-is-niets.eml"]).assert().code(2).stderr(contains("neither a file nor an address"));
}

#[test]
fn what_was_taken_back_leaves_the_inbox_and_does_not_come_back() {
    let net = Net::start(&[("/post", good())]);
    net.web.put("/feed.xml", feed_with_post(&net));
    net.intake("/post");
    net.run(&["submissions", "--accept", "1"]).assert().success();
    net.run(&["fetch"]).assert().success();
    let address = net.web.url("/post");
    net.run(&["withdraw", &address, "--yes"]).assert().success();
    let left = json(&net.run(&["submissions", "--all", "--json"]).assert().success());
    assert_eq!(left, serde_json::json!([]));
    net.run(&["intake", &address]).assert().success().stderr(contains("1 was taken back by its author"));
    // By another address of the same page it is known as soon as it is read.
    net.web.put("/oud", Page::moved("/post"));
    net.run(&["intake", &net.web.url("/oud")]).assert().success();
    let states = json(&net.run(&["submissions", "--all", "--json"]).assert().success());
    assert_eq!((&states[0]["state"], &states[0]["seen"]), (&"rejected".into(), &Value::Null), "{states:#}");
}

#[test]
fn what_the_feeds_brought_waits_in_the_same_queue() {
    let net = Net::start(&[]);
    net.site.write("content/feeds/kruim.xml", &{
        let mut page = feed_with_post(&net);
        // Without a link to the call and only once in passing the machine is not sure.
        page.body = page.body.replace(CALL, "https://elders.example/").replace("Mijn zuurdesem<", "Maandag<");
        page.body
    });
    net.site.write(
        "content/blogs/kruim.md",
        "+++\ntitle = \"Kruim\"\nauthor = \"Jo Kruim\"\nfeed = \"content/feeds/kruim.xml\"\n+++\n",
    );
    net.run(&["fetch"]).assert().success();
    let address = net.web.url("/post");
    net.run(&["submissions"]).assert().success().stdout(contains("found").and(contains(&address)));
    net.run(&["submissions", "--accept", "https://nergens.example/"])
        .assert()
        .code(2)
        .stderr(contains("nothing was sent in or found"));
    net.run(&["submissions", "--accept", &address])
        .assert()
        .success()
        .stderr(contains("wrote content/brood/entries/jo-kruim.md"));
    net.run(&["submissions"]).assert().success().stdout(contains(&address).not());
    net.run(&["submissions", "--reject", &address]).assert().code(2).stderr(contains("decides about it already"));
    let entries = json(&net.run(&["entries", "--json"]).assert().success());
    assert_eq!(entries["entries"][0]["included"], true);
}

#[test]
fn several_posts_of_one_new_blog_come_in_at_once() {
    let net = Net::start(&[("/post", good()), ("/twee", good())]);
    net.web.put("/feed.xml", feed_with_post(&net));
    net.site.write("lijst.txt", &format!("{}\n{}\n", net.web.url("/post"), net.web.url("/twee")));
    net.run(&["intake", "lijst.txt", "--unseen"]).assert().success();
    // What was only seen now can be accepted at once.
    net.run(&["submissions", "--look", "--accept", "1", "2"]).assert().success();
    assert!(net.site.has("content/blogs/kruim.md") && !net.site.has("content/blogs/kruim-2.md"));
    assert!(net.site.has("content/brood/entries/jo-kruim.md") && net.site.has("content/brood/entries/jo-kruim-2.md"));
}

/// The state of a submission and the reason of its last step.
fn last_step(net: &Net, id: usize) -> (String, String) {
    let history = json(&net.run(&["submissions", "--history", &id.to_string(), "--json"]).assert().success());
    let step = history.as_array().unwrap().last().unwrap().clone();
    (step["to"].as_str().unwrap().to_owned(), step["why"].as_str().unwrap().to_owned())
}

fn everything_built(net: &Net) -> String {
    net.run(&["build", "--offline"]).assert().success();
    net.site.pages().into_iter().map(|(_, page)| page).collect()
}

const SPAM: &str = "Zuurdesem is goktips. Wie zuurdesem bakt, wint bij ons casino elke week duizend euro.";

#[test]
fn what_was_accepted_is_not_replaced_unseen() {
    let net = Net::start(&[("/post", good())]);
    net.web.put("/feed.xml", feed_with_post(&net));
    net.intake("/post");
    net.run(&["submissions", "--accept", "1"]).assert().success();
    net.run(&["fetch"]).assert().success();
    assert!(everything_built(&net).contains("Mijn zuurdesem staat sinds maandag"));
    let approved = net.site.read("content/brood/entries/jo-kruim.md");
    assert!(approved.contains("approved = \"") && approved.contains("title = \"Mijn zuurdesem\""), "{approved}");

    let edited = |page: Page| {
        let body =
            page.body.replace(PROSE, SPAM).replace("Mijn zuurdesem", "Goktips").replace("Jo Kruim", "Casino Zon");
        Page { body, ..page }
    };
    net.web.put("/post", edited(good()));
    net.web.put("/feed.xml", edited(feed_with_post(&net)));
    let later = |args: &[&str]| {
        let mut command = net.run(args);
        command.env("SOURCE_DATE_EPOCH", "1795348800");
        command
    };
    later(&["fetch", "--force"]).assert().success().stderr(contains("its text changed after it was accepted"));
    let (state, why) = last_step(&net, 1);
    assert_eq!(state, "updated");
    assert!(why.contains("its title changed"), "{why}");
    let site = everything_built(&net);
    for word in ["casino", "Casino Zon", "Goktips", "goktips"] {
        assert!(!site.contains(word), "{word} is on the site and nobody has seen it");
    }
    assert!(site.contains(&net.web.url("/post")) && site.contains("Mijn zuurdesem"), "it keeps its place and its link");
    assert!(!site.contains("staat sinds maandag"), "what its author took away is not shown either");
    net.run(&["build", "--offline"]).assert().stderr(contains("another text than the one that was accepted"));

    // The machine looks again, and lets nothing in: this blog has a file, and the post links to the call.
    later(&["submissions", "--look"]).assert().success();
    assert_eq!(last_step(&net, 1).0, "updated");
    assert_eq!(net.site.read("content/brood/entries/jo-kruim.md"), approved);
    net.run(&["submissions"]).assert().success().stdout(contains("updated"));

    // Remarks of the host stay when the host says yes to the new text.
    net.site.write("content/brood/entries/jo-kruim.md", &approved.replace("+++\nurl", "+++\n# met dank\nurl"));
    net.run(&["submissions", "--accept", "1"]).assert().success().stderr(contains("entries/jo-kruim.md"));
    let file = net.site.read("content/brood/entries/jo-kruim.md");
    assert!(file.contains("# met dank") && file.contains("title = \"Goktips\"") && file != approved, "{file}");
    assert!(everything_built(&net).contains("casino"));
}

#[test]
fn an_excerpt_of_what_was_accepted_is_accepted_with_it() {
    let net = Net::start(&[("/post", good())]);
    let mut excerpt = feed_with_post(&net);
    let first: String = PROSE.split_inclusive(". ").take(2).collect();
    let whole = format!("{PROSE} &lt;a href='{CALL}'&gt;kermis&lt;/a&gt;");
    excerpt.body = excerpt.body.replace(&whole, &format!("{first} De eerste dagen gebeurde […]"));
    net.web.put("/feed.xml", excerpt);
    net.intake("/post");
    net.run(&["submissions", "--accept", "1"]).assert().success();
    let before = net.site.read("content/brood/entries/jo-kruim.md");
    net.web.put("/post", Page::status(503));
    net.run(&["fetch"]).assert().success();
    assert_eq!(last_step(&net, 1).0, "accepted");
    // Whoever builds the site without this machine's texts has nothing to compare but the hash.
    std::fs::remove_dir_all(net.site.root().join(".blogkermis")).unwrap();
    assert_ne!(net.site.read("content/brood/entries/jo-kruim.md"), before);
    assert!(everything_built(&net).contains("Ik voer hem elke avond"));
}

#[test]
fn a_page_that_goes_away_is_gone_and_one_that_hides_for_a_day_is_not() {
    let net = Net::start(&[("/weg", good()), ("/even", good()), ("/los", good())]);
    net.web.put("/feed.xml", feed_with_post(&net));
    for path in ["/weg", "/even", "/los"] {
        net.intake(path);
    }
    net.run(&["submissions", "--accept", "1", "2", "3"]).assert().success();
    net.web.put("/weg", Page::status(410));
    net.web.put("/even", Page::status(404));
    net.web.put("/los", Page { body: good().body.replace(CALL, "https://elders.example/"), ..good() });
    let look = || {
        net.run(&["submissions", "--look"]).assert().success();
        [1, 2, 3].map(|id| last_step(&net, id).0)
    };
    assert_eq!(look(), ["gone", "accepted", "updated"]);
    assert_eq!(last_step(&net, 3).1, "it no longer links to the call");
    assert_eq!(look(), ["gone", "accepted", "updated"]);
    net.web.put("/even", good());
    assert_eq!(look()[1], "accepted");
    net.web.put("/even", Page::status(404));
    assert_eq!([look()[1].clone(), look()[1].clone(), look()[1].clone()], ["accepted", "accepted", "gone"]);
}

#[test]
fn what_stands_in_a_published_roundup_is_published_and_still_watched() {
    let net = Net::start(&[("/post", good())]);
    net.web.put("/feed.xml", feed_with_post(&net));
    net.intake("/post");
    net.run(&["submissions", "--accept", "1"]).assert().success();
    net.site.write("content/brood/roundup.md", "+++\npublished = 2026-11-21\n+++\n\nWe bakten brood.\n");
    net.run(&["fetch"]).assert().success();
    assert_eq!(last_step(&net, 1).0, "published");
    net.web.put("/post", Page { body: good().body.replace(PROSE, &PROSE.replace("brood", "goktips")), ..good() });
    net.run(&["submissions", "--look"]).assert().success().stderr(contains("its text changed"));
    assert_eq!(last_step(&net, 1).0, "updated");
}

#[test]
fn an_issue_that_is_edited_later_brings_a_new_address_and_no_yes() {
    let net = Net::start(&[("/post", good()), ("/spam", good())]);
    net.web.put("/feed.xml", feed_with_post(&net));
    let issue = |path: &str| {
        let body = serde_json::json!([{"number": 7, "title": "Bijdrage", "user": {"login": "jo"}, "labels": [{"name": "accepted"}],
            "body": format!("### Adres\n\n{}\n", net.web.url(path))}]);
        net.site.write("issues.json", &body.to_string());
        net.run(&["intake", "issues.json"]).assert().success();
    };
    issue("/post");
    assert_eq!(last_step(&net, 1).0, "queued", "a label is nobody's yes");
    net.run(&["submissions", "--reject", "1"]).assert().success();
    issue("/spam");
    assert_eq!(last_step(&net, 1).0, "rejected");
    assert_eq!(last_step(&net, 2).0, "queued");
}
