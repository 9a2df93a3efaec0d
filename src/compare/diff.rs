//! Two contents → what to delete and insert to make one of the other, word by word and to the letter: equal and
//! deleted text together is the old content, equal and inserted text the new one.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::span::Span;
use crate::wording::Word;

/// What happens to a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// It stays.
    Equal,
    /// Only the old content has it.
    Delete,
    /// Only the new content has it.
    Insert,
}

/// A piece of text and what happens to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What happens.
    pub operation: Operation,
    /// The text as it stands in the content.
    pub text: String,
    /// The same words, of which only apostrophes, capitals, spaces or marks differ: an edit for the eye of a
    /// typographer only.
    pub typographic: bool,
}

/// A content with its words.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
}

/// The edits from the old content to the new one.
pub(super) fn edits(old: Side<'_>, new: Side<'_>) -> Vec<Edit> {
    let ids = |side: Side<'_>| side.words.iter().map(|w| w.id).collect::<Vec<_>>();
    let (a, b) = (ids(old), ids(new));
    let mut out = Script::default();
    out.same(old.lead(), new.lead());
    for op in capture_diff_slices(Algorithm::Myers, &a, &b) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                for k in 0..len {
                    out.same(old.word(old_index + k), new.word(new_index + k));
                    out.same(old.gap(old_index + k), new.gap(new_index + k));
                }
            }
            DiffOp::Delete { old_index, old_len, .. } => out.delete(old.run(old_index, old_len)),
            DiffOp::Insert { new_index, new_len, .. } => out.insert(new.run(new_index, new_len)),
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                out.replace(old.run(old_index, old_len), new.run(new_index, new_len));
            }
        }
    }
    out.edits
}

impl<'a> Side<'a> {
    fn word(&self, i: usize) -> &'a str {
        self.words[i].span.of(self.text)
    }

    /// What stands in front of the first word.
    fn lead(&self) -> &'a str {
        &self.text[..self.words.first().map_or(self.text.len(), |w| w.span.start)]
    }

    /// What stands behind a word: spaces, marks, the end.
    fn gap(&self, i: usize) -> &'a str {
        Span::new(self.words[i].span.end, self.begin(i + 1)).of(self.text)
    }

    fn begin(&self, i: usize) -> usize {
        self.words.get(i).map_or(self.text.len(), |w| w.span.start)
    }

    /// Words with what stands between and behind them.
    fn run(&self, from: usize, length: usize) -> &'a str {
        Span::new(self.begin(from), self.begin(from + length)).of(self.text)
    }
}

#[derive(Default)]
struct Script {
    edits: Vec<Edit>,
}

impl Script {
    fn same(&mut self, old: &str, new: &str) {
        if old == new {
            self.push(Operation::Equal, old, false);
        } else {
            // a space that only one of them needs, since it ends there, is no matter of type
            let typographic = !old.is_empty() && !new.is_empty();
            self.push(Operation::Delete, old, typographic);
            self.push(Operation::Insert, new, typographic);
        }
    }

    fn delete(&mut self, old: &str) {
        self.push(Operation::Delete, old, false);
    }

    fn insert(&mut self, new: &str) {
        self.push(Operation::Insert, new, false);
    }

    /// What both end with is equal: the space behind a word that was replaced.
    fn replace(&mut self, old: &str, new: &str) {
        let space = |s: &str| s.len() - s.trim_end().len();
        let (x, y) = (&old[old.len() - space(old)..], &new[new.len() - space(new)..]);
        let shared = if x == y { x } else { "" };
        self.delete(&old[..old.len() - shared.len()]);
        self.insert(&new[..new.len() - shared.len()]);
        self.push(Operation::Equal, shared, false);
    }

    fn push(&mut self, operation: Operation, text: &str, typographic: bool) {
        if text.is_empty() {
            return;
        }
        match self.edits.last_mut() {
            Some(last) if last.operation == operation && last.typographic == typographic => last.text.push_str(text),
            _ => self.edits.push(Edit { operation, text: text.to_owned(), typographic }),
        }
    }
}
