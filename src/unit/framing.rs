//! Whether *secondo*, *per* and the like frame what somebody says: by whether a source can follow.

use super::reader::Reader;
use crate::grammar::lexicon::Class;
use crate::token::{Shape, Token};

impl Reader<'_> {
    /// *secondo* and *per* frame only before somebody; *secondo* is also an ordinal.
    pub(super) fn framing_word(&self, i: usize) -> bool {
        if self.word(i) == self.grammar.words.per {
            return self.per_frames(i);
        }
        let previous_determines = i > 0
            && self.any(i - 1, Class::ARTICLE.or(Class::ARTICULATED).or(Class::DEMONSTRATIVE).or(Class::POSSESSIVE))
            && !self.opens_sentence(i);
        !previous_determines && self.source_follows(i + 1)
    }

    /// *per* frames at the head of its clause, before somebody who can hold an opinion.
    fn per_frames(&self, i: usize) -> bool {
        let opens = self.opens_sentence(i)
            || i > 0
                && (self.is(i - 1, ',')
                    || self.is(i - 1, ';')
                    || self.is(i - 1, ':')
                    || self.token(i - 1).is_some_and(Token::is_dash)
                    || self.any(i - 1, Class::COORDINATOR)
                    || self.grammar.words.contrasting.contains(&self.word(i - 1)));
        if !opens {
            return false;
        }
        // Rossi, per il quale manca un piano
        let which = self.phrase(i + 1).is_some_and(|(_, id)| self.grammar.lexicon.entry(id).class.any(Class::RELATIVE));
        if i > 0 && self.is(i - 1, ',') && which {
            return true;
        }
        let mut k = i + 1;
        while k < i + 5
            && self.any(k, Class::ARTICLE.or(Class::POSSESSIVE).or(Class::QUANTIFIER).or(Class::ROLE_PREFIX).or(Class::HONORIFIC))
            && !self.any(k, Class::ROLE)
        {
            k += 1;
        }
        let (_, id) = self.longest(k);
        let class = self.grammar.lexicon.entry(id).class;
        let holds =
            Class::ROLE.or(Class::GROUP).or(Class::BODY).or(Class::GIVEN).or(Class::ORGANIZATION).or(Class::METONYM).or(Class::OUTLET);
        let pronoun = class.any(Class::PRONOUN) && !class.any(Class::DEMONSTRATIVE.or(Class::QUANTIFIER));
        let capital =
            self.token(k).is_some_and(|t| t.is_capital_name(self, k)) && !class.any(Class::PLACE.or(Class::CALENDAR).or(Class::NOUN));
        class.any(holds) || pronoun || capital
    }

    /// A determiner, a name, a pronoun, *cui*, *quanto*: what may name a source.
    pub(super) fn source_follows(&self, i: usize) -> bool {
        let class = self.class(i);
        self.token(i).is_some_and(Token::is_capital)
            || class.any(
                Class::ARTICLE
                    .or(Class::INDEFINITE)
                    .or(Class::DEMONSTRATIVE)
                    .or(Class::PRONOUN)
                    .or(Class::RELATIVE)
                    .or(Class::INTERROGATIVE)
                    .or(Class::SUBORDINATOR)
                    .or(Class::QUANTIFIER)
                    .or(Class::POSSESSIVE)
                    .or(Class::ROLE)
                    .or(Class::GROUP)
                    .or(Class::DOCUMENT)
                    .or(Class::BODY)
                    .or(Class::NUMBER)
                    .or(Class::ROLE_PREFIX),
            )
            || self.token(i).is_some_and(|t| t.shape == Shape::Number)
    }
}
