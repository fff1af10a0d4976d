//! A roundup's calls, taken out of its Markdown and put back as HTML.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::RenderError;
use crate::content::{Piece, RoundupFile, Shortcode, ShortcodeError, shortcodes};

/// A text with its calls taken out.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Split {
    /// The Markdown, with a comment in the place of each call.
    pub(crate) text: String,
    /// What is called for, in order.
    pub(crate) calls: Vec<Shortcode>,
}

/// How such a place begins.
pub(crate) const PLACEHOLDER: &str = "<!--blogkermis-shortcode-";

/// What stands in the place of the `n`th call; Markdown leaves it alone.
pub(crate) fn placeholder(n: usize) -> String {
    format!("{PLACEHOLDER}{n}-->")
}

/// Takes the calls out of `body`.
///
/// # Errors
/// At the first call that cannot be made. Loading a site finds all of them with their places; this one stands for texts
/// that come another way.
pub(crate) fn split(body: &str, file: Option<&RoundupFile>) -> Result<Split, RenderError> {
    let mut split = Split::default();
    for piece in shortcodes(body) {
        match piece {
            Piece::Text(range) => split.text.push_str(&body[range]),
            Piece::Call { name, .. } => {
                split.text.push_str("\n\n");
                split.text.push_str(&placeholder(split.calls.len()));
                split.text.push_str("\n\n");
                split.calls.push(name);
            }
            Piece::Mistake { error, .. } => return Err(mistake(&error, body, file)),
        }
    }
    Ok(split)
}

fn mistake(error: &ShortcodeError, body: &str, file: Option<&RoundupFile>) -> RenderError {
    let path = file.map_or_else(|| "roundup.md".to_owned(), |file| file.path.display().to_string());
    let report = [Level::ERROR
        .primary_title(&error.message)
        .element(
            Snippet::source(body)
                .path(&path)
                .line_start(file.map_or(1, |file| file.body_line))
                .annotation(AnnotationKind::Primary.span(error.range.clone())),
        )
        .element(Level::HELP.message(&error.help))];
    RenderError { message: Renderer::plain().render(&report) }
}

#[cfg(test)]
mod tests {
    use super::{placeholder, split};
    use crate::content::Shortcode;

    #[test]
    fn takes_calls_out_and_leaves_code_alone() {
        let body = "Een\n\n{{ entries() }}\n\n`{{ no() }}`\n\n```\n{{ neither() }}\n```\n{{ride()}} en\n";
        let split = split(body, None).unwrap();
        assert_eq!(split.calls, [Shortcode::Entries, Shortcode::Ride]);
        assert!(split.text.contains(&placeholder(0)) && split.text.contains("{{ neither() }}"));
        assert!(split.text.contains("`{{ no() }}`"), "{}", split.text);
    }

    #[test]
    fn names_the_nearest() {
        let error = split("Tekst\n\n  {{ qoutes() }}\n", None).unwrap_err().to_string();
        assert!(error.contains("`quotes`"), "{error}");
        assert!(error.contains("roundup.md:3:"), "{error}");
    }
}
