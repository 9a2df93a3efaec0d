//! The word lists of `grammar/marks.toml`, ready for look-up without allocation.

use rustc_hash::FxHashSet;

/// The longest word, in bytes, that is looked up; no listed word is longer.
const LONGEST_WORD: usize = 24;

/// The words of a list, in its order.
pub(super) fn list(words: &str) -> Vec<Box<str>> {
    words.split_whitespace().map(Into::into).collect()
}

/// Words in small letters, looked up without regard to ASCII case and without allocation.
#[derive(Debug, Clone, Default)]
pub(super) struct WordSet(FxHashSet<Box<[u8]>>);

impl WordSet {
    pub fn new(words: &str) -> Self {
        Self(words.split_whitespace().map(|w| w.as_bytes().into()).collect())
    }

    pub fn contains(&self, word: &str) -> bool {
        let mut key = [0; LONGEST_WORD];
        let Some(key) = key.get_mut(..word.len()) else { return false };
        key.copy_from_slice(word.as_bytes());
        key.make_ascii_lowercase();
        self.0.contains(&*key)
    }
}

/// Whether the word has one of the endings. Case-blind for ASCII; a stem of at least one letter must be left.
pub(super) fn ends(word: &str, endings: &[Box<str>]) -> bool {
    let word = word.as_bytes();
    endings.iter().any(|e| word.len() > e.len() && word[word.len() - e.len()..].eq_ignore_ascii_case(e.as_bytes()))
}
