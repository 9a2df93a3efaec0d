//! Who and what is named inside the words.

use crate::wording::{Vocabulary, Word};

/// Whether names differ, and not only in how much of one is given. A paraphrase (`turned`) names who *noi* are.
pub(super) fn differ(a: &[Word], b: &[Word], turned: bool, vocabulary: &Vocabulary<'_>) -> bool {
    let name = |w: &&Word| (w.name || w.unknown_capital) && !vocabulary.entry(w.id).numeral && !vocabulary.entry(w.id).calendar;
    let has = |words: &[Word], id: u32| words.iter().any(|w| w.id == id);
    let new = |own: &[Word], others: &[Word]| own.iter().filter(name).filter(|w| !has(others, w.id)).copied().collect::<Vec<Word>>();
    let (of_a, of_b) = (new(a, b), new(b, a));
    if !of_a.is_empty() && !of_b.is_empty() {
        return true;
    }
    // a first name beside a surname that both have adds nobody
    let beside = |words: &[Word], id: u32, others: &[Word]| {
        let known = |w: Option<&Word>| w.is_some_and(|w| w.name && has(others, w.id));
        (0..words.len()).any(|i| words[i].id == id && (known(words.get(i + 1)) || i > 0 && known(words.get(i - 1))))
    };
    let adds = |new: &[Word], own: &[Word], others: &[Word]| new.iter().any(|w| w.name && !beside(own, w.id, others));
    let speaks = |words: &[Word]| words.iter().any(|w| vocabulary.entry(w.id).personal);
    let named_speaker = turned && (speaks(a) || speaks(b));
    !named_speaker && (adds(&of_a, a, b) || adds(&of_b, b, a)) || swapped(a, b, vocabulary)
}

/// *Il figlio ha ucciso il padre* → *il padre ha ucciso il figlio*: the same words, of which two changed their sides
/// of the one verb.
fn swapped(a: &[Word], b: &[Word], vocabulary: &Vocabulary<'_>) -> bool {
    let plain = |words: &[Word]| words.iter().filter(|w| !vocabulary.entry(w.id).punctuation).map(|w| w.id).collect::<Vec<_>>();
    let (x, y) = (plain(a), plain(b));
    let sorted = |ids: &[u32]| {
        let mut out = ids.to_vec();
        out.sort_unstable();
        out
    };
    if x == y || sorted(&x) != sorted(&y) {
        return false;
    }
    let verb = |id: u32| vocabulary.entry(id).time.is_some() || vocabulary.entry(id).participle;
    let noun = |id: u32| !vocabulary.entry(id).function && !verb(id);
    let split = |ids: &[u32]| ids.iter().rposition(|id| verb(*id));
    let (Some(v), Some(w)) = (split(&x), split(&y)) else { return false };
    // a noun behind a preposition is no subject: its place says little
    let bare = |ids: &[u32], at: usize| noun(ids[at]) && at.checked_sub(1).is_none_or(|k| !vocabulary.entry(ids[k]).preposition);
    let side = |ids: &[u32], verb: usize, before: bool| -> Vec<u32> {
        (0..ids.len()).filter(|i| (*i < verb) == before && *i != verb && bare(ids, *i)).map(|i| ids[i]).collect()
    };
    let (before, after) = (side(&x, v, true), side(&x, v, false));
    let crosses = |from: &[u32], to: &[u32]| from.iter().any(|id| to.contains(id));
    x[v] == y[w] && crosses(&before, &side(&y, w, false)) && crosses(&after, &side(&y, w, true))
}
