//! Versions of a story → what became of each statement: kept, reworded, given to somebody else, paraphrased, added,
//! dropped; and whether that can change what was said.
//!
//! Each version's quotations become statements (`statement`); those that are the same, by `matching`, are a
//! [`Thread`]; what two neighbouring versions have of a thread makes a [`Change`], whose `meaning` is judged from the
//! words that differ. Accounts side by side, without an order, have [`Conflict`]s instead.

mod change;
mod conflict;
mod diff;
mod matching;
mod meaning;
mod thread;

pub use conflict::{Conflict, ConflictKind};
pub use diff::{Edit, Operation};

use crate::document::Document;
use crate::grammar::Grammar;
use crate::statement::Statement;
use crate::statement::same_speaker::{Agreement, agreement};
use crate::wording::Vocabulary;
pub(crate) use change::differ;
use change::{Whole, change};

/// A version of a story: its text and what was found in it.
#[derive(Debug, Clone, Copy)]
pub struct Version<'a> {
    /// The text that was analysed.
    pub text: &'a str,
    /// What was found.
    pub document: &'a Document,
}

/// What became of the statements of a story.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparison {
    /// In the order of their first appearance.
    pub threads: Vec<Thread>,
    /// What accounts without an order disagree in; nothing for versions one after the other.
    pub conflicts: Vec<Conflict>,
}

/// One statement over all versions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Thread {
    /// The fullest name that any version gives to whoever says it in the last one that has it.
    pub speaker: Option<String>,
    /// By version, then in the order of the text. A version stands here twice where it splits a quotation that another
    /// one has in one piece.
    pub appearances: Vec<Appearance>,
    /// By neighbouring versions of which at least one has the statement.
    pub changes: Vec<Change>,
}

/// A statement in a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appearance {
    /// Index of the version.
    pub version: usize,
    /// Index into its document's quotations.
    pub quotation: usize,
}

/// What happened to a statement from one version to the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Index of the older version.
    pub from: usize,
    /// Index of the newer version.
    pub to: usize,
    /// What happened; at least one, in the order of [`Kind`].
    pub kinds: Vec<Kind>,
    /// Why it can change what was said; none if it cannot.
    pub reasons: Vec<Reason>,
    /// The speaker's name before and after.
    pub speaker: (Option<String>, Option<String>),
    /// Whether the speaker changed, and one of the two attributions is uncertain.
    pub uncertain: bool,
    /// Of a statement that comes back: how it differs from what the last version had that did not leave it out.
    pub since: Option<Since>,
    /// From the old content to the new one, word by word. The content of a statement in pieces is its pieces with a
    /// space between.
    pub edits: Vec<Edit>,
}

/// What became of a statement while versions left it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// Index of the last version that had it.
    pub version: usize,
    /// Why it can say something else now; none if it does not.
    pub reasons: Vec<Reason>,
}

impl Change {
    /// Whether it can change what was said.
    pub fn meaning(&self) -> bool {
        !self.reasons.is_empty()
    }
}

/// What happened to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The same words by the same speaker in the same form.
    Unchanged,
    /// Other words, or the same under a cue that commits the speaker otherwise.
    Reworded,
    /// Somebody else's.
    Reattributed,
    /// Between marks, in part, or without.
    Retyped,
    /// Only the newer version has it.
    Added,
    /// Only the older version has it.
    Removed,
}

impl Kind {
    /// All of them, with their names in JSON.
    pub const ALL: [(Kind, &'static str); 6] = [
        (Kind::Unchanged, "unchanged"),
        (Kind::Reworded, "reworded"),
        (Kind::Reattributed, "reattributed"),
        (Kind::Retyped, "retyped"),
        (Kind::Added, "added"),
        (Kind::Removed, "removed"),
    ];

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// Why a change can change what was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Something is denied, or turned into its opposite.
    Negation,
    /// A number, a date, an amount, a quantifier.
    Number,
    /// What must, may or might be; what is, was or will be.
    Modality,
    /// Somebody else says it.
    Speaker,
    /// The cue commits the speaker otherwise: *ha detto* → *ha ammesso*.
    Certainty,
    /// A part was left out or put in.
    Cut,
    /// A name inside the words.
    Entity,
}

impl Reason {
    /// All of them, with their names in JSON.
    pub const ALL: [(Reason, &'static str); 7] = [
        (Reason::Negation, "negation"),
        (Reason::Number, "number"),
        (Reason::Modality, "modality"),
        (Reason::Speaker, "speaker"),
        (Reason::Certainty, "certainty"),
        (Reason::Cut, "cut"),
        (Reason::Entity, "entity"),
    ];

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// How the versions stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// One after the other.
    #[default]
    Time,
    /// Side by side: accounts of several outlets.
    None,
}

/// Compares versions, in the order given.
pub fn compare(grammar: &Grammar, versions: &[Version<'_>], order: Order) -> Comparison {
    let mut vocabulary = Vocabulary::new(grammar);
    let statements: Vec<Statement<'_>> =
        versions.iter().enumerate().flat_map(|(v, version)| Statement::all(v, version.text, version.document, &mut vocabulary)).collect();
    let threads = thread::threads(&statements, versions.len(), order == Order::None, &vocabulary);
    let mut out = Comparison::default();
    for places in &threads {
        let pieces: Vec<&Statement<'_>> = places.iter().map(|p| &statements[*p]).collect();
        let appearances = pieces.iter().map(|s| Appearance { version: s.version, quotation: s.quotation }).collect();
        let changes = changes(&pieces, versions.len(), order, &vocabulary);
        out.threads.push(Thread { speaker: fullest_name(&pieces), appearances, changes });
    }
    if order == Order::None {
        out.conflicts = conflict::conflicts(&statements, &threads, versions.len());
    }
    out
}

fn fullest_name(pieces: &[&Statement<'_>]) -> Option<String> {
    let last = pieces.iter().rev().find_map(|s| s.speaker.as_deref())?;
    let same = pieces.iter().filter_map(|s| s.speaker.as_deref()).filter(|s| agreement(Some(s), Some(last)) == Agreement::Same);
    let fullest = same.rev().max_by_key(|s| (s.speaker.kind == last.speaker.kind, s.speaker.name.split_whitespace().count()))?;
    Some(fullest.speaker.name.clone())
}

/// The changes of one thread. Accounts without an order are compared where they stand side by side, and whoever
/// lacks a statement has not dropped it.
fn changes(pieces: &[&Statement<'_>], versions: usize, order: Order, vocabulary: &Vocabulary<'_>) -> Vec<Change> {
    let whole = |version: usize, vocabulary: &Vocabulary<'_>| {
        let own: Vec<&Statement<'_>> = pieces.iter().filter(|s| s.version == version).copied().collect();
        (!own.is_empty()).then(|| Whole::new(own, vocabulary))
    };
    let (first, last) = (pieces.first().map_or(0, |s| s.version), pieces.last().map_or(0, |s| s.version));
    let mut out = Vec::new();
    // the last version that had it, and what
    let mut before: Option<(usize, Whole<'_, '_>)> = None;
    for version in first.saturating_sub(1)..versions.min(last + 2) {
        let own = whole(version, vocabulary);
        let older = before.as_ref().filter(|(v, _)| order == Order::None || v + 1 == version);
        let gone = before.as_ref().filter(|_| older.is_none()).map(|(v, w)| (*v, w));
        let one_of_two = order == Order::Time && version > 0 && (own.is_some() || older.is_some());
        if one_of_two || own.is_some() && older.is_some() {
            let from = older.map_or(version.saturating_sub(1), |(v, _)| *v);
            out.push(change((from, version), older.map(|(_, w)| w), own.as_ref(), gone, vocabulary));
        }
        if let Some(own) = own {
            before = Some((version, own));
        }
    }
    out
}
