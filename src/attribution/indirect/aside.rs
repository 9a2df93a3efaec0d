//! The clause around an aside: *La legge, ha spiegato Rossi, cambierà*; *…, come riportato da X*.

use super::Clause;
use crate::attribution::sieve::{Proposal, Target};
use crate::attribution::{Reading, Source, Voice};
use crate::clause::Path;
use crate::grammar::conjugate::Mood;
use crate::grammar::lexicon::Class;
use crate::grammar::rule::{Outcome, Resolver};
use crate::grammar::verbs::{Frames, Report};
use crate::span::Span;
use crate::unit::{Kind, UnitKind, VerbGroup};

/// An aside in its sentence, in units.
struct Bounds {
    /// Where the clause before it begins.
    begin: u32,
    /// The mark that opens it; `begin` if the sentence opens with the aside.
    open: u32,
    /// The mark that closes it.
    close: u32,
    /// One past the sentence.
    to: u32,
}

impl Reading<'_> {
    /// *La legge, ha spiegato Rossi, cambierà*; *– si legge oggi –*; *…, ha detto Rossi.*; *…, come
    /// riportato da X*
    pub(super) fn aside_clauses(&self, s: u32, accepted: &[bool], out: &mut Vec<Clause>) {
        let units = &self.stream(s).units;
        for u in 1..units.len() as u32 {
            let Some(verb) = self.verb(s, u) else { continue };
            if self.is_copula(s, u) {
                out.extend(self.authored_aside(s, u, accepted));
            }
            let Some(report) = self.report(verb) else { continue };
            let finite = verb.is_finite() && verb.is_third() && !verb.negated && !verb.takes_it_up;
            let reported = verb.head.mood == Mood::Participle && self.behind_come(s, u).is_some() && self.agent(s, u).is_some();
            let tells = report.always && report.frames.any(Frames::CHE) || self.goes_on_in_aside(s, u, verb, report);
            if !(finite || reported) || !tells {
                continue;
            }
            let Some(clause) = self.aside_clause(s, u, Some(accepted)) else { continue };
            // la vendemmia – dice X – è finita, ma l'uva – aggiunge X – è buona: two asides leave one clause around them
            let before = out.last_mut().filter(|c| matches!(c.resolver, Resolver::IndirectAside) && c.place.0 == s);
            let shared = before.as_ref().map(|c| shared(&c.segments, &clause.segments)).filter(|x| !x.is_empty());
            match (before, shared) {
                (Some(before), Some(segments)) => before.segments = segments,
                _ => out.push(clause),
            }
        }
    }

    /// *La grandine – continua la Coldiretti – è il pericolo maggiore*: what goes on alone between dashes, or with somebody
    /// behind it, are words.
    fn goes_on_in_aside(&self, s: u32, u: u32, verb: &VerbGroup, report: &Report) -> bool {
        let dash = |k: u32| self.kind(s, k) == Some(UnitKind::Punct('-'));
        let dashes = dash(u - 1) && dash(u + 1);
        let named = self.subject_of_verb(s, u).filter(|x| x.path == Path::After).and_then(|x| self.noun(s, x.unit));
        report.continues && verb.is_finite() && (dashes || named.is_some_and(|n| n.can_speak()))
    }

    /// *L'accesso, si legge nel testo, è «sospeso»*: what the aside says of marks in its sentence.
    pub(in crate::attribution) fn in_aside(&self, target: Target) -> Option<Proposal> {
        let s = target.stream;
        let (from, to) = self.sentence(s, target.unit);
        let span = self.unit(s, target.unit)?.span;
        (from + 1..to).find_map(|u| {
            let verb = self.verb(s, u)?;
            let report = self.report(verb)?;
            let fits = verb.is_finite()
                && verb.is_third()
                && !verb.negated
                && !verb.takes_it_up
                && (report.always && report.frames.any(Frames::CHE) || self.goes_on_in_aside(s, u, verb, report));
            let clause = if fits { self.aside_clause(s, u, None)? } else { return None };
            let holds = clause.segments.iter().any(|x| x.contains(span));
            holds.then(|| Proposal { cue: clause.cue, source: clause.source, ..Proposal::new(Outcome::Mixed, clause.voice, target.unit) })
        })
    }

    /// `accepted` says by mark what is a quotation of its own and ends the clause; `None` lets all pass.
    fn aside_clause(&self, s: u32, u: u32, accepted: Option<&[bool]>) -> Option<Clause> {
        let quoted = |from: u32, to: u32| accepted.is_some_and(|marks| self.any_accepted(s, from, to, marks));
        let Bounds { begin, open, close, to } = self.aside_bounds(s, u, accepted.is_some())?;
        if quoted(begin, open) {
            return None;
        }
        let (source, voice) = self.aside_source(s, u, open.min(u), close)?;
        if source.is_none() && self.has_object(s, u, close) {
            return None;
        }
        // Mattia, che ha una gamba rotta, ricorda poco: a relative alone is no sentence
        let relative = |k: u32| k > 0 && self.kind(s, k - 1) == Some(UnitKind::Che);
        let finite = |a: u32, b: u32| (a..b).any(|k| !relative(k) && self.verb(s, k).is_some_and(|v| v.is_finite()));
        let finite_before = finite(begin, open);
        let rest_from = close + 1;
        let rest_to = self.before_semicolon(s, rest_from.min(to), to);
        let rest_to = self.before_next_report(s, rest_from.min(rest_to), rest_to);
        // le multe, si legge nella circolare, sono annotate e «comportano un voto»: what stands in marks is another quotation
        let rest_to = accepted.map_or(rest_to, |marks| self.before_marks(s, rest_from.min(rest_to), rest_to, marks));
        // with a finished clause before the aside, what follows is the reporter's unless it hangs on it
        // un clima che avrebbe portato molti, spiegano i ragazzi, a ritirarsi: a noun with its relative
        let relative_before = source.is_some() && (begin..open).any(|k| self.verb(s, k).is_some_and(|v| v.is_finite()));
        let goes_on = if finite_before || relative_before && !finite(rest_from, rest_to) {
            self.hangs_on(s, (begin, open), rest_from, rest_to)
        } else {
            finite(rest_from, rest_to) || accepted.is_none() && self.any_quote(s, rest_from, rest_to)
        };
        if !finite_before && (!goes_on || quoted(rest_from, rest_to)) {
            return None;
        }
        // Il ministro, Ivo Neri, avrebbe confermato, precisando…: the main verb of what stands before it; an
        // aside without a source is followed by the verb that it parts from its subject
        let own_subject = self.subject_of_verb(s, u).is_some_and(|x| x.path == Path::Before && begin <= x.unit && x.unit < open);
        let parted = (rest_from..rest_to).find(|k| self.kind(s, *k).is_some_and(|x| x != UnitKind::Adverb));
        let verb_next = parted.is_some_and(|k| match self.kind(s, k) {
            Some(UnitKind::Verb(_)) => self.verb(s, k).is_some_and(VerbGroup::is_finite),
            kind => matches!(kind, Some(UnitKind::Quote(_))),
        });
        if source.is_none() && !finite_before && own_subject && !verb_next {
            return None;
        }
        // Come aveva detto al gip, ha sostenuto di essere pentito: who says it, says it there
        let first = (rest_from..rest_to).find(|k| self.verb(s, *k).is_some_and(VerbGroup::is_finite));
        let says = |k: u32| self.verb(s, k).is_some_and(|v| self.report(v).is_some_and(|r| r.always));
        if source.is_none() && open == begin && first.is_some_and(says) {
            return None;
        }
        // il leader ha sottolineato, precisa la Yonhap, che …: the told clause is the leader's
        let tells = (begin..open).any(|k| self.verb(s, k).is_some_and(|v| v.is_finite() && self.report(v).is_some_and(|r| r.always)));
        if tells && self.kind(s, rest_from) == Some(UnitKind::Che) {
            return None;
        }
        // il governo nega, smentisce, contraddice: one of a row of verbs
        let verb_at = |k: u32| self.verb(s, k).is_some_and(VerbGroup::is_finite);
        // Arriva in ritardo, chiede scusa, si toglie le scarpe
        if source.is_none() && open > begin && (verb_at(open - 1) || verb_at(begin)) && verb_at(rest_from) {
            return None;
        }
        // È quanto il ministro, Massimo Neri, ha detto: what it takes up stands before
        if (begin..open).take(2).any(|k| self.is_quanto(s, k)) {
            return None;
        }
        // Lo ha detto il ministro, come riferisce l'agenzia: this takes up other words and is none itself
        if (begin..open).any(|k| self.verb(s, k).is_some_and(|v| v.takes_it_up && v.report.is_some() && k - begin <= 1)) {
            return None;
        }
        let mut segments = Vec::new();
        if open > begin {
            segments.push(self.clause_span(s, begin, open));
        }
        if goes_on && !quoted(rest_from, rest_to) {
            segments.push(self.clause_span(s, rest_from, rest_to));
        }
        segments.retain(|x| !x.is_empty());
        let cue = self.cue(s, u);
        // Ci sono, afferma, «riforme mature»: what is told stands in marks
        let words: usize = segments.iter().map(|x| x.of(self.article.text).split_whitespace().count()).sum();
        let fragment = accepted.is_some() && words < 3;
        (!segments.is_empty() && !fragment).then_some(Clause {
            resolver: Resolver::IndirectAside,
            place: (s, u),
            segments,
            cue,
            source,
            voice,
        })
    }

    /// Whether what stands behind an aside, from `from`, hangs on the clause before it: *…, ha detto Neri, a
    /// cominciare dai tetti*; *…, e il resto seguirà*; *servirà, ha detto Neri, una legge*. A gerund, a relative
    /// or a noun behind a clause with its subject is the reporter's.
    pub(super) fn hangs_on(&self, s: u32, before: (u32, u32), from: u32, to: u32) -> bool {
        let past_mark = from + u32::from(matches!(self.kind(s, from), Some(UnitKind::Punct(_))));
        let saying = |k: u32| self.verb(s, k).is_some_and(|v| v.report.is_some());
        let named = |k: u32| matches!(self.kind(s, k), Some(UnitKind::Noun(_))) && self.noun(s, k).is_some_and(|n| n.kind != Kind::Pronoun);
        // il ponte è, ha detto Neri, sicuro: a copula is no finished clause
        let last = before.1.saturating_sub(1 + u32::from(matches!(self.kind(s, before.1.saturating_sub(1)), Some(UnitKind::Punct(_)))));
        if past_mark < to && last >= before.0 && self.is_copula(s, last) {
            return true;
        }
        past_mark < to
            && match self.kind(s, past_mark) {
                Some(UnitKind::Prep(_) | UnitKind::Linker) => true,
                Some(UnitKind::Verb(_)) => !saying(past_mark) && self.verb(s, past_mark).is_some_and(|v| v.head.mood != Mood::Gerund),
                // si tratta di una villa, ha detto Neri, abitata fino al quarto secolo
                Some(UnitKind::Word) => self.unit_class(s, past_mark).any(Class::NONFINITE),
                // …, ha detto Neri, e ha aggiunto che …
                Some(UnitKind::Coordinator) => !(past_mark + 1..to).take_while(|k| self.kind(s, *k) != Some(UnitKind::Che)).any(saying),
                Some(UnitKind::Noun(_)) => !(before.0..before.1).any(named),
                _ => false,
            }
    }

    /// Where the aside of the verb at `u` stands in its sentence; `told` where it is asked for words without marks.
    fn aside_bounds(&self, s: u32, u: u32, told: bool) -> Option<Bounds> {
        let (from, to) = self.sentence(s, u);
        let lead = self.behind_come(s, u);
        let come = lead.is_some();
        let mut open = lead.unwrap_or(u).checked_sub(1).unwrap_or(from);
        while open > from && self.kind(s, open)? == UnitKind::Adverb {
            open -= 1;
        }
        let at_start = lead.is_some_and(|k| k <= from);
        let mark = self.kind(s, open)?;
        if !at_start && (!matches!(mark, UnitKind::Punct(',' | '-')) || open <= from) {
            return None;
        }
        let close = self.aside_end(s, u, to)?;
        let closes = match self.kind(s, close).filter(|_| close < to) {
            Some(UnitKind::Punct('-')) => mark == UnitKind::Punct('-'),
            // – ha detto l'avvocato di Neri, Ivo Bini, può…: the comma of the apposition closes the dash, too
            Some(UnitKind::Punct(',')) if mark == UnitKind::Punct('-') => {
                !(close..to).any(|k| self.kind(s, k) == Some(UnitKind::Punct('-')))
            }
            Some(UnitKind::Punct(',' | ';')) | None => at_start || mark == UnitKind::Punct(','),
            Some(UnitKind::Subordinator | UnitKind::Che) => come,
            _ => false,
        };
        if !closes {
            return None;
        }
        if at_start {
            return Some(Bounds { begin: close + 1, open: close + 1, close, to });
        }
        let begin = self.after_break(s, from, open);
        // l'hanno chiamato, perché – spiegano i ragazzi – era tardi: behind a conjunction the clause is all that is told
        // è a un punto dalla finale e lì, come ha ammesso, gli è venuto il braccino
        let lead = (begin..open).rev().find(|k| self.kind(s, *k) != Some(UnitKind::Adverb)).unwrap_or(begin);
        let joins = told && matches!(self.kind(s, lead), Some(UnitKind::Coordinator | UnitKind::Subordinator));
        let begin = if joins { open } else { begin };
        // il padre che la domenica, ha ricordato, la portava al cinema: what is told is what the aside interrupts
        let inner = (begin..open).rev().take_while(|k| self.verb(s, *k).is_none()).find(|k| self.kind(s, *k) == Some(UnitKind::Che));
        let interrupted = inner.filter(|k| told && *k > begin && k + 1 < open && self.antecedent_before(s, *k));
        let begin = interrupted.map_or(begin, |k| k + 1);
        // una circostanza che, spiega il ministro, ha pesato: a relative is the reporter's
        let relative = told && self.kind(s, open - 1) == Some(UnitKind::Che);
        (!relative && (joins || open > begin)).then_some(Bounds { begin, open, close, to })
    }

    /// Whether *che* at `k` leads back to a noun right before it.
    fn antecedent_before(&self, s: u32, k: u32) -> bool {
        let noun = |k: u32| matches!(self.kind(s, k), Some(UnitKind::Noun(_) | UnitKind::Prep(_)));
        noun(k - 1) || k > 1 && self.kind(s, k - 1) == Some(UnitKind::Punct(',')) && noun(k - 2)
    }

    /// Whether the verb at `u` has an object before the aside closes.
    fn has_object(&self, s: u32, u: u32, close: u32) -> bool {
        // il bunker, che è ampio, disponeva di stanze, …: an object makes it a sentence
        let words = &self.grammar.words;
        let behind = matches!(self.kind(s, u + 1), Some(UnitKind::Prep(_)))
            && self.noun(s, u + 1).is_some_and(|n| words.base(n.preposition) == words.di);
        // …, avrebbe avvertito i tedeschi: so does a noun that cannot be its subject
        behind || (u + 1..close).any(|k| matches!(self.kind(s, k), Some(UnitKind::Noun(_))))
    }

    /// *come comunicato, come già annunciato*: where *come* stands before the verb at `u`.
    fn behind_come(&self, s: u32, u: u32) -> Option<u32> {
        let lead = (0..u).rev().find(|k| self.kind(s, *k) != Some(UnitKind::Adverb))?;
        self.unit(s, lead).is_some_and(|x| x.span.of(self.article.text).eq_ignore_ascii_case("come")).then_some(lead)
    }

    /// One past the aside that begins with the verb at `u`; an object makes it a sentence of its own.
    fn aside_end(&self, s: u32, u: u32, to: u32) -> Option<u32> {
        let mut close = u + 1;
        while close < to {
            match self.unit(s, close)?.kind {
                UnitKind::Noun(n) if !self.units.nouns[n as usize].can_speak() => return None,
                UnitKind::Adverb | UnitKind::Noun(_) | UnitKind::Prep(_) | UnitKind::Brackets(_) => close += 1,
                // il ministro, Anna Rossi, : an apposition of the source
                UnitKind::Punct(',')
                    if matches!(self.kind(s, close + 1), Some(UnitKind::Noun(_)))
                        && self.noun(s, close + 1).is_some_and(|n| n.can_speak())
                        && matches!(self.kind(s, close + 2), Some(UnitKind::Punct(',') | UnitKind::Stop) | None)
                        && close + 2 <= to =>
                {
                    close += 2
                }
                _ => break,
            }
        }
        Some(close)
    }

    fn aside_source(&self, s: u32, u: u32, open: u32, close: u32) -> Option<(Option<Source>, Voice)> {
        let verb = self.verb(s, u)?;
        if verb.head.mood == Mood::Participle || verb.passive {
            return self.agent(s, u).map(|a| (Some(a), Voice::Source));
        }
        if let Some(k) = self.subject_within(s, u, open, close) {
            return Some((self.source(s, k, Some(verb)), Voice::Source));
        }
        // come si è accennato: by the reporter himself
        let written = self.report(verb).is_some_and(|r| r.written);
        if verb.impersonal && !written && self.place_of_words(s, u).is_none() {
            return None;
        }
        if verb.impersonal {
            return Some(match self.place_of_words(s, u) {
                Some(source) => (Some(source), Voice::Source),
                None => (None, self.unplaced(verb)),
            });
        }
        // Il Colle, fanno sapere dallo staff, non interverrà
        match self.house(s, u).filter(|x| x.span.start >= verb.span.end) {
            Some(source) => Some((Some(source), Voice::Source)),
            None => Some((None, Voice::Dropped(verb.subject_agreement()))),
        }
    }

    /// *…, ricordano i residenti, ci sono stati incidenti, e il comitato chiede di*: somebody else says the rest.
    fn before_next_report(&self, s: u32, from: u32, to: u32) -> u32 {
        let other = |k: u32| {
            let verb = (k + 2..to).find(|j| self.verb(s, *j).is_some_and(VerbGroup::is_finite))?;
            let reports = self.verb(s, verb).and_then(|v| self.report(v)).is_some_and(|r| r.always);
            let subject = self.subject_of_verb(s, verb).filter(|x| k < x.unit)?;
            (reports && self.noun(s, subject.unit).is_some_and(|n| n.can_speak())).then_some(k)
        };
        let joins = |k: &u32| self.kind(s, *k) == Some(UnitKind::Punct(',')) && self.kind(s, k + 1) == Some(UnitKind::Coordinator);
        (from + 1..to).filter(joins).find_map(other).unwrap_or(to)
    }

    /// Where a clause ends that words in marks go on from, behind a comma or coordinated with it.
    fn before_marks(&self, s: u32, from: u32, to: u32, accepted: &[bool]) -> u32 {
        let marked = |k: &u32| matches!(self.kind(s, *k), Some(UnitKind::Quote(m)) if accepted[m as usize]);
        let Some(first) = (from..to).find(marked) else { return to };
        let comma = |k: u32| self.kind(s, k) == Some(UnitKind::Punct(','));
        let and = (from + 1..first).rev().find(|k| self.kind(s, *k) == Some(UnitKind::Coordinator));
        let cut = if first > from && comma(first - 1) { Some(first - 1) } else { and.map(|k| k - u32::from(comma(k - 1))) };
        let whole = |end: &u32| (from..*end).any(|k| self.verb(s, k).is_some_and(VerbGroup::is_finite));
        cut.filter(whole).unwrap_or(to)
    }

    fn before_semicolon(&self, s: u32, from: u32, to: u32) -> u32 {
        (from..to).find(|k| self.kind(s, *k) == Some(UnitKind::Punct(';'))).unwrap_or(to)
    }
}

/// What two lists of spans have in common.
fn shared(a: &[Span], b: &[Span]) -> Vec<Span> {
    let both = a.iter().flat_map(|x| b.iter().map(move |y| Span::new(x.start.max(y.start), x.end.min(y.end).max(x.start.max(y.start)))));
    both.filter(|x| !x.is_empty()).collect()
}
