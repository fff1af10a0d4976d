//! Escaping and the few attributes that are computed.

use std::fmt::Write as _;

use url::Url;

use super::engine::percent_encode;
use crate::{model::Around, text::fragment::Named};

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

/// A slug as the id of an element: with a letter before it where it begins with a digit, which style sheets and older readers
/// of HTML don't take. The low line occurs in no slug, so that no two become one.
pub(crate) fn id(slug: &str) -> String {
    if slug.starts_with(|c: char| c.is_ascii_digit()) { format!("n_{slug}") } else { slug.to_owned() }
}

/// The address if a reader may be sent there: http and https only, whatever a feed says.
pub(crate) fn safe_url(url: Option<&Url>) -> Option<String> {
    url.filter(|url| matches!(url.scheme(), "http" | "https")).map(|url| strict(url.as_str()))
}

/// An address as RFC 3986 writes it, and feeds and validators want it. Browsers let some characters pass that have no place
/// in one; encoded, they lead to the same page.
pub(crate) fn strict(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for (at, c) in address.char_indices() {
        let digits = || address.as_bytes().get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        match c {
            '{' | '}' | '|' | '\\' | '^' | '`' | '<' | '>' | '"' => {
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            c if c.is_whitespace() || c.is_control() => out.push_str(&percent_encode(c.encode_utf8(&mut [0; 4]))),
            '%' if !digits() => out.push_str("%25"),
            // A fragment has one `#`, the one before it.
            '#' if out.contains('#') => out.push_str("%23"),
            c => out.push(c),
        }
    }
    out
}

/// `rtl` for languages that are written from right to left.
pub(crate) fn direction(primary: &str) -> Option<&'static str> {
    matches!(primary, "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ks" | "ps" | "sd" | "ug" | "ur" | "yi")
        .then_some("rtl")
}

/// The address of the very place where `quote` stands in the page (WICG text fragments), with the words around it where
/// its own occur before.
pub(crate) fn text_fragment(url: &str, quote: &str, around: Option<&Around>) -> String {
    let named = match Named::of(quote) {
        Named::Whole(words) => percent_encode(&words),
        Named::Ends(start, end) => format!("{},{}", percent_encode(&start), percent_encode(&end)),
    };
    let told = |words: fn(&Around) -> &String| around.map(words).filter(|words| !words.is_empty());
    let before = told(|around| &around.before).map(|words| format!("{}-,", percent_encode(words)));
    let after = told(|around| &around.after).map(|words| format!(",-{}", percent_encode(words)));
    let separator = if url.contains('#') { "" } else { "#" };
    format!("{url}{separator}:~:text={}{named}{}", before.unwrap_or_default(), after.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{id, safe_url, strict, text_fragment};
    use crate::model::Around;

    #[test]
    fn an_id_begins_with_a_letter() {
        assert_eq!((id("10-tips"), id("n-10"), id("tips-10")), ("n_10-tips".into(), "n-10".into(), "tips-10".into()));
    }

    #[test]
    fn addresses_have_no_characters_that_have_no_place_in_one() {
        assert_eq!(
            strict("https://a.example/x?q={a|b}%20%zz`#c#d%"),
            "https://a.example/x?q=%7Ba%7Cb%7D%20%25zz%60#c%23d%25"
        );
        let own = "https://a.example/%C3%A9?a=[1]&b='(2)'#:~:text=a%2Cb,c";
        assert_eq!(strict(own), own);
    }

    #[test]
    fn fragments_encode_what_has_a_meaning_in_them() {
        assert_eq!(
            text_fragment("https://a.example/x", "ja-nee, ja", None),
            "https://a.example/x#:~:text=ja%2Dnee%2C%20ja"
        );
        let long = "een twee drie vier vijf zes zeven acht negen tien elf";
        assert_eq!(
            text_fragment("https://a.example/x#y", long, None),
            "https://a.example/x#y:~:text=een%20twee%20drie%20vier%20vijf,zeven%20acht%20negen%20tien%20elf"
        );
    }

    #[test]
    fn paragraphs_are_named_by_their_ends() {
        let two = "Een begin.\n\n Een heel lang slot van zeven woorden. ";
        assert_eq!(
            text_fragment("https://a.example/", two, None),
            "https://a.example/#:~:text=Een%20begin.,lang%20slot%20van%20zeven%20woorden."
        );
    }

    #[test]
    fn what_stands_around_is_marked_as_such() {
        let around = |before: &str, after: &str| Around { before: before.into(), after: after.into() };
        let fragment = |before, after| text_fragment("https://a.example/", "Nee.", Some(&around(before, after)));
        assert_eq!(fragment("en zei: “", ""), "https://a.example/#:~:text=en%20zei%3A%20%E2%80%9C-,Nee.");
        assert_eq!(fragment("", "en toch"), "https://a.example/#:~:text=Nee.,-en%20toch");
        assert_eq!(fragment("a-b", "c,d"), "https://a.example/#:~:text=a%2Db-,Nee.,-c%2Cd");
    }

    #[test]
    fn only_the_web_is_linked() {
        for (text, safe) in [("javascript:alert(1)", false), ("https://a.example/", true), ("data:text/html,x", false)]
        {
            assert_eq!(safe_url(text.parse().ok().as_ref()).is_some(), safe, "{text}");
        }
    }
}
