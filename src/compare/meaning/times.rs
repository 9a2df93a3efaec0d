//! When something is so: the finite verbs with their times.

use super::Turned;
use crate::wording::times::times;
use crate::wording::{Time, Vocabulary, Word};

/// Whether a verb that both wordings have as often has another time. A paraphrase makes its own of the speaker's times.
pub(super) fn differ(a: &[Word], b: &[Word], turned: Turned, vocabulary: &Vocabulary<'_>) -> bool {
    let (x, y) = (times(a, vocabulary), times(b, vocabulary));
    let of = |list: &[(u32, Time)], stem: u32| list.iter().filter(|(s, _)| *s == stem).map(|(_, t)| *t).collect::<Vec<_>>();
    let same = |x: &Time, y: &Time| match turned {
        _ if x == y => true,
        Turned::No => false,
        Turned::There => turns(*x, *y),
        Turned::Back => turns(*y, *x),
        Turned::Either => turns(*x, *y) || turns(*y, *x),
    };
    x.iter().any(|(stem, _)| {
        let (x, y) = (of(&x, *stem), of(&y, *stem));
        x.len() == y.len() && !x.iter().zip(&y).all(|(x, y)| same(x, y))
    })
}

/// *«Firmerò»* → *ha detto che avrebbe firmato*: the time that a paraphrase in the past makes of the speaker's.
fn turns(said: Time, told: Time) -> bool {
    matches!((said, told), (Time::Present | Time::Past, Time::Imperfect) | (Time::Present | Time::Future | Time::Conditional, Time::Unreal))
}
