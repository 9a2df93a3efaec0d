//! Linked data that reports and claims share: the terms of schema.org and of the W3C's Web Annotations, the nodes of
//! articles and speakers, the annotation that finds words again. A graph is written node by node, so that an archive of
//! any size takes the memory of one article. It says who said what and where; never whether it is true.

use std::io::{self, Write};

use jiff::{Timestamp, civil::DateTime};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Analysed, around};
use crate::document::{Speaker, SpeakerKind};
use crate::report::offsets::Offsets;
use crate::span::Span;

/// The terms of both vocabularies and of ours, so that nobody has to fetch a context.
fn context() -> Value {
    json!({
        "@vocab": "https://schema.org/",
        "oa": "http://www.w3.org/ns/oa#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "virgolette": "urn:virgolette:terms:",
        "url": {"@type": "@id"},
        "Annotation": "oa:Annotation",
        "SpecificResource": "oa:SpecificResource",
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "TextPositionSelector": "oa:TextPositionSelector",
        "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
        "identifying": "oa:identifying",
        "body": {"@id": "oa:hasBody", "@type": "@id"},
        "target": {"@id": "oa:hasTarget", "@type": "@id"},
        "source": {"@id": "oa:hasSource", "@type": "@id"},
        "selector": {"@id": "oa:hasSelector", "@type": "@id"},
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
        "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
        "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"}
    })
}

/// Writes what stands before the first node.
///
/// # Errors
/// Those of the writer.
pub fn begin(out: &mut impl Write) -> io::Result<()> {
    write!(out, "{{\"@context\":{},\n\"@graph\":[", context())
}

/// Writes nodes, a line each; `first` if none was written before.
///
/// # Errors
/// Those of the writer.
pub(super) fn nodes(out: &mut impl Write, mut first: bool, nodes: impl Iterator<Item = Value>) -> io::Result<()> {
    for node in nodes {
        write!(out, "{}{node}", if first { "\n" } else { ",\n" })?;
        first = false;
    }
    Ok(())
}

/// Writes what stands behind the last node.
///
/// # Errors
/// Those of the writer.
pub fn end(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\n]}}")
}

/// The names of an article and of what stands in it. They hold a hash of the text: two versions of a page are told apart,
/// though they have one address.
#[derive(Debug)]
pub(super) struct Names {
    /// Of the article as it was read.
    pub article: String,
    /// Where its page is, or else the article's name: what annotations are of.
    page: String,
}

impl Names {
    pub(super) fn of(article: &Analysed<'_>) -> Self {
        let hash: String = Sha256::digest(article.text).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let name = format!("urn:virgolette:document:{}:{hash}", utf8_percent_encode(article.id, NON_ALPHANUMERIC));
        Names { page: article.address().unwrap_or_else(|| name.clone()), article: name }
    }

    /// Of something in the article: a letter for its kind, its index.
    pub(super) fn part(&self, kind: char, index: usize) -> String {
        format!("{}:{kind}{}", self.article, index + 1)
    }
}

/// The article as it was published.
pub(super) fn article(article: &Analysed<'_>, names: &Names) -> Value {
    let mut node = json!({"@id": names.article, "@type": "NewsArticle"});
    if names.page != names.article {
        node["url"] = json!(names.page);
    }
    let of = |span: Option<Span>| span.map(|s| s.of(article.text));
    if let Some(title) = article.title() {
        node["headline"] = json!(title);
    }
    date(&mut node, article);
    if let Some(byline) = of(article.document.metadata.byline) {
        node["author"] = json!({"@type": "Person", "name": byline});
    }
    if let Some(outlet) = of(article.document.metadata.outlet) {
        node["publisher"] = json!({"@type": "Organization", "name": outlet});
    }
    node
}

/// When a node's words were published, as far as it is a date: a dateline of any other form is no `datePublished`.
pub(super) fn date(node: &mut Value, article: &Analysed<'_>) {
    if let Some(date) = article.date() {
        // jiff reads more than ISO 8601 has: a space for the T, a zone in brackets
        let iso = !date.contains([' ', '[']) && (date.parse::<DateTime>().is_ok() || date.parse::<Timestamp>().is_ok());
        let term = if iso { "datePublished" } else { "virgolette:dateline" };
        node[term] = json!(date);
    }
}

/// Who speaks. A text that says something, and who nobody knows to be a person, has no type: schema.org has none for an
/// author that is neither.
pub(super) fn speaker(article: &Analysed<'_>, names: &Names, index: usize) -> Option<Value> {
    let speaker: &Speaker = article.document.speakers.get(index)?;
    let mut node = json!({"@id": names.part('s', index), "name": speaker.name});
    match speaker.kind {
        SpeakerKind::Person => {
            node["@type"] = json!("Person");
            if !speaker.roles.is_empty() {
                node["jobTitle"] = json!(speaker.roles);
            }
        }
        SpeakerKind::Group | SpeakerKind::Organization => node["@type"] = json!("Organization"),
        SpeakerKind::Document | SpeakerKind::Unknown => {}
    }
    Some(node)
}

/// The annotation that finds spans of an article again, as the body of which they are; offsets count code points.
pub(super) fn annotation(article: &Analysed<'_>, names: &Names, offsets: &Offsets<'_>, id: &str, body: &str, spans: &[Span]) -> Value {
    let target = |span: &Span| {
        let (prefix, suffix) = around(article.text, *span);
        json!({
            "@type": "SpecificResource",
            "source": names.page,
            "selector": [
                {"@type": "TextQuoteSelector", "exact": span.of(article.text), "prefix": prefix, "suffix": suffix},
                {"@type": "TextPositionSelector", "start": offsets.at(span.start), "end": offsets.at(span.end)}
            ]
        })
    };
    let targets: Vec<Value> = spans.iter().map(target).collect();
    json!({"@id": id, "@type": "Annotation", "motivation": "identifying", "body": body, "target": targets})
}
