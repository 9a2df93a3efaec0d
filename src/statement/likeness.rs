//! How much of what two statements say is the same.

use similar::{Algorithm, capture_diff_slices, diff_ratio};

use super::Statement;
use crate::document::QuotationType;
use crate::wording::Vocabulary;

/// The weight of words that is more than a coincidence: two nouns, a noun and a verb.
pub(crate) const TELLING: f32 = 1.9;
/// Of words cut out of a statement, how much their own part in it counts.
const INCLUDED: f32 = 0.85;

/// Below this there is no need to look at the order of the words.
const HOPELESS: f32 = 0.2;

/// How much of what two statements say is the same, 0 to 1; none if that is hopeless.
pub(crate) fn likeness(a: &Statement<'_>, b: &Statement<'_>, vocabulary: &Vocabulary<'_>) -> Option<f32> {
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
    if words < HOPELESS {
        return None;
    }
    let stems = |s: &Statement<'_>| s.words.iter().map(|w| vocabulary.entry(w.id).stem).collect::<Vec<_>>();
    let (x, y) = (stems(a), stems(b));
    let order = diff_ratio(&capture_diff_slices(Algorithm::Myers, &x, &y), x.len(), y.len());
    Some(0.85 * words + 0.15 * order)
}

/// How much likeness is left of statements that speak of different things.
const OTHER_MATTER: f32 = 0.7;

/// The likeness of two statements that need not be one: if each names something that the other does not (*il ponte è chiuso
/// da un mese*, *il teatro è chiuso da un mese*), what they share is only the way of saying it.
pub(crate) fn likeness_of_matter(a: &Statement<'_>, b: &Statement<'_>, vocabulary: &Vocabulary<'_>) -> Option<f32> {
    let names_more = |a: &Statement<'_>, b: &Statement<'_>| {
        let entries = |s: &Statement<'_>| s.words.iter().map(|w| vocabulary.entry(w.id)).collect::<Vec<_>>();
        let other = entries(b);
        entries(a).iter().any(|e| e.matter && other.iter().all(|o| o.stem != e.stem))
    };
    let likeness = likeness(a, b, vocabulary)?;
    Some(if names_more(a, b) && names_more(b, a) { likeness * OTHER_MATTER } else { likeness })
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
