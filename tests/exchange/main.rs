//! What other programs read of reports and claims: every format is given to a reader that is not ours, and nothing may be
//! lost on the way.

mod brat;
mod csv;
mod json_ld;
mod links;
mod markdown;
mod tei;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::Value;
use virgolette::Engine;
use virgolette::document::Document;
use virgolette::report::offsets::Unit;
use virgolette::report::{Analysed, Origin, json};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::embedded().expect("grammar"));

/// Articles in which everything is odd that can be.
const ODD: [&str; 4] = [
    "«A & B <c> *d* [e](f)», ha detto Anna \"la rossa\" Rossi.\u{1}",
    "=1+1\n\n«@Uno\n\ndue», ha detto Ugo Neri. «=2+2», ha detto Ugo Neri.\r\n«Tre",
    "\u{feff}",
    "«Sì», ha detto Ugo Neri. «Sì», ha risposto Anna Rossi. «Sì», ha detto «per due volte» Ugo Neri, «e poi sì».",
];

/// An article and what was found in it.
struct Text {
    id: String,
    text: String,
    document: Document,
}

impl Text {
    fn new(id: String, text: String) -> Self {
        let document = ENGINE.analyze(&text);
        Text { id, text, document }
    }

    fn analysed(&self) -> Analysed<'_> {
        let origin = Origin { date: Some("2026-03-01"), url: Some("https://esempio.it/pagina"), extracted: false };
        Analysed { id: &self.id, path: &self.id, text: &self.text, document: &self.document, origin }
    }

    /// The report that every other format is held against.
    fn json(&self) -> Value {
        serde_json::to_value(json::report(&self.analysed(), Unit::CodePoint)).expect("JSON")
    }
}

/// Folders of articles; those outside the repository are read where they stand beside it.
const FOLDERS: [&str; 5] = ["corpus", "../shared/gold/seed", "../shared/gold/dev", "../shared/gold/dev2", "../shared/gold/devwire"];

/// All annotated articles, and the odd ones.
static TEXTS: LazyLock<Vec<Text>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let paths = FOLDERS.iter().filter_map(|f| fs::read_dir(root.join(f)).ok()).flatten().filter_map(Result::ok).map(|e| e.path());
    let mut paths: Vec<PathBuf> = paths.filter(|p| p.extension().is_some_and(|x| x == "txt")).collect();
    paths.sort();
    assert!(paths.len() > 100, "corpus/ is not there");
    let name = |p: &PathBuf| p.file_stem().expect("a name").to_string_lossy().into_owned();
    let articles = paths.iter().map(|p| Text::new(name(p), fs::read_to_string(p).expect("an article")));
    let odd = ODD.iter().enumerate().map(|(n, text)| Text::new(format!("odd {n}"), (*text).to_owned()));
    articles.chain(odd).collect()
});

/// Words on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The quotations of a report in JSON.
fn quotations(report: &Value) -> &[Value] {
    report["quotations"].as_array().expect("quotations")
}

/// The speaker of a quotation in JSON.
fn speaker<'v>(report: &'v Value, quotation: &Value) -> Option<&'v Value> {
    report["speakers"].as_array().expect("speakers").iter().find(|s| s["id"] == quotation["speaker"])
}
