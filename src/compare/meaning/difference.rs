//! Where two wordings differ: what one has and the other has not, and which of it is a part cut out.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Wording;
use crate::grammar::meaning::Tags;
use crate::wording::{Vocabulary, Word};

/// Words put in or taken out at one place that are a cut, whatever they say.
const CUT: usize = 5;
/// The same of words with a finite verb of their own.
const CLAUSE: usize = 4;
/// Words that only one wording has, up to which each is compared with each.
const FEW: usize = 3;

/// Where two wordings differ.
pub(super) struct Difference {
    /// By word of the core, whether it belongs to a part that the other wording leaves out.
    pub cut_old: Vec<bool>,
    pub cut_new: Vec<bool>,
    /// Whether there is such a part, or a word that bounds only one of them: *solo*.
    pub cuts: bool,
    /// Pairs of words of which one stands where the other stood.
    replaced: Vec<(Word, Word)>,
}

impl Difference {
    pub fn new(before: &Wording, after: &Wording, turned: bool, vocabulary: &Vocabulary<'_>) -> Self {
        let (old, new) = (&before.core, &after.core);
        let id = |w: &Word| if turned { vocabulary.entry(w.id).stem } else { w.id };
        let ids = |words: &[Word]| words.iter().map(id).collect::<Vec<_>>();
        let ops = capture_diff_slices(Algorithm::Myers, &ids(old), &ids(new));
        let changed = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
        let deleted: Vec<Word> = changed.clone().flat_map(|op| old[op.old_range()].iter().copied()).collect();
        let inserted: Vec<Word> = changed.clone().flat_map(|op| new[op.new_range()].iter().copied()).collect();
        let moved = |w: &Word, others: &[Word]| others.iter().any(|o| vocabulary.entry(o.id).stem == vocabulary.entry(w.id).stem);
        let mut out = Difference {
            cut_old: vec![false; old.len()],
            cut_new: vec![false; new.len()],
            cuts: limits(&deleted) != limits(&inserted),
            replaced: Vec::new(),
        };
        for op in changed {
            let (from, to) = (op.old_range(), op.new_range());
            let a = Run::new(before, &old[from.clone()], |w| moved(w, &inserted), vocabulary);
            let b = Run::new(after, &new[to.clone()], |w| moved(w, &deleted), vocabulary);
            let (cut_a, cut_b) = (a.is_cut(&b, from.start == 0, vocabulary), b.is_cut(&a, to.start == 0, vocabulary));
            out.cuts |= cut_a || cut_b;
            out.cut_old[from.clone()].fill(cut_a);
            out.cut_new[to.clone()].fill(cut_b);
            if !cut_a && !cut_b {
                out.replaced.extend(pairs(&old[from], &new[to]));
            }
        }
        if deleted.len() <= FEW && inserted.len() <= FEW && !out.cuts {
            out.replaced.extend(pairs(&deleted, &inserted));
        }
        out
    }

    /// Whether a word was replaced by its opposite; names are another matter (*Sud* → *Nord*).
    pub fn has_opposites(&self, vocabulary: &Vocabulary<'_>) -> bool {
        self.replaced.iter().any(|(a, b)| !a.name && !b.name && vocabulary.opposite(a.id, b.id))
    }
}

fn pairs(a: &[Word], b: &[Word]) -> Vec<(Word, Word)> {
    a.iter().flat_map(|x| b.iter().map(move |y| (*x, *y))).collect()
}

fn limits(words: &[Word]) -> usize {
    words.iter().filter(|w| w.tags.any(Tags::LIMIT)).count()
}

/// Words of the core at one place that the other wording has not there.
struct Run<'w> {
    words: &'w [Word],
    /// How many it is with those between that the core leaves out, but for what the other wording has elsewhere.
    length: usize,
}

impl<'w> Run<'w> {
    fn new(wording: &Wording, words: &'w [Word], moved: impl Fn(&Word) -> bool, vocabulary: &Vocabulary<'_>) -> Self {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return Run { words, length: 0 } };
        let inside = |w: &&Word| w.span.start >= first.span.start && w.span.end <= last.span.end;
        let counts = |w: &&Word| !vocabulary.entry(w.id).punctuation && !moved(w);
        Run { words, length: wording.words.iter().filter(inside).filter(counts).count() }
    }

    /// Whether it is a part cut out of the statement: many words, a clause, or a condition with what it says. At the
    /// head of a statement *ma* and *e* only join it to what was said before.
    fn is_cut(&self, instead: &Run<'_>, first: bool, vocabulary: &Vocabulary<'_>) -> bool {
        let clause = self.words.iter().any(|w| vocabulary.entry(w.id).time.is_some() && !vocabulary.entry(w.id).function);
        let many = self.length >= if clause { CLAUSE } else { CUT } && instead.length * 3 <= self.length;
        let opens = |(i, w): (usize, &Word)| w.tags.any(Tags::CONDITION) && !(first && i == 0 && self.length < 3);
        many || self.length >= 2 && instead.length * 2 <= self.length && self.words.iter().enumerate().any(opens)
    }
}
