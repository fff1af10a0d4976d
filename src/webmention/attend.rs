//! Attends to the webmentions that came in: looks at the page of each ([`look`]), and puts down what that brings
//! ([`settle`]): a tip in the inbox, a reaction for the host, or the end of one.

use std::{collections::BTreeMap, path::Path};

use jiff::{SignedDuration, Timestamp};

use super::{
    Aims, Request, Verdict,
    aim::{became, known_by},
    look_up,
};
use crate::{
    fetch::Client,
    harvest::{HarvestError, reactions},
    model::{Became, Reaction, Route, Slug, SubmissionState, Tip, address},
    store::{Due, Looked, Moderation, Mover, ReceivedMention, Step, Store, StoreError, distinct},
};

/// A page that cannot be looked at is tried again after a minute, then each time after four times as long: five tries in
/// an hour and a half.
const FIRST_PAUSE: SignedDuration = SignedDuration::from_mins(1);
const TRIES: u32 = 5;

/// What was sent could not be put down.
#[derive(Debug, thiserror::Error)]
pub enum AttendError {
    /// In the database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// In `harvest/reactions/`.
    #[error(transparent)]
    Harvest(#[from] HarvestError),
}

impl AttendError {
    /// What to do about it, when that is more than the message says.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Store(_) => None,
            Self::Harvest(error) => error.help(),
        }
    }
}

/// Looks at the page of a mention, through the guard.
pub async fn look(due: &Due, aims: &Aims, client: &Client, now: Timestamp) -> Looked {
    let Some(aim) = aims.of(&due.target) else {
        // The edition is not in the site any more.
        return Looked::Failed { why: "the page it is about is not here any more".into(), again: None };
    };
    let request = Request { source: due.source.clone(), target: due.target.clone() };
    match look_up(client, &request).await {
        Ok(Verdict::Verified(verified)) => {
            let known_by = known_by(&due.source, &verified);
            // What its author took back does not come in again by this way.
            if aims.is_withdrawn(&due.source) || aims.is_withdrawn(&known_by) {
                return Looked::Gone;
            }
            let became = became(aim, &verified, due.became);
            Looked::Verified { verified, became, known_by }
        }
        Ok(Verdict::NoLink) => Looked::NoLink,
        Ok(Verdict::Gone) => Looked::Gone,
        Err(error) => {
            let again = if error.may_pass() { next_try(due.tries, now) } else { None };
            Looked::Failed { why: error.to_string(), again }
        }
    }
}

/// When a page is tried again that failed once more after `tries` failures; `None`: never.
fn next_try(tries: u32, now: Timestamp) -> Option<Timestamp> {
    if tries + 1 >= TRIES {
        return None;
    }
    now.checked_add(FIRST_PAUSE.saturating_mul(4_i32.saturating_pow(tries))).ok()
}

/// Puts down what a look brought, in the database first, and then, where readers see something else now, in
/// `harvest/reactions/`. Whoever is interrupted in between is put right by the next [`publish`]. Returns the mention as it
/// is now; `None` when it was forgotten meanwhile.
///
/// # Errors
/// When the database or the file cannot be written.
pub fn settle(
    root: &Path,
    store: &Store,
    aims: &Aims,
    due: &Due,
    looked: &Looked,
    now: Timestamp,
) -> Result<Option<ReceivedMention>, AttendError> {
    let edition = aims.of(&due.target).map(super::Aim::edition);
    // The tip comes first: were it second, an interruption in between would lose it.
    if let (Looked::Verified { became: Became::Submission, known_by, verified }, Some(edition)) = (looked, edition) {
        let author = verified.author.as_ref().map(|author| author.name.clone());
        let tip = Tip { address: known_by.clone(), route: Route::Webmention, author, text: None };
        store.receive(&tip, edition, now)?;
    }
    let kept = store.looked(due, looked, now)?;
    if let (Some(Became::Submission), Some(edition)) = (due.became, edition) {
        taken_back(store, edition, due, looked, now)?;
    }
    let seen = |mention: &ReceivedMention| (mention.moderation, mention.state, mention.verified.clone());
    if due.moderation == Moderation::Shown && kept.as_ref().map(seen) != Some(seen(due)) {
        publish(root, store, aims, false)?;
    }
    Ok(kept)
}

/// A submission whose page is gone, or does not link to the call any more, is brought to the host's attention.
fn taken_back(store: &Store, edition: &Slug, due: &Due, looked: &Looked, now: Timestamp) -> Result<(), StoreError> {
    let (to, why) = match looked {
        Looked::Gone => (SubmissionState::Gone, "its page says that it is gone"),
        Looked::NoLink => (SubmissionState::Updated, "it does not link to the call any more"),
        Looked::Verified { .. } | Looked::Failed { .. } => return Ok(()),
    };
    let known_by = due.verified.as_ref().map_or_else(|| due.source.clone(), |before| known_by(&due.source, before));
    let Some(id) = store.submission_of(edition, &known_by)? else { return Ok(()) };
    let step = Step { at: now, by: Mover::Machine, to, why: why.to_owned() };
    // One that is not accepted yet is seen as it is when the host, or the machine, looks at it.
    let _refused = store.move_on(id, &[step], None, None)?;
    Ok(())
}

/// The reactions that the host lets be shown, by edition.
#[must_use]
pub fn shown(mentions: Vec<ReceivedMention>, aims: &Aims) -> BTreeMap<Slug, Vec<Reaction>> {
    let mut all: BTreeMap<Slug, Vec<Reaction>> = BTreeMap::new();
    for mention in distinct(mentions) {
        let is_shown = mention.moderation == Moderation::Shown && mention.became == Some(Became::Reaction);
        let (Some(aim), Some(verified)) = (aims.of(&mention.target), mention.verified.filter(|_| is_shown)) else {
            continue;
        };
        all.entry(aim.edition().clone()).or_default().push(Reaction {
            url: known_by(&mention.source, &verified),
            kind: verified.kind,
            author: verified.author,
            title: verified.title,
            published: verified.published,
            received: mention.first.round(jiff::Unit::Second).unwrap_or(mention.first),
            language: verified.language,
            excerpt: verified.excerpt,
        });
    }
    all
}

/// Brings `harvest/reactions/` in line with the database. What the database never heard of stays as it is: it may have been
/// another machine's. Returns the editions of which readers see something else now; `dry_run` only compares.
///
/// # Errors
/// When the database cannot be read, or a file not be read or written.
pub fn publish(root: &Path, store: &Store, aims: &Aims, dry_run: bool) -> Result<Vec<Slug>, AttendError> {
    let mentions = store.received_mentions()?;
    let known: std::collections::HashSet<String> = mentions
        .iter()
        .flat_map(|mention| [Some(address::key(&mention.source)), mention.key.clone()])
        .flatten()
        .collect();
    let mut shown = shown(mentions, aims);
    let editions = aims.editions();
    let mut before = reactions::load(root, editions.iter())?;
    let mut changed = Vec::new();
    for edition in editions {
        let strangers = before.remove(&edition).unwrap_or_default();
        let strangers = strangers.into_iter().filter(|reaction| !known.contains(&address::key(&reaction.url)));
        let mut all = shown.remove(&edition).unwrap_or_default();
        all.extend(strangers);
        if reactions::save(root, &edition, all, dry_run)? {
            changed.push(edition);
        }
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::next_try;

    #[test]
    fn five_tries_in_an_hour_and_a_half() {
        let now = Timestamp::UNIX_EPOCH;
        let pauses: Vec<_> = (0..5).map(|tries| next_try(tries, now).map(Timestamp::as_second)).collect();
        assert_eq!(pauses, [Some(60), Some(240), Some(960), Some(3840), None]);
    }
}
