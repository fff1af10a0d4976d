//! `plan` turns a site into every file of it, as path and bytes. No network, no disk, no clock.
//!
//! * [`plan()`]: collects the files; two that claim one path are an error
//! * `views`: what templates see; `variables`: what each of them is given; `context` makes it of the records, once; `pages`: which pages there are and what each shows
//! * `engine`: the templates and what they may call; `strings`: the site's own words; `markdown`, `shortcode`: the host's
//! * [`theme`]: the theme for those who want another: its files, its guide, what is wrong with a host's templates
//! * `tongue`: the languages of the site and their folders
//! * `lists`: how entries, definitions and quotes are spread over pages
//! * `status`: how the feeds are doing; `figures`: an edition in figures; `ride`: the swing ride; `words`: what definitions share; `html`: escaping, text fragments
//! * `pictures`: an edition in pictures; `bonds`: who shares which concepts; `seriation`: what stands beside what; `matrix`, `arcs`, `timeline`: the drawings; `drawing`: what those have in common
//! * `kinds`, `quoted`, `threads`: definitions by kind, quotes by blogger, what runs through entries; `sections`: lists in sections, over pages
//! * `reactions`: what others say of an edition
//! * `search`: the index that a script reads, the register that needs none
//! * `people`: who takes part; `index`: all bloggers; `company`: who meets whom; `collation`: the order of names
//! * [`epub()`]: an edition as a book
//! * `deadline`, `calendar`: the dates in words and for calendars
//! * `feeds`: what the site's feeds carry; `xml`, `rss`, `json_feed`: how they write it down
//! * `json_ld`: what search engines read in a page; `sitemap`, `robots`, `manifest`: what else machines ask for
//! * `apart`: what pages that are no part of the site take of it
//! * `mailto`: links that open a mail
//! * `palette`: the colours of an edition on their way to the page; `lettering`: the display face and its outlines
//! * `card`: the picture beside links on other sites; `badge`: the one on the bloggers' own
//! * `assets`: stylesheet and script under hashed names; `servers`: headers for four kinds of web server
//! * [`edition_json()`]: an edition as data

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    content::Content,
    model::{Reaction, Slug},
    roundup::Series,
};

pub(crate) mod apart;
mod arcs;
mod assets;
mod badge;
mod bonds;
mod calendar;
mod card;
mod collation;
mod company;
mod context;
mod deadline;
mod drawing;
pub mod edition_json;
mod engine;
mod epub;
mod feeds;
#[cfg(test)]
mod figure_tests;
mod figures;
#[cfg(test)]
pub(crate) mod fixture;
mod html;
mod index;
mod json_feed;
mod json_ld;
mod kinds;
#[cfg(test)]
mod language_tests;
mod lettering;
#[cfg(test)]
mod list_tests;
mod lists;
mod mailto;
mod manifest;
mod markdown;
mod matrix;
mod pages;
mod palette;
#[cfg(test)]
mod palette_tests;
mod people;
mod pictures;
mod plan;
mod quoted;
mod reactions;
#[cfg(test)]
mod read_back;
mod ride;
mod robots;
mod rss;
mod search;
mod sections;
mod seriation;
mod servers;
pub(crate) mod shortcode;
mod sitemap;
mod status;
mod strings;
#[cfg(test)]
mod tests;
pub mod theme;
mod threads;
mod timeline;
mod tongue;
mod variables;
mod views;
mod words;
mod xml;

pub(crate) use engine::percent_encode;
pub(crate) use mailto::mailto;

pub use edition_json::edition_json;
pub use epub::epub;
pub use plan::{FEEDS, plan};
pub use xml::opml;

/// Every file of the built site: path with `/` between its parts, relative to `public/`, and its bytes.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Sorted by path.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// How many of them are pages.
    pub pages: usize,
}

/// A site that cannot be rendered. The message names the template or the file, line and column, with a caret.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct RenderError {
    /// The whole message, several lines.
    pub message: String,
}

/// Everything a build looks at.
#[derive(Clone, Debug)]
pub struct Site {
    /// The host's files.
    pub content: Content,
    /// The editions.
    pub series: Series,
    /// What others say of the editions, by edition, as the hosts let it be shown.
    pub reactions: BTreeMap<Slug, Vec<Reaction>>,
    /// `templates/**`, by path: overrides of the built-in theme.
    pub templates: BTreeMap<String, String>,
    /// `static/**`, by path: copied as is.
    pub statics: BTreeMap<String, Arc<[u8]>>,
}
