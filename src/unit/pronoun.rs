//! Pronouns and what is said like one: *lui, questi, entrambi*; *quello con le mimose*; *uno dei
//! passeggeri* → a noun phrase without a noun of its own.

use super::noun_phrase::{Kind, NameKind, NounPhrase};
use super::reader::Reader;
use crate::grammar::lexicon::{Agreement, Class};
use crate::token::{Shape, Token};

impl Reader<'_> {
    /// *lui, lei, questi, entrambi, quest'ultimo*; a clause's *chi*.
    pub(super) fn pronoun(&self, i: usize) -> Option<(NounPhrase, usize)> {
        if let Some(own) = self.own_people(i) {
            return Some(own);
        }
        let (length, id) = self.longest(i);
        let entry = self.grammar.lexicon.entry(id);
        let next = i + length;
        // una ristampa, not «una dice»
        if self.is_un(i) && self.token(next).is_some_and(|t| t.shape == Shape::Lower) && self.verb_at(next) && !self.speaks_at(next) {
            return None;
        }
        if self.is_surname(i)
            || !entry.class.any(Class::PRONOUN)
            || (entry.class.any(Class::INDEFINITE.or(Class::ARTICLE)) && self.is_quote(next))
        {
            return None;
        }
        // lo stesso Aldo Neri, l'altra Anna: the words determine the name
        if length > 1 && self.token(next).is_some_and(|t| t.is_capital() && t.is_word()) && !self.opens_sentence(next) {
            return None;
        }
        if let Some(told) = self.told_apart(i, next, entry.agreement) {
            return Some(told);
        }
        if let Some(partitive) = self.partitive(i, next, entry.agreement) {
            return Some(partitive);
        }
        if length > 1
            || entry.class.any(
                Class::DEMONSTRATIVE.or(Class::QUANTIFIER).or(Class::NUMBER).or(Class::ARTICLE).or(Class::INDEFINITE).or(Class::CLITIC),
            )
        {
            let predicate = entry.class.any(Class::DEMONSTRATIVE) && self.any(next, Class::ARTICLE);
            let nominal = !predicate
                && self.is_word(next)
                && !self.verb_at(next)
                && (self.unknown(next)
                    || self.any(
                        next,
                        Class::NOUN
                            .or(Class::ROLE)
                            .or(Class::GROUP)
                            .or(Class::BODY)
                            .or(Class::DOCUMENT)
                            .or(Class::ADJECTIVE)
                            .or(Class::SPEECH)
                            .or(Class::DEMONYM)
                            .or(Class::TIME)
                            .or(Class::ARTICLE)
                            .or(Class::NUMBER)
                            .or(Class::TITLE_NOUN),
                    ));
            if nominal {
                return None;
            }
        }
        let span = self.span(i, next);
        Some((
            NounPhrase {
                span,
                head: id,
                head_span: span,
                name: None,
                name_kind: NameKind::None,
                kind: Kind::Pronoun,
                agreement: entry.agreement,
                // un'altra, qualcun altro: nobody who was named
                indefinite: length > 1 && self.any(i, Class::INDEFINITE),
                definite: true,
                role_classes: 0,
                preposition: 0,
            },
            next,
        ))
    }

    pub(super) fn is_un(&self, k: usize) -> bool {
        self.grammar.words.articles_before_nouns.contains(&self.word(k))
    }

    /// *i suoi*, *ai miei*: the people of somebody, where no noun follows.
    fn own_people(&self, i: usize) -> Option<(NounPhrase, usize)> {
        let article = self.any(i, Class::ARTICLE);
        let at = if article { i + 1 } else { i };
        if !self.any(at, Class::POSSESSIVE) {
            return None;
        }
        let plural = |k: usize| self.entry(k).agreement.number() == Agreement::PLURAL;
        let article = article && plural(i);
        let led = article || i > 0 && self.any(i - 1, Class::ARTICULATED) && plural(i - 1);
        let masculine = self.entry(at).agreement.gender() == Agreement::MASCULINE;
        let next = at + 1;
        let alone =
            !self.is_word(next) || self.verb_at(next) || self.any(next, Class::PREPOSITION.or(Class::CLITIC).or(Class::COORDINATOR));
        if !led || !plural(at) || !masculine || !alone || self.is_quote(next) {
            return None;
        }
        let span = self.span(i, next);
        let noun = NounPhrase {
            span,
            head: self.word(at),
            head_span: span,
            name: None,
            name_kind: NameKind::None,
            kind: Kind::Group,
            agreement: self.entry(at).agreement,
            indefinite: false,
            definite: true,
            role_classes: 0,
            preposition: 0,
        };
        Some((noun, next))
    }

    /// *una dice:* a verb of saying right before its words.
    fn speaks_at(&self, k: usize) -> bool {
        self.reports_beside(k)
            && (self.is(k + 1, ':')
                || self.is(k + 1, ',')
                || self.is_quote(k + 1)
                || self.any(k + 1, Class::CLITIC.or(Class::ADVERB))
                || self.word(k + 1) == self.grammar.words.che)
    }

    /// *quello con le mimose*, *quella della Scuola*: a demonstrative that its complement tells apart from everybody named.
    fn told_apart(&self, i: usize, next: usize, agreement: Agreement) -> Option<(NounPhrase, usize)> {
        let words = &self.grammar.words;
        if !words.pointers.contains(&self.word(i)) {
            return None;
        }
        // l'assessora alla Casa e quella della Scuola
        let office = self.any(next, Class::OF) && self.any(next, Class::ARTICULATED) && self.token(next + 1).is_some_and(Token::is_capital);
        if !office && !words.behind_pointers.contains(&self.word(next)) {
            return None;
        }
        let to = if office { self.complement(next, true)? } else { self.prepositional(next)?.1 };
        let span = self.span(i, to);
        let plural = agreement.number() == Agreement::PLURAL;
        let noun = NounPhrase {
            span,
            head: 0,
            head_span: span,
            name: None,
            name_kind: NameKind::None,
            kind: if plural { Kind::Group } else { Kind::Person },
            agreement,
            indefinite: true,
            definite: false,
            role_classes: 0,
            preposition: 0,
        };
        Some((noun, to))
    }

    /// *uno dei passeggeri, alcuni degli imputati*: some of a group.
    fn partitive(&self, i: usize, next: usize, agreement: Agreement) -> Option<(NounPhrase, usize)> {
        let some = Class::INDEFINITE.or(Class::QUANTIFIER).or(Class::NUMBER);
        if !self.any(i, some) || !self.any(next, Class::OF) || !self.any(next, Class::ARTICULATED) {
            return None;
        }
        let (whole, _) = self.noun_phrase(next + 1)?;
        let people = matches!(whole.kind, Kind::Person | Kind::Group);
        let to = self.complement(next, false)?;
        let singular = agreement.number() == Agreement::SINGULAR;
        let span = self.span(i, to);
        let noun = NounPhrase {
            span,
            head: whole.head,
            head_span: whole.head_span,
            name: None,
            name_kind: NameKind::None,
            kind: match (people, singular) {
                (false, _) => Kind::Thing,
                (true, true) => Kind::Person,
                (true, false) => Kind::Group,
            },
            agreement,
            indefinite: true,
            definite: false,
            role_classes: whole.role_classes,
            preposition: 0,
        };
        Some((noun, to))
    }
}
