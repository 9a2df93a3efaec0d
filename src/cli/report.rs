//! `report` and `explain`: one document after the other, each written as soon as it is done.

use std::io::Write;

use virgolette::Engine;
use virgolette::document::Document;
use virgolette::report::offsets::Unit;
use virgolette::report::{Analysed, explain as explanation, json, text};

use super::UNUSABLE;
use super::args::{ExplainArgs, Format, OffsetUnit, ReportArgs};
use super::input::{Input, files, or_stdin, read};

/// Reports on all paths.
pub fn run(engine: &Engine, args: &ReportArgs, out: &mut impl Write) -> anyhow::Result<u8> {
    anyhow::ensure!((0.0..=1.0).contains(&args.min_confidence), "--min-confidence va da 0 a 1");
    let (paths, mut fine) = files(&or_stdin(&args.paths)?);
    let mut written = 0;
    if args.format == Format::Json {
        write!(out, "[")?;
    }
    for path in &paths {
        let Some(input) = read(path) else {
            fine = false;
            continue;
        };
        let document = analysed(engine, &input, args.min_confidence);
        one(&input, &document, args, written, out)?;
        written += 1;
    }
    if args.format == Format::Json {
        writeln!(out, "]")?;
    }
    out.flush()?;
    Ok(if fine { 0 } else { UNUSABLE })
}

fn analysed(engine: &Engine, input: &Input, least: f32) -> Document {
    let mut document = engine.analyze(&input.text);
    document.quotations.retain(|q| q.confidence >= least);
    document.diagnostics.extend(input.note.clone());
    document
}

fn one(input: &Input, document: &Document, args: &ReportArgs, written: usize, out: &mut impl Write) -> anyhow::Result<()> {
    let analysed = Analysed { id: &input.id, path: &input.path, text: &input.text, document };
    let unit = match args.offsets {
        OffsetUnit::Codepoint => Unit::CodePoint,
        OffsetUnit::Byte => Unit::Byte,
        OffsetUnit::Utf16 => Unit::Utf16,
    };
    match args.format {
        Format::Text => {
            if written > 0 {
                writeln!(out, "\n{}\n", "─".repeat(80))?;
            }
            text::write(out, &analysed, text::Look { language: args.lang.into(), why: args.why })?;
        }
        Format::Json => {
            writeln!(out, "{}", if written > 0 { "," } else { "" })?;
            serde_json::to_writer_pretty(&mut *out, &json::report(&analysed, unit)).map_err(std::io::Error::from)?;
        }
        Format::Jsonl => {
            serde_json::to_writer(&mut *out, &json::report(&analysed, unit)).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
    }
    Ok(())
}

/// Explains one article.
pub fn explain(engine: &Engine, args: &ExplainArgs, out: &mut impl Write) -> anyhow::Result<u8> {
    let Some(input) = read(&args.path) else { return Ok(UNUSABLE) };
    let document = analysed(engine, &input, 0.0);
    let analysed = Analysed { id: &input.id, path: &input.path, text: &input.text, document: &document };
    explanation::write(out, &analysed, args.lang.into())?;
    out.flush()?;
    Ok(0)
}
