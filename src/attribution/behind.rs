//! The sentence behind words in marks that says whose they are, by a noun for them: *«…». È il bilancio
//! tracciato da X*; *Il racconto è quello di X*; *X, che ha usato queste parole*.

use super::sieve::{Proposal, Target};
use super::{Reading, Source, Voice};
use crate::document::Cue;
use crate::grammar::conjugate::Mood;
use crate::grammar::lexicon::{Agreement, Class};
use crate::grammar::rule::Outcome;
use crate::unit::{Kind, UnitKind};

/// How far into the sentence the noun for the words stands, and how far behind it the name.
const NEAR: u32 = 6;
const REACH: u32 = 14;

impl Reading<'_> {
    /// Whose the words are that fill a sentence, or open it before a comma or colon.
    pub(super) fn named_behind(&self, target: Target) -> Option<Proposal> {
        let s = target.stream;
        let (from, to) = self.where_it_is_said(target)?;
        if let Some((source, noun)) = self.said_with(s, from, to).or_else(|| self.comes_from(s, from)) {
            let mut proposal = Proposal::new(Outcome::Direct, Voice::Source, noun);
            proposal.cue = self.noun_cue(s, from, noun);
            proposal.source = Some(source);
            return Some(proposal);
        }
        let near = (from..to.min(from + NEAR)).find(|k| self.names_words(s, *k));
        let near = near.filter(|k| self.is_predicate(s, from, *k) || self.is_topic(s, from, *k, to));
        let noun = near.or_else(|| (from..to).find(|k| self.names_words(s, *k) && self.is_object(s, from, *k)))?;
        let (source, voice) = match self.owner(s, noun, to) {
            Some(source) => (Some(source), Voice::Source),
            None if self.is_object(s, from, noun) => {
                let verb = (from..noun).rev().find(|k| self.verb(s, *k).is_some())?;
                self.subject(s, verb)
            }
            None if self.is_theirs(s, noun) => (None, Voice::Dropped(Agreement::default())),
            None => return None,
        };
        let mut proposal = Proposal::new(Outcome::Direct, voice, noun);
        let begin = if self.verb(s, from).is_some() { from } else { noun };
        proposal.cue = self.noun_cue(s, begin, noun);
        proposal.source = source;
        Some(proposal)
    }

    /// *Con queste parole Neri ha chiuso la serata*: whoever did something with these very words, and the noun for them.
    fn said_with(&self, s: u32, from: u32, to: u32) -> Option<(Source, u32)> {
        let these = |k: u32| {
            self.noun(s, k).is_some_and(|n| {
                let mut words = n.span.of(self.article.text).split_whitespace().take(2);
                words.any(|w| self.class_of_word(w).any(Class::DEMONSTRATIVE))
            })
        };
        if !matches!(self.kind(s, from), Some(UnitKind::Prep(_))) || !self.names_words(s, from) || !these(from) {
            return None;
        }
        let verb = (from + 1..to).take(REACH as usize).find(|k| self.verb(s, *k).is_some_and(|v| v.is_finite()))?;
        let subject = self.subject_of_verb(s, verb).filter(|x| x.unit > from)?;
        let speaks = self.noun(s, subject.unit).is_some_and(|n| n.can_speak());
        Some((self.source(s, subject.unit, self.verb(s, verb)).filter(|_| speaks)?, from))
    }

    /// *Arriva dai sindacati il richiamo*: a verb that tells where a noun for the words comes from.
    fn comes_from(&self, s: u32, from: u32) -> Option<(Source, u32)> {
        let verb = self.verb(s, from).is_some_and(|v| v.is_finite() && v.is_third() && !v.negated && v.report.is_none());
        if !verb && self.kind(s, from)? != UnitKind::Word {
            return None;
        }
        let words = &self.grammar.words;
        let by = self.noun(s, from + 1).filter(|n| words.base(n.preposition) == words.da && n.can_speak());
        let named = self.names_words(s, from + 2) && self.noun(s, from + 2).is_some_and(|n| n.definite);
        Some((self.source(s, from + 1, None).filter(|_| by.is_some() && named)?, from + 2))
    }

    /// *Queste sono le parole di X*: the noun for the words between them and whose they are, with what leads to it.
    pub(super) fn named_words(&self, target: Target, source: u32) -> Option<Cue> {
        let s = target.stream;
        let begin = (target.unit + 1..source).find(|k| !matches!(self.kind(s, *k), Some(UnitKind::Punct(_) | UnitKind::Stop)))?;
        match (begin..source).find(|k| self.names_words(s, *k)) {
            Some(noun) => self.noun_cue(s, begin, noun),
            None => self.pointer(s, begin, source),
        }
    }

    /// *così Neri*, *parola di Neri*: the word that points back to the marks, with its verb (*così commenta Neri*).
    fn pointer(&self, s: u32, begin: u32, source: u32) -> Option<Cue> {
        let points = self.unit_class(s, begin).any(Class::OPENING) || self.grammar.words.thus.contains(&self.unit(s, begin)?.word);
        let verb = (begin + 1..source).find(|k| self.verb(s, *k).is_some_and(|v| v.is_finite()));
        let cue = self.cue(s, verb.unwrap_or(begin)).filter(|_| points)?;
        Some(Cue { span: self.unit(s, begin)?.span.cover(cue.span), ..cue })
    }

    /// The cue that a noun for the words is, with what leads to it from `begin`.
    fn noun_cue(&self, s: u32, begin: u32, noun: u32) -> Option<Cue> {
        let lemma = self.grammar.lexicon.key_of(self.noun(s, noun)?.head).to_owned();
        Some(Cue { span: self.span(s, begin, noun + 1), lemma, stance: Default::default() })
    }

    /// From where to where it is said whose the words are: the next sentence, or what stands behind the
    /// comma or colon that follows them.
    fn where_it_is_said(&self, target: Target) -> Option<(u32, u32)> {
        let s = target.stream;
        let (from, to) = self.sentence(s, target.unit);
        let marks = |k: u32| matches!(self.kind(s, k), Some(UnitKind::Quote(_) | UnitKind::Paragraph));
        let joins = |k: u32| matches!(self.kind(s, k), Some(UnitKind::Punct(',') | UnitKind::Coordinator));
        if !(from..target.unit).all(|k| marks(k) || joins(k)) {
            return None;
        }
        let rest = (target.unit..to).find(|k| !(marks(*k) || joins(*k) && marks(k + 1)));
        match rest {
            Some(mark) => matches!(self.kind(s, mark), Some(UnitKind::Punct(',' | ':'))).then_some((mark + 1, to)),
            None if self.kind(s, to)? == UnitKind::Stop && self.kind(s, to + 1)? != UnitKind::Paragraph => {
                Some((to + 1, self.sentence(s, to + 1).1))
            }
            None => None,
        }
    }

    /// *il racconto, l'invito, alcuni degli striscioni*: a noun for words that were said or written.
    fn names_words(&self, s: u32, k: u32) -> bool {
        self.noun(s, k).is_some_and(|n| {
            let sums_up = self.grammar.words.sums_up.contains(&n.head);
            let speech = self.grammar.lexicon.entry(n.head).class.any(Class::SPEECH);
            n.name.is_none() && (matches!(n.kind, Kind::Speech | Kind::Document) || sums_up || speech)
        })
    }

    /// *È questo il bilancio*; *Comincia così la lettera*: nothing but a copula stands before it.
    fn is_predicate(&self, s: u32, from: u32, noun: u32) -> bool {
        // Questa la dichiarazione che X ha diffuso
        let text = self.unit(s, from).map_or("", |u| u.span.of(self.article.text));
        if from + 1 == noun && self.class_of_word(text).any(Class::DEMONSTRATIVE) {
            return true;
        }
        // Questo è il ricordo che X conserva
        let from = from + u32::from(self.noun(s, from).is_some_and(|n| n.kind == Kind::Pronoun));
        let Some(verb) = self.verb(s, from).filter(|v| v.is_finite() && v.is_third() && !v.negated) else { return false };
        let copula = self.grammar.verbs.lemma(verb.lemma).copula;
        let thus = (from + 1..noun).any(|k| self.grammar.words.thus.contains(&self.stream(s).units[k as usize].word));
        (copula || thus)
            && (from + 1..noun).all(|k| {
                matches!(self.kind(s, k), Some(UnitKind::Adverb | UnitKind::Word))
                    || matches!(self.kind(s, k), Some(UnitKind::Noun(_))) && k + 1 == noun
            })
    }

    /// *Il racconto è quello di X*; *Queste parole sono di X*; *La denuncia arriva da X*; *le sue parole*.
    fn is_topic(&self, s: u32, from: u32, noun: u32, to: u32) -> bool {
        let opens = (from..noun).all(|k| matches!(self.kind(s, k), Some(UnitKind::Adverb | UnitKind::Word)));
        let verb = self.verb(s, noun + 1).filter(|_| noun + 1 < to);
        let definite = self.noun(s, noun).is_some_and(|n| n.definite);
        opens && definite && (verb.is_some_and(|v| v.is_finite() && !v.negated && v.report.is_none()) || self.is_theirs(s, noun))
    }

    /// *X, che ha usato queste parole*: these very words are the object of a verb.
    fn is_object(&self, s: u32, from: u32, noun: u32) -> bool {
        let these = self.noun(s, noun).is_some_and(|n| {
            let first = n.span.of(self.article.text).split_whitespace().next().unwrap_or_default();
            self.class_of_word(first).any(Class::DEMONSTRATIVE)
        });
        these && noun > from && self.verb(s, noun - 1).is_some_and(|v| v.is_finite() && v.is_third() && !v.negated)
    }

    /// *le sue parole*: they are of whoever is spoken of.
    pub(super) fn is_theirs(&self, s: u32, noun: u32) -> bool {
        self.noun(s, noun).is_some_and(|n| {
            let mut words = n.span.of(self.article.text).split_whitespace().take(2);
            words.any(|w| self.class_of_word(w).any(Class::POSSESSIVE))
        })
    }

    /// Who made the words that the noun at `noun` names: *tracciato da X*, *che X conserva*, *di X*.
    fn owner(&self, s: u32, noun: u32, to: u32) -> Option<Source> {
        let words = &self.grammar.words;
        let end = to.min(noun + REACH);
        let mut k = noun + 1;
        while k < end {
            match self.kind(s, k)? {
                UnitKind::Verb(_) => {
                    let verb = self.verb(s, k)?;
                    if verb.head.mood == Mood::Participle || verb.passive {
                        return self.agent(s, k);
                    }
                    // L'allarme lo lancia X
                    if verb.takes_it_up && k == noun + 1 {
                        let who = (k + 1..end).find(|x| self.kind(s, *x) != Some(UnitKind::Adverb))?;
                        let speaks = self.noun(s, who).is_some_and(|n| n.can_speak() && n.preposition == 0);
                        return self.source(s, who, Some(verb)).filter(|_| speaks);
                    }
                    // Il racconto è quello di X, la denuncia arriva da X
                    if k != noun + 1 {
                        return None;
                    }
                }
                UnitKind::Che => {
                    let verb = (k + 1..end).find(|v| self.verb(s, *v).is_some_and(|x| x.is_finite()))?;
                    let subject = self.subject_of_verb(s, verb)?.unit;
                    let speaks = subject > k && self.noun(s, subject)?.can_speak();
                    return speaks.then(|| self.source(s, subject, self.verb(s, verb))).flatten();
                }
                UnitKind::Prep(_) => {
                    let base = words.base(self.noun(s, k)?.preposition);
                    // in provincia di Napoli: a place is nobody here
                    let speaks = self.noun(s, k)?.can_speak() && self.noun(s, k)?.kind != Kind::Place;
                    if [words.di, words.da].contains(&base) && speaks {
                        return self.source(s, k, None);
                    }
                }
                UnitKind::Stop | UnitKind::Paragraph | UnitKind::Quote(_) | UnitKind::Punct(':' | ';') => return None,
                _ => {}
            }
            k += 1;
        }
        None
    }

    fn class_of_word(&self, word: &str) -> Class {
        let lexicon = &self.grammar.lexicon;
        lexicon.entry(lexicon.id(&word.to_lowercase())).class
    }
}
