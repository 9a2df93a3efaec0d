//! Statements of an older and a newer version → which are the same: one to one, for the greatest likeness of all
//! together, so that two similar statements of two people do not swap.

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

use crate::statement::Statement;
use crate::statement::likeness::{TELLING, likeness};
use crate::statement::same_speaker::{Agreement, agreement};
use crate::wording::Vocabulary;

/// The least likeness of two statements of one thread, by who says them.
const SAME_SPEAKER: f32 = 0.40;
const OPEN_SPEAKER: f32 = 0.55;
const OTHER_SPEAKER: f32 = 0.62;
/// The same of a statement that comes back after a version without it.
const COMES_BACK: f32 = 0.75;

/// What the speaker adds, or takes if it is another one.
const SPEAKER: f32 = 0.15;
/// What it takes that only one stands in the headline.
const HEADLINE: f32 = 0.2;
/// What it takes to stand at the other end of the article.
const POSITION: f32 = 0.05;

/// How much of a part its whole has, and how little of it the whole's own partner.
const MOSTLY: f32 = 0.8;
const WHOLLY: f32 = 0.95;
const HARDLY: f32 = 0.5;

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
    let speakers = agreement(a.speaker.as_deref(), b.speaker.as_deref());
    let (needed, bonus) = match speakers {
        Agreement::Same => (SAME_SPEAKER, SPEAKER),
        Agreement::Open => (OPEN_SPEAKER, 0.0),
        Agreement::Other => (OTHER_SPEAKER, -SPEAKER),
    };
    let likeness = likeness(a, b, vocabulary).filter(|l| *l >= needed.max(least))?;
    let apart = if a.headline == b.headline { 0.0 } else { HEADLINE };
    Some((likeness + bonus - apart - POSITION * (a.position - b.position).abs()).max(0.01))
}

/// Statements that have no partner of their own and are a part of somebody else's: a quotation that was split into
/// `parts`, of which one has the partner. For each such part its whole.
pub(super) fn parts(wholes: &[&Statement<'_>], parts: &[&Statement<'_>], pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let paired = |p: usize| pairs.iter().any(|(_, q)| *q == p);
    let mut out = Vec::new();
    for (p, part) in parts.iter().enumerate().filter(|(p, _)| !paired(*p)) {
        let weight = part.weight();
        let of = |other: &Statement<'_>| part.shared(other) / weight.max(f32::EPSILON);
        // few words are a part of what the same speaker says, if all of them are
        let fits = |(w, q): &&(usize, usize)| {
            let speakers = agreement(wholes[*w].speaker.as_deref(), part.speaker.as_deref());
            let telling = weight >= TELLING && of(wholes[*w]) >= MOSTLY
                || weight >= TELLING / 2.0 && of(wholes[*w]) >= WHOLLY && speakers == Agreement::Same;
            telling && speakers != Agreement::Other && of(parts[*q]) < HARDLY
        };
        let likest = pairs.iter().filter(fits).max_by(|a, b| of(wholes[a.0]).total_cmp(&of(wholes[b.0])));
        out.extend(likest.map(|(whole, _)| (*whole, p)));
    }
    out
}
