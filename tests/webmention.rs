//! Webmentions over a real connection: every page of the catalogue, asked once; endpoints that take, refuse, wait, lead
//! elsewhere, or lead where nobody may go.

#![expect(clippy::unwrap_used, reason = "this is a test")]

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Response, StatusCode, header},
};
use blogkermis::{
    fetch::{Client, FetchError, Proxies},
    model::FetchPolicy,
    webmention::{Delivery, OwnPage, Request as Told, Unverified, Verdict, look_up, may_pass, own_page, send},
};
use serde::Deserialize;
use url::Url;

/// What came in: method, path with query, body.
type Seen = Arc<Mutex<Vec<(String, String, String)>>>;

/// What is answered, by path; every request is written down.
type Answer = Arc<dyn Fn(&str) -> Response<Body> + Send + Sync>;

#[derive(Clone)]
struct Server {
    seen: Seen,
    answer: Answer,
}

async fn answer(State(server): State<Server>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 1 << 16).await.unwrap();
    let path = head.uri.path_and_query().unwrap().to_string();
    let kind = head.headers.get(header::CONTENT_TYPE).map_or("", |kind| kind.to_str().unwrap()).to_owned();
    let said = String::from_utf8(body.to_vec()).unwrap();
    let said = if head.method == "POST" { format!("{kind} {said}") } else { said };
    server.seen.lock().unwrap().push((head.method.to_string(), path.clone(), said));
    (server.answer)(&path)
}

async fn serve(at: SocketAddr, make: impl FnOnce(SocketAddr) -> Answer) -> (SocketAddr, Seen) {
    let listener = tokio::net::TcpListener::bind(at).await.unwrap();
    let address = listener.local_addr().unwrap();
    let seen = Seen::default();
    let server = Server { seen: Arc::clone(&seen), answer: make(address) };
    let router = Router::new().fallback(answer).with_state(server);
    tokio::spawn(async move { axum::serve(listener, router).await });
    (address, seen)
}

fn here() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 0))
}

fn respond(status: u16, headers: &[(&str, &str)], body: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(body.to_owned()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    for (name, value) in headers {
        let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
        response.headers_mut().append(name, HeaderValue::from_str(value).unwrap());
    }
    response
}

fn client(open: SocketAddr) -> Client {
    Client::new(&FetchPolicy::default(), Some(&open.to_string()), &Proxies::default()).unwrap()
}

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn source() -> Url {
    url("https://kermis.example/leren/?a=b&c")
}

/// The same as a form carries it.
const SOURCE: &str = "source=https%3A%2F%2Fkermis.example%2Fleren%2F%3Fa%3Db%26c";

#[derive(Clone, Deserialize)]
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

fn catalogue() -> Vec<Case> {
    #[derive(Deserialize)]
    struct Catalogue {
        case: Vec<Case>,
    }
    toml::from_str::<Catalogue>(include_str!("fixtures/webmention/discovery.toml")).unwrap().case
}

impl Case {
    fn path(&self) -> String {
        self.at.clone().unwrap_or_else(|| format!("/{}", self.number))
    }

    fn answer(&self, base: &str) -> Response<Body> {
        let text = |text: &str| text.replace("{base}", base);
        let headers: Vec<_> = self.headers.iter().map(|(name, value)| (name.clone(), text(value))).collect();
        let kind = self.r#type.as_deref().unwrap_or("text/html; charset=utf-8");
        let mut all = vec![("content-type", kind)];
        all.extend(headers.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        respond(200, &all, &text(&self.body))
    }
}

#[tokio::test]
async fn every_page_of_the_catalogue_is_asked_once_and_told_where_it_says() {
    for case in catalogue() {
        let served = case.clone();
        let (address, seen) = serve(here(), move |address| {
            Arc::new(move |path| match &served.redirects {
                Some(to) if path == served.path() => respond(302, &[("location", to)], ""),
                Some(to) if path == to => served.answer(&format!("http://{address}")),
                None if path == served.path() => served.answer(&format!("http://{address}")),
                _ => respond(if path == "/wrong" { 400 } else { 202 }, &[], ""),
            })
        })
        .await;
        let target = url(&format!("http://{address}{}", case.path()));
        // Where the page is its own endpoint it takes what is sent to it, too.
        let delivery = send(&client(address), &source(), &target).await;
        let name = format!("{}: {}", case.number, case.about);
        let form = url::form_urlencoded::byte_serialize(target.as_str().as_bytes()).collect::<String>();
        let seen = seen.lock().unwrap().clone();
        let mut expected = vec![("GET".to_owned(), case.path(), String::new())];
        expected.extend(case.redirects.clone().map(|to| ("GET".to_owned(), to, String::new())));
        match &case.finds {
            Some(path) => {
                assert!(matches!(delivery, Delivery::Accepted { .. }), "{name}: {delivery:?}");
                let body = format!("application/x-www-form-urlencoded {SOURCE}&target={form}");
                expected.push(("POST".to_owned(), path.clone(), body));
            }
            None => assert!(matches!(delivery, Delivery::NoEndpoint), "{name}: {delivery:?}"),
        }
        assert_eq!(seen, expected, "{name}");
    }
}

#[tokio::test]
async fn case_23_keys_are_good_for_one_use() {
    /// Keys that were given out, and whether each has been used.
    #[derive(Default)]
    struct Keys(Mutex<HashMap<String, bool>>);
    impl Keys {
        fn give(&self, kind: &str) -> String {
            let mut keys = self.0.lock().unwrap();
            let key = format!("{kind}{}", keys.len());
            keys.insert(key.clone(), false);
            key
        }
        fn take(&self, key: &str) -> bool {
            self.0.lock().unwrap().get_mut(key).is_some_and(|used| !std::mem::replace(used, true))
        }
    }
    let keys = Keys::default();
    let (address, _) = serve(here(), |_| {
        Arc::new(move |path| {
            if path == "/23/page" {
                return respond(302, &[("location", &format!("page/{}", keys.give("p")))], "");
            }
            if let Some(key) = path.strip_prefix("/23/page/eindpunt/") {
                return respond(if keys.take(key) { 200 } else { 410 }, &[], "");
            }
            let key = path.strip_prefix("/23/page/").unwrap_or_default();
            if !keys.take(key) {
                return respond(410, &[], "");
            }
            let link = format!("<eindpunt/{}>; rel=webmention", keys.give("e"));
            respond(200, &[("content-type", "text/html"), ("link", &link)], "<a rel=webmention href='/wrong'>x</a>")
        })
    })
    .await;
    let client = client(address);
    for _ in 0..2 {
        let delivery = send(&client, &source(), &url(&format!("http://{address}/23/page"))).await;
        assert!(matches!(&delivery, Delivery::Accepted { submitted, .. } if submitted.status == 200), "{delivery:?}");
    }
}

/// Sends to a page whose endpoint is `/e`, and says what became of it and what was seen there.
async fn deliver(answers: impl Fn(&str) -> Response<Body> + Send + Sync + 'static) -> (Delivery, Vec<String>) {
    let (address, seen) = serve(here(), |_| {
        Arc::new(move |path| match path {
            "/page" => respond(200, &[("link", "</e>; rel=webmention")], ""),
            path => answers(path),
        })
    })
    .await;
    let delivery = send(&client(address), &source(), &url(&format!("http://{address}/page"))).await;
    let seen = seen.lock().unwrap().iter().map(|(method, path, _)| format!("{method} {path}")).collect();
    (delivery, seen)
}

#[tokio::test]
async fn any_2xx_is_success_and_a_201_tells_where_to_look() {
    for status in [200, 201, 202, 204, 299] {
        let (delivery, seen) = deliver(move |_| respond(status, &[("location", "/status/7")], "x")).await;
        let Delivery::Accepted { submitted, .. } = delivery else { panic!("{status}: {delivery:?}") };
        assert_eq!(submitted.status, status);
        assert!(submitted.location.unwrap().as_str().ends_with("/status/7"));
        assert_eq!(seen, ["GET /page", "POST /e"]);
    }
}

#[tokio::test]
async fn a_4xx_is_final_and_a_5xx_is_not_and_neither_is_repeated_at_once() {
    for (status, passes) in
        [(400, false), (404, false), (410, false), (501, false), (303, false), (429, true), (500, true), (503, true)]
    {
        let (delivery, seen) = deliver(move |_| respond(status, &[("retry-after", "120")], "")).await;
        let error = delivery.error().unwrap();
        assert_eq!(
            (error.status(), error.retry_after(), may_pass(error)),
            (Some(status), Some(120), passes),
            "{status}"
        );
        assert_eq!(seen, ["GET /page", "POST /e"], "{status}");
    }
}

#[tokio::test]
async fn an_endpoint_that_has_moved_gets_the_form_where_it_is() {
    for status in [301, 302, 307, 308] {
        let (delivery, seen) = deliver(move |path| match path {
            "/e" => respond(status, &[("location", "/new?x=1")], ""),
            _ => respond(202, &[], ""),
        })
        .await;
        assert!(matches!(delivery, Delivery::Accepted { .. }), "{delivery:?}");
        assert_eq!(seen, ["GET /page", "POST /e", "POST /new?x=1"]);
    }
    let (delivery, seen) = deliver(|_| respond(302, &[("location", "/e")], "")).await;
    assert!(matches!(delivery.error(), Some(FetchError::Redirect(_))), "{delivery:?}");
    assert_eq!(seen.len(), 2, "a circle ends");
}

/// A server on one loopback address, and at the same port of another one a victim that nobody may ask.
async fn with_victim(make: impl FnOnce(SocketAddr) -> Answer) -> (SocketAddr, Arc<AtomicUsize>) {
    let (victim, seen) = loop {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        if let Ok(victim) = tokio::net::TcpListener::bind(("127.0.0.2", port)).await {
            break (victim, Arc::new(AtomicUsize::new(0)));
        }
    };
    let port = victim.local_addr().unwrap().port();
    let count = Arc::clone(&seen);
    tokio::spawn(async move {
        while victim.accept().await.is_ok() {
            count.fetch_add(1, Ordering::SeqCst);
        }
    });
    let (address, _) = serve(SocketAddr::from(([127, 0, 0, 1], port)), make).await;
    (address, seen)
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn endpoints_inside_a_network_are_refused_by_name() {
    for way in ["endpoint", "redirect of the endpoint", "target's redirect"] {
        let (address, victim) = with_victim(|address| {
            let inside = format!("http://127.0.0.2:{}/", address.port());
            Arc::new(move |path| match (way, path) {
                ("target's redirect", _) | ("redirect of the endpoint", "/e") => {
                    respond(307, &[("location", &inside)], "")
                }
                ("endpoint", _) => respond(200, &[("link", &format!("<{inside}>; rel=webmention"))], ""),
                _ => respond(200, &[("link", "</e>; rel=webmention")], ""),
            })
        })
        .await;
        let delivery = send(&client(address), &source(), &url(&format!("http://{address}/page"))).await;
        let error = delivery.error().unwrap();
        assert!(matches!(error, FetchError::NotPublic { address, .. } if address == "127.0.0.2"), "{way}: {error:?}");
        assert!(error.is_refusal() && !may_pass(error), "{way}");
        assert_eq!(victim.load(Ordering::SeqCst), 0, "{way}");
    }
    for inside in [
        "http://localhost/",
        "http://[::1]/",
        "http://169.254.169.254/latest/",
        "http://10.0.0.1/",
        "http://a@b.example/",
        "https://a.example:22/",
    ] {
        let (address, _) = serve(here(), move |_| {
            Arc::new(move |_| respond(200, &[("link", &format!("<{inside}>; rel=webmention"))], ""))
        })
        .await;
        let delivery = send(&client(address), &source(), &url(&format!("http://{address}/page"))).await;
        assert!(delivery.error().is_some_and(FetchError::is_refusal), "{inside}: {delivery:?}");
    }
}

#[tokio::test]
async fn a_page_that_is_not_there_is_told_nothing_whatever_it_says() {
    let (address, seen) = serve(here(), |_| {
        Arc::new(|_| respond(404, &[("link", "</e>; rel=webmention")], "<a rel=webmention href=/e>x</a>"))
    })
    .await;
    let delivery = send(&client(address), &source(), &url(&format!("http://{address}/page"))).await;
    assert!(matches!(&delivery, Delivery::Unasked(error) if !may_pass(error)), "{delivery:?}");
    assert_eq!(seen.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn robots_txt_is_not_asked_for_a_page_that_a_person_links_to() {
    let (delivery, seen) = deliver(|path| match path {
        "/robots.txt" => respond(200, &[], "User-agent: *\nDisallow: /\n"),
        _ => respond(202, &[], ""),
    })
    .await;
    assert!(matches!(delivery, Delivery::Accepted { .. }));
    assert!(!seen.contains(&"GET /robots.txt".to_owned()));
}

#[tokio::test]
async fn our_own_page_says_whom_it_links_to_or_that_it_is_gone() {
    let (address, _) = serve(here(), |_| {
        Arc::new(|path| match path {
            "/page" => respond(
                200,
                &[("content-type", "text/html")],
                "<a href='https://a.example/x#deel'>x</a> https://b.example/",
            ),
            "/meta" => {
                respond(200, &[], "<meta http-equiv=Status content='410 Gone'><a href='https://a.example/x'>x</a>")
            }
            "/gone" => respond(410, &[], ""),
            _ => respond(404, &[], ""),
        })
    })
    .await;
    let client = client(address);
    let look = async |path: &str| own_page(&client, &url(&format!("http://{address}{path}"))).await;
    let page = look("/page").await.unwrap();
    assert!(page.has(&url("https://a.example/x")) && page.has(&url("https://a.example/x#elders")));
    assert!(!page.has(&url("https://b.example/")), "text is no link");
    for gone in ["/meta", "/gone"] {
        let page = look(gone).await.unwrap();
        assert!(matches!(page, OwnPage::Gone) && !page.has(&url("https://a.example/x")), "{gone}");
    }
    assert!(look("/elsewhere").await.is_err(), "404 is no 410");
}

#[tokio::test]
async fn a_page_that_comes_packed_is_unpacked() {
    let (address, seen) = serve(here(), |_| {
        Arc::new(|path| {
            if path == "/e" {
                return respond(202, &[], "");
            }
            let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            std::io::Write::write_all(&mut packer, b"<link rel=webmention href=/e>").unwrap();
            let mut response = respond(200, &[("content-type", "text/html"), ("content-encoding", "gzip")], "");
            *response.body_mut() = Body::from(packer.finish().unwrap());
            response
        })
    })
    .await;
    let delivery = send(&client(address), &source(), &url(&format!("http://{address}/page"))).await;
    assert!(matches!(delivery, Delivery::Accepted { .. }), "{delivery:?}");
    assert_eq!(seen.lock().unwrap().len(), 2);
}

/// Judges a page of the server that claims to link to us.
async fn judge(client: &Client, source: &str) -> Result<Verdict, Unverified> {
    let told = Told::new(source, "https://kermis.example/leren/", &|_| true).unwrap();
    look_up(client, &told).await
}

#[tokio::test]
async fn the_page_of_a_webmention_is_looked_at_once_through_redirects_and_not_for_ever() {
    let (address, seen) = serve(here(), |_| {
        Arc::new(|path| {
            let number = path.trim_start_matches('/').parse::<u32>();
            match (path, number) {
                ("/post", _) => {
                    respond(200, &[("content-type", "text/html")], "<a href='https://kermis.example/leren/'>x</a>")
                }
                ("/moved", _) => respond(301, &[("location", "/post")], ""),
                ("/none", _) => respond(200, &[("content-type", "text/html")], "<p>https://kermis.example/leren/</p>"),
                ("/gone", _) => respond(410, &[], "<a href='https://kermis.example/leren/'>x</a>"),
                ("/broken", _) => respond(503, &[("retry-after", "9")], ""),
                (_, Ok(number)) => respond(302, &[("location", &format!("/{}", number + 1))], ""),
                _ => respond(404, &[], "<a href='https://kermis.example/leren/'>x</a>"),
            }
        })
    })
    .await;
    let client = client(address);
    let judge = async |path: &str| judge(&client, &format!("http://{address}{path}#deel")).await;
    assert!(matches!(judge("/post").await.unwrap(), Verdict::Verified(_)));
    assert_eq!(seen.lock().unwrap().len(), 1);
    assert!(matches!(judge("/moved").await.unwrap(), Verdict::Verified(_)), "follow-one-redirect");
    assert_eq!(judge("/none").await.unwrap(), Verdict::NoLink, "reject-text");
    assert_eq!(judge("/gone").await.unwrap(), Verdict::Gone, "recognize-410");
    seen.lock().unwrap().clear();
    let error = judge("/1").await.unwrap_err();
    assert!(!error.may_pass(), "stop-after-n-redirects: {error}");
    assert!(seen.lock().unwrap().len() <= 20, "{:?}", seen.lock().unwrap());
    assert!(judge("/broken").await.unwrap_err().may_pass());
    assert!(!judge("/missing").await.unwrap_err().may_pass(), "404 is no 410");
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn nobody_makes_us_knock_at_our_own_doors() {
    let (address, victim) = with_victim(|address| {
        let inside = format!("http://127.0.0.2:{}/", address.port());
        Arc::new(move |_| respond(302, &[("location", &inside)], ""))
    })
    .await;
    let client = client(address);
    for source in
        [format!("http://{address}/"), format!("http://127.0.0.2:{}/", address.port()), "http://[::1]/".into()]
    {
        let error = judge(&client, &source).await.unwrap_err();
        assert!(matches!(&error, Unverified::Fetch(FetchError::NotPublic { .. })), "{source}: {error:?}");
    }
    assert_eq!(victim.load(Ordering::SeqCst), 0);
}
