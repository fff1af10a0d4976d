//! The feed room against small feeds, one oddity each, and against noise.
#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "fixtures are files, and they are there")]

use std::{fmt::Write as _, path::PathBuf, sync::LazyLock};

use blogkermis::feed::{self, Feed, FeedError};
use proptest::prelude::*;
use url::Url;

/// The fixtures with their names, in order.
static FIXTURES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/feeds");
    let files = std::fs::read_dir(folder).expect("the fixtures are there").map(|entry| entry.expect("readable").path());
    let mut all: Vec<_> = files
        .map(|path| {
            let name = path.file_name().expect("a file").to_string_lossy().into_owned();
            (name, std::fs::read(path).expect("readable"))
        })
        .collect();
    all.sort();
    all
});

fn address() -> Url {
    Url::parse("https://feeds.example/some/feed.xml").expect("an address")
}

/// A feed in few lines.
fn told(feed: &Feed) -> String {
    let mut out = String::new();
    let url = feed.url.as_ref().map_or("-", |url| url.as_str());
    let language = feed.language.as_ref().map_or("-", |language| language.as_str());
    let _ = writeln!(out, "{} “{}” {url} {language}", feed.format, feed.title);
    for post in &feed.posts {
        let _ = writeln!(out, "* {} “{}”", post.id, post.title);
        let authors: Vec<_> = post
            .authors
            .iter()
            .map(|a| a.url.as_ref().map_or_else(|| a.name.clone(), |url| format!("{} <{url}>", a.name)))
            .collect();
        let enclosures: Vec<_> = post
            .enclosures
            .iter()
            .map(|file| {
                let (kind, length) = (file.media_type.as_deref().unwrap_or("-"), file.length.unwrap_or_default());
                format!("{} {kind} {length}", file.url)
            })
            .collect();
        let moment = |at: Option<blogkermis::model::Moment>| at.map(|at| at.to_string()).unwrap_or_default();
        let fields = [
            ("url", post.url.as_ref().map(ToString::to_string).unwrap_or_default()),
            ("authors", authors.join(", ")),
            ("published", moment(post.published)),
            ("updated", moment(post.updated)),
            ("language", post.language.as_ref().map(ToString::to_string).unwrap_or_default()),
            ("categories", post.categories.join(", ")),
            ("enclosures", enclosures.join(", ")),
            ("summary", post.summary_html.clone()),
            ("content", post.content_html.clone()),
        ];
        for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
            let _ = writeln!(out, "    {name}: {value}");
        }
    }
    if !feed.pace.is_silent() {
        let _ = writeln!(out, "pace: {:?}", feed.pace);
    }
    if let Some(moved) = &feed.moved {
        let _ = writeln!(out, "moved: {moved}");
    }
    if let Some(fault) = &feed.fault {
        let _ = writeln!(out, "fault: {fault}");
    }
    for note in &feed.notes {
        let _ = writeln!(out, "! {}: {}", note.code, note.message);
    }
    out
}

#[test]
fn fixtures_read_as_expected() {
    let mut out = String::new();
    for (name, bytes) in FIXTURES.iter() {
        let _ = writeln!(out, "=== {name}");
        match feed::read(bytes, Some(&address()), None) {
            Ok(feed) => out.push_str(&told(&feed)),
            Err(error) => {
                let _ = writeln!(out, "no feed: {error}");
            }
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn a_feed_says_how_often_to_ask() {
    let read = |channel: &str| {
        let feed = format!(
            "<rss version='2.0' xmlns:s='http://purl.org/rss/1.0/modules/syndication/'><channel>{channel}</channel></rss>"
        );
        feed::read(feed.as_bytes(), None, None).expect("a feed").pace
    };
    let hours = |pace: &blogkermis::model::Pace| pace.interval.map(|interval| interval.as_secs() / 3600);
    assert_eq!(hours(&read("<ttl>180</ttl>")), Some(3));
    assert_eq!(
        hours(&read("<ttl>180</ttl><s:updatePeriod>daily</s:updatePeriod><s:updateFrequency>2</s:updateFrequency>")),
        Some(12)
    );
    assert_eq!(hours(&read("<ttl>99999</ttl>")), Some(7 * 24));
    assert_eq!(hours(&read("<sy:updatePeriod> Weekly </sy:updatePeriod>")), Some(7 * 24));
    for nonsense in [
        "<ttl>0</ttl>",
        "<ttl>-5</ttl>",
        "<ttl>soon</ttl>",
        "<ttl>99999999</ttl>",
        "<s:updateFrequency>3</s:updateFrequency>",
    ] {
        assert!(read(nonsense).is_silent(), "{nonsense}");
    }
    assert!(hours(&read("<s:updatePeriod>hourly</s:updatePeriod><s:updateFrequency>0</s:updateFrequency>")) == Some(1));
    let skips = read(
        "<skipHours><hour>0</hour><hour> 23</hour><hour>24</hour><hour>25</hour></skipHours><skipDays><day>Sunday</day><day>x</day></skipDays>",
    );
    assert_eq!(skips.skip_hours.into_iter().collect::<Vec<_>>(), [0, 23]);
    assert_eq!(skips.skip_days.into_iter().collect::<Vec<_>>(), [7]);
}

#[test]
fn a_feed_says_where_it_went() {
    let there = "https://new.example/feed?a=1&b=2";
    let channel = format!(
        "<rss xmlns:i='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel><i:new-feed-url>{}</i:new-feed-url></channel></rss>",
        there.replace('&', "&amp;")
    );
    let read = |text: &str, base: Option<&Url>| feed::read(text.as_bytes(), base, None);
    let there = Url::parse(there).expect("an address");
    assert_eq!(read(&channel, Some(&address())).expect("a feed").moved, Some(there.clone()));
    // Feeds name themselves there, too.
    assert_eq!(read(&channel, Some(&there)).expect("a feed").moved, None);
    assert_eq!(read(&channel.replace("https:", "javascript:"), None).expect("a feed").moved, None);
    let redirect = "<?xml version='1.0'?><redirect><newLocation>https://new.example/</newLocation></redirect>";
    let error = read(redirect, None).expect_err("no feed");
    assert_eq!(error.to_string(), "the feed has moved to https://new.example/");
    assert!(matches!(read("<redirect/>", None), Err(FeedError::Malformed(_))));
}

#[test]
fn a_fault_is_where_the_document_breaks_first() {
    let read = |text: &str| feed::read(text.as_bytes(), None, None);
    let mended =
        read("<rss version='2.0'><channel>\n<title>R&D</title><item><br></item></channel></rss>").expect("a feed");
    assert_eq!(mended.fault.map(|fault| (fault.line, fault.column)), Some((2, 9)));
    assert_eq!(read("<rss version='2.0'><channel/></rss>").expect("a feed").fault, None);
    let json = read("{\"version\": \"https://jsonfeed.org/version/1\",\n \"items\": [}").expect_err("no feed");
    assert_eq!(json.fault().map(ToString::to_string).as_deref(), Some("line 2, column 12: expected value"));
    assert_eq!(json.to_string(), "broken JSON: line 2, column 12: expected value");
    assert_eq!(FeedError::Empty.fault(), None);
}

#[test]
fn files_go_with_a_post() {
    let media = (0..30)
        .map(|n| format!("<media:content url='/{n}.png' type='image/png' fileSize='0'/>"))
        .collect::<Vec<_>>()
        .concat();
    let rss = format!(
        "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel><item><guid>1</guid>\
        <enclosure url='http://a.example/1.mp3?a=1&amp;b=2' length='123' type='Audio/MPEG; x=y'/>\
        <media:group><media:content url='http://a.example/1.mp3?a=1&amp;b=2'/></media:group>\
        <enclosure url='javascript:x()'/><enclosure/>{media}</item></channel></rss>"
    );
    let files = feed::read(rss.as_bytes(), Some(&address()), None).expect("a feed").posts.remove(0).enclosures;
    assert_eq!(files.len(), 20);
    let told: Vec<_> = files.iter().take(2).map(|f| (f.url.as_str(), f.media_type.as_deref(), f.length)).collect();
    assert_eq!(
        told,
        [
            ("http://a.example/1.mp3?a=1&b=2", Some("audio/mpeg"), Some(123)),
            ("https://feeds.example/0.png", Some("image/png"), None),
        ]
    );
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><link rel='enclosure' href='https://a.example/f.ogg' type='audio/ogg' length='9'/></entry></feed>";
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","attachments":[{"url":"https://a.example/f.ogg","mime_type":"audio/ogg","size_in_bytes":9},{"url":"data:x"},7]}]}"#;
    for feed in [atom, json] {
        let files = feed::read(feed.as_bytes(), None, None).expect("a feed").posts.remove(0).enclosures;
        let told: Vec<_> = files.iter().map(|f| (f.url.as_str(), f.media_type.as_deref(), f.length)).collect();
        assert_eq!(told, [("https://a.example/f.ogg", Some("audio/ogg"), Some(9))]);
    }
}

#[test]
fn posts_kept_by_an_older_version_are_read() {
    let kept = r#"{"id":"1","url":null,"title":"","authors":[],"published":null,"updated":null,"language":null,"categories":[],"summary_html":"","content_html":""}"#;
    let post: blogkermis::model::Post = serde_json::from_str(kept).expect("a post");
    assert_eq!(serde_json::to_string(&post).expect("JSON"), kept);
}

/// A feed of one item.
fn item(inside: &str) -> blogkermis::model::Post {
    let rss = format!("<rss version='2.0'><channel><item>{inside}</item></channel></rss>");
    feed::read(rss.as_bytes(), Some(&address()), None).expect("a feed").posts.remove(0)
}

#[test]
fn titles_are_plain_text() {
    let rss = [
        ("R&amp;D", "R&D"),
        ("R&amp;amp;D", "R&D"),
        ("R&D", "R&D"),
        ("&lt;b&gt;Bold&lt;/b&gt; move", "Bold move"),
        ("&lt;3 Deno", "<3 Deno"),
        ("<![CDATA[<3 Deno]]>", "<3 Deno"),
        ("<![CDATA[It&#8217;s <i>fine</i>]]>", "It’s fine"),
        ("Caf&amp;eacute; &amp;hellip;", "Café …"),
        ("Vec&lt;String&gt; and 1 &lt; 2", "Vec<String> and 1 < 2"),
        ("The &amp;lt;b&amp;gt; element", "The <b> element"),
        ("AT&amp;T; and more", "AT&T; and more"),
        ("  two\n lines ", "two lines"),
        ("&lt;script&gt;x()&lt;/script&gt;y", "y"),
    ];
    for (source, expected) in rss {
        assert_eq!(item(&format!("<title>{source}</title>")).title, expected, "{source}");
    }
    let atom = [
        ("<title>R&amp;amp;D &amp;#8217;</title>", "R&D ’"),
        ("<title type='text'>Less: &lt;</title>", "Less: <"),
        ("<title type='text'>&lt;b&gt; is bold</title>", "<b> is bold"),
        ("<title type='html'>&lt;b&gt;Bold&lt;/b&gt; R&amp;amp;D</title>", "Bold R&D"),
        ("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A <b>b</b> &lt;c&gt;</div></title>", "A b <c>"),
    ];
    for (source, expected) in atom {
        let feed = format!("<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id>{source}</entry></feed>");
        let post = feed::read(feed.as_bytes(), None, None).expect("a feed").posts.remove(0);
        assert_eq!(post.title, expected, "{source}");
    }
}

#[test]
fn a_post_has_the_address_its_readers_should_go_to() {
    let cases = [
        ("<link>https://a.example/p?id=1&amp;utm_source=feed#x</link>", "https://a.example/p?id=1#x"),
        ("<link>/p</link>", "https://feeds.example/p"),
        ("<guid>https://a.example/g</guid>", "https://a.example/g"),
        ("<guid isPermaLink='false'>https://a.example/g</guid>", ""),
        ("<link>https://a.example/p</link><guid>https://a.example/g</guid>", "https://a.example/p"),
        (
            "<link>http://feeds.feedburner.com/~r/a/~3/x</link><feedburner:origLink>https://a.example/o?utm_medium=feed</feedburner:origLink>",
            "https://a.example/o",
        ),
        (
            "<link>http://feedproxy.google.com/~r/a/x</link><f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>https://a.example/o</f:origLink>",
            "https://a.example/o",
        ),
        (
            "<link>https://a.example/p</link><feedburner:origLink>https://a.example/o</feedburner:origLink>",
            "https://a.example/p",
        ),
        (
            "<link>http://feeds.feedburner.com/~r/a/x</link><feedburner:origLink>javascript:x()</feedburner:origLink>",
            "http://feeds.feedburner.com/~r/a/x",
        ),
        ("<enclosure url='https://a.example/1.mp3' length='1' type='audio/mpeg'/>", "https://a.example/1.mp3"),
        ("<media:content url='https://a.example/1.png' type='image/png'/>", ""),
        ("<link>javascript:x()</link>", ""),
        ("<title>x</title>", ""),
    ];
    for (source, expected) in cases {
        let url = item(source).url;
        assert_eq!(url.as_ref().map_or("", |url| url.as_str()), expected, "{source}");
    }
}

#[test]
fn a_recording_is_no_place_to_look_for_its_pictures() {
    let inside = "<enclosure url='https://files.example/1.mp3' type='audio/mpeg'/><description>&lt;img src='a.png'&gt;</description>";
    assert_eq!(item(inside).summary_html, "<img src=\"https://feeds.example/some/a.png\">");
}

#[test]
fn a_day_in_the_address_is_better_than_none() {
    let dated = |inside: &str| item(inside).published.map(|at| at.to_string());
    assert_eq!(dated("<link>https://a.example/2024/05/06/p</link>").as_deref(), Some("2024-05-06"));
    assert_eq!(
        dated("<link>https://a.example/2024/05/06/p</link><pubDate>1 mei 2024</pubDate>").as_deref(),
        Some("2024-05-01")
    );
    let rss = "<rss version='2.0'><channel><item><title>t</title><link>https://a.example/2024-05-06-p</link><pubDate>0001-01-01T00:00:00Z</pubDate></item></channel></rss>";
    let notes = feed::read(rss.as_bytes(), None, None).expect("a feed").notes;
    let codes: Vec<_> = notes.iter().map(|note| note.code.as_str()).collect();
    assert_eq!(codes, ["placeholder-date", "date-from-address"]);
}

#[test]
fn channel_definition_format_is_read_too() {
    let cdf = "<CHANNEL HREF='http://a.example/'><TITLE>Old</TITLE><ITEM HREF='http://a.example/1' LASTMOD='2004-04-06T23:05:43-05:00'><TITLE>One</TITLE><ABSTRACT>Words</ABSTRACT></ITEM></CHANNEL>";
    let feed = feed::read(cdf.as_bytes(), None, None).expect("a feed");
    insta::assert_snapshot!(told(&feed));
}

#[test]
fn a_feed_that_plainly_has_items_gives_them() {
    let titles = |text: &str| -> Vec<String> {
        feed::read(text.as_bytes(), None, None).expect("a feed").posts.into_iter().map(|post| post.title).collect()
    };
    let cases = [
        (
            "<RSS VERSION='2.0'><CHANNEL><ITEM><TITLE>a</TITLE></ITEM><ITEM><TITLE>b</TITLE></ITEM></CHANNEL></RSS>",
            "a b",
        ),
        (
            "<rss version='2.0'><channel><items><item><title>a</title></item><item><title>b</title></item></items></channel></rss>",
            "a b",
        ),
        ("<x:rss><x:channel><x:title>t</x:title><x:item><x:title>a</x:title></x:item></x:channel></x:rss>", "a"),
        ("<y:feed xmlns:y='http://nowhere.example/'><y:entry><y:title>a</y:title></y:entry></y:feed>", "a"),
        ("<rss version='2.0'><channel><entry><title>a</title></entry></channel></rss>", "a"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'><item><title>a</title></item></feed>", "a"),
        ("<rss version='2.0'><channel><stuff><item><title>a</title></item></stuff></channel></rss>", "a"),
        ("<rss version='2.0'><channel><title>t<image><url>x<item><title>a</title></item></channel></rss>", "a"),
        ("<rss version='2.0'><item><title>a</title></item></rss>", "a"),
        (
            "<rss><channel><item><title>a</title><description><![CDATA[ x </description></item><item><title>b</title></item></channel></rss>",
            "a b",
        ),
        ("<rss><channel><!-- x <item><title>a</title></item><item><title>b</title></item></channel></rss>", "a b"),
        ("<rss><channel><!-- <item><title>a</title></item> --><![CDATA[<item>]]></channel></rss>", ""),
        ("<rss><channel><item><title>a</title></item><item><description><![CDATA[ broken off", "a"),
    ];
    for (source, expected) in cases {
        assert_eq!(titles(source).join(" "), expected, "{source}");
    }
}

#[test]
fn an_empty_feed_is_one_thing_and_a_feed_that_gives_nothing_another() {
    assert_eq!(feed::read(b"<rss><channel></channel></rss>", None, None).expect("a feed").posts, []);
    let error = feed::read(b"<rss><channel><item><title>broken of", None, None).expect_err("nothing to read");
    assert_eq!(error, FeedError::Malformed("it has items, but none of them is whole".into()));
}

#[test]
fn ids_are_unique_and_do_not_depend_on_what_comes_later() {
    let item = |title: &str| format!("<item><title>{title}</title><guid>x</guid></item>");
    let read = |items: &[String]| {
        let feed = format!("<rss version='2.0'><channel>{}</channel></rss>", items.concat());
        feed::read(feed.as_bytes(), None, None).expect("a feed").posts
    };
    let before = read(&[item("two"), item("one")]);
    let after = read(&[item("three"), item("two"), item("one")]);
    assert_eq!(before[0].id, after[1].id);
    assert_eq!(before[1].id, after[2].id);
    assert_ne!(after[0].id, after[1].id);
}

#[test]
fn a_report_has_the_promised_shape() {
    let (_, bytes) = FIXTURES.iter().find(|(name, _)| name == "rss2-plain.xml").expect("the fixture");
    let feed = feed::read(bytes, None, None).expect("a feed");
    insta::assert_json_snapshot!(feed::FeedReport::from(&feed));
}

const PAGE: &str = r#"<!doctype html><html lang="nl-NL"><head><title>Titel | Blog</title><base href="/map/">
<link rel="alternate" type="application/rss+xml" title="Blog » Reacties" href="/comments/feed/">
<!-- <link rel="alternate" type="application/rss+xml" href="/verborgen"> -->
<link rel="alternate" type="application/json+oembed" href="/oembed">
<link rel="alternate" type="application/json" href="/wp-json/1">
<link rel="ALTERNATE" type="Application/Atom+XML; charset=utf-8" href="feed.atom" title="Blog">
<link rel="alternate" type="application/rss+xml">
<link rel="canonical" href="/echt">
<meta name="author" content="Meta Naam"><meta property="og:title" content="Titel &amp; meer">
<meta name="robots" content="noarchive, max-snippet:120"><meta name="googlebot" content="max-snippet:80">
<meta name="tdm-reservation" content="1">
<script type="application/ld+json">{"@graph":[{"@type":"BlogPosting","author":[{"name":"Noor"},{"name":"Jan"}],"datePublished":"2026-05-01T10:00:00+02:00"}]}</script>
</head><body><nav><a href="/">Home</a></nav><article class="hentry"><h1>Titel</h1>
<p>Een kermis is een feest waarop iedereen iets meebrengt, en waar het rad draait voor wie durft te kijken.</p>
<p>Lees ook <a href="ander" onclick="x()">het andere stuk</a>, waarin hetzelfde nog eens anders gezegd wordt, met meer woorden.</p>
<p data-nosnippet>Dit mag niet getoond worden, hoe mooi het ook is en hoe lang de zin ook duurt.</p></article>
<div class="comment"><a rel="author">Reageerder</a></div></body></html>"#;

#[test]
fn a_page_says_who_wrote_it_and_what_it_allows() {
    let base = Url::parse("https://blog.example/2026/titel").expect("an address");
    let page = feed::page(PAGE.as_bytes(), Some(&base), None).expect("a page");
    insta::assert_json_snapshot!(page);
}

#[test]
fn a_page_without_anything_is_a_page() {
    let page = feed::page(b"", None, None).expect("a page");
    assert!(page.feeds.is_empty() && page.title.is_empty() && page.policy.index);
    assert!(feed::page("<div>".repeat(1000).as_bytes(), None, None).is_err());
}

/// What could run, in sanitised HTML: looked for by reading it again.
fn dangers(html: &str) -> Vec<String> {
    let document = scraper::Html::parse_fragment(html);
    let mut found = Vec::new();
    for element in document.tree.nodes().filter_map(|node| node.value().as_element()) {
        if matches!(
            element.name(),
            "script" | "style" | "iframe" | "object" | "embed" | "svg" | "math" | "base" | "form" | "link" | "meta"
        ) {
            found.push(element.name().to_owned());
        }
        for (name, value) in element.attrs() {
            let value: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
            let scheme = value
                .split(['/', '?', '#'])
                .next()
                .and_then(|start| start.split_once(':'))
                .map(|(scheme, _)| scheme.to_lowercase());
            let is_address = matches!(name, "href" | "src" | "cite");
            let bad_scheme = is_address && scheme.is_some_and(|s| !matches!(s.as_str(), "http" | "https" | "mailto"));
            if name.starts_with("on") || matches!(name, "style" | "id" | "class" | "srcset") || bad_scheme {
                found.push(format!("{name}={value}"));
            }
        }
    }
    found
}

fn hostile_piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "<p>",
            "</p>",
            "<b>",
            "<a href=",
            "javascript:alert(1)",
            "\"",
            "'",
            ">",
            "<script>",
            "</script>",
            "<svg>",
            "<math>",
            "<style>",
            "</style>",
            "<iframe src=x />",
            "<img src=x onerror=y>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "&#106;",
            "&lt;",
            "<table>",
            "<td>",
            "<mtext>",
            "<mglyph>",
            "<title>",
            "<textarea>",
            "<noscript>",
            "<template>",
            "<q cite=",
            "data-nosnippet",
            "<foreignObject>",
            "<select>",
            "java\tscript:",
            "//evil.example",
            " onclick=x ",
            "\0",
            "<p id=x class=y>",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ]
}

/// A fixture with pieces cut out, doubled and overwritten.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let change = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), prop::collection::vec(any::<u8>(), 0..6));
    (0..FIXTURES.len(), prop::collection::vec(change, 1..6)).prop_map(|(which, changes)| {
        let mut bytes = FIXTURES[which].1.clone();
        for (from, to, new) in changes {
            let (from, to) = (from.index(bytes.len() + 1), to.index(bytes.len() + 1));
            let (from, to) = (from.min(to), from.max(to).min(from.min(to) + 40));
            bytes.splice(from..to, new);
        }
        bytes
    })
}

proptest! {
    #[test]
    fn reading_never_panics(bytes in prop_oneof![mutated(), prop::collection::vec(any::<u8>(), 0..300)], kind in "[ -~]{0,30}") {
        if let Ok(feed) = feed::read(&bytes, Some(&address()), Some(&kind)) {
            let mut ids: Vec<_> = feed.posts.iter().map(|post| &post.id).collect();
            ids.sort();
            ids.dedup();
            prop_assert_eq!(ids.len(), feed.posts.len());
            for post in &feed.posts {
                prop_assert_eq!(dangers(&post.summary_html), Vec::<String>::new());
                prop_assert_eq!(dangers(&post.content_html), Vec::<String>::new());
            }
            // A fault inside is contained, but it is a fault.
            prop_assert!(!feed.notes.iter().any(|n| n.code == "unreadable-entry" || n.code == "items-unmatched"), "{:?}", feed.notes);
        }
        let _ = feed::opml(&bytes);
        let _ = feed::is_feed(&bytes, Some(&kind));
    }

    #[test]
    fn pages_never_panic(bytes in mutated(), pieces in prop::collection::vec(hostile_piece(), 0..30)) {
        let _ = feed::page(&bytes, Some(&address()), None);
        if let Ok(page) = feed::page(pieces.concat().as_bytes(), None, None) {
            prop_assert_eq!(dangers(&page.main_html), Vec::<String>::new());
        }
    }

    #[test]
    fn what_is_sanitised_cannot_run(pieces in prop::collection::vec(hostile_piece(), 0..40), with_base in any::<bool>()) {
        let html = pieces.concat();
        let base = address();
        if let Ok(clean) = feed::sanitize(&html, with_base.then_some(&base)) {
            prop_assert_eq!(dangers(&clean), Vec::<String>::new(), "{}", html);
        }
    }
}
