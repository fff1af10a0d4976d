//! The article of a web page, without what stands beside it.

use std::{
    collections::{HashMap, HashSet},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::LazyLock,
};

use ego_tree::{NodeId, iter::Edge};
use scraper::{ElementRef, Html, Node};
use url::Url;

use super::{entry, first, select};
use crate::{
    feed::{depth::Cost, sanitize::sanitize},
    model::Lang,
    text::{Document, token},
};

/// An article has at least so many words.
const SHORTEST: usize = 25;
/// Below so many characters a library looks again with less care. Posts are shorter than articles of newspapers.
const CHARACTERS: usize = 250;

/// The names of what stands beside a text, as in `data/feed/apart.txt`.
struct Names {
    whole: HashSet<&'static str>,
    parts: HashSet<&'static str>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let file = include_str!("../../../data/feed/apart.txt");
    let words = file.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    let (whole, parts): (Vec<&str>, Vec<&str>) = words.partition(|word| word.starts_with('='));
    Names { whole: whole.iter().map(|name| &name[1..]).collect(), parts: parts.into_iter().collect() }
});

/// The main text, sanitised. By the page's own word where it says which it is (microformats, schema.org), or else as a
/// reader mode finds it, unless the page has one article and the reader mode found something else. Of a page that is too
/// large to look around in, what it marks itself.
pub(super) fn main_html(document: &Html, base: Option<&Url>, cost: Cost) -> String {
    if !cost.is_light() {
        let marked = only_article(document).or_else(|| first(document, "main"));
        return marked.and_then(|marked| sanitize(&marked.inner_html(), base).ok()).unwrap_or_default();
    }
    let mut page = document.clone();
    take_apart(&mut page);
    let told = entry::content(&page).or_else(|| only(&page, "[itemprop~=articleBody]"));
    let told = told.map(|content| candidate(&content.inner_html(), base)).filter(|told| told.words >= SHORTEST);
    let article = only_article(&page).map(|article| candidate(&article.inner_html(), base));
    let paragraphs = fullest(&page).map(|parent| candidate(&parent.inner_html(), base));
    let found = readable(&page, base);
    let in_article = |part: &Candidate| article.as_ref().is_none_or(|article| part.is_part_of(article));
    let paragraphs = paragraphs.filter(in_article);
    let best = match (told, &article, paragraphs) {
        // What the page calls the content may be a teaser of it, or begin after the first paragraph.
        (Some(told), ..) if told.words * 3 >= found.words && !found.adds_little_to(&told) => told,
        (_, Some(article), _) if article.words >= SHORTEST && !found.is_part_of(article) => article.clone(),
        (_, _, Some(paragraphs)) if paragraphs.words > 2 * found.words => paragraphs,
        (_, _, Some(paragraphs)) if found.is_noisy() && found.is_part_of(&paragraphs) => paragraphs,
        _ if found.words > 0 => found,
        (_, Some(article), _) => article.clone(),
        _ => first(&page, "main").map(|main| candidate(&main.inner_html(), base)).unwrap_or_default(),
    };
    best.html
}

/// The text of HTML for people: without what stands around it, blocks parted by blank lines.
pub(super) fn text_of(html: &str, language: Option<&Lang>) -> String {
    let document = Document::from_html(html, language);
    let blocks = document.blocks.iter().filter(|block| !block.boilerplate);
    blocks.map(|block| document.block_text(block).replace('\n', " ")).collect::<Vec<_>>().join("\n\n")
}

/// What may be the main text.
#[derive(Clone, Debug, Default)]
struct Candidate {
    html: String,
    /// Its paragraphs of some length.
    paragraphs: Vec<String>,
    words: usize,
    /// How many blocks are no paragraphs.
    others: usize,
}

impl Candidate {
    /// Whether it is another and a paragraph or two more.
    fn adds_little_to(&self, other: &Self) -> bool {
        let all = other.paragraphs.iter().all(|paragraph| self.paragraphs.contains(paragraph));
        all && self.words > other.words && self.words * 2 <= other.words * 3 && self.others <= other.others
    }

    /// Whether most of it is menus, tables and captions.
    fn is_noisy(&self) -> bool {
        self.others > 2 * self.paragraphs.len()
    }

    /// Whether at least half of it stands in another.
    fn is_part_of(&self, other: &Self) -> bool {
        let shared = self.paragraphs.iter().filter(|paragraph| other.paragraphs.contains(paragraph)).count();
        self.words > 0 && shared * 2 >= self.paragraphs.len()
    }
}

fn candidate(html: &str, base: Option<&Url>) -> Candidate {
    let Ok(html) = sanitize(html, base) else { return Candidate::default() };
    let document = Document::from_html(&html, None);
    let blocks = document.blocks.iter().filter(|block| !block.boilerplate).map(|block| document.block_text(block));
    let counted: Vec<(&str, usize)> = blocks.map(|text| (text, token::count(text))).collect();
    let words = counted.iter().map(|(_, words)| words).sum();
    let long = counted.iter().filter(|(_, words)| *words >= 8);
    let paragraphs: Vec<String> = long.map(|(text, _)| (*text).to_owned()).collect();
    Candidate { html, words, others: counted.len() - paragraphs.len(), paragraphs }
}

/// As a reader mode finds it.
fn readable(page: &Html, base: Option<&Url>) -> Candidate {
    let (source, url) = (page.html(), base.map(Url::as_str));
    let options = legible::Options::new().char_threshold(CHARACTERS);
    let article = catch_unwind(AssertUnwindSafe(|| legible::parse(&source, url, Some(options))));
    article.ok().and_then(Result::ok).map(|article| candidate(&article.content, base)).unwrap_or_default()
}

/// The only element of its kind.
fn only<'a>(page: &'a Html, selector: &str) -> Option<ElementRef<'a>> {
    let found = select(page, selector);
    if let [only] = found.as_slice() { Some(*only) } else { None }
}

/// The only article that stands in no other: a page with several is a list.
fn only_article(page: &Html) -> Option<ElementRef<'_>> {
    let mut outer = select(page, "article").into_iter().filter(|article| {
        !article.ancestors().any(|above| above.value().as_element().is_some_and(|above| above.name() == "article"))
    });
    outer.next().filter(|_| outer.next().is_none())
}

/// The element with the most words in paragraphs of its own.
fn fullest(page: &Html) -> Option<ElementRef<'_>> {
    let mut best: Option<(usize, ElementRef<'_>)> = None;
    let mut current: Option<(usize, ElementRef<'_>)> = None;
    for paragraph in select(page, "p") {
        let Some(parent) = paragraph.parent().and_then(ElementRef::wrap) else { continue };
        let words = paragraph.text().map(|text| text.split_whitespace().count()).sum::<usize>();
        // A short one says more of menus and captions than of texts.
        let words = if words < 8 { 0 } else { words };
        current = match current {
            Some((sum, element)) if element == parent => Some((sum + words, element)),
            _ => Some((words, parent)),
        };
        if current.is_some_and(|(sum, _)| best.is_none_or(|(most, _)| sum > most)) {
            best = current;
        }
    }
    best.map(|(_, element)| element)
}

/// Takes out what is no text by its element, its role or its name. Never most of the page: `has-sidebar` is a name too.
fn take_apart(page: &mut Html) {
    const ELEMENTS: &str = "nav, aside, form, dialog, button, footer, [role=navigation], [role=search], [role=dialog], \
                            [role=contentinfo], [role=complementary], [aria-hidden=true], [data-nosnippet], [hidden], \
                            script, style, noscript";
    let words = words_of(page);
    let all = words.get(&page.root_element().id()).copied().unwrap_or_default();
    let is_kept = |element: ElementRef<'_>| {
        matches!(element.value().name(), "html" | "body" | "main" | "article" | "head")
            || words.get(&element.id()).is_some_and(|own| own * 3 > all)
    };
    let by_kind = select(page, ELEMENTS);
    let comments = |element: &ElementRef<'_>| super::is_comments_part(element.value());
    let named = page.root_element().descendent_elements().filter(|element| is_apart(element.value()));
    let apart: Vec<_> = by_kind
        .into_iter()
        .chain(named)
        .filter(|element| {
            matches!(element.value().name(), "script" | "style" | "noscript") || comments(element) || !is_kept(*element)
        })
        .map(|element| element.id())
        .collect();
    for id in apart {
        if let Some(mut node) = page.tree.get_mut(id) {
            node.detach();
        }
    }
    // A comment of HTML may hold what a reader mode takes for text.
    let comments: Vec<_> = page
        .tree
        .root()
        .descendants()
        .filter(|node| matches!(node.value(), Node::Comment(_)))
        .map(|n| n.id())
        .collect();
    for id in comments {
        if let Some(mut node) = page.tree.get_mut(id) {
            node.detach();
        }
    }
}

/// How many words there are in every element, in one walk.
fn words_of(page: &Html) -> HashMap<NodeId, usize> {
    let (mut words, mut open, mut count) = (HashMap::new(), Vec::new(), 0);
    let mut silent = 0_usize;
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => {
                silent += usize::from(is_code(node.value()));
                if let Some(text) = node.value().as_text().filter(|_| silent == 0) {
                    count += text.split_whitespace().count();
                }
                open.push(count);
            }
            Edge::Close(node) => {
                silent -= usize::from(is_code(node.value()));
                let before = open.pop().unwrap_or_default();
                if node.value().is_element() {
                    words.insert(node.id(), count - before);
                }
            }
        }
    }
    words
}

fn is_code(node: &Node) -> bool {
    node.as_element().is_some_and(|element| matches!(element.name(), "script" | "style" | "noscript" | "template"))
}

/// Whether a name of an element says that it stands beside the text.
fn is_apart(element: &scraper::node::Element) -> bool {
    let names = element.classes().chain(element.id());
    names.into_iter().any(|name| {
        NAMES.whole.contains(name.to_ascii_lowercase().as_str())
            || parts(name).iter().any(|part| NAMES.parts.contains(part.as_str()))
    })
}

/// The parts of a name, in lower case: `heateorSssSharing` has three.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut before = ' ';
    for c in name.chars() {
        let begins = c.is_ascii_uppercase() && before.is_ascii_lowercase();
        if matches!(c, '-' | '_' | ':') || begins {
            parts.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(part) = parts.last_mut()
        {
            part.push(c.to_ascii_lowercase());
        }
        before = c;
    }
    parts
}
