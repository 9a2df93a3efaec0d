//! The fit: gradient ascent on the likelihood of the right candidates, held back by the square of how far
//! the weights leave the rules. All sums run in the order of the samples.

use super::Sample;
use crate::grammar::evidence::{Evidence, FACTS};

/// How much a weight is held back: little is to be learnt from a few hundred samples, and what they do not
/// show must not count. Chosen by cross-validation among 2, 4, 8 and 16.
const RIDGE: f64 = 8.0;
/// Where the weight of whom the rules would choose begins: without samples the model is the rules.
const RULE: f64 = 2.0;
/// Steps of the ascent; more change nothing in the second decimal.
const STEPS: usize = 400;
/// The first step's length; later ones are shorter by what the weight has already moved.
const LENGTH: f64 = 0.5;

/// The weights of one situation.
pub(super) fn fit(samples: &[&Sample], situation: usize) -> Vec<f32> {
    let of_it: Vec<(Vec<Vec<usize>>, &[usize])> = samples
        .iter()
        .filter(|s| s.situation == situation && !s.right.is_empty() && s.candidates.len() > 1)
        .map(|s| (s.candidates.iter().map(|e: &Evidence| e.indices().collect()).collect(), s.right.as_slice()))
        .collect();
    let prior: Vec<f64> = FACTS.iter().map(|(e, _)| if *e == Evidence::BY_RULE { RULE } else { 0.0 }).collect();
    let mut weights = prior.clone();
    let mut moved = vec![1e-8f64; FACTS.len()];
    for _ in 0..STEPS {
        let mut slope: Vec<f64> = weights.iter().zip(&prior).map(|(w, p)| RIDGE * (w - p)).collect();
        for (candidates, right) in &of_it {
            let scores: Vec<f64> = candidates.iter().map(|c| c.iter().map(|i| weights[*i]).sum()).collect();
            let share = softmax(&scores);
            let of_right: f64 = right.iter().map(|r| share[*r]).sum::<f64>().max(1e-12);
            for (k, candidate) in candidates.iter().enumerate() {
                let wanted = if right.contains(&k) { share[k] / of_right } else { 0.0 };
                for i in candidate {
                    slope[*i] += share[k] - wanted;
                }
            }
        }
        for ((weight, slope), moved) in weights.iter_mut().zip(&slope).zip(&mut moved) {
            *moved += slope * slope;
            *weight -= LENGTH * slope / moved.sqrt();
        }
    }
    // two decimals are what the file keeps
    weights.iter().map(|w| ((w * 100.0).round() / 100.0) as f32).collect()
}

fn softmax(scores: &[f64]) -> Vec<f64> {
    let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let powers: Vec<f64> = scores.iter().map(|s| (s - top).exp()).collect();
    let total: f64 = powers.iter().sum();
    powers.into_iter().map(|p| p / total).collect()
}
