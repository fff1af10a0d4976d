//! The host's side of the desk by the real binary, over loopback: reading, picking, deciding, taking back; files that change
//! meanwhile; and what a stranger's words and a stranger's requests come to there.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that cannot go on stops")]

mod support;

use std::fs;

use support::{
    Site,
    desk::{Answer, Desk},
    web::{Page, Web},
};

const CALL: &str = "https://kermis.example/brood/";
const FIRST: &str = "Zuurdesem is geduld met bubbels, en geduld is wat ik mis. Ik voer hem elke avond een lepel meel en een lepel water.";
const SECOND: &str = "De eerste dagen gebeurde er niets, en op de vierde dag liep hij over de rand. Sindsdien bak ik elke week een brood.";

struct Net {
    web: Web,
    site: Site,
    desk: Desk,
    cookie: String,
}

fn site() -> Site {
    Site::with(&[(
        "content/brood/_index.md",
        "+++\ntitle = \"Brood\"\ntheme = \"zuurdesem\"\nlanguage = \"nl\"\nopens = 2026-11-15\ncloses = 2026-11-30\nhost = { name = \"Wies\" }\n+++\n",
    )])
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A blog with one post, of this title and author.
fn blog(web: &Web, title: &str, author: &str, text: &str) {
    let (at, title, author) = (web.address, escaped(title), escaped(author));
    let link = format!("<p>Mijn bijdrage aan <a href=\"{CALL}\">de kermis</a>.</p>");
    let page = format!(
        "<!doctype html><html lang=\"nl\"><head><title>{title}</title><meta name=\"author\" content=\"{author}\">\
         <link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed.xml\"></head><body><article><h1>{title}</h1>{text}{link}</article></body></html>"
    );
    let feed = format!(
        "<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:content='http://purl.org/rss/1.0/modules/content/'>\
         <channel><title>Kruim</title><link>http://{at}/</link><language>nl</language><item><title>{title}</title><link>http://{at}/post</link>\
         <guid>http://{at}/post</guid><dc:creator>{author}</dc:creator><pubDate>Wed, 18 Nov 2026 08:00:00 GMT</pubDate>\
         <content:encoded>{}</content:encoded></item></channel></rss>",
        escaped(&format!("{text}{link}"))
    );
    web.put("/post", Page::of_type("text/html; charset=utf-8", &page));
    web.put("/feed.xml", Page::of_type("application/rss+xml", &feed));
}

impl Net {
    /// A desk with one post in its queue.
    fn start() -> Self {
        Self::with("Mijn zuurdesem", "Jo Kruim", &format!("<p>{FIRST}</p><p>{SECOND}</p>"))
    }

    fn with(title: &str, author: &str, text: &str) -> Self {
        let (web, site) = (Web::start(), site());
        blog(&web, title, author, text);
        let desk = Desk::start(&site, &web.address.to_string(), &[]);
        let mut net = Self { web, site, desk, cookie: String::new() };
        net.run(&["intake", &net.web.url("/post")]);
        let opened = net.desk.get(&net.desk.start);
        assert_eq!((opened.status, opened.header("location")), (303, Some("/-/desk/")), "{opened:?}");
        let cookie = opened.header("set-cookie").unwrap();
        assert!(cookie.contains("HttpOnly; SameSite=Strict; Path=/-/desk/"), "{cookie}");
        cookie.split(';').next().unwrap().clone_into(&mut net.cookie);
        net
    }

    /// A command, a day after the desk was opened.
    fn run(&self, args: &[&str]) -> String {
        self.run_at("1795348800", args)
    }

    fn run_at(&self, seconds: &str, args: &[&str]) -> String {
        let mut command = self.site.command();
        command.args(args).env("BLOGKERMIS_FETCH_ALLOW", self.web.address.to_string());
        let done = command.env("SOURCE_DATE_EPOCH", seconds).assert().success();
        String::from_utf8_lossy(&done.get_output().stderr).into_owned()
    }

    fn state(&self) -> String {
        let mut command = self.site.command();
        let done = command.args(["submissions", "--all", "--json"]).assert().success();
        let all: serde_json::Value = serde_json::from_slice(&done.get_output().stdout).unwrap();
        all[0]["state"].as_str().unwrap().to_owned()
    }

    fn page(&self, path: &str) -> Answer {
        self.desk.ask("GET", path, &format!("Cookie: {}\r\n", self.cookie), "")
    }

    /// The path of the first thing in the queue.
    fn first(&self) -> String {
        let queue = self.page("/-/desk/brood/");
        assert_eq!(queue.status, 200, "{queue:?}");
        let row = queue.body.split_once("<ol class=\"queue\">").unwrap().1;
        row.split_once("href=\"").unwrap().1.split('"').next().unwrap().to_owned()
    }

    /// Headers of a form of our own page.
    fn own(&self) -> String {
        format!("Cookie: {}\r\nOrigin: http://{}\r\n", self.cookie, self.desk.address)
    }

    /// Opens a page and sends a form of it.
    fn act(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.page(path);
        self.send(&page, path, fields)
    }

    fn send(&self, page: &Answer, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = page.token();
        let hidden = |name: &str| {
            let found = page.body.split_once(&format!("name=\"{name}\" value=\""));
            found.map_or("none", |(_, rest)| rest.split('"').next().unwrap())
        };
        let mut all =
            vec![("token", token.as_str()), ("shown", hidden("shown")), ("shown_roundup", hidden("shown_roundup"))];
        all.extend_from_slice(fields);
        self.desk.post_as(path, &all, &self.own())
    }

    /// The same, which has to go well; gives the page that follows.
    fn done(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.act(path, fields);
        assert_eq!(answer.status, 303, "{fields:?}: {answer:?}");
        self.page(answer.header("location").unwrap())
    }

    fn entry(&self) -> String {
        self.site.read("content/brood/entries/jo-kruim.md")
    }

    /// The latest decision that can be taken back.
    fn undo(&self, path: &str) -> Answer {
        let page = self.page(path);
        let number =
            page.body.split_once("name=\"decision\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
        self.act(path, &[("do", "undo"), ("decision", &number)])
    }

    fn built(&self) -> String {
        self.run(&["build"]);
        self.site.pages().into_iter().map(|(_, page)| page).collect()
    }
}

#[test]
fn from_the_queue_to_the_site_and_all_the_way_back() {
    let net = Net::start();
    let case = net.first();
    let page = net.page(&case);
    for said in ["Mijn zuurdesem", "Jo Kruim", "nieuw hier", FIRST, "wacht op jou"] {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    // Words that do not stand there are nobody's; what was typed is still there.
    let refused = net.act(&case, &[("do", "quote"), ("passage", "Zuurdesem is haast.")]);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("role=\"alert\"") && refused.body.contains(">Zuurdesem is haast.</textarea>"));
    assert!(!net.site.has("content/brood/entries/jo-kruim.md"));

    let picked = net.done(&case, &[("do", "quote"), ("passage", "“op de vierde   dag liep hij over de rand”")]);
    assert!(picked.body.contains("<mark>op de vierde dag liep hij over de rand</mark>"), "{}", picked.body);
    assert!(net.entry().contains("status = \"candidate\"") && net.entry().contains("speaker = \"self\""));
    net.run(&["build"]);
    assert!(net.site.pages().iter().all(|(_, page)| !page.contains("over de rand")), "nothing is shown before the yes");

    let defined = [("do", "definition"), ("passage", "Zuurdesem is geduld met bubbels"), ("term", "Zuurdesem")];
    net.done(&case, &defined);
    let accepted = net.done(&case, &[("do", "accept"), ("subject", "Brood"), ("letter", "Dag Jo, je doet mee.")]);
    assert!(
        accepted.body.contains("mailto:?subject=Brood&amp;body=Dag%20Jo%2C%20je%20doet%20mee."),
        "{}",
        accepted.body
    );
    assert_eq!(net.state(), "accepted");
    assert!(net.site.has("content/blogs/kruim.md") && net.entry().contains("approved = \""));

    let blurb = "Jo wacht op *bubbels*, en wacht graag.";
    let seen = net.act(&case, &[("do", "preview"), ("blurb", blurb)]);
    assert!(seen.status == 200 && seen.body.contains("Jo wacht op bubbels, en wacht graag."), "{}", seen.body);
    assert!(!net.entry().contains("Jo wacht"), "a look keeps nothing");
    net.done(&case, &[("do", "blurb"), ("blurb", blurb)]);
    let built = net.built();
    for shown in ["op de vierde dag liep hij over de rand", "Zuurdesem is geduld met bubbels", "en wacht graag"] {
        assert!(built.contains(shown), "{shown}");
    }
    let queue = net.page("/-/desk/brood/").body;
    assert!(queue.contains("doet mee") && queue.contains("Woorden over Jo Kruim"), "{queue}");

    // Back, one after the other: the file is as it was each time.
    let said = ["Samenvatting bewaard", "Toegelaten", "Definitie gekozen", "Citaat gekozen"];
    for what in said {
        let undone = net.undo(&case);
        assert_eq!(undone.status, 303, "{what}: {undone:?}");
    }
    assert_eq!(net.state(), "queued");
    assert!(!net.site.has("content/brood/entries/jo-kruim.md") && !net.site.has("content/blogs/kruim.md"));
    let history = net.page(&case).body;
    for what in said {
        assert!(history.contains(what), "{what} is remembered");
    }
    assert!(!net.built().contains("over de rand"));
}

#[test]
fn no_can_be_taken_back_and_says_why() {
    let net = Net::start();
    let case = net.first();
    let refused = net.done(&case, &[("do", "reject"), ("why", "reclame"), ("letter", "")]);
    assert!(
        refused.body.contains("Geweigerd") && refused.body.contains("reclame") && !refused.body.contains("mailto:")
    );
    // The program's own reasons are in the language of the page.
    assert!(
        refused.body.contains("van dit blog is nog nooit iets toegelaten") && !refused.body.contains("nothing of this")
    );
    assert_eq!(net.state(), "rejected");
    assert_eq!(net.undo(&case).status, 303);
    assert_eq!(net.state(), "queued");
    // After a yes a no is written into the file, and a yes again takes it out.
    net.done(&case, &[("do", "accept")]);
    net.done(&case, &[("do", "reject")]);
    assert!(net.entry().contains("status = \"rejected\""));
    net.done(&case, &[("do", "accept")]);
    assert!(net.entry().contains("status = \"accepted\""));
    let asked = net.done(&case, &[("do", "ask"), ("subject", "Vraag"), ("letter", "Wie is de schrijver?")]);
    assert!(asked.body.contains("Teruggevraagd") && asked.body.contains("Wie is de schrijver?"));
    assert_eq!(net.act(&case, &[("do", "ask"), ("letter", " ")]).status, 422);
}

#[test]
fn a_file_that_changed_meanwhile_is_shown_and_not_overwritten() {
    let net = Net::start();
    let case = net.first();
    net.done(&case, &[("do", "accept")]);
    let page = net.page(&case);
    let mine = net.entry() + "\nMet de hand geschreven <b>tekst</b>.\n";
    net.site.write("content/brood/entries/jo-kruim.md", &mine);
    let conflict = net.send(&page, &case, &[("do", "blurb"), ("blurb", "Op de balie <i>geschreven</i>.")]);
    assert_eq!(conflict.status, 409);
    assert!(conflict.body.contains("Met de hand geschreven &lt;b&gt;tekst"), "{}", conflict.body);
    assert!(conflict.body.contains("Op de balie &lt;i&gt;geschreven"), "{}", conflict.body);
    assert_eq!(net.entry(), mine);
    // Undo would lose it too.
    let undone = net.undo(&case);
    assert!(undone.status == 422 && undone.body.contains("role=\"alert\""), "{undone:?}");
    assert_eq!(net.entry(), mine);
    // Who has seen both may go on.
    let applied = net.send(&conflict, &case, &[("do", "quote"), ("passage", "Sindsdien bak ik elke week een brood.")]);
    assert_eq!(applied.status, 303, "{applied:?}");
    assert!(net.entry().contains("Met de hand geschreven") && net.entry().contains("elke week een brood"));
}

#[test]
fn only_the_host_is_let_in_and_only_by_forms_of_the_desk() {
    let net = Net::start();
    let case = net.first();
    let page = net.page(&case);
    let token = page.token();
    let fields = [("token", token.as_str()), ("shown", "none"), ("do", "accept")];
    let with = |headers: &str| net.desk.post_as(&case, &fields, headers).status;
    let (cookie, address) = (&net.cookie, &net.desk.address);
    assert_eq!(net.desk.get(&case).status, 403, "no cookie");
    assert_eq!(net.desk.get("/-/desk/?token=0123456789abcdef0123456789abcdef").status, 403);
    assert_eq!(with(&format!("Origin: http://{address}\r\n")), 403, "no cookie");
    assert_eq!(with("Cookie: kermis-desk=00\r\n"), 403);
    assert_eq!(with(&format!("Cookie: {cookie}\r\n")), 403, "no origin");
    assert_eq!(with(&format!("Cookie: {cookie}\r\nOrigin: https://elders.example\r\n")), 403);
    assert_eq!(with(&format!("Cookie: {cookie}\r\nOrigin: null\r\n")), 403);
    assert_eq!(with(&format!("Cookie: {cookie}\r\nSec-Fetch-Site: cross-site\r\nOrigin: http://{address}\r\n")), 403);
    let forged = [("token", "1.2.3"), ("shown", "none"), ("do", "accept")];
    assert_eq!(net.desk.post_as(&case, &forged, &net.own()).status, 403, "a token of nobody's");
    let join = net.desk.get("/-/join/").token();
    let foreign = [("token", join.as_str()), ("shown", "none"), ("do", "accept")];
    assert_eq!(net.desk.post_as(&case, &foreign, &net.own()).status, 403, "a token of another form");
    assert_eq!(net.state(), "queued");
    assert_eq!(net.desk.post_as(&case, &fields, &net.own()).status, 303);
    assert_eq!(net.desk.post_as(&case, &fields, &net.own()).status, 409, "a token is good once");
    let rebound =
        format!("GET {case} HTTP/1.1\r\nHost: kermis.example\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n");
    assert_eq!(net.desk.raw(rebound.as_bytes()).unwrap().status, 403);
    for path in [
        "/-/desk/nergens/",
        "/-/desk/brood/000000000000/",
        "/-/desk/..%2f..%2fetc/",
        "/-/desk/brood/..%2f..%2f_index/",
        "/-/desk/brood/%00/",
        "/-/desk/brood/'%20OR%201=1%20--/",
    ] {
        assert_eq!(net.page(path).status, 404, "{path}");
    }
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(!policy.contains("unsafe") && page.header("cache-control") == Some("no-store"));
    assert!(!page.body.contains(" style=") && !page.body.contains(" onclick="));
}

#[test]
fn a_desk_for_everybody_has_none_for_the_host() {
    let (web, site) = (Web::start(), site());
    let desk = Desk::start(&site, &web.address.to_string(), &["--public"]);
    for path in ["/-/desk/", "/-/desk/brood/", "/-/desk/?token=00", "/-/desk/keys"] {
        assert_eq!(desk.get(path).status, 404, "{path}");
    }
    let posted = desk.post("/-/desk/brood/000000000000/", &[("do", "accept")]);
    assert_eq!(posted.status, 404, "as if it never was");
}

#[test]
fn what_a_stranger_writes_is_text() {
    let evil = "\"><script>alert(1)</script><img src=x onerror=alert(2)>";
    let text = "<p>Zuurdesem &lt;script&gt;alert(3)&lt;/script&gt; is geduld. <img src=\"http://elders.example/x.png\"> \
                <a href=\"javascript:alert(4)\">Klik hier</a> en bak een brood met zuurdesem.</p><p>Ik voer hem elke avond een lepel meel.</p>";
    let net = Net::with(evil, evil, text);
    let case = net.first();
    let pages = [
        net.page("/-/desk/brood/"),
        net.page(&case),
        net.act(&case, &[("do", "quote"), ("passage", evil), ("speaker", evil), ("term", evil)]),
        net.act(&case, &[("do", "preview"), ("blurb", evil)]),
        net.done(
            &case,
            &[("do", "quote"), ("passage", "Zuurdesem <script>alert(3)</script> is geduld."), ("speaker", evil)],
        ),
        net.done(&case, &[("do", "reject"), ("why", evil), ("subject", evil), ("letter", evil)]),
        net.done(
            &case,
            &[("do", "accept"), ("subject", "a\r\nBcc: x@elders.example\r\n\r\nx"), ("letter", "b\r\nCc: x?&bcc=y@z")],
        ),
    ];
    for page in &pages {
        for bad in ["<script>alert", "<img src=x", "href=\"javascript:", "elders.example/x.png"] {
            assert!(!page.body.contains(bad), "{bad}: {}", page.body);
        }
    }
    // What was typed as a letter becomes no header of one.
    let link = pages[6].body.split_once("href=\"mailto:").unwrap().1.split('"').next().unwrap();
    assert!(link.starts_with("?subject=a%20Bcc%3A%20x%40elders.example"), "{link}");
    assert!(link.ends_with("&amp;body=b%0D%0ACc%3A%20x%3F%26bcc%3Dy%40z"), "{link}");
    let file = fs::read_dir(net.site.root().join("content/brood/entries")).unwrap().next().unwrap().unwrap();
    let file = format!("content/brood/entries/{}", file.file_name().to_string_lossy());
    assert!(net.site.read(&file).contains("status = \"accepted\""));
    assert!(!net.built().contains("<script>alert"));
}

#[test]
fn what_was_edited_after_the_yes_waits_and_shows_what_is_new() {
    let net = Net::start();
    let case = net.first();
    net.done(&case, &[("do", "quote"), ("passage", "op de vierde dag liep hij over de rand")]);
    net.done(&case, &[("do", "accept")]);
    net.run(&["fetch"]);
    assert_eq!(net.state(), "accepted");
    blog(
        &net.web,
        "Goktips",
        "Jo Kruim",
        &format!("<p>{FIRST}</p><p>Wie zuurdesem bakt, wint bij ons casino elke week.</p>"),
    );
    let told = net.run_at("1795435200", &["fetch", "--force"]);
    assert!(told.contains("its text changed after it was accepted"), "{told}");
    let page = net.page(&case);
    for said in ["gewijzigd", "Veranderd na je ja", "<ins>Goktips</ins>", "Staat er niet meer in:"] {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    let new = page.body.split_once("<p class=\"new\">").expect("what is new is marked").1;
    assert!(new.split("</p>").next().unwrap().contains("casino"), "{new}");
    assert!(!net.built().contains("casino") && !net.built().contains("Goktips"));
    // The quote was in the text that was accepted: it stays until the host takes it away.
    assert!(net.built().contains("over de rand"));
    net.done(&case, &[("do", "drop"), ("kind", "quote"), ("passage", "op de vierde dag liep hij over de rand")]);
    net.done(&case, &[("do", "accept")]);
    assert_eq!(net.state(), "accepted");
    let built = net.built();
    assert!(built.contains("Goktips") && !built.contains("over de rand"));
    // And back: it waits again, and is held back again.
    assert_eq!(net.undo(&case).status, 303);
    assert_eq!(net.state(), "updated");
    assert!(!net.built().contains("Goktips"));
}

#[test]
fn a_passage_goes_under_a_heading_of_the_hosts_own_text() {
    let net = Net::start();
    let case = net.first();
    net.done(&case, &[("do", "accept")]);
    let before = "+++\ndraft = true\n+++\n\nVooraf.\n\n## Wachten\n\nDat doen we.\n\n## Meel\n\nWit of bruin.\n";
    net.site.write("content/brood/roundup.md", before);
    let put = [("do", "thread"), ("passage", "Ik voer hem elke avond een lepel meel"), ("heading", "0")];
    net.done(&case, &put);
    let after = net.site.read("content/brood/roundup.md");
    assert!(
        after.contains("Dat doen we.\n\n> Ik voer hem elke avond een lepel meel\n>\n> — [Jo Kruim](<http://"),
        "{after}"
    );
    assert!(after.contains("\n\n## Meel\n\nWit of bruin.\n"), "{after}");
    assert_eq!(net.act(&case, &[("do", "thread"), ("passage", "een lepel meel"), ("heading", "9")]).status, 422);
    let page = net.page(&case);
    net.site.write("content/brood/roundup.md", before);
    let conflict = net.send(&page, &case, &put);
    assert_eq!((conflict.status, net.site.read("content/brood/roundup.md").as_str()), (409, before));
    net.site.write("content/brood/roundup.md", &after);
    assert_eq!(net.undo(&case).status, 303);
    assert_eq!(net.site.read("content/brood/roundup.md"), before);
}

#[test]
fn what_the_feeds_brought_is_judged_at_the_same_desk() {
    let (web, site) = (Web::start(), site());
    blog(&web, "Maandag", "Jo Kruim", &format!("<p>{SECOND}</p><p>Een keer met zuurdesem.</p>"));
    let net = Net { desk: Desk::start(&site, &web.address.to_string(), &[]), web, site, cookie: String::new() };
    let opened = net.desk.get(&net.desk.start);
    let cookie = opened.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let net = Net { cookie, ..net };
    let feed = net.web.url("/feed.xml");
    let file = format!("+++\ntitle = \"Kruim\"\nauthor = \"Jo Kruim\"\nfeed = \"{feed}\"\n+++\n");
    net.site.write("content/blogs/kruim.md", &file);
    net.run(&["fetch"]);
    let case = net.first();
    net.done(&case, &[("do", "reject")]);
    assert!(net.entry().contains("status = \"rejected\""));
    assert!(!net.built().contains("Maandag"));
    net.done(&case, &[("do", "accept")]);
    assert!(net.built().contains("Maandag"));
    // What was accepted here is held to its text as well.
    blog(&net.web, "Maandag", "Jo Kruim", &format!("<p>{SECOND}</p><p>Een keer met zuurdesem, in ons casino.</p>"));
    net.run_at("1795435200", &["fetch", "--force"]);
    assert!(!net.built().contains("casino"));
    assert!(net.page(&case).body.contains("gewijzigd"));
    net.done(&case, &[("do", "accept")]);
    assert!(net.page(&case).body.contains("doet mee"));
    // A feed that fails, and a mistake of the host's own, are on the desk as well.
    net.web.put("/feed.xml", Page::status(410));
    net.run_at("1795521600", &["fetch", "--force"]);
    let queue = net.page("/-/desk/brood/").body;
    assert!(queue.contains("class=\"grave\""), "{queue}");
    net.site.write("content/brood/entries/x.md", "+++\nurl = 3\n+++\n");
    let broken = net.page("/-/desk/brood/");
    assert!(broken.status == 500 && broken.body.contains("content/brood/entries/x.md"), "{broken:?}");
}

#[test]
fn single_keys_can_be_switched_off() {
    let net = Net::start();
    let case = net.first();
    assert!(net.page(&case).body.contains("data-keys=\"on\""));
    let off = net.desk.post_as("/-/desk/keys", &[("keys", "off"), ("back", &case)], &net.own());
    assert_eq!((off.status, off.header("location")), (303, Some(case.as_str())));
    let cookie = off.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let page = net.desk.ask("GET", &case, &format!("Cookie: {}; {cookie}\r\n", net.cookie), "");
    assert!(page.body.contains("data-keys=\"off\""));
    for elsewhere in ["https://elders.example/", "//elders.example/", "/-/desk/\r\nX: y"] {
        let sent = net.desk.post_as("/-/desk/keys", &[("keys", "on"), ("back", elsewhere)], &net.own());
        assert_eq!((sent.status, sent.header("location")), (303, Some("/-/desk/")), "{elsewhere}");
    }
}

#[test]
fn an_address_that_nobody_has_read_is_read_at_the_desk() {
    let net = Net::start();
    net.web.put(
        "/later",
        Page::of_type(
            "text/html; charset=utf-8",
            "<html lang=\"nl\"><head><title>Deeg</title></head><body></body></html>",
        ),
    );
    net.run(&["intake", "--unseen", &net.web.url("/later")]);
    let queue = net.page("/-/desk/brood/").body;
    let row = queue.split("<li ").find(|row| row.contains("nog niet bekeken")).unwrap();
    let case = row.split_once("href=\"").unwrap().1.split('"').next().unwrap().to_owned();
    assert_eq!(net.page(&case).status, 200);
    let read = net.act(&case, &[("do", "look")]);
    assert_eq!((read.status, read.header("location")), (303, Some(case.as_str())), "{read:?}");
    assert!(net.page(&case).body.contains("wacht op jou"));
    // What was accepted is looked at again, and nothing is let in a second time.
    let first = net.first();
    net.done(&first, &[("do", "accept")]);
    let approved = net.entry();
    blog(&net.web, "Goktips", "Jo Kruim", "<p>Wie zuurdesem bakt, wint bij ons casino.</p>");
    assert_eq!(net.act(&first, &[("do", "look")]).status, 303);
    assert_eq!(net.state(), "updated");
    assert_eq!(net.entry(), approved);
}

#[test]
fn what_others_say_is_shown_when_the_host_lets_it() {
    let net = Net::start();
    net.site.write("content/brood/roundup.md", "+++\npublished = 2026-11-20\n+++\n\nWe bakten brood.\n");
    let page = format!(
        "<html lang=\"nl\"><head><title>Mooi brood</title></head><body><article class=\"h-entry\"><p class=\"e-content\">Wat een &lt;script&gt;mooi&lt;/script&gt; brood, die <a class=\"u-in-reply-to\" href=\"{CALL}\">editie</a>.</p>\
         <a class=\"u-url\" href=\"/reactie\"></a><a class=\"p-author h-card\" href=\"/\">Els</a></article></body></html>"
    );
    net.web.put("/reactie", Page::of_type("text/html; charset=utf-8", &page));
    let sent = [("source", net.web.url("/reactie")), ("target", CALL.to_owned())];
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
    // The desk goes on with the files as they were for a few seconds.
    std::thread::sleep(std::time::Duration::from_secs(6));
    let answer = net.desk.post_as("/-/webmention", &sent, "");
    assert!(matches!(answer.status, 201 | 202), "{answer:?}");
    let end = std::time::Instant::now() + std::time::Duration::from_mins(1);
    let queue = loop {
        let queue = net.page("/-/desk/brood/");
        if queue.body.contains("id=\"reactions\"") {
            break queue;
        }
        assert!(std::time::Instant::now() < end, "{queue:?}");
        std::thread::sleep(std::time::Duration::from_millis(300));
    };
    assert!(queue.body.contains("Els") && queue.body.contains("&lt;script&gt;mooi"), "{}", queue.body);
    let id = queue.body.split_once("name=\"reaction\" value=\"").unwrap().1.split('"').next().unwrap();
    let shown = |page: &Answer, what: &str| {
        let token =
            page.body.split_once("reactions\" class=\"row\"><input type=\"hidden\" name=\"token\" value=\"").unwrap().1;
        let token = token.split('"').next().unwrap();
        net.desk
            .post_as("/-/desk/brood/reactions", &[("token", token), ("reaction", id), ("do", what)], &net.own())
            .status
    };
    assert!(!net.site.has("harvest/reactions/brood.json"));
    assert_eq!(
        net.desk.post_as("/-/desk/brood/reactions", &[("reaction", id), ("do", "show")], &net.own()).status,
        403
    );
    assert_eq!(shown(&queue, "show"), 303);
    assert!(net.site.read("harvest/reactions/brood.json").contains("/reactie"));
    assert_eq!(shown(&net.page("/-/desk/brood/"), "hide"), 303);
    assert!(
        !net.site.has("harvest/reactions/brood.json")
            || !net.site.read("harvest/reactions/brood.json").contains("/reactie")
    );
}

#[test]
fn a_blog_that_others_take_part_from_stays() {
    let net = Net::start();
    let case = net.first();
    net.done(&case, &[("do", "accept")]);
    let post = format!(
        "<html lang=\"nl\"><head><title>Deeg</title><meta name=\"author\" content=\"Jo Kruim\"><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed.xml\"></head>\
         <body><article><h1>Deeg</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
    );
    net.web.put("/deeg", Page::of_type("text/html; charset=utf-8", &post));
    net.run(&["intake", &net.web.url("/deeg")]);
    let second = net.first();
    net.done(&second, &[("do", "accept")]);
    assert!(net.site.read("content/brood/entries/jo-kruim-2.md").contains("blog = \"kruim\""));
    assert_eq!(net.undo(&case).status, 303);
    assert!(!net.site.has("content/brood/entries/jo-kruim.md") && net.site.has("content/blogs/kruim.md"));
    assert!(net.built().contains("Deeg"));
}

#[test]
fn what_its_author_takes_back_is_forgotten_at_the_desk_too() {
    let mut net = Net::start();
    let case = net.first();
    net.done(&case, &[("do", "quote"), ("passage", "op de vierde dag liep hij over de rand")]);
    net.done(&case, &[("do", "accept")]);
    net.run(&["fetch"]);
    net.desk.child.kill().unwrap();
    net.desk.child.wait().unwrap();
    net.run(&["withdraw", &net.web.url("/post"), "--yes"]);
    for file in fs::read_dir(net.site.root().join(".blogkermis")).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("vierde dag liep hij"));
    }
}
