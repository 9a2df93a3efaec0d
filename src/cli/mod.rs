//! The command line: what each subcommand reads, prints and exits with.

mod args;
mod claims;
mod compare;
mod evaluate;
mod grammar;
mod input;
mod report;
mod snapshots;
mod train;
mod usage;
mod versions;

use std::io::{self, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use anyhow::Context;
use clap::{CommandFactory, FromArgMatches};
use virgolette::Engine;

use args::{Args, Color, Command};

/// Exit code of what was done and whose answer is no.
const NO: u8 = 1;
/// Exit code of bad arguments, unreadable input, a grammar that does not load.
const UNUSABLE: u8 = 2;

/// Runs the command.
pub fn run() -> ExitCode {
    let matches = usage::with_version(Args::command()).try_get_matches();
    let args = match matches.and_then(|m| Args::from_arg_matches(&m)) {
        Ok(args) => args,
        Err(e) if e.use_stderr() => {
            complain(&usage::complaint(&e));
            return ExitCode::from(UNUSABLE);
        }
        Err(help) => {
            let _ = help.print();
            return ExitCode::SUCCESS;
        }
    };
    match dispatch(&args) {
        Ok(code) => ExitCode::from(code),
        Err(e) if is_broken_pipe(&e) => ExitCode::SUCCESS,
        Err(e) => {
            complain(&format!("{e:#}"));
            ExitCode::from(UNUSABLE)
        }
    }
}

fn dispatch(args: &Args) -> anyhow::Result<u8> {
    let mut out = AutoStream::new(io::stdout(), color(args.color)).lock();
    let engine = || match &args.grammar {
        Some(dir) => Engine::with_grammar(dir).with_context(|| format!("grammatica {}", dir.display())),
        None => Engine::embedded().context("grammatica"),
    };
    match &args.command {
        Command::Report(a) => report::run(for_good(engine()?), a, &mut out),
        Command::Explain(a) => report::explain(for_good(engine()?), a, &mut out),
        Command::Compare(a) => compare::run(for_good(engine()?), a, &mut out),
        Command::Claims(a) => claims::run(for_good(engine()?), a, &mut out),
        Command::Grammar(a) => grammar::run(a, &engine, &mut out),
        Command::Evaluate(a) => evaluate::run(&engine()?, a, &mut out),
        Command::Train(a) => train::run(engine()?, a, &mut out),
    }
}

/// The process ends with its command: nobody need take the grammar to pieces before.
fn for_good(engine: Engine) -> &'static Engine {
    Box::leak(Box::new(engine))
}

fn color(choice: Color) -> ColorChoice {
    match choice {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    }
}

/// One line on standard error; if nobody listens there either, so be it.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "virgolette: {message}");
}

/// Whoever reads us has gone (`| head`): that is no error.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|e| e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}
