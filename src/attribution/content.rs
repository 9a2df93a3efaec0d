//! Facts about the words in marks, for the rules' content filters: length, first letter, whether a
//! verb stands in them, whether they are a sentence, where in their sentence they stand.

use super::Reading;
use super::matcher::traits;
use crate::grammar::lexicon::Class;
use crate::grammar::program::Traits;
use crate::grammar::rule::ContentTest;
use crate::span::Span;
use crate::token::Shape;
use crate::unit::{Owner, Unit, UnitKind};

/// Facts and places of all marked spans.
pub struct Contents {
    /// By mark: what holds of its words.
    pub facts: Vec<ContentTest>,
    /// By mark: number of words.
    pub words: Vec<usize>,
    /// By mark: the stream of its inside.
    pub inside: Vec<Option<u32>>,
    /// By stream in which marks stand: what its units are, as patterns ask for it.
    pub traits: Vec<Vec<Traits>>,
    /// Whether the article is an interview.
    pub interview: bool,
}

impl Contents {
    /// Reads the facts of all marked spans.
    pub fn new(reading: &Reading<'_>) -> Self {
        let count = reading.marks.spans.len();
        let mut out = Contents {
            facts: vec![ContentTest::default(); count],
            words: vec![0; count],
            inside: vec![None; count],
            traits: reading.units.streams.iter().map(|s| traits(s, reading.units, reading.grammar)).collect(),
            interview: reading.is_interview(),
        };
        for (s, stream) in reading.units.streams.iter().enumerate() {
            if let Owner::Quote(m) = stream.owner {
                out.inside[m as usize] = Some(s as u32);
                let finite = stream.units.iter().filter_map(|u| reading.units.verb(u)).any(|v| v.is_finite() && !v.homograph);
                out.set(m, ContentTest::VERB, finite);
                out.set(m, ContentTest::NO_VERB, !finite);
                let leads = |u: &Unit| {
                    let class = reading.grammar.lexicon.entry(u.word).class;
                    matches!(u.kind, UnitKind::Subordinator | UnitKind::Che) || class.any(Class::INTERROGATIVE.or(Class::RELATIVE))
                };
                let asks = out.text(reading, m).trim_end().ends_with('?');
                out.set(m, ContentTest::MAIN, asks || !stream.units.first().is_some_and(leads));
            }
        }
        out.read_words(reading);
        out.read_places(reading);
        out
    }

    /// Whether a filter holds of a mark.
    pub fn is(&self, mark: u32, test: ContentTest) -> bool {
        test.holds(self.facts[mark as usize])
    }

    fn set(&mut self, mark: u32, test: ContentTest, holds: bool) {
        if holds {
            self.facts[mark as usize] = self.facts[mark as usize].or(test);
        }
    }

    fn read_words(&mut self, reading: &Reading<'_>) {
        let mut open: Vec<u32> = Vec::new();
        let mut first_seen = vec![false; self.words.len()];
        for token in reading.tokens {
            match token.shape {
                Shape::Open(m) => open.push(m),
                Shape::Close(m) => {
                    if let Some(at) = open.iter().rposition(|o| *o == m) {
                        open.truncate(at);
                    }
                }
                _ => {}
            }
            let wordlike = token.is_word() || token.shape == Shape::Number;
            if !wordlike {
                continue;
            }
            for m in &open {
                self.words[*m as usize] += 1;
                if !first_seen[*m as usize] {
                    first_seen[*m as usize] = true;
                    let capital = token.is_capital() || token.shape == Shape::Number;
                    self.facts[*m as usize] = self.facts[*m as usize].or(if capital { ContentTest::CAPITAL } else { ContentTest::LOWER });
                }
            }
        }
        for m in 0..self.words.len() as u32 {
            let words = self.words[m as usize];
            let text = self.text(reading, m);
            let closed = text.trim_end().ends_with(['.', '?', '!', '…']);
            let sentence = words >= 3 && (closed || self.is(m, ContentTest::VERB)) || words >= 8;
            self.set(m, ContentTest::SHORT, words <= 6);
            self.set(m, ContentTest::LONG, words >= 5);
            self.set(m, ContentTest::SENTENCE, sentence);
            self.set(m, ContentTest::FRAGMENT, !sentence);
        }
    }

    pub(in crate::attribution) fn text<'t>(&self, reading: &'t Reading<'_>, m: u32) -> &'t str {
        let mark = &reading.marks.spans[m as usize];
        match (mark.segments.first(), mark.segments.last()) {
            (Some(a), Some(b)) => Span::new(a.start, b.end).of(reading.article.text),
            _ => "",
        }
    }

    fn read_places(&mut self, reading: &Reading<'_>) {
        for stream in &reading.units.streams {
            for (u, unit) in stream.units.iter().enumerate() {
                let UnitKind::Quote(m) = unit.kind else { continue };
                let edge = |k: Option<&crate::unit::Unit>| k.is_none_or(|x| matches!(x.kind, UnitKind::Stop | UnitKind::Paragraph));
                let before = u.checked_sub(1).and_then(|p| stream.units.get(p));
                let first = edge(before);
                let after = stream.units.get(u + 1);
                let paragraph_before = before.is_none_or(|x| x.kind == UnitKind::Paragraph);
                let paragraph_after = after.is_none_or(|x| x.kind == UnitKind::Paragraph)
                    || (edge(after) && stream.units.get(u + 2).is_none_or(|x| x.kind == UnitKind::Paragraph));
                self.set(m, ContentTest::FIRST, first);
                self.set(m, ContentTest::ALONE, paragraph_before && paragraph_after);
            }
        }
    }
}
