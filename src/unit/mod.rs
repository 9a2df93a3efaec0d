//! Tokens → [`Unit`]s: verb groups, noun phrases, quotations, punctuation, and what is left. The
//! text is cut into streams: the story, the inside of each quotation, the inside of each bracket;
//! in its own stream what is nested is one opaque unit, so that *«…», ha detto* reads the same
//! however long the quotation is.

mod name;
mod noun_phrase;
mod pronoun;
mod stream;
mod verb_group;

pub use noun_phrase::{Kind, NameKind, NounPhrase};
pub use verb_group::VerbGroup;

use crate::grammar::Grammar;
use crate::grammar::forms::Reading;
use crate::grammar::lexicon::{Class, Entry, WordId};
use crate::span::Span;
use crate::token::{Shape, Token};

/// Where a stream comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The story itself.
    Story,
    /// The inside of the marked span with this index.
    Quote(u32),
    /// The inside of a pair of brackets.
    Brackets,
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// The marked span with this index.
    Quote(u32),
    /// A pair of brackets whose inside is the stream with this index.
    Brackets(u32),
    /// A verb group: index into [`Units::verbs`].
    Verb(u32),
    /// A noun phrase: index into [`Units::nouns`].
    Noun(u32),
    /// A preposition and its noun phrase.
    Prep(u32),
    /// *che*
    Che,
    /// *di*, *a* before an infinitive
    Linker,
    /// *se, come, perché, quando, mentre*; *cui, quale*
    Subordinator,
    /// *e, ma*
    Coordinator,
    /// *poi, ancora, ieri*
    Adverb,
    /// secondo, a detta di: the source stands behind it
    Framing,
    /// Punctuation; any dash is `-`.
    Punct(char),
    /// The end of a sentence.
    Stop,
    /// The beginning of a paragraph.
    Paragraph,
    /// Any other word.
    Word,
}

/// One unit of a stream.
#[derive(Debug, Clone, Copy)]
pub struct Unit {
    /// What it is.
    pub kind: UnitKind,
    /// First and one past the last item of the stream.
    pub items: (u32, u32),
    /// Its text.
    pub span: Span,
    /// The entry of its (only or first) word, of a simple finite verb the verb behind its clitics; of a multi-word entry where it is one.
    pub word: WordId,
}

/// The units of the story, of a quotation or of a bracket.
#[derive(Debug)]
pub struct Stream {
    /// Where it comes from.
    pub owner: Owner,
    /// The stream and unit in which it is nested.
    pub parent: Option<(u32, u32)>,
    /// In the order of the text.
    pub units: Vec<Unit>,
}

/// All streams of an article and what their units hold.
#[derive(Debug, Default)]
pub struct Units {
    /// The story first; the others in the order in which they open.
    pub streams: Vec<Stream>,
    /// Verb groups.
    pub verbs: Vec<VerbGroup>,
    /// Noun phrases.
    pub nouns: Vec<NounPhrase>,
}

impl Units {
    /// The verb group of a unit.
    pub fn verb(&self, unit: &Unit) -> Option<&VerbGroup> {
        match unit.kind {
            UnitKind::Verb(v) => Some(&self.verbs[v as usize]),
            _ => None,
        }
    }

    /// The noun phrase of a unit, with or without a preposition.
    pub fn noun(&self, unit: &Unit) -> Option<&NounPhrase> {
        match unit.kind {
            UnitKind::Noun(n) | UnitKind::Prep(n) => Some(&self.nouns[n as usize]),
            _ => None,
        }
    }
}

/// Reads the units of all streams.
pub fn units(text: &str, tokens: &[Token], grammar: &Grammar) -> Units {
    let mut out = Units::default();
    let forms = VerbForms::of(tokens, grammar);
    for raw in stream::streams(tokens) {
        let reader = Reader { text, tokens, forms: &forms, items: &raw.items, grammar };
        let units = reader.read(&mut out);
        out.streams.push(Stream { owner: raw.owner, parent: None, units });
    }
    stream::link_parents(&mut out);
    out
}

/// One item of a stream: a token, or something nested that counts as one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    /// The (opening) token.
    pub token: u32,
    /// The closing token of what is nested, or the token itself.
    pub last: u32,
    /// The nested stream.
    pub nested: Option<u32>,
}

/// What each token is as a verb form.
pub(crate) struct VerbForms {
    readings: Vec<Reading>,
    /// By token, where its readings end.
    ends: Vec<u32>,
}

impl VerbForms {
    fn of(tokens: &[Token], grammar: &Grammar) -> Self {
        let mut readings = Vec::with_capacity(tokens.len() / 2);
        let ends = tokens.iter().map(|t| {
            grammar.lexicon.readings(t.word, &mut readings);
            readings.len() as u32
        });
        let ends = ends.collect();
        VerbForms { readings, ends }
    }

    fn of_token(&self, token: u32) -> &[Reading] {
        let end = |t: u32| self.ends.get(t as usize).map_or(0, |e| *e as usize);
        let start = token.checked_sub(1).map_or(0, end);
        self.readings.get(start..end(token)).unwrap_or_default()
    }
}

/// Reads one stream: small functions that look at items by position.
pub(crate) struct Reader<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub forms: &'a VerbForms,
    pub items: &'a [Item],
    pub grammar: &'a Grammar,
}

impl Reader<'_> {
    pub fn token(&self, i: usize) -> Option<&Token> {
        self.items.get(i).map(|it| &self.tokens[it.token as usize])
    }

    pub fn word(&self, i: usize) -> WordId {
        self.token(i).map_or(0, |t| t.word)
    }

    pub fn entry(&self, i: usize) -> &Entry {
        self.grammar.lexicon.entry(self.word(i))
    }

    /// What the word is as a verb form.
    pub fn readings(&self, i: usize) -> &[Reading] {
        self.items.get(i).map_or(&[], |it| self.forms.of_token(it.token))
    }

    pub fn class(&self, i: usize) -> Class {
        self.entry(i).class
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
        self.grammar.lexicon.phrase_at(|k| self.word(i + k))
    }

    /// The entry of the longest known unit at `i` (phrase or word), with its length.
    pub fn longest(&self, i: usize) -> (usize, WordId) {
        self.phrase(i).unwrap_or((1, self.word(i)))
    }

    fn read(&self, out: &mut Units) -> Vec<Unit> {
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

    /// *molto, tanto, ancora* before a noun belong to it.
    fn adverb_is_nominal(&self, i: usize) -> bool {
        self.any(i, Class::QUANTIFIER.or(Class::ROLE))
            && self.is_word(i + 1)
            && !self.verb_at(i + 1)
            && !self.any(i + 1, Class::ADVERB.or(Class::ADJECTIVE).or(Class::PREPOSITION))
    }

    /// A known adverb, or any word in -mente that is not known as something else.
    pub fn is_adverb(&self, i: usize) -> bool {
        let class = self.class(i);
        class.any(Class::ADVERB)
            || (!class.any(Class::NOUN.or(Class::ADJECTIVE))
                && self.token(i).is_some_and(|t| t.shape != Shape::Number && t.span.len() > 6 && t.span.of(self.text).ends_with("mente")))
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

    /// *secondo* and *per* frame only before somebody; *secondo* is also an ordinal.
    fn framing_word(&self, i: usize) -> bool {
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
                    || self.any(i - 1, Class::COORDINATOR));
        if !opens {
            return false;
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
    fn source_follows(&self, i: usize) -> bool {
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
