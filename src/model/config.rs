//! What a host may set for a whole site: `blogkermis.toml`.

use std::time::Duration;

use jiff::tz::TimeZone;
use url::Url;

use super::{Bands, DeskPolicy, Lang, LintPolicy, Palette, Slug};

/// How much of somebody's text may be shown. Defaults are those of a careful host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotationPolicy {
    /// A summary has at least this many words, if the post has them.
    pub summary_min_words: usize,
    /// And at most this many.
    pub summary_max_words: usize,
    /// A quote has at most this many characters …
    pub quote_max_chars: usize,
    /// … and at most this many words.
    pub quote_max_words: usize,
    /// At most this many quotes of one entry are shown.
    pub quotes_per_entry: usize,
    /// At most this share of an entry's words is quoted beside its summary, in percent. The summary has a measure of its
    /// own, [`summary_max_words`](Self::summary_max_words): of a short post, 50 words are more than any share.
    pub entry_percent: usize,
    /// At most this share of a drafted roundup's words is quoted, in percent. The definitions are not counted: there are as
    /// many as there are, each is as long as it is, and to leave one out would leave somebody out. In an
    /// edition of fewer than 40 entries each keeps a sentence, too.
    pub roundup_percent: usize,
}

impl Default for QuotationPolicy {
    fn default() -> Self {
        Self {
            summary_min_words: 50,
            summary_max_words: 80,
            quote_max_chars: 300,
            quote_max_words: 50,
            quotes_per_entry: 3,
            entry_percent: 10,
            roundup_percent: 25,
        }
    }
}

/// How feeds are fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchPolicy {
    /// How many requests at once.
    pub concurrency: usize,
    /// The longest a connection may take to come about: name, TCP and TLS together.
    pub connect_timeout: Duration,
    /// The longest until the head of an answer is there, counted from the request, the connection included.
    pub first_byte_timeout: Duration,
    /// The longest a body may pause between two pieces.
    pub stall_timeout: Duration,
    /// The longest one request may take, its redirects and its body included. None of the three above is longer.
    pub timeout: Duration,
    /// The longest a whole run over all feeds may take.
    pub run_timeout: Duration,
    /// The largest body, in bytes, counted after decompression.
    pub max_bytes: usize,
    /// The largest head of an answer, in bytes: names and values of all its fields.
    pub max_header_bytes: usize,
    /// The most fields in the head of an answer.
    pub max_headers: usize,
    /// A feed is asked again after this time at the earliest.
    pub interval: Duration,
    /// Addresses, networks or address:port pairs that are not public and may be asked all the same.
    pub allow: Vec<String>,
    /// Who asks: put into the User-Agent so that a blogger can reach the host.
    pub contact: Option<String>,
}

impl Default for FetchPolicy {
    fn default() -> Self {
        Self {
            concurrency: 16,
            connect_timeout: Duration::from_secs(10),
            first_byte_timeout: Duration::from_secs(20),
            stall_timeout: Duration::from_secs(20),
            timeout: Duration::from_secs(30),
            run_timeout: Duration::from_mins(10),
            max_bytes: 10 << 20,
            max_header_bytes: 64 << 10,
            max_headers: 100,
            interval: Duration::from_hours(1),
            allow: Vec::new(),
            contact: None,
        }
    }
}

/// A program of the host's that writes summaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summariser {
    /// The program and its arguments; never empty. No shell reads them.
    pub command: Vec<String>,
    /// The longest one summary may take; never zero.
    pub timeout: Duration,
}

impl Summariser {
    /// How long a summary may take when the host does not say.
    pub const TIMEOUT: Duration = Duration::from_mins(1);
}

/// Who hosts, in a series that goes round: `[series]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeriesHosts {
    /// Who takes a turn, each a blog of the site, in the order of their turns.
    pub hosts: Vec<Slug>,
    /// Who would step in when somebody cannot.
    pub reserve_hosts: Vec<Slug>,
}

/// Where else on the web the host is: `[links]`. Each becomes a line in the head of every page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteLinks {
    /// The host's fediverse handle, `@name@server`: shown as the author where somebody shares a page (`fediverse:creator`).
    pub fediverse: Option<String>,
    /// Pages that are the host's too and link back (`rel="me"`).
    pub me: Vec<Url>,
    /// Who receives webmentions for this site (`rel="webmention"`, W3C Webmention 3.1.2).
    pub webmention: Option<Url>,
}

/// The whole of `blogkermis.toml`, validated.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteConfig {
    /// The series' title.
    pub title: String,
    /// One sentence about it.
    pub description: String,
    /// Where the site will stand; ends with a slash.
    pub base_url: Url,
    /// The language of the site's own words.
    pub language: Lang,
    /// The languages in which the whole site speaks: the first at its root, each other one in a folder of its own. Empty:
    /// one site, in which each edition's pages speak the edition's language.
    pub languages: Vec<Lang>,
    /// Where the days of an edition begin and end that names no time zone itself; `None`: anywhere on earth.
    pub timezone: Option<TimeZone>,
    /// The colours of pages that belong to no edition, and of editions that name none; `None`: each its own.
    pub palette: Option<Palette>,
    /// Who hosts.
    pub series: SeriesHosts,
    /// Where else the host is.
    pub links: SiteLinks,
    /// Who tells the subscribers of our feeds that there is something new: `[websub] hub`.
    pub hub: Option<Url>,
    /// How feeds are fetched.
    pub fetch: FetchPolicy,
    /// How much is quoted.
    pub quotation: QuotationPolicy,
    /// How sure the machine must be.
    pub bands: Bands,
    /// Who writes the summaries besides the program itself.
    pub summariser: Option<Summariser>,
    /// What the linter minds.
    pub lint: LintPolicy,
    /// How others take part over the web.
    pub desk: DeskPolicy,
}
