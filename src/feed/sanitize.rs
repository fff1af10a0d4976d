//! Outside HTML → HTML that can do no harm, with addresses that work anywhere.
//!
//! 1. `before`: embeds that nothing closes, and what its author hid or marked `data-nosnippet`, go
//! 2. [`depth::check`]: may a parser read it at all?
//! 3. `ammonia` with the allow-lists in `lists`
//! 4. `after`: what it leaves that would change when it is read again, and pictures of one pixel
//! 5. `settled`: does it read back as it is written? If not, from 2 again, a few times: attacks on sanitisers are HTML
//!    that means something else when it is read a second time.

mod after;
mod before;
mod lists;
mod settled;

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    panic::{AssertUnwindSafe, catch_unwind},
};

use ammonia::{Builder, UrlRelative};
use url::Url;

use self::{
    before::{mentions_hidden, without_hidden, without_unclosed},
    lists::{ATTRIBUTES, TAGS, WHOLE},
};
use super::{
    TooMuch,
    depth::{self, Cost, LARGEST},
};

/// How often HTML is cleaned that does not read back as it is written. Nothing that people write needs a third time.
const PASSES: usize = 4;

/// Makes outside HTML harmless and its addresses absolute. Without a base relative addresses are dropped: on another
/// page they would lead somewhere else. What its author hid or marked `data-nosnippet` is left
/// out. What comes out reads back
/// as the same tree, wherever it stands, and sanitised again it stays as it is.
///
/// # Errors
/// When it is too deep, too large or too tangled to be read at all.
pub fn sanitize(html: &str, base: Option<&Url>) -> Result<String, TooMuch> {
    if html.len() > LARGEST {
        return Err(TooMuch::Size);
    }
    if html.trim().is_empty() {
        return Ok(String::new());
    }
    if !html.contains(['<', '&']) {
        return Ok(html.to_owned());
    }
    let mut source: Cow<'_, str> = without_unclosed(html);
    let mut cost = Cost::default();
    if mentions_hidden(&source) {
        cost = depth::check(&source)?;
        source = guarded(|| without_hidden(&source))?.into();
    }
    let builder = builder(base);
    for _ in 0..PASSES {
        cost = cost.and(depth::check(&source)?)?;
        let clean = after::tidy(guarded(|| builder.clean(&source).to_string())?);
        if clean.trim().is_empty() {
            return Ok(String::new());
        }
        if settled::is_settled(&clean) || clean == *source {
            return Ok(clean);
        }
        source = clean.into();
    }
    Err(TooMuch::Tangle)
}

/// A fault in a parser is an entry that cannot be read.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, TooMuch> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| TooMuch::Tangle)
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
        assert_eq!(clean("<p hidden>a</p><p class=x\nHIDDEN=until-found>b</p>c"), "c");
        assert_eq!(
            clean("<p style='overflow: hidden'>a hidden <i title=\"hidden\">thing</i></p>"),
            "<p>a hidden <i title=\"hidden\">thing</i></p>"
        );
        assert_eq!(
            clean("<img src=/a.png><noscript><img src=/a.png></noscript>b"),
            "<img src=\"https://blog.example/a.png\">b"
        );
    }

    #[test]
    fn what_comes_out_stays_as_it_is() {
        for html in [
            "<p>a<marquee><p>b</marquee>c",
            "<a href=/1>a<marquee><a href=/2>b</a></marquee></a>",
            "<li>a<marquee><li>b</marquee>",
            "<h1>a<marquee><h2>b</marquee>",
            "<pre>\n\n\na\n</pre><pre><!-- x -->\nb</pre>",
            "a&#13;b<p title='a&#13;b'>c",
            "<b><p>a</b>b</p><table><b><tr>c<td>d</b></table>",
            "<ruby>a<rt>b<marquee><rt>c</marquee></ruby>",
            "<img width=1 height=1 src=/x>a",
            "a &amp;lt;b&amp;gt; &amp;amp; c",
        ] {
            let once = clean(html);
            assert_eq!(clean(&once), once, "{html}");
        }
        assert_eq!(clean("<p>a<marquee><p>b</marquee>c"), "<p>a</p><p>b</p>c<p></p>");
    }

    #[test]
    fn pictures_that_only_count_readers_go() {
        assert_eq!(clean("a<img src=/p.gif width=1 height=1>b<img src=/p.gif height=0 alt=x width='1'>c"), "abc");
        assert!(clean("<img src=/a.png width=1 height=100>").contains("a.png"));
    }

    #[test]
    fn too_much_is_refused_before_anything_parses() {
        assert_eq!(sanitize(&"<div>".repeat(600), None), Err(TooMuch::Depth));
        assert_eq!(sanitize(&"a".repeat(3 << 20), None), Err(TooMuch::Size));
        let bomb = (0..3000).map(|n| format!("<font a{n}=1><p>")).collect::<Vec<_>>().concat();
        assert!(sanitize(&bomb, None).is_err());
    }
}
