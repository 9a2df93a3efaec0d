//! Stand-in until the parser lands.
use crate::document::Diagnostic;
use crate::span::Span;
/// Table.
#[derive(Debug, Default)]
pub struct MarkTable;
impl MarkTable { 
    /// x
    /// # Errors
    /// none
    pub fn from_toml(_: &str) -> Result<Self, toml::de::Error> { Ok(MarkTable) } }
/// Style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum MarkStyle { Guillemets, DoubleCurly, DoubleStraight, SingleCurly, SingleStraight, Low, SingleGuillemets, Ascii, TwoApostrophes, Backticks, Dash }
/// Marked.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Marked { pub open: Span, pub close: Option<Span>, pub segments: Vec<Span>, pub style: MarkStyle, pub depth: u8, pub parent: Option<usize> }
/// Marks.
#[derive(Debug, Default)]
#[allow(missing_docs)]
pub struct Marks { pub spans: Vec<Marked>, pub diagnostics: Vec<Diagnostic> }
/// Marks.
pub fn marks(text: &str, paragraphs: &[Span], _t: &MarkTable) -> Marks {
    let mut out = Marks::default();
    for p in paragraphs {
        let mut open: Option<(usize, char)> = None;
        for (i, c) in p.of(text).char_indices() {
            let at = p.start + i;
            match (open, c) {
                (None, '«' | '“' | '"') => open = Some((at, c)),
                (Some((o, k)), '»' | '”' | '"') if (k=='«') == (c=='»') => {
                    let oe = o + k.len_utf8();
                    out.spans.push(Marked { open: Span::new(o, oe), close: Some(Span::new(at, at + c.len_utf8())), segments: vec![Span::new(oe, at).trimmed(text)], style: MarkStyle::Guillemets, depth: 0, parent: None });
                    open = None;
                }
                _ => {}
            }
        }
    }
    out
}
