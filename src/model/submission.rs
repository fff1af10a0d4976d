//! What came in from people: an address that somebody sent, and what became of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

use super::{Lang, Match, Moment, Slug, Status};

/// The way an address came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Route {
    /// A mail that somebody sent to the host.
    Mail,
    /// A list of addresses, or of feeds.
    List,
    /// An issue of a repository, by a form.
    Issue,
    /// A webmention to the call.
    Webmention,
    /// A post on the fediverse with the edition's hashtag.
    Toot,
    /// The host typed it.
    CommandLine,
    /// The form of the desk.
    Form,
}

impl Route {
    /// Its name, as it is stored and shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::List => "list",
            Self::Issue => "issue",
            Self::Webmention => "webmention",
            Self::Toot => "toot",
            Self::CommandLine => "command-line",
            Self::Form => "form",
        }
    }
}

/// What somebody sent in, before anybody looked at it. Nothing of it is shown to readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tip {
    /// The address of a post, a blog or a feed; http or https.
    pub address: Url,
    /// How it came in.
    pub route: Route,
    /// The name somebody gave for the author. Never believed without looking: the post's own page decides.
    pub author: Option<String>,
    /// The words themselves, where the address is that of a toot.
    pub text: Option<String>,
}

/// How far a submission is. [`SubmissionState::may_become`] has the whole machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SubmissionState {
    /// An address, nothing more.
    Tip,
    /// Its page was read.
    Fetched,
    /// It was held against the edition.
    Checked,
    /// The host has to decide.
    Queued,
    /// It takes part.
    Accepted,
    /// It does not.
    Rejected,
    /// It stands in a published roundup.
    Published,
    /// Its author changed it after it had been accepted: the host has to look again.
    Updated,
    /// Its author took it back.
    Withdrawn,
    /// Its page is no longer there.
    Gone,
}

impl SubmissionState {
    /// Its name, as it is stored and shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Tip => "tip",
            Self::Fetched => "fetched",
            Self::Checked => "checked",
            Self::Queued => "queued",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Published => "published",
            Self::Updated => "updated",
            Self::Withdrawn => "withdrawn",
            Self::Gone => "gone",
        }
    }

    /// Whether a submission may go from here to `next`.
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        use SubmissionState::{Accepted, Checked, Fetched, Gone, Published, Queued, Rejected, Tip, Updated, Withdrawn};
        match self {
            Tip => matches!(next, Fetched | Rejected | Withdrawn | Gone),
            Fetched => matches!(next, Checked),
            Checked => matches!(next, Accepted | Queued | Rejected),
            // Somebody looks again: the page may have been mended.
            Queued | Updated => matches!(next, Fetched | Accepted | Rejected | Withdrawn | Gone),
            Rejected => matches!(next, Fetched | Accepted | Withdrawn | Gone),
            Accepted => matches!(next, Published | Updated | Rejected | Withdrawn | Gone),
            Published => matches!(next, Updated | Withdrawn | Gone),
            Gone => matches!(next, Fetched | Withdrawn),
            // Its author said so, and nobody else takes it up again.
            Withdrawn => false,
        }
    }

    /// Whether its page may have something to say that is not known yet: what is new, what waits, and what takes part.
    #[must_use]
    pub fn is_worth_a_look(self) -> bool {
        matches!(self, Self::Tip | Self::Queued | Self::Accepted | Self::Published | Self::Updated)
    }

    /// Whether somebody said yes to it.
    #[must_use]
    pub fn was_accepted(self) -> bool {
        matches!(self, Self::Accepted | Self::Published | Self::Updated)
    }

    /// Whether the host has to do something.
    #[must_use]
    pub fn waits_for_host(self) -> bool {
        matches!(self, Self::Queued | Self::Updated)
    }
}

/// What is missing or broken on the blogger's side, or what a host should know before deciding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "what")]
pub enum Shortcoming {
    /// No answer.
    Unreachable {
        /// What the network said.
        said: String,
    },
    /// The server has no such page.
    NotFound {
        /// 404 or 410.
        status: u16,
    },
    /// The server answered something else than the page.
    Refused {
        /// The status.
        status: u16,
    },
    /// One has to log in, or to pay.
    Closed,
    /// It leads from one redirect to the next.
    RedirectLoop,
    /// It is larger than what is read.
    TooLarge,
    /// robots.txt, or the guard against private addresses, says no.
    Forbidden {
        /// Why.
        said: String,
    },
    /// Neither a page nor a feed.
    NotAPage,
    /// Without its scripts the page has no text.
    NeedsScript,
    /// No feed was found.
    NoFeed,
    /// Only a feed of comments was found.
    OnlyComments,
    /// There is a feed and it cannot be read.
    BrokenFeed,
    /// The feed does not have this post.
    NotInFeed,
    /// Nobody knows when it appeared.
    Undated,
    /// It appeared before the edition opened, or too late.
    OutsideWindow,
    /// It is in a language that the edition has no words for.
    OtherLanguage {
        /// Which.
        language: Lang,
    },
    /// It neither links to the call nor has the edition's tag.
    NoLinkToCall,
    /// The theme was not found in it.
    OffTheme,
    /// Nobody knows who wrote it.
    NoAuthor,
    /// Other posts of the blog fit the edition too.
    OthersFit {
        /// How many.
        count: usize,
    },
    /// Its page does not let others quote it.
    NoQuoting,
}

/// A post that was found behind the address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeenPost {
    /// Its page.
    pub url: Url,
    /// Its title; may be empty.
    pub title: String,
    /// Who wrote it, by its own page or feed.
    pub author: Option<String>,
    /// When it appeared.
    pub published: Option<Moment>,
    /// Its language.
    pub language: Option<Lang>,
    /// The title of its blog; may be empty.
    pub blog: String,
    /// The page of its blog.
    pub home: Option<Url>,
    /// The feed of its blog.
    pub feed: Option<Url>,
    /// What the machine makes of it for the edition.
    pub status: Status,
    /// And why.
    #[serde(rename = "match")]
    pub fit: Match,
    /// BLAKE3 of its text, hexadecimal.
    pub hash: String,
    /// How many words it has.
    pub words: usize,
}

/// What a look at an address brought.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// The post, if there is one.
    pub post: Option<SeenPost>,
    /// What lacks, the gravest first.
    pub shortcomings: Vec<Shortcoming>,
    /// The post as it was when it was accepted, while a later text waits for the host.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Box<SeenPost>>,
    /// How many looks in a row found no such page (404).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub missed: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// A submission as the inbox holds it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Submission {
    /// Its number.
    pub id: i64,
    /// For which edition.
    pub edition: Slug,
    /// The address that came in.
    pub address: Url,
    /// How.
    pub route: Route,
    /// When.
    pub received: Timestamp,
    /// The name that came with it.
    pub author: Option<String>,
    /// The words that came with it: those of a toot.
    pub text: Option<String>,
    /// How far it is.
    pub state: SubmissionState,
    /// What the last look brought; `None` before the first.
    pub seen: Option<Seen>,
    /// The hash of the text that was accepted.
    pub approved: Option<String>,
    /// What whoever sent it said of it, by the form.
    pub corrections: Option<Corrections>,
}

/// What somebody said of a post that they sent in by the form. Nothing of it is believed without the host, but words that
/// stand in the post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrections {
    /// The author's name, where it is another than the page says.
    pub name: Option<String>,
    /// The title, where it is another.
    pub title: Option<String>,
    /// The language, where it is another.
    pub language: Option<Lang>,
    /// The post's own definition of the theme, as it stands there.
    pub definition: Option<String>,
    /// A sentence of the post to quote, as it stands there.
    pub quote: Option<String>,
    /// Where to answer to. Never published, and forgotten after a while.
    pub mail: Option<String>,
    /// What was agreed to.
    pub consent: Consent,
}

/// What somebody agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// The version of the words.
    pub version: String,
    /// The words, in the language they were read in.
    pub words: String,
    /// When.
    pub at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::SubmissionState::{
        self, Accepted, Checked, Fetched, Gone, Published, Queued, Rejected, Tip, Updated, Withdrawn,
    };

    const ALL: [SubmissionState; 10] =
        [Tip, Fetched, Checked, Queued, Accepted, Rejected, Published, Updated, Withdrawn, Gone];

    #[test]
    fn nothing_is_accepted_that_nobody_looked_at() {
        let direct: Vec<_> = ALL.into_iter().filter(|state| state.may_become(Accepted)).collect();
        assert_eq!(direct, [Checked, Queued, Rejected, Updated]);
    }

    #[test]
    fn what_was_taken_back_stays_so_and_everything_else_ends_somewhere() {
        assert!(ALL.into_iter().all(|next| !Withdrawn.may_become(next)));
        for state in ALL.into_iter().filter(|state| !matches!(state, Withdrawn | Fetched | Checked)) {
            assert!(state.may_become(Withdrawn) || state.may_become(Fetched), "{state:?}");
            assert!(!state.may_become(state), "{state:?}");
        }
    }
}
