//! A comparison → the rows and cells that its table has, on a terminal and on a page; and the order in which threads
//! are shown.

use super::Compared;
use crate::compare::{Change, Kind, Thread};

/// The threads to show: those with a change that touches the meaning first, then the others that changed.
pub(super) fn rows<'a>(compared: &Compared<'a>) -> Vec<(usize, &'a Thread)> {
    let mut rows: Vec<(usize, &Thread)> = compared.shown().collect();
    rows.sort_by_key(|(_, thread)| rank(thread));
    rows
}

fn rank(thread: &Thread) -> u8 {
    let changed = |c: &Change| c.kinds != [Kind::Unchanged];
    match () {
        () if thread.changes.iter().any(Change::meaning) => 0,
        () if thread.changes.iter().any(changed) => 1,
        () => 2,
    }
}

/// The signs of a thread in a version: what it is compared with the version before; empty where it is not.
pub(super) fn cell(thread: &Thread, version: usize) -> String {
    let change = thread.changes.iter().find(|c| c.to == version);
    let stands = thread.appearances.iter().any(|a| a.version == version);
    let Some(change) = change else { return if stands { "●".to_owned() } else { String::new() } };
    let sign = |kind: &Kind| match kind {
        Kind::Unchanged => '=',
        Kind::Reworded => '≈',
        Kind::Reattributed => '@',
        Kind::Retyped => '↔',
        Kind::Added => '●',
        Kind::Removed => '−',
    };
    let mut out: String = change.kinds.iter().map(sign).collect();
    if change.meaning() {
        out.push('!');
    }
    out
}
