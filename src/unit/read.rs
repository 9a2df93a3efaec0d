//! Items → units, from left to right: at each item which kind of unit begins there, the most certain
//! first, and where sentences end.

use super::reader::Reader;
use super::{Kind, Unit, UnitKind, Units};
use crate::grammar::lexicon::{Agreement, Class, WordId};
use crate::span::Span;
use crate::token::{Shape, Token};

impl Reader<'_> {
    pub(super) fn read(&self, out: &mut Units) -> Vec<Unit> {
        let mut units = Vec::with_capacity(self.items.len() / 2 + 4);
        let mut i = 0;
        while i < self.items.len() {
            let (unit, next) = self.unit(i, out);
            // …ha detto: ↵ «…»: the colon introduces what the next paragraph opens with
            let introduces = unit.kind == UnitKind::Paragraph
                && units.last().is_some_and(|u: &Unit| u.kind == UnitKind::Punct(':'))
                && self.is_quote(next);
            if introduces {
                i = next;
                continue;
            }
            units.push(unit);
            if let (UnitKind::Verb(v), Some(features)) = (unit.kind, self.borrowed_auxiliary(&units, out)) {
                out.verbs[v as usize].head = features;
            }
            self.person_by_place(&units, out);
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

    /// *«…», ha intimato il mascalzone*: an article and a word that the lexicon does not know, right behind
    /// the verb of saying of words in marks, is whoever said them.
    fn person_by_place(&self, units: &[Unit], out: &mut Units) {
        let [.., before, verb, noun] = units else { return };
        let (UnitKind::Verb(v), UnitKind::Noun(n)) = (verb.kind, noun.kind) else { return };
        let (verb, noun) = (&out.verbs[v as usize], &out.nouns[n as usize]);
        let says = verb.is_finite() && verb.is_third() && verb.report.is_some_and(|r| self.grammar.verbs.report(r).always);
        let behind_marks = matches!(before.kind, UnitKind::Quote(_))
            || before.kind == UnitKind::Punct(',') && matches!(units.iter().rev().nth(3).map(|u| u.kind), Some(UnitKind::Quote(_)));
        let unknown = noun.kind == Kind::Thing && noun.head == 0 && noun.name.is_none() && (noun.definite || noun.indefinite);
        if says && behind_marks && unknown {
            let many = noun.agreement.number() == Agreement::PLURAL;
            out.nouns[n as usize].kind = if many { Kind::Group } else { Kind::Person };
        }
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

    /// The unit that begins at `i`, and where it ends.
    fn unit(&self, i: usize, out: &mut Units) -> (Unit, usize) {
        let word = self.word(i);
        if let Some(kind) = self.mark(i) {
            return self.make(i, kind, i + 1, 0);
        }
        if let Some((kind, length, id)) = self.multi_word(i) {
            return self.make(i, kind, i + length, id);
        }
        if self.is_surname(i)
            && let Some((noun, to)) = self.noun_phrase(i)
        {
            out.nouns.push(noun);
            return self.make(i, UnitKind::Noun(out.nouns.len() as u32 - 1), to, word);
        }
        if let Some(kind) = self.correlative(i) {
            return self.make(i, kind, i + 1, word);
        }
        if let Some((group, to)) = self.verb_group(i) {
            out.verbs.push(group);
            // la chiamano: the verb's own word, where one word is all of it
            let alone = (i..to).filter(|k| !self.any(*k, Class::CLITIC.or(Class::NEGATION))).count() == 1;
            let word = if alone { self.word(to - 1) } else { word };
            return self.make(i, UnitKind::Verb(out.verbs.len() as u32 - 1), to, word);
        }
        if let Some(kind) = self.word_before_nouns(i) {
            return self.make(i, kind, i + 1, word);
        }
        if let Some((noun, to)) = self.pronoun(i) {
            out.nouns.push(noun);
            return self.make(i, UnitKind::Noun(out.nouns.len() as u32 - 1), to, word);
        }
        if self.is_che(i) {
            return self.make(i, UnitKind::Che, i + 1, word);
        }
        // A. R., I. N.: initials are no preposition and no article
        let initials = || self.is_initial(i) && self.is_initial(i + 1);
        if self.any(i, Class::PREPOSITION.or(Class::ARTICULATED)) && !self.any_name(i) && !initials() {
            return self.preposition(i, out);
        }
        if let Some(kind) = self.joining_word(i) {
            return self.make(i, kind, i + 1, word);
        }
        if let Some((noun, to)) = self.noun_phrase(i) {
            if noun.kind == Kind::Time {
                return self.make(i, UnitKind::Adverb, to, word);
            }
            out.nouns.push(noun);
            return self.make(i, UnitKind::Noun(out.nouns.len() as u32 - 1), to, word);
        }
        self.make(i, UnitKind::Word, i + 1, word)
    }

    fn make(&self, i: usize, kind: UnitKind, to: usize, word: WordId) -> (Unit, usize) {
        (Unit { kind, items: (i as u32, to as u32), span: self.span(i, to), word }, to)
    }

    /// Paragraphs, quotations, brackets, stops, punctuation.
    fn mark(&self, i: usize) -> Option<UnitKind> {
        let item = self.items[i];
        let token = self.tokens[item.token as usize];
        Some(match token.shape {
            Shape::Paragraph => UnitKind::Paragraph,
            Shape::Open(m) => UnitKind::Quote(m),
            Shape::Close(_) | Shape::Repeat => UnitKind::Word,
            Shape::Punctuation('(' | '[') if item.nested.is_some() => UnitKind::Brackets(item.nested.unwrap_or(0)),
            Shape::Punctuation('.' | '?' | '!' | '…') if token.ends_sentence => UnitKind::Stop,
            Shape::Punctuation('-' | '–' | '—') => UnitKind::Punct('-'),
            Shape::Punctuation(c) => UnitKind::Punct(c),
            _ => return None,
        })
    }

    /// A multi-word entry that is no noun: its kind, length and id.
    fn multi_word(&self, i: usize) -> Option<(UnitKind, usize, WordId)> {
        let (length, id) = self.phrase(i)?;
        let class = self.grammar.lexicon.entry(id).class;
        let joins = class.any(Class::RELATIVE.or(Class::SUBORDINATOR)) && !class.any(Class::PRONOUN);
        // la sera precedente: the adjective belongs to the time
        let goes_on = self.any(i, Class::ARTICLE) && self.any(i + length, Class::ADJECTIVE);
        let kind = if class.any(Class::NAMING.or(Class::TERM_MARKER)) && self.is_quote(i + length) {
            UnitKind::Word
        } else if class.any(Class::EMPTY_PHRASE) {
            UnitKind::Adverb
        } else if class.any(Class::FRAMING) && self.frames(i, length, id) {
            UnitKind::Framing
        } else if joins && !self.is_che(i + length - 1) {
            UnitKind::Subordinator
        } else if class.any(Class::OPENING) {
            UnitKind::Word
        } else if class.any(Class::ADVERB.or(Class::CONTINUER)) && !goes_on {
            UnitKind::Adverb
        } else {
            return None;
        };
        Some((kind, length, id))
    }

    /// Whether a source follows an expression that frames what it says, or is in it.
    fn frames(&self, i: usize, length: usize, id: WordId) -> bool {
        let to = i + length;
        let own = self.grammar.words.own_frames.contains(&id);
        own || self.source_follows(to) || self.quanto_reports(to) || self.article_within(to)
    }

    /// *a quanto riferisce*, *da quanto si apprende*, *stando a quanto precisato*: a verb of saying behind *quanto*.
    fn quanto_reports(&self, i: usize) -> bool {
        let verb = if self.any(i, Class::CLITIC) { i + 1 } else { i };
        self.grammar.lexicon.key_of(self.word(i - 1)) == "quanto"
            && self.any(verb, Class::FINITE.or(Class::NONFINITE))
            && self.reports_beside(verb)
    }

    /// *stando all'ultimo bilancio*, *a giudizio degli interroganti*: the phrase before `i` ends with the article of the
    /// noun that follows.
    fn article_within(&self, i: usize) -> bool {
        i > 0 && self.any(i - 1, Class::ARTICULATED) && self.token(i).is_some_and(|t| t.shape == Shape::Lower)
    }

    /// What is decided before nouns and pronouns have their say.
    fn word_before_nouns(&self, i: usize) -> Option<UnitKind> {
        // poche ore dopo il governo ha detto: behind a time it governs nothing
        let behind_time = i > 0
            && self.any(i - 1, Class::TIME)
            && self.grammar.words.behind_times.contains(&self.word(i))
            && self.any(i + 1, Class::ARTICLE)
            && !self.any(i + 1, Class::ARTICULATED);
        if behind_time {
            Some(UnitKind::Adverb)
        } else if self.any(i, Class::DIALOGUE_PRONOUN) {
            Some(UnitKind::Word)
        } else if self.any(i, Class::FRAMING) && self.framing_word(i) {
            Some(UnitKind::Framing)
        } else {
            None
        }
    }

    /// A preposition: before an infinitive, before a noun phrase, or alone.
    fn preposition(&self, i: usize, out: &mut Units) -> (Unit, usize) {
        let word = self.word(i);
        if let Some(to) = self.linker(i) {
            return self.make(i, UnitKind::Linker, to, word);
        }
        if let Some((noun, to)) = self.prepositional(i) {
            out.nouns.push(noun);
            return self.make(i, UnitKind::Prep(out.nouns.len() as u32 - 1), to, word);
        }
        self.make(i, UnitKind::Word, i + 1, word)
    }

    /// Subordinators, coordinators, adverbs.
    fn joining_word(&self, i: usize) -> Option<UnitKind> {
        let class = self.class(i);
        // replica però il sindaco: right behind a verb it is an adverb
        let postposed =
            i > 0 && self.any(i - 1, Class::FINITE.or(Class::NONFINITE)) && self.grammar.words.behind_verbs.contains(&self.word(i));
        if postposed {
            return Some(UnitKind::Adverb);
        }
        if class.any(Class::RELATIVE.or(Class::SUBORDINATOR)) && !self.any_name(i) {
            return Some(UnitKind::Subordinator);
        }
        if class.any(Class::COORDINATOR) && self.token(i).is_some_and(|t| t.shape != Shape::Upper) {
            return Some(UnitKind::Coordinator);
        }
        let adverb = self.is_adverb(i) && !class.any(Class::GIVEN) && !self.adverb_is_nominal(i) || class.any(Class::NEGATION);
        adverb.then_some(UnitKind::Adverb)
    }

    pub(super) fn is_che(&self, i: usize) -> bool {
        self.word(i) == self.grammar.words.che
    }

    /// *di, a, da, per, nel* before an infinitive, with its negation and clitics.
    pub(super) fn linker(&self, i: usize) -> Option<usize> {
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
