//! The command line: one file a command, each turns arguments into calls and results into words.
//!
//! [`report`] is the only place that prints. Data goes to stdout, messages to stderr.

mod add;
mod announce;
mod archive;
mod args;
mod backup;
mod build;
mod carry_on;
mod check;
mod describe;
mod desk;
mod draft;
mod entries;
mod explain;
mod export;
mod fetch;
mod inbox;
mod init;
mod inspect;
mod interview;
mod lint;
mod mentions;
mod missing;
mod new;
mod next;
mod notify;
mod ping;
mod report;
mod serve;
mod site;
mod status;
mod theme;
mod why;
mod withdraw;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use report::Report;

/// How a command ended; the numbers are part of the program's interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Ok = 0,
    /// It worked, and there is something to look at: with `--strict`, an unread feed; with `--frozen`, a change.
    Findings = 1,
    /// The command line is wrong.
    Usage = 2,
    /// The network failed.
    Network = 3,
    /// A file is wrong.
    Data = 4,
}

/// A command that could not do its work: what to say, and how to end.
#[derive(Debug)]
pub(crate) struct Failure {
    exit: Exit,
    message: String,
    help: Option<String>,
}

impl Failure {
    fn new(exit: Exit, message: impl std::fmt::Display) -> Self {
        Self { exit, message: message.to_string(), help: None }
    }

    fn data(message: impl std::fmt::Display) -> Self {
        Self::new(Exit::Data, message)
    }

    fn usage(message: impl std::fmt::Display) -> Self {
        Self::new(Exit::Usage, message)
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

type Outcome = Result<Exit, Failure>;

/// Runs the program with the process's own arguments.
#[must_use]
pub fn main() -> ExitCode {
    let args = Args::parse();
    let report = Report::new(&args.global);
    // A panic inside a parser is caught and reported as that entry's failure; its trace helps nobody.
    if !args.global.is_verbose() {
        std::panic::set_hook(Box::new(|_| {}));
    }
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(&args, &report)));
    let exit = match outcome {
        Ok(Ok(exit)) => exit,
        Ok(Err(failure)) => {
            report.failure(&failure);
            failure.exit
        }
        Err(_) => {
            report
                .error("the program broke: this is a bug; please report it with the output of the same command and -v");
            return ExitCode::from(101);
        }
    };
    ExitCode::from(exit as u8)
}

fn run(args: &Args, report: &Report) -> Outcome {
    let global = &args.global;
    match &args.command {
        None => status::run(global, report),
        Some(Command::Init(args)) => init::run(args, global, report),
        Some(Command::New(args)) => new::run(args, global, report),
        Some(Command::Add(args)) => add::run(args, global, report),
        Some(Command::Intake(args)) => inbox::intake(args, global, report),
        Some(Command::Submissions(args)) => inbox::submissions(args, global, report),
        Some(Command::Mentions(args)) => mentions::run(args, global, report),
        Some(Command::Fetch(args)) => fetch::run(args, global, report),
        Some(Command::Draft(args)) => draft::run(args, global, report),
        Some(Command::Lint(args)) => lint::run(args, global, report),
        Some(Command::Explain(args)) => explain::run(args, global, report),
        Some(Command::Build(args)) => build::run(args, global, report),
        Some(Command::Serve(args)) => serve::run(args, global, report),
        Some(Command::Desk(args)) => desk::run(args, global, report),
        Some(Command::Entries(args)) => entries::run(args, global, report),
        Some(Command::Announce(args)) => announce::run(args, global, report),
        Some(Command::Next(args)) => next::run(args, global, report),
        Some(Command::Archive) => archive::run(global, report),
        Some(Command::Why(args)) => why::run(args, global, report),
        Some(Command::Withdraw(args)) => withdraw::run(args, global, report),
        Some(Command::Backup(args)) => backup::run(args, global, report),
        Some(Command::Inspect(args)) => inspect::run(args, global, report),
        Some(Command::Notify(args)) => notify::run(args, global, report),
        Some(Command::Ping(args)) => ping::run(args, global, report),
        Some(Command::Check(args)) => check::run(args, global, report),
        Some(Command::Export(args)) => export::run(args, global, report),
        Some(Command::Theme(args)) => theme::run(args, global, report),
    }
}
