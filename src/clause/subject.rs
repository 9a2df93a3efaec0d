//! Nouns and verbs → the subject of each verb: before it, behind it, or shared with a verb before.

use super::{Path, Reader, Sort, Subject, agrees, coordinated};
use crate::grammar::conjugate::Mood;
use crate::grammar::lexicon::Agreement;
use crate::unit::{Kind, UnitKind, VerbGroup};

/// The furthest that a subject may stand behind its verb, in units.
const AFTER: u32 = 7;
/// The same for a verb that takes words up: *lo ha detto*.
const FAR_AFTER: u32 = 12;

impl Reader<'_> {
    pub(super) fn noun(&mut self, u: u32) {
        let UnitKind::Noun(n) = self.kind(u) else { return };
        let noun = &self.units.nouns[n as usize];
        let bare = matches!(noun.kind, Kind::Thing | Kind::Speech)
            && !noun.definite
            && !noun.indefinite
            && noun.agreement.number() != Agreement::PLURAL;
        // per i sindacati il ministro ha sbagliato: whose opinion it is, is no subject
        let framed = u > 0 && self.kind(u - 1) == UnitKind::Framing;
        // la pensa come lui ma non parla: whom somebody is compared with
        let before = u.checked_sub(1).map(|k| &self.stream.units[k as usize]);
        let next = self.stream.units.get(u as usize + 1).map(|x| x.kind);
        let compared = before.is_some_and(|x| x.kind == UnitKind::Subordinator && x.word == self.grammar.words.come)
            && !matches!(next, Some(UnitKind::Verb(_) | UnitKind::Adverb | UnitKind::Punct(_)));
        if noun.kind == Kind::Time || bare || framed || compared || std::mem::take(&mut self.object_next) {
            return;
        }
        let coordinated = self.coordinated;
        let frame = *self.top();
        match frame.verb {
            None => {
                let replace = match frame.subject {
                    None => true,
                    Some(s) => {
                        let old = self.noun_of(s);
                        // Ospite di Rossi, il conduttore ha detto: what only describes him
                        let describes =
                            |o: &crate::unit::NounPhrase| o.kind == Kind::Person && o.name.is_none() && !o.definite && !o.indefinite;
                        frame.relative
                            || old.is_some_and(|o| {
                                let parted = u > 0 && matches!(self.kind(u - 1), UnitKind::Punct(','));
                                describes(o) && noun.can_speak() && (noun.definite || noun.name.is_some() || parted)
                            })
                            || old.is_some_and(|o| !o.can_speak() && !coordinated || o.kind == Kind::Place && noun.kind != Kind::Place)
                                && noun.can_speak()
                    }
                };
                if replace {
                    let top = self.top();
                    top.subject = Some(u);
                    top.relative = false;
                } else if coordinated {
                    self.pending = Some(u);
                }
            }
            Some(v) => {
                if coordinated {
                    self.pending.get_or_insert(u);
                }
                self.subject_after(v, u);
            }
        }
    }

    /// Gives verb `v` the noun `u` behind it as subject, if it has none and the two agree.
    fn subject_after(&mut self, v: u32, u: u32) {
        let beside_quote = self.beside_quote(v);
        let had = self.out.subjects[v as usize];
        let Some(verb) = self.verb_of(v) else { return };
        let Some(noun) = self.noun_of(u) else { return };
        // Il ritorno del gruppo, parla la cantante: what cannot speak gives way behind a comma; processo Neri, parla Bini:
        // so does a topic, which no comma parts from what stands before it
        let comma = |k: u32| matches!(self.kind(k), UnitKind::Punct(','));
        let topic = |s: u32| u == v + 1 && s + 2 == v && !(s.saturating_sub(3)..s).any(comma);
        let mute = had.is_some_and(|s| {
            s.path == Path::Before
                && noun.kind == Kind::Person
                && verb.report.is_some()
                && comma(v - 1)
                && (topic(s.unit) || self.noun_of(s.unit).is_some_and(|n| !n.can_speak()))
        });
        // Lo ha detto durante il suo intervento alla «colazione» di Davos il presidente
        let reach = if verb.takes_it_up { FAR_AFTER } else { AFTER };
        if had.is_some_and(|s| s.path == Path::After) || had.is_some() && !beside_quote && !mute || u - v > reach {
            return;
        }
        // ha accusato il giocatore di mentire, ha invitato un prete a salire: whom the infinitive is about
        let linked = self.stream.units.get(u as usize + 1).is_some_and(|x| x.kind == UnitKind::Linker);
        if linked && self.grammar.lists(&self.grammar.words.urging, &self.grammar.verbs.lemma(verb.lemma).name) {
            return;
        }
        // è arrabbiato Neri; but è stato detto
        let nobodys = self.grammar.verbs.lemma(verb.lemma).impersonal;
        if nobodys || verb.passive && verb.report.is_some() || !verb.is_finite() || verb.is_speech_internal() || !noun.can_speak() {
            return;
        }
        // Harris, secondo cui «…», ha chiesto una commissione: only a person takes the verb's subject away
        if had.is_some_and(|s| s.path == Path::Before) && noun.kind != Kind::Person {
            return;
        }
        if !agrees(verb, noun) && !self.several(u, v) {
            return;
        }
        let clear = (v + 1..u).all(|k| {
            matches!(self.kind(k), UnitKind::Adverb | UnitKind::Prep(_) | UnitKind::Brackets(_) | UnitKind::Punct(',') | UnitKind::Word)
                || self.is_infinitive(k)
                // dice uscendo dalla riunione Neri; not: dice incontrando a Roma Neri
                || beside_quote && self.verb_of(k).is_some_and(|v| v.head.mood == Mood::Gerund && self.grammar.verbs.lemma(v.lemma).takes_essere)
                || verb.takes_it_up && matches!(self.kind(k), UnitKind::Quote(_))
        });
        if clear {
            self.out.subjects[v as usize] = Some(Subject { unit: u, path: Path::After });
        }
    }

    /// *il sindaco e la giunta hanno detto*: nouns in the singular that are together the subject of a
    /// plural.
    fn several(&self, first: u32, verb: u32) -> bool {
        let plural = self.verb_of(verb).is_some_and(|v| v.is_finite() && v.subject_agreement().number() == Agreement::PLURAL);
        if !plural || self.noun_of(first).is_none_or(|n| !n.can_speak()) {
            return false;
        }
        let members = coordinated(self.stream, self.units, self.grammar, first);
        members.len() > 1 && (verb < first || members.last().is_some_and(|last| *last < verb))
    }

    /// *non vuole sentir parlare Neri*
    fn is_infinitive(&self, k: u32) -> bool {
        self.verb_of(k).is_some_and(|v| v.head.mood == Mood::Infinitive)
    }

    pub(super) fn beside_quote(&self, v: u32) -> bool {
        let mut k = v;
        while k > 0 {
            k -= 1;
            match self.kind(k) {
                UnitKind::Punct(',' | '-') | UnitKind::Adverb => {}
                UnitKind::Quote(_) => return true,
                _ => return false,
            }
        }
        // inside marks, an aside: «… – continua il ministro – …»
        false
    }

    pub(super) fn verb(&mut self, u: u32) {
        let Some(verb) = self.verb_of(u).filter(|v| v.head.mood != Mood::Participle) else { return };
        let finite = verb.is_finite();
        let reports = verb.report.is_some_and(|r| self.grammar.verbs.report(r).always);
        let mut behind_relative = None;
        if finite {
            let left = self.leave_finished(u);
            behind_relative = left.and_then(|relative| self.subject_behind_relative(u, relative));
        } else if reports && (verb.head.mood == Mood::Gerund || self.behind_except(u)) {
            self.leave_complement(u);
        }
        let subject = match behind_relative {
            Some(subject) => {
                self.top().subject = Some(subject.unit);
                self.pending = None;
                Some(subject)
            }
            None => self.subject_of(u, verb, reports),
        };
        self.out.subjects[u as usize] = subject;
        self.out.main[u as usize] = self.stack.len() == 1;
        let top = self.top();
        let opens_clause = verb.head.mood == Mood::Infinitive && matches!(top.sort, Sort::Complement(_)) && top.verb.is_none();
        if finite || opens_clause {
            top.verb = Some(u);
        }
        if finite {
            self.coordinated = false;
        }
        if behind_relative.is_none() {
            self.object_next = !finite;
        }
    }

    /// The subject that stands before the verb at `u` or that it shares with a verb before; takes the noun that
    /// was waiting.
    fn subject_of(&mut self, u: u32, verb: &VerbGroup, reports: bool) -> Option<Subject> {
        let pending = self.pending.take();
        let frame = *self.top();
        if !verb.is_finite() {
            if verb.head.mood == Mood::Gerund
                && let Some(subject) = self.subject_beside(u, reports)
            {
                return Some(subject);
            }
            // un progetto che la giunta aveva bocciato, salvo poi ammettere: whoever did what it excepts from
            if self.behind_except(u) {
                let before = (0..u)
                    .rev()
                    .take_while(|k| !matches!(self.kind(*k), UnitKind::Stop))
                    .find(|k| self.verb_of(*k).is_some_and(VerbGroup::is_finite));
                if let Some(subject) = before.and_then(|v| self.out.subjects[v as usize]) {
                    return Some(Subject { unit: subject.unit, path: Path::Shared });
                }
            }
            // a gerund goes with the verb of its clause, whose subject may stand behind it
            let beside = self.stack.iter().rev().find_map(|f| f.verb).and_then(|v| self.out.subjects[v as usize]).map(|x| x.unit);
            // il pm riprende il discorso che era iniziato dicendo che: words need somebody who speaks
            let around = |fits: &dyn Fn(u32) -> bool| {
                beside.filter(|x| fits(*x)).or_else(|| self.stack.iter().rev().filter_map(|f| f.subject).find(|x| fits(*x)))
            };
            let unit = around(&|x| !reports || self.speaks(x)).or_else(|| around(&|_| true));
            return unit.map(|unit| Subject { unit, path: Path::Shared });
        }
        if verb.is_speech_internal() {
            return None;
        }
        if let Some(unit) = self.squeezed(u, verb) {
            self.top().subject = Some(unit);
            return Some(Subject { unit, path: Path::Before });
        }
        let agrees = |unit: &u32| self.noun_of(*unit).is_some_and(|n| agrees(verb, n)) || self.several(*unit, u);
        // un articolo in cui dichiara: the relative is no subject, either
        let beside = frame.sort == Sort::Adverbial || frame.sort == Sort::Relative && !frame.relative && !frame.headless;
        if frame.subject.is_none() && pending.is_none() && beside {
            return self.subject_around(reports).filter(agrees).map(|unit| Subject { unit, path: Path::Shared });
        }
        let waiting = pending.filter(agrees);
        let own = frame.subject.filter(agrees).filter(|unit| !self.cut_off(*unit, u));
        let first = frame.verb.is_none();
        if let Some(unit) = waiting
            && (!first || own.is_none() || self.displaces(frame.subject, unit, u))
        {
            self.top().subject = Some(unit);
            return Some(Subject { unit, path: Path::Before });
        }
        // an apposition or a coordinated noun behind the subject does not replace it
        own.map(|unit| Subject {
            unit,
            path: match (frame.relative, !first && self.coordinated) {
                (true, _) => Path::Relative,
                (_, true) => Path::Shared,
                _ => Path::Before,
            },
        })
    }

    /// *Appena ha visto il conto mio zio ha sospirato*: two verbs without a break between them have each a
    /// subject of their own.
    fn squeezed(&self, u: u32, verb: &VerbGroup) -> Option<u32> {
        let noun = (0..u).rev().find(|k| !matches!(self.kind(*k), UnitKind::Adverb))?;
        let fits = matches!(self.kind(noun), UnitKind::Noun(_))
            && self.noun_of(noun).is_some_and(|n| n.can_speak() && (n.definite || n.name.is_some()) && agrees(verb, n));
        let open = |k: &u32| matches!(self.kind(*k), UnitKind::Noun(_) | UnitKind::Prep(_) | UnitKind::Adverb | UnitKind::Brackets(_));
        let other = (0..noun).rev().find(|k| !open(k))?;
        let finite = self.verb_of(other).is_some_and(VerbGroup::is_finite);
        (fits && finite && other + 1 < noun && verb.report.is_some()).then_some(noun)
    }

    /// *ha lasciato dicendo*, *ha continuato Neri promettendo*: without a comma a gerund goes with the verb before it.
    /// Of a thing only where that verb reports, too: *le contrarie hanno risposto dicendo*.
    fn subject_beside(&self, u: u32, reports: bool) -> Option<Subject> {
        let passes = |k: &u32| matches!(self.kind(*k), UnitKind::Noun(_) | UnitKind::Prep(_) | UnitKind::Adverb | UnitKind::Brackets(_));
        let at = (u.saturating_sub(AFTER)..u).rev().find(|k| !passes(k)).filter(|k| self.verb_of(*k).is_some_and(VerbGroup::is_finite))?;
        let subject = self.out.subjects[at as usize]?;
        let beside = at + 1 == u || subject.path == Path::After && subject.unit > at;
        let speaks = !reports
            || self.speaks(subject.unit)
            || self.verb_of(at).and_then(|v| v.report).is_some_and(|r| self.grammar.verbs.report(r).always);
        (beside && speaks).then_some(subject)
    }

    fn speaks(&self, unit: u32) -> bool {
        self.noun_of(unit).is_some_and(|n| n.can_speak())
    }

    /// *L'accusa, sostiene, «si basa»*; *Processo Neri, parla Anna Bo*: one comma between a noun and a verb of saying
    /// parts the two, unless it closes what stands between them.
    fn cut_off(&self, noun: u32, verb: u32) -> bool {
        let comma = |k: u32| matches!(self.kind(k), UnitKind::Punct(','));
        let reports = self.verb_of(verb).is_some_and(|v| v.report.is_some());
        let opens = noun.checked_sub(1).is_none_or(|k| !comma(k) && !matches!(self.kind(k), UnitKind::Brackets(_) | UnitKind::Noun(_)));
        // il ministro, Anna Bo, ha detto: the comma closes an apposition inside the phrase
        let closes = self.noun_of(noun).is_some_and(|n| n.name.is_some() && n.head != 0);
        // Sanremo 2020, ha continuato, «sarà…»: between commas before marks that go on about it
        let next = |k: u32| self.stream.units.get(k as usize).map(|x| x.kind);
        let enclosed =
            comma(verb - 1) && next(verb + 1) == Some(UnitKind::Punct(',')) && matches!(next(verb + 2), Some(UnitKind::Quote(_)));
        let described = (noun + 1..verb - 1).all(|k| matches!(self.kind(k), UnitKind::Word | UnitKind::Prep(_)));
        let topic = self.noun_of(noun).is_some_and(|n| !matches!(n.kind, Kind::Person | Kind::Group | Kind::Pronoun));
        reports && (noun + 2 == verb && comma(noun + 1) && opens && !closes || enclosed && described && topic)
    }

    /// *mentre parlava*: the subject of the sentence around it; *X ha confermato che Y resterà, mentre
    /// ammette*: the reporter's own source.
    fn subject_around(&self, reports: bool) -> Option<u32> {
        let around = self.stack.iter().rev().skip(1);
        around.filter(|f| !(reports && matches!(f.sort, Sort::Complement(_)))).find_map(|f| f.subject)
    }

    /// *… del ministro Neri, Sala ha precisato*: an apposition is closed by a comma, so what stands
    /// between a comma and the verb is the subject.
    fn displaces(&self, old: Option<u32>, new: u32, verb: u32) -> bool {
        let comma = self.last_break.is_some_and(|b| b + 1 == new && matches!(self.kind(b), UnitKind::Punct(',')));
        let noun = self.noun_of(new);
        let speaks = noun.is_some_and(|n| n.can_speak() && (n.definite || n.name.is_some()));
        comma && old.is_some() && verb - new <= 2 && speaks
    }
}
