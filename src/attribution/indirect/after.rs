//! The sentence that the next one attributes: *La legge cambierà. Lo ha detto Rossi.* What stands before a
//! colon is attributed by what stands behind it: *La legge cambierà: lo ha detto Rossi*.

use super::Clause;
use crate::attribution::{Reading, Source, Voice};
use crate::clause::{Complement, agrees};
use crate::document::Cue;
use crate::grammar::conjugate::Mood;
use crate::grammar::lexicon::Class;
use crate::grammar::rule::Resolver;
use crate::unit::{Kind, UnitKind, VerbGroup};

/// The furthest that the author of a noun of speech may stand behind the beginning of its sentence, in units.
const NEAR: u32 = 8;

impl Reading<'_> {
    /// *La legge cambierà. Lo ha detto Rossi.* · *A dirlo è Rossi.* · *È quanto si legge in…* · *È l'opinione di Rossi.*
    pub(super) fn attributed_sentences(&self, s: u32, accepted: &[bool], out: &mut Vec<Clause>) {
        let stream = self.stream(s);
        for u in 0..stream.units.len() as u32 {
            if self.kind(s, u) == Some(UnitKind::Punct(':')) {
                out.extend(self.summed_up_at(s, u + 1, Some(u), accepted));
            }
            let Some(verb) = self.verb(s, u) else { continue };
            let Some(report) = self.report(verb) else { continue };
            if report.always && !verb.negated && !verb.is_speech_internal() {
                out.extend(self.taken_up_by(s, u, verb, accepted));
            }
        }
        for edge in &stream.edges {
            out.extend(self.summed_up_at(s, edge + 1, None, accepted));
        }
    }

    /// What the verb at `u` takes up: *lo ha detto Rossi*, *a riferire la notizia è Rossi*, *è quanto afferma Rossi*.
    fn taken_up_by(&self, s: u32, u: u32, verb: &VerbGroup, accepted: &[bool]) -> Option<Clause> {
        let (from, to) = self.sentence(s, u);
        let colon = (from..u).rev().find(|k| self.kind(s, *k) == Some(UnitKind::Punct(':')));
        let open = colon.map_or(from, |c| c + 1);
        let infinitive = verb.head.mood == Mood::Infinitive;
        let opens = u - open <= 1 || infinitive && self.behind_lead_in(s, open, u);
        let takes_up = opens && (verb.takes_it_up || infinitive && self.tells_news(s, u)) || self.behind_quanto(s, open, u);
        if !takes_up {
            return None;
        }
        // Il giurista lo esclude: gli effetti decorrono da oggi: the words stand behind
        if self.kind(s, u + 1) == Some(UnitKind::Punct(':')) {
            return None;
        }
        // Lo ha detto Rossi: «…»: then the words in marks are what was said
        let near = (u + 1..to.min(u + 12)).take_while(|k| self.verb(s, *k).is_none());
        if self.any_accepted(s, from, near.last().map_or(u, |k| k + 1).max(u), accepted) {
            return None;
        }
        let (begin, end) = self.sentence_before(s, from, colon, accepted)?;
        let (source, voice) = if infinitive {
            (self.revealed(s, u, to), Voice::Source)
        } else {
            match self.subject(s, u) {
                (None, _) => (self.late_subject(s, u, to), Voice::Source),
                found => found,
            }
        };
        source.as_ref()?;
        let segments = vec![self.clause_span(s, begin, end)];
        Some(Clause { resolver: Resolver::IndirectAfter, place: (s, u), segments, cue: self.cue(s, u), source, voice })
    }

    /// What a sentence that begins at `from` takes up: the words before its colon, or the sentence before it.
    fn sentence_before(&self, s: u32, from: u32, colon: Option<u32>, accepted: &[bool]) -> Option<(u32, u32)> {
        let (begin, end) = match colon {
            Some(c) => (from, c),
            None => {
                // ¶ Lo riferisce il giornale: the press breaks the line there, too
                let broken = self.kind(s, from.checked_sub(1)?) == Some(UnitKind::Paragraph);
                let stop = from.checked_sub(1 + u32::from(broken))?;
                if self.kind(s, stop)? != UnitKind::Stop {
                    return None;
                }
                (self.sentence(s, stop.checked_sub(1)?).0, stop)
            }
        };
        if begin >= end || self.any_accepted(s, begin, end, accepted) {
            return None;
        }
        // Il presidente ha fatto sapere che X. Lo ha confermato Y: the words are the president's
        let reports = |c: &Complement| self.clauses[s as usize].main[c.cue as usize] && self.subject_of_verb(s, c.cue).is_some();
        (!self.clauses[s as usize].complements_in(begin, end).iter().any(reports)).then_some((begin, end))
    }

    /// *Dopo le accuse di ieri, a ribadirlo è Rossi*: nothing but a complement stands before the infinitive.
    fn behind_lead_in(&self, s: u32, open: u32, u: u32) -> bool {
        let leads = |k: u32| {
            matches!(
                self.kind(s, k),
                Some(UnitKind::Prep(_) | UnitKind::Adverb | UnitKind::Brackets(_) | UnitKind::Word | UnitKind::Noun(_))
            )
        };
        u >= open + 3
            && self.kind(s, u - 1) == Some(UnitKind::Linker)
            && self.kind(s, u - 2) == Some(UnitKind::Punct(','))
            && (open..u - 2).all(leads)
    }

    /// *A riferire la notizia sono fonti locali*: the infinitive with a thing told, and a copula behind it.
    fn tells_news(&self, s: u32, u: u32) -> bool {
        let told = |n: &crate::unit::NounPhrase| n.definite && matches!(n.kind, Kind::Thing | Kind::Speech);
        u > 0
            && self.kind(s, u - 1) == Some(UnitKind::Linker)
            && matches!(self.kind(s, u + 1), Some(UnitKind::Noun(_)))
            && self.noun(s, u + 1).is_some_and(told)
            && self.is_copula(s, u + 2)
    }

    /// *a dirlo è X*: the first noun behind the copula that can speak.
    fn revealed(&self, s: u32, u: u32, to: u32) -> Option<Source> {
        let from = (u + 1..to).find(|k| self.is_copula(s, *k)).map_or(u + 1, |k| k + 1);
        let speaks = |k: &u32| matches!(self.kind(s, *k), Some(UnitKind::Noun(_))) && self.noun(s, *k).is_some_and(|n| n.can_speak());
        self.source(s, (from..to).find(speaks)?, None)
    }

    /// *Lo ha detto alla stampa, come riferito da altri, Ivo Neri*: a subject behind commas.
    fn late_subject(&self, s: u32, u: u32, to: u32) -> Option<Source> {
        let verb = self.verb(s, u).filter(|v| !v.passive && !v.impersonal)?;
        let passes = |k: &u32| match self.kind(s, *k) {
            Some(UnitKind::Verb(_)) => self.verb(s, *k).is_some_and(|v| v.head.mood == Mood::Participle),
            // nella loro ultima dichiarazione, …
            Some(UnitKind::Noun(_)) => *k > u + 1 && self.kind(s, k - 1) != Some(UnitKind::Punct(',')),
            Some(UnitKind::Che | UnitKind::Coordinator) | None => false,
            _ => true,
        };
        let at = (u + 1..to).find(|k| !passes(k))?;
        let noun = self.noun(s, at).filter(|n| n.can_speak() && (n.definite || n.name.is_some()) && agrees(verb, n))?;
        let parted = self.kind(s, at - 1) == Some(UnitKind::Punct(',')) && noun.preposition == 0;
        if parted { self.source(s, at, Some(verb)) } else { None }
    }

    /// *È quanto ha affermato X*; *Questo, almeno, è quanto sostiene X*
    fn behind_quanto(&self, s: u32, from: u32, u: u32) -> bool {
        u >= from + 2 && self.is_quanto(s, u - 1) && self.is_copula(s, u - 2) && (from..u - 2).all(|k| self.points_back(s, k))
    }

    /// *questo, almeno,*: nothing but a pronoun and adverbs.
    fn points_back(&self, s: u32, k: u32) -> bool {
        match self.kind(s, k) {
            Some(UnitKind::Adverb | UnitKind::Punct(',') | UnitKind::Paragraph | UnitKind::Word) => true,
            Some(UnitKind::Noun(_)) => self.noun(s, k).is_some_and(|n| n.kind == Kind::Pronoun),
            _ => false,
        }
    }

    /// *È l'opinione del ministro.* · *Questo il giudizio degli osservatori.* · *Parola di Rossi.*: a noun of speech and
    /// whose it is sum the sentence before up.
    fn summed_up_at(&self, s: u32, from: u32, colon: Option<u32>, accepted: &[bool]) -> Option<Clause> {
        if !matches!(self.kind(s, from)?, UnitKind::Word | UnitKind::Noun(_) | UnitKind::Verb(_)) {
            return None;
        }
        let (begins, to) = self.sentence(s, from);
        let (at, author) = self.pledge(s, from).or_else(|| self.speech_noun(s, from, to))?;
        // è la tesi del ministro: «…»; è l'accusa del ministro che …: what was said stands behind
        let goes_on = (author + 1..to).any(|k| matches!(self.kind(s, k), Some(UnitKind::Punct(':') | UnitKind::Quote(_))));
        let told = at > from && self.kind(s, author + 1) == Some(UnitKind::Che);
        if goes_on || told {
            return None;
        }
        let (begin, end) = self.sentence_before(s, colon.map_or(from, |_| begins), colon, accepted)?;
        let span = self.span(s, from, at + 1);
        let cue = Cue { span, lemma: span.of(self.article.text).to_lowercase(), stance: Default::default() };
        let segments = vec![self.clause_span(s, begin, end)];
        let source = Some(self.source(s, author, None)?);
        Some(Clause { resolver: Resolver::IndirectAfter, place: (s, at), segments, cue: Some(cue), source, voice: Voice::Source })
    }
    /// *Parola del ministro*: the units of the pledge and of whose it is.
    fn pledge(&self, s: u32, from: u32) -> Option<(u32, u32)> {
        let unit = self.unit(s, from)?;
        let pledge = unit.kind == UnitKind::Word && self.grammar.words.pledges.contains(&unit.word);
        let speaks = self.noun(s, from + 1).is_some_and(|n| n.can_speak());
        (pledge && speaks).then_some((from, from + 1))
    }

    /// *È l'opinione del ministro*, *Questo il giudizio degli osservatori*: the units of the noun and of whose it is.
    fn speech_noun(&self, s: u32, from: u32, to: u32) -> Option<(u32, u32)> {
        let words = &self.grammar.words;
        let copula = |k: u32| u32::from(self.is_copula(s, k));
        let pronoun = u32::from(self.noun(s, from).is_some_and(|n| n.kind == Kind::Pronoun));
        let at = from + pronoun + copula(from + pronoun);
        let noun = self.noun(s, at).filter(|n| n.name.is_none() && n.preposition == 0 && n.definite)?;
        let speech = self.grammar.lexicon.entry(noun.head).class.any(Class::SPEECH) || words.sums_up.contains(&noun.head);
        let author = (at + 1..to.min(from + NEAR)).find(|k| self.kind(s, *k) != Some(UnitKind::Adverb))?;
        let by = |k: u32, bases: &[u32]| self.noun(s, k).is_some_and(|n| bases.contains(&words.base(n.preposition)) && n.can_speak());
        // La conferma arriva dal ministro
        let comes = self.verb(s, author).is_some_and(|v| v.is_finite() && v.is_third() && !v.negated && v.report.is_none());
        if speech && at == from && comes && by(author + 1, &[words.da]) {
            return Some((at, author + 1));
        }
        (speech && at > from && by(author, &[words.di, words.da])).then_some((at, author))
    }
}
