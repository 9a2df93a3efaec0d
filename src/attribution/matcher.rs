//! Runs a compiled pattern around a quotation: threads advance in step over the units, so that the
//! time is linear in the stretch that is looked at, and the first alternative that fits wins.

use crate::grammar::Grammar;
use crate::grammar::conjugate::Mood;
use crate::grammar::lexicon::Class;
use crate::grammar::program::{self, NounTest, Outlook, Program, Step, Test, Traits};
use crate::grammar::verbs::Report;
use crate::unit::{Kind, Stream, Unit, UnitKind, Units, VerbGroup};

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
    /// By unit of the stream.
    traits: &'a [Traits],
    /// The quotation's unit.
    at: usize,
    before: View,
    behind: View,
    /// Threads at one unit and at the next: which step, and what it has captured.
    now: Vec<(u16, Captures)>,
    next: Vec<(u16, Captures)>,
}

/// What stands on one side of a quotation: by distance, the traits of all units up to there.
struct View {
    traits: [Traits; REACH],
    count: usize,
}

impl View {
    fn of(units: impl Iterator<Item = Traits>) -> Self {
        let mut view = View { traits: [Traits::NONE; REACH], count: 0 };
        let mut seen = Traits::NONE;
        for (place, unit) in view.traits.iter_mut().zip(units) {
            seen = seen.or(unit);
            *place = seen;
            view.count += 1;
        }
        view
    }

    /// Whether a program may match by the traits of the units that it would read.
    fn meets(&self, outlook: Outlook) -> bool {
        let count = outlook.longest.min(self.count);
        match count.checked_sub(1) {
            None => outlook.needs == Traits::NONE,
            Some(last) => self.traits[0].any(outlook.first) && self.traits[last].all(outlook.needs),
        }
    }
}

impl<'a> Around<'a> {
    /// The text around the quotation that is unit `at` of a stream with these traits.
    pub fn new(stream: &'a Stream, units: &'a Units, grammar: &'a Grammar, traits: &'a [Traits], at: usize) -> Self {
        let (before, behind) = (traits.get(..at).unwrap_or_default(), traits.get(at + 1..).unwrap_or_default());
        let (before, behind) = (View::of(before.iter().rev().copied()), View::of(behind.iter().copied()));
        Around { stream, units, grammar, traits, at, before, behind, now: Vec::new(), next: Vec::new() }
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
            let traits = self.traits[here];
            next.clear();
            let mut found = None;
            for (step, captures) in now.drain(..) {
                let Step::Unit(test) = steps[step as usize] else { continue };
                if !self.passes(test, unit, traits) {
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

    fn passes(&self, test: Test, unit: &Unit, traits: Traits) -> bool {
        match test {
            Test::Cue(cue) => traits.all(cue.traits) && traits.any(cue.frames),
            Test::Noun(noun) => traits.any(noun.kind) && traits.all(noun.traits) && self.noun(noun, unit),
            Test::Kind(kinds) => traits.any(kinds),
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

    fn noun(&self, test: NounTest, unit: &Unit) -> bool {
        let Some(noun) = self.units.noun(unit) else { return false };
        (test.base == 0 || self.grammar.words.base(noun.preposition) == test.base)
            && (test.class == Class::NONE || self.class(unit).any(test.class))
    }
}

/// What the units of a stream are, as patterns ask for it; nothing where no marks stand.
pub(super) fn traits(stream: &Stream, units: &Units, grammar: &Grammar) -> Vec<Traits> {
    if !stream.units.iter().any(|unit| matches!(unit.kind, UnitKind::Quote(_))) {
        return Vec::new();
    }
    stream.units.iter().map(|unit| unit_traits(unit, units, grammar)).collect()
}

fn unit_traits(unit: &Unit, units: &Units, grammar: &Grammar) -> Traits {
    let own = Traits::of(unit.kind).or(if unit.word == 0 { Traits::NONE } else { Traits::word(unit.word) });
    if let Some(noun) = units.noun(unit) {
        let holds = |traits: Traits, fact: bool| if fact { traits } else { Traits::NONE };
        return own
            .or(Traits::NOUN_PHRASE)
            .or(holds(Traits::SPEAKS, noun.can_speak()))
            .or(holds(Traits::NAMED, noun.name.is_some()))
            .or(holds(Traits::PERSON, noun.kind == Kind::Person));
    }
    match units.verb(unit).and_then(|v| Some((v, grammar.verbs.report(v.report?)))) {
        Some((verb, report)) => own.or(Traits::REPORTS).or(Traits::frames(report.frames)).or(Traits::flags(cue_flags(verb, report))),
        None => own,
    }
}

/// The flags that a pattern may ask of a cue.
fn cue_flags(verb: &VerbGroup, report: &Report) -> u16 {
    let holds = |flag: u16, fact: bool| if fact { flag } else { 0 };
    holds(program::CUE_FINITE, verb.is_finite())
        | holds(program::CUE_GERUND, verb.head.mood == Mood::Gerund)
        | holds(program::CUE_INFINITIVE, verb.head.mood == Mood::Infinitive)
        | holds(program::CUE_PARTICIPLE, verb.head.mood == Mood::Participle)
        | holds(program::CUE_PASSIVE, verb.passive)
        | holds(program::CUE_ACTIVE, !verb.passive)
        | holds(program::CUE_PLAIN, !verb.takes_it_up)
        | holds(program::CUE_SI, verb.impersonal)
        | holds(program::CUE_IT, verb.takes_it_up)
        | holds(program::CUE_ALWAYS, report.always)
        | holds(program::CUE_THIRD, verb.is_third())
        | holds(program::CUE_WRITTEN, report.written)
        | holds(program::CUE_REFLEXIVE, verb.reflexive)
        | holds(program::CUE_NONFINITE, !verb.is_finite())
        | holds(program::CUE_AFFIRMED, !verb.negated)
        | holds(program::CUE_ESSERE, verb.agreement.0 != 0)
}
