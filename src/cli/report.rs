//! The only place that prints: data on stdout, messages on stderr.

#![expect(clippy::unused_self, reason = "this is the place, and it is passed about so that nobody else prints")]

use std::io::{self, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use serde::Serialize;

use super::{Failure, args::Global};
use crate::model::is_printable;

/// Says things, as loudly as was asked for.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for by itself")]
pub(super) struct Report {
    quiet: bool,
    verbose: bool,
    color: bool,
    terminal: bool,
}

impl Report {
    pub(super) fn new(global: &Global) -> Self {
        let terminal = io::stderr().is_terminal();
        // https://no-color.org: any non-empty value switches colour off.
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self { quiet: global.quiet, verbose: global.is_verbose(), color: terminal && !no_color, terminal }
    }

    /// Whether messages may be coloured.
    pub(super) fn color(&self) -> bool {
        self.color
    }

    /// Whether somebody reads the messages at a terminal.
    pub(super) fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Puts a question on stderr and reads one line; `None` at the end of the input.
    pub(super) fn ask(&self, question: &str) -> io::Result<Option<String>> {
        let mut stderr = io::stderr().lock();
        write!(stderr, "{} ", clean(question))?;
        stderr.flush()?;
        let mut answer = String::new();
        let read = io::stdin().read_line(&mut answer)?;
        Ok((read > 0).then_some(answer))
    }

    /// What the command was asked for, for people.
    pub(super) fn data(&self, text: &str) {
        self.print(&clean(text));
    }

    /// What the command was asked for, for programs.
    pub(super) fn json(&self, value: &impl Serialize) -> Result<(), Failure> {
        self.print(&serde_json::to_string_pretty(value).map_err(Failure::data)?);
        Ok(())
    }

    /// What the command was asked for, letter by letter. A reader that has gone away (`| head`) is no error.
    pub(super) fn print(&self, text: &str) {
        let mut out = io::stdout().lock();
        let _ = out
            .write_all(text.as_bytes())
            .and_then(|()| if text.ends_with('\n') { Ok(()) } else { out.write_all(b"\n") });
        let _ = out.flush();
    }

    /// What happened.
    pub(super) fn say(&self, text: impl AsRef<str>) {
        if !self.quiet {
            line(&clean(text.as_ref()));
        }
    }

    /// What happened in detail.
    pub(super) fn detail(&self, text: impl AsRef<str>) {
        if self.verbose {
            line(&clean(text.as_ref()));
        }
    }

    /// What deserves a look but stops nothing.
    pub(super) fn warn(&self, text: impl AsRef<str>) {
        line(&format!("{} {}", self.paint("warning:", "1;33"), clean(text.as_ref())));
    }

    /// What went wrong.
    pub(super) fn error(&self, text: impl AsRef<str>) {
        line(&format!("{} {}", self.paint("error:", "1;31"), clean(text.as_ref())));
    }

    /// What to do about it.
    pub(super) fn help(&self, text: impl AsRef<str>) {
        line(&format!("  {} {}", self.paint("help:", "1;36"), clean(text.as_ref())));
    }

    /// What to do next, where nothing is wrong.
    pub(super) fn hint(&self, text: impl AsRef<str>) {
        if !self.quiet {
            self.help(text);
        }
    }

    /// A message that brings its own shape.
    pub(super) fn block(&self, text: &str) {
        line(text.trim_end());
    }

    pub(super) fn failure(&self, failure: &Failure) {
        if !failure.message.is_empty() {
            self.error(&failure.message);
        }
        if let Some(help) = &failure.help {
            self.help(help);
        }
    }

    /// A bar that counts to `length`; invisible where nobody looks.
    pub(super) fn progress(&self, length: usize) -> ProgressBar {
        let shown = self.terminal && !self.quiet && length > 1;
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(length as u64), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}") {
            bar.set_style(style);
        }
        bar
    }

    fn paint(&self, text: &str, code: &str) -> String {
        if self.color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// A line of messages. Nobody reading them any more is no reason to stop the work.
fn line(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Text from outside must not steer the terminal: no control characters, no switches of direction.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(|c| if is_printable(c) || matches!(c, '\n' | '\t') { c } else { '\u{fffd}' }).collect()
}

/// `1 entry`, `2 entries`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
