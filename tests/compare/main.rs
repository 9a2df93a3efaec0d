//! Versions of a story: the chains of `corpus/versions`, what holds of all comparisons, and versions made from
//! articles by one known change each.

mod generated;
mod pairs;
mod properties;
mod stories;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use virgolette::Engine;
use virgolette::compare::{Comparison, Operation, Order, Thread, Version, compare};
use virgolette::document::Document;
use virgolette::report::json::content;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::embedded().expect("grammar"));

/// A text with what was found in it.
struct Analysed {
    text: String,
    document: Document,
}

impl Analysed {
    fn new(text: String) -> Self {
        let document = ENGINE.analyze(&text);
        Analysed { text, document }
    }

    /// The content of a quotation as reports write it.
    fn content(&self, quotation: usize) -> String {
        content(&self.text, &self.document.quotations[quotation].segments)
    }

    fn speaker(&self, quotation: usize) -> Option<&str> {
        let speaker = self.document.quotations[quotation].speaker;
        speaker.map(|s| self.document.speakers[s].name.as_str())
    }
}

fn compared(versions: &[&Analysed], order: Order) -> Comparison {
    let versions: Vec<Version<'_>> = versions.iter().map(|v| Version { text: &v.text, document: &v.document }).collect();
    compare(ENGINE.grammar(), &versions, order)
}

/// What a thread says in a version: its pieces with a space between.
fn said(thread: &Thread, version: usize, versions: &[&Analysed]) -> String {
    let own = thread.appearances.iter().filter(|a| a.version == version);
    own.map(|a| versions[version].content(a.quotation)).collect::<Vec<_>>().join(" ")
}

/// The text that edits make or come from.
fn rebuilt(edits: &[virgolette::compare::Edit], without: Operation) -> String {
    edits.iter().filter(|e| e.operation != without).map(|e| e.text.as_str()).collect()
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// The articles of a folder, in the order of their names; none if there is no such folder.
fn articles(dir: &Path) -> Vec<Analysed> {
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    let mut paths: Vec<PathBuf> =
        entries.filter_map(Result::ok).map(|e| e.path()).filter(|p| p.extension().is_some_and(|x| x == "txt")).collect();
    paths.sort();
    paths.iter().map(|p| Analysed::new(fs::read_to_string(p).expect("an article"))).collect()
}
