//! Words whose source has no name → the one whom the most evidence speaks for. Everybody who can be meant
//! is a candidate; the facts about each are weighed by the linear model of the grammar, and what the
//! model makes of the difference between the first two is how certain the answer is.

mod gather;
mod office;
mod turns;

use super::Floor;
use crate::attribution::Finding;
use crate::grammar::evidence::Evidence;
use crate::grammar::lexicon::Agreement;
use crate::grammar::weights::Situation;
use crate::speaker::Referent;
use crate::unit::NounPhrase;

/// Whom the words can be by, and what is asked of them.
#[derive(Clone, Copy)]
pub(crate) struct Question<'f> {
    /// The words.
    pub finding: &'f Finding,
    /// How they lack a name.
    pub situation: Situation,
    /// Gender and number that the speaker must have.
    pub agreement: Agreement,
    /// The role, epithet or pronoun that stands for a name.
    pub noun: Option<&'f NounPhrase>,
}

/// Somebody whom the words can be by.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Candidate {
    /// Who.
    pub referent: Referent,
    /// What is known of him in this place.
    pub evidence: Evidence,
}

/// The answer, and what was weighed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verdict {
    /// How the words lack a name.
    pub situation: Situation,
    /// Who is meant.
    pub chosen: Candidate,
    /// How certain that is, 0 to 1.
    pub certainty: f32,
    /// The next best, and how certain he would be.
    pub runner_up: Option<(Candidate, f32)>,
}

impl<'a> Floor<'a> {
    /// The candidate for whom the most evidence speaks.
    pub(super) fn weigh(&self, question: Question<'_>) -> Option<Verdict> {
        let weights = &self.reading.grammar.weights;
        let score = |c: &Candidate| weights.score(question.situation, c.evidence);
        let mut scored: Vec<(f32, Candidate)> = self.candidates(question).into_iter().map(|c| (score(&c), c)).collect();
        // the sort is stable: of two alike the one who was mentioned later
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        let top = scored.first()?.0;
        let total: f32 = scored.iter().map(|(s, _)| (s - top).exp()).sum();
        let mut best = scored.into_iter().map(|(s, c)| (c, (s - top).exp() / total));
        let (chosen, certainty) = best.next()?;
        Some(Verdict { situation: question.situation, chosen, certainty, runner_up: best.next() })
    }
}
