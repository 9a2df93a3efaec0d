//! `train`: annotated articles → the weights of the grammar, with what they are worth on articles that they
//! were not trained on.

use std::fs;
use std::io::Write;

use anyhow::{Context, bail};
use virgolette::Engine;
use virgolette::train::{FOLDS, Tables, Trainer, to_toml};

use super::args::TrainArgs;
use super::evaluate::{annotated, gold, read};

/// How often the articles are read: what the weights choose changes who has the floor, and with it the
/// facts.
const ROUNDS: usize = 3;

/// Trains on all folders together.
pub fn run(mut engine: Engine, args: &TrainArgs, out: &mut impl Write) -> anyhow::Result<u8> {
    let mut articles = Vec::new();
    for dir in &args.dirs {
        for (name, path) in annotated(dir)? {
            let text = read(&dir.join(format!("{name}.txt")))?;
            articles.push((name, text, gold(&path)?));
        }
    }
    let mut tables = Tables::default();
    for round in 1..=ROUNDS {
        let mut trainer = Trainer::default();
        for (name, text, gold) in &articles {
            trainer.add(&engine, name, text, gold);
        }
        if trainer.is_empty() {
            bail!("in questi articoli nessuna citazione lascia cercare chi parla: non c’è niente da imparare");
        }
        tables = trainer.train();
        engine.weigh_with(tables.clone());
        if round == ROUNDS {
            let articles = articles.len();
            writeln!(out, "{articles} articoli, validazione incrociata in {FOLDS} parti, per articolo")?;
            writeln!(out, "{:<10} {:>8} {:>14} {:>8}  quota", "", "in tutto", "fra i possibili", "giusti")?;
            let mut wrong = Vec::new();
            let shares = trainer.cross_validate(|w| wrong.push(w));
            for line in wrong.iter().filter(|_| args.errors) {
                writeln!(out, "{line}")?;
            }
            for s in shares {
                let name = format!("{:?}", s.situation).to_lowercase();
                let share = if s.all == 0 { 0.0 } else { s.right as f64 / s.all as f64 };
                writeln!(out, "{name:<10} {:>8} {:>15} {:>8}  {share:.3}", s.all, s.reachable, s.right)?;
            }
        }
    }
    if let Some(path) = &args.out {
        fs::write(path, to_toml(&tables)).with_context(|| path.display().to_string())?;
    }
    out.flush()?;
    Ok(0)
}
