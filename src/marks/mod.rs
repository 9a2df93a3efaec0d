//! Text and paragraphs → [`Marks`]: every span in quotation marks or in a turn of dialogue, nested as
//! the article nests them, and what the article has wrong with its marks.
//!
//! Four steps, one a file: [`lexer`] finds the candidates (a nom parser) and [`evidence`] weighs for
//! each how well its neighbours suit an opening mark, a closing mark or an apostrophe; [`pair`]
//! chooses the cheapest reading of a paragraph; [`join`] follows quotations over paragraphs;
//! [`dialogue`] reads the turns that a dash opens. Everything is linear in the text.

mod dialogue;
mod evidence;
mod join;
mod lexer;
mod pair;
mod table;
mod words;

use serde::Deserialize;

use crate::document::Diagnostic;
use crate::span::Span;

pub use table::{MarkTable, MarkTableError};

/// The pair of marks, by what opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkStyle {
    /// « »
    Guillemets,
    /// “ ”
    DoubleCurly,
    /// " "
    DoubleStraight,
    /// ‘ ’
    SingleCurly,
    /// ' '
    SingleStraight,
    /// „ “ and „ ”
    Low,
    /// ‹ ›
    SingleGuillemets,
    /// << >>
    Ascii,
    /// '' ''
    TwoApostrophes,
    /// Two backticks, closed by two apostrophes
    Backticks,
    /// – at the start of a paragraph
    Dash,
}

impl MarkStyle {
    /// How many there are.
    pub(crate) const COUNT: usize = Self::ALL.len();
    /// In the order of their numbers.
    pub(crate) const ALL: [MarkStyle; 11] = [
        MarkStyle::Guillemets,
        MarkStyle::DoubleCurly,
        MarkStyle::DoubleStraight,
        MarkStyle::SingleCurly,
        MarkStyle::SingleStraight,
        MarkStyle::Low,
        MarkStyle::SingleGuillemets,
        MarkStyle::Ascii,
        MarkStyle::TwoApostrophes,
        MarkStyle::Backticks,
        MarkStyle::Dash,
    ];

    /// ‘ ’ and ' ', whose closing mark is an apostrophe too.
    pub fn is_single(self) -> bool {
        matches!(self, MarkStyle::SingleCurly | MarkStyle::SingleStraight)
    }
}

/// One span in marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The opening mark as it stands.
    pub open: Span,
    /// The closing mark; `None` if it is missing, and for a turn of dialogue.
    pub close: Option<Span>,
    /// What stands inside, one segment a paragraph, without the marks, without those that are
    /// repeated at the start of a paragraph and without white space at the ends. A turn of dialogue
    /// has a segment for each part that is spoken. Never empty.
    pub segments: Vec<Span>,
    /// The pair of marks.
    pub style: MarkStyle,
    /// 0 for the outermost.
    pub depth: u8,
    /// Index of the enclosing one.
    pub parent: Option<usize>,
}

impl Marked {
    /// From the opening mark to the closing mark, or to the end of the content.
    pub fn extent(&self) -> Span {
        let end = self.close.or(self.segments.last().copied()).map_or(self.open.end, |s| s.end);
        Span::new(self.open.start, end.max(self.open.end))
    }
}

/// The spans in marks of one article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// In the order of their opening marks.
    pub spans: Vec<Marked>,
    /// What the article has wrong, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds the spans in marks of `text`. `paragraphs` are its lines or parts of them, in bytes, in the
/// order of the text and without white space at their ends; what lies outside them is not read.
/// Never panics; paragraphs that are out of bounds or cut a character are left out.
pub fn marks(text: &str, paragraphs: &[Span], table: &MarkTable) -> Marks {
    let typewriter = lexer::types_accents(text, table);
    let mut candidates = Vec::new();
    let mut reader = pair::Reader::new(table);
    let mut joiner = join::Joiner::new(text, table);
    let mut last_end = 0;
    for (i, &paragraph) in paragraphs.iter().enumerate() {
        if paragraph.start < last_end || text.get(paragraph.start..paragraph.end).is_none() {
            continue;
        }
        last_end = paragraph.end;
        candidates.clear();
        lexer::candidates(text, paragraph, table, typewriter, &mut candidates);
        let expected = if candidates.is_empty() || !join::may_go_on(text, paragraph) {
            None
        } else {
            paragraphs.get(i + 1).and_then(|next| lexer::opening_style(next.of(text), table))
        };
        let readings = reader.read(&candidates, expected);
        joiner.paragraph(paragraph, readings);
    }
    let mut marks = joiner.finish();
    dialogue::turns(text, paragraphs, table, &mut marks.spans);
    nest(&mut marks.spans);
    marks.diagnostics.sort_by_key(|d| (d.span.start, d.span.end));
    marks
}

/// Sorts the spans and gives each its parent and depth.
fn nest(spans: &mut [Marked]) {
    spans.sort_by_key(|m| m.open.start);
    let mut open: Vec<(usize, Span)> = Vec::new();
    for (i, mark) in spans.iter_mut().enumerate() {
        let extent = mark.extent();
        while open.last().is_some_and(|(_, outer)| !outer.contains(extent)) {
            open.pop();
        }
        mark.parent = open.last().map(|(p, _)| *p);
        mark.depth = u8::try_from(open.len()).unwrap_or(u8::MAX);
        open.push((i, extent));
    }
}
