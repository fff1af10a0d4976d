//! Makes what templates see of the records: once, for all pages.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use super::{
    RenderError, Site,
    bonds::Bonds,
    card::Card,
    deadline, html,
    kinds::{self, Kind},
    lists::List,
    mailto,
    palette::{self, Paint},
    people::People,
    quoted,
    ride::{self, COLOURS, Ride, Rider},
    sections::Sections,
    strings::Strings,
    threads,
    tongue::Tongue,
    views::{
        BlogView, CitationView, Counts, EditionView, EntryBrief, EntryView, GuestView, JoinView, PassengerView,
        PersonView, SummaryView,
    },
    words::Shared,
};
use crate::{
    model::{
        Attribution, Blog, Citation, DeskPolicy, Edition, Entry, Form, Host, Lang, Palette, Person, Phase, SummaryBy,
    },
    roundup::{
        CollectedEdition, FeedHealth,
        statistics::{self, Statistics},
    },
};

/// Everything pages are made of.
pub(crate) struct World<'a> {
    pub(crate) site: &'a Site,
    pub(crate) strings: &'a Strings,
    /// The colours of pages that belong to no edition.
    pub(crate) palette: Palette,
    /// Which of the site's languages this is.
    pub(crate) tongue: Tongue,
    /// The language of pages that belong to no edition.
    pub(crate) lang: String,
    pub(crate) editions: Vec<EditionModel<'a>>,
    /// A picture of each edition, in the same order.
    pub(crate) cards: Vec<Card>,
    pub(crate) blogs: Vec<BlogModel<'a>>,
}

/// One edition and the views made of it.
pub(crate) struct EditionModel<'a> {
    pub(crate) source: &'a CollectedEdition,
    pub(crate) statistics: Statistics,
    /// The language of its pages.
    pub(crate) lang: String,
    /// `<slug>/`.
    pub(crate) path: String,
    pub(crate) entries: Vec<Value>,
    /// The entries' pages, in the same order.
    pub(crate) entry_paths: Vec<String>,
    pub(crate) definitions: Vec<Value>,
    pub(crate) quotes: Vec<Value>,
    pub(crate) threads: Value,
    pub(crate) riders: Vec<Rider>,
    pub(crate) passengers: Vec<Value>,
    /// The names of those who take part, in the order of the seats.
    pub(crate) names: Vec<String>,
    pub(crate) palette: Palette,
    /// Who hosts it.
    pub(crate) host: Option<PersonView>,
    pub(crate) shared: Shared,
    pub(crate) people: People,
    /// Who shares which concepts.
    pub(crate) bonds: Bonds,
    /// The definitions in the order of their page.
    pub(crate) kinds: Sections<Kind>,
    /// The quotes in the order of their page, by the seat of whose entry they stand in.
    pub(crate) quoted: Sections<usize>,
    pub(crate) view: Value,
}

/// One blog and what it brought.
pub(crate) struct BlogModel<'a> {
    pub(crate) source: &'a Blog,
    pub(crate) path: String,
    pub(crate) view: Value,
    /// Per edition that it takes part in: the edition's and the entries' places.
    pub(crate) entries: Vec<(usize, Vec<usize>)>,
}

fn value<T: Serialize>(view: &T) -> Result<Value, RenderError> {
    Value::try_from_serializable(view).map_err(|error| RenderError { message: error.to_string() })
}

/// The host of an address without `www.`.
pub(super) fn place(url: &str) -> Option<String> {
    let url: url::Url = url.parse().ok()?;
    Some(url.host_str()?.trim_start_matches("www.").to_owned())
}

impl<'a> World<'a> {
    /// Makes the views.
    pub(crate) fn new(site: &'a Site, strings: &'a Strings) -> Result<Self, RenderError> {
        Self::speaking(site, strings, Tongue::first(site))
    }

    /// Makes the views for one of the site's languages.
    pub(crate) fn speaking(site: &'a Site, strings: &'a Strings, tongue: Tongue) -> Result<Self, RenderError> {
        let config = &site.content.config;
        let own = tongue.lang.as_ref();
        let lang = strings.language(own.unwrap_or(&config.language), &config.language).to_owned();
        let editions = site
            .series
            .editions
            .iter()
            .enumerate()
            .map(|(i, source)| {
                let statistics = statistics::of(&site.series.editions, i).unwrap_or_default();
                let lang = own.unwrap_or(&source.edition.language);
                let lang = strings.language(lang, &config.language);
                EditionModel::new(site, strings, source, statistics, lang)
            })
            .collect::<Result<Vec<_>, _>>()?;
        let mut world = Self {
            site,
            strings,
            tongue,
            palette: palette::of_site(config.palette),
            lang,
            editions,
            cards: Vec::new(),
            blogs: Vec::new(),
        };
        world.cards = world.editions.iter().map(|edition| Card::of(&world, edition)).collect();
        let mut found: BTreeMap<&str, Vec<(usize, Vec<usize>)>> = BTreeMap::new();
        for (e, edition) in world.editions.iter().enumerate() {
            for (n, entry) in edition.source.entries.iter().enumerate() {
                let Some(blog) = &entry.blog else { continue };
                let list = found.entry(blog.as_str()).or_default();
                match list.last_mut() {
                    Some((edition, entries)) if *edition == e => entries.push(n),
                    _ => list.push((e, vec![n])),
                }
            }
        }
        for (i, blog) in site.content.blogs.iter().enumerate() {
            let entries = found.remove(blog.slug.as_str()).unwrap_or_default();
            let count = entries.iter().map(|(_, entries)| entries.len()).sum();
            let health = site.series.feeds.iter().find(|feed| feed.blog == blog.slug);
            let unread = health.is_some_and(FeedHealth::is_unread);
            let colour = world.seat_of(blog).unwrap_or(i) % COLOURS;
            world.blogs.push(BlogModel::new(blog, colour, entries, count, unread)?);
        }
        Ok(world)
    }

    /// The seat of a blog's own author in the newest edition with one: people keep their colour on every page.
    fn seat_of(&self, blog: &Blog) -> Option<usize> {
        self.editions.iter().find_map(|edition| edition.people.seat_of(&blog.author))
    }
}

impl<'a> BlogModel<'a> {
    fn new(
        blog: &'a Blog,
        colour: usize,
        entries: Vec<(usize, Vec<usize>)>,
        count: usize,
        unread: bool,
    ) -> Result<Self, RenderError> {
        let path = format!("blogs/{}/", blog.slug);
        let url = html::safe_url(blog.url.as_ref());
        let feed = match &blog.feed {
            Some(crate::model::FeedSource::Web(url)) => html::safe_url(Some(url)),
            _ => None,
        };
        let person = Person::named(blog.author.clone());
        let author = PersonView {
            first: person.first_name().to_owned(),
            initials: person.initials(),
            name: person.name,
            colour,
            path: Some(path.clone()),
            url: url.clone(),
        };
        let view = BlogView {
            slug: blog.slug.to_string(),
            path: path.clone(),
            title: blog.title.clone(),
            author,
            place: url.as_deref().and_then(place),
            url,
            feed,
            bio: blog.bio.clone(),
            lang: blog.language.as_ref().map(Lang::to_string),
            unread,
            count,
        };
        Ok(Self { source: blog, path, view: value(&view)?, entries })
    }
}

impl EditionModel<'_> {
    /// Whether people may still take part.
    pub(crate) fn may_join(&self) -> bool {
        matches!(self.source.phase, Phase::Announced | Phase::Open)
    }

    /// Its ride. While the call is open, seats are free.
    pub(crate) fn ride(&self) -> Ride<'_> {
        let free = if self.may_join() { ride::free_seats(self.riders.len()) } else { 0 };
        Ride { riders: &self.riders, free, paint: Paint::of(&self.palette) }
    }
}

impl<'a> EditionModel<'a> {
    fn new(
        site: &'a Site,
        strings: &Strings,
        source: &'a CollectedEdition,
        statistics: Statistics,
        lang: &str,
    ) -> Result<Self, RenderError> {
        let edition = &source.edition;
        let path = format!("{}/", edition.slug);
        let blogs: BTreeMap<&str, &Blog> = site.content.blogs.iter().map(|blog| (blog.slug.as_str(), blog)).collect();

        let people = People::of(&source.entries);
        let bonds = Bonds::of(source, &people.seats);
        let kinds = kinds::of(&kinds::definitions(&source.entries), edition);
        let quoted = quoted::of(&source.entries, &people);
        let shared = Shared::of(source.entries.iter().flat_map(|entry| &entry.definitions), edition);
        let maker = Maker {
            edition_path: &path,
            blogs: &blogs,
            people: &people,
            shared: &shared,
            kinds: &kinds,
            quoted: &quoted,
            strings,
            ui: &edition.language,
        };

        let mut model = Self {
            source,
            statistics,
            entries: Vec::new(),
            entry_paths: Vec::new(),
            definitions: Vec::new(),
            quotes: Vec::new(),
            threads: Value::from(Vec::<Value>::new()),
            riders: Vec::new(),
            passengers: Vec::new(),
            names: Vec::new(),
            palette: edition
                .palette
                .or(site.content.config.palette)
                .unwrap_or_else(|| Palette::of_edition(source.number)),
            host: None,
            view: Value::none(),
            shared: Shared::default(),
            people: People::default(),
            bonds: Bonds::default(),
            kinds: Sections::new(List::Definitions, Vec::new()),
            quoted: Sections::new(List::Quotes, Vec::new()),
            lang: lang.to_owned(),
            path: path.clone(),
        };
        let mut briefs = BTreeMap::new();
        for (i, entry) in source.entries.iter().enumerate() {
            let view = maker.entry(entry, i, &mut model)?;
            model.entry_paths.push(view.brief.path.clone());
            if people.entries[people.seats[i]].first() == Some(&i) {
                let person = view.brief.author.clone();
                model.riders.push(Rider { initials: person.initials.clone(), colour: person.colour });
                model.names.push(person.name.clone());
                model.passengers.push(value(&PassengerView {
                    person,
                    slug: view.slug.clone(),
                    anchor: view.anchor.clone(),
                    number: i + 1,
                    list: List::Entries.page_of(&path, i),
                })?);
            }
            briefs.insert(entry.id.as_str(), (view.brief.clone(), entry));
            model.entries.push(value(&view)?);
        }
        model.threads = value(&threads::views(&source.threads, &briefs, source.quotation.quotes_per_entry))?;
        model.host = host_view(source, &blogs);
        model.view = edition_view(&model, &site.content.config.desk, strings)?;
        (model.shared, model.people, model.bonds) = (shared, people, bonds);
        (model.kinds, model.quoted) = (kinds, quoted);
        Ok(model)
    }
}

struct Maker<'a> {
    edition_path: &'a str,
    blogs: &'a BTreeMap<&'a str, &'a Blog>,
    people: &'a People,
    shared: &'a Shared,
    kinds: &'a Sections<Kind>,
    quoted: &'a Sections<usize>,
    strings: &'a Strings,
    /// The language of the edition, in which hosts write.
    ui: &'a Lang,
}

impl Maker<'_> {
    fn entry(&self, entry: &Entry, i: usize, model: &mut EditionModel) -> Result<EntryView, RenderError> {
        let slug = entry.slug.as_ref().map_or_else(|| format!("entry-{}", i + 1), ToString::to_string);
        let blog = entry.blog.as_ref().and_then(|slug| self.blogs.get(slug.as_str()));
        let is_guest = blog.is_some_and(|blog| blog.author != entry.author.name);
        let page = blog.map(|blog| format!("blogs/{}/", blog.slug));
        let author = PersonView {
            name: entry.author.name.clone(),
            first: entry.author.first_name().to_owned(),
            initials: entry.author.initials(),
            colour: self.people.seats[i] % COLOURS,
            // A blog's page is its own author's, and not that of a guest.
            path: page.clone().filter(|_| !is_guest),
            url: html::safe_url(entry.author.url.as_ref()),
        };
        let url = html::safe_url(entry.url.as_ref());
        let brief = EntryBrief {
            id: entry.id.clone(),
            title: entry.title.clone(),
            path: format!("{}entries/{slug}/", self.edition_path),
            lang: entry.language.to_string(),
            dir: html::direction(entry.language.primary()),
            url: url.clone(),
            author,
        };
        let summary = entry.summary.as_ref().map(|summary| {
            let (lang, html) = match summary.by {
                SummaryBy::Host => (self.ui, super::markdown::to_inline_html(&summary.text, "")),
                SummaryBy::Machine | SummaryBy::Author | SummaryBy::Command => {
                    (&entry.language, html::escape(&summary.text))
                }
            };
            let dir = html::direction(lang.primary());
            SummaryView { text: summary.text.clone(), by: summary.by, html, lang: lang.to_string(), dir }
        });
        let anchor = html::id(&slug);
        let (defined, said) = (model.definitions.len(), model.quotes.len());
        let definition_page = |n: usize| List::Definitions.page(self.edition_path, self.kinds.page_of(defined + n));
        let quote_page = |n: usize| List::Quotes.page(self.edition_path, self.quoted.page_of(said + n));
        let definitions = self.citations(&entry.definitions, definition_page, &anchor, &brief, &model.lang);
        let quotes = self.citations(&entry.quotes, quote_page, &anchor, &brief, &model.lang);
        for view in &definitions {
            model.definitions.push(value(view)?);
        }
        for view in &quotes {
            model.quotes.push(value(view)?);
        }
        Ok(EntryView {
            place: url.as_deref().and_then(place),
            guest_of: blog
                .filter(|_| is_guest)
                .zip(page)
                .map(|(blog, path)| GuestView { title: blog.title.clone(), path }),
            language_name: (entry.language.primary() != model.lang)
                .then(|| self.strings.language_name(&model.lang, &entry.language)),
            slug,
            anchor,
            number: i + 1,
            date: entry.published.map(|moment| moment.date().to_string()),
            kind: entry.kind,
            late: entry.late,
            summary,
            definitions,
            quotes,
            // 220 words a minute is what adults read of prose (Brysbaert 2019: 238 for English, less elsewhere).
            minutes: entry.snapshot.as_ref().filter(|s| s.words > 0).map(|s| s.words.div_ceil(220)),
            brief,
        })
    }

    fn citations(
        &self,
        citations: &[Citation],
        page: impl Fn(usize) -> String,
        card: &str,
        entry: &EntryBrief,
        lang: &str,
    ) -> Vec<CitationView> {
        let made = citations.iter().enumerate().map(|(n, citation)| {
            let page = page(n);
            let anchor = format!("{card}-{}", citation.id);
            let (speaker, speaker_name) = match &citation.speaker {
                Some(Attribution::Author) => ("author", entry.author.name.clone()),
                Some(Attribution::Person(name) | Attribution::Described(name)) => ("person", name.clone()),
                None => ("unknown", String::new()),
            };
            let (origin, originator) = match &citation.originator {
                Some(Attribution::Author) => ("own", entry.author.name.clone()),
                Some(Attribution::Person(name) | Attribution::Described(name)) => ("borrowed", name.clone()),
                None => ("unknown", String::new()),
            };
            let verbatim = citation.form == Form::Verbatim;
            CitationView {
                id: citation.id.clone(),
                permalink: format!("{page}#{anchor}"),
                anchor,
                text: citation.text.clone(),
                marked_html: self.shared.mark(citation),
                uses: self.shared.uses(citation),
                lang: citation.language.to_string(),
                language_name: (citation.language.primary() != lang)
                    .then(|| self.strings.language_name(lang, &citation.language)),
                dir: html::direction(citation.language.primary()),
                verbatim,
                deep_url: entry.url.as_ref().map(|url| {
                    if verbatim {
                        html::text_fragment(url, &citation.text, citation.around.as_ref())
                    } else {
                        url.clone()
                    }
                }),
                entry: entry.clone(),
                speaker,
                speaker_name,
                origin,
                originator,
            }
        });
        made.collect()
    }
}

/// Who hosts an edition.
fn host_view(source: &CollectedEdition, blogs: &BTreeMap<&str, &Blog>) -> Option<PersonView> {
    source.host.as_ref().map(|person| PersonView {
        name: person.name.clone(),
        first: person.first_name().to_owned(),
        initials: person.initials(),
        colour: 0,
        path: match &source.edition.host {
            Some(Host::Blog(slug)) => blogs.get(slug.as_str()).map(|blog| format!("blogs/{}/", blog.slug)),
            _ => None,
        },
        url: html::safe_url(person.url.as_ref()),
    })
}

fn edition_view(model: &EditionModel, desk: &DeskPolicy, strings: &Strings) -> Result<Value, RenderError> {
    let source = model.source;
    let edition = &source.edition;
    let call_url = html::safe_url(edition.call.as_ref());
    let day = |moment: Option<crate::model::Moment>| moment.map(crate::model::Moment::date);
    let bloggers = model.names.len();
    value(&EditionView {
        slug: edition.slug.as_str(),
        path: &model.path,
        number: source.number,
        palette: palette::class(&model.palette),
        title: &edition.title,
        theme: &edition.theme,
        lang: edition.language.as_str(),
        phase: source.phase,
        opens: day(edition.opens).map(|date| date.to_string()),
        closes: day(edition.deadline()).map(|date| date.to_string()),
        deadline: deadline::view(edition, &model.lang),
        published: source
            .roundup
            .file
            .as_ref()
            .filter(|_| source.phase == Phase::Published)
            .and_then(|file| day(file.published))
            .map(|date| date.to_string()),
        told: tells_how(edition, &model.path),
        dated: edition.opens.or(edition.closes).is_some(),
        year: day(edition.opens.or(edition.closes)).map(jiff::civil::Date::year),
        host: model.host.clone(),
        prompts: &edition.prompts,
        tags: &edition.tags,
        join: join_view(desk, edition, &model.lang, strings),
        call_place: call_url.as_deref().and_then(place),
        call_url,
        body: &edition.body,
        counts: Counts {
            entries: model.entries.len(),
            bloggers,
            definitions: model.definitions.len(),
            quotes: model.quotes.len(),
        },
        lead: lead(edition, source.phase, bloggers, &model.lang, strings),
        description: strings.count(
            &model.lang,
            "edition-description",
            "bloggers",
            bloggers,
            &[("theme", &edition.theme)],
        ),
    })
}

/// How to send in a post for an edition.
fn join_view(desk: &DeskPolicy, edition: &Edition, lang: &str, strings: &Strings) -> JoinView {
    let text = |key| strings.text(lang, key, &[("title", &edition.title)]);
    JoinView {
        form: desk.form().map(|url| url.to_string()),
        mail: desk.mail.as_ref().map(|to| mailto(to, &text("join-mail-subject"), &text("join-mail-body"))),
    }
}

/// Whether the call's own text has the conversation starters and says where to link to: the page need not repeat them.
fn tells_how(edition: &Edition, path: &str) -> bool {
    edition.body.contains(&format!("/{path}call/"))
        && edition.prompts.iter().all(|prompt| edition.body.contains(prompt))
}

/// One sentence on where the edition stands.
fn lead(edition: &Edition, phase: Phase, bloggers: usize, lang: &str, strings: &Strings) -> String {
    let in_words = |moment: crate::model::Moment| strings.date(lang, moment.date());
    match phase {
        Phase::Announced => match edition.opens {
            Some(opens) => strings.text(lang, "lead-announced", &[("opens", &in_words(opens))]),
            None => strings.text(lang, "lead-announced-undated", &[]),
        },
        Phase::Open => {
            let until = edition.deadline().map_or_else(|| "none".to_owned(), in_words);
            strings.count(lang, "lead-open", "bloggers", bloggers, &[("until", &until)])
        }
        Phase::Closed | Phase::Published => {
            strings.count(lang, "lead-full", "bloggers", bloggers, &[("theme", &edition.theme)])
        }
    }
}
