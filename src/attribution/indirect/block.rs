//! A paragraph without marks that a colon gives to somebody: *Neri ha replicato:* ↵ *Non ci sto, noi
//! abbiamo vinto.* · *Coach Neri: Abbiamo vinto noi.*

use super::Clause;
use super::verbatim::LONGEST;
use crate::attribution::{Reading, Voice};
use crate::grammar::rule::Resolver;
use crate::unit::{Kind, NameKind, UnitKind};

impl Reading<'_> {
    /// Paragraphs that speak of *io* and *tu* behind a colon at the end of the paragraph before, or behind a
    /// name that opens them.
    pub(super) fn blocks(&self, s: u32, out: &mut Vec<Clause>) {
        for colon in self.body_colons(s) {
            let (from, _) = self.sentence(s, colon);
            let from = from + u32::from(self.kind(s, from) == Some(UnitKind::Paragraph));
            let next = self.kind(s, colon + 1) == Some(UnitKind::Paragraph);
            if !next && !self.is_label(s, from, colon) {
                continue;
            }
            let begin = colon + 1 + u32::from(next);
            let Some(end) = self.spoken_paragraph(s, begin) else { continue };
            let report = (from..colon).rev().find(|k| self.verb(s, *k).and_then(|v| self.report(v)).is_some_and(|r| r.always));
            let subject = report.map(|k| self.subject(s, k)).filter(|(source, _)| source.is_some());
            let named = || self.introducer(s, from, colon).map(|u| (self.source(s, u, None), Voice::Source));
            let Some((source, voice)) = subject.or_else(named) else { continue };
            let cue = self.cue(s, report.unwrap_or(colon));
            let segments = vec![self.clause_span(s, begin, end)];
            out.push(Clause { resolver: Resolver::Verbatim, place: (s, colon), segments, cue, source, voice });
        }
    }

    /// *Coach Neri:* at the head of a paragraph.
    fn is_label(&self, s: u32, from: u32, colon: u32) -> bool {
        let opens = from > 0 && self.kind(s, from - 1) == Some(UnitKind::Paragraph);
        let person = |k: u32| self.noun(s, k).is_some_and(|n| n.kind == Kind::Person && n.name_kind == NameKind::Person);
        opens && colon == from + 1 && matches!(self.kind(s, from), Some(UnitKind::Noun(_))) && person(from)
    }

    /// The end of the paragraph that begins at `from`, if it has no marks and somebody speaks of himself in it.
    pub(super) fn spoken_paragraph(&self, s: u32, from: u32) -> Option<u32> {
        let begins = self.unit(s, from)?.span.of(self.article.text).starts_with(char::is_uppercase);
        let mut end = from;
        let mut dialogue = false;
        while let Some(unit) = self.unit(s, end).filter(|u| u.kind != UnitKind::Paragraph) {
            if end - from > LONGEST || matches!(unit.kind, UnitKind::Quote(_)) {
                return None;
            }
            dialogue |= self.is_of_dialogue(s, end);
            end += 1;
        }
        (begins && dialogue && end > from + 2).then_some(end)
    }
}
