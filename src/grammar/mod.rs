//! The Italian grammar: what is read from `grammar/` and compiled for the other stages.
//!
//! Words are in `words/*.toml`, verbs in `verbs/*.toml`, quotation marks in `marks.toml`, rules one a
//! file in `rules/`, their order in `manifest.toml`, what a change of words does to a statement in
//! `meaning.toml`, the words of bylines and datelines in `layout.toml`. [`source::Files`] holds the files that the
//! program carries and what a `--grammar` folder puts over them; [`load`] compiles them.

pub mod conjugate;
pub mod evidence;
pub mod forms;
mod groups;
pub mod index;
pub mod key;
pub mod layout;
pub mod lexicon;
mod load;
pub mod meaning;
pub mod pattern;
pub mod program;
pub mod rule;
pub mod source;
pub mod verbs;
pub mod weights;
mod words;
pub mod worth;

pub use words::Words;

use crate::marks::MarkTable;
use layout::Layout;
use lexicon::Lexicon;
use meaning::Meaning;
use rule::CompiledRule;
use verbs::Verbs;
use weights::Weights;
use worth::Worth;

/// A compiled grammar: what all stages look things up in.
#[derive(Debug)]
pub struct Grammar {
    /// Words and phrases.
    pub lexicon: Lexicon,
    /// Verbs.
    pub verbs: Verbs,
    /// The few words that the stages name.
    pub words: Words,
    /// The words of the newsroom's own lines.
    pub layout: Layout,
    /// Quotation marks.
    pub marks: MarkTable,
    /// What a change of words does to a statement.
    pub meaning: Meaning,
    /// What of a statement can be checked.
    pub worth: Worth,
    /// Rules, most certain first.
    pub rules: Vec<CompiledRule>,
    /// What counts how much for a speaker who is not named.
    pub weights: Weights,
}

impl Grammar {
    /// Whether a word, written in any case, stands in a list of [`Words`].
    #[must_use]
    pub fn lists(&self, list: &[lexicon::WordId], word: &str) -> bool {
        // most words are written as their key is
        if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
            return list.iter().any(|id| self.lexicon.key_of(*id) == word);
        }
        list.contains(&self.lexicon.id(&key::key(word)))
    }
}

pub use load::load;
