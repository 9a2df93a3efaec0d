//! The article with every decision in its place: numbered quotations, the rule that decided, why,
//! and what else was considered.

use std::io::{self, Write};

use super::page::{Lines, block, visible};
use super::text::{DIM, PLAIN, STRONG, WARN};
use super::{Analysed, Language};
use crate::document::Quotation;
use crate::span::Span;

const UNDER: (&str, &str) = ("     ", "     ");

/// Writes the article, each paragraph followed by what was decided in it.
///
/// # Errors
/// Those of the writer.
pub fn write(out: &mut impl Write, analysed: &Analysed<'_>, language: Language) -> io::Result<()> {
    for line in Lines::new(analysed.text).ranges(analysed.text.len()) {
        let paragraph = Span::from(line).trimmed(analysed.text);
        if paragraph.is_empty() {
            continue;
        }
        block(out, PLAIN, ("", ""), &visible(&numbered(analysed, paragraph)))?;
        decisions(out, analysed, paragraph, language)?;
        writeln!(out)?;
    }
    for d in analysed.document.diagnostics.iter().filter(|d| d.span.is_empty()) {
        block(out, WARN, ("! ", "  "), &visible(&d.message))?;
    }
    Ok(())
}

/// The paragraph with `[n: ` and `]` around what it holds of each quotation, also of one that began
/// in the paragraph before or goes on in the next.
fn numbered(analysed: &Analysed<'_>, paragraph: Span) -> String {
    let mut inserts: Vec<(usize, bool, String)> = Vec::new();
    for (n, q) in analysed.document.quotations.iter().enumerate() {
        for s in q.segments.iter().filter(|s| s.overlaps(paragraph)) {
            inserts.push((s.start.max(paragraph.start), true, format!("[{}: ", n + 1)));
            inserts.push((s.end.min(paragraph.end), false, "]".to_owned()));
        }
    }
    inserts.sort_by_key(|(at, opens, _)| (*at, *opens));
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
    let begins = |s: Span| paragraph.start <= s.start && s.start < paragraph.end;
    for (n, q) in document.quotations.iter().enumerate().filter(|(_, q)| begins(q.extent())) {
        decision(out, analysed, n + 1, q, language)?;
    }
    for r in document.rejected.iter().filter(|r| begins(r.span)) {
        let (words, reason) = (analysed.words(r.span), language.reason(r.reason));
        block(out, DIM, ("  × ", "     "), &format!("{words} — {reason} · {}: {}", r.rule, visible(&r.because)))?;
    }
    for d in document.diagnostics.iter().filter(|d| !d.span.is_empty() && begins(d.span)) {
        block(out, WARN, ("  ! ", "     "), &format!("{}: {}", analysed.words(d.span), visible(&d.message)))?;
    }
    Ok(())
}

fn decision(out: &mut impl Write, analysed: &Analysed<'_>, number: usize, q: &Quotation, language: Language) -> io::Result<()> {
    let none = || "—".to_owned();
    let words = |s: Option<Span>| s.map_or_else(none, |s| analysed.words(s));
    let speaker = q.speaker.and_then(|s| analysed.document.speakers.get(s)).map_or_else(none, |s| visible(&s.name));
    let head = format!("{number}. {} → {speaker} · {:.0} % · {}", language.kind(q.kind), q.confidence * 100.0, q.rule);
    block(out, STRONG, ("  ", "     "), &head)?;
    let cue = q
        .cue
        .as_ref()
        .map_or_else(none, |c| format!("{} ({}, {})", language.cue_words(analysed.words(c.span)), visible(&c.lemma), c.stance.name()));
    block(out, PLAIN, UNDER, &format!("{}: {cue} · {}: {}", language.cue(), language.source(), words(q.source)))?;
    block(out, PLAIN, UNDER, &visible(&q.because))?;
    if let Some(other) = &q.runner_up {
        block(out, DIM, UNDER, &format!("{}: {} ({:.0} %)", language.or_else(), visible(&other.name), other.confidence * 100.0))?;
    }
    for r in &q.runners_up {
        let line = format!("{}: {} → {} ({:.0} %)", language.or_else(), r.rule, words(r.source), r.confidence * 100.0);
        block(out, DIM, UNDER, &line)?;
    }
    Ok(())
}
