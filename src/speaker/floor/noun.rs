//! A source → the referent of its noun phrases: a person by name, several, a body or document by its
//! fullest name.

use super::Floor;
use crate::attribution::Source;
use crate::document::SpeakerKind;
use crate::grammar::lexicon::Agreement;
use crate::span::Span;
use crate::speaker::name::name_keys;
use crate::speaker::words::Words;
use crate::speaker::{Referent, kind_of};
use crate::unit::{Kind, NameKind, NounPhrase};

impl Floor<'_> {
    pub(super) fn source(&self, source: &Source, nested: bool) -> Option<(Referent, f32)> {
        let nouns: Vec<&NounPhrase> = source.nouns.iter().map(|n| &self.reading.units.nouns[*n as usize]).collect();
        if nouns.len() > 1 {
            return Some((self.coordinated(&nouns), 0.95));
        }
        self.noun_in(nouns.first()?, nested)
    }

    /// *Vincenzo e Carmela Esposito*: the surname belongs to both.
    fn coordinated(&self, nouns: &[&NounPhrase]) -> Referent {
        let list: Vec<Referent> = nouns.iter().filter_map(|n| self.noun(n).map(|(r, _)| r)).collect();
        if list.len() == 1 { list[0].clone() } else { Referent::People(list) }
    }

    /// Who a noun phrase is.
    pub(super) fn noun(&self, noun: &NounPhrase) -> Option<(Referent, f32)> {
        self.noun_in(noun, false)
    }

    /// The same inside a quotation, where nobody of the story need be meant.
    fn noun_in(&self, noun: &NounPhrase, nested: bool) -> Option<(Referent, f32)> {
        let text = self.reading.article.text;
        if noun.kind == Kind::Pronoun {
            return self.pronoun(noun);
        }
        if let Some(name) = noun.name
            && matches!(noun.name_kind, NameKind::Person | NameKind::Unknown)
            && matches!(noun.kind, Kind::Person)
            && let Some(at) = self.people.owner_of(name, text)
        {
            return Some((Referent::Person(at), 0.98));
        }
        // a surname that is also a place or a body: Riva, Greco, Senato
        if let Some(name) = noun.name.filter(|_| noun.head == 0) {
            let keys = name_keys(name.of(text));
            let owner = self.people.matching(&keys).into_iter().find(|p| {
                let person = &self.people.list[*p];
                person.certain && person.keys.len() > keys.len() && person.keys.last() == keys.last()
            });
            if let Some(at) = owner {
                return Some((Referent::Person(at), 0.95));
            }
        }
        if noun.kind == Kind::Person && noun.name.is_none() {
            // what the speaker says of *il capo* is of nobody in the story, unless the office is known
            return self.role(noun).map(|(r, c)| {
                if nested && c < 0.9 {
                    (Referent::Other { name: Words::of(text, noun.span), kind: SpeakerKind::Person }, 0.7)
                } else {
                    (r, c)
                }
            });
        }
        if noun.kind == Kind::Group
            && noun.definite
            && noun.agreement.number() == Agreement::PLURAL
            && let Some(r) = self.group_of_speakers(noun)
        {
            return Some((r, 0.75));
        }
        let span = noun.name.filter(|_| noun.head == 0).unwrap_or(noun.span);
        let name = self.fuller(noun, Words::of(text, strip_article(span, noun)));
        Some((Referent::Other { name, kind: kind_of(noun) }, 0.9))
    }

    /// *i due*, *entrambi*, *gli esponenti*: a pair that spoke before.
    fn group_of_speakers(&self, noun: &NounPhrase) -> Option<Referent> {
        let words = noun.span.of(self.reading.article.text).to_lowercase();
        let pair = words.split_whitespace().any(|w| w == "due");
        self.turns.iter().rev().map(|(_, r)| r).find(|r| matches!(r, Referent::People(_))).filter(|_| pair).cloned()
    }

    /// A body or document by its fullest name: *lo studio* → *uno studio dell'università di Pavia*.
    pub(super) fn fuller(&self, noun: &NounPhrase, words: Words) -> Words {
        if noun.name.is_some() || noun.indefinite {
            return words;
        }
        let head = self.reading.grammar.lexicon.key_of(noun.head);
        let earlier = self.fuller.get(head).filter(|_| words.split(' ').count() <= 2 && !head.is_empty());
        earlier.cloned().unwrap_or(words)
    }
}

/// *il Quirinale* → *Quirinale*: the article is no part of an institution's name.
fn strip_article(span: Span, noun: &NounPhrase) -> Span {
    match noun.name {
        Some(name) if noun.kind == Kind::Organization && noun.head == 0 => name,
        _ => span,
    }
}
