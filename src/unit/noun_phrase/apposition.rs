//! The name that a head announces, right behind it or between commas: *il ministro Damiano*, *il
//! ministro del Lavoro, Cesare Damiano,* → into the draft.

use super::{Draft, NameKind};
use crate::grammar::lexicon::{Agreement, Class};
use crate::token::{Shape, Token};
use crate::unit::reader::Reader;

impl Reader<'_> {
    /// The name that the head noun announces: *il ministro Damiano*, *il ministro del Lavoro, Cesare
    /// Damiano,*. Joins it and its kind.
    pub(super) fn attaches_name(&self, draft: &mut Draft, k: usize) -> bool {
        let denotes = Class::ROLE.or(Class::GROUP).or(Class::BODY).or(Class::DEMONYM).or(Class::GENERIC);
        let given_behind =
            self.any(k, Class::GIVEN) && self.token(k).is_some_and(Token::is_capital) && self.token(k + 1).is_some_and(Token::is_capital);
        let nameless = draft.class.0 & !(Class::OPENS_PHRASE.0 | Class::ADJECTIVE.0 | Class::NONFINITE.0 | Class::NOUNLIKE.0) == 0;
        let comma = self.is(k, ',');
        // la banditrice, Anna Neri,: a noun that the lexicon does not know, with a full name between commas
        let behind_comma = comma && self.any(k + 1, Class::GIVEN) && self.token(k + 2).is_some_and(|t| t.is_capital() && t.is_word());
        let unknown = behind_comma && nameless && draft.head == 0 && !draft.placed && draft.to == draft.head_at + 1;
        // sul palco Anna Neri ha detto
        let announced = draft.class.any(denotes) || given_behind && nameless && !draft.placed || unknown;
        if !announced {
            return false;
        }
        let mut at = if comma { k + 1 } else { k };
        // il parroco, don Elio Marchi
        if self.any(at, Class::HONORIFIC) && self.token(at + 1).is_some_and(Token::is_capital) {
            at += 1;
        }
        if comma && !draft.class.any(Class::ROLE) && !unknown {
            return false;
        }
        // l'allora ministro, il marito Vincenzo, la sorella gemella Sara
        let Some(token) = self.token(at) else { return false };
        let lower_surname = token.shape == Shape::Lower
            && self.any(at, Class::PARTICLE)
            && !self.any(at, Class::PREPOSITION.or(Class::ARTICULATED).or(Class::ARTICLE));
        if !(token.is_capital() || lower_surname) || !token.is_word() {
            return false;
        }
        let Some(mut name) = self.name(at) else { return false };
        // secondo l'accusa Bellavita avrebbe distratto: the name is the subject of the verb behind it
        let body = !draft.class.any(Class::ROLE) && draft.class.any(Class::GROUP.or(Class::BODY));
        if body && draft.framed && self.any(name.to, Class::FINITE.or(Class::CLITIC).or(Class::NEGATION)) {
            return false;
        }
        if draft.class.any(Class::ROLE) && matches!(name.kind, NameKind::Unknown) {
            name.kind = NameKind::Person;
        }
        if comma {
            if name.kind != NameKind::Person || !self.apposition_closes(name.to) {
                return false;
            }
            let singular = draft.agreement.number() != Agreement::PLURAL;
            if !singular || (name.to == at + 1 && !self.any(at, Class::GIVEN) && !self.strong_close(name.to)) {
                return false;
            }
        } else if draft.class.any(Class::ROLE)
            && matches!(name.kind, NameKind::Organization | NameKind::Place)
            && !self.any(at, Class::GIVEN)
        {
            // il segretario Cgil: a complement without preposition
            draft.to = name.to;
            return false;
        }
        let agreement = self.name_agreement(at, &name);
        if name.kind == NameKind::Person && draft.agreement.number() & Agreement::SINGULAR != 0 {
            draft.agreement =
                Agreement(if agreement.gender() != 0 { agreement.gender() } else { draft.agreement.gender() } | Agreement::SINGULAR);
        }
        // dei colleghi Anna Neri e Ugo Riva: each of them is one
        if name.kind == NameKind::Person && draft.agreement.number() == Agreement::PLURAL {
            draft.agreement = Agreement(draft.agreement.0 | Agreement::SINGULAR);
        }
        // il sacrestano Tito Bonfà: no list has the trade, but that is what it is
        if draft.head == 0 {
            draft.head = self.grammar.words.person;
            draft.class = Class::ROLE;
        }
        draft.to = name.to;
        draft.name = Some((at, name));
        true
    }

    pub(super) fn apposition_closes(&self, k: usize) -> bool {
        let Some(token) = self.token(k) else { return true };
        matches!(token.shape, Shape::Punctuation(_) | Shape::Paragraph | Shape::Open(_) | Shape::Close(_))
            || self.any(
                k,
                Class::FINITE
                    .or(Class::NONFINITE)
                    .or(Class::CLITIC)
                    .or(Class::ADVERB)
                    .or(Class::PREPOSITION)
                    .or(Class::ARTICULATED)
                    .or(Class::NEGATION),
            )
    }

    fn strong_close(&self, k: usize) -> bool {
        self.is(k, ',') || self.is(k, ':') || self.is(k, '(') || self.token(k).is_none_or(|t| t.ends_sentence)
    }
}
