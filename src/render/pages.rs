//! The pages: which there are, where they stand and what they show.

use std::marker::PhantomData;

use schemars::JsonSchema;
use serde::Serialize;
use tera::{Context, Value};
use url::Url;

use super::{
    RenderError, badge, collation, company,
    context::{BlogModel, EditionModel, World},
    engine::Engine,
    figures, index, json_ld, kinds,
    lists::List,
    markdown, palette, pictures, quoted,
    reactions::{self, ReactionView},
    search, shortcode, status, tongue,
    variables::{
        Alternate, Archive, BlogPage, CallPage, ContentText, EditionBlocks, EditionPage, EntryPage, Frame, Group, Home,
        InRoundup, ListPage, OfEdition, RoundupText, Search, Spoken, Statement, Threads, Year, put,
    },
    views::{BadgeView, CardView, CitationView, EntryView},
};
use crate::{
    content::Shortcode,
    model::{Entry, Lang, Phase, SummaryBy},
    roundup::draft,
};

/// How many entries the scrolling list of an edition's page shows.
const IN_CAROUSEL: usize = 24;
/// How many the home page's shows, which is to be there at once: so many that page and stylesheet stay below 10 kB.
const ON_HOME: usize = 8;
/// How many items a shortcode of the roundup shows.
const IN_BLOCK: usize = 100;
/// How many names stand under the ride, and in its description.
const PASSENGERS: usize = 24;
/// How many definitions the edition's page shows.
const TEASER: usize = 3;
/// Where the statements stand.
const PRIVACY: &str = "privacy";
const ACCESSIBILITY: &str = "accessibility";

/// One page of the site. Numbers are places in [`World`]'s lists; the second one of a list is its page.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Page {
    Home,
    Edition(usize),
    Call(usize),
    Entries(usize, usize),
    Definitions(usize, usize),
    Quotes(usize, usize),
    Threads(usize),
    Pictures(usize),
    Reactions(usize, usize),
    Entry(usize, usize),
    Blogs,
    Blog(usize),
    Archive,
    Search,
    Status,
    Privacy,
    Accessibility,
    Content(usize),
    NotFound,
}

/// What the head of a page needs.
struct Head {
    lang: String,
    title: String,
    description: String,
    /// The page's kind, for the stylesheet.
    kind: &'static str,
    noindex: bool,
    /// The edition whose lists stand in the menu.
    edition: Option<usize>,
    json_ld: Option<serde_json::Value>,
}

/// A line of the menu.
#[derive(Serialize, JsonSchema)]
pub(super) struct NavItem {
    /// The message that names it; none for a page of the host's.
    key: Option<&'static str>,
    /// The title of the host's page.
    label: Option<String>,
    /// Where it leads, from the root.
    path: String,
}

impl Page {
    /// Every page of the site.
    pub(crate) fn all(world: &World) -> Vec<Self> {
        let mut pages = vec![Self::Home, Self::Blogs, Self::Archive, Self::Search, Self::Status, Self::NotFound];
        for (e, edition) in world.editions.iter().enumerate() {
            pages.extend([Self::Edition(e), Self::Call(e)]);
            pages.extend((0..List::Entries.pages(edition.entries.len())).map(|n| Self::Entries(e, n)));
            pages.extend((0..List::Definitions.pages(edition.definitions.len())).map(|n| Self::Definitions(e, n)));
            pages.extend((0..List::Quotes.pages(edition.quotes.len())).map(|n| Self::Quotes(e, n)));
            pages.extend((!edition.source.threads.is_empty()).then_some(Self::Threads(e)));
            pages.extend(pictures::any(edition).then_some(Self::Pictures(e)));
            pages.extend((0..reactions::pages(world, edition)).map(|n| Self::Reactions(e, n)));
            pages.extend((0..edition.entries.len()).map(|n| Self::Entry(e, n)));
        }
        let is_free =
            |page: &Self| world.site.content.pages.iter().all(|own| format!("{}/", own.slug) != page.path(world));
        pages.extend([Self::Privacy, Self::Accessibility].into_iter().filter(is_free));
        pages.extend((0..world.blogs.len()).map(Self::Blog));
        pages.extend((0..world.site.content.pages.len()).map(Self::Content));
        pages
    }

    /// Where it stands, as an address relative to the site's root: empty, or ending with `/`, or a file.
    pub(crate) fn path(self, world: &World) -> String {
        let edition = |e: usize, rest: &str| format!("{}{rest}", world.editions[e].path);
        match self {
            Self::Home => String::new(),
            Self::Edition(e) => edition(e, ""),
            Self::Call(e) => edition(e, "call/"),
            Self::Entries(e, n) => List::Entries.page(&world.editions[e].path, n),
            Self::Definitions(e, n) => List::Definitions.page(&world.editions[e].path, n),
            Self::Quotes(e, n) => List::Quotes.page(&world.editions[e].path, n),
            Self::Threads(e) => edition(e, "threads/"),
            Self::Pictures(e) => edition(e, "pictures/"),
            Self::Reactions(e, n) => List::Reactions.page(&world.editions[e].path, n),
            Self::Entry(e, n) => world.editions[e].entry_paths[n].clone(),
            Self::Blogs => "blogs/".to_owned(),
            Self::Blog(n) => world.blogs[n].path.clone(),
            Self::Archive => "archive/".to_owned(),
            Self::Search => "search/".to_owned(),
            Self::Status => "status/".to_owned(),
            Self::Privacy => format!("{PRIVACY}/"),
            Self::Accessibility => format!("{ACCESSIBILITY}/"),
            Self::Content(n) => format!("{}/", world.site.content.pages[n].slug),
            Self::NotFound => "404.html".to_owned(),
        }
    }

    /// Whether search engines are asked not to list it: it would compete with somebody's original, or is of no use to
    /// those who search.
    pub(crate) fn noindex(self) -> bool {
        matches!(self, Self::Entry(..) | Self::Reactions(..) | Self::Status | Self::NotFound)
    }

    /// The edition it is a page of.
    fn edition(self) -> Option<usize> {
        match self {
            Self::Edition(e)
            | Self::Call(e)
            | Self::Entries(e, _)
            | Self::Definitions(e, _)
            | Self::Quotes(e, _)
            | Self::Threads(e)
            | Self::Pictures(e)
            | Self::Reactions(e, _)
            | Self::Entry(e, _) => Some(e),
            Self::Home
            | Self::Blogs
            | Self::Blog(_)
            | Self::Archive
            | Self::Search
            | Self::Status
            | Self::Privacy
            | Self::Accessibility
            | Self::Content(_)
            | Self::NotFound => None,
        }
    }

    /// The template that shows it.
    pub(super) fn template(self) -> &'static str {
        match self {
            Self::Home => "home.html",
            Self::Edition(_) => "edition.html",
            Self::Call(_) => "call.html",
            Self::Entries(..) => "entries.html",
            Self::Definitions(..) => "definitions.html",
            Self::Quotes(..) => "quotes.html",
            Self::Threads(_) => "threads.html",
            Self::Pictures(_) => "pictures.html",
            Self::Reactions(..) => "reactions.html",
            Self::Entry(..) => "entry.html",
            Self::Blogs => "blogs.html",
            Self::Blog(_) => "blog.html",
            Self::Archive => "archive.html",
            Self::Search => "search.html",
            Self::Status => "status.html",
            Self::Privacy => "privacy.html",
            Self::Accessibility => "accessibility.html",
            Self::Content(_) => "page.html",
            Self::NotFound => "404.html",
        }
    }

    /// The page's HTML.
    pub(crate) fn render(self, world: &World, engine: &Engine) -> Result<String, RenderError> {
        engine.render(self.template(), &self.context(world, engine)?)
    }

    /// What its template is given: the frame of all pages, and what `theme::templates` says for this one.
    pub(super) fn context(self, world: &World, engine: &Engine) -> Result<Context, RenderError> {
        let mut context = self.frame(world);
        match self {
            Self::Home => home(&mut context, world),
            Self::Edition(e) => edition_page(&mut context, world, e, engine)?,
            Self::Call(e) => {
                edition_basics(&mut context, world, e);
                let edition = &world.editions[e];
                let address = format!("{}{}", world.site.content.config.base_url, edition.path);
                put(&mut context, &CallPage { badge: BadgeView::of(badge::alt(world, edition), &address) });
            }
            Self::Entries(e, n) | Self::Definitions(e, n) | Self::Quotes(e, n) => {
                edition_basics(&mut context, world, e);
                let edition = &world.editions[e];
                match self {
                    Self::Entries(..) => {
                        put(&mut context, &list_page::<EntryView>(&edition.entries, List::Entries, edition, n));
                    }
                    Self::Definitions(..) => {
                        let list = List::Definitions;
                        put(&mut context, &list_page::<CitationView>(&edition.definitions, list, edition, n));
                        kinds::fill(&mut context, world, edition, n);
                    }
                    _ => {
                        put(&mut context, &list_page::<CitationView>(&edition.quotes, List::Quotes, edition, n));
                        quoted::fill(&mut context, edition, n);
                    }
                }
            }
            Self::Threads(e) => {
                edition_basics(&mut context, world, e);
                put(&mut context, &Threads { threads: world.editions[e].threads.clone() });
            }
            Self::Pictures(e) => {
                edition_basics(&mut context, world, e);
                pictures::fill(&mut context, world, &world.editions[e]);
            }
            Self::Reactions(e, n) => {
                edition_basics(&mut context, world, e);
                let edition = &world.editions[e];
                let items = reactions::items(world, edition);
                put(&mut context, &list_page::<ReactionView>(&items, List::Reactions, edition, n));
            }
            Self::Entry(e, n) => {
                edition_basics(&mut context, world, e);
                let entries = &world.editions[e].entries;
                let beside = |n: Option<usize>| n.and_then(|n| entries.get(n)).cloned().unwrap_or_else(Value::none);
                let page = EntryPage {
                    entry: entries[n].clone(),
                    previous: beside(n.checked_sub(1)),
                    next: beside(Some(n + 1)),
                    total: entries.len(),
                };
                put(&mut context, &page);
            }
            Self::Blogs => index::fill(&mut context, world),
            Self::Blog(n) => {
                let blog = &world.blogs[n];
                let group = |(e, entries): &(usize, Vec<usize>)| group(world, &blog.source.author, *e, entries);
                let groups = blog.entries.iter().map(group).collect();
                put(&mut context, &BlogPage { blog: blog.view.clone(), groups, feed: status::row(world, blog) });
            }
            Self::Archive => {
                let closed = world.editions.iter().filter(|edition| edition.source.phase == Phase::Closed);
                let without_roundup = closed.map(|edition| edition.view.clone()).collect();
                put(&mut context, &Archive { years: by_year(world), without_roundup });
            }
            Self::Search => put(&mut context, &search_page(world)),
            Self::Status => status::fill(&mut context, world),
            Self::Privacy | Self::Accessibility => put(&mut context, &statement(world)),
            Self::Content(n) => put(&mut context, &ContentText { body: &world.site.content.pages[n].body }),
            Self::NotFound => {}
        }
        Ok(context)
    }

    /// What every page has: language, links back to the root, head and menu.
    fn frame(self, world: &World) -> Context {
        let path = self.path(world);
        let config = &world.site.content.config;
        let head = self.head(world);
        let root = match self {
            // Served under any address: only an absolute path leads home.
            Self::NotFound => config.base_url.path().to_owned(),
            _ if path.is_empty() => "./".to_owned(),
            _ => "../".repeat(path.matches('/').count()),
        };
        let page_title =
            |title: &str| world.strings.text(&head.lang, "page-title", &[("page", title), ("site", &config.title)]);
        let full_title = match self {
            Self::Home => config.title.clone(),
            Self::Entries(_, n) | Self::Definitions(_, n) | Self::Quotes(_, n) | Self::Reactions(_, n) if n > 0 => {
                page_title(&format!("{} ({})", head.title, n + 1))
            }
            _ => page_title(&head.title),
        };
        // The home page shows the newest edition.
        let shown = self.edition().or((matches!(self, Self::Home) && !world.editions.is_empty()).then_some(0));
        let colours = shown.map(|e| world.editions[e].palette).filter(|palette| *palette != world.palette);
        let feed = self.edition().map(|e| &world.editions[e]);
        let frame = Frame {
            dir: super::html::direction(&head.lang),
            root,
            kind: head.kind,
            full_title,
            description: head.description,
            top: world.tongue.top(),
            site_languages: self.languages(world, &path),
            alternates: self.alternates(world, &path),
            site_lang: config.language.to_string(),
            canonical: format!(
                "{}{}{path}",
                config.base_url,
                if self.is_own(world) { &world.tongue.folder } else { "" }
            ),
            noindex: head.noindex,
            card: shown.map(|e| CardView::of(world, e)),
            palette: colours.map(|palette| palette::class(&palette)),
            json_ld: head.json_ld.map(|value| json_ld::script(&value)).unwrap_or_default(),
            nav: menu(world, head.edition),
            feed_path: feed.map(|edition| edition.path.clone()),
            feed_title: feed.map(|edition| edition.source.edition.title.clone()),
            brief: false,
            lang: head.lang,
            title: head.title,
            path,
        };
        let mut context = Context::new();
        put(&mut context, &frame);
        context
    }

    /// The way to this page in each language of the site.
    fn languages(self, world: &World, path: &str) -> Vec<Spoken> {
        let languages = &world.site.content.config.languages;
        if languages.len() < 2 || matches!(self, Self::NotFound) {
            return Vec::new();
        }
        let spoken = |(n, lang): (usize, &Lang)| Spoken {
            lang: lang.to_string(),
            name: world.strings.text(lang.primary(), "language-itself", &[]),
            path: if n == 0 { path.to_owned() } else { format!("{lang}/{path}") },
            current: world.tongue.lang.as_ref() == Some(lang),
        };
        languages.iter().enumerate().map(spoken).collect()
    }

    /// The translations of this page, itself included; none where only the site's own words are in other languages.
    fn alternates(self, world: &World, path: &str) -> Vec<Alternate> {
        let config = &world.site.content.config;
        let is_translated = |lang: &Lang| match self {
            Self::Edition(e) => tongue::translation(world.site, &world.editions[e].source.edition.slug, lang).is_some(),
            Self::Privacy | Self::Accessibility => true,
            _ => false,
        };
        let others: Vec<&Lang> = config.languages.iter().skip(1).filter(|lang| is_translated(lang)).collect();
        let Some(first) = config.languages.first().filter(|_| !others.is_empty()) else { return Vec::new() };
        let alternate = |lang: &str, folder: &str| Alternate {
            lang: lang.to_owned(),
            url: format!("{}{folder}{path}", config.base_url),
        };
        let own = [alternate(first.as_str(), ""), alternate("x-default", "")];
        own.into_iter().chain(others.into_iter().map(|lang| alternate(lang.as_str(), &format!("{lang}/")))).collect()
    }

    /// Whether this page counts by itself: at the root of the site each does, in the folder of another language only what
    /// somebody translated. The others are the first language's pages in other clothes.
    pub(crate) fn is_own(self, world: &World) -> bool {
        match self {
            Self::Edition(e) => world.tongue.writes(&world.editions[e].source.edition.slug),
            Self::Privacy | Self::Accessibility => true,
            _ => world.tongue.folder.is_empty(),
        }
    }

    fn head(self, world: &World) -> Head {
        let config = &world.site.content.config;
        let newest = (!world.editions.is_empty()).then_some(0);
        let plain = |kind, title: String, description: String| Head {
            lang: world.lang.clone(),
            title,
            description,
            kind,
            noindex: self.noindex(),
            edition: newest,
            json_ld: None,
        };
        let own = |key: &str| world.strings.text(&world.lang, key, &[]);
        match self {
            Self::Home => {
                let mut head = plain("home", config.title.clone(), config.description.clone());
                head.json_ld = Some(json_ld::site(world));
                if let Some(edition) = world.editions.first() {
                    head.lang.clone_from(&edition.lang);
                    if config.description.is_empty() {
                        head.description = Self::Edition(0).edition_head(world, 0).description;
                    }
                }
                if head.description.is_empty() {
                    head.description.clone_from(&config.title);
                }
                head
            }
            Self::Edition(e)
            | Self::Call(e)
            | Self::Entries(e, _)
            | Self::Definitions(e, _)
            | Self::Quotes(e, _)
            | Self::Threads(e)
            | Self::Pictures(e)
            | Self::Reactions(e, _)
            | Self::Entry(e, _) => self.edition_head(world, e),
            Self::Blogs => Head {
                json_ld: Some(json_ld::blogs(world, &own("blogs"))),
                ..plain("blogs", own("blogs"), own("blogs-description"))
            },
            Self::Blog(n) => {
                let blog = &world.blogs[n];
                let text = world.strings.text(&world.lang, "blog-description", &[("name", &blog.source.author)]);
                let json_ld = Some(json_ld::profile(world, blog, &own("blogs")));
                Head { json_ld, ..plain("blog", blog_title(world, blog), text) }
            }
            Self::Archive => Head {
                json_ld: Some(json_ld::archive(world, &own("archive"))),
                ..plain("archive", own("archive"), own("archive-description"))
            },
            Self::Search => plain("search", own("search"), own("search-description")),
            Self::Status => plain("status", own("status"), own("status-description")),
            Self::Privacy => plain("page", own("privacy-title"), own("privacy-description")),
            Self::Accessibility => plain("page", own("accessibility"), own("accessibility-description")),
            Self::Content(n) => {
                let page = &world.site.content.pages[n];
                let text = first_words(&markdown::to_plain(&page.body), 25);
                plain("page", page.title.clone(), if text.is_empty() { config.description.clone() } else { text })
            }
            Self::NotFound => plain("lost", own("not-found"), own("not-found-description")),
        }
    }

    fn edition_head(self, world: &World, e: usize) -> Head {
        let edition = &world.editions[e];
        let source = &edition.source.edition;
        let args = [("title", source.title.as_str()), ("theme", source.theme.as_str())];
        let say = |key: &str| world.strings.text(&edition.lang, key, &args);
        // The later pages of a list say which they are.
        let paged = |key: &str, pages: usize, n: usize| {
            let numbers = [("number", (n + 1).to_string()), ("total", pages.to_string())];
            let numbers = numbers.each_ref().map(|(name, number)| (*name, number.as_str()));
            let page = (n > 0).then(|| world.strings.text(&edition.lang, "page-of", &numbers));
            page.map_or_else(|| say(key), |page| format!("{} {page}.", say(key)))
        };
        let bloggers = edition.names.len();
        let (kind, title, description, json_ld) = match self {
            Self::Call(_) => {
                let may_join = matches!(edition.source.phase, Phase::Announced | Phase::Open);
                let title = say(if may_join { "call-title" } else { "call-title-past" });
                let description = say("call-description");
                let event = json_ld::call(world, edition, &title, &description);
                ("call", title, description, event)
            }
            Self::Entries(_, n) => {
                let title = say("entries-title");
                let list = json_ld::entries(world, edition, &title, n);
                ("entries", title, paged("entries-description", List::Entries.pages(edition.entries.len()), n), list)
            }
            Self::Definitions(_, n) => {
                let title = say("definitions-title");
                let set = json_ld::definitions(world, edition, &title, n);
                let pages = List::Definitions.pages(edition.definitions.len());
                ("definitions", title, paged("definitions-description", pages, n), set)
            }
            Self::Quotes(_, n) => {
                let title = say("quotes-title");
                let list = json_ld::quotes(world, edition, &title, n);
                ("quotes", title, paged("quotes-description", List::Quotes.pages(edition.quotes.len()), n), list)
            }
            Self::Threads(_) => {
                let title = say("threads-title");
                let page = json_ld::part(world, edition, &title, &self.path(world));
                ("threads", title, say("threads-description"), page)
            }
            Self::Pictures(_) => {
                let title = say("pictures-title");
                let page = json_ld::part(world, edition, &title, &self.path(world));
                ("pictures", title, say("pictures-description"), page)
            }
            Self::Reactions(_, n) => {
                let title = say("reactions-title");
                let page = json_ld::part(world, edition, &title, &self.path(world));
                ("reactions", title, paged("reactions-description", reactions::pages(world, edition), n), page)
            }
            Self::Entry(_, n) => {
                let entry = &edition.source.entries[n];
                let summary = entry.summary.as_ref().map_or(entry.title.as_str(), |summary| summary.text.as_str());
                let text = first_words(summary, 25);
                // After a name and a colon come words of that person's.
                let by_command = entry.summary.as_ref().is_some_and(|summary| summary.by == SummaryBy::Command);
                let text = if by_command { text } else { format!("{}: {text}", entry.author.name) };
                ("entry", entry.title.clone(), text, json_ld::entry(world, edition, n))
            }
            _ => (
                "edition",
                source.title.clone(),
                world.strings.count(&edition.lang, "edition-description", "bloggers", bloggers, &args),
                json_ld::edition(world, edition),
            ),
        };
        let json_ld = Some(json_ld);
        let lang = edition.lang.clone();
        Head { lang, title, description, kind, noindex: self.noindex(), edition: Some(e), json_ld }
    }
}

/// Whose blog it is; with its own title where somebody has several.
fn blog_title(world: &World, blog: &BlogModel) -> String {
    let source = blog.source;
    let several = world.blogs.iter().filter(|other| other.source.author == source.author).nth(1).is_some();
    if several { format!("{} · {}", source.author, source.title) } else { source.author.clone() }
}

fn first_words(text: &str, count: usize) -> String {
    let mut words = text.split_whitespace();
    let start: Vec<&str> = words.by_ref().take(count).collect();
    let more = if words.next().is_some() { " …" } else { "" };
    format!("{}{more}", start.join(" "))
}

fn menu(world: &World, edition: Option<usize>) -> Vec<NavItem> {
    let item = |key, path: String| NavItem { key: Some(key), label: None, path };
    let mut items = vec![item("nav-home", String::new())];
    if let Some(edition) = edition.map(|e| &world.editions[e]) {
        let lists = [
            ("nav-entries", "entries/", edition.entries.len()),
            ("nav-definitions", "definitions/", edition.definitions.len()),
            ("nav-quotes", "quotes/", edition.quotes.len()),
        ];
        let filled = lists.into_iter().filter(|(.., count)| *count > 0);
        items.extend(filled.map(|(key, path, _)| item(key, format!("{}{path}", edition.path))));
    }
    items.push(item("nav-blogs", "blogs/".to_owned()));
    items.push(item("nav-archive", "archive/".to_owned()));
    if !world.editions.is_empty() {
        items.push(item("nav-search", "search/".to_owned()));
    }
    // The statements have their place at the foot of the page, whoever wrote them.
    let in_menu =
        world.site.content.pages.iter().filter(|page| ![PRIVACY, ACCESSIBILITY].contains(&page.slug.as_str()));
    items.extend(in_menu.map(|page| NavItem {
        key: None,
        label: Some(page.title.clone()),
        path: format!("{}/", page.slug),
    }));
    items
}

/// Whom to turn to.
fn statement(world: &World) -> Statement {
    let config = &world.site.content.config;
    // A host who gives none is taken to be found on the site: nobody needs to be sent there from here.
    let is_elsewhere = |contact: &&str| !contact.starts_with(config.base_url.as_str());
    let contact = config.fetch.contact.as_deref().filter(is_elsewhere);
    let url = contact.and_then(|contact| match contact.parse::<Url>() {
        Ok(url) => matches!(url.scheme(), "http" | "https" | "mailto").then(|| url.to_string()),
        Err(_) if contact.contains('@') => Some(format!("mailto:{contact}")),
        Err(_) => None,
    });
    let host = world.editions.first().and_then(|edition| edition.host.clone());
    Statement {
        host,
        contact_url: url,
        contact: contact.map(|text| text.trim_start_matches("mailto:").to_owned()),
        has_form: config.desk.url.is_some(),
    }
}

/// The register, and what results can be narrowed down to.
fn search_page<'a>(world: &'a World) -> Search<'a> {
    let entries = || world.editions.iter().flat_map(|edition| &edition.source.entries);
    let mut names: Vec<&str> = entries().map(|entry| entry.author.name.as_str()).collect();
    names.sort_by_cached_key(|name| collation::name_key(name));
    names.dedup();
    let mut languages: Vec<(String, String)> = Vec::new();
    for entry in entries() {
        let primary = entry.language.primary();
        if !languages.iter().any(|(known, _)| known == primary) {
            languages.push((primary.to_owned(), world.strings.language_name(&world.lang, &entry.language)));
        }
    }
    languages.sort_by(|a, b| a.1.cmp(&b.1));
    Search { names, languages, letters: search::register(world) }
}

fn edition_basics(context: &mut Context, world: &World, e: usize) {
    let edition = &world.editions[e];
    let basics = OfEdition {
        edition: edition.view.clone(),
        has_threads: !edition.source.threads.is_empty(),
        has_pictures: pictures::any(edition),
    };
    put(context, &basics);
}

fn first(items: &[Value], count: usize) -> Value {
    Value::from(items[..items.len().min(count)].to_vec())
}

fn list_page<T: JsonSchema>(items: &[Value], list: List, edition: &EditionModel, page: usize) -> ListPage<T> {
    let pages = list.pages(items.len());
    ListPage {
        items: Value::from(list.shown(items, page).to_vec()),
        page_number: page + 1,
        page_count: pages,
        page_previous: page.checked_sub(1).map(|page| list.page(&edition.path, page)),
        page_next: (page + 1 < pages).then(|| list.page(&edition.path, page + 1)),
        of: PhantomData,
    }
}

/// The blocks that the home page and the edition's page have in common.
fn edition_blocks(context: &mut Context, world: &World, e: usize, in_carousel: usize) {
    edition_basics(context, world, e);
    let edition = &world.editions[e];
    let blocks = EditionBlocks {
        entries: first(&edition.entries, in_carousel),
        entries_shown: edition.entries.len().min(in_carousel),
        entries_left: edition.entries.len().saturating_sub(in_carousel),
        passengers: first(&edition.passengers, PASSENGERS),
        passengers_left: edition.passengers.len().saturating_sub(PASSENGERS),
        teaser: contrasting(&edition.definitions),
        free_seats: edition.ride().free,
        ride_svg: draw_ride(world, edition),
        placed: Vec::new(),
    };
    put(context, &blocks);
}

/// A few definitions of different people, spread over the edition.
fn contrasting(definitions: &[Value]) -> Value {
    let step = (definitions.len() / TEASER).max(1);
    Value::from(definitions.iter().step_by(step).take(TEASER).cloned().collect::<Vec<_>>())
}

fn draw_ride(world: &World, edition: &EditionModel) -> String {
    let title = world.strings.text(&edition.lang, "ride-title", &[("title", &edition.source.edition.title)]);
    let mut names = edition.names[..edition.names.len().min(PASSENGERS)].join(", ");
    if edition.names.len() > PASSENGERS {
        let more = edition.names.len() - PASSENGERS;
        names = world.strings.count(&edition.lang, "ride-desc-more", "more", more, &[("names", &names)]);
    }
    let description = world.strings.count(&edition.lang, "ride-desc", "n", edition.names.len(), &[("names", &names)]);
    edition.ride().svg("ride", &title, &description)
}

fn home(context: &mut Context, world: &World) {
    let config = &world.site.content.config;
    if !world.editions.is_empty() {
        edition_blocks(context, world, 0, ON_HOME);
    }
    let home = Home {
        site_description: &config.description,
        about: world.site.content.home.as_ref().map(|home| home.body.as_str()),
        has_edition: !world.editions.is_empty(),
        earlier: world.editions.iter().skip(1).take(6).map(|edition| edition.view.clone()).collect(),
    };
    put(context, &home);
}

fn edition_page(context: &mut Context, world: &World, e: usize, engine: &Engine) -> Result<(), RenderError> {
    edition_blocks(context, world, e, IN_CAROUSEL);
    let edition = &world.editions[e];
    let roundup = &edition.source.roundup;
    let mut split = shortcode::split(&roundup.body, roundup.file.as_ref())?;
    // A ride in the opening, before any heading, is the one beside the title.
    let opening = split.text.split_once(&shortcode::placeholder(0)).map_or("", |(opening, _)| opening);
    let leading = split.calls.first() == Some(&Shortcode::Ride) && !opening.lines().any(|line| line.starts_with('#'));
    if leading {
        split.text = split.text.replacen(&shortcode::placeholder(0), "", 1);
    }
    let placed: Vec<&str> = split.calls.iter().map(|call| call.name()).skip(usize::from(leading)).collect();
    context.insert("placed", &placed);
    let has_text = !roundup.body.trim().is_empty() && edition.source.phase != Phase::Announced;
    // A draft, the host's or the machine's, lists the definitions itself.
    let told = draft::lists_definitions(&roundup.body) || placed.contains(&"definitions");
    let page = EditionPage {
        figures: figures::of(world, edition),
        draft: roundup.file.as_ref().is_none_or(|file| file.draft),
        definitions_told: told && has_text,
        roundup_lang: roundup_language(world, edition),
        show_roundup: has_text,
    };
    put(context, &page);
    let listed = InRoundup {
        threads: edition.threads.clone(),
        all_entries: first(&edition.entries, IN_BLOCK),
        all_definitions: first(&edition.definitions, IN_BLOCK),
        all_quotes: first(&edition.quotes, IN_BLOCK),
    };
    put(context, &listed);
    context.insert("brief", &retold(&split.text, edition));
    let mut html = markdown::in_folder(&split.text, "../", world.tongue.top());
    for (n, call) in split.calls.iter().enumerate().skip(usize::from(leading)) {
        let block = engine.render(&format!("shortcodes/{call}.html"), context)?;
        html = html.replacen(&shortcode::placeholder(n), &block, 1);
    }
    put(context, &RoundupText { roundup_html: html, reactions: reactions::on_edition(world, edition) });
    context.insert("brief", &false);
    Ok(())
}

/// Whether a text tells about the entries itself, about most or about more than anybody will read again on cards: those
/// beside it need not say the same twice.
fn retold(text: &str, edition: &EditionModel) -> bool {
    let entries = &edition.source.entries;
    let linked = |entry: &&Entry| entry.url.as_ref().is_some_and(|url| text.contains(url.as_str()));
    !entries.is_empty() && entries.iter().filter(linked).count() > (entries.len() / 2).min(IN_CAROUSEL / 2)
}

/// The language of the roundup where it is not the page's.
fn roundup_language(world: &World, edition: &EditionModel) -> Option<Lang> {
    let source = &edition.source.edition;
    let is_foreign = source.language.primary() != edition.lang && !world.tongue.tells(&source.slug);
    is_foreign.then(|| source.language.clone())
}

/// The editions, grouped by the year they opened in.
fn by_year(world: &World) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for edition in &world.editions {
        let year = edition.view.get_from_path("year").cloned().unwrap_or_else(Value::none);
        match years.last_mut() {
            Some(last) if last.year == year => last.editions.push(edition.view.clone()),
            _ => years.push(Year { year, editions: vec![edition.view.clone()] }),
        }
    }
    years
}

/// A blog's entries in one edition.
fn group<'a>(world: &'a World, author: &str, e: usize, entries: &[usize]) -> Group<'a> {
    let edition = &world.editions[e];
    Group {
        edition: edition.view.clone(),
        entries: entries.iter().map(|n| edition.entries[*n].clone()).collect(),
        company: company::of(edition, author),
    }
}
