//! What is denied in one wording and left standing in the other.

use crate::grammar::meaning::Tags;
use crate::wording::{Vocabulary, Word};

/// Words from a denial to what it denies.
const DENIES: usize = 6;

/// Something that is denied: the stem of the verb or noun, and of the word behind it.
type Denied = (u32, Option<u32>);

/// Whether the two wordings deny different things.
pub(super) fn differs(a: &[Word], b: &[Word], vocabulary: &Vocabulary<'_>) -> bool {
    let (denied_a, denied_b) = (denied(a, vocabulary), denied(b, vocabulary));
    let says = |words: &[Word], stem: u32| words.iter().any(|w| vocabulary.entry(w.id).stem == stem);
    let twice = |stem: u32| [a, b].iter().all(|words| words.iter().filter(|w| vocabulary.entry(w.id).stem == stem).count() > 1);
    let stands = |own: &[Denied], others: &[Denied], words: &[Word]| {
        own.iter().any(|(what, of)| match others.iter().filter(|(w, _)| w == what).collect::<Vec<_>>()[..] {
            [] => says(words, *what),
            // non voleva la scuola, voleva il museo → voleva la scuola, non voleva il museo
            [(_, other)] => twice(*what) && of != other && of.is_some_and(|s| says(words, s)),
            _ => false,
        })
    };
    let different = |denied: &[Denied]| denied.iter().map(|(what, _)| *what).collect::<std::collections::BTreeSet<_>>().len();
    different(&denied_a) != different(&denied_b) || stands(&denied_a, &denied_b, b) || stands(&denied_b, &denied_a, a)
}

/// What is denied, each once: *non viene nessuno* and *nessuno viene* deny the same.
fn denied(words: &[Word], vocabulary: &Vocabulary<'_>) -> Vec<Denied> {
    let entry = |w: &Word| vocabulary.entry(w.id);
    // non deve partire denies of partire what non partirà does
    let passed = Tags::NEGATION.or(Tags::HEDGE).or(Tags::MODAL);
    let tells = |w: &&Word| !entry(w).punctuation && !w.tags.any(passed) && (!entry(w).function || entry(w).helper);
    let mut out: Vec<Denied> = Vec::new();
    let mut denies = false;
    for (i, word) in words.iter().enumerate() {
        denies &= !matches!(vocabulary.key(word.id), "." | "?" | "!");
        if !word.tags.any(Tags::NEGATION) || denies && word.tags.any(Tags::CONCORD) {
            continue;
        }
        denies = true;
        let behind: Vec<&Word> = words[i + 1..].iter().take(DENIES).filter(tells).collect();
        // nessun operaio verrà: the verb, also behind its subject
        let verb = |w: &&&Word| entry(w).time.is_some() || entry(w).participle;
        let first = if word.tags.any(Tags::CONCORD) { behind.iter().position(|w| verb(&w)).unwrap_or(0) } else { 0 };
        // non ha firmato
        let compound = matches!(behind.get(first..first + 2), Some([a, b]) if entry(a).helper && entry(b).participle);
        let at = first + usize::from(compound);
        let anchor = behind.get(at).copied().or_else(|| words[..i].iter().rev().find(tells));
        let denied = (anchor.map_or(u32::MAX, |w| entry(w).stem), behind.get(at + 1).map(|w| entry(w).stem));
        if !out.contains(&denied) {
            out.push(denied);
        }
    }
    out.sort_unstable();
    out
}
