//! A role or epithet instead of a name: who holds the office, who can be called so, and the one who
//! is nobody that the article names.

use super::gather::{Gathering, MOST};
use crate::document::SpeakerKind;
use crate::grammar::evidence::Evidence;
use crate::grammar::lexicon::{Agreement, Class};
use crate::grammar::weights::Situation;
use crate::speaker::Referent;
use crate::speaker::words::Words;
use crate::unit::NounPhrase;

impl Gathering<'_, '_> {
    /// Adds all who hold the office, the source itself, and what the office says of each candidate.
    pub(super) fn offices(&mut self) {
        let Some(noun) = self.question.noun else { return };
        let floor = self.floor;
        let complements = floor.told_apart_by(noun);
        for p in 0..floor.people.list.len() {
            let person = &floor.people.list[p];
            if self.list.len() < 2 * MOST && person.is_somebody() && self.is_holder(&Referent::Person(p)) {
                self.candidate(Referent::Person(p));
            }
        }
        if let Some(p) = floor.by_name(noun)
            && let Some(at) = self.candidate(Referent::Person(p))
        {
            self.list[at].evidence.set(Evidence::EPITHET, true);
        }
        let somebody = |p: &usize| floor.people.list[*p].is_somebody();
        let holders = (0..floor.people.list.len()).filter(somebody).fold((0, 0), |(same, alike), p| {
            let holds = self.office(noun, p);
            (same + usize::from(holds.0), alike + usize::from(holds.1))
        });
        for at in 0..self.list.len() {
            if let Referent::Person(p) = self.list[at].referent {
                let facts = self.of_holder(noun, p, &complements, holders);
                self.list[at].evidence.set(facts, true);
            }
        }
        // who cannot be called so at all: the secretary of another union, somebody else's wife
        self.list.retain(|c| match c.referent {
            Referent::Person(p) => {
                // Il ministro: «Neri non ci ha chiamati»: who is first named in the words is another
                let named = c.evidence.any(Evidence::NAMED_BEFORE) || !c.evidence.any(Evidence::IN_CONTENT);
                c.evidence.any(Evidence::EPITHET) || named && floor.role_score(noun, p, &complements, noun.agreement).is_some()
            }
            _ => true,
        });
        self.stands_for_itself(noun, &complements);
    }

    /// Whether a person holds the very office, or one that goes by the same words.
    fn office(&self, noun: &NounPhrase, p: usize) -> (bool, bool) {
        let heads = &self.floor.people.list[p].heads;
        let tells = noun.head != self.floor.reading.grammar.words.person;
        let same = tells && heads.iter().any(|(h, _)| *h == noun.head);
        (same, heads.iter().any(|(h, c)| self.floor.alike(noun, *h, *c)))
    }

    /// A masculine office can be a woman's, *il legale* of either: never the other way round.
    pub(super) fn may_hold(&self, referent: &Referent) -> bool {
        let (Referent::Person(p), Some(noun)) = (referent, self.question.noun) else { return false };
        let entry = self.floor.reading.grammar.lexicon.entry(noun.head);
        let both = entry.agreement.gender() == Agreement::ANY_GENDER;
        let (same, alike) = self.office(noun, *p);
        let one = self.question.agreement.number() != Agreement::PLURAL;
        one && noun.agreement.gender() == Agreement::MASCULINE && (same || both && alike)
    }

    /// Whether somebody holds the office of the source or one alike.
    pub(super) fn is_holder(&self, referent: &Referent) -> bool {
        let (Referent::Person(p), Some(noun)) = (referent, self.question.noun) else { return false };
        let (same, alike) = self.office(noun, *p);
        self.question.situation == Situation::Role && (same || alike)
    }

    /// What the office says of a person; `holders` counts those who hold it, and those who hold one alike.
    fn of_holder(&self, noun: &NounPhrase, p: usize, complements: &[String], holders: (usize, usize)) -> Evidence {
        let person = &self.floor.people.list[p];
        let class = self.floor.reading.grammar.lexicon.entry(noun.head).class;
        let anybody = class.any(Class::GENERIC.or(Class::DEMONYM)) || noun.role_classes == 0;
        let (same, alike) = self.office(noun, p);
        let mut e = Evidence::default();
        e.set(Evidence::OFFICE, same);
        e.set(Evidence::OFFICE_ALIKE, alike && !same);
        e.set(Evidence::OFFICE_SHARED, complements.iter().any(|c| person.complements.contains(c)));
        let own = usize::from(person.is_somebody());
        e.set(Evidence::OFFICE_ALONE, if same { holders.0 == own } else { alike && holders.1 == own });
        let known = !person.heads.is_empty();
        e.set(Evidence::OFFICE_UNKNOWN, !anybody && !known);
        e.set(Evidence::ANYBODY_UNKNOWN, anybody && !known);
        e.set(Evidence::ANYBODY_OFFICE, anybody && known && !same && !alike);
        let first = person.mentions.first().map_or(usize::MAX, |m| m.start);
        e.set(Evidence::NAMED_BEFORE, first < noun.span.start);
        e
    }

    /// The source is nobody that the article names.
    fn stands_for_itself(&mut self, noun: &NounPhrase, complements: &[String]) {
        let name = Words::of(self.floor.reading.article.text, noun.span);
        let class = self.floor.reading.grammar.lexicon.entry(noun.head).class;
        let anybody = class.any(Class::GENERIC.or(Class::DEMONYM)) || noun.role_classes == 0;
        let itself = Referent::Other { name, kind: SpeakerKind::Person };
        // a noun of its own is always a candidate, whatever the agreement
        let at = self.list.iter().position(|c| c.referent == itself).unwrap_or_else(|| {
            self.list.push(super::Candidate { referent: itself, evidence: Evidence::UNNAMED });
            self.list.len() - 1
        });
        let e = &mut self.list[at].evidence;
        e.set(if anybody { Evidence::ITSELF } else { Evidence::ITSELF_OFFICE }, true);
        e.set(Evidence::ITSELF_TOLD_APART, !complements.is_empty());
    }

    /// *Una donna di 33 anni ha parlato. … «…», dice la donna*: somebody without a name whom the article called by the same noun.
    pub(super) fn introduce(&mut self, at: usize, mention: &NounPhrase) {
        let Some(noun) = self.question.noun.filter(|n| n.head != 0 && n.head == mention.head) else { return };
        if matches!(self.list[at].referent, Referent::Other { .. }) && noun.span != mention.span {
            self.list[at].evidence.set(Evidence::SAME_NOUN, true);
            self.list[at].evidence.set(Evidence::INTRODUCED, mention.indefinite);
        }
    }
}
