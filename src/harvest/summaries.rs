//! What the host's command is asked to summarise, and when: once for each text, theme and command.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use futures_util::{StreamExt, stream};
use serde::Serialize;

use super::{
    run::Harvest,
    summariser::{self, SummariserError},
    workbench::Workbench,
};
use crate::{
    model::{
        Edition, Lang, Note, Person, Post, QuotationPolicy, Reading, Slug, Status, Summariser, Summary, SummaryBy,
    },
    text::Document,
};

/// The code of the note about a post that the command could not summarise.
pub const UNSUMMARISED: &str = "unsummarised";

/// The version of [`Request`]. It counts in the key: with another one everything is asked anew.
const VERSION: u32 = 1;
/// After so many failures in a row the command is left alone until the next run.
const ENOUGH_FAILURES: usize = 3;
/// So many commands run at once.
const AT_ONCE: usize = 2;

/// What the command reads, as one JSON object.
#[derive(Debug, Serialize)]
struct Request<'a> {
    version: u32,
    title: &'a str,
    language: &'a Lang,
    theme: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    words: Bounds,
    text: &'a str,
    sentences: Vec<&'a str>,
}

/// How many words a summary has.
#[derive(Debug, Serialize)]
struct Bounds {
    least: usize,
    most: usize,
}

/// A summary to be written.
#[derive(Debug)]
pub(super) struct Ask {
    /// The post's id in its record.
    id: String,
    title: String,
    edition: Slug,
    key: String,
    request: Vec<u8>,
}

/// A post as the command is told of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told<'a> {
    pub(super) post: &'a Post,
    pub(super) document: &'a Document,
    /// Of its snapshot.
    pub(super) hash: &'a str,
    pub(super) language: &'a Lang,
    pub(super) author: Option<&'a Person>,
    pub(super) policy: &'a QuotationPolicy,
}

impl Told<'_> {
    /// Stands for everything that the answer hangs on.
    fn key(&self, edition: &Edition, summariser: &Summariser) -> String {
        let Self { post, hash, language, author, policy, .. } = self;
        let author = author.map(|author| &author.name);
        let words = (policy.summary_min_words, policy.summary_max_words);
        let all = (VERSION, hash, &post.title, language, author, &edition.theme, words, &summariser.command);
        // Numbers and texts are always JSON.
        let json = serde_json::to_vec(&all).unwrap_or_default();
        blake3::hash(&json).to_hex().to_string()
    }

    fn request(&self, edition: &Edition) -> Vec<u8> {
        let document = self.document;
        let is_text = |block: usize| document.blocks.get(block).is_some_and(|block| !block.boilerplate);
        let sentences = document.sentences();
        let sentences = sentences.iter().filter(|sentence| is_text(sentence.block));
        let request = Request {
            version: VERSION,
            title: &self.post.title,
            language: self.language,
            theme: &edition.theme,
            author: self.author.map(|author| author.name.as_str()),
            words: Bounds { least: self.policy.summary_min_words, most: self.policy.summary_max_words },
            text: &document.text,
            sentences: sentences.filter_map(|sentence| document.text.get(sentence.range.clone())).collect(),
        };
        serde_json::to_vec(&request).unwrap_or_default()
    }
}

/// Gives a reading the summary that the command wrote for it before; where there is none, says what to ask. A post that
/// does not take part is nothing to ask about.
pub(super) fn keep_or_ask(
    reading: &mut Reading,
    before: Option<&Reading>,
    edition: &Edition,
    told: &Told<'_>,
    summariser: &Summariser,
) -> Option<Ask> {
    if !matches!(reading.status, Status::Accepted | Status::Candidate) || told.document.text.trim().is_empty() {
        return None;
    }
    let key = told.key(edition, summariser);
    if let Some(before) = before.filter(|before| before.summary_key.as_ref() == Some(&key))
        && let Some(summary) = before.summary.as_ref().filter(|summary| summary.by == SummaryBy::Command)
        // One that somebody changed by hand is not what the command wrote.
        && before.summary_hash.as_ref() == Some(&summary.hash())
    {
        adopt(reading, summary.clone(), key);
        return None;
    }
    Some(Ask {
        id: told.post.id.clone(),
        title: told.post.title.clone(),
        edition: edition.slug.clone(),
        key,
        request: told.request(edition),
    })
}

fn adopt(reading: &mut Reading, summary: Summary, key: String) {
    reading.summary_hash = Some(summary.hash());
    reading.summary = Some(summary);
    reading.summary_key = Some(key);
}

/// Has the summaries written, and puts them into the records; where that fails, the program's own stands and a note
/// says why. Copies of other entries are not asked about. Without leave to run, only counts.
pub(super) async fn write(
    mut asks: Vec<(Slug, Ask)>,
    summariser: &Summariser,
    root: &Path,
    may_run: bool,
    bench: &Workbench,
    harvest: &mut Harvest,
) {
    asks.retain(|(blog, ask)| reading(harvest, blog, ask).is_some());
    if !may_run {
        harvest.unsummarised = asks.len();
        return;
    }
    // Blogs come as they are done; what is said and when one gives up must not hang on that.
    asks.sort_by(|(a, x), (b, y)| (a, &x.id, &x.edition).cmp(&(b, &y.id, &y.edition)));
    let failures = AtomicUsize::new(0);
    let job: Arc<(Summariser, PathBuf)> = Arc::new((summariser.clone(), root.to_owned()));
    let mut done = stream::iter(asks)
        .map(|(blog, mut ask)| {
            let (job, failures) = (Arc::clone(&job), &failures);
            async move {
                if failures.load(Ordering::Relaxed) >= ENOUGH_FAILURES {
                    return (blog, ask, None);
                }
                let request = std::mem::take(&mut ask.request);
                let written = bench.run(move || summariser::run(&job.0, &job.1, request)).await;
                match &written {
                    Some(Ok(_)) => failures.store(0, Ordering::Relaxed),
                    // It will not start the next time either.
                    Some(Err(SummariserError::Start { .. })) => failures.store(ENOUGH_FAILURES, Ordering::Relaxed),
                    _ => {
                        failures.fetch_add(1, Ordering::Relaxed);
                    }
                }
                (blog, ask, written)
            }
        })
        .buffered(AT_ONCE);
    while let Some((blog, ask, written)) = done.next().await {
        match written {
            Some(Ok(text)) => {
                let summary = Summary { text, by: SummaryBy::Command, sentences: Vec::new(), reasons: Vec::new() };
                if let Some(reading) = reading(harvest, &blog, &ask) {
                    adopt(reading, summary, ask.key);
                }
            }
            Some(Err(error)) => {
                harvest.unsummarised += 1;
                let note = Note::new(UNSUMMARISED, format!("“{}” is not summarised: {error}", ask.title));
                if let Some(outcome) = harvest.outcomes.iter_mut().find(|outcome| outcome.blog == blog) {
                    outcome.notes.push(note);
                }
            }
            None => harvest.unsummarised += 1,
        }
    }
}

/// What is asked about, unless it is a copy.
fn reading<'h>(harvest: &'h mut Harvest, blog: &Slug, ask: &Ask) -> Option<&'h mut Reading> {
    let entries = &mut harvest.records.get_mut(blog)?.entries;
    let entry = entries.iter_mut().find(|entry| entry.id == ask.id && entry.same_as.is_none())?;
    entry.readings.get_mut(&ask.edition)
}
