//! Nouns in a row → the ones that share a verb: *A e B*, *A, B e C*, *sia A sia B*, *A, assessore, e B*.

use crate::grammar::Grammar;
use crate::unit::{NounPhrase, Stream, UnitKind, Units};

/// The most nouns that one verb shares; a longer row is no subject, and must not be read again for each of
/// its nouns.
const MOST: usize = 16;

/// The units of the nouns that are coordinated with the one at `first`, which comes first; nothing but
/// itself where none is.
pub fn coordinated(stream: &Stream, units: &Units, grammar: &Grammar, first: u32) -> Vec<u32> {
    let kind = |k: u32| stream.units.get(k as usize).map(|x| x.kind);
    let joins = |k: u32| {
        stream
            .units
            .get(k as usize)
            .is_some_and(|x| x.kind == UnitKind::Coordinator && grammar.words.joining_coordinators.contains(&x.word))
    };
    let noun = |k: u32| match kind(k) {
        Some(UnitKind::Noun(n)) => Some(&units.nouns[n as usize]).filter(|n: &&NounPhrase| n.can_speak()),
        _ => None,
    };
    let mut members = vec![first];
    // a list counts once its last noun is joined by a conjunction
    let mut joined = 1;
    let mut at = first;
    while members.len() < MOST {
        let mut next = at + 1;
        while matches!(kind(next), Some(UnitKind::Prep(_) | UnitKind::Brackets(_))) {
            next += 1;
        }
        let comma = kind(next) == Some(UnitKind::Punct(','));
        if comma {
            next += 1;
        }
        let conjunction = joins(next);
        if conjunction {
            next += 1;
            if kind(next) == Some(UnitKind::Adverb) {
                next += 1;
            }
        }
        if !comma && !conjunction || noun(next).is_none() || next > first + 8 * MOST as u32 {
            break;
        }
        // Rossi, assessore, e Neri: a noun without a determiner behind a comma tells who the first is
        let tells = |n: &NounPhrase| comma && !conjunction && !n.definite && !n.indefinite && n.name.is_none();
        if noun(next).is_some_and(tells) {
            at = next;
            continue;
        }
        members.push(next);
        if conjunction {
            joined = members.len();
        }
        at = next;
    }
    members.truncate(joined);
    members
}
