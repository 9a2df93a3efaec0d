//! The gold annotations as their files give them.

use serde::Deserialize;

/// The annotations of one article.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Gold {
    /// What is a quotation.
    #[serde(default)]
    pub quotations: Vec<GoldQuotation>,
    /// What stands in marks and is none.
    #[serde(default)]
    pub not_quotes: Vec<NotQuotation>,
}

/// An annotated quotation.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct GoldQuotation {
    /// `direct`, `mixed` or `indirect`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The words.
    #[serde(default)]
    pub text: String,
    /// Where they stand.
    pub segments: Vec<Segment>,
    /// The cue.
    pub cue: Option<GoldSpan>,
    /// The source.
    pub source: Option<GoldSpan>,
    /// Who said it.
    pub speaker: Option<String>,
    /// Other right answers for the speaker.
    #[serde(default)]
    pub aliases: Option<Vec<String>>,
    /// What kind of speaker.
    #[serde(rename = "kind")]
    pub speaker_kind: Option<String>,
    /// Whether it may be left out.
    #[serde(default)]
    pub optional: bool,
}

/// A span in marks that is no quotation.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct NotQuotation {
    /// Where it stands.
    pub segments: Vec<Segment>,
    /// title, name, term, scare
    #[serde(default)]
    pub kind: String,
}

/// A half-open range of code points, written as a pair or as an object.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged)]
pub enum Segment {
    /// `[120, 188]`
    Pair(usize, usize),
    /// `{"start": 120, "end": 188}`
    Object {
        /// First code point.
        start: usize,
        /// One past the last.
        end: usize,
    },
}

/// A span with its words.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct GoldSpan {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

impl From<Segment> for (usize, usize) {
    fn from(s: Segment) -> Self {
        match s {
            Segment::Pair(a, b) => (a, b),
            Segment::Object { start, end } => (start, end),
        }
    }
}

impl GoldQuotation {
    /// The segments as pairs of code points.
    pub fn pairs(&self) -> Vec<(usize, usize)> {
        self.segments.iter().map(|s| (*s).into()).collect()
    }
}

impl NotQuotation {
    /// The segments as pairs of code points.
    pub fn pairs(&self) -> Vec<(usize, usize)> {
        self.segments.iter().map(|s| (*s).into()).collect()
    }
}
