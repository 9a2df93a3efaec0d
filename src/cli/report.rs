//! `report` and `explain`: one document after the other, each written as soon as it is done, so that
//! an archive of any size takes the memory of one article.

use std::io::{self, Write};

use virgolette::Engine;
use virgolette::document::Document;
use virgolette::report::offsets::Unit;
use virgolette::report::{confident, explain as explanation, json, text};

use super::UNUSABLE;
use super::args::{ExplainArgs, Format, OffsetUnit, ReportArgs};
use super::input::{Input, each, or_stdin, read};

/// Reports on all paths.
pub fn run(engine: &Engine, args: &ReportArgs, out: &mut impl Write) -> anyhow::Result<u8> {
    let paths = or_stdin(&args.paths)?;
    let mut first = true;
    if args.format == Format::Json {
        write!(out, "[")?;
    }
    let fine = each(&paths, |input| {
        let document = confident(analysed(engine, &input), args.min_confidence);
        one(&input, &document, args, first, out)?;
        first = false;
        Ok(())
    })?;
    if args.format == Format::Json {
        writeln!(out, "{}", if first { "]" } else { "\n]" })?;
    }
    out.flush()?;
    Ok(if fine { 0 } else { UNUSABLE })
}

fn analysed(engine: &Engine, input: &Input) -> Document {
    let mut document = engine.analyze(&input.text);
    document.diagnostics.extend(input.note.clone());
    document
}

fn one(input: &Input, document: &Document, args: &ReportArgs, first: bool, out: &mut impl Write) -> io::Result<()> {
    let analysed = input.analysed(document);
    let unit = unit(args.offsets);
    match args.format {
        Format::Text => {
            if !first {
                writeln!(out, "\n{}\n", "─".repeat(80))?;
            }
            text::write(out, &analysed, text::Look { language: args.lang.into(), why: args.why })
        }
        Format::Json => {
            let json = serde_json::to_vec_pretty(&json::report(&analysed, unit))?;
            out.write_all(if first { b"\n" } else { b",\n" })?;
            out.write_all(&json)
        }
        Format::Jsonl => {
            let mut json = serde_json::to_vec(&json::report(&analysed, unit))?;
            json.push(b'\n');
            out.write_all(&json)
        }
    }
}

/// The unit of offsets that was asked for.
pub fn unit(asked: OffsetUnit) -> Unit {
    match asked {
        OffsetUnit::Codepoint => Unit::CodePoint,
        OffsetUnit::Byte => Unit::Byte,
        OffsetUnit::Utf16 => Unit::Utf16,
    }
}

/// Explains one article.
pub fn explain(engine: &Engine, args: &ExplainArgs, out: &mut impl Write) -> anyhow::Result<u8> {
    let Some(input) = read(&args.path) else { return Ok(UNUSABLE) };
    let mut document = engine.analyze_thoroughly(&input.text);
    document.diagnostics.extend(input.note.clone());
    let analysed = input.analysed(&document);
    explanation::write(out, &analysed, args.lang.into())?;
    out.flush()?;
    Ok(0)
}
