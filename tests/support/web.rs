//! A loopback server that answers what a test tells it to.

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    extract::State,
    http::{StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use tokio::runtime::Runtime;

/// What is behind a path.
#[derive(Clone)]
pub struct Page {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: String,
}

impl Page {
    pub fn html(body: &str) -> Self {
        let page = format!("<!doctype html><html><head><title>Een pagina</title></head><body>{body}</body></html>");
        Self { status: 200, headers: vec![("content-type", "text/html; charset=utf-8".into())], body: page }
    }

    pub fn of_type(kind: &str, body: &str) -> Self {
        Self { status: 200, headers: vec![("content-type", kind.into())], body: body.to_owned() }
    }

    pub fn status(status: u16) -> Self {
        Self { status, ..Self::html("nee") }
    }

    pub fn moved(to: &str) -> Self {
        Self { status: 301, headers: vec![("location", to.into())], body: String::new() }
    }

    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }
}

/// The pages of the server by path, and the paths that were asked for. robots.txt is kept apart.
#[derive(Default)]
struct Server {
    pages: Mutex<HashMap<String, Page>>,
    asked: Mutex<Vec<String>>,
}

async fn answer(State(server): State<Arc<Server>>, uri: Uri) -> Response {
    let path = uri.path_and_query().unwrap().to_string();
    if path != "/robots.txt" {
        server.asked.lock().unwrap().push(path.clone());
    }
    let page = server.pages.lock().unwrap().get(&path).cloned();
    let Some(page) = page else { return StatusCode::NOT_FOUND.into_response() };
    let mut response = (StatusCode::from_u16(page.status).unwrap(), page.body).into_response();
    response.headers_mut().remove(header::CONTENT_TYPE);
    for (name, value) in page.headers {
        response.headers_mut().append(name, value.parse().unwrap());
    }
    response
}

/// A running server.
pub struct Web {
    _runtime: Runtime,
    server: Arc<Server>,
    pub address: SocketAddr,
}

impl Web {
    pub fn start() -> Self {
        let server = Arc::new(Server::default());
        let (runtime, address) = super::serve(Router::new().fallback(answer).with_state(Arc::clone(&server)));
        Self { _runtime: runtime, server, address }
    }

    pub fn put(&self, path: &str, page: Page) {
        self.server.pages.lock().unwrap().insert(path.to_owned(), page);
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What was asked for since the last look.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.server.asked.lock().unwrap())
    }
}

/// A reader's browser, as far as it goes: it asks no proxy.
pub fn reader() -> reqwest::ClientBuilder {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy()
}
