//! Accounts side by side → what they disagree in: the same words given to different people, different words given
//! to the same person, and who alone has a quotation.

use super::{Kind, Thread};
use crate::document::QuotationType;
use crate::statement::Statement;
use crate::statement::same_speaker::{Agreement, agreement};

/// What accounts of one story disagree in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What kind of disagreement.
    pub kind: ConflictKind,
    /// Index of the thread.
    pub thread: usize,
    /// The accounts that differ, in order; for [`ConflictKind::Alone`] the only one.
    pub versions: Vec<usize>,
    /// The speaker's name in each of these accounts.
    pub speakers: Vec<Option<String>>,
}

/// What kind of disagreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConflictKind {
    /// The same words, given to different people.
    Speaker,
    /// Different words between marks, given to the same person on the same occasion.
    Words,
    /// Only one account has the quotation.
    Alone,
}

impl ConflictKind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            ConflictKind::Speaker => "speaker",
            ConflictKind::Words => "words",
            ConflictKind::Alone => "alone",
        }
    }
}

/// The conflicts of all threads, those about speakers first.
pub(super) fn conflicts(threads: &[Thread], statements: &[Statement<'_>], places: &[Vec<usize>], accounts: usize) -> Vec<Conflict> {
    let mut out = Vec::new();
    for (t, own) in places.iter().enumerate() {
        let pieces: Vec<&Statement<'_>> = own.iter().map(|p| &statements[*p]).collect();
        let mut versions: Vec<usize> = pieces.iter().map(|s| s.version).collect();
        versions.dedup();
        let conflict = |kind: ConflictKind| {
            let named = |v: &usize| pieces.iter().filter(|s| s.version == *v).find_map(|s| s.speaker).map(|s| s.name.clone());
            Conflict { kind, thread: t, speakers: versions.iter().map(named).collect(), versions: versions.clone() }
        };
        let named: Vec<&Statement<'_>> = pieces.iter().filter(|s| s.speaker.is_some()).copied().collect();
        let others = |a: &&Statement<'_>| named.iter().any(|b| agreement(a.speaker, b.speaker) == Agreement::Other);
        if named.iter().any(others) {
            out.push(conflict(ConflictKind::Speaker));
        } else if threads[t].changes.iter().any(|c| c.kinds.contains(&Kind::Reworded))
            && pieces.iter().all(|s| s.kind != QuotationType::Indirect)
        {
            out.push(conflict(ConflictKind::Words));
        }
        if versions.len() == 1 && accounts > 1 {
            out.push(conflict(ConflictKind::Alone));
        }
    }
    out.sort_by_key(|c| c.kind as usize);
    out
}
