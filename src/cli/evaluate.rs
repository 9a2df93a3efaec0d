//! `evaluate`: the engine over annotated articles, scored as the gold's own scorer does.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use virgolette::Engine;
use virgolette::evaluate::{Gold, Scorer, Scores, predictions};

use super::NO;
use super::args::EvaluateArgs;

/// Evaluates a folder of NAME.txt and NAME.gold.json.
pub fn run(engine: &Engine, args: &EvaluateArgs, out: &mut impl Write) -> anyhow::Result<u8> {
    let floors = args.min.iter().map(|m| floor(m)).collect::<anyhow::Result<Vec<_>>>()?;
    let mut scorer = if args.errors { Scorer::with_errors() } else { Scorer::default() };
    let golds = gold_files(&args.dir)?;
    if golds.is_empty() {
        bail!("{}: nella cartella non c'è nessun file .gold.json", args.dir.display());
    }
    for path in &golds {
        let name = path.file_name().map(|n| n.to_string_lossy().trim_end_matches(".gold.json").to_owned()).unwrap_or_default();
        let json = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let gold: Gold = serde_json::from_str(&json).with_context(|| format!("{}: annotazione non valida", path.display()))?;
        let article = path.with_file_name(format!("{name}.txt"));
        let text = fs::read_to_string(&article).with_context(|| article.display().to_string())?;
        let document = engine.analyze(&text);
        scorer.add(&name, &text, &gold, &predictions(&document, &text));
    }
    let scores = scorer.scores();
    for line in scorer.errors.iter().flatten() {
        writeln!(out, "{line}")?;
    }
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&scores)?)?;
    } else {
        write!(out, "{scores}")?;
    }
    missed(&scores, &floors, out)
}

fn missed(scores: &Scores, floors: &[(String, f64)], out: &mut impl Write) -> anyhow::Result<u8> {
    let mut code = 0;
    for (key, wanted) in floors {
        let have = scores.get(key).map_or(0.0, |f| f.value());
        let (bad, bound) = if key == "scare" { (have > *wanted, "at most") } else { (have < *wanted, "at least") };
        if bad {
            writeln!(out, "{key} is {have:.3}, wanted {bound} {wanted}")?;
            code = NO;
        }
    }
    out.flush()?;
    Ok(code)
}

fn floor(argument: &str) -> anyhow::Result<(String, f64)> {
    let (key, value) = argument.split_once('=').with_context(|| format!("--min {argument}: si scrive CHIAVE=VALORE"))?;
    if !Scores::keys().contains(&key) {
        bail!("--min {argument}: la chiave `{key}` non esiste; ci sono {}", Scores::keys().join(" "));
    }
    let value: f64 =
        value.parse().ok().filter(|v: &f64| v.is_finite()).with_context(|| format!("--min {argument}: `{value}` non è un numero"))?;
    Ok((key.to_owned(), value))
}

fn gold_files(dir: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(dir).with_context(|| dir.display().to_string())?;
    let mut out: Vec<PathBuf> =
        entries.filter_map(Result::ok).map(|e| e.path()).filter(|p| p.to_string_lossy().ends_with(".gold.json")).collect();
    out.sort();
    Ok(out)
}
