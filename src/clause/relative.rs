//! The noun that a relative clause belongs to, and the verb that comes back to that noun behind the
//! clause.

use super::{Frame, Path, Reader, Subject, agrees};
use crate::unit::{Kind, UnitKind};

impl Reader<'_> {
    /// *il quale, i quali* without a preposition: a subject, unlike *cui*.
    pub(super) fn is_which(&self, u: u32) -> bool {
        let key = self.grammar.lexicon.key_of(self.stream.units[u as usize].word);
        let behind_break =
            u > 0 && matches!(self.kind(u - 1), UnitKind::Punct(',') | UnitKind::Noun(_) | UnitKind::Prep(_) | UnitKind::Brackets(_));
        behind_break && key.contains("qual") && !key.starts_with(['d', 'n', 's', 'a'])
    }

    pub(super) fn antecedent(&self, u: u32) -> Option<u32> {
        let from = (0..u).rev().take(3);
        for k in from {
            match self.kind(k) {
                UnitKind::Noun(_) | UnitKind::Prep(_) => {
                    // il portavoce di X, che…: an apposition leads back to the name
                    return Some(self.first_of_apposition(k));
                }
                UnitKind::Punct(',') | UnitKind::Brackets(_) => {}
                _ => return None,
            }
        }
        None
    }

    /// *Rossi, segretaria della Cisl, che…*: the name before the comma.
    fn first_of_apposition(&self, mut k: u32) -> u32 {
        loop {
            match self.before_apposition(k) {
                0 => return k,
                step => k -= step,
            }
        }
    }

    fn before_apposition(&self, k: u32) -> u32 {
        if k < 2 || !matches!(self.kind(k - 1), UnitKind::Punct(',')) {
            return 0;
        }
        let here = self.noun_of(k);
        let before = self.noun_of(k - 2);
        match (before, here) {
            (Some(b), Some(h)) if (b.name.is_some() || b.kind == Kind::Person) && h.preposition == 0 => {
                // il senatore Neri, ex Lega Montana, che…
                let member = b.kind == Kind::Person && h.kind == Kind::Organization;
                if h.name.is_none() && h.head != 0 || member { 2 } else { 0 }
            }
            _ => 0,
        }
    }

    /// *un barcaiolo che ha visto tutto ha detto*; *nonostante l'embargo che dura da anni il
    /// ministro ha detto*: a verb right behind a relative clause belongs to the noun before the
    /// clause, or else to the one that stands before the verb itself.
    pub(super) fn subject_behind_relative(&self, u: u32, relative: Frame) -> Option<Subject> {
        let verb = self.verb_of(u)?;
        let fits = |unit: u32| {
            let unit = &self.stream.units[unit as usize];
            matches!(unit.kind, UnitKind::Noun(_)) && self.units.noun(unit).is_some_and(|n| n.can_speak() && agrees(verb, n))
        };
        let own = relative.antecedent.filter(|a| fits(*a));
        let near = (u.saturating_sub(3)..u)
            .rev()
            .take_while(|k| matches!(self.kind(*k), UnitKind::Noun(_) | UnitKind::Prep(_) | UnitKind::Adverb | UnitKind::Brackets(_)));
        let unit = own.or_else(|| near.into_iter().find(|k| fits(*k)))?;
        Some(Subject { unit, path: Path::Before })
    }
}
