//! The development server, by the real binary: pages, mistakes in the browser, and back again.

#![allow(clippy::disallowed_methods, reason = "a test edits files")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on stops")]

mod support;

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    time::Duration,
};

use support::{Site, web::reader};

struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(site: &Site) -> Self {
        Self::start_with(site, &[])
    }

    fn start_with(site: &Site, args: &[&str]) -> Self {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin!("blogkermis"))
            .arg("--root")
            .arg(site.root())
            .args(["serve", "--port", "0"])
            .args(args)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| Some(line.split_once("http://")?.1.split('/').next()?.to_owned()))
            .expect("the server says where it listens");
        // Someone has to read what it says, or it stops when the pipe is full.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Self { child, address }
    }

    /// Asks again until the answer is as wanted: how long a rebuild takes is the machine's affair.
    async fn until(&self, path: &str, wanted: impl Fn(u16, &str) -> bool) -> String {
        let url = format!("http://{}{path}", self.address);
        let client = reader().build().unwrap();
        let mut last = String::new();
        for _ in 0..300 {
            if let Ok(response) = client.get(&url).send().await {
                let status = response.status().as_u16();
                last = response.text().await.unwrap();
                if wanted(status, &last) {
                    return last;
                }
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{url} never became as wanted; last: {last}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_shows_in_the_browser_and_goes_away_when_it_is_mended() {
    let site = Site::sample();
    let server = Server::start(&site);
    let page = server.until("/hardop-leren/", |status, _| status == 200).await;
    assert!(page.contains("livereload"), "the page reloads itself");

    let call = site.read("content/hardop-leren/_index.md");
    site.write("content/hardop-leren/_index.md", &call.replace("language = \"nl\"", "language = 12"));
    let page = server.until("/hardop-leren/", |status, _| status == 500).await;
    assert!(page.contains("content/hardop-leren/_index.md:4:"), "{page}");
    server.until("/favicon.svg", |status, _| status == 200).await;

    site.write("content/hardop-leren/_index.md", &call.replace("title = \"Hardop leren\"", "title = \"Luidop leren\""));
    server.until("/hardop-leren/", |status, page| status == 200 && page.contains("Luidop leren")).await;

    site.write(
        "templates/edition.html",
        "{% extends \"base.html\" %}{% block main %}{{ no_such_thing }}{% endblock %}",
    );
    let page = server.until("/hardop-leren/", |status, _| status == 500).await;
    assert!(page.contains("edition.html"), "{page}");
    std::fs::remove_file(site.root().join("templates/edition.html")).unwrap();
    server.until("/hardop-leren/", |status, page| status == 200 && page.contains("Luidop leren")).await;
    assert!(!site.has("public"), "the server writes no site");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn ctrl_c_ends_it_while_a_page_is_open() {
    let site = Site::sample();
    let mut server = Server::start(&site);
    let page = server.until("/", |status, _| status == 200).await;
    let (_, rest) = page.split_once("data-event-stream=\"").expect("the page names its event stream");
    let (stream, _) = rest.split_once('"').unwrap();
    let client = reader().build().unwrap();
    let mut open = client.get(format!("http://{}{stream}", server.address)).send().await.unwrap();
    assert!(open.chunk().await.unwrap().is_some(), "the stream runs");
    assert!(Command::new("kill").args(["-INT", &server.child.id().to_string()]).status().unwrap().success());
    for _ in 0..300 {
        if let Some(status) = server.child.try_wait().unwrap() {
            assert_eq!(status.code(), Some(0));
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("it goes on");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_answers_this_machine_and_only_reads() {
    let site = Site::sample();
    let server = Server::start_with(&site, &["--dry-run"]);
    server.until("/", |status, _| status == 200).await;
    server.until("/hardop%2Dleren/", |status, _| status == 200).await;
    let client = reader().build().unwrap();
    let url = format!("http://{}/", server.address);
    let status = |request: reqwest::RequestBuilder| async { request.send().await.unwrap().status().as_u16() };
    assert_eq!(status(client.get(&url).header("Host", "kermis.example")).await, 403);
    assert_eq!(status(client.get(&url).header("Host", "localhost:1")).await, 200);
    assert_eq!(status(client.head(&url)).await, 200);
    assert_eq!(status(client.post(&url)).await, 405);
    for folder in ["harvest", ".blogkermis", "public"] {
        assert!(!site.has(folder), "a dry run makes no {folder}");
    }
}
