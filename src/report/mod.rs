//! A [`Document`] for readers: JSON for programs, text for people, the article explained for whoever
//! wants to know why. Formatting only: nothing is decided here.

pub mod explain;
pub mod json;
pub mod labels;
pub mod offsets;
pub mod text;

pub use labels::Language;

use crate::document::Document;

/// An analysed article with where it came from.
#[derive(Debug, Clone, Copy)]
pub struct Analysed<'a> {
    /// Stable name of the document: the path without its extension.
    pub id: &'a str,
    /// The path as it was given; `-` for standard input.
    pub path: &'a str,
    /// The text that was analysed.
    pub text: &'a str,
    /// What was found.
    pub document: &'a Document,
}

impl Analysed<'_> {
    /// The article's own words at a span, on one line.
    fn words(&self, span: crate::span::Span) -> String {
        span.of(self.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The content of a quotation: its segments joined by single spaces.
    fn content(&self, segments: &[crate::span::Span]) -> String {
        segments.iter().map(|s| self.words(*s)).collect::<Vec<_>>().join(" ")
    }
}
