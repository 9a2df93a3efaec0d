//! A [`Comparison`] for readers: JSON for programs, a table with its changes for people, the same as a page.

pub mod html;
pub mod json;
mod labels;
mod table;
pub mod text;

use super::Analysed;
use super::json::content;
use crate::compare::{Appearance, Change, Comparison, Conflict, Kind, Order, Reason, Thread};
use crate::document::Speaker;

/// A comparison with the versions that it is of.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// In the order in which they were compared.
    pub versions: &'a [Analysed<'a>],
    /// What became of each statement.
    pub comparison: &'a Comparison,
    /// How the versions stand to each other.
    pub order: Order,
    /// Which threads to show.
    pub only: Option<Only>,
}

/// Which threads of a comparison to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// Those with a change of that kind.
    Kind(Kind),
    /// Those with a change that can alter what was said.
    Meaning,
    /// Those with any change.
    Changed,
}

impl Only {
    /// Whether a change is of those that are asked for.
    pub fn takes(self, change: &Change) -> bool {
        match self {
            Only::Kind(kind) => change.kinds.contains(&kind),
            Only::Meaning => change.meaning(),
            Only::Changed => change.meaning() || change.kinds != [Kind::Unchanged],
        }
    }
}

impl<'a> Compared<'a> {
    /// The threads to show, with their index.
    pub fn shown(&self) -> impl Iterator<Item = (usize, &'a Thread)> {
        let only = self.only;
        let taken = move |thread: &Thread| only.is_none_or(|o| thread.changes.iter().any(|c| o.takes(c)));
        self.comparison.threads.iter().enumerate().filter(move |(_, thread)| taken(thread))
    }

    /// The cues before and after a change by which the speaker commits himself otherwise.
    fn cues(&self, thread: &Thread, change: &Change) -> Option<(&'a str, &'a str)> {
        let cue = |version: usize| {
            let own = thread.appearances.iter().filter(|a| a.version == version);
            let analysed = self.versions.get(version)?;
            own.filter_map(|a| analysed.document.quotations.get(a.quotation)?.cue.as_ref()).map(|c| c.span.of(analysed.text)).next()
        };
        let (before, after) = (cue(change.from)?, cue(change.to)?);
        (change.reasons.contains(&Reason::Certainty) && before != after).then_some((before, after))
    }

    /// The conflicts of the threads to show, if accounts are compared.
    pub fn conflicts(&self) -> impl Iterator<Item = &'a Conflict> {
        let shown: Vec<usize> = self.shown().map(|(t, _)| t).collect();
        let accounts = self.order == Order::None;
        self.comparison.conflicts.iter().filter(move |c| accounts && shown.contains(&c.thread))
    }

    /// Whether a change is written out: not what stayed as it was, and only what was asked for.
    fn is_told(&self, change: &Change) -> bool {
        self.only.map_or(Only::Changed.takes(change), |only| only.takes(change))
    }

    /// The words of a statement in the last version that has it.
    fn last_words(&self, thread: &Thread) -> String {
        let last = thread.appearances.last().map(|a| a.version);
        let own = thread.appearances.iter().filter(|a| Some(a.version) == last);
        let piece = |a: &Appearance| {
            let analysed = self.versions.get(a.version)?;
            Some(content(analysed.text, &analysed.document.quotations.get(a.quotation)?.segments))
        };
        own.filter_map(piece).collect::<Vec<_>>().join(" ")
    }

    /// Who says a statement in its version.
    pub fn speaker(&self, appearance: Appearance) -> Option<&'a Speaker> {
        let document = self.versions.get(appearance.version)?.document;
        document.quotations.get(appearance.quotation)?.speaker.and_then(|s| document.speakers.get(s))
    }
}
