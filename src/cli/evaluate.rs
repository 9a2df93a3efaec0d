//! `evaluate`: the engine over annotated articles, scored as the gold's own scorer does.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use serde::Serialize;
use virgolette::Engine;
use virgolette::evaluate::{Calibration, Gold, Scorer, Scores, brat, predictions};

use super::args::{EvaluateArgs, Floor};
use super::input::reason;
use super::{NO, complain};

const SUFFIX: &str = ".gold.json";
/// Of brat's annotations, which count where there are none of ours.
const BRAT: &str = ".ann";

/// What `--json` writes.
#[derive(Serialize)]
struct Figures {
    #[serde(flatten)]
    scores: Scores,
    #[serde(skip_serializing_if = "Option::is_none")]
    calibration: Option<Calibration>,
}

/// Evaluates a folder of NAME.txt and NAME.gold.json.
pub fn run(engine: &Engine, args: &EvaluateArgs, out: &mut impl Write) -> anyhow::Result<u8> {
    let mut scorer = if args.errors { Scorer::with_errors() } else { Scorer::default() };
    for (name, path) in annotated(&args.dir)? {
        let gold = gold(&path)?;
        // as it is, without decoding: the gold counts the code points of the file
        let text = read(&args.dir.join(format!("{name}.txt")))?;
        scorer.add(&name, &text, &gold, &predictions(&engine.analyze(&text), &text));
    }
    for line in scorer.errors.iter().flatten() {
        writeln!(out, "{line}")?;
    }
    let scores = scorer.scores();
    let calibration = args.calibration.then(|| scorer.calibration());
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&Figures { scores, calibration })?)?;
    } else {
        write!(out, "{scores}")?;
        calibration.map_or(Ok(()), |c| write!(out, "{c}"))?;
    }
    out.flush()?;
    Ok(if all_reached(&scores, &args.min) { 0 } else { NO })
}

/// The names that have a gold file, sorted, and that file.
pub fn annotated(dir: &Path) -> anyhow::Result<Vec<(String, PathBuf)>> {
    let entries = fs::read_dir(dir).map_err(|e| anyhow::anyhow!("{}: {}", dir.display(), reason(&e)))?;
    let files = entries.collect::<Result<Vec<_>, _>>().with_context(|| dir.display().to_string())?;
    let ending = |suffix: &str| -> Vec<(String, PathBuf)> {
        let name = |path: PathBuf| Some((path.file_name()?.to_str()?.strip_suffix(suffix)?.to_owned(), path));
        let mut found: Vec<(String, PathBuf)> = files.iter().filter_map(|e| name(e.path())).collect();
        found.sort_by_key(|(name, _)| format!("{name}{suffix}"));
        found
    };
    let (ours, brat) = (ending(SUFFIX), ending(BRAT));
    ensure!(!ours.is_empty() || !brat.is_empty(), "{}: nella cartella non c'è nessun file {SUFFIX} o {BRAT}", dir.display());
    Ok(if ours.is_empty() { brat } else { ours })
}

pub fn gold(path: &Path) -> anyhow::Result<Gold> {
    if path.extension().is_some_and(|x| x == "ann") {
        return brat::gold(&read(path)?).with_context(|| format!("{}: annotazione non valida", path.display()));
    }
    serde_json::from_str(&read(path)?).with_context(|| format!("{}: annotazione non valida", path.display()))
}

pub fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).map_err(|e| anyhow::anyhow!("{}: {}", path.display(), reason(&e)))
}

/// Compares the figures with their floors; each that falls short is said on standard error, so that
/// standard output stays as it is.
fn all_reached(scores: &Scores, floors: &[Floor]) -> bool {
    let mut fine = true;
    for Floor { key, value, written } in floors {
        let have = scores.get(key).map_or(0.0, |f| f.value());
        let (missed, bound) = if key == "scare" { (have > *value, "al massimo") } else { (have < *value, "almeno") };
        if missed {
            complain(&format!("{key} è {have:.3}, doveva essere {bound} {written}"));
            fine = false;
        }
    }
    fine
}
