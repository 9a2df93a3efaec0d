//! Claims as linked data: a schema.org `Claim` and a W3C `Annotation` for each, in one graph. They say who claimed what
//! and where; never whether it is true.

use serde_json::{Value, json};

use super::Claims;
use super::fragment::encoded_id;
use crate::claims::Claim;
use crate::document::SpeakerKind;

/// The terms of both vocabularies, so that nobody has to fetch a context.
fn context() -> Value {
    json!({
        "@vocab": "https://schema.org/",
        "oa": "http://www.w3.org/ns/oa#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "url": {"@type": "@id"},
        "hasBody": {"@id": "oa:hasBody", "@type": "@id"},
        "hasTarget": "oa:hasTarget",
        "hasSource": {"@id": "oa:hasSource", "@type": "@id"},
        "hasSelector": "oa:hasSelector",
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
        "start": "oa:start",
        "end": "oa:end"
    })
}

/// One document with the graph of all claims that are given.
pub fn document<'a>(claims: &Claims<'a>, given: &[&'a Claim]) -> Value {
    let graph: Vec<Value> = given.iter().filter_map(|c| nodes(claims, c)).flatten().collect();
    json!({"@context": context(), "@graph": graph})
}

/// The claim and its annotation.
fn nodes<'a>(claims: &Claims<'a>, claim: &'a Claim) -> Option<[Value; 2]> {
    let shown = claims.shown(claim)?;
    let article = shown.article;
    let id = format!("urn:virgolette:claim:{}", claim.id);
    let source = article.origin.url.map_or_else(|| format!("urn:virgolette:document:{}", encoded_id(article.id)), str::to_owned);
    let mut appearance = json!({"@id": source, "@type": "NewsArticle"});
    if let Some(title) = article.title() {
        appearance["headline"] = json!(title);
    }
    if let Some(date) = article.date() {
        appearance["datePublished"] = json!(date);
    }
    let mut node = json!({"@id": id, "@type": "Claim", "text": shown.words(), "appearance": appearance});
    if let Some(speaker) = shown.speaker {
        let kind = match speaker.kind {
            SpeakerKind::Person => "Person",
            SpeakerKind::Document => "CreativeWork",
            SpeakerKind::Group | SpeakerKind::Organization | SpeakerKind::Unknown => "Organization",
        };
        node["author"] = json!({"@type": kind, "name": speaker.name});
        if let Some(role) = speaker.roles.first().filter(|_| speaker.kind == SpeakerKind::Person) {
            node["author"]["jobTitle"] = json!(role);
        }
    }
    if let Some(date) = article.date() {
        node["datePublished"] = json!(date);
    }
    if let Some(link) = shown.link() {
        node["url"] = json!(link);
    }
    let annotation = json!({
        "@id": format!("urn:virgolette:annotation:{}", claim.id),
        "@type": "oa:Annotation",
        "hasBody": id,
        "hasTarget": {
            "@type": "oa:SpecificResource",
            "hasSource": source,
            "hasSelector": [
                {"@type": "oa:TextQuoteSelector", "exact": shown.exact, "prefix": shown.prefix, "suffix": shown.suffix},
                {"@type": "oa:TextPositionSelector", "start": shown.start, "end": shown.end}
            ]
        }
    });
    Some([node, annotation])
}
