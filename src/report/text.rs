//! The report for eyes: by speaker, each quotation in its words, with the words that prove it. At
//! most 80 columns; colour codes are always written, and taken out by whoever writes to a file
//! (`anstream` in the command).

use std::io::{self, Write};

use anstyle::{AnsiColor, Color, Style};

use super::page::{Lines, block, visible};
use super::{Analysed, Language};
use crate::document::{Quotation, QuotationType};
use crate::span::Span;

/// Below this confidence an attribution is shown as uncertain, with the runner-up.
pub const UNCERTAIN: f32 = 0.75;

pub(super) const STRONG: Style = Style::new().bold();
pub(super) const PLAIN: Style = Style::new();
pub(super) const DIM: Style = Style::new().dimmed();
pub(super) const WARN: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Yellow)));
const PROOF: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Cyan)));

/// The most characters shown of words that are no quotation.
const REJECTED: usize = 120;
const FLUSH: (&str, &str) = ("", "");
const ITEM: (&str, &str) = ("  • ", "    ");
const BELOW: (&str, &str) = ("    ", "    ");

/// How to write the report.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    /// Language of the labels.
    pub language: Language,
    /// Whether to write the rule and the reason of each decision.
    pub why: bool,
}

/// Writes the report of one article.
///
/// # Errors
/// Those of the writer.
pub fn write(out: &mut impl Write, analysed: &Analysed<'_>, look: Look) -> io::Result<()> {
    let page = Page { analysed, label: look.language, why: look.why, lines: Lines::new(analysed.text) };
    page.head(out)?;
    page.speakers(out)?;
    page.rejected(out)?;
    page.diagnostics(out)
}

struct Page<'a> {
    analysed: &'a Analysed<'a>,
    label: Language,
    why: bool,
    lines: Lines,
}

impl Page<'_> {
    fn head(&self, out: &mut impl Write) -> io::Result<()> {
        let document = self.analysed.document;
        let m = &document.metadata;
        let path = visible(self.analysed.path);
        block(out, STRONG, FLUSH, &m.title.map_or_else(|| path.clone(), |t| self.analysed.words(t)))?;
        let mut origin: Vec<String> = m.title.map(|_| path).into_iter().collect();
        origin.extend([m.byline, m.outlet, m.date].into_iter().flatten().map(|s| self.analysed.words(s)));
        if !origin.is_empty() {
            block(out, DIM, FLUSH, &origin.join(" · "))?;
        }
        if document.quotations.is_empty() {
            return writeln!(out, "\n{}", self.label.none());
        }
        let voices = self.analysed.by_speaker().filter(|own| !own.is_empty()).count();
        let count = format!("{}, {}", self.label.quotations(document.quotations.len()), self.label.voices(voices));
        block(out, DIM, FLUSH, &count)
    }

    fn speakers(&self, out: &mut impl Write) -> io::Result<()> {
        let document = self.analysed.document;
        for (speaker, own) in document.speakers.iter().zip(self.analysed.by_speaker()).filter(|(_, own)| !own.is_empty()) {
            self.heading(out, &visible(&speaker.name))?;
            let mut facts = vec![self.label.speaker(speaker.kind).to_owned()];
            facts.extend(speaker.roles.iter().filter(|r| !speaker.name.contains(r.as_str())).map(|r| visible(r)));
            facts.push(self.label.quotations(own.len()));
            block(out, DIM, ("  ", "  "), &facts.join(" · "))?;
            own.iter().try_for_each(|q| self.quotation(out, q))?;
        }
        let orphans = self.analysed.unattributed();
        if !orphans.is_empty() {
            self.heading(out, self.label.nobody())?;
        }
        orphans.iter().try_for_each(|q| self.quotation(out, q))
    }

    fn quotation(&self, out: &mut impl Write, q: &Quotation) -> io::Result<()> {
        let words = q.segments.iter().map(|s| self.analysed.words(*s)).collect::<Vec<_>>().join(" … ");
        let (open, close) = open_and_close(&q.marks);
        block(out, PLAIN, ITEM, &format!("{open}{words}{close}"))?;
        let mut proof = vec![self.line(q.extent())];
        match q.kind {
            QuotationType::Direct => {}
            QuotationType::Mixed => proof.push(self.label.mixed().to_owned()),
            QuotationType::Indirect => proof.push(self.label.indirect().to_owned()),
        }
        proof.extend(q.cue.as_ref().map(|c| format!("{}: {}", self.label.cue(), self.label.cue_words(self.analysed.words(c.span)))));
        proof.extend(q.source.map(|s| format!("{}: {}", self.label.source(), self.analysed.words(s))));
        block(out, PROOF, BELOW, &proof.join(" · "))?;
        if q.confidence < UNCERTAIN {
            block(out, WARN, BELOW, &self.doubt(q))?;
        }
        if self.why {
            let because = format!("{} [{}, {:.0} %]", visible(&q.because), q.rule, q.confidence * 100.0);
            block(out, DIM, BELOW, &because)?;
        }
        Ok(())
    }

    fn doubt(&self, q: &Quotation) -> String {
        let mut out = format!("{} ({:.0} %)", self.label.uncertain(), q.confidence * 100.0);
        let other = q.runners_up.iter().find_map(|r| r.source.filter(|s| Some(*s) != q.source));
        let other = q.runner_up.as_ref().map(|o| visible(&o.name)).or_else(|| other.map(|o| self.analysed.words(o)));
        if let Some(other) = other {
            out.push_str(&format!(" · {}: {other}", self.label.or_else()));
        }
        out
    }

    fn rejected(&self, out: &mut impl Write) -> io::Result<()> {
        let rejected = &self.analysed.document.rejected;
        if !rejected.is_empty() {
            self.heading(out, self.label.rejected())?;
        }
        for r in rejected {
            let line = format!("{} — {} ({})", shortened(&self.analysed.words(r.span)), self.label.reason(r.reason), self.line(r.span));
            block(out, PLAIN, ITEM, &line)?;
            if self.why {
                block(out, DIM, BELOW, &format!("{} [{}]", visible(&r.because), r.rule))?;
            }
        }
        Ok(())
    }

    fn diagnostics(&self, out: &mut impl Write) -> io::Result<()> {
        let diagnostics = &self.analysed.document.diagnostics;
        if !diagnostics.is_empty() {
            self.heading(out, self.label.diagnostics())?;
        }
        for d in diagnostics {
            let place = if d.span.is_empty() { String::new() } else { format!("{}: ", self.line(d.span)) };
            block(out, WARN, ITEM, &format!("{place}{}", visible(&d.message)))?;
        }
        Ok(())
    }

    fn heading(&self, out: &mut impl Write, words: &str) -> io::Result<()> {
        writeln!(out)?;
        block(out, STRONG, FLUSH, words)
    }

    fn line(&self, span: Span) -> String {
        format!("{} {}", self.label.line(), self.lines.number(span.start))
    }
}

/// The marks in front of the words and those behind them: half of the characters each, since a pair
/// is made of two alike (`«»`, `<<>>`). A dash of dialogue or an unclosed mark has nothing behind it.
fn open_and_close(marks: &str) -> (String, &str) {
    if matches!(marks, "-" | "–" | "—") {
        return (format!("{marks} "), "");
    }
    let half = marks.chars().count().div_ceil(2);
    let middle = marks.char_indices().nth(half).map_or(marks.len(), |(i, _)| i);
    (marks[..middle].to_owned(), &marks[middle..])
}

/// What is no quotation is told by its first words.
fn shortened(words: &str) -> std::borrow::Cow<'_, str> {
    match words.char_indices().nth(REJECTED) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()).into(),
        None => words.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::open_and_close;

    #[test]
    fn marks_are_put_back_on_both_sides() {
        let split = |marks| {
            let (open, close) = open_and_close(marks);
            format!("{open}x{close}")
        };
        let marks = ["«»", "''''", "<<>>", "„“", "", "«", "–"];
        assert_eq!(marks.map(split), ["«x»", "''x''", "<<x>>", "„x“", "x", "«x", "– x"]);
    }
}
