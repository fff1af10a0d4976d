//! The `blogkermis` program: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    blogkermis::cli::main()
}
