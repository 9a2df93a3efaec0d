//! What bounds a statement: numbers with their units, dates, quantifiers, where and when.

use super::line_or_stem;
use crate::grammar::meaning::Tags;
use crate::wording::{Vocabulary, Word};

/// Words from a number to what it counts.
const COUNTED: usize = 3;

/// A bound, and the stem of the word behind it, which it counts.
struct Bound {
    /// A number's value with its unit, or the line or stem of a word.
    value: String,
    counts: Option<u32>,
    /// *domani*, which a paraphrase may leave out.
    deixis: bool,
}

/// Whether the two wordings are bounded otherwise. A paraphrase (`turned`) may leave out where and when.
pub(super) fn differ(a: &[Word], b: &[Word], turned: bool, vocabulary: &Vocabulary<'_>) -> bool {
    let (x, y) = (bounds(a, vocabulary), bounds(b, vocabulary));
    let values = |bounds: &[Bound], deixis: bool| {
        let mut out: Vec<String> = bounds.iter().filter(|b| b.deixis == deixis).map(|b| b.value.clone()).collect();
        out.sort_unstable();
        out
    };
    let (here, there) = (values(&x, true), values(&y, true));
    let elsewhere = here != there && !(turned && (here.is_empty() || there.is_empty()));
    values(&x, false) != values(&y, false) || elsewhere || swapped(&x, &y)
}

/// *sei persone e tre cani* → *tre persone e sei cani*: the same numbers, one of them of another's things.
fn swapped(a: &[Bound], b: &[Bound]) -> bool {
    let has = |bounds: &[Bound], x: &Bound| bounds.iter().any(|y| y.value == x.value && y.counts == x.counts);
    let moved = a.iter().filter(|x| x.counts.is_some() && !has(b, x));
    moved.clone().any(|x| b.iter().any(|y| y.counts == x.counts && y.value != x.value && !has(a, y)))
}

/// The unit of a number: behind it, behind *di*, or a sign before it: *1,2 milioni di euro*, *€ 1.500*.
fn unit<'w>(words: &'w [Word], from: usize, to: usize, vocabulary: &Vocabulary<'_>) -> Option<&'w Word> {
    let unit = |w: &&Word| w.tags.any(Tags::UNIT);
    let of = words.get(to).is_some_and(|w| vocabulary.entry(w.id).preposition);
    let sign = from.checked_sub(1).map(|k| &words[k]).filter(|w| matches!(vocabulary.key(w.id), "€" | "$" | "£"));
    words.get(to).filter(unit).or_else(|| words.get(to + 1).filter(unit).filter(|_| of)).or(sign)
}

fn bounds(words: &[Word], vocabulary: &Vocabulary<'_>) -> Vec<Bound> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let run = vocabulary.numeral_length(&words[i..]);
        // per cento
        let share = run == 1 && words[i].tags.any(Tags::UNIT);
        let word = &words[i];
        let deixis = word.tags.any(Tags::DEIXIS);
        let value = if run > 0 && !share {
            let number = vocabulary.number(&words[i..i + run]).unwrap_or_else(|| vocabulary.key(word.id).to_owned());
            let below = i > 0 && vocabulary.key(words[i - 1].id) == "-" && words[i - 1].span.end == word.span.start;
            let unit = unit(words, i, i + run, vocabulary).map_or(String::new(), |w| line_or_stem(w, vocabulary));
            Some(format!("{}{number}{unit}", if below { "-" } else { "" }))
        } else if run == 0 && (word.tags.any(Tags::QUANTIFIER) || deixis && word.line != 0) {
            Some(line_or_stem(word, vocabulary))
        } else if run == 0 && vocabulary.entry(word.id).calendar {
            Some(vocabulary.stem(word.id).to_owned())
        } else {
            None
        };
        if let Some(value) = value {
            let counted = |w: &&Word| !vocabulary.entry(w.id).function && !vocabulary.entry(w.id).punctuation && !w.tags.any(Tags::UNIT);
            let counts = words[i + run.max(1)..].iter().take(COUNTED).find(counted);
            out.push(Bound { value, counts: counts.map(|w| vocabulary.entry(w.id).stem), deixis });
        }
        i += run.max(1);
    }
    out
}
