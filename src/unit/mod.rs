//! Tokens → [`Unit`]s: verb groups, noun phrases, quotations, punctuation, and what is left. The
//! text is cut into streams: the story, the inside of each quotation, the inside of each bracket;
//! in its own stream what is nested is one opaque unit, so that *«…», ha detto* reads the same
//! however long the quotation is.

mod correlative;
mod elision;
mod framing;
mod homograph;
mod name;
mod noun_phrase;
mod pronoun;
mod read;
mod reader;
mod stream;
mod surname;
mod verb_form;
mod verb_group;

pub use noun_phrase::{Kind, NameKind, NounPhrase};
pub use verb_group::VerbGroup;

use crate::grammar::Grammar;
use crate::grammar::lexicon::WordId;
use crate::span::Span;
use crate::token::Token;
use reader::Reader;
use surname::Surnames;
use verb_form::VerbForms;

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
    /// The units between sentences, in order: stops and paragraphs.
    pub edges: Vec<u32>,
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
    out.verbs.reserve(tokens.len() / 6);
    out.nouns.reserve(tokens.len() / 3);
    let forms = VerbForms::of(tokens, grammar);
    let surnames = Surnames::of(tokens, grammar);
    for raw in stream::streams(tokens, &grammar.lexicon) {
        let reader = Reader { text, tokens, forms: &forms, items: &raw.items, grammar, surnames: &surnames };
        let units = reader.read(&mut out);
        let edge = |(u, unit): (usize, &Unit)| matches!(unit.kind, UnitKind::Stop | UnitKind::Paragraph).then_some(u as u32);
        let edges = units.iter().enumerate().filter_map(edge).collect();
        out.streams.push(Stream { owner: raw.owner, parent: None, units, edges });
    }
    stream::link_parents(&mut out);
    out
}
