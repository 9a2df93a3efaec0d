//! Words → the finite verbs with their times.

use super::{Time, Vocabulary, Word};

/// Words from an auxiliary to its participle.
const COMPOUND: usize = 4;

/// An auxiliary that waits for its participle.
#[derive(Clone, Copy)]
struct Waiting {
    stem: u32,
    /// None of *avere firmato*, *essendo partito*.
    time: Option<Time>,
    avere: bool,
    at: usize,
}

/// The finite verbs with their times, compound ones as one: by stem, in order.
pub(crate) fn times(words: &[Word], vocabulary: &Vocabulary<'_>) -> Vec<(u32, Time)> {
    let mut out = Vec::new();
    let mut waiting: Option<Waiting> = None;
    let alone = |w: Waiting| w.time.map(|time| (w.stem, time));
    for (at, word) in words.iter().enumerate() {
        let entry = vocabulary.entry(word.id);
        if let Some(w) = waiting.filter(|w| entry.punctuation || at - w.at > COMPOUND) {
            out.extend(alone(w));
            waiting = None;
        }
        match waiting {
            // è stato firmato
            Some(w) if entry.participle && entry.auxiliary => {
                waiting = Some(Waiting { stem: entry.stem, time: w.time.map(compound), ..w });
            }
            Some(w) if entry.participle => {
                let time = if w.avere || entry.takes_essere { w.time.map(compound) } else { w.time };
                out.extend(time.map(|time| (entry.stem, time)));
                waiting = None;
            }
            before if entry.helper => {
                out.extend(before.and_then(alone));
                waiting = Some(Waiting { stem: entry.stem, time: entry.time, avere: entry.avere, at });
            }
            before if !entry.function && entry.time.is_some() => {
                out.extend(before.and_then(alone));
                out.extend(entry.time.map(|time| (entry.stem, time)));
                waiting = None;
            }
            _ => {}
        }
    }
    out.extend(waiting.and_then(alone));
    out
}

fn compound(auxiliary: Time) -> Time {
    match auxiliary {
        Time::Future => Time::Future,
        Time::Conditional | Time::Unreal => Time::Unreal,
        Time::Present | Time::Imperfect | Time::Past => Time::Past,
    }
}
