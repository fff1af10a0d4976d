//! The client against servers on this machine: well-behaved ones, broken ones and ones that want in.

#![expect(clippy::unwrap_used, reason = "this is a test")]

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect},
    routing::get,
};
use blogkermis::{
    fetch::{Answer, Client, FetchError, Fetched, Proxies, TimeLimit, Validators},
    model::FetchPolicy,
};
use flate2::{
    Compression,
    write::{DeflateEncoder, GzEncoder, ZlibEncoder},
};
use url::Url;

const FEED: &str = "<rss version=\"2.0\"><channel><title>Kermis</title></channel></rss>";

async fn serve(app: Router) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await });
    address
}

/// A server that does with a connection what it is told, after it has read the request. Counts connections.
fn raw(
    host: &str,
    answer: impl Fn(&mut TcpStream) -> std::io::Result<()> + Send + 'static,
) -> (SocketAddr, Arc<AtomicUsize>) {
    raw_at(host, 0, answer)
}

fn raw_at(
    host: &str,
    port: u16,
    answer: impl Fn(&mut TcpStream) -> std::io::Result<()> + Send + 'static,
) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind((host, port)).unwrap();
    let address = listener.local_addr().unwrap();
    let count = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&count);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            seen.fetch_add(1, Ordering::SeqCst);
            let _ = stream.read(&mut [0; 4096]);
            // A client that hangs up in the middle is what some of the tests are about.
            let _ = answer(&mut stream);
        }
    });
    (address, count)
}

/// A server at which nobody has any business.
fn victim(host: &str) -> (SocketAddr, Arc<AtomicUsize>) {
    raw(host, |stream| stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret"))
}

fn policy() -> FetchPolicy {
    FetchPolicy { timeout: Duration::from_secs(20), max_bytes: 1 << 20, ..FetchPolicy::default() }
}

fn client(policy: &FetchPolicy, open: SocketAddr) -> Client {
    Client::new(policy, Some(&open.to_string()), &Proxies::default()).unwrap()
}

fn url(text: impl AsRef<str>) -> Url {
    text.as_ref().parse().unwrap()
}

async fn ask(client: &Client, address: impl AsRef<str>) -> Result<Answer, FetchError> {
    client.get(&url(address), &Validators::default()).await
}

async fn fresh(client: &Client, address: impl AsRef<str>) -> Fetched {
    match ask(client, address).await.unwrap() {
        Answer::Fresh(fetched) => fetched,
        Answer::NotModified(_) => panic!("not modified"),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn bare(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn a_body_and_what_is_told_about_it() {
    let app = Router::new().route(
        "/feed",
        get(|request: Request| async move {
            let said = |name: &str| request.headers().get(name).map_or("-", |value| value.to_str().unwrap()).to_owned();
            let names = ["user-agent", "accept-encoding", "cookie", "referer", "authorization", "if-none-match"];
            let body = names.map(said).join("\n");
            let headers = [
                ("content-type", "application/rss+xml; charset=utf-8"),
                ("etag", "W/\"1\""),
                ("last-modified", "Fri, 01 May 2026 10:00:00 GMT"),
                ("cache-control", "public, max-age=7200"),
                ("set-cookie", "follow=me"),
                ("content-encoding", "gzip"),
                ("content-language", "nl"),
                ("link", "</feed.json>; rel=alternate"),
                ("x-robots-tag", "noarchive"),
                ("tdm-reservation", "1"),
            ];
            (headers, gzip(body.as_bytes()))
        }),
    );
    let address = serve(app).await;
    let policy = FetchPolicy { contact: Some("https://kermis.example/over".into()), ..policy() };
    let client = client(&policy, address);
    for _ in 0..2 {
        let feed = format!("http://{address}/feed");
        let fetched = fresh(&client, &feed).await;
        assert_eq!((fetched.url.as_str(), fetched.permanent_url.as_str()), (feed.as_str(), feed.as_str()));
        assert_eq!(fetched.content_type.as_deref(), Some("application/rss+xml; charset=utf-8"));
        assert_eq!(fetched.validators.etag.as_deref(), Some("W/\"1\""));
        assert_eq!(fetched.validators.last_modified.as_deref(), Some("Fri, 01 May 2026 10:00:00 GMT"));
        assert_eq!(fetched.max_age, Some(7200));
        assert_eq!((fetched.language.as_deref(), fetched.tdm_reserved), (Some("nl"), true));
        assert_eq!(
            (fetched.links, fetched.robots),
            (vec!["</feed.json>; rel=alternate".into()], vec!["noarchive".into()])
        );
        assert!(fetched.took > Duration::ZERO && fetched.took < Duration::from_secs(20));
        let body = String::from_utf8(fetched.body).unwrap();
        let said: Vec<&str> = body.lines().collect();
        let agent = format!("blogkermis/{} (+https://kermis.example/over)", env!("CARGO_PKG_VERSION"));
        assert_eq!(said[0], agent);
        let packings: Vec<&str> = said[1].split(',').map(str::trim).collect();
        assert_eq!(packings, ["gzip", "br"], "deflate is read but not asked for");
        assert_eq!(said[2..], ["-", "-", "-", "-"], "no cookie, no referrer, no password, no condition");
    }
}

#[tokio::test]
async fn validators_go_back_byte_for_byte() {
    for etag in ["\"abc\"", "W/\"abc\"", "abc", "“krul”"] {
        let app = Router::new().route(
            "/feed",
            get(move |headers: HeaderMap| async move {
                let same = headers.get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == etag.as_bytes())
                    && headers.get(header::IF_MODIFIED_SINCE).is_some_and(|value| value == "gisteren");
                let validators = [
                    (header::ETAG, header::HeaderValue::from_bytes(etag.as_bytes()).unwrap()),
                    (header::LAST_MODIFIED, header::HeaderValue::from_static("gisteren")),
                ];
                if same { StatusCode::NOT_MODIFIED.into_response() } else { (validators, FEED).into_response() }
            }),
        );
        let address = serve(app.route("/moved", get(|| async { Redirect::temporary("/feed") }))).await;
        let client = client(&policy(), address);
        let first = fresh(&client, format!("http://{address}/feed")).await;
        assert_eq!(first.body, FEED.as_bytes());
        for path in ["feed", "moved"] {
            let again = client.get(&url(format!("http://{address}/{path}")), &first.validators).await.unwrap();
            let Answer::NotModified(confirmed) = again else { panic!("{etag} {path}") };
            assert_eq!(confirmed.validators, first.validators, "{etag} {path}");
        }
    }
}

#[tokio::test]
async fn a_304_brings_what_is_known_up_to_date() {
    let app = Router::new()
        .route("/", get(|| async { (StatusCode::NOT_MODIFIED, [("etag", "\"2\""), ("cache-control", "max-age=60")]) }));
    let address = serve(app).await;
    let validators = Validators { etag: Some("\"1\"".into()), last_modified: Some("gisteren".into()) };
    let answer = client(&policy(), address).get(&url(format!("http://{address}/")), &validators).await.unwrap();
    let Answer::NotModified(confirmed) = answer else { panic!("{answer:?}") };
    let expected = Validators { etag: Some("\"2\"".into()), last_modified: Some("gisteren".into()) };
    assert_eq!((confirmed.validators, confirmed.max_age), (expected, Some(60)));
    assert!(confirmed.took > Duration::ZERO);
}

#[tokio::test]
async fn not_modified_without_a_condition_is_an_error() {
    let address = serve(Router::new().route("/", get(|| async { StatusCode::NOT_MODIFIED }))).await;
    let error = ask(&client(&policy(), address), format!("http://{address}/")).await.unwrap_err();
    assert!(matches!(error, FetchError::Status { status: 304, .. }), "{error}");
}

#[tokio::test]
async fn a_move_for_good_is_learnt_with_its_feed() {
    async fn feed(headers: HeaderMap) -> impl IntoResponse {
        // A server that says 304 to anybody with a condition.
        if headers.contains_key(header::IF_NONE_MATCH) {
            (StatusCode::NOT_MODIFIED, "")
        } else {
            (StatusCode::OK, FEED)
        }
    }
    let app = Router::new()
        .route("/old", get(|| async { (StatusCode::MOVED_PERMANENTLY, [("location", "newer")]) }))
        .route("/newer", get(|| async { Redirect::permanent("/now") }))
        .route("/now", get(|| async { Redirect::temporary("/today") }))
        .route("/today", get(|| async { Redirect::permanent("/feed") }))
        .route("/feed", get(feed));
    let address = serve(app).await;
    let client = client(&policy(), address);
    let here = |path: &str| url(format!("http://{address}/{path}"));
    let fetched = fresh(&client, here("old")).await;
    assert_eq!((fetched.url, fetched.permanent_url), (here("feed"), here("now")));

    let validators = Validators { etag: Some("\"1\"".into()), last_modified: None };
    let again = client.get(&here("now"), &validators).await.unwrap();
    assert!(matches!(again, Answer::NotModified(_)), "a temporary redirect takes the validators along");
    let app = Router::new().route("/old", get(|| async { Redirect::permanent("/feed") })).route("/feed", get(feed));
    let address = serve(app).await;
    let client = Client::new(&policy(), Some(&address.to_string()), &Proxies::default()).unwrap();
    let moved = client.get(&url(format!("http://{address}/old")), &validators).await.unwrap();
    assert!(matches!(moved, Answer::Fresh(_)), "a permanent one does not, or the move would never be learnt");
}

#[tokio::test]
async fn redirects_that_lead_nowhere() {
    let app = Router::new()
        .route("/loop", get(|| async { Redirect::temporary("/loop") }))
        .route("/ping", get(|| async { Redirect::permanent("/pong") }))
        .route("/pong", get(|| async { Redirect::permanent("/ping") }))
        .route("/none", get(|| async { StatusCode::FOUND }))
        .route("/junk", get(|| async { (StatusCode::FOUND, [("location", "http://[")]) }))
        .route(
            "/grow/{*rest}",
            get(|request: Request| async move { Redirect::to(&format!("{}/x", request.uri().path())) }),
        );
    let address = serve(app).await;
    let client = client(&policy(), address);
    for path in ["loop", "ping", "none", "junk", "grow/x"] {
        let error = ask(&client, format!("http://{address}/{path}")).await.unwrap_err();
        assert!(matches!(error, FetchError::Redirect(_)), "{path}: {error}");
    }
}

/// A server that redirects with the status in its path to the address in its query.
fn signpost() -> Router {
    Router::new().route(
        "/{status}",
        get(|axum::extract::Path(status): axum::extract::Path<u16>, request: Request| async move {
            let to = Url::parse(&format!("http://a/?{}", request.uri().query().unwrap())).unwrap();
            let (_, to) = to.query_pairs().next().unwrap();
            let to = header::HeaderValue::from_bytes(to.as_bytes()).unwrap();
            (StatusCode::from_u16(status).unwrap(), [("location", to)])
        }),
    )
}

#[tokio::test]
async fn nobody_is_redirected_into_our_own_network() {
    // The victim's port is open, at an address where nobody is: what keeps us from the victim is its own address.
    let (victims, touched) = raw("0.0.0.0", |stream| stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    let port = victims.port();
    let (_, touched_too) = raw_at("::1", port, |stream| stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n"));
    let address = serve(signpost()).await;
    // Each status has a client of its own, so that they need not wait for each other.
    let refused = [302, 301, 307].map(async |status| {
        let allow = format!("{address},198.18.7.7:{port}");
        let client = Client::new(&policy(), Some(&allow), &Proxies::default()).unwrap();
        let mut refused = 0;
        let lines = include_str!("fixtures/fetch/refused.tsv").lines().filter(|line| !line.starts_with('#'));
        for (reason, target) in lines.filter_map(|line| line.split_once('\t')) {
            // A tab cannot stand in a header's middle as itself; the URL standard drops it anyway.
            let mut targets = vec![target.replace("\\t", "")];
            if let Ok(mut url) = Url::parse(&targets[0])
                && reason == "private"
            {
                url.set_port(Some(port)).unwrap();
                targets.push(url.into());
            }
            for target in targets {
                let mut question = url(format!("http://{address}/{status}"));
                // `http:127.0.0.1` is a path for whoever comes from http.
                if question.join(&target).is_ok_and(|target| target.authority() == question.authority()) {
                    continue;
                }
                question.query_pairs_mut().append_pair("to", &target);
                let error = client.get(&question, &Validators::default()).await.unwrap_err();
                let is_right = error.is_refusal() || matches!(error, FetchError::Redirect(_)) && reason == "unreadable";
                assert!(is_right, "{status} {target}: {error:?}");
                // The same address, had it been learnt from a redirect before anybody thought of refusing it.
                if let Ok(target) = target.parse() {
                    let error = client.get(&target, &Validators::default()).await.unwrap_err();
                    assert!(error.is_refusal(), "{target}: {error:?}");
                }
                refused += 1;
            }
        }
        refused
    });
    let refused: usize = futures_util::future::join_all(refused).await.into_iter().sum();
    assert!(refused >= 3 * 240, "{refused}");
    assert_eq!([touched, touched_too].map(|count| count.load(Ordering::SeqCst)), [0, 0]);
}

#[tokio::test]
async fn our_own_machine_is_closed_unless_it_is_opened() {
    let (address, touched) = victim("127.0.0.1");
    let port = address.port();
    let closed = Client::new(&policy(), None, &Proxies::default()).unwrap();
    let nearby = Client::new(
        &policy(),
        Some(&format!("127.0.0.1:{},127.0.0.2:{port}", port.wrapping_add(1))),
        &Proxies::default(),
    )
    .unwrap();
    for host in ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "[::ffff:7f00:1]", "0", "[::1]"] {
        for client in [&closed, &nearby] {
            let error = ask(client, format!("http://{host}:{port}/")).await.unwrap_err();
            assert!(matches!(error, FetchError::Address(_) | FetchError::NotPublic { .. }), "{host}: {error:?}");
        }
        let error = ask(&closed, format!("http://{host}/")).await.unwrap_err();
        assert!(matches!(error, FetchError::NotPublic { .. } | FetchError::LocalName { .. }), "{host}: {error:?}");
    }
    // A name that passes for its port is judged by where it leads.
    let error = ask(&nearby, format!("http://localhost:{port}/")).await.unwrap_err();
    assert!(matches!(error, FetchError::NotPublic { .. }), "{error:?}");
    assert_eq!(touched.load(Ordering::SeqCst), 0);

    let policy = FetchPolicy { allow: vec![format!("127.0.0.0/8:{port}")], ..policy() };
    let open = Client::new(&policy, None, &Proxies::default()).unwrap();
    assert_eq!(fresh(&open, format!("http://127.1:{port}/")).await.body, b"secret");
}

#[tokio::test]
async fn too_much_is_cut_off() {
    let bombs = [gzip, zlib, bare].map(|pack| pack(&vec![0; 32 << 20]));
    assert!(bombs.iter().all(|bomb| bomb.len() < 1 << 20));
    let [gzip_bomb, zlib_bomb, bare_bomb] = bombs;
    let endless = || async {
        Body::from_stream(futures_util::stream::repeat(Ok::<_, std::convert::Infallible>(vec![b'x'; 8192])))
    };
    let app = Router::new()
        .route("/gzip", get(|| async { ([("content-encoding", "gzip")], gzip_bomb) }))
        .route("/zlib", get(|| async { ([("content-encoding", "deflate")], zlib_bomb) }))
        .route("/bare", get(|| async { ([("content-encoding", "deflate")], bare_bomb) }))
        .route("/endless", get(endless))
        .route("/announced", get(|| async { vec![b'x'; (1 << 20) + 1] }))
        .route("/just", get(|| async { vec![b'x'; 1 << 20] }));
    let address = serve(app).await;
    let client = client(&policy(), address);
    for path in ["gzip", "zlib", "bare", "endless", "announced"] {
        let error = ask(&client, format!("http://{address}/{path}")).await.unwrap_err();
        assert!(matches!(error, FetchError::TooLarge { limit: 1_048_576 }), "{path}: {error}");
    }
    assert_eq!(fresh(&client, format!("http://{address}/just")).await.body.len(), 1 << 20);
}

/// A server that says something to each connection, as often as it is told, and then keeps it open. Counts connections.
fn patient(begin: &'static [u8], again: &'static [u8], pause: Duration) -> (SocketAddr, Arc<AtomicUsize>) {
    raw("127.0.0.1", move |stream| {
        let mut stream = stream.try_clone()?;
        thread::spawn(move || {
            let _ = stream.write_all(begin);
            while stream.write_all(again).is_ok() {
                thread::sleep(pause);
            }
        });
        Ok(())
    })
}

#[tokio::test]
async fn each_limit_in_time_is_told_apart_and_nobody_is_asked_twice() {
    let often = Duration::from_millis(20);
    let never = Duration::from_mins(1);
    let short = Duration::from_millis(150);
    let cases = [
        ("https", TimeLimit::Connect, "no connection within 1 s", patient(b"", b"", never)),
        ("http", TimeLimit::FirstByte, "no answer within 1 s", patient(b"", b"", never)),
        ("http", TimeLimit::FirstByte, "no answer within 1 s", patient(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x", often)),
        (
            "http",
            TimeLimit::Stall,
            "the answer stopped in the middle for 1 s",
            patient(b"HTTP/1.1 200 OK\r\n\r\n<rss", b"", never),
        ),
        ("http", TimeLimit::Total, "no complete answer within 1 s", patient(b"HTTP/1.1 200 OK\r\n\r\n", b"x", often)),
    ];
    for (scheme, expected, message, (address, count)) in cases {
        let mut policy = policy();
        *match expected {
            TimeLimit::Connect => &mut policy.connect_timeout,
            TimeLimit::FirstByte => &mut policy.first_byte_timeout,
            TimeLimit::Stall => &mut policy.stall_timeout,
            TimeLimit::Total => &mut policy.timeout,
        } = short;
        let error = ask(&client(&policy, address), format!("{scheme}://{address}/")).await.unwrap_err();
        assert!(
            matches!(error, FetchError::Timeout { limit, seconds: 1 } if limit == expected),
            "{message}: {error:?}"
        );
        assert_eq!(error.to_string(), message);
        assert!(error.is_transient());
        assert_eq!(count.load(Ordering::SeqCst), 1, "{message}");
    }
}

#[tokio::test]
async fn the_whole_counts_every_step_of_the_way() {
    let slow = |to: &'static str| async move {
        tokio::time::sleep(Duration::from_millis(60)).await;
        Redirect::temporary(to)
    };
    let app = Router::new()
        .route("/a", get(move || slow("/b")))
        .route("/b", get(move || slow("/c")))
        .route("/c", get(move || slow("/d")))
        .route("/d", get(|| async { FEED }));
    let address = serve(app).await;
    let policy = FetchPolicy { timeout: Duration::from_millis(150), ..policy() };
    let error = ask(&client(&policy, address), format!("http://{address}/a")).await.unwrap_err();
    assert!(matches!(error, FetchError::Timeout { limit: TimeLimit::Total, .. }), "{error:?}");
    // Waiting for a turn, long as it is behind a slow host, is not the server's time.
    let policy = FetchPolicy { timeout: Duration::from_millis(300), ..policy };
    let started = std::time::Instant::now();
    let fetched = fresh(&client(&policy, address), format!("http://{address}/a")).await;
    assert!(started.elapsed() > Duration::from_millis(600), "three times the pause after three slow steps");
    assert!(fetched.took >= Duration::from_millis(180) && fetched.took < Duration::from_millis(300));
}

#[tokio::test]
async fn broken_answers_are_errors_and_nobody_is_asked_twice() {
    let cases: [(&str, &[u8]); 8] = [
        ("truncated", b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<rss"),
        ("truncated chunks", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<rss\r\n"),
        ("no gzip", b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 6\r\n\r\n<rss/>"),
        ("no deflate", b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: 6\r\n\r\n<rss/>"),
        ("half a deflate", b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: 2\r\n\r\n\x78\x9c"),
        ("half a head", b"HTTP/1.1 200 OK\r\nContent-Ty"),
        ("no HTTP", b"SSH-2.0-OpenSSH_9.9\r\n"),
        ("nothing", b""),
    ];
    for (name, bytes) in cases {
        let (address, count) = raw("127.0.0.1", |stream| stream.write_all(bytes));
        let error = ask(&client(&policy(), address), format!("http://{address}/")).await.unwrap_err();
        assert!(matches!(error, FetchError::Interrupted(_)), "{name}: {error:?}");
        assert_eq!(count.load(Ordering::SeqCst), 1, "{name}: {error:?}");
    }
    let packed = b"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Length: 6\r\n\r\n<rss/>";
    let (address, count) = raw("127.0.0.1", |stream| stream.write_all(packed));
    let error = ask(&client(&policy(), address), format!("http://{address}/")).await.unwrap_err();
    assert!(matches!(error, FetchError::Connection(_)), "{error:?}");
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn deflate_is_read_in_both_its_kinds_though_nobody_asked_for_it() {
    let text = FEED.repeat(3000);
    let app = Router::new()
        .route("/zlib", get(|| async { ([("content-encoding", "deflate")], zlib(FEED.repeat(3000).as_bytes())) }))
        .route("/bare", get(|| async { ([("content-encoding", "Deflate")], bare(FEED.repeat(3000).as_bytes())) }));
    let address = serve(app).await;
    for kind in ["zlib", "bare"] {
        assert_eq!(fresh(&client(&policy(), address), format!("http://{address}/{kind}")).await.body, text.as_bytes());
    }
}

#[tokio::test]
async fn a_head_that_is_too_large_is_given_up() {
    let fields = |count: usize, length: usize| {
        move |stream: &mut TcpStream| {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n")?;
            for number in 1..count {
                write!(stream, "X-{number}: {}\r\n", "x".repeat(length))?;
            }
            stream.write_all(b"\r\n")
        }
    };
    for (name, (address, _)) in [
        ("endless", raw("127.0.0.1", fields(usize::MAX, 100))),
        ("many", raw("127.0.0.1", fields(101, 1))),
        ("one huge", raw("127.0.0.1", fields(2, 70_000))),
        ("some large", raw("127.0.0.1", fields(60, 1200))),
    ] {
        let error = ask(&client(&policy(), address), format!("http://{address}/")).await.unwrap_err();
        assert!(matches!(error, FetchError::HeadTooLarge { bytes: 65_536, fields: 100 }), "{name}: {error:?}");
        assert_eq!(error.to_string(), "the head of the answer has more than 100 fields or 65536 bytes");
    }
    for (address, _) in [raw("127.0.0.1", fields(100, 1)), raw("127.0.0.1", fields(2, 60_000))] {
        assert!(fresh(&client(&policy(), address), format!("http://{address}/")).await.body.is_empty());
    }
    for (most, is_ok) in [(149, false), (150, true)] {
        let policy = FetchPolicy { max_headers: most, ..policy() };
        let (address, _) = raw("127.0.0.1", fields(150, 1));
        let answer = ask(&client(&policy, address), format!("http://{address}/")).await;
        assert_eq!(answer.is_ok(), is_ok, "{most}: {answer:?}");
    }
}

#[tokio::test]
async fn nobody_there() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = ask(&client(&policy(), address), format!("http://{address}/")).await.unwrap_err();
    assert!(matches!(error, FetchError::Unreachable(_)), "{error:?}");
    let error = ask(&client(&policy(), address), "http://nergens.invalid/").await.unwrap_err();
    assert!(matches!(error, FetchError::Connection(_)), "{error:?}");
}

#[tokio::test]
async fn what_a_status_says() {
    let count = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&count);
    let app = Router::new().route(
        "/{status}/{retry_after}",
        get(move |axum::extract::Path((status, retry_after)): axum::extract::Path<(u16, String)>| {
            seen.fetch_add(1, Ordering::SeqCst);
            let status = StatusCode::from_u16(status).unwrap();
            let headers = [("date", "Fri, 01 May 2026 10:00:00 GMT".to_owned()), ("retry-after", retry_after)];
            async move { (status, headers, "no") }
        }),
    );
    let address = serve(app).await;
    let client = client(&policy(), address);
    for (status, said, wait, asked) in [
        (429, "120", Some(120), 1),
        (429, "-", None, 1),
        (503, "Fri,%2001%20May%202026%2010:05:00%20GMT", Some(300), 1),
        (503, "-", None, 2),
        (408, "-", None, 1),
        (501, "-", None, 1),
        (404, "-", None, 1),
        (410, "-", None, 1),
        (300, "-", None, 1),
        (206, "-", None, 1),
    ] {
        count.store(0, Ordering::SeqCst);
        let error = ask(&client, format!("http://{address}/{status}/{said}")).await.unwrap_err();
        let FetchError::Status { status: got, retry_after } = error else { panic!("{status}: {error:?}") };
        assert_eq!((got, retry_after, count.load(Ordering::SeqCst)), (status, wait, asked));
    }
}

#[tokio::test]
async fn a_hiccup_is_forgiven_once() {
    let count = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&count);
    let (address, _) = raw("127.0.0.1", move |stream| {
        if seen.fetch_add(1, Ordering::SeqCst) == 0 {
            return stream.write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<rss/>")
    });
    assert_eq!(fresh(&client(&policy(), address), format!("http://{address}/")).await.body, b"<rss/>");
    assert_eq!(count.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn one_at_a_time() {
    let (busy, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (now, top) = (Arc::clone(&busy), Arc::clone(&most));
    let app = Router::new().route(
        "/{n}",
        get(move || {
            let (now, top) = (Arc::clone(&now), Arc::clone(&top));
            async move {
                top.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_millis(5)).await;
                now.fetch_sub(1, Ordering::SeqCst);
                FEED
            }
        }),
    );
    let address = serve(app).await;
    let client = client(&policy(), address);
    let all = (0..20).map(|n| fresh(&client, format!("http://{address}/{n}")));
    futures_util::future::join_all(all).await;
    assert_eq!(most.load(Ordering::SeqCst), 1);
}

/// A site with a `robots.txt`: whatever else is asked for is a page. Notes every path in turn.
async fn site(robots: Router) -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&asked);
    let app = robots.fallback(|| async { "<p>page" }).layer(axum::middleware::map_request(move |request: Request| {
        seen.lock().unwrap().push(request.uri().to_string());
        async move { request }
    }));
    (serve(app).await, asked)
}

fn robots_txt(text: impl Into<String>) -> Router {
    let text = text.into();
    Router::new().route("/robots.txt", get(|| async { text }))
}

async fn page(client: &Client, address: SocketAddr, path: &str) -> Result<Fetched, FetchError> {
    client.get_page(&url(format!("http://{address}{path}"))).await
}

#[tokio::test]
async fn pages_are_read_where_robots_may() {
    let (address, asked) = site(robots_txt("User-agent: *\nDisallow: /private/\nAllow: /private/open$\n")).await;
    let client = client(&policy(), address);
    let pages = ["/a?b", "/private/x", "/private/open", "/private/open?x"];
    let answers = futures_util::future::join_all(pages.map(|path| page(&client, address, path))).await;
    for (path, answer) in pages.iter().zip(answers) {
        match (*path, answer) {
            ("/a?b" | "/private/open", Ok(fetched)) => assert_eq!(fetched.body, b"<p>page"),
            (_, Err(FetchError::Robots(message))) if path.starts_with("/private/") => {
                assert_eq!(message, "robots.txt asks to leave this page alone");
            }
            (path, answer) => panic!("{path}: {answer:?}"),
        }
    }
    assert_eq!(*asked.lock().unwrap(), ["/robots.txt", "/a?b", "/private/open"], "once, before the first page");
    assert!(ask(&client, format!("http://{address}/private/feed")).await.is_ok(), "a feed is another matter");
}

#[tokio::test]
async fn where_robots_may_when_there_is_no_file_and_when_it_cannot_be_had() {
    for (status, open, asked_for_it) in
        [(404, true, 1), (403, true, 1), (429, false, 1), (500, false, 2), (503, false, 2)]
    {
        let status = StatusCode::from_u16(status).unwrap();
        let (address, asked) = site(Router::new().route("/robots.txt", get(move || async move { status }))).await;
        let client = client(&policy(), address);
        for path in ["/a", "/b"] {
            let answer = page(&client, address, path).await;
            assert_eq!(answer.is_ok(), open, "{status}");
            assert!(open || matches!(answer, Err(FetchError::Robots(_))), "{status}");
        }
        let asked = asked.lock().unwrap();
        assert_eq!(asked.iter().filter(|path| *path == "/robots.txt").count(), asked_for_it, "{status}");
        assert_eq!(asked.len(), asked_for_it + if open { 2 } else { 0 }, "{status}");
    }
}

#[tokio::test]
async fn the_file_may_have_moved_and_be_long() {
    for (hops, open) in [(1, false), (5, false), (6, true)] {
        let app = Router::new().route("/robots.txt", get(|| async { Redirect::to("/moved/1") })).route(
            "/moved/{n}",
            get(move |axum::extract::Path(n): axum::extract::Path<usize>| async move {
                if n == hops {
                    "User-agent: blogkermis\nDisallow: /\n".into_response()
                } else {
                    Redirect::permanent(&format!("/moved/{}", n + 1)).into_response()
                }
            }),
        );
        let (address, _) = site(app).await;
        assert_eq!(page(&client(&policy(), address), address, "/").await.is_ok(), open, "{hops}");
    }
    for (length, open) in [(499 << 10, false), (501 << 10, true)] {
        let text = format!("{}\nUser-agent: *\nDisallow: /\n", "#".repeat(length));
        let (address, _) = site(robots_txt(text)).await;
        assert_eq!(page(&client(&policy(), address), address, "/").await.is_ok(), open, "{length}");
    }
    let (victim, touched) = victim("127.0.0.1");
    let (address, asked) = site(
        Router::new().route("/robots.txt", get(move || async move { Redirect::to(&format!("http://{victim}/")) })),
    )
    .await;
    let error = page(&client(&policy(), address), address, "/").await.unwrap_err();
    assert!(matches!(error, FetchError::Robots(_)), "{error:?}");
    assert_eq!((touched.load(Ordering::SeqCst), asked.lock().unwrap().len()), (0, 1));
}

#[tokio::test]
async fn every_site_on_the_way_to_a_page_is_asked() {
    let (closed, asked) = site(robots_txt("User-agent: blogkermis\nDisallow: /to")).await;
    let app = Router::new().route("/from", get(move || async move { Redirect::to(&format!("http://{closed}/to")) }));
    let (address, _) = site(app).await;
    let client = Client::new(&policy(), Some(&format!("{address},{closed}")), &Proxies::default()).unwrap();
    let error = page(&client, address, "/from").await.unwrap_err();
    assert!(matches!(error, FetchError::Robots(_)), "{error:?}");
    assert_eq!(*asked.lock().unwrap(), ["/robots.txt"]);
    let error = page(&client, closed, "/to").await.unwrap_err();
    assert!(matches!(error, FetchError::Robots(_)), "{error:?}");
    assert_eq!(asked.lock().unwrap().len(), 1, "and remembered");
    // The guard comes first.
    let error = client.get_page(&url("http://127.0.0.1/")).await.unwrap_err();
    assert!(matches!(error, FetchError::NotPublic { .. }), "{error:?}");
}

#[tokio::test]
async fn pages_are_read_as_slowly_as_their_site_asks() {
    let (address, _) = site(robots_txt("User-agent: *\nCrawl-delay: 0.2\n")).await;
    let client = client(&policy(), address);
    let started = std::time::Instant::now();
    for path in ["/a", "/b", "/c"] {
        assert!(page(&client, address, path).await.is_ok());
    }
    assert!(started.elapsed() >= Duration::from_millis(600), "{:?}", started.elapsed());
}

#[test]
fn settings_that_cannot_be_read_are_told() {
    for allow in ["localhost", "10.0.0.1/8", "127.0.0.1:http"] {
        let error = Client::new(&policy(), Some(allow), &Proxies::default()).unwrap_err();
        assert!(matches!(&error, FetchError::Setting(message) if message.contains(allow)), "{error}");
    }
    let policy = FetchPolicy { contact: Some("a\nb".into()), ..policy() };
    assert!(matches!(Client::new(&policy, None, &Proxies::default()), Err(FetchError::Setting(_))));
}
