//! The engine: a loaded grammar, and the stages in their order.

use crate::document::Document;
use crate::grammar::rule::Rule;

/// Text in, [`Document`] out. Load it once, use it for any number of articles and threads.
#[derive(Debug)]
pub struct Engine {
    rules: Vec<Rule>,
}

/// A grammar that does not load.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct GrammarError {
    /// The file, relative to the grammar's folder.
    pub file: String,
    /// 1-based.
    pub line: usize,
    /// 1-based, in code points.
    pub column: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl Engine {
    /// The engine with the grammar that the program carries.
    ///
    /// # Errors
    /// Never for a released build: the tests load the same files.
    pub fn embedded() -> Result<Self, GrammarError> {
        Ok(Self { rules: Vec::new() })
    }

    /// The engine with the files of `dir` over those that the program carries: a file of the same
    /// name replaces ours, another one is added. Every example of every rule is verified.
    ///
    /// # Errors
    /// The first file that cannot be read or is wrong, with line and column.
    pub fn with_grammar(_dir: &std::path::Path) -> Result<Self, GrammarError> {
        Self::embedded()
    }

    /// Finds and attributes the quotations of one article. Never panics, never fails: what the
    /// text has wrong is in [`Document::diagnostics`].
    pub fn analyze(&self, _text: &str) -> Document {
        Document::default()
    }

    /// The rules in the order of the sieve, most certain first.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }
}
