//! Accounts side by side → what they disagree in: the same words given to different people, different words given
//! to the same person, and who alone has a quotation.

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
pub(super) fn conflicts(statements: &[Statement<'_>], places: &[Vec<usize>], accounts: usize) -> Vec<Conflict> {
    let mut out = Vec::new();
    for (t, own) in places.iter().enumerate() {
        let pieces: Vec<&Statement<'_>> = own.iter().map(|p| &statements[*p]).collect();
        let conflict = |kind: ConflictKind, among: &[&Statement<'_>]| {
            let mut versions: Vec<usize> = among.iter().map(|s| s.version).collect();
            versions.dedup();
            let named = |v: &usize| pieces.iter().filter(|s| s.version == *v).find_map(|s| s.speaker.as_ref());
            let speakers = versions.iter().map(|v| named(v).map(|s| s.speaker.name.clone())).collect();
            Conflict { kind, thread: t, versions, speakers }
        };
        let named: Vec<&Statement<'_>> = pieces.iter().filter(|s| s.speaker.is_some()).copied().collect();
        let other = |a: &Statement<'_>, b: &Statement<'_>| agreement(a.speaker.as_deref(), b.speaker.as_deref()) == Agreement::Other;
        let marked: Vec<&Statement<'_>> = pieces.iter().filter(|s| s.kind == QuotationType::Direct).copied().collect();
        if named.iter().any(|a| named.iter().any(|b| other(a, b))) {
            out.push(conflict(ConflictKind::Speaker, &pieces));
        } else if reworded(&marked) {
            out.push(conflict(ConflictKind::Words, &marked));
        }
        if pieces.iter().all(|s| s.version == pieces[0].version) && accounts > 1 {
            out.push(conflict(ConflictKind::Alone, &pieces));
        }
    }
    out.sort_by_key(|c| c.kind as usize);
    out
}

/// Whether two accounts have other words between marks; a quotation in pieces is all of them.
fn reworded(marked: &[&Statement<'_>]) -> bool {
    let said = |version: usize| -> Vec<u32> {
        marked.iter().filter(|s| s.version == version).flat_map(|s| s.words.iter().map(|w| w.id)).collect()
    };
    let first = marked.first().map_or(0, |s| s.version);
    marked.iter().any(|s| s.version != first && said(s.version) != said(first))
}
