//! A report as a spreadsheet: RFC 4180, a row for each quotation.

use std::borrow::Cow;
use std::io::{self, Write};

use super::json::{content, speaker_kind, type_name};
use super::link::Links;
use super::offsets::{Offsets, Unit};
use super::{Analysed, sheet};
use crate::span::Span;

/// The columns, in order.
pub const COLUMNS: [&str; 27] = [
    "document",
    "title",
    "date",
    "id",
    "type",
    "text",
    "speaker",
    "kind",
    "role",
    "offsets",
    "start",
    "end",
    "segments",
    "marks",
    "cue",
    "cue start",
    "cue end",
    "lemma",
    "stance",
    "source",
    "source start",
    "source end",
    "speaker id",
    "confidence",
    "rule",
    "because",
    "link",
];

/// Writes the head of the table.
///
/// # Errors
/// Those of the writer.
pub fn head(out: &mut impl Write) -> io::Result<()> {
    sheet::rows(out, std::iter::once(COLUMNS.map(Into::into)))
}

/// Writes the rows of one article, with offsets in a unit.
///
/// # Errors
/// Those of the writer.
pub fn write(out: &mut impl Write, analysed: &Analysed<'_>, unit: Unit) -> io::Result<()> {
    let offsets = Offsets::new(analysed.text, unit);
    let links = analysed.links();
    let rows = (0..analysed.document.quotations.len()).filter_map(|n| row(analysed, n, &offsets, links.as_ref()));
    sheet::rows(out, rows)
}

fn row<'a>(analysed: &Analysed<'a>, n: usize, offsets: &Offsets<'_>, links: Option<&Links<'_>>) -> Option<[Cow<'a, str>; 27]> {
    let (text, document) = (analysed.text, analysed.document);
    let q = document.quotations.get(n)?;
    let of = |span: Option<Span>| span.map_or("", |s| s.of(text));
    let at = |byte: Option<usize>| byte.map_or(String::new(), |b| offsets.at(b).to_string());
    let cue = q.cue.as_ref().map(|c| c.span);
    let extent = q.extent();
    let speaker = q.speaker.and_then(|s| Some((s, document.speakers.get(s)?)));
    let segments: Vec<String> = q.segments.iter().map(|s| format!("{}-{}", offsets.at(s.start), offsets.at(s.end))).collect();
    Some([
        analysed.id.into(),
        analysed.title().unwrap_or_default().into(),
        analysed.date().unwrap_or_default().into(),
        format!("q{}", n + 1).into(),
        type_name(q.kind).into(),
        content(text, &q.segments).into(),
        speaker.map_or("", |(_, s)| &s.name).into(),
        speaker.map_or("", |(_, s)| speaker_kind(s.kind)).into(),
        speaker.map_or(String::new(), |(_, s)| s.roles.join("; ")).into(),
        offsets.unit().name().into(),
        at(Some(extent.start)).into(),
        at(Some(extent.end)).into(),
        segments.join(";").into(),
        q.marks.as_str().into(),
        of(cue).into(),
        at(cue.map(|c| c.start)).into(),
        at(cue.map(|c| c.end)).into(),
        q.cue.as_ref().map_or("", |c| &c.lemma).into(),
        q.cue.as_ref().map_or("", |c| c.stance.name()).into(),
        of(q.source).into(),
        at(q.source.map(|s| s.start)).into(),
        at(q.source.map(|s| s.end)).into(),
        speaker.map_or(String::new(), |(s, _)| format!("s{}", s + 1)).into(),
        format!("{:.2}", q.confidence).into(),
        q.rule.as_str().into(),
        q.because.as_str().into(),
        links.map_or(String::new(), |l| l.to(extent)).into(),
    ])
}
