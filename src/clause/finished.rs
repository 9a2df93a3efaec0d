//! A verb that comes when its clause has one already: which open clauses it leaves behind.

use super::{Frame, Reader, Sort};
use crate::grammar::conjugate::Mood;
use crate::unit::UnitKind;

impl Reader<'_> {
    /// A finite verb in a clause that has one already and no break since: the clause is over.
    /// The relative clause that was left so, if one was.
    pub(super) fn leave_finished(&mut self, u: u32) -> Option<Frame> {
        let report = self.verb_of(u).and_then(|v| v.report).map(|r| self.grammar.verbs.report(r));
        let reports = report.is_some();
        // che l'Italia ha pagato e ha invitato tutti a…: two acts of speech in a row are the reporter's
        let speaks_again = report.is_some_and(|r| r.always) && self.last_break.is_some_and(|b| b + 1 == u);
        let mut relative = None;
        let mut left_complement = false;
        while self.stack.len() > 1 {
            let frame = *self.top();
            let Some(own) = frame.verb else {
                // afferma che l'offerta «non riflette il valore» e invita…: the clause has its verb in marks
                let Sort::Complement(c) = frame.sort else { break };
                let complement = self.out.complements[c];
                let marked = (complement.start..u).any(|k| matches!(self.kind(k), UnitKind::Quote(_)));
                if !(marked && speaks_again && self.same_tense(complement.cue, u)) {
                    break;
                }
                // sostiene che «…» e il capogruppo, Anna Bo, auspica: the noun behind the marks begins the next clause
                self.pop(self.last_break.unwrap_or(u));
                let behind = |n: &u32| (complement.start..*n).any(|k| matches!(self.kind(k), UnitKind::Quote(_)));
                self.pending = frame.subject.filter(behind).or(self.pending);
                left_complement = true;
                continue;
            };
            let finished = match frame.sort {
                Sort::Complement(c) => {
                    let cue = self.out.complements[c].cue;
                    // chiede di restare, saluta e va: an infinitive is not coordinated with a finite verb
                    let opens = matches!(self.kind(self.out.complements[c].start), UnitKind::Linker);
                    let mood = |k: u32| self.verb_of(k).map(|v| v.head.mood);
                    let infinitive = opens && mood(own) == Some(Mood::Infinitive) && mood(u) == Some(Mood::Indicative);
                    // a chi gli chiedeva se avesse paura ha risposto di no: what was asked is over
                    let asked = matches!(mood(own), Some(Mood::Subjunctive | Mood::Conditional)) && mood(u) == Some(Mood::Indicative);
                    let squeezed =
                        !self.coordinated && asked && report.is_some_and(|r| r.always) && self.last_break.is_none_or(|b| b < own);
                    squeezed
                        || self.coordinated
                            && (infinitive || reports && self.same_tense(cue, u) && (speaks_again || !self.same_tense(cue, own)))
                }
                // quando le chiese perché tacesse, rispose: the comma closes both
                _ => !self.coordinated || left_complement && self.behind_comma(u),
            };
            if !finished {
                break;
            }
            let end = if self.coordinated { self.last_break.unwrap_or(u) } else { u };
            self.pop(end);
            left_complement |= matches!(frame.sort, Sort::Complement(_));
            if frame.sort == Sort::Relative && !self.coordinated {
                relative = Some(frame);
            }
        }
        relative
    }

    /// Whether the last break is a comma not far before `u`.
    pub(super) fn behind_comma(&self, u: u32) -> bool {
        self.last_break.is_some_and(|b| u - b <= 3 && matches!(self.kind(b), UnitKind::Punct(',')))
    }

    /// *ha spiegato che…, precisando che…*: the gerund of a verb of saying is the reporter's.
    pub(super) fn leave_complement(&mut self, u: u32) {
        // pur precisando: the conjunction before it has opened a clause of its own
        while self.stack.len() > 1 && (self.top().verb.is_some() || self.top().sort == Sort::Adverbial) {
            let end = self.last_break.filter(|b| *b + 3 >= u).unwrap_or(u);
            self.pop(end);
        }
    }

    /// *…, non senza riconoscere che*; *…, salvo ammettere che*: the reporter goes on.
    pub(super) fn behind_except(&self, u: u32) -> bool {
        self.last_break.is_some_and(|b| {
            u - b <= 4 && self.stream.units[b as usize + 1..u as usize].iter().any(|x| self.grammar.words.exceptions.contains(&x.word))
        })
    }

    fn same_tense(&self, a: u32, b: u32) -> bool {
        let verb = |u: u32| self.verb_of(u);
        match (verb(a), verb(b)) {
            (Some(x), Some(y)) => x.head.mood == y.head.mood && x.head.tense == y.head.tense && y.head.persons & (4 | 32) != 0,
            _ => false,
        }
    }
}
