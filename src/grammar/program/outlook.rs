//! What a program needs to see at all → its kinds of units: most programs fail on these alone, without
//! being run.

use super::{Step, Test};
use crate::unit::UnitKind;

/// What a program needs to see, whatever the units say: most fail here, without being run.
#[derive(Debug, Clone, Copy, Default)]
pub struct Outlook {
    /// What the first unit can be.
    pub first: Kinds,
    /// Kinds that must stand somewhere on the way, all of them.
    pub needs: Kinds,
    /// How many units it reads at the most.
    pub longest: usize,
}

impl Outlook {
    pub(super) fn of(steps: &[Step]) -> Self {
        // steps lead onwards only, so what a step needs is known from those behind it
        let mut seen: Vec<Outlook> = vec![Outlook { first: Kinds::ANY, needs: Kinds(0), longest: 0 }; steps.len() + 1];
        for (at, step) in steps.iter().enumerate().rev() {
            let next = seen[at + 1];
            seen[at] = match step {
                Step::Match => continue,
                Step::SentenceEdge => next,
                Step::Jump(to) => seen[*to as usize],
                Step::Unit(test) => {
                    let kinds = Kinds::passing(*test);
                    Outlook { first: kinds, needs: next.needs.or(kinds.common()), longest: next.longest + 1 }
                }
                Step::Split(a, b) => {
                    let (a, b) = (seen[*a as usize], seen[*b as usize]);
                    Outlook { first: Kinds(a.first.0 | b.first.0), needs: Kinds(a.needs.0 & b.needs.0), longest: a.longest.max(b.longest) }
                }
            };
        }
        seen[0]
    }
}

/// Kinds of units as a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kinds(u32);

impl Kinds {
    /// Any unit, or none at all.
    const ANY: Kinds = Kinds(u32::MAX);

    /// None.
    pub const NONE: Kinds = Kinds(0);

    /// A verb that reports, besides being a verb.
    pub const REPORTS: Kinds = Kinds(1 << 17);
    /// A noun phrase, with or without a preposition, besides being the one or the other.
    pub const NOUN_PHRASE: Kinds = Kinds(1 << 19);

    /// The kind of one unit.
    pub fn of(kind: UnitKind) -> Kinds {
        Kinds(
            1 << match kind {
                UnitKind::Quote(_) => 0,
                UnitKind::Brackets(_) => 1,
                UnitKind::Verb(_) => 2,
                UnitKind::Noun(_) => 3,
                UnitKind::Prep(_) => 18,
                UnitKind::Che => 4,
                UnitKind::Linker => 5,
                UnitKind::Subordinator => 6,
                UnitKind::Coordinator => 7,
                UnitKind::Adverb => 8,
                UnitKind::Framing => 9,
                UnitKind::Stop => 10,
                UnitKind::Paragraph => 11,
                UnitKind::Word => 12,
                UnitKind::Punct(',') => 13,
                UnitKind::Punct(':') => 14,
                UnitKind::Punct('-') => 15,
                UnitKind::Punct(_) => 16,
            },
        )
    }

    /// What every unit of these kinds is.
    fn common(self) -> Kinds {
        let phrases = Kinds::of(UnitKind::Noun(0)).or(Kinds::of(UnitKind::Prep(0)));
        let alone = if self.0.is_power_of_two() { self } else { Kinds::NONE };
        if phrases.all(self) { alone.or(Kinds::NOUN_PHRASE) } else { alone }
    }

    /// Whether the two share a kind.
    pub const fn any(self, other: Kinds) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it has all kinds of the other.
    pub const fn all(self, other: Kinds) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both together.
    pub const fn or(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    /// The kind that a pattern calls by that name.
    pub(super) fn named(name: &str) -> Option<Kinds> {
        Some(Kinds::of(match name {
            "OTHER" => UnitKind::Quote(0),
            "VERB" => UnitKind::Verb(0),
            "NP" => UnitKind::Noun(0),
            "PP" => UnitKind::Prep(0),
            "ADV" => UnitKind::Adverb,
            "BR" => UnitKind::Brackets(0),
            "CHE" => UnitKind::Che,
            "LINK" => UnitKind::Linker,
            "SUB" => UnitKind::Subordinator,
            "CONJ" => UnitKind::Coordinator,
            "WORD" => UnitKind::Word,
            "STOP" => UnitKind::Stop,
            "PARA" => UnitKind::Paragraph,
            _ => return None,
        }))
    }

    /// What a unit must be to pass a test, whatever it says.
    fn passing(test: Test) -> Kinds {
        match test {
            Test::Word(_) | Test::Class(_) => Kinds::ANY,
            Test::Cue(_) => Kinds::REPORTS,
            Test::Noun(noun) => match noun.preposition {
                Some(true) => Kinds::of(UnitKind::Prep(0)),
                Some(false) => Kinds::of(UnitKind::Noun(0)),
                None => Kinds::NOUN_PHRASE,
            },
            Test::Kind(kinds) => kinds,
            Test::Punct(c) => Kinds::of(UnitKind::Punct(c)),
            Test::Framing => Kinds::of(UnitKind::Framing),
        }
    }
}
