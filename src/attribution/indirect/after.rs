//! The sentence that the next one attributes: *La legge cambierà. Lo ha detto Rossi.*

use super::Clause;
use crate::attribution::{Reading, Voice};
use crate::clause::Complement;
use crate::grammar::rule::Resolver;
use crate::unit::{Kind, UnitKind};

impl Reading<'_> {
    /// *La legge cambierà. Lo ha detto Rossi.* · *A dirlo è Rossi.* · *È quanto si legge in…*
    pub(super) fn attributed_sentences(&self, s: u32, out: &mut Vec<Clause>) {
        let units = &self.stream(s).units;
        for u in 0..units.len() as u32 {
            let Some(verb) = self.verb(s, u) else { continue };
            let Some(report) = self.report(verb) else { continue };
            if !report.always || verb.negated || verb.is_speech_internal() {
                continue;
            }
            let (from, to) = self.sentence(s, u);
            let takes_up = (verb.takes_it_up && u - from <= 1) || self.behind_quanto(s, from, u);
            // Lo ha detto Rossi: «…»: then the words in marks are what was said
            let near = (u + 1..to.min(u + 12)).take_while(|k| self.verb(s, *k).is_none());
            if !takes_up || self.any_quote(s, from, near.last().map_or(u, |k| k + 1).max(u)) {
                continue;
            }
            if let Some(clause) = self.attributed_sentence(s, u, from, to) {
                out.push(clause);
            }
        }
    }

    /// *È quanto ha affermato X*; *Questo, almeno, è quanto sostiene X*
    fn behind_quanto(&self, s: u32, from: u32, u: u32) -> bool {
        u >= from + 2
            && self.is_quanto(s, u - 1)
            && self.verb(s, u - 2).is_some_and(|v| v.is_finite() && self.grammar.verbs.lemma(v.lemma).copula)
            && (from..u - 2).all(|k| self.points_back(s, k))
    }

    /// *questo, almeno,*: nothing but a pronoun and adverbs.
    fn points_back(&self, s: u32, k: u32) -> bool {
        match self.kind(s, k) {
            Some(UnitKind::Adverb | UnitKind::Punct(',') | UnitKind::Paragraph | UnitKind::Word) => true,
            Some(UnitKind::Noun(_)) => self.noun(s, k).is_some_and(|n| n.kind == Kind::Pronoun),
            _ => false,
        }
    }

    fn attributed_sentence(&self, s: u32, u: u32, from: u32, to: u32) -> Option<Clause> {
        // behind a colon of the same sentence, or the sentence before
        let colon = (from..u).rev().find(|k| self.kind(s, *k) == Some(UnitKind::Punct(':')));
        let (begin, end) = match colon {
            Some(c) => (from, c),
            None => {
                let stop = from.checked_sub(1)?;
                // ¶ Questo è quanto denuncia il giornale
                let broken = self.kind(s, stop) != Some(UnitKind::Stop) && self.is_quanto(s, u.checked_sub(1)?);
                let stop = if broken { stop.checked_sub(1)? } else { stop };
                if self.unit(s, stop)?.kind != UnitKind::Stop {
                    return None;
                }
                let (b, _) = self.sentence(s, stop.checked_sub(1)?);
                (b, stop)
            }
        };
        if begin >= end || self.any_quote(s, begin, end) {
            return None;
        }
        // Il presidente ha fatto sapere che X. Lo ha confermato Y: the words are the president's
        let reports = |c: &Complement| self.clauses[s as usize].main[c.cue as usize] && self.subject_of_verb(s, c.cue).is_some();
        if self.clauses[s as usize].complements_in(begin, end).iter().any(reports) {
            return None;
        }
        let verb = self.verb(s, u)?;
        let (mut source, mut voice) = self.subject(s, u);
        if !verb.is_finite() {
            // a dirlo è X
            let named = (u + 1..to).find(|k| {
                self.unit(s, *k).is_some_and(|x| matches!(x.kind, UnitKind::Noun(_)) && self.units.noun(x).is_some_and(|n| n.can_speak()))
            })?;
            source = self.source(s, named, None);
            voice = Voice::Source;
        }
        source.as_ref()?;
        let segments = vec![self.clause_span(s, begin, end)];
        Some(Clause { resolver: Resolver::IndirectAfter, place: (s, u), segments, cue: self.cue(s, u), source, voice })
    }
}
