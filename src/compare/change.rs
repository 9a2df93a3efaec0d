//! What one version has of a thread and what the next one has → the change.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::diff::{Edit, Operation, Side, edits};
use super::meaning::{Wording, reasons};
use super::{Change, Kind, Reason};
use crate::document::{QuotationType, Speaker, Stance};
use crate::grammar::meaning::Tags;
use crate::report::text::UNCERTAIN;
use crate::statement::same_speaker::{Agreement, agreement};
use crate::statement::{Statement, core};
use crate::wording::{Vocabulary, Word};

/// All that one version has of a thread: mostly one statement, more where the version splits it.
pub(super) struct Whole<'s, 'a> {
    pieces: Vec<&'s Statement<'a>>,
    content: String,
    wording: Wording,
}

impl<'s, 'a> Whole<'s, 'a> {
    /// The pieces in the order of the text.
    pub fn new(pieces: Vec<&'s Statement<'a>>, vocabulary: &mut Vocabulary<'_>) -> Self {
        let content = pieces.iter().map(|s| s.content.as_str()).collect::<Vec<_>>().join(" ");
        let words = match pieces.as_slice() {
            [one] => one.words.clone(),
            _ => vocabulary.words(&content),
        };
        let core = core(&words, pieces.first().map_or(QuotationType::Direct, |s| s.kind), vocabulary);
        Whole { pieces, content, wording: Wording { words, core } }
    }

    fn kinds(&self) -> Vec<QuotationType> {
        let mut kinds: Vec<QuotationType> = self.pieces.iter().map(|s| s.kind).collect();
        kinds.dedup();
        kinds
    }

    fn speaker(&self) -> Option<&'a Speaker> {
        self.pieces.iter().find_map(|s| s.speaker)
    }

    /// How the speaker commits to the words: what one of the cues says, if one says more than *dire*.
    fn stance(&self) -> Stance {
        let plain = |s: Stance| matches!(s, Stance::Neutral | Stance::Assertive);
        self.pieces.iter().map(|s| s.stance).find(|s| !plain(*s)).unwrap_or_default()
    }

    fn is_fragment(&self) -> bool {
        self.pieces.iter().all(|s| s.kind == QuotationType::Mixed)
    }

    fn name(&self) -> Option<String> {
        self.speaker().map(|s| s.name.clone())
    }

    fn uncertain(&self) -> bool {
        self.pieces.iter().any(|s| s.confidence < UNCERTAIN)
    }
}

/// The change from what the older version has to what the newer one has. At least one has something.
pub(super) fn change(
    (from, to): (usize, usize),
    old: Option<&Whole<'_, '_>>,
    new: Option<&Whole<'_, '_>>,
    vocabulary: &Vocabulary<'_>,
) -> Change {
    let speaker = (old.and_then(Whole::name), new.and_then(Whole::name));
    let mut change = Change { from, to, kinds: Vec::new(), reasons: Vec::new(), speaker, uncertain: false, edits: Vec::new() };
    let alone = |operation: Operation, whole: &Whole<'_, '_>| vec![Edit { operation, text: whole.content.clone(), typographic: false }];
    match (old, new) {
        (Some(old), Some(new)) => between(&mut change, old, new, vocabulary),
        (Some(old), None) => (change.kinds, change.edits) = (vec![Kind::Removed], alone(Operation::Delete, old)),
        (None, Some(new)) => (change.kinds, change.edits) = (vec![Kind::Added], alone(Operation::Insert, new)),
        (None, None) => {}
    }
    change
}

fn between(change: &mut Change, old: &Whole<'_, '_>, new: &Whole<'_, '_>, vocabulary: &Vocabulary<'_>) {
    let turned = old.kinds() != new.kinds();
    let other = agreement(old.speaker(), new.speaker()) != Agreement::Same;
    // where a quotation was split, the stop that now ends the first part is no change
    let split = old.pieces.len() != new.pieces.len();
    let ids = |w: &Whole<'_, '_>| {
        let said = w.wording.words.iter().map(|w| w.id).filter(|id| !split || !vocabulary.entry(*id).punctuation);
        said.collect::<Vec<_>>()
    };
    let reworded = if turned { !says_the_same(old, new, vocabulary) } else { ids(old) != ids(new) };
    if reworded {
        let wording = |w: &Whole<'_, '_>| Wording {
            words: w.wording.words.clone(),
            core: if turned { w.wording.core.clone() } else { w.wording.words.clone() },
        };
        change.reasons = reasons(&wording(old), &wording(new), turned, vocabulary);
    }
    // definire, accusare: the verb of a fragment is a part of what was said
    let framed = turned && (old.is_fragment() || new.is_fragment());
    let recommitted = old.stance() != new.stance() && !framed;
    change.reasons.extend(other.then_some(Reason::Speaker));
    change.reasons.extend(recommitted.then_some(Reason::Certainty));
    change.reasons.sort_unstable();
    change.reasons.dedup();
    // a cue that commits the speaker otherwise is worded otherwise, though his words are the same
    let reworded = reworded || recommitted && !turned && !other;
    let kinds = [(Kind::Reworded, reworded), (Kind::Reattributed, other), (Kind::Retyped, turned)];
    change.kinds = kinds.into_iter().filter_map(|(kind, holds)| holds.then_some(kind)).collect();
    if change.kinds.is_empty() {
        change.kinds.push(Kind::Unchanged);
    }
    change.uncertain = other && (old.uncertain() || new.uncertain());
    let side = |w: &'_ Whole<'_, '_>| -> (String, Vec<Word>) { (w.content.clone(), w.wording.words.clone()) };
    let ((a, x), (b, y)) = (side(old), side(new));
    change.edits = edits(Side { text: &a, words: &x }, Side { text: &b, words: &y });
}

/// Whether a paraphrase keeps the words, in whatever order, or the sentence around a fragment says the rest.
fn says_the_same(old: &Whole<'_, '_>, new: &Whole<'_, '_>, vocabulary: &Vocabulary<'_>) -> bool {
    let stems = |w: &Whole<'_, '_>| {
        let mut stems: Vec<u32> = w.wording.core.iter().map(|w| vocabulary.entry(w.id).stem).collect();
        stems.sort_unstable();
        stems
    };
    let (a, b) = (stems(old), stems(new));
    let framed = |fragment: &Whole<'_, '_>, short: &[u32], long: &[u32]| {
        let completes = |stem: &u32| fragment.pieces.iter().any(|s| s.is_framed_by(*stem));
        fragment.kinds().contains(&QuotationType::Mixed)
            && short.iter().all(|s| long.contains(s))
            && long.iter().all(|s| short.contains(s) || completes(s))
    };
    let names =
        |direct: &Whole<'_, '_>, indirect: &Whole<'_, '_>| only_names_subjects(&direct.wording.core, &indirect.wording.core, vocabulary);
    a == b || framed(old, &a, &b) || framed(new, &b, &a) || names(old, new) || names(new, old)
}

/// *«Abbiamo vinto»* → *che la sua squadra ha vinto*: a paraphrase names whom the speaker's verb points to. No more
/// than two words at a time, in front of a verb.
fn only_names_subjects(direct: &[Word], indirect: &[Word], vocabulary: &Vocabulary<'_>) -> bool {
    let stems = |words: &[Word]| words.iter().map(|w| vocabulary.entry(w.id).stem).collect::<Vec<_>>();
    let plain = |w: &Word| w.tags == Tags::default() && !vocabulary.entry(w.id).numeral;
    let before_verb = |at: usize| {
        let next = indirect.get(at).is_some_and(|w| w.tags.any(Tags::NEGATION));
        let verb = indirect.get(at + usize::from(next)).map(|w| vocabulary.entry(w.id));
        verb.is_some_and(|e| e.time.is_some() || e.participle)
    };
    capture_diff_slices(Algorithm::Myers, &stems(direct), &stems(indirect)).iter().all(|op| match op {
        DiffOp::Equal { .. } => true,
        DiffOp::Insert { new_index, new_len, .. } => {
            let put_in = &indirect[*new_index..new_index + new_len];
            *new_len <= 2 && put_in.iter().all(plain) && before_verb(new_index + new_len)
        }
        _ => false,
    })
}
