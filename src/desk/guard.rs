//! Who may ask, how much, and what every answer says of itself.

use std::{
    net::{IpAddr, Ipv4Addr},
    sync::Arc,
    time::Duration,
};

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use tokio::time::timeout;
use url::{Url, form_urlencoded};

use super::{Desk, answer, routes::PREFIX};
use crate::serve::is_loopback;

/// The largest form, in bytes.
pub(crate) const LARGEST_FORM: usize = 64 << 10;
/// The longest the body of a form may take.
pub(crate) const SLOWEST_BODY: Duration = Duration::from_secs(10);

/// What a browser may do with our pages: nothing but show them, send their forms here and run the scripts that lie here.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The cookie of a browser that the host opened the desk in.
const COOKIE: &str = "kermis-desk";

/// Who sits at the other end of the connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peer(pub(super) IpAddr);

/// What every answer says of itself.
pub(super) async fn say(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("x-robots-tag"), "noindex"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Only who names this machine is answered, unless the desk is for everybody: a page anywhere may have its own name point to
/// this machine (DNS rebinding).
pub(super) async fn near(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    if !desk.settings.public && !is_loopback(request.headers()) {
        return answer::plain(StatusCode::FORBIDDEN, "only for this machine\n");
    }
    next.run(request).await
}

/// What changes something has to come from a page of ours. Browsers say where a form came from; who says nothing is none,
/// or hides it, and is refused.
pub(super) async fn own_forms(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    if !is_reading && !is_from_here(&desk, request.headers()) {
        return answer::plain(StatusCode::FORBIDDEN, "this form came from another page\n");
    }
    next.run(request).await
}

fn is_from_here(desk: &Desk, headers: &HeaderMap) -> bool {
    let one = |name: &HeaderName| {
        let mut values = headers.get_all(name).iter();
        let first = values.next();
        // Two of them are none.
        first.filter(|_| values.next().is_none()).and_then(|value| value.to_str().ok())
    };
    let fetched = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    if fetched.is_some_and(|site| site != b"same-origin") {
        return false;
    }
    if !headers.contains_key(header::ORIGIN) {
        return fetched.is_some();
    }
    let (Some(origin), Some(host)) = (one(&header::ORIGIN), one(&header::HOST)) else { return false };
    let is_host = ["http://", "https://"].iter().any(|scheme| {
        origin.strip_prefix(scheme).is_some_and(|named| !named.is_empty() && named.eq_ignore_ascii_case(host))
    });
    is_host || desk.own_origin().is_some_and(|own| own == origin)
}

impl Desk {
    /// The origin that the host says the desk has: a proxy may give us another `Host`.
    fn own_origin(&self) -> Option<String> {
        Some(self.kept().content.config.desk.url.as_ref()?.origin().ascii_serialization())
    }
}

/// The host's pages are for the browser that the host opened with the address the program printed.
pub(super) async fn host(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let start = query(request.uri().query(), "token");
    if let Some(token) = start.filter(|_| request.method() == Method::GET) {
        return if desk.secret.is_start(&token) { let_in(&desk, request.uri().path()) } else { locked() };
    }
    let mut cookies = request.headers().get_all(header::COOKIE).iter();
    let is_ours = |value: &HeaderValue| {
        let pairs = value.to_str().unwrap_or_default().split(';');
        let mut named = pairs.filter_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='));
        named.any(|given| desk.secret.is_cookie(given))
    };
    if cookies.any(is_ours) { next.run(request).await } else { locked() }
}

fn locked() -> Response {
    answer::plain(StatusCode::FORBIDDEN, "open the desk with the address that the program printed when it started\n")
}

/// Sets the cookie and leads to the same address without the token, so that it stays in no history.
fn let_in(desk: &Desk, path: &str) -> Response {
    let mut response = answer::see(path);
    let cookie = format!("{COOKIE}={}; HttpOnly; SameSite=Strict; Path={PREFIX}/desk/", desk.secret.cookie());
    if let Ok(cookie) = cookie.parse() {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// The address that a request comes from: whom a proxy that may be believed asks for, else the other end of the
/// connection.
pub(crate) fn visitor(desk: &Desk, request: &Request) -> IpAddr {
    let peer = request.extensions().get::<Peer>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.0.to_canonical());
    if !desk.settings.public || !(peer.is_loopback() || desk.settings.trusted_proxies.contains(&peer)) {
        return peer;
    }
    // The last one is what the proxy itself saw; what stands before it, anybody may have written.
    let forwarded = request.headers().get_all("x-forwarded-for").iter().next_back();
    let last = forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse::<IpAddr>().ok());
    last.map_or(peer, |visitor| visitor.to_canonical())
}

/// A field of the query, when it is there.
pub(crate) fn query(query: Option<&str>, name: &str) -> Option<String> {
    let mut pairs = form_urlencoded::parse(query?.as_bytes());
    pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// The fields of a form that somebody sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form(Vec<(String, String)>);

/// Why there are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoForm {
    /// More than [`LARGEST_FORM`].
    TooLarge,
    /// It took longer than [`SLOWEST_BODY`], or the connection broke.
    TooSlow,
    /// It is none.
    NotAForm,
}

impl Form {
    /// Reads the body of a request.
    pub(crate) async fn read(request: Request) -> Result<Self, NoForm> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            return Err(NoForm::NotAForm);
        }
        let bytes = body(request.into_body()).await?;
        Ok(Self(form_urlencoded::parse(&bytes).into_owned().collect()))
    }

    /// What stands in a field, without space around it; empty when it is not there.
    pub(crate) fn get<'a>(&'a self, name: &'a str) -> &'a str {
        self.all(name).next().unwrap_or_default()
    }

    /// Every value of a field, in order.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }
}

pub(crate) async fn body(body: Body) -> Result<axum::body::Bytes, NoForm> {
    use axum::body::HttpBody as _;
    // What says that it is too large is not read at all.
    if body.size_hint().lower() > LARGEST_FORM as u64 {
        return Err(NoForm::TooLarge);
    }
    let read = timeout(SLOWEST_BODY, to_bytes(body, LARGEST_FORM)).await.map_err(|_| NoForm::TooSlow)?;
    read.map_err(|error| {
        let source = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
        if source.contains("length limit") { NoForm::TooLarge } else { NoForm::TooSlow }
    })
}

/// An address as somebody typed it; `https://` is added where they left it out.
pub(crate) fn typed(text: &str) -> Option<Url> {
    /// No page has a longer one.
    const LONGEST: usize = 2 << 10;
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST || text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return None;
    }
    let has_scheme = text
        .split_once(':')
        .is_some_and(|(scheme, rest)| !scheme.contains('.') && !rest.starts_with(|c: char| c.is_ascii_digit()));
    let mut url = Url::parse(&if has_scheme { text.to_owned() } else { format!("https://{text}") }).ok()?;
    let is_web = matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
    // A name without a dot is a machine of somebody's own; numbers are the fetcher's to refuse.
    let is_name = url.host_str().is_some_and(|host| host.contains('.') || host.starts_with('['));
    url.set_fragment(None);
    (is_web && is_name).then_some(url)
}
