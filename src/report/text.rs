//! The report for eyes: by speaker, each quotation in its words, with the words that prove it. At
//! most 80 columns; colour codes are written always and taken out by whoever writes to a file.

use std::io::{self, Write};

use anstyle::{AnsiColor, Color, Style};
use textwrap::{Options, WordSplitter, wrap};

use super::{Analysed, Language};
use crate::document::{Quotation, QuotationType};

/// Below this confidence a speaker is shown as uncertain, with the runner-up.
pub const UNCERTAIN: f32 = 0.6;
/// Columns.
const WIDTH: usize = 80;

const NAME: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const CUE: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Cyan)));
const WARN: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Yellow)));

/// How to write the report.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    /// Language of the labels.
    pub language: Language,
    /// Whether to write the reason of each decision.
    pub why: bool,
}

/// Writes the report of one article.
///
/// # Errors
/// Those of the writer.
pub fn write(out: &mut impl Write, analysed: &Analysed<'_>, look: Look) -> io::Result<()> {
    let document = analysed.document;
    let lines = Lines::new(analysed.text);
    let title = document.metadata.title.map(|t| analysed.words(t)).unwrap_or_else(|| analysed.path.to_owned());
    for line in wrap(&title, options("", "")) {
        writeln!(out, "{NAME}{line}{NAME:#}")?;
    }
    writeln!(out, "{DIM}{} · {}{DIM:#}", analysed.path, look.language.count(document.quotations.len()))?;
    if document.quotations.is_empty() {
        writeln!(out, "\n{}", look.language.none())?;
    }
    for s in 0..document.speakers.len() {
        let own: Vec<&Quotation> = document.quotations.iter().filter(|q| q.speaker == Some(s)).collect();
        if own.is_empty() {
            continue;
        }
        let speaker = &document.speakers[s];
        writeln!(out, "\n{NAME}{}{NAME:#}", speaker.name)?;
        let roles = speaker.roles.iter().filter(|r| !speaker.name.contains(r.as_str())).cloned().collect::<Vec<_>>().join(" · ");
        let kind = look.language.speaker(speaker.kind);
        let head = if roles.is_empty() { kind.to_owned() } else { format!("{kind} · {roles}") };
        for line in wrap(&format!("{head} · {}", look.language.count(own.len())), options("  ", "  ")) {
            writeln!(out, "{DIM}{line}{DIM:#}")?;
        }
        for q in own {
            quotation(out, analysed, q, look, &lines)?;
        }
    }
    let orphans: Vec<&Quotation> = document.quotations.iter().filter(|q| q.speaker.is_none()).collect();
    if !orphans.is_empty() {
        writeln!(out, "\n{NAME}{}{NAME:#}", look.language.nobody())?;
        for q in orphans {
            quotation(out, analysed, q, look, &lines)?;
        }
    }
    tail(out, analysed, look, &lines)
}

fn quotation(out: &mut impl Write, analysed: &Analysed<'_>, q: &Quotation, look: Look, lines: &Lines) -> io::Result<()> {
    let mut marks = q.marks.chars();
    let (open, close) = match (marks.next(), marks.next_back()) {
        _ if q.kind == QuotationType::Indirect => (String::new(), String::new()),
        (Some('–' | '—' | '-'), _) => ("– ".to_owned(), String::new()),
        (Some(a), Some(b)) => (a.to_string(), b.to_string()),
        (Some(a), None) => (a.to_string(), String::new()),
        _ => (String::new(), String::new()),
    };
    let words = q.segments.iter().map(|s| analysed.words(*s)).collect::<Vec<_>>().join(" … ");
    for line in wrap(&format!("{open}{words}{close}"), options("  • ", "    ")) {
        writeln!(out, "{line}")?;
    }
    let label = look.language;
    let mut proof = vec![format!("{} {}", label.line(), lines.of(q.extent().start))];
    if q.kind == QuotationType::Indirect {
        proof.push(label.indirect().to_owned());
    }
    proof.extend(q.cue.as_ref().map(|c| format!("{}: {}", label.cue(), analysed.words(c.span))));
    proof.extend(q.source.map(|s| format!("{}: {}", label.source(), analysed.words(s))));
    for line in wrap(&proof.join(" · "), options("    ", "    ")) {
        writeln!(out, "{CUE}{line}{CUE:#}")?;
    }
    if q.confidence < UNCERTAIN {
        let other = q.runners_up.iter().find_map(|r| r.source).map(|s| format!("; {}: {}", label.or_else(), analysed.words(s)));
        let line = format!("{} ({:.0} %){}", label.uncertain(), q.confidence * 100.0, other.unwrap_or_default());
        writeln!(out, "    {WARN}{line}{WARN:#}")?;
    }
    if look.why {
        for line in wrap(&q.because, options("    ", "    ")) {
            writeln!(out, "{DIM}{line}{DIM:#}")?;
        }
    }
    Ok(())
}

fn tail(out: &mut impl Write, analysed: &Analysed<'_>, look: Look, lines: &Lines) -> io::Result<()> {
    let document = analysed.document;
    if !document.rejected.is_empty() {
        writeln!(out, "\n{NAME}{}{NAME:#}", look.language.rejected())?;
        for r in &document.rejected {
            let line = format!(
                "{} — {} ({} {})",
                analysed.words(r.span),
                look.language.reason(r.reason),
                look.language.line(),
                lines.of(r.span.start)
            );
            for line in wrap(&line, options("  • ", "    ")) {
                writeln!(out, "{line}")?;
            }
        }
    }
    if !document.diagnostics.is_empty() {
        writeln!(out, "\n{NAME}{}{NAME:#}", look.language.diagnostics())?;
        for d in &document.diagnostics {
            let line = format!("{} {}: {}", look.language.line(), lines.of(d.span.start), d.message);
            for line in wrap(&line, options("  • ", "    ")) {
                writeln!(out, "{WARN}{line}{WARN:#}")?;
            }
        }
    }
    Ok(())
}

pub(super) fn options<'a>(first: &'a str, rest: &'a str) -> Options<'a> {
    Options::new(WIDTH).initial_indent(first).subsequent_indent(rest).word_splitter(WordSplitter::NoHyphenation)
}

/// Line numbers, from 1.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        Lines(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i).collect())
    }

    pub(super) fn of(&self, byte: usize) -> usize {
        self.0.partition_point(|n| *n < byte) + 1
    }
}
