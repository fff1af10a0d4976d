//! A thousand feeds over loopback, fetched, parsed and extracted by the whole program, side by side with a Python program
//! that fetches and parses the same feeds: `cargo bench --bench feeds`.
//!
//! `BLOGKERMIS_PEER_PYTHON` names a Python with aiohttp and feedparser; without it the program runs alone. Every
//! command is a process of its own, measured from outside: wall clock, processor time, peak memory; medians of five.

#![expect(clippy::disallowed_methods, clippy::print_stdout, clippy::unwrap_used, reason = "a bench")]

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use axum::{
    Router,
    extract::{Path as Segment, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use tempfile::TempDir;
use tokio::{net::TcpListener, runtime::Runtime};

const FEEDS: usize = 1000;
/// Loopback addresses the feeds are spread over, as blogs are over hosts.
const HOSTS: usize = 200;
const RUNS: usize = 5;

/// The sample's feeds.
struct Feeds(Vec<(String, &'static str)>);

impl Feeds {
    fn read() -> Self {
        let folder = root().join("content/feeds");
        let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort();
        let kind = |path: &Path| {
            if path.extension().is_some_and(|e| e == "json") { "application/feed+json" } else { "text/xml" }
        };
        Self(files.iter().map(|path| (fs::read_to_string(path).unwrap(), kind(path))).collect())
    }

    /// One of a thousand: a feed of the sample on a site of its own.
    fn body(&self, number: usize) -> (String, &'static str) {
        let (text, kind) = &self.0[number % self.0.len()];
        (text.replace(".example/", &format!("-{number}.example/")), kind)
    }
}

async fn answer(State(feeds): State<Arc<Feeds>>, Segment(number): Segment<usize>, headers: HeaderMap) -> Response {
    let tag = format!("\"{number}\"");
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let (body, kind) = feeds.body(number);
    ([(header::ETAG, tag), (header::CONTENT_TYPE, kind.to_owned())], body).into_response()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn urls(port: u16) -> impl Iterator<Item = String> {
    (0..FEEDS).map(move |number| format!("http://127.0.1.{}:{port}/{number}", number % HOSTS + 1))
}

/// A site that follows them all, with the sample's edition.
fn site(port: u16) -> TempDir {
    let folder = TempDir::new().unwrap();
    let content = folder.path().join("content");
    fs::create_dir_all(content.join("blogs")).unwrap();
    fs::create_dir_all(content.join("hardop-leren")).unwrap();
    fs::copy(root().join("blogkermis.toml"), folder.path().join("blogkermis.toml")).unwrap();
    let call = fs::read_to_string(root().join("content/hardop-leren/_index.md")).unwrap();
    // Its host's blog is not among the thousand.
    let call = call.lines().filter(|line| !line.starts_with("host")).collect::<Vec<_>>().join("\n");
    fs::write(content.join("hardop-leren/_index.md"), call).unwrap();
    for (number, url) in urls(port).enumerate() {
        let blog = format!("+++\ntitle = \"Blog {number}\"\nauthor = \"Blogger {number}\"\nfeed = \"{url}\"\n+++\n");
        fs::write(content.join(format!("blogs/b{number}.md")), blog).unwrap();
    }
    folder
}

/// Seconds by the wall clock and of processor time, and peak memory in MiB.
#[derive(Clone, Copy)]
struct Cost {
    wall: f64,
    cpu: f64,
    memory: f64,
}

/// Runs a command to its end in a process that measures it.
fn measured(command: &[String], port: u16) -> Cost {
    const MEASURE: &str = "import resource,subprocess,sys,time\n\
        t=time.monotonic();subprocess.run(sys.argv[1:],check=True,stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL)\n\
        u=resource.getrusage(resource.RUSAGE_CHILDREN)\n\
        print(time.monotonic()-t,u.ru_utime+u.ru_stime,u.ru_maxrss/1024)";
    let allow = format!("127.0.1.0/24:{port}");
    let output = Command::new("python3")
        .args(["-c", MEASURE])
        .args(command)
        .env("BLOGKERMIS_FETCH_ALLOW", allow)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let numbers: Vec<f64> = text.split_whitespace().map(|number| number.parse().unwrap()).collect();
    let [wall, cpu, memory] = numbers[..] else { panic!("{}", String::from_utf8_lossy(&output.stderr)) };
    Cost { wall, cpu, memory }
}

fn median(costs: &[Cost], of: fn(&Cost) -> f64) -> f64 {
    let mut numbers: Vec<f64> = costs.iter().map(of).collect();
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

/// Prints a row and gives the medians.
fn row(name: &str, costs: &[Cost]) -> Cost {
    let cost =
        Cost { wall: median(costs, |c| c.wall), cpu: median(costs, |c| c.cpu), memory: median(costs, |c| c.memory) };
    println!("{name:44} {:8.2} s wall {:8.2} s CPU {:6.0} MiB", cost.wall, cost.cpu, cost.memory);
    cost
}

fn main() {
    // `cargo test --benches` runs this too; there is nothing to check.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let runtime = Runtime::new().unwrap();
    let listener = runtime.block_on(TcpListener::bind(SocketAddr::from(([0, 0, 0, 0], 0)))).unwrap();
    let port = listener.local_addr().unwrap().port();
    let app = Router::new().route("/{number}", get(answer)).with_state(Arc::new(Feeds::read()));
    runtime.spawn(async move { axum::serve(listener, app).await });

    let program = env!("CARGO_BIN_EXE_blogkermis");
    let fetch = |site: &Path, more: &[&str]| {
        let command = [program, "--root", site.to_str().unwrap(), "fetch", "-q"];
        measured(&command.iter().chain(more).map(ToString::to_string).collect::<Vec<_>>(), port)
    };
    let sites: Vec<TempDir> = (0..RUNS).map(|_| site(port)).collect();
    let first: Vec<Cost> = sites.iter().map(|site| fetch(site.path(), &[])).collect();
    let again: Vec<Cost> = sites.iter().map(|site| fetch(site.path(), &["--force"])).collect();
    println!("{FEEDS} feeds on {HOSTS} loopback addresses, medians of {RUNS}");
    let first = row("fetch, parse, extract, store", &first);
    row("again by force, every feed answers 304", &again);

    let Ok(python) = std::env::var("BLOGKERMIS_PEER_PYTHON") else {
        println!("BLOGKERMIS_PEER_PYTHON names no Python with aiohttp and feedparser: no peer to compare with");
        return;
    };
    let list = TempDir::new().unwrap();
    let path = list.path().join("urls");
    fs::write(&path, urls(port).collect::<Vec<_>>().join("\n")).unwrap();
    let script = root().join("benches/peers/feeds.py");
    for (name, form) in [("peer: fetch, parse", &[][..]), ("peer, parsing in two processes", &["--processes", "2"])] {
        let command: Vec<String> = [python.as_str(), script.to_str().unwrap(), path.to_str().unwrap()]
            .iter()
            .chain(form)
            .map(ToString::to_string)
            .collect();
        let costs: Vec<Cost> = (0..RUNS).map(|_| measured(&command, port)).collect();
        let cost = row(name, &costs);
        println!(
            "{:44} {:8.1} ×      {:8.1} ×",
            "    for one of the program's",
            cost.wall / first.wall,
            cost.cpu / first.cpu
        );
    }
}
