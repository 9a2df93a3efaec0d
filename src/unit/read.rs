//! Items → units, from left to right: at each item which kind of unit begins there, the most certain
//! first, and where sentences end.

use super::reader::Reader;
use super::{Kind, Unit, UnitKind, Units};
use crate::grammar::lexicon::Class;
use crate::span::Span;
use crate::token::{Shape, Token};

impl Reader<'_> {
    pub(super) fn read(&self, out: &mut Units) -> Vec<Unit> {
        let mut units = Vec::with_capacity(self.items.len() / 2 + 4);
        let mut i = 0;
        while i < self.items.len() {
            let (unit, next) = self.unit(i, out);
            units.push(unit);
            let ended = next.checked_sub(1).and_then(|k| self.items.get(k)).is_some_and(|it| {
                let t = &self.tokens[it.last as usize];
                t.ends_sentence && t.shape != Shape::Paragraph
            });
            let stopped =
                ended && !matches!(unit.kind, UnitKind::Stop) || matches!(unit.kind, UnitKind::Quote(_)) && self.stop_inside(next);
            if stopped {
                let at = unit.span.end;
                units.push(Unit { kind: UnitKind::Stop, items: (next as u32, next as u32), span: Span::new(at, at), word: 0 });
            }
            i = next.max(i + 1);
        }
        units
    }

    /// «Basta!» Rossi tace: the sentence ended inside the marks if a capital that is no name of a
    /// following cue goes on without a comma.
    fn stop_inside(&self, next: usize) -> bool {
        let token = self.token(next);
        if self.opens_sentence(next) {
            return token.is_some_and(|t| t.is_capital() || matches!(t.shape, Shape::Open(_)));
        }
        // «Basta» Le solite parole: a capital that is no name, or other marks, without any break between
        let small_word = Class::ARTICLE.or(Class::DEMONSTRATIVE).or(Class::PREPOSITION).or(Class::ARTICULATED);
        token.is_some_and(|t| {
            t.shape == Shape::Capital && self.any(next, small_word) && !self.token(next + 1).is_some_and(Token::is_capital)
                || matches!(t.shape, Shape::Open(_)) && self.tokens.get(self.items[next].token as usize + 1).is_some_and(Token::is_capital)
        })
    }

    fn unit(&self, i: usize, out: &mut Units) -> (Unit, usize) {
        let token = self.tokens[self.items[i].token as usize];
        let make = |kind, to: usize, word| (Unit { kind, items: (i as u32, to as u32), span: self.span(i, to), word }, to);
        match token.shape {
            Shape::Paragraph => return make(UnitKind::Paragraph, i + 1, 0),
            Shape::Open(m) => return make(UnitKind::Quote(m), i + 1, 0),
            Shape::Close(_) | Shape::Repeat => return make(UnitKind::Word, i + 1, 0),
            Shape::Punctuation('(' | '[') if self.items[i].nested.is_some() => {
                return make(UnitKind::Brackets(self.items[i].nested.unwrap_or(0)), i + 1, 0);
            }
            Shape::Punctuation('.' | '?' | '!' | '…') if token.ends_sentence => return make(UnitKind::Stop, i + 1, 0),
            Shape::Punctuation('-' | '–' | '—') => return make(UnitKind::Punct('-'), i + 1, 0),
            Shape::Punctuation(c) => return make(UnitKind::Punct(c), i + 1, 0),
            _ => {}
        }
        if let Some((length, id)) = self.phrase(i) {
            let class = self.grammar.lexicon.entry(id).class;
            if class.any(Class::NAMING.or(Class::TERM_MARKER)) && self.is_quote(i + length) {
                return make(UnitKind::Word, i + length, id);
            }
            if class.any(Class::EMPTY_PHRASE) {
                return make(UnitKind::Adverb, i + length, id);
            }
            if class.any(Class::FRAMING) && self.source_follows(i + length) {
                return make(UnitKind::Framing, i + length, id);
            }
            if class.any(Class::RELATIVE.or(Class::SUBORDINATOR))
                && !class.any(Class::PRONOUN)
                && self.word(i + length - 1) != self.grammar.words.che
            {
                return make(UnitKind::Subordinator, i + length, id);
            }
            if class.any(Class::OPENING) {
                return make(UnitKind::Word, i + length, id);
            }
            // la sera precedente: the adjective belongs to the time
            let goes_on = self.any(i, Class::ARTICLE) && self.any(i + length, Class::ADJECTIVE);
            if class.any(Class::ADVERB.or(Class::CONTINUER)) && !goes_on {
                return make(UnitKind::Adverb, i + length, id);
            }
        }
        if let Some((group, to)) = self.verb_group(i) {
            out.verbs.push(group);
            // la chiamano: the verb's own word, where one word is all of it
            let alone = (i..to).filter(|k| !self.any(*k, Class::CLITIC.or(Class::NEGATION))).count() == 1;
            let word = if alone { self.word(to - 1) } else { token.word };
            return make(UnitKind::Verb(out.verbs.len() as u32 - 1), to, word);
        }
        let class = self.class(i);
        // poche ore dopo il governo ha detto: behind a time it governs nothing
        let behind_time = i > 0 && self.any(i - 1, Class::TIME) && matches!(self.grammar.lexicon.key_of(token.word), "dopo" | "prima");
        if behind_time && self.any(i + 1, Class::ARTICLE) && !self.any(i + 1, Class::ARTICULATED) {
            return make(UnitKind::Adverb, i + 1, token.word);
        }
        if class.any(Class::DIALOGUE_PRONOUN) {
            return make(UnitKind::Word, i + 1, token.word);
        }
        if class.any(Class::FRAMING) && self.framing_word(i) {
            return make(UnitKind::Framing, i + 1, token.word);
        }
        if let Some((noun, to)) = self.pronoun(i) {
            out.nouns.push(noun);
            return make(UnitKind::Noun(out.nouns.len() as u32 - 1), to, token.word);
        }
        if self.is_che(i) {
            return make(UnitKind::Che, i + 1, token.word);
        }
        if class.any(Class::PREPOSITION.or(Class::ARTICULATED)) && !token.is_capital_name(self, i) {
            if let Some(to) = self.linker(i) {
                return make(UnitKind::Linker, to, token.word);
            }
            if let Some((noun, to)) = self.prepositional(i) {
                out.nouns.push(noun);
                return make(UnitKind::Prep(out.nouns.len() as u32 - 1), to, token.word);
            }
            return make(UnitKind::Word, i + 1, token.word);
        }
        if class.any(Class::RELATIVE.or(Class::SUBORDINATOR)) && !token.is_capital_name(self, i) {
            return make(UnitKind::Subordinator, i + 1, token.word);
        }
        // replica però il sindaco: right behind a verb it is an adverb
        let postposed = i > 0
            && self.any(i - 1, Class::FINITE.or(Class::NONFINITE))
            && matches!(self.grammar.lexicon.key_of(token.word), "pero'" | "invece" | "infatti" | "dunque" | "anzi");
        if postposed {
            return make(UnitKind::Adverb, i + 1, token.word);
        }
        if class.any(Class::COORDINATOR) && token.shape != Shape::Upper {
            return make(UnitKind::Coordinator, i + 1, token.word);
        }
        if self.is_adverb(i) && !class.any(Class::GIVEN) && !self.adverb_is_nominal(i) || class.any(Class::NEGATION) {
            return make(UnitKind::Adverb, i + 1, token.word);
        }
        if let Some((noun, to)) = self.noun_phrase(i) {
            if noun.kind == Kind::Time {
                return make(UnitKind::Adverb, to, token.word);
            }
            out.nouns.push(noun);
            return make(UnitKind::Noun(out.nouns.len() as u32 - 1), to, token.word);
        }
        make(UnitKind::Word, i + 1, token.word)
    }

    fn is_che(&self, i: usize) -> bool {
        self.word(i) == self.grammar.words.che
    }

    /// *di, a, da, per, nel* before an infinitive, with its negation and clitics.
    fn linker(&self, i: usize) -> Option<usize> {
        let mut k = i + 1;
        while self.any(k, Class::NEGATION.or(Class::CLITIC)) || (self.any(k, Class::ADVERB) && !self.verb_at(k)) {
            k += 1;
            if k > i + 4 {
                return None;
            }
        }
        self.infinitive_at(k).then_some(i + 1)
    }

    /// *molto, tanto, ancora* before a noun belong to it.
    fn adverb_is_nominal(&self, i: usize) -> bool {
        self.any(i, Class::QUANTIFIER.or(Class::ROLE))
            && self.is_word(i + 1)
            && !self.verb_at(i + 1)
            && !self.any(i + 1, Class::ADVERB.or(Class::ADJECTIVE).or(Class::PREPOSITION))
    }
}
