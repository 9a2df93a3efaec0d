//! *sia il sindaco sia la giunta, tanto A quanto B, né A né B*: words in pairs that join nouns, and are
//! written like a verb, a relative or an adverb.

use super::UnitKind;
use super::reader::Reader;
use crate::grammar::lexicon::Class;

/// How many items before the second word the first may stand.
const REACH: usize = 16;

impl Reader<'_> {
    /// What the word at `i` is as one of a pair: an adverb before the first noun, a coordinator before
    /// the second.
    pub(super) fn correlative(&self, i: usize) -> Option<UnitKind> {
        let words = &self.grammar.words;
        let word = self.word(i);
        if words.correlatives.iter().any(|(first, _)| *first == word) && self.second_of_pair(i).is_some() {
            return Some(UnitKind::Adverb);
        }
        if !words.correlatives.iter().any(|(_, second)| *second == word) || !self.noun_begins(i + 1) {
            return None;
        }
        let opens = |k: &usize| words.correlatives.iter().any(|(first, second)| *first == self.word(*k) && *second == word);
        (i.saturating_sub(REACH)..i).rev().find(opens).filter(|k| self.second_of_pair(*k) == Some(i)).map(|_| UnitKind::Coordinator)
    }

    /// Where the second word of the pair that begins at `i` stands: right behind the noun phrase.
    fn second_of_pair(&self, i: usize) -> Option<usize> {
        if !self.noun_begins(i + 1) {
            return None;
        }
        let (_, mut to) = self.pronoun(i + 1).or_else(|| self.noun_phrase(i + 1))?;
        if self.items.get(to).is_some_and(|x| x.nested.is_some()) {
            to += 1;
        }
        if self.is(to, ',') {
            to += 1;
        }
        let pair = (self.word(i), self.word(to));
        (self.grammar.words.correlatives.contains(&pair) && self.noun_begins(to + 1)).then_some(to)
    }

    /// A determiner, a pronoun or a name: what begins a noun phrase that can be joined to another.
    fn noun_begins(&self, i: usize) -> bool {
        let determined = Class::ARTICLE.or(Class::DEMONSTRATIVE).or(Class::PRONOUN).or(Class::POSSESSIVE);
        self.any(i, determined) && !self.any(i, Class::ARTICULATED) || self.token(i).is_some_and(|t| t.is_capital() && t.is_word())
    }
}
