//! `compare`: the versions of a story, read together, and what became of each statement.

use std::io::Write;

use virgolette::Engine;
use virgolette::compare::{Kind, Order, Version, compare};
use virgolette::document::Document;
use virgolette::report::comparison::{Compared, Only, html, json, text};
use virgolette::report::{Analysed, confident};

use super::args::{CompareArgs, CompareFormat, OnlyChanges};
use super::input::Input;
use super::report::unit;
use super::versions::versions;
use super::{NO, UNUSABLE};

/// Compares all versions.
pub fn run(engine: &Engine, args: &CompareArgs, out: &mut impl Write) -> anyhow::Result<u8> {
    let (inputs, fine) = versions(args)?;
    anyhow::ensure!(inputs.len() > 1, "ci vogliono almeno due versioni: {}", count(inputs.len()));
    let documents: Vec<Document> = inputs.iter().map(|s| analysed(engine, s, args.min_confidence)).collect();
    let versions: Vec<Version<'_>> = inputs.iter().zip(&documents).map(|(s, document)| Version { text: &s.text, document }).collect();
    let order = if args.unordered { Order::None } else { Order::Time };
    let comparison = compare(engine.grammar(), &versions, order);
    let shown: Vec<Analysed<'_>> = inputs.iter().zip(&documents).map(|(input, document)| input.analysed(document)).collect();
    let only = args.only.map(only);
    let compared = Compared { versions: &shown, comparison: &comparison, order, only };
    match args.format {
        CompareFormat::Text => text::write(out, &compared, args.lang.into())?,
        CompareFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &json::report(&compared, unit(args.offsets)))?;
            writeln!(out)?;
        }
        CompareFormat::Html => html::write(out, &compared, args.lang.into())?,
    }
    out.flush()?;
    let asked = only.unwrap_or(Only::Changed);
    let conflicts = only.is_none() && !comparison.conflicts.is_empty();
    let changed = conflicts || comparison.threads.iter().flat_map(|t| &t.changes).any(|c| asked.takes(c));
    Ok(match () {
        () if !fine => UNUSABLE,
        () if args.exit_code && changed => NO,
        () => 0,
    })
}

fn analysed(engine: &Engine, input: &Input, least: f32) -> Document {
    let mut document = engine.analyze(&input.text);
    document.diagnostics.extend(input.note.clone());
    confident(document, least)
}

fn count(versions: usize) -> &'static str {
    if versions == 0 { "non ce n'è nessuna" } else { "ce n'è una sola" }
}

fn only(asked: OnlyChanges) -> Only {
    match asked {
        OnlyChanges::Meaning => Only::Meaning,
        OnlyChanges::Changed => Only::Changed,
        OnlyChanges::Reworded => Only::Kind(Kind::Reworded),
        OnlyChanges::Reattributed => Only::Kind(Kind::Reattributed),
        OnlyChanges::Retyped => Only::Kind(Kind::Retyped),
        OnlyChanges::Added => Only::Kind(Kind::Added),
        OnlyChanges::Removed => Only::Kind(Kind::Removed),
        OnlyChanges::Unchanged => Only::Kind(Kind::Unchanged),
    }
}
