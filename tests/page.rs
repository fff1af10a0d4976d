//! Web pages: what they say of themselves, and their main text without what stands beside it. All pages were made up.

#![expect(clippy::unwrap_used, reason = "this is a test")]

use blogkermis::feed::{self, Page};
use url::Url;

fn read(html: &str) -> Page {
    let base = Url::parse("https://blog.example/2026/leren").unwrap();
    feed::page(html.as_bytes(), Some(&base), None).unwrap()
}

const PARAGRAPHS: [&str; 3] = [
    "Op dinsdag leerde ik fietsen op een plein waar iedereen het zag, en niemand zei er iets van.",
    "Het plein was leeg op een man met een hond na, die net deed alsof hij de hond iets aanwees.",
    "Pas later begreep ik dat hij keek, en dat hij het zelf ook ooit op dat plein geleerd had.",
];

fn paragraphs() -> String {
    PARAGRAPHS.map(|paragraph| format!("<p>{paragraph}</p>")).concat()
}

/// What stands around the text of a blog, in the markup that blogs have.
const AROUND: &str = "<div class='sharedaddy sd-sharing-enabled'><h3>Deel dit:</h3><ul><li><a href=/m>Mastodon</a></li></ul></div>\
    <div id='jp-relatedposts'><h3>Gerelateerd</h3><p>Een heel ander bericht dat over vissen gaat en hier niets te zoeken heeft.</p></div>\
    <footer class=entry-footer><p>Geplaatst in <a href=/c>Fietsen</a> op een dinsdag door de schrijver van dit mooie blog.</p></footer>\
    <div class=post-navigation><a href=/v>Vorig bericht: de hond die alles zag en er nooit over sprak</a></div>\
    <div class=author-box><p>Noor schrijft over leren, fietsen en honden, en woont op een boot in de haven van de stad.</p></div>\
    <div id=comments><h2>Twee reacties</h2><p>Wat een prachtig stuk, ik herkende mijzelf en ook mijn hond, en dat plein ken ik.</p>\
    <p>Ik ook, en ik val nog steeds, elke week, op hetzelfde plein, met dezelfde hond die mij dan uitlacht.</p></div>\
    <form><p>Je e-mailadres wordt niet gepubliceerd. Vereiste velden zijn gemarkeerd met een sterretje.</p></form>\
    <p>Dit werk valt onder een <a rel=license href=https://creativecommons.org/licenses/by/4.0/>Creative Commons</a>-licentie.</p>";

#[test]
fn the_main_text_is_the_article_and_nothing_beside_it() {
    let menu = "<nav><ul><li><a href=/>Thuis</a><li><a href=/over>Over</a></ul></nav>";
    let text = paragraphs();
    for (kind, html) in [
        (
            "h-entry",
            format!(
                "<body>{menu}<div class=h-entry><h1 class=p-name>Leren</h1><div class=e-content>{text}</div>{AROUND}</div>"
            ),
        ),
        (
            "hAtom",
            format!(
                "<body>{menu}<div class='post hentry'><h1>Leren</h1><div class=entry-content>{text}{AROUND}</div></div>"
            ),
        ),
        ("schema.org", format!("<body>{menu}<div itemscope><div itemprop=articleBody>{text}</div>{AROUND}</div>")),
        ("article", format!("<body>{menu}<main><article><h1>Leren</h1>{text}{AROUND}</article></main>")),
        ("div", format!("<body>{menu}<div id=content><h1>Leren</h1><div class=text>{text}</div>{AROUND}</div>")),
        (
            "has-sidebar",
            format!(
                "<body class='has-sidebar comments-open'>{menu}<article class='share-enabled'>{text}{AROUND}</article>"
            ),
        ),
    ] {
        let page = read(&html);
        let told: Vec<&str> = page.main_text.split("\n\n").filter(|block| *block != "Leren").collect();
        assert_eq!(told, PARAGRAPHS, "{kind}");
        assert_eq!(
            page.license.as_ref().map(Url::as_str),
            Some("https://creativecommons.org/licenses/by/4.0/"),
            "{kind}"
        );
    }
}

#[test]
fn a_teaser_is_not_the_text_and_a_list_has_none_of_its_own() {
    let long = paragraphs().repeat(4);
    let page = read(&format!(
        "<body><div class=h-entry><div class=e-content><p>{}</p></div></div><article>{long}</article>",
        PARAGRAPHS[0]
    ));
    assert!(page.main_text.contains(PARAGRAPHS[2]));
    // Several entries: the page is about none of them, and has no title by them.
    let entry = |name: &str| {
        format!(
            "<div class=h-entry><a class='p-name u-url' href=/{name}>{name}</a><div class=e-content>{}</div></div>",
            paragraphs()
        )
    };
    let page = read(&format!("<title>Blog</title><body>{}{}", entry("een"), entry("twee")));
    assert_eq!((page.title.as_str(), page.canonical), ("Blog", None));
}

#[test]
fn an_entry_says_who_when_and_where_and_a_comment_does_not() {
    let page = read(&format!(
        "<title>Blog</title><body><article class=h-entry><div class='p-author h-card'><a class='p-name u-url' href=/noor>Noor</a></div>\
         <h1 class=p-name>Leren <b>fietsen</b></h1><a class=u-url href=/2026/05/leren><time class=dt-published datetime=2026-05-01T10:00:00+02:00>toen</time></a>\
         <div class=e-content>{}</div>\
         <div class='comment h-cite h-entry'><span class='p-author h-card'>Reageerder</span><p class=p-name>Re: Leren</p>\
         <a class=u-url href=/reactie></a><a rel=license href=https://elders.example/licentie>x</a></div></article>",
        paragraphs()
    ));
    assert_eq!(page.title, "Leren fietsen");
    assert_eq!(page.authors, ["Noor"]);
    assert_eq!(page.canonical.unwrap().as_str(), "https://blog.example/2026/05/leren");
    assert_eq!(page.published.unwrap().to_string(), "2026-05-01T10:00:00+02:00");
    assert_eq!(page.license, None);
}

#[test]
fn json_ld_is_read_wherever_it_is_nested() {
    let script = |json: &str| format!("<script type=application/ld+json>{json}</script>");
    for (kind, scripts) in [
        (
            "plain",
            script(
                r#"{"@type":"BlogPosting","headline":"Kop","author":{"name":"Noor"},"datePublished":"2026-05-01","license":"/licentie"}"#,
            ),
        ),
        (
            "array in a graph in an array",
            script(
                r#"[{"@graph":[[{"@type":["Thing","NewsArticle"],"headline":"Kop","author":[{"name":"Noor"}],"datePublished":"2026-05-01","license":{"@id":"https://blog.example/licentie"}}]]}]"#,
            ),
        ),
        (
            "main entity of another",
            script(
                r#"{"@type":"WebPage","mainEntity":{"@type":"Article","headline":"Kop","author":"Noor","datePublished":"2026-05-01","license":["/licentie"]}}"#,
            ),
        ),
        (
            "by reference, in two scripts",
            script(r##"{"@graph":[{"@id":"#n","@type":"Person","name":"Noor"}]}"##)
                + &script(
                    r##"{"@type":"BlogPosting","headline":"Kop","author":{"@id":"#n"},"datePublished":"2026-05-01","license":{"url":"/licentie"}}"##,
                ),
        ),
        (
            "after one that is broken",
            script("{not json")
                + &script(
                    "<!-- {\"@type\":\"BlogPosting\",\"headline\":\"Kop\",\"author\":{\"name\":\"Noor\"},\"datePublished\":\"2026-05-01\",\"license\":\"/licentie\"} -->",
                ),
        ),
    ] {
        let page = read(&format!("<head>{scripts}</head><body><p>x</p>"));
        assert_eq!(page.title, "Kop", "{kind}");
        assert_eq!(page.authors, ["Noor"], "{kind}");
        assert_eq!(page.published.map(|at| at.to_string()).as_deref(), Some("2026-05-01"), "{kind}");
        assert_eq!(page.license.as_ref().map(Url::as_str), Some("https://blog.example/licentie"), "{kind}");
    }
    // Another post that a page lists is not what the page is.
    let page = read(&format!(
        "<title>Blog</title>{}",
        script(
            r#"{"@type":"ItemList","itemListElement":[{"item":{"@type":"BlogPosting","headline":"Ander","author":{"name":"Jan"}}}]}"#
        )
    ));
    assert_eq!((page.title.as_str(), page.authors.len()), ("Blog", 0));
}

#[test]
fn rules_for_robots_are_heeded_and_only_those_that_are_meant() {
    let policy = |head: &str| read(&format!("<head>{head}</head><body>x")).policy;
    assert!(!policy("<meta name=ROBOTS content='NOINDEX,follow'>").index);
    assert!(!policy("<meta name=blogkermis content=nosnippet>").snippet);
    assert!(policy("<meta name=otherbot content='noindex,nosnippet'>").index);
    assert!(
        policy("<meta name=tdm-reservation content=1>").tdm && !policy("<meta name=tdm-reservation content=0>").tdm
    );
    assert_eq!(
        policy("<meta name=robots content='max-snippet:60'><meta name=googlebot content='max-snippet: 40'>")
            .max_snippet,
        Some(40)
    );
    assert!(!read("<body data-nosnippet><p>x").policy.snippet);
    let told = read(&format!(
        "<article>{}<p data-nosnippet>Dit is geheim en blijft geheim, hoe vaak je er ook om vraagt.</p></article>",
        paragraphs()
    ));
    assert!(!told.main_text.contains("geheim") && !told.main_html.contains("geheim"));
}
