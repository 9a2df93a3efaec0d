//! Statements of an older and a newer version → which are the same: one to one, for the greatest likeness of all
//! together, so that two similar statements of two people do not swap.

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;
use similar::{Algorithm, capture_diff_slices, diff_ratio};

use super::same_speaker::{Agreement, agreement};
use super::statement::Statement;
use super::words::Vocabulary;
use crate::document::QuotationType;

/// The least likeness of two statements of one thread, by who says them.
const SAME_SPEAKER: f32 = 0.40;
const OPEN_SPEAKER: f32 = 0.55;
const OTHER_SPEAKER: f32 = 0.62;
/// The same of a statement that comes back after a version without it.
const COMES_BACK: f32 = 0.75;

/// What the speaker adds, or takes if it is another one.
const SPEAKER: f32 = 0.15;
/// What it takes that only one stands in the headline.
const HEADLINE: f32 = 0.08;
/// What it takes to stand at the other end of the article.
const POSITION: f32 = 0.05;
/// The weight of words that is more than a coincidence: two nouns, a noun and a verb.
const TELLING: f32 = 1.9;
/// Of words cut out of a statement, how much their own part in it counts.
const INCLUDED: f32 = 0.85;

/// What a newer statement may be the same as: the statements of one thread, of which the likest counts.
pub(super) struct Row<'s, 'a> {
    pub statements: Vec<&'s Statement<'a>>,
    /// Whether the version before has none of them.
    pub comes_back: bool,
}

/// The pairs of rows and columns that are the same statement.
pub(super) fn pairs(rows: &[Row<'_, '_>], columns: &[&Statement<'_>], vocabulary: &Vocabulary<'_>) -> Vec<(usize, usize)> {
    let value = |row: usize, column: usize| {
        let least = if rows[row].comes_back { COMES_BACK } else { 0.0 };
        let likest = rows[row].statements.iter().filter_map(|a| value(a, columns[column], least, vocabulary));
        likest.fold(0.0, f32::max)
    };
    let (tall, wide) = (rows.len(), columns.len());
    if tall == 0 || wide == 0 {
        return Vec::new();
    }
    // the library wants no more rows than columns, and whole numbers
    let turned = tall > wide;
    let cell = |(a, b): (usize, usize)| (if turned { value(b, a) } else { value(a, b) } * 1e6) as i64;
    let weights = Matrix::from_fn(tall.min(wide), tall.max(wide), cell);
    let (_, assigned) = kuhn_munkres(&weights);
    let found = assigned.into_iter().enumerate().filter(|place| weights[*place] > 0);
    let mut pairs: Vec<(usize, usize)> = found.map(|(a, b)| if turned { (b, a) } else { (a, b) }).collect();
    pairs.sort_unstable();
    pairs
}

/// How good a pair two statements make, if they can be one at all.
fn value(a: &Statement<'_>, b: &Statement<'_>, least: f32, vocabulary: &Vocabulary<'_>) -> Option<f32> {
    let speakers = agreement(a.speaker, b.speaker);
    let (needed, bonus) = match speakers {
        Agreement::Same => (SAME_SPEAKER, SPEAKER),
        Agreement::Open => (OPEN_SPEAKER, 0.0),
        Agreement::Other => (OTHER_SPEAKER, -SPEAKER),
    };
    let likeness = likeness(a, b, vocabulary).filter(|l| *l >= needed.max(least))?;
    let apart = if a.headline == b.headline { 0.0 } else { HEADLINE };
    Some((likeness + bonus - apart - POSITION * (a.position - b.position).abs()).max(0.01))
}

/// How much of what two statements say is the same, 0 to 1; none if that is hopeless.
fn likeness(a: &Statement<'_>, b: &Statement<'_>, vocabulary: &Vocabulary<'_>) -> Option<f32> {
    let (weight_a, weight_b) = (a.weight(), b.weight());
    let shared = a.shared(b);
    if shared <= 0.0 || weight_a <= 0.0 || weight_b <= 0.0 {
        return None;
    }
    let dice = 2.0 * shared / (weight_a + weight_b);
    let less = weight_a.min(weight_b);
    let included = if less >= TELLING { INCLUDED * shared / less } else { 0.0 };
    let framed = framed(a, b, shared, vocabulary).max(framed(b, a, shared, vocabulary));
    let words = dice.max(included).max(framed);
    if words < SAME_SPEAKER / 2.0 {
        return None;
    }
    let stems = |s: &Statement<'_>| s.words.iter().map(|w| vocabulary.entry(w.id).stem).collect::<Vec<_>>();
    let (x, y) = (stems(a), stems(b));
    let order = diff_ratio(&capture_diff_slices(Algorithm::Myers, &x, &y), x.len(), y.len());
    Some(0.85 * words + 0.15 * order)
}

/// *ha promesso di difendere «fino all'ultimo» i salari*: how much of the other statement the words and the
/// reporter's sentence around them say together.
fn framed(fragment: &Statement<'_>, other: &Statement<'_>, shared: f32, vocabulary: &Vocabulary<'_>) -> f32 {
    if fragment.kind != QuotationType::Mixed || other.kind == QuotationType::Mixed || shared < 0.9 * fragment.weight() {
        return 0.0;
    }
    let said = other.words.iter().map(|w| vocabulary.entry(w.id)).filter(|e| fragment.is_framed_by(e.stem));
    let said: f32 = said.map(|e| e.weight).sum();
    if said < TELLING { 0.0 } else { INCLUDED * said / other.weight() }
}

/// Statements that have no partner of their own and are a part of somebody else's: a quotation that was split into
/// `parts`, of which one has the partner. For each such part its whole.
pub(super) fn parts(wholes: &[&Statement<'_>], parts: &[&Statement<'_>], pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let paired = |p: usize| pairs.iter().any(|(_, q)| *q == p);
    let mut out = Vec::new();
    for (p, part) in parts.iter().enumerate().filter(|(p, _)| !paired(*p)) {
        let weight = part.weight();
        let of = |other: &Statement<'_>| part.shared(other) / weight.max(f32::EPSILON);
        let fits = |(w, q): &&(usize, usize)| {
            of(wholes[*w]) >= 0.8 && of(parts[*q]) < 0.5 && agreement(wholes[*w].speaker, part.speaker) != Agreement::Other
        };
        if weight >= TELLING
            && let Some((whole, _)) = pairs.iter().filter(fits).max_by(|a, b| of(wholes[a.0]).total_cmp(&of(wholes[b.0])))
        {
            out.push((*whole, p));
        }
    }
    out
}
