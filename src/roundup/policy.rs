//! What of an entry may be shown: the host's quotation policy, and the author's leave.

use jiff::Timestamp;

use crate::model::{Citation, Entry, Form, QuotationPolicy, Suggestions, SummaryBy};

/// Cuts an entry down to what may be published: nothing of a page that forbids excerpts (`nosnippet`, a TDM reservation),
/// nothing longer than its `max-snippet`. The host's own picks are the host's responsibility and stay; a long
/// definition stays too, since cutting it would misquote it and leaving it out would hide what the author says.
pub fn apply(entry: &mut Entry, policy: &QuotationPolicy, now: Timestamp) {
    let picked = |c: &Citation| c.reasons.iter().any(|r| r.signal == "host-picks");
    if !entry.is_admitted() || !entry.policy.allows_quoting(now) {
        entry.definitions.retain(picked);
        entry.quotes.retain(picked);
        entry.topics.clear();
        entry.question = None;
        entry.proposal = None;
        entry.suggestions = Suggestions::default();
        entry.summary = entry.summary.take().filter(|summary| summary.by == SummaryBy::Host);
        return;
    }
    // What the page says about itself goes before what the host would like.
    let longest = entry.policy.max_snippet.unwrap_or(usize::MAX);
    entry.summary = entry.summary.take().filter(|s| s.by == SummaryBy::Host || s.text.chars().count() <= longest);
    entry.topics.retain(|topic| topic.passage.as_ref().is_none_or(|passage| passage.text.chars().count() <= longest));
    entry.question = entry.question.take().filter(|question| question.text.chars().count() <= longest);
    let fits = |c: &Citation| {
        c.text.chars().count() <= policy.quote_max_chars.min(longest)
            && c.text.split_whitespace().count() <= policy.quote_max_words
    };
    entry.proposal = entry.proposal.take().filter(fits);
    entry.suggestions.quotes.retain(fits);
    entry.suggestions.sentences.retain(fits);
    entry.quotes.retain(|c| picked(c) || c.form == Form::Paraphrase || fits(c));
    let short = |c: &Citation| c.text.chars().count() <= longest.min(2 * policy.quote_max_chars);
    entry.suggestions.definitions.retain(short);
    entry.definitions.retain(|c| picked(c) || short(c));
    keep_best(&mut entry.quotes, policy.quotes_per_entry);
    keep_best(&mut entry.definitions, policy.quotes_per_entry);
}

/// Keeps the strongest, in the order they stand in.
fn keep_best(citations: &mut Vec<Citation>, most: usize) {
    let mut order: Vec<usize> = (0..citations.len()).collect();
    order.sort_by(|&a, &b| citations[b].score.total_cmp(&citations[a].score).then(a.cmp(&b)));
    order.truncate(most);
    let mut at = 0;
    citations.retain(|_| {
        at += 1;
        order.contains(&(at - 1))
    });
}

impl Entry {
    /// Whether its author wants to take part, or the host answers for it: only then may it be quoted.
    #[must_use]
    pub fn is_admitted(&self) -> bool {
        const CONSENT: [&str; 5] = ["backlink", "tag", "hashtag", "host-accepts", "host-picks"];
        self.blog.is_none() || self.fit.reasons.iter().any(|r| r.weight > 0.0 && CONSENT.contains(&r.signal.as_str()))
    }
}
