//! `grammar list`, `grammar show`, `grammar check`: the rules' own words.

use std::io::{self, Write};

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
            let found = found.ok_or_else(|| anyhow::anyhow!("nessuna regola si chiama «{rule}»; `virgolette grammar list` le elenca"))?;
            show(out, found)?;
        }
        GrammarCommand::Check { dir } => {
            let engine = Engine::with_grammar(dir)?;
            let rules: Vec<&Rule> = engine.rules().collect();
            let examples: usize = rules.iter().map(|r| r.examples.len() + r.counterexamples.len()).sum();
            writeln!(out, "{} regole, {examples} esempi: tutto in ordine", rules.len())?;
        }
    }
    out.flush()?;
    Ok(0)
}

fn show(out: &mut impl Write, rule: &Rule) -> io::Result<()> {
    writeln!(out, "{}\n{}\n\n{}", rule.id, rule.summary, filled(&rule.why))?;
    if !rule.known_problems.is_empty() {
        writeln!(out, "\nProblemi noti\n{}", filled(&rule.known_problems))?;
    }
    if rule.pattern.is_empty() {
        writeln!(out, "\nResolver: {}", rule.resolver)?;
    } else {
        writeln!(out, "\nPattern\n  {}", rule.pattern.trim().replace('\n', "\n  "))?;
    }
    writeln!(out, "Certezza: {:.2}", rule.certainty)?;
    examples(out, "Decide in", &rule.examples)?;
    examples(out, "Non decide in", &rule.counterexamples)
}

fn filled(text: &str) -> String {
    textwrap::fill(text.trim(), 80)
}

fn examples(out: &mut impl Write, title: &str, list: &[Example]) -> io::Result<()> {
    if !list.is_empty() {
        writeln!(out, "\n{title}")?;
    }
    for example in list {
        writeln!(out, "  • {}", example.text.trim_end().replace('\n', "\n    "))?;
        let found =
            [("citazione", &example.content), ("segnale", &example.cue), ("fonte", &example.source), ("chi parla", &example.speaker)];
        let found = found.iter().filter_map(|(name, words)| Some(format!("{name}: {}", words.as_deref().filter(|w| !w.is_empty())?)));
        let found = found.collect::<Vec<_>>().join(" · ");
        if !found.is_empty() {
            writeln!(out, "      {found}")?;
        }
    }
    Ok(())
}
