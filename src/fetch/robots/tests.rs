use std::time::Duration;

use proptest::prelude::*;
use url::Url;

use super::{MAX_BYTES, Robots, normal};
use crate::fetch::FetchError;

fn allows(file: &str, path: &str) -> bool {
    Robots::parse(file.as_bytes()).check(&Url::parse("https://blog.example").unwrap().join(path).unwrap()).is_ok()
}

fn delay(file: &str) -> Duration {
    Robots::parse(file.as_bytes()).check(&Url::parse("https://blog.example/").unwrap()).unwrap()
}

#[test]
fn the_groups_that_name_us_or_else_those_that_name_everybody() {
    for (file, open) in [
        ("", true),
        ("User-agent: *\nDisallow: /", false),
        ("User-agent: *\nDisallow:", true),
        ("User-agent: otherbot\nDisallow: /", true),
        ("User-agent: blogkermis\nDisallow: /", false),
        ("user-AGENT:BlogKermis\ndisallow:/", false),
        ("User-agent: blogkermis/2.0 (any)\nDisallow: /", false),
        ("User-agent: blogkermisser\nDisallow: /", true),
        ("User-agent: blog\nDisallow: /", true),
        ("User-agent: *\nDisallow: /\n\nUser-agent: blogkermis\nAllow: /", true),
        ("User-agent: blogkermis\nDisallow:\n\nUser-agent: *\nDisallow: /", true),
        ("User-agent: blogkermis\n\nUser-agent: *\nDisallow: /", false),
        ("User-agent: otherbot\nUser-agent: blogkermis\nDisallow: /", false),
        ("User-agent: otherbot\nDisallow: /x\nUser-agent: blogkermis\nDisallow: /", false),
        ("User-agent: blogkermis\nDisallow: /x\nUser-agent: otherbot\nDisallow: /", true),
        (
            "User-agent: blogkermis\nAllow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: blogkermis\nDisallow: /",
            false,
        ),
        ("User-agent: blogkermis\nSitemap: /s.xml\nUser-agent: b\nDisallow: /", false),
        ("User-agent: *\nCrawl-delay: 5\nUser-agent: badbot\nDisallow: /", true),
        ("Disallow: /", true),
        ("<!doctype html><title>404</title><p>User-agent: *</p>\n<p>Disallow: /</p>", true),
        ("\u{feff}User-agent: *\nDisallow: /", false),
        ("User-agent: *\rDisallow: /\r", false),
        ("User-agent: *\r\nDisallow: /\r\n", false),
        ("# User-agent: otherbot\nUser-agent: * # everybody\n  Disallow : /   # all\n", false),
        ("User-agent: *\nDisallow /", true),
    ] {
        assert_eq!(allows(file, "/page"), open, "{file:?}");
    }
}

#[test]
fn the_longest_rule_decides_and_of_two_the_one_that_allows() {
    for (rules, path, open) in [
        ("Disallow: /a", "/b", true),
        ("Disallow: /a", "/a", false),
        ("Disallow: /a", "/abc/d?e", false),
        ("Disallow: /a", "/A", true),
        ("Disallow: /a/", "/a", true),
        ("Disallow: a", "/a", true),
        ("Disallow: /\nAllow: /blog/", "/blog/x", true),
        ("Allow: /blog/\nDisallow: /", "/blog", false),
        ("Allow: /p\nDisallow: /", "/page", true),
        ("Disallow: /page\nAllow: /page", "/page", true),
        ("Allow: /page\nDisallow: /*.html", "/page.html", false),
        ("Allow: /$\nDisallow: /", "/", true),
        ("Allow: /$\nDisallow: /", "/page.html", false),
        ("Disallow: /*.php", "/a/index.php?x=1", false),
        ("Disallow: /*.php$", "/index.php", false),
        ("Disallow: /*.php$", "/index.php?x=1", true),
        ("Disallow: /*.php$", "/index.php5", true),
        ("Disallow: /*.php$", "/a.php/b.php", false),
        ("Disallow: /fish*", "/fish.html", false),
        ("Disallow: /fish*", "/Fish.html", true),
        ("Disallow: *", "/anything", false),
        ("Disallow: $", "/anything", true),
        ("Disallow: /*/x/*/y", "/a/x/b/y", false),
        ("Disallow: /*/x/*/y", "/a/x/y", true),
        ("Disallow: /***a", "/bca", false),
        ("Disallow: /a*$", "/abc", false),
        ("Disallow: /aba$", "/ababa", true),
        ("Disallow: /*aba$", "/ababa", false),
        ("Disallow: /ab*ab$", "/ab", true),
        ("Disallow: /*?", "/page?reply", false),
        ("Disallow: /*?", "/page", true),
        ("Disallow: /a$b", "/a$b", false),
        ("Disallow: /a$b", "/a", true),
    ] {
        assert_eq!(allows(&format!("User-agent: *\n{rules}"), path), open, "{rules:?} {path}");
    }
}

#[test]
fn paths_are_compared_as_octets() {
    for (rule, path, open) in [
        ("/café", "/caf%C3%A9", false),
        ("/caf%c3%a9", "/café", false),
        ("/%62log", "/blog", false),
        ("/blog", "/%62log", false),
        ("/a%2Fb", "/a/b", true),
        ("/a/b", "/a%2fb", true),
        ("/a%2fb", "/a%2Fb", false),
        ("/a b", "/a%20b", false),
        ("/x%2A", "/x*", false),
        ("/x%2A", "/xy", true),
        ("/x%24", "/x$", false),
        ("/{a}|", "/{a}|", false),
        ("/100%", "/100%", false),
        ("/%7Ejan/", "/~jan/", false),
    ] {
        assert_eq!(allows(&format!("User-agent: *\nDisallow: {rule}"), path), open, "{rule} {path}");
    }
    assert_eq!(normal("/é*$%zz%41%2f", false), "/%C3%A9%2A%24%25zzA%2F");
    assert_eq!(normal("/*%", true), "/*%25");
}

#[test]
fn how_long_to_wait_between_two_pages() {
    for (value, milliseconds) in [
        ("1", 1000),
        ("0.5", 500),
        ("10", 10_000),
        ("3600", 10_000),
        ("0", 0),
        ("-1", 0),
        ("NaN", 0),
        ("inf", 0),
        ("soon", 0),
    ] {
        let file = format!("User-agent: *\nCrawl-delay: {value}\n");
        assert_eq!(delay(&file), Duration::from_millis(milliseconds), "{value}");
    }
    assert_eq!(delay("User-agent: x\nCrawl-delay: 5\n\nUser-agent: *\nDisallow: /x"), Duration::ZERO);
    assert_eq!(
        delay("User-agent: blogkermis\nCrawl-delay: 2\n\nUser-agent: *\nCrawl-delay: 5"),
        Duration::from_secs(2)
    );
}

#[test]
fn what_follows_when_there_is_no_file() {
    let page = Url::parse("https://blog.example/page").unwrap();
    let check = |error| Robots::of(Err(error)).check(&page);
    let status = |status| FetchError::Status { status, retry_after: None };
    for code in [204, 300, 400, 401, 403, 404, 410, 451] {
        assert!(check(status(code)).is_ok(), "{code}");
    }
    assert!(check(FetchError::Redirect("more than 5 redirects".to_owned())).is_ok());
    for error in [
        status(429),
        status(500),
        status(503),
        FetchError::Unreachable("no connection: refused".to_owned()),
        FetchError::Interrupted(String::new()),
        FetchError::NotPublic { host: "nas.example".to_owned(), address: "10.0.0.1".to_owned() },
    ] {
        let said = error.to_string();
        let refused = check(error).unwrap_err();
        assert!(matches!(&refused, FetchError::Robots(message) if message.ends_with(&said)), "{refused}");
    }
}

#[test]
fn no_more_than_the_beginning_is_read() {
    let mut file = "#".repeat(MAX_BYTES - 30);
    file.push_str("\nUser-agent: *\nDisallow: /page");
    let filled = "x".repeat(100);
    file.push_str(&filled);
    assert!(Robots::parse(file.as_bytes()).rules.len() == 1);
    let late = format!("{}\nUser-agent: *\nDisallow: /", "#".repeat(MAX_BYTES));
    assert!(allows(&late, "/page"));
}

proptest! {
    #[test]
    fn never_panics(file in "(?s)(user-agent|disallow|allow|crawl-delay|[:*$%/#\r\n a-c.é]){0,40}", path in "/[a-c*$%?é]{0,12}") {
        let _ = allows(&file, &path);
    }

    #[test]
    fn asterisks_match_as_a_regular_expression_would(pattern in "/[ab*]{0,8}\\$?", path in "/[ab]{0,10}") {
        let (body, end) = pattern.strip_suffix('$').map_or((pattern.as_str(), ""), |body| (body, "$"));
        let expression = format!("^{}{end}", body.replace('*', ".*"));
        let expected = !regex::Regex::new(&expression).unwrap().is_match(&path);
        prop_assert_eq!(allows(&format!("User-agent: *\nDisallow: {pattern}"), &path), expected);
    }
}
