//! Taking a decision back: files as they were, and the submission where it was.

use std::collections::VecDeque;

use super::{
    act::{Ctx, Trouble},
    files,
    queue::Standing,
};
use crate::{
    inbox::{
        candidate::Candidate,
        watched::{Known, Watched},
    },
    model::{Slug, SubmissionState},
    store::{Back, FileChange, Mover, Step},
};

/// The reason of steps that only lead back.
pub(super) const TAKEN_BACK: &str = "taken back";

/// Takes back the decision that the form names, unless somebody changed its files since.
pub(super) fn undo(ctx: &Ctx<'_>) -> Result<i64, Trouble> {
    let id: i64 = ctx.form.get("decision").parse().map_err(|_| Trouble::Said("host-error-unknown"))?;
    let decision = ctx.desk.store.decision(id)?.ok_or(Trouble::Said("host-error-unknown"))?;
    let is_ours = decision.item == ctx.case.key && &decision.edition == ctx.edition;
    if !is_ours || decision.undone.is_some() {
        return Err(Trouble::Said("host-error-unknown"));
    }
    let root = &ctx.desk.root;
    let mut decision = decision;
    decision.back.files.retain(|change| !is_shared(ctx, change));
    if !decision.back.files.iter().all(|change| files::is_untouched(root, change)) {
        return Err(Trouble::Said("host-error-undo-changed"));
    }
    let steps = match (decision.back.state, &ctx.case.submission) {
        (Some(to), Some(submission)) => {
            let way = way(submission.state, to).ok_or(Trouble::Said("host-error-step"))?;
            let step = |to| Step { at: ctx.now, by: Mover::Host, to, why: TAKEN_BACK.to_owned() };
            Some((submission.id, way.into_iter().map(step).collect::<Vec<_>>()))
        }
        _ => None,
    };
    // From the last to the first: a file may stand in another one's way.
    for change in decision.back.files.iter().rev() {
        files::put_back(root, change)?;
    }
    if let Some((submission, steps)) = steps {
        let Back { seen, approved, .. } = &decision.back;
        let moved = ctx.desk.store.move_on(submission, &steps, seen.as_ref(), approved.as_deref())?;
        moved.map_err(|refused| Trouble::Broken(refused.to_string()))?;
    }
    ctx.desk.store.undo_decision(id, ctx.now)?;
    Ok(id)
}

/// Whether a decision brought a blog that others take part from by now: it stays.
fn is_shared(ctx: &Ctx<'_>, change: &FileChange) -> bool {
    let name = change.path.strip_prefix("content/blogs/").and_then(|name| name.strip_suffix(".md"));
    let Some(blog) = name.and_then(|name| Slug::new(name).ok()).filter(|_| change.before.is_none()) else {
        return false;
    };
    let watched = Watched::of(&ctx.shelf.content.blogs);
    let others = ctx.shelf.cases.iter().filter(|other| other.key != ctx.case.key);
    let mut others =
        others.filter(|other| matches!(other.standing(), Standing::Accepted | Standing::Published | Standing::Updated));
    others.any(|other| {
        let found = other.post().and_then(Candidate::of_post).and_then(|candidate| watched.find(&candidate));
        let named = other.file.as_ref().and_then(|file| file.blog.as_ref());
        let entry = other.entry.as_ref().and_then(|entry| entry.blog.as_ref());
        found.as_ref().map(Known::slug) == Some(&blog) || named == Some(&blog) || entry == Some(&blog)
    })
}

/// The shortest way of allowed steps from one state to another, by none that is for ever.
fn way(from: SubmissionState, to: SubmissionState) -> Option<Vec<SubmissionState>> {
    use SubmissionState::{Accepted, Checked, Fetched, Published, Queued, Rejected, Updated};
    const BY: [SubmissionState; 7] = [Rejected, Fetched, Checked, Queued, Accepted, Updated, Published];
    let mut ways = VecDeque::from([(from, Vec::new())]);
    let mut seen = vec![from];
    while let Some((at, way)) = ways.pop_front() {
        if at == to {
            return Some(way);
        }
        for next in BY.into_iter().filter(|next| at.may_become(*next)) {
            if !seen.contains(&next) {
                seen.push(next);
                ways.push_back((next, way.iter().copied().chain([next]).collect()));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::way;
    use crate::model::SubmissionState::{Accepted, Checked, Fetched, Queued, Rejected, Updated, Withdrawn};

    #[test]
    fn every_decision_has_a_way_back() {
        assert_eq!(way(Accepted, Queued), Some(vec![Rejected, Fetched, Checked, Queued]));
        assert_eq!(way(Rejected, Queued), Some(vec![Fetched, Checked, Queued]));
        assert_eq!(way(Rejected, Accepted), Some(vec![Accepted]));
        assert_eq!(way(Accepted, Updated), Some(vec![Updated]));
        assert_eq!(way(Rejected, Updated), Some(vec![Accepted, Updated]));
        assert_eq!(way(Queued, Queued), Some(Vec::new()));
        assert_eq!(way(Withdrawn, Queued), None);
    }
}
