//! Tokens → the words of the lexicon that are surnames in this article, because somebody is called so in
//! full: where *Lucia Tanti* is named, *Tanti* is no quantifier and *Caporali* no rank.

use super::reader::Reader;
use crate::grammar::Grammar;
use crate::grammar::lexicon::{Class, WordId};
use crate::token::{Shape, Token};

/// The words that are surnames, sorted.
#[derive(Debug, Default)]
pub(crate) struct Surnames {
    words: Vec<WordId>,
}

impl Surnames {
    /// Every known word that stands in capitals right behind a given name.
    pub(super) fn of(tokens: &[Token], grammar: &Grammar) -> Self {
        let class = |t: &Token| grammar.lexicon.entry(t.word).class;
        let full_name = |pair: &[Token]| {
            let [given, surname] = pair else { return None };
            let named = given.shape == Shape::Capital
                && class(given).any(Class::GIVEN)
                && !given.ends_sentence
                && surname.shape == Shape::Capital
                && surname.word != 0
                && !class(surname).any(Class::GIVEN.or(Class::PLACE).or(Class::ORGANIZATION).or(Class::PARTICLE).or(Class::METONYM));
            named.then_some(surname.word)
        };
        let mut words: Vec<WordId> = tokens.windows(2).filter_map(full_name).collect();
        words.sort_unstable();
        words.dedup();
        Surnames { words }
    }
}

impl Reader<'_> {
    /// Whether the word at `i` is somebody's surname, whatever else the lexicon knows it as.
    pub(super) fn is_surname(&self, i: usize) -> bool {
        let Some(token) = self.token(i).filter(|t| t.shape == Shape::Capital && !self.surnames.words.is_empty()) else { return false };
        if self.surnames.words.binary_search(&token.word).is_err() {
            return false;
        }
        // Tanti hanno detto: at the head of a sentence a small word is what it always is, unless one alone acts
        let small = Class::ARTICLE.or(Class::PREPOSITION).or(Class::PRONOUN).or(Class::QUANTIFIER).or(Class::ADVERB).or(Class::COORDINATOR);
        !(self.opens_sentence(i) && self.any(i, small)) || self.finite(i + 1).is_some_and(|r| r.features.persons & THIRD_SINGULAR != 0)
    }
}

/// The third person singular among the persons of a verb form.
pub(super) const THIRD_SINGULAR: u8 = 4;
