//! Blogkermis runs a blog carnival: it watches the contributing blogs, finds the entries of an edition, extracts
//! definitions and quotes, drafts the roundup and builds the site.
//!
//! Two stages meet at one boundary, `harvest/*.json`:
//!
//! 1. **Harvest**: [`fetch`] brings bytes, [`feed`] makes posts of them, [`text`] makes posts readable to rules,
//!    [`extract`] judges and cites, [`harvest`] drives it and writes the records; [`store`] remembers between runs.
//! 2. **Build**: [`content`] reads the host's files, [`roundup`] joins them with the records, [`render`] plans every
//!    file of the site, [`output`] carries the plan out.
//!
//! [`mod@build`] is the second stage in one piece, for the commands and the development server.
//! [`serve`] does it again and again while somebody edits, [`desk`] lets people take part over HTTP, and [`cli`] turns arguments into calls.
//!
//! [`inbox`] holds what people send in against the call of an edition; nothing of it is shown before it becomes a file of the
//! host's.
//!
//! [`webmention`] tells the pages that a roundup links to, and checks what others tell; [`websub`] tells a hub of our feeds.
//! Both know [`fetch`], [`feed`] and [`store`], and are known to [`cli`] alone.
//!
//! A room knows only the rooms before it in this list, and all know [`model`], which knows nobody.

pub mod model;

pub mod content;
pub mod extract;
pub mod feed;
pub mod fetch;
pub mod handover;
pub mod harvest;
pub mod inbox;
pub mod output;
pub mod render;
pub mod roundup;
pub mod store;
pub mod text;
pub mod webmention;
pub mod websub;

pub mod build;
pub mod cli;
pub mod desk;
pub mod serve;
