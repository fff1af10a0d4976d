//! The catalogue as a table; `tests/webmention.rs` asks a server for the same pages.

use proptest::prelude::*;
use serde::Deserialize;
use url::Url;

use super::{Answered, endpoint};

const BASE: &str = "https://kapper.example";

#[derive(Deserialize)]
struct Catalogue {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    number: String,
    about: String,
    at: Option<String>,
    redirects: Option<String>,
    #[serde(default)]
    headers: Vec<(String, String)>,
    r#type: Option<String>,
    body: String,
    finds: Option<String>,
}

fn find(links: &[&str], content_type: Option<&str>, body: &[u8]) -> Option<String> {
    let url = Url::parse(&format!("{BASE}/bericht?p=1")).unwrap();
    let links: Vec<String> = links.iter().map(|link| (*link).to_owned()).collect();
    endpoint(&Answered { url: &url, links: &links, content_type, body }).map(String::from)
}

#[test]
fn every_case_of_the_catalogue() {
    let catalogue = include_str!("../../../tests/fixtures/webmention/discovery.toml");
    let catalogue: Catalogue = toml::from_str(catalogue).unwrap();
    assert!((1..=23).all(|number| catalogue.case.iter().any(|case| case.number == number.to_string())));
    for case in catalogue.case {
        let here = |text: &str| text.replace("{base}", BASE);
        let at = case.redirects.or(case.at).unwrap_or_else(|| format!("/{}", case.number));
        let url = Url::parse(&format!("{BASE}{at}")).unwrap();
        assert!(case.headers.iter().all(|(name, _)| name.eq_ignore_ascii_case("link")));
        let links: Vec<String> = case.headers.iter().map(|(_, value)| here(value)).collect();
        let body = here(&case.body);
        let kind = case.r#type.as_deref().unwrap_or("text/html; charset=utf-8");
        let page = Answered { url: &url, links: &links, content_type: Some(kind), body: body.as_bytes() };
        let found = endpoint(&page).map(String::from);
        assert_eq!(found, case.finds.map(|path| format!("{BASE}{path}")), "{}: {}", case.number, case.about);
    }
}

#[test]
fn a_page_in_another_encoding_is_read() {
    let wide = "<a rel=webmention href='/é'>x</a>".encode_utf16();
    let bytes: Vec<u8> = [0xff, 0xfe].into_iter().chain(wide.flat_map(u16::to_le_bytes)).collect();
    assert_eq!(find(&[], Some("text/html"), &bytes).as_deref(), Some("https://kapper.example/%C3%A9"));
    let latin = b"<meta charset=iso-8859-1><p>caf\xe9</p><a rel=webmention href='/caf\xe9'>x</a>";
    assert_eq!(find(&[], None, latin).as_deref(), Some("https://kapper.example/caf%C3%A9"));
}

#[test]
fn a_page_without_a_type_is_looked_into_and_a_bomb_is_not() {
    let page = "<a rel=webmention href=hier>x</a>";
    assert_eq!(find(&[], None, page.as_bytes()).as_deref(), Some("https://kapper.example/hier"));
    let bomb = format!("{}{page}", "<div>".repeat(100_000));
    assert_eq!(find(&[], None, bomb.as_bytes()), None);
    assert_eq!(find(&["<e>; rel=webmention"], None, bomb.as_bytes()).as_deref(), Some("https://kapper.example/e"));
}

#[test]
fn a_header_without_an_address_means_the_page() {
    assert_eq!(find(&["<>; rel=webmention"], None, b"").as_deref(), Some("https://kapper.example/bericht?p=1"));
    assert_eq!(find(&["<ftp://x.example/>; rel=webmention"], None, b""), None);
}

proptest! {
    #[test]
    fn never_panics(header in "[<>;,=\"a-z ]{0,40}", body in "[<>/a \"=relhfwbmntio!-]{0,80}") {
        let _ = find(&[&header], None, body.as_bytes());
    }
}
