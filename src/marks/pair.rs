//! Candidates of a paragraph → its cheapest reading: which opens, which closes what, which is none.
//!
//! Every candidate may open, close, or be left out, at the price that its neighbours set; a wrong
//! partner, a mark that is never closed and one that closes nothing cost more. The readings that end
//! in the same open marks differ only in price, so that one of them is enough: a search like
//! Viterbi's, whose time is linear because few stacks of open marks are ever worth keeping. It is
//! what resynchronises straight marks after a missing one: the shifted reading soon costs more.

use super::lexer::Candidate;
use super::table::NEVER;
use super::{MarkStyle, MarkTable};

/// The deepest nesting that is read.
const DEPTH: usize = 5;
/// Readings kept side by side.
const READINGS: usize = 14;
/// A reading that is dearer than the best by more than this is given up.
const HOPELESS: u16 = 34;
/// Candidates after which the best reading is settled, so that memory is bounded.
const SETTLE: usize = 4096;

/// A pair inside another.
const NESTED: u16 = 1;
/// A pair inside one of the same style: “… “…” …”.
const SAME_STYLE: u16 = 4;
/// The same with straight marks, whose shape does not tell: "Il "modello Valdora" piace".
const SAME_STRAIGHT: u16 = 8;
/// To close on the wrong side what was opened so: un" asceta dello sport ".
const WRONG_SIDE_TOO: u16 = 1;
/// An opening mark that nothing closes.
const UNCLOSED: u16 = 12;
/// The same for ‘, which may be an apostrophe.
const UNCLOSED_CURLY: u16 = 9;
/// The same for ', which is one mostly.
const UNCLOSED_STRAIGHT: u16 = 6;
/// An opening mark that the next paragraph repeats.
const GOES_ON: u16 = 2;
/// A closing mark that nothing opened.
const LONE: u16 = 10;

/// What a candidate does in the reading that was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Opens.
    Open,
    /// Opens; what was open last is given up as unclosed.
    Reopen,
    /// Closes the mark that has so many others open inside it, which are given up as unclosed.
    Close(u8),
    /// Closes nothing.
    Lone,
}

/// A candidate with its role.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub candidate: Candidate,
    pub act: Act,
}

/// Chooses the readings of paragraphs; its buffers serve them all.
pub(super) struct Reader<'t> {
    table: &'t MarkTable,
    states: Vec<State>,
    next: Vec<State>,
    steps: Vec<Step>,
    readings: Vec<Reading>,
}

/// Set in a stack's entry if the mark was opened with the space on the wrong side.
const WRONG_SIDE: u8 = 0x80;

/// The marks that are open, the outermost first; the last byte counts them, the others are 0. One look
/// compares two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stack(u64);

impl Stack {
    const EMPTY: Self = Self(0);

    fn len(self) -> usize {
        (self.0 >> 56) as usize
    }

    /// From the outermost inwards.
    fn iter(self) -> impl DoubleEndedIterator<Item = u8> {
        (0..self.len()).map(move |i| self.at(i))
    }

    fn at(self, i: usize) -> u8 {
        (self.0 >> (8 * i)) as u8
    }

    fn last(self) -> Option<u8> {
        self.len().checked_sub(1).map(|i| self.at(i))
    }

    fn pushed(self, entry: u8) -> Self {
        Self((self.0 | u64::from(entry) << (8 * self.len())) + (1 << 56))
    }

    fn popped(self, count: u8) -> Self {
        let left = self.len() - count as usize;
        Self(self.0 & ((1 << (8 * left)) - 1) | (left as u64) << 56)
    }
}

/// The marks that are open after some candidates, and the cheapest way there.
#[derive(Debug, Clone, Copy)]
struct State {
    stack: Stack,
    cost: u16,
    /// 1 + the place of the last step; 0 at the start.
    last: u32,
}

#[derive(Debug, Clone, Copy)]
struct Step {
    before: u32,
    candidate: u32,
    act: Act,
}

impl State {
    const START: Self = Self { stack: Stack::EMPTY, cost: 0, last: 0 };

    fn pushed(self, entry: u8, cost: u16) -> Self {
        Self { stack: self.stack.pushed(entry), cost: self.cost + cost, ..self }
    }

    fn popped(self, count: u8, cost: u16) -> Self {
        Self { stack: self.stack.popped(count), cost: self.cost + cost, ..self }
    }
}

impl<'t> Reader<'t> {
    pub fn new(table: &'t MarkTable) -> Self {
        Self { table, states: Vec::new(), next: Vec::new(), steps: Vec::new(), readings: Vec::new() }
    }

    /// The roles of a paragraph's candidates, in order; those that are no marks are left out.
    /// `expected` is the style that the next paragraph opens with, if this one may go on there.
    pub fn read(&mut self, candidates: &[Candidate], expected: Option<MarkStyle>) -> &[Reading] {
        self.readings.clear();
        self.states.clear();
        self.states.push(State::START);
        let mut settled = 0;
        for (i, candidate) in candidates.iter().enumerate() {
            self.step(i, candidate);
            let unanimous = self.states.len() == 1 && self.states[0].last > 0;
            if unanimous || i - settled > SETTLE {
                self.settle(candidates, |_| 0);
                settled = i;
            }
        }
        self.settle(candidates, |open| {
            let all: u16 = open.iter().map(unclosed).sum();
            match open.iter().next().filter(|e| Some(style(*e)) == expected) {
                Some(outer) => all - unclosed(outer) + GOES_ON,
                None => all,
            }
        });
        &self.readings
    }

    /// Tries every role of a candidate on every state.
    fn step(&mut self, index: usize, candidate: &Candidate) {
        self.next.clear();
        for s in 0..self.states.len() {
            let state = self.states[s];
            self.leave_out(index, candidate, state);
            self.open(index, candidate, state);
            self.close(index, candidate, state);
        }
        std::mem::swap(&mut self.states, &mut self.next);
        let best = self.states.iter().map(|s| s.cost).min().unwrap_or(0);
        self.states.retain(|s| s.cost <= best + HOPELESS);
        for state in &mut self.states {
            state.cost -= best;
        }
    }

    fn leave_out(&mut self, index: usize, candidate: &Candidate, state: State) {
        let glyph = self.table.glyph(candidate.glyph);
        let weights = candidate.weights;
        if glyph.is_single {
            let waiting = state.stack.iter().any(|e| style(e).is_single());
            let cost = if waiting { weights.skip_inside } else { weights.skip };
            self.keep(State { cost: state.cost + u16::from(cost), ..state }, None);
            return;
        }
        // what is left out by its neighbours is a measure; everything else closes nothing
        let as_measure = u16::from(weights.skip);
        let as_lone = u16::from(weights.close) + LONE;
        let lone = as_lone < as_measure || as_measure > LONE;
        let cost = as_measure.min(if glyph.is_closer { as_lone } else { u16::MAX });
        self.keep(State { cost: state.cost + cost, ..state }, lone.then_some((index, Act::Lone)));
    }

    fn open(&mut self, index: usize, candidate: &Candidate, state: State) {
        let glyph = self.table.glyph(candidate.glyph);
        if candidate.weights.open == NEVER {
            return;
        }
        let price = u16::from(candidate.weights.open);
        let entry = glyph.style as u8 | if candidate.weights.wrong_side && price > 0 { WRONG_SIDE } else { 0 };
        let inside = state.stack.iter().any(|e| style(e) == glyph.style);
        if state.stack.len() < DEPTH && !(inside && glyph.is_single) {
            let nested = match state.stack.len() {
                0 => 0,
                _ if inside && glyph.is_neutral() => SAME_STRAIGHT,
                _ if inside => SAME_STYLE,
                _ => NESTED,
            };
            self.keep(state.pushed(entry, price + nested), Some((index, Act::Open)));
        }
        if let Some(last) = state.stack.last().filter(|e| style(*e) == glyph.style) {
            let given_up = state.popped(1, unclosed(last));
            let nested = if given_up.stack.len() > 0 { NESTED } else { 0 };
            self.keep(given_up.pushed(entry, price + nested), Some((index, Act::Reopen)));
        }
    }

    fn close(&mut self, index: usize, candidate: &Candidate, state: State) {
        if candidate.weights.close == NEVER {
            return;
        }
        let own = u16::from(candidate.weights.close);
        let mut given_up = 0;
        for (inner, entry) in (0u8..).zip(state.stack.iter().rev()) {
            let partner = self.table.closing(candidate.glyph, style(entry));
            if partner != NEVER {
                let both_wrong = entry & WRONG_SIDE != 0 && candidate.weights.wrong_side;
                let own = if both_wrong { own.min(WRONG_SIDE_TOO) } else { own };
                let closed = state.popped(inner + 1, own + given_up + u16::from(partner));
                self.keep(closed, Some((index, Act::Close(inner))));
            }
            given_up += unclosed(entry);
        }
    }

    /// Keeps a state if it is the cheapest with its open marks.
    fn keep(&mut self, mut state: State, step: Option<(usize, Act)>) {
        let twin = self.next.iter().position(|s| s.stack == state.stack);
        let place = match twin {
            Some(t) if self.next[t].cost <= state.cost => return,
            Some(t) => t,
            None if self.next.len() < READINGS => {
                self.next.push(state);
                self.next.len() - 1
            }
            None => {
                let dearest = (0..READINGS).max_by_key(|&i| self.next[i].cost).unwrap_or(0);
                if self.next[dearest].cost <= state.cost {
                    return;
                }
                dearest
            }
        };
        if let Some((index, act)) = step {
            self.steps.push(Step { before: state.last, candidate: index as u32, act });
            state.last = self.steps.len() as u32;
        }
        self.next[place] = state;
    }

    /// Writes down the steps of the cheapest state and goes on from it alone.
    fn settle(&mut self, candidates: &[Candidate], dangling: impl Fn(Stack) -> u16) {
        let Some(&best) = self.states.iter().min_by_key(|s| s.cost + dangling(s.stack)) else { return };
        let from = self.readings.len();
        let mut last = best.last;
        while let Some(step) = (last as usize).checked_sub(1).and_then(|i| self.steps.get(i)) {
            self.readings.push(Reading { candidate: candidates[step.candidate as usize], act: step.act });
            last = step.before;
        }
        self.readings[from..].reverse();
        self.steps.clear();
        self.states.clear();
        self.states.push(State { cost: 0, last: 0, ..best });
    }
}

fn style(entry: u8) -> MarkStyle {
    MarkStyle::ALL[(entry & !WRONG_SIDE) as usize]
}

fn unclosed(entry: u8) -> u16 {
    match style(entry) {
        MarkStyle::SingleStraight => UNCLOSED_STRAIGHT,
        MarkStyle::SingleCurly => UNCLOSED_CURLY,
        _ => UNCLOSED,
    }
}
