//! The JSON shape of a comparison, that other programs rely on: fields may be added, never renamed.

use std::borrow::Cow;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::Compared;
use crate::compare::{Change, Conflict, Edit, Kind, Operation, Order, Reason, Thread};
use crate::report::json::{Quotation, quotation};
use crate::report::link::Links;
use crate::report::offsets::{Offsets, Unit};

/// A comparison.
#[derive(Debug, Serialize)]
pub struct Report<'a> {
    schema: u32,
    offsets: &'static str,
    versions: Vec<Version<'a>>,
    threads: Vec<ThreadShape<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conflicts: Option<Vec<ConflictShape<'a>>>,
    summary: Summary,
}

#[derive(Debug, Serialize)]
struct Version<'a> {
    version: usize,
    path: &'a str,
    title: Option<&'a str>,
    date: Option<&'a str>,
    url: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct ThreadShape<'a> {
    id: String,
    speaker: Option<&'a str>,
    appearances: Vec<Appearance<'a>>,
    changes: Vec<ChangeShape<'a>>,
}

#[derive(Debug, Serialize)]
struct Appearance<'a> {
    version: usize,
    quotation: Quotation<'a>,
    speaker: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct ChangeShape<'a> {
    from: usize,
    to: usize,
    kinds: Vec<&'static str>,
    meaning: bool,
    reasons: Vec<&'static str>,
    speaker: Speakers<'a>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    uncertain: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<SinceShape>,
    diff: Vec<EditShape<'a>>,
}

/// Of a statement that comes back: the last version that had it, and why it can say something else now.
#[derive(Debug, Serialize)]
struct SinceShape {
    version: usize,
    reasons: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct Speakers<'a> {
    from: Option<&'a str>,
    to: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct EditShape<'a> {
    op: &'static str,
    text: Cow<'a, str>,
}

#[derive(Debug, Serialize)]
struct ConflictShape<'a> {
    kind: &'static str,
    thread: String,
    versions: &'a [usize],
    speakers: &'a [Option<String>],
}

/// How many changes are of each kind.
#[derive(Debug)]
struct Summary([usize; Kind::ALL.len()]);

impl Serialize for Summary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Kind::ALL.len()))?;
        for (kind, name) in Kind::ALL {
            map.serialize_entry(name, &self.0[kind as usize])?;
        }
        map.end()
    }
}

/// The JSON shape of a comparison, with offsets in a unit. Ids count from 1: `t1`.
pub fn report<'a>(compared: &Compared<'a>, unit: Unit) -> Report<'a> {
    let places: Vec<(Offsets<'_>, Option<Links<'_>>)> = compared.versions.iter().map(|v| (Offsets::new(v.text, unit), v.links())).collect();
    let versions = compared.versions.iter().enumerate().map(|(version, v)| Version {
        version,
        path: v.path,
        title: v.title(),
        date: v.origin.date,
        url: v.origin.url,
    });
    let of = |t: usize, thread: &'a Thread| ThreadShape {
        id: id(t),
        speaker: thread.speaker.as_deref(),
        appearances: thread
            .appearances
            .iter()
            .filter_map(|a| {
                let analysed = compared.versions.get(a.version)?;
                let (offsets, links) = places.get(a.version)?;
                let speaker = compared.speaker(*a).map(|s| s.name.as_str());
                Some(Appearance { version: a.version, quotation: quotation(analysed, a.quotation, offsets, links.as_ref())?, speaker })
            })
            .collect(),
        changes: thread.changes.iter().map(change).collect(),
    };
    let mut summary = Summary([0; Kind::ALL.len()]);
    for kind in compared.comparison.threads.iter().flat_map(|t| &t.changes).flat_map(|c| &c.kinds) {
        summary.0[*kind as usize] += 1;
    }
    Report {
        schema: 1,
        offsets: unit.name(),
        versions: versions.collect(),
        threads: compared.shown().map(|(t, thread)| of(t, thread)).collect(),
        conflicts: (compared.order == Order::None).then(|| compared.conflicts().map(conflict).collect()),
        summary,
    }
}

fn id(thread: usize) -> String {
    format!("t{}", thread + 1)
}

fn change(change: &Change) -> ChangeShape<'_> {
    ChangeShape {
        from: change.from,
        to: change.to,
        kinds: change.kinds.iter().map(|k| k.name()).collect(),
        meaning: change.meaning(),
        reasons: names(&change.reasons),
        speaker: Speakers { from: change.speaker.0.as_deref(), to: change.speaker.1.as_deref() },
        uncertain: change.uncertain,
        since: change.since.as_ref().map(|s| SinceShape { version: s.version, reasons: names(&s.reasons) }),
        diff: diff(&change.edits),
    }
}

fn names(reasons: &[Reason]) -> Vec<&'static str> {
    reasons.iter().map(|r| r.name()).collect()
}

/// Neighbouring edits are one, deletions before insertions: what only a typographer sees is an edit like any other.
fn diff(edits: &[Edit]) -> Vec<EditShape<'_>> {
    let mut out: Vec<EditShape<'_>> = Vec::with_capacity(edits.len());
    let mut rest = edits;
    while let Some(first) = rest.first() {
        let equal = first.operation == Operation::Equal;
        let run = rest.iter().take_while(|e| (e.operation == Operation::Equal) == equal).count();
        let operations: &[_] =
            if equal { &[(Operation::Equal, "equal")] } else { &[(Operation::Delete, "delete"), (Operation::Insert, "insert")] };
        for (operation, op) in operations {
            let mut texts = rest[..run].iter().filter(|e| e.operation == *operation).map(|e| e.text.as_str());
            if let Some(text) = texts.next() {
                out.push(EditShape { op, text: texts.fold(Cow::Borrowed(text), |all, more| all + more) });
            }
        }
        rest = &rest[run..];
    }
    out
}

fn conflict(conflict: &Conflict) -> ConflictShape<'_> {
    ConflictShape { kind: conflict.kind.name(), thread: id(conflict.thread), versions: &conflict.versions, speakers: &conflict.speakers }
}
