//! The cue and the source as spans: the noun phrase, with the one that is coordinated with it where the
//! verb is plural.

use super::{Reading, Source};
use crate::clause::coordinated;
use crate::document::Cue;
use crate::grammar::lexicon::{Agreement, Class};
use crate::unit::{Kind, NameKind, NounPhrase, UnitKind, VerbGroup};

impl Reading<'_> {
    /// The cue at a unit: a verb of saying, or the words themselves.
    pub(super) fn cue(&self, s: u32, u: u32) -> Option<Cue> {
        let unit = self.unit(s, u)?;
        if let Some(verb) = self.units.verb(unit) {
            let report = self.report(verb);
            return Some(Cue {
                span: verb.span,
                lemma: report.map_or_else(|| self.grammar.verbs.lemma(verb.lemma).name.clone(), |r| r.lemma.clone()),
                stance: report.map_or_else(Default::default, |r| r.stance),
            });
        }
        let span = unit.span;
        Some(Cue { span, lemma: span.of(self.article.text).to_lowercase(), stance: Default::default() })
    }

    /// The source at a unit, with what is coordinated with it.
    pub(super) fn source(&self, s: u32, u: u32, verb: Option<&VerbGroup>) -> Option<Source> {
        let unit = self.unit(s, u)?;
        let (UnitKind::Noun(n) | UnitKind::Prep(n)) = unit.kind else { return None };
        // lui, l'assessore Aldo Neri, la mette così
        if self.units.nouns[n as usize].kind == Kind::Pronoun
            && let Some(named) = self.apposition_of_pronoun(s, u)
        {
            return Some(Source { nouns: vec![named], span: self.units.nouns[named as usize].span });
        }
        let noun = &self.units.nouns[n as usize];
        if let Some(named) = self.named_behind_marks(s, u, noun) {
            let span = noun.span.cover(self.units.nouns[named as usize].span);
            return Some(Source { nouns: vec![named], span });
        }
        let plural = verb.is_some_and(|v| v.is_finite() && v.head.persons & 32 != 0 && v.head.persons & 4 == 0);
        let mut source = Source { nouns: vec![n], span: noun.span };
        if plural {
            self.coordinate_all(s, u, &mut source);
        } else if verb.is_none() {
            self.coordinate_right(s, u, &mut source);
            // Rossi e Neri contro il piano: «Q»
            let both_open = noun.name.is_some()
                && u.checked_sub(2).is_some_and(|first| {
                    self.sentence(s, u).0 == first || first > 0 && self.kind(s, first - 1) == Some(UnitKind::Punct(','))
                });
            if both_open && source.nouns.len() == 1 {
                self.coordinate_left(s, u, &mut source);
            }
        }
        if plural && source.nouns.len() == 1 && noun.agreement.number() != Agreement::PLURAL {
            self.coordinate_left(s, u, &mut source);
        }
        Some(source)
    }

    /// *la presidente del «Rete Verde» Maria Neri* · *il titolare del bar «Lo Sport», Aldo Neri,*: the name
    /// behind an office whose complement is in marks.
    fn named_behind_marks(&self, s: u32, u: u32, noun: &NounPhrase) -> Option<u32> {
        let office = noun.name.is_none() && self.grammar.lexicon.entry(noun.head).class.any(Class::ROLE);
        let marks = u + 1 + u32::from(self.kind(s, u + 1) == Some(UnitKind::Word));
        if !office || !matches!(self.kind(s, marks)?, UnitKind::Quote(_)) {
            return None;
        }
        let comma = self.kind(s, marks + 1) == Some(UnitKind::Punct(','));
        let UnitKind::Noun(n) = self.kind(s, marks + 1 + u32::from(comma))? else { return None };
        let named = &self.units.nouns[n as usize];
        (named.name_kind == NameKind::Person && named.head == 0).then_some(n)
    }

    fn apposition_of_pronoun(&self, s: u32, u: u32) -> Option<u32> {
        let kind = |k: u32| self.kind(s, k);
        let closed = kind(u + 1) == Some(UnitKind::Punct(',')) && matches!(kind(u + 3), Some(UnitKind::Punct(',')) | None);
        match kind(u + 2) {
            Some(UnitKind::Noun(n))
                if closed && self.units.nouns[n as usize].kind == Kind::Person && self.units.nouns[n as usize].name.is_some() =>
            {
                Some(n)
            }
            _ => None,
        }
    }

    /// *X, Y e Z hanno detto*
    fn coordinate_all(&self, s: u32, u: u32, source: &mut Source) {
        let Some(stream) = self.units.streams.get(s as usize) else { return };
        for k in coordinated(stream, self.units, self.grammar, u).into_iter().skip(1) {
            if let Some(UnitKind::Noun(n)) = self.kind(s, k) {
                source.nouns.push(n);
                source.span = source.span.cover(self.units.nouns[n as usize].span);
            }
        }
    }

    /// *secondo X e Y*
    fn coordinate_right(&self, s: u32, u: u32, source: &mut Source) {
        let mut at = u + 1;
        while self.is_and(s, at) {
            let Some(next) = self.unit(s, at + 1) else { return };
            let UnitKind::Noun(n) = next.kind else { return };
            let noun = &self.units.nouns[n as usize];
            let same_sort = matches!(noun.kind, Kind::Person | Kind::Organization | Kind::Group | Kind::Place);
            // X e Y ha detto: the second belongs to the next clause
            let next_verb = self.verb(s, at + 2);
            let first_named = self.units.nouns[source.nouns[0] as usize].name.is_some();
            if !same_sort || next_verb.is_some() || noun.name.is_none() && first_named {
                return;
            }
            source.nouns.push(n);
            source.span = source.span.cover(noun.span);
            at += 2;
        }
    }

    fn is_and(&self, s: u32, at: u32) -> bool {
        self.unit(s, at).is_some_and(|x| x.kind == UnitKind::Coordinator && matches!(x.span.of(self.article.text), "e" | "ed" | "E"))
    }

    fn coordinate_left(&self, s: u32, u: u32, source: &mut Source) {
        let Some(before) = u.checked_sub(2) else { return };
        if !self.is_and(s, u - 1) {
            return;
        }
        if let Some(UnitKind::Noun(n)) = self.kind(s, before) {
            let noun = &self.units.nouns[n as usize];
            if noun.can_speak() {
                source.nouns.insert(0, n);
                source.span = source.span.cover(noun.span);
            }
        }
    }

    /// *nessuno canterà «Q»*
    pub(super) fn is_nobody(&self, source: &Source) -> bool {
        self.grammar.lists(&self.grammar.words.nobody, source.span.of(self.article.text))
    }
}
