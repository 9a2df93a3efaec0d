//! The words by which somebody or something without a proper name goes: *una donna*, *il rapporto*.

use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::rc::Rc;

use crate::span::Span;

/// Words on one line, with single spaces. The capital that a sentence gives them makes no difference
/// between two; a copy costs nothing.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    written: Rc<str>,
    small: Rc<str>,
}

impl Words {
    /// The words of a span of the text.
    pub fn of(text: &str, span: Span) -> Self {
        let words = span.of(text);
        // most noun phrases need no change
        if words.split(' ').all(|w| !w.is_empty() && !w.contains(char::is_whitespace)) {
            return Words::from(words);
        }
        Words::from(words.split_whitespace().collect::<Vec<_>>().join(" ").as_str())
    }
}

impl From<&str> for Words {
    fn from(words: &str) -> Self {
        let written = Rc::from(words);
        let small = if words.contains(char::is_uppercase) { Rc::from(words.to_lowercase()) } else { Rc::clone(&written) };
        Words { written, small }
    }
}

impl Deref for Words {
    type Target = str;

    fn deref(&self) -> &str {
        &self.written
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.small == other.small
    }
}

impl Eq for Words {}

impl Hash for Words {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.small.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::{Span, Words};

    #[test]
    fn a_capital_makes_no_difference() {
        let text = "Una  donna\ndi Barga";
        let words = Words::of(text, Span::new(0, text.len()));
        assert_eq!(&*words, "Una donna di Barga");
        assert_eq!(words, Words::from("una donna di Barga"));
        assert_ne!(words, Words::from("una donna"));
    }
}
