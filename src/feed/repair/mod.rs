//! Anything that looks like an RSS or Atom feed → well-formed RSS 2.0 or Atom 1.0 with the names `feed-rs` knows.
//!
//! `feed-rs` gives up on a bare `&`, ignores elements whose namespace it does not know (all of Atom 0.3), refuses
//! versions of RSS other than three, loses text beside inline markup, and does not tell what base or language an item
//! has. So the document is read leniently, once, and written anew: only the elements somebody reads, each under its
//! canonical name. What `feed-rs` has no place for is put aside, item by item.

use url::Url;

mod capture;
mod enclosures;
mod leaves;
mod pace;
mod people;
mod root;
mod salvage;
mod write;

pub(super) use enclosures::{add as add_enclosure, media_type_of};
pub(super) use root::html_title;

use self::{pace::Wishes, root::find_root};
use super::{
    FeedError,
    notes::Notes,
    person,
    refs::References,
    tokens::{Tag, Token, Tokens},
    vocabulary::{self, Leaf, Ns},
};
use crate::model::{Enclosure, Pace};

/// More items than any real feed has.
pub(super) const MOST_ITEMS: usize = 10_000;

/// More categories, and more authors, than anything has.
pub(super) const MOST_OF_A_KIND: usize = 100;
/// Channels stand in a document or in another's wreckage; no deeper than this.
const DEEPEST_CHANNEL: usize = 16;

/// A feed as `feed-rs` reads it, and what goes beside it.
#[derive(Debug)]
pub(super) struct Repaired {
    /// Well-formed, without declarations.
    pub(super) source: String,
    /// As in [`super::Feed::format`].
    pub(super) format: &'static str,
    /// What the feed says of itself.
    pub(super) feed: Aside,
    /// What each item says of itself, in the order of the items of `xml`.
    pub(super) items: Vec<Aside>,
    /// How often the feed wants to be asked for.
    pub(super) pace: Pace,
    /// Where it says it has moved.
    pub(super) moved: Option<Url>,
}

/// What `feed-rs` does not tell.
#[derive(Clone, Debug, Default)]
pub(super) struct Aside {
    /// The `xml:base` in force, if there is one in the document.
    pub(super) base: Option<Url>,
    /// The language declared nearest to the text.
    pub(super) language: Option<String>,
    /// A `guid` that is an address by its own account.
    pub(super) permalink: Option<String>,
    /// Who wrote it, when the feed has no place for it that `feed-rs` reads.
    pub(super) authors: Vec<person::Named>,
    /// The files that go with it.
    pub(super) enclosures: Vec<Enclosure>,
    /// Its own address, where its link leads through a service that counts clicks.
    pub(super) original: Option<Url>,
}

/// Reads `text` as a feed. `base` is the address it came from.
///
/// # Errors
/// When it is no feed, and when it plainly has items and not one of them can be read: an empty feed would say that the
/// blog has taken everything back.
pub(super) fn repair(text: &str, base: Option<&Url>, notes: &mut Notes) -> Result<Repaired, FeedError> {
    let text = &salvage::without_unclosed_sections(text, notes);
    let repaired = read(text, false, base, notes)?;
    if !repaired.items.is_empty() || !salvage::has_items(text) {
        return Ok(repaired);
    }
    // Entries in an RSS channel, items in an Atom feed.
    let repaired = read(text, true, base, notes)?;
    if repaired.items.is_empty() {
        return Err(FeedError::Malformed("it has items, but none of them is whole".into()));
    }
    notes.add("mixed-formats", "the items are in another format than the feed around them");
    Ok(repaired)
}

/// Reads a document in the dialect that its root names, or, `crossed`, in the other one.
fn read(text: &str, crossed: bool, base: Option<&Url>, notes: &mut Notes) -> Result<Repaired, FeedError> {
    let mut tokens = Tokens::new(text);
    let root = find_root(&mut tokens, text)?;
    let (prefix, local) = split(root.name);
    let local = local.to_ascii_lowercase();
    let is_atom = matches!(local.as_str(), "feed" | "entry") != crossed;
    let namespace = root.attribute(&if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") });
    let default = root.attribute("xmlns").or(namespace).unwrap_or_default();
    let format = vocabulary::format(&local, root.attribute("version").unwrap_or_default(), default);
    let mut repair = Repair {
        tokens,
        references: References::default(),
        notes,
        prefix,
        is_atom,
        old_atom: format == "atom03",
        out: String::with_capacity(text.len()),
        scope: Vec::new(),
        stack: Vec::new(),
        seen: Vec::new(),
        seen_of_feed: Vec::new(),
        late: Vec::new(),
        late_author: None,
        categories: 0,
        authors: 0,
        item_at: None,
        feed: Aside::default(),
        items: Vec::new(),
        wishes: Wishes::default(),
        moved: None,
    };
    repair.references.declare(text);
    repair.out.push_str(if is_atom {
        "<feed xmlns=\"http://www.w3.org/2005/Atom\">"
    } else {
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel>"
    });
    repair.bind(&root);
    // Whatever stands before the root's name, it is the document's own.
    if !prefix.is_empty() && repair.resolve(root.name).0 == Ns::Other {
        repair.scope.push((prefix, Ns::Own));
    }
    repair.open(&root, base.cloned(), false);
    if let Some(top) = repair.stack.last() {
        repair.feed = Aside {
            base: top.base.clone().filter(|_| top.explicit),
            language: top.language.clone(),
            ..Aside::default()
        };
    }
    if local == "entry" {
        repair.begin_item(&root);
    } else if local == "channel" {
        repair.href(&root);
    }
    repair.run();
    repair.out.push_str(if is_atom { "</feed>" } else { "</channel></rss>" });
    Ok(Repaired {
        source: repair.out,
        format,
        feed: repair.feed,
        items: repair.items,
        pace: repair.wishes.into_pace(),
        moved: repair.moved,
    })
}

fn split(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

/// An element that holds others.
#[derive(Debug)]
struct Open<'a> {
    name: &'a str,
    scope: usize,
    base: Option<Url>,
    /// Whether `base` comes from an `xml:base`.
    explicit: bool,
    language: Option<String>,
    is_item: bool,
}

/// A feed, being read and written anew.
struct Repair<'a, 'n> {
    tokens: Tokens<'a>,
    references: References,
    notes: &'n mut Notes,
    /// The prefix of the root.
    prefix: &'a str,
    is_atom: bool,
    old_atom: bool,
    out: String,
    /// Prefixes in force, the innermost last.
    scope: Vec<(&'a str, Ns)>,
    stack: Vec<Open<'a>>,
    /// Names already written for the item that is open …
    seen: Vec<&'static str>,
    /// … and for the feed itself.
    seen_of_feed: Vec<&'static str>,
    /// Values to fall back on when the item ends.
    late: Vec<(&'static str, String)>,
    late_author: Option<person::Named>,
    /// How many categories and authors the item has, or the feed before its first item.
    categories: usize,
    authors: usize,
    /// Where the item that is open begins in `out`.
    item_at: Option<usize>,
    feed: Aside,
    items: Vec<Aside>,
    wishes: Wishes,
    moved: Option<Url>,
}

impl<'a> Repair<'a, '_> {
    fn run(&mut self) {
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Start(tag) => self.start(&tag),
                Token::End(name) => self.end(name),
                Token::Text(_) | Token::CData(_) | Token::Aside => {}
            }
        }
        self.flush_feed();
        if let Some(at) = self.item_at.take() {
            // Half a post would be quoted as if it were whole.
            self.out.truncate(at);
            self.items.pop();
            self.notes.add("truncated", "the feed breaks off; its last item is incomplete and was left out");
        } else if self.tokens.cut || !self.stack.is_empty() {
            self.notes.add("truncated", "the feed breaks off after its last complete item");
        }
    }

    fn bind(&mut self, tag: &Tag<'a>) {
        for (name, value) in &tag.attributes {
            let prefix = match name.split_once(':') {
                Some(("xmlns", prefix)) => prefix,
                None if *name == "xmlns" => "",
                _ => continue,
            };
            // Nobody needs more; looking through thousands for every element would be slow.
            if self.scope.len() < 64 {
                self.scope.push((prefix, Ns::of_uri(value)));
            }
        }
    }

    fn resolve(&self, name: &'a str) -> (Ns, String) {
        let (prefix, local) = split(name);
        let bound = self.scope.iter().rev().find(|(known, _)| *known == prefix).map(|(_, ns)| *ns);
        let ns = match bound {
            // An RSS feed whose default namespace is Atom's, or nobody's, still means RSS.
            Some(Ns::Atom | Ns::Other | Ns::Rss) | None if prefix.is_empty() => Ns::Own,
            Some(ns) => ns,
            None => Ns::of_prefix(&prefix.to_ascii_lowercase()),
        };
        (ns, local.to_ascii_lowercase())
    }

    fn open(&mut self, tag: &Tag<'a>, base: Option<Url>, is_item: bool) {
        let above = self.stack.last();
        let mut base = base.or_else(|| above.and_then(|o| o.base.clone()));
        let mut explicit = above.is_some_and(|o| o.explicit);
        if let Some(given) = tag.attribute("xml:base") {
            let given = self.references.resolve(given.trim(), self.notes).into_owned();
            if let Ok(url) = base.as_ref().map_or_else(|| Url::parse(&given), |base| base.join(&given)) {
                (base, explicit) = (Some(url), true);
            }
        }
        let language = tag.attribute("xml:lang").map(str::to_owned).or_else(|| above.and_then(|o| o.language.clone()));
        let scope = self.scope.len();
        self.stack.push(Open { name: tag.name, scope, base, explicit, language, is_item });
    }

    fn start(&mut self, tag: &Tag<'a>) {
        let scope = self.scope.len();
        self.bind(tag);
        let (ns, local) = self.resolve(tag.name);
        let in_item = self.item_at.is_some();
        let leaf = if self.is_atom {
            vocabulary::atom(ns, &local, in_item)
        } else {
            // `<items>` of RSS 1.0 lists what follows anyway.
            vocabulary::rss(ns, &local, in_item)
        };
        match leaf {
            Some(Leaf::Item) => {
                if self.item_at.is_some() {
                    self.notes.add("unclosed-item", "an item is not closed before the next one begins");
                    self.close_down_to_item();
                }
                if self.items.len() >= MOST_ITEMS {
                    self.notes.add("too-many-items", format!("only the first {MOST_ITEMS} items were read"));
                    self.tokens.stop();
                    self.stack.clear();
                    return;
                }
                self.open(tag, None, true);
                self.begin_item(tag);
                if !self.is_atom {
                    self.href(tag);
                }
                if tag.empty {
                    self.end(tag.name);
                }
                return;
            }
            Some(Leaf::Channel) if self.stack.len() >= DEEPEST_CHANNEL => {}
            Some(Leaf::Channel) => {
                self.open(tag, None, false);
                if let Some(top) = self.stack.last() {
                    self.feed.base = top.base.clone().filter(|_| top.explicit);
                    self.feed.language = top.language.clone().or(self.feed.language.take());
                }
                if tag.empty {
                    self.end(tag.name);
                }
                return;
            }
            Some(Leaf::Group) => return,
            Some(leaf) => self.leaf(leaf, tag),
            None => self.skip(tag),
        }
        self.scope.truncate(scope);
    }

    fn end(&mut self, name: &str) {
        let Some(at) = self.stack.iter().rposition(|open| open.name == name) else { return };
        while self.stack.len() > at {
            self.pop();
        }
    }

    fn close_down_to_item(&mut self) {
        while let Some(open) = self.stack.last() {
            let is_item = open.is_item;
            self.pop();
            if is_item {
                break;
            }
        }
    }

    fn pop(&mut self) {
        let Some(open) = self.stack.pop() else { return };
        self.scope.truncate(open.scope);
        // A lone Atom entry is root and item in one.
        if open.is_item || (self.item_at.is_some() && self.stack.is_empty()) {
            self.end_item();
        }
    }

    fn begin_item(&mut self, tag: &Tag<'a>) {
        self.flush_feed();
        self.item_at = Some(self.out.len());
        self.seen.clear();
        self.late.clear();
        self.late_author = None;
        (self.categories, self.authors) = (0, 0);
        self.out.push_str(if self.is_atom { "<entry>" } else { "<item>" });
        let aside = self.stack.last().map(|top| Aside {
            base: top.base.clone().filter(|_| top.explicit),
            language: top.language.clone(),
            ..Aside::default()
        });
        self.items.push(aside.unwrap_or_default());
        if let Some(about) = tag.attribute("rdf:about").filter(|_| !self.is_atom) {
            self.late.push(("guid", about.to_owned()));
        }
    }

    /// CDF writes the address and the date of a channel or an item as attributes.
    fn href(&mut self, tag: &Tag<'a>) {
        if let Some(href) = tag.attribute("href") {
            let href = self.references.resolve(href, self.notes).into_owned();
            self.late("link", &self.absolute(&href, tag));
        }
        if let Some(changed) = tag.attribute("lastmod").filter(|_| self.item_at.is_some()) {
            self.late("pubDate", changed);
        }
    }

    fn end_item(&mut self) {
        for (name, value) in std::mem::take(&mut self.late) {
            match name {
                "guid" => self.guid(&value, true),
                "summary" | "content" => self.put(name, Some("html"), &value),
                _ => self.put(name, None, &value),
            }
        }
        if let Some(author) = self.late_author.take() {
            if !self.seen.contains(&"author") {
                self.author(author);
            } else if let Some(item) = self.items.last_mut()
                && let Some(known) = item.authors.iter_mut().find(|known| known.name == author.name)
            {
                // Said once more in another vocabulary, with a page.
                known.url = known.url.take().or(author.url);
            }
        }
        self.out.push_str(if self.is_atom { "</entry>" } else { "</item>" });
        self.item_at = None;
    }
}
