//! What a program needs to see at all, as traits of units: most programs fail on these alone, without
//! being run.

use super::{Step, Test};
use crate::grammar::lexicon::WordId;
use crate::grammar::verbs::Frames;
use crate::unit::UnitKind;

/// What a program needs to see.
#[derive(Debug, Clone, Copy, Default)]
pub struct Outlook {
    /// What the first unit can be.
    pub first: Traits,
    /// Traits that must stand somewhere on the way, all of them.
    pub needs: Traits,
    /// How many units it reads at the most.
    pub longest: usize,
}

impl Outlook {
    pub(super) fn of(steps: &[Step]) -> Self {
        // steps lead onwards only, so what a step needs is known from those behind it
        let mut seen: Vec<Outlook> = vec![Outlook { first: Traits::ANY, needs: Traits(0), longest: 0 }; steps.len() + 1];
        for (at, step) in steps.iter().enumerate().rev() {
            let next = seen[at + 1];
            seen[at] = match step {
                Step::Match => continue,
                Step::SentenceEdge => next,
                Step::Jump(to) => seen[*to as usize],
                Step::Unit(test) => Outlook { first: test.any_of(), needs: next.needs.or(test.all_of()), longest: next.longest + 1 },
                Step::Split(a, b) => {
                    let (a, b) = (seen[*a as usize], seen[*b as usize]);
                    Outlook {
                        first: Traits(a.first.0 | b.first.0),
                        needs: Traits(a.needs.0 & b.needs.0),
                        longest: a.longest.max(b.longest),
                    }
                }
            };
        }
        seen[0]
    }
}

impl Test {
    /// Traits of which every unit that passes has at least one.
    fn any_of(self) -> Traits {
        match self {
            Test::Class(_) => Traits::ANY,
            Test::Word(id) => Traits::word(id),
            Test::Cue(cue) if cue.frames == Traits::ANY => Traits::REPORTS,
            Test::Cue(cue) => cue.frames,
            Test::Noun(noun) => noun.kind,
            Test::Kind(kinds) => kinds,
            Test::Punct(c) => Traits::of(UnitKind::Punct(c)),
            Test::Framing => Traits::of(UnitKind::Framing),
        }
    }

    /// Traits that every unit that passes has.
    fn all_of(self) -> Traits {
        match self {
            Test::Cue(cue) => cue.traits.or(cue.frames.common()),
            Test::Noun(noun) => noun.traits.or(noun.kind),
            other => other.any_of().common(),
        }
    }
}

/// What a unit is, as patterns ask for it: a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traits(u64);

impl Traits {
    /// Any unit, or none at all.
    pub(super) const ANY: Traits = Traits(u64::MAX);

    /// None.
    pub const NONE: Traits = Traits(0);
    /// A verb that reports.
    pub const REPORTS: Traits = Traits(1 << 17);
    /// A noun phrase, with or without a preposition.
    pub const NOUN_PHRASE: Traits = Traits(1 << 19);
    /// A noun phrase that can be the subject of a verb of saying.
    pub const SPEAKS: Traits = Traits(1 << 20);
    /// A noun phrase with a proper name.
    pub const NAMED: Traits = Traits(1 << 21);
    /// A noun phrase that denotes a person.
    pub const PERSON: Traits = Traits(1 << 22);

    /// The `CUE_…` constants that hold of a verb.
    pub const fn flags(flags: u16) -> Traits {
        Traits((flags as u64) << 24)
    }

    /// The frames of a verb.
    pub const fn frames(frames: Frames) -> Traits {
        Traits((frames.0 as u64) << 40)
    }

    /// A trace of a word: without it, it is not the word.
    pub const fn word(id: WordId) -> Traits {
        Traits(1 << (50 + id % 14))
    }

    /// The kind of one unit.
    pub fn of(kind: UnitKind) -> Traits {
        Traits(
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

    /// What every unit is that has one of these traits.
    fn common(self) -> Traits {
        let phrases = Traits::of(UnitKind::Noun(0)).or(Traits::of(UnitKind::Prep(0)));
        let alone = if self.0.is_power_of_two() { self } else { Traits::NONE };
        if phrases.all(self) { alone.or(Traits::NOUN_PHRASE) } else { alone }
    }

    /// Whether the two share a trait.
    pub const fn any(self, other: Traits) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it has all traits of the other.
    pub const fn all(self, other: Traits) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both together.
    pub const fn or(self, other: Traits) -> Traits {
        Traits(self.0 | other.0)
    }

    /// The kind that a pattern calls by that name.
    pub(super) fn named(name: &str) -> Option<Traits> {
        Some(Traits::of(match name {
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
}
