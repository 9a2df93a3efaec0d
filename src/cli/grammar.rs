//! `grammar list`, `grammar show`, `grammar check`: the rules' own words.

use std::io::Write;

use virgolette::Engine;
use virgolette::grammar::rule::{Example, Rule};

use super::args::{GrammarArgs, GrammarCommand};

/// Runs a grammar command.
pub fn run(args: &GrammarArgs, engine: &dyn Fn() -> anyhow::Result<Engine>, out: &mut impl Write) -> anyhow::Result<u8> {
    match &args.command {
        GrammarCommand::List => {
            for rule in engine()?.rules() {
                writeln!(out, "{:28} {}", rule.id, rule.summary)?;
            }
        }
        GrammarCommand::Show { rule } => {
            let engine = engine()?;
            let found = engine.rules().find(|r| r.id == *rule);
            let found = found.ok_or_else(|| anyhow::anyhow!("nessuna regola si chiama `{rule}`; `virgolette grammar list` le elenca"))?;
            show(out, found)?;
        }
        GrammarCommand::Check { dir } => {
            let engine = Engine::with_grammar(dir)?;
            let rules: Vec<&Rule> = engine.rules().collect();
            let examples: usize = rules.iter().map(|r| r.examples.len() + r.counterexamples.len()).sum();
            writeln!(out, "{} regole, {examples} esempi: tutto in ordine", rules.len())?;
        }
    }
    Ok(0)
}

fn show(out: &mut impl Write, rule: &Rule) -> std::io::Result<()> {
    writeln!(out, "{}\n{}\n\n{}", rule.id, rule.summary, rule.why.trim())?;
    if !rule.known_problems.is_empty() {
        writeln!(out, "\nProblemi noti: {}", rule.known_problems.trim())?;
    }
    if rule.pattern.is_empty() {
        writeln!(out, "\nresolver: {}", rule.resolver)?;
    } else {
        writeln!(out, "\npattern: {}", rule.pattern)?;
    }
    writeln!(out, "certezza: {:.2}", rule.certainty)?;
    examples(out, "Sì", &rule.examples)?;
    examples(out, "No", &rule.counterexamples)
}

fn examples(out: &mut impl Write, title: &str, list: &[Example]) -> std::io::Result<()> {
    writeln!(out, "\n{title}:")?;
    for example in list {
        writeln!(out, "  {}", example.text.replace('\n', "\n  "))?;
    }
    Ok(())
}
