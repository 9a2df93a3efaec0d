//! Who and what is named inside the words.

use crate::wording::{ME, US, Vocabulary, Word, YOU};

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
    let speaks = |words: &[Word]| words.iter().any(|w| vocabulary.entry(w.id).is_of(ME | US | YOU));
    let named_speaker = turned && (speaks(a) || speaks(b));
    !named_speaker && (adds(&of_a, a, b) || adds(&of_b, b, a)) || swapped(a, b, vocabulary)
}

/// *Il figlio ha ucciso il padre* → *il padre ha ucciso il figlio*: the same words, of which two changed their sides
/// of the one verb.
fn swapped(a: &[Word], b: &[Word], vocabulary: &Vocabulary<'_>) -> bool {
    let plain = |words: &[Word]| words.iter().filter(|w| !vocabulary.entry(w.id).punctuation).copied().collect::<Vec<Word>>();
    let (x, y) = (plain(a), plain(b));
    let ids = |words: &[Word]| words.iter().map(|w| w.id).collect::<Vec<_>>();
    let sorted = |words: &[Word]| {
        let mut out = ids(words);
        out.sort_unstable();
        out
    };
    if ids(&x) == ids(&y) || sorted(&x) != sorted(&y) {
        return false;
    }
    let verb = |w: &Word| !w.name && (vocabulary.entry(w.id).time.is_some() || vocabulary.entry(w.id).participle);
    let (Some(v), Some(w)) = (x.iter().rposition(verb), y.iter().rposition(verb)) else { return false };
    // a noun behind a preposition is no subject: its place says little
    let bare = |words: &[Word], at: usize| {
        let noun = words[at].name || !vocabulary.entry(words[at].id).function && !verb(&words[at]);
        noun && at.checked_sub(1).is_none_or(|k| !vocabulary.entry(words[k].id).preposition)
    };
    let side = |words: &[Word], verb: usize, before: bool| -> Vec<u32> {
        (0..words.len()).filter(|i| (*i < verb) == before && *i != verb && bare(words, *i)).map(|i| words[i].id).collect()
    };
    let crosses = |from: &[u32], to: &[u32]| from.iter().any(|id| to.contains(id));
    x[v].id == y[w].id && crosses(&side(&x, v, true), &side(&y, w, false)) && crosses(&side(&x, v, false), &side(&y, w, true))
}
