//! The client against a server that knows some eighty ways to misbehave, where there is one: `BLOGKERMIS_BADSERVER` is
//! the path of its script, started as `python3 SCRIPT --port 0 --hosts N --ready FILE --log FILE`. It writes its port to
//! the first file and listens there on 127.0.1.1 to 127.0.1.N; on the port after that listens a canary that nobody may
//! touch, and the log tells who did. `python3 SCRIPT --score FILE` judges the manners in a log.
//!
//! Prints a table of what happened; `cargo test --test badserver -- --nocapture` shows it.

#![expect(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods, reason = "this is a test")]

use std::{
    collections::BTreeMap,
    fs,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use blogkermis::{
    fetch::{Answer, Client, Proxies, Validators},
    model::FetchPolicy,
};

/// What must never be a success.
const FAILURES: &[&str] = &[
    "r:302,to:priv,kind:canary",
    "r:302,to:priv,kind:dec",
    "r:302,to:priv,kind:hex",
    "r:302,to:priv,kind:oct",
    "r:302,to:priv,kind:short",
    "r:302,to:priv,kind:zero",
    "r:302,to:priv,kind:loop6",
    "r:302,to:priv,kind:v4mapped",
    "r:302,to:priv,kind:nat64",
    "r:302,to:priv,kind:localhost",
    "r:302,to:priv,kind:meta",
    "r:302,to:priv,kind:rfc1918",
    "r:302,to:priv,kind:rfc1918b",
    "r:302,to:priv,kind:cgnat",
    "r:302,to:priv,kind:ula",
    "r:302,to:priv,kind:linklocal6",
    "r:302,to:priv,kind:file",
    "r:302,to:priv,kind:gopher",
    "r:302,to:priv,kind:ftp",
    "r:302,to:priv,kind:data",
    "r:302,to:priv,kind:userinfo",
    "r:302,to:priv,kind:backslash",
    "r:302,to:priv,kind:crlf",
    "r:302,to:priv,kind:port22",
    "r:302,to:priv,kind:bcast",
    "r:302,to:priv,kind:mcast",
    "r:302,to:loop",
    "r:301,to:pingpong",
    "r:302,to:grow",
    "r:302,to:empty",
    "r:302,to:none",
    "r:301,to:gone",
    "r:302,hops:15",
    "bomb:gzip",
    "bomb:deflate",
    "bomb:br",
    "infinite",
    "inffeed",
    "endlesshdr",
    "bighdr:1000000",
    "manyhdr:5000",
    "slow:5",
    "slowhead:5",
    "stall:5",
    "hang:5",
    "delay:8",
    "reset",
    "trunc:0.5",
    "truncchunk",
    "gztrunc",
    "liegzip",
    "xenc:zstd",
    "badstatus",
    "lie304",
    "flaky:2",
    "st:401",
    "st:403",
    "st:404",
    "st:410",
    "st:429,ra:120",
    "st:429,ra:d60",
    "st:451",
    "st:500",
    "st:502",
    "st:503,ra:60",
];

/// What must be one.
const SUCCESSES: &[&str] = &[
    "",
    "etag",
    "lm",
    "wetag",
    "uqetag",
    "nocond",
    "rev",
    "ignore",
    "lmfuture",
    "lmbad",
    "cc:600",
    "expires:600",
    "vary",
    "r:301",
    "r:302",
    "r:303",
    "r:307",
    "r:308",
    "r:301,hops:3",
    "r:302,to:rel",
    "r:302,to:schemerel",
    "ct:none",
    "ct:text/html",
    "gzip",
    "deflate",
    "deflate:raw",
    "chunked",
    "nocl",
    "http10",
    "close",
    "cookies:20",
    "flaky:1",
    "delay:1",
];

/// Enough that each misbehaviour has a host of its own: one host is asked for one thing at a time.
const HOSTS: usize = 120;

struct Server {
    child: Child,
    port: u16,
    folder: tempfile::TempDir,
}

impl Server {
    fn start() -> Option<Self> {
        let Some(script) = std::env::var_os("BLOGKERMIS_BADSERVER") else {
            println!("skipped: BLOGKERMIS_BADSERVER names no script");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let ready = folder.path().join("port");
        let child = Command::new("python3")
            .arg(script)
            .args(["--port", "0", "--hosts", &HOSTS.to_string(), "--ready"])
            .arg(&ready)
            .arg("--log")
            .arg(folder.path().join("log"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut server = Self { child, port: 0, folder };
        for _ in 0..200 {
            thread::sleep(Duration::from_millis(50));
            let text = fs::read_to_string(&ready).unwrap_or_default();
            if let Ok(port) = text.trim().parse() {
                server.port = port;
                return Some(server);
            }
        }
        panic!("the server did not start");
    }

    /// What the judge says of the manners, rule by rule: right, of so many.
    fn score(&self) -> BTreeMap<String, (u64, u64)> {
        let script = std::env::var_os("BLOGKERMIS_BADSERVER").unwrap();
        // The server writes its log twice a second.
        thread::sleep(Duration::from_secs(1));
        let said = Command::new("python3").arg(script).arg("--score").arg(self.folder.path().join("log")).output();
        let score: serde_json::Value = serde_json::from_slice(&said.unwrap().stdout).unwrap();
        println!("politeness {}", score["politeness"]);
        let rules = score["rules"].as_object().unwrap().iter();
        rules
            .map(|(rule, said)| (rule.clone(), (said["right"].as_u64().unwrap(), said["total"].as_u64().unwrap())))
            .collect()
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The most memory this process ever used, in MB, where the system tells.
fn peak() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<usize>().ok()? / 1000)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_a_server_does_it_ends_well() {
    let Some(server) = Server::start() else { return };
    let policy = FetchPolicy {
        timeout: Duration::from_secs(3),
        contact: Some("https://kermis.example/".into()),
        ..FetchPolicy::default()
    };
    let allow = format!("127.0.1.0/24:{}", server.port);
    let client = Client::new(&policy, Some(&allow), &Proxies::default()).unwrap();
    assert!(FAILURES.len() + SUCCESSES.len() <= HOSTS);
    let asks = FAILURES.iter().chain(SUCCESSES).zip(1..).map(|(flags, number)| {
        let address = format!("http://127.0.1.{number}:{}/f/{number}?b={flags}", server.port).parse().unwrap();
        let client = &client;
        async move {
            let started = Instant::now();
            let (said, is_refused) = match client.get(&address, &Validators::default()).await {
                Ok(Answer::Fresh(fetched)) => {
                    let size = fetched.body.len();
                    (Ok(format!("ok, {size} bytes, max-age {:?}, {:?}", fetched.max_age, fetched.validators)), false)
                }
                Ok(Answer::NotModified(_)) => (Ok("not modified".to_owned()), false),
                Err(error) => (Err(error.to_string()), error.is_refusal()),
            };
            (*flags, said, is_refused, started.elapsed())
        }
    });
    let mut wrong = Vec::new();
    for (flags, said, is_refused, took) in futures_util::future::join_all(asks).await {
        let (Ok(words) | Err(words)) = &said;
        println!("{flags:32} {:6.2} s  {words}", took.as_secs_f64());
        if said.is_ok() != SUCCESSES.contains(&flags) {
            wrong.push(format!("{flags}: {words}"));
        }
        // Three lead nowhere near us: an address that cannot be read, a back slash that ends the host before the `@`, and
        // a line break that stays a part of the path.
        let is_harmless = ["linklocal6", "backslash", "crlf"].iter().any(|kind| flags.ends_with(kind));
        if flags.contains("priv") && !is_harmless && !is_refused {
            wrong.push(format!("{flags} was not refused by the guard: {words}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let score = server.score();
    println!("{score:#?}");
    let rude: Vec<_> = score.iter().filter(|(_, (right, total))| right < total).collect();
    assert!(rude.is_empty(), "{rude:?}");
    let touched: Vec<String> =
        server.log().lines().filter(|line| line.contains("\"canary\": true")).map(Into::into).collect();
    assert!(touched.is_empty(), "{touched:#?}");
    // so that the absence of canary lines says something
    assert!(server.log().lines().count() >= FAILURES.len() + SUCCESSES.len());
    if let Some(peak) = peak() {
        println!("{peak} MB at most");
        assert!(peak < 100, "{peak} MB");
    }
}
