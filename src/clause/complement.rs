//! *che*, *se*, *di*: whether what they open is the clause of a verb of saying, and of which → an
//! open complement; or else a relative or an adverbial clause.

use super::{Complement, Frame, Path, Reader, Sort, agrees};
use crate::grammar::conjugate::Mood;
use crate::grammar::lexicon::Class;
use crate::grammar::verbs::Frames;
use crate::unit::UnitKind;

/// The longest clause between a verb of saying and what it reports, in units.
const BETWEEN: u32 = 24;

impl Reader<'_> {
    pub(super) fn che(&mut self, u: u32) {
        let coordinated = u > 0 && matches!(self.kind(u - 1), UnitKind::Coordinator);
        // ricorda che anche la Regione aveva chiesto di trattare, e che quella richiesta resta: with the clause that *che* opened
        let opened = |f: &Frame, by_che: bool| match f.sort {
            Sort::Complement(c) => !by_che || matches!(self.kind(self.out.complements[c].start), UnitKind::Che),
            _ => false,
        };
        let with = || self.stack.iter().rposition(|f| opened(f, true)).or_else(|| self.stack.iter().rposition(|f| opened(f, false)));
        if coordinated && let Some(position) = with() {
            let Sort::Complement(index) = self.stack[position].sort else { return };
            let cue = self.out.complements[index].cue;
            // e che …: the same content goes on, unless marks stand in one of the two
            while self.stack.len() > position {
                self.pop(u);
            }
            return self.complement(u, cue);
        }
        let previous = u.checked_sub(1).map(|p| self.kind(p));
        let behind_noun = matches!(previous, Some(UnitKind::Noun(_) | UnitKind::Prep(_)));
        let behind_comma_noun = matches!(previous, Some(UnitKind::Punct(',')))
            && u > 1
            && matches!(self.kind(u - 2), UnitKind::Noun(_) | UnitKind::Prep(_) | UnitKind::Brackets(_));
        let governor = self.governor(u, Frames::CHE).or_else(|| self.governor_behind_relative(u, Frames::CHE));
        // raccontando ciò che sanno
        let neuter = u > 0 && self.grammar.words.neuter_pronouns.contains(&self.stream.units[u as usize - 1].word);
        // lo annuncia il ministero che gestisce i musei: what was said stands before
        let said = governor.is_some_and(|g| g + 1 < u && behind_noun && self.has_said_it(g));
        let complements =
            governor.filter(|g| !neuter && !said && (!behind_comma_noun || self.parenthesis(*g, u)) && self.takes_clause(*g, u));
        if let Some(cue) = complements.or_else(|| self.close_adverbial(u, Frames::CHE)) {
            return self.complement(u, cue);
        }
        let mut frame = Frame::new(if behind_noun || behind_comma_noun { Sort::Relative } else { Sort::Adverbial });
        if frame.sort == Sort::Relative {
            frame.subject = self.antecedent(u);
            frame.relative = true;
        }
        frame.behind_comma = behind_comma_noun;
        self.open(frame);
    }

    pub(super) fn subordinator(&mut self, u: u32) {
        let class = self.grammar.lexicon.entry(self.stream.units[u as usize].word).class;
        let adjacent = u > 0
            && matches!(
                self.kind(u - 1),
                UnitKind::Verb(_) | UnitKind::Noun(_) | UnitKind::Prep(_) | UnitKind::Adverb | UnitKind::Coordinator
            );
        let word = self.grammar.lexicon.key_of(self.stream.units[u as usize].word);
        let frames = if word == "come" { Frames::SE.or(Frames::CHE) } else { Frames::SE };
        let asks = class.any(Class::INTERROGATIVE) || word == "se";
        if adjacent
            && asks
            && let Some(cue) = self.governor(u, frames).filter(|g| self.takes_clause(*g, u) && !self.has_said_it(*g))
        {
            return self.complement(u, cue);
        }
        let relative = class.any(Class::RELATIVE);
        let mut frame = Frame::new(if relative { Sort::Relative } else { Sort::Adverbial });
        if relative && self.is_which(u) {
            frame.subject = self.antecedent(u);
            frame.relative = true;
        }
        frame.headless = matches!(word, "quanto" | "quanti" | "quanta" | "quante" | "chi" | "chiunque");
        frame.behind_comma = u > 0 && matches!(self.kind(u - 1), UnitKind::Punct(','));
        self.open(frame);
    }

    pub(super) fn linker(&mut self, u: u32) {
        let word = self.stream.units[u as usize].word;
        let frame = if self.grammar.words.is_di(word) {
            Frames::DI
        } else if self.grammar.words.is_a(word) {
            Frames::A
        } else {
            return;
        };
        // ha fatto notare prima di uscire: it belongs to the word before it
        if u.checked_sub(1).is_some_and(|k| self.grammar.words.lead_infinitives.contains(&self.stream.units[k as usize].word)) {
            return;
        }
        if let Some(cue) = self.close_adverbial(u, frame) {
            return self.complement(u, cue);
        }
        // alla Svizzera, che rappresenta gli Usa, di indagare: a verb that reports at times only gives way
        let always = |v: &u32| self.verb_of(*v).and_then(|v| v.report).is_some_and(|r| self.grammar.verbs.report(r).always);
        let near = self.governor(u, frame);
        let around = self.governor_behind_relative(u, frame).filter(|_| near.filter(always).is_none());
        let Some(cue) = around.or(near) else { return };
        let behind_other = around.is_none()
            && (cue + 1..u).any(|k| match self.kind(k) {
                UnitKind::Noun(n) => {
                    let noun = &self.units.nouns[n as usize];
                    let impersonal = self.verb_of(cue).is_some_and(|v| v.impersonal);
                    // ha esortato gli ordinandi a pregare: whom one urges is somebody
                    let urges = |v: &crate::unit::VerbGroup| {
                        self.grammar.lists(&self.grammar.words.urging, &self.grammar.verbs.lemma(v.lemma).name)
                    };
                    if noun.head == 0 && noun.definite && k == cue + 1 && k + 1 == u && self.verb_of(cue).is_some_and(urges) {
                        return false;
                    }
                    !noun.can_speak() && (impersonal || k + 1 != u || !self.is_content_noun(noun))
                }
                _ => false,
            });
        let coordinated = u > 0 && matches!(self.kind(u - 1), UnitKind::Coordinator);
        if behind_other && !coordinated {
            return;
        }
        self.complement(u, cue);
    }

    fn complement(&mut self, u: u32, cue: u32) {
        let index = self.out.complements.len();
        // orgoglioso di aver vinto: the predicate is what was said
        let start = if self.declares(cue, u) { cue + 1 } else { u };
        self.out.complements.push(Complement { cue, start, end: u + 1 });
        self.open(Frame::new(Sort::Complement(index)));
    }

    /// *chiederanno, se la mozione sarà respinta, che si voti*: the verb of saying right before a clause between commas that
    /// says when or why; leaves that clause.
    fn close_adverbial(&mut self, u: u32, frame: Frames) -> Option<u32> {
        let comma = |k: u32| matches!(self.kind(k), UnitKind::Punct(','));
        if u < 4 || !comma(u - 1) {
            return None;
        }
        let within =
            |k: &u32| !matches!(self.kind(*k), UnitKind::Stop | UnitKind::Paragraph | UnitKind::Quote(_) | UnitKind::Punct(':' | ';'));
        let open = (u.saturating_sub(BETWEEN)..u - 1).rev().take_while(within).find(|k| comma(*k)).filter(|k| *k > 0)?;
        let adverbial = match self.kind(open + 1) {
            // ha detto invece, e l'aula ha applaudito, che nessuno …
            UnitKind::Coordinator => (open + 2..u).any(|k| self.verb_of(k).is_some_and(|v| v.is_finite())),
            UnitKind::Subordinator => !self.grammar.lexicon.entry(self.stream.units[open as usize + 1].word).class.any(Class::RELATIVE),
            UnitKind::Verb(v) => self.units.verbs[v as usize].head.mood == Mood::Gerund,
            _ => false,
        };
        let cue = (0..open).rev().take(3).find(|k| !matches!(self.kind(*k), UnitKind::Adverb))?;
        let report =
            self.verb_of(cue).filter(|v| adverbial && !v.impersonal).and_then(|v| v.report).map(|r| self.grammar.verbs.report(r))?;
        let free = !self.out.complements_in(cue, u).iter().any(|c| c.cue == cue);
        let coordinated = self.kind(open + 1) == UnitKind::Coordinator;
        let around = self.stack.iter().any(|f| f.verb == Some(cue)) || coordinated && self.stack.len() == 1;
        if !free || !report.always || !report.frames.any(frame) || !around {
            return None;
        }
        while self.stack.len() > 1 && self.top().verb != Some(cue) {
            self.pop(u);
        }
        Some(cue)
    }

    /// The verb of saying that a complementizer at `u` belongs to, if one is near.
    fn governor(&self, u: u32, frame: Frames) -> Option<u32> {
        let mut k = u;
        let mut steps = 0;
        while k > 0 && steps < 9 {
            k -= 1;
            steps += 1;
            let unit = &self.stream.units[k as usize];
            match unit.kind {
                // anticipava, senza essere smentito, che …; si dice dunque pronta a …
                UnitKind::Verb(_) if self.behind_exception(k) || self.is_predicate_of_saying(k) => {}
                UnitKind::Linker if self.grammar.words.exceptions.contains(&unit.word) => {}
                UnitKind::Verb(v) => {
                    let verb = &self.units.verbs[v as usize];
                    let report = verb.report.map(|r| self.grammar.verbs.report(r))?;
                    return (report.frames.any(frame) || self.announces(k, u) || self.declares(k, u)).then_some(k);
                }
                UnitKind::Adverb | UnitKind::Prep(_) | UnitKind::Noun(_) | UnitKind::Brackets(_) | UnitKind::Punct(',' | '-') => {}
                UnitKind::Word if steps <= 3 => {}
                UnitKind::Coordinator if k + 1 == u || self.joins_listeners(k) => {}
                _ => return None,
            }
        }
        None
    }

    /// *senza essere smentito*: an infinitive that belongs to what stands between commas.
    fn behind_exception(&self, k: u32) -> bool {
        let lead = k.checked_sub(1).map(|x| &self.stream.units[x as usize]);
        let except = lead.is_some_and(|x| x.kind == UnitKind::Linker && self.grammar.words.exceptions.contains(&x.word));
        except && k > 1 && matches!(self.kind(k - 2), UnitKind::Punct(',')) && matches!(self.kind(k + 1), UnitKind::Punct(','))
    }

    /// *si dice pronta*: a participle that is what somebody says of himself.
    fn is_predicate_of_saying(&self, k: u32) -> bool {
        let participle = self.verb_of(k).is_some_and(|v| v.head.mood == Mood::Participle);
        let says = |j: u32| self.verb_of(j).and_then(|v| v.report).is_some_and(|r| self.grammar.verbs.report(r).declares());
        let lead = (k.saturating_sub(2)..k).rev().find(|j| !matches!(self.kind(*j), UnitKind::Adverb));
        participle && lead.is_some_and(says)
    }

    /// *ha detto a Rossi e Bianchi che*: the coordinator at `k` stands between two listeners.
    fn joins_listeners(&self, k: u32) -> bool {
        let next = self.stream.units.get(k as usize + 1);
        k > 0
            && matches!(self.kind(k - 1), UnitKind::Prep(_))
            && next.is_some_and(|x| matches!(x.kind, UnitKind::Noun(_) | UnitKind::Prep(_)))
            && self.noun_of(k - 1).is_some_and(|n| self.grammar.words.is_a(n.preposition) && n.can_speak())
            && self.noun_of(k + 1).is_some_and(|n| n.can_speak())
    }

    /// *ha annunciato la disponibilità a incontrare*: the noun tells what was said, whatever the verb takes.
    fn announces(&self, verb: u32, u: u32) -> bool {
        let reports = self.verb_of(verb).is_some_and(|v| v.report.is_some_and(|r| self.grammar.verbs.report(r).always));
        let told = |n: &crate::unit::NounPhrase| n.definite && self.is_content_noun(n);
        reports && verb + 2 == u && self.units.noun(&self.stream.units[u as usize - 1]).is_some_and(told)
    }

    /// *si è detto orgoglioso di aver vinto*, *si dice certo che*: what somebody says of himself goes on.
    fn declares(&self, verb: u32, u: u32) -> bool {
        let says = self.verb_of(verb).is_some_and(|v| v.report.is_some_and(|r| self.grammar.verbs.report(r).declares()));
        let predicate = |k: u32| match self.kind(k) {
            // si dice dunque pronto a
            UnitKind::Word | UnitKind::Adverb | UnitKind::Coordinator => true,
            UnitKind::Verb(v) => self.units.verbs[v as usize].head.mood == Mood::Participle,
            UnitKind::Noun(n) => !self.units.nouns[n as usize].definite && !self.units.nouns[n as usize].indefinite,
            _ => false,
        };
        says && (verb + 2..verb + 5).contains(&u) && (verb + 1..u).all(predicate)
    }

    /// *ha chiesto all'Unesco, che custodisce il sito, di intervenire*: the verb of the clause
    /// around the relative that has just closed.
    fn governor_behind_relative(&self, u: u32, frame: Frames) -> Option<u32> {
        let comma = u > 0 && matches!(self.kind(u - 1), UnitKind::Punct(','));
        let verb = self.stack.last().and_then(|f| f.verb).filter(|v| comma && u - v < 30)?;
        let report = self.verb_of(verb)?.report.map(|r| self.grammar.verbs.report(r))?;
        let free = !self.out.complements_in(verb, u).iter().any(|c| c.cue == verb);
        (free && report.frames.any(frame) && report.always).then_some(verb)
    }

    /// *ha detto Rossi che…*, *ha detto ai cronisti che…*: the clause is the verb's, not the noun's,
    /// where what stands between is its subject, its listener or an aside; behind an object, or
    /// when another clause is governed already, *che* is a relative.
    fn takes_clause(&self, governor: u32, u: u32) -> bool {
        if u == governor + 1 || matches!(self.kind(u - 1), UnitKind::Brackets(_)) && self.parenthesis(governor, u) {
            return true;
        }
        if self.behind_topic(u) {
            return false;
        }
        // «…», ha raccontato una donna che passava: the words in marks are all that the verb reports
        let finite = self.verb_of(governor).is_some_and(|v| v.is_finite());
        if finite && self.beside_quote(governor) {
            return false;
        }
        // firmato da cittadini che…, annunciato durante la sagra che…: behind a passive the noun is
        // nearer than the verb
        let passive = self.verb_of(governor).is_some_and(|v| v.passive);
        if passive && matches!(self.kind(u - 1), UnitKind::Prep(_)) {
            return false;
        }
        let already = self.out.complements_in(governor, u).iter().any(|c| c.cue == governor);
        let between = &self.stream.units[governor as usize + 1..u as usize];
        // aggiunge però, che …: nothing but adverbs
        if finite && between.iter().all(|x| matches!(x.kind, UnitKind::Adverb | UnitKind::Coordinator | UnitKind::Punct(','))) {
            return true;
        }
        let commas = between.iter().filter(|x| matches!(x.kind, UnitKind::Punct(','))).count();
        let Some(verb) = self.verb_of(governor) else { return false };
        // ha avvertito i cittadini che: the object is who listens
        let informs = self.grammar.lists(&self.grammar.words.informing, &self.grammar.verbs.lemma(verb.lemma).name);
        if informs && !verb.passive && between.len() == 1 && self.noun_of(governor + 1).is_some_and(|n| n.can_speak()) {
            return !already;
        }
        let has_subject = self.out.subjects[governor as usize].is_some_and(|s| s.path != Path::After);
        let nouns = between.iter().zip(governor + 1..).filter_map(|(x, k)| match x.kind {
            UnitKind::Noun(n) if !self.joins_listeners(k - 1) => Some(&self.units.nouns[n as usize]),
            _ => None,
        });
        let mut count = 0;
        let last = between.len() - 1;
        let object =
            |n: &crate::unit::NounPhrase| self.is_content_noun(n) && self.units.noun(&between[last]).is_some_and(|x| x.span == n.span);
        for noun in nouns {
            // ribadisce la richiesta che…: verb and noun report together
            if object(noun) && noun.definite && between.len() <= 2 && !verb.impersonal {
                continue;
            }
            count += 1;
            if !noun.can_speak() || has_subject || verb.passive || !agrees(verb, noun) {
                return false;
            }
        }
        !already && count <= 1 && commas % 2 == 0
    }

    /// *ha riferito sulla vicenda che*, *racconta del tentativo di*, *si riferisce alle proteste che*: the clause is the noun's.
    fn behind_topic(&self, u: u32) -> bool {
        let words = &self.grammar.words;
        let noun = u.checked_sub(1).filter(|k| matches!(self.kind(*k), UnitKind::Prep(_))).and_then(|k| self.noun_of(k));
        // insistono sul fatto che: what was said
        let told = |n: &&crate::unit::NounPhrase| words.facts.contains(&n.head) || self.is_content_noun(n);
        noun.filter(|n| !told(n)).is_some_and(|n| {
            let base = words.base(n.preposition);
            base == words.su || [words.di, words.a].contains(&base) && n.kind == crate::unit::Kind::Thing && n.name.is_none()
        })
    }

    /// *lo ha detto quando è uscito*: what was said stands before.
    fn has_said_it(&self, governor: u32) -> bool {
        self.verb_of(governor).is_some_and(|v| v.takes_it_up && !v.dative)
    }

    /// *ha fatto sapere, con una certa ironia, che…*: between commas stands nothing that a relative could
    /// belong to.
    fn parenthesis(&self, governor: u32, u: u32) -> bool {
        let between = &self.stream.units[governor as usize + 1..u as usize];
        let comma = |x: &crate::unit::Unit| matches!(x.kind, UnitKind::Punct(','));
        let opens = between.iter().take_while(|x| matches!(x.kind, UnitKind::Adverb)).count();
        let within =
            |x: &crate::unit::Unit| matches!(x.kind, UnitKind::Prep(_) | UnitKind::Adverb | UnitKind::Brackets(_) | UnitKind::Word);
        // ha deciso oggi, con un voto contrario (il suo), che …
        let closes = |x: &crate::unit::Unit| comma(x) || matches!(x.kind, UnitKind::Brackets(_));
        between.len() > opens + 2
            && comma(&between[opens])
            && closes(&between[between.len() - 1])
            && between[opens + 1..between.len() - 1].iter().all(within)
    }

    /// *la richiesta, l'intenzione, la notizia*: nouns whose clause says what was said.
    fn is_content_noun(&self, noun: &crate::unit::NounPhrase) -> bool {
        noun.name.is_none() && self.grammar.lexicon.entry(noun.head).class.any(Class::SPEECH.or(Class::CONTENT_NOUN))
    }
}
