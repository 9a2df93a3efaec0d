//! The JSON shapes that other programs rely on: fields may be added, never renamed.

use serde::Serialize;

use super::Analysed;
use super::link::Links;
use super::offsets::{Offsets, Unit};
use crate::document::{DiagnosticKind, QuotationType, Reason, SpeakerKind};
use crate::span::Span;

/// One document.
#[derive(Debug, Serialize)]
pub struct Report<'a> {
    schema: u32,
    offsets: &'static str,
    document: Head<'a>,
    quotations: Vec<Quotation<'a>>,
    speakers: Vec<Speaker<'a>>,
    rejected: Vec<Rejected<'a>>,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Debug, Serialize)]
struct Head<'a> {
    id: &'a str,
    path: &'a str,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    date: Option<&'a str>,
    outlet: Option<&'a str>,
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// One quotation.
#[derive(Debug, Serialize)]
pub struct Quotation<'a> {
    id: String,
    r#type: &'static str,
    content: Content,
    marks: &'a str,
    cue: Option<Cue<'a>>,
    source: Option<Words<'a>>,
    speaker: Option<String>,
    confidence: f64,
    rule: &'a str,
    because: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    runner_up: Option<Other<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

/// Who else may have said it.
#[derive(Debug, Serialize)]
struct Other<'a> {
    name: &'a str,
    confidence: f64,
}

#[derive(Debug, Serialize)]
struct Content {
    text: String,
    segments: Vec<Range>,
}

#[derive(Debug, Serialize)]
struct Range {
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct Cue<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    lemma: &'a str,
    stance: &'static str,
}

#[derive(Debug, Serialize)]
struct Words<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct Speaker<'a> {
    id: String,
    name: &'a str,
    kind: &'static str,
    roles: &'a [String],
    mentions: Vec<Words<'a>>,
}

#[derive(Debug, Serialize)]
struct Rejected<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    reason: &'static str,
    rule: &'a str,
}

#[derive(Debug, Serialize)]
struct Diagnostic<'a> {
    kind: &'static str,
    start: usize,
    end: usize,
    message: &'a str,
}

fn hundredths(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}

/// The JSON shape of an analysed article, with offsets in a unit. Every `text` is the article's own,
/// white space included; `content.text` joins the text of its segments with single spaces.
///
/// Ids count from 1 within the document, in its order: `q1`, `s1`.
pub fn report<'a>(analysed: &Analysed<'a>, unit: Unit) -> Report<'a> {
    let Analysed { id, path, text, document, origin } = *analysed;
    let offsets = Offsets::new(text, unit);
    let words = |s: Span| Words { text: s.of(text), start: offsets.at(s.start), end: offsets.at(s.end) };
    let of = |s: Option<Span>| s.map(|s| s.of(text));
    let links = analysed.links();
    let quotations = (0..document.quotations.len()).filter_map(|n| quotation(analysed, n, &offsets, links.as_ref()));
    let speakers = document.speakers.iter().enumerate().map(|(n, s)| Speaker {
        id: format!("s{}", n + 1),
        name: &s.name,
        kind: speaker_kind(s.kind),
        roles: &s.roles,
        mentions: s.mentions.iter().map(|m| words(*m)).collect(),
    });
    let rejected = document.rejected.iter().map(|r| Rejected {
        text: r.span.of(text),
        start: offsets.at(r.span.start),
        end: offsets.at(r.span.end),
        reason: reason(r.reason),
        rule: &r.rule,
    });
    let diagnostics = document.diagnostics.iter().map(|d| Diagnostic {
        kind: diagnostic(d.kind),
        start: offsets.at(d.span.start),
        end: offsets.at(d.span.end),
        message: &d.message,
    });
    let m = &document.metadata;
    Report {
        schema: 1,
        offsets: unit.name(),
        document: Head {
            id,
            path,
            title: analysed.title(),
            byline: of(m.byline),
            date: analysed.date(),
            outlet: of(m.outlet),
            url: origin.url,
            text: origin.extracted.then_some(text),
        },
        quotations: quotations.collect(),
        speakers: speakers.collect(),
        rejected: rejected.collect(),
        diagnostics: diagnostics.collect(),
    }
}

/// The JSON shape of the quotation of that index, if the document has it.
pub(super) fn quotation<'a>(
    analysed: &Analysed<'a>,
    index: usize,
    offsets: &Offsets<'_>,
    links: Option<&Links<'_>>,
) -> Option<Quotation<'a>> {
    let Analysed { text, document, .. } = *analysed;
    let q = document.quotations.get(index)?;
    let range = |s: Span| Range { start: offsets.at(s.start), end: offsets.at(s.end) };
    let words = |s: Span| Words { text: s.of(text), start: offsets.at(s.start), end: offsets.at(s.end) };
    Some(Quotation {
        id: format!("q{}", index + 1),
        r#type: type_name(q.kind),
        content: Content { text: content(text, &q.segments), segments: q.segments.iter().map(|s| range(*s)).collect() },
        marks: &q.marks,
        cue: q.cue.as_ref().map(|c| Cue {
            text: c.span.of(text),
            start: offsets.at(c.span.start),
            end: offsets.at(c.span.end),
            lemma: &c.lemma,
            stance: c.stance.name(),
        }),
        source: q.source.map(words),
        speaker: q.speaker.filter(|s| *s < document.speakers.len()).map(|s| format!("s{}", s + 1)),
        confidence: hundredths(q.confidence),
        rule: &q.rule,
        because: &q.because,
        runner_up: q.runner_up.as_ref().map(|o| Other { name: &o.name, confidence: hundredths(o.confidence) }),
        link: links.map(|l| l.to(q.extent())),
    })
}

/// The content as JSON and comparisons have it: the text of its segments with single spaces between.
pub fn content(text: &str, segments: &[Span]) -> String {
    segments.iter().map(|s| s.of(text)).collect::<Vec<_>>().join(" ")
}

/// The word for a type in JSON, here and in the gold files.
pub fn type_name(kind: QuotationType) -> &'static str {
    match kind {
        QuotationType::Direct => "direct",
        QuotationType::Mixed => "mixed",
        QuotationType::Indirect => "indirect",
    }
}

pub(super) fn speaker_kind(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person => "person",
        SpeakerKind::Group => "group",
        SpeakerKind::Organization => "organization",
        SpeakerKind::Document => "document",
        SpeakerKind::Unknown => "unknown",
    }
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Title => "title",
        Reason::Name => "name",
        Reason::Term => "term",
        Reason::Scare => "scare",
    }
}

fn diagnostic(kind: DiagnosticKind) -> &'static str {
    match kind {
        DiagnosticKind::UnclosedMark => "unclosed-mark",
        DiagnosticKind::LoneMark => "lone-mark",
        DiagnosticKind::MismatchedMarks => "mismatched-marks",
        DiagnosticKind::Decoded => "decoded",
    }
}
