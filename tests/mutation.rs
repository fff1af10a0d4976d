//! Feeds with accidents: whatever happens to a feed on its way, reading it ends soon and without a panic.
//!
//! The accidents are made from a fixed seed: case 17 is the same on every machine. `BLOGKERMIS_MUTATIONS=100000` runs so
//! many instead of the few that an ordinary run has time for, and `BLOGKERMIS_MUTATION_CORPUS=DIR` adds the files below a
//! folder to the project's own feeds. A case that fails is left in the target folder; `BLOGKERMIS_MUTATION_CASE=17` runs it
//! alone.
#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "feeds are files, and they are there")]

use std::{
    cell::Cell,
    fs,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use blogkermis::feed;
use url::Url;

/// Cases of an ordinary run.
const CASES: usize = 2000;
/// No case may take longer. Without optimisation everything takes ten times as long.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });

/// What attackers and accidents put into feeds.
const PIECES: &[&str] = &[
    "<",
    ">",
    "&",
    "\"",
    "'",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "<?",
    "?>",
    "<!DOCTYPE rss [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]>",
    "&b;",
    "&#0;",
    "&#x110000;",
    "&#157;",
    "&nbsp;",
    "<item>",
    "</item>",
    "<entry>",
    "</entry>",
    "<channel>",
    "</channel>",
    "<feed xmlns='http://www.w3.org/2005/Atom'>",
    "<rss version='2.0'>",
    "<title>",
    "<link>",
    "<link href='//'/>",
    "<media:group>",
    "</media:group>",
    "<media:content url='http://[::1]/'/>",
    "<content type='xhtml'><div>",
    "<content mode='base64'>",
    " xml:base='http://a.example:99999/'",
    " xml:base='data:,x'",
    " xmlns=''",
    "<ttl>18446744073709551616</ttl>",
    "<skipHours><hour>-1</hour>",
    "<pubDate>31 Feb 2024 24:00:60 +9999</pubDate>",
    "<pubDate>-9999-99-99T99:99:99Z</pubDate>",
    "<guid isPermaLink='true'>http://xn--/</guid>",
    "Ã\u{83}Â©â€\u{9d}ðŸ˜",
    "\u{0}",
    "\u{b}",
    "\u{202e}",
    "\u{feff}",
    "&lt;script&gt;",
    "&lt;svg&gt;&lt;style&gt;",
    "<script>",
    "<b><i><a>",
    "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[",
    "{\"id\":1e999}",
    "\\ud800",
];

/// `SplitMix64`: small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below `end`, and 0 when there is nothing below it.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % (end.max(1) as u64)).unwrap_or_default()
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("readable").path()) {
        if path.is_dir() {
            files_below(&path, found);
        } else {
            found.push(path);
        }
    }
}

fn corpus() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    files_below(&root.join("tests/fixtures/feeds"), &mut files);
    files_below(&root.join("content/feeds"), &mut files);
    if let Ok(folder) = std::env::var("BLOGKERMIS_MUTATION_CORPUS") {
        files_below(Path::new(&folder), &mut files);
    }
    files.sort();
    files.into_iter().map(|file| fs::read(file).expect("readable")).collect()
}

/// Where a tag stands.
fn tag(bytes: &[u8], dice: &mut Dice) -> Option<std::ops::Range<usize>> {
    let from = dice.below(bytes.len());
    let start = from + bytes[from..].iter().position(|b| *b == b'<')?;
    let end = start + bytes[start..].iter().position(|b| *b == b'>')?;
    Some(start..end + 1)
}

/// The text in another encoding, with what says so left as it is or not.
fn encoded(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let wide = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    match dice.below(8) {
        0 => wide(u16::to_le_bytes),
        1 => wide(u16::to_be_bytes),
        2 => [b"\xff\xfe".as_slice(), &wide(u16::to_le_bytes)].concat(),
        3 => [b"\xfe\xff".as_slice(), &wide(u16::to_be_bytes)].concat(),
        4 => text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect(),
        // Decoded wrongly, and encoded again.
        5 => bytes.iter().map(|b| char::from(*b)).collect::<String>().into_bytes(),
        6 => {
            let name: &str = ["utf-16", "koi8-r", "iso-2022-jp", "x"][dice.below(4)];
            text.replacen("utf-8", name, 1).into_bytes()
        }
        _ => [b"\xef\xbb\xbf".as_slice(), bytes].concat(),
    }
}

fn mutate(bytes: &mut Vec<u8>, corpus: &[Vec<u8>], dice: &mut Dice) {
    let length = bytes.len();
    let (from, to) = (dice.below(length + 1), dice.below(length + 1));
    let (from, to) = (from.min(to), from.max(to));
    let short = to.min(from + 1 + dice.below(200));
    match dice.below(12) {
        0 | 1 if length > 0 => {
            for _ in 0..=dice.below(20) {
                let at = dice.below(length);
                bytes[at] ^= 1 << dice.below(8);
            }
        }
        2 => bytes.truncate(from),
        3 => drop(bytes.drain(from..short)),
        4 => {
            let again = bytes[from..short].repeat(1 + dice.below(30));
            bytes.splice(from..from, again);
        }
        5 => {
            let other = dice.pick(corpus);
            let cut = dice.below(other.len());
            bytes.splice(from.., other[cut..].iter().copied());
        }
        6 | 7 if length > 0 => {
            if let Some(tag) = tag(bytes, dice) {
                let copies = if dice.below(2) == 0 { 0 } else { 2 + dice.below(40) };
                let again = bytes[tag.clone()].repeat(copies);
                bytes.splice(tag, again);
            }
        }
        8 | 9 => {
            let piece = dice.pick(PIECES).repeat(if dice.below(20) == 0 { 3000 } else { 1 });
            bytes.splice(from..from, piece.into_bytes());
        }
        10 => *bytes = encoded(bytes, dice),
        _ => bytes.reverse(),
    }
}

/// The case of a number: a feed and what it came with.
fn case(number: usize, corpus: &[Vec<u8>]) -> (Vec<u8>, Option<&'static str>) {
    let mut dice = Dice(number as u64 ^ 0x6b65_726d_6973);
    let mut bytes = dice.pick(corpus).clone();
    for _ in 0..=dice.below(4) {
        mutate(&mut bytes, corpus, &mut dice);
    }
    let kinds = [
        None,
        None,
        Some("text/xml; charset=iso-8859-1"),
        Some("application/feed+json"),
        Some("text/xml; charset=utf-16"),
    ];
    (bytes, *dice.pick(&kinds))
}

thread_local! {
    static CURRENT: Cell<usize> = const { Cell::new(0) };
}

/// Reads a case; says what is wrong with what came of it.
fn run(bytes: &[u8], kind: Option<&str>) -> Option<String> {
    let (took, fault) = timed(bytes, kind);
    // On a busy machine waiting looks like work: slow is what is slow again.
    let took = if took > LONGEST { took.min(timed(bytes, kind).0) } else { took };
    fault.or_else(|| (took > LONGEST).then(|| format!("took {took:?}")))
}

fn timed(bytes: &[u8], kind: Option<&str>) -> (Duration, Option<String>) {
    let base = Url::parse("https://feeds.example/some/feed.xml").expect("an address");
    let start = Instant::now();
    let read = panic::catch_unwind(AssertUnwindSafe(|| {
        let read = feed::read(bytes, Some(&base), kind);
        let _ = feed::sanitize(&String::from_utf8_lossy(bytes), Some(&base));
        let _ = feed::is_feed(bytes, kind);
        read
    }));
    let took = start.elapsed();
    let Ok(Ok(feed)) = read else { return (took, None) };
    let contained = feed.notes.iter().find(|note| matches!(&*note.code, "unreadable-entry" | "items-unmatched"));
    (took, contained.map(|note| format!("{}: {}", note.code, note.message)))
}

#[test]
fn accidents_end_soon_and_well() {
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse::<usize>().ok());
    let (first, cases) = match number("BLOGKERMIS_MUTATION_CASE") {
        Some(case) => (case, case + 1),
        None => (0, number("BLOGKERMIS_MUTATIONS").unwrap_or(CASES)),
    };
    let corpus = corpus();
    let faults = Mutex::new(Vec::new());
    // The reader contains panics. Here each of them is a fault, contained or not: they are caught where they begin.
    let panics: &'static Mutex<Vec<(usize, String)>> = Box::leak(Box::new(Mutex::new(Vec::new())));
    panic::set_hook(Box::new(move |info| {
        panics.lock().expect("whole").push((CURRENT.get(), format!("panicked: {info}")));
    }));
    let (next, slowest) = (AtomicUsize::new(first), Mutex::new((Duration::ZERO, 0)));
    let workers = thread::available_parallelism().map_or(1, usize::from);
    // What each worker is at, for whoever waits in vain.
    let running: Vec<Mutex<Option<(usize, Instant)>>> = (0..workers).map(|_| Mutex::new(None)).collect();
    thread::scope(|scope| {
        scope.spawn(|| {
            while next.load(Ordering::Relaxed) < cases + workers {
                for (number, since) in running.iter().filter_map(|case| *case.lock().expect("whole")) {
                    if since.elapsed() > LONGEST * 10 {
                        println!("case {number} does not end");
                        std::process::exit(1);
                    }
                }
                thread::sleep(Duration::from_millis(100));
            }
        });
        for worker in &running {
            let (next, corpus, faults, slowest) = (&next, &corpus, &faults, &slowest);
            scope.spawn(move || {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= cases {
                        *worker.lock().expect("whole") = None;
                        break;
                    }
                    CURRENT.set(number);
                    *worker.lock().expect("whole") = Some((number, Instant::now()));
                    let (bytes, kind) = case(number, corpus);
                    let start = Instant::now();
                    if let Some(fault) = run(&bytes, kind) {
                        faults.lock().expect("whole").push((number, fault));
                    }
                    let mut slowest = slowest.lock().expect("whole");
                    *slowest = (*slowest).max((start.elapsed(), number));
                }
            });
        }
    });
    drop(panic::take_hook());
    let mut faults = faults.into_inner().expect("whole");
    faults.append(&mut panics.lock().expect("whole"));
    for (number, fault) in &faults {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("mutation-{number}"));
        fs::write(&file, case(*number, &corpus).0).expect("writable");
        println!("case {number}: {fault}; kept as {}", file.display());
    }
    println!(
        "{} cases of {} feeds, the slowest took {:?}",
        cases - first,
        corpus.len(),
        slowest.into_inner().expect("whole")
    );
    assert!(faults.is_empty(), "{} faults", faults.len());
}

/// A document of one item that holds something, and how long it takes to read.
fn time(inside: &str) -> Duration {
    let rss = format!(
        "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel><title>x</title><item>{inside}</item></channel></rss>"
    );
    let start = Instant::now();
    let feed = feed::read(rss.as_bytes(), None, None).expect("a feed");
    assert!(feed.posts.len() <= 1);
    start.elapsed()
}

/// Milliseconds, with room for a slow machine without optimisation.
#[test]
fn bombs_go_off_in_milliseconds() {
    let bombs = [
        ("nested groups", "<media:group>".repeat(1000) + &"</media:group>".repeat(1000)),
        ("nested elements", "<x>".repeat(100_000) + &"</x>".repeat(100_000)),
        ("nested elements, open", "<x>".repeat(100_000)),
        ("nested XHTML", format!("<description>{}</description>", "<div>".repeat(100_000))),
        ("nested HTML", format!("<description>{}</description>", "&lt;div&gt;".repeat(100_000))),
        ("nested channels", "<channel>".repeat(50_000) + &"<y></z>".repeat(50_000)),
        ("namespaces", (0..20_000).map(|n| format!("<x xmlns:a{n}='b'><a{n}:y/>")).collect::<Vec<_>>().concat()),
        ("attributes", format!("<x {}/>", (0..50_000).map(|n| format!(" a{n}='b'")).collect::<Vec<_>>().concat())),
        ("categories", (0..50_000).map(|n| format!("<category>{n}</category>")).collect::<Vec<_>>().concat()),
        (
            "key words",
            format!(
                "<itunes:keywords>{}</itunes:keywords>",
                (0..100_000).map(|n| format!("{n},")).collect::<Vec<_>>().concat()
            ),
        ),
        ("authors", (0..50_000).map(|n| format!("<author>a@b.c (n{n})</author>")).collect::<Vec<_>>().concat()),
        ("references", format!("<title>{}</title>", "&unknown;&".repeat(50_000))),
        ("names of references", (0..50_000).map(|n| format!("<title>&n{n};</title>")).collect::<Vec<_>>().concat()),
        ("bad decoding", format!("<title>{}</title>", "Ã\u{83}Â©".repeat(50_000))),
        ("bad decoding in HTML", format!("<description>{}</description>", "&lt;p&gt;cafÃ©&lt;b&gt;Ã©".repeat(20_000))),
    ];
    for (name, bomb) in bombs {
        let took = time(&bomb);
        println!("{name}: {took:?}");
        assert!(took < LONGEST / 4, "{name} took {took:?}");
    }
}

#[test]
fn entities_do_not_multiply() {
    let levels = (1..10).map(|level| format!("<!ENTITY l{level} '{}'>", format!("&l{};", level - 1).repeat(10)));
    let subset = format!("<!ENTITY l0 'lol'>{}", levels.collect::<Vec<_>>().concat());
    let bomb = format!(
        "<!DOCTYPE rss [{subset}]><rss version='2.0'><channel><item><title>&l9;</title></item></channel></rss>"
    );
    let start = Instant::now();
    let feed = feed::read(bomb.as_bytes(), None, None).expect("a feed");
    assert!(start.elapsed() < LONGEST / 10);
    assert!(feed.posts[0].title.len() < 100, "{}", feed.posts[0].title.len());
    let outside = "<!DOCTYPE rss [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><rss version='2.0'><channel><item><title>a&f;b</title></item></channel></rss>";
    assert_eq!(feed::read(outside.as_bytes(), None, None).expect("a feed").posts[0].title, "a&f;b");
}
