//! Readings of the paragraphs → spans: builds them, follows a quotation that repeats its opening
//! mark or closes paragraphs later, cuts what is never closed, and says what is odd.

use super::pair::{Act, Reading};
use super::{MarkStyle, MarkTable, Marked, Marks};
use crate::document::{Diagnostic, DiagnosticKind};
use crate::span::Span;

/// How many paragraphs a mark may stay open without being repeated.
const PARAGRAPHS_OPEN: usize = 8;
/// The shortest word, in bytes, whose stop ends a sentence; shorter ones are often abbreviations.
const SHORTEST_LAST_WORD: usize = 3;

/// Builds the spans of an article, paragraph by paragraph.
pub(super) struct Joiner<'a> {
    text: &'a str,
    table: &'a MarkTable,
    out: Marks,
    /// What is open: the place in `out.spans`, and where its segment begins.
    stack: Vec<(usize, usize)>,
    pending: Option<Pending>,
}

/// A mark that its paragraph left open.
struct Pending {
    mark: usize,
    style: MarkStyle,
    /// The paragraphs since, which it covers if it closes.
    between: Vec<Span>,
}

/// Whether a quotation may go on after this paragraph: it ends as running text does.
pub(super) fn may_go_on(text: &str, paragraph: Span) -> bool {
    let last = paragraph.of(text).chars().next_back();
    last.is_some_and(|c| {
        matches!(c, '.' | '!' | '?' | '…' | ',' | ';' | ':' | ')' | ']' | '"' | '\'' | '»' | '”' | '“' | '’' | '-' | '–' | '—')
    })
}

impl<'a> Joiner<'a> {
    pub fn new(text: &'a str, table: &'a MarkTable) -> Self {
        Self { text, table, out: Marks::default(), stack: Vec::new(), pending: None }
    }

    pub fn paragraph(&mut self, paragraph: Span, readings: &[Reading]) {
        for reading in readings {
            let span = reading.candidate.span;
            let glyph = reading.candidate.glyph;
            match reading.act {
                Act::Open => self.open(paragraph, span, glyph),
                Act::Reopen => {
                    self.give_up(span.start, true);
                    self.open(paragraph, span, glyph);
                }
                Act::Close(inner) => {
                    for _ in 0..inner {
                        self.give_up(span.start, false);
                    }
                    self.close(span, glyph);
                }
                Act::Lone => self.lone(paragraph, span, glyph),
            }
        }
        self.end(paragraph);
    }

    /// The spans and diagnostics, in the order of the text.
    pub fn finish(mut self) -> Marks {
        self.drop_pending();
        let Marks { spans, diagnostics } = &mut self.out;
        spans.retain(|marked| {
            if marked.segments.is_empty() && marked.close.is_some() {
                let span = marked.extent();
                let message = format!("{} non contiene nulla: ignorato.", span.of(self.text));
                diagnostics.push(Diagnostic { kind: DiagnosticKind::LoneMark, span, message });
            }
            !marked.segments.is_empty()
        });
        self.out
    }

    fn open(&mut self, paragraph: Span, span: Span, glyph: u8) {
        let style = self.table.glyph(glyph).style;
        if self.stack.is_empty()
            && let Some(pending) = self.pending.take_if(|p| p.style == style)
        {
            if span.start == paragraph.start && pending.between.is_empty() {
                self.stack.push((pending.mark, span.end));
                return;
            }
            self.pending = Some(pending);
            self.drop_pending();
        }
        self.stack.push((self.out.spans.len(), span.end));
        self.out.spans.push(Marked { open: span, close: None, segments: Vec::new(), style, depth: 0, parent: None });
    }

    fn close(&mut self, mut span: Span, glyph: u8) {
        let Some((mark, from)) = self.stack.pop() else { return };
        let marked = &mut self.out.spans[mark];
        let accent_before = marked.style == MarkStyle::SingleStraight && span.of(self.text) == "''";
        if accent_before {
            span.start += 1; // la citta'': an accent, then the close
        }
        push_segment(marked, Span::new(from, span.start).trimmed(self.text));
        marked.close = Some(span);
        let (open, style) = (marked.open, marked.style);
        let opened = self.table.beginning_with(self.text.as_bytes()[open.start]).find(|(_, g)| *g.text == *open.of(self.text));
        let proper = opened.is_some_and(|(_, g)| g.opens == Some(style)) && (self.table.closing(glyph, style) == 0 || accent_before);
        if !proper {
            let message = format!(
                "Si apre con {} e si chiude con {}: letto come un'unica coppia di virgolette.",
                open.of(self.text),
                span.of(self.text)
            );
            self.out.diagnostics.push(Diagnostic { kind: DiagnosticKind::MismatchedMarks, span: open.cover(span), message });
        }
    }

    /// A closing mark that nothing in its paragraph opened: perhaps an earlier one did.
    fn lone(&mut self, paragraph: Span, span: Span, glyph: u8) {
        let closes = |p: &mut Pending| self.table.closing(glyph, p.style) == 0;
        if self.stack.is_empty()
            && ends_content(self.text, paragraph, span)
            && let Some(pending) = self.pending.take_if(closes)
        {
            let marked = &mut self.out.spans[pending.mark];
            for between in pending.between {
                push_segment(marked, between);
            }
            push_segment(marked, Span::new(paragraph.start, span.start).trimmed(self.text));
            marked.close = Some(span);
            return;
        }
        let message = format!("{} non ha un compagno: ignorato.", span.of(self.text));
        self.out.diagnostics.push(Diagnostic { kind: DiagnosticKind::LoneMark, span, message });
    }

    /// Ends the innermost open mark without a close at `end`. `reopened` says that a new pair begins
    /// there, so that the reporter's words before it are not content.
    fn give_up(&mut self, end: usize, reopened: bool) {
        let Some((mark, from)) = self.stack.pop() else { return };
        let content = Span::new(from, end).trimmed(self.text);
        push_segment(&mut self.out.spans[mark], content);
        self.cut(mark, reopened);
        self.report_unclosed(mark);
    }

    /// At the paragraph's end: the outermost open mark may go on in the next.
    fn end(&mut self, paragraph: Span) {
        while self.stack.len() > 1 {
            self.give_up(paragraph.end, false);
        }
        if let Some((mark, from)) = self.stack.pop() {
            let marked = &mut self.out.spans[mark];
            push_segment(marked, Span::new(from, paragraph.end).trimmed(self.text));
            let style = marked.style;
            self.drop_pending();
            self.pending = Some(Pending { mark, style, between: Vec::new() });
            if !may_go_on(self.text, paragraph) {
                self.drop_pending();
            }
        } else if let Some(pending) = &mut self.pending {
            pending.between.push(paragraph);
            if pending.between.len() >= PARAGRAPHS_OPEN {
                self.drop_pending();
            }
        }
    }

    fn drop_pending(&mut self) {
        if let Some(pending) = self.pending.take() {
            self.cut(pending.mark, false);
            self.report_unclosed(pending.mark);
        }
    }

    fn report_unclosed(&mut self, mark: usize) {
        let open = self.out.spans[mark].open;
        let message = format!("{} non viene chiuso: il contenuto è letto solo fin dove è probabile.", open.of(self.text));
        self.out.diagnostics.push(Diagnostic { kind: DiagnosticKind::UnclosedMark, span: open, message });
    }

    /// Shortens what was never closed: a fragment that began within the reporter's sentence ends at
    /// its first comma or with it, and what another pair of the same marks ended stops before that
    /// pair's sentence.
    fn cut(&mut self, mark: usize, reopened: bool) {
        let marked = &self.out.spans[mark];
        let fragment = begins_within_sentence(self.text, marked.open);
        let [only] = marked.segments[..] else { return };
        if !fragment && !reopened {
            return;
        }
        let end = if fragment { fragment_end(self.text, only) } else { sentence_ends(self.text, only).last() };
        let Some(mut end) = end else { return };
        for inner in self.out.spans[mark + 1..].iter().take_while(|m| m.open.start < only.end) {
            let inner = inner.extent();
            if inner.start < end && end < inner.end {
                end = inner.end.min(only.end);
            }
        }
        let cut = Span::new(only.start, end).trimmed(self.text);
        let segments = &mut self.out.spans[mark].segments;
        segments.clear();
        segments.extend((!cut.is_empty()).then_some(cut));
    }
}

fn push_segment(marked: &mut Marked, segment: Span) {
    if !segment.is_empty() {
        marked.segments.push(segment);
    }
}

/// Whether a close here, paragraphs after its opening mark, ends what was said: the paragraph ends,
/// or the reporter goes on behind punctuation or with a small letter.
fn ends_content(text: &str, paragraph: Span, close: Span) -> bool {
    let rest = &text[close.end..paragraph.end];
    let next = rest.trim_start().chars().next();
    next.is_none_or(|c| matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '-' | '–' | '—' | '(' | ')') || c.is_lowercase())
}

/// *superficie "setosa*: the word before the mark leads on to it.
fn begins_within_sentence(text: &str, open: Span) -> bool {
    let before = text[..open.start].trim_end_matches([' ', '\u{a0}', '\u{202f}', '\t']);
    before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’'))
}

/// Where the first clause of `span` ends, outside brackets.
fn fragment_end(text: &str, span: Span) -> Option<usize> {
    let content = span.of(text);
    let stop = sentence_ends(text, span).next();
    let mut depth = 0;
    let comma = content.char_indices().find(|&(i, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' | ';' | ':' => return depth <= 0 && content[i + 1..].starts_with(char::is_whitespace),
            _ => {}
        }
        false
    });
    let comma = comma.map(|(i, _)| span.start + i);
    stop.into_iter().chain(comma).min()
}

/// Where the sentences within `span` end, its own end left out.
fn sentence_ends<'t>(text: &'t str, span: Span) -> impl Iterator<Item = usize> + 't {
    let content = span.of(text);
    content.match_indices(['.', '!', '?', '…']).filter_map(move |(i, stop)| {
        let (before, after) = (&content[..i], &content[i + stop.len()..]);
        let breaks = after.starts_with(char::is_whitespace) && after.trim_start().starts_with(|c: char| !c.is_lowercase());
        let word = before.len() - before.trim_end_matches(char::is_alphanumeric).len();
        (breaks && (stop != "." || word >= SHORTEST_LAST_WORD)).then_some(span.start + i + stop.len())
    })
}
