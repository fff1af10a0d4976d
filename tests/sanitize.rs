//! Hostile HTML through the sanitiser, and what comes out read again by an HTML parser wherever it may stand.

#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "this is a test")]

mod support;

use std::{collections::BTreeMap, fs};

use blogkermis::feed;
use proptest::prelude::*;
use support::{
    Site,
    hostile::{dangers, payloads},
};
use url::Url;

fn base() -> Url {
    Url::parse("https://blog.example/2026/stuk/").unwrap()
}

#[test]
fn nothing_active_is_left_of_any_payload() {
    let (mut wrong, mut count) = (Vec::new(), BTreeMap::<String, usize>::new());
    for payload in payloads() {
        *count.entry(payload.name.split(' ').next().unwrap().to_owned()).or_default() += 1;
        for address in [Some(base()), None] {
            let clean = feed::sanitize(&payload.html, address.as_ref()).unwrap();
            for danger in dangers(&clean) {
                wrong.push(format!("{}: {danger}\n   {:?}\n   {clean:?}", payload.name, payload.html));
            }
            let again = feed::sanitize(&clean, address.as_ref()).unwrap();
            if again != clean {
                wrong.push(format!("{} changes when it is sanitised again\n   {clean:?}\n   {again:?}", payload.name));
            }
        }
    }
    println!("{count:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count.len() >= 14 && count.values().sum::<usize>() >= 400, "{count:?}");
}

/// The check itself can see: what is not sanitised is full of dangers.
#[test]
fn payloads_are_dangerous_before() {
    let all = payloads();
    let harmless: Vec<_> = all.iter().filter(|payload| dangers(&payload.html).is_empty()).map(|p| &p.name).collect();
    // Text that only looks like markup, characters that steer, and styles' class names carry nothing that runs.
    assert!(harmless.len() * 8 < all.len(), "{} of {}: {harmless:?}", harmless.len(), all.len());
}

#[test]
fn the_program_does_what_the_library_does() {
    let site = Site::empty();
    let all = payloads();
    let sample: Vec<_> = all.iter().step_by(7).collect();
    for (n, payload) in sample.iter().enumerate() {
        site.write(&format!("{n}.html"), &payload.html);
        let mut command = site.command();
        let done =
            command.args(["inspect", "html", &format!("{n}.html"), "--base", base().as_str()]).assert().success();
        let printed = String::from_utf8(done.get_output().stdout.clone()).unwrap();
        let clean = feed::sanitize(&payload.html, Some(&base())).unwrap();
        assert_eq!(printed.trim_end_matches('\n'), clean.trim_end_matches('\n'), "{}", payload.name);
    }
    assert!(sample.len() >= 60);
}

#[test]
fn text_survives_what_takes_the_danger_away() {
    for (html, left) in [
        ("<p onclick=boe(1)>a <b>b</b></p>", "<p>a <b>b</b></p>"),
        ("<object data=x>a <p>b</p></object>c", "c"),
        ("<marquee>a</marquee>", "a"),
        ("<custom-element>a</custom-element>", "a"),
        ("&lt;script&gt;a&lt;/script&gt;", "&lt;script&gt;a&lt;/script&gt;"),
        ("<!--[if IE]>a<![endif]-->b", "b"),
        ("<form>a <label>b</label></form>", "a b"),
    ] {
        assert_eq!(feed::sanitize(html, None).as_deref(), Ok(left), "{html}");
    }
}

/// Pieces of payloads, put together anew.
fn spliced() -> impl Strategy<Value = String> {
    let all: Vec<String> = payloads().into_iter().map(|payload| payload.html).collect();
    let cut = (prop::sample::select(all), any::<prop::sample::Index>(), any::<prop::sample::Index>());
    let piece = cut.prop_map(|(html, from, to)| {
        let (from, to) = (from.index(html.len() + 1), to.index(html.len() + 1));
        let (from, to) = (html.floor_char_boundary(from.min(to)), html.floor_char_boundary(from.max(to)));
        html[from..to].to_owned()
    });
    prop::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn pieces_of_payloads_put_together_are_harmless_too(html in spliced()) {
        if let Ok(clean) = feed::sanitize(&html, Some(&base())) {
            prop_assert_eq!(dangers(&clean), Vec::<String>::new());
            prop_assert_eq!(feed::sanitize(&clean, Some(&base())), Ok(clean));
        }
    }
}

/// The body of an item, escaped.
fn item(title: &str, body: &str) -> String {
    let body = body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("<item><title>{title}</title><guid>{title}</guid><description>{body}</description></item>")
}

#[test]
fn an_entry_that_is_too_much_falls_back_to_its_words_and_harms_no_other() {
    let words = "<p>Vóór de bom &amp; &eacute;rna.</p><script>boe(1)</script><p data-nosnippet>Geheim.</p>";
    for (bomb, why) in [
        ("<div>".repeat(5000), "512 elements deep"),
        (
            "<font a=1><p>".repeat(20) + &(0..4000).map(|n| format!("<font a{n}=1><p>")).collect::<Vec<_>>().concat(),
            "elements deep",
        ),
        ("<table>".to_owned() + &"<br>".repeat(200_000), "too tangled"),
        (format!("</p{}>", (0..50_000).map(|n| format!(" a{n}")).collect::<Vec<_>>().concat()), "too tangled"),
        ("<!-->".to_owned() + &"<div>".repeat(100_000), "512 elements deep"),
        ("<li><center>".repeat(20_000), "elements deep"),
        ("<br>".repeat(600_000), "larger than 2 MiB"),
    ] {
        let feed = format!(
            "<rss version='2.0'><channel><title>x</title>{}{}{}</channel></rss>",
            item("voor", "<p>Een.</p>"),
            item("bom", &format!("{words}{bomb}Erna.")),
            item("na", "<p>Twee.</p>")
        );
        let read = feed::read(feed.as_bytes(), None, None).unwrap();
        let html: Vec<&str> = read.posts.iter().map(blogkermis::model::Post::html).collect();
        assert_eq!((html[0], html[2]), ("<p>Een.</p>", "<p>Twee.</p>"));
        assert!(html[1].starts_with("<p>Vóór de bom &amp; érna.</p>"), "{why}: {}", &html[1][..80.min(html[1].len())]);
        assert!(!html[1].contains("Geheim") && !html[1].contains("boe(") && dangers(html[1]).is_empty(), "{why}");
        let note = read.notes.iter().find(|note| note.code == "too-much-markup");
        let note = note.unwrap_or_else(|| panic!("no note: {why}, {} {:?}", bomb.len(), &bomb[..30]));
        assert!(
            note.message.contains("“bom” is shown without its markup") && note.message.contains(why),
            "{}",
            note.message
        );
    }
}

#[test]
fn deep_xml_ends() {
    let groups = "<media:group>".repeat(1000) + "x" + &"</media:group>".repeat(1000);
    let feed = |inside: &str| {
        format!(
            "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel><title>x</title>{}<item><title>a</title><guid>1</guid>{inside}</item></channel></rss>",
            item("b", "c")
        )
    };
    for inside in [
        groups,
        "<x>".repeat(100_000),
        "<content xmlns='http://www.w3.org/2005/Atom' type='xhtml'>".to_owned() + &"<div>".repeat(50_000),
    ] {
        // Read or refused: what counts is that it ends, and that the item before survives when it is read.
        if let Ok(read) = feed::read(feed(&inside).as_bytes(), None, None) {
            assert!(read.posts.iter().any(|post| post.title == "b" && post.html() == "c"));
        }
    }
}

/// What another reader expects of its own sanitiser, where there is its list: `BLOGKERMIS_SANITIZER` is the path of a
/// file with one JSON object a line (`input`, `expected`, `baseURL`). Its policy is not ours (frames, videos, formulas),
/// so the words are compared, and that nothing is active; the table says how many are the same to the letter.
#[test]
fn the_cases_of_another_reader() {
    let Some(path) = std::env::var_os("BLOGKERMIS_SANITIZER") else {
        println!("skipped: BLOGKERMIS_SANITIZER names no file");
        return;
    };
    let mut unsafe_ones = Vec::new();
    let (mut same, mut all) = (0, 0);
    for line in fs::read_to_string(path).unwrap().lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| case[key].as_str().unwrap_or_default();
        // These shorten a text; they do not sanitise.
        if matches!(text("test"), "TestTruncateHTML" | "TestStripTags") {
            continue;
        }
        let address = Url::parse(text("baseURL")).or_else(|_| Url::parse("http://example.org/")).ok();
        let clean = feed::sanitize(text("input"), address.as_ref()).unwrap();
        unsafe_ones.extend(dangers(&clean).into_iter().map(|danger| format!("{}: {danger}: {clean}", text("input"))));
        all += 1;
        if told(&clean) == told(text("expected")) {
            same += 1;
        } else {
            println!(
                "{} {}\n  in    {}\n  they  {}\n  we    {clean}",
                text("test"),
                text("name"),
                text("input"),
                text("expected")
            );
        }
    }
    println!("{same} of {all} as the other reader has them");
    assert!(unsafe_ones.is_empty(), "{}", unsafe_ones.join("\n"));
}

/// HTML as a list of elements with their addresses and words: what policies agree on.
fn told(html: &str) -> Vec<String> {
    let tree = scraper::Html::parse_fragment(html);
    let nodes = tree.tree.root().descendants().filter_map(|node| match node.value() {
        scraper::Node::Element(element) if element.name() != "html" => {
            let address = element.attr("href").or(element.attr("src")).unwrap_or_default();
            Some(format!("<{} {address}>", element.name()))
        }
        scraper::Node::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        _ => None,
    });
    nodes.collect()
}
