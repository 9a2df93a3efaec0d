//! What two wordings of a statement differ in → whether that can change what was said, and by what. Each question
//! has its file in this folder: what is denied, what is counted, when it is, who is named, what was cut out.

mod bounds;
mod denial;
mod difference;
mod names;
mod times;

use super::Reason;
use crate::grammar::meaning::Tags;
use crate::wording::{Vocabulary, Word};
use difference::Difference;

/// Which of two wordings is a paraphrase, which turns persons and times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turned {
    /// Neither, or both.
    No,
    /// The newer one.
    There,
    /// The older one.
    Back,
    /// One of them in part.
    Either,
}

/// One wording.
pub(super) struct Wording {
    pub words: Vec<Word>,
    /// Without what a paraphrase turns or drops; the same words where nothing was paraphrased.
    pub core: Vec<Word>,
    /// What the sentence around it says of it: *la strada non è «irrecuperabile»*, *ha negato di aver firmato*.
    pub around: Vec<Word>,
}

/// Why a change from one wording to another can change what was said; in the order of [`Reason`], none twice.
pub(super) fn reasons(old: &Wording, new: &Wording, turned: Turned, vocabulary: &Vocabulary<'_>) -> Vec<Reason> {
    let paraphrased = turned != Turned::No;
    let difference = Difference::new(old, new, paraphrased, vocabulary);
    let (a, b) = (kept(old, &difference.cut_old), kept(new, &difference.cut_new));
    let differ = |tags: Tags| tagged(&a, tags, vocabulary) != tagged(&b, tags, vocabulary);
    let asks = |words: &[Word]| words.last().is_some_and(|w| vocabulary.key(w.id) == "?");
    let found = [
        (Reason::Negation, denial::differs(&a, &b, vocabulary) || difference.has_opposites(vocabulary)),
        (Reason::Number, bounds::differ(&a, &b, paraphrased, vocabulary)),
        (Reason::Modality, times::differ(&a, &b, turned, vocabulary) || differ(Tags::MODAL)),
        (Reason::Certainty, differ(Tags::HEDGE) || asks(&a) != asks(&b)),
        (Reason::Cut, difference.cuts),
        (Reason::Entity, names::differ(&a, &b, paraphrased, vocabulary)),
    ];
    found.into_iter().filter_map(|(reason, holds)| holds.then_some(reason)).collect()
}

/// A wording without what was cut out of it, behind what its sentence says of it.
fn kept(wording: &Wording, cut: &[bool]) -> Vec<Word> {
    let gone: Vec<usize> = wording.core.iter().zip(cut).filter(|(_, cut)| **cut).map(|(w, _)| w.span.start).collect();
    let words = wording.words.iter().filter(|w| !gone.contains(&w.span.start));
    wording.around.iter().chain(words).copied().collect()
}

/// What the words with a tag mean, sorted: by their line where they have one.
fn tagged(words: &[Word], tags: Tags, vocabulary: &Vocabulary<'_>) -> Vec<String> {
    let with = words.iter().filter(|w| w.tags.any(tags));
    let mut out: Vec<String> = with.map(|w| line_or_stem(w, vocabulary)).collect();
    out.sort_unstable();
    out
}

fn line_or_stem(word: &Word, vocabulary: &Vocabulary<'_>) -> String {
    if word.line == 0 { vocabulary.stem(word.id).to_owned() } else { format!("#{}", word.line) }
}
