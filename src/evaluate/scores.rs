//! The figures, their names and how they are printed.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

/// Precision, recall and what they are made of.
#[derive(Debug, Clone, Copy, PartialEq, Default, serde::Serialize)]
pub struct F1 {
    /// Right ones among the found.
    pub p: f64,
    /// Right ones among the gold.
    pub r: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// Right.
    pub tp: usize,
    /// In the gold.
    pub gold: usize,
    /// Found.
    pub pred: usize,
}

impl F1 {
    pub(super) fn of(tp: usize, gold: usize, pred: usize) -> Self {
        let (p, r) = (share(tp, pred), share(tp, gold));
        let f1 = if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) };
        F1 { p, r, f1, tp, gold, pred }
    }
}

/// The share of `part` in `whole`; 0 of nothing.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// All figures.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Scores {
    /// How many articles.
    pub documents: usize,
    /// Direct and mixed quotations found.
    pub detection: F1,
    /// The same, and the speaker is right.
    pub attributed: F1,
    /// The speaker is right, among the detected.
    pub speaker: f64,
    /// Direct or mixed is right, among the detected.
    pub kind: f64,
    /// The cue overlaps the gold's, or both are absent, among the detected.
    pub cue: f64,
    /// The same for the source.
    pub source: f64,
    /// Indirect quotations found.
    pub indirect: F1,
    /// The same, and the speaker is right.
    pub indirect_attributed: F1,
    /// Share of the gold's non-quotations taken for quotations.
    pub scare: f64,
    /// How many non-quotations the gold has.
    pub not_quotes: usize,
}

/// One figure.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
#[serde(untagged)]
pub enum Figure {
    /// A count.
    Count(usize),
    /// A share.
    Share(f64),
    /// Precision and recall.
    F1(F1),
}

impl Figure {
    /// The number that floors are compared with.
    pub fn value(self) -> f64 {
        match self {
            Figure::Count(n) => n as f64,
            Figure::Share(x) => x,
            Figure::F1(f) => f.f1,
        }
    }
}

impl Scores {
    /// All figures by name, in the order in which they are printed.
    pub fn figures(&self) -> [(&'static str, Figure); 11] {
        [
            ("documents", Figure::Count(self.documents)),
            ("detection", Figure::F1(self.detection)),
            ("attributed", Figure::F1(self.attributed)),
            ("speaker", Figure::Share(self.speaker)),
            ("type", Figure::Share(self.kind)),
            ("cue", Figure::Share(self.cue)),
            ("source", Figure::Share(self.source)),
            ("indirect", Figure::F1(self.indirect)),
            ("indirect_attributed", Figure::F1(self.indirect_attributed)),
            ("scare", Figure::Share(self.scare)),
            ("not_quotes", Figure::Count(self.not_quotes)),
        ]
    }

    /// The names of the figures.
    pub fn keys() -> [&'static str; 11] {
        Scores::default().figures().map(|(key, _)| key)
    }

    /// The figure of that name.
    pub fn get(&self, key: &str) -> Option<Figure> {
        self.figures().into_iter().find(|(k, _)| *k == key).map(|(_, figure)| figure)
    }
}

/// The lines that `score.py` prints, each with its line end.
impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (key, figure) in self.figures() {
            match figure {
                Figure::Count(n) => writeln!(f, "{key:20} {n}")?,
                Figure::Share(x) => writeln!(f, "{key:20} {x:.3}")?,
                Figure::F1(F1 { p, r, f1, tp, gold, pred }) => {
                    writeln!(f, "{key:20} F1 {f1:.3}  precision {p:.3}  recall {r:.3}  ({tp} right, {gold} gold, {pred} found)")?;
                }
            }
        }
        Ok(())
    }
}

/// An object with the keys of `score.py --json`, in its order.
impl Serialize for Scores {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, figure) in self.figures() {
            map.serialize_entry(key, &figure)?;
        }
        map.end()
    }
}
