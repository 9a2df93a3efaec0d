//! Documents against gold annotations: the figures of the gold's own scorer (`score.py`), figure for
//! figure, and its lines. All offsets here are **code points**, as in the gold files.

pub mod brat;
mod calibration;
mod gold;
mod lines;
mod names;
mod scores;
mod spans;

pub use calibration::{Calibration, Coverage, Step};
pub use gold::{Gold, GoldQuotation, GoldSpan, NotQuotation, Segment};
pub use names::{same_name, speaker_right};
pub use scores::{F1, Figure, Scores};

use crate::document::Document;
use crate::report::json::type_name;
use crate::report::offsets::Offsets;
use crate::span::Span;
use scores::share;
use spans::{Points, matches, points};

/// The least share of its characters that two marked quotations have in common if they are one.
const MARKED_FLOOR: f64 = 0.8;
/// The same without marks, whose ends are a matter of judgement.
const INDIRECT_FLOOR: f64 = 0.5;

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
    /// 0 to 1.
    pub confidence: f32,
}

/// The quotations of a document in code points of its text.
pub fn predictions(document: &Document, text: &str) -> Vec<Predicted> {
    let offsets = Offsets::code_points(text);
    let pair = |s: Span| (offsets.at(s.start), offsets.at(s.end));
    document
        .quotations
        .iter()
        .map(|q| Predicted {
            kind: type_name(q.kind).to_owned(),
            segments: q.segments.iter().map(|s| pair(*s)).collect(),
            cue: q.cue.as_ref().map(|c| pair(c.span)),
            source: q.source.map(pair),
            speaker: q.speaker.and_then(|s| document.speakers.get(s)).map(|s| s.name.clone()),
            confidence: q.confidence,
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
    /// Confidence and whether it was right, of every answer.
    answers: Vec<(f32, bool)>,
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
        let class = pairs(gold, predicted, &chars, MARKED_FLOOR, false);
        self.gold += class.gold.len();
        self.found += class.found.len();
        self.right += class.pairs.len();
        for (i, j) in &class.pairs {
            let (g, p) = (class.gold[*i], class.found[*j]);
            let right = speaker_right(p.speaker.as_deref(), g);
            self.speaker += usize::from(right);
            self.answers.push((p.confidence, right));
            self.kind += usize::from(g.kind == p.kind);
            self.cue += usize::from(span_right(p.cue, g.cue.as_ref()));
            self.source += usize::from(span_right(p.source, g.source.as_ref()));
            if !right {
                self.note(|| lines::speaker(name, p, g));
            }
        }
        self.note_misses(name, &chars, &class);
        let indirect = pairs(gold, predicted, &chars, INDIRECT_FLOOR, true);
        self.indirect_gold += indirect.gold.len();
        self.indirect_found += indirect.found.len();
        self.indirect_right += indirect.pairs.len();
        for (i, j) in &indirect.pairs {
            let right = speaker_right(indirect.found[*j].speaker.as_deref(), indirect.gold[*i]);
            self.indirect_speaker += usize::from(right);
            self.answers.push((indirect.found[*j].confidence, right));
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
                self.note(|| lines::missed(name, g));
            }
        }
        for (j, p) in class.found.iter().enumerate() {
            if !class.pairs.iter().any(|(_, b)| *b == j) {
                self.answers.push((p.confidence, false));
                self.note(|| lines::spurious(name, p, chars));
            }
        }
    }

    /// How far the confidence of the answers so far can be trusted.
    pub fn calibration(&self) -> Calibration {
        Calibration::of(&self.answers)
    }

    /// The figures so far.
    pub fn scores(&self) -> Scores {
        let among = |n: usize| share(n, self.right);
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
            scare: share(self.taken, self.not_quotes),
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

/// By predicted quotation, the gold quotation that it is; none where it is none, or one that need not be found.
pub(crate) fn matched<'a>(gold: &'a Gold, predicted: &'a [Predicted], text: &str) -> Vec<Option<&'a GoldQuotation>> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = vec![None; predicted.len()];
    for (indirect, floor) in [(false, MARKED_FLOOR), (true, INDIRECT_FLOOR)] {
        let class = pairs(gold, predicted, &chars, floor, indirect);
        for (i, j) in class.pairs {
            let place = predicted.iter().position(|p| std::ptr::eq(p, class.found[j]));
            if let Some(place) = place {
                out[place] = Some(class.gold[i]);
            }
        }
    }
    out
}

fn span_right(found: Option<(usize, usize)>, gold: Option<&GoldSpan>) -> bool {
    match (found, gold) {
        (None, None) => true,
        (Some((start, end)), Some(g)) => start < g.end && end > g.start,
        _ => false,
    }
}
