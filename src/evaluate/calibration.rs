//! How far confidence can be trusted: the share of right answers by confidence, and precision
//! against coverage. An answer is right if the quotation is in the gold and its speaker is right.

use std::fmt;

use serde::Serialize;

use super::scores::share;

/// Confidence against the share that is right, over all answers scored.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Calibration {
    /// In steps of a twentieth, only those with answers, lowest first.
    pub steps: Vec<Step>,
    /// What is left, and how much of it is right, above each threshold.
    pub coverage: Vec<Coverage>,
}

/// The answers of one step of confidence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Step {
    /// The least confidence of the step.
    pub from: f64,
    /// How many answers.
    pub answers: usize,
    /// The share of them that is right.
    pub right: f64,
}

/// The answers from one threshold on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Coverage {
    /// The least confidence.
    pub threshold: f64,
    /// Their share among all answers.
    pub coverage: f64,
    /// The share of them that is right.
    pub precision: f64,
}

/// Steps of confidence from 0 to 1.
const STEPS: usize = 20;
/// The thresholds of precision against coverage, in hundredths.
const THRESHOLDS: [usize; 9] = [0, 50, 60, 70, 75, 80, 85, 90, 95];

impl Calibration {
    /// Sorts answers (confidence, whether right) into steps.
    pub(super) fn of(answers: &[(f32, bool)]) -> Self {
        let mut counts = [(0, 0); STEPS];
        for (confidence, right) in answers {
            let step = ((f64::from(*confidence) * STEPS as f64) as usize).min(STEPS - 1);
            counts[step].0 += 1;
            counts[step].1 += usize::from(*right);
        }
        let filled = counts.iter().enumerate().filter(|(_, (answers, _))| *answers > 0);
        let steps =
            filled.map(|(i, (answers, right))| Step { from: i as f64 / STEPS as f64, answers: *answers, right: share(*right, *answers) });
        let coverage = THRESHOLDS.iter().map(|hundredths| {
            let threshold = *hundredths as f64 / 100.0;
            let kept: Vec<bool> = answers.iter().filter(|(c, _)| f64::from(*c) >= threshold).map(|(_, right)| *right).collect();
            let precision = share(kept.iter().filter(|r| **r).count(), kept.len());
            Coverage { threshold, coverage: share(kept.len(), answers.len()), precision }
        });
        Calibration { steps: steps.collect(), coverage: coverage.collect() }
    }
}

impl fmt::Display for Calibration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\nconfidence   answers  right")?;
        for s in &self.steps {
            writeln!(f, "{:.2} – {:.2}  {:>7}  {:.3}", s.from, s.from + 1.0 / STEPS as f64, s.answers, s.right)?;
        }
        writeln!(f, "\nfrom   coverage  precision")?;
        for c in &self.coverage {
            writeln!(f, "{:.2}   {:<8.3}  {:.3}", c.threshold, c.coverage, c.precision)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_counted_where_their_confidence_is() {
        let c = Calibration::of(&[(0.97, true), (0.96, false), (0.5, true), (1.0, true)]);
        let steps: Vec<(f64, usize, f64)> = c.steps.iter().map(|s| (s.from, s.answers, s.right)).collect();
        assert_eq!(steps, [(0.5, 1, 1.0), (0.95, 3, 2.0 / 3.0)]);
        let sure = c.coverage.iter().find(|x| x.threshold == 0.95).expect("a threshold");
        assert_eq!((sure.coverage, sure.precision), (0.75, 2.0 / 3.0));
        assert_eq!(c.coverage[0].coverage, 1.0);
    }

    #[test]
    fn nothing_scored_is_nothing_covered() {
        let c = Calibration::of(&[]);
        assert!(c.steps.is_empty() && c.coverage.iter().all(|x| x.coverage == 0.0 && x.precision == 0.0));
    }
}
