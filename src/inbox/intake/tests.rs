use proptest::prelude::*;
use url::Url;

use super::{IntakeError, read};
use crate::model::{Route, Tip};

fn call() -> Url {
    Url::parse("https://kermis.example/leren/").unwrap()
}

fn tips(bytes: &[u8]) -> Vec<(Route, String, Option<String>)> {
    let tips = read(bytes, &[call()]).unwrap();
    tips.into_iter().map(|Tip { route, address, author, .. }| (route, address.to_string(), author)).collect()
}

fn row(route: Route, address: &str, author: Option<&str>) -> (Route, String, Option<String>) {
    (route, address.to_owned(), author.map(str::to_owned))
}

#[test]
fn a_list_in_a_text() {
    let text = "# voor de kermis\nhttps://a.example/een.\n  <https://b.example/twee>, en (https://c.example/drie)\n\
                http://www.a.example/een?utm_source=x\nhttps://kermis.example/leren/ is de oproep\njavascript:alert(1) http:// https://u:p@d.example/\n";
    assert_eq!(
        tips(text.as_bytes()),
        ["https://a.example/een", "https://b.example/twee", "https://c.example/drie"].map(|url| row(
            Route::List,
            url,
            None
        ))
    );
}

#[test]
fn a_list_of_feeds() {
    let opml = br#"<opml version="2.0"><body><outline text="Kruim" type="rss" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/"/>
        <outline type="rss" xmlUrl="https://b.example/feed"/></body></opml>"#;
    assert_eq!(
        tips(opml),
        [row(Route::List, "https://a.example/", Some("Kruim")), row(Route::List, "https://b.example/feed", None)]
    );
}

#[test]
fn a_mail_in_every_guise() {
    let plain = "From: \"J. de Wit\" <jan@a.example>\r\nSubject: bijdrage\r\n\r\nHier is hij: https://a.example/post\r\n\
                 > Stuur je bijdrage, zoals https://b.example/voorbeeld\r\n-- \r\nhttps://a.example/visitekaartje\r\n";
    let from_jan = [row(Route::Mail, "https://a.example/post", Some("J. de Wit"))];
    assert_eq!(tips(plain.as_bytes()), from_jan);
    let encoded = "Received: by mx\nFrom: =?utf-8?Q?Zo=C3=AB?= <zoe@a.example>\nMIME-Version: 1.0\n\
                   Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\n\
                   Content-Transfer-Encoding: quoted-printable\n\nhttps://a.example/een=\n-lang-stuk\n--x\n\
                   Content-Type: text/html\n\n<a href=\"https://a.example/anders\">x</a>\n--x--\n";
    assert_eq!(tips(encoded.as_bytes()), [row(Route::Mail, "https://a.example/een-lang-stuk", Some("Zoë"))]);
    let html = "From: jan@a.example\nContent-Type: text/html\n\n<p><a href=\"https://a.example/post\">mijn stuk</a></p>\
                <blockquote><a href=\"https://b.example/x\">x</a></blockquote>";
    assert_eq!(tips(html.as_bytes()), [row(Route::Mail, "https://a.example/post", None)]);
}

#[test]
fn a_name_steers_nothing() {
    let mail = "From: =?utf-8?Q?Jan=0D=0ABcc:_all=40a.example=E2=80=AE?= <j@a.example>\n\nhttps://a.example/post\n";
    let author = tips(mail.as_bytes())[0].2.clone().unwrap();
    assert!(!author.contains(['\r', '\n', '\u{202e}']), "{author:?}");
}

#[test]
fn issues_of_a_form() {
    let issues = r####"[{"number": 3, "user": {"login": "zoe"}, "body": "### Adres\n\nhttps://a.example/post\n\n### Opmerking\n\n```\nhttps://b.example/code\n```\n> https://c.example/"},
        {"number": 4, "pull_request": {}, "body": "https://d.example/"}, {"number": 5, "body": "niets"}]"####;
    let one = [row(Route::Issue, "https://a.example/post", Some("zoe"))];
    assert_eq!(tips(issues.as_bytes()), one);
    let event =
        r#"{"action": "opened", "issue": {"number": 3, "user": {"login": "zoe"}, "body": "https://a.example/post"}}"#;
    assert_eq!(tips(event.as_bytes()), one);
}

#[test]
fn webmentions_to_the_call_only() {
    let jf2 = r#"{"type": "feed", "children": [
        {"wm-source": "https://a.example/post", "wm-target": "https://kermis.example/leren", "author": {"name": "Zoë"}},
        {"wm-source": "https://b.example/post", "wm-target": "https://kermis.example/vroeger/"},
        {"wm-source": "https://c.example/post", "wm-target": "https://kermis.example/leren/", "wm-private": true},
        {"wm-source": "file:///etc/passwd", "wm-target": "https://kermis.example/leren/"}]}"#;
    assert_eq!(tips(jf2.as_bytes()), [row(Route::Webmention, "https://a.example/post", Some("Zoë"))]);
}

#[test]
fn public_toots_with_their_words() {
    let toots = r#"[{"url": "https://social.example/@zoe/1", "visibility": "public", "content": "<p>Leren is <b>vallen</b></p>",
        "account": {"display_name": "Zoë", "username": "zoe"}, "reblog": null},
        {"url": "https://social.example/@jan/2", "visibility": "direct", "content": "geheim", "account": {"username": "jan"}},
        {"url": "https://social.example/@jan/3", "content": "", "account": {"username": "jan"}, "reblog": {"id": "1"}}]"#;
    assert_eq!(tips(toots.as_bytes()), [row(Route::Toot, "https://social.example/@zoe/1", Some("Zoë"))]);
    assert_eq!(read(toots.as_bytes(), &[]).unwrap()[0].text.as_deref(), Some("Leren is vallen"));
}

#[test]
fn what_cannot_be_read_says_why() {
    assert!(matches!(read(b"{\"a\": ", &[]), Err(IntakeError::Json(_))));
    assert_eq!(read(b"{\"a\": 1}", &[]), Err(IntakeError::UnknownJson));
    assert_eq!(read(b"[]", &[]), Err(IntakeError::UnknownJson));
    assert_eq!(read(b"geen adres", &[]), Err(IntakeError::NoAddress));
    assert_eq!(read(b"", &[]), Err(IntakeError::NoAddress));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), head in "(From: |\\{|\\[|https?://)?") {
        let mut all = head.into_bytes();
        all.extend(bytes);
        for tip in read(&all, &[]).unwrap_or_default() {
            prop_assert!(matches!(tip.address.scheme(), "http" | "https") && tip.address.username().is_empty());
        }
    }
}
