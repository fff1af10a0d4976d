//! What can be typed. No behaviour.

use std::{net::IpAddr, path::PathBuf};

use clap::{ArgAction, Parser, Subcommand, ValueEnum};

/// Runs a blog carnival: watches the blogs, finds the entries, drafts the roundup, builds the site.
#[derive(Debug, Parser)]
#[command(name = "blogkermis", version, about, disable_help_subcommand = true)]
#[command(after_help = "Without a command: how the running edition stands and what to do next.\n\n\
    Exit codes: 0 ok, 1 findings, 2 usage, 3 network, 4 data.")]
pub(super) struct Args {
    /// What every command understands.
    #[command(flatten)]
    pub(super) global: Global,
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// What every command understands.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub(super) struct Global {
    /// The site's folder [default: the nearest one upwards with a blogkermis.toml]
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    /// Fetch nothing: work with what was harvested
    #[arg(long, global = true)]
    pub(super) offline: bool,
    /// Fail if the harvest would change
    #[arg(long, global = true)]
    pub(super) frozen: bool,
    /// Write and send nothing, only say what would happen
    #[arg(long, global = true)]
    pub(super) dry_run: bool,
    /// Exit with 1 when a feed could not be read; `lint`: also at a warning
    #[arg(long, global = true)]
    pub(super) strict: bool,
    /// Print data as JSON on stdout
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// Say more
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub(super) verbose: u8,
    /// Say only what went wrong
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
}

impl Global {
    /// Whether more is to be said.
    pub(super) fn is_verbose(&self) -> bool {
        self.verbose > 0
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a new site
    Init(Init),
    /// Launch an edition
    New(New),
    /// Write texts to post about an edition: call, reminder, publication
    Announce(Announce),
    /// Add blogs: by address, feed, file or OPML
    Add(Add),
    /// Take in what people sent: mails, lists, issues, webmentions, toots, addresses
    Intake(Intake),
    /// List what was sent in, and decide about it
    Submissions(Submissions),
    /// List what others say of a roundup on their own pages, and decide what readers see
    Mentions(Mentions),
    /// Read the feeds and find the entries
    Fetch(Fetch),
    /// List an edition's entries
    Entries(Entries),
    /// Explain why a post is in or out, and every citation
    Why(Why),
    /// Write the roundup's first text into roundup.md, and keep it up to date
    Draft(Draft),
    /// Check the roundup: what is announced, who is quoted, how
    Lint(Lint),
    /// Explain a rule of `lint`, or list them all
    Explain(Explain),
    /// Fetch what is due, then build the site
    Build(Build),
    /// Build, serve and watch, with live reload
    Serve(Serve),
    /// Let bloggers take part by a form, and decide about what came in
    Desk(Desk),
    /// Tell the bloggers what the roundup says of their entries
    Notify(Notify),
    /// Tell the WebSub hub which of the site's feeds have changed
    Ping(Ping),
    /// Take a post out for good, as its author asks
    Withdraw(Withdraw),
    /// Propose a theme and a host for the next edition
    Next(Next),
    /// List the editions and how far each is
    Archive,
    /// Give an edition away: as data, as a list of feeds, as a book
    Export(Export),
    /// List the theme's files, and put those you want to change into templates/
    Theme(Theme),
    /// Say how the feeds and the roundup are doing, and what to do about it
    Check(Check),
    /// Copy what must not be lost, the inbox above all, into one file
    Backup(Backup),
    /// Show what the program sees in a feed, a page or a text
    Inspect(Inspect),
}

/// Arguments of `init`.
#[derive(Debug, clap::Args)]
pub(super) struct Init {
    /// Where [default: here]
    pub(super) folder: Option<PathBuf>,
    /// The series' title
    #[arg(long)]
    pub(super) title: Option<String>,
    /// The language of the site [default: nl, or that of the series that is carried on]
    #[arg(long, value_parser = ["nl", "en"])]
    pub(super) language: Option<String>,
    /// Where the site will stand
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Carry on another host's series: its last edition's edition.json
    #[arg(long, value_name = "FILE|URL")]
    pub(super) from: Option<String>,
}

/// Arguments of `new`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct New {
    /// The theme: “hardop leren” [default: is asked for]
    pub(super) theme: Option<String>,
    /// The edition's title [default: the theme]
    #[arg(long)]
    pub(super) title: Option<String>,
    /// The folder's name [default: made of the theme]
    #[arg(long)]
    pub(super) slug: Option<String>,
    /// The language of the call and the roundup [default: the site's]
    #[arg(long)]
    pub(super) language: Option<String>,
    /// First day, as 2026-05-01
    #[arg(long)]
    pub(super) opens: Option<String>,
    /// Last day or instant, as 2026-05-22
    #[arg(long)]
    pub(super) closes: Option<String>,
    /// Where those days begin and end, as Europe/Amsterdam [default: the site's `timezone`, or else anywhere on earth]
    #[arg(long, value_name = "ZONE")]
    pub(super) zone: Option<String>,
    /// How long after the deadline entries are still accepted, marked as late, as "3 days"
    #[arg(long, value_name = "DAYS")]
    pub(super) grace: Option<String>,
    /// Which of the series it is [default: as the dates have it]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=9999))]
    pub(super) number: Option<u16>,
    /// A blog of this site whose owner organises the edition
    #[arg(long)]
    pub(super) host: Option<String>,
    /// A word for the theme, as LANGUAGE=WORDS; may be given several times
    #[arg(long = "term", value_name = "LANG=WORDS")]
    pub(super) terms: Vec<String>,
    /// A category or hashtag that puts a post in; may be given several times
    #[arg(long = "tag")]
    pub(super) tags: Vec<String>,
    /// A conversation starter; may be given several times
    #[arg(long = "prompt", value_name = "QUESTION")]
    pub(super) prompts: Vec<String>,
    /// Ask nothing, even on a terminal
    #[arg(long)]
    pub(super) no_input: bool,
}

/// Arguments of `add`.
#[derive(Debug, clap::Args)]
pub(super) struct Add {
    /// Addresses of blogs or feeds, feed files inside the site, or OPML files
    #[arg(required = true)]
    pub(super) sources: Vec<String>,
    /// The owner's name, when one blog is added
    #[arg(long)]
    pub(super) author: Option<String>,
    /// The blog's title, when one blog is added
    #[arg(long)]
    pub(super) title: Option<String>,
}

/// Arguments of `intake`.
#[derive(Debug, clap::Args)]
pub(super) struct Intake {
    /// Files (.eml, OPML, addresses in a text, JSON of GitHub issues, webmention.io or Mastodon), or addresses
    #[arg(required = true, value_name = "FILE|ADDRESS")]
    pub(super) sources: Vec<String>,
    /// For which edition [default: the open one, or the newest]
    #[arg(long)]
    pub(super) edition: Option<String>,
    /// Put the addresses into the inbox without reading what stands there
    #[arg(long)]
    pub(super) unseen: bool,
}

/// Arguments of `submissions`.
#[derive(Debug, clap::Args)]
pub(super) struct Submissions {
    /// For which edition [default: the open one, or the newest]
    pub(super) edition: Option<String>,
    /// Those that are decided too
    #[arg(long)]
    pub(super) all: bool,
    /// Read again what stands at the addresses that wait
    #[arg(long)]
    pub(super) look: bool,
    /// Take these in, sent in or found in a feed: writes the entry's file, and the blog's if it is new
    #[arg(long, value_name = "NUMBER|ADDRESS", num_args = 1..)]
    pub(super) accept: Vec<String>,
    /// Leave these out
    #[arg(long, value_name = "NUMBER|ADDRESS", num_args = 1..)]
    pub(super) reject: Vec<String>,
    /// Why, for your own history
    #[arg(long, requires = "reject")]
    pub(super) why: Option<String>,
    /// Write an answer to whoever sent this one: what was found, what is missing, how to mend it
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["accept", "reject", "look"])]
    pub(super) receipt: Option<i64>,
    /// Everything that happened to this one
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["accept", "reject", "look", "receipt"])]
    pub(super) history: Option<i64>,
}

/// Arguments of `mentions`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A webmention to the call goes into the inbox: `blogkermis submissions` lists those. What is shown is written \
    into harvest/reactions/, and stands on the edition's page with the next build. A reaction that changes after you let it \
    be shown waits for you again; one whose page is gone or does not link any more goes by itself.\n\n\
    Exit codes: 0 ok, 1 some pages could not be looked at and are to be tried again, 2 no such mention, 3 nothing was pulled."
)]
pub(super) struct Mentions {
    /// Those too that wait to be looked at, came to nothing or went into the inbox
    #[arg(long)]
    pub(super) all: bool,
    /// Let readers see these
    #[arg(long, value_name = "NUMBER", num_args = 1..)]
    pub(super) show: Vec<i64>,
    /// Let readers not see these, whatever becomes of them
    #[arg(long, value_name = "NUMBER", num_args = 1..)]
    pub(super) hide: Vec<i64>,
    /// Take in what webmention.io collected: its answer to /api/mentions.jf2, as a file or by its address
    #[arg(long, value_name = "FILE|URL")]
    pub(super) pull: Option<String>,
    /// Look at every page again: does it still link here, does it still say the same?
    #[arg(long)]
    pub(super) check: bool,
}

/// Arguments of `backup`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The copy is whole, also while `serve` or `desk` is writing, and its pages are checked. Your own files \
    (content/, harvest/, static/, templates/, blogkermis.toml) are not in it: keep those as you keep any text.\n\n\
    To restore it: stop the program, put the copy in the place of .blogkermis/kermis.db, and remove kermis.db-wal and \
    kermis.db-shm if they are there."
)]
pub(super) struct Backup {
    /// The file that is made; one that is there already is left alone
    pub(super) file: PathBuf,
}

/// Arguments of `fetch`.
#[derive(Debug, clap::Args)]
pub(super) struct Fetch {
    /// Only these blogs, each named as its file in content/blogs/ [default: all]
    #[arg(value_name = "BLOG")]
    pub(super) blogs: Vec<String>,
    /// Ask every feed, due or not; a blog that is named even if it failed a moment ago
    #[arg(long)]
    pub(super) force: bool,
}

/// Arguments of `draft`.
#[derive(Debug, clap::Args)]
pub(super) struct Draft {
    /// Which edition [default: the newest]
    pub(super) edition: Option<String>,
    /// Print the text instead of writing roundup.md
    #[arg(long)]
    pub(super) stdout: bool,
    /// Bring what is new into your roundup.md: what you wrote stays as it is
    #[arg(long, conflicts_with = "stdout")]
    pub(super) update: bool,
    /// Show what --update would change, and change nothing
    #[arg(long, conflicts_with = "stdout")]
    pub(super) diff: bool,
}

/// Arguments of `lint`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Ends with 1 when there is an error, with --strict also when there is a warning. A rule is silenced \
    for a paragraph by `<!-- lint: allow W-GLYPH -->` before it, for a roundup by `lint = { allow = [\"W-GLYPH\"] }` in its \
    front matter, for a site by `allow` under `[lint]` in blogkermis.toml."
)]
pub(super) struct Lint {
    /// Which edition [default: the newest]
    pub(super) edition: Option<String>,
}

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// The rule, such as E-QUOTE [default: all, a line each]
    pub(super) code: Option<String>,
    /// The language of the explanation
    #[arg(long, default_value = "en", value_parser = ["nl", "en"])]
    pub(super) language: String,
}

/// Arguments of `build`.
#[derive(Debug, clap::Args)]
pub(super) struct Build {
    /// Where the site goes [default: public in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Ask every feed, due or not
    #[arg(long)]
    pub(super) force: bool,
}

/// Arguments of `serve`.
#[derive(Debug, clap::Args)]
pub(super) struct Serve {
    /// The port; 0 takes a free one
    #[arg(long, default_value_t = 4242)]
    pub(super) port: u16,
    /// The desk too, under /-/
    #[arg(long)]
    pub(super) desk: bool,
}

/// Arguments of `desk`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Without --public the desk is for this machine alone, with the pages on which you decide: open the \
    address that is printed. With --public only the form and the endpoint for webmentions are there, for a proxy that \
    passes on /-/ (docs/running.md). Ctrl-C and SIGTERM end it; what is under way is finished or done the next time."
)]
pub(super) struct Desk {
    /// The port; 0 takes a free one
    #[arg(long, default_value_t = 4243)]
    pub(super) port: u16,
    /// For everybody: the form and the endpoint for webmentions, without your own pages
    #[arg(long)]
    pub(super) public: bool,
    /// With --public: the address to listen on
    #[arg(long, requires = "public", value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(super) listen: IpAddr,
    /// With --public: a proxy on another machine that says truly for whom it asks; may be given several times
    #[arg(long = "trusted-proxy", requires = "public", value_name = "ADDRESS")]
    pub(super) trusted_proxies: Vec<IpAddr>,
}

/// Arguments of `entries`.
#[derive(Debug, clap::Args)]
pub(super) struct Entries {
    /// Which edition [default: the newest]
    pub(super) edition: Option<String>,
    /// Rejected ones too
    #[arg(long)]
    pub(super) all: bool,
    /// The watched blogs without an entry instead, and how their feeds are doing
    #[arg(long, conflicts_with = "all")]
    pub(super) missing: bool,
}

/// Arguments of `announce`.
#[derive(Debug, clap::Args)]
pub(super) struct Announce {
    /// Which edition [default: the newest]
    pub(super) edition: Option<String>,
    /// What there is to say [default: what fits the day]
    #[arg(long = "for", value_enum, value_name = "OCCASION")]
    pub(super) occasion: Option<Occasion>,
    /// Where it is said [default: everywhere]
    #[arg(long = "to", value_enum)]
    pub(super) medium: Option<Medium>,
}

/// What `announce` writes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Occasion {
    /// The edition begins
    Call,
    /// The deadline is near
    Reminder,
    /// The roundup stands
    Publication,
}

/// What `announce` writes for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Medium {
    /// A letter with a subject
    Mail,
    /// At most 500 characters
    Mastodon,
    /// At most 3000 characters
    Linkedin,
}

/// Arguments of `next`.
#[derive(Debug, clap::Args)]
pub(super) struct Next {
    /// From which edition [default: the newest]
    pub(super) edition: Option<String>,
}

/// Arguments of `why`.
#[derive(Debug, clap::Args)]
pub(super) struct Why {
    /// The post: its address, its id, or words of its title
    pub(super) entry: String,
    /// Only in this edition
    #[arg(long)]
    pub(super) edition: Option<String>,
}

/// Arguments of `withdraw`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Nothing of the post stays: not in harvest/, not in .blogkermis/, not in the next build. What \
    remains is a file without a name or an address, by which the post is recognised should it come by again. What you \
    wrote about it yourself is shown and left to you; the file of your decision goes only with --yes.\n\n\
    Exit codes: 0 gone, 1 something is left to you, 2 no such post.")]
pub(super) struct Withdraw {
    /// The post: its address, its id, or words of its title
    pub(super) entry: String,
    /// Remove your own file about it too
    #[arg(long)]
    pub(super) yes: bool,
}

/// Arguments of `notify`.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
#[command(
    after_help = "Webmentions go to the posts' own sites, which show them or not, as they like; who takes none is left \
    alone. With --dry-run the posts are asked where they take webmentions, and none is sent. Mail is never sent by this \
    program: --mail writes drafts, and you send them.\n\n\
    Exit codes: 0 all told, 1 some wait for the roundup to be put online, 3 some failed."
)]
pub(super) struct Notify {
    /// Which edition [default: the newest]
    pub(super) edition: Option<String>,
    /// Write a mail draft (.eml) for everybody who has not been told, into .blogkermis/outbox/
    #[arg(long)]
    pub(super) mail: bool,
    /// Remember that they were sent: only what changes afterwards is told again
    #[arg(long, conflicts_with = "mail")]
    pub(super) sent: bool,
    /// Send a webmention to every post that the roundup links to, to those of which it says something else now, and to those
    /// it links to no longer
    #[arg(long, conflicts_with_all = ["mail", "sent"])]
    pub(super) send: bool,
    /// With --send: although the roundup is not published yet
    #[arg(long, requires = "send")]
    pub(super) yes: bool,
    /// With --send: without looking first whether the roundup is online and links to the posts
    #[arg(long, requires = "send")]
    pub(super) no_check: bool,
    /// With --send: to those who know already, too
    #[arg(long, requires = "send")]
    pub(super) again: bool,
}

/// Arguments of `theme`.
#[derive(Debug, clap::Args)]
pub(super) struct Theme {
    /// What to do with it.
    #[command(subcommand)]
    pub(super) action: ThemeAction,
}

/// What `theme` does.
#[derive(Debug, Subcommand)]
pub(super) enum ThemeAction {
    /// List the files that can be replaced, and mark those that are
    List,
    /// Put files of the theme into templates/, to be changed there
    Eject {
        /// The files, by the names that `theme list` gives
        #[arg(required = true, value_name = "FILE")]
        files: Vec<String>,
        /// Write over files that are there already; what goes is shown
        #[arg(long)]
        force: bool,
    },
    /// Print what each template is given, as Markdown
    Guide,
}

/// Arguments of `ping`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The hub is named in blogkermis.toml: `[websub] hub = \"https://…\"`. It fetches the feeds and passes \
    them on to whoever subscribed, so a feed has to be online as it was built: one that is not waits.\n\n\
    Exit codes: 0 all told, 1 a feed is not online yet, 2 there is no hub, 3 the hub could not be told."
)]
pub(super) struct Ping {
    /// Without looking first whether the feeds are online as they were built
    #[arg(long)]
    pub(super) no_check: bool,
}

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// Only these blogs, each named as its file in content/blogs/ [default: all]
    #[arg(value_name = "BLOG")]
    pub(super) blogs: Vec<String>,
    /// Check the feeds only, and not the newest roundup
    #[arg(long)]
    pub(super) feeds: bool,
    /// Write a letter to each blogger whose feed has something to mend
    #[arg(long, conflicts_with = "rewrite")]
    pub(super) mail: bool,
    /// Correct the addresses of feeds that have moved for good, in the blogs' files
    #[arg(long)]
    pub(super) rewrite: bool,
}

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// Which edition [default: the newest]
    pub(super) edition: Option<String>,
    /// As what
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "json")]
    pub(super) to: ExportFormat,
    /// Where to; `-` is stdout [default: the edition's name with the format's ending, here]
    #[arg(long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

/// What `export` gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    /// `edition.json`: everything, for another host or another program
    Json,
    /// The blogs' feeds, for a feed reader
    Opml,
    /// The roundup and the entries as a book (EPUB 3)
    Epub,
}

/// Arguments of `inspect`.
#[derive(Debug, clap::Args)]
pub(super) struct Inspect {
    /// What the input is read as
    #[arg(value_enum)]
    pub(super) what: What,
    /// Files or addresses; several give one JSON line each
    #[arg(required = true, value_name = "FILE|URL")]
    pub(super) inputs: Vec<String>,
    /// The address relative links start from
    #[arg(long, value_name = "URL")]
    pub(super) base: Option<String>,
    /// The Content-Type header the input came with
    #[arg(long, value_name = "TYPE")]
    pub(super) content_type: Option<String>,
    /// A word for the theme (text)
    #[arg(long = "term")]
    pub(super) terms: Vec<String>,
    /// The language of the text
    #[arg(long)]
    pub(super) language: Option<String>,
    /// Who wrote the text
    #[arg(long)]
    pub(super) author: Option<String>,
}

/// What `inspect` reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum What {
    /// A feed
    Feed,
    /// A web page
    Page,
    /// A text: .html or .txt
    Text,
    /// HTML, to see it sanitised
    Html,
}
