//! `train`: annotated articles → the weights of the grammar, with what they are worth on articles that they
//! were not trained on.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use virgolette::Engine;
use virgolette::claims::Article;
use virgolette::train::worth::{Judged, WorthTrainer};
use virgolette::train::{FOLDS, Tables, Trainer, to_toml};

use super::args::TrainArgs;
use super::evaluate::{annotated, gold, read};
use super::input::reason;

/// How often the articles are read: what the weights choose changes who has the floor, and with it the
/// facts.
const ROUNDS: usize = 3;

/// Trains on all folders together.
pub fn run(engine: Engine, args: &TrainArgs, out: &mut impl Write) -> anyhow::Result<u8> {
    match &args.checkworthiness {
        Some(judged) => worth(&engine, judged, args, out),
        None => speakers(engine, args, out),
    }
}

/// What is worth a check.
fn worth(engine: &Engine, judged: &Path, args: &TrainArgs, out: &mut impl Write) -> anyhow::Result<u8> {
    let grammar = engine.grammar();
    let mut by_article: BTreeMap<String, Vec<Judged>> = BTreeMap::new();
    let lines = read(judged)?;
    let lines = lines.trim_start_matches('\u{feff}').lines();
    for (n, line) in lines.enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let line: Result<Judged, _> = serde_json::from_str(line);
        let judged = line.with_context(|| format!("{}:{}: non è un giudizio", judged.display(), n + 1))?;
        by_article.entry(judged.article.clone()).or_default().push(judged);
    }
    let mut trainer = WorthTrainer::default();
    let mut asked = 0;
    for (name, judged) in &by_article {
        let path = args.dirs.iter().map(|dir| dir.join(format!("{name}.txt"))).find(|p| p.exists());
        let text = read(&path.with_context(|| format!("{name}.txt non è in nessuna delle cartelle"))?)?;
        let (document, sentences) = (engine.analyze(&text), engine.sentences(&text));
        let article = Article { id: name, text: &text, document: &document, sentences: &sentences };
        asked += judged.len();
        trainer.add(grammar, article, &judged.iter().collect::<Vec<_>>());
    }
    let (found, worthy) = trainer.count();
    if worthy == 0 {
        bail!("nessuna di queste dichiarazioni si trova e merita una verifica: non c’è niente da imparare");
    }
    writeln!(out, "{} articoli, {asked} giudizi, {found} dichiarazioni trovate, {worthy} da verificare", by_article.len())?;
    let readers = trainer.readers();
    if let Some(readers) = readers {
        writeln!(out, "due lettori: accordo {:.3}, kappa {:.3}", readers.agreement, readers.kappa)?;
    }
    let weights = trainer.train(grammar);
    writeln!(out, "{:<28} {:>9} {:>15}", "", "AP media", "primo terzo")?;
    let rows = [("validazione incrociata", trainer.cross_validate(grammar)), ("sugli stessi articoli", trainer.ranked(&weights))];
    for (name, by_reader) in rows {
        for (reader, ranking) in by_reader.iter().enumerate().take(1 + usize::from(readers.is_some())) {
            let name = format!("{name}, {}", if reader == 0 { "1°" } else { "2°" });
            writeln!(out, "{name:<28} {:>9.3} {:>15.3}", ranking.average_precision, ranking.top_third)?;
        }
    }
    write_to(args, &grammar.worth.weights_to_toml(weights.bias, &weights.weights))?;
    out.flush()?;
    Ok(0)
}

/// Who speaks.
fn speakers(mut engine: Engine, args: &TrainArgs, out: &mut impl Write) -> anyhow::Result<u8> {
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
    write_to(args, &to_toml(&tables))?;
    out.flush()?;
    Ok(0)
}

/// Writes the weights where they were asked for.
fn write_to(args: &TrainArgs, weights: &str) -> anyhow::Result<()> {
    let Some(path) = &args.out else { return Ok(()) };
    fs::write(path, weights).map_err(|error| anyhow!("{}: {}", path.display(), reason(&error)))
}
