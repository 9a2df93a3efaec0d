//! Marks inside what the reporter paraphrases: the clause of a verb of saying, of *secondo X*, or
//! the sentence whose other quotation has its cue already.

use super::content::Contents;
use super::sieve::{Proposal, Target};
use super::{Findings, Reading, Source, Voice};
use crate::document::{QuotationType, Reason};
use crate::grammar::conjugate::Mood;
use crate::grammar::key::key;
use crate::grammar::lexicon::{Agreement, Class};
use crate::grammar::rule::Outcome;
use crate::span::Span;
use crate::unit::{Kind, NounPhrase, UnitKind, VerbGroup};

impl Reading<'_> {
    /// The proposal for a marked span inside a reported clause.
    pub(super) fn reported(&self, target: Target, contents: &Contents, found: &Findings) -> Option<Proposal> {
        let shared = self.shares_cue(target, found);
        // che ha restituito i soldi, «gesto tardivo» per Rossi: the nearest frame
        if self.kind(target.stream, target.unit + 1) == Some(UnitKind::Framing)
            && let Some(framed) = self.in_framed(target, false)
        {
            return Some(framed);
        }
        self.in_complement(target)
            .or_else(|| self.in_framed(target, shared.is_some()))
            .or(shared)
            .or_else(|| self.behind_colon(target))
            .or_else(|| self.in_aside(target))
            .or_else(|| self.reason(target, contents))
    }

    /// *ha chiesto l'assoluzione «perché il fatto non sussiste»*: a clause in marks that hangs on a verb of
    /// saying.
    fn reason(&self, target: Target, contents: &Contents) -> Option<Proposal> {
        let s = target.stream;
        let child = self.stream(contents.inside[target.mark as usize]?);
        let opens = child.units.first().is_some_and(|u| u.kind == UnitKind::Subordinator);
        let finite = child.units.iter().any(|u| self.units.verb(u).is_some_and(VerbGroup::is_finite));
        let (from, _) = self.sentence(s, target.unit);
        let before =
            (from..target.unit).rev().take(6).take_while(|k| !matches!(self.kind(s, *k), Some(UnitKind::Quote(_) | UnitKind::Che)));
        let cue = before.into_iter().find(|k| self.verb(s, *k).is_some_and(VerbGroup::is_finite)).filter(|_| opens && finite)?;
        let verb = self.verb(s, cue).filter(|v| v.is_third() && !v.negated && !v.impersonal && self.report(v).is_some_and(|r| r.always))?;
        let (source, voice) = self.subject(s, cue);
        let mut proposal = Proposal::new(Outcome::Mixed, voice, target.unit);
        proposal.cue = self.cue(s, cue).filter(|_| !verb.passive);
        proposal.source = source;
        Some(proposal)
    }

    /// *Neri assicura: la scuola «deve restare aperta»*: the clause behind the colon is what the verb reports.
    fn behind_colon(&self, target: Target) -> Option<Proposal> {
        let s = target.stream;
        let mut colon = target.unit.checked_sub(1)?;
        while self.kind(s, colon)? != UnitKind::Punct(':') {
            let inside = !matches!(self.kind(s, colon)?, UnitKind::Stop | UnitKind::Paragraph | UnitKind::Punct(';'));
            colon = colon.checked_sub(1).filter(|_| inside)?;
        }
        let cue = self.reports_before(s, colon).filter(|cue| colon + 1 < target.unit && self.announces_colon(s, *cue, colon))?;
        let verb = self.verb(s, cue)?;
        let speaks = verb.is_finite() && verb.is_third() && !verb.negated && !verb.passive && !verb.impersonal;
        let takes_up = verb.takes_it_up && cue + 1 < colon;
        if !speaks || takes_up || !self.report(verb)?.always {
            return None;
        }
        let (source, voice) = self.subject(s, cue);
        let mut proposal = Proposal::new(Outcome::Mixed, voice, target.unit);
        proposal.cue = self.cue(s, cue);
        proposal.source = source;
        Some(proposal)
    }

    pub(super) fn in_complement(&self, target: Target) -> Option<Proposal> {
        let clauses = &self.clauses[target.stream as usize];
        let (from, _) = self.sentence(target.stream, target.unit);
        let c = clauses.complements_in(from, target.unit).iter().rfind(|c| target.unit < c.end)?;
        let verb = self.verb(target.stream, c.cue)?;
        if verb.is_speech_internal() {
            return None;
        }
        let whole = c.start + 1 == target.unit && c.end == target.unit + 1;
        let (source, voice) = self.subject(target.stream, c.cue);
        let mut proposal = Proposal::new(if whole { Outcome::Direct } else { Outcome::Mixed }, voice, target.unit);
        proposal.cue = self.cue(target.stream, c.cue);
        proposal.source = source;
        Some(proposal)
    }

    /// The sentence has a framing expression before or behind the marks.
    fn in_framed(&self, target: Target, shared: bool) -> Option<Proposal> {
        let s = target.stream;
        let (from, to) = self.sentence(s, target.unit);
        let frame = (from..to).filter(|k| self.kind(s, *k) == Some(UnitKind::Framing)).min_by_key(|k| k.abs_diff(target.unit))?;
        // a cue before the marks is nearer than a frame behind them
        if shared && frame > target.unit {
            return None;
        }
        if self.is_own_frame(s, frame) {
            let mut proposal = Proposal::new(Outcome::Mixed, self.own_voice(s, frame), target.unit);
            proposal.cue = self.cue(s, frame);
            return Some(proposal);
        }
        let source = self.framed_source(s, frame)?;
        // per il ministro: only at the head of the sentence or between commas
        if self.unit(s, frame)?.word == self.grammar.words.per && !self.frames_sentence(s, frame, from, target.unit) {
            return None;
        }
        let mut proposal = Proposal::new(Outcome::Mixed, Voice::Source, target.unit);
        // secondo il giornale, Neri avrebbe aggiunto, prima di andare, «…»: the verb has a subject of its own
        let own = (source.max(frame) + 1..target.unit).rev().find(|k| {
            let says = self.verb(s, *k).is_some_and(|v| v.is_finite() && v.is_third() && self.report(v).is_some_and(|r| r.always));
            says && self.subject_of_verb(s, *k).is_some_and(|x| x.unit > source.max(frame))
        });
        if let Some((Some(found), voice)) = own.map(|k| self.subject(s, k)) {
            proposal.cue = own.and_then(|k| self.cue(s, k));
            proposal.source = Some(found);
            proposal.voice = voice;
            return Some(proposal);
        }
        proposal.cue = self.cue(s, frame);
        proposal.source = self.source(s, source, None);
        Some(proposal)
    }

    /// The noun phrase behind a framing expression; before it for *secondo cui*.
    pub(super) fn framed_source(&self, s: u32, frame: u32) -> Option<u32> {
        let next = self.unit(s, frame + 1)?;
        if self.is_quanto(s, frame) || self.is_quanto(s, frame + 1) {
            return self.quanto_source(s, frame + 1);
        }
        match next.kind {
            UnitKind::Noun(n) | UnitKind::Prep(n) => {
                let noun = &self.units.nouns[n as usize];
                // secondo la ricostruzione della polizia, secondo i rilevamenti dei tecnici
                // stando all'ultimo bilancio fornito dalla polizia; secondo una prima descrizione
                let by = |k: u32| {
                    matches!(self.kind(s, k), Some(UnitKind::Prep(_)))
                        && self.noun(s, k).is_some_and(|n| self.grammar.words.base(n.preposition) == self.grammar.words.da && n.can_speak())
                };
                let tells = self.grammar.words.sums_up.contains(&noun.head);
                // a giudizio degli interroganti: whoever holds an opinion is somebody
                let opines = noun.head == 0 && self.unit(s, frame)?.span.of(self.article.text).contains(' ');
                let thing =
                    noun.kind == Kind::Thing && (opines || tells || self.hedged(s, frame) || self.is_of_a_speaker(noun) || by(frame + 2));
                (noun.can_speak() || noun.kind == Kind::Speech || thing).then_some(frame + 1)
            }
            // secondo cui: the noun before
            UnitKind::Subordinator => self.before_which(s, frame, next.span),
            _ => None,
        }
    }

    /// *due detenuti in attesa, secondo i quali*: the noun that the relative leads back to, by the number of its article.
    fn before_which(&self, s: u32, frame: u32, which: Span) -> Option<u32> {
        let lexicon = &self.grammar.lexicon;
        let article = which.of(self.article.text).split(' ').next().map_or(0, |w| lexicon.id(&key(w)));
        let article = Some(lexicon.entry(article)).filter(|e| e.class.any(Class::ARTICLE)).map_or(Agreement(0), |e| e.agreement);
        let (number, gender) = (article.number(), article.gender());
        let speaks = |k: &u32| self.noun(s, *k).is_some_and(|n| n.can_speak() || n.kind == Kind::Speech);
        let of_gender = |n: &NounPhrase| n.agreement.gender() == 0 || n.agreement.gender() & gender != 0;
        let agrees = |k: &u32| self.noun(s, *k).is_some_and(|n| n.agreement.number() == number && of_gender(n) && n.kind != Kind::Place);
        let near = |reach: u32| (frame.saturating_sub(reach)..frame).rev();
        near(5).take(5).filter(|k| number != 0 && agrees(k)).find(speaks).or_else(|| near(3).find(speaks))
    }

    /// *i rilevamenti dei tecnici*: what a thing is named by can speak.
    fn is_of_a_speaker(&self, noun: &NounPhrase) -> bool {
        let lexicon = &self.grammar.lexicon;
        let behind = Span::new(noun.head_span.end.max(noun.span.start), noun.span.end);
        let speaks = |w: &str| lexicon.entry(lexicon.id(&key(w))).class.any(Class::ROLE.or(Class::GROUP).or(Class::BODY));
        behind.of(self.article.text).split_whitespace().any(speaks)
    }

    /// *secondo le prime voci la merceria sarebbe in vendita*: the conditional by which the press keeps its
    /// distance, so that whatever stands behind *secondo* is its source.
    fn hedged(&self, s: u32, frame: u32) -> bool {
        let (_, to) = self.sentence(s, frame);
        (frame..to).find_map(|k| self.verb(s, k).filter(|v| v.is_finite())).is_some_and(|v| v.head.mood == Mood::Conditional)
    }

    /// *secondo quanto riferisce X*, *a quanto si apprende da X*, *stando a quanto comunicato da X*:
    /// the subject of the verb, or whoever stands behind a preposition.
    fn quanto_source(&self, s: u32, from: u32) -> Option<u32> {
        let cue = (from..from + 5).find(|k| self.verb(s, *k).is_some())?;
        let verb = self.verb(s, cue).filter(|v| v.report.is_some())?;
        if verb.impersonal || verb.passive || !verb.is_finite() {
            return (cue + 1..cue + 4).find(|k| {
                let by = |n: &NounPhrase| self.grammar.words.base(n.preposition) == self.grammar.words.da;
                matches!(self.kind(s, *k), Some(UnitKind::Prep(_))) && self.noun(s, *k).is_some_and(|n| n.can_speak() || by(n))
            });
        }
        self.subject_of_verb(s, cue).map(|x| x.unit)
    }

    pub(super) fn is_quanto(&self, s: u32, u: u32) -> bool {
        self.unit(s, u).is_some_and(|x| x.span.of(self.article.text).to_lowercase().ends_with("quanto"))
    }

    /// Whether *per X* speaks of the whole sentence and is no complement of a verb.
    pub(super) fn frames_sentence(&self, s: u32, frame: u32, from: u32, target: u32) -> bool {
        let kind = |k: u32| self.kind(s, k);
        let opens = frame == from
            || matches!(kind(frame - 1), Some(UnitKind::Punct(',' | ';' | ':' | '-') | UnitKind::Coordinator | UnitKind::Quote(_)));
        // mentre per Neri «…»
        let opens = opens || self.unit(s, frame - 1).is_some_and(|x| self.grammar.words.contrasting.contains(&x.word));
        let noun = self.noun(s, frame + 1);
        let person = noun.is_some_and(|n| {
            matches!(n.kind, Kind::Person | Kind::Pronoun | Kind::Organization | Kind::Group) && (n.definite || n.name.is_some())
        });
        // Rossi, per il quale manca un piano
        let which = kind(frame + 1) == Some(UnitKind::Subordinator);
        opens && (person || which) && target != frame
    }

    /// *Il Comune «non pensa» ad altro. Lo ha dichiarato X.* · *Lo aveva già spiegato in primavera: il
    /// deposito «si svuota»*
    pub(super) fn taken_up(&self, target: Target) -> Option<Proposal> {
        let s = target.stream;
        let (from, to) = self.sentence(s, target.unit);
        let takes_up = |k: u32| {
            self.verb(s, k).is_some_and(|v| {
                let report = self.report(v);
                v.takes_it_up && !v.negated && v.is_finite() && v.is_third() && report.is_some_and(|r| r.always)
            })
        };
        let next = (to + 1..to + 3).find(|k| self.kind(s, to) == Some(UnitKind::Stop) && takes_up(*k));
        let colon = (from..target.unit).find(|k| self.kind(s, *k) == Some(UnitKind::Punct(':')));
        // Neri «è bravo» e «lavora»: a dirlo è la collega
        let behind = (target.unit + 1..to).find(|k| self.kind(s, *k) == Some(UnitKind::Punct(':')));
        let infinitive = |k: &u32| self.verb(s, *k).is_some_and(|v| v.takes_it_up && !v.is_finite());
        if let Some(cue) = behind.and_then(|c| (c + 1..(c + 3).min(to)).find(infinitive)) {
            return self.said_by(target, cue, to);
        }
        // Il debito è «solido». Le critiche sono «fuori luogo». A scriverlo è Neri
        if let Some((cue, end)) = self.infinitive_behind(s, to).filter(|(k, _)| infinitive(k)) {
            return self.said_by(target, cue, end);
        }
        // È quanto si legge in una nota, è quanto ha detto Neri
        if let Some((cue, source, voice)) = self.is_what_behind(s, to) {
            let mut proposal = Proposal::new(Outcome::Mixed, voice, target.unit);
            proposal.cue = self.cue(s, cue);
            proposal.source = Some(source);
            return Some(proposal);
        }
        // … sono da «prendere sul serio»: lo ha detto Neri
        let same = behind.and_then(|c| (c + 1..(c + 3).min(to)).find(|k| takes_up(*k)));
        let cue = same.or(next).or_else(|| colon.and_then(|c| (from..(from + 2).min(c)).find(|k| takes_up(*k))))?;
        let (source, voice) = self.subject(s, cue);
        if (next.is_some() || same.is_some()) && source.is_none() {
            return None;
        }
        let whole = target.unit == from && target.unit + 1 == to;
        let mut proposal = Proposal::new(if whole { Outcome::Direct } else { Outcome::Mixed }, voice, target.unit);
        proposal.cue = self.cue(s, cue);
        proposal.source = source;
        Some(proposal)
    }

    /// The verb of saying behind *è quanto*, which opens the sentence behind the one that ends at `to`, and its source.
    fn is_what_behind(&self, s: u32, to: u32) -> Option<(u32, Source, Voice)> {
        let mut at = to + 1;
        if self.kind(s, to) != Some(UnitKind::Stop) {
            return None;
        }
        at += u32::from(self.kind(s, at) == Some(UnitKind::Paragraph));
        let copula = self.verb(s, at).is_some_and(|v| v.is_finite() && self.grammar.verbs.lemma(v.lemma).copula);
        let cue = at + 2;
        let reports = self.verb(s, cue).and_then(|v| self.report(v)).is_some_and(|r| r.always);
        if !copula || !self.is_quanto(s, at + 1) || !reports {
            return None;
        }
        let (source, voice) = self.subject(s, cue);
        Some((cue, source?, voice))
    }

    /// The infinitive that opens one of the two sentences behind the one that ends at `to`, and where that ends.
    fn infinitive_behind(&self, s: u32, to: u32) -> Option<(u32, u32)> {
        let mut stop = to;
        for _ in 0..2 {
            if self.kind(s, stop) != Some(UnitKind::Stop) || self.kind(s, stop + 1) == Some(UnitKind::Paragraph) {
                return None;
            }
            let (_, end) = self.sentence(s, stop + 1);
            if self.kind(s, stop + 1) == Some(UnitKind::Linker) {
                return Some((stop + 2, end));
            }
            stop = end;
        }
        None
    }

    /// *a dirlo è X*: the subject of the copula behind the infinitive.
    fn said_by(&self, target: Target, cue: u32, to: u32) -> Option<Proposal> {
        let s = target.stream;
        let reports = self.verb(s, cue).and_then(|v| self.report(v)).is_some_and(|r| r.always);
        // A scriverlo su X il ministro Neri: the press leaves the copula out
        let copula = self.verb(s, cue + 1).is_some_and(|v| v.is_finite() && self.grammar.verbs.lemma(v.lemma).copula);
        let from = if copula { cue + 2 } else { cue + 1 };
        let open = |k: &u32| matches!(self.kind(s, *k), Some(UnitKind::Prep(_) | UnitKind::Adverb | UnitKind::Word));
        let who = (from..to).take(5).find(|k| !open(k)).filter(|_| reports)?;
        let speaks = matches!(self.kind(s, who), Some(UnitKind::Noun(_))) && self.noun(s, who).is_some_and(|n| n.can_speak());
        let source = self.source(s, who, None).filter(|_| speaks)?;
        let mut proposal = Proposal::new(Outcome::Mixed, Voice::Source, target.unit);
        proposal.cue = self.cue(s, cue);
        proposal.source = Some(source);
        Some(proposal)
    }

    /// *«Who's eating?» («Chi mangia?»)*: what holds of the words holds of their translation.
    pub(super) fn gloss(&self, target: Target, found: &Findings) -> Option<Proposal> {
        let (s, u) = self.stream(target.stream).parent?;
        let alone = self.stream(target.stream).units.len() == 1 && matches!(self.unit(s, u)?.kind, UnitKind::Brackets(_));
        let before = u.checked_sub(1).filter(|_| alone)?;
        let UnitKind::Quote(mark) = self.unit(s, before)?.kind else { return None };
        if let Some(first) = found.quotations.iter().find(|f| f.mark == Some(mark)) {
            let outcome = if first.kind == QuotationType::Mixed { Outcome::Mixed } else { Outcome::Direct };
            let mut proposal = Proposal::new(outcome, first.voice, target.unit);
            proposal.cue.clone_from(&first.cue);
            proposal.source.clone_from(&first.source);
            return Some(proposal);
        }
        let span = self.marks.spans[mark as usize].segments.first()?;
        let rejected = found.rejected.iter().find(|r| r.span.start == span.start)?;
        let outcome = match rejected.reason {
            Reason::Title => Outcome::Title,
            Reason::Name => Outcome::Name,
            Reason::Term => Outcome::Term,
            Reason::Scare => Outcome::Scare,
        };
        Some(Proposal::new(outcome, Voice::Nobody, target.unit))
    }

    /// *ha definito il fallo «solare» e la gara «provinciale»*: one verb gives both their judgement.
    pub(super) fn judged_too(&self, target: Target, found: &Findings) -> bool {
        let s = target.stream;
        let (from, _) = self.sentence(s, target.unit);
        found.quotations.iter().rfind(|f| f.place.0 == s && f.mark.is_some() && f.place.1 < target.unit).is_some_and(|f| {
            let between = f.place.1 + 1..target.unit;
            let kind = |k: u32| self.kind(s, k);
            f.place.1 >= from
                && f.kind == QuotationType::Mixed
                && self.grammar.rules[f.rule].resolver.is_none()
                && between.clone().any(|k| kind(k) == Some(UnitKind::Coordinator))
                && between.clone().all(|k| !matches!(kind(k), Some(UnitKind::Verb(_) | UnitKind::Che)))
        })
    }

    /// *«A» e «B»*, *è «X», ha detto Y, che Z «W»*: one cue for all the marks of its sentence.
    fn shares_cue(&self, target: Target, found: &Findings) -> Option<Proposal> {
        let s = target.stream;
        let (from, to) = self.sentence(s, target.unit);
        let earlier = found
            .quotations
            .iter()
            .rev()
            .take_while(|f| f.place.0 != s || f.place.1 >= from)
            .find(|f| f.place.0 == s && f.place.1 < target.unit && f.place.1 < to && f.mark.is_some())?;
        let starts_again = self.kind(s, target.unit - 1) == Some(UnitKind::Punct(':'));
        if starts_again {
            return None;
        }
        let joined = (earlier.place.1 + 1..target.unit)
            .all(|k| self.unit(s, k).is_none_or(|u| !matches!(u.kind, UnitKind::Verb(_)) || k <= earlier.reach));
        let kind = if earlier.kind == QuotationType::Mixed || !joined { Outcome::Mixed } else { Outcome::Direct };
        let mut proposal = Proposal::new(kind, earlier.voice, target.unit.max(earlier.reach));
        proposal.at_most = earlier.certainty;
        proposal.cue.clone_from(&earlier.cue);
        proposal.source.clone_from(&earlier.source);
        Some(proposal)
    }
}
