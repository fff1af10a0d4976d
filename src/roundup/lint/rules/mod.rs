//! The rules, a file a family:
//!
//! * [`counts`]: what is announced is there (`E-COUNT`, `E-EMPTYLIST`)
//! * [`presence`]: everybody is there (`E-LOST`, `E-ORPHAN`, `W-OWN`, `W-THREAD`, `W-BALANCE`)
//! * [`verbatim`]: words are somebody's, or one's own (`E-QUOTE`, `W-BORROW`)
//! * [`speakers`]: who says it (`E-SPEAKER`, `W-SHARER`)
//! * [`measure`]: how much (`W-BLURB`, `W-LONGQ`)
//! * [`form`]: how it is written (`W-GLYPH`, `W-LINKTEXT`, `E-LANG`, `W-NEXT`)

mod counts;
mod form;
mod measure;
mod presence;
mod speakers;
mod verbatim;

use super::{Context, Findings};

/// Applies every rule.
pub(super) fn check(context: &Context<'_>, findings: &mut Findings<'_, '_>) {
    // A page without words has nothing to be wrong.
    if context.reading.document.blocks.is_empty() {
        return;
    }
    counts::announced(context, findings);
    counts::empty_lists(context, findings);
    presence::lost(context, findings);
    presence::orphans(context, findings);
    presence::own(context, findings);
    presence::threads(context, findings);
    presence::balance(context, findings);
    verbatim::quotations(context, findings);
    verbatim::borrowed(context, findings);
    speakers::unattributed(context, findings);
    speakers::sharers(context, findings);
    measure::blurbs(context, findings);
    measure::long_quotations(context, findings);
    form::glyphs(context, findings);
    form::link_texts(context, findings);
    form::languages(context, findings);
    form::next(context, findings);
}
