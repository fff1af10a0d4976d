//! Everything there is to decide about, and what a host should know of each before reading it.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use serde::Serialize;
use url::Url;

use crate::{
    build,
    content::{self, Content, EntryFile},
    harvest,
    inbox::{candidate::Candidate, watched::Watched},
    model::{BlogRecord, Entry, Lang, Shortcoming, Slug, Status, Submission, SubmissionState, address},
    roundup::{CollectedEdition, FeedHealth, HELD},
    store::Store,
};

/// An edition as it is on the disk and in the store at this moment.
pub(super) struct Shelf {
    pub(super) content: Content,
    /// The edition with its entries; `None` where it cannot be put together.
    pub(super) collected: Option<CollectedEdition>,
    pub(super) records: BTreeMap<Slug, BlogRecord>,
    pub(super) feeds: Vec<FeedHealth>,
    /// What keeps it from being put together, or deserves a look.
    pub(super) problems: Vec<String>,
    /// Those first that wait.
    pub(super) cases: Vec<Case>,
}

/// One post: sent in, or found in a feed, or both.
pub(super) struct Case {
    /// What the desk's addresses call it.
    pub(super) key: String,
    /// The post, or whatever was sent in.
    pub(super) url: Url,
    pub(super) submission: Option<Submission>,
    pub(super) entry: Option<Entry>,
    pub(super) file: Option<EntryFile>,
    pub(super) flags: Vec<Flag>,
}

/// What a host should know before reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Flag {
    /// It changed after it was accepted.
    Changed,
    /// Another submission leads to the same post.
    Duplicate,
    /// Its page does not answer.
    Dead,
    /// No post was found.
    Nothing,
    /// The theme is faint in it.
    Faint,
    /// It is not from the days of the edition, or undated.
    Old,
    /// It does not link to the call.
    NoLink,
    /// It may not be quoted, or not be read by everybody.
    Closed,
    /// The same blog has another entry.
    Second,
    /// Nothing of this blog was accepted before.
    New,
    /// Whoever sent it gives another name or title than its page.
    Corrected,
}

impl Flag {
    /// Its words in the locale files.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Changed => "host-flag-changed",
            Self::Duplicate => "host-flag-duplicate",
            Self::Dead => "host-flag-dead",
            Self::Nothing => "host-flag-nothing",
            Self::Faint => "host-flag-faint",
            Self::Old => "host-flag-old",
            Self::NoLink => "host-flag-nolink",
            Self::Closed => "host-flag-closed",
            Self::Second => "host-flag-second",
            Self::New => "host-flag-new",
            Self::Corrected => "host-flag-corrected",
        }
    }
}

/// Where a case stands, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Standing {
    /// It changed, and waits again.
    Updated,
    /// It waits.
    Queued,
    /// The feeds brought it, and the machine is not sure.
    Found,
    /// Nobody has looked yet.
    Tip,
    /// Its page is gone.
    Gone,
    /// It takes part.
    Accepted,
    /// It stands in a published roundup.
    Published,
    /// It does not take part.
    Rejected,
}

impl Standing {
    /// Its words in the locale files.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Updated => "host-state-updated",
            Self::Queued => "host-state-queued",
            Self::Found => "host-state-found",
            Self::Tip => "host-state-tip",
            Self::Gone => "host-state-gone",
            Self::Accepted => "host-state-accepted",
            Self::Published => "host-state-published",
            Self::Rejected => "host-state-rejected",
        }
    }

    /// Whether the host has to do something.
    pub(super) fn waits(self) -> bool {
        matches!(self, Self::Updated | Self::Queued | Self::Found | Self::Gone)
    }
}

/// An edition cannot be shown at all.
#[derive(Debug)]
pub(super) enum NoShelf {
    /// There is none of that name.
    Unknown,
    /// The host's files or the store have mistakes: these.
    Broken(String),
}

impl Shelf {
    /// Reads an edition.
    pub(super) fn open(
        root: &std::path::Path,
        store: &Store,
        edition: &str,
        now: Timestamp,
    ) -> Result<(Self, Slug), NoShelf> {
        let broken = |error: &dyn std::fmt::Display| NoShelf::Broken(error.to_string());
        let content = content::load(root).map_err(|errors| {
            let shown: Vec<_> = errors.0.iter().map(|diagnostic| diagnostic.render(false)).collect();
            NoShelf::Broken(shown.join("\n\n"))
        })?;
        let folder = content.editions.iter().find(|folder| folder.edition.slug.as_str() == edition);
        let slug = folder.ok_or(NoShelf::Unknown)?.edition.slug.clone();
        let submissions = store.submissions(&slug).map_err(|error| broken(&error))?;
        let records = harvest::load(root, &content.blogs).map_err(|error| broken(&error))?;
        let (mut problems, mut feeds, mut collected) = (Vec::new(), Vec::new(), None);
        match build::series(&content, &records, store, now, false) {
            Ok(mut series) => {
                let of_edition = format!("content/{slug}/");
                let warnings = series.warnings.iter().filter(|warning| warning.path.starts_with(&of_edition));
                problems.extend(warnings.map(|warning| format!("{}: {}", warning.path, warning.message)));
                feeds = std::mem::take(&mut series.feeds);
                collected = series.editions.into_iter().find(|collected| collected.edition.slug == slug);
            }
            Err(found) => problems.extend(found.iter().map(|problem| format!("{}: {}", problem.path, problem.message))),
        }
        let cases = cases(&content, &slug, submissions, collected.as_ref());
        Ok((Self { content, collected, records, feeds, problems, cases }, slug))
    }

    /// A case, by what the desk's addresses call it.
    pub(super) fn case(&self, key: &str) -> Option<&Case> {
        self.cases.iter().find(|case| case.key == key)
    }
}

/// What the desk's addresses call a post: digits of a hash, whatever its own address looks like.
pub(super) fn key(url: &Url) -> String {
    blake3::hash(address::key(url).as_bytes()).to_hex().chars().take(12).collect()
}

fn cases(
    content: &Content,
    edition: &Slug,
    submissions: Vec<Submission>,
    collected: Option<&CollectedEdition>,
) -> Vec<Case> {
    let files = content.editions.iter().find(|folder| &folder.edition.slug == edition).map(|folder| &folder.entries);
    let about = |url: &Url| {
        let key = address::key(url);
        files?.iter().find(|file| file.url.as_ref().is_some_and(|other| address::key(other) == key)).cloned()
    };
    let entries = || collected.into_iter().flat_map(|collected| collected.entries.iter().chain(&collected.others));
    let mut by_address: HashMap<String, &Entry> = HashMap::new();
    for entry in entries() {
        if let Some(url) = &entry.url {
            by_address.entry(address::key(url)).or_insert(entry);
        }
    }
    let mut cases = Vec::new();
    for submission in submissions {
        let post = submission.seen.as_ref().and_then(|seen| seen.post.as_ref());
        let url = post.map_or(&submission.address, |post| &post.url).clone();
        let entry = by_address.remove(&address::key(&url)).cloned();
        let (key, file) = (key(&submission.address), about(&url));
        cases.push(Case { key, file, entry, url, submission: Some(submission), flags: Vec::new() });
    }
    for entry in entries() {
        let Some(url) = entry.url.as_ref().filter(|url| by_address.contains_key(&address::key(url))) else { continue };
        let file = about(url);
        let is_decided = file.is_some() && entry.status == Status::Rejected;
        if matches!(entry.status, Status::Accepted | Status::Candidate) || is_decided {
            cases.push(Case {
                key: key(url),
                url: url.clone(),
                submission: None,
                entry: Some(entry.clone()),
                file,
                flags: Vec::new(),
            });
        }
    }
    let watched = Watched::of(&content.blogs);
    let flags: Vec<_> = cases.iter().map(|case| case.weighed(&cases, &watched)).collect();
    for (case, flags) in cases.iter_mut().zip(flags) {
        case.flags = flags;
    }
    cases.sort_by_key(|case| (case.standing(), case.submission.as_ref().map(|one| one.id)));
    cases
}

impl Case {
    /// How far it is.
    pub(super) fn standing(&self) -> Standing {
        if let Some(submission) = &self.submission {
            return match submission.state {
                SubmissionState::Updated => Standing::Updated,
                SubmissionState::Queued | SubmissionState::Checked => Standing::Queued,
                SubmissionState::Tip | SubmissionState::Fetched => Standing::Tip,
                SubmissionState::Accepted => Standing::Accepted,
                SubmissionState::Published => Standing::Published,
                SubmissionState::Rejected | SubmissionState::Withdrawn => Standing::Rejected,
                SubmissionState::Gone => Standing::Gone,
            };
        }
        let is_held = |entry: &Entry| entry.fit.reasons.iter().any(|reason| reason.signal == HELD);
        match self.entry.as_ref().map(|entry| entry.status) {
            Some(Status::Accepted) if self.entry.as_ref().is_some_and(is_held) => Standing::Updated,
            Some(Status::Accepted) => Standing::Accepted,
            Some(Status::Rejected) => Standing::Rejected,
            Some(Status::Withdrawn | Status::Gone) => Standing::Gone,
            Some(Status::Candidate) | None => Standing::Found,
        }
    }

    /// Its title, as the host has it, else as it was found; may be empty.
    pub(super) fn title(&self) -> &str {
        let own = self.file.as_ref().and_then(|file| file.title.as_deref());
        let said = self.submission.as_ref().and_then(|one| one.corrections.as_ref()?.title.as_deref());
        let entry = self.entry.as_ref().map(|entry| entry.title.as_str());
        own.or(said).or(self.post().map(|post| post.title.as_str())).or(entry).unwrap_or_default()
    }

    /// Who wrote it; may be empty.
    pub(super) fn author(&self) -> &str {
        let own = self.file.as_ref().and_then(|file| file.author.as_deref());
        let said = self.submission.as_ref().and_then(|one| one.corrections.as_ref()?.name.as_deref());
        let entry = self.entry.as_ref().map(|entry| entry.author.name.as_str());
        let sent = self.submission.as_ref().and_then(|one| one.author.as_deref());
        let seen = self.post().and_then(|post| post.author.as_deref());
        own.or(said).or(entry).or(seen).or(sent).unwrap_or_default()
    }

    /// Its language.
    pub(super) fn language(&self) -> Option<&Lang> {
        let own = self.file.as_ref().and_then(|file| file.language.as_ref());
        let seen = self.post().and_then(|post| post.language.as_ref());
        own.or(seen).or(self.entry.as_ref().map(|entry| &entry.language))
    }

    /// The post that the last look found.
    pub(super) fn post(&self) -> Option<&crate::model::SeenPost> {
        self.submission.as_ref()?.seen.as_ref()?.post.as_ref()
    }

    /// The hash of the text to read: what was looked at for the host, else what was harvested.
    pub(super) fn text_hash(&self) -> Option<&str> {
        let harvested = self.entry.as_ref().and_then(|entry| entry.snapshot.as_ref()).map(|kept| kept.hash.as_str());
        self.post().map(|post| post.hash.as_str()).or(harvested)
    }

    fn shortcomings(&self) -> &[Shortcoming] {
        self.submission.as_ref().and_then(|one| one.seen.as_ref()).map_or(&[], |seen| &seen.shortcomings)
    }

    fn weighed(&self, all: &[Self], watched: &Watched) -> Vec<Flag> {
        use Shortcoming::{
            Closed, Forbidden, NoLinkToCall, NoQuoting, NotFound, OffTheme, OutsideWindow, Refused, Undated,
            Unreachable,
        };
        let lacks = |wanted: fn(&Shortcoming) -> bool| self.shortcomings().iter().any(wanted);
        let others = || all.iter().filter(|other| other.key != self.key);
        let standing = self.standing();
        let mut flags = Vec::new();
        let mut add = |flag, is_so: bool| flags.extend(is_so.then_some(flag));
        add(Flag::Changed, standing == Standing::Updated);
        add(Flag::Duplicate, others().any(|other| address::key(&other.url) == address::key(&self.url)));
        let is_dead =
            lacks(|one| matches!(one, NotFound { .. } | Refused { .. } | Unreachable { .. } | Forbidden { .. }));
        add(Flag::Dead, is_dead || standing == Standing::Gone);
        let is_looked_at = self.submission.as_ref().is_some_and(|one| one.seen.is_some());
        add(Flag::Nothing, is_looked_at && self.post().is_none() && !is_dead);
        let reasons = self.entry.as_ref().map(|entry| &entry.fit.reasons);
        let has = |signal: &str| reasons.is_some_and(|reasons| reasons.iter().any(|reason| reason.signal == signal));
        let is_faint = self.post().is_some_and(|post| post.status != Status::Accepted);
        add(Flag::Faint, lacks(|one| matches!(one, OffTheme)) || is_faint || standing == Standing::Found);
        add(Flag::Old, lacks(|one| matches!(one, OutsideWindow | Undated)) || has("late") || has("too-late"));
        add(Flag::NoLink, lacks(|one| matches!(one, NoLinkToCall)));
        add(Flag::Closed, lacks(|one| matches!(one, Closed | NoQuoting)));
        let takes_part = |other: &&Self| matches!(other.standing(), Standing::Accepted | Standing::Published);
        let is_same_blog = |other: &Self| {
            let author = self.author();
            other.url.host_str() == self.url.host_str() && (author.is_empty() || other.author() == author)
        };
        let has_post = self.post().is_some() || self.entry.is_some();
        add(Flag::Second, has_post && others().filter(takes_part).any(is_same_blog));
        let candidate = self.post().and_then(Candidate::of_post);
        let is_new = self.entry.is_none() && candidate.is_none_or(|candidate| watched.find(&candidate).is_none());
        add(Flag::New, is_looked_at && is_new && self.post().is_some());
        let said = self.submission.as_ref().and_then(|one| one.corrections.as_ref());
        add(Flag::Corrected, said.is_some_and(|said| said.name.is_some() || said.title.is_some()));
        flags
    }
}

/// How many cases are where, for the top of the list.
pub(super) fn counted(cases: &[Case]) -> BTreeMap<Standing, usize> {
    cases.iter().fold(BTreeMap::new(), |mut counts, case| {
        *counts.entry(case.standing()).or_default() += 1;
        counts
    })
}
