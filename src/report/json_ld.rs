//! A report as linked data: the article, who speaks in it, and for each quotation a node and a W3C annotation. What is
//! told in the reporter's words is a schema.org `Claim`, not a `Quotation`: its text is not the speaker's.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::json::{content, type_name};
use super::link::Links;
use super::linked::Names;
use super::offsets::Offsets;
use super::{Analysed, linked};
use crate::document::{Quotation, QuotationType};
use crate::span::Span;

pub use linked::{begin, end};

/// Writes the nodes of one article; `first` if it is the first.
///
/// # Errors
/// Those of the writer.
pub fn write(out: &mut impl Write, analysed: &Analysed<'_>, first: bool) -> io::Result<()> {
    let offsets = Offsets::code_points(analysed.text);
    let links = analysed.links();
    let names = Names::of(analysed);
    let speakers = (0..analysed.document.speakers.len()).filter_map(|s| linked::speaker(analysed, &names, s));
    let quotations =
        analysed.document.quotations.iter().enumerate().flat_map(|(n, q)| quotation(analysed, &names, &offsets, links.as_ref(), n, q));
    linked::nodes(out, first, std::iter::once(linked::article(analysed, &names)).chain(speakers).chain(quotations))
}

/// A quotation and its annotation.
fn quotation(
    analysed: &Analysed<'_>,
    names: &Names,
    offsets: &Offsets<'_>,
    links: Option<&Links<'_>>,
    n: usize,
    q: &Quotation,
) -> [Value; 2] {
    let id = names.part('q', n);
    let (class, by, within) = match q.kind {
        QuotationType::Direct | QuotationType::Mixed => ("Quotation", "spokenByCharacter", "isPartOf"),
        QuotationType::Indirect => ("Claim", "author", "appearance"),
    };
    let mut node = json!({
        "@id": id,
        "@type": class,
        "text": content(analysed.text, &q.segments),
        within: {"@id": names.article},
        "virgolette:type": type_name(q.kind),
        "virgolette:confidence": (f64::from(q.confidence) * 100.0).round() / 100.0,
        "virgolette:rule": q.rule,
        "virgolette:because": q.because,
    });
    let place = |span: Span| json!({"exact": span.of(analysed.text), "start": offsets.at(span.start), "end": offsets.at(span.end)});
    if let Some(speaker) = q.speaker.filter(|s| *s < analysed.document.speakers.len()) {
        node[by] = json!({"@id": names.part('s', speaker)});
    }
    if let Some(cue) = &q.cue {
        node["virgolette:cue"] = place(cue.span);
        node["virgolette:stance"] = json!(cue.stance.name());
    }
    if let Some(source) = q.source {
        node["virgolette:source"] = place(source);
    }
    if let Some(links) = links {
        node["url"] = json!(links.to(q.extent()));
    }
    let annotation = linked::annotation(analysed, names, offsets, &format!("{id}:annotation"), &id, &q.segments);
    [node, annotation]
}
