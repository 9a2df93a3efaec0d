//! What one version has of a thread and what the next one has → the change.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::diff::{Edit, Operation, Side, edits};
use super::meaning::{Turned, Wording, reasons};
use super::{Change, Kind, Reason, Since};
use crate::document::{QuotationType, Stance};
use crate::grammar::meaning::Tags;
use crate::report::text::UNCERTAIN;
use crate::statement::same_speaker::{Agreement, Known, agreement};
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
    pub fn new(pieces: Vec<&'s Statement<'a>>, vocabulary: &Vocabulary<'_>) -> Self {
        let mut content = String::new();
        let mut wording = Wording { words: Vec::new(), core: Vec::new(), around: Vec::new() };
        for piece in &pieces {
            content.push_str(if content.is_empty() { "" } else { " " });
            let at = content.len();
            let words: Vec<Word> = piece.words.iter().map(|w| Word { span: w.span.shifted(at), ..*w }).collect();
            wording.core.extend(core(&words, piece.kind, vocabulary));
            wording.words.extend(words);
            wording.around.extend(&piece.around);
            content.push_str(&piece.content);
        }
        Whole { pieces, content, wording }
    }

    fn kinds(&self) -> Vec<QuotationType> {
        let mut kinds: Vec<QuotationType> = self.pieces.iter().map(|s| s.kind).collect();
        kinds.dedup();
        kinds
    }

    fn speaker(&self) -> Option<&Known<'a>> {
        self.pieces.iter().find_map(|s| s.speaker.as_deref())
    }

    /// How the speaker commits to the words: what one of the cues says, if one says that he admits, promises, foresees.
    /// To accuse, to ask or to warn is to say something else, and that stands in the words.
    fn stance(&self) -> Stance {
        let commits = |s: &Stance| matches!(s, Stance::Denial | Stance::Admission | Stance::Promise | Stance::Prediction);
        self.pieces.iter().map(|s| s.stance).find(commits).unwrap_or_default()
    }

    /// Whether it is only passed on: *avrebbe detto*.
    fn is_hearsay(&self) -> bool {
        self.pieces.iter().any(|s| s.hearsay)
    }

    fn is_fragment(&self) -> bool {
        self.pieces.iter().all(|s| s.kind == QuotationType::Mixed)
    }

    fn name(&self) -> Option<String> {
        self.speaker().map(|s| s.speaker.name.clone())
    }

    fn side(&self) -> Side<'_> {
        Side { text: &self.content, words: &self.wording.words }
    }

    fn uncertain(&self) -> bool {
        self.pieces.iter().any(|s| s.confidence < UNCERTAIN)
    }
}

/// The change from what the older version has to what the newer one has, of which at least one has something. `gone` is
/// what the last version had that did, where the older one has nothing.
pub(super) fn change(
    (from, to): (usize, usize),
    old: Option<&Whole<'_, '_>>,
    new: Option<&Whole<'_, '_>>,
    gone: Option<(usize, &Whole<'_, '_>)>,
    vocabulary: &Vocabulary<'_>,
) -> Change {
    let speaker = (old.and_then(Whole::name), new.and_then(Whole::name));
    let alone = |operation: Operation, whole: &Whole<'_, '_>| vec![Edit { operation, text: whole.content.clone(), typographic: false }];
    let plain = Change { from, to, kinds: Vec::new(), reasons: Vec::new(), speaker, uncertain: false, edits: Vec::new(), since: None };
    match (old, new) {
        (Some(old), Some(new)) => between(plain, old, new, vocabulary),
        (Some(old), None) => Change { kinds: vec![Kind::Removed], edits: alone(Operation::Delete, old), ..plain },
        (None, Some(new)) => {
            let since = gone.map(|(version, before)| Since { version, reasons: between(plain.clone(), before, new, vocabulary).reasons });
            Change { kinds: vec![Kind::Added], edits: alone(Operation::Insert, new), since, ..plain }
        }
        (None, None) => plain,
    }
}

fn between(change: Change, old: &Whole<'_, '_>, new: &Whole<'_, '_>, vocabulary: &Vocabulary<'_>) -> Change {
    let turned = old.kinds() != new.kinds();
    let other = agreement(old.speaker(), new.speaker()) != Agreement::Same;
    // where a quotation was split, the stop that now ends the first part is no change
    let split = old.pieces.len() != new.pieces.len();
    let ids = |w: &Whole<'_, '_>| {
        let said = w.wording.words.iter().map(|w| w.id).filter(|id| !split || !vocabulary.entry(*id).punctuation);
        said.collect::<Vec<_>>()
    };
    let other_words = ids(old) != ids(new);
    let same_around = old.wording.around.len() == new.wording.around.len();
    let mut reasons = if other_words || !same_around { judged(old, new, turned, vocabulary) } else { Vec::new() };
    let reworded = if turned { !says_the_same(old, new, vocabulary) || !reasons.is_empty() } else { other_words };
    // definire, accusare: the verb of a fragment is a part of what was said; negare is to say that it is not so
    let framed = turned && (old.is_fragment() || new.is_fragment());
    let says_no = |w: &Whole<'_, '_>| w.stance() == Stance::Denial;
    let turned_no = !same_around && says_no(old) != says_no(new) && !reasons.contains(&Reason::Negation);
    let stance = old.stance() != new.stance() && !framed && !turned_no;
    let recommitted = stance || old.is_hearsay() != new.is_hearsay();
    reasons.extend(other.then_some(Reason::Speaker));
    reasons.extend(recommitted.then_some(Reason::Certainty));
    reasons.sort_unstable();
    reasons.dedup();
    // a cue that commits the speaker otherwise is worded otherwise, though his words are the same
    let reworded = reworded || (recommitted || !same_around) && !turned && !other;
    let kinds = [(Kind::Reworded, reworded), (Kind::Reattributed, other), (Kind::Retyped, turned)];
    let mut kinds: Vec<Kind> = kinds.into_iter().filter_map(|(kind, holds)| holds.then_some(kind)).collect();
    if kinds.is_empty() {
        kinds.push(Kind::Unchanged);
    }
    let uncertain = other && (old.uncertain() || new.uncertain());
    Change { kinds, reasons, uncertain, edits: edits(old.side(), new.side()), ..change }
}

/// Why two statements are not of one meaning, speaker and cue apart.
pub(crate) fn differ(old: &Statement<'_>, new: &Statement<'_>, vocabulary: &Vocabulary<'_>) -> Vec<Reason> {
    judged(&Whole::new(vec![old], vocabulary), &Whole::new(vec![new], vocabulary), old.kind != new.kind, vocabulary)
}

fn judged(old: &Whole<'_, '_>, new: &Whole<'_, '_>, turned: bool, vocabulary: &Vocabulary<'_>) -> Vec<Reason> {
    let wording = |w: &Whole<'_, '_>| Wording {
        words: w.wording.words.clone(),
        core: if turned { w.wording.core.clone() } else { w.wording.words.clone() },
        around: w.wording.around.clone(),
    };
    let (mut old_words, mut new_words) = (wording(old), wording(new));
    if turned {
        // a fragment leaves to its sentence what the other wording says: no part of it was cut
        complete(&mut new_words, old, new, vocabulary);
        complete(&mut old_words, new, old, vocabulary);
    }
    let told = |w: &Whole<'_, '_>| w.kinds() == [QuotationType::Indirect];
    let turned = match (told(old), told(new)) {
        _ if !turned => Turned::No,
        (false, true) => Turned::There,
        (true, false) => Turned::Back,
        _ => Turned::Either,
    };
    reasons(&old_words, &new_words, turned, vocabulary)
}

/// Takes out of a wording what the sentence around the other one's fragment says.
fn complete(wording: &mut Wording, fragment: &Whole<'_, '_>, other: &Whole<'_, '_>, vocabulary: &Vocabulary<'_>) {
    if !fragment.is_fragment() || other.is_fragment() {
        return;
    }
    let own: Vec<u32> = fragment.wording.words.iter().map(|w| vocabulary.entry(w.id).stem).collect();
    let told = |w: &Word| {
        let stem = vocabulary.entry(w.id).stem;
        let judged = w.tags.any(Tags::NEGATION.or(Tags::MODAL).or(Tags::HEDGE));
        !own.contains(&stem) && !judged && fragment.pieces.iter().any(|s| s.is_framed_by(stem))
    };
    wording.core.retain(|w| !told(w));
    wording.words.retain(|w| !told(w));
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
