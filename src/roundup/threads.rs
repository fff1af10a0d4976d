//! What runs through several entries: topics that at least two authors come back to.
//!
//! A thread is a [concept](super::concepts) that somebody says something of.

use std::collections::{BTreeSet, HashSet};

use super::{
    Thread,
    concepts::{self, Concept, Passage},
};
use crate::model::{Edition, Entry};

/// The most threads a draft has.
const MOST: usize = 5;

/// Finds the threads of an edition, the strongest first, so that as many as can be are in one. Each has a quote, of
/// another author than the threads before it where that can be.
#[must_use]
pub fn find(entries: &[Entry], edition: &Edition) -> Vec<Thread> {
    let mut candidates = concepts::find(entries, edition);
    candidates.retain(|concept| concept.members.values().any(|member| !member.passages.is_empty()));
    let mut chosen: Vec<Concept<'_>> = Vec::new();
    let mut told: HashSet<usize> = HashSet::new();
    let mut left: Vec<Concept<'_>> = Vec::new();
    while chosen.len() < MOST && !candidates.is_empty() {
        // A thread that brings in somebody of whom no thread has told yet is worth more than a stronger one that does not.
        let worth = |c: &Concept<'_>| {
            let fresh = c.members.keys().filter(|at| !told.contains(at)).count();
            c.weight * (0.25 + fresh as f64)
        };
        let best = (0..candidates.len()).max_by(|&a, &b| {
            worth(&candidates[a]).total_cmp(&worth(&candidates[b])).then(candidates[b].word.cmp(&candidates[a].word))
        });
        let Some(best) = best else { break };
        let candidate = candidates.swap_remove(best);
        let fresh = candidate.members.keys().any(|at| !told.contains(at));
        // The same people about another word: a companion of the other thread, none of its own.
        if !fresh && chosen.len() >= 2 || chosen.iter().any(|other| other.tells_the_same(&candidate)) {
            left.push(candidate);
            continue;
        }
        told.extend(candidate.members.keys());
        chosen.push(candidate);
    }
    left.extend(candidates);
    let mut quoted: HashSet<&str> = HashSet::new();
    let subjects: BTreeSet<String> = chosen.iter().map(|candidate| candidate.word.clone()).collect();
    let mut threads = Vec::new();
    for thread in &chosen {
        let id = |at: usize| entries[at].id.clone();
        let mut passages: Vec<(usize, &Passage<'_>)> = thread
            .members
            .iter()
            .flat_map(|(&at, member)| member.passages.iter().map(move |passage| (at, passage)))
            .collect();
        passages.sort_by(|(a_at, a), (b_at, b)| {
            let seen = |at: &usize| quoted.contains(entries[*at].author.name.as_str());
            seen(a_at).cmp(&seen(b_at)).then(b.score.total_cmp(&a.score)).then(a_at.cmp(b_at))
        });
        if let Some((at, _)) = passages.first() {
            quoted.insert(&entries[*at].author.name);
        }
        let passages: Vec<_> = passages.into_iter().map(|(at, passage)| (id(at), passage.text.to_owned())).collect();
        let companion = companion(thread, &chosen, &left, entries, &subjects);
        threads.push(Thread {
            subject: thread.word.clone(),
            entries: thread.members.keys().map(|&at| id(at)).collect(),
            quote: passages.first().cloned(),
            passages,
            companion,
        });
    }
    threads
}

/// What else two or more of a thread's people share.
fn companion(
    thread: &Concept<'_>,
    chosen: &[Concept<'_>],
    left: &[Concept<'_>],
    entries: &[Entry],
    subjects: &BTreeSet<String>,
) -> Option<(String, Vec<String>)> {
    let shared = |other: &Concept<'_>| -> Vec<usize> {
        other.members.keys().copied().filter(|at| thread.members.contains_key(at)).collect()
    };
    let people =
        |members: &[usize]| members.iter().map(|&at| entries[at].author.name.as_str()).collect::<BTreeSet<_>>().len();
    let others =
        left.iter().filter(|other| !subjects.contains(&other.word) && !chosen.iter().any(|c| c.key == other.key));
    let best = others.map(|other| (other, shared(other))).filter(|(_, members)| people(members) > 1).max_by(
        |(a, am), (b, bm)| am.len().cmp(&bm.len()).then(a.weight.total_cmp(&b.weight)).then(b.word.cmp(&a.word)),
    );
    best.map(|(other, members)| (other.word.clone(), members.into_iter().map(|at| entries[at].id.clone()).collect()))
}
