//! What a page says of its own post, by its microformats (microformats.org: h-entry, h-cite, h-card; hAtom’s names for the
//! same). Only what is shown of a mention is read, by the rules that this takes: a property belongs to the nearest element
//! above it whose class begins with `h-`.

use scraper::ElementRef;
use url::Url;

use crate::{
    feed::{date, text_of},
    model::{Moment, Person, ReactionKind as Kind, printable_line},
};

/// A longer name is none.
const LONGEST_NAME: usize = 80;

impl Kind {
    /// Of several things that a post does the most definite one counts: a like is often marked as a reply too, for
    /// readers that know no likes.
    fn of_class(class: &str) -> Option<Self> {
        match class {
            "u-in-reply-to" => Some(Self::Reply),
            "u-bookmark-of" => Some(Self::Bookmark),
            "u-like-of" => Some(Self::Like),
            "u-repost-of" => Some(Self::Repost),
            _ => None,
        }
    }

    /// What a link does in the post it stands in: by its own class, or by that of the citation whose address it is.
    pub(super) fn of_link(link: ElementRef<'_>) -> Self {
        let own = classes(link).filter_map(Self::of_class).max();
        let cited = link.ancestors().filter_map(ElementRef::wrap).find(|above| is_root(*above));
        let is_address = |cite: ElementRef<'_>| {
            has_class(link, "u-url") || has_class(link, "u-uid") || !properties(cite, &["u-url"]).any(|_| true)
        };
        // A link in the text of a post is not in a citation.
        let by_cite = cited
            .filter(|cite| !is_entry(*cite) || cite.ancestors().filter_map(ElementRef::wrap).any(is_entry))
            .filter(|cite| is_address(*cite))
            .and_then(|cite| classes(cite).filter_map(Self::of_class).max());
        own.or(by_cite).unwrap_or(Self::Mention)
    }
}

/// The post that a link stands in: the outermost one, because what a post quotes is not its own.
pub(super) fn of_link(link: ElementRef<'_>) -> Option<ElementRef<'_>> {
    let above = std::iter::once(link).chain(link.ancestors().filter_map(ElementRef::wrap));
    above.filter(|element| is_entry(*element)).last()
}

/// Whether an element is a post of its page, and no citation, comment or part of another.
pub(super) fn is_own(entry: ElementRef<'_>) -> bool {
    let within = |above: ElementRef<'_>| is_entry(above) || has_class(above, "h-cite");
    is_entry(entry) && !entry.ancestors().filter_map(ElementRef::wrap).any(within)
}

/// The name that a post has, if it has one: what only repeats the text is none.
pub(super) fn name(entry: ElementRef<'_>) -> Option<String> {
    let name = first(entry, &["p-name", "entry-title"]).map(line)?;
    let repeats = first(entry, &["e-content", "entry-content"]).is_some_and(|text| line(text).starts_with(&name));
    (!name.is_empty() && !repeats).then_some(name)
}

/// Who wrote a post. A picture is not looked for.
pub(super) fn author(entry: ElementRef<'_>, base: &Url) -> Option<Person> {
    let author = first(entry, &["p-author", "u-author", "author"])?;
    let is_card = is_root(author) || has_class(author, "vcard");
    let named = if is_card { first(author, &["p-name", "fn"]) } else { None }.unwrap_or(author);
    let name = line(named);
    let name = if name.is_empty() { picture_text(named)? } else { name };
    let is_name = name.chars().count() <= LONGEST_NAME && Url::parse(&name).is_err();
    let page = if is_card { first(author, &["u-url", "url"]) } else { None }.unwrap_or(author);
    is_name.then(|| Person { name, url: address(page, base) })
}

/// When a post was published.
pub(super) fn published(entry: ElementRef<'_>) -> Option<Moment> {
    let element = first(entry, &["dt-published", "published"])?;
    let written = element.attr("datetime").or_else(|| element.attr("title")).or_else(|| element.attr("value"));
    written.map_or_else(|| date(&line(element)), date)
}

/// The address that a post gives itself.
pub(super) fn permalink(entry: ElementRef<'_>, base: &Url) -> Option<Url> {
    properties(entry, &["u-url", "u-uid"]).find_map(|link| address(link, base))
}

/// A post in its own words: its summary, or the text around the link, or its beginning.
pub(super) fn excerpt(entry: Option<ElementRef<'_>>, link: ElementRef<'_>) -> String {
    let summary = entry.and_then(|entry| first(entry, &["p-summary"])).map(line);
    let text = entry.and_then(|entry| first(entry, &["e-content", "p-content", "entry-content"]));
    let is_in = |text: ElementRef<'_>| link.ancestors().any(|above| above.id() == text.id());
    let around = || {
        let blocks = ["p", "li", "dd", "td", "blockquote", "figure", "h1", "h2", "h3", "h4"];
        let above = link.ancestors().filter_map(ElementRef::wrap);
        above.take_while(|above| !is_entry(*above)).find(|above| blocks.contains(&above.value().name())).map(line)
    };
    let near = || match text {
        Some(text) if is_in(text) => around(),
        Some(_) => None,
        None => around(),
    };
    let candidates = [summary, near(), text.map(line)];
    candidates.into_iter().flatten().find(|words| !words.is_empty()).unwrap_or_default()
}

/// The first property of these names.
fn first<'a>(root: ElementRef<'a>, names: &'static [&'static str]) -> Option<ElementRef<'a>> {
    properties(root, names).next()
}

/// The properties of an element that have one of these names, in the order of the document.
fn properties<'a>(root: ElementRef<'a>, names: &'static [&'static str]) -> impl Iterator<Item = ElementRef<'a>> {
    let is_own = move |element: &ElementRef<'a>| {
        let above =
            element.ancestors().filter_map(ElementRef::wrap).find(|above| above.id() == root.id() || is_root(*above));
        above.is_some_and(|above| above.id() == root.id())
    };
    root.descendent_elements()
        .skip(1)
        .filter(move |element| names.iter().any(|name| has_class(*element, name)))
        .filter(is_own)
}

/// An http(s) address that an element has.
fn address(element: ElementRef<'_>, base: &Url) -> Option<Url> {
    let written = element.attr("href").or_else(|| element.attr("value"))?;
    base.join(written.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}

/// The name in a picture’s alternative text: a card may be a portrait and nothing else.
fn picture_text(element: ElementRef<'_>) -> Option<String> {
    let own = std::iter::once(element).chain(element.descendent_elements());
    let texts = own.filter(|element| element.value().name() == "img").filter_map(|image| image.attr("alt"));
    texts.map(printable_line).find(|text| !text.is_empty())
}

pub(super) fn line(element: ElementRef<'_>) -> String {
    printable_line(&text_of(element))
}

fn classes(element: ElementRef<'_>) -> impl Iterator<Item = &str> {
    element.value().classes()
}

fn has_class(element: ElementRef<'_>, name: &str) -> bool {
    classes(element).any(|class| class == name)
}

/// Whether properties below an element are its own.
fn is_root(element: ElementRef<'_>) -> bool {
    classes(element).any(|class| class.starts_with("h-") && class.len() > 2 || class == "vcard" || class == "hentry")
}

fn is_entry(element: ElementRef<'_>) -> bool {
    has_class(element, "h-entry") || has_class(element, "hentry")
}
