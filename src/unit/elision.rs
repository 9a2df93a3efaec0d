//! *ha aperto il cantiere e annunciato che*: a participle that goes without its auxiliary behind a verb
//! that has one → finite like that verb.

use super::reader::Reader;
use super::{Unit, UnitKind, Units};
use crate::grammar::conjugate::{Features, Mood};
use crate::grammar::lexicon::{Agreement, Class};
use crate::grammar::verbs::Helper;

/// How many units before the participle its auxiliary may stand.
const REACH: usize = 40;

impl Reader<'_> {
    /// The features that the participle of the last unit takes from the compound verb before it.
    pub(super) fn borrowed_auxiliary(&self, units: &[Unit], out: &Units) -> Option<Features> {
        let (last, before) = units.split_last()?;
        let UnitKind::Verb(v) = last.kind else { return None };
        let participle = &out.verbs[v as usize];
        let masculine = participle.head.gender & Agreement::MASCULINE != 0 && participle.agreement.number() != Agreement::PLURAL;
        if participle.head.mood != Mood::Participle || participle.report.is_none() || !masculine {
            return None;
        }
        let next = last.items.1 as usize;
        let clause = self.is_che(next) || self.any(next, Class::ARTICLE) && !self.any(next, Class::ARTICULATED);
        let joined = before.iter().rev().find(|u| u.kind != UnitKind::Adverb)?;
        let takes = match joined.kind {
            UnitKind::Coordinator => clause || self.is_quote(next) || self.linker(next).is_some(),
            UnitKind::Punct(',') => clause,
            _ => return None,
        };
        let within = |u: &&Unit| {
            !matches!(u.kind, UnitKind::Stop | UnitKind::Paragraph | UnitKind::Che | UnitKind::Subordinator | UnitKind::Punct(':'))
        };
        let lead = before.iter().rev().take(REACH).take_while(within).find_map(|u| match u.kind {
            UnitKind::Verb(v) if out.verbs[v as usize].is_finite() => Some((u, &out.verbs[v as usize])),
            _ => None,
        });
        let (unit, verb) = lead.filter(|_| takes)?;
        let finite = || (unit.items.0..unit.items.1).filter_map(|k| self.finite(k as usize));
        let compound = unit.items.1 - unit.items.0 >= 2 && finite().any(|r| self.grammar.verbs.lemma(r.lemma).helper == Helper::Avere);
        // ha ringraziato tutti, ricordato le vittime e promesso: the one before has borrowed it, too
        let borrowed = finite().next().is_none();
        ((compound || borrowed) && !verb.passive && !verb.negated).then_some(verb.head)
    }
}
