//! A desk by the real binary, and requests as they are on the wire.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use super::Site;

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    /// A header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    /// The token of the form in it.
    pub fn token(&self) -> String {
        let rest = self.body.split_once("name=\"token\" value=\"").unwrap_or_else(|| panic!("{self:?}")).1;
        rest.split('"').next().unwrap().to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        let (head, body) = text.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        Some(Self { status, head: head.replace("\r\n", "\n"), body: body.to_owned() })
    }
}

/// A running desk; it ends with the test.
pub struct Desk {
    pub child: Child,
    pub address: String,
    /// The path that it says to open.
    pub start: String,
    pub said: Arc<Mutex<String>>,
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Desk {
    /// Starts one that may ask `allow`, on 2026-11-21 at noon.
    pub fn start(site: &Site, allow: &str, args: &[&str]) -> Self {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("blogkermis"));
        command.arg("--root").arg(site.root()).args(["desk", "--port", "0"]).args(args);
        command.env("BLOGKERMIS_FETCH_ALLOW", allow).env("SOURCE_DATE_EPOCH", "1795262400").env("NO_COLOR", "1");
        for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"] {
            command.env_remove(name);
        }
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let url = lines.by_ref().find_map(|line| Some(line.split_once("http://")?.1.split(' ').next()?.to_owned()));
        let url = url.unwrap_or_else(|| panic!("the desk says where it listens"));
        let (address, path) = url.split_once('/').unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let keep = Arc::clone(&said);
        thread::spawn(move || lines.for_each(|line| keep.lock().unwrap().push_str(&(line + "\n"))));
        Self { child, address: address.to_owned(), start: format!("/{path}"), said }
    }

    /// Sends bytes as they are, and reads until the other side closes.
    pub fn raw(&self, request: &[u8]) -> Option<Answer> {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        // The other side may have heard enough before the end.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        Answer::read(&String::from_utf8_lossy(&answer))
    }

    /// A request with further headers, each with its line break.
    pub fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> Answer {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n{body}",
            self.address,
            body.len()
        );
        self.raw(request.as_bytes())
            .unwrap_or_else(|| panic!("no answer to {method} {path}: {}", self.said.lock().unwrap()))
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "", "")
    }

    /// A form as our own page sends it.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let origin = format!("Origin: http://{}\r\n", self.address);
        self.post_as(path, fields, &origin)
    }

    /// A form with these headers.
    pub fn post_as(&self, path: &str, fields: &[(&str, &str)], headers: &str) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let headers = format!("{headers}Content-Type: application/x-www-form-urlencoded\r\n");
        self.ask("POST", path, &headers, &body)
    }

    /// The page of a ticket, as soon as nothing is to be done for it.
    pub fn settled(&self, ticket: &str) -> Answer {
        let end = Instant::now() + Duration::from_mins(1);
        loop {
            let page = self.get(ticket);
            if !page.body.contains("http-equiv=\"refresh\"") {
                return page;
            }
            assert!(Instant::now() < end, "{page:?}");
            thread::sleep(Duration::from_millis(200));
        }
    }
}

/// Nobody fills in a form faster than this.
pub fn fill_in() {
    thread::sleep(Duration::from_millis(2100));
}
