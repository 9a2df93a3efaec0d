//! Runs a compiled pattern around a quotation: threads advance in step over the units, so that the
//! time is linear in the stretch that is looked at, and the first alternative that fits wins.

use crate::grammar::Grammar;
use crate::grammar::conjugate::Mood;
use crate::grammar::lexicon::Class;
use crate::grammar::program::{self, CueTest, Kinds, NounTest, Outlook, Program, Step, Test};
use crate::unit::{Kind, Stream, Unit, UnitKind, Units};

/// The units that a pattern captured, as indices into its stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Captures {
    /// The verb of saying or the framing expression.
    pub cue: Option<u32>,
    /// The source.
    pub source: Option<u32>,
    /// The leftmost unit matched.
    pub from: u32,
    /// The rightmost unit matched.
    pub to: u32,
}

/// The furthest that a pattern looks to either side, in units.
const REACH: usize = 40;

/// The text around a quotation, for all patterns that are tried there.
pub struct Around<'a> {
    stream: &'a Stream,
    units: &'a Units,
    grammar: &'a Grammar,
    /// The quotation's unit.
    at: usize,
    before: View,
    behind: View,
    /// Threads at one unit and at the next: which step, and what it has captured.
    now: Vec<(u16, Captures)>,
    next: Vec<(u16, Captures)>,
}

/// What stands on one side of a quotation: by distance, the kinds of all units up to there.
struct View {
    kinds: [Kinds; REACH],
    count: usize,
}

impl View {
    fn of(kinds: impl Iterator<Item = Kinds>) -> Self {
        let mut view = View { kinds: [Kinds::NONE; REACH], count: 0 };
        let mut seen = Kinds::NONE;
        for (place, kinds) in view.kinds.iter_mut().zip(kinds) {
            seen = seen.or(kinds);
            *place = seen;
            view.count += 1;
        }
        view
    }

    /// Whether a program may match by the kinds of units that it would read.
    fn meets(&self, outlook: Outlook) -> bool {
        let count = outlook.longest.min(self.count);
        match count.checked_sub(1) {
            None => outlook.needs == Kinds::NONE,
            Some(last) => self.kinds[0].any(outlook.first) && self.kinds[last].all(outlook.needs),
        }
    }
}

impl<'a> Around<'a> {
    /// The text around the quotation that is unit `at`.
    pub fn new(stream: &'a Stream, units: &'a Units, grammar: &'a Grammar, at: usize) -> Self {
        let kinds = |unit: &Unit| kinds(units, unit);
        let before = View::of(stream.units.get(..at).unwrap_or_default().iter().rev().map(kinds));
        let behind = View::of(stream.units.get(at + 1..).unwrap_or_default().iter().map(kinds));
        Around { stream, units, grammar, at, before, behind, now: Vec::new(), next: Vec::new() }
    }

    /// Tries the alternatives of a pattern at the quotation.
    pub fn matches(&mut self, programs: &[Program]) -> Option<Captures> {
        programs.iter().find_map(|p| {
            if !self.before.meets(p.before) || !self.behind.meets(p.behind) {
                return None;
            }
            let right = self.run(&p.right, true)?;
            let left = self.run(&p.left, false)?;
            Some(Captures { cue: left.cue.or(right.cue), source: left.source.or(right.source), from: left.to, to: right.to })
        })
    }

    fn run(&mut self, steps: &[Step], forward: bool) -> Option<Captures> {
        let at = self.at;
        let first = Captures { to: at as u32, ..Captures::default() };
        if steps.len() == 1 {
            return Some(first);
        }
        let (mut now, mut next) = (std::mem::take(&mut self.now), std::mem::take(&mut self.next));
        now.clear();
        let mut best = None;
        self.follow(steps, 0, first, at, forward, &mut now, &mut best);
        let mut position = at;
        for _ in 0..REACH {
            if now.is_empty() {
                break;
            }
            let Some(here) = (if forward { position.checked_add(1) } else { position.checked_sub(1) }) else { break };
            let Some(unit) = self.stream.units.get(here) else { break };
            let kinds = kinds(self.units, unit);
            next.clear();
            let mut found = None;
            for (step, captures) in now.drain(..) {
                let Step::Unit(test) = steps[step as usize] else { continue };
                if !self.passes(test, unit, kinds) {
                    continue;
                }
                let mut c = captures;
                c.to = here as u32;
                match test {
                    Test::Cue(_) | Test::Framing => c.cue = c.cue.or(Some(here as u32)),
                    Test::Noun(n) if n.source => c.source = c.source.or(Some(here as u32)),
                    _ => {}
                }
                self.follow(steps, step + 1, c, here, forward, &mut next, &mut found);
                if found.is_some() {
                    break;
                }
            }
            best = found.or(best);
            std::mem::swap(&mut now, &mut next);
            position = here;
        }
        (self.now, self.next) = (now, next);
        best
    }

    /// Adds the thread and all that it reaches without a unit. A match ends the search among the
    /// threads that come after it.
    #[allow(clippy::too_many_arguments)]
    fn follow(
        &self,
        steps: &[Step],
        at: u16,
        c: Captures,
        here: usize,
        forward: bool,
        list: &mut Vec<(u16, Captures)>,
        found: &mut Option<Captures>,
    ) {
        if found.is_some() {
            return;
        }
        match steps[at as usize] {
            Step::Unit(_) => {
                if !list.iter().any(|(s, _)| *s == at) {
                    list.push((at, c));
                }
            }
            Step::Jump(to) => self.follow(steps, to, c, here, forward, list, found),
            Step::Split(a, b) => {
                self.follow(steps, a, c, here, forward, list, found);
                self.follow(steps, b, c, here, forward, list, found);
            }
            Step::SentenceEdge => {
                let edge = if forward { self.ends_at(here + 1) } else { here == 0 || self.ends_at(here - 1) };
                if edge {
                    self.follow(steps, at + 1, c, here, forward, list, found);
                }
            }
            Step::Match => *found = Some(c),
        }
    }

    fn ends_at(&self, unit: usize) -> bool {
        self.stream.units.get(unit).is_none_or(|u| matches!(u.kind, UnitKind::Stop | UnitKind::Paragraph))
    }

    fn passes(&self, test: Test, unit: &Unit, kinds: Kinds) -> bool {
        match test {
            Test::Cue(t) => kinds.any(Kinds::REPORTS) && self.cue(t, unit),
            Test::Noun(t) => kinds.any(Kinds::NOUN_PHRASE) && self.noun(t, unit),
            Test::Kind(wanted) => kinds.any(wanted),
            Test::Punct(c) => unit.kind == UnitKind::Punct(c),
            Test::Word(id) => unit.word == id && !matches!(unit.kind, UnitKind::Noun(_) | UnitKind::Prep(_)) || self.is_single(unit, id),
            Test::Class(class) => self.class(unit).any(class),
            Test::Framing => unit.kind == UnitKind::Framing,
        }
    }

    fn is_single(&self, unit: &Unit, id: u32) -> bool {
        unit.word == id && unit.items.1 == unit.items.0 + 1
    }

    fn class(&self, unit: &Unit) -> Class {
        let id = match self.units.noun(unit) {
            Some(noun) if noun.head != 0 => noun.head,
            _ => unit.word,
        };
        self.grammar.lexicon.entry(id).class
    }

    fn cue(&self, test: CueTest, unit: &Unit) -> bool {
        let Some(verb) = self.units.verb(unit) else { return false };
        let Some(report) = verb.report.map(|r| self.grammar.verbs.report(r)) else { return false };
        let holds = |bit: u16, fact: bool| test.flags & bit == 0 || fact;
        (test.frames.0 == 0 || report.frames.any(test.frames))
            && holds(program::CUE_FINITE, verb.is_finite())
            && holds(program::CUE_GERUND, verb.head.mood == Mood::Gerund)
            && holds(program::CUE_INFINITIVE, verb.head.mood == Mood::Infinitive)
            && holds(program::CUE_PARTICIPLE, verb.head.mood == Mood::Participle)
            && holds(program::CUE_PASSIVE, verb.passive)
            && holds(program::CUE_ACTIVE, !verb.passive)
            && holds(program::CUE_PLAIN, !verb.takes_it_up)
            && holds(program::CUE_SI, verb.impersonal)
            && holds(program::CUE_IT, verb.takes_it_up)
            && holds(program::CUE_ALWAYS, report.always)
            && holds(program::CUE_THIRD, verb.is_third())
            && holds(program::CUE_WRITTEN, report.written)
            && holds(program::CUE_REFLEXIVE, verb.reflexive)
            && holds(program::CUE_NONFINITE, !verb.is_finite())
            && holds(program::CUE_AFFIRMED, !verb.negated)
            && holds(program::CUE_ESSERE, verb.agreement.0 != 0)
    }

    fn noun(&self, test: NounTest, unit: &Unit) -> bool {
        let preposition = matches!(unit.kind, UnitKind::Prep(_));
        let Some(noun) = self.units.noun(unit) else { return false };
        test.preposition.is_none_or(|p| p == preposition)
            && (!test.source || noun.can_speak())
            && (test.base == 0 || self.grammar.words.base(noun.preposition) == test.base)
            && (test.class == Class::NONE || self.class(unit).any(test.class))
            && (!test.named || noun.name.is_some())
            && (!test.person || noun.kind == Kind::Person)
    }
}

/// What a unit is, as patterns ask for it.
fn kinds(units: &Units, unit: &Unit) -> Kinds {
    let own = Kinds::of(unit.kind);
    match unit.kind {
        UnitKind::Verb(_) if units.verb(unit).is_some_and(|v| v.report.is_some()) => own.or(Kinds::REPORTS),
        UnitKind::Noun(_) | UnitKind::Prep(_) => own.or(Kinds::NOUN_PHRASE),
        _ => own,
    }
}
