//! Claims as linked data: a schema.org `Claim` and a W3C annotation for each, in one graph.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::Claims;
use crate::claims::Claim;
use crate::report::linked;

/// Writes one document with the graph of all claims that are given.
///
/// # Errors
/// Those of the writer.
pub fn write<'a>(out: &mut impl Write, claims: &Claims<'a>, given: &[&'a Claim]) -> io::Result<()> {
    linked::begin(out)?;
    linked::nodes(out, true, given.iter().filter_map(|c| nodes(claims, c)).flatten())?;
    linked::end(out)
}

/// The claim and its annotation.
fn nodes<'a>(claims: &Claims<'a>, claim: &'a Claim) -> Option<[Value; 2]> {
    let shown = claims.shown(claim)?;
    let article = shown.article;
    let id = format!("urn:virgolette:claim:{}", claim.id);
    let mut node = json!({"@id": id, "@type": "Claim", "text": shown.words(), "appearance": linked::article(&article)});
    if let Some(speaker) = shown.quotation.speaker.and_then(|s| linked::speaker(&article, s)) {
        node["author"] = speaker;
    }
    if let Some(date) = article.date() {
        node["datePublished"] = json!(date);
    }
    if let Some(link) = shown.link {
        node["url"] = json!(link);
    }
    let offsets = claims.offsets.get(claim.article)?;
    let annotation = linked::annotation(&article, offsets, &format!("urn:virgolette:annotation:{}", claim.id), &id, &[claim.span]);
    Some([node, annotation])
}
