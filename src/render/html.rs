//! Escaping and the few attributes that are computed.

use url::Url;

use super::engine::percent_encode;

/// Text as it may stand between tags and in quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// The address if a reader may be sent there: http and https only, whatever a feed says.
pub(crate) fn safe_url(url: Option<&Url>) -> Option<String> {
    url.filter(|url| matches!(url.scheme(), "http" | "https")).map(Url::to_string)
}

/// `rtl` for languages that are written from right to left.
pub(crate) fn direction(primary: &str) -> Option<&'static str> {
    matches!(primary, "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ks" | "ps" | "sd" | "ug" | "ur" | "yi")
        .then_some("rtl")
}

/// The address of the very place where `quote` stands in the page (WICG text fragments). Long quotes are named by their
/// first and last words, so that a difference in the middle (a line break, a footnote mark) does no harm; so are those of
/// several paragraphs, since a text that is named as a whole is looked for within one.
pub(crate) fn text_fragment(url: &str, quote: &str) -> String {
    const WHOLE: usize = 10;
    const ENDS: usize = 5;
    let mut paragraphs = quote.lines().map(|line| line.split_whitespace().collect::<Vec<&str>>());
    let first = paragraphs.find(|words| !words.is_empty()).unwrap_or_default();
    let last = paragraphs.rfind(|words| !words.is_empty());
    let directive = if last.is_none() && first.len() <= WHOLE {
        percent_encode(&first.join(" "))
    } else {
        let last = last.as_ref().unwrap_or(&first);
        let (start, end) = (&first[..first.len().min(ENDS)], &last[last.len().saturating_sub(ENDS)..]);
        format!("{},{}", percent_encode(&start.join(" ")), percent_encode(&end.join(" ")))
    };
    let separator = if url.contains('#') { "" } else { "#" };
    format!("{url}{separator}:~:text={directive}")
}

#[cfg(test)]
mod tests {
    use super::{safe_url, text_fragment};

    #[test]
    fn fragments_encode_what_has_a_meaning_in_them() {
        assert_eq!(text_fragment("https://a.example/x", "ja-nee, ja"), "https://a.example/x#:~:text=ja%2Dnee%2C%20ja");
        let long = "een twee drie vier vijf zes zeven acht negen tien elf";
        assert_eq!(
            text_fragment("https://a.example/x#y", long),
            "https://a.example/x#y:~:text=een%20twee%20drie%20vier%20vijf,zeven%20acht%20negen%20tien%20elf"
        );
    }

    #[test]
    fn paragraphs_are_named_by_their_ends() {
        let two = "Een begin.\n\n Een heel lang slot van zeven woorden. ";
        assert_eq!(
            text_fragment("https://a.example/", two),
            "https://a.example/#:~:text=Een%20begin.,lang%20slot%20van%20zeven%20woorden."
        );
    }

    #[test]
    fn only_the_web_is_linked() {
        for (text, safe) in [("javascript:alert(1)", false), ("https://a.example/", true), ("data:text/html,x", false)]
        {
            assert_eq!(safe_url(text.parse().ok().as_ref()).is_some(), safe, "{text}");
        }
    }
}
