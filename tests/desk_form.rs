//! The form of the desk by the real binary, over loopback: from an address to a receipt, what is to be mended, and what
//! abuse of it comes to.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that cannot go on stops")]

mod support;

use std::{
    fmt::Write as _,
    io::{Read, Write as _},
    net::TcpStream,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use predicates::{prelude::PredicateBooleanExt, str::contains};
use serde_json::Value;
use support::{
    Site,
    desk::{Answer, Desk, fill_in},
    web::{Page, Web},
};

const CALL: &str = "https://kermis.example/brood/";
const FORM: &str = "/-/join/";
const YES: &str = "2026-11";
const PROSE: &str = "Zuurdesem is geduld met bubbels, en geduld is wat ik mis. Ik voer hem elke avond een lepel meel en een lepel water. \
                     De eerste dagen gebeurde er niets, en op de vierde dag liep hij over de rand. Sindsdien bak ik elke week een brood.";

fn site() -> Site {
    Site::with(&[(
        "content/brood/_index.md",
        "+++\ntitle = \"Brood\"\ntheme = \"zuurdesem\"\nlanguage = \"nl\"\nopens = 2026-11-15\ncloses = 2026-11-30\nhost = { name = \"Wies\" }\n+++\n",
    )])
}

fn with_desk(lines: &str) -> Site {
    let site = site();
    let toml = site.read("blogkermis.toml");
    site.write("blogkermis.toml", &format!("{toml}\n[desk]\n{lines}\n"));
    site
}

fn blog() -> Web {
    let web = Web::start();
    let at = web.address;
    let link = format!("<p>Mijn bijdrage aan <a href=\"{CALL}\">de kermis</a>.</p>");
    let page = format!(
        "<!doctype html><html lang=\"nl\"><head><title>Mijn zuurdesem</title><meta name=\"author\" content=\"Jo Kruim\">\
         <link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed.xml\"></head>\
         <body><article><h1>Mijn zuurdesem</h1><p>{PROSE}</p>{link}</article></body></html>"
    );
    let home = "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed.xml\"><p>Welkom op mijn blog.</p>";
    let text = format!("<p>{PROSE}</p>{link}").replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let feed = format!(
        "<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Kruim</title>\
         <link>http://{at}/</link><language>nl</language><item><title>Mijn zuurdesem</title><link>http://{at}/post</link>\
         <guid>http://{at}/post</guid><dc:creator>Jo Kruim</dc:creator><pubDate>Wed, 18 Nov 2026 08:00:00 GMT</pubDate>\
         <description>{text}</description></item></channel></rss>"
    );
    web.put("/", Page::html(home));
    web.put("/post", Page::of_type("text/html; charset=utf-8", &page));
    web.put("/feed.xml", Page::of_type("application/rss+xml", &feed));
    web
}

struct Net {
    web: Web,
    site: Site,
    desk: Desk,
}

impl Net {
    fn start() -> Self {
        let (web, site) = (blog(), site());
        let desk = Desk::start(&site, &web.address.to_string(), &[]);
        Self { web, site, desk }
    }

    fn run(&self, args: &[&str]) -> assert_cmd::Command {
        let mut command = self.site.command();
        command.args(args).env("BLOGKERMIS_FETCH_ALLOW", self.web.address.to_string());
        command
    }

    fn submissions(&self) -> Vec<Value> {
        let out = self.run(&["submissions", "brood", "--all", "--json"]).assert().success();
        serde_json::from_slice(&out.get_output().stdout).unwrap()
    }

    /// Sends an address in, and gives the path of its ticket.
    fn send(&self, address: &str) -> String {
        ticket(&self.desk, address)
    }
}

fn ticket(desk: &Desk, address: &str) -> String {
    let token = desk.get(FORM).token();
    fill_in();
    let answer = desk.post(FORM, &[("token", &token), ("address", address)]);
    assert_eq!(answer.status, 303, "{answer:?}");
    answer.header("location").unwrap().to_owned()
}

fn confirm<'a>(token: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [("token", token), ("consent", YES)].into_iter().chain(more.iter().copied()).collect()
}

#[test]
fn from_an_address_to_a_seat() {
    let net = Net::start();
    let form = net.desk.get(FORM);
    assert!(form.body.contains("<html lang=\"nl\">") && form.body.contains("Doe mee"), "{form:?}");
    assert!(net.desk.get("/-/join/?lang=en").body.contains("Join in"));
    // The address of the blog's front leads to the post that fits.
    let ticket = net.send(&net.web.url("/"));
    let page = net.desk.settled(&ticket);
    for shown in ["Klopt dit?", "Jo Kruim", "Mijn zuurdesem", "18 november 2026", "geduld met bubbels", "/feed.xml"] {
        assert!(page.body.contains(shown), "{shown}: {page:?}");
    }
    assert!(page.body.contains("class=\"card h-entry\"") && page.body.contains("own-words"), "{page:?}");
    assert!(net.submissions().is_empty(), "nothing before the yes");
    fill_in();
    let token = page.token();
    let fields = confirm(
        &token,
        &[
            ("name", "Johanna Kruim"),
            ("title", "Mijn zuurdesem"),
            ("language", "nl"),
            ("quote", "“Sindsdien bak ik elke week een brood.”"),
            ("definition", "Zuurdesem is geduld met bubbels"),
            ("mail", "jo@kruim.example"),
        ],
    );
    let sent = net.desk.post(&ticket, &fields);
    assert_eq!((sent.status, sent.header("location")), (303, Some(ticket.as_str())), "{sent:?}");
    let receipt = net.desk.settled(&ticket);
    for shown in ["Je hangt in de wachtrij", "Dag Johanna Kruim,", "Wies", "Sindsdien bak ik elke week een brood."] {
        assert!(receipt.body.contains(shown), "{shown}: {receipt:?}");
    }
    assert!(!receipt.body.contains("jo@kruim.example"), "an address to answer to is shown nowhere");

    let all = net.submissions();
    assert_eq!(all.len(), 1);
    assert_eq!((all[0]["route"].as_str(), all[0]["state"].as_str()), (Some("form"), Some("queued")), "{all:#?}");
    assert_eq!(all[0]["corrections"]["name"], "Johanna Kruim");
    assert_eq!(all[0]["corrections"]["consent"]["version"], YES);
    assert!(all[0]["corrections"]["consent"]["words"].as_str().unwrap().contains("Dit stuk is van mij"));
    net.run(&["submissions", "brood", "--history", "1"])
        .assert()
        .success()
        .stdout(contains("gives another name than its page does"));
    net.run(&["submissions", "brood"])
        .assert()
        .success()
        .stdout(contains("says: name “Johanna Kruim”").and(contains("answer to “jo@kruim.example”")));
    assert!(!net.site.has("content/blogs") && !net.site.has("content/brood/entries"), "the host decides");

    net.run(&["submissions", "brood", "--accept", "1"]).assert().success();
    let entry = net.site.read("content/brood/entries/jo-kruim.md");
    assert!(entry.contains("author = \"Johanna Kruim\""), "{entry}");
    assert!(entry.contains("Sindsdien bak ik elke week een brood.") && entry.contains("definitions ="), "{entry}");
    assert!(net.desk.get(&ticket).body.contains("Je hangt in de zweefmolen"));
    net.run(&["fetch"]).assert().success();
    net.run(&["build", "--offline"]).assert().success();
    let page = net.site.read("public/brood/index.html");
    assert!(page.contains("Johanna Kruim") && !page.contains("jo@kruim.example"));
}

#[test]
fn who_was_here_before_and_says_nothing_else_comes_in_by_the_rule() {
    let net = Net::start();
    let feed = net.web.url("/feed.xml");
    net.site.write(
        "content/blogs/kruim.md",
        &format!("+++\ntitle = \"Kruim\"\nauthor = \"Jo Kruim\"\nfeed = \"{feed}\"\n+++\n"),
    );
    let ticket = net.send(&net.web.url("/post"));
    let page = net.desk.settled(&ticket);
    fill_in();
    let sent = net.desk.post(&ticket, &confirm(&page.token(), &[("name", "Jo Kruim"), ("language", "nl")]));
    assert_eq!(sent.status, 303);
    assert!(net.desk.settled(&ticket).body.contains("Je hangt in de zweefmolen"));
    assert_eq!(net.submissions()[0]["state"], "accepted");
    assert!(net.site.read("content/brood/entries/jo-kruim.md").contains("status = \"accepted\""));
}

/// GOV.UK's pattern: the title says so, a list on top leads to each field, and the field says the same.
#[test]
fn what_is_to_be_mended_is_said_on_top_and_at_the_field() {
    let net = Net::start();
    for (typed, said) in [
        ("", "Vul het adres van je stuk of je blog in, beginnend met https://"),
        ("zomaar wat", "Dit is geen adres op het web."),
        ("javascript:alert(1)", "Dit is geen adres op het web."),
        ("file:///etc/passwd", "Dit is geen adres op het web."),
        ("gopher://a.example/", "Dit is geen adres op het web."),
        ("mailto:a@b.example", "Dit is geen adres op het web."),
        ("http://localhost/x", "Dit is geen adres op het web."),
        ("https://ik:geheim@a.example/", "Dit is geen adres op het web."),
    ] {
        let page = net.desk.post(FORM, &[("address", typed)]);
        assert_eq!(page.status, 422, "{typed}: {page:?}");
        assert!(page.body.contains("<title>Fout: Doe mee"), "{page:?}");
        assert_eq!(page.body.matches(said).count(), 2, "{typed}: {page:?}");
        for part in ["role=\"alert\"", "href=\"#address\"", "aria-invalid=\"true\"", "address-wrong", "autofocus"] {
            assert!(page.body.contains(part), "{part}: {page:?}");
        }
    }
    let trap = net.desk.post(FORM, &[("address", "https://a.example/"), ("website", "x")]);
    assert!(trap.status == 422 && trap.body.contains("href=\"#website\""), "{trap:?}");

    let ticket = net.send(&net.web.url("/post"));
    let token = net.desk.settled(&ticket).token();
    fill_in();
    let long = "x".repeat(201);
    let page = net.desk.post(
        &ticket,
        &[
            ("token", &token),
            ("name", &long),
            ("quote", "Dit staat er niet."),
            ("definition", "Dit ook niet."),
            ("mail", "jo@kruim.example\r\nBcc: x@y.example"),
        ],
    );
    assert_eq!(page.status, 422);
    assert!(page.body.contains("<title>Fout: Klopt dit?"));
    for (field, said) in [
        ("name", "hooguit 200 tekens"),
        ("quote", "Deze zin staat niet zo in je stuk."),
        ("definition", "Deze definitie staat niet zo in je stuk."),
        ("mail", "Dit is geen e-mailadres."),
        ("consent", "Zet een vinkje als je akkoord gaat"),
    ] {
        assert!(page.body.contains(&format!("href=\"#{field}\"")), "{field}: {page:?}");
        assert!(page.body.contains(&format!("id=\"{field}-wrong\"")), "{field}: {page:?}");
        assert_eq!(page.body.matches(said).count(), 2, "{field}: {page:?}");
    }
    assert!(page.body.contains("Dit staat er niet."), "what was typed is there still");
    assert!(net.submissions().is_empty());
}

#[test]
fn a_form_comes_from_our_own_page() {
    let net = Net::start();
    let own = format!("Origin: http://{}\r\n", net.desk.address);
    let token = net.desk.get(FORM).token();
    fill_in();
    let address = net.web.url("/post");
    let fields = [("token", token.as_str()), ("address", address.as_str())];
    for forged in [
        "",
        "Origin: https://elders.example\r\n",
        "Origin: null\r\n",
        "Origin: http://127.0.0.1\r\n",
        "Origin: http://\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\n",
        &format!("{own}Sec-Fetch-Site: cross-site\r\n"),
        &format!("{own}{own}"),
        &format!("{own}Origin: https://elders.example\r\n"),
    ] {
        assert_eq!(net.desk.post_as(FORM, &fields, forged).status, 403, "{forged}");
        assert_eq!(
            net.desk.post_as("/-/join/0123456789abcdef0123456789abcdef/", &fields, forged).status,
            403,
            "{forged}"
        );
    }
    assert_eq!(
        net.desk.post_as(FORM, &fields, "Sec-Fetch-Site: same-origin\r\n").status,
        303,
        "the token is unused yet"
    );
}

#[test]
fn a_token_is_ours_and_for_this_form_and_not_too_early_and_used_once() {
    let net = Net::start();
    let (address, other) = (net.web.url("/post"), net.web.url("/"));
    let form = |token: &str| net.desk.post(FORM, &[("token", token), ("address", &address)]);
    let (early, token) = (net.desk.get(FORM).token(), net.desk.get(FORM).token());
    assert!(form(&early).body.contains("Dat ging wel heel snel."));
    fill_in();
    for forged in ["", "x", &token[1..], &token.replace('.', "-"), &format!("{token}0")] {
        let page = form(forged);
        assert!(page.status == 403 && page.body.contains("Dit formulier kennen we niet meer."), "{forged}: {page:?}");
    }
    let ticket = form(&token).header("location").unwrap().to_owned();
    let replayed = net.desk.post(FORM, &[("token", &token), ("address", &other)]);
    assert!(replayed.status == 403 && replayed.body.contains("al verstuurd"), "{replayed:?}");

    let second = net.desk.settled(&ticket).token();
    fill_in();
    let foreign = net.desk.get(FORM).token();
    fill_in();
    assert_eq!(form(&second).status, 403, "made for the ticket, not for the form");
    assert_eq!(net.desk.post(&ticket, &confirm(&foreign, &[])).status, 403, "and the other way round");
    assert!(net.submissions().is_empty());
    assert_eq!(net.desk.post(&ticket, &confirm(&second, &[])).status, 303);
    let again = net.desk.post(&ticket, &confirm(&second, &[("name", "Een Ander")]));
    assert_eq!(again.status, 303, "a second click leads to the receipt");
    let all = net.submissions();
    assert!(all.len() == 1 && all[0]["corrections"]["name"].is_null(), "{all:#?}");
}

#[test]
fn the_second_time_is_the_same_submission() {
    let net = Net::start();
    let ticket = net.send(&net.web.url("/post"));
    let token = net.desk.settled(&ticket).token();
    fill_in();
    let fields = confirm(&token, &[("name", "Johanna"), ("mail", "jo@kruim.example")]);
    assert_eq!(net.desk.post(&ticket, &fields).status, 303);
    assert!(net.desk.settled(&ticket).body.contains("Dag Johanna,"));
    // The same page, written otherwise; and the front of the same blog.
    let again = net.desk.settled(&net.send(&net.web.url("/post?utm_source=toot")));
    assert!(again.body.contains("Deze hadden we al"), "{again:?}");
    assert!(
        !again.body.contains("Johanna") && !again.body.contains("jo@"),
        "what somebody else said is theirs: {again:?}"
    );
    let front = net.send(&net.web.url("/"));
    let token = net.desk.settled(&front).token();
    fill_in();
    assert_eq!(net.desk.post(&front, &confirm(&token, &[("name", "Iemand")])).status, 303);
    assert!(net.desk.settled(&front).body.contains("Deze hadden we al"));
    let all = net.submissions();
    assert!(all.len() == 1 && all[0]["corrections"]["name"] == "Johanna", "{all:#?}");
}

#[test]
fn a_blogger_understands_what_went_wrong() {
    let (web, site) = (Web::start(), site());
    web.put("/weg", Page::status(410));
    web.put("/dicht", Page::status(403));
    web.put("/rond", Page::moved("/rond"));
    web.put("/leeg", Page::html("<p>Niets.</p>"));
    web.put("/script", Page::html("<script src=\"/app.js\"></script>"));
    let desk = Desk::start(&site, &web.address.to_string(), &[]);
    let paths = ["/weg", "/dicht", "/rond", "/leeg", "/script"];
    let tokens = paths.map(|_| desk.get(FORM).token());
    fill_in();
    let mut seen = String::new();
    for (path, token) in paths.into_iter().zip(&tokens) {
        let sent = desk.post(FORM, &[("token", token), ("address", &web.url(path))]);
        let page = desk.settled(sent.header("location").unwrap_or_else(|| panic!("{sent:?}")));
        let main = page.body.split_once("<h1>").unwrap().1;
        let main = main.split("<section class=\"anyway\"").next().unwrap().split("<footer").next().unwrap();
        let text = scraper::Html::parse_fragment(main);
        let words: String = text.root_element().text().collect::<Vec<_>>().join(" ");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ").replace(&web.address.to_string(), "HOST");
        let anyway = if page.body.contains("class=\"anyway\"") { "may be sent all the same" } else { "ends here" };
        let _ = writeln!(seen, "## {path}\n{words}\n({anyway})\n");
    }
    insta::assert_snapshot!(seen);
    // What could not be found by us may be sent all the same.
    let ticket = ticket(&desk, &web.url("/dicht"));
    let token = desk.settled(&ticket).token();
    fill_in();
    assert_eq!(desk.post(&ticket, &confirm(&token, &[("name", "Jo")])).status, 303);
    assert!(desk.settled(&ticket).body.contains("Je hangt in de wachtrij"));
    let out = site.command().args(["submissions", "brood", "--json"]).assert().success();
    let all: Vec<Value> = serde_json::from_slice(&out.get_output().stdout).unwrap();
    assert_eq!(all[0]["state"], "queued");
}

#[test]
fn strangers_lead_nowhere_inside() {
    let net = Net::start();
    net.web.put("/binnen", Page::moved("http://10.0.0.1/admin"));
    net.web.put("/zelf", Page::moved("http://[::1]/"));
    net.web.put("/bestand", Page::moved("file:///etc/passwd"));
    let addresses = [
        "http://127.0.0.1:1/",
        "http://10.1.2.3/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://localhost.localdomain./",
        "http://a.localhost/",
        &net.web.url("/binnen"),
        &net.web.url("/zelf"),
        &net.web.url("/bestand"),
    ];
    let tokens: Vec<String> = addresses.iter().map(|_| net.desk.get(FORM).token()).collect();
    fill_in();
    for (address, token) in addresses.iter().zip(&tokens) {
        let sent = net.desk.post(FORM, &[("token", token), ("address", address)]);
        assert_eq!(sent.status, 303, "{address}: {sent:?}");
        // The first look says enough: what may pass is tried again later.
        let page = net.desk.get(sent.header("location").unwrap());
        assert!(!page.body.contains("Klopt dit?"), "{address}: {page:?}");
        for told in ["not a public address", "leads to", "refused", "passwd", "root:"] {
            let typed = page.body.replace(*address, "");
            assert!(!typed.contains(told), "{address} tells `{told}`: {page:?}");
        }
    }
    let asked = net.web.asked();
    assert!(
        asked.iter().all(|path| ["/binnen", "/zelf", "/bestand"].contains(&path.as_str())
            || path.contains("feed")
            || path.contains("atom")
            || path.contains("rss")
            || path == "/"),
        "{asked:?}"
    );
}

/// What no page may hold.
fn is_harmless(page: &Answer) -> bool {
    let steers = |c: char| matches!(c, '\0' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !page.body.contains("<script>alert") && !page.body.contains("<img") && !page.body.contains(steers)
}

const HOSTILE: &str = "\"'><script>alert(1)</script><img src=x onerror=x>{{ 7*7 }}\u{202e}\0\r\nBcc: a@b.example'); DROP TABLE tickets; --../../x";

#[test]
fn what_strangers_write_stays_text() {
    let net = Net::start();
    let escaped = HOSTILE.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let page = format!(
        "<html><head><title>{escaped}</title><meta name=\"author\" content=\"{escaped}\"></head>\
         <body><article><h1>{escaped}</h1><p>{escaped}</p><p>{PROSE}</p></article></body></html>"
    );
    net.web.put("/kwaad", Page::of_type("text/html; charset=utf-8", &page));
    // In the address, in the query, in every field of both forms.
    let shown = net.desk.post(FORM, &[("address", HOSTILE), ("token", HOSTILE), ("x", HOSTILE)]);
    assert!(shown.status == 422 && is_harmless(&shown), "{shown:?}");
    let path: String = url::form_urlencoded::byte_serialize(HOSTILE.as_bytes()).collect();
    for query in ["address", "lang", "token"] {
        let page = net.desk.get(&format!("{FORM}?{query}={path}"));
        assert!(page.status == 200 && is_harmless(&page), "{page:?}");
    }
    let ticket = net.send(&format!("{}?{path}", net.web.url("/kwaad")).replace("/kwaad?", "/kwaad#"));
    let page = net.desk.settled(&ticket);
    assert!(page.body.contains("Klopt dit?") && is_harmless(&page), "{page:?}");
    let mut token = page.token();
    for field in ["name", "title", "language", "definition", "quote", "mail", "consent", "website", "token", "x"] {
        fill_in();
        let mut fields = vec![("token", token.as_str())];
        fields.insert(0, (field, HOSTILE));
        let page = net.desk.post(&ticket, &fields);
        assert!(matches!(page.status, 403 | 422) && is_harmless(&page), "{field}: {page:?}");
        token = page.token();
    }
    fill_in();
    let sent =
        net.desk.post(&ticket, &confirm(&token, &[("name", HOSTILE), ("title", HOSTILE), ("language", HOSTILE)]));
    assert_eq!(sent.status, 303, "{sent:?}");
    let receipt = net.desk.settled(&ticket);
    assert!(receipt.body.contains("Je hangt in de wachtrij") && is_harmless(&receipt), "{receipt:?}");
    let all = net.submissions();
    let name = all[0]["corrections"]["name"].as_str().unwrap();
    assert!(!name.contains(['\0', '\r', '\n', '\u{202e}']) && name.contains("Bcc: a@b.example"), "{name:?}");
    net.run(&["submissions", "brood", "--accept", "1"]).assert().success();
    net.run(&["build", "--offline"]).assert().success();
    for (path, page) in net.site.pages() {
        for steers in ["<script>alert", "<img src=x", "\u{202e}", "\0"] {
            let found = page.split_once(steers).map(|(before, _)| before.chars().rev().take(200).collect::<Vec<_>>());
            let before: Option<String> = found.map(|before| before.into_iter().rev().collect());
            assert_eq!(before, None, "{path} has {steers:?}");
        }
    }
    let files: Vec<_> = walkdir::WalkDir::new(net.site.root().join("content/brood/entries"))
        .min_depth(1)
        .into_iter()
        .map(|file| file.unwrap().file_name().to_owned())
        .collect();
    assert_eq!(files.len(), 1, "one file, in its folder: {files:?}");
}

#[test]
fn addresses_that_are_none_of_ours() {
    let net = Net::start();
    for path in [
        "/",
        "/-/",
        "/-/join",
        "/-/join/0123456789abcdef0123456789abcdef/",
        "/-/join/0123456789ABCDEF0123456789ABCDEF/",
        "/-/join/../../blogkermis.toml",
        "/-/join/..%2f..%2fblogkermis.toml/",
        "/-/join/%2e%2e/",
        "/-/join/%00/",
        "/-/join/%ff%fe/",
        "/-/join/'%20OR%201=1--/",
        "/-/assets/../../Cargo.toml",
        "/-/assets/..%2f..%2fblogkermis.toml",
        "/-/assets/%2fetc%2fpasswd",
        "/-/assets/desk.css",
    ] {
        let answer = net.desk.get(path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {answer:?}");
        assert!(!answer.body.contains("base_url") && is_harmless(&answer), "{path}: {answer:?}");
    }
    let form = net.desk.get(FORM);
    for (name, value) in [
        ("content-security-policy", "frame-ancestors 'none'"),
        ("content-security-policy", "default-src 'none'"),
        ("referrer-policy", "same-origin"),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert!(form.header(name).is_some_and(|header| header.contains(value)), "{name}: {form:?}");
    }
    assert!(!form.body.contains("style=") && !form.body.contains("<script") && form.header("set-cookie").is_none());
    let sheet = form.body.split('"').find(|part| part.contains("/desk.") && part.contains(".css")).unwrap();
    let sheet = net.desk.get(sheet);
    assert!(sheet.header("content-type") == Some("text/css; charset=utf-8"), "{sheet:?}");
    assert!(sheet.header("content-security-policy").is_some());
    assert_eq!(net.desk.ask("PUT", FORM, "Sec-Fetch-Site: same-origin\r\n", "").status, 405);
}

/// Bodies that are too large or too slow, heads that never end.
#[test]
fn nobody_takes_more_than_a_form_takes() {
    let net = Net::start();
    let own = format!("Host: {0}\r\nOrigin: http://{0}\r\n", net.desk.address);
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    let head = |length: usize| format!("POST {FORM} HTTP/1.1\r\n{own}{form}Content-Length: {length}\r\n\r\n");
    // Said beforehand: nothing of it is read.
    let started = Instant::now();
    let answer = net.desk.raw(head(50 << 20).as_bytes()).unwrap();
    assert!(answer.status == 413 && started.elapsed() < Duration::from_secs(5), "{answer:?}");
    // Sent in pieces without saying how much: as soon as it is too much.
    let mut pieces =
        format!("POST {FORM} HTTP/1.1\r\n{own}{form}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
    for _ in 0..20 {
        let _ = write!(pieces, "1000\r\n{}\r\n", "a".repeat(0x1000));
    }
    assert_eq!(net.desk.raw(pieces.as_bytes()).map(|answer| answer.status), Some(413));
    assert_eq!(
        net.desk
            .post_as(FORM, &[], &format!("Content-Type: text/plain\r\nOrigin: http://{}\r\n", net.desk.address))
            .status,
        415
    );

    // All of 50 MB, whether anybody wants it or not.
    let mut stream = TcpStream::connect(&net.desk.address).unwrap();
    stream.write_all(head(50 << 20).as_bytes()).unwrap();
    let block = vec![b'a'; 1 << 20];
    let taken = (0..50).take_while(|_| stream.write_all(&block).is_ok()).count();
    assert!(taken < 50, "the connection is closed long before");

    let slow = |request: String| {
        let mut stream = TcpStream::connect(&net.desk.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        thread::spawn(move || {
            let started = Instant::now();
            let mut said = String::new();
            let _ = stream.read_to_string(&mut said);
            (started.elapsed(), said)
        })
    };
    let body = slow(head(100) + "address=");
    let head = slow(format!("POST {FORM} HTTP/1.1\r\n{own}"));
    let nothing = slow(String::new());
    for (name, waiting, said) in [("body", body, "HTTP/1.1 408"), ("head", head, ""), ("nothing", nothing, "")] {
        let (took, answer) = waiting.join().unwrap();
        assert!(took > Duration::from_secs(5) && took < Duration::from_secs(20), "{name}: {took:?}");
        assert!(answer.starts_with(said), "{name}: {answer}");
    }
    assert_eq!(net.desk.get(FORM).status, 200, "others are served all the same");
}

/// The largest the process has been, in kB.
fn peak(desk: &Desk) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{}/status", desk.child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or_default()
}

#[test]
fn ten_thousand_posts_in_a_minute() {
    let (web, site) = (blog(), with_desk("per_visitor = 30\nper_hour = 40"));
    let desk = Desk::start(&site, &web.address.to_string(), &["--public"]);
    let origin = format!("Origin: http://{}\r\n", desk.address);
    let from = |visitor: &str| format!("{origin}X-Forwarded-For: {visitor}\r\n");
    // Good ones, of many visitors: so many are read in an hour, and no more.
    let tokens: Vec<String> = (0..50).map(|_| desk.get(FORM).token()).collect();
    let before = peak(&desk);
    // Bad ones, of one visitor, over a few connections that stay open.
    let started = Instant::now();
    let flood = |count: usize| {
        let body = "address=https%3A%2F%2Fa.example%2F&token=x";
        let request = format!(
            "POST {FORM} HTTP/1.1\r\nHost: {}\r\n{}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            desk.address,
            from("192.0.2.1"),
            body.len()
        );
        let address = desk.address.clone();
        thread::spawn(move || {
            let (mut refused, mut others) = (0, 0);
            let mut stream = TcpStream::connect(&address).unwrap();
            let mut answer = vec![0; 1 << 16];
            for _ in 0..count {
                stream.write_all(request.as_bytes()).unwrap();
                let mut said = Vec::new();
                loop {
                    let read = stream.read(&mut answer).unwrap();
                    said.extend_from_slice(&answer[..read]);
                    let text = String::from_utf8_lossy(&said);
                    let Some((head, rest)) = text.split_once("\r\n\r\n") else { continue };
                    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
                    if rest.len() >= length.unwrap().parse::<usize>().unwrap() || read == 0 {
                        break;
                    }
                }
                let text = String::from_utf8_lossy(&said);
                if text.starts_with("HTTP/1.1 429") {
                    assert!(text.contains("retry-after: "), "{text}");
                    refused += 1;
                } else {
                    others += 1;
                }
            }
            (refused, others)
        })
    };
    let flooding: Vec<_> = (0..4).map(|_| flood(2_500)).collect();
    // Meanwhile another visitor is served.
    fill_in();
    let mut answers = Vec::new();
    for (n, token) in tokens.iter().enumerate() {
        let address = format!("{}?p={n}", web.url("/post"));
        let sent = desk.post_as(FORM, &[("token", token), ("address", &address)], &from(&format!("198.51.100.{n}")));
        answers.push(sent.status);
    }
    let counted = flooding.into_iter().map(|flood| flood.join().unwrap());
    let (refused, others) = counted.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    assert_eq!((refused, others), (9_970, 30), "{:?}", started.elapsed());
    assert_eq!(answers.iter().filter(|status| **status == 303).count(), 40, "{answers:?}");
    assert_eq!(answers.iter().filter(|status| **status == 429).count(), 10, "{answers:?}");
    let grown = peak(&desk) - before;
    assert!(grown < 40 << 10, "grown by {grown} kB");
    println!("10,000 posts in {:?}; grown by {grown} kB to {} kB", started.elapsed(), peak(&desk));
}

#[test]
fn the_last_member_of_a_chain_is_believed_and_nothing_before_it() {
    let (web, site) = (blog(), with_desk("per_visitor = 1"));
    let desk = Desk::start(&site, &web.address.to_string(), &["--public"]);
    let post = |headers: &str| {
        desk.post_as(FORM, &[("address", "x y")], &format!("Origin: http://{}\r\n{headers}", desk.address)).status
    };
    assert_eq!(post("X-Forwarded-For: 203.0.113.9, 192.0.2.1\r\n"), 422);
    assert_eq!(post("X-Forwarded-For: 203.0.113.8, 192.0.2.1\r\n"), 429);
    assert_eq!(post("X-Forwarded-For: 203.0.113.8\r\nX-Forwarded-For: 192.0.2.1\r\n"), 429);
    assert_eq!(post("X-Forwarded-For: 203.0.113.8, 192.0.2.2\r\n"), 422);
    assert_eq!(post("X-Forwarded-For: zomaar\r\n"), 422, "the proxy itself");
    assert_eq!(post(""), 429);
}

#[test]
fn for_everybody_there_is_no_desk_and_for_this_machine_no_other_name() {
    let (web, site) = (blog(), site());
    let public = Desk::start(&site, &web.address.to_string(), &["--public"]);
    assert_eq!(public.start, "/-/join/");
    for path in ["/-/desk/", "/-/desk/?token=x", "/-/desk/1/"] {
        let answer = public.get(path);
        assert_eq!((answer.status, answer.body.as_str()), (404, "nothing here\n"), "{path}");
    }
    let named = |desk: &Desk, host: &str| {
        desk.raw(format!("GET {FORM} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes()).unwrap().status
    };
    assert_eq!(named(&public, "kermis.example"), 200);
    drop(public);
    let own = Desk::start(&site, &web.address.to_string(), &[]);
    assert!(own.start.starts_with("/-/desk/?token="), "{}", own.start);
    assert_eq!((named(&own, "localhost"), named(&own, "kermis.example")), (200, 403));
    assert_eq!(own.get("/-/desk/").status, 403, "who has no key");
    assert_eq!(own.get("/-/desk/?token=0123456789abcdef0123456789abcdef").status, 403);
    let opened = own.get(&own.start);
    assert_eq!((opened.status, opened.header("location")), (303, Some("/-/desk/")));
    let cookie = opened.header("set-cookie").unwrap();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/-/desk/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!own.start.contains(cookie.split(['=', ';']).nth(1).unwrap()), "the cookie is another secret");
}

#[test]
#[cfg(unix)]
fn what_was_answered_outlives_the_program() {
    let (web, site) = (blog(), site());
    let allow = web.address.to_string();
    let end = |desk: &mut Desk, signal: &str| {
        let started = Instant::now();
        Command::new("kill").args([signal, &desk.child.id().to_string()]).status().unwrap();
        let status = desk.child.wait().unwrap();
        assert!(started.elapsed() < Duration::from_secs(7), "{:?}", started.elapsed());
        status
    };
    // A server that takes a request and never answers, on another host: nobody asks two things of one at once.
    let hanging = std::net::TcpListener::bind("127.0.0.2:0").unwrap();
    let allow = format!("{allow},{}", hanging.local_addr().unwrap());
    let mut desk = Desk::start(&site, &allow, &[]);
    let stuck = ticket(&desk, &format!("http://{}/", hanging.local_addr().unwrap()));
    let sent = ticket(&desk, &web.url("/post"));
    assert!(desk.get(&stuck).body.contains("We lezen je stuk"));
    assert!(end(&mut desk, "-TERM").success());

    let mut desk = Desk::start(&site, &allow, &[]);
    assert!(desk.get(&stuck).body.contains("We lezen je stuk"), "it is read again");
    let token = desk.settled(&sent).token();
    fill_in();
    assert_eq!(desk.post(&sent, &confirm(&token, &[])).status, 303);
    end(&mut desk, "-KILL");

    let desk = Desk::start(&site, &allow, &[]);
    assert!(desk.settled(&sent).body.contains("Je hangt in de wachtrij"));
    let out = site.command().args(["submissions", "brood", "--json"]).assert().success();
    let all: Vec<Value> = serde_json::from_slice(&out.get_output().stdout).unwrap();
    assert_eq!(all.iter().map(|one| one["state"].as_str().unwrap()).collect::<Vec<_>>(), ["queued"]);
    drop(hanging);
}

#[test]
fn the_call_says_where_to_send_it() {
    let site = with_desk("url = \"https://kermis.example/-/\"\nmail = \"wies+kermis@kermis.example\"");
    site.command().args(["build", "--offline"]).assert().success();
    let call = site.read("public/brood/call/index.html");
    assert!(call.contains("href=\"https://kermis.example/-/join/\""), "{call}");
    assert!(call.contains("<link rel=\"webmention\" href=\"https://kermis.example/-/webmention\">"), "{call}");
    let link = "href=\"mailto:wies%2Bkermis@kermis.example?subject=Mijn%20bijdrage%20aan%20%E2%80%9CBrood%E2%80%9D&amp;body=Dag%2C%0D%0A";
    assert!(call.contains(link), "{call}");
    assert!(site.read("public/privacy/index.html").contains("Stuur je iets in met het formulier"));

    let bare = self::site();
    bare.command().args(["build", "--offline"]).assert().success();
    let call = bare.read("public/brood/call/index.html");
    assert!(!call.contains("mailto:") && !call.contains("join/") && !call.contains("rel=\"webmention\""), "{call}");
}

#[test]
fn mistakes_in_the_settings_are_shown_where_they_stand() {
    for (lines, said) in [
        ("url = \"https://kermis.example/\"", "ends with `/-/`"),
        ("url = \"ftp://kermis.example/-/\"", "url"),
        ("mail = \"a@b.example?bcc=c@d.example\"", "`mail` is no e-mail address"),
        ("mail = \"a@b.example\\r\\nBcc: c@d.example\"", "`mail` is no e-mail address"),
        ("per_visitor = 0", "per_visitor"),
        ("per_vistor = 5", "did you mean `per_visitor`?"),
    ] {
        let site = with_desk(lines);
        site.command().arg("build").assert().code(4).stderr(contains(said).and(contains("blogkermis.toml")));
    }
    let site = site();
    site.command().args(["desk", "--dry-run"]).assert().code(2).stderr(contains("leave out --dry-run"));
    site.command().args(["desk", "--listen", "0.0.0.0"]).assert().code(2).stderr(contains("--public"));
}
