//! Quotations that readers judged → how much each rule of `checkworthiness.toml` counts: a logistic regression, fitted by
//! gradient descent without chance, in which no rule can count for the other side than the one it speaks for. It is
//! measured on articles that it was not fitted on.

use std::collections::HashMap;

use serde::Deserialize;

use crate::claims::{Article, claims};
use crate::grammar::Grammar;
use crate::grammar::worth::Speaks;
use crate::report::json::content;

/// Into how many parts the articles are divided for cross-validation.
pub const WORTH_FOLDS: usize = 5;
/// How much a weight is held back: a few hundred quotations do not show much. The average precision differs by less than
/// one hundredth among 3, 6 and 10, and by no more among priors of 0, 0.2, 0.3 and 0.5.
const RIDGE: f64 = 6.0;
/// Where every weight begins, and what it is held back to: each rule says of its side that it counts.
const PRIOR: f64 = 0.3;
/// Steps of the descent; more change nothing in the second decimal.
const STEPS: usize = 1500;
/// The length of a step.
const LENGTH: f64 = 0.5;

/// A quotation that readers judged: a line of the file.
#[derive(Debug, Clone, Deserialize)]
pub struct Judged {
    /// The article's name, without folder and extension.
    pub article: String,
    /// Its words, as a report writes them.
    pub text: String,
    /// Whether the first reader holds it worth a check.
    pub worthy: bool,
    /// Whether a second one does, who had not seen the first one's answers.
    pub second: Option<bool>,
}

/// What is known of one judged quotation.
#[derive(Debug, Clone)]
struct Sample {
    /// A number of its article's own.
    article: usize,
    /// Rules that hold.
    held: Vec<usize>,
    /// What each reader judges; none if he was not asked.
    readers: [Option<bool>; 2],
}

/// Collects judged quotations.
#[derive(Debug, Default)]
pub struct WorthTrainer {
    samples: Vec<Sample>,
    articles: usize,
}

/// How well scores put first what is worth a check, by one reader.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranking {
    /// The mean of the precisions at each that is worth it.
    pub average_precision: f64,
    /// The precision of the third with the highest scores.
    pub top_third: f64,
}

/// How far two readers agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Readers {
    /// The share of quotations that they judge alike.
    pub agreement: f64,
    /// Cohen's kappa.
    pub kappa: f64,
}

/// The weights by rule, and the bias.
#[derive(Debug, Clone, PartialEq)]
pub struct WorthWeights {
    /// What a statement has of which no rule holds.
    pub bias: f64,
    /// By rule.
    pub weights: Vec<f64>,
}

impl WorthTrainer {
    /// Adds an article with what readers judged of it; says how many of the quotations the engine finds.
    pub fn add(&mut self, grammar: &Grammar, article: Article<'_>, judged: &[&Judged]) -> usize {
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut found: HashMap<String, Vec<usize>> = HashMap::new();
        for claim in claims(grammar, &[article]) {
            let words = content(article.text, &article.document.quotations[claim.quotation].segments);
            found.entry(one_line(&words)).or_insert(claim.checkworthiness.held);
        }
        let before = self.samples.len();
        let sample = |j: &&Judged| {
            let held = found.get(&one_line(&j.text))?.clone();
            Some(Sample { article: self.articles, held, readers: [Some(j.worthy), j.second] })
        };
        self.samples.extend(judged.iter().filter_map(sample));
        self.articles += 1;
        self.samples.len() - before
    }

    /// How many quotations there are, and how many the first reader holds worth a check.
    #[must_use]
    pub fn count(&self) -> (usize, usize) {
        (self.samples.len(), self.samples.iter().filter(|s| s.readers[0] == Some(true)).count())
    }

    /// How far the readers agree on what both judged; none if there is nothing of that.
    #[must_use]
    pub fn readers(&self) -> Option<Readers> {
        let both: Vec<(bool, bool)> = self.samples.iter().filter_map(|s| s.readers[0].zip(s.readers[1])).collect();
        if both.is_empty() {
            return None;
        }
        let share = |is: fn(&(bool, bool)) -> bool| both.iter().filter(|b| is(b)).count() as f64 / both.len() as f64;
        let agreement = share(|(first, second)| first == second);
        let (first, second) = (share(|b| b.0), share(|b| b.1));
        let chance = first * second + (1.0 - first) * (1.0 - second);
        Some(Readers { agreement, kappa: if chance < 1.0 { (agreement - chance) / (1.0 - chance) } else { 1.0 } })
    }

    /// The weights that all quotations give.
    pub fn train(&self, grammar: &Grammar) -> WorthWeights {
        fit(grammar, &self.samples.iter().collect::<Vec<_>>())
    }

    /// How well weights put these quotations in order, by each reader.
    pub fn ranked(&self, weights: &WorthWeights) -> [Ranking; 2] {
        rankings(self.samples.iter().map(|s| (weights.score(s), s.readers)).collect())
    }

    /// How well weights do that were fitted on other articles.
    pub fn cross_validate(&self, grammar: &Grammar) -> [Ranking; 2] {
        let mut scored = Vec::with_capacity(self.samples.len());
        for fold in 0..WORTH_FOLDS {
            let (test, train): (Vec<&Sample>, Vec<&Sample>) = self.samples.iter().partition(|s| s.article % WORTH_FOLDS == fold);
            let weights = fit(grammar, &train);
            scored.extend(test.iter().map(|s| (weights.score(s), s.readers)));
        }
        rankings(scored)
    }
}

impl WorthWeights {
    fn score(&self, sample: &Sample) -> f64 {
        self.bias + sample.held.iter().map(|r| self.weights[*r]).sum::<f64>()
    }
}

/// The weights of these quotations; what the readers judge differently counts half.
fn fit(grammar: &Grammar, samples: &[&Sample]) -> WorthWeights {
    let rules = &grammar.worth.rules;
    let count = samples.len().max(1) as f64;
    let prior: Vec<f64> = rules.iter().map(|r| if r.speaks == Speaks::For { PRIOR } else { -PRIOR }).collect();
    let mut fitted = WorthWeights { bias: -1.0, weights: prior.clone() };
    for _ in 0..STEPS {
        let mut slope: Vec<f64> = fitted.weights.iter().zip(&prior).map(|(w, p)| RIDGE * (w - p)).collect();
        let mut bias = 0.0;
        for sample in samples {
            let judged: Vec<bool> = sample.readers.iter().flatten().copied().collect();
            let wanted = judged.iter().filter(|worthy| **worthy).count() as f64 / judged.len().max(1) as f64;
            let error = 1.0 / (1.0 + (-fitted.score(sample)).exp()) - wanted;
            bias += error;
            sample.held.iter().for_each(|r| slope[*r] += error);
        }
        fitted.bias -= LENGTH * bias / count;
        for ((weight, slope), rule) in fitted.weights.iter_mut().zip(&slope).zip(rules) {
            *weight = rule.speaks.bounded(*weight - LENGTH * slope / count);
        }
    }
    fitted
}

/// By each reader, of what he judged.
fn rankings(mut scored: Vec<(f64, [Option<bool>; 2])>) -> [Ranking; 2] {
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    [0, 1].map(|reader| {
        let judged: Vec<bool> = scored.iter().filter_map(|(_, readers)| readers[reader]).collect();
        let (mut right, mut sum) = (0usize, 0.0);
        let third = judged.len() / 3;
        let mut top = 0;
        for (place, worthy) in judged.iter().enumerate() {
            if *worthy {
                right += 1;
                sum += right as f64 / (place + 1) as f64;
                top += usize::from(place < third);
            }
        }
        Ranking { average_precision: sum / right.max(1) as f64, top_third: top as f64 / third.max(1) as f64 }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ranking_is_what_it_says() {
        let of = |worthy: [bool; 6]| worthy.iter().enumerate().map(|(n, w)| (-(n as f64), [Some(*w), Some(!*w)])).collect();
        let [first, second] = rankings(of([true, false, true, false, false, false]));
        assert!((first.average_precision - (1.0 + 2.0 / 3.0) / 2.0).abs() < 1e-9, "{first:?}");
        assert!((first.top_third - 0.5).abs() < 1e-9 && (second.top_third - 0.5).abs() < 1e-9);
    }

    #[test]
    fn who_was_not_asked_agrees_with_nobody() {
        let with = |second: [Option<bool>; 3]| {
            let samples = second.map(|second| Sample { article: 0, held: Vec::new(), readers: [Some(true), second] });
            WorthTrainer { samples: samples.into(), articles: 1 }
        };
        assert_eq!(with([None; 3]).readers(), None);
        assert_eq!(with([None, Some(true), Some(false)]).readers().map(|r| r.agreement), Some(0.5));
    }

    #[test]
    fn no_rule_counts_for_the_other_side() {
        let engine = crate::Engine::embedded().expect("grammar");
        let grammar = engine.grammar();
        let rules = &grammar.worth.rules;
        // all is upside down: what speaks for a check holds of what is not worth one
        let sample = |n: usize| {
            let rule = n % rules.len();
            let worthy = rules[rule].speaks == Speaks::Against;
            Sample { article: n, held: vec![rule], readers: [Some(worthy); 2] }
        };
        let samples: Vec<Sample> = (0..rules.len() * 3).map(sample).collect();
        let fitted = fit(grammar, &samples.iter().collect::<Vec<_>>());
        let own_side = |(rule, w): (&crate::grammar::worth::Rule, &f64)| rule.speaks.bounded(*w) == *w && w.abs() < PRIOR;
        assert!(rules.iter().zip(&fitted.weights).all(own_side), "{fitted:?}");
    }
}
