//! Proxies of the environment: used when they may be, named when they may not, told nothing that is not theirs.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpListener},
    sync::{Arc, Mutex},
    thread,
};

use blogkermis::{
    fetch::{Client, FetchError, Proxies},
    model::FetchPolicy,
};
use predicates::{prelude::PredicateBooleanExt, str::contains};
use support::Site;

const FEED: &str = r#"<rss version="2.0"><channel><title>Net</title><link>http://blog.example/</link>
    <item><guid>1</guid><title>Een</title><description>Een bericht van het net.</description></item></channel></rss>"#;

/// Answers whatever it is asked, as a proxy does, and writes down the head of every request.
fn listen() -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let heads = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&heads);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut bytes = [0; 4096];
            let length = stream.read(&mut bytes).unwrap_or(0);
            let head = String::from_utf8_lossy(&bytes[..length]).into_owned();
            let target = head.split(' ').nth(1).unwrap_or_default().to_owned();
            noted.lock().unwrap().push(head.clone());
            let answer = match target.split_once("?to=") {
                Some((_, to)) => format!("302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n"),
                None if head.starts_with("CONNECT") => "403 Forbidden\r\nContent-Length: 0\r\n\r\n".to_owned(),
                None => format!("200 OK\r\nContent-Length: {}\r\n\r\n{FEED}", FEED.len()),
            };
            let _ = write!(stream, "HTTP/1.1 {}", answer.replacen("\r\n", "\r\nConnection: close\r\n", 1));
        }
    });
    (address, heads)
}

fn client(allow: &str, variables: &[(&str, String)]) -> Result<Client, FetchError> {
    let proxies = Proxies::from_variables(|name| {
        variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
    });
    Client::new(&FetchPolicy::default(), Some(allow), &proxies)
}

async fn ask(client: &Client, address: &str) -> Result<Vec<u8>, FetchError> {
    client.get_fresh(&address.parse().unwrap()).await.map(|fetched| fetched.body)
}

#[tokio::test]
async fn what_is_asked_through_a_proxy_is_judged_as_without() {
    let (proxy, heads) = listen();
    let client = client(&proxy.to_string(), &[("http_proxy", format!("http://me:secret@{proxy}"))]).unwrap();
    assert_eq!(ask(&client, "http://blog.example/feed").await.unwrap(), FEED.as_bytes());
    {
        let heads = heads.lock().unwrap();
        assert!(heads[0].starts_with("GET http://blog.example/feed HTTP/1.1\r\n"), "{}", heads[0]);
        assert!(heads[0].to_lowercase().contains("proxy-authorization: basic bwu6c2vjcmv0"), "{}", heads[0]);
    }
    for target in [
        "http://127.0.0.1/",
        "http://10.0.0.1/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:8.8.8.8]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost/",
        "http://metadata.google.internal/",
        "http://nas.local/",
        "http://blog.example:22/",
        "http://me:you@blog.example/",
        "file:///etc/passwd",
    ] {
        for address in [target.to_owned(), format!("http://blog.example/?to={target}")] {
            let before = heads.lock().unwrap().len();
            let error = ask(&client, &address).await.unwrap_err();
            assert!(error.is_refusal(), "{address}: {error:?}");
            let asked = heads.lock().unwrap().len() - before;
            assert_eq!(asked, usize::from(address != target), "{address}");
        }
    }
}

#[tokio::test]
async fn what_is_the_proxys_is_told_to_nobody_else() {
    let (proxy, heads) = listen();
    let (server, direct) = listen();
    let variables = [
        ("HTTP_PROXY", format!("me:secret@{proxy}")),
        ("HTTPS_PROXY", format!("http://me:secret@{proxy}")),
        ("NO_PROXY", "direct.example, 127.0.0.0/8".to_owned()),
    ];
    let client = client(&format!("{proxy},{server}"), &variables).unwrap();
    assert_eq!(ask(&client, &format!("http://blog.example/?to=http://{server}/")).await.unwrap(), FEED.as_bytes());
    let head = direct.lock().unwrap().concat().to_lowercase();
    assert!(head.starts_with("get / http/1.1\r\n"), "{head}");
    assert!(!head.contains("authorization") && !head.contains("bwu6c2vjcmv0"), "{head}");

    let error = ask(&client, "https://blog.example/feed").await.unwrap_err();
    let head = heads.lock().unwrap().last().unwrap().to_lowercase();
    assert!(head.starts_with("connect blog.example:443 http/1.1\r\n"), "{head}");
    assert!(matches!(error, FetchError::Connection(_)), "{error:?}");
    for shown in [error.to_string(), format!("{error:?}"), format!("{client:?}")] {
        assert!(!shown.contains("secret") && !shown.contains("bWU6c2VjcmV0"), "{shown}");
    }
}

#[test]
fn a_proxy_nobody_allowed_is_an_error_that_says_what_to_do() {
    let error = client("", &[("http_proxy", "http://me:secret@127.0.0.1:3128".to_owned())]).unwrap_err();
    assert!(matches!(error, FetchError::Setting(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "the proxy of http_proxy may not be asked: port 3128 of 127.0.0.1 is no web port; allow it in `[fetch] allow`, or \
         unset http_proxy"
    );
}

#[test]
fn the_program_asks_through_a_proxy_and_says_so_once() {
    let (proxy, heads) = listen();
    let blog =
        |name: &str| format!("+++\ntitle = \"{name}\"\nauthor = \"Nel\"\nfeed = \"http://{name}.example/feed\"\n+++\n");
    let site = Site::with(&[("content/blogs/een.md", &blog("een")), ("content/blogs/twee.md", &blog("twee"))]);
    let run = |allow: &str, variable: &str| {
        let mut command = site.command();
        command.args(["fetch", "--force"]).env(variable, format!("http://me:secret@{proxy}"));
        command.env("BLOGKERMIS_FETCH_ALLOW", allow).assert()
    };
    let said = format!("feeds are asked through a proxy: http_proxy {proxy}");
    run(&proxy.to_string(), "http_proxy").success().stderr(
        contains(said)
            .count(1)
            .and(contains("fetched     een"))
            .and(contains("fetched     twee"))
            .and(contains("secret").not()),
    );
    assert_eq!(heads.lock().unwrap().len(), 2);
    let refused = run("127.0.0.2:80", "HTTP_PROXY").failure();
    refused.code(4).stderr(contains("the proxy of HTTP_PROXY may not be asked").and(contains("secret").not()));
    assert_eq!(heads.lock().unwrap().len(), 2);
}
