//! A [`Document`] for readers: JSON for programs, text for people, the article explained for whoever
//! wants to know why. Formatting only: nothing is decided here.

pub mod brat;
pub mod claims;
pub mod comparison;
pub mod csv;
pub mod explain;
pub mod json;
pub mod json_ld;
pub mod labels;
pub mod link;
mod linked;
pub mod markdown;
pub mod offsets;
mod page;
mod sheet;
pub mod tei;
pub mod text;

pub use labels::Language;

use crate::document::{Document, Quotation};
use crate::span::Span;
use link::Links;

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
    /// What its source says of it.
    pub origin: Origin<'a>,
}

/// What the source of an article says of it, beside the text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin<'a> {
    /// When it was published or read; an article's own dateline says less.
    pub date: Option<&'a str>,
    /// Where it was published.
    pub url: Option<&'a str>,
    /// Whether the text was taken out of something else, so that reports carry it.
    pub extracted: bool,
}

impl<'a> Analysed<'a> {
    /// The headline.
    pub fn title(&self) -> Option<&'a str> {
        self.document.metadata.title.map(|t| t.of(self.text))
    }

    /// When it was published, as its source says it, or else its dateline.
    pub fn date(&self) -> Option<&'a str> {
        self.origin.date.or(self.document.metadata.date.map(|d| d.of(self.text)))
    }

    /// Where its page is, if its source gives an address that opens one.
    pub fn address(&self) -> Option<String> {
        self.origin.url.and_then(link::address)
    }

    /// Links to its words, if it has an address.
    pub fn links(&self) -> Option<Links<'a>> {
        self.origin.url.and_then(|url| Links::new(url, self.text))
    }

    /// The quotations of each speaker, in the speakers' order.
    fn by_speaker(&self) -> impl Iterator<Item = Vec<&'a Quotation>> {
        let document = self.document;
        (0..document.speakers.len()).map(|s| document.quotations.iter().filter(|q| q.speaker == Some(s)).collect())
    }

    /// The quotations of which the article does not say who speaks.
    fn unattributed(&self) -> Vec<&'a Quotation> {
        let document = self.document;
        document.quotations.iter().filter(|q| q.speaker.is_none_or(|s| s >= document.speakers.len())).collect()
    }

    /// The article's own words at a span for eyes: on one line, and without the control characters
    /// with which a text could command the reader's terminal.
    fn words(&self, span: Span) -> String {
        page::visible(span.of(self.text))
    }
}

/// Code points of the article shown before and behind words that have to be found again.
const AROUND: usize = 32;

/// What stands before and behind a span.
fn around(text: &str, span: Span) -> (&str, &str) {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let prefix = before.char_indices().nth_back(AROUND - 1).map_or(before, |(at, _)| &before[at..]);
    let suffix = after.char_indices().nth(AROUND).map_or(after, |(at, _)| &after[..at]);
    (prefix, suffix)
}

/// The document without the quotations of less than `least` confidence (0 to 1) and without the
/// speakers that then have none.
#[must_use]
pub fn confident(mut document: Document, least: f32) -> Document {
    let before = document.quotations.len();
    document.quotations.retain(|q| q.confidence >= least);
    if document.quotations.len() == before {
        return document;
    }
    let quoted = |s: usize| document.quotations.iter().any(|q| q.speaker == Some(s));
    let kept: Vec<usize> = (0..document.speakers.len()).filter(|s| quoted(*s)).collect();
    for q in &mut document.quotations {
        q.speaker = q.speaker.and_then(|s| kept.binary_search(&s).ok());
    }
    document.speakers = kept.into_iter().map(|s| document.speakers[s].clone()).collect();
    document
}
