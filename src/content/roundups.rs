//! `content/<edition>/roundup.md`: the host's text.

use std::{ops::Range, path::Path};

use super::{
    files::RoundupFile,
    front_matter::line_number,
    keys::Keys,
    lint,
    mistakes::Mistakes,
    shortcode,
    values::{boolean, moment, text},
};

/// Reads a roundup's keys and checks the shortcodes in its text. `whole` is the file's text, `body` the Markdown in it.
pub(super) fn read(
    path: &Path,
    mut keys: Keys<'_>,
    whole: &str,
    body: Range<usize>,
    mistakes: &mut Mistakes<'_>,
) -> RoundupFile {
    let title = keys.optional("title", mistakes, text);
    let draft = keys.optional("draft", mistakes, boolean).unwrap_or(false);
    let published = keys.optional("published", mistakes, moment);
    let allow = keys.optional("lint", mistakes, lint::of_file);
    keys.finish(mistakes);
    let markdown = &whole[body.clone()];
    lint::check_comments(markdown, body.start, mistakes);
    for error in shortcode::validate(markdown) {
        let place = body.start + error.range.start..body.start + error.range.end;
        mistakes.at(place, error.message, error.help);
    }
    RoundupFile {
        title,
        draft,
        published,
        body: markdown.to_owned(),
        allow: allow.unwrap_or_default(),
        path: path.to_owned(),
        body_line: line_number(whole, body.start),
    }
}
