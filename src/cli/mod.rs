//! The command line: what each subcommand reads, prints and exits with.

mod args;
mod evaluate;
mod grammar;
mod input;
mod report;

use std::io;
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use anyhow::Context;
use clap::Parser;
use virgolette::Engine;

use args::{Args, Color, Command};

/// Done; done and the answer is no; nothing usable.
const NO: u8 = 1;
const UNUSABLE: u8 = 2;

/// Runs the command.
pub fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(e) => {
            let _ = e.print();
            return ExitCode::from(if e.use_stderr() { UNUSABLE } else { 0 });
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
    let mut out = AutoStream::new(io::stdout(), color(args.color));
    let engine = || match &args.grammar {
        Some(dir) => Engine::with_grammar(dir).with_context(|| format!("grammatica {}", dir.display())),
        None => Engine::embedded().context("grammatica"),
    };
    match &args.command {
        Command::Report(a) => report::run(&engine()?, a, &mut out),
        Command::Explain(a) => report::explain(&engine()?, a, &mut out),
        Command::Grammar(a) => grammar::run(a, &engine, &mut out),
        Command::Evaluate(a) => evaluate::run(&engine()?, a, &mut out),
    }
}

fn color(choice: Color) -> ColorChoice {
    match choice {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    }
}

/// One line on standard error.
fn complain(message: &str) {
    eprintln!("virgolette: {message}");
}

/// Whoever reads us has gone (`| head`): that is no error.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|e| e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}
