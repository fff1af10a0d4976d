//! The names that feeds use, and what each of them is in the two dialects `feed-rs` is given: RSS 2.0 and Atom 1.0.

/// A family of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ns {
    /// No prefix and no known default namespace: the document's own words.
    Own,
    Rss,
    Atom,
    Content,
    Dc,
    DcTerms,
    Itunes,
    Media,
    Xhtml,
    Rdf,
    Syndication,
    Other,
}

impl Ns {
    /// The family of a namespace name. Old drafts and misspellings of case count too.
    pub(super) fn of_uri(uri: &str) -> Self {
        let uri = uri.trim().to_ascii_lowercase();
        let uri = uri.strip_prefix("http://").or_else(|| uri.strip_prefix("https://")).unwrap_or(&uri);
        match uri.trim_end_matches('/') {
            "www.w3.org/2005/atom" | "purl.org/atom/ns#" => Self::Atom,
            "purl.org/rss/1.0"
            | "purl.org/rss/2.0"
            | "purl.org/net/rss1.1#"
            | "blogs.law.harvard.edu/tech/rss"
            | "cyber.law.harvard.edu/rss/rss.html" => Self::Rss,
            "purl.org/rss/1.0/modules/content" => Self::Content,
            "purl.org/rss/1.0/modules/syndication" => Self::Syndication,
            "purl.org/dc/terms" => Self::DcTerms,
            "www.itunes.com/dtds/podcast-1.0.dtd" | "example.com/dtds/podcast-1.0.dtd" => Self::Itunes,
            "search.yahoo.com/mrss" => Self::Media,
            "www.w3.org/1999/xhtml" => Self::Xhtml,
            "www.w3.org/1999/02/22-rdf-syntax-ns#" => Self::Rdf,
            other if other.starts_with("purl.org/dc/elements/1.") => Self::Dc,
            other if other.starts_with("backend.userland.com/rss") || other.contains("netscape.com/") => Self::Rss,
            _ => Self::Other,
        }
    }

    /// The family a prefix means when nobody declared it.
    pub(super) fn of_prefix(prefix: &str) -> Self {
        match prefix {
            "rss" => Self::Rss,
            "atom" | "atom10" | "a10" => Self::Atom,
            "content" => Self::Content,
            "dc" => Self::Dc,
            "dcterms" => Self::DcTerms,
            "itunes" => Self::Itunes,
            "media" => Self::Media,
            "xhtml" => Self::Xhtml,
            "rdf" => Self::Rdf,
            "sy" => Self::Syndication,
            _ => Self::Other,
        }
    }
}

/// What to do with an element of a channel, a feed, an item or an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaf {
    /// Plain text; the first counts.
    Text(&'static str),
    /// The same, when nothing better came along.
    Fallback(&'static str),
    /// Text that may hold markup.
    Html(&'static str),
    /// The same, when nothing better came along.
    HtmlFallback(&'static str),
    /// An Atom text construct with a `type`.
    Construct(&'static str),
    /// Every one of them counts.
    Category,
    /// Words between commas.
    Keywords,
    Link,
    Guid,
    Author,
    /// The author, when nobody better is named.
    AuthorFallback,
    Language,
    /// The feed an Atom entry was taken from.
    Source,
    /// A file that goes with the item.
    Enclosure,
    /// What the feed says about how often to ask for it.
    Pace(Wish),
    /// Where the feed is found from now on.
    NewAddress,
    /// The post's own address, where its link leads through a service that counts clicks.
    Original,
    /// Only holds others.
    Group,
    /// An item or an entry begins.
    Item,
    /// A channel begins.
    Channel,
}

/// One of the elements a feed sets its pace with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// Minutes a copy is good for.
    Ttl,
    /// `sy:updatePeriod`: `hourly` to `yearly`.
    Period,
    /// `sy:updateFrequency`: how many times a period.
    Frequency,
    SkipHours,
    SkipDays,
}

/// What channels and Atom feeds say alike of themselves, in the words of extensions.
fn of_feed(ns: Ns, local: &str) -> Option<Leaf> {
    Some(match (ns, local) {
        (Ns::Syndication, "updateperiod") => Leaf::Pace(Wish::Period),
        (Ns::Syndication, "updatefrequency") => Leaf::Pace(Wish::Frequency),
        (Ns::Itunes, "new-feed-url") => Leaf::NewAddress,
        _ => return None,
    })
}

/// An element of an RSS channel, its item or the document around them. `local` is in lower case.
pub(super) fn rss(ns: Ns, local: &str, in_item: bool) -> Option<Leaf> {
    use Leaf::{
        Author, AuthorFallback, Category, Channel, Enclosure, Fallback, Group, Guid, Html, HtmlFallback, Item,
        Keywords, Language, Link, Original, Pace, Text,
    };
    let own = matches!(ns, Ns::Own | Ns::Rss);
    Some(match (ns, local) {
        (_, "item") if own => Item,
        (_, "channel") if own => Channel,
        (_, "title") if own => Html("title"),
        (Ns::Dc, "title") => HtmlFallback("title"),
        (_, "link") if own || ns == Ns::Atom => Link,
        (_, "author") if own => Author,
        (Ns::Dc, "creator" | "author") => Author,
        (Ns::Itunes | Ns::Atom, "author") => AuthorFallback,
        (_, "managingeditor") if own && !in_item => Author,
        (_, "language") if own || ns == Ns::Dc => Language,
        (_, "ttl") if own && !in_item => Pace(Wish::Ttl),
        (_, "skiphours") if own && !in_item => Pace(Wish::SkipHours),
        (_, "skipdays") if own && !in_item => Pace(Wish::SkipDays),
        _ if !in_item => return of_feed(ns, local),
        (_, "description" | "summary") if own => Html("description"),
        (_, "origlink") => Original,
        // CDF.
        (_, "abstract") if own => HtmlFallback("description"),
        (Ns::Dc | Ns::Media, "description") | (Ns::Atom | Ns::Itunes, "summary") => HtmlFallback("description"),
        (Ns::Media, "group") => Group,
        (_, "enclosure") if own => Enclosure,
        (Ns::Media, "content") => Enclosure,
        (Ns::Content, "encoded") => Html("content:encoded"),
        (_, "encoded" | "content" | "body" | "fullitem" | "fulltext") if own => HtmlFallback("content:encoded"),
        (Ns::Xhtml, "body") | (Ns::Atom, "content") => HtmlFallback("content:encoded"),
        (_, "category") if own => Category,
        (Ns::Dc, "subject") | (Ns::Atom | Ns::Itunes, "category") => Category,
        (Ns::Itunes, "keywords") => Keywords,
        (_, "tags") if own => Keywords,
        (_, "guid") if own => Guid,
        (_, "id") if own || ns == Ns::Atom => Fallback("guid"),
        (_, "pubdate") if own => Text("pubDate"),
        (_, "date" | "published") if own => Fallback("pubDate"),
        (Ns::Dc, "date") | (Ns::DcTerms, "issued" | "created" | "date") | (Ns::Atom, "published") => {
            Fallback("pubDate")
        }
        (_, "updated" | "modified" | "lastbuilddate") if own => Fallback("updated"),
        (Ns::DcTerms, "modified") | (Ns::Atom, "updated") => Fallback("updated"),
        _ => return None,
    })
}

/// An element of an Atom feed or entry, of either version.
pub(super) fn atom(ns: Ns, local: &str, in_item: bool) -> Option<Leaf> {
    use Leaf::{
        Author, AuthorFallback, Category, Construct, Enclosure, Fallback, Group, HtmlFallback, Item, Language, Link,
        Original, Source, Text,
    };
    let own = matches!(ns, Ns::Own | Ns::Atom);
    Some(match (ns, local) {
        (_, "entry") if own => Item,
        (_, "title") if own => Construct("title"),
        (_, "link") if own => Link,
        (_, "author") if own => Author,
        (Ns::Dc, "creator" | "author") | (Ns::Itunes, "author") => AuthorFallback,
        (Ns::Dc, "language") => Language,
        _ if !in_item => return of_feed(ns, local),
        (_, "source") if own => Source,
        (_, "origlink") => Original,
        (_, "id") if own => Text("id"),
        (_, "summary") if own => Construct("summary"),
        (_, "content") if own => Construct("content"),
        (_, "description") if own || ns == Ns::Media => HtmlFallback("summary"),
        (Ns::Media, "group") => Group,
        (Ns::Media, "content") => Enclosure,
        (Ns::Content, "encoded") => HtmlFallback("content"),
        (_, "category") if own => Category,
        (Ns::Dc, "subject") => Category,
        (_, "published" | "issued") if own => Text("published"),
        (_, "created" | "pubdate") if own => Fallback("published"),
        (Ns::Dc, "date") | (Ns::DcTerms, "issued" | "created" | "date") => Fallback("published"),
        (_, "updated" | "modified") if own => Text("updated"),
        (Ns::DcTerms, "modified") => Fallback("updated"),
        _ => return None,
    })
}

/// The format of a feed, by its root.
pub(super) fn format(root: &str, version: &str, namespace: &str) -> &'static str {
    match root {
        "feed" | "entry" if version.starts_with("0.") || namespace.eq_ignore_ascii_case("http://purl.org/atom/ns#") => {
            "atom03"
        }
        "feed" | "entry" => "atom1",
        "rdf" if namespace.contains("netscape.com/") => "rss09",
        "rdf" => "rss1",
        _ if version.trim_start().starts_with("0.9") => "rss09",
        _ => "rss2",
    }
}
