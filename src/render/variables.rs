//! What each template is given: one struct for what a kind of page adds to the frame of all pages. The theme guide
//! (`docs/theme.md`) is made of these types and of what is said here of their fields.

use schemars::JsonSchema;
use serde::Serialize;
use tera::{Context, Value};

use super::{
    company::Companion,
    figures,
    index::Shelf,
    kinds,
    pages::NavItem,
    pictures::{ArcsView, MatrixView, TimelineView},
    quoted,
    reactions::ReactionsView,
    search::Letter,
    status::Row,
    threads::ThreadView,
    views::{BadgeView, BlogView, CardView, CitationView, EditionView, EntryView, PassengerView, PersonView},
};
use crate::model::Lang;

/// Adds variables to what a template is given.
pub(super) fn put(context: &mut Context, variables: &impl Serialize) {
    // Only what is no map of names cannot be turned into variables, and these are structs.
    if let Ok(variables) = Context::from_serialize(variables) {
        context.extend(variables);
    }
}

/// What every template knows, whatever the page.
#[derive(Serialize, JsonSchema)]
pub(super) struct Everywhere<'a> {
    /// The series' title.
    pub(super) site_title: &'a str,
    /// Where the site stands; ends with `/`.
    pub(super) base_url: &'a str,
    /// The theme's files under their hashed names, from the root: `assets.style`, `assets.search` and so on.
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    pub(super) assets: Value,
    /// The Content-Security-Policy of every page.
    #[schemars(with = "String")]
    pub(super) csp: Value,
    /// Where else the host is, as `[links]` of `blogkermis.toml` has it.
    pub(super) links: Links<'a>,
}

/// Where else the host is.
#[derive(Serialize, JsonSchema)]
pub(super) struct Links<'a> {
    /// The fediverse handle, `@name@server`.
    pub(super) fediverse: Option<&'a str>,
    /// Pages that link back.
    pub(super) me: Vec<&'a str>,
    /// Who receives webmentions.
    pub(super) webmention: Option<&'a str>,
}

/// What every page has: its language, the way back to the root, its head and the menu.
#[derive(Serialize, JsonSchema)]
pub(super) struct Frame {
    /// The language of the page's own words.
    pub(super) lang: String,
    /// `rtl` where that language is written from right to left.
    pub(super) dir: Option<&'static str>,
    /// The way from this page to the root of the site, in front of every path: `../../`.
    pub(super) root: String,
    /// The way from the root of this language to the root of the whole site, where its files are: empty, or `../`.
    pub(super) top: &'static str,
    /// The languages of the site, when there are several; empty on the page that stands for all that are missing.
    pub(super) site_languages: Vec<Spoken>,
    /// The same page in other languages, itself included, where the texts are translated, too.
    pub(super) alternates: Vec<Alternate>,
    /// The language that the host writes the site's own pages in.
    pub(super) site_lang: String,
    /// Where the page stands, from the root: empty for the home page.
    pub(super) path: String,
    /// The page's kind: `home`, `edition`, `call`, `entries`, `definitions`, `quotes`, `threads`, `pictures`, `reactions`, `entry`,
    /// `blogs`, `blog`, `archive`, `search`, `status`, `page` or `lost`.
    pub(super) kind: &'static str,
    /// The page's title.
    pub(super) title: String,
    /// The same with the site's title, for the browser.
    pub(super) full_title: String,
    /// One sentence for those who search.
    pub(super) description: String,
    /// The address that counts for this page.
    pub(super) canonical: String,
    /// Whether search engines are asked not to list the page.
    pub(super) noindex: bool,
    /// The class of the page's colours; none where they are the site's own.
    pub(super) palette: Option<String>,
    /// A picture for other sites to show beside a link.
    pub(super) card: Option<CardView>,
    /// What search engines are told, as a `script` element; may be empty.
    pub(super) json_ld: String,
    /// The menu.
    pub(super) nav: Vec<NavItem>,
    /// The page of the edition whose feeds fit, from the root.
    pub(super) feed_path: Option<String>,
    /// The title of that edition.
    pub(super) feed_title: Option<String>,
    /// Whether cards leave out their summaries, because the text beside them tells the same.
    pub(super) brief: bool,
}

/// One of the languages that the site speaks.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Language")]
pub(super) struct Spoken {
    /// Its tag.
    pub(super) lang: String,
    /// Its own name for itself.
    pub(super) name: String,
    /// This page in it, from the root of the whole site: `{{ root }}{{ top }}` leads there.
    pub(super) path: String,
    /// Whether it is that of this page.
    pub(super) current: bool,
}

/// A translation of a page.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Translation")]
pub(super) struct Alternate {
    /// Its language, or `x-default`.
    pub(super) lang: String,
    /// Its whole address.
    pub(super) url: String,
}

/// The home page.
#[derive(Serialize, JsonSchema)]
pub(super) struct Home<'a> {
    /// The series in one sentence, as `blogkermis.toml` has it; may be empty.
    pub(super) site_description: &'a str,
    /// The text of `content/_index.md`, as Markdown.
    pub(super) about: Option<&'a str>,
    /// Whether there is an edition; the variables of an edition's blocks are there only then.
    pub(super) has_edition: bool,
    /// The editions before the newest, newest first, at most six.
    #[schemars(with = "Vec<EditionView>")]
    pub(super) earlier: Vec<Value>,
}

/// Pages of an edition.
#[derive(Serialize, JsonSchema)]
pub(super) struct OfEdition {
    /// The edition.
    #[schemars(with = "EditionView")]
    pub(super) edition: Value,
    /// Whether it has a page of threads.
    pub(super) has_threads: bool,
    /// Whether it has a page of pictures.
    pub(super) has_pictures: bool,
}

/// The call of an edition.
#[derive(Serialize, JsonSchema)]
pub(super) struct CallPage {
    /// The picture that bloggers may put on their own sites.
    pub(super) badge: BadgeView,
}

/// The blocks that the home page and an edition's page have in common.
#[derive(Serialize, JsonSchema)]
pub(super) struct EditionBlocks {
    /// The first entries, for the scrolling list.
    #[schemars(with = "Vec<EntryView>")]
    pub(super) entries: Value,
    /// How many those are.
    pub(super) entries_shown: usize,
    /// How many entries there are beside them.
    pub(super) entries_left: usize,
    /// Who takes part, in the order of the seats.
    #[schemars(with = "Vec<PassengerView>")]
    pub(super) passengers: Value,
    /// How many more take part.
    pub(super) passengers_left: usize,
    /// A few definitions of different people.
    #[schemars(with = "Vec<CitationView>")]
    pub(super) teaser: Value,
    /// How many seats are free, while the call is open.
    pub(super) free_seats: usize,
    /// The swing ride, as HTML.
    pub(super) ride_svg: String,
    /// The names of the shortcodes that the roundup places itself.
    pub(super) placed: Vec<&'static str>,
}

/// An edition's page.
#[derive(Serialize, JsonSchema)]
pub(super) struct EditionPage<'a> {
    /// The edition in figures; none while it has no entries.
    pub(super) figures: Option<figures::Figures<'a>>,
    /// Whether the roundup is a draft.
    pub(super) draft: bool,
    /// Whether the roundup lists the definitions itself.
    pub(super) definitions_told: bool,
    /// The language of the roundup where it is not the page's.
    #[schemars(with = "Option<String>")]
    pub(super) roundup_lang: Option<Lang>,
    /// Whether there is a roundup to show.
    pub(super) show_roundup: bool,
}

/// What shortcodes in a roundup are given.
#[derive(Serialize, JsonSchema)]
pub(super) struct InRoundup {
    /// The threads.
    #[schemars(with = "Vec<ThreadView>")]
    pub(super) threads: Value,
    /// The first hundred entries.
    #[schemars(with = "Vec<EntryView>")]
    pub(super) all_entries: Value,
    /// The first hundred definitions.
    #[schemars(with = "Vec<CitationView>")]
    pub(super) all_definitions: Value,
    /// The first hundred quotes.
    #[schemars(with = "Vec<CitationView>")]
    pub(super) all_quotes: Value,
}

/// The roundup of an edition's page, and what others say of it.
#[derive(Serialize, JsonSchema)]
pub(super) struct RoundupText {
    /// The roundup, as HTML, its shortcodes filled in.
    pub(super) roundup_html: String,
    /// What others say of the edition, where its host lets something be shown.
    pub(super) reactions: Option<ReactionsView>,
}

/// A page of a list: entries, definitions, quotes.
#[derive(Serialize, JsonSchema)]
pub(super) struct ListPage<T: JsonSchema> {
    /// What stands on this page, in the order of the entries.
    #[schemars(with = "Vec<T>")]
    pub(super) items: Value,
    /// Which page of the list it is, from 1.
    pub(super) page_number: usize,
    /// How many there are.
    pub(super) page_count: usize,
    /// The page before, from the root.
    pub(super) page_previous: Option<String>,
    /// The page after, from the root.
    pub(super) page_next: Option<String>,
    /// What the items are.
    #[serde(skip)]
    pub(super) of: std::marker::PhantomData<T>,
}

/// The page of definitions.
#[derive(Serialize, JsonSchema)]
pub(super) struct Definitions<'a> {
    /// The words that definitions share, with their languages; the first ones can be picked.
    pub(super) words: Vec<(&'a str, &'a str)>,
    /// How many of them can be picked.
    pub(super) words_marked: usize,
    /// The definitions by kind.
    pub(super) sections: Vec<kinds::SectionView>,
    /// Who gives no definition.
    pub(super) silent: Vec<&'a str>,
    /// How many more give none.
    pub(super) silent_left: usize,
}

/// The page of quotes.
#[derive(Serialize, JsonSchema)]
pub(super) struct Quotes {
    /// The quotes by blogger.
    pub(super) sections: Vec<quoted::SectionView>,
}

/// The page of threads.
#[derive(Serialize, JsonSchema)]
pub(super) struct Threads {
    /// The threads.
    #[schemars(with = "Vec<ThreadView>")]
    pub(super) threads: Value,
}

/// The page of pictures. What is too small to be a picture is none.
#[derive(Serialize, JsonSchema)]
pub(super) struct Pictures {
    /// Bloggers and concepts.
    pub(super) matrix: Option<MatrixView>,
    /// Who meets whom.
    pub(super) arcs: Option<ArcsView>,
    /// Who came when.
    pub(super) timeline: Option<TimelineView>,
}

/// An entry's page.
#[derive(Serialize, JsonSchema)]
pub(super) struct EntryPage {
    /// The entry.
    #[schemars(with = "EntryView")]
    pub(super) entry: Value,
    /// The one before it.
    #[schemars(with = "Option<EntryView>")]
    pub(super) previous: Value,
    /// The one after it.
    #[schemars(with = "Option<EntryView>")]
    pub(super) next: Value,
    /// How many entries the edition has.
    pub(super) total: usize,
}

/// The index of bloggers.
#[derive(Serialize, JsonSchema)]
pub(super) struct Blogs {
    /// The bloggers, by letter where they are many.
    pub(super) shelves: Vec<Shelf>,
    /// How many there are.
    pub(super) blog_count: usize,
}

/// A blogger's page.
#[derive(Serialize, JsonSchema)]
pub(super) struct BlogPage<'a> {
    /// The blog.
    #[schemars(with = "BlogView")]
    pub(super) blog: Value,
    /// What it brought, by edition, newest first.
    pub(super) groups: Vec<Group<'a>>,
    /// How its feed is doing.
    pub(super) feed: Row,
}

/// What a blog brought to one edition.
#[derive(Serialize, JsonSchema)]
pub(super) struct Group<'a> {
    /// The edition.
    #[schemars(with = "EditionView")]
    pub(super) edition: Value,
    /// The entries.
    #[schemars(with = "Vec<EntryView>")]
    pub(super) entries: Vec<Value>,
    /// Whom the blogger meets there.
    pub(super) company: Vec<Companion<'a>>,
}

/// The archive.
#[derive(Serialize, JsonSchema)]
pub(super) struct Archive {
    /// The editions by year, newest first.
    pub(super) years: Vec<Year>,
    /// Editions that are over and have no roundup.
    #[schemars(with = "Vec<EditionView>")]
    pub(super) without_roundup: Vec<Value>,
}

/// The editions of a year.
#[derive(Serialize, JsonSchema)]
pub(super) struct Year {
    /// The year they opened in; none for those without dates.
    #[schemars(with = "Option<i16>")]
    pub(super) year: Value,
    /// The editions.
    #[schemars(with = "Vec<EditionView>")]
    pub(super) editions: Vec<Value>,
}

/// The search page.
#[derive(Serialize, JsonSchema)]
pub(super) struct Search<'a> {
    /// Who can be searched by, in the order of names.
    pub(super) names: Vec<&'a str>,
    /// Languages that can be searched by: tag and name.
    pub(super) languages: Vec<(String, String)>,
    /// The register.
    pub(super) letters: Vec<Letter>,
}

/// The page that says how the feeds are doing.
#[derive(Serialize, JsonSchema)]
pub(super) struct StatusPage {
    /// How many cannot be read.
    pub(super) troubled: usize,
    /// How many can, with a remark.
    pub(super) remarked: usize,
    /// After how many hours a feed is asked again, at the earliest.
    pub(super) hours: u64,
    /// The name by which servers know the program.
    pub(super) agent: &'static str,
    /// All of them, those in trouble first.
    pub(super) feeds: Vec<Row>,
}

/// A statement of the site's own.
#[derive(Serialize, JsonSchema)]
pub(super) struct Statement {
    /// Who hosts the newest edition.
    pub(super) host: Option<PersonView>,
    /// `contact` of `[fetch]`, as an address to link to.
    pub(super) contact_url: Option<String>,
    /// The same as people read it.
    pub(super) contact: Option<String>,
    /// Whether posts can be sent in by a form.
    pub(super) has_form: bool,
}

/// A page of the host's.
#[derive(Serialize, JsonSchema)]
pub(super) struct ContentText<'a> {
    /// Its text, as Markdown.
    pub(super) body: &'a str,
}
