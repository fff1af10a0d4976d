//! The report’s checklist, the conformance tests that receivers have, and what else pages do; each by its name.

use url::Url;

use super::{Answered, EXCERPT, Verdict, Verified, verify};
use crate::model::ReactionKind as Kind;

const TARGET: &str = "https://kermis.example/leren/";

fn judge_as(kind: Option<&str>, body: &str, target: &str) -> Verdict {
    let url = Url::parse("https://a.example/blog/post").unwrap();
    let source = Answered { url: &url, links: &[], content_type: kind, body: body.as_bytes() };
    verify(&source, &Url::parse(target).unwrap()).unwrap()
}

/// `T` in the page stands for the target.
fn judge(body: &str) -> Verdict {
    judge_as(Some("text/html; charset=utf-8"), &body.replace("=T", &format!("=\"{TARGET}\"")), TARGET)
}

fn verified(body: &str) -> Verified {
    match judge(body) {
        Verdict::Verified(verified) => *verified,
        other => panic!("{other:?}: {body}"),
    }
}

/// The name of a test and the page, whose link counts.
const LINKS: [(&str, &str); 19] = [
    ("report: a", "<p>Lees <a href=T>dit</a>.</p>"),
    ("link-in-img", "<img src=T alt=''>"),
    ("link-in-video", "<video src=T></video>"),
    ("link-in-audio", "<audio src=T></audio>"),
    ("a source of a video", "<video><source src=T></video>"),
    ("a poster", "<video poster=T></video>"),
    ("a frame", "<iframe src=T></iframe>"),
    ("an object", "<object data=T></object>"),
    ("an area of a map", "<map><area href=T></map>"),
    ("a quotation's source", "<blockquote cite=T><p>Hardop leren.</p></blockquote>"),
    ("a quotation in a line", "<q cite=T>Hardop leren.</q>"),
    ("a link for machines", "<div class='h-entry'><data class='u-in-reply-to' value=T></data></div>"),
    ("another for machines", "<div class='h-entry'><link class='u-like-of' href=T></div>"),
    ("an address of the protocol", "<a href='//kermis.example/leren/'>x</a>"),
    ("an address that starts from the base", "<base href='https://kermis.example/'><a href='leren/'>x</a>"),
    ("an address with dots", "<a href='https://kermis.example/elders/../leren/'>x</a>"),
    ("an address with blanks around it", "<a href=' https://kermis.example/leren/\n'>x</a>"),
    ("the same address, written otherwise", "<a href='HTTPS://KERMIS.example:443/leren/'>x</a>"),
    ("a link that is not to be followed", "<a rel='nofollow ugc' href=T>x</a>"),
];

/// The same, where there is no link.
const NO_LINKS: [(&str, &str); 19] = [
    ("report: no link", "<p>Niets.</p>"),
    ("reject-text", "<p>Zie https://kermis.example/leren/ maar.</p>"),
    ("reject-link-in-comment", "<!-- <a href=T>x</a> -->"),
    ("remove-if-link-missing", "<p>Hier stond een <a href='https://elders.example/'>link</a>.</p>"),
    ("an escaped link", "<code>&lt;a href=T&gt;</code>"),
    ("a link in a script", "<script>document.write('<a href=T>x</a>')</script>"),
    ("a link in a template", "<template><a href=T>x</a></template>"),
    ("a link in a field", "<textarea><a href=T>x</a></textarea>"),
    ("a title", "<a href='/' title=T>x</a>"),
    ("other data", "<div data-href=T></div>"),
    ("the address of the page", "<link rel='canonical' href=T>"),
    ("a longer address", "<a href='https://kermis.example/leren/2'>x</a>"),
    ("without the slash", "<a href='https://kermis.example/leren'>x</a>"),
    ("with a query", "<a href='https://kermis.example/leren/?utm_source=x'>x</a>"),
    ("http for https", "<a href='http://kermis.example/leren/'>x</a>"),
    ("another place of the page", "<a href='https://kermis.example/leren/#deel'>x</a>"),
    ("a path in other letters", "<a href='https://kermis.example/Leren/'>x</a>"),
    ("an address in an address", "<a href='https://go.example/?to=https://kermis.example/leren/'>x</a>"),
    ("an empty picture", "<base href='https://kermis.example/leren/'><img src=''>"),
];

#[test]
fn what_is_a_link() {
    for (name, page) in LINKS {
        assert!(matches!(judge(page), Verdict::Verified(_)), "{name}");
    }
}

#[test]
fn what_is_no_link() {
    for (name, page) in NO_LINKS {
        assert_eq!(judge(page), Verdict::NoLink, "{name}");
    }
}

#[test]
fn a_target_with_a_fragment_is_linked_with_it() {
    let target = "https://kermis.example/leren/#deel";
    let page = |href: &str| judge_as(Some("text/html"), &format!("<a href='{href}'>x</a>"), target);
    assert!(matches!(page(target), Verdict::Verified(_)));
    assert_eq!(page(TARGET), Verdict::NoLink);
}

#[test]
fn recognize_410_in_the_page() {
    for meta in ["<meta http-equiv=\"status\" content=\"410 Gone\">", "<META HTTP-EQUIV=Status CONTENT=' 410 '>"] {
        assert_eq!(judge(&format!("<head>{meta}</head><a href=T>x</a>")), Verdict::Gone, "{meta}");
    }
    for meta in [
        "<meta http-equiv=status content='200 OK'>",
        "<meta name=status content='410 Gone'>",
        "<!-- <meta http-equiv=status content='410 Gone'> -->",
        "<meta http-equiv=status content='4100'>",
    ] {
        assert!(matches!(judge(&format!("{meta}<a href=T>x</a>")), Verdict::Verified(_)), "{meta}");
    }
}

#[test]
fn json_has_the_address_as_a_value() {
    let json = |body: &str| judge_as(Some("application/json; charset=utf-8"), body, TARGET);
    for body in [
        r#"{"in-reply-to": "https://kermis.example/leren/"}"#,
        r#"[{"a": [1, null, {"b": "https://kermis.example/leren/"}]}]"#,
        r#""https:\/\/kermis.example\/leren\/""#,
    ] {
        assert!(matches!(json(body), Verdict::Verified(_)), "{body}");
        assert!(matches!(judge_as(Some("application/activity+json"), body, TARGET), Verdict::Verified(_)));
    }
    let deep = format!("{}\"{TARGET}\"{}", "[".repeat(5000), "]".repeat(5000));
    for body in [
        r#"{"https://kermis.example/leren/": 1}"#,
        r#"{"a": "zie https://kermis.example/leren/"}"#,
        r#"{"a": "https://kermis.example/leren/""#,
        "{}",
        "",
        &deep,
    ] {
        assert_eq!(json(body), Verdict::NoLink, "{body:.60}");
    }
}

#[test]
fn plain_text_has_the_address_as_a_word() {
    let text = |body: &str| judge_as(Some("text/plain"), body, TARGET);
    for body in [
        "https://kermis.example/leren/",
        "Lees <https://kermis.example/leren/>.",
        "(https://kermis.example/leren/)",
        "Zie https://kermis.example/leren/. En dan",
        "https://kermis.example/leren/2 https://kermis.example/leren/",
    ] {
        assert!(matches!(text(body), Verdict::Verified(_)), "{body}");
    }
    for body in [
        "https://kermis.example/leren/2",
        "https://kermis.example/leren",
        "https://kermis.example/leren/#deel",
        "https://kermis.example/leren/.atom",
        "https://web.example/https://kermis.example/leren/",
        "",
    ] {
        assert_eq!(text(body), Verdict::NoLink, "{body}");
    }
}

#[test]
fn what_is_nothing_of_these_has_no_links() {
    for kind in ["image/png", "application/pdf", "application/xml", "text/css", "x"] {
        assert_eq!(judge_as(Some(kind), &format!("<a href='{TARGET}'>x</a>"), TARGET), Verdict::NoLink, "{kind}");
    }
    assert!(matches!(judge_as(None, &format!("<a href='{TARGET}'>x</a>"), TARGET), Verdict::Verified(_)));
}

#[test]
fn a_page_that_takes_too_long_is_not_read() {
    let url = Url::parse("https://a.example/").unwrap();
    let bomb = "<div>".repeat(100_000);
    let source = Answered { url: &url, links: &[], content_type: None, body: bomb.as_bytes() };
    assert!(verify(&source, &Url::parse(TARGET).unwrap()).is_err());
}

#[test]
fn reply_like_repost_bookmark_mention() {
    let entry = |inner: &str| format!("<div class='h-entry'><p class='p-name'>Titel</p>{inner}</div>");
    for (inner, kind) in [
        ("<a class='u-in-reply-to' href=T>x</a>", Kind::Reply),
        ("<a class='u-like-of' href=T>x</a>", Kind::Like),
        ("<a class='u-repost-of' href=T>x</a>", Kind::Repost),
        ("<a class='u-bookmark-of' href=T>x</a>", Kind::Bookmark),
        ("<div class='e-content'><a href=T>x</a></div>", Kind::Mention),
        ("<a class='u-in-reply-to-not' href=T>x</a>", Kind::Mention),
        // like via h-cite
        ("<div class='u-like-of h-cite'><a class='u-url' href=T>x</a></div>", Kind::Like),
        ("<div class='u-like-of h-cite'><a href=T>x</a></div>", Kind::Like),
        ("<a class='u-in-reply-to h-cite' href=T>x</a>", Kind::Reply),
        // A citation may link to us in its text, and answers another.
        (
            "<div class='u-in-reply-to h-cite'><a class='u-url' href='https://b.example/'>b</a> <a href=T>x</a></div>",
            Kind::Mention,
        ),
        // A like that is a reply too, for old readers.
        ("<a class='u-like-of u-in-reply-to' href=T>x</a>", Kind::Like),
        ("<div class='e-content'><a href=T>x</a></div><a class='u-in-reply-to' href=T>x</a>", Kind::Reply),
        // in-reply-to plus another link in the text
        (
            "<a class='u-in-reply-to' href='https://b.example/'>b</a><div class='e-content'><a href=T>x</a></div>",
            Kind::Mention,
        ),
    ] {
        assert_eq!(verified(&entry(inner)).kind, kind, "{inner}");
    }
    assert_eq!(verified("<a class='u-like-of' href=T>x</a>").kind, Kind::Mention, "a class outside any post");
}

#[test]
fn who_wrote_it() {
    let author = |inner: &str| {
        let found =
            verified(&format!("<div class='h-entry'>{inner}<div class='e-content'><a href=T>x</a></div></div>"));
        found.author.map(|author| (author.name, author.url.map(String::from)))
    };
    let named = |name: &str, url: Option<&str>| Some((name.to_owned(), url.map(ToOwned::to_owned)));
    let home = Some("https://a.example/");
    for (inner, expected) in [
        ("<a class='p-author h-card' href='/'>Els  <b>Baan</b></a>", named("Els Baan", home)),
        (
            "<div class='p-author h-card'><img class='u-photo' src='els.jpg' alt='foto'><a class='u-url p-name' href='/'>Els Baan</a></div>",
            named("Els Baan", home),
        ),
        ("<a class='p-author h-card' href='/'><img src='els.jpg' alt='Els Baan'></a>", named("Els Baan", home)),
        // author is not an h-card
        ("<span class='p-author'>Els Baan</span>", named("Els Baan", None)),
        (
            "<a class='p-author' href='https://els.example/'>Els Baan</a>",
            named("Els Baan", Some("https://els.example/")),
        ),
        ("<a class='p-author h-card' href='javascript:alert(1)'>Els Baan</a>", named("Els Baan", None)),
        ("<span class='p-author'>https://els.example/</span>", None),
        ("<span class='p-author'>\u{202e}Els\u{1b}[31m &lt;script&gt;</span>", named("Els[31m <script>", None)),
        ("<div class='h-cite'><span class='p-author'>Een ander</span></div>", None),
        ("", None),
    ] {
        assert_eq!(author(inner), expected, "{inner}");
    }
    let page = "<head><meta name='author' content='Els Baan'></head><p><a href=T>x</a></p>";
    assert_eq!(verified(page).author.unwrap().name, "Els Baan", "a page without marks says it otherwise");
}

#[test]
fn when_where_and_under_which_title() {
    let found = verified(
        "<html lang='nl'><head><title>Els | Hardop</title><link rel='canonical' href='/post'></head><article class='h-entry'>
         <h1 class='p-name'>Hardop &amp; luid</h1><time class='dt-published' datetime='2026-11-02T10:00:00+01:00'>ooit</time>
         <a class='u-url' href='post?p=1'>#</a><div class='e-content'><p>Kop.</p><p>Ik las <a href=T>de oogst</a>.</p></div>
         <div class='h-cite p-comment'><time class='dt-published' datetime='2020-01-01'></time></div></article></html>",
    );
    assert_eq!(found.title.as_deref(), Some("Hardop & luid"));
    assert_eq!(found.published.unwrap().to_string(), "2026-11-02T10:00:00+01:00");
    assert_eq!(found.permalink.unwrap().as_str(), "https://a.example/blog/post?p=1");
    assert_eq!(found.canonical.unwrap().as_str(), "https://a.example/post");
    assert_eq!(found.language.unwrap().as_str(), "nl");
    assert_eq!(found.excerpt, "Ik las de oogst.");
    assert!(!found.is_list);

    let bare = verified("<title>Mijn dag</title><p>Ik las <a href=T>de oogst</a>.</p>");
    assert_eq!((bare.title.as_deref(), bare.permalink, bare.published), (Some("Mijn dag"), None, None));
    let note = verified(
        "<title>Els</title><div class='h-entry'><div class='p-name e-content'>Leuk: <a href=T>dit</a></div><a class='u-in-reply-to' href=T></a></div>",
    );
    assert_eq!((note.title, note.excerpt.as_str()), (None, "Leuk: dit"), "a note has no title");
    for (time, expected) in [
        ("2026-11-02", "2026-11-02"),
        ("2026-11-02T10:00:00", "2026-11-02T10:00:00Z"),
        ("2026-11-02T10:00:00-05:00", "2026-11-02T10:00:00-05:00"),
    ] {
        let page =
            format!("<div class='h-entry'><time class='dt-published' datetime='{time}'></time><a href=T>x</a></div>");
        assert_eq!(verified(&page).published.unwrap().to_string(), expected);
    }
}

#[test]
fn old_themes_have_hatom() {
    let found = verified(
        "<article class='hentry'><h2 class='entry-title'>Brood</h2><span class='author vcard'><a class='url fn' href='/els'>Els</a></span>
         <time class='entry-date published' datetime='2026-11-02'></time><div class='entry-content'><p>Zie <a href=T>dit</a>.</p></div></article>",
    );
    assert_eq!(found.title.as_deref(), Some("Brood"));
    assert_eq!(found.author.unwrap().url.unwrap().as_str(), "https://a.example/els");
    assert_eq!((found.published.unwrap().to_string().as_str(), found.excerpt.as_str()), ("2026-11-02", "Zie dit."));
}

#[test]
fn a_list_of_posts_is_known_as_one() {
    let post = |name: &str, inner: &str| {
        format!("<div class='h-entry'><a class='u-url p-name' href='/{name}'>{name}</a>{inner}</div>")
    };
    let home =
        format!("<title>Blog</title>{}{}", post("een", ""), post("twee", "<p class='e-content'><a href=T>x</a></p>"));
    let found = verified(&home);
    assert!(found.is_list);
    assert_eq!(found.permalink.unwrap().as_str(), "https://a.example/twee", "of the post that links");
    assert_eq!(found.title.as_deref(), Some("twee"));
    let with_comment =
        "<div class='h-entry'><p><a href=T>x</a></p><div class='h-cite'>ja</div><div class='h-entry'>nee</div></div>";
    assert!(!verified(with_comment).is_list);
}

#[test]
fn what_is_shown_is_plain_and_short() {
    let long = "Woord voor woord, ".repeat(60);
    let found = verified(&format!(
        "<div class='h-entry'><p class='e-content'><script>alert(1)</script><b onclick='x()'>Vet</b> &lt;img onerror=x&gt; {long}<a href=T>x</a></p></div>"
    ));
    assert!(found.excerpt.starts_with("Vet <img onerror=x> Woord"), "{}", found.excerpt);
    assert!(found.excerpt.chars().count() <= EXCERPT + 2 && found.excerpt.ends_with(" …"), "{}", found.excerpt);
    let told = verified(
        "<div class='h-entry'><p class='p-summary'>In het kort.</p><p class='e-content'>Lang. <a href=T>x</a></p></div>",
    );
    assert_eq!(told.excerpt, "In het kort.");
}

proptest::proptest! {
    #[test]
    fn never_panics(body in "[<>/a \"='.hreflntyou-]{0,120}", kind in "(text/html|text/plain|application/json)") {
        let _ = judge_as(Some(&kind), &format!("{body}<a href='{TARGET}'>x</a>{body}"), TARGET);
    }
}
