//! Yes, no, and a question.

use super::{
    act::{Ctx, Trouble},
    letter,
};
use crate::{
    model::{Status, SubmissionState, printable_line},
    store::{Back, Mover, Step},
};

/// The longest reason that is put down, in characters.
const LONGEST_REASON: usize = 300;

/// It takes part.
pub(super) fn accept(ctx: &Ctx<'_>) -> Result<i64, Trouble> {
    let letter = letter::sent(ctx.form);
    let Some(submission) = &ctx.case.submission else {
        let hash = ctx.case.text_hash().map(str::to_owned);
        let title = Some(ctx.case.title().to_owned()).filter(|title| !title.is_empty());
        let change = ctx.note(|file| {
            file.status = Some(Status::Accepted);
            file.approved = hash;
            file.title = file.title.take().or(title);
        })?;
        return ctx.done("accept", "", letter, Back { files: vec![change], ..Back::default() });
    };
    let before = ctx.before();
    let written = ctx.files().accept(submission, ctx.place(), Mover::Host)?;
    let back = Back {
        state: Some(submission.state),
        seen: submission.seen.clone(),
        approved: submission.approved.clone(),
        files: super::files::changes(&ctx.desk.root, &written, &before),
    };
    ctx.done("accept", "", letter, back)
}

/// It does not take part.
pub(super) fn reject(ctx: &Ctx<'_>) -> Result<i64, Trouble> {
    let letter = letter::sent(ctx.form);
    let why: String = printable_line(ctx.form.get("why")).chars().take(LONGEST_REASON).collect();
    let mut back = Back::default();
    if let Some(submission) = &ctx.case.submission {
        if !submission.state.may_become(SubmissionState::Rejected) {
            return Err(Trouble::Said("host-error-step"));
        }
        back.state = Some(submission.state);
        back.approved.clone_from(&submission.approved);
    }
    // A submission that nobody accepted has no file, and needs none to stay out.
    if ctx.case.file.is_some() || ctx.case.submission.is_none() {
        let is_so = ctx.case.file.as_ref().is_some_and(|file| file.status == Some(Status::Rejected));
        if !is_so {
            back.files.push(ctx.note(|file| file.status = Some(Status::Rejected))?);
        }
    }
    if let Some(submission) = &ctx.case.submission {
        let step = Step { at: ctx.now, by: Mover::Host, to: SubmissionState::Rejected, why: why.clone() };
        let moved = ctx.desk.store.move_on(submission.id, &[step], None, None)?;
        moved.map_err(|refused| Trouble::Broken(refused.to_string()))?;
    }
    ctx.done("reject", &why, letter, back)
}

/// Its author is asked something; it waits.
pub(super) fn ask(ctx: &Ctx<'_>) -> Result<i64, Trouble> {
    let letter = letter::sent(ctx.form).ok_or(Trouble::Said("host-error-letter"))?;
    ctx.done("ask", "", Some(letter), Back::default())
}

/// Its page is gone: nothing of it is shown but that it was there.
pub(super) fn gone(ctx: &Ctx<'_>) -> Result<i64, Trouble> {
    if ctx.case.file.is_none() {
        return Err(Trouble::Said("host-error-step"));
    }
    let change = ctx.note(|file| file.status = Some(Status::Gone))?;
    ctx.done("gone", "", None, Back { files: vec![change], ..Back::default() })
}
