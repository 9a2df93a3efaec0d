//! `report` and `explain`: one document after the other, each written as soon as it is done, so that
//! an archive of any size takes the memory of one article.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use virgolette::Engine;
use virgolette::document::Document;
use virgolette::report::offsets::Unit;
use virgolette::report::{brat, confident, csv, explain as explanation, json, json_ld, markdown, tei, text};

use super::UNUSABLE;
use super::args::{ExplainArgs, Format, OffsetUnit, ReportArgs};
use super::input::{Input, each, or_stdin, read, reason};

/// Reports on all paths.
pub fn run(engine: &Engine, args: &ReportArgs, out: &mut impl Write) -> anyhow::Result<u8> {
    let counted = matches!(args.format, Format::Text | Format::Json | Format::Jsonl | Format::Csv);
    anyhow::ensure!(counted || args.offsets == OffsetUnit::Codepoint, "--offsets va con --format json, jsonl o csv");
    let paths = or_stdin(&args.paths)?;
    let mut folder = args.out.as_deref().map(|dir| Folder::new(dir, args.format)).transpose()?;
    let mut first = true;
    match args.format {
        Format::Json => write!(out, "[")?,
        Format::JsonLd => json_ld::begin(out)?,
        Format::Csv => csv::head(out)?,
        Format::Text | Format::Jsonl | Format::Markdown | Format::Brat | Format::Tei => {}
    }
    let fine = each(&paths, |input| {
        let document = confident(analysed(engine, &input), args.min_confidence);
        if let Some(folder) = &mut folder {
            return folder.add(&input, &document);
        }
        let joins = !matches!(args.format, Format::Brat | Format::Tei);
        anyhow::ensure!(first || joins, "più articoli in --format brat o tei vanno in una cartella, con --out");
        one(&input, &document, args, first, out)?;
        first = false;
        Ok(())
    })?;
    match args.format {
        Format::Json => writeln!(out, "{}", if first { "]" } else { "\n]" })?,
        Format::JsonLd => json_ld::end(out)?,
        Format::Text | Format::Jsonl | Format::Csv | Format::Markdown | Format::Brat | Format::Tei => {}
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
        Format::JsonLd => json_ld::write(out, &analysed, first),
        Format::Csv => csv::write(out, &analysed, unit),
        Format::Markdown => {
            if !first {
                writeln!(out)?;
            }
            markdown::write(out, &analysed, args.lang.into())
        }
        Format::Brat => brat::write(out, &analysed),
        Format::Tei => tei::write(out, &analysed),
        Format::Jsonl => {
            let mut json = serde_json::to_vec(&json::report(&analysed, unit))?;
            json.push(b'\n');
            out.write_all(&json)
        }
    }
}

/// Characters of a file's name before its end: file systems take 255 bytes.
const NAME: usize = 60;

/// A folder for formats that have a file an article; brat can open it.
struct Folder {
    dir: PathBuf,
    format: Format,
    names: HashSet<String>,
}

impl Folder {
    fn new(dir: &Path, format: Format) -> anyhow::Result<Self> {
        anyhow::ensure!(matches!(format, Format::Brat | Format::Tei), "--out va con --format brat o tei");
        let configured = || if format == Format::Brat { fs::write(dir.join("annotation.conf"), brat::CONFIGURATION) } else { Ok(()) };
        let written = fs::create_dir_all(dir).and_then(|()| configured());
        written.map_err(|e| anyhow::anyhow!("{}: {}", dir.display(), reason(&e)))?;
        Ok(Folder { dir: dir.to_owned(), format, names: HashSet::new() })
    }

    /// Writes an article and its annotations; two of one name get a number.
    fn add(&mut self, input: &Input, document: &Document) -> anyhow::Result<()> {
        let last = input.id.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let plain = last.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' });
        let plain: String = plain.take(NAME).collect();
        let plain = if plain.trim_matches('.').is_empty() { "articolo".to_owned() } else { plain };
        let numbered = (1..).map(|n| if n == 1 { plain.clone() } else { format!("{plain}-{n}") });
        let name = numbered.into_iter().find(|n| !self.names.contains(n)).unwrap_or_default();
        let mut written = Vec::new();
        let files: &[(&str, &[u8])] = if self.format == Format::Brat {
            brat::write(&mut written, &input.analysed(document))?;
            &[("txt", input.text.as_bytes()), ("ann", &written)]
        } else {
            tei::write(&mut written, &input.analysed(document))?;
            &[("xml", &written)]
        };
        for (end, content) in files {
            let path = self.dir.join(format!("{name}.{end}"));
            fs::write(&path, content).map_err(|e| anyhow::anyhow!("{}: {}", path.display(), reason(&e)))?;
        }
        self.names.insert(name);
        Ok(())
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
