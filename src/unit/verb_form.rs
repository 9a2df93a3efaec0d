//! Tokens → what each is as a verb form; and of these, the most likely one of the moods asked for.

use super::reader::Reader;
use crate::grammar::Grammar;
use crate::grammar::conjugate::{Features, Mood};
use crate::grammar::forms::Reading;
use crate::grammar::verbs::Helper;
use crate::token::Token;

/// What each token is as a verb form.
pub(crate) struct VerbForms {
    readings: Vec<Reading>,
    /// By token, where its readings end.
    ends: Vec<u32>,
}

impl VerbForms {
    pub(super) fn of(tokens: &[Token], grammar: &Grammar) -> Self {
        let mut readings = Vec::with_capacity(tokens.len() / 2);
        let ends = tokens.iter().map(|t| {
            grammar.lexicon.readings(t.word, &mut readings);
            readings.len() as u32
        });
        let ends = ends.collect();
        VerbForms { readings, ends }
    }

    pub(super) fn of_token(&self, token: u32) -> &[Reading] {
        let end = |t: u32| self.ends.get(t as usize).map_or(0, |e| *e as usize);
        let start = token.checked_sub(1).map_or(0, end);
        self.readings.get(start..end(token)).unwrap_or_default()
    }
}

impl Reader<'_> {
    pub(super) fn reading(&self, i: usize, fits: impl Fn(Features) -> bool) -> Option<Reading> {
        let mut best: Option<Reading> = None;
        for r in self.readings(i).iter().filter(|r| fits(r.features)) {
            let better = best.is_none_or(|b| self.rank(r) > self.rank(&b));
            if better {
                best = Some(*r);
            }
        }
        best
    }

    pub(super) fn finite(&self, i: usize) -> Option<Reading> {
        self.reading(i, |f| matches!(f.mood, Mood::Indicative | Mood::Subjunctive | Mood::Conditional | Mood::Imperative))
    }

    /// Helpers before reporting verbs before others; the indicative before other moods.
    fn rank(&self, r: &Reading) -> (u8, u8) {
        let lemma = self.grammar.verbs.lemma(r.lemma);
        let kind = match lemma.helper {
            Helper::Essere | Helper::Avere => 3,
            _ if lemma.report.is_some() => 2,
            _ if !lemma.expressions.is_empty() || !lemma.links.is_empty() => 1,
            _ => 0,
        };
        (kind, u8::from(r.features.mood == Mood::Indicative))
    }
}
