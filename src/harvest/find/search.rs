//! What to ask next, and what an answer means. No I/O: whoever carries the search out asks [`Search::next`], fetches, and
//! tells [`Search::hear`].

use std::collections::{HashSet, VecDeque};

use url::Url;

use super::{
    Extent, Start,
    answer::{Body, Got, Miss},
    extent,
    found::{Discovery, Found, FoundFeed, How, Kinship, Nothing, Other, Tried, Verdict},
    kin::Marks,
};
use crate::{
    feed::{self, Feed, FeedLink, Leads, Opml, PlatformFeed},
    fetch::Fetched,
    model::address,
};

/// More requests than this are an imposition.
const MOST_REQUESTS: usize = 12;
/// So many of the feeds a page names are read, to know which of them bring the same posts.
const MOST_NAMED: usize = 4;

/// An address to fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ask {
    pub(super) url: Url,
    pub(super) how: How,
}

impl Ask {
    /// Whether it is a page or a guess, and not a feed that somebody names: then robots.txt has a say.
    pub(super) fn minds_robots(&self) -> bool {
        match self.how {
            How::Given => !feed::has_feed_path(&self.url),
            How::Home | How::Anchor | How::WellKnown => true,
            How::Link | How::Header | How::Platform(_) => false,
        }
    }
}

/// A feed that was found and read; what of it is needed to compare it with others.
struct Hit {
    how: How,
    /// The address that answered.
    answered: Url,
    permanent: Url,
    title: String,
    marks: Marks,
    extent: Extent,
}

/// What of an answer is worth keeping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    Nothing,
    /// It is the page; it takes the place of an earlier one.
    Page,
    /// It is the feed to take, as far as is known; it takes the place of an earlier one.
    Feed,
}

/// What is tried after what.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Named,
    Anchors,
    Platform,
    Home,
    WellKnown,
    End,
}

/// A search under way.
pub(super) struct Search {
    start: Start,
    queue: VecDeque<Ask>,
    stage: Stage,
    /// The page that answered last, and what on it may lead to a feed.
    page: Option<(Url, Leads)>,
    /// The blog's own page, when the first address led to one post or its comments; asked for once.
    home: Option<Url>,
    asked: HashSet<String>,
    requests: usize,
    hits: Vec<Hit>,
    /// The feed to take, and which of the hits it is. The others are let go as soon as they are compared.
    best: Option<(usize, Feed)>,
    /// Feeds that the page names and nobody asked for.
    unread: Vec<FeedLink>,
    list: Option<Opml>,
    nothing: Option<Nothing>,
    tried: Vec<Tried>,
}

impl Search {
    pub(super) fn new(start: &Start) -> Self {
        Self {
            queue: VecDeque::from([Ask { url: start.url.clone(), how: How::Given }]),
            start: start.clone(),
            stage: Stage::Named,
            page: None,
            home: None,
            asked: HashSet::new(),
            requests: 0,
            hits: Vec::new(),
            best: None,
            unread: Vec::new(),
            list: None,
            nothing: None,
            tried: Vec::new(),
        }
    }

    /// What to ask next; `None` when the search is over.
    pub(super) fn next(&mut self) -> Option<Ask> {
        while self.requests < MOST_REQUESTS && self.list.is_none() {
            if let Some(ask) = self.queue.pop_front() {
                // Spellings of a bare domain share their key.
                if self.asked.insert(address::key(&ask.url)) || ask.how == How::Given {
                    self.requests += 1;
                    return Some(ask);
                }
            } else if self.hits.is_empty() && self.stage != Stage::End {
                self.advance();
            } else {
                return None;
            }
        }
        None
    }

    /// Goes on to the next kind of lead.
    fn advance(&mut self) {
        let none = Leads::default();
        let (page, leads) = self.page.as_ref().map_or((None, &none), |(page, leads)| (Some(page), leads));
        let (next, asks): (Stage, Vec<Ask>) = match self.stage {
            Stage::Named => (
                Stage::Anchors,
                leads.anchors.iter().map(|link| Ask { url: link.url.clone(), how: How::Anchor }).collect(),
            ),
            Stage::Anchors => (Stage::Platform, by_platform(&leads.platform)),
            Stage::Platform => {
                let only_comments = leads.named.is_empty() && !leads.comments.is_empty();
                if let Some(page) = page.filter(|page| only_comments && self.home.is_none() && page.path() != "/") {
                    self.home = page.join("/").ok();
                    self.nothing = Some(Nothing::OnlyComments);
                }
                let ask = self.home.clone().map(|url| Ask { url, how: How::Home });
                (Stage::Home, ask.into_iter().collect())
            }
            Stage::Home => {
                let places = page.map(feed::well_known).unwrap_or_default();
                (Stage::WellKnown, places.into_iter().map(|url| Ask { url, how: How::WellKnown }).collect())
            }
            Stage::WellKnown | Stage::End => (Stage::End, Vec::new()),
        };
        self.stage = next;
        self.queue.extend(asks);
    }

    /// Takes in an answer.
    pub(super) fn hear(&mut self, ask: &Ask, answer: Result<Got<'_>, Miss>) -> Keep {
        let opens = matches!(ask.how, How::Given | How::Home);
        let (verdict, keep) = match answer {
            Err(miss) => {
                if ask.how == How::Given {
                    self.missed(ask, &miss);
                }
                (miss.verdict(), Keep::Nothing)
            }
            Ok(got) => match Body::of(got) {
                Body::Feed(feed) => self.hit(ask, got, feed),
                Body::Comments(feed) => {
                    if ask.how == How::Given {
                        self.nothing = Some(Nothing::Comments);
                        self.home = feed
                            .url
                            .filter(|home| home.origin() == got.url.origin())
                            .or_else(|| got.url.join("/").ok());
                        self.stage = Stage::Platform;
                    }
                    (Verdict::Comments, Keep::Nothing)
                }
                Body::List(list) if ask.how == How::Given => {
                    self.list = Some(list);
                    (Verdict::List, Keep::Nothing)
                }
                Body::List(_) => (Verdict::List, Keep::Nothing),
                Body::Page if opens => {
                    if ask.how == How::Given {
                        self.nothing = None;
                    }
                    self.open(got)
                }
                Body::Page => (Verdict::Page, Keep::Nothing),
                Body::Unreadable(said) => {
                    if ask.how == How::Given {
                        self.give_up(Nothing::Unreadable(said.clone()));
                    }
                    (Verdict::NotFeed(said), Keep::Nothing)
                }
                Body::Other => {
                    let kind =
                        got.content_type.map(|kind| kind.split(';').next().unwrap_or_default().trim().to_owned());
                    if ask.how == How::Given {
                        self.give_up(Nothing::NotPage(kind));
                    }
                    (Verdict::NotFeed("neither a feed nor a web page".into()), Keep::Nothing)
                }
            },
        };
        self.tried.push(Tried { url: ask.url.clone(), how: ask.how, result: verdict });
        keep
    }

    fn give_up(&mut self, why: Nothing) {
        self.nothing = Some(why);
        self.stage = Stage::End;
    }

    /// The first address did not answer: another spelling of it may, or a platform keeps its feeds where anybody may read
    /// them.
    fn missed(&mut self, ask: &Ask, miss: &Miss) {
        let no_such_name = *miss == Miss::NoSuchName;
        let unreachable = no_such_name || matches!(miss, Miss::NoConnection(_) | Miss::Robots(_));
        if let Some(url) = self.start.otherwise(&ask.url, no_such_name).filter(|_| unreachable) {
            self.queue.push_back(Ask { url, how: How::Given });
        } else {
            let platform = feed::platform_feeds(&ask.url);
            self.queue.extend(by_platform(&platform).into_iter().filter(|_| miss.is_closed()));
            self.stage = Stage::End;
        }
        // What the first spelling met is what the host typed; a later one only says more where a name was found.
        if self.nothing.is_none() || !no_such_name {
            self.nothing = Some(miss.nothing(&ask.url));
        }
    }

    /// The first feed is taken, unless another brings the same posts whole where the first only has their beginnings.
    fn hit(&mut self, ask: &Ask, got: Got<'_>, feed: Feed) -> (Verdict, Keep) {
        if self.hits.iter().any(|hit| address::key(&hit.answered) == address::key(got.url)) {
            return (Verdict::SameFeed, Keep::Nothing);
        }
        // What is only guessed at is not looked at any further; the feeds a page names are compared.
        if !matches!(ask.how, How::Link | How::Header) {
            self.queue.clear();
        }
        let hit = Hit {
            how: ask.how,
            answered: got.url.clone(),
            permanent: got.permanent_url.clone(),
            title: feed.title.clone(),
            marks: Marks::of(&feed),
            extent: extent(&feed.posts),
        };
        let is_better = match &self.best {
            None => true,
            Some((best, _)) => {
                let best = &self.hits[*best];
                best.extent != Extent::Full && hit.extent == Extent::Full && best.marks.are_kin(&hit.marks)
            }
        };
        self.hits.push(hit);
        if is_better {
            self.best = Some((self.hits.len() - 1, feed));
        }
        (Verdict::Feed, if is_better { Keep::Feed } else { Keep::Nothing })
    }

    /// Takes the feeds a page names, in its order.
    fn open(&mut self, got: Got<'_>) -> (Verdict, Keep) {
        let Ok(leads) = feed::leads(got.body, got.url, got.content_type) else {
            self.give_up(Nothing::Failed("the page is nested too deeply to be read".into()));
            return (Verdict::NotFeed("a page nested too deeply to be read".into()), Keep::Nothing);
        };
        let in_header = feed::header_feeds(got.links, got.url).into_iter().filter(|link| !link.is_comments());
        let named = leads.named.iter().cloned().map(|link| (How::Link, link));
        let mut seen = HashSet::new();
        let all: Vec<_> = named
            .chain(in_header.map(|link| (How::Header, link)))
            .filter(|(_, link)| seen.insert(address::key(&link.url)))
            .collect();
        self.queue = all.iter().take(MOST_NAMED).map(|(how, link)| Ask { url: link.url.clone(), how: *how }).collect();
        self.unread = all.into_iter().skip(MOST_NAMED).map(|(_, link)| link).collect();
        self.stage = Stage::Named;
        self.page = Some((got.url.clone(), leads));
        (Verdict::Page, Keep::Page)
    }

    /// What came of it. `page` and `feed` are the answers that [`hear`](Self::hear) asked to keep.
    pub(super) fn finish(mut self, page: Option<Fetched>, feed: Option<Fetched>) -> Found {
        let what = if let Some(list) = self.list.take() {
            Discovery::List(list)
        } else if let Some((best, read)) = self.best.take() {
            Discovery::Feed(Box::new(self.found(best, read, feed)))
        } else {
            Discovery::Nothing(self.why_nothing())
        };
        Found { what, tried: self.tried, page }
    }

    fn found(&mut self, best: usize, feed: Feed, fetched: Option<Fetched>) -> FoundFeed {
        let chosen = self.hits.remove(best);
        let read = self.hits.drain(..).map(|hit| Other {
            kinship: if chosen.marks.are_kin(&hit.marks) { Kinship::SamePosts } else { Kinship::OtherPosts },
            title: hit.title,
            url: hit.permanent,
        });
        let unread = self.unread.drain(..);
        let unread = unread.map(|link| Other { url: link.url, title: link.title, kinship: Kinship::Unread });
        let others = read.chain(unread).collect();
        let page = self.page.take().map(|(url, _)| url);
        FoundFeed { url: chosen.permanent, how: chosen.how, extent: chosen.extent, feed, fetched, page, others }
    }

    fn why_nothing(&mut self) -> Nothing {
        if let Some(nothing) = self.nothing.take() {
            return nothing;
        }
        let Some((page, leads)) = &self.page else { return Nothing::NoFeed };
        let named = self.tried.iter().filter(|tried| matches!(tried.how, How::Link | How::Header)).count();
        let path = page.path().to_ascii_lowercase();
        let is_login = ["login", "log-in", "signin", "sign-in", "inloggen"].iter().any(|word| path.contains(word));
        match named {
            0 if leads.asks_for_password || is_login => Nothing::Login,
            0 if !leads.comments.is_empty() => Nothing::OnlyComments,
            0 => Nothing::NoFeed,
            named => Nothing::Broken(named),
        }
    }
}

fn by_platform(feeds: &[PlatformFeed]) -> Vec<Ask> {
    feeds.iter().map(|feed| Ask { url: feed.url.clone(), how: How::Platform(feed.platform) }).collect()
}
