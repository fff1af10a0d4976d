//! Pages out of the plan.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, Bytes},
    extract,
    http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri, header},
    middleware::Next,
};

use super::state::State;
use crate::render::Plan;

pub(super) fn router(state: Arc<State>) -> Router {
    Router::new().fallback(answer).with_state(state)
}

/// Only this machine, only reading. The `Host` is looked at because a page anywhere may have its own name point to this
/// machine (DNS rebinding) and read the drafts from here.
pub(super) async fn guard(request: extract::Request, next: Next) -> Response<Body> {
    if !is_loopback(request.headers()) {
        return respond(StatusCode::FORBIDDEN, "txt", Bytes::from_static(b"only for this machine\n"));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = respond(StatusCode::METHOD_NOT_ALLOWED, "txt", Bytes::from_static(b"only for reading\n"));
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    next.run(request).await
}

/// Whether the request names this machine, on whatever port.
pub(crate) fn is_loopback(headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let Ok(host) = host.to_str() else { return false };
    let is_port = |port: &str| port.bytes().all(|b| b.is_ascii_digit());
    ["127.0.0.1", "[::1]", "localhost"].iter().any(|name| {
        let Some((start, rest)) = host.split_at_checked(name.len()) else { return false };
        start.eq_ignore_ascii_case(name) && (rest.is_empty() || rest.strip_prefix(':').is_some_and(is_port))
    })
}

async fn answer(extract::State(state): extract::State<Arc<State>>, uri: Uri) -> Response<Body> {
    let shown = state.get();
    let asked = uri.path().trim_start_matches('/');
    let Some(path) = decoded(asked) else { return nothing(&shown.plan) };
    let path = path.as_str();
    let is_page = path.is_empty() || path.ends_with('/') || !path.rsplit('/').next().is_some_and(|f| f.contains('.'));
    if let Some(error) = &shown.error
        && (is_page || extension(path) == "html")
    {
        return respond(StatusCode::INTERNAL_SERVER_ERROR, "html", error_page(error).into());
    }
    match find(&shown.plan, path) {
        Found::File(name, bytes) if extension(&name) == "html" => respond(StatusCode::OK, "html", relaxed(bytes)),
        Found::File(name, bytes) => respond(StatusCode::OK, extension(&name), bytes),
        Found::Folder => {
            let mut response = respond(StatusCode::PERMANENT_REDIRECT, "txt", Bytes::new());
            if let Ok(to) = format!("/{asked}/").parse() {
                response.headers_mut().insert(header::LOCATION, to);
            }
            response
        }
        Found::Nothing => nothing(&shown.plan),
    }
}

fn nothing(plan: &Plan) -> Response<Body> {
    match find(plan, "404.html") {
        Found::File(_, bytes) => respond(StatusCode::NOT_FOUND, "html", relaxed(bytes)),
        _ => respond(StatusCode::NOT_FOUND, "txt", Bytes::from_static(b"nothing here\n")),
    }
}

/// A page without the policy in its head: the script that reloads it is put into the page, which the policy forbids.
fn relaxed(page: Bytes) -> Bytes {
    let found = std::str::from_utf8(&page).ok().and_then(|html| {
        let (before, rest) = html.split_once("<meta http-equiv=\"Content-Security-Policy\"")?;
        Some(format!("{before}{}", rest.split_once('>')?.1))
    });
    found.map_or(page, Bytes::from)
}

/// A path without its `%XX` (RFC 3986 section 2.1); nothing when one is broken or they make no text.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = path.bytes();
    let mut out = Vec::with_capacity(path.len());
    while let Some(byte) = bytes.next() {
        let byte = if byte == b'%' {
            let mut digit = || char::from(bytes.next()?).to_digit(16);
            u8::try_from(digit()? * 16 + digit()?).ok()?
        } else {
            byte
        };
        out.push(byte);
    }
    String::from_utf8(out).ok()
}

enum Found {
    File(String, Bytes),
    Folder,
    Nothing,
}

fn find(plan: &Plan, path: &str) -> Found {
    let file = |name: String| plan.files.get(&name).map(|bytes| Found::File(name, Bytes::copy_from_slice(bytes)));
    if path.is_empty() || path.ends_with('/') {
        return file(format!("{path}index.html")).unwrap_or(Found::Nothing);
    }
    if let Some(found) = file(path.to_owned()) {
        return found;
    }
    if plan.files.contains_key(&format!("{path}/index.html")) { Found::Folder } else { Found::Nothing }
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

fn respond(status: StatusCode, extension: &str, body: Bytes) -> Response<Body> {
    let media_type = match extension {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "atom" => "application/atom+xml; charset=utf-8",
        "rss" => "application/rss+xml; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "ics" => "text/calendar; charset=utf-8",
        "xml" | "opml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

fn error_page(message: &str) -> String {
    let message = message.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>The site has a mistake</title>\n<style>body{{margin:2rem;font:1rem/1.5 system-ui;color-scheme:light dark}}\
         pre{{overflow:auto;padding:1rem;border:2px solid #c8372d;border-radius:.5rem}}</style>\n\
         <h1>The site has a mistake</h1>\n<p>Mend it and save: this page comes back by itself.</p>\n<pre>{message}</pre>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::{
        body::to_bytes,
        extract,
        http::{HeaderMap, Uri, header},
    };

    use super::{State, answer, is_loopback};
    use crate::render::Plan;

    async fn get(state: &Arc<State>, path: &'static str) -> (u16, String) {
        let response = answer(extract::State(Arc::clone(state)), Uri::from_static(path)).await;
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    fn plan() -> Plan {
        let mut plan = Plan::default();
        for name in ["index.html", "a/index.html", "é 1.txt", "style.css", "404.html"] {
            plan.files.insert(name.to_owned(), Arc::from(name.as_bytes()));
        }
        plan
    }

    #[tokio::test]
    async fn serves_the_plan() {
        let state = Arc::new(State::default());
        assert!(state.set(Ok(plan())));
        assert_eq!(get(&state, "/").await, (200, "index.html".into()));
        assert_eq!(get(&state, "/a/").await, (200, "a/index.html".into()));
        assert_eq!(get(&state, "/a").await.0, 308);
        assert_eq!(get(&state, "/style.css").await, (200, "style.css".into()));
        assert_eq!(get(&state, "/b/").await, (404, "404.html".into()));
    }

    #[tokio::test]
    async fn paths_are_decoded() {
        let state = Arc::new(State::default());
        assert!(state.set(Ok(plan())));
        assert_eq!(get(&state, "/%C3%A9%201.txt").await, (200, "é 1.txt".into()));
        assert_eq!(get(&state, "/%61").await.0, 308);
        for broken in ["/%", "/%6", "/%zz", "/%+6a", "/%FF", "/%C3%28"] {
            assert_eq!(get(&state, broken).await, (404, "404.html".into()), "{broken}");
        }
    }

    #[test]
    fn only_this_machine_is_answered() {
        let of = |host: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, host.parse().unwrap());
            is_loopback(&headers)
        };
        for host in ["127.0.0.1", "127.0.0.1:4242", "localhost:1", "LocalHost", "[::1]:80", "[::1]"] {
            assert!(of(host), "{host}");
        }
        for host in ["", "kermis.example", "localhost.kermis.example", "127.0.0.1.nip.io:80", "localhost:x", "[::2]"] {
            assert!(!of(host), "{host}");
        }
        assert!(!is_loopback(&HeaderMap::new()));
    }

    #[tokio::test]
    async fn an_error_is_shown_and_goes_away() {
        let state = Arc::new(State::default());
        state.set(Ok(plan()));
        assert!(state.set(Err("<broken>".into())));
        let (status, page) = get(&state, "/a/").await;
        assert_eq!(status, 500);
        assert!(page.contains("&lt;broken&gt;"));
        assert_eq!(get(&state, "/style.css").await.0, 200);
        assert!(state.set(Ok(plan())));
        assert_eq!(get(&state, "/a/").await.0, 200);
        assert!(!state.set(Ok(plan())), "nothing new, no reload");
    }
}
