//! The clause of a verb of saying: *ha detto che la legge cambierà*.

use super::Clause;
use crate::attribution::{Reading, Voice};
use crate::clause::{Path, Subject};
use crate::grammar::conjugate::{Mood, Tense};
use crate::grammar::lexicon::Class;
use crate::grammar::rule::Resolver;
use crate::unit::{Kind, Owner, UnitKind};

/// The longest clause, in units: a sentence that never stops is no speech that anybody reported.
const LONGEST: u32 = 400;

impl Reading<'_> {
    pub(super) fn complement_clauses(&self, s: u32, owner: Owner, accepted: &[bool], out: &mut Vec<Clause>) {
        let quoted = |from: u32, to: u32| self.any_accepted(s, from, to, accepted);
        let clauses = &self.clauses[s as usize];
        let mut k = 0;
        while k < clauses.complements.len() {
            let first = clauses.complements[k];
            if first.end - first.start > LONGEST {
                k += 1;
                continue;
            }
            let mut end = first.end;
            let mut next = k + 1;
            // che …, e che …: one content
            // (unless marks stand in one of the two: the other is a content of its own)
            while let Some(c) = clauses
                .complements
                .get(next)
                .filter(|c| c.cue == first.cue && c.start <= end + 2)
                .filter(|c| quoted(first.start, end) == quoted(c.start, c.end))
            {
                end = end.max(c.end);
                next += 1;
            }
            k = next;
            if let Some(clause) = self.complement_clause(s, owner, first.cue, first.start, end) {
                if owner == Owner::Story && quoted(first.start, end) {
                    out.extend(self.beside_marks(s, &clause, (first.start, end), accepted));
                }
                out.push(clause);
            }
        }
    }

    /// *ha detto che il bilancio è «solido» e che / e i conti tornano*: words in marks are a quotation of their own,
    /// and so is a whole clause that is coordinated with theirs.
    pub(super) fn beside_marks(&self, s: u32, clause: &Clause, (start, end): (u32, u32), accepted: &[bool]) -> Vec<Clause> {
        let marked = |k: &u32| matches!(self.kind(s, *k), Some(UnitKind::Quote(m)) if accepted[m as usize]);
        let finite = |a: u32, b: u32| (a..b).any(|k| self.verb(s, k).is_some_and(|v| v.is_finite()));
        let joins = |k: &u32| self.kind(s, *k) == Some(UnitKind::Coordinator);
        // … e due sindaci chiedono di fermarlo: the reporter goes on
        let reports = |k: u32| self.verb(s, k).is_some_and(|v| v.is_finite() && self.report(v).is_some_and(|r| r.always));
        let mut parts = Vec::new();
        if let Some(first) = (start..end).find(marked)
            && let Some(c) = (start + 1..first).rev().find(joins)
            && finite(start, c)
            && (c + 1 == first || finite(c, first) || matches!(self.kind(s, c + 1), Some(UnitKind::Noun(_))))
        {
            parts.push((start, c - u32::from(self.kind(s, c - 1) == Some(UnitKind::Punct(',')))));
        } else if let Some(first) = (start..end).find(marked)
            && self.kind(s, first - 1) == Some(UnitKind::Punct(','))
            && finite(start, first)
            && !(start + 1..first).any(reports)
        {
            // che arriveranno due centrocampisti, «uno che corre e uno che pensa»
            parts.push((start, first - 1));
        }
        if let Some(last) = (start..end).rev().find(marked)
            && let Some(c) = (last + 1..end).find(joins)
            && !matches!(self.kind(s, c + 1), Some(UnitKind::Prep(_)))
            && finite(c, end)
            && !finite(last, c)
            && !(c + 1..end).any(reports)
        {
            parts.push((c + 1, end));
        }
        let spans = parts.into_iter().map(|(a, b)| self.clause_span(s, a, b));
        let whole = spans.filter(|x| x.of(self.article.text).split_whitespace().count() > 4);
        whole.map(|x| Clause { segments: vec![x], cue: clause.cue.clone(), source: clause.source.clone(), ..*clause }).collect()
    }

    fn complement_clause(&self, s: u32, owner: Owner, cue: u32, start: u32, end: u32) -> Option<Clause> {
        let verb = self.verb(s, cue)?;
        let report = self.report(verb)?;
        // non ha escluso che: who does not exclude it, says that it may be
        let denies = verb.negated && !self.grammar.lists(&self.grammar.words.denying, &report.lemma);
        if !(report.always || report.declares()) || denies || verb.is_speech_internal() || !self.asserts(s, cue) {
            return None;
        }
        // «due presidenti – ha dichiarato X – che mi hanno aiutato»: behind an aside the words go on
        if owner != Owner::Story && (cue + 1..start).any(|k| self.kind(s, k) == Some(UnitKind::Punct('-'))) {
            return None;
        }
        // questo vuol dire che: what follows from something is nobody's words
        let neuter = |x: Subject| self.noun(s, x.unit).is_some_and(|n| self.grammar.words.neuter_pronouns.contains(&n.head));
        if self.subject_of_verb(s, cue).is_some_and(neuter) {
            return None;
        }
        let (source, voice) = self.subject(s, cue);
        // nessuno ci ha avvisato che, gli esami potranno dire se: nobody has said it
        if source.as_ref().is_some_and(|x| self.is_nobody(x)) || self.is_possible(s, cue) {
            return None;
        }
        // queste cifre confermano che, la scelta vuol dire che: a thing shows, and says nothing
        let shows = |n: &u32| {
            let noun = &self.units.nouns[*n as usize];
            noun.kind == Kind::Thing && !noun.span.of(self.article.text).chars().skip(1).any(char::is_uppercase)
        };
        let of_things = owner != Owner::Story || self.grammar.lists(&self.grammar.words.showing, &report.lemma);
        if of_things && voice == Voice::Source && source.as_ref().is_some_and(|x| x.nouns.iter().all(shows)) {
            return None;
        }
        // si dice che, si è ipotizzato che: hearsay without a source
        let told = self.kind(s, start) == Some(UnitKind::Che) && self.grammar.verbs.lemma(verb.lemma).reflexive_report.is_none();
        let nobodys = verb.impersonal || verb.reflexive && told;
        if nobodys && source.is_none() || self.is_duty(s, cue) {
            return None;
        }
        // gli è stato comunicato che: nobody says by whom
        let voice = if verb.passive && source.is_none() { Voice::Nobody } else { voice };
        // inside marks only what the speaker reports of somebody else
        if owner != Owner::Story && (source.is_none() || voice != Voice::Source) {
            return None;
        }
        let end = self.cut_at_break(s, start, end);
        let end = self.cut_at_next_report(s, start, end);
        let end = self.cut_at_main_clause(s, cue, start, end);
        // denuncia come inutili le visite: without a verb it is no clause
        if self.kind(s, start) == Some(UnitKind::Subordinator) && !(start..end).any(|k| self.verb(s, k).is_some()) {
            return None;
        }
        // racconta quanto accaduto: a noun, and no clause
        let what =
            self.kind(s, start) == Some(UnitKind::Subordinator) && self.verb(s, start + 1).is_some_and(|v| v.head.mood == Mood::Participle);
        if what {
            return None;
        }
        let span = self.clause_span(s, start, end);
        let words = span.of(self.article.text).split_whitespace().count();
        (words >= 2).then(|| Clause {
            resolver: Resolver::IndirectClause,
            place: (s, cue),
            segments: vec![span],
            cue: self.cue(s, cue),
            source,
            voice,
        })
    }

    /// An infinitive reports only where it is something that happened: *nel dire, per ricordare,
    /// salvo poi ammettere*, not *vuole chiedere* or *senza dire*.
    fn asserts(&self, s: u32, cue: u32) -> bool {
        let Some(verb) = self.verb(s, cue) else { return false };
        match verb.head.mood {
            Mood::Infinitive => {
                let lead = cue.checked_sub(1).and_then(|k| self.unit(s, k));
                lead.is_some_and(|u| self.grammar.lists(&self.grammar.words.leading_assertions, u.span.of(self.article.text)))
            }
            // che il ministro ci dica dove: what somebody ought to say
            Mood::Participle | Mood::Subjunctive => false,
            _ => !self.is_supposed(s, cue),
        }
    }

    /// *se confesseranno di aver rubato*; *ha detto che ordinerà di chiudere*: what has not been said yet.
    fn is_supposed(&self, s: u32, cue: u32) -> bool {
        let (from, _) = self.sentence(s, cue);
        let clauses = &self.clauses[s as usize];
        let future = self.verb(s, cue).is_some_and(|v| v.head.tense == Tense::Future);
        let told = || clauses.complements_in(from, cue).iter().any(|c| c.cue < cue && c.start <= cue && cue < c.end);
        let inside = |k: &u32| !matches!(self.kind(s, *k), Some(UnitKind::Punct(_) | UnitKind::Che | UnitKind::Quote(_)));
        let opens = (from..cue).rev().take_while(inside).find(|k| self.kind(s, *k) == Some(UnitKind::Subordinator));
        let supposes = |k: u32| self.unit(s, k).is_some_and(|u| self.grammar.words.supposing.contains(&u.word));
        future && told() || opens.is_some_and(supposes)
    }

    /// *può dire di*, *potranno dire se*: what somebody might say.
    fn is_possible(&self, s: u32, cue: u32) -> bool {
        let words = |v: &crate::unit::VerbGroup| {
            let may = |w: &str| self.grammar.lists(&self.grammar.words.possibility, w);
            v.span.of(self.article.text).split_whitespace().take(3).any(may)
        };
        self.verb(s, cue).is_some_and(words)
    }

    /// *va ricordato che*: what ought to be said, by nobody.
    fn is_duty(&self, s: u32, cue: u32) -> bool {
        self.verb(s, cue).is_some_and(|v| {
            let first = v.span.of(self.article.text).split_whitespace().next().unwrap_or_default();
            v.passive && self.grammar.lists(&self.grammar.words.duty, first)
        })
    }

    /// *Quando l'uomo ha detto che non c'era posto, lo ha colpito*: behind a subordinate clause comes the main one.
    fn cut_at_main_clause(&self, s: u32, cue: u32, start: u32, end: u32) -> u32 {
        let (from, _) = self.sentence(s, cue);
        // con la madre, che ha implorato la figlia di mangiare, gli autori hanno comunicato …: behind a relative before it, too
        let finite = |k: u32| self.verb(s, k).is_some_and(|v| v.is_finite());
        let relative = self.subject_of_verb(s, cue).is_some_and(|x| x.path == Path::Relative) && !(from..cue).any(finite);
        if relative {
            let main = |k: &u32| {
                let subject = matches!(self.kind(s, k + 1), Some(UnitKind::Noun(_)))
                    && self.noun(s, k + 1).is_some_and(|n| n.definite || n.name.is_some());
                self.kind(s, *k) == Some(UnitKind::Punct(',')) && subject && finite(k + 2)
            };
            return (start + 1..end).find(main).unwrap_or(end);
        }
        let leads = |k: u32| matches!(self.kind(s, k), Some(UnitKind::Paragraph | UnitKind::Coordinator | UnitKind::Adverb));
        let Some(first) = (from..cue).find(|k| !leads(*k)) else { return end };
        if self.kind(s, first) != Some(UnitKind::Subordinator) || (first + 1..cue).any(|k| self.kind(s, k) == Some(UnitKind::Punct(','))) {
            return end;
        }
        (start + 1..end).find(|k| self.kind(s, *k) == Some(UnitKind::Punct(','))).unwrap_or(end)
    }

    /// *ha riconosciuto che i fondi mancano, ma ha escluso che …*: where nobody in the clause could speak, a verb of
    /// saying with a clause of its own is the first one's again.
    fn cut_at_next_report(&self, s: u32, start: u32, end: u32) -> u32 {
        let clauses = &self.clauses[s as usize];
        let next = clauses.complements_in(start + 1, end).iter().find(|c| {
            let joined = c.cue > start + 1 && self.kind(s, c.cue - 1) == Some(UnitKind::Coordinator);
            joined && self.verb(s, c.cue).is_some_and(|v| v.is_finite() && v.is_third() && self.report(v).is_some_and(|r| r.always))
        });
        let Some(next) = next else { return end };
        let speaks = |k: u32| self.subject_of_verb(s, k).and_then(|x| self.noun(s, x.unit)).is_some_and(|n| n.can_speak());
        if (start..next.cue).any(|k| self.verb(s, k).is_some() && speaks(k)) {
            return end;
        }
        let comma = self.kind(s, next.cue - 2) == Some(UnitKind::Punct(','));
        next.cue - 1 - u32::from(comma)
    }

    /// The reporter comes back behind *, mentre*; behind an infinitive also with a participle or
    /// another noun: *di proseguire il programma, iniziato anni fa*.
    fn cut_at_break(&self, s: u32, start: u32, end: u32) -> u32 {
        let infinitive = self.kind(s, start) == Some(UnitKind::Linker);
        let word = |k: u32| self.unit(s, k).map_or("", |u| self.grammar.lexicon.key_of(u.word));
        // …, dalla quale deriverebbe: what would follow is the speaker's
        let supposed = |k: u32| {
            let verb = (k..end).find_map(|j| self.verb(s, j).filter(|v| v.is_finite()));
            verb.is_some_and(|v| v.head.mood == Mood::Conditional)
        };
        (start + 1..end)
            .find(|k| {
                // …, per poi prendere parte: the reporter tells what came next
                if word(*k) == "per" && word(k + 1) == "poi" {
                    return true;
                }
                if self.unit(s, *k).is_none_or(|u| u.kind != UnitKind::Punct(',')) {
                    return false;
                }
                let Some(next) = self.unit(s, k + 1) else { return false };
                match next.kind {
                    // …, ma lo aveva detto anche degli altri: the reporter takes the words up
                    UnitKind::Coordinator if self.verb(s, k + 2).is_some_and(|v| v.takes_it_up && v.report.is_some() && v.is_finite()) => {
                        true
                    }
                    // a versare la quota, la quale è raddoppiata
                    UnitKind::Subordinator => {
                        let breaks = self.grammar.words.breaks.contains(&next.word);
                        breaks || infinitive && self.unit_class(s, k + 1).any(Class::RELATIVE) && !supposed(k + 1)
                    }
                    UnitKind::Verb(v) => infinitive && matches!(self.units.verbs[v as usize].head.mood, Mood::Participle | Mood::Gerund),
                    UnitKind::Coordinator => infinitive && matches!(self.kind(s, k + 2), Some(UnitKind::Noun(_))),
                    UnitKind::Che => infinitive,
                    // …, notizia che ha smentito; …, ipotesi di cui si parlava: the reporter names what was said
                    UnitKind::Noun(n) => {
                        let noun = &self.units.nouns[n as usize];
                        let bare =
                            !noun.definite && !noun.indefinite && noun.name.is_none() && matches!(noun.kind, Kind::Thing | Kind::Speech);
                        let cui = |j: u32| matches!(self.kind(s, j), Some(UnitKind::Che | UnitKind::Subordinator));
                        bare && (cui(k + 2) || cui(k + 3) && self.kind(s, k + 2) == Some(UnitKind::Word))
                    }
                    _ => false,
                }
            })
            .unwrap_or(end)
    }
}
