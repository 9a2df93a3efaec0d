//! What the floor remembers of a person: where he was named, and whether gender and number can be his.

use super::Floor;
use crate::document::SpeakerKind;
use crate::grammar::lexicon::Agreement;
use crate::speaker::Referent;

impl Floor<'_> {
    pub(super) fn fits(&self, referent: &Referent, agreement: Agreement) -> bool {
        match referent {
            Referent::Person(p) => {
                let gender = self.people.list[*p].gender;
                agreement.number() & Agreement::SINGULAR != 0
                    || agreement.number() == 0 && (gender == 0 || agreement.gender() == 0 || gender & agreement.gender() != 0)
            }
            Referent::People(_) => agreement.number() == 0 || agreement.number() & Agreement::PLURAL != 0,
            Referent::Other { kind, .. } => match kind {
                SpeakerKind::Group => agreement.number() == 0 || agreement.number() & Agreement::PLURAL != 0,
                _ => agreement.number() == 0 || agreement.number() & Agreement::SINGULAR != 0,
            },
        }
    }

    pub(super) fn gender_fits(&self, referent: &Referent, agreement: Agreement) -> bool {
        match referent {
            Referent::Person(p) => {
                let gender = self.people.list[*p].gender;
                gender == 0 || agreement.gender() == 0 || gender & agreement.gender() != 0
            }
            _ => true,
        }
    }

    pub(super) fn named_between(&self, referent: &Referent, from: usize, to: usize) -> bool {
        match referent {
            Referent::Person(p) => self.people.list[*p].mentions.iter().any(|m| m.start > from && m.start < to),
            _ => false,
        }
    }

    /// Where the reporter names a person last before a byte.
    pub(super) fn named_before(&self, person: usize, before: usize) -> Option<usize> {
        let named = &self.named[person];
        named.partition_point(|at| *at < before).checked_sub(1).map(|k| named[k])
    }

    /// The person named last before a byte, of the right gender.
    pub(super) fn last_person(&self, before: usize, agreement: Agreement) -> Option<Referent> {
        let fitting = self.people.list.iter().enumerate().filter(|(i, p)| p.certain && self.gender_fits(&Referent::Person(*i), agreement));
        fitting.filter_map(|(i, _)| self.named_before(i, before).map(|at| (at, i))).max().map(|(_, i)| Referent::Person(i))
    }
}
