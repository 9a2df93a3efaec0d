//! The clause that a framing word gives to somebody: *Secondo X la legge cambierà*.

use super::Clause;
use crate::attribution::{Reading, Voice};
use crate::grammar::lexicon::Class;
use crate::grammar::rule::Resolver;
use crate::unit::{Kind, UnitKind};

impl Reading<'_> {
    /// *Secondo X la legge cambierà*; *la legge cambierà, secondo X*
    pub(super) fn framed_clauses(&self, s: u32, out: &mut Vec<Clause>) {
        let units = &self.stream(s).units;
        for u in 0..units.len() as u32 {
            if units[u as usize].kind == UnitKind::Framing
                && let Some(clause) = self.framed_clause(s, u)
            {
                out.push(clause);
            }
        }
    }

    fn framed_clause(&self, s: u32, u: u32) -> Option<Clause> {
        let (from, to) = self.sentence(s, u);
        let begin = self.after_break(s, from, u);
        let end = self.before_break(s, u, to);
        // che secondo X riprenderà …, : inside a relative, up to its comma
        let relative = u > begin && matches!(self.kind(s, u - 1), Some(UnitKind::Che | UnitKind::Subordinator));
        let end = if relative { (u + 2..end).find(|k| self.kind(s, *k) == Some(UnitKind::Punct(','))).unwrap_or(end) } else { end };
        let begin = if relative { u } else { begin };
        // la chiazza si muove e, secondo X, potrebbe…: what is coordinated with it is the reporter's
        let joined =
            u >= begin + 2 && self.kind(s, u - 1) == Some(UnitKind::Punct(',')) && self.kind(s, u - 2) == Some(UnitKind::Coordinator);
        let begin = if joined { u } else { begin };
        let source_at = self.framed_source(s, u)?;
        let source_unit = self.unit(s, source_at)?;
        let noun = self.units.noun(source_unit)?;
        if matches!(noun.kind, Kind::Place) && !self.unit_class(s, source_at).any(Class::METONYM) {
            return None;
        }
        if self.unit(s, u)?.word == self.grammar.words.per {
            let behind = self.kind(s, source_at + 1);
            let clause_follows = matches!(behind, Some(UnitKind::Punct(',') | UnitKind::Noun(_)))
                || self.verb(s, source_at + 1).is_some_and(|v| v.is_finite() && v.is_third());
            if u != begin || !clause_follows || !self.frames_sentence(s, u, begin, u + 1) {
                return None;
            }
        }
        let mut after = source_at.max(u) + 1;
        let quanto = source_at > u + 1 || matches!(self.unit(s, u + 1)?.kind, UnitKind::Subordinator);
        if quanto && source_at > u {
            // secondo quanto riferisce X a Y, …: up to the comma
            after = (after..end).find(|k| self.kind(s, *k) == Some(UnitKind::Punct(','))).unwrap_or(after);
        }
        if source_at < u {
            after = u + 2;
        }
        let mut segments = Vec::new();
        if u > begin && source_at > u {
            let comma_before = matches!(self.kind(s, u - 1), Some(UnitKind::Punct(',' | '-')));
            let lead = if comma_before { u - 1 } else { u };
            if lead > begin {
                segments.push(self.clause_span(s, begin, lead));
            }
        }
        let rest = match self.kind(s, after) {
            Some(UnitKind::Punct(',' | '-')) => after + 1,
            _ => after,
        };
        // a finished clause before «, secondo X» is all of it
        let finished = (begin..u).any(|k| self.verb(s, k).is_some_and(|v| v.is_finite())) && source_at > u;
        if rest < end && !finished {
            segments.push(self.clause_span(s, rest, end));
        }
        segments.retain(|x| x.of(self.article.text).split_whitespace().count() >= 1);
        let finite = (begin..end).any(|k| k != u && self.verb(s, k).is_some_and(|v| v.is_finite()) && !(quanto && k > u && k < after));
        (finite && !segments.is_empty()).then(|| Clause {
            resolver: Resolver::IndirectFraming,
            place: (s, u),
            segments,
            cue: self.cue(s, u),
            source: self.source(s, source_at, None),
            voice: Voice::Source,
        })
    }
}
