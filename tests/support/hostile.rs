//! Payloads of every class, written for this project, and a reader of HTML that knows what is harmless: a list of its
//! own, so that a mistake in the sanitiser's list is seen.

use std::{fs, path::Path};

use scraper::{Html, Node};
use url::Url;

/// One piece of hostile markup.
#[derive(Clone)]
pub struct Payload {
    /// Its class and number, as `schemes 12`.
    pub name: String,
    pub html: String,
}

/// All of them, in order. In the files `\n`, `\t`, `\r`, `\0`, `\u{…}` and `\\` are escapes.
pub fn payloads() -> Vec<Payload> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hostile");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut all = Vec::new();
    for file in files {
        let class = file.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).unwrap();
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with("# "));
        all.extend(
            lines.enumerate().map(|(n, line)| Payload { name: format!("{class} {}", n + 1), html: unescape(line) }),
        );
    }
    all
}

fn unescape(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let mut chars = after.chars();
        match chars.next().unwrap() {
            'n' => out.push('\n'),
            't' => out.push('\t'),
            'r' => out.push('\r'),
            '0' => out.push('\0'),
            '\\' => out.push('\\'),
            'u' => {
                let (digits, _) = after[2..].split_once('}').unwrap();
                // A surrogate is no character; none is written.
                out.push(char::from_u32(u32::from_str_radix(digits, 16).unwrap()).unwrap());
                chars = after[2 + digits.len() + 1..].chars();
            }
            other => panic!("`\\{other}` is no escape in {line}"),
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out
}

/// What a quoted post may be made of.
const ELEMENTS: &str = "a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div \
                        dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p pre q rp \
                        rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u \
                        ul var wbr";
const ATTRIBUTES: &str = "alt cite colspan datetime dir height href hreflang lang rel reversed rowspan scope span src start \
                          title width";

/// Where sanitised HTML is read: before it, after it, and the elements that come with the place.
pub const PLACES: &[(&str, &str, &str)] = &[
    ("", "", ""),
    ("<div>", "</div>", ""),
    ("<p>", "</p>", ""),
    ("<svg>", "</svg>", "svg"),
    ("<svg><desc>", "</desc></svg>", "svg desc"),
    ("<math>", "</math>", "math"),
    ("<math><mtext>", "</mtext></math>", "math mtext"),
    ("<table>", "</table>", ""),
    ("<table><tr>", "</tr></table>", ""),
    ("<select>", "</select>", "select"),
    ("<noscript>", "</noscript>", "noscript"),
    ("<button>", "</button>", "button"),
    ("<template>", "</template>", "template"),
    ("<form>", "</form>", "form"),
];

/// What is active or does not belong in sanitised HTML, wherever it is read. Empty: it is harmless.
pub fn dangers(html: &str) -> Vec<String> {
    let mut found = dangers_elsewhere(html);
    let tree = Html::parse_fragment(html);
    let elements = tree.tree.root().descendants().filter_map(|node| node.value().as_element());
    let mut links = elements.filter(|element| element.name() == "a" && element.attr("href").is_some());
    if links.any(|link| !link.attr("rel").is_some_and(|rel| rel.contains("nofollow"))) {
        found.push("a link that vouches for its target".into());
    }
    found
}

/// The same for HTML whose links are ours.
pub fn dangers_elsewhere(html: &str) -> Vec<String> {
    let mut found: Vec<String> = strange_tags(html);
    for (before, after, expected) in PLACES {
        let tree = Html::parse_fragment(&format!("{before}{html}{after}"));
        found.extend(in_tree(&tree, expected).into_iter().map(|what| format!("in {before}: {what}")));
    }
    let page = Html::parse_document(&format!("<!doctype html><title>x</title><body>{html}"));
    found.extend(in_tree(&page, "html head title body").into_iter().map(|what| format!("in a page: {what}")));
    found
}

/// Every `<` in sanitised HTML begins a tag of the list: no reader, however it reads, sees another.
fn strange_tags(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for rest in html.split('<').skip(1) {
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let end = name.find(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit()).unwrap_or(name.len());
        if !is_listed(&name[..end], ELEMENTS) || !matches!(name.as_bytes().get(end), Some(b' ' | b'>')) {
            found.push(format!("`<{}`", rest.chars().take(20).collect::<String>()));
        }
    }
    found
}

fn is_listed(name: &str, list: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == name)
}

fn in_tree(tree: &Html, expected: &str) -> Vec<String> {
    let mut found = Vec::new();
    for node in tree.tree.root().descendants() {
        match node.value() {
            Node::Element(element) => {
                let name = element.name();
                if !is_listed(name, ELEMENTS) && !is_listed(name, expected) && name != "html" {
                    found.push(format!("an element {name}"));
                }
                for (attribute, value) in element.attrs() {
                    if !is_listed(attribute, ATTRIBUTES) {
                        found.push(format!("an attribute {attribute}={value}"));
                    }
                    let schemes: &[&str] =
                        if attribute == "href" { &["http", "https", "mailto"] } else { &["http", "https"] };
                    if matches!(attribute, "href" | "src" | "cite") && !leads_to(value, schemes) {
                        found.push(format!("an address {attribute}={value}"));
                    }
                }
            }
            Node::Comment(_) | Node::ProcessingInstruction(_) => found.push(format!("{:?}", node.value())),
            _ => {}
        }
    }
    found
}

/// Whether a browser, which drops tabs and line breaks from addresses, would go to one of these schemes, and to the same
/// place from wherever it is.
fn leads_to(address: &str, schemes: &[&str]) -> bool {
    Url::parse(address).is_ok_and(|url| schemes.contains(&url.scheme()))
}
