//! One mistake in a site's files, and how it is shown.

use std::{
    fmt::Write as _,
    ops::Range,
    path::{Path, PathBuf},
};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::model::{Severity, is_printable};

/// One mistake in a site's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file, relative to the site.
    pub path: PathBuf,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// The file's text (without its byte order mark) and the byte range the caret points at, if the mistake has a
    /// place.
    pub place: Option<(String, Range<usize>)>,
    /// What to do.
    pub help: Option<String>,
}

/// All mistakes of a site.
#[derive(Debug, thiserror::Error)]
#[error("{} mistake{} in the site's files", .0.len(), if .0.len() == 1 { "" } else { "s" })]
pub struct ContentErrors(pub Vec<Diagnostic>);

impl ContentErrors {
    /// All mistakes as shown to people, with an empty line between them. `color` asks for ANSI colours.
    #[must_use]
    pub fn render(&self, color: bool) -> String {
        self.0.iter().map(|diagnostic| diagnostic.render(color)).collect::<Vec<_>>().join("\n\n")
    }
}

impl Diagnostic {
    /// A mistake of a whole file or folder, with no place in it.
    pub fn of_file(path: impl Into<PathBuf>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into(), place: None, help: Some(help.into()) }
    }

    /// The line and column of the caret, both counted from 1, the column in characters.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        self.place.as_ref().map(|(text, range)| {
            let line = Line::of(text, range);
            (line.number, line.text[..line.range.start].chars().count() + 1)
        })
    }

    /// The mistake as shown to people: `file:line:column`, the line with a caret, `help:`. `color` asks for ANSI colours.
    /// Control characters and those that turn the direction of writing come out as visible stand-ins.
    #[must_use]
    pub fn render(&self, color: bool) -> String {
        self.render_as(Severity::Error, None, color)
    }

    /// The same for something that may be less than a mistake, with the name of the rule that found it.
    #[must_use]
    pub fn render_as(&self, severity: Severity, rule: Option<&str>, color: bool) -> String {
        let level = match severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Hint => Level::INFO.with_name("hint"),
        };
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let path = harmless(&slashed(&self.path));
        let mut title = level.primary_title(harmless(&self.message));
        if let Some(rule) = rule {
            title = title.id(rule);
        }
        let mut group = Group::with_title(title);
        group = if let Some((text, range)) = &self.place {
            let line = Line::of(text, range);
            let annotation = AnnotationKind::Primary.span(line.range);
            let snippet = Snippet::source(masked(line.text)).line_start(line.number).path(path).annotation(annotation);
            group.element(snippet)
        } else {
            group.element(Origin::path(path))
        };
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(harmless(help)));
        }
        renderer.render(&[group])
    }
}

/// The line a mistake begins on. A snippet shows that line only: the rest of a long mistake explains nothing.
struct Line<'t> {
    text: &'t str,
    /// Counted from 1.
    number: usize,
    /// Within `text`, on character boundaries.
    range: Range<usize>,
}

impl<'t> Line<'t> {
    fn of(text: &'t str, range: &Range<usize>) -> Self {
        let start = text.floor_char_boundary(range.start.min(text.len()));
        let end = text.ceil_char_boundary(range.end.clamp(start, text.len()));
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line = &text[line_start..line_end];
        let line = line.strip_suffix('\r').unwrap_or(line);
        let within = |at: usize| (at - line_start).min(line.len());
        let number = text[..line_start].matches('\n').count() + 1;
        Self { text: line, number, range: within(start)..within(end) }
    }
}

/// A path with `/` between its parts on every system.
fn slashed(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Characters that a terminal obeys instead of showing, and joiners: in a key or a path those only hide something.
fn is_harmful(c: char) -> bool {
    !is_printable(c) || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{206f}')
}

/// One line that a terminal shows and never obeys.
fn harmless(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if is_harmful(c) {
            // Writing to a string cannot fail.
            let _ = write!(safe, "{}", c.escape_unicode());
        } else {
            safe.push(c);
        }
    }
    safe
}

/// As [`harmless`], with every character keeping its length in bytes so that spans stay right. The renderer has
/// pictures of its own for ASCII controls and for tabs.
fn masked(text: &str) -> String {
    text.chars()
        .map(|c| match c.len_utf8() {
            2 if is_harmful(c) => '·',
            3 if is_harmful(c) => '\u{fffd}',
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Diagnostic;

    fn diagnostic(text: &str, start: usize, end: usize) -> Diagnostic {
        Diagnostic {
            path: "content/a.md".into(),
            message: "it is wrong".into(),
            place: Some((text.into(), start..end)),
            help: Some("mend it".into()),
        }
    }

    #[test]
    fn points_at_the_line_and_the_column() {
        let mistake = diagnostic("+++\r\ntitle = \"é\"\r\ntemre = 1\r\n+++\r\n", 19, 24);
        insta::assert_snapshot!(mistake.render(false), @"
        error: it is wrong
         --> content/a.md:3:1
          |
        3 | temre = 1
          | ^^^^^
          |
          = help: mend it
        ");
        assert_eq!(mistake.position(), Some((3, 1)));
    }

    #[test]
    fn a_terminal_never_obeys_a_file() {
        let mut mistake = diagnostic("a\u{1b}[31m\u{9b}2J\u{202e}b\tc\u{7}\r", 0, 1);
        mistake.message = "unknown key `\u{1b}]0;x\u{7}\n`".into();
        let shown = mistake.render(false);
        assert!(shown.chars().all(|c| c == '\n' || !super::is_harmful(c)), "{shown:?}");
        assert!(mistake.render(true).contains("\u{1b}["), "colour was asked for");
    }

    proptest! {
        #[test]
        fn any_place_can_be_shown(text in "(\\PC|[\\r\\n\\t\u{0}\u{9b}]){0,40}", start in 0usize..80, end in 0usize..80) {
            let shown = diagnostic(&text, start, end).render(false);
            prop_assert!(shown.contains("content/a.md:"), "{}", shown);
        }
    }
}
