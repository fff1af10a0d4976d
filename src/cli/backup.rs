//! `backup`: what must not be lost, in one file.

use serde_json::json;

use super::{
    Exit, Failure, Outcome,
    args::{self, Global},
    report::Report,
    site,
};
use crate::store::{BackupError, Store};

pub(super) fn run(args: &args::Backup, global: &Global, report: &Report) -> Outcome {
    let root = site::root(global)?;
    // Where nothing was ever kept, an empty file would look like a copy of something.
    if !root.join(".blogkermis/kermis.db").is_file() {
        return Err(Failure::usage("there is nothing to copy yet: this site has no .blogkermis/kermis.db")
            .help("`fetch`, `intake` and `desk` make it"));
    }
    let size = if global.dry_run {
        if args.file.symlink_metadata().is_ok() {
            return Err(failed(&BackupError::Exists(args.file.clone())));
        }
        None
    } else {
        let store = Store::open(&root).map_err(Failure::data)?;
        Some(store.back_up(&args.file).map_err(|error| failed(&error))?)
    };
    if global.json {
        report.json(&json!({ "file": args.file.display().to_string(), "bytes": size }))?;
    }
    match size {
        Some(size) => report.say(format!("{}: {} kB, checked", args.file.display(), size.div_ceil(1024))),
        None => report.say(format!("would write {}", args.file.display())),
    }
    Ok(Exit::Ok)
}

fn failed(error: &BackupError) -> Failure {
    let help = match error {
        BackupError::Exists(_) => Some("give another name: a copy that is there is never written over"),
        BackupError::Store(_) => Some("is the folder there, may you write in it, and is there room on the disk?"),
        BackupError::Name(_) | BackupError::Damaged(_) => None,
    };
    let failure = match error {
        BackupError::Exists(_) | BackupError::Name(_) => Failure::usage(error),
        BackupError::Damaged(_) | BackupError::Store(_) => Failure::data(error),
    };
    help.into_iter().fold(failure, Failure::help)
}
