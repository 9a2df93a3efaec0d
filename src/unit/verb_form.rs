//! Tokens → what each is as a verb form, the most likely first; and the first of the moods asked for.

use std::cmp::Reverse;

use super::reader::Reader;
use crate::grammar::Grammar;
use crate::grammar::conjugate::{Features, Mood};
use crate::grammar::forms::Reading;
use crate::grammar::verbs::Verbs;
use crate::token::Token;

/// What each token is as a verb form, the most likely first.
pub(crate) struct VerbForms {
    readings: Vec<Reading>,
    /// By token, where its readings end.
    ends: Vec<u32>,
}

impl VerbForms {
    pub(super) fn of(tokens: &[Token], grammar: &Grammar) -> Self {
        let mut readings = Vec::with_capacity(tokens.len() / 2);
        let ends = tokens.iter().map(|t| {
            let first = readings.len();
            grammar.lexicon.readings(t.word, &mut readings);
            if readings.len() > first + 1 {
                readings[first..].sort_by_key(|r| Reverse(rank(r, &grammar.verbs)));
            }
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
        self.readings(i).iter().find(|r| fits(r.features)).copied()
    }

    pub(super) fn finite(&self, i: usize) -> Option<Reading> {
        self.reading(i, |f| matches!(f.mood, Mood::Indicative | Mood::Subjunctive | Mood::Conditional | Mood::Imperative))
    }
}

/// Verbs that do more for others before others; the indicative before other moods.
fn rank(r: &Reading, verbs: &Verbs) -> (u8, bool) {
    (verbs.prominence(r.lemma), r.features.mood == Mood::Indicative)
}
