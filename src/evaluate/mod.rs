//! Documents against gold annotations: the figures of the gold's own scorer, figure for figure.
//! All offsets here are **code points**, as in the gold files.

mod gold;
mod names;
mod spans;

use std::fmt::Write;

pub use gold::{Gold, GoldQuotation, GoldSpan, NotQuotation, Segment};
pub use names::{same_name, speaker_right};

use crate::document::{Document, QuotationType};
use crate::report::offsets::Offsets;
use crate::span::Span;
use spans::{Points, matches, points};

/// Precision, recall and what they are made of.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
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
    fn of(tp: usize, gold: usize, pred: usize) -> Self {
        let ratio = |a: usize, b: usize| if b == 0 { 0.0 } else { a as f64 / b as f64 };
        let (p, r) = (ratio(tp, pred), ratio(tp, gold));
        let f1 = if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) };
        F1 { p, r, f1, tp, gold, pred }
    }
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

/// The names of the figures, in the order in which they are printed.
pub const KEYS: [&str; 11] = [
    "documents", "detection", "attributed", "speaker", "type", "cue", "source", "indirect", "indirect_attributed", "scare", "not_quotes",
];

/// One figure.
#[derive(Debug, Clone, Copy, PartialEq)]
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
    /// The figure of that name.
    pub fn get(&self, key: &str) -> Option<Figure> {
        Some(match key {
            "documents" => Figure::Count(self.documents),
            "detection" => Figure::F1(self.detection),
            "attributed" => Figure::F1(self.attributed),
            "speaker" => Figure::Share(self.speaker),
            "type" => Figure::Share(self.kind),
            "cue" => Figure::Share(self.cue),
            "source" => Figure::Share(self.source),
            "indirect" => Figure::F1(self.indirect),
            "indirect_attributed" => Figure::F1(self.indirect_attributed),
            "scare" => Figure::Share(self.scare),
            "not_quotes" => Figure::Count(self.not_quotes),
            _ => return None,
        })
    }

    /// The figures as lines of text.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        for key in KEYS {
            let line = match self.get(key) {
                Some(Figure::Count(n)) => format!("{key:20} {n}"),
                Some(Figure::Share(x)) => format!("{key:20} {x:.3}"),
                Some(Figure::F1(f)) => format!(
                    "{key:20} F1 {:.3}  precision {:.3}  recall {:.3}  ({} right, {} gold, {} found)",
                    f.f1, f.p, f.r, f.tp, f.gold, f.pred
                ),
                None => continue,
            };
            let _ = writeln!(out, "{line}");
        }
        out
    }

    /// The figures as a JSON object.
    pub fn to_json(&self) -> serde_json::Value {
        let mut map = serde_json::Map::new();
        for key in KEYS {
            let value = match self.get(key) {
                Some(Figure::Count(n)) => n.into(),
                Some(Figure::Share(x)) => x.into(),
                Some(Figure::F1(f)) => serde_json::json!({"p": f.p, "r": f.r, "f1": f.f1, "tp": f.tp, "gold": f.gold, "pred": f.pred}),
                None => continue,
            };
            map.insert(key.to_owned(), value);
        }
        serde_json::Value::Object(map)
    }
}

/// A quotation as the scorer sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Predicted {
    /// `direct`, `mixed` or `indirect`.
    pub kind: String,
    /// Code points, half-open.
    pub segments: Vec<(usize, usize)>,
    /// Where the cue stands.
    pub cue: Option<(usize, usize)>,
    /// Where the source stands.
    pub source: Option<(usize, usize)>,
    /// The speaker's name.
    pub speaker: Option<String>,
}

/// The quotations of a document in code points of its text.
pub fn predictions(document: &Document, text: &str) -> Vec<Predicted> {
    let offsets = Offsets::code_points(text);
    let pair = |s: Span| (offsets.at(s.start), offsets.at(s.end));
    document
        .quotations
        .iter()
        .map(|q| Predicted {
            kind: match q.kind {
                QuotationType::Direct => "direct",
                QuotationType::Mixed => "mixed",
                QuotationType::Indirect => "indirect",
            }
            .to_owned(),
            segments: q.segments.iter().map(|s| pair(*s)).collect(),
            cue: q.cue.as_ref().map(|c| pair(c.span)),
            source: q.source.map(pair),
            speaker: q.speaker.map(|s| document.speakers[s].name.clone()),
        })
        .collect()
}

/// Adds up the scores of article after article.
#[derive(Debug, Default)]
pub struct Scorer {
    documents: usize,
    gold: usize,
    found: usize,
    right: usize,
    speaker: usize,
    kind: usize,
    cue: usize,
    source: usize,
    indirect_gold: usize,
    indirect_found: usize,
    indirect_right: usize,
    indirect_speaker: usize,
    not_quotes: usize,
    taken: usize,
    /// What went wrong, a line each, where it is asked for.
    pub errors: Option<Vec<String>>,
}

impl Scorer {
    /// A scorer that also keeps what went wrong.
    pub fn with_errors() -> Self {
        Scorer { errors: Some(Vec::new()), ..Scorer::default() }
    }

    /// Scores one article.
    pub fn add(&mut self, name: &str, text: &str, gold: &Gold, predicted: &[Predicted]) {
        let chars: Vec<char> = text.chars().collect();
        self.documents += 1;
        let class = pairs(gold, predicted, &chars, 0.8, false);
        self.gold += class.gold.len();
        self.found += class.found.len();
        self.right += class.pairs.len();
        for (i, j) in &class.pairs {
            let (g, p) = (class.gold[*i], class.found[*j]);
            let right = speaker_right(p.speaker.as_deref(), g);
            self.speaker += usize::from(right);
            self.kind += usize::from(g.kind == p.kind);
            self.cue += usize::from(span_right(p.cue, g.cue.as_ref()));
            self.source += usize::from(span_right(p.source, g.source.as_ref()));
            if !right {
                self.note(|| format!("{name}: speaker {:?}, gold {:?}: {:?}", p.speaker, g.speaker, clip(&g.text, 70)));
            }
        }
        self.note_misses(name, &chars, &class);
        let indirect = pairs(gold, predicted, &chars, 0.5, true);
        self.indirect_gold += indirect.gold.len();
        self.indirect_found += indirect.found.len();
        self.indirect_right += indirect.pairs.len();
        for (i, j) in &indirect.pairs {
            self.indirect_speaker += usize::from(speaker_right(indirect.found[*j].speaker.as_deref(), indirect.gold[*i]));
        }
        self.note_misses(name, &chars, &indirect);
        self.not_quotations(gold, &class, &chars);
    }

    fn not_quotations(&mut self, gold: &Gold, class: &Class<'_>, chars: &[char]) {
        let mut covered = Points::default();
        class.found.iter().for_each(|p| covered.extend(&points(chars, &p.segments)));
        for n in &gold.not_quotes {
            let own = points(chars, &n.pairs());
            if class.gold.iter().any(|g| points(chars, &g.pairs()).meets(&own)) {
                continue;
            }
            self.not_quotes += 1;
            self.taken += usize::from(own.meets(&covered));
        }
    }

    fn note(&mut self, line: impl FnOnce() -> String) {
        if let Some(errors) = &mut self.errors {
            errors.push(line());
        }
    }

    fn note_misses(&mut self, name: &str, chars: &[char], class: &Class<'_>) {
        for (i, g) in class.gold.iter().enumerate() {
            if !class.pairs.iter().any(|(a, _)| *a == i) {
                self.note(|| format!("{name}: missed {}: {:?}", g.kind, clip(&g.text, 90)));
            }
        }
        for (j, p) in class.found.iter().enumerate() {
            if !class.pairs.iter().any(|(_, b)| *b == j) {
                self.note(|| {
                    let (from, to) = (p.segments.first().map_or(0, |s| s.0), p.segments.last().map_or(0, |s| s.1));
                    let words: String = chars[from.min(chars.len())..to.min(chars.len())].iter().take(90).collect();
                    format!("{name}: spurious {}: {words:?}", p.kind)
                });
            }
        }
    }

    /// The figures so far.
    pub fn scores(&self) -> Scores {
        let among = |n: usize| n as f64 / self.right.max(1) as f64;
        Scores {
            documents: self.documents,
            detection: F1::of(self.right, self.gold, self.found),
            attributed: F1::of(self.speaker, self.gold, self.found),
            speaker: among(self.speaker),
            kind: among(self.kind),
            cue: among(self.cue),
            source: among(self.source),
            indirect: F1::of(self.indirect_right, self.indirect_gold, self.indirect_found),
            indirect_attributed: F1::of(self.indirect_speaker, self.indirect_gold, self.indirect_found),
            scare: if self.not_quotes == 0 { 0.0 } else { self.taken as f64 / self.not_quotes as f64 },
            not_quotes: self.not_quotes,
        }
    }
}

fn clip(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// The gold and found quotations of one class and their matches, those left out that the gold calls
/// optional.
struct Class<'a> {
    gold: Vec<&'a GoldQuotation>,
    found: Vec<&'a Predicted>,
    pairs: Vec<(usize, usize)>,
}

fn pairs<'a>(gold: &'a Gold, predicted: &'a [Predicted], chars: &[char], floor: f64, indirect: bool) -> Class<'a> {
    let gold: Vec<&GoldQuotation> = gold.quotations.iter().filter(|q| (q.kind == "indirect") == indirect).collect();
    let found: Vec<&Predicted> = predicted.iter().filter(|q| (q.kind == "indirect") == indirect).collect();
    let gold_points: Vec<Points> = gold.iter().map(|q| points(chars, &q.pairs())).collect();
    let found_points: Vec<Points> = found.iter().map(|q| points(chars, &q.segments)).collect();
    let matched = matches(&gold_points, &found_points, floor);
    let free: Vec<usize> = matched.iter().filter(|(i, _)| gold[*i].optional).map(|(_, j)| *j).collect();
    let keep_gold: Vec<usize> = (0..gold.len()).filter(|i| !gold[*i].optional).collect();
    let keep_found: Vec<usize> = (0..found.len()).filter(|j| !free.contains(j)).collect();
    let place = |list: &[usize], x: usize| list.iter().position(|k| *k == x);
    let pairs = matched.iter().filter_map(|(i, j)| Some((place(&keep_gold, *i)?, place(&keep_found, *j)?))).collect();
    Class { gold: keep_gold.iter().map(|i| gold[*i]).collect(), found: keep_found.iter().map(|j| found[*j]).collect(), pairs }
}

fn span_right(found: Option<(usize, usize)>, gold: Option<&GoldSpan>) -> bool {
    match (found, gold) {
        (None, None) => true,
        (Some((start, end)), Some(g)) => start < g.end && end > g.start,
        _ => false,
    }
}
