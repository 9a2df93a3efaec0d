//! Turns of dialogue: *– Ti sento – ha detto Pina. – E gli altri?* A dash at the start of a paragraph opens
//! a turn; the dashes inside it lead out to the narrator and back.

use nom::bytes::complete::take_while;
use nom::character::complete::{anychar, char, satisfy};
use nom::combinator::{peek, recognize, verify};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use super::{MarkStyle, MarkTable, Marked};
use crate::span::Span;

/// A paragraph that may be a turn.
struct Turn {
    paragraph: usize,
    open: Span,
    segments: Vec<Span>,
    /// The narrator speaks in it, or it asks or cries: no item of a list.
    lively: bool,
}

/// Adds the turns of dialogue to the spans in marks, which stand in the order of the text.
///
/// One dash alone may open a note or an item of a list. So a turn is read only where the narrator
/// breaks in, or where two paragraphs or more begin so; of hyphens, one must moreover be lively.
pub(super) fn turns(text: &str, paragraphs: &[Span], table: &MarkTable, spans: &mut Vec<Marked>) {
    let mut found = Vec::new();
    let mut place = 0;
    let mut covered = 0;
    for (i, &paragraph) in paragraphs.iter().enumerate() {
        let Ok((rest, dash)) = opening(paragraph.of(text)) else { continue };
        if !table.is_dash(dash) {
            continue;
        }
        while let Some(mark) = spans.get(place).filter(|m| m.open.start < paragraph.start) {
            covered = covered.max(mark.extent().end);
            place += 1;
        }
        let quoted = spans.get(place).is_some_and(|m| m.open.start == paragraph.end - rest.len());
        if covered > paragraph.start || quoted {
            continue;
        }
        found.extend(turn(text, paragraph, i, dash, rest, &spans[place..]));
    }
    let together = found.len() >= 2 && !is_list(text, paragraphs, &found);
    found.retain(|t| together || t.segments.len() > 1 || t.segments.iter().any(|s| s.end < ends(text, paragraphs[t.paragraph])));
    spans.extend(found.into_iter().map(|t| Marked {
        open: t.open,
        close: None,
        segments: t.segments,
        style: MarkStyle::Dash,
        depth: 0,
        parent: None,
    }));
    spans.sort_by_key(|m| m.open.start);
}

/// Items of a list: nobody asks, nobody breaks in, and a hyphen or a colon leads in.
fn is_list(text: &str, paragraphs: &[Span], found: &[Turn]) -> bool {
    let before = found[0].paragraph.checked_sub(1).map_or("", |p| paragraphs[p].of(text));
    let hyphen = found.iter().any(|t| t.open.of(text) == "-");
    (hyphen || before.ends_with(':')) && !found.iter().any(|t| t.lively)
}

fn ends(text: &str, paragraph: Span) -> usize {
    paragraph.trimmed(text).end
}

/// opening = dash space { space } (capital | "…" | "¿" | "¡")
fn opening(input: &str) -> IResult<&str, char> {
    let speaks = verify(anychar, |&c| c.is_uppercase() || matches!(c, '…' | '.' | '¿' | '¡' | '\'' | '’'));
    terminated(terminated(satisfy(is_dash), take_while(char::is_whitespace)), peek(speaks)).parse(input)
}

/// narrator = dash space { space } small-letter
fn narrator(dash: char, input: &str) -> IResult<&str, char> {
    let spaces = take_while(char::is_whitespace);
    preceded(char(dash), preceded(spaces, peek(satisfy(char::is_lowercase)))).parse(input)
}

/// back = dash [ "." | "," ] { space }
fn back(dash: char, input: &str) -> IResult<&str, &str> {
    let rest = take_while(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':'));
    recognize(delimited(char(dash), take_while(|c| c == ','), rest)).parse(input)
}

/// turn = opening speech { narrator back speech } [ narrator ]
fn turn(text: &str, paragraph: Span, index: usize, dash: char, rest: &str, marks: &[Marked]) -> Option<Turn> {
    let start = paragraph.end - rest.len();
    if is_dateline(rest) || !rest.ends_with(['.', '!', '?', '…', ',', ':']) {
        return None;
    }
    let mut segments = Vec::new();
    let mut from = Some(start);
    let mut narrated = false;
    let mut marks = marks.iter().map(Marked::extent).peekable();
    let mut covered = 0;
    for (i, _) in rest.match_indices(dash) {
        let at = start + i;
        while let Some(mark) = marks.next_if(|m| m.start < at) {
            covered = covered.max(mark.end);
        }
        let glued = text[..at].ends_with(char::is_alphanumeric);
        if glued || at < covered {
            continue;
        }
        match from {
            Some(f) if narrator(dash, &rest[i..]).is_ok() => {
                segments.push(Span::new(f, at).trimmed(text));
                from = None;
                narrated = true;
            }
            None => from = back(dash, &rest[i..]).ok().map(|(_, led)| at + led.len()),
            Some(_) => {}
        }
    }
    if let Some(f) = from {
        segments.push(Span::new(f, paragraph.end).trimmed(text));
    }
    segments.retain(|s| !s.is_empty());
    let lively = narrated || rest.contains(['?', '!']);
    let open = Span::new(paragraph.start, paragraph.start + dash.len_utf8());
    (!segments.is_empty()).then_some(Turn { paragraph: index, open, segments, lively })
}

/// ROMA, 3 MAR: the first word stands in capitals.
fn is_dateline(rest: &str) -> bool {
    let first = &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())];
    first.chars().count() > 2 && !first.contains(char::is_lowercase)
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―')
}
