//! Reads and writes `content/` and `blogkermis.toml`: front matter, Markdown, errors with file, line, column and caret.
//!
//! * [`files`]: what is read, as plain records
//! * [`load()`], [`find_root`]: from a folder to those records, or to every mistake in it at once
//! * [`diagnostic`]: one mistake and how it is shown
//! * [`shortcode`]: the calls in a roundup's Markdown
//! * [`compose`], [`write`](mod@write), [`scaffold`]: new files; a file that exists is never touched
//! * [`rewrite`]: the changes to files that exist, shown before they are made
//! * `carry_on`: a new site with a past edition in it, all or nothing
//!
//! Reading goes in three steps: `walk` lists the files, `front_matter` splits each one, and a reader per kind of file
//! (`site`, `desk`, `blogs`, `editions`, `entries`, `roundups`, `pages`, `palettes`) takes its keys with the help of `keys` and `values`.
//! The readers are pure functions of a file's text.

pub mod compose;
pub mod diagnostic;
pub mod files;
pub mod retire;
pub mod rewrite;
pub mod scaffold;
pub mod shortcode;
pub mod write;

mod blogs;
mod carry_on;
mod desk;
mod editions;
mod entries;
mod front_matter;
mod keys;
mod links;
pub mod lint;
mod load;
mod mistakes;
mod nearest;
mod pages;
mod palettes;
mod roundups;
mod site;
mod values;
mod walk;

pub use carry_on::{CarryOnError, Inheritance, carry_on};
pub use diagnostic::{ContentErrors, Diagnostic};
pub use files::{Content, ContentPage, EditionContent, EntryFile, Pick, RoundupFile};
pub use load::{find_root, load};
pub use nearest::nearest;
pub use retire::{Retired, retire};
pub use rewrite::{Rewrite, edit_entry, edit_roundup, move_feed};
pub use scaffold::{NewSite, ScaffoldError, init};
pub use shortcode::{Arg, Piece, Shortcode, ShortcodeError, shortcodes};
pub use values::days_of_grace;
pub use write::{WriteError, create, free_edition, write_blog, write_edition, write_entry, write_roundup};

/// The file that makes a folder a site.
pub const SITE_FILE: &str = "blogkermis.toml";

/// The largest file that is read from `content/`, in bytes: 1 MiB.
pub const MAX_FILE_BYTES: u64 = 1 << 20;
