//! Outside HTML → HTML that can do no harm, with addresses that work anywhere.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    ops::Range,
    panic::{AssertUnwindSafe, catch_unwind},
};

use ammonia::{Builder, UrlRelative};
use scraper::{Html, Selector};
use url::Url;

use super::{
    TooMuch, depth,
    tokens::{Token, Tokens},
};

/// What may stand in a post. Nothing that runs, frames, embeds or draws; no `svg` and `math`, whose parsing rules are
/// what attacks on sanitisers are made of.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements that go with everything in them: their content is no text.
const WHOLE: &[&str] = &[
    "applet", "audio", "button", "canvas", "datalist", "embed", "frameset", "head", "iframe", "math", "noembed",
    "noframes", "object", "script", "select", "style", "svg", "template", "textarea", "title", "video",
];

const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang"]),
    ("blockquote", &["cite"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("del", &["cite", "datetime"]),
    ("img", &["alt", "height", "src", "width"]),
    ("ins", &["cite", "datetime"]),
    ("ol", &["reversed", "start"]),
    ("q", &["cite"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("time", &["datetime"]),
];

/// Makes outside HTML harmless and its addresses absolute. Without a base relative addresses are dropped: on another
/// page they would lead somewhere else. What its author marked `data-nosnippet` is left out.
///
/// # Errors
/// When it is too deep, too large or too tangled to be read at all.
pub fn sanitize(html: &str, base: Option<&Url>) -> Result<String, TooMuch> {
    depth::check(html)?;
    if html.trim().is_empty() {
        return Ok(String::new());
    }
    if !html.contains(['<', '&']) {
        return Ok(html.to_owned());
    }
    catch_unwind(AssertUnwindSafe(|| builder(base).clean(&without_nosnippet(&without_unclosed(html))).to_string()))
        .map_err(|_| TooMuch::Tangle)
}

fn builder(base: Option<&Url>) -> Builder<'static> {
    let relative = base.filter(|base| !base.cannot_be_a_base());
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.iter().copied().collect())
        .clean_content_tags(WHOLE.iter().copied().collect())
        .tag_attributes(
            ATTRIBUTES.iter().map(|(tag, names)| (*tag, names.iter().copied().collect())).collect::<HashMap<_, _>>(),
        )
        .generic_attributes(HashSet::from(["dir", "lang", "title"]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(relative.map_or(UrlRelative::Deny, |base| UrlRelative::RewriteWithBase(base.clone())))
        .link_rel(Some("nofollow ugc noopener"))
        .strip_comments(true);
    // To ammonia the `cite` of a quotation is a text; here it is where the quotation comes from.
    let base = relative.cloned();
    builder.attribute_filter(move |_, attribute, value| match attribute {
        "cite" => {
            let url = base.as_ref().map_or_else(|| Url::parse(value), |base| base.join(value)).ok()?;
            matches!(url.scheme(), "http" | "https").then(|| String::from(url).into())
        }
        _ => Some(value.into()),
    });
    builder
}

/// The HTML without start tags of embedded things that nothing closes (`<iframe src="…"/>`): to an HTML parser all that
/// follows would be inside them, and go with them.
fn without_unclosed(html: &str) -> Cow<'_, str> {
    const EMBEDS: [&str; 8] = ["iframe", "object", "applet", "video", "audio", "canvas", "noembed", "noframes"];
    let mut tokens = Tokens::new(html);
    let mut open: Vec<(String, Range<usize>)> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.next() {
        match token {
            Token::Start(tag) => match tag.name.to_ascii_lowercase() {
                name if EMBEDS.contains(&name.as_str()) => open.push((name, at..tokens.position())),
                name if matches!(name.as_str(), "script" | "style") => tokens.skip_raw(&name),
                _ => {}
            },
            // The innermost of a kind is looked for among the last few: all others are unclosed anyway.
            Token::End(name) => {
                let from = open.len().saturating_sub(16);
                if let Some(i) = open[from..].iter().rposition(|(other, _)| name.eq_ignore_ascii_case(other)) {
                    open.remove(from + i);
                }
            }
            _ => {}
        }
        at = tokens.position();
    }
    if open.is_empty() {
        return html.into();
    }
    let mut kept = String::with_capacity(html.len());
    let mut from = 0;
    for (_, tag) in open {
        kept.push_str(&html[from..tag.start]);
        from = tag.end;
    }
    kept.push_str(&html[from..]);
    kept.into()
}

/// The HTML without the parts that may not be shown elsewhere.
fn without_nosnippet(html: &str) -> Cow<'_, str> {
    let mentioned = html.as_bytes().windows(14).any(|word| word.eq_ignore_ascii_case(b"data-nosnippet"));
    let Some(selector) = mentioned.then(|| Selector::parse("[data-nosnippet]").ok()).flatten() else {
        return html.into();
    };
    let mut document = Html::parse_fragment(html);
    let marked: Vec<_> = document.select(&selector).map(|element| element.id()).collect();
    for id in marked {
        if let Some(mut node) = document.tree.get_mut(id) {
            node.detach();
        }
    }
    document.root_element().inner_html().into()
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{TooMuch, sanitize};

    fn clean(html: &str) -> String {
        sanitize(html, Some(&Url::parse("https://blog.example/2024/post/").unwrap())).unwrap()
    }

    #[test]
    fn what_runs_goes_and_what_says_something_stays() {
        assert_eq!(
            clean("<p onclick=x()>a<script>b</script><svg><a xlink:href=javascript:x>c</a></svg></p>"),
            "<p>a</p>"
        );
        assert_eq!(clean("<a href=' java\tscript:x'>a</a>"), "<a rel=\"nofollow ugc noopener\">a</a>");
        assert_eq!(clean("<p id=x class=y style=z lang=nl dir=ltr>a</p>"), "<p lang=\"nl\" dir=\"ltr\">a</p>");
        assert_eq!(
            clean("<blockquote cite=/b><q cite=c>a</q></blockquote>"),
            "<blockquote cite=\"https://blog.example/b\"><q cite=\"https://blog.example/2024/post/c\">a</q></blockquote>"
        );
        assert_eq!(clean("<img src=data:image/png;base64,x alt=y>"), "<img alt=\"y\">");
        assert_eq!(clean("<font>a</font><center>b</center><iframe src=x>c</iframe>"), "ab");
    }

    #[test]
    fn addresses_become_absolute_or_go() {
        assert!(clean("<img src=a.png>").contains("https://blog.example/2024/post/a.png"));
        assert!(clean("<a href=#n1>1</a>").contains("https://blog.example/2024/post/#n1"));
        assert_eq!(sanitize("<img src=a.png alt=b>", None).unwrap(), "<img alt=\"b\">");
    }

    #[test]
    fn an_unclosed_embed_does_not_swallow_the_rest() {
        assert_eq!(clean("<p>a</p><iframe src=x/><p>b</p>"), "<p>a</p><p>b</p>");
        assert_eq!(clean("<p>a</p><object><p>c</p></object><object><p>b</p>"), "<p>a</p><p>b</p>");
        assert_eq!(clean("<scr<iframe>ipt>alert(1)</script>b"), "b");
    }

    #[test]
    fn what_may_not_be_quoted_is_left_out() {
        assert_eq!(clean("<p>a <span data-nosnippet>secret</span>b</p>"), "<p>a b</p>");
    }

    #[test]
    fn too_much_is_refused_before_anything_parses() {
        assert_eq!(sanitize(&"<div>".repeat(600), None), Err(TooMuch::Depth));
        assert_eq!(sanitize(&"a".repeat(3 << 20), None), Err(TooMuch::Size));
        let bomb = (0..3000).map(|n| format!("<font a{n}=1><p>")).collect::<Vec<_>>().concat();
        assert!(sanitize(&bomb, None).is_err());
    }
}
