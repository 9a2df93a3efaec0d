//! The command: arguments in, files read, reports out. Everything it knows is in the library.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
