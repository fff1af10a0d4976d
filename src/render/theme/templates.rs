//! Which templates there are and what each is given. A template of the theme that is missing here fails a test.

use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::render::{
    epub::chapters::{Book, EntryChapter, InChapter, RoundupChapter},
    reactions::ReactionView,
    variables::{
        Archive, BlogPage, Blogs, CallPage, ContentText, Definitions, EditionBlocks, EditionPage, EntryPage,
        Everywhere, Frame, Home, InRoundup, ListPage, OfEdition, Pictures, Quotes, RoundupText, Search, Statement,
        StatusPage, Threads,
    },
    views::{CitationView, EntryView},
};

/// A template that the program renders; those it includes are parts.
pub(crate) struct Template {
    /// The file, relative to `templates/`.
    pub(crate) name: &'static str,
    /// What it shows.
    pub(crate) about: &'static str,
    /// Whether it has the variables of every page, too.
    pub(crate) framed: bool,
    /// What it is given besides.
    pub(crate) given: &'static [Given],
}

/// Variables that a template is given.
#[derive(Clone, Copy)]
pub(crate) struct Given {
    /// The type they are the fields of.
    pub(crate) schema: fn(&mut SchemaGenerator) -> Schema,
    /// Whether they may be missing.
    pub(crate) optional: bool,
}

const fn given<T: JsonSchema>() -> Given {
    Given { schema: T::json_schema, optional: false }
}

const fn at_times<T: JsonSchema>() -> Given {
    Given { schema: T::json_schema, optional: true }
}

const fn page(name: &'static str, about: &'static str, given: &'static [Given]) -> Template {
    Template { name, about, framed: true, given }
}

const fn chapter(name: &'static str, about: &'static str, given: &'static [Given]) -> Template {
    Template { name, about, framed: false, given }
}

/// What every template knows.
pub(crate) const EVERYWHERE: Given = given::<Everywhere<'static>>();
/// What every page has.
pub(crate) const FRAME: Given = given::<Frame>();

const IN_ROUNDUP: &[Given] =
    &[given::<OfEdition>(), given::<EditionBlocks>(), given::<EditionPage<'static>>(), given::<InRoundup>()];
const CITED: &[Given] = &[given::<Book<'static>>(), given::<RoundupChapter<'static>>(), given::<InChapter>()];

/// All of them: the pages, the shortcodes of a roundup, the chapters of a book.
pub(crate) const TEMPLATES: &[Template] = &[
    page(
        "base.html",
        "What all pages have in common; the others fill its blocks.",
        &[at_times::<OfEdition>(), at_times::<ListPage<EntryView>>()],
    ),
    page(
        "home.html",
        "The home page: the newest edition. Where there is none, the variables of an edition are not there.",
        &[given::<Home<'static>>(), at_times::<OfEdition>(), at_times::<EditionBlocks>()],
    ),
    page(
        "edition.html",
        "An edition's page.",
        &[
            given::<OfEdition>(),
            given::<EditionBlocks>(),
            given::<EditionPage<'static>>(),
            given::<InRoundup>(),
            given::<RoundupText>(),
        ],
    ),
    page("call.html", "The call of an edition.", &[given::<OfEdition>(), given::<CallPage>()]),
    page("entries.html", "The list of entries.", &[given::<OfEdition>(), given::<ListPage<EntryView>>()]),
    page("entry.html", "An entry's page.", &[given::<OfEdition>(), given::<EntryPage>()]),
    page(
        "definitions.html",
        "The definitions side by side.",
        &[given::<OfEdition>(), given::<ListPage<CitationView>>(), given::<Definitions<'static>>()],
    ),
    page("quotes.html", "The quotes.", &[given::<OfEdition>(), given::<ListPage<CitationView>>(), given::<Quotes>()]),
    page("threads.html", "The threads.", &[given::<OfEdition>(), given::<Threads>()]),
    page("pictures.html", "An edition in pictures.", &[given::<OfEdition>(), given::<Pictures>()]),
    page(
        "reactions.html",
        "What others say of an edition on pages of their own; there is none while all of it stands on the edition's page.",
        &[given::<OfEdition>(), given::<ListPage<ReactionView>>()],
    ),
    page("blogs.html", "The index of bloggers.", &[given::<Blogs>()]),
    page("blog.html", "A blogger's page.", &[given::<BlogPage<'static>>()]),
    page("archive.html", "All editions by year.", &[given::<Archive>()]),
    page("search.html", "The search page.", &[given::<Search<'static>>()]),
    page("status.html", "How the feeds are doing.", &[given::<StatusPage>()]),
    page("page.html", "A page of the host's: `content/<page>.md`.", &[given::<ContentText<'static>>()]),
    page(
        "privacy.html",
        "What the site keeps of its readers and shows of bloggers; `content/privacy.md` takes its place.",
        &[given::<Statement>()],
    ),
    page(
        "accessibility.html",
        "Whom the site serves and how well; `content/accessibility.md` takes its place.",
        &[given::<Statement>()],
    ),
    page("404.html", "What is shown where there is no page.", &[]),
    page("shortcodes/definitions.html", "`{{ definitions() }}` in a roundup.", IN_ROUNDUP),
    page("shortcodes/entries.html", "`{{ entries() }}` in a roundup.", IN_ROUNDUP),
    page("shortcodes/quotes.html", "`{{ quotes() }}` in a roundup.", IN_ROUNDUP),
    page("shortcodes/ride.html", "`{{ ride() }}` in a roundup.", IN_ROUNDUP),
    page("shortcodes/threads.html", "`{{ threads() }}` in a roundup.", IN_ROUNDUP),
    chapter("epub/cover.html", "The title page of the book.", &[given::<Book<'static>>()]),
    chapter("epub/entry.html", "An entry's chapter.", &[given::<Book<'static>>(), given::<EntryChapter>()]),
    chapter(
        "epub/roundup.html",
        "The beginning of the roundup's chapter.",
        &[given::<Book<'static>>(), given::<RoundupChapter<'static>>()],
    ),
    chapter("epub/definitions.html", "`{{ definitions() }}` in the book.", CITED),
    chapter("epub/entries.html", "`{{ entries() }}` in the book.", CITED),
    chapter("epub/quotes.html", "`{{ quotes() }}` in the book.", CITED),
    chapter("epub/threads.html", "`{{ threads() }}` in the book.", CITED),
];

/// The template of this name.
pub(crate) fn find(name: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|template| template.name == name)
}

impl Template {
    /// What it is given, the variables of every page first.
    pub(crate) fn all(&self) -> impl Iterator<Item = Given> {
        self.framed.then_some([EVERYWHERE, FRAME]).into_iter().flatten().chain(self.given.iter().copied())
    }
}
