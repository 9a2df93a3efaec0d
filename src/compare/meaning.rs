//! What two wordings of a statement differ in → whether that can change what was said, and by what.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Reason;
use crate::grammar::meaning::Tags;
use crate::wording::{Time, Vocabulary, Word};

/// Words put in or taken out at one place that are a cut, whatever they say.
const CUT: usize = 5;
/// Words from a denial to what it denies.
const DENIES: usize = 5;
/// Words from an auxiliary to its participle.
const COMPOUND: usize = 4;

/// One wording.
pub(super) struct Wording {
    pub words: Vec<Word>,
    /// Without what a paraphrase turns or drops; the same words where nothing was paraphrased.
    pub core: Vec<Word>,
}

impl Wording {
    /// How many words a run of the core has, with those between that the core leaves out.
    fn length(&self, run: &[Word], vocabulary: &Vocabulary<'_>) -> usize {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { return 0 };
        let inside = |w: &&Word| w.span.start >= first.span.start && w.span.end <= last.span.end;
        self.words.iter().filter(inside).filter(|w| !vocabulary.entry(w.id).punctuation).count()
    }
}

/// Why a change from one wording to another can change what was said; in the order of [`Reason`], none twice.
/// `turned`: one of them is a paraphrase, which turns persons and times.
pub(super) fn reasons(old: &Wording, new: &Wording, turned: bool, vocabulary: &Vocabulary<'_>) -> Vec<Reason> {
    let difference = Difference::new(old, new, turned, vocabulary);
    let kept = |wording: &Wording, out: &[bool]| -> Vec<Word> {
        let gone: Vec<usize> = wording.core.iter().zip(out).filter(|(_, out)| **out).map(|(w, _)| w.span.start).collect();
        wording.words.iter().filter(|w| !gone.contains(&w.span.start)).copied().collect()
    };
    let (a, b) = (kept(old, &difference.cut_old), kept(new, &difference.cut_new));
    let negated = negation_differs(&a, &b, vocabulary) || difference.has_opposites(vocabulary);
    let counted = bounds(&a, vocabulary) != bounds(&b, vocabulary);
    let times = times_differ(&times(&a, vocabulary), &times(&b, vocabulary), turned);
    let modal = times || tagged(&a, Tags::MODAL, vocabulary) != tagged(&b, Tags::MODAL, vocabulary);
    let hedged = tagged(&a, Tags::HEDGE, vocabulary) != tagged(&b, Tags::HEDGE, vocabulary);
    let found = [
        (Reason::Negation, negated),
        (Reason::Number, counted),
        (Reason::Modality, modal),
        (Reason::Certainty, hedged),
        (Reason::Cut, difference.cuts),
        (Reason::Entity, names_differ(&a, &b, vocabulary)),
    ];
    found.into_iter().filter_map(|(reason, holds)| holds.then_some(reason)).collect()
}

/// Where two wordings differ.
struct Difference {
    /// By word of the core, whether it belongs to a part that the other wording leaves out.
    cut_old: Vec<bool>,
    cut_new: Vec<bool>,
    /// Whether there is such a part, or a condition that only one wording has.
    cuts: bool,
    /// The words that only one of them has, cuts apart.
    deleted: Vec<Word>,
    inserted: Vec<Word>,
}

impl Difference {
    fn new(before: &Wording, after: &Wording, turned: bool, vocabulary: &Vocabulary<'_>) -> Self {
        let (old, new) = (&before.core, &after.core);
        let ids = |words: &[Word]| words.iter().map(|w| if turned { vocabulary.entry(w.id).stem } else { w.id }).collect::<Vec<_>>();
        let mut out = Difference {
            cut_old: vec![false; old.len()],
            cut_new: vec![false; new.len()],
            cuts: false,
            deleted: Vec::new(),
            inserted: Vec::new(),
        };
        for op in capture_diff_slices(Algorithm::Myers, &ids(old), &ids(new)) {
            if matches!(op, DiffOp::Equal { .. }) {
                continue;
            }
            let (from, to) = (op.old_range(), op.new_range());
            let (a, b) = (&old[from.clone()], &new[to.clone()]);
            let (own, other) = (before.length(a, vocabulary), after.length(b, vocabulary));
            let (cut_a, cut_b) = (is_cut(a, own, other, from.start == 0), is_cut(b, other, own, to.start == 0));
            out.cuts |= cut_a || cut_b || limits(a) != limits(b);
            if cut_a || cut_b {
                out.cut_old[from].fill(cut_a);
                out.cut_new[to].fill(cut_b);
            }
            if !cut_a {
                out.deleted.extend(a);
            }
            if !cut_b {
                out.inserted.extend(b);
            }
        }
        out
    }

    fn has_opposites(&self, vocabulary: &Vocabulary<'_>) -> bool {
        // Sud → Nord: names are another matter
        let telling = |w: &&Word| !vocabulary.entry(w.id).punctuation && !w.name;
        self.deleted.iter().filter(telling).any(|a| self.inserted.iter().filter(telling).any(|b| vocabulary.opposite(a.id, b.id)))
    }
}

/// Whether words that the other wording has not are a part cut out of the statement: many, or a condition with what
/// it says. At the head of a statement *ma* and *e* only join it to what was said before.
fn is_cut(words: &[Word], own: usize, other: usize, first: bool) -> bool {
    let many = own >= CUT && other * 3 <= own;
    let opens = |(i, w): (usize, &Word)| w.tags.any(Tags::CONDITION) && !(first && i == 0 && own < 3);
    many || own >= 2 && other * 2 <= own && words.iter().enumerate().any(opens)
}

/// How many words bound the statement: *solo*.
fn limits(words: &[Word]) -> usize {
    words.iter().filter(|w| w.tags.any(Tags::LIMIT)).count()
}

/// The stems of the words with one of the tags, sorted.
fn tagged<'v>(words: &[Word], tags: Tags, vocabulary: &'v Vocabulary<'_>) -> Vec<&'v str> {
    let mut out: Vec<&str> = words.iter().filter(|w| w.tags.any(tags)).map(|w| vocabulary.stem(w.id)).collect();
    out.sort_unstable();
    out
}

/// Whether something is denied in one wording that the other one leaves standing.
fn negation_differs(a: &[Word], b: &[Word], vocabulary: &Vocabulary<'_>) -> bool {
    let (denied_a, denied_b) = (denied(a, vocabulary), denied(b, vocabulary));
    let said = |words: &[Word], stem: u32| words.iter().any(|w| vocabulary.entry(w.id).stem == stem);
    let stands = |own: &[u32], others: &[u32], words: &[Word]| own.iter().any(|s| !others.contains(s) && said(words, *s));
    denied_a.len() != denied_b.len() || stands(&denied_a, &denied_b, b) || stands(&denied_b, &denied_a, a)
}

/// The stems of what is denied, each once: *non viene nessuno* and *nessuno viene* deny the same.
fn denied(words: &[Word], vocabulary: &Vocabulary<'_>) -> Vec<u32> {
    let entry = |w: &Word| vocabulary.entry(w.id);
    let tells =
        |w: &&Word| !entry(w).punctuation && !w.tags.any(Tags::NEGATION.or(Tags::HEDGE)) && (!entry(w).function || entry(w).auxiliary);
    let mut out = Vec::new();
    let mut denies = false;
    for (i, word) in words.iter().enumerate() {
        denies &= !matches!(vocabulary.key(word.id), "." | "?" | "!");
        if !word.tags.any(Tags::NEGATION) || denies && word.tags.any(Tags::CONCORD) {
            continue;
        }
        denies = true;
        let mut behind = words[i + 1..].iter().take(DENIES).filter(tells);
        let anchor = match (behind.next(), behind.next()) {
            // non ha firmato
            (Some(first), Some(second)) if entry(first).auxiliary && entry(second).participle => Some(second),
            (first, _) => first.or_else(|| words[..i].iter().rev().find(tells)),
        };
        let stem = anchor.map_or(u32::MAX, |w| entry(w).stem);
        if !out.contains(&stem) {
            out.push(stem);
        }
    }
    out.sort_unstable();
    out
}

/// Numbers by their value, dates, and the words that say how many, sorted.
fn bounds(words: &[Word], vocabulary: &Vocabulary<'_>) -> Vec<String> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let numeral = |w: &&Word| vocabulary.entry(w.id).numeral;
        let run = words[i..].iter().take_while(numeral).count();
        let share = i > 0 && vocabulary.key(words[i - 1].id) == "per" && run == 1;
        if run > 0 && !share {
            out.push(vocabulary.number(&words[i..i + run]).unwrap_or_else(|| vocabulary.key(words[i].id).to_owned()));
        } else if run == 0 && (words[i].tags.any(Tags::QUANTIFIER) || vocabulary.entry(words[i].id).calendar) {
            out.push(vocabulary.stem(words[i].id).to_owned());
        }
        i += run.max(1);
    }
    out.sort_unstable();
    out
}

/// Whether names differ, and not only in how much of one is given.
fn names_differ(a: &[Word], b: &[Word], vocabulary: &Vocabulary<'_>) -> bool {
    let name = |w: &&Word| w.name && !vocabulary.entry(w.id).numeral && !vocabulary.entry(w.id).calendar;
    let has = |words: &[Word], id: u32| words.iter().any(|w| w.id == id);
    // a first name beside a surname that both have adds nobody
    let beside = |words: &[Word], id: u32, others: &[Word]| {
        let known = |w: Option<&Word>| w.is_some_and(|w| w.name && has(others, w.id));
        (0..words.len()).any(|i| words[i].id == id && (known(words.get(i + 1)) || i > 0 && known(words.get(i - 1))))
    };
    let new = |own: &[Word], others: &[Word]| own.iter().filter(name).any(|w| !has(others, w.id) && !beside(own, w.id, others));
    new(a, b) || new(b, a)
}

/// The finite verbs with their times, compound ones as one: by stem, in order.
fn times(words: &[Word], vocabulary: &Vocabulary<'_>) -> Vec<(u32, Time)> {
    let mut out = Vec::new();
    // an auxiliary that waits for its participle: its stem, its time, whether it is avere, how far back it stands
    let mut waiting: Option<(u32, Time, bool, usize)> = None;
    for (i, word) in words.iter().enumerate() {
        let entry = vocabulary.entry(word.id);
        if let Some((stem, time, ..)) = waiting.filter(|(.., at)| entry.punctuation || i - at > COMPOUND) {
            out.push((stem, time));
            waiting = None;
        }
        match (waiting, entry.time) {
            (Some((_, time, avere, at)), _) if entry.participle && entry.auxiliary => {
                waiting = Some((entry.stem, compound(time), avere, at))
            }
            (Some((_, time, avere, _)), _) if entry.participle => {
                out.push((entry.stem, if avere || entry.takes_essere { compound(time) } else { time }));
                waiting = None;
            }
            (before, Some(time)) if entry.auxiliary => {
                out.extend(before.map(|(stem, time, ..)| (stem, time)));
                waiting = Some((entry.stem, time, entry.avere, i));
            }
            (before, Some(time)) if !entry.function => {
                out.extend(before.map(|(stem, time, ..)| (stem, time)));
                out.push((entry.stem, time));
                waiting = None;
            }
            _ => {}
        }
    }
    out.extend(waiting.map(|(stem, time, ..)| (stem, time)));
    out
}

fn compound(auxiliary: Time) -> Time {
    match auxiliary {
        Time::Future => Time::Future,
        Time::Conditional | Time::Unreal => Time::Unreal,
        Time::Present | Time::Imperfect | Time::Past => Time::Past,
    }
}

/// Whether a verb that both wordings have as often has another time.
fn times_differ(a: &[(u32, Time)], b: &[(u32, Time)], turned: bool) -> bool {
    let of = |list: &[(u32, Time)], stem: u32| list.iter().filter(|(s, _)| *s == stem).map(|(_, t)| *t).collect::<Vec<_>>();
    let same = |x: &Time, y: &Time| x == y || turned && (turns(*x, *y) || turns(*y, *x));
    a.iter().any(|(stem, _)| {
        let (x, y) = (of(a, *stem), of(b, *stem));
        x.len() == y.len() && !x.iter().zip(&y).all(|(x, y)| same(x, y))
    })
}

/// *«Firmerò»* → *ha detto che avrebbe firmato*: the time that a paraphrase in the past makes of the speaker's.
fn turns(said: Time, told: Time) -> bool {
    matches!(
        (said, told),
        (Time::Present, Time::Imperfect)
            | (Time::Past, Time::Imperfect)
            | (Time::Future | Time::Conditional, Time::Unreal)
            | (Time::Future, Time::Conditional)
    )
}
