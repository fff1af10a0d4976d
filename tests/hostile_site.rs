//! Hostile feeds to a site: every payload in every field of a post, by the real binary, and every file of the site read
//! again. The posts carry the edition's tag, so that they are accepted and quoted.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::format_push_string,
    reason = "this is a test"
)]

mod support;

use std::{collections::BTreeMap, fs};

use quick_xml::events::Event;
use scraper::{Html, Node};
use serde_json::{Value, json};
use support::{
    Site,
    hostile::{Payload, dangers_elsewhere, payloads},
};
use url::Url;

const EDITION: &str = "+++\ntitle = \"Hardop leren\"\ntheme = \"hardop leren\"\nlanguage = \"nl\"\nopens = 2026-10-05\n\
                       closes = 2026-11-30\ntags = [\"blogkermis\"]\nprompts = [\"Wat?\"]\n[terms]\n\
                       nl = [\"hardop leren\"]\n+++\n\nDoe mee.\n";

fn blog(name: &str, feed: &str) -> String {
    format!(
        "+++\ntitle = \"{name}\"\nauthor = \"{name}\"\nurl = \"https://{name}.example/\"\nfeed = \"content/feeds/{feed}\"\n+++\n"
    )
}

/// A paragraph that no other post has: copies of one post would be one entry.
fn own(mark: &str) -> String {
    let words: Vec<String> = (0..60).map(|word| format!("{mark}w{word}")).collect();
    format!("<p>{}.</p>", words.join(" "))
}

/// A body that is summarised, quoted and defines the theme, with the payload in all of it.
fn body(payload: &str) -> String {
    format!(
        "<p>Onder hardop leren versta ik leren waar anderen bij zijn {payload}.</p>\
         <p>“Wie hardop leert {payload} leert nooit alleen,” zegt Jan {payload} Jansen.</p>\
         <blockquote><p>Een blogkermis is {payload} een feest voor wie durft te leren.</p><cite>{payload}</cite></blockquote>\
         <p>Daarna gaat het over de les en het ritme, want de les begint pas als de les voorbij is.</p>"
    )
}

/// What people who read the same text without markup would see: the payload as plain text in a body.
fn told(payload: &str) -> String {
    let text = payload.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    format!("<p>Onder hardop leren versta ik {text} oefenen waar iedereen het ziet. Ik noem dat moedig {text}.</p>")
}

/// An address made of the payload: itself when it is one, and a query otherwise.
fn link(payload: &Payload, n: usize, feed: &str) -> String {
    let own = payload.html.split(['"', '\'']).find(|part| part.contains(':') && !part.contains('<'));
    match own {
        Some(address) if n.is_multiple_of(2) => address.to_owned(),
        _ => format!("https://kwaad.example/{feed}/{n}/?q={}", payload.html),
    }
}

fn json_feed(all: &[Payload]) -> String {
    let items: Vec<Value> = all
        .iter()
        .enumerate()
        .map(|(n, payload)| {
            let evil = &payload.html;
            json!({
                "id": format!("{n} {evil}"),
                "url": link(payload, n, "json"),
                "external_url": evil,
                "title": format!("Hardop leren {evil} met {n}"),
                "content_html": format!("{}{}", if n % 3 == 0 { told(evil) } else { body(evil) }, own(&format!("json{n}"))),
                "summary": evil,
                "image": evil,
                "language": if n % 5 == 0 { evil.as_str() } else { "nl" },
                "date_published": "2026-11-03T08:00:00Z",
                "authors": [{ "name": format!("A{n} {evil}"), "url": link(payload, n + 1, "json"), "avatar": evil }],
                "tags": ["blogkermis", evil],
                "attachments": [{ "url": evil, "mime_type": evil, "title": evil }],
            })
        })
        .collect();
    let evil = &all[0].html;
    json!({
        "version": "https://jsonfeed.org/version/1.1", "title": evil, "description": evil, "language": "nl",
        "home_page_url": evil, "feed_url": evil, "icon": evil, "authors": [{ "name": evil, "url": evil }], "items": items,
    })
    .to_string()
}

fn xml(text: &str) -> String {
    let allowed =
        |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let text: String = text.chars().filter(allowed).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn rss(all: &[Payload]) -> String {
    let mut feed = format!(
        "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>{}</title>",
        xml(&all[1].html)
    );
    feed += &format!("<link>{}</link><language>nl</language>", xml(&all[1].html));
    for (n, payload) in all.iter().enumerate() {
        let evil = xml(&payload.html);
        feed += &format!(
            "<item><title>Hardop leren {evil} weer {n}</title><link>{}</link><guid isPermaLink='false'>{n}{evil}</guid>\
             <dc:creator>B{n} {evil}</dc:creator><category domain=\"{evil}\">{evil}</category><category>blogkermis</category>\
             <pubDate>Tue, 03 Nov 2026 08:00:00 GMT</pubDate><enclosure url=\"{evil}\" type=\"{evil}\" length=\"{evil}\"/>\
             <comments>{evil}</comments><source url=\"{evil}\">{evil}</source><description>{}</description></item>",
            xml(&link(payload, n, "rss")),
            xml(&(body(&payload.html) + &own(&format!("rss{n}")))),
        );
    }
    feed + "</channel></rss>"
}

fn atom(all: &[Payload]) -> String {
    let mut feed =
        format!("<feed xmlns='http://www.w3.org/2005/Atom'><title type='html'>{}</title><id>x</id>", xml(&all[2].html));
    for (n, payload) in all.iter().enumerate() {
        let (evil, address) = (xml(&payload.html), xml(&link(payload, n, "atom")));
        feed += &format!(
            "<entry xml:base=\"{evil}\" xml:lang=\"{evil}\"><id>{n}{evil}</id><title type='html'>Hardop leren {evil} nog eens {n}</title>\
             <link href=\"{address}\" hreflang=\"{evil}\" title=\"{evil}\"/><link rel='enclosure' href=\"{evil}\"/>\
             <author><name>C{n} {evil}</name><uri>{address}</uri><email>{evil}</email></author>\
             <category term='blogkermis'/><category term=\"{evil}\" label=\"{evil}\" scheme=\"{evil}\"/>\
             <published>2026-11-03T08:00:00Z</published><updated>2026-11-03T08:00:00Z</updated>\
             <rights>{evil}</rights><content type='html'>{}</content></entry>",
            xml(&(body(&payload.html) + &own(&format!("atom{n}")))),
        );
    }
    feed + "</feed>"
}

/// Every third one.
fn some(all: &[Payload], from: usize) -> Vec<Payload> {
    all.iter().skip(from).step_by(3).cloned().collect()
}

fn site() -> Site {
    let all = payloads();
    let files = [
        ("content/hardop-leren/_index.md", EDITION.to_owned()),
        ("content/blogs/json.md", blog("json", "json.json")),
        ("content/blogs/rss.md", blog("rss", "rss.xml")),
        ("content/blogs/atom.md", blog("atom", "atom.xml")),
        ("content/feeds/json.json", json_feed(&all)),
        ("content/feeds/rss.xml", rss(&some(&all, 0))),
        ("content/feeds/atom.xml", atom(&some(&all, 1))),
    ];
    Site::with(&files.iter().map(|(path, text)| (*path, text.as_str())).collect::<Vec<_>>())
}

#[test]
fn nothing_active_reaches_the_site() {
    let site = site();
    let done = site.command().arg("build").assert().success();
    println!("{}", String::from_utf8_lossy(&done.get_output().stderr));
    let edition: Value = serde_json::from_str(&site.read("public/hardop-leren/edition.json")).unwrap();
    let entries = edition["entries"].as_array().unwrap();
    let quoted = entries.iter().filter(|entry| !entry["quotes"].as_array().unwrap().is_empty()).count();
    let defined = entries.iter().filter(|entry| !entry["definitions"].as_array().unwrap().is_empty()).count();
    let told = site.pages().iter().filter(|(_, html)| html.contains("boe(")).count();
    println!("{} entries, {quoted} quoted, {defined} with definitions, payloads on {told} pages", entries.len());
    // so that the absence of dangers says something
    assert!(entries.len() >= 600 && quoted >= 500 && defined >= 200 && told >= 500);
    check(&site);
    // The draft becomes the host's own text, in which HTML passes through.
    site.command().args(["draft", "hardop-leren"]).assert().success();
    site.command().arg("build").assert().success();
    assert!(site.read("public/hardop-leren/index.html").contains("boe("));
    check(&site);
}

#[test]
fn a_feed_that_is_added_brings_no_more_than_its_words() {
    let site = Site::with(&[("content/hardop-leren/_index.md", EDITION)]);
    let all = payloads();
    for (n, payload) in all.iter().enumerate().step_by(23) {
        let evil = &payload.html;
        let feed = json!({
            "version": "https://jsonfeed.org/version/1.1", "title": format!("Blog {n} {evil}"), "description": evil,
            "home_page_url": link(payload, n, "blog"), "authors": [{ "name": format!("Naam {evil}"), "url": evil }],
            "items": [{ "id": "1", "title": evil, "content_html": told(evil), "tags": ["blogkermis"], "date_published": "2026-11-03T08:00:00Z" }],
        });
        site.write(&format!("content/feeds/{n}.json"), &feed.to_string());
        site.command().args(["add", &format!("content/feeds/{n}.json")]).assert().success();
    }
    site.command().arg("build").assert().success();
    let blogs =
        site.pages().iter().filter(|(path, _)| path.starts_with("blogs/") && path.matches('/').count() == 2).count();
    assert!(blogs >= 15, "{blogs}");
    check(&site);
}

/// Reads every file of the site again.
fn check(site: &Site) {
    let public = site.root().join("public");
    let mut wrong = Vec::new();
    let mut kinds = BTreeMap::<String, usize>::new();
    for file in walkdir::WalkDir::new(&public).sort_by_file_name() {
        let file = file.unwrap();
        if !file.file_type().is_file() {
            continue;
        }
        let name = file.path().strip_prefix(&public).unwrap().display().to_string();
        let kind = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_owned();
        *kinds.entry(kind.clone()).or_default() += 1;
        // The theme's font, and the cards: pixels.
        if matches!(kind.as_str(), "woff2" | "png") {
            continue;
        }
        let text = fs::read_to_string(file.path()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let found = match kind.as_str() {
            "html" => in_page(&text),
            "json" => in_json(&serde_json::from_str(&text).unwrap()),
            "atom" | "xml" | "opml" | "svg" => in_xml(&text),
            _ => Vec::new(),
        };
        wrong.extend(found.into_iter().map(|what| format!("{name}: {what}")));
        if matches!(kind.as_str(), "html" | "json" | "atom" | "opml") {
            wrong.extend(text.chars().find(|c| steers(*c)).map(|c| format!("{name}: {c:?} stands in it")));
        }
    }
    println!("{kinds:?}");
    let headers = site.read("public/_headers");
    assert!(headers.contains("Content-Security-Policy: default-src 'none'; script-src 'self'"), "{headers}");
    wrong.truncate(40);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Characters that turn the text around them, or steer a terminal.
fn steers(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What the theme's own pages are made of, beside what a post may be made of.
const ELEMENTS: &str = "html head meta title link script body header nav main footer svg g circle path rect text line defs use \
                        desc ellipse polygon polyline lineargradient radialgradient stop clippath input label style a abbr \
                        article aside bdi blockquote br caption cite code data dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 \
                        hr i img li mark ol p pre q section small span strong sub summary sup table tbody td th thead time tr ul b";

/// What the search form is made of besides.
const CONTROLS: &str = "form select option button";

fn in_page(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let tree = Html::parse_document(html);
    for node in tree.tree.root().descendants() {
        match node.value() {
            Node::Element(element) => {
                let name = element.name().to_ascii_lowercase();
                // There is one form, the theme's own.
                let in_form = node.ancestors().chain([node]).any(|around| {
                    around.value().as_element().is_some_and(|e| e.name() == "form" && e.attr("id") == Some("search"))
                });
                let listed = |names: &str| names.split_ascii_whitespace().any(|listed| listed == name);
                if !(listed(ELEMENTS) || in_form && listed(CONTROLS)) || name == "style" {
                    found.push(format!("an element {name}"));
                }
                let script: String =
                    node.children().filter_map(|child| child.value().as_text().map(|text| text.to_string())).collect();
                match (name.as_str(), element.attr("type"), element.attr("src")) {
                    ("script", Some("application/ld+json"), None) => match serde_json::from_str(&script) {
                        Ok(value) => found.extend(in_json(&value)),
                        Err(error) => found.push(format!("JSON-LD that is none: {error}")),
                    },
                    ("script", Some("module"), Some(source))
                        if (source.contains("carousel.") || source.contains("search."))
                            && !source.contains("//")
                            && script.is_empty() => {}
                    ("script", ..) => found.push(format!("a script {:?}", element.attr("src"))),
                    ("meta", ..)
                        if element.attr("http-equiv").is_some_and(|name| name != "Content-Security-Policy") =>
                    {
                        found.push("a meta refresh".into());
                    }
                    _ => {}
                }
                for (attribute, value) in element.attrs() {
                    let is_listed = attribute.starts_with("data-")
                        || attribute.starts_with("aria-")
                        || (name == "meta" && attribute == "http-equiv")
                        || (name == "link" && matches!(attribute, "as" | "crossorigin"))
                        || (name == "img" && attribute == "loading" && value == "lazy")
                        || (name == "a" && attribute == "download" && value.is_empty())
                        || (in_form
                            && matches!(attribute, "action" | "autocomplete" | "for" | "hidden" | "spellcheck"))
                        || ATTRIBUTES.split_ascii_whitespace().any(|listed| listed == attribute.to_ascii_lowercase());
                    if !is_listed {
                        found.push(format!("an attribute {attribute}={value} of {name}"));
                    }
                    if matches!(attribute, "href" | "src" | "cite" | "action" | "poster" | "srcset") {
                        found.extend(in_address(value));
                    }
                }
            }
            Node::Comment(comment) => found.push(format!("a comment {}", &**comment)),
            _ => {}
        }
    }
    found
}

const ATTRIBUTES: &str = "alt charset checked cite class content cx cy d datetime dir fill for height href hreflang id lang \
                          media name opacity points property r rel role rx ry src stroke stroke-width stroke-linecap \
                          tabindex text-anchor title transform type value viewbox width x x1 x2 xmlns y y1 y2 offset \
                          stop-color scope fill-opacity font-size focusable stroke-linejoin stroke-dasharray stroke-opacity";

/// An address is one of the web's, or stays inside the site.
fn in_address(value: &str) -> Option<String> {
    let base = Url::parse("https://kermis.example/a/b/").unwrap();
    let stays = !value.trim_start().replace('\\', "/").starts_with("//");
    let good = base.join(value).is_ok_and(|url| matches!(url.scheme(), "http" | "https" | "mailto")) && stays;
    (!good).then(|| format!("an address {value}"))
}

/// Every address of a JSON document, and every HTML text in it.
fn in_json(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(in_json).collect(),
        Value::Object(map) => map
            .iter()
            .flat_map(|(key, value)| match (key.as_str(), value.as_str()) {
                (
                    "url" | "external_url" | "home_page_url" | "feed_url" | "isBasedOn" | "inDefinedTermSet"
                    | "@context",
                    Some(url),
                ) => {
                    let absolute = Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
                    if absolute { Vec::new() } else { vec![format!("an address {url}")] }
                }
                ("content_html", Some(html)) => dangers_elsewhere(html),
                _ => in_json(value),
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Every address of an XML document, and every HTML text in it; that it is well-formed, too.
fn in_xml(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut reader = quick_xml::Reader::from_str(text);
    let mut html = None;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                let mut is_html = false;
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap();
                    let value = quick_xml::escape::unescape(&attribute.value).unwrap().into_owned();
                    let key = attribute.key.as_ref().to_owned();
                    if matches!(key.as_str(), "href" | "src" | "xmlUrl" | "htmlUrl" | "url") {
                        found.extend(in_address(&value));
                    }
                    if key.starts_with("on") {
                        found.push(format!("an attribute {key}"));
                    }
                    is_html |= key == "type" && value == "html";
                }
                html = is_html.then(String::new);
                if tag.local_name().as_ref() == "script" {
                    found.push("a script".into());
                }
            }
            Event::Text(text) => {
                if let Some(html) = &mut html {
                    html.push_str(&text);
                }
            }
            Event::GeneralRef(name) => {
                if let Some(html) = &mut html {
                    let name = format!("&{};", &*name);
                    html.push_str(&quick_xml::escape::unescape(&name).unwrap());
                }
            }
            Event::End(_) => {
                if let Some(html) = html.take() {
                    found.extend(dangers_elsewhere(&html));
                }
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}
