//! The article with every decision in its place: numbered quotations, the rule that decided, why,
//! and what else was considered.

use std::io::{self, Write};

use anstyle::Style;
use textwrap::wrap;

use super::text::options;
use super::{Analysed, Language};
use crate::span::Span;

const MARK: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Writes the article, each paragraph followed by what was decided in it.
///
/// # Errors
/// Those of the writer.
pub fn write(out: &mut impl Write, analysed: &Analysed<'_>, language: Language) -> io::Result<()> {
    for paragraph in paragraphs(analysed.text) {
        for line in wrap(&numbered(analysed, paragraph), options("", "")) {
            writeln!(out, "{line}")?;
        }
        decisions(out, analysed, paragraph, language)?;
        writeln!(out)?;
    }
    Ok(())
}

fn paragraphs(text: &str) -> Vec<Span> {
    let mut at = 0;
    let mut out = Vec::new();
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trimmed(text);
        at += line.len();
        if !span.is_empty() {
            out.push(span);
        }
    }
    out
}

/// The paragraph with `[n:` and `]` around the segments that begin in it.
fn numbered(analysed: &Analysed<'_>, paragraph: Span) -> String {
    let mut inserts: Vec<(usize, u8, String)> = Vec::new();
    for (n, q) in analysed.document.quotations.iter().enumerate() {
        for s in q.segments.iter().filter(|s| paragraph.contains(**s)) {
            inserts.push((s.start, 1, format!("[{}: ", n + 1)));
            inserts.push((s.end, 0, "]".to_owned()));
        }
    }
    inserts.sort_by_key(|(at, order, _)| (*at, *order));
    let mut out = String::new();
    let mut from = paragraph.start;
    for (at, _, mark) in inserts {
        out.push_str(Span::new(from, at).of(analysed.text));
        out.push_str(&mark);
        from = at;
    }
    out.push_str(Span::new(from, paragraph.end).of(analysed.text));
    out
}

fn decisions(out: &mut impl Write, analysed: &Analysed<'_>, paragraph: Span, language: Language) -> io::Result<()> {
    let document = analysed.document;
    for (n, q) in document.quotations.iter().enumerate() {
        if !paragraph.contains(Span::new(q.extent().start, q.extent().start)) {
            continue;
        }
        let speaker = q.speaker.map_or("—", |s| document.speakers[s].name.as_str());
        let head = format!("{}. {} → {speaker} · {:.0} % · {}", n + 1, language.kind(q.kind), q.confidence * 100.0, q.rule);
        writeln!(out, "  {MARK}{head}{MARK:#}")?;
        let cue = q.cue.as_ref().map_or("—".to_owned(), |c| format!("{} ({}, {})", analysed.words(c.span), c.lemma, c.stance.name()));
        let source = q.source.map_or("—".to_owned(), |s| analysed.words(s));
        for line in [format!("{}: {cue} · {}: {source}", language.cue(), language.source()), q.because.clone()] {
            for line in wrap(&line, options("     ", "     ")) {
                writeln!(out, "{line}")?;
            }
        }
        for r in &q.runners_up {
            let source = r.source.map_or("—".to_owned(), |s| analysed.words(s));
            writeln!(out, "     {DIM}{}: {} → {source} ({:.0} %){DIM:#}", language.or_else(), r.rule, r.confidence * 100.0)?;
        }
    }
    for r in document.rejected.iter().filter(|r| paragraph.contains(r.span)) {
        let line = format!("× {} — {} · {}: {}", analysed.words(r.span), language.reason(r.reason), r.rule, r.because);
        for line in wrap(&line, options("  ", "     ")) {
            writeln!(out, "{DIM}{line}{DIM:#}")?;
        }
    }
    Ok(())
}
