//! Runs the host's command for one summary: JSON in, text out, within bounds. The one place that starts a process.

use std::{
    io::{self, Read, Write},
    path::{Path, PathBuf, absolute},
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

use crate::model::{Summariser, printable_line};

/// The longest output, in bytes.
const MOST_BYTES: usize = 4 << 10;
/// The longest summary, in words.
const MOST_WORDS: usize = 120;
/// So much of what the command complains of is kept, the end of it, in bytes.
const COMPLAINT: usize = 1 << 10;
/// And so much of its last line is shown, in characters.
const SHOWN: usize = 200;
/// How often the command is looked at while it works.
const LOOK: Duration = Duration::from_millis(20);
/// How long the output may take to arrive once the command has ended.
const AFTERWARDS: Duration = Duration::from_secs(1);

/// A command gave no summary.
#[derive(Debug, thiserror::Error)]
pub(super) enum SummariserError {
    /// It could not be started.
    #[error("`{}` could not be started: {source}", program.display())]
    Start {
        /// What was to be started.
        program: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The system lost sight of it.
    #[error("the command could not be watched: {0}")]
    Lost(#[source] io::Error),
    /// It took too long and was ended.
    #[error("the command took longer than {} s", .0.as_secs_f64())]
    TimedOut(Duration),
    /// It says itself that it failed.
    #[error("the command failed ({status}){}", said(.complaint))]
    Failed {
        /// How it ended.
        status: ExitStatus,
        /// The last line of what it said about it.
        complaint: String,
    },
    /// It wrote nothing.
    #[error("the command wrote nothing{}", said(.0))]
    Silent(String),
    /// It wrote something else than text.
    #[error("what the command wrote is not UTF-8")]
    NotUtf8,
    /// It wrote too many bytes.
    #[error("the command wrote more than {} KiB", MOST_BYTES >> 10)]
    TooLong,
    /// It wrote too many words.
    #[error("the command wrote {0} words, and a summary has {MOST_WORDS} at most")]
    TooWordy(usize),
}

fn said(complaint: &str) -> String {
    if complaint.is_empty() { String::new() } else { format!(": {complaint}") }
}

/// Runs the command in the site's folder and gives what it wrote, as one line of plain text.
///
/// # Errors
/// When it cannot be started, fails, says nothing, or does not keep within the bounds.
pub(super) fn run(summariser: &Summariser, root: &Path, request: Vec<u8>) -> Result<String, SummariserError> {
    let (program, arguments) = program(summariser, root);
    let mut command = Command::new(&program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    if !root.as_os_str().is_empty() {
        command.current_dir(root);
    }
    // Whatever it starts can be ended together with it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn().map_err(|source| SummariserError::Start { program, source })?;
    let deadline = Instant::now() + summariser.timeout;
    if let Some(mut stdin) = child.stdin.take() {
        // One that does not read is not to hold us up; that it did not is its own affair.
        thread::spawn(move || stdin.write_all(&request));
    }
    let output = listen(child.stdout.take(), first_bytes);
    let complaints = listen(child.stderr.take(), last_bytes);
    let ended = watch(&mut child, &output, deadline, summariser.timeout);
    // Children that it left behind hold its output open, and are of no use to anybody.
    end(&mut child);
    let _ = child.wait();
    let (status, early) = ended?;
    let output = early.or_else(|| output.recv_timeout(AFTERWARDS).ok()).unwrap_or_default();
    let complaint = complaints.recv_timeout(AFTERWARDS).map(|bytes| last_line(&bytes)).unwrap_or_default();
    if !status.success() {
        return Err(SummariserError::Failed { status, complaint });
    }
    summary(output, complaint)
}

/// A relative program with a slash is one of the site's; any other is looked for where programs are.
fn program<'s>(summariser: &'s Summariser, root: &Path) -> (PathBuf, &'s [String]) {
    let Some((program, arguments)) = summariser.command.split_first() else { return (PathBuf::new(), &[]) };
    let path = Path::new(program);
    if path.is_relative() && path.components().count() > 1 {
        let path = root.join(path);
        return (absolute(&path).unwrap_or(path), arguments);
    }
    (path.to_owned(), arguments)
}

/// Reads on a thread of its own. What was read comes when the other end is closed, or enough is read.
fn listen<R: Read + Send + 'static>(pipe: Option<R>, read: fn(R) -> Vec<u8>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    if let Some(pipe) = pipe {
        thread::spawn(move || sender.send(read(pipe)));
    }
    receiver
}

/// One byte more than may be, so that too much is seen.
fn first_bytes(pipe: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = pipe.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes);
    bytes
}

fn last_bytes(mut pipe: impl Read) -> Vec<u8> {
    let mut last = Vec::new();
    let mut piece = [0; COMPLAINT];
    while let Ok(length @ 1..) = pipe.read(&mut piece) {
        last.extend_from_slice(piece.get(..length).unwrap_or_default());
        last.drain(..last.len().saturating_sub(COMPLAINT));
    }
    last
}

/// Waits until the command has ended, or must be. With its status comes the output, if that was complete earlier.
fn watch(
    child: &mut Child,
    output: &Receiver<Vec<u8>>,
    deadline: Instant,
    timeout: Duration,
) -> Result<(ExitStatus, Option<Vec<u8>>), SummariserError> {
    let mut early = None;
    loop {
        if let Some(status) = child.try_wait().map_err(SummariserError::Lost)? {
            return Ok((status, early));
        }
        if Instant::now() >= deadline {
            return Err(SummariserError::TimedOut(timeout));
        }
        if early.is_some() {
            thread::sleep(LOOK);
            continue;
        }
        match output.recv_timeout(LOOK) {
            Ok(bytes) if bytes.len() > MOST_BYTES => return Err(SummariserError::TooLong),
            Ok(bytes) => early = Some(bytes),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => early = Some(Vec::new()),
        }
    }
}

/// Ends the command and whatever it started. Where there is nothing to end any more, nothing happens.
fn end(child: &mut Child) {
    #[cfg(unix)]
    let _ = rustix::process::kill_process_group(rustix::process::Pid::from_child(child), rustix::process::Signal::KILL);
    let _ = child.kill();
}

fn summary(output: Vec<u8>, complaint: String) -> Result<String, SummariserError> {
    if output.len() > MOST_BYTES {
        return Err(SummariserError::TooLong);
    }
    let text = String::from_utf8(output).map_err(|_| SummariserError::NotUtf8)?;
    let text = printable_line(&text);
    match text.split(' ').count() {
        _ if text.is_empty() => Err(SummariserError::Silent(complaint)),
        words if words > MOST_WORDS => Err(SummariserError::TooWordy(words)),
        _ => Ok(text),
    }
}

fn last_line(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let line = text.lines().map(printable_line).rfind(|line| !line.is_empty()).unwrap_or_default();
    line.chars().take(SHOWN).collect()
}
