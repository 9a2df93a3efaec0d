//! Speech without marks → findings. Each construction has its file in this folder and gives clauses:
//! the clause of a verb of saying, the clause around an aside, the clause of *secondo X*, the sentence
//! that the next one attributes, the headline's paraphrase. Here those are kept that hold no quotation
//! in marks and that no construction before has found.

mod after;
mod aside;
mod authored;
mod block;
mod complement;
mod framing;
mod headline;
mod verbatim;

use std::collections::BTreeMap;

use super::{Finding, Findings, Reading, Source, Voice};
use crate::article::Role;
use crate::document::{Cue, QuotationType};
use crate::grammar::rule::Resolver;
use crate::span::Span;
use crate::unit::{Owner, UnitKind};

/// A clause that some cue reports, before it is known to be free of quotations in marks.
struct Clause {
    resolver: Resolver,
    place: (u32, u32),
    segments: Vec<Span>,
    cue: Option<Cue>,
    source: Option<Source>,
    voice: Voice,
}

/// Adds the quotations without marks.
pub(super) fn unmarked(reading: &Reading<'_>, found: &mut Findings) {
    let mut clauses = Vec::new();
    let mut accepted = vec![false; reading.marks.spans.len()];
    for mark in found.quotations.iter().filter_map(|f| f.mark) {
        accepted[mark as usize] = true;
    }
    for s in 0..reading.units.streams.len() as u32 {
        let owner = reading.stream(s).owner;
        reading.complement_clauses(s, owner, &accepted, &mut clauses);
        if owner == Owner::Story {
            reading.aside_clauses(s, &accepted, &mut clauses);
            reading.framed_clauses(s, &accepted, &mut clauses);
            reading.attributed_sentences(s, &accepted, &mut clauses);
            reading.headline_paraphrase(s, &accepted, &mut clauses);
            reading.blocks(s, &mut clauses);
            reading.verbatim(s, &accepted, &mut clauses);
        }
    }
    for p in reading.article.paragraphs.iter().filter(|p| p.role == Role::Answer) {
        answer(reading, Span::new(p.story, p.span.end), found);
    }
    let mut marked = Extents::default();
    for span in found.quotations.iter().filter(|f| f.mark.is_some()).flat_map(|f| &f.segments) {
        marked.add(*span, Resolver::Unmarked);
    }
    let asides = asides(&clauses);
    let mut taken = Extents::default();
    for clause in clauses {
        // lo esclude: gli effetti, spiega, decorrono da oggi: the aside says what of it is content
        if clause.resolver == Resolver::IndirectClause && asides.iter().any(|a| clause.segments.iter().any(|s| is_said_with(*s, a))) {
            continue;
        }
        let Some((rule, compiled)) = reading.rule_of(clause.resolver) else { continue };
        let extent = clause.segments.iter().fold(clause.segments[0], |a, b| a.cover(*b));
        let holds_marked = clause.segments.iter().any(|s| marked.near(*s).any(|(m, _)| s.overlaps(m)));
        let inside_marked = marked.near(extent).any(|(m, _)| m.contains(extent));
        if holds_marked && !inside_marked {
            continue;
        }
        let repeats = clause.segments.iter().any(|y| taken.near(*y).any(|(x, r)| r != clause.resolver && covers(x, *y)));
        if repeats {
            continue;
        }
        clause.segments.iter().for_each(|s| taken.add(*s, clause.resolver));
        found.quotations.push(Finding {
            place: clause.place,
            mark: None,
            kind: if clause.resolver == Resolver::Verbatim { QuotationType::Direct } else { QuotationType::Indirect },
            segments: clause.segments,
            cue: clause.cue,
            source: clause.source,
            voice: clause.voice,
            rule,
            certainty: compiled.rule.certainty,
            runners_up: Vec::new(),
            reach: clause.place.1,
            joined: None,
        });
    }
}

/// The segments of clauses around an aside whose source is that of the clause before them.
fn asides(clauses: &[Clause]) -> Vec<Vec<Span>> {
    let own = |c: &&Clause| matches!(c.resolver, Resolver::IndirectAside) && c.source.is_none() && c.segments.len() > 1;
    clauses.iter().filter(own).map(|c| c.segments.clone()).collect()
}

/// Whether a clause is all that stands around an aside, with the aside.
fn is_said_with(clause: Span, around: &[Span]) -> bool {
    let said: usize = around.iter().map(|s| s.len()).sum();
    around.iter().all(|s| clause.contains(*s)) && said * 10 > clause.len() * 7
}

/// *R. Per scherzo.*: the whole paragraph is what the interviewee says.
fn answer(reading: &Reading<'_>, span: Span, found: &mut Findings) {
    let Some((rule, compiled)) = reading.rule_of(Resolver::Unmarked) else { return };
    let unit = reading.stream(0).units.iter().position(|u| u.span.start >= span.start).unwrap_or(0) as u32;
    let segment = span.trimmed(reading.article.text);
    // R: «Non si ride»: its marks have been read
    let marked = found.quotations.iter().filter(|f| f.mark.is_some()).any(|f| f.segments.iter().any(|s| covers(*s, segment)));
    if segment.is_empty() || marked {
        return;
    }
    found.quotations.push(Finding {
        place: (0, unit),
        mark: None,
        kind: QuotationType::Direct,
        segments: vec![segment],
        cue: None,
        source: None,
        voice: Voice::Interviewee,
        rule,
        certainty: compiled.rule.certainty,
        runners_up: Vec::new(),
        reach: unit,
        joined: None,
    });
}

/// Spans and who found them, by where they begin.
#[derive(Default)]
struct Extents {
    spans: BTreeMap<(usize, usize), Vec<Resolver>>,
    longest: usize,
}

impl Extents {
    fn add(&mut self, span: Span, resolver: Resolver) {
        self.spans.entry((span.start, span.end)).or_default().push(resolver);
        self.longest = self.longest.max(span.len());
    }

    /// All that can touch `span`, and some more.
    fn near(&self, span: Span) -> impl Iterator<Item = (Span, Resolver)> {
        let from = (span.start.saturating_sub(self.longest), 0);
        let spans = self.spans.range(from..=(span.end, usize::MAX));
        spans.flat_map(|((start, end), list)| list.iter().map(|r| (Span::new(*start, *end), *r)))
    }
}

/// Whether two spans share most of the smaller one's sentence: the same words found twice.
fn covers(a: Span, b: Span) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    shared * 10 > a.len().max(b.len()) * 7
}

impl Reading<'_> {
    fn clause_span(&self, s: u32, start: u32, end: u32) -> Span {
        let span = self.span(s, start, end);
        let text = span.of(self.article.text);
        let trimmed = text.trim_end_matches([' ', '.', ',', ';', ':', '\n', '\r', '…', '–', '-']);
        Span::new(span.start, span.start + trimmed.len())
    }

    fn before_break(&self, s: u32, from: u32, to: u32) -> u32 {
        (from..to).find(|k| matches!(self.kind(s, *k), Some(UnitKind::Punct(';' | ':')))).unwrap_or(to)
    }

    fn any_accepted(&self, s: u32, from: u32, to: u32, accepted: &[bool]) -> bool {
        (from..to).any(|k| matches!(self.kind(s, k), Some(UnitKind::Quote(m)) if accepted[m as usize]))
    }

    fn any_quote(&self, s: u32, from: u32, to: u32) -> bool {
        (from..to).any(|k| matches!(self.kind(s, k), Some(UnitKind::Quote(_))))
    }
}
