//! A roundup for pages in another language of the site.

use super::{CollectedEdition, Roundup, draft, merge};
use crate::{content::RoundupFile, model::Lang};

/// The roundup in `lang`: the host's own translation where there is a finished one; else, where the text is the program's
/// draft, a draft in that language. `None` where the host wrote in one language only.
#[must_use]
pub fn roundup_in(collected: &CollectedEdition, lang: &Lang, translation: Option<&RoundupFile>) -> Option<Roundup> {
    if let Some(file) = translation.filter(|file| !file.draft) {
        return Some(Roundup { body: merge::without_marks(&file.body), file: Some(file.clone()) });
    }
    if collected.roundup.file.is_some() {
        return None;
    }
    let mut drafted = collected.clone();
    drafted.edition.language = lang.clone();
    Some(Roundup { body: draft::body(&drafted), file: None })
}
