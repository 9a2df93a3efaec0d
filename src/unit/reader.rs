//! One stream under the eye: items by position, and what the lexicon knows of each. All other files
//! of this folder read units with these look-ups.

use super::surname::Surnames;
use super::verb_form::VerbForms;
use crate::grammar::Grammar;
use crate::grammar::forms::Reading;
use crate::grammar::lexicon::{Class, Entry, WordId};
use crate::span::Span;
use crate::token::{Shape, Token};

/// One item of a stream: a token, or something nested that counts as one; and what the lexicon has of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    /// The (opening) token.
    pub token: u32,
    /// The closing token of what is nested, or the token itself.
    pub last: u32,
    /// The nested stream.
    pub nested: Option<u32>,
    /// The token's word.
    pub word: WordId,
    /// What the word can be.
    pub class: Class,
    /// The multi-word entry that begins here: its length and id.
    pub phrase: Option<(u32, WordId)>,
}

/// Reads one stream: small functions that look at items by position.
pub(crate) struct Reader<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub forms: &'a VerbForms,
    pub items: &'a [Item],
    pub grammar: &'a Grammar,
    pub surnames: &'a Surnames,
}

impl Reader<'_> {
    pub fn token(&self, i: usize) -> Option<&Token> {
        self.items.get(i).map(|it| &self.tokens[it.token as usize])
    }

    pub fn word(&self, i: usize) -> WordId {
        self.items.get(i).map_or(0, |it| it.word)
    }

    pub fn entry(&self, i: usize) -> &Entry {
        self.grammar.lexicon.entry(self.word(i))
    }

    /// What the word is as a verb form.
    pub fn readings(&self, i: usize) -> &[Reading] {
        self.items.get(i).map_or(&[], |it| self.forms.of_token(it.token))
    }

    pub fn class(&self, i: usize) -> Class {
        self.items.get(i).map_or(Class::NONE, |it| it.class)
    }

    pub fn any(&self, i: usize, class: Class) -> bool {
        self.class(i).any(class)
    }

    /// Whether the lexicon knows nothing of the word (it may stand in some phrase).
    pub fn unknown(&self, i: usize) -> bool {
        self.class(i).0 & !Class::OPENS_PHRASE.0 == 0
    }

    pub fn is(&self, i: usize, c: char) -> bool {
        self.token(i).is_some_and(|t| t.is(c))
    }

    pub fn is_quote(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| matches!(t.shape, Shape::Open(_)))
    }

    pub fn is_word(&self, i: usize) -> bool {
        self.token(i).is_some_and(Token::is_word)
    }

    /// A known adverb, or any word in -mente that is not known as something else.
    pub fn is_adverb(&self, i: usize) -> bool {
        let class = self.class(i);
        class.any(Class::ADVERB)
            || (!class.any(Class::NOUN.or(Class::ADJECTIVE))
                && self.token(i).is_some_and(|t| t.shape != Shape::Number && t.span.len() > 6 && t.span.of(self.text).ends_with("mente")))
    }

    /// Whether a sentence begins at `i`.
    pub fn opens_sentence(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return true };
        let Some(item) = self.items.get(before) else { return true };
        let last = &self.tokens[item.last as usize];
        match last.shape {
            Shape::Close(_) => {
                // The stop may stand inside the marks: «Basta!» Rossi tace.
                let inner = self.tokens.get((item.last as usize).wrapping_sub(1));
                inner.is_some_and(|t| matches!(t.shape, Shape::Punctuation('.' | '?' | '!' | '…')))
            }
            Shape::Punctuation('-' | '–' | '—') => before == 0 || self.opens_sentence(before),
            _ => last.ends_sentence,
        }
    }

    pub fn span(&self, from: usize, to: usize) -> Span {
        match (self.items.get(from), self.items.get(to.saturating_sub(1))) {
            (Some(a), Some(b)) => Span::new(self.tokens[a.token as usize].span.start, self.tokens[b.last as usize].span.end),
            _ => Span::default(),
        }
    }

    /// A multi-word entry at `i`: its length and id.
    pub fn phrase(&self, i: usize) -> Option<(usize, WordId)> {
        self.items.get(i).and_then(|it| it.phrase).map(|(length, id)| (length as usize, id))
    }

    /// The entry of the longest known unit at `i` (phrase or word), with its length.
    pub fn longest(&self, i: usize) -> (usize, WordId) {
        self.phrase(i).unwrap_or((1, self.word(i)))
    }
}

impl Token {
    /// A capital inside a sentence: a name whatever the lexicon says of the small word.
    pub(crate) fn is_capital_name(&self, reader: &Reader<'_>, i: usize) -> bool {
        let surname = || reader.any(i, Class::PARTICLE) && reader.token(i + 1).is_some_and(Token::is_capital);
        self.shape == Shape::Capital
            && !reader.opens_sentence(i)
            && !reader.is(i.wrapping_sub(1), ':')
            && (self.span.len() > 2 || surname())
    }
}
